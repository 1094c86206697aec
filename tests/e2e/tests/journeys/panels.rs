//! The panel beside the text: lists come and go while the text keeps its place, the focus is never lost, and
//! the highlight in question is always seen.

use e2e::{App, Setup, Told, journey, journey_with, key};
use serde_json::json;

/// Where the article's lines are, and how far the page is scrolled.
const PLACE: &str = "const line = document.querySelector('[data-block=\"2\"]').getBoundingClientRect(); \
    return [Math.round(line.left), Math.round(line.top), Math.round(line.width), scrollY]";
/// What has the focus: nothing at all would be the body.
const LOST: &str = "return document.activeElement === document.body";
/// Whether the open highlight lies where nothing covers it.
const SEEN: &str = "const boxes = [...document.querySelectorAll('mark[data-on]')].map((mark) => mark.getBoundingClientRect()); \
    const top = document.getElementById('header').getBoundingClientRect().bottom; \
    const panel = document.getElementById('panel').getBoundingClientRect(); \
    const foot = innerWidth < 1080 ? panel.top : innerHeight; \
    return boxes.length > 0 && boxes.every((box) => box.top >= top && box.bottom <= foot)";
const VERDICTS: &str = "return articleAnnotator.annotations().filter((one) => one.kind === 'claim').map((one) => one.check?.verdict ?? null)";

async fn keeps_focus(app: &App, when: &str) -> anyhow::Result<()> {
    app.expect(&format!("that the focus is lost {when}"), LOST, json!([]), json!(false)).await
}

async fn is_seen(app: &App) -> anyhow::Result<()> {
    app.expect("that the open highlight is seen", SEEN, json!([]), json!(true)).await
}

#[tokio::test]
async fn lists_open_beside_the_text_which_does_not_move_and_claims_are_checked_by_keys() -> Told {
    journey("panels", async |app| {
        app.mark_overlapping().await?;
        let place = app.js(PLACE, json!([])).await?;
        for list in ["People", "Claims", "To do", "Annotations"] {
            app.open_list(list).await?;
            app.expect("where the text is", PLACE, json!([]), place.clone()).await?;
            app.axe_finds_nothing(&format!("with the list {list}")).await?;
            keeps_focus(app, list).await?;
        }
        // Arrow keys go along the tabs, Enter opens one.
        app.keys("Right Right Enter").await?;
        app.list_is_open("Claims").await?;
        let claims =
            "return [...document.querySelectorAll('.panel-row')].map((row) => row.ariaExpanded)";
        app.keys("n").await?;
        app.expect("the open claim", claims, json!([]), json!(["true", "false"])).await?;
        is_seen(app).await?;
        keeps_focus(app, "with a claim open").await?;
        app.axe_finds_nothing("with a claim open").await?;
        app.click("#panel", "Next claim").await?;
        app.click("#panel", "Previous claim").await?;
        let last = "return document.activeElement.ariaLabel || document.activeElement.outerHTML.slice(0, 150)";
        app.expect("what has the focus", last, json!([]), json!("Previous claim")).await?;
        app.keys("5 u").await?;
        app.expect("the verdicts", VERDICTS, json!([]), json!(["false", null])).await?;
        app.expect("the open claim", claims, json!([]), json!(["false", "true"])).await?;
        is_seen(app).await?;
        app.press(&[key::CONTROL, key::ENTER]).await?;
        let field = "return document.activeElement.id";
        app.expect("the field for a source", field, json!([]), json!("add-source")).await?;
        app.type_text("example.org/minutes").await?;
        app.keys("Enter Escape").await?;
        app.expect("the open claim", claims, json!([]), json!(["false", "false"])).await?;
        keeps_focus(app, "in the list of claims").await?;
        // In the list, the focus goes to the row of the next claim: Enter means that one.
        app.click_css(".claims li:first-child .panel-row").await?;
        app.keys("n").await?;
        let row = "return [...document.querySelectorAll('.panel-row')].indexOf(document.activeElement)";
        app.expect("the row with the focus", row, json!([]), json!(1)).await?;
        app.expect("the open claim", claims, json!([]), json!(["false", "true"])).await?;
        app.keys("Escape Escape").await?;
        app.list_is_open("Annotations").await?;
        app.expect("what has the focus", field, json!([]), json!("article")).await?;
        let marks = "return articleAnnotator.annotations().length";
        app.expect("how many there are", marks, json!([]), json!(8)).await
    })
    .await
}

