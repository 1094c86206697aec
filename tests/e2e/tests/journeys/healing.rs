//! Pages changed by others, such as translators and extensions. The article's text comes back, and
//! nothing panics.

use anyhow::Result;
use e2e::{App, Spot, Told, journey};
use serde_json::json;

/// As Google Translate does: each text node becomes two nested `font` elements.
const TRANSLATE: &str = "const [block, change] = arguments; \
    const walk = document.createTreeWalker(__e2e.blocks()[block], NodeFilter.SHOW_TEXT); const all = []; \
    while (walk.nextNode()) all.push(walk.currentNode); \
    for (const node of all) { const outer = document.createElement('font'); const inner = document.createElement('font'); \
        outer.append(inner); inner.textContent = change ? node.data.toUpperCase() + ' ÜBERSETZT' : node.data; node.replaceWith(outer); }";

const WHOLE: &str = "return __e2e.text() === window.articleAnnotator.article().text";

#[tokio::test]
async fn a_translated_page_is_drawn_again_and_marking_goes_on() -> Told {
    journey("translated", async |app| {
        app.mark("Person", "Vladimir Putin").await?;
        app.shows(&["person: Vladimir Putin"]).await?;
        for block in 0..5 {
            app.js(TRANSLATE, json!([block, true])).await?;
        }
        app.until("the text to be drawn again", WHOLE, json!([])).await?;
        app.mark("Person", "Steve Witkoff").await?;
        app.shows(&["person: Vladimir Putin", "person: Steve Witkoff"]).await?;
        app.click("header", "Undo").await?;
        app.click("header", "Undo").await?;
        app.shows(&[]).await?;
        app.until("the text to be whole", WHOLE, json!([])).await.map(|_| ())
    })
    .await
}

#[tokio::test]
async fn wrappers_around_the_same_words_do_not_shift_an_offset() -> Told {
    journey("wrapped", async |app| {
        app.mark("Claim", "Kirill Dmitriev, head of the Russian Direct Investment Fund").await?;
        app.shows(&["claim: Kirill Dmitriev, head of the Russian Direct Investment Fund"]).await?;
        app.js(TRANSLATE, json!([1, false])).await?;
        app.drag(Spot::Within("Kirill", 2), Spot::Within("Dmitriev", 3), &[]).await?;
        app.press(&['1']).await?;
        let both = [
            "claim: Kirill Dmitriev, head of the Russian Direct Investment Fund",
            "person: Kirill Dmitriev",
        ];
        app.shows(&both).await?;
        app.until("the text to be whole", WHOLE, json!([])).await?;
        app.click("header", "Undo").await?;
        app.shows(&both[..1]).await
    })
    .await
}

#[tokio::test]
async fn a_block_torn_out_or_emptied_by_a_script_comes_back() -> Told {
    journey("torn", async |app| {
        app.mark("Person", "Yuri Ushakov").await?;
        app.shows(&["person: Yuri Ushakov"]).await?;
        app.js("__e2e.blocks()[1].replaceChildren(); __e2e.blocks()[3].querySelectorAll('*').forEach((m) => m.remove()); \
            document.createTreeWalker(__e2e.blocks()[2], 4).nextNode().data = 'Ad!'", json!([])).await?;
        app.until("the text to be drawn again", WHOLE, json!([])).await?;
        app.shows(&["person: Yuri Ushakov"]).await?;
        let id = app.js("return window.articleAnnotator.annotations()[0].id", json!([])).await?;
        app.js("__e2e.blocks()[1].replaceChildren('x')", json!([])).await?;
        app.api("remove", json!([id])).await?;
        app.shows(&[]).await?;
        app.until("the text to be whole", WHOLE, json!([])).await.map(|_| ())
    })
    .await
}

/// An extension that changes a block again after each drawing, and counts how often.
const EXTENSION: &str = "const [words, how] = arguments; const article = document.querySelector('article[data-annotator]'); \
    const block = __e2e.blocks().findIndex((b) => b.textContent.includes(words)); \
    const texts = (el) => { const walk = document.createTreeWalker(el, NodeFilter.SHOW_TEXT); const all = []; while (walk.nextNode()) all.push(walk.currentNode); return all; }; \
    const wrap = (node) => { const font = document.createElement('font'); node.replaceWith(font); font.append(node); }; \
    const ways = { \
        letters: [(el) => el.textContent === el.textContent.toUpperCase(), (el) => texts(el).forEach((node) => { node.data = node.data.toUpperCase(); })], \
        wrap: [(el) => texts(el).every((node) => node.parentNode.localName === 'font'), (el) => texts(el).forEach(wrap)], \
        icon: [(el) => el.querySelector('.icon-of-extension'), (el) => { const icon = document.createElement('i'); icon.className = 'icon-of-extension'; el.prepend(icon); }], \
        attributes: [(el) => el.title === 'seen', (el) => { el.title = 'seen'; el.querySelectorAll('mark').forEach((m) => { m.title = 'seen'; }); }], \
        remove: [() => false, (el) => el.remove()] }; \
    window.changes ??= {}; window.changes[words] = 0; \
    const change = () => { const el = article.querySelector(`[data-block='${block}']`); const [is, make] = ways[how]; \
        if (el && !is(el)) { window.changes[words] += 1; make(el); } }; \
    new MutationObserver(change).observe(article, { childList: true, subtree: true, characterData: true }); change(); return 1";

