//! Two tabs with the same article: one edits, the other follows live and takes over in one click.

use anyhow::Result;
use e2e::{App, Setup, Spot, Told, journey, journey_with};
use serde_json::{Value, json};

const PUTIN: &str = "person: Vladimir Putin";
const KUSHNER: &str = "person: Jared Kushner";
const USHAKOV: &str = "person: Yuri Ushakov";

/// Marks words with the key, as a reader does while the article has the focus.
async fn mark_by_key(app: &App, words: &str) -> Result<()> {
    app.select(words).await?;
    app.press(&['1']).await
}

/// Annotates words, waiting only for the answer; returns the time of the request.
async fn add(app: &App, words: &str) -> Result<Value> {
    let add = "const start = articleAnnotator.article().text.indexOf(arguments[0]), asked = Date.now(); \
        await articleAnnotator.add({ kind: 'person', start, end: start + arguments[0].length }); return asked";
    app.js(add, json!([words])).await
}

#[tokio::test]
async fn a_second_tab_follows_and_changes_nothing() -> Told {
    journey("follow", async |app| {
        app.mark("Person", "Vladimir Putin").await?;
        app.is_saved().await?;
        let first = app.this_tab().await?;
        let second = app.open_tab().await?;
        app.shows(&[PUTIN]).await?;
        app.follows(true).await?;
        mark_by_key(app, "Donald Trump").await?;
        app.says(".toast", "Another tab is editing this article, so nothing was changed").await?;
        app.control_is_shown(".toast", "Edit here", true).await?;
        app.control_is_shown(".toolbar", "Person", false).await?;
        let refused = add(app, "Donald Trump").await.unwrap_err().to_string();
        assert!(refused.contains("another tab is editing this article"), "{refused}");
        app.click_at(Spot::Within("Putin", 2), 1).await?;
        app.open_card_is("person").await?;
        let keep = "const note = __e2e.control('li.card', 'Note'); note.focus(); window.kept = note; \
            articleAnnotator.on('change', () => { window.heard = Date.now(); }); \
            scrollTo(0, 120); return [note.readOnly, scrollY]";
        let before = app.js(keep, json!([])).await?;
        assert_eq!(before, json!([true, 120]));

        app.turn_to(&first).await?;
        app.follows(false).await?;
        let asked = add(app, "Jared Kushner").await?;
        app.turn_to(&second).await?;
        app.shows(&[PUTIN, KUSHNER]).await?;
        let heard = app.js("return window.heard", json!([])).await?;
        println!("followed after {} ms", heard.as_u64().unwrap() - asked.as_u64().unwrap());

        app.turn_to(&first).await?;
        let write = "const [one] = articleAnnotator.annotations(); \
            await articleAnnotator.update(one.id, { note: 'At the table', tags: ['head'] })";
        app.js(write, json!([])).await?;
        app.turn_to(&second).await?;
        let same = "const card = document.querySelector('li.card.is-open'); return [kept.value, document.activeElement === kept, \
            scrollY, card.querySelector('.tag').textContent, card.querySelectorAll('.tag button, .tag-input').length]";
        let live = json!(["At the table", true, 120, "head", 0]);
        app.expect("the open card", same, json!([]), live).await?;

        app.turn_to(&first).await?;
        app.click("header", "Undo").await?;
        app.click("header", "Undo").await?;
        app.shows(&[PUTIN]).await?;
        app.turn_to(&second).await?;
        app.shows(&[PUTIN]).await?;
        let file = app.api("export", json!(["json"])).await?;
        assert!(file.as_str().unwrap().contains("Vladimir Putin"));
        app.close_tab(&first).await
    })
    .await
}

#[tokio::test]
async fn one_click_takes_over_with_the_history_and_the_other_tab_follows_at_once() -> Told {
    journey("takeover", async |app| {
        app.mark("Person", "Vladimir Putin").await?;
        app.mark("Person", "Jared Kushner").await?;
        let first = app.this_tab().await?;
        let second = app.open_tab().await?;
        app.click(".footline", "Edit here").await?;
        app.follows(false).await?;
        app.says("[role=status]", "You are now editing in this tab").await?;
        app.click("header", "Undo").await?;
        app.shows(&[PUTIN]).await?;
        app.mark("Person", "Yuri Ushakov").await?;
        app.shows(&[PUTIN, USHAKOV]).await?;
        app.is_saved().await?;
        app.turn_to(&first).await?;
        app.follows(true).await?;
        app.says("[role=status]", "Another tab is editing this article").await?;
        app.shows(&[PUTIN, USHAKOV]).await?;
        mark_by_key(app, "Donald Trump").await?;
        app.click(".toast", "Edit here").await?;
        app.follows(false).await?;
        mark_by_key(app, "Donald Trump").await?;
        let three = [PUTIN, "person: Donald Trump", USHAKOV];
        app.shows(&three).await?;
        app.turn_to(&second).await?;
        app.follows(true).await?;
        app.shows(&three).await?;
        app.close_tab(&first).await
    })
    .await
}

