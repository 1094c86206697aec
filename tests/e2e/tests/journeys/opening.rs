//! Opening: what is pasted, dropped, fetched or sent by a page becomes an article with its
//! headings, lists and links, and nothing opens unasked.

use anyhow::{Context, Result};
use e2e::{App, Server, Told, journey};
use serde_json::json;

const STORY: &str = "<!doctype html><html lang='en'><head><title>The mayor says no | The Daily</title></head><body>\
    <nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport and more sport</a></li></ul></nav>\
    <article><h1>The mayor says no</h1>\
    <p>The mayor of Springfield said on Monday that she would <em>never</em> sign the new contract, which the council had passed in the night.</p>\
    <p>Her office had told <a href='https://paper.example/jobs'>the Daily Paper</a> before that the contract would cost the town two hundred jobs, a figure that the council disputes.</p>\
    <blockquote><p>We were never asked, and nobody told us what it would cost.</p></blockquote>\
    <p>The council meets again on Thursday, and members of both parties said that they expected a long night of talks.</p></article>\
    <footer><p>Copyright The Daily. All rights reserved. Terms and conditions apply.</p></footer>\
    </body></html>";

const WRAPPED: &str = "The mayor of Springfield said on Monday that she would never\n\
    sign the new contract, which the council had passed in the\n\
    night. Her office had told the Daily Paper before that the\n\
    contract would cost the town two hundred jobs.\n\
    \n\
    The council meets again on Thursday, and members of both\n\
    parties said that they expected a long night of talks about\n\
    the jobs, the money and the mayor.\n";

/// Pastes with no field focused, through the browser's event.
async fn paste(app: &App, html: &str, text: &str) -> Result<()> {
    let script = "const [html, text] = arguments; const clipboardData = new DataTransfer(); \
        if (html) clipboardData.setData('text/html', html); clipboardData.setData('text/plain', text); \
        return !document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))";
    let taken = app.js(script, json!([html, text])).await?;
    assert_eq!(taken, json!(true), "the page took what was pasted");
    Ok(())
}

async fn says(app: &App, words: &str) -> Result<()> {
    app.says("article", words).await
}

async fn has(app: &App, css: &str, words: &str) -> Result<()> {
    let script = "const [css, words] = arguments; \
        return [...document.querySelectorAll(`article[data-annotator] ${css}`)].some((el) => el.textContent.includes(words))";
    app.until(&format!("{css} with `{words}`"), script, json!([css, words])).await.map(|_| ())
}

/// Whether the dialog says this about the sender. A window that a page opened has none of our
/// scripts before its own.
const SENDER: &str = "return document.querySelector('#sender')?.textContent.includes(arguments[0])";

#[tokio::test]
async fn what_is_pasted_from_a_page_keeps_headings_lists_and_links_and_is_marked_across_them()
-> Told {
    journey("paste-rich", async |app| {
        let html = "<h2>The mayor says no</h2><p>She <b>never</b> read <a href='https://paper.example/jobs'>the Daily Paper</a> of Monday.</p>\
            <ul><li>First of all jobs</li><li>Then the money</li></ul>";
        paste(app, html, "The mayor says no").await?;
        has(app, ":is(h2, h3, h4)", "The mayor says no").await?;
        has(app, "p.item", "Then the money").await?;
        has(app, "strong", "never").await?;
        has(app, "[data-href='https://paper.example/jobs']", "the Daily Paper").await?;
        app.mark("Claim", "read the Daily Paper of").await?;
        app.shows(&["claim: read the Daily Paper of"]).await?;
        has(app, "mark [data-href]", "the Daily Paper").await?;
        // A click on a link is a click in the text: it opens the card, not the page.
        app.press(&[e2e::key::ESCAPE]).await?;
        app.click_css("article[data-annotator] mark [data-href]").await?;
        app.open_card_is("claim").await?;
        let tabs = app.session.web_driver()?.windows().await?;
        assert_eq!(tabs.len(), 1, "no other page was opened");
        // With Ctrl, it follows the link.
        let follow = "let opened = null; const open = window.open; window.open = (...all) => { opened = all; return null; }; \
            document.querySelector('article [data-href]').dispatchEvent(new MouseEvent('click', { ctrlKey: true, detail: 1, bubbles: true, cancelable: true })); \
            window.open = open; return opened";
        let opened = json!(["https://paper.example/jobs", "_blank", "noopener,noreferrer"]);
        assert_eq!(app.js(follow, json!([])).await?, opened);
        app.is_saved().await?;
        app.reload().await?;
        has(app, "mark [data-href='https://paper.example/jobs']", "the Daily Paper").await?;
        paste(app, "", "Just a line 😀 of text").await?;
        says(app, "Just a line 😀 of text").await
    })
    .await
}

