//! Who said what, to look at: the page opens by mouse and by keys, its marks and its table lead into the
//! text, and the focus is never lost.

use e2e::{App, Told, journey, key};
use serde_json::json;

const FOCUSED: &str =
    "const a = document.activeElement; return a.id || a.className || a.outerHTML.slice(0, 150)";
const TOLD: &str = "return document.querySelector('.who-told')?.textContent";

async fn has_focus(app: &App, wanted: &str) -> anyhow::Result<()> {
    app.expect("what has the focus", FOCUSED, json!([]), json!(wanted)).await
}

/// The sample with two people, of whom one is quoted and claims something.
async fn told(app: &App) -> anyhow::Result<()> {
    app.mark("Person", "Steve Witkoff").await?;
    app.mark("Person", "Jared Kushner").await?;
    app.mark("Quote", "one major issue is still unresolved").await?;
    app.mark("Claim", "peace proposals are nearly ready").await?;
    let speaker = "const api = articleAnnotator; const [quote, claim] = ['quote', 'claim'].map((kind) => api.annotations().find((one) => one.kind === kind)); \
        await api.update(quote.id, { speaker: 'Steve Witkoff' }); \
        await api.update(claim.id, { claimant: 'Steve Witkoff', check: { verdict: 'mixed' } })";
    app.js(speaker, json!([])).await?;
    app.press(&[key::ESCAPE]).await
}

#[tokio::test]
async fn who_said_what_opens_is_told_by_keys_and_leads_into_the_text_and_back() -> Told {
    journey("picture", async |app| {
        told(app).await?;
        app.open_list("People").await?;
        app.click("#panel", "Who said what").await?;
        app.dialog_is_open("Who said what").await?;
        has_focus(app, "who-heading").await?;
        app.says(".who .page-head", "2 people, 1 of them quoted. 1 quote of 6 words").await?;
        app.axe_finds_nothing("with who said what").await?;
        let names = "return [...document.querySelectorAll('.people .who-name')].map((name) => name.textContent)";
        app.expect("the rows", names, json!([]), json!(["Steve Witkoff", "Jared Kushner"])).await?;
        app.click("dialog[open]", "By words quoted").await?;
        app.expect("the rows", names, json!([]), json!(["Steve Witkoff", "Jared Kushner"])).await?;
        let cells = "return [...document.querySelectorAll('.said-table tbody td')].map((cell) => cell.textContent)";
        let quote = json!(["Steve Witkoff", "one major issue is still unresolved", "", "", "¶\u{a0}3"]);
        app.expect("the table", cells, json!([]), quote).await?;

        // By keys: into the picture, along the marks of the first row, and to the text.
        app.keys("Tab").await?;
        has_focus(app, "time-line").await?;
        app.expect("the mark", TOLD, json!([]), json!("Steve Witkoff · Person: Steve Witkoff · ¶ 1 · 1 of 3")).await?;
        app.keys("Right").await?;
        let claim = "Steve Witkoff · Claim: peace proposals are nearly ready · ¶ 1 · Mixed · 2 of 3";
        app.expect("the mark", TOLD, json!([]), json!(claim)).await?;
        let name = "return document.activeElement.ariaLabel";
        app.expect("the name of the mark", name, json!([]), json!(claim)).await?;
        app.axe_finds_nothing("with a mark told").await?;
        app.keys("Down").await?;
        app.expect("the mark", TOLD, json!([]), json!("Jared Kushner · Person: Jared Kushner · ¶ 1 · 1 of 1")).await?;
        app.keys("Up Right Right Enter").await?;
        app.no_dialog_is_open().await?;
        app.open_card_is("quote").await?;
        app.expect("that the focus is lost", "return document.activeElement === document.body", json!([]), json!(false)).await?;

        // By mouse: the quote’s row in the table, and Escape back to the button.
        app.open_list("People").await?;
        app.click("#panel", "Who said what").await?;
        app.dialog_is_open("Who said what").await?;
        app.keys("Escape").await?;
        app.no_dialog_is_open().await?;
        has_focus(app, "who-said-what").await?;
        app.keys("Enter").await?;
        app.dialog_is_open("Who said what").await?;
        app.click_css(".said-table .link").await?;
        app.no_dialog_is_open().await?;
        app.open_card_is("quote").await?;
        app.open_list("People").await?;
        app.click("#panel", "Who said what").await?;
        app.click("dialog[open]", "Back to the text").await?;
        app.no_dialog_is_open().await?;
        has_focus(app, "who-said-what").await
    })
    .await
}

#[tokio::test]
async fn the_picture_is_saved_as_svg_and_png_and_its_numbers_are_one_click_away() -> Told {
    journey("picture-files", async |app| {
        told(app).await?;
        let downloads = app.allow_downloads().await?;
        app.open_list("People").await?;
        app.click("#panel", "Who said what").await?;
        app.click("dialog[open]", "SVG").await?;
        let file = app.downloaded_file(&downloads).await?;
        assert_eq!(file.extension().and_then(|it| it.to_str()), Some("svg"));
        std::fs::remove_file(&file)?;
        app.click("dialog[open]", "PNG").await?;
        let file = app.downloaded_file(&downloads).await?;
        assert_eq!(file.extension().and_then(|it| it.to_str()), Some("png"));
        let png = std::fs::read(&file)?;
        assert!(png.starts_with(b"\x89PNG"), "it is a PNG");
        // The width is in the bytes 16 to 19: twice the 1,000 pixels of the file.
        assert_eq!(png[16..20], 2000_u32.to_be_bytes());
        app.says(".toast", ".png").await?;
        app.click("dialog[open]", "Numbers as CSV …").await?;
        app.dialog_is_open("Export").await?;
        app.says("dialog[open] .preview", ".csv").await?;
        app.expect(
            "that the focus is lost",
            "return document.activeElement === document.body",
            json!([]),
            json!(false),
        )
        .await?;
        app.click("dialog[open]", "Who said what").await?;
        app.dialog_is_open("Who said what").await
    })
    .await
}

#[tokio::test]
async fn selected_articles_of_the_library_are_counted_together() -> Told {
    journey("picture-many", async |app| {
        for (title, text) in [("First", "“Yes,” said Ana."), ("Second", "“Never again,” said Ana.")] {
            let end = text.find(" said").map_or(0, |at| text[..at].encode_utf16().count());
            let quote = json!([{ "kind": "quote", "start": 0, "end": end, "speaker": "Ana" }]);
            app.api("load", json!([{ "title": title, "text": text }, quote])).await?;
        }
        app.click("header", "Open").await?;
        app.dialog_is_open("Open").await?;
        for title in ["First", "Second"] {
            app.click_css(&format!("dialog[open] input[aria-label='Select {title}']")).await?;
        }
        app.click("dialog[open]", "Who said what").await?;
        app.dialog_is_open("Who said what").await?;
        app.says(".who .page-head", "2 articles, 1 person, 1 of them quoted. 2 quotes of 3 words: 43% of the articles.").await?;
        app.axe_finds_nothing("with who said what in two articles").await?;
        let row = "return [...document.querySelectorAll('.people tbody tr > *')].map((cell) => cell.textContent)";
        app.expect("the row", row, json!([]), json!(["Ana", "2", "–", "2", "3", "–"])).await
    })
    .await
}