#[tokio::test]
async fn when_the_writer_is_closed_or_crashes_a_tab_that_waits_goes_on_by_itself() -> Told {
    journey("crash", async |app| {
        app.mark("Person", "Vladimir Putin").await?;
        let first = app.this_tab().await?;
        let second = app.open_tab().await?;
        app.follows(true).await?;
        app.turn_to(&first).await?;
        add(app, "Jared Kushner").await?;
        // The browser asks before work goes that is not saved, but its driver closes without a question.
        app.is_saved().await?;
        app.asks_before_it_goes(false).await?;
        app.close_tab(&second).await?;
        app.follows(false).await?;
        app.says(".toast", "The other tab left this article. You are now editing in this tab")
            .await?;
        mark_by_key(app, "Yuri Ushakov").await?;
        app.shows(&[PUTIN, KUSHNER, USHAKOV]).await?;
        app.is_saved().await?;
        let third = app.open_tab().await?;
        app.follows(true).await?;
        app.turn_to(&second).await?;
        app.nothing_went_wrong().await?;
        // The crashing tab cannot answer.
        let _ = app.session.cdp("Page.crash", json!({})).await;
        app.turn_to(&third).await?;
        app.follows(false).await?;
        app.shows(&[PUTIN, KUSHNER, USHAKOV]).await?;
        app.click("header", "Undo").await?;
        app.shows(&[PUTIN, KUSHNER]).await?;
        app.is_saved().await
    })
    .await
}

#[tokio::test]
async fn a_writer_that_sleeps_is_passed_over_and_offers_what_it_could_not_keep() -> Told {
    journey("asleep", async |app| {
        app.mark("Person", "Vladimir Putin").await?;
        let first = app.this_tab().await?;
        let second = app.open_tab().await?;
        app.follows(true).await?;
        app.turn_to(&first).await?;
        // An edit, then nothing runs in this tab for longer than another one waits, not even its
        // storage.
        let sleep = "setTimeout(() => { const start = articleAnnotator.article().text.indexOf('Jared Kushner'); \
            articleAnnotator.add({ kind: 'person', start, end: start + 13 }); localStorage.asleep = 'yes'; \
            for (const end = Date.now() + 4000; Date.now() < end;); }, 500)";
        app.js(sleep, json!([])).await?;
        app.turn_to(&second).await?;
        app.until("the first tab to sleep", "return localStorage.asleep", json!([])).await?;
        app.click(".footline", "Edit here").await?;
        app.follows(false).await?;
        mark_by_key(app, "Yuri Ushakov").await?;
        app.shows(&[PUTIN, USHAKOV]).await?;
        app.is_saved().await?;
        app.turn_to(&first).await?;
        app.says(".saved", "Not saved: changed in another tab").await?;
        app.shows(&[PUTIN, KUSHNER]).await?;
        let downloads = app.allow_downloads().await?;
        app.click(".saved", "Save to a file").await?;
        let (_, file) = app.downloaded(&downloads).await?;
        assert!(file.contains("Jared Kushner"));
        app.click(".saved", "Load it and edit here").await?;
        app.click("#dialog", "Keep yours as a copy and load the other").await?;
        app.shows(&[PUTIN, USHAKOV]).await?;
        mark_by_key(app, "Jared Kushner").await?;
        app.turn_to(&second).await?;
        app.follows(true).await?;
        app.shows(&[PUTIN, KUSHNER, USHAKOV]).await?;
        app.close_tab(&first).await
    })
    .await
}