#[tokio::test]
async fn a_page_and_a_text_dropped_together_are_looked_at_and_both_kept() -> Told {
    journey("drop-several", async |app| {
        let script = "const dataTransfer = new DataTransfer(); \
            for (const [name, type, content] of arguments[0]) dataTransfer.items.add(new File([content], name, { type })); \
            for (const kind of ['dragover', 'drop']) document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }))";
        let files = json!([[["story.html", "text/html", STORY], ["note.txt", "text/plain", "A note of one line."]]]);
        app.js(script, files).await?;
        app.dialog_is_open("Open these articles?").await?;
        app.axe_finds_nothing("with articles to be opened").await?;
        app.says("dialog[open]", "The mayor says no").await?;
        app.click("dialog[open]", "Open 2 articles").await?;
        app.no_dialog_is_open().await?;
        says(app, "We were never asked").await?;
        has(app, "blockquote", "We were never asked").await?;
        let text = app.article_text().await?;
        assert!(text.starts_with("The mayor says no\n"), "the headline is the first block: {text}");
        assert!(!text.contains("Sport and more sport") && !text.contains("Copyright"), "{text}");
        app.click("header", "Open").await?;
        app.says("dialog[open] .library", "note").await
    })
    .await
}

#[tokio::test]
async fn what_was_left_out_of_a_page_is_taken_back_in_with_a_tick_by_keyboard() -> Told {
    journey("left-out", async |app| {
        app.drop_file("story.html", "text/html", STORY).await?;
        app.dialog_is_open("Open this article?").await?;
        let tick = "const label = [...document.querySelectorAll('dialog[open] .runs label')].find((l) => l.textContent.includes('Sport')); \
            if (!label) return false; label.querySelector('input').focus(); return true";
        app.until("what was left out", tick, json!([])).await?;
        app.press(&[' ']).await?;
        app.click("dialog[open]", "Open").await?;
        says(app, "Sport and more sport").await?;
        app.no_dialog_is_open().await
    })
    .await
}

