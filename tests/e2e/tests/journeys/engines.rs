//! The main job in Chromium, Firefox and WebKit, and what an engine or a system setting may change
//! about it. Where an engine cannot do something, the test says so and checks something else.

use anyhow::Result;
use e2e::{App, Engine, Setup, Spot, Told, journey_with};
use serde_json::{Value, json};

const HURDLE: &str = "one major issue is still unresolved";
const WITKOFF: &str = "US Envoy Steve Witkoff confirmed that one major issue is still unresolved";
const NOTE: &str = "Who says so? “1, 2, 3” 😀";

async fn main_job(engine: Engine) -> Told {
    let setup = Setup { engine, ..Setup::default() };
    journey_with(&format!("main-{}", engine.name()), setup, async |app| {
        mark(app).await?;
        mark_and_adjust_by_keys(app).await?;
        open_what_lies_on_each_other(app).await?;
        say_something(app).await?;
        change_ones_mind(app).await?;
        app.is_saved().await?;
        app.reload().await?;
        app.shows(&kept()).await?;
        take_away_and_bring_back(app).await
    })
    .await
}

/// The annotations at the end of the journey.
fn kept() -> [&'static str; 5] {
    [
        "person: Vladimir Putin",
        "claim: recently held",
        "person: Jared Kushner",
        "claim: US Envoy Steve Witkoff confirmed that one major issue is still unresolved",
        "claim: one major issue is still unresolved",
    ]
}

async fn mark(app: &App) -> Result<()> {
    app.mark("Person", "Vladimir Putin").await?;
    app.shows(&["person: Vladimir Putin"]).await?;
    app.control_is_shown(".toolbar", "Person", false).await?;
    app.select(WITKOFF).await?;
    app.press(&['2']).await?;
    app.drag(Spot::Within(HURDLE, 1), Spot::Within("unresolved", 4), &[]).await?;
    app.press(&['3']).await?;
    app.select("Jared Kushner").await?;
    app.press(&['1']).await?;
    let [putin, _, kushner, witkoff, _] = kept();
    app.shows(&[putin, kushner, witkoff, &format!("quote: {HURDLE}")]).await?;
    let flat = "return [document.querySelectorAll('article mark mark').length, \
        __e2e.marks().filter((m) => m.text === arguments[0]).map((m) => m.kinds.join(' '))]";
    app.expect("the overlap", flat, json!([HURDLE]), json!([0, ["claim quote"]])).await
}

async fn mark_and_adjust_by_keys(app: &App) -> Result<()> {
    app.click_at(Spot::Within("diplomatic", 3), 1).await?;
    app.keys("Enter Right Right Right Right").await?;
    app.hears("End of person. recently").await?;
    app.keys("Shift+Right Shift+Right 2").await?;
    app.hears_status("Marked as claim: recently held a").await?;
    app.keys("e Left Enter").await?;
    app.shows(&marked()).await?;
    app.keys("Escape").await
}

/// The annotations before the quote became a claim.
fn marked() -> [&'static str; 5] {
    let [putin, held, kushner, witkoff, _] = kept();
    [putin, held, kushner, witkoff, "quote: one major issue is still unresolved"]
}

async fn open_what_lies_on_each_other(app: &App) -> Result<()> {
    // Each click at another letter: two at one place would be a double click.
    for (letter, kind) in [(2, "quote"), (8, "claim"), (14, "quote")] {
        app.click_at(Spot::Within(HURDLE, letter), 1).await?;
        app.open_card_is(kind).await?;
    }
    Ok(())
}

async fn say_something(app: &App) -> Result<()> {
    app.click_css("li.card.is-open textarea").await?;
    app.type_text(NOTE).await?;
    app.click("li.card.is-open [role=radiogroup]", "Claim").await?;
    app.shows(&kept()).await?;
    app.open_card_is("claim").await?;
    app.click("li.card.is-open", "Close").await?;
    let open = "return __e2e.cards().filter((c) => c.open).length";
    app.expect("the number of open cards", open, json!([]), json!(0)).await?;
    // Given back once the page is drawn: who is as fast as a driver waits for it.
    let held = "return document.activeElement !== document.body";
    app.expect("the focus", held, json!([]), json!(true)).await
}

async fn change_ones_mind(app: &App) -> Result<()> {
    app.click("header", "Undo").await?;
    app.shows(&marked()).await?;
    app.click("header", "Undo").await?;
    let notes = "return window.articleAnnotator.annotations().map((a) => a.note || '')";
    app.expect("the notes", notes, json!([]), json!(["", "", "", "", ""])).await?;
    app.click("header", "Redo").await?;
    app.press(&[e2e::key::CONTROL, 'y']).await?;
    app.shows(&kept()).await?;
    app.expect("the notes", notes, json!([]), json!(["", "", "", "", NOTE])).await
}

