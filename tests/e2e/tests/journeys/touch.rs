//! The main job by touch on a phone: the system's selection, the docked toolbar, pens, the sheet,
//! the ends of a highlight.

use e2e::{App, Setup, Spot, Told, journey_with};
use serde_json::json;

const PHONE: (u32, u32) = (390, 844);
/// What is wider than the screen; chips and tabs scroll by themselves.
const OUTSIDE: &str = "return [...document.querySelectorAll('.byline *, .panel *')] \
    .filter((el) => el.checkVisibility() && !el.closest('.chips > *, .tabs, .hidden') \
        && el.getBoundingClientRect().right > screen.width + 1) \
    .map((el) => el.outerHTML.slice(0, 90))";

async fn by_touch(name: &str, story: impl AsyncFnOnce(&mut App) -> anyhow::Result<()>) -> Told {
    let setup = Setup { size: PHONE, ..Setup::default() };
    journey_with(name, setup, async |app| {
        app.become_touched(PHONE).await?;
        app.reload().await?;
        story(app).await
    })
    .await
}

#[tokio::test]
async fn the_whole_job_by_touch() -> Told {
    by_touch("touch", async |app| {
        app.long_press("Vladimir").await?;
        app.control_is_shown(".toolbar", "Person", true).await?;
        let docked = "const t = document.querySelector('.toolbar').getBoundingClientRect(); \
            return t.bottom <= innerHeight && t.top > innerHeight * 0.7 && t.left >= 0 && t.right <= innerWidth";
        app.expect("the toolbar at the foot", docked, json!([]), json!(true)).await?;
        app.axe_finds_nothing("touch, with the toolbar").await?;
        let marking = "return document.getElementById('toolbar').title";
        app.drag_system_handle(7).await?;
        app.expect("what will be marked", marking, json!([]), json!("Vladimir Putin")).await?;
        app.tap(Spot::At(".toolbar button")).await?;
        app.shows(&["person: Vladimir Putin"]).await?;
        // A tap opens the card as a sheet; a finger drags the highlight's end.
        app.tap(Spot::Within("Vladimir", 3)).await?;
        app.open_card_is("person").await?;
        app.tap(Spot::At(".sheet-what")).await?;
        app.expect("the sheet", SHEET, json!([]), json!("peek")).await?;
        let by = (Spot::Before("Russian"), Spot::Before("recently held"));
        app.drag_handle(".handle.end", by.0, by.1).await?;
        let longer = "return articleAnnotator.annotations()[0].spans[0].exact.startsWith('Vladimir Putin recently')";
        app.expect("the end a line below", longer, json!([]), json!(true)).await?;
        app.tap(Spot::At("header [aria-label=Undo]")).await?;
        app.shows(&["person: Vladimir Putin"]).await?;
        app.axe_finds_nothing("touch, with the sheet").await
    })
    .await
}

#[tokio::test]
async fn the_sheet_covers_neither_the_tapped_highlight_nor_its_handles() -> Told {
    by_touch("touch-covered", async |app| {
        app.mark_overlapping().await?;
        // As far down as a finger can tap it.
        let down = "const at = __e2e.place(__e2e.find('compromise must be mutual'), 'start'); \
            scrollBy(0, at.y - innerHeight * 0.68); return true";
        app.js(down, json!([])).await?;
        let low = "const at = [...document.querySelectorAll('mark.quote')].find((m) => m.textContent.startsWith('compromise')).getClientRects()[0]; \
            return { x: at.left + 20, y: at.top + 8 }";
        let at = app.js(low, json!([])).await?;
        let number = |name: &str| at[name].as_f64().unwrap_or_default();
        anyhow::ensure!(number("y") > 500.0, "it is low: {at}");
        app.tap(Spot::Point(number("x"), number("y"))).await?;
        app.open_card_is("quote").await?;
        app.expect("the sheet", SHEET, json!([]), json!("half")).await?;
        let free = "const all = [...document.querySelectorAll('.handle')]; return all.length === 2 && all.every((handle) => { \
            const box = handle.getBoundingClientRect(); const met = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2); \
            return met === handle; })";
        app.expect("that both handles can be taken", free, json!([]), json!(true)).await
    })
    .await
}

const SHEET: &str = "return document.getElementById('cards').dataset.sheet";