#[tokio::test]
async fn tabs_with_different_articles_do_not_disturb_each_other() -> Told {
    journey("apart", async |app| {
        app.mark("Person", "Vladimir Putin").await?;
        let first = app.this_tab().await?;
        let second = app.open_tab().await?;
        app.follows(true).await?;
        app.api("load", json!([{ "title": "Other", "text": "Ana met Bo." }])).await?;
        app.follows(false).await?;
        mark_by_key(app, "Ana").await?;
        app.shows(&["person: Ana"]).await?;
        app.turn_to(&first).await?;
        app.follows(false).await?;
        app.mark("Person", "Jared Kushner").await?;
        app.shows(&[PUTIN, KUSHNER]).await?;
        // The first tab switches to the other article: there it follows, and its own article is
        // free.
        app.api("load", json!([{ "title": "Other", "text": "Ana met Bo." }])).await?;
        app.follows(true).await?;
        app.shows(&["person: Ana"]).await?;
        let added = json!([{ "title": "Other", "text": "Ana met Bo." }, [{ "kind": "person", "start": 8, "end": 10 }]]);
        let refused = app.api("load", added).await.unwrap_err();
        assert!(format!("{refused:#}").contains("another tab is editing this article"));
        app.turn_to(&second).await?;
        app.click("header", "Open").await?;
        app.dialog_is_open("Open").await?;
        app.click_css("dialog[open] .library li:first-child button").await?;
        app.shows(&[PUTIN, KUSHNER]).await?;
        app.follows(false).await?;
        app.turn_to(&first).await?;
        app.follows(false).await?;
        mark_by_key(app, "Bo").await?;
        app.shows(&["person: Ana", "person: Bo"]).await?;
        app.is_saved().await?;
        app.close_tab(&second).await
    })
    .await
}

#[tokio::test]
async fn edits_in_rapid_turns_lose_nothing() -> Told {
    journey("turns", async |app| {
        let tabs = [app.this_tab().await?, app.open_tab().await?];
        let words = ["Vladimir Putin", "Donald Trump", "Steve Witkoff", "Jared Kushner", "Yuri Ushakov", "Josh Gruenbaum"];
        for (turn, words) in words.iter().enumerate() {
            app.turn_to(&tabs[turn % 2]).await?;
            let take = "__e2e.control('.footline', 'Edit here')?.click(); return !document.querySelector('.following')";
            app.until("this tab to write", take, json!([])).await?;
            // The edit is requested, and the other tab takes over at once.
            add(app, words).await?;
        }
        for tab in &tabs {
            app.turn_to(tab).await?;
            let count = "return articleAnnotator.annotations().length";
            app.expect("all of them", count, json!([]), json!(words.len())).await?;
        }
        app.reload().await?;
        app.expect("all of them", "return articleAnnotator.annotations().length", json!([]), json!(words.len())).await?;
        app.close_tab(&tabs[0]).await
    })
    .await
}

#[tokio::test]
async fn that_another_tab_is_editing_stands_where_it_covers_no_text() -> Told {
    for (name, size) in [
        ("follow-wide", (1280, 900)),
        ("follow-middle", (1000, 800)),
        ("follow-narrow", (390, 844)),
        ("follow-small", (320, 640)),
    ] {
        let setup = Setup { size, ..Setup::default() };
        journey_with(name, setup, async |app| {
            app.mark_overlapping().await?;
            let first = app.this_tab().await?;
            app.open_tab().await?;
            app.follows(true).await?;
            let place = "const box = (css) => { const b = document.querySelector(css).getBoundingClientRect(); return [b.top, b.bottom, b.left, b.right]; }; \
                const [top, bottom, left, right] = box('.footline'), [title] = box('.title-block'); \
                return left >= 0 && right <= innerWidth && (bottom <= title || bottom === innerHeight) && document.documentElement.scrollWidth <= innerWidth";
            app.expect("that it covers nothing", place, json!([]), json!(true)).await?;
            let reached = "const at = await __e2e.spot(__e2e.control('.footline', 'Edit here')); return typeof at !== 'string' || { at }";
            app.expect("that nothing covers it", reached, json!([]), json!(true)).await?;
            app.axe_finds_nothing(&format!("{name}, following")).await?;
            app.click_at(Spot::Within("Kirill", 2), 1).await?;
            app.open_card_is("person").await?;
            app.axe_finds_nothing(&format!("{name}, following, with an open card")).await?;
            app.prefer("", &[("prefers-color-scheme", "dark")]).await?;
            app.axe_finds_nothing(&format!("{name}, following, dark")).await?;
            app.close_tab(&first).await
        })
        .await?;
    }
    Ok(())
}