async fn take_away_and_bring_back(app: &mut App) -> Result<()> {
    let (name, file) = app.take_away().await?;
    assert!(name.ends_with(".json"), "{name}");
    let all = app.api("annotations", json!([])).await?;
    assert_eq!(told(&serde_json::from_str::<Value>(&file)?["annotations"]), told(&all));
    app.nothing_went_wrong().await?;

    app.move_to_a_fresh_browser().await?;
    app.shows(&[]).await?;
    app.click("header", "Open").await?;
    app.dialog_is_open("Open").await?;
    app.choose_file("mine.json", &file).await?;
    app.import_reported().await?;
    app.shows(&kept()).await?;
    assert_eq!(app.api("annotations", json!([])).await?, all);
    Ok(())
}

/// Annotations in a file as through the API: kind, words, note.
fn told(annotations: &Value) -> Vec<[Value; 3]> {
    let list = annotations.as_array().cloned().unwrap_or_default();
    let told = |a: &Value| [a["kind"].clone(), a["spans"][0]["exact"].clone(), a["note"].clone()];
    list.iter().map(told).collect()
}

#[tokio::test]
async fn the_main_job_is_done_in_chromium() -> Told {
    main_job(Engine::Chromium).await
}

#[tokio::test]
async fn the_main_job_is_done_in_firefox() -> Told {
    main_job(Engine::Firefox).await
}

#[tokio::test]
async fn the_main_job_is_done_in_webkit() -> Told {
    main_job(Engine::WebKit).await
}

const ARABIC: &str = include_str!("../../../data/texts/udhr-arb.txt");

/// The positions of column, cards, header and blocks, and their visible order.
const MIRRORED: &str = "const box = (css) => document.querySelector(css).getBoundingClientRect(); \
    const direction = (el) => getComputedStyle(el).direction; const words = __e2e.blocks().filter((b) => b.textContent); \
    const line = (block) => { const range = document.createRange(); range.selectNodeContents(block); return range.getClientRects()[0]; }; \
    return { cards: box('#cards').right < box('article').left, strip: box('#minimap').left < 1 && box('#minimap').right <= box('.footline').left + 1, header: direction(document.querySelector('header')), \
        open: __e2e.control('header', 'Open').getBoundingClientRect().left < 100, blocks: [...new Set(words.map(direction))], \
        begins: Math.abs(line(words[0]).right - box('article').right) < 2, words: box('.byline span').right > box('article').right - 2 }";

/// The toolbar's distance from its proper place: its arrow over the selected words, itself beside
/// them.
const TOOLBAR: &str = "const bar = document.querySelector('.toolbar'); const own = bar.getBoundingClientRect(); \
    const words = getSelection().getRangeAt(0).getBoundingClientRect(); \
    const arrow = own.left + parseFloat(getComputedStyle(bar).getPropertyValue('--arrow')); \
    const gap = bar.dataset.side === 'below' ? own.top - words.bottom : words.top - own.bottom; \
    return { over: arrow > words.left && arrow < words.right, beside: gap > 0 && gap < 24 }";

/// Whether the line from the open card is level with its highlight, and ends at it.
const CARD: &str = "const card = document.querySelector('li.card.is-open'); const own = card.getBoundingClientRect(); \
    const mark = document.querySelector('mark[data-on]').getClientRects()[0]; \
    const thread = parseFloat(getComputedStyle(card, '::before').left); \
    const handle = document.querySelector('.handle.start').getBoundingClientRect(); \
    return { handle: handle.left < mark.right + 2 && handle.right > mark.right, level: Math.abs(own.top + parseFloat(getComputedStyle(card, '::before').top) - (mark.top + mark.height / 2)) < 3, thread: Math.abs(thread - own.width) < 2, \
        letter: getComputedStyle(document.querySelector('mark[data-on-start]')).direction }";

async fn right_to_left(engine: Engine) -> Told {
    let setup = Setup { engine, ..Setup::default() };
    journey_with(&format!("rtl-{}", engine.name()), setup, async |app| {
        app.api("load", json!([{ "text": ARABIC, "language": "ar" }])).await?;
        let mirrored = json!({ "cards": true, "strip": true, "header": "ltr", "open": true, "blocks": ["rtl"], "begins": true, "words": true });
        app.expect("where things stand", MIRRORED, json!([]), mirrored).await?;
        app.select("بالكرامة المتأصلة").await?;
        app.control_is_shown(".toolbar", "Person", true).await?;
        app.expect("the toolbar", TOOLBAR, json!([]), json!({ "over": true, "beside": true })).await?;
        app.press(&['2']).await?;
        app.drag(Spot::After("شعوب الأمم المتحدة"), Spot::Within("شعوب", 1), &[]).await?;
        app.press(&['1']).await?;
        app.shows(&["claim: بالكرامة المتأصلة", "person: شعوب الأمم المتحدة"]).await?;
        app.click_at(Spot::Within("المتأصلة", 3), 1).await?;
        app.open_card_is("claim").await?;
        app.expect("the card", CARD, json!([]), json!({ "handle": true, "level": true, "thread": true, "letter": "rtl" })).await?;
        app.keys("e Left Enter").await?;
        app.shows(&["claim: بالكرامة المتأصلة في", "person: شعوب الأمم المتحدة"]).await?;
        app.api("load", json!([{ "text": "Left to right, with one name: محمود." }])).await?;
        let cards = "return document.querySelector('#cards').getBoundingClientRect().left > document.querySelector('article').getBoundingClientRect().right";
        app.expect("the cards to be on the right again", cards, json!([]), json!(true)).await
    })
    .await
}

