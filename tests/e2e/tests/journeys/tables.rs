//! A table is read and marked cell by cell, by mouse and by keys, and its figures are exported with
//! their places in the text.

use anyhow::{Context, Result};
use e2e::{App, Spot, Told, journey};
use serde_json::{Value, json};

const TABLE: &str = "<h1>Barking goes to Labour again</h1>\
    <table><thead><tr><th>Party</th><th>2019</th><th>2024</th></tr></thead>\
    <tbody><tr><th>Labour</th><td>24,101</td><td>16,227</td></tr>\
    <tr><th>Reform UK</th><td></td><td>9,173</td></tr></tbody></table>\
    <p>Turnout fell by eight points.</p>";

const TEXT: &str = "Barking goes to Labour again\nParty\t2019\t2024\nLabour\t24,101\t16,227\nReform UK\t\t9,173\nTurnout fell by eight points.";

async fn paste(app: &App, html: &str) -> Result<()> {
    let script = "const clipboardData = new DataTransfer(); clipboardData.setData('text/html', arguments[0]); \
        return !document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))";
    assert_eq!(app.js(script, json!([html])).await?, json!(true), "the page took what was pasted");
    app.says("article", "Turnout fell").await
}

/// The words of the exported annotations, by their offsets in the exported text.
async fn exported(app: &App) -> Result<Vec<String>> {
    let file = app.api("export", json!(["json"])).await?;
    let file: Value = serde_json::from_str(file.as_str().context("a file")?)?;
    let article =
        file.pointer("/article").or(file.pointer("/documents/0/article")).context("an article")?;
    assert_eq!(article["text"], json!(TEXT));
    let text: Vec<char> = TEXT.chars().collect();
    let all = file.pointer("/annotations").or(file.pointer("/documents/0/annotations"));
    let all = all.and_then(Value::as_array).context("annotations")?;
    let words = all.iter().map(|one| {
        let span = one.pointer("/spans/0").unwrap_or(one);
        let at = |key: &str| span[key].as_u64().map(|at| at as usize);
        let words = text.get(at("start")?..at("end")?)?;
        Some(words.iter().collect())
    });
    words.collect::<Option<Vec<String>>>().context("offsets")
}

#[tokio::test]
async fn a_figure_in_a_cell_is_marked_by_mouse_and_by_keys_and_exported_with_its_place() -> Told {
    journey("tables", async |app| {
        paste(app, TABLE).await?;
        let cells = "return [...document.querySelectorAll('article table tr')].map((row) => [...row.cells].map((cell) => cell.tagName + ' ' + cell.textContent.replace('\\t', '')).join('|'))";
        let drawn = json!(["TH Party|TH 2019|TH 2024", "TH Labour|TD 24,101|TD 16,227", "TH Reform UK|TD |TD 9,173"]);
        app.expect("the table", cells, json!([]), drawn).await?;
        // The tab behind a cell takes no room: columns stand where they would without it.
        let aligned = "const rows = [...document.querySelectorAll('article table tr')]; \
            return [0, 1, 2].every((at) => new Set(rows.map((row) => row.cells[at].getBoundingClientRect().left)).size === 1)";
        app.expect("the columns", aligned, json!([]), json!(true)).await?;
        app.mark("Claim", "16,227").await?;
        app.shows(&["claim: 16,227"]).await?;
        // From a cell into the next one.
        app.drag(Spot::Before("24,101"), Spot::After("16,227"), &[]).await?;
        app.press(&['3']).await?;
        app.click_at(Spot::Within("Turnout fell", 2), 1).await?;
        app.keys("Escape Enter Home").await?;
        app.keys(&"Right ".repeat(13)).await?;
        app.hears("9,173").await?;
        app.keys("2").await?;
        app.shows_kinds(&["quote", "claim", "claim"]).await?;
        let mut words = exported(app).await?;
        words.sort();
        assert_eq!(words, ["16,227", "24,101\t16,227", "9,173"]);
        app.axe_finds_nothing("a table").await
    })
    .await
}
