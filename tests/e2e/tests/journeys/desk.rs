//! The claim desk, the to-do list, Mark all, and the reader's own labels.

use e2e::{App, Spot, Told, journey};
use serde_json::{Value, json};

async fn file(app: &App) -> anyhow::Result<Value> {
    let script = "return JSON.parse(await articleAnnotator.export('json'))";
    app.js(script, json!([])).await
}

async fn fill(app: &App, css: &str, text: &str) -> anyhow::Result<()> {
    app.click_css(css).await?;
    app.type_text(text).await?;
    app.keys("Enter").await
}

#[tokio::test]
async fn at_the_desk_a_claim_gets_all_that_is_known_of_it_and_what_says_the_same_is_checked_once()
-> Told {
    journey("claim-desk", async |app| {
        app.mark("Claim", "peace proposals are nearly ready").await?;
        app.mark("Claim", "one major issue is still unresolved").await?;
        app.open_list("Claims").await?;
        app.axe_finds_nothing("with the list of claims").await?;
        app.click_css(".claims li:first-child .panel-row").await?;
        fill(app, "#claimed-since", "2026-01-20").await?;
        app.click_css(".folded > summary").await?;
        fill(app, "#claimed-at", "Davos").await?;
        app.click_css("#worthy").await?;
        app.keys("Y Enter").await?;
        app.click_css(".scale label:nth-child(3)").await?;
        app.says(".ready-foot", "no source has a link that readers can follow").await?;
        fill(app, "#add-source", "https://example.org/talks").await?;
        fill(app, ".source input:nth-of-type(3)", "nearly ready").await?;
        app.says(".ready-foot", "the name of the publisher is missing").await?;
        // What is missing leads to its field, also where that is folded.
        app.click_css(".folded > summary").await?;
        app.click("#panel", "the name of the publisher is missing").await?;
        fill(app, "#publisher", "Harbour Desk").await?;
        fill(app, "#check-page", "desk.example/talks").await?;
        app.says(".ready-foot", "Ready to publish").await?;
        app.axe_finds_nothing("with a claim on the desk").await?;
        app.click_css("#same-as").await?;
        app.keys("Down Enter").await?;
        app.click_css("#same-as-do").await?;
        app.says(".claim-desk", "Linked").await?;
        let all = file(app).await?;
        let (first, second) = (&all["annotations"][0]["check"], &all["annotations"][1]["check"]);
        anyhow::ensure!(first["said"] == "2026-01-20" && first["place"] == "Davos", "{first}");
        anyhow::ensure!(first["worthy"] == "yes" && first["verdict"] == "mixed", "{first}");
        anyhow::ensure!(first["sources"][0]["quotation"] == "nearly ready", "{first}");
        anyhow::ensure!(second["verdict"] == "mixed" && second["said"].is_null(), "{second}");
        let review = app.api("export", json!(["schema-org"])).await?;
        let review: Value = serde_json::from_str(review.as_str().unwrap_or_default())?;
        let graph = review["@graph"].as_array().cloned().unwrap_or_default();
        let reviews: Vec<_> = graph.iter().filter(|it| it["@type"] == "ClaimReview").collect();
        anyhow::ensure!(reviews.len() == 1, "only what was checked: {reviews:?}");
        anyhow::ensure!(reviews[0]["author"]["name"] == "Harbour Desk", "{reviews:?}");
        anyhow::ensure!(reviews[0]["url"] == "https://desk.example/talks", "{reviews:?}");
        app.hint_says("Undo", "linking two claims").await
    })
    .await
}

#[tokio::test]
async fn the_to_do_list_is_counted_shown_fixed_and_dismissed() -> Told {
    journey("todo", async |app| {
        app.mark("Quote", "one major issue is still unresolved").await?;
        app.mark("Claim", "peace proposals are nearly ready").await?;
        app.mark("Person", "Steve Witkoff").await?;
        app.open_list("To do").await?;
        // He is named once more.
        app.says("#lint", "Everything (3)").await?;
        app.says(".batch h2", "2 suggested speakers and claimants").await?;
        app.axe_finds_nothing("with the to-do list").await?;
        app.click_css(".batch li:last-child input").await?;
        app.click("#panel", "Accept 1").await?;
        app.says("#lint", "Everything (2)").await?;
        let speaker =
            "return articleAnnotator.annotations().find((a) => a.kind === 'quote').speaker";
        app.expect("the speaker", speaker, json!([]), json!("Steve Witkoff")).await?;
        app.click(".lints", "Dismiss …").await?;
        app.says("#lint", "Everything (1)").await?;
        app.click(".lints", "Dismiss …").await?;
        app.says("#panel", "Nothing to do").await?;
        app.keys("Escape").await?;
        app.is_saved().await?;
        app.reload().await?;
        app.open_list("To do").await?;
        app.says("#panel", "Nothing to do").await
    })
    .await
}

