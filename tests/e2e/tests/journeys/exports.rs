//! Every format exported through the dialog: made, proved, downloaded. With
//! ARTICLE_ANNOTATOR_EXPORTS set, the files go to that folder, where real programs load them
//! (tests/programs).

use std::path::PathBuf;

use anyhow::Result;
use e2e::{App, Told, journey};
use serde_json::{Value, json};

/// A text with an emoji, an overlap, a quote over two paragraphs, right-to-left words and markup
/// characters.
const TEXT: &str = "😀 Ana Ruiz said: “Jobs doubled.” She left.\nThe minister, =Bo_Li*, spoke of “peace\nand bread” & <b>more</b>.\n\nשלום עולם, 日本語。";

const MARKS: [(&str, &str); 8] = [
    ("person", "Ana Ruiz"),
    ("quote", "“Jobs doubled.”"),
    ("claim", "Jobs doubled"),
    ("person", "She"),
    ("person", "Bo_Li"),
    ("quote", "“peace\nand bread”"),
    ("claim", "שלום עולם"),
    ("person", "日本語"),
];

fn folder() -> Option<PathBuf> {
    std::env::var_os("ARTICLE_ANNOTATOR_EXPORTS").map(PathBuf::from)
}

/// The marks with offsets in UTF-16 code units, as the API takes them, and in code points.
fn places() -> (Vec<Value>, Vec<Value>) {
    let place = |(kind, words): &(&str, &str)| {
        let at = TEXT.find(words).unwrap_or_default();
        let utf16 = |at: usize| TEXT[..at].encode_utf16().count();
        let points = |at: usize| TEXT[..at].chars().count();
        let end = at + words.len();
        (
            json!({ "kind": kind, "start": utf16(at), "end": utf16(end), "note": "=1+1 “why”?", "tags": ["to verify"] }),
            json!({ "kind": kind, "start": points(at), "end": points(end) }),
        )
    };
    MARKS.iter().map(place).unzip()
}

/// Picks a format in the open dialog.
async fn choose(app: &App, id: &str) -> Result<()> {
    let label = format!("dialog[open] label.format:has([value='{id}'])");
    app.until(
        "the list of formats",
        "return !!document.querySelector(arguments[0])",
        json!([label]),
    )
    .await?;
    app.js(
        "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })",
        json!([label]),
    )
    .await?;
    app.click_css(&label).await
}

