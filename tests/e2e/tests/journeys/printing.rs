//! Printing: the parts are chosen first, and the page comes out of the browser with its title, its numbers, and
//! the claims with their explanations and sources.

use anyhow::{Result, ensure};
use e2e::{App, Engine, Setup, Told, journey, journey_with};
use serde_json::json;

/// A check of the first claim of the sample.
const CHECK: &str = "const { id } = articleAnnotator.annotations().find((one) => one.kind === 'claim'); \
    return articleAnnotator.update(id, { check: { verdict: 'mixed', explanation: 'He is president again.', \
        date: '2026-01-23', sources: [{ url: 'https://a.example/office', title: 'Office' }] } })";

/// The words in the frame that was printed, once its window was asked to print.
const PRINTED: &str = "const frame = document.querySelector('iframe.printed'); \
    return frame && window.printed > 0 && frame.contentDocument.body.textContent";

/// Counts what is printed, in place of the browser's own dialog.
const COUNTS: &str = "const inside = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow').get; \
    Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', { configurable: true, get() { \
        const own = inside.call(this); if (own) own.print = () => { window.printed = (window.printed ?? 0) + 1; }; return own; } }); \
    return true";

async fn marked(app: &App) -> Result<()> {
    app.mark("Person", "Donald Trump").await?;
    app.mark("Claim", "former President Donald Trump’s son-in-law").await?;
    app.mark("Quote", "peace proposals are nearly ready").await?;
    app.js(CHECK, json!([])).await?;
    app.is_saved().await
}

async fn printing(engine: Engine) -> Told {
    let setup = Setup { engine, ..Setup::default() };
    journey_with(&format!("printing-{}", engine.name()), setup, async |app| {
        marked(app).await?;
        app.js(COUNTS, json!([])).await?;
        app.keys("Ctrl+p").await?;
        app.dialog_is_open("Export").await?;
        app.says("dialog[open] .format:has(:checked)", "Marked-up page.html").await?;
        app.click("dialog[open]", "Print").await?;
        let words = app.until("the printed page", PRINTED, json!([])).await?;
        let words = words.as_str().unwrap_or_default();
        for wanted in [
            "son-in-law1,",
            "nearly ready2,",
            "1Claim without a claimant: mixed, ¶\u{a0}1",
            "2Quote without a speaker, ¶\u{a0}1",
            "He is president again.",
            "Source: Office, https://a.example/office",
            "Donald Trump",
        ] {
            ensure!(words.contains(wanted), "{wanted}: {words}");
        }
        let title = "return document.querySelector('iframe.printed').contentDocument.querySelector('h1').textContent.trim().length > 5";
        app.expect("a title", title, json!([]), json!(true)).await?;
        let line = "const mark = document.querySelector('iframe.printed').contentDocument.querySelector('mark.claim'); \
            return getComputedStyle(mark).borderBottomStyle";
        app.expect("the line under a claim", line, json!([]), json!("dashed")).await?;
        app.click_css("dialog[open] [name=part][value=notes]").await?;
        app.click("dialog[open]", "Print").await?;
        let left = "const words = document.querySelector('iframe.printed')?.contentDocument.body.textContent; \
            return window.printed === 2 && words.includes('He is president again.') && !words.includes('Notes')";
        app.until("the page without notes", left, json!([])).await?;
        app.axe_finds_nothing("with parts to choose").await
    })
    .await
}

#[tokio::test]
async fn the_chosen_parts_are_printed_in_chromium() -> Told {
    printing(Engine::Chromium).await
}

#[tokio::test]
async fn the_chosen_parts_are_printed_in_firefox() -> Told {
    printing(Engine::Firefox).await
}

#[tokio::test]
async fn the_chosen_parts_are_printed_in_webkit() -> Told {
    printing(Engine::WebKit).await
}

#[tokio::test]
async fn the_exported_page_and_the_vetting_sheet_are_paper_in_chromium() -> Told {
    on_paper(Engine::Chromium).await
}

#[tokio::test]
async fn the_exported_page_and_the_vetting_sheet_are_paper_in_firefox() -> Told {
    on_paper(Engine::Firefox).await
}

/// The files printed by the browser itself, as an editor who gets them by mail would.
async fn on_paper(engine: Engine) -> Told {
    let setup = Setup { engine, ..Setup::default() };
    journey_with(&format!("paper-{}", engine.name()), setup, async |app| {
        marked(app).await?;
        for (format, least) in [("html", 20_000), ("vetting", 5_000)] {
            let page = app.api("export", json!([format])).await?;
            let folder = std::env::temp_dir().join(format!("paper-{}", std::process::id()));
            std::fs::create_dir_all(&folder)?;
            let file = folder.join(format!("{}-{format}.html", engine.name()));
            std::fs::write(&file, page.as_str().unwrap_or_default())?;
            let driver = app.session.web_driver()?;
            let here = driver.current_url().await?;
            driver.goto(format!("file://{}", file.display())).await?;
            let pdf = app.session.print(&[]).await?;
            ensure!(pdf.starts_with(b"%PDF-"), "{format}");
            ensure!(pdf.len() > least, "{format}: {} bytes", pdf.len());
            if let Some(folder) = std::env::var_os("ARTICLE_ANNOTATOR_PAPER") {
                let name = format!("{format}-{}.pdf", engine.name());
                std::fs::write(std::path::Path::new(&folder).join(name), &pdf)?;
            }
            driver.goto(here.as_str()).await?;
            app.ready().await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn another_format_leads_to_the_page_to_print() -> Told {
    journey("print-from-csv", async |app| {
        app.mark("Claim", "peace proposals are nearly ready").await?;
        app.click("header", "Export").await?;
        app.dialog_is_open("Export").await?;
        app.click_css("dialog[open] label.format:has([value='csv'])").await?;
        app.click("dialog[open]", "Print …").await?;
        app.says("dialog[open] .format:has(:checked)", "Marked-up page.html").await?;
        app.control_is_shown("dialog[open]", "Print", true).await
    })
    .await
}