#[tokio::test]
async fn a_pen_by_touch_shows_first_and_marks_on_mark_or_with_the_next_tap_elsewhere() -> Told {
    by_touch("touch-pen", async |app| {
        app.tap(Spot::At(".sheet-bar [aria-label='Quote pen']")).await?;
        let held =
            "return document.querySelector(`.sheet-bar [aria-label='Quote pen']`).ariaPressed";
        app.expect("the pen", held, json!([]), json!("true")).await?;
        app.long_press("gathering").await?;
        app.control_is_shown(".toolbar", "Mark as quote", true).await?;
        app.shows(&[]).await?;
        app.tap(Spot::At(".toolbar button")).await?;
        app.shows(&["quote: gathering"]).await?;
        app.long_press("diplomatic").await?;
        app.tap(Spot::Within("Special", 2)).await?;
        app.shows(&["quote: diplomatic", "quote: gathering"]).await?;
        app.axe_finds_nothing("touch, with a pen").await
    })
    .await
}

#[tokio::test]
async fn every_target_is_large_enough_for_a_finger_and_nothing_scrolls_sideways() -> Told {
    by_touch("targets", async |app| {
        // The strip is as narrow as a scrollbar; Previous and Next do the same and are large
        // enough.
        let small = "return [...document.querySelectorAll('button, input, select, textarea')] \
            .filter((el) => el.checkVisibility() && !el.closest('.skip, [aria-hidden=true]') && !el.matches('.skip')) \
            .map((el) => [el, (el.closest('label, .file') || el).getBoundingClientRect()]) \
            .filter(([el, box]) => box.width > 0 && (box.width < 43.5 || box.height < 43.5)) \
            .map(([el, box]) => `${el.getAttribute('aria-label') || el.textContent || el.className} ${Math.round(box.width)}×${Math.round(box.height)}`)";
        let wide = "return Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)";
        app.expect("targets too small", small, json!([]), json!([])).await?;
        app.mark_overlapping().await?;
        app.tap(Spot::Within("Kirill", 2)).await?;
        app.open_card_is("person").await?;
        app.expect("targets too small, card", small, json!([]), json!([])).await?;
        for name in ["Open", "Export", "Settings"] {
            app.click("header", name).await?;
            app.dialog_is_open(name).await?;
            app.expect(&format!("targets too small, {name}"), small, json!([]), json!([])).await?;
            app.expect("sideways scroll", wide, json!([]), json!(0)).await?;
            app.keys("Escape").await?;
            app.no_dialog_is_open().await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_finger_lowers_the_sheet_and_raises_it_again() -> Told {
    by_touch("sheet-slides", async |app| {
        app.mark_overlapping().await?;
        app.open_list("People").await?;
        let low = "return document.getElementById('panel').hasAttribute('data-low')";
        let tab = Spot::At(".tab[aria-selected=true]");
        app.slide(tab, 160.0).await?;
        app.expect("that it is low", low, json!([]), json!(true)).await?;
        app.slide(tab, -200.0).await?;
        app.expect("that it is low", low, json!([]), json!(false)).await?;
        app.says(".tab[aria-selected=true]", "People").await
    })
    .await
}

#[tokio::test]
async fn what_can_be_done_with_selected_articles_is_in_sight_however_long_the_list() -> Told {
    by_touch("library-selected", async |app| {
        let many = "for (let at = 0; at < 14; at++) await articleAnnotator.load({ title: `Talk ${at}`, text: `It rained ${at} times.` }); return true";
        app.js(many, json!([])).await?;
        app.is_saved().await?;
        app.tap(Spot::At("header .open")).await?;
        app.says(".library", "Talk 3").await?;
        app.click_css(".library li .tick input").await?;
        let seen = "const box = [...document.querySelectorAll('.stored .row button')].find((one) => one.textContent.startsWith('Delete selected')).getBoundingClientRect(); \
            const list = document.querySelector('.library').getBoundingClientRect(); \
            return box.bottom <= innerHeight && list.bottom > innerHeight";
        app.expect("that the button is in sight", seen, json!([]), json!(true)).await
    })
    .await
}

#[tokio::test]
async fn every_list_stands_within_the_sheet_with_what_it_says_of_each_row() -> Told {
    by_touch("sheet-lists", async |app| {
        app.mark_overlapping().await?;
        for name in ["People", "Claims", "To do"] {
            app.open_list(name).await?;
            app.expect(&format!("outside the sheet, {name}"), OUTSIDE, json!([]), json!([]))
                .await?;
        }
        // Whoever is suggested is named in full.
        let cut = "return [...document.querySelectorAll('.batch .to > span')].filter((el) => el.scrollWidth > el.clientWidth) \
            .map((el) => el.textContent)";
        app.says(".batch .to", "Kremlin press service").await?;
        app.expect("names cut", cut, json!([]), json!([])).await?;
        app.open_list("Claims").await?;
        app.says(".panel-row .state", "No claimant").await
    })
    .await
}

#[tokio::test]
async fn long_words_and_addresses_wrap_under_the_title_in_lists_and_on_cards() -> Told {
    by_touch("long-words", async |app| {
        let load = "const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'; \
            const link = `https://example.org/${'a'.repeat(90)}`; const text = `${word} rose by 9 percent, ${word} said.`; \
            const kind = (kind, more) => ({ kind, start: 0, end: text.length, note: word, tags: [link], label: word.slice(0, 60), ...more }); \
            await articleAnnotator.load({ text, title: word, byline: word, source: link, language: 'en', \
                scheme: { labels: ['person', 'claim', 'quote'].map((kind) => ({ kind, name: word.slice(0, 60) })) } }, \
                [kind('person', { end: word.length }), kind('quote', { speaker: word }), \
                    kind('claim', { start: word.length + 1, claimant: word, check: { sources: [{ url: link, title: word }] } }), \
                    { kind: 'claim', start: word.length + 1, end: text.indexOf(',') }]); return true";
        app.js(load, json!([])).await?;
        app.expect("wider than the screen", OUTSIDE, json!([]), json!([])).await?;
        for name in ["Annotations", "People", "Claims", "To do"] {
            app.open_list(name).await?;
            app.expect(&format!("outside the sheet, {name}"), OUTSIDE, json!([]), json!([])).await?;
        }
        app.open_list("Annotations").await?;
        app.click_css(".panel-row, .card-line").await?;
        app.open_card_is("quote").await?;
        app.expect("outside the sheet, a card", OUTSIDE, json!([]), json!([])).await
    })
    .await
}

#[tokio::test]
async fn handles_at_the_edge_make_the_page_no_wider_and_a_title_from_right_to_left_shows_its_beginning()
-> Told {
    by_touch("handles-rtl", async |app| {
        let load = "const text = 'قالت آنا رويز إن المدينة كبيرة جدا يوم الاثنين'; \
            await articleAnnotator.load({ text, title: text, language: 'ar' }, [{ kind: 'claim', start: 0, end: 20 }]); return true";
        app.js(load, json!([])).await?;
        app.tap(Spot::Within("قالت", 1)).await?;
        app.open_card_is("claim").await?;
        let wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        app.expect("how much wider the page is", wide, json!([]), json!(0)).await?;
        let title = "const el = document.querySelector('.doc-title'); \
            return [getComputedStyle(el).direction, getComputedStyle(document.querySelector('.sheet-what .what')).direction]";
        app.expect("from where the words are shown", title, json!([]), json!(["rtl", "rtl"])).await
    })
    .await
}

#[tokio::test]
async fn at_320_pixels_and_with_text_twice_as_large_nothing_scrolls_sideways_and_nothing_is_cut()
-> Told {
    let setup = Setup { size: (320, 640), ..Setup::default() };
    journey_with("small", setup, async |app| {
        let wide = "const page = document.documentElement.clientWidth; \
            return [...document.querySelectorAll('body *')].filter((el) => el.checkVisibility() && el.getBoundingClientRect().right > page + 1 \
                && document.documentElement.scrollWidth > page).map((el) => el.outerHTML.slice(0, 90))";
        // Text clipped by its own box, with no sign that there is more.
        let cut = "return [...document.querySelectorAll('button, h1, h2, h3, p, label, legend, dt, dd')] \
            .filter((el) => el.checkVisibility() && !el.matches('.skip, .hidden, .hidden *') && el.getClientRects().length) \
            .filter((el) => { const s = getComputedStyle(el); return s.overflowX !== 'visible' && s.textOverflow !== 'ellipsis' \
                && !/auto|scroll/.test(s.overflowX + s.overflowY) && el.scrollWidth > el.clientWidth + 1; }) \
            .map((el) => el.outerHTML.slice(0, 80))";
        app.mark_overlapping().await?;
        for size in ["100%", "200%"] {
            app.js("document.documentElement.style.fontSize = arguments[0]", json!([size])).await?;
            for name in ["", "Open", "Export", "Settings"] {
                if !name.is_empty() {
                    app.click("header", name).await?;
                    app.dialog_is_open(name).await?;
                }
                app.expect(&format!("sideways scroll, {size} {name}"), wide, json!([]), json!([])).await?;
                app.expect(&format!("cut text, {size} {name}"), cut, json!([]), json!([])).await?;
                app.keys("Escape").await?;
                app.no_dialog_is_open().await?;
            }
        }
        Ok(())
    })
    .await
}