#[tokio::test]
async fn an_arabic_article_is_mirrored_in_chromium() -> Told {
    right_to_left(Engine::Chromium).await
}

#[tokio::test]
async fn an_arabic_article_is_mirrored_in_firefox() -> Told {
    right_to_left(Engine::Firefox).await
}

#[tokio::test]
async fn an_arabic_article_is_mirrored_in_webkit() -> Told {
    right_to_left(Engine::WebKit).await
}

/// Everything that moves or would move, each with its duration.
const MOVING: &str = "const times = (style) => [style.transitionDuration, style.animationDuration].join().split(/, ?/); \
    const slow = (el, part) => times(getComputedStyle(el, part)).some((time) => parseFloat(time) > 0); \
    const all = [...document.querySelectorAll('*')]; \
    const name = (el) => `${el.tagName}.${el.className}`; \
    return { preferred: matchMedia('(prefers-reduced-motion: reduce)').matches, running: document.getAnimations().length, \
        moving: all.filter((el) => slow(el) || slow(el, '::before') || slow(el, '::after')).map(name) }";

async fn nothing_moves(engine: Engine) -> Told {
    let features = vec![("prefers-reduced-motion", "reduce")];
    let setup = Setup { engine, features, ..Setup::default() };
    journey_with(&format!("still-{}", engine.name()), setup, async |app| {
        let still = json!({ "preferred": true, "running": 0, "moving": [] });
        app.mark_overlapping().await?;
        app.click_at(Spot::Within("Kirill", 2), 1).await?;
        app.open_card_is("person").await?;
        app.click("li.card.is-open", "Delete").await?;
        app.says(".toast", "removed").await?;
        app.select("lasting resolution").await?;
        app.control_is_shown(".toolbar", "Person", true).await?;
        app.expect("what moves on the page", MOVING, json!([]), still.clone()).await?;
        app.click("header", "Export").await?;
        app.dialog_is_open("Export").await?;
        app.expect("what moves in a dialog", MOVING, json!([]), still).await
    })
    .await
}

#[tokio::test]
async fn nothing_moves_in_chromium_when_the_reader_wants_it_so() -> Told {
    nothing_moves(Engine::Chromium).await
}

#[tokio::test]
async fn nothing_moves_in_firefox_when_the_reader_wants_it_so() -> Told {
    nothing_moves(Engine::Firefox).await
}

#[tokio::test]
async fn nothing_moves_in_webkit_when_the_reader_wants_it_so() -> Told {
    nothing_moves(Engine::WebKit).await
}

/// How each kind can be told without its colour: a line with its own pattern, and a letter.
const KINDS: &str = "return Object.fromEntries(['person', 'claim', 'quote'].map((kind) => { \
    const mark = document.querySelector(`mark.${kind}[data-start~=${kind}]`); const style = getComputedStyle(mark); \
    const line = kind === 'person' ? style.textDecorationLine === 'underline' : style.backgroundImage.includes('gradient'); \
    return [kind, [line, getComputedStyle(mark, '::before').content.includes(kind[0].toUpperCase())]]; }))";

/// Whether the reader's palette is used: what lies on which of its colours. The browser must not adjust the text's
/// (`text`), or it paints everything that is suggested or found as if it were selected.
const PALETTE: &str = "const probe = document.body.appendChild(document.createElement('i')); \
    const system = (name) => { probe.style.color = name; return getComputedStyle(probe).color; }; \
    const palette = Object.fromEntries(['Canvas', 'CanvasText', 'Highlight'].map((name) => [name, system(name)])); probe.remove(); \
    const is = (el, property, name) => getComputedStyle(el)[property] === palette[name]; const find = (css) => document.querySelector(css); \
    return { active: matchMedia('(forced-colors: active)').matches, page: is(document.body, 'backgroundColor', 'Canvas'), \
        words: [...document.querySelectorAll('mark')].every((m) => is(m, 'backgroundColor', 'Canvas') && is(m, 'color', 'CanvasText')), \
        text: getComputedStyle(find('#article')).forcedColorAdjust === 'none', frame: getComputedStyle(find('mark[data-on]')).boxShadow.includes(palette.Highlight), \
        chosen: is(find('.segments .is-on'), 'backgroundColor', 'Highlight'), card: is(find('.card.is-open'), 'borderTopColor', 'CanvasText') }";

