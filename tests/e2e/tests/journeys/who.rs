//! Who says it: on the card, in the text, and in the list of people, by mouse and by keys.

use e2e::{App, Spot, Told, journey};
use serde_json::json;

async fn who_is(app: &App, name: &str) -> anyhow::Result<()> {
    let script = "return document.querySelector('li.card.is-open #who')?.value";
    app.expect("the name on the open card", script, json!([]), json!(name)).await
}

#[tokio::test]
async fn a_speaker_is_suggested_kept_corrected_and_picked_in_the_text() -> Told {
    journey("speaker", async |app| {
        app.mark("Person", "Steve Witkoff").await?;
        app.mark("Person", "Jared Kushner").await?;
        app.mark("Quote", "one major issue is still unresolved").await?;
        app.click_at(Spot::Within("major", 2), 1).await?;
        app.open_card_is("quote").await?;
        who_is(app, "").await?;
        app.says(".suggestion span", "Suggested speaker: Steve Witkoff (indirect, “confirmed”)")
            .await?;
        app.axe_finds_nothing("with a proposal").await?;
        app.click("li.card.is-open", "Accept").await?;
        who_is(app, "Steve Witkoff").await?;
        app.says(".cue-line b", "confirmed").await?;
        app.click("li.card.is-open", "Select who says it").await?;
        app.says(".pen-note span", "Click a marked person, or select a name.").await?;
        app.click_at(Spot::Within("Jared", 2), 1).await?;
        who_is(app, "Jared Kushner").await?;
        app.click("header", "Undo").await?;
        who_is(app, "Steve Witkoff").await?;
        app.click("li.card.is-open", "Add a part").await?;
        app.select("did not specify its nature").await?;
        app.shows(&[
            "person: Steve Witkoff",
            "person: Jared Kushner",
            "quote: one major issue is still unresolved … did not specify its nature",
        ])
        .await?;
        app.click("li.card.is-open", "Remove part 1").await?;
        app.shows(&[
            "person: Steve Witkoff",
            "person: Jared Kushner",
            "quote: did not specify its nature",
        ])
        .await
    })
    .await
}

#[tokio::test]
async fn a_speaker_is_typed_by_keys_and_found_again_among_the_people() -> Told {
    journey("speaker-keys", async |app| {
        app.mark("Quote", "one major issue is still unresolved").await?;
        app.keys("N Enter").await?;
        let label = "return document.activeElement.getAttribute('aria-label')";
        let card = json!("Quote: one major issue is still unresolved");
        app.expect("what has the focus in the card", label, json!([]), card).await?;
        // After the button that closes the card, what is always needed.
        app.keys("Tab Tab").await?;
        let focused = "const a = document.activeElement; return a.id || a.outerHTML.slice(0, 200)";
        app.expect("the field that has the focus", focused, json!([]), json!("who")).await?;
        app.type_text("a senior official").await?;
        app.keys("Enter").await?;
        who_is(app, "a senior official").await?;
        app.hint_says("Undo", "changing a quote").await?;
        app.open_list("People").await?;
        app.keys("Tab Tab Enter").await?;
        let line = "return document.activeElement.innerText.split('\\n').slice(0, 2).join(': ')";
        let wanted = json!("a senior official: An unnamed source");
        app.expect("the line that has the focus", line, json!([]), wanted).await?;
        app.axe_finds_nothing("with an entry open among the people").await?;
        app.keys("Tab").await?;
        app.type_text("Ann").await?;
        app.keys("Enter").await?;
        app.says(".person-line .who-name", "Ann").await?;
        app.open_list("Annotations").await?;
        app.click_css("#cards .card-line").await?;
        who_is(app, "Ann").await
    })
    .await
}

#[tokio::test]
async fn two_entries_are_merged_undone_and_all_about_somebody_lights_up() -> Told {
    journey("people", async |app| {
        app.mark("Person", "Vladimir Putin").await?;
        app.mark("Person", "Jared Kushner").await?;
        app.open_list("People").await?;
        app.axe_finds_nothing("among the people").await?;
        app.click_css(".people-rows li:first-child .person-line").await?;
        app.click_css("#merge-into").await?;
        app.keys("Down Enter").await?;
        app.click_css("#merge-into-do").await?;
        let names = "return [...document.querySelectorAll('.person-line .who-name')].map((name) => name.textContent)";
        app.expect("the people", names, json!([]), json!(["Jared Kushner"])).await?;
        app.click_css("#light").await?;
        let lit = "return [...document.querySelectorAll('mark[data-hover]')].map((mark) => mark.textContent)";
        app.expect("what is lit", lit, json!([]), json!(["Vladimir Putin", "Jared Kushner"])).await?;
        app.click("header", "Undo").await?;
        app.open_list("People").await?;
        app.expect("the people", names, json!([]), json!(["Vladimir Putin", "Jared Kushner"])).await?;
        app.keys("Escape").await
    })
    .await
}

#[tokio::test]
async fn a_claim_is_filed_and_checked_with_a_source_and_every_step_can_be_undone() -> Told {
    journey("check", async |app| {
        app.mark("Claim", "peace proposals are nearly ready").await?;
        app.click_at(Spot::Within("proposals", 2), 1).await?;
        app.open_card_is("claim").await?;
        app.click_css("#who").await?;
        app.type_text("Volodymyr Zelenskyy").await?;
        app.keys("Enter").await?;
        app.click_css("#verdict").await?;
        app.type_text("Unp").await?;
        app.keys("Enter").await?;
        app.click_css("#explanation").await?;
        app.type_text("Nobody has seen them.").await?;
        app.click_css("#add-source").await?;
        let address = "https://example.org/briefings/2026/remarks-on-the-peace-proposals-and-their-ratification";
        app.type_text(address).await?;
        app.keys("Enter").await?;
        app.says(".source-url", address).await?;
        let within = "const all = document.querySelector('.sources'), page = document.documentElement; \
            return all.scrollWidth <= all.clientWidth && page.scrollWidth <= page.clientWidth";
        app.expect("a long address to stay within its field", within, json!([]), json!(true)).await?;
        app.axe_finds_nothing("with a claim that is checked").await?;
        let check = "return JSON.parse(await articleAnnotator.export('json')).annotations[0].check";
        let count = "return [...document.querySelectorAll('.sources .source')].length";
        app.expect("the sources", count, json!([]), json!(1)).await?;
        let seen = app.js(check, json!([])).await?;
        anyhow::ensure!(seen["verdict"] == json!("unproven"), "the check in the file: {seen}");
        anyhow::ensure!(seen["explanation"] == json!("Nobody has seen them."), "the check: {seen}");
        for _ in 0..4 {
            app.click("header", "Undo").await?;
        }
        app.hint_says("Undo", "marking a claim").await?;
        who_is(app, "").await
    })
    .await
}
