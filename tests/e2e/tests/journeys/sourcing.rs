//! Quotes held against a source: a transcript pasted in the Open dialog, passages linked by mouse and by keys, and
//! what a reload keeps.

use e2e::{App, Told, journey};
use serde_json::json;

const TEXT: &str =
    "“Russians have to be ready for compromises,” he said. “The bridge is closed,” she said.";
const SOURCE: &str = "Thank you. And Russians, they have to be ready for compromises. Good.";

/// The article with two quotes, and the source pasted.
async fn held(app: &App) -> anyhow::Result<()> {
    app.api("load", json!([{ "text": TEXT }])).await?;
    app.mark("Quote", "“Russians have to be ready for compromises,”").await?;
    app.mark("Quote", "“The bridge is closed,”").await?;
    app.click("header", "Open").await?;
    app.click_css("dialog[open] textarea[name=text]").await?;
    app.type_text(SOURCE).await?;
    app.click("dialog[open]", "Look quotes up in it").await?;
    app.says(".finding[data-on] .result", "Altered").await
}

#[tokio::test]
async fn a_passage_is_linked_with_the_mouse_undone_and_its_link_survives_a_reload() -> Told {
    journey("source-mouse", async |app| {
        held(app).await?;
        app.says(".source-text", "Thank you").await?;
        app.says(".source-text mark[data-on]", "Russians").await?;
        app.axe_finds_nothing("with a source").await?;
        app.click(".finding[data-on] .decide", "Link this passage").await?;
        app.says(".finding .decided", "Linked").await?;
        app.click("header", "Undo").await?;
        app.click("header", "Redo").await?;
        app.is_saved().await?;
        app.reload().await?;
        app.open_list("Annotations").await?;
        app.click_css(".card").await?;
        app.says(".card", "In the source: altered").await?;
        app.click(".card", "Show sources").await?;
        app.says(".findings", "The text of a source is not").await?;
        app.click(".finding", "Remove the link").await?;
        app.says(".findings", "No source open").await
    })
    .await
}

#[tokio::test]
async fn quotes_are_decided_by_keys() -> Told {
    journey("source-keys", async |app| {
        held(app).await?;
        app.click_css("#quote-under-review").await?;
        app.keys("1").await?;
        app.says(".finding[data-on] .result", "Not found").await?;
        app.keys("2").await?;
        // After the last one comes the first.
        app.says(".finding[data-on] .decided", "Linked").await?;
        app.keys("k").await?;
        app.says(".finding[data-on] .decided", "Noted as not in this source").await
    })
    .await
}

#[tokio::test]
async fn the_reader_selects_the_passage_by_its_words_and_says_what_is_not_there() -> Told {
    journey("source-own", async |app| {
        held(app).await?;
        app.click_css("#quote-under-review").await?;
        app.keys("j").await?;
        app.says(".finding[data-on] .result", "Not found").await?;
        app.keys("3").await?;
        app.type_text("Thank you").await?;
        app.click(".finding[data-on]", "Use these words").await?;
        app.says(".source-text mark[data-on]", "Thank you").await?;
        app.says(".finding[data-on] .result", "Altered").await?;
        app.axe_finds_nothing("with a passage selected").await?;
        app.click(".finding[data-on] .decide", "Link this passage").await?;
        app.click_css("#quote-under-review").await?;
        app.keys("2").await?;
        app.says(".findings", "Noted as not in this source").await
    })
    .await
}