#[tokio::test]
async fn every_format_goes_out_through_the_dialog_proved_and_comes_back_in() -> Told {
    journey("exports", async |app| {
        let (marks, expected) = places();
        app.api("load", json!([{ "title": "Jobs & “peace”", "text": TEXT, "language": "en" }, marks])).await?;
        let before = app.api("annotations", json!([])).await?;
        let downloads = app.allow_downloads().await?;
        if let Some(folder) = folder() {
            std::fs::create_dir_all(&folder)?;
            let expected = json!({ "text": TEXT, "spans": expected });
            std::fs::write(folder.join("expected.json"), expected.to_string())?;
        }
        let formats = app.api("formats", json!([])).await?;
        app.click("header", "Export").await?;
        app.dialog_is_open("Export").await?;
        for format in formats.as_array().unwrap() {
            let id = format["id"].as_str().unwrap();
            choose(app, id).await?;
            let ready = "const [id] = arguments; const dialog = document.querySelector('dialog[open]'); \
                return dialog?.querySelector(`[value='${id}']`)?.checked && dialog.querySelector('.export-main')?.getAttribute('aria-busy') === 'false' \
                    && (dialog.querySelector('[role=alert]')?.textContent || dialog.querySelector('.dialog-foot [role=status]')?.textContent)";
            let said = app.until("the file is made", ready, json!([id])).await?;
            let said = said.as_str().unwrap_or_default();
            // Fact checks and the sheet for vetting leave some of the eight out: where somebody is mentioned, and
            // claims that nobody checked, or all but claims.
            let made = match id {
                "schema-org" | "vetting" => "Made from 2 ",
                _ => "Made from 8 ",
            };
            assert!(said.starts_with("Read back and compared") || said.starts_with(made), "{id}: {said}");
            app.click("dialog[open]", "Download").await?;
            let file = app.downloaded_file(&downloads).await?;
            if let Some(folder) = folder() {
                std::fs::create_dir_all(folder.join(id))?;
                std::fs::copy(&file, folder.join(id).join(file.file_name().unwrap()))?;
            }
            std::fs::remove_file(&file)?;
            // Its content is already here, whatever the format leaves out.
            if format["canImport"] == json!(true) {
                let content = "const file = await window.articleAnnotator.export(arguments[0]); \
                    return window.articleAnnotator.import(file, arguments[0])";
                let report = app.js(content, json!([id])).await?;
                assert_eq!((&report["added"], &report["changed"]), (&json!(0), &json!(0)), "{id}: {report}");
                assert_eq!(report["problems"], json!([]), "{id}");
            }
        }
        assert_eq!(app.api("annotations", json!([])).await?, before);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_a_format_cannot_hold_is_listed_and_leads_to_its_annotation() -> Told {
    journey("losses", async |app| {
        let (marks, _) = places();
        app.api("load", json!([{ "title": "Jobs", "text": TEXT }, marks])).await?;
        app.click("header", "Export").await?;
        choose(app, "conll").await?;
        app.says("dialog[open] [data-loss=annotation]", "1 annotation").await?;
        app.says("dialog[open] [data-loss=note]", "7 notes").await?;
        app.click_css("dialog[open] [data-loss=annotation] summary").await?;
        app.click_css("dialog[open] [data-loss=annotation] button").await?;
        app.no_dialog_is_open().await?;
        app.open_card_is("claim").await?;
        // After an export, the format chosen last is preselected.
        app.click("header", "Export").await?;
        app.says("dialog[open] .preview", "jobs.json").await
    })
    .await
}

#[tokio::test]
async fn ticked_articles_go_out_as_one_file_and_come_in_again() -> Told {
    journey("many", async |app| {
        for (title, text) in [("First", "Ana met Bo."), ("Second", "Cy left.")] {
            let mark = json!([{ "kind": "person", "start": 0, "end": 2 }]);
            app.api("load", json!([{ "title": title, "text": text }, mark])).await?;
        }
        let downloads = app.allow_downloads().await?;
        app.click("header", "Open").await?;
        app.dialog_is_open("Open").await?;
        for title in ["First", "Second"] {
            app.click_css(&format!("dialog[open] input[aria-label='Select {title}']")).await?;
        }
        app.click("dialog[open]", "Export selected").await?;
        app.dialog_is_open("Export").await?;
        app.says("dialog[open] .preview", "articles.zip").await?;
        app.click("dialog[open]", "Download").await?;
        let file = app.downloaded_file(&downloads).await?;
        assert!(file.ends_with("articles.zip"), "{}", file.display());

        app.move_to_a_fresh_browser().await?;
        app.click("header", "Open").await?;
        app.choose_path(&file).await?;
        app.dialog_is_open("Import").await?;
        app.says("dialog[open] .documents", "2 articles in this file").await?;
        app.click("dialog[open]", "Import").await?;
        // They are stored without being opened.
        app.dialog_is_open("Open").await?;
        app.says("dialog[open] .library", "First").await?;
        app.says("dialog[open] .library", "Second").await?;
        app.click_css("dialog[open] .library li:nth-child(2) .stored-title").await?;
        app.no_dialog_is_open().await?;
        app.says("article", "Ana met Bo.").await?;
        app.shows(&["person: An"]).await
    })
    .await
}

/// A file chooser that behaves like the browsers' own, and a worker that receives nothing until
/// released, so that clicks come before the file is made.
const EARLY: &str = "window.chosen = []; window.saved = []; \
    window.showSaveFilePicker = async ({ suggestedName }) => { \
        if (!navigator.userActivation.isActive) throw new DOMException('Must be handling a user gesture', 'SecurityError'); \
        chosen.push(suggestedName); \
        if (window.cancels) throw new DOMException('The user aborted a request', 'AbortError'); \
        let text = ''; \
        return { createWritable: async () => ({ write: async (bytes) => { text += new TextDecoder().decode(bytes); }, \
            close: async () => { saved.push(text); } }) }; \
    }; \
    const post = Worker.prototype.postMessage, held = []; window.holds = true; \
    Worker.prototype.postMessage = function (...all) { holds ? held.push(() => post.apply(this, all)) : post.apply(this, all); }; \
    window.letGo = () => { holds = false; held.splice(0).forEach((send) => send()); }";

#[tokio::test]
async fn a_file_is_chosen_at_the_click_although_it_is_made_later() -> Told {
    journey("save-early", async |app| {
        app.api("load", json!([{ "title": "Early", "text": "Ana met Bo." }])).await?;
        app.js(EARLY, json!([])).await?;
        for cancels in [true, false] {
            app.js("window.cancels = arguments[0]; window.holds = true", json!([cancels])).await?;
            app.click("header", "Export").await?;
            app.dialog_is_open("Export").await?;
            app.click("dialog[open]", "Save as …").await?;
            app.until("the chooser", "return chosen.at(-1) === 'early.json'", json!([])).await?;
            app.expect("what is saved", "return saved.length", json!([]), json!(0)).await?;
            app.js("letGo()", json!([])).await?;
            if cancels {
                app.says("dialog[open] .dialog-foot", "Read back and compared").await?;
                app.click("dialog[open]", "Close").await?;
            } else {
                app.says(".toast", "to the file you chose").await?;
                app.click("dialog[open]", "Close").await?;
            }
            app.no_dialog_is_open().await?;
        }
        let saved = "return saved.length === 1 && JSON.parse(saved[0]).article.text";
        app.expect("the file", saved, json!([]), json!("Ana met Bo.")).await
    })
    .await
}
