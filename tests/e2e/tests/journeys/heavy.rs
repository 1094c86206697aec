//! Heavy loads: a history of large steps, and files above the limit.

use anyhow::ensure;
use e2e::{App, Told, journey};
use serde_json::json;

#[path = "../../src/bench/memory.rs"]
mod memory;

/// Replaces 10,000 annotations by 10,000 others.
const REPLACE: &str = "const [round] = arguments; \
    const article = { id: 'large', title: 'Large', text: Array(10000).fill('Ana left').join('\\n') }; \
    const annotations = Array.from({ length: 10000 }, (_, at) => ({ id: `round-${round}-${at}`, \
        kind: ['person', 'claim', 'quote'][at % 3], start: at * 9, end: at * 9 + 3, note: `Note ${at} of round ${round}` })); \
    await articleAnnotator.load(article, annotations, { replace: true })";

const FIRST: &str = "return articleAnnotator.annotations()[0].id";

/// The memory of the page without what JavaScript would clear away next: when it does that depends on the machine.
async fn held(app: &App) -> anyhow::Result<f64> {
    app.session.cdp("HeapProfiler.collectGarbage", json!({})).await?;
    memory::of_page(app.driver.root())
}

#[tokio::test]
async fn many_large_steps_leave_the_tab_small_and_are_undone_after_a_reload() -> Told {
    journey("large-steps", async |app| {
        for round in 0..2 {
            app.js(REPLACE, json!([round])).await?;
        }
        app.is_saved().await?;
        let twice = held(app).await?;
        for round in 2..27 {
            app.js(REPLACE, json!([round])).await?;
        }
        app.is_saved().await?;
        let often = held(app).await?;
        println!("after 2 times: {twice:.0} MiB, after 27 times: {often:.0} MiB");
        // It was 1.2 GB, and the browser ended the tab; measured now: 236 MiB. The page itself may get smaller, so the
        // steps are not measured against it.
        ensure!(often < 350.0, "from {twice} MiB to {often} MiB");
        app.reload().await?;
        app.expect("the last", FIRST, json!([]), json!("round-26-0")).await?;
        println!("after a reload: {:.0} MiB", held(app).await?);
        for round in (20..26).rev() {
            ensure!(app.api("undo", json!([])).await? == json!(true));
            app.expect("undone", FIRST, json!([]), json!(format!("round-{round}-0"))).await?;
        }
        ensure!(app.api("redo", json!([])).await? == json!(true));
        app.expect("redone", FIRST, json!([]), json!("round-21-0")).await?;
        app.is_saved().await?;
        println!("after 6 undos and a redo: {:.0} MiB", held(app).await?);
        app.reload().await?;
        app.expect("still there", FIRST, json!([]), json!("round-21-0")).await
    })
    .await
}

/// Counts how often a piece of a file is asked for.
const WATCHED: &str = "window.pieces = 0; \
    const { slice } = Blob.prototype; \
    Blob.prototype.slice = function (...given) { window.pieces++; return slice.apply(this, given); }";

/// Drops files of this many megabytes, none of which is in memory twice.
const DROPS: &str = "const [megabytes] = arguments; \
    const block = new Uint8Array(1e6).fill(97); \
    const dataTransfer = new DataTransfer(); \
    megabytes.forEach((count, at) => dataTransfer.items.add(new File(Array(count).fill(block), `war-${at}.txt`, { type: 'text/plain' }))); \
    for (const kind of ['dragenter', 'dragover', 'drop']) { \
        document.querySelector('main').dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true, composed: true })); \
    }";

#[tokio::test]
async fn what_is_too_large_is_refused_unread_by_name_and_size() -> Told {
    journey("too-large", async |app| {
        app.js(WATCHED, json!([])).await?;
        for (megabytes, words) in
            [(vec![300], "war-0.txt is 300 MB"), (vec![40, 40], "These 2 files are 80 MB together")]
        {
            app.js(DROPS, json!([megabytes])).await?;
            app.says(".toast", words).await?;
        }
        app.expect("read pieces", "return window.pieces", json!([]), json!(0)).await?;
        // What is not too large is read, and counted.
        app.js(DROPS, json!([[1]])).await?;
        app.until("the text that was dropped", "return window.pieces > 0", json!([])).await?;
        let import = "try { await articleAnnotator.import('x'.repeat(65e6)); return '' } catch (error) { return error.message }";
        app.expect("refused", import, json!([]), json!("content: it has 65000000 bytes, and at most 64000000 can be opened at once")).await
    })
    .await
}
