//! Opening texts, and reopening earlier ones.

use anyhow::Result;
use e2e::{App, Told, journey};
use serde_json::json;

/// The name of an article without a title.
const SAMPLE: &str = "Russian President Vladimir Putin recently held a late-night …";

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
        let rows = "return [...document.querySelectorAll('dialog[open] .library li')].map((li) => \
            [li.querySelector('.what').textContent, [...li.querySelectorAll('.count')].map((c) => c.lastChild.textContent)])";
        let stored = json!([
            ["The mayor resigned", ["0 people", "0 claims", "1 quote"]],
            [SAMPLE, ["1 person", "1 claim", "0 quotes"]],
        ]);
        app.expect("the stored articles", rows, json!([]), stored).await?;
        let delete = format!("Delete {SAMPLE}");
        app.click("dialog[open] .library", &delete).await?;
        app.control_is_shown("dialog[open] .library", &delete, false).await?;
        app.click("dialog[open] .toast", "Undo").await?;
        app.control_is_shown("dialog[open] .library", &delete, true).await?;
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
async fn an_address_leads_to_its_article_and_annotation_in_a_new_tab_and_in_this_one() -> Told {
    journey("address", async |app| {
        let mayor = json!({ "id": "mayor", "kind": "person", "start": 0, "end": 9 });
        let her = json!({ "id": "her", "kind": "claim", "start": 19, "end": 22 });
        let article =
            json!({ "id": "a b&c", "title": "Mayor", "text": "The mayor resigned\nShe said so." });
        app.api("load", json!([article, [mayor, her]])).await?;
        app.api("load", json!([{ "title": "Other", "text": "Another text" }])).await?;
        app.is_saved().await?;
        let address = "#article=a%20b%26c&annotation=her";
        let browser = app.session.web_driver()?;
        let (first, second) = (browser.window().await?, browser.new_tab().await?);
        browser.switch_to_window(second).await?;
        app.session.before_page(e2e::browser::PAGE).await?;
        browser.goto(app.server.url(&format!("{}{address}", e2e::app::BASE))).await?;
        app.ready().await?;
        app.shows(&["person: The mayor", "claim: She"]).await?;
        app.open_card_is("claim").await?;
        app.nothing_went_wrong().await?;
        app.session.web_driver()?.close_window().await?;
        browser.switch_to_window(first).await?;
        app.says("article", "Another text").await?;
        app.js("location.hash = arguments[0]", json!([address])).await?;
        app.says("article", "The mayor resigned").await?;
        app.open_card_is("claim").await?;
        app.js("location.hash = '#annotation=mayor'", json!([])).await?;
        app.open_card_is("person").await
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