/// How often the extension had to change a block: once by itself, and once after each of three
/// drawings.
const CHANGES: &str = "return window.changes[arguments[0]]";

async fn changed(app: &App, words: &str, times: u32) -> Result<()> {
    app.expect("how often it was changed", CHANGES, json!([words]), json!(times)).await
}

/// Makes a change and undoes it, during which a page that still fought would have gone on.
async fn goes_on(app: &App, words: &str, times: u32) -> Result<()> {
    app.mark("Person", "Yuri Ushakov").await?;
    app.shows(&["person: Yuri Ushakov"]).await?;
    app.click("header", "Undo").await?;
    app.shows(&[]).await?;
    changed(app, words, times).await
}

#[tokio::test]
async fn a_page_does_not_fight_with_an_extension_and_tells_once_which_paragraph_it_leaves() -> Told
{
    journey("extension", async |app| {
        app.js(EXTENSION, json!(["Vladimir Putin", "letters"])).await?;
        app.says(".toast", "Paragraph 1 is being changed by a browser extension").await?;
        changed(app, "Vladimir Putin", 4).await?;
        app.click(".toast", "Close message").await?;
        goes_on(app, "Vladimir Putin", 4).await?;
        app.select("VLADIMIR PUTIN").await?;
        app.says(".toast", "Paragraph 1 doesn’t show the article’s own words").await?;
        app.press(&['1']).await?;
        app.says(".toast", "Paragraph 1 doesn’t show the article’s own words").await?;
        assert_eq!(app.api("annotations", json!([])).await?, json!([]));
        assert!(app.article_text().await?.contains("Vladimir Putin"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn in_a_paragraph_that_an_extension_wraps_marking_goes_by_the_letters() -> Told {
    for how in ["wrap", "icon"] {
        journey(&format!("extension-{how}"), async |app| {
            app.js(EXTENSION, json!(["Vladimir Putin", how])).await?;
            app.says(".toast", "Paragraph 1 is being changed by a browser extension").await?;
            app.drag(Spot::Within("Vladimir", 2), Spot::Within("Putin", 3), &[]).await?;
            app.press(&['1']).await?;
            app.shows(&["person: Vladimir Putin"]).await?;
            // Drawn once more, because it was marked.
            changed(app, "Vladimir Putin", 5).await?;
            app.click("header", "Undo").await?;
            app.shows(&[]).await?;
            goes_on(app, "Vladimir Putin", 6).await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn an_extension_that_takes_paragraphs_away_breaks_nothing() -> Told {
    journey("extension-remove", async |app| {
        app.js(EXTENSION, json!(["Kirill Dmitriev", "remove"])).await?;
        app.says(".toast", "is being changed by a browser extension").await?;
        changed(app, "Kirill Dmitriev", 4).await?;
        app.js(EXTENSION, json!(["Vladimir Putin", "remove"])).await?;
        app.says(".toast", "are being changed by a browser extension").await?;
        let id = app.api("add", json!([{ "kind": "person", "start": 0, "end": 5 }])).await?;
        app.api("remove", json!([id])).await?;
        // The last of the three blocks left alone.
        app.js(TRANSLATE, json!([2, true])).await?;
        assert!(app.article_text().await?.contains("Vladimir Putin"));
        assert_eq!(app.api("annotations", json!([])).await?, json!([]));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_extension_that_only_sets_attributes_costs_no_drawing_and_no_word() -> Told {
    journey("extension-attributes", async |app| {
        app.js(EXTENSION, json!(["Vladimir Putin", "attributes"])).await?;
        goes_on(app, "Vladimir Putin", 1).await?;
        app.until("the text to be whole", WHOLE, json!([])).await?;
        let told =
            "return document.querySelector('.toast')?.textContent.includes('extension') ?? false";
        app.expect("whether anything is told", told, json!([]), json!(false)).await
    })
    .await
}
