//! The whole main job by keyboard, as for somebody who does not see the screen: only announcements
//! tell where the reader is. No pointer, except where a comment says so.

use e2e::{App, Spot, Told, journey};
use serde_json::json;

/// From the top of the page into the article by Tab.
async fn into_the_article(app: &App) -> anyhow::Result<()> {
    let in_article = "return document.activeElement.id === 'article'";
    for _ in 0..20 {
        app.keys("Tab").await?;
        if app.js(in_article, json!([])).await? == json!(true) {
            return Ok(());
        }
    }
    anyhow::bail!("Tab does not lead into the article")
}

#[tokio::test]
async fn the_whole_job_by_keyboard_with_nothing_but_what_is_said() -> Told {
    journey("keyboard", async |app| {
        into_the_article(app).await?;
        app.hears("Paragraph 1. Russian").await?;
        app.keys("Right Right").await?;
        app.hears("Vladimir").await?;
        app.keys("Shift+Right").await?;
        app.hears("Putin. 2 words").await?;
        app.keys("1").await?;
        app.hears_status("Marked as person: Vladimir Putin").await?;
        app.keys("Down 2").await?;
        app.keys("Up n").await?;
        app.hears("Person: Vladimir Putin. Highlight 1 of 2").await?;
        app.keys("n").await?;
        app.shows_kinds(&["person", "claim"]).await?;
        // Into the card, a note, and back to where the reader was.
        app.keys("Shift+N Enter").await?;
        app.expect("the focus", FOCUS, json!([]), json!("Person: Vladimir Putin")).await?;
        app.keys("Tab").await?;
        app.keys("Escape").await?;
        app.expect("the focus", FOCUS, json!([]), json!("Article text")).await?;
        app.hears("Vladimir Putin, person").await?;
        // An end is adjusted, cancelled, and adjusted again.
        app.keys("e Right Escape").await?;
        app.hears("Left as it was.").await?;
        app.keys("e Shift+Left").await?;
        app.hears("Now: President Vladimir Putin").await?;
        app.keys("Enter").await?;
        app.expect("the words", WORDS, json!([0]), json!("President Vladimir Putin")).await?;
        app.keys("Ctrl+z").await?;
        app.expect("the words", WORDS, json!([0]), json!("Vladimir Putin")).await?;
        app.keys("Delete").await?;
        app.shows_kinds(&["claim"]).await?;
        app.keys("Ctrl+z Ctrl+z Ctrl+z").await?;
        app.shows_kinds(&[]).await?;
        app.keys("Ctrl+Shift+Z").await?;
        app.shows_kinds(&["person"]).await?;
        app.is_saved().await?;
        app.reload().await?;
        app.shows_kinds(&["person"]).await
    })
    .await
}

/// The name of the focused element.
const FOCUS: &str = "return document.activeElement.getAttribute('aria-label')";
const WORDS: &str = "return articleAnnotator.annotations()[arguments[0]].spans[0].exact";

#[tokio::test]
async fn until_the_cursor_shows_arrows_scroll_also_after_a_click() -> Told {
    journey("arrows-scroll", async |app| {
        let caret = "return !!document.getElementById('caret')";
        app.click_at(Spot::Within("diplomatic", 3), 1).await?;
        app.keys("Down").await?;
        app.expect("the caret", caret, json!([]), json!(false)).await?;
        app.keys("Enter").await?;
        app.expect("the caret", caret, json!([]), json!(true)).await?;
        app.keys("Escape").await?;
        app.expect("the caret", caret, json!([]), json!(false)).await
    })
    .await
}

