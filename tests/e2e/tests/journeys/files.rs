//! Exported files are right to the character, and import completely in another browser.

use anyhow::{Context, Result};
use e2e::{App, Spot, Told, journey};
use serde_json::{Value, json};

const EMOJI: &str =
    "😀 The mayor 👩‍👩‍👧 said “no” to the press.\n\nSecond 🇺🇦 paragraph, by José\u{301}.";

/// Every span in our JSON, in code points, has the words and the context it claims.
fn spans_are_right(file: &str) -> Result<usize> {
    let file: Value = serde_json::from_str(file)?;
    assert_eq!((&file["format"], &file["version"]), (&json!("article-annotator"), &json!(1)));
    let text: Vec<char> = file["article"]["text"].as_str().context("text")?.chars().collect();
    let annotations = file["annotations"].as_array().context("annotations")?;
    for span in annotations.iter().flat_map(|a| a["spans"].as_array().into_iter().flatten()) {
        let [start, end] = ["start", "end"].map(|name| number(&span[name]));
        let words = |range: &[char]| range.iter().collect::<String>();
        assert_eq!(words(&text[start..end]), string(&span["exact"]));
        assert!(words(&text[..start]).ends_with(string(&span["prefix"])));
        assert!(words(&text[end..]).starts_with(string(&span["suffix"])));
    }
    Ok(annotations.len())
}

fn number(value: &Value) -> usize {
    value.as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or(usize::MAX)
}

fn string(value: &Value) -> &str {
    value.as_str().unwrap_or("\0 no string")
}

async fn mark_three(app: &App) -> Result<()> {
    app.api("load", json!([{ "title": "A mayor: 100 % \"no\"/yes", "text": EMOJI }])).await?;
    app.select("The mayor 👩‍👩‍👧").await?;
    app.press(&['1']).await?;
    app.select("said “no” to the press").await?;
    app.press(&['2']).await?;
    app.select("“no”").await?;
    app.press(&['3']).await?;
    app.shows(&THREE).await
}

const THREE: [&str; 3] = ["person: The mayor 👩‍👩‍👧", "claim: said “no” to the press", "quote: “no”"];

#[tokio::test]
async fn a_downloaded_file_is_right_to_the_character_and_comes_back_whole_elsewhere() -> Told {
    journey("download", async |app| {
        mark_three(app).await?;
        app.click_at(Spot::Within("said", 2), 1).await?;
        app.open_card_is("claim").await?;
        app.click_css("li.card.is-open textarea").await?;
        app.type_text("Check: 50 % <b>").await?;
        let (name, file) = app.take_away().await?;
        assert!(name.ends_with(".json"), "{name}");
        assert_eq!(spans_are_right(&file)?, 3);
        let hash = "const bytes = new TextEncoder().encode(arguments[0]); \
            return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map((b) => b.toString(16).padStart(2, '0')).join('')";
        let parsed: Value = serde_json::from_str(&file)?;
        assert_eq!(parsed["article"]["sha256"], app.js(hash, json!([EMOJI])).await?);
        let all = app.api("annotations", json!([])).await?;

        app.move_to_a_fresh_browser().await?;
        app.shows(&[]).await?;
        app.drop_file("mayor.json", "application/json", &file).await?;
        app.click("dialog[open]", "Open that article").await?;
        app.shows(&THREE).await?;
        assert_eq!(app.article_text().await?, EMOJI);
        assert_eq!(app.api("annotations", json!([])).await?, all);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn copy_gives_the_same_file_as_the_api() -> Told {
    journey("copy", async |app| {
        mark_three(app).await?;
        let allow = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        app.session.cdp("Browser.grantPermissions", allow).await?;
        app.click("header", "Export").await?;
        app.dialog_is_open("Export").await?;
        app.click("dialog[open]", "Copy").await?;
        let read = "const text = await navigator.clipboard.readText(); return text.includes('article-annotator') && text";
        let copied = app.until("the file on the clipboard", read, json!([])).await?;
        assert_eq!(spans_are_right(copied.as_str().unwrap())?, 3);
        let part = |file: &Value| {
            let file: Value = serde_json::from_str(file.as_str().unwrap()).unwrap();
            (file["article"].clone(), file["annotations"].clone())
        };
        assert_eq!(part(&copied), part(&app.api("export", json!(["json"])).await?));
        app.click("dialog[open]", "Close").await?;
        app.no_dialog_is_open().await
    })
    .await
}

#[tokio::test]
async fn a_file_for_this_text_is_merged_and_one_for_another_asks_first() -> Told {
    journey("import", async |app| {
        app.mark("Person", "Vladimir Putin").await?;
        app.shows(&["person: Vladimir Putin"]).await?;
        let file = app.api("export", json!(["json"])).await?;
        let file = file.as_str().unwrap();
        app.click("header", "Undo").await?;
        app.shows(&[]).await?;
        app.click("header", "Open").await?;
        app.dialog_is_open("Open").await?;
        app.choose_file("sample.json", file).await?;
        app.import_reported().await?;
        app.shows(&["person: Vladimir Putin"]).await?;

        app.api("load", json!([{ "id": "b", "title": "Another text", "text": "Another text, by a 😀 writer." }])).await?;
        app.drop_file("sample.json", "application/json", file).await?;
        app.control_is_shown("dialog[open]", "Open that article", true).await?;
        app.click("dialog[open]", "Cancel").await?;
        app.no_dialog_is_open().await?;
        app.says("article", "Another text, by a 😀 writer.").await?;
        app.shows(&[]).await?;
        app.drop_file("sample.json", "application/json", file).await?;
        app.click("dialog[open]", "Open that article").await?;
        app.no_dialog_is_open().await?;
        app.shows(&["person: Vladimir Putin"]).await
    })
    .await
}

#[tokio::test]
async fn a_broken_file_says_where_it_is_broken_and_loses_nothing() -> Told {
    journey("broken", async |app| {
        app.mark("Person", "Vladimir Putin").await?;
        let file = app.api("export", json!(["json"])).await?;
        let broken = file.as_str().unwrap().replacen("\"annotations\"", "\"annotations\" oops", 1);
        let line = 1 + broken[..broken.find("oops").unwrap()].matches('\n').count();
        app.drop_file("broken.json", "application/json", &broken).await?;
        app.says("dialog[open]", &format!("Line {line}")).await?;
        app.import_reported().await?;
        app.shows(&["person: Vladimir Putin"]).await
    })
    .await
}
