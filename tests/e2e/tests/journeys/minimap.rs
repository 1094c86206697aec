//! The minimap beside the scrollbar: where highlights lie in the whole text, what is in view, and
//! navigation by pointer, finger and keys.

use anyhow::Result;
use e2e::{App, Setup, Spot, Told, journey, journey_with, key};
use serde_json::{Value, json};

/// Two hundred paragraphs of one to three lines, each beginning with "Ana Ruiz".
async fn a_long_article(app: &App) -> Result<()> {
    let text = "const lines = Array.from({ length: 200 }, (_, i) => 'Ana Ruiz ' + 'said it again and again. '.repeat(1 + i % 7)); \
        await window.articleAnnotator.load({ text: lines.join('\\n') }); return true";
    app.js(text, json!([])).await.map(|_| ())
}

/// Marks the first two words of paragraphs.
async fn marked(app: &App, kind: &str, paragraphs: &[u32]) -> Result<Vec<Value>> {
    let add = "const [kind, which] = arguments; const { blocks } = window.articleAnnotator.article(); const ids = []; \
        for (const i of which) ids.push(await window.articleAnnotator.add({ kind, start: blocks[i].start, end: blocks[i].start + 8 })); return ids";
    let ids = app.js(add, json!([kind, paragraphs])).await?;
    Ok(ids.as_array().cloned().unwrap_or_default())
}

/// Where a kind's lane is painted: the middle of each stretch, in pixels from the top of the
/// screen.
async fn lane(app: &App, kind: &str) -> Result<Vec<f64>> {
    let found = app.js(&format!("{LANE} return lane(arguments[0])"), json!([kind])).await?;
    Ok(found.as_array().into_iter().flatten().filter_map(Value::as_f64).collect())
}

const LANE: &str = "const strip = document.getElementById('minimap'); \
    const lane = (kind) => [...(strip.querySelector('.o-' + kind).getAttribute('d') || '').matchAll(/M(?:4|9|13)\\.5 (\\d+)v(\\d+)/g)] \
        .map(([, top, height]) => strip.getBoundingClientRect().top + +top + height / 2);";

/// Presses the strip at this many pixels from the top of the screen.
async fn press(app: &App, y: f64) -> Result<()> {
    let x = across(app).await?;
    app.click_at(Spot::Point(x, y.round()), 1).await
}

/// The position of the first lane, in pixels from the left of the screen.
async fn across(app: &App) -> Result<f64> {
    let left = "return Math.round(document.querySelector('#minimap svg').getBoundingClientRect().left) + 4";
    Ok(app.js(left, json!([])).await?.as_f64().unwrap_or_default())
}

const IN_VIEW: &str = "const mark = document.querySelector(`mark[data-ids~=\"${arguments[0]}\"]`).getBoundingClientRect(); \
    return mark.top > 52 && mark.bottom < innerHeight - 36";

