//! Searching the texts of all articles, by keys and by mouse, and opening one at a hit.

use anyhow::Result;
use e2e::{App, Told, journey, key};
use serde_json::json;

const FOCUS: &str = "return document.activeElement.id";
const PAINTED: &str =
    "const n = (name) => CSS.highlights.get(name)?.size ?? 0; return [n('hits'), n('hit')]";
const COUNT: &str = "return document.getElementById('search-count')?.textContent";
const HITS: &str = "return [...document.querySelectorAll('dialog[open] .library > li')].map((li) => \
    [li.querySelector('.what').textContent, ...[...li.querySelectorAll('.hit-row .words')].map((words) => words.textContent)])";

/// Two articles beside the sample, one with a note.
async fn two_more(app: &App) -> Result<()> {
    let bridge = json!({ "id": "bridge", "title": "The bridge", "text": "It was closed.\n\nRepairs cost 4.2 million, the mayor said.\n\nNobody asked." });
    let mayor = json!({ "id": "said", "kind": "person", "start": 42, "end": 51, "note": "Ask about the 4.2 again" });
    app.api("load", json!([bridge, [mayor]])).await?;
    app.api(
        "load",
        json!([{ "title": "Mice", "text": "Mice in the house.\nThey ate 4.2 kilos." }]),
    )
    .await?;
    app.is_saved().await
}

#[tokio::test]
async fn a_number_is_found_in_all_articles_and_opened_where_it_stands_by_keys_alone() -> Told {
    journey("library-search", async |app| {
        two_more(app).await?;
        app.click("header", "Open").await?;
        app.dialog_is_open("Open").await?;
        app.click("dialog[open]", "Search the articles").await?;
        app.type_text("4.2").await?;
        let hits = json!([
            ["Mice", "They ate 4.2 kilos."],
            ["The bridge", "Repairs cost 4.2 million, the mayor said.", "Ask about the 4.2 again"],
        ]);
        app.expect("the hits", HITS, json!([]), hits).await?;
        app.says("#stored-sum", "2 of 3 articles found · 3 hits").await?;
        app.axe_finds_nothing("hits in the library").await?;
        app.type_text(" mil").await?;
        let hits = json!([["The bridge", "Repairs cost 4.2 million, the mayor said."]]);
        app.expect("fewer hits", HITS, json!([]), hits).await?;
        tab_to(app, ".library .hit-row").await?;
        app.keys("Enter").await?;
        app.no_dialog_is_open().await?;
        app.says("article", "Repairs cost").await?;
        app.expect("which hit it is", COUNT, json!([]), json!("1 of 1")).await?;
        app.expect("it is painted", PAINTED, json!([]), json!([0, 1])).await?;
        app.expect("the field has the focus", FOCUS, json!([]), json!("search-words")).await?;
        app.hears("Hit 1 of 1, paragraph 2. Repairs cost 4.2 million, the mayor said.").await
    })
    .await
}

#[tokio::test]
async fn a_hit_in_the_open_article_is_said_last_though_the_focus_passes_the_article() -> Told {
    journey("search-here", async |app| {
        two_more(app).await?;
        app.press(&['/']).await?;
        app.type_text("nowhere at all").await?;
        app.says("#search .empty", "Not found").await?;
        // What opens the dialog is gone when it closes.
        tab_to(app, "#search .empty button").await?;
        app.keys("Enter").await?;
        app.dialog_is_open("Open").await?;
        app.expect("the field has the focus", FOCUS, json!([]), json!("stored-words")).await?;
        app.type_text("4.2 kilos").await?;
        let hits = json!([["Mice", "They ate 4.2 kilos."]]);
        app.expect("the hit", HITS, json!([]), hits).await?;
        tab_to(app, ".library .hit-row").await?;
        app.keys("Enter").await?;
        app.no_dialog_is_open().await?;
        app.expect("the field has the focus", FOCUS, json!([]), json!("search-words")).await?;
        app.hears("Hit 1 of 1, paragraph 2. They ate 4.2 kilos.").await
    })
    .await
}

/// Tabs to the first element that matches.
async fn tab_to(app: &App, selector: &str) -> Result<()> {
    let there = "return document.activeElement.matches(arguments[0])";
    for _ in 0..20 {
        app.press(&[key::TAB]).await?;
        if app.js(there, json!([selector])).await? == json!(true) {
            return Ok(());
        }
    }
    app.expect(&format!("the focus is on {selector}"), there, json!([selector]), json!(true)).await
}

#[tokio::test]
async fn what_an_article_does_not_hold_is_searched_in_all_and_a_note_opens_its_card() -> Told {
    journey("search-all", async |app| {
        two_more(app).await?;
        app.pointer_away().await?;
        app.press(&['/']).await?;
        app.type_text("about the 4.2").await?;
        app.says("#search .empty", "Not found").await?;
        app.axe_finds_nothing("nothing found").await?;
        app.click("#search", "Search all articles").await?;
        app.dialog_is_open("Open").await?;
        app.expect("the field has the focus", FOCUS, json!([]), json!("stored-words")).await?;
        let hits = json!([["The bridge", "Ask about the 4.2 again"]]);
        app.expect("the hit", HITS, json!([]), hits).await?;
        app.click("dialog[open]", "Whole words").await?;
        app.click_css("dialog[open] .library .hit-row").await?;
        app.no_dialog_is_open().await?;
        app.says("article", "Repairs cost").await?;
        app.open_card_is("person").await?;
        let lost = "return document.activeElement === document.body";
        app.expect("the focus is somewhere", lost, json!([]), json!(false)).await?;
        app.click("header", "Open").await?;
        app.dialog_is_open("Open").await?;
        app.click("dialog[open]", "Search the articles").await?;
        app.press(&[key::CONTROL, 'a']).await?;
        app.type_text("nowhere at all").await?;
        app.says("dialog[open] .empty", "Not found").await?;
        app.axe_finds_nothing("nothing found in the library").await?;
        app.keys("Escape").await?;
        app.says("dialog[open] .library", "Mice").await?;
        app.expect("the emptied field has the focus", FOCUS, json!([]), json!("stored-words"))
            .await?;
        app.keys("Escape").await?;
        app.no_dialog_is_open().await?;
        app.expect("the focus is somewhere", lost, json!([]), json!(false)).await
    })
    .await
}