#[tokio::test]
async fn every_place_of_a_name_is_looked_at_and_marked_in_one_step() -> Told {
    journey("mark-all", async |app| {
        app.mark("Person", "Volodymyr Zelenskyy").await?;
        app.click_at(Spot::Within("Volodymyr", 2), 1).await?;
        app.click("li.card.is-open", "Mark all …").await?;
        app.dialog_is_open("Mark all places").await?;
        app.says("#dialog [role=status]", "3 unmarked places").await?;
        app.axe_finds_nothing("with the places of a name").await?;
        app.click_css(".hits li:last-child input").await?;
        app.click_css("#mark-them").await?;
        app.no_dialog_is_open().await?;
        let names = "return articleAnnotator.annotations().map((a) => a.actor)";
        app.expect("whom they are", names, json!([]), json!(vec!["Volodymyr Zelenskyy"; 3]))
            .await?;
        app.click("header", "Undo").await?;
        app.shows(&["person: Volodymyr Zelenskyy"]).await
    })
    .await
}

#[tokio::test]
async fn the_toolbar_marks_a_selected_name_wherever_it_stands_in_one_step() -> Told {
    journey("mark-all-selected", async |app| {
        app.select("Steve Witkoff").await?;
        app.click(".toolbar", "Mark all 2").await?;
        app.dialog_is_open("Mark all places").await?;
        app.says("#dialog [role=status]", "2 unmarked places").await?;
        app.click_css("#mark-them").await?;
        app.no_dialog_is_open().await?;
        let names = "return articleAnnotator.annotations().map((a) => a.actor)";
        app.expect("whom they are", names, json!([]), json!(vec!["Steve Witkoff"; 2])).await?;
        app.click("header", "Undo").await?;
        app.shows(&[]).await
    })
    .await
}

#[tokio::test]
async fn a_label_of_ones_own_marks_by_its_key_shows_its_colour_and_goes_out_with_the_file() -> Told
{
    journey("scheme", async |app| {
        app.mark("Claim", "peace proposals are nearly ready").await?;
        app.click_at(Spot::Within("proposals", 2), 1).await?;
        app.click("li.card.is-open", "Labels …").await?;
        app.dialog_is_open("Labels and verdicts").await?;
        fill(app, "[aria-label='New label for claims']", "prediction").await?;
        app.axe_finds_nothing("with the scheme").await?;
        app.click_css("#scale").await?;
        app.type_text("Holds up\nWrong\n(Satire)").await?;
        app.click("#dialog", "Close").await?;
        app.select("one major issue is still unresolved").await?;
        app.axe_finds_nothing("with labels on the toolbar").await?;
        app.keys("4").await?;
        let hues =
            "return [...document.querySelectorAll('mark[data-hues]')].map((m) => m.dataset.hues)";
        app.expect("the colours", hues, json!([]), json!(["claim1"])).await?;
        app.click_at(Spot::Within("proposals", 2), 1).await?;
        app.click_css("#sub-label").await?;
        app.keys("Down Enter").await?;
        app.expect("the colours", hues, json!([]), json!(["claim1", "claim1"])).await?;
        app.click_css("#verdict").await?;
        app.type_text("Sat").await?;
        app.keys("Enter").await?;
        let all = file(app).await?;
        anyhow::ensure!(all["scheme"]["labels"][0]["name"] == "prediction", "{}", all["scheme"]);
        anyhow::ensure!(all["annotations"][0]["check"]["verdict"] == "Satire", "{all}");
        let conll = app.api("export", json!(["conll"])).await?;
        anyhow::ensure!(
            conll.as_str().is_some_and(|text| text.contains("B-CLAIM-prediction")),
            "{conll}"
        );
        app.is_saved().await?;
        app.reload().await?;
        app.expect("the colours", hues, json!([]), json!(["claim1", "claim1"])).await
    })
    .await
}

#[tokio::test]
async fn who_was_taken_for_another_is_split_off() -> Told {
    journey("split", async |app| {
        app.mark("Person", "Volodymyr Zelenskyy").await?;
        app.mark("Person", "President Zelenskyy").await?;
        app.open_list("People").await?;
        app.click_css(".people-rows li:first-child .person-line").await?;
        app.click_css(".split summary").await?;
        app.click_css(".split li:last-child input").await?;
        app.axe_finds_nothing("with somebody to split").await?;
        app.click_css(".split input[name=name]").await?;
        app.type_text("Olena Zelenska").await?;
        app.keys("Enter").await?;
        let names = "return [...document.querySelectorAll('.person-line .who-name')].map((name) => name.textContent)";
        let both = json!(["Volodymyr Zelenskyy", "Olena Zelenska"]);
        app.expect("the people", names, json!([]), both).await?;
        app.says(".toast", "1 annotation now refers to Olena Zelenska").await
    })
    .await
}