#[tokio::test]
async fn a_highlight_lies_on_the_minimap_where_it_lies_in_the_article_and_a_press_goes_there()
-> Told {
    journey("strip-press", async |app| {
        a_long_article(app).await?;
        let ids = marked(app, "person", &[20, 150]).await?;
        marked(app, "quote", &[80]).await?;
        let people = lane(app, "person").await?;
        assert_eq!((people.len(), lane(app, "claim").await?.len(), lane(app, "quote").await?.len()), (2, 0, 1));
        let part = "const strip = document.getElementById('minimap').getBoundingClientRect(); \
            const article = __e2e.article().getBoundingClientRect(); \
            const mark = document.querySelector(`mark[data-ids=\"${arguments[0]}\"]`).getBoundingClientRect(); \
            return strip.top + strip.height * (mark.top + mark.height / 2 - article.top) / article.height";
        for (id, painted) in ids.iter().zip(&people) {
            // Measured with the mark's section laid out, as when the reader gets there.
            press(app, *painted).await?;
            app.until("the highlight in view", IN_VIEW, json!([id])).await?;
            app.open_card_is("person").await?;
            let there = app.js(part, json!([id])).await?.as_f64().unwrap_or_default();
            let now = lane(app, "person").await?;
            let off = now.iter().map(|y| (y - there).abs()).fold(f64::MAX, f64::min);
            assert!(off < 6.0, "painted at {now:?}, but it lies at {there}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_band_follows_the_page_and_a_press_where_nothing_lies_goes_to_that_part() -> Told {
    journey("strip-band", async |app| {
        let app: &App = app;
        a_long_article(app).await?;
        let band = "const [y] = arguments; const strip = document.getElementById('minimap').getBoundingClientRect(); \
            const band = strip && document.querySelector('.o-view').getBoundingClientRect(); \
            const article = __e2e.article().getBoundingClientRect(); \
            const shown = (strip.top - article.top) / article.height * strip.height + strip.top; \
            const middle = (band.top + band.bottom) / 2; \
            return Math.abs(Math.max(strip.top, shown) - band.top) < 2 && (!y || Math.abs(middle - y) < 12) || { band, shown, middle }";
        let is = async |y: Value| {
            app.expect("the band", band, json!([y]), json!(true)).await
        };
        is(json!(null)).await?;
        press(app, 500.0).await?;
        is(json!(500)).await?;
        app.js("scrollBy({ top: 700, behavior: 'instant' }); return 1", json!([])).await?;
        is(json!(null)).await?;
        let x = across(app).await?;
        app.drag(Spot::Point(x, 300.0), Spot::Point(x, 700.0), &[]).await?;
        is(json!(700)).await
    })
    .await
}

#[tokio::test]
async fn with_keys_the_minimap_goes_from_highlight_to_highlight_and_says_where_that_is() -> Told {
    journey("strip-keys", async |app| {
        a_long_article(app).await?;
        let ids = marked(app, "claim", &[3, 60, 199]).await?;
        app.js("document.getElementById('minimap').focus({ preventScroll: true }); return 1", json!([])).await?;
        let told = "const strip = document.getElementById('minimap'); \
            return [document.activeElement === strip, strip.getAttribute('aria-valuetext'), +strip.getAttribute('aria-valuenow') > 0]";
        let first = "Paragraph 1 of 200, 1 highlight in view";
        app.expect("what is said", told, json!([]), json!([true, first, true])).await?;
        for id in &ids {
            app.press(&[key::DOWN]).await?;
            app.until("the next highlight in view", IN_VIEW, json!([id])).await?;
        }
        app.press(&[key::UP]).await?;
        app.until("the highlight before in view", IN_VIEW, json!([ids[1]])).await?;
        app.open_card_is("claim").await?;
        app.press(&[key::HOME]).await?;
        app.expect("what is said", told, json!([]), json!([true, first, true])).await
    })
    .await
}

#[tokio::test]
async fn a_hidden_kind_is_not_on_the_minimap_and_comes_back() -> Told {
    journey("strip-filter", async |app| {
        app.mark_overlapping().await?;
        let lanes = format!(
            "{LANE} return ['person', 'claim', 'quote'].map((kind) => lane(kind).length > 0)"
        );
        app.expect("the lanes", &lanes, json!([]), json!([true, true, true])).await?;
        app.click("section[aria-label=Annotations]", "Show claims").await?;
        app.expect("the lanes", &lanes, json!([]), json!([true, false, true])).await?;
        app.click("section[aria-label=Annotations]", "Show claims").await?;
        app.expect("the lanes", &lanes, json!([]), json!([true, true, true])).await
    })
    .await
}

#[tokio::test]
async fn on_a_narrow_screen_the_minimap_covers_no_text_and_is_wide_enough_for_a_finger() -> Told {
    let setup = Setup { size: (320, 640), ..Setup::default() };
    journey_with("strip-narrow", setup, async |app| {
        app.mark_overlapping().await?;
        let fits = "const strip = document.getElementById('minimap').getBoundingClientRect(); \
            const right = Math.max(...__e2e.blocks().map((block) => block.getBoundingClientRect().right)); \
            const [bar, header] = ['.sheet-bar', '#header'].map((part) => document.querySelector(part).getBoundingClientRect()); \
            return [strip.width >= 24, strip.left >= right - 8, strip.top >= header.bottom - 1 && strip.bottom <= bar.top, \
                document.documentElement.scrollWidth <= document.documentElement.clientWidth]";
        app.expect("how it fits", fits, json!([]), json!([true, true, true, true])).await
    })
    .await
}