#[tokio::test]
async fn suggested_speakers_are_accepted_together_but_for_one_and_taken_back_in_one_step() -> Told {
    journey("suggested", async |app| {
        app.mark_overlapping().await?;
        app.open_list("To do").await?;
        app.says(".batch h2", "suggested speakers and claimants").await?;
        let speakers = "return articleAnnotator.annotations().filter((one) => one.speaker ?? one.claimant).length";
        let all = app.js("return document.querySelectorAll('.batch li').length", json!([])).await?;
        app.click_css(".batch li:first-child input").await?;
        app.click_css(".batch li:nth-child(2) input").await?;
        let button = format!("Accept {}", all.as_u64().unwrap_or_default() - 2);
        app.axe_finds_nothing("with suggestions ticked").await?;
        app.click("#panel", &button).await?;
        app.expect("those with a name", speakers, json!([]), json!(2)).await?;
        keeps_focus(app, "after accepting").await?;
        app.keys("Ctrl+z").await?;
        app.expect("those with a name", speakers, json!([]), json!(0)).await
    })
    .await
}

#[tokio::test]
async fn on_a_narrow_screen_the_panel_is_a_sheet_and_the_highlight_is_above_it() -> Told {
    let setup = Setup { size: (390, 844), ..Setup::default() };
    journey_with("panels-narrow", setup, async |app| {
        app.mark_overlapping().await?;
        app.open_list("Claims").await?;
        app.axe_finds_nothing("with the sheet of claims").await?;
        for row in [2, 1] {
            if row == 1 {
                app.click("#panel", "Close claim").await?;
            }
            app.click_css(&format!(".claims li:nth-child({row}) .panel-row")).await?;
            is_seen(app).await?;
            keeps_focus(app, "with a claim open").await?;
        }
        app.open_list("To do").await?;
        app.click_css(".batch li:last-child .words").await?;
        app.open_card_is("claim").await?;
        is_seen(app).await?;
        app.axe_finds_nothing("with a card in the sheet").await?;
        app.keys("Escape").await?;
        keeps_focus(app, "back in the list").await?;
        app.open_list("Annotations").await?;
        keeps_focus(app, "with all annotations listed").await?;
        app.click_css(".many-rows li:nth-child(2) .panel-row").await?;
        is_seen(app).await?;
        app.keys("Escape").await?;
        app.click("#panel", "Close panel").await?;
        keeps_focus(app, "without a list").await?;
        app.click("header", "Panel").await?;
        app.click("header", "Panel").await?;
        let button = "return document.activeElement.id";
        app.expect("what has the focus", button, json!([]), json!("panel-button")).await?;
        app.click("header", "Help and keys").await?;
        app.dialog_is_open("Help and keys").await?;
        app.keys("Escape").await?;
        app.no_dialog_is_open().await?;
        keeps_focus(app, "after the help").await
    })
    .await
}

#[tokio::test]
async fn back_closes_a_list_forward_opens_it_and_the_address_brings_it_back() -> Told {
    journey("panels-address", async |app| {
        app.mark_overlapping().await?;
        app.open_list("Claims").await?;
        let view = "return new URLSearchParams(location.hash.slice(1)).get('view')";
        app.expect("the list in the address", view, json!([]), json!("claims")).await?;
        app.open_list("People").await?;
        app.js("history.back()", json!([])).await?;
        app.list_is_open("Annotations").await?;
        app.expect("the list in the address", view, json!([]), json!(null)).await?;
        app.js("history.forward()", json!([])).await?;
        app.list_is_open("People").await?;
        app.reload().await?;
        app.list_is_open("People").await?;
        // However often a list is opened and closed, one step back closes it.
        for _ in 0..3 {
            app.keys("Escape").await?;
            app.list_is_open("Annotations").await?;
            app.press(&['/']).await?;
            app.list_is_open("Search").await?;
        }
        app.expect("the list in the address", view, json!([]), json!("search")).await?;
        let entries = app.js("return history.length", json!([])).await?;
        app.open_list("Claims").await?;
        app.expect("the browser's history", "return history.length", json!([]), entries).await
    })
    .await
}

