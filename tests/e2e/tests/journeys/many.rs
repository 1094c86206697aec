//! The list of all annotations: filtering it, selecting in it by mouse, keys and touch, and changing many in
//! one step.

use e2e::{App, Setup, Told, journey, journey_with, key};
use serde_json::json;

/// The words of the rows, those selected starred.
const ROWS: &str = "return [...document.querySelectorAll('.many-rows li')].map((row) => \
    row.querySelector('.words').textContent.slice(0, 12) + (row.querySelector('input').checked ? '*' : ''))";
const SELECTED: &str = "return document.querySelector('.many-bar b')?.textContent ?? null";
const FOCUS: &str =
    "const on = document.activeElement; return on.ariaLabel || on.id || on.textContent";
const TAGS: &str = "return articleAnnotator.annotations().map((one) => one.tags.join())";

async fn keeps_focus(app: &App, when: &str) -> anyhow::Result<()> {
    let lost = "return document.activeElement === document.body";
    app.expect(&format!("that the focus is lost {when}"), lost, json!([]), json!(false)).await
}

/// The number selected, as the bar says it.
async fn selects(app: &App, said: Option<&str>) -> anyhow::Result<()> {
    app.expect("how many are selected", SELECTED, json!([]), json!(said)).await
}

#[tokio::test]
async fn rows_are_selected_by_mouse_and_keys_and_tagged_in_one_step() -> Told {
    journey("many", async |app| {
        app.mark_overlapping().await?;
        app.click("#panel", "As a list").await?;
        keeps_focus(app, "with the list open").await?;
        app.axe_finds_nothing("with all annotations listed").await?;
        let all = app.js(ROWS, json!([])).await?;
        app.click_css(".many-rows li:nth-child(1) input").await?;
        selects(app, Some("1 selected")).await?;
        app.axe_finds_nothing("with a row selected").await?;
        app.press(&[key::SHIFT, '\u{e015}']).await?;
        selects(app, Some("2 selected")).await?;
        keeps_focus(app, "after Shift and an arrow").await?;
        app.press(&[key::CONTROL, 'a']).await?;
        let count = all.as_array().map_or(0, Vec::len);
        selects(app, Some(&format!("{count} selected"))).await?;
        app.hears_status(&format!("{count} annotations selected.")).await?;
        app.keys("t").await?;
        app.expect("what has the focus", FOCUS, json!([]), json!("Tag")).await?;
        app.axe_finds_nothing("with a tag to type").await?;
        app.type_text("economy").await?;
        app.keys("Enter").await?;
        app.expect("the tags", TAGS, json!([]), json!(vec!["economy"; count])).await?;
        keeps_focus(app, "after the tag").await?;
        app.keys("Escape").await?;
        selects(app, None).await?;
        keeps_focus(app, "with nothing selected").await?;
        app.press(&[key::CONTROL, 'z']).await?;
        app.expect("the tags", TAGS, json!([]), json!(vec![""; count])).await?;
        app.click_css(".many-rows li:nth-child(1) input").await?;
        app.keys("Delete").await?;
        app.says(".toast", "1 annotation deleted.").await?;
        keeps_focus(app, "after a deletion").await?;
        app.click("#panel", "As cards").await?;
        app.list_is_open("Annotations").await?;
        keeps_focus(app, "back at the cards").await
    })
    .await
}

#[tokio::test]
async fn a_filter_is_chosen_shown_as_a_chip_and_removed_by_pressing_it() -> Told {
    journey("many-filter", async |app| {
        app.mark_overlapping().await?;
        app.click("#panel", "As a list").await?;
        let all = app.js(ROWS, json!([])).await?;
        app.js("document.getElementById('filter-rows').focus()", json!([])).await?;
        app.keys("Down").await?;
        let chosen = "return document.querySelector('#filter-rows option:checked').textContent";
        app.expect("the choice", chosen, json!([]), json!("Kind: Claims (2)")).await?;
        app.expect("the rows", ROWS, json!([]), all.clone()).await?;
        app.click("#panel", "Filter").await?;
        let chips =
            "return [...document.querySelectorAll('.chips .chip')].map((chip) => chip.textContent)";
        app.expect("the chips", chips, json!([]), json!(["Claims"])).await?;
        let count = "return document.querySelectorAll('.many-rows li').length";
        app.expect("how many are listed", count, json!([]), json!(2)).await?;
        keeps_focus(app, "with a filter").await?;
        app.axe_finds_nothing("with a filter").await?;
        app.click("#panel", "Remove filter: Claims").await?;
        app.expect("the rows", ROWS, json!([]), all).await?;
        keeps_focus(app, "without the filter").await
    })
    .await
}

#[tokio::test]
async fn on_a_phone_the_tab_lists_the_annotations_and_a_long_press_selects() -> Told {
    let setup = Setup { size: (390, 844), ..Setup::default() };
    journey_with("many-narrow", setup, async |app| {
        app.mark_overlapping().await?;
        app.click("header", "Panel").await?;
        app.open_list("Annotations").await?;
        app.axe_finds_nothing("with all annotations listed").await?;
        // What browsers send when a finger has been held: https://w3c.github.io/pointerevents/#contextmenu
        let held = "document.querySelector('.many-rows li:nth-child(2) .panel-row').dispatchEvent( \
            new PointerEvent('contextmenu', { bubbles: true, cancelable: true, pointerType: 'touch' }))";
        app.js(held, json!([])).await?;
        selects(app, Some("1 selected")).await?;
        app.axe_finds_nothing("with a row selected").await?;
        keeps_focus(app, "after the long press").await
    })
    .await
}

#[tokio::test]
async fn cards_clicked_with_control_and_shift_are_selected_in_their_list() -> Told {
    journey("many-cards", async |app| {
        app.mark_overlapping().await?;
        app.keys("Escape").await?;
        let held = "const [at, held] = arguments; const card = document.querySelectorAll('#cards .card-line')[at]; \
            card.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, [held]: true }))";
        app.js(held, json!([1, "ctrlKey"])).await?;
        selects(app, Some("1 selected")).await?;
        keeps_focus(app, "after Control and a click on a card").await?;
        app.click("#panel", "As cards").await?;
        app.click_css("#cards li:first-child .card-line").await?;
        app.js(held, json!([1, "shiftKey"])).await?;
        app.until("several are selected", "return parseInt(document.querySelector('.many-bar b')?.textContent) > 1", json!([])).await?;
        keeps_focus(app, "after Shift and a click on a card").await
    })
    .await
}
