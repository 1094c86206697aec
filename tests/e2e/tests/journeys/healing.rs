//! Pages that others have changed: translators, extensions. The text is ours: it comes back, and nothing panics.

use e2e::{Spot, Told, journey};
use serde_json::json;

/// What Google Translate does: each text node becomes the text in two `font` elements.
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
