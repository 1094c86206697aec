//! Five saved pages in the style of five kinds of news sites, each from its file to an exported
//! one. The words to mark are taken from the opened article.

use std::path::Path;

use anyhow::{Result, ensure};
use e2e::{App, Told, journey};
use serde_json::{Value, json};

const PAGES: [&str; 5] = ["blog", "broadsheet", "table", "wiki", "wire"];

/// Words of the longest paragraphs: three from the start of one, a sentence of another, and from a
/// third a range across an emphasis or a link if there is one.
const WORDS: &str = "const { text, blocks } = articleAnnotator.article(); \
    const lines = blocks.map((b) => text.slice(b.start, b.end)).filter((line) => line.length > 80); \
    lines.sort((a, b) => b.length - a.length); \
    const once = (words) => text.split(words).length === 2; \
    const start = lines.map((line) => line.split(' ').slice(0, 3).join(' ')).find((words) => once(words) && /^[\\p{L} ]+$/u.test(words)); \
    const sentence = lines.map((line) => line.split(/(?<=[.!?]) /)[0]).find((words) => once(words) && words !== start && !words.startsWith(start) && words.length < 220); \
    const styled = [...document.querySelectorAll('article[data-annotator] [data-block] :is([data-href], em, strong)')] \
        .map((el) => el.textContent).find((words) => words.length > 5 && once(words) && !sentence.includes(words) && !start.includes(words)); \
    return [start, sentence, styled || null]";

async fn annotate(app: &App, name: &str) -> Result<()> {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/pages");
    let before = app.js("return articleAnnotator.article().title", json!([])).await?;
    app.click("header", "Open").await?;
    app.choose_path(&pages.join(format!("{name}.html")).canonicalize()?).await?;
    app.dialog_is_open("Open this article?").await?;
    app.click("dialog[open]", "Open").await?;
    app.no_dialog_is_open().await?;
    let headline = "const { title, text, blocks } = articleAnnotator.article(); \
        return title !== arguments[0] && title.length > 10 && blocks[0].kind === 'heading1' && text.slice(blocks[0].start, blocks[0].end) === title";
    app.until(&format!("the headline of {name} as its first block"), headline, json!([before]))
        .await?;
    let words = app.js(WORDS, json!([])).await?;
    let mut count = 0;
    for (kind, words) in
        ["Person", "Claim", "Quote"].into_iter().zip(words.as_array().into_iter().flatten())
    {
        if let Value::String(words) = words {
            app.mark(kind, words).await?;
            count += 1;
        }
    }
    ensure!(count >= 2, "{name}: there is something to mark: {words}");
    let exact = "const { text } = articleAnnotator.article(); \
        return articleAnnotator.annotations().filter((a) => a.spans.every((s) => text.slice(s.start, s.end) === s.exact)).length";
    app.expect("the exact annotations", exact, json!([]), json!(count)).await?;
    for format in ["w3c", "conll", "html"] {
        // Proved by our own importer, or refused.
        app.api("export", json!([format])).await?;
    }
    Ok(())
}

#[tokio::test]
async fn five_saved_pages_are_annotated_from_their_files_to_an_exported_one() -> Told {
    journey("pages", async |app| {
        for name in PAGES {
            annotate(app, name).await?;
        }
        app.axe_finds_nothing("with an article of a web page").await?;
        app.click("header", "Open").await?;
        let titles = "return document.querySelectorAll('dialog[open] .library .what').length";
        app.expect("the articles kept", titles, json!([]), json!(6)).await
    })
    .await
}