#[tokio::test]
async fn the_panel_is_made_wider_by_keys_and_by_its_edge_and_keeps_its_width() -> Told {
    journey("panels-width", async |app| {
        let width =
            "return Math.round(document.getElementById('panel').getBoundingClientRect().width)";
        app.expect("the width", width, json!([]), json!(480)).await?;
        let edge = "return document.querySelector('.grip') !== null";
        app.expect("the edge", edge, json!([]), json!(true)).await?;
        app.js("document.querySelector('.grip').focus()", json!([])).await?;
        app.keys("Left Left").await?;
        app.expect("the width", width, json!([]), json!(520)).await?;
        let now = "return document.activeElement.ariaValueNow";
        app.expect("what is said of it", now, json!([]), json!("520")).await?;
        app.axe_finds_nothing("with the focus on the edge").await?;
        app.drag_by(".grip", -60.0).await?;
        app.expect("the width", width, json!([]), json!(560)).await?;
        app.reload().await?;
        app.expect("the width", width, json!([]), json!(560)).await
    })
    .await
}

/// The share of the window's height at which the article is met, from 0 to 1.
const LEFT: &str = "let met = 0; for (let y = 2; y < innerHeight; y += 4) \
    met += document.elementFromPoint(60, y)?.closest('#paper, main') && !document.elementFromPoint(60, y).closest('#panel, #cards') ? 1 : 0; \
    return met * 4 / innerHeight >= 0.5";

#[tokio::test]
async fn in_a_low_window_half_of_the_height_is_left_to_the_text_with_and_without_a_list() -> Told {
    for (name, size) in [("low", (320, 225)), ("on-its-side", (844, 390))] {
        let setup = Setup { size, ..Setup::default() };
        journey_with(&format!("panels-{name}"), setup, async |app| {
            app.mark_overlapping().await?;
            app.js("scrollTo(0, 300)", json!([])).await?;
            app.expect("that half is left", LEFT, json!([]), json!(true)).await?;
            app.js("scrollTo(0, 0)", json!([])).await?;
            app.open_list("Claims").await?;
            app.click_css(".claims li:first-child .panel-row").await?;
            app.expect("that half is left", LEFT, json!([]), json!(true)).await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_sheet_makes_way_for_what_is_shown_in_the_text_and_its_tab_raises_it() -> Told {
    let setup = Setup { size: (390, 844), ..Setup::default() };
    journey_with("panels-peek", setup, async |app| {
        app.mark_overlapping().await?;
        app.open_list("Claims").await?;
        app.click_css(".claims li:first-child .panel-row").await?;
        app.click("#panel", "Show in the text").await?;
        let low = "return document.getElementById('panel').getBoundingClientRect().height < 80";
        app.expect("the sheet is low", low, json!([]), json!(true)).await?;
        keeps_focus(app, "with the sheet lowered").await?;
        is_seen(app).await?;
        app.open_list("Claims").await?;
        app.expect("the sheet is low", low, json!([]), json!(false)).await?;
        keeps_focus(app, "with the sheet raised").await
    })
    .await
}

#[tokio::test]
async fn a_pinned_list_has_a_column_of_its_own_and_the_text_stays_where_it_is() -> Told {
    let setup = Setup { size: (1920, 1080), ..Setup::default() };
    journey_with("panels-pinned", setup, async |app| {
        app.mark_overlapping().await?;
        app.open_list("Claims").await?;
        app.click("#panel", "Pin the list").await?;
        keeps_focus(app, "with the list pinned").await?;
        let left = "return Math.round(document.getElementById('article').getBoundingClientRect().left)";
        let before = app.js(left, json!([])).await?;
        app.click_css(".claims li:first-child .panel-row").await?;
        let beside = "const box = (css) => document.querySelector(css).getBoundingClientRect(); \
            return box('.panel-list').right <= box('.panel-item').left + 1 && Math.abs(box('.panel-list').width - 336) < 3";
        app.expect("the list stands beside the claim", beside, json!([]), json!(true)).await?;
        app.expect("the text has not moved", left, json!([]), before.clone()).await?;
        app.open_list("Annotations").await?;
        app.expect("the text has not moved", left, json!([]), before).await?;
        app.axe_finds_nothing("with a pinned list").await
    })
    .await
}

#[tokio::test]
async fn a_mention_under_the_pointer_or_the_focus_shows_its_person_at_the_foot() -> Told {
    journey("panels-preview", async |app| {
        app.mark("Person", "Yuri Ushakov").await?;
        app.keys("Escape").await?;
        app.pointer_away().await?;
        let foot = "return document.querySelector('.footline .words').textContent";
        app.js("document.querySelector('#cards .card-line').focus()", json!([])).await?;
        app.expect("the person", foot, json!([]), json!("Yuri Ushakov 1 mention")).await?;
        app.js("document.querySelector('header button').focus()", json!([])).await?;
        app.expect(
            "nobody",
            foot,
            json!([]),
            json!("Article Annotator Nothing leaves this computer"),
        )
        .await
    })
    .await
}
