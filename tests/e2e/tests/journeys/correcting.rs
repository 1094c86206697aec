//! The text of an open article is corrected in a dialog until something is marked.

use e2e::{Told, journey};
use serde_json::json;

#[tokio::test]
async fn a_stray_line_is_removed_before_the_first_annotation_and_not_after_it() -> Told {
    journey("correcting", async |app| {
        let text = app.article_text().await?;
        app.click(".byline", "Correct the text").await?;
        app.dialog_is_open("Correct the text").await?;
        app.axe_finds_nothing("the text to correct").await?;
        let shown = "return document.querySelector('dialog textarea').value";
        app.expect("the text", shown, json!([]), json!(text)).await?;
        let new = format!("A stray line is gone.\n{text}");
        app.js("document.querySelector('dialog textarea').value = arguments[0]", json!([new]))
            .await?;
        app.click("dialog[open]", "Save").await?;
        app.no_dialog_is_open().await?;
        app.says("article", "A stray line is gone.").await?;
        app.says(".toast", "Text corrected").await?;
        assert_eq!(app.article_text().await?, new);
        app.is_saved().await?;
        app.reload().await?;
        app.says("article", "A stray line is gone.").await?;
        app.click(".byline", "Correct the text").await?;
        app.click_css("dialog textarea").await?;
        app.type_text("Not yet. ").await?;
        app.asks_before_it_goes(true).await?;
        app.keys("Escape").await?;
        app.says("dialog[open]", "Escape leaves this open").await?;
        app.keys("Escape Escape").await?;
        app.dialog_is_open("Correct the text").await?;
        app.click("dialog[open] .dialog-head", "Close").await?;
        app.no_dialog_is_open().await?;
        app.asks_before_it_goes(false).await?;
        assert_eq!(app.article_text().await?, new);
        app.mark("Claim", "stray line").await?;
        app.click(".byline", "Correct the text").await?;
        app.says("dialog[open]", "The article has 1 annotation").await?;
        app.axe_finds_nothing("why the text stays").await?;
        app.click("dialog[open] .dialog-foot", "Close").await?;
        app.no_dialog_is_open().await
    })
    .await
}
