//! Texts of unusual shapes: a book in one line, thousands of lines. They can be read, marked and
//! copied like any other, and all of the text is on the page.

use anyhow::Result;
use e2e::{App, Engine, Setup, Told, journey, journey_with};
use serde_json::{Value, json};

const SENTENCE: &str = "Ana met Bo at noon, and “nobody” was told of it. ";

/// Loads a text of 2,000 sentences with every tenth name marked.
async fn load(app: &App, text: &str) -> Result<()> {
    let units = SENTENCE.encode_utf16().count();
    let notes: Vec<Value> = (0..2000)
        .step_by(10)
        .map(|at| json!({ "id": format!("n{at}"), "kind": "person", "start": at * units, "end": at * units + 3 }))
        .collect();
    app.api("load", json!([{ "title": "A book", "text": text }, notes])).await?;
    Ok(())
}

const WHOLE: &str = "const all = __e2e.blocks(); const { text, blocks } = window.articleAnnotator.article(); \
    return [all.length === blocks.length, all.every((b, i) => b.textContent === text.slice(blocks[i].start, blocks[i].end)), \
        document.querySelectorAll('article mark').length]";

/// Selects ten units on both sides of the second stretch's start in the only block, and returns the
/// words.
const ACROSS: &str = "const second = document.querySelectorAll('article .stretch')[1]; second.scrollIntoView({ block: 'center' }); \
    const walker = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT); \
    const at = Number(second.dataset.at); const place = (wanted) => { walker.currentNode = walker.root; let seen = 0; \
        for (let n; (n = walker.nextNode()); seen += n.length) if (seen + n.length >= wanted) return [n, wanted - seen]; }; \
    getSelection().setBaseAndExtent(...place(at - 10), ...place(at + 10)); \
    for (let i = 0; i < 3; i += 1) await new Promise(requestAnimationFrame); \
    return [getSelection().toString(), window.articleAnnotator.article().text.slice(at - 10, at + 10)]";

async fn one_line(app: &mut App) -> Result<()> {
    load(app, SENTENCE.repeat(2000).trim_end()).await?;
    app.expect("the whole text", WHOLE, json!([]), json!([true, true, 200])).await?;
    let selected = app.js(ACROSS, json!([])).await?;
    assert_eq!(
        selected[0], selected[1],
        "what is copied is the text, the blank between two stretches with it"
    );
    app.click(".toolbar", "Claim").await?;
    let made = "const all = window.articleAnnotator.annotations().filter((a) => a.kind === 'claim'); \
        return [all.length, all[0] && all[0].spans[0].exact.includes(arguments[0].trim().split(' ')[1])]";
    app.expect("the claim", made, json!([selected[1]]), json!([1, true])).await?;
    let pieces = WHOLE.replace("mark').length", "mark').length >= 202");
    app.expect(
        "the text with a piece of it in each stretch",
        &pieces,
        json!([]),
        json!([true, true, true]),
    )
    .await
}

#[tokio::test]
async fn a_book_in_one_line_is_read_marked_and_copied_as_any_text() -> Told {
    journey("one-line", async |app| one_line(app).await).await
}

/// Such an article waits for the deferred part. It was once opened twice then, which lost the undo.
#[tokio::test]
async fn what_is_undone_right_after_a_reload_of_a_book_in_one_line_is_undone() -> Told {
    journey("one-line-undo", async |app| {
        load(app, SENTENCE.repeat(2000).trim_end()).await?;
        app.is_saved().await?;
        app.reload().await?;
        let count = "return articleAnnotator.annotations().length";
        app.expect("the annotations", count, json!([]), json!(200)).await?;
        assert_eq!(app.api("undo", json!([])).await?, json!(true));
        app.expect("none any more", count, json!([]), json!(0)).await
    })
    .await
}

#[tokio::test]
async fn a_book_in_one_line_is_read_marked_and_copied_in_firefox_too() -> Told {
    let setup = Setup { engine: Engine::Firefox, ..Setup::default() };
    journey_with("one-line-firefox", setup, async |app| one_line(app).await).await
}

#[tokio::test]
async fn who_scrolls_far_into_a_book_in_one_line_finds_highlights_with_their_cards() -> Told {
    journey("one-line-far", async |app| {
        load(app, SENTENCE.repeat(2000).trim_end()).await?;
        let middle = "scrollTo({ top: document.documentElement.scrollHeight / 2, behavior: 'instant' }); return true";
        app.expect("the middle", middle, json!([]), json!(true)).await?;
        let level = "const card = [...document.querySelectorAll('li.card')].find((c) => { \
                const { top } = c.getBoundingClientRect(); return top > 200 && top < 700; }); \
            if (!card) return null; const mark = document.querySelector(`mark[data-ids~='${card.dataset.id}']`); \
            return Math.abs(mark.getBoundingClientRect().top - card.getBoundingClientRect().top) < 200";
        app.expect("a card level with its highlight", level, json!([]), json!(true)).await
    })
    .await
}

#[tokio::test]
async fn thousands_of_lines_are_all_on_the_page_and_the_last_can_be_marked() -> Told {
    journey("many-lines", async |app| {
        load(app, SENTENCE.repeat(2000).replace(". ", ".\n").trim_end()).await?;
        app.expect("the whole text", WHOLE, json!([]), json!([true, true, 200])).await?;
        let last = "const { text, blocks } = window.articleAnnotator.article(); const { start } = blocks[blocks.length - 1]; \
            return window.articleAnnotator.add({ kind: 'quote', start, end: start + 7 }).then(() => true)";
        app.expect("the last is marked", last, json!([]), json!(true)).await?;
        let shown = "return [...document.querySelectorAll('article mark.quote')].map((m) => m.closest('[data-block]').dataset.block)";
        app.expect("where", shown, json!([]), json!(["1999"])).await
    })
    .await
}
