//! Opening texts, and the ones that were opened before.

use anyhow::Result;
use e2e::{App, Told, journey};
use serde_json::json;

async fn paste(app: &App, text: &str) -> Result<()> {
    app.click("header", "Open").await?;
    app.dialog_is_open("Open").await?;
    app.click("dialog[open]", "Article text").await?;
    let paste = "const field = __e2e.control('dialog[open]', 'Article text'); field.focus(); \
        return document.execCommand('insertText', false, arguments[0])";
    app.until("the text to be pasted", paste, json!([text])).await?;
    app.click("dialog[open]", "Open this text").await?;
    app.no_dialog_is_open().await
}

#[tokio::test]
async fn articles_opened_before_are_listed_with_their_counts_and_can_be_deleted_and_brought_back()
-> Told {
    journey("library", async |app| {
        app.mark("Person", "Vladimir Putin").await?;
        app.mark("Claim", "a substantial hurdle remains").await?;
        app.is_saved().await?;
        let pasted = "The mayor resigned\nShe said “enough” 😀 on Monday.\n\nNobody was surprised.";
        paste(app, pasted).await?;
        assert_eq!(app.article_text().await?, pasted);
        app.mark("Quote", "“enough”").await?;
        app.shows(&["quote: “enough”"]).await?;
        app.is_saved().await?;
        app.click("header", "Open").await?;
        app.dialog_is_open("Open").await?;
        let counts = "return [...document.querySelectorAll('dialog[open] .library li')].map((li) => __e2e.tidy(li.textContent)) \
            .map((t) => (t.match(/\\d+ (people|person|claims?|quotes?|annotations?)/g) || []).sort().join(', ')).sort()";
        app.until("two stored articles", &format!("const all = await (async () => {{ {counts} }})(); return all.length === 2 && all.every(Boolean)"), json!([])).await?;
        let sample = "return __e2e.tidy([...document.querySelectorAll('dialog[open] .library li button')].find((b) => !/^Delete/.test(__e2e.name(b)) \
            && !/mayor/.test(__e2e.name(b))).textContent) && __e2e.name([...document.querySelectorAll('dialog[open] .library li button')] \
            .find((b) => /^Delete/.test(__e2e.name(b)) && !/mayor/.test(__e2e.name(b)))).slice('Delete '.length)";
        let title = app.until("the sample in the list", sample, json!([])).await?;
        let title = title.as_str().unwrap().to_owned();
        app.click("dialog[open] .library", &format!("Delete {title}")).await?;
        app.control_is_shown("dialog[open] .library", &format!("Delete {title}"), false).await?;
        app.click("body", "Undo").await?;
        app.control_is_shown("dialog[open] .library", &format!("Delete {title}"), true).await?;
        app.click_css("dialog[open] .library li:last-child button").await?;
        app.no_dialog_is_open().await?;
        app.shows(&["person: Vladimir Putin", "claim: a substantial hurdle remains"]).await
    })
    .await
}

#[tokio::test]
async fn a_dropped_text_file_and_a_chosen_one_are_opened_with_their_line_ends_made_plain() -> Told {
    journey("drop", async |app| {
        let dropped = "First line 😀\r\nSecond line\rThird";
        app.drop_file("News.txt", "text/plain", &format!("\u{feff}{dropped}")).await?;
        app.says("article", "Second line").await?;
        assert_eq!(app.article_text().await?, "First line 😀\nSecond line\nThird");
        app.select("Second line").await?;
        app.press(&['2']).await?;
        app.shows(&["claim: Second line"]).await?;
        app.click("header", "Open").await?;
        app.dialog_is_open("Open").await?;
        app.choose_file("Other.txt", "Chosen text").await?;
        app.says("article", "Chosen text").await?;
        app.drop_file("News.txt", "text/plain", dropped).await?;
        app.shows(&["claim: Second line"]).await
    })
    .await
}

#[tokio::test]
async fn dialogs_close_by_escape_and_by_their_button_and_give_the_focus_back() -> Told {
    journey("dialogs", async |app| {
        for name in ["Open", "Export", "Settings", "Help and keys"] {
            app.click("header", name).await?;
            app.dialog_is_open(name).await?;
            app.press(&[e2e::key::ESCAPE]).await?;
            app.no_dialog_is_open().await?;
            let focus = "return __e2e.name(document.activeElement)";
            app.expect("the focus", focus, json!([]), json!(name)).await?;
            app.click("header", name).await?;
            app.click("dialog[open]", "Close").await?;
            app.no_dialog_is_open().await?;
        }
        Ok(())
    })
    .await
}
