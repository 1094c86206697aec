//! A choice takes effect only when confirmed: by real keys, in lists, fields and groups of buttons.

use e2e::{App, Spot, Told, journey};
use serde_json::{Value, json};

/// Presses Tab until this has the focus: a field by its id, a group of buttons by its name.
async fn tab_to(app: &App, id: &str) -> anyhow::Result<()> {
    let here = "return document.activeElement.id || document.activeElement.name";
    for _ in 0..80 {
        if app.js(here, json!([])).await? == json!(id) {
            return Ok(());
        }
        app.keys("Tab").await?;
    }
    anyhow::bail!("Tab does not lead to {id}")
}

async fn focus_is(app: &App, id: &str) -> anyhow::Result<()> {
    let here = "return document.activeElement.id || document.activeElement.outerHTML.slice(0, 200)";
    app.expect("what has the focus", here, json!([]), json!(id)).await
}

async fn file(app: &App) -> anyhow::Result<Value> {
    let script = "return JSON.parse(await articleAnnotator.export('json'))";
    app.js(script, json!([])).await
}

async fn people_are(app: &App, names: &[&str]) -> anyhow::Result<()> {
    let script = "return [...document.querySelectorAll('.person-line .who-name')].map((it) => it.textContent)";
    app.expect("the people", script, json!([]), json!(names)).await
}

#[tokio::test]
async fn an_arrow_key_merges_nobody_enter_does_and_says_so_and_ctrl_z_takes_it_back() -> Told {
    journey("deciding-people", async |app| {
        let both = ["Vladimir Putin", "Jared Kushner"];
        app.mark("Person", both[0]).await?;
        app.mark("Person", both[1]).await?;
        app.open_list("People").await?;
        app.click_css(".people-rows li:first-child .person-line").await?;
        tab_to(app, "merge-into").await?;
        app.keys("Down").await?;
        app.says("#merge-into-do", "Merge Vladimir Putin into Jared Kushner").await?;
        people_are(app, &both).await?;
        app.axe_finds_nothing("with somebody chosen to be merged into").await?;
        app.keys("Escape").await?;
        let gone = "return document.querySelector('#merge-into-do') === null";
        app.expect("that the button is gone", gone, json!([]), json!(true)).await?;
        app.list_is_open("People").await?;
        focus_is(app, "merge-into").await?;
        people_are(app, &both).await?;
        app.keys("Down Enter").await?;
        people_are(app, &[both[1]]).await?;
        app.hears_status("Merged Vladimir Putin into Jared Kushner: 1 annotation moved.").await?;
        focus_is(app, "open-person").await?;
        app.keys("Ctrl+z").await?;
        people_are(app, &both).await?;
        app.hears_status("Undone: merging two people.").await?;
        app.keys("Escape").await?;
        app.no_dialog_is_open().await
    })
    .await
}

#[tokio::test]
async fn an_arrow_key_links_no_claims_and_a_shared_verdict_is_said_and_undone_in_the_list() -> Told
{
    journey("deciding-claims", async |app| {
        app.mark("Claim", "peace proposals are nearly ready").await?;
        app.mark("Claim", "one major issue is still unresolved").await?;
        app.mark("Claim", "did not specify its nature").await?;
        app.open_list("Claims").await?;
        app.click_css(".claims li:first-child .panel-row").await?;
        // A verdict that arrow keys previewed is not chosen.
        tab_to(app, "verdict").await?;
        app.keys("Down").await?;
        let verdicts =
            "return articleAnnotator.annotations().map((one) => one.check?.verdict ?? null)";
        app.expect("the verdicts", verdicts, json!([]), json!([null, null, null])).await?;
        // Moving on restores the old one and says so; so does a click elsewhere.
        app.keys("Tab").await?;
        app.expect("the verdicts", verdicts, json!([]), json!([null, null, null])).await?;
        app.says(".claim-desk", "Not changed: press Enter to keep a choice.").await?;
        let shown = "return document.querySelector('input[name=verdict]:checked')?.value ?? ''";
        app.expect("the list", shown, json!([]), json!("")).await?;
        app.keys("Shift+Tab Down").await?;
        app.click_css(".claim-text").await?;
        app.expect("the list", shown, json!([]), json!("")).await?;
        app.expect("the verdicts", verdicts, json!([]), json!([null, null, null])).await?;
        tab_to(app, "verdict").await?;
        app.keys("Down Escape Up Down Enter").await?;
        let checked = json!(["mostly-true", null, null]);
        app.expect("the verdicts", verdicts, json!([]), checked.clone()).await?;
        app.says("#panel", "1 of 3 checked").await?;
        app.click_css(".claims li:nth-child(2) .panel-row").await?;
        tab_to(app, "same-as").await?;
        app.keys("Down").await?;
        app.says(".choose .help", "They will share the verdict Mostly true, which was given for")
            .await?;
        app.expect("the verdicts", verdicts, json!([]), checked.clone()).await?;
        app.keys("Escape").await?;
        focus_is(app, "same-as").await?;
        app.keys("Down Enter").await?;
        app.expect(
            "the verdicts",
            verdicts,
            json!([]),
            json!(["mostly-true", "mostly-true", null]),
        )
        .await?;
        app.says("#panel", "1 of 3 checked").await?;
        app.says(".claim-desk", "is shared").await?;
        app.axe_finds_nothing("with a claim that shares a verdict").await?;
        let all = file(app).await?;
        let second = &all["annotations"][1]["check"];
        anyhow::ensure!(second["made_for"] == all["annotations"][0]["id"], "whom for: {second}");
        focus_is(app, "same-as").await?;
        app.keys("Ctrl+z").await?;
        app.expect("the verdicts", verdicts, json!([]), checked).await?;
        app.hears_status("Undone: linking two claims (one major issue is still unresolved).").await
    })
    .await
}

