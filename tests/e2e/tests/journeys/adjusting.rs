//! Ends dragged with the mouse and moved with the card's buttons; pens by mouse.

use e2e::{Spot, Told, journey, key};
use serde_json::json;

#[tokio::test]
async fn an_end_is_dragged_to_another_word_and_the_card_and_its_note_stay() -> Told {
    journey("drag-end", async |app| {
        app.mark("Quote", "peace proposals").await?;
        app.click_at(Spot::Within("peace", 2), 1).await?;
        app.open_card_is("quote").await?;
        app.click_css("textarea.note").await?;
        app.type_text("check").await?;
        app.drag(Spot::At(".handle.end"), Spot::Within("nearly", 4), &[]).await?;
        app.shows(&["quote: peace proposals are nearly"]).await?;
        app.drag(Spot::At(".handle.start"), Spot::Before("that peace"), &[]).await?;
        app.shows(&["quote: that peace proposals are nearly"]).await?;
        app.drag(Spot::At(".handle.end"), Spot::Within("proposals", 4), &[key::ALT]).await?;
        // The handle is grabbed beside the end, so the end keeps that distance from the pointer.
        app.shows(&["quote: that peace pro"]).await?;
        app.open_card_is("quote").await?;
        let note = "return document.querySelector('textarea.note').value";
        app.expect("the note", note, json!([]), json!("check")).await?;
        app.click("header", "Undo").await?;
        app.shows(&["quote: that peace proposals are nearly"]).await?;
        for (name, shown) in [
            ("Start later", "quote: peace proposals are nearly"),
            ("End earlier", "quote: peace proposals are"),
            ("End later", "quote: peace proposals are nearly"),
            ("Start earlier", "quote: that peace proposals are nearly"),
        ] {
            app.click("li.card.is-open", name).await?;
            app.shows(&[shown]).await?;
        }
        Ok(())
    })
    .await
}

/// Whether the first field of the open card is in view, and the thread meets the highlight.
const FITS: &str = "const card = document.querySelector('li.card.is-open'); const own = card.getBoundingClientRect(); \
    const mark = document.querySelector('mark[data-on]').getClientRects()[0]; \
    const thread = own.top + parseFloat(getComputedStyle(card, '::before').top); \
    return { head: own.top >= document.querySelector('.cards-head').getBoundingClientRect().bottom, \
        foot: own.bottom <= document.querySelector('.footline').getBoundingClientRect().top, \
        thread: Math.abs(thread - (mark.top + mark.height / 2)) < 3 }";

#[tokio::test]
async fn the_card_of_a_highlight_low_in_the_window_moves_up_so_that_its_fields_are_seen() -> Told {
    journey("card-low", async |app| {
        app.mark("Quote", "peace proposals").await?;
        let low = "const mark = document.querySelector('mark'); \
            document.body.style.paddingTop = `${innerHeight}px`; \
            scrollBy({ top: mark.getBoundingClientRect().top - innerHeight + 120, behavior: 'instant' }); \
            const { top } = mark.getBoundingClientRect(); return top > innerHeight - 140 && top < innerHeight - 100";
        app.expect("a highlight low in the window", low, json!([]), json!(true)).await?;
        app.click_at(Spot::Within("peace", 2), 1).await?;
        app.open_card_is("quote").await?;
        app.expect("the card", FITS, json!([]), json!({ "head": true, "foot": true, "thread": true })).await
    })
    .await
}

#[tokio::test]
async fn dragging_back_with_escape_changes_nothing() -> Told {
    journey("drag-escape", async |app| {
        app.mark("Claim", "peace proposals").await?;
        app.click_at(Spot::Within("peace", 2), 1).await?;
        app.open_card_is("claim").await?;
        app.keys("e Right Right Escape").await?;
        app.shows(&["claim: peace proposals"]).await?;
        app.hint_says("Undo", "marking a claim").await
    })
    .await
}

#[tokio::test]
async fn a_pen_marks_whatever_is_selected_until_it_is_put_down() -> Told {
    journey("pen", async |app| {
        app.click("header", "Person pen").await?;
        app.says(".pen-note", "Person pen.").await?;
        app.axe_finds_nothing("with a pen").await?;
        app.select("Vladimir Putin").await?;
        app.shows(&["person: Vladimir Putin"]).await?;
        app.click_at(Spot::Within("Witkoff", 2), 2).await?;
        app.shows(&["person: Vladimir Putin", "person: Witkoff"]).await?;
        let cursor =
            "return getComputedStyle(document.getElementById('article')).cursor.startsWith('url(')";
        app.expect("the pointer", cursor, json!([]), json!(true)).await?;
        // Three clicks are two and one too many, not a paragraph.
        app.click_at(Spot::Within("diplomatic", 3), 3).await?;
        app.shows(&["person: Vladimir Putin", "person: Witkoff", "person: diplomatic"]).await?;
        app.keys("Ctrl+z").await?;
        app.keys("Escape").await?;
        app.expect("the pointer", cursor, json!([]), json!(false)).await?;
        app.select("Jared Kushner").await?;
        app.control_is_shown(".toolbar", "Claim", true).await?;
        app.shows(&["person: Vladimir Putin", "person: Witkoff"]).await
    })
    .await
}