async fn kinds_are_told_without_colours(engine: Engine) -> Told {
    // WebKit has no forced colours on any system: there, only lines and letters can be checked.
    let forced = engine != Engine::WebKit;
    let features = if forced { vec![("forced-colors", "active")] } else { Vec::new() };
    let setup = Setup { engine, features, ..Setup::default() };
    journey_with(&format!("forced-{}", engine.name()), setup, async |app| {
        app.mark_overlapping().await?;
        app.click_at(Spot::Within("Kirill", 2), 1).await?;
        app.open_card_is("person").await?;
        let told = json!({ "person": [true, true], "claim": [true, true], "quote": [true, true] });
        app.expect("line and letter", KINDS, json!([]), told).await?;
        let all = json!({ "active": true, "page": true, "words": true, "text": true, "frame": true, "chosen": true, "card": true });
        match forced {
            true => app.expect("the reader's palette", PALETTE, json!([]), all).await,
            false => app.expect("forced colours", "return matchMedia('(forced-colors: active)').matches", json!([]), json!(false)).await,
        }
    })
    .await
}

#[tokio::test]
async fn kinds_are_told_without_colours_in_chromium() -> Told {
    kinds_are_told_without_colours(Engine::Chromium).await
}

#[tokio::test]
async fn kinds_are_told_without_colours_in_firefox() -> Told {
    kinds_are_told_without_colours(Engine::Firefox).await
}

#[tokio::test]
async fn kinds_are_told_without_colours_in_webkit() -> Told {
    kinds_are_told_without_colours(Engine::WebKit).await
}

/// The printed page: no bars, words and notes in black on white, lines and letters for the kinds.
const PAPER: &str = "const seen = (css) => [...document.querySelectorAll(css)].filter(__e2e.visible); \
    const colours = (el) => [...getComputedStyle(el).backgroundImage.matchAll(/rgba?\\([^)]*\\)/g)].map(([colour]) => colour); \
    const plain = ['rgb(0, 0, 0)', 'rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)']; const marks = seen('mark'); \
    return { bars: seen('header, .toolbar, .footline, .sheet-bar, .card-foot').length, marks: marks.length, \
        plain: marks.flatMap(colours).every((colour) => plain.includes(colour)), paper: getComputedStyle(document.body).backgroundColor, \
        notes: seen('li.card').filter((card) => getComputedStyle(card).position === 'static').length }";

/// WebKit's driver can neither print nor emulate it, so the print rules are made to apply always.
const AS_ON_PAPER: &str = "for (const sheet of document.styleSheets) for (const rule of sheet.cssRules) \
    if (rule.media?.mediaText === 'print') rule.media.mediaText = 'all'; return true";

async fn printed(engine: Engine) -> Told {
    let setup = Setup { engine, ..Setup::default() };
    journey_with(&format!("print-{}", engine.name()), setup, async |app| {
        app.mark_overlapping().await?;
        app.click_at(Spot::Within("Kirill", 2), 1).await?;
        app.open_card_is("person").await?;
        let marks = app.js("return __e2e.marks().length", json!([])).await?;
        if engine == Engine::WebKit {
            app.js(AS_ON_PAPER, json!([])).await?;
        } else {
            let (all, second) = (app.session.print(&[]).await?, app.session.print(&["2"]).await?);
            assert!(all.starts_with(b"%PDF-") && second.starts_with(b"%PDF-"));
            // For a page number that does not exist, Firefox makes an empty page of 1300 bytes.
            assert!(second.len() > 5000, "the notes on the second page: {} bytes", second.len());
            assert!(all.len() > second.len(), "{} and {} bytes", all.len(), second.len());
            app.prefer("print", &[]).await?;
        }
        let paper = json!({ "bars": 0, "marks": marks, "plain": true, "paper": "rgb(255, 255, 255)", "notes": 8 });
        app.expect("what is on paper", PAPER, json!([]), paper).await
    })
    .await
}

#[tokio::test]
async fn the_article_and_its_notes_are_printed_in_chromium() -> Told {
    printed(Engine::Chromium).await
}

#[tokio::test]
async fn the_article_and_its_notes_are_printed_in_firefox() -> Told {
    printed(Engine::Firefox).await
}

#[tokio::test]
async fn the_article_and_its_notes_are_laid_out_for_paper_in_webkit() -> Told {
    printed(Engine::WebKit).await
}