#[tokio::test]
async fn the_cursor_stays_in_view_and_its_caret_on_its_words_in_a_long_article() -> Told {
    journey("cursor-in-view", async |app| {
        let text = (0..400)
            .map(|n| {
                format!("Paragraph {n} says that the harbour will open again in spring. ").repeat(3)
            })
            .collect::<Vec<_>>()
            .join("\n");
        app.api("load", json!([{ "text": text }])).await?;
        into_the_article(app).await?;
        let at_caret = "const c = document.getElementById('caret').getBoundingClientRect(); \
            const r = document.caretPositionFromPoint(c.left - 2, c.top + c.height / 2); \
            const b = r.offsetNode.parentElement.closest('[data-block]'); \
            return c.top > 60 && c.bottom < innerHeight - 36 && b ? +b.dataset.block : null";
        for (keys, block) in [("End", 399), ("Ctrl+Up Ctrl+Up", 398), ("Home", 0), ("Ctrl+Down", 1)]
        {
            app.keys(keys).await?;
            app.expect("the block at the caret", at_caret, json!([]), json!(block)).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_screen_reader_hands_all_keys_through_while_marking_with_the_keyboard() -> Told {
    journey("application", async |app| {
        let role = "return document.getElementById('article').getAttribute('role')";
        app.expect("the role", role, json!([]), json!(null)).await?;
        app.js("__e2e.control('header', 'Mark with the keyboard').click()", json!([])).await?;
        app.expect("the role", role, json!([]), json!("application")).await?;
        app.expect("the focus", FOCUS, json!([]), json!("Article text")).await?;
        app.hears("Paragraph 1. Russian").await?;
        app.axe_finds_nothing("marking with the keyboard").await?;
        app.keys("Escape").await?;
        app.expect("the role", role, json!([]), json!(null)).await
    })
    .await
}

#[tokio::test]
async fn the_focus_is_never_lost_when_what_had_it_goes() -> Told {
    journey("focus", async |app| {
        app.mark("Person", "Vladimir Putin").await?;
        app.mark("Claim", "lasting resolution").await?;
        // From the list of cards into a card, and back to its line.
        let line = "document.querySelectorAll('.card-line')[1].focus()";
        app.js(line, json!([])).await?;
        app.keys("Enter").await?;
        app.expect("the focus", FOCUS, json!([]), json!("Claim: lasting resolution")).await?;
        app.keys("Escape").await?;
        let in_line = "return document.activeElement.className";
        app.expect("the focus", in_line, json!([]), json!("card-line")).await?;
        // After deleting, the focus goes to the article.
        app.keys("Enter Delete").await?;
        app.shows_kinds(&["person"]).await?;
        app.expect("the focus", FOCUS, json!([]), json!("Article text")).await?;
        // A dialog returns the focus.
        app.keys("?").await?;
        app.dialog_is_open("Help and keys").await?;
        app.keys("Escape").await?;
        app.no_dialog_is_open().await?;
        app.expect("the focus", FOCUS, json!([]), json!("Article text")).await
    })
    .await
}

/// Makes every drawing take longer than Yew draws in one turn, and looks in the turn after each change of the
/// page whether something has the focus.
const SLOW: &str = "const now = Date.now.bind(Date); let late = 0; Date.now = () => now() + (late += 20); window.nowhere = []; \
    const look = () => { if (document.activeElement === document.body) nowhere.push(__e2e.tidy(document.querySelector('dialog h1')?.textContent || 'no dialog')); }; \
    new MutationObserver(() => { const next = new MessageChannel(); next.port1.onmessage = look; next.port2.postMessage(0); }) \
        .observe(document.body, { childList: true, subtree: true });";

#[tokio::test]
async fn however_slow_the_page_is_drawn_no_key_meets_it_without_a_focus() -> Told {
    journey("slow-focus", async |app| {
        app.mark("Person", "Vladimir Putin").await?;
        app.js("document.querySelector('.card-line').focus()", json!([])).await?;
        app.js(SLOW, json!([])).await?;
        app.keys("Enter").await?;
        app.open_card_is("person").await?;
        app.keys("Escape").await?;
        app.expect(
            "the focus",
            "return document.activeElement.className",
            json!([]),
            json!("card-line"),
        )
        .await?;
        app.keys("?").await?;
        app.dialog_is_open("Help and keys").await?;
        app.keys("Escape").await?;
        app.no_dialog_is_open().await?;
        app.keys("Enter Delete").await?;
        app.shows(&[]).await?;
        app.expect("the turns without a focus", "return nowhere", json!([]), json!([])).await
    })
    .await
}

#[tokio::test]
async fn a_speaker_is_picked_in_the_text_by_keys_and_the_focus_goes_there_and_back() -> Told {
    journey("picking-by-keys", async |app| {
        app.mark("Person", "Jared Kushner").await?;
        app.mark("Quote", "one major issue is still unresolved").await?;
        app.click_at(Spot::Within("major", 2), 1).await?;
        app.open_card_is("quote").await?;
        let focus = "[...document.querySelectorAll('.picks .link')].find((it) => it.textContent === 'Select who says it').focus()";
        app.js(focus, json!([])).await?;
        app.keys("Enter").await?;
        app.expect("the focus", FOCUS, json!([]), json!("Article text")).await?;
        app.keys("Shift+N").await?;
        app.hears("Person: Jared Kushner. Highlight 1 of 2").await?;
        app.keys("Enter").await?;
        app.hears_status("Speaker: Jared Kushner.").await?;
        let card = json!("Quote: one major issue is still unresolved");
        app.expect("the focus", FOCUS, json!([]), card).await
    })
    .await
}

#[tokio::test]
async fn without_single_keys_everything_is_marked_from_the_toolbar_by_keyboard() -> Told {
    journey("without-keys", async |app| {
        app.click("header", "Settings").await?;
        app.click("dialog[open]", "Single-key shortcuts …").await?;
        app.keys("Escape").await?;
        app.no_dialog_is_open().await?;
        app.js("document.getElementById('article').focus()", json!([])).await?;
        app.keys("Enter Right Right Shift+Right 1").await?;
        app.shows_kinds(&[]).await?;
        app.keys("Tab Enter").await?;
        app.shows(&["person: Vladimir Putin"]).await?;
        app.keys("Tab Tab Enter").await?;
        app.shows_kinds(&["person", "quote"]).await?;
        app.axe_finds_nothing("with the toolbar of the cursor").await
    })
    .await
}