#[tokio::test]
async fn escape_drops_a_half_typed_name_and_a_new_one_is_said() -> Told {
    journey("deciding-names", async |app| {
        app.mark("Quote", "one major issue is still unresolved").await?;
        app.click_at(Spot::Within("major", 2), 1).await?;
        app.open_card_is("quote").await?;
        app.click_css("#who").await?;
        app.is_saved().await?;
        app.type_text("Pio").await?;
        // Nothing has taken it yet.
        app.says("header", "Saving…").await?;
        app.asks_before_it_goes(true).await?;
        app.keys("Escape").await?;
        app.is_saved().await?;
        app.asks_before_it_goes(false).await?;
        app.open_card_is("quote").await?;
        let typed = "return document.querySelector('#who').value";
        app.expect("what is typed", typed, json!([]), json!("")).await?;
        app.keys("Tab").await?;
        let speaker = "return articleAnnotator.annotations()[0].speaker ?? null";
        app.expect("the speaker", speaker, json!([]), json!(null)).await?;
        app.click_css("#who").await?;
        app.type_text("Pio").await?;
        app.keys("Enter").await?;
        app.expect("the speaker", speaker, json!([]), json!("Pio")).await?;
        app.hears_status("New person: Pio.").await?;
        focus_is(app, "who").await
    })
    .await
}

#[tokio::test]
async fn an_arrow_key_in_a_group_of_buttons_changes_no_kind() -> Told {
    journey("deciding-kinds", async |app| {
        app.mark("Claim", "one major issue is still unresolved").await?;
        app.click_at(Spot::Within("major", 2), 1).await?;
        app.open_card_is("claim").await?;
        for _ in 0..20 {
            let here = "return document.activeElement.type === 'radio'";
            if app.js(here, json!([])).await? == json!(true) {
                break;
            }
            app.keys("Tab").await?;
        }
        app.keys("Right").await?;
        app.says(".kinds", "Press Enter to keep this").await?;
        app.shows_kinds(&["claim"]).await?;
        app.keys("Escape").await?;
        app.shows_kinds(&["claim"]).await?;
        app.open_card_is("claim").await?;
        // Escape restored the kind but not the focus: right of Quote comes Person again.
        app.keys("Right Tab").await?;
        app.says(".kinds", "Not changed: press Enter to keep a choice.").await?;
        app.shows_kinds(&["claim"]).await?;
        app.keys("Shift+Tab Left Enter").await?;
        app.shows_kinds(&["person"]).await?;
        app.keys("Ctrl+z").await?;
        app.shows_kinds(&["claim"]).await
    })
    .await
}

#[tokio::test]
async fn adding_and_removing_sources_keeps_the_focus_and_is_said() -> Told {
    journey("deciding-sources", async |app| {
        app.mark("Claim", "one major issue is still unresolved").await?;
        app.open_list("Claims").await?;
        app.click_css(".claims li:first-child .panel-row").await?;
        app.click_css("#add-source").await?;
        app.type_text("www.state.gov/briefing").await?;
        app.keys("Enter").await?;
        app.says(".source-url", "https://www.state.gov/briefing").await?;
        app.hears_status("Source 1 added.").await?;
        focus_is(app, "add-source").await?;
        app.type_text("my aunt").await?;
        app.keys("Enter").await?;
        app.says(".no-link", "A description, not a link").await?;
        app.hears_status("Source 2 added.").await?;
        for left in ["Source removed. 1 source is left.", "Source removed. None is left."] {
            app.click("#panel", "Remove source 1").await?;
            app.hears_status(left).await?;
        }
        focus_is(app, "add-source").await?;
        app.keys("Escape").await?;
        app.no_dialog_is_open().await
    })
    .await
}