#[tokio::test]
async fn an_article_of_the_same_server_opens_by_address_and_one_of_another_is_refused_in_words()
-> Told {
    journey("by-address", async |app| {
        let text = "A text at an address.\n\nIt has two paragraphs.";
        app.server.page("/some/where/story.txt", "text/plain; charset=utf-8", text);
        let at = |query: &str| app.server.url(&format!("/some/where/{query}"));
        app.session.web_driver()?.goto(at("?article=story.txt")).await?;
        app.ready().await?;
        says(app, "It has two paragraphs.").await?;
        assert_eq!(app.article_text().await?, text);
        app.says(".byline", "/some/where/story.txt").await?;
        // Until then, leaving the page asks.
        app.is_saved().await?;
        app.server.page(
            "/some/where/old.txt",
            "text/plain; charset=windows-1252",
            b"Caf\xe9 open.".as_slice(),
        );
        app.session.web_driver()?.goto(at("?article=old.txt")).await?;
        app.ready().await?;
        says(app, "Café open.").await?;
        app.is_saved().await?;
        app.server.page("/some/where/photo.bin", "image/png", "x");
        for (query, told) in [
            ("?article=https%3A%2F%2Fpaper.example%2Fa", "loads nothing from other sites"),
            ("?article=photo.bin", "image/png"),
        ] {
            app.session.web_driver()?.goto(at(query)).await?;
            app.ready().await?;
            app.says(".toast", told).await?;
            says(app, "Café open.").await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn lines_that_a_page_broke_are_joined_if_the_reader_says_so() -> Told {
    journey("join-lines", async |app| {
        app.drop_file("wrapped.txt", "text/plain", WRAPPED).await?;
        app.dialog_is_open("Open this article?").await?;
        app.axe_finds_nothing("with broken lines to be joined").await?;
        app.click_css("dialog[open] .switch input").await?;
        app.says("dialog[open] .lines", "would never sign").await?;
        app.click("dialog[open]", "Open").await?;
        app.no_dialog_is_open().await?;
        says(app, "would never sign the new contract").await?;
        app.mark("Claim", "passed in the night. Her office").await?;
        app.shows(&["claim: passed in the night. Her office"]).await
    })
    .await
}

#[tokio::test]
async fn a_bookmark_hands_the_page_one_reads_over_and_it_is_looked_at_before_it_opens() -> Told {
    journey("bookmark", async |app| {
        app.click("header", "Open").await?;
        app.dialog_is_open("Open").await?;
        app.click("dialog[open]", "Open an article from another tab (bookmarklet)").await?;
        app.axe_finds_nothing("with the bookmark").await?;
        // In the Open dialog it can be dragged; a click does nothing.
        app.click("dialog[open]", "Annotate this page").await?;
        let code = "return document.querySelector('dialog[open] a[href^=\"javascript:\"]').href";
        let code = app.js(code, json!([])).await?;
        let paper = Server::start(&[])?;
        paper.page("/a/story", "text/html; charset=utf-8", STORY);
        let browser = app.session.web_driver()?;
        browser.goto(paper.url("/a/story")).await?;
        let use_it = "(0, eval)(decodeURIComponent(arguments[0].slice('javascript:'.length)))";
        let here = app.this_tab().await?;
        app.js(use_it, json!([code])).await?;
        let tabs = browser.windows().await?;
        let other = tabs.into_iter().find(|tab| *tab != here).context("no page was opened")?;
        app.turn_to(&other).await?;
        let words = "return document.querySelector('dialog[open]')?.textContent.includes('Open this article?')";
        app.until("the dialog", words, json!([])).await?;
        let source = "return [...document.querySelectorAll('dialog[open] input')].map((input) => input.value)";
        let fields = app.js(source, json!([])).await?.to_string();
        assert!(fields.contains(&paper.url("/a/story")) && fields.contains("The mayor says no"), "{fields}");
        let sender = format!("Sent by a page on {}", paper.url("").trim_end_matches('/'));
        app.until("who sent it", SENDER, json!([sender])).await?;
        app.expect("the opener", "return window.opener", json!([]), json!(null)).await?;
        app.js("document.getElementById('open-them').click()", json!([])).await?;
        let words = "return document.querySelector('article[data-annotator]')?.textContent.includes('We were never asked')";
        app.until("the article", words, json!([])).await?;
        browser.close_window().await?;
        app.turn_to(&here).await?;
        app.load_page().await?;
        app.ready().await
    })
    .await
}

#[tokio::test]
async fn where_a_page_cannot_hand_itself_over_it_is_pasted() -> Told {
    journey("cut-off", async |app| {
        app.session.web_driver()?.goto(app.server.url("/some/where/?x#receive")).await?;
        app.ready().await?;
        app.says(".toast", "paste").await?;
        let asks = "return location.href.includes('receive')";
        app.expect("whether a reload asks again", asks, json!([]), json!(false)).await?;
        paste(app, "<p>The page I read.</p>", "The page I read.").await?;
        says(app, "The page I read.").await
    })
    .await
}

#[tokio::test]
async fn a_page_that_claims_the_address_of_another_site_is_shown_for_what_it_is() -> Told {
    journey("forged", async |app| {
        let home = app.server.url("/some/where/#receive");
        let paper = Server::start(&[])?;
        paper.page("/evil", "text/html; charset=utf-8", "<!doctype html><title>Evil</title><p>Evil.</p>");
        let browser = app.session.web_driver()?;
        let here = app.this_tab().await?;
        browser.goto(paper.url("/evil")).await?;
        let sends = "const [home, html] = arguments; const other = open(home); \
            addEventListener('message', ({ source, data }) => { if (source === other && data.articleAnnotator === 'ready') \
            other.postMessage({ articleAnnotator: 'page', html, url: 'https://bank.example/secret' }, '*'); })";
        app.js(sends, json!([home, STORY])).await?;
        let tabs = browser.windows().await?;
        let other = tabs.into_iter().find(|tab| *tab != here).context("no page was opened")?;
        app.turn_to(&other).await?;
        app.until("whose address it claims", SENDER, json!(["https://bank.example/secret, but that is another site"])).await?;
        let sender = format!("Sent by a page on {}", paper.url("").trim_end_matches('/'));
        app.until("who sent it", SENDER, json!([sender])).await?;
        let source = "return [...document.querySelectorAll('dialog[open] input')].some((input) => input.value.includes('bank'))";
        app.expect("whether the claim is taken", source, json!([]), json!(false)).await?;
        app.expect("the opener", "return window.opener", json!([]), json!(null)).await?;
        browser.close_window().await?;
        app.turn_to(&here).await?;
        app.load_page().await?;
        app.ready().await
    })
    .await
}
