//! The first file of the program shows the article, the deferred part follows, and what needs it waits. A
//! missing part, or one of another build, never costs work shown as saved.

use anyhow::{Context, Result};
use e2e::app::{BASE, dist};
use e2e::{App, Engine, Setup, Told, journey, journey_with};
use serde_json::json;

const PUTIN: &str = "person: Vladimir Putin";

/// The requests for the deferred part since the page was opened.
const ASKED: &str = "return performance.getEntriesByType('resource').filter((e) => e.name.endsWith('_deferred.wasm')) \
    .map((e) => e.initiatorType)";

/// Delays the deferred part until `window.letGo()`.
const SLOW: &str = "const ask = window.fetch; const gone = new Promise((done) => { window.letGo = done; }); \
    window.fetch = (url, ...rest) => String(url).endsWith('_deferred.wasm') ? gone.then(() => ask(url, ...rest)) : ask(url, ...rest);";

/// The error of an API call that cannot be done.
const REFUSED: &str = "return articleAnnotator.add({ kind: 'person', start: 0, end: 5 }).then(() => 'done', (e) => e.message)";

const KEPT_TRYING: &str = "The page keeps trying.";

/// A script of the page that leaves an error uncaught.
const THROWS: &str = "const fault = () => new WebAssembly.RuntimeError('unreachable'); \
    window.faults = { thrown: () => setTimeout(() => { throw fault(); }), rejected: () => { Promise.reject(fault()); }, \
    other: () => setTimeout(() => { throw new Error('of somebody else'); }) };";

/// The only file of the built app whose name ends like this, as the server is asked for it.
pub fn path_of(end: &str) -> Result<String> {
    let names =
        std::fs::read_dir(dist()?)?.filter_map(|file| file.ok()?.file_name().into_string().ok());
    let name = names
        .into_iter()
        .find(|name| name.ends_with(end) && name.starts_with("article-annotator-"));
    Ok(format!("{BASE}{}", name.with_context(|| format!("no file ends in {end}"))?))
}

/// Serves a file as if from another build: the same file with another build id.
pub fn serve_of_another_build(app: &App, path: &str) -> Result<()> {
    let name = path.strip_prefix(BASE).unwrap_or(path);
    let mut bytes = std::fs::read(dist()?.join(name))?;
    let script = name.ends_with(".js");
    // The last 16 letters, before the `';` and line end of a script.
    let end = bytes.len() - if script { 3 } else { 0 };
    bytes[end - 16..end].fill(b'0');
    app.server.page(path, if script { "text/javascript" } else { "application/wasm" }, bytes);
    Ok(())
}

pub async fn mark_by_key(app: &App, words: &str) -> Result<()> {
    app.select(words).await?;
    app.press(&['1']).await
}

/// Failures made on purpose are not the page's errors.
pub async fn forget_problems(app: &App) -> Result<Vec<String>> {
    let problems = app.problems().await?;
    app.js("sessionStorage.clear(); return 1", json!([])).await?;
    Ok(problems)
}

async fn is_asked_for_once(app: &App, what: &str) -> Result<()> {
    app.expect(what, ASKED, json!([]), json!(["fetch"])).await
}

pub async fn banner_is_gone(app: &App) -> Result<()> {
    let hidden = "return document.getElementById('broken').hidden";
    app.expect("the banner to be gone", hidden, json!([]), json!(true)).await
}

#[tokio::test]
async fn an_article_with_its_highlights_is_there_before_the_second_file_is_asked_for() -> Told {
    journey("late", async |app| {
        is_asked_for_once(app, "the second file at the first visit").await?;
        let checked = json!({ "verdict": "false" });
        for (kind, start, check) in
            [("person", 8, json!(null)), ("claim", 40, checked), ("quote", 60, json!(null))]
        {
            let mut new =
                json!({ "kind": kind, "start": start, "end": start + 12, "note": "Who?" });
            if !check.is_null() {
                new["check"] = check;
            }
            app.api("add", json!([new])).await?;
        }
        app.is_saved().await?;
        app.reload().await?;
        let cards = "return __e2e.cards().length";
        app.expect("the number of cards", cards, json!([]), json!(3)).await?;
        is_asked_for_once(app, "the second file at the next visit").await
    })
    .await
}

/// What stands elsewhere without the style sheet that comes later, of what is drawn first.
const MOVED: &str = "const link = document.querySelector('link.deferred'); const all = [...document.querySelectorAll('header *, .title-block *, [data-block]')]; \
    const places = () => all.map((one) => { const r = one.getBoundingClientRect(); return [r.left, r.top, r.width, r.height].map(Math.round).join(); }); \
    if (link.media === 'not all') return ['the sheet is not there yet']; \
    const then = places(); link.disabled = true; const first = places(); link.disabled = false; \
    return all.filter((_, at) => first[at] !== then[at]).map((one, at) => one.outerHTML.slice(0, 60))";

#[tokio::test]
async fn nothing_that_is_drawn_first_moves_when_the_rest_of_the_style_comes() -> Told {
    for size in [(1280, 900), (390, 844)] {
        let setup = Setup { size, scripts: vec![SLOW], lazy: true, ..Setup::default() };
        journey_with("late-style", setup, async |app| {
            app.expect("what moves", MOVED, json!([]), json!([])).await?;
            app.js("letGo(); return 1", json!([])).await.map(drop)
        })
        .await?;
    }
    Ok(())
}

async fn waits(engine: Engine) -> Told {
    let setup = Setup { engine, scripts: vec![SLOW], lazy: true, ..Setup::default() };
    journey_with(&format!("late-{}", engine.name()), setup, async |app| {
        mark_by_key(app, "Vladimir Putin").await?;
        app.says("header", "Saving").await?;
        app.asks_before_it_goes(true).await?;
        assert_eq!(app.api("annotations", json!([])).await?, json!([]));
        // In order: later requests are done later.
        app.js("window.later = articleAnnotator.undo(); letGo(); return 1", json!([])).await?;
        app.expect("the undo", "return await later", json!([]), json!(true)).await?;
        app.shows(&[]).await?;
        app.click("header", "Redo").await?;
        app.shows(&[PUTIN]).await?;
        app.is_saved().await?;
        app.asks_before_it_goes(false).await?;
        app.click("header", "Open").await?;
        app.dialog_is_open("Open").await
    })
    .await
}

#[tokio::test]
async fn what_is_marked_before_the_second_file_is_there_waits_for_it_in_chromium() -> Told {
    waits(Engine::Chromium).await
}

#[tokio::test]
async fn what_is_marked_before_the_second_file_is_there_waits_for_it_in_firefox() -> Told {
    waits(Engine::Firefox).await
}

#[tokio::test]
async fn what_is_marked_before_the_second_file_is_there_waits_for_it_in_webkit() -> Told {
    waits(Engine::WebKit).await
}

/// Does everything a reader and a program can do while the part is missing: nothing breaks, nothing
/// unsaved is shown as saved, and everything is done once the part is loaded.
async fn lives_without(app: &App, why: &str, heal: impl AsyncFnOnce() -> Result<()>) -> Result<()> {
    app.says("#broken", why).await?;
    app.says("#broken", KEPT_TRYING).await?;
    app.says("#broken", "Everything you did before is saved in this browser.").await?;
    app.says("article[data-annotator]", "Vladimir Putin").await?;
    let refused = app.js(REFUSED, json!([])).await?;
    assert!(refused.as_str().is_some_and(|said| said.contains("could not be loaded")), "{refused}");
    assert!(app.article_text().await?.contains("Vladimir Putin"));
    mark_by_key(app, "Vladimir Putin").await?;
    for (scope, name) in [("header", "Open"), ("header", "Export")] {
        app.click(scope, name).await?;
    }
    app.click_css("article[data-annotator] p").await?;
    app.js(
        "location.hash = 'annotation=none'; dispatchEvent(new Event('pageshow')); return 1",
        json!([]),
    )
    .await?;
    app.says("header", "Saving").await?;
    assert_eq!(app.api("annotations", json!([])).await?, json!([]));
    heal().await?;
    // A try that is under way may still fetch what was there before.
    let asks =
        "dispatchEvent(new Event('online')); return document.getElementById('broken').hidden";
    app.expect("the banner to be gone", asks, json!([]), json!(true)).await?;
    app.shows(&[PUTIN]).await?;
    app.is_saved().await?;
    app.until(
        "a dialog to be open",
        "return document.querySelector('dialog[open]') !== null",
        json!([]),
    )
    .await?;
    forget_problems(app).await.map(drop)
}

#[tokio::test]
async fn where_the_second_file_is_missing_the_page_says_so_and_goes_on_when_it_comes() -> Told {
    journey("late-missing", async |app| {
        let part = path_of("_deferred.wasm")?;
        app.server.take_away(&part);
        app.reload().await?;
        lives_without(app, "Part of the program didn’t load", async || {
            app.server.put_back(&part);
            Ok(())
        })
        .await
    })
    .await
}

#[tokio::test]
async fn a_host_that_answers_with_a_web_page_is_told_from_the_file() -> Told {
    journey("late-page", async |app| {
        let part = path_of("_deferred.wasm")?;
        // The answer of a host that serves one page for every path.
        app.server.page(&part, "text/html", "<h1>Moved</h1>");
        app.reload().await?;
        app.says("#broken", "Part of the program didn’t load").await?;
        let told = "return __e2e.problems().every((line) => line.includes('with a web page'))";
        app.expect("whether nothing else is told on the console", told, json!([]), json!(true))
            .await?;
        app.server.put_back(&part);
        // By itself, after a pause.
        banner_is_gone(app).await?;
        app.mark("Person", "Vladimir Putin").await?;
        app.shows(&[PUTIN]).await?;
        forget_problems(app).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_second_file_of_another_build_is_refused_and_nothing_is_called_saved_that_is_not() -> Told
{
    journey("late-other", async |app| {
        let part = path_of("_deferred.wasm")?;
        serve_of_another_build(app, &part)?;
        app.reload().await?;
        lives_without(app, "Part of the program is from a different version", async || {
            app.server.put_back(&part);
            Ok(())
        })
        .await
    })
    .await
}

#[tokio::test]
async fn first_files_of_two_builds_do_not_start_and_the_page_says_what_to_do() -> Told {
    journey("late-mixed", async |app| {
        for path in [path_of("_bg.wasm")?, glue()?] {
            serve_of_another_build(app, &path)?;
            app.load_page().await?;
            app.says("#start", "The site was updated a moment ago").await?;
            app.server.put_back(&path);
            app.reload().await?;
            forget_problems(app).await?;
        }
        app.shows(&[]).await
    })
    .await
}

/// The script with which the page starts the program.
fn glue() -> Result<String> {
    let page = std::fs::read_to_string(dist()?.join("index.html"))?;
    let (_, from) = page.split_once("data-js=\"").context("the page names no script")?;
    let name = from.split('"').next().unwrap_or_default();
    Ok(format!("{BASE}{}", name.trim_start_matches("./")))
}

#[tokio::test]
async fn a_program_of_the_worker_of_another_build_is_refused_in_words() -> Told {
    journey("late-worker", async |app| {
        let export = "return articleAnnotator.export('json').then(() => 'done', (e) => e.message)";
        let read = "return articleAnnotator.import('Ana met Bo.', 'text').then(() => 'done', (e) => e.message)";
        let suggest = "return articleAnnotator.suggest().then(() => 'done', (e) => e.message)";
        for (program, asks) in [("files", export), ("documents", read), ("analysis", suggest)] {
            for file in [format!("{program}.js"), format!("{program}_bg.wasm")] {
                let path = format!("{BASE}{file}");
                serve_of_another_build(app, &path)?;
                app.reload().await?;
                let told = app.js(asks, json!([])).await?;
                assert!(
                    told.as_str().is_some_and(|told| told.contains("the site was updated")),
                    "{file}: {told}"
                );
                app.server.put_back(&path);
            }
        }
        app.reload().await?;
        let file = app.api("export", json!(["json"])).await?;
        assert!(file.as_str().is_some_and(|file| file.contains("Vladimir Putin")));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn another_tabs_messages_wait_where_the_second_file_is_missing_and_are_followed_when_it_comes()
-> Told {
    journey("late-tabs", async |app| {
        let part = path_of("_deferred.wasm")?;
        let first = app.this_tab().await?;
        // Done once the first tab has the whole program.
        assert_eq!(app.api("undo", json!([])).await?, json!(false));
        app.server.take_away(&part);
        let second = app.open_tab().await?;
        app.says("#broken", "Part of the program didn’t load").await?;
        app.turn_to(&first).await?;
        app.mark("Person", "Vladimir Putin").await?;
        app.shows(&[PUTIN]).await?;
        app.is_saved().await?;
        app.turn_to(&second).await?;
        assert_eq!(app.api("annotations", json!([])).await?, json!([]), "it is alive");
        app.server.put_back(&part);
        app.js("dispatchEvent(new Event('online')); return 1", json!([])).await?;
        app.shows(&[PUTIN]).await?;
        app.follows(true).await?;
        forget_problems(app).await?;
        app.close_tab(&first).await
    })
    .await
}

#[tokio::test]
async fn a_fault_of_the_program_is_told_with_what_is_saved_and_what_may_not_be() -> Told {
    journey("fault", async |app| {
        app.mark("Person", "Vladimir Putin").await?;
        app.is_saved().await?;
        // Not through the driver: pages do not see errors in its scripts.
        app.server.page(&format!("{BASE}throws.js"), "text/javascript", THROWS);
        for throw in ["faults.thrown(); return 1", "faults.rejected(); return 1"] {
            let load = "const script = document.createElement('script'); script.src = 'throws.js'; \
                await new Promise((done) => { script.onload = done; document.head.append(script); }); \
                faults.other(); return 1";
            app.js(load, json!([])).await?;
            let told =
                "return __e2e.problems().length > 0 && document.getElementById('broken').hidden";
            app.until("an error of somebody else to be none of ours", told, json!([])).await?;
            app.js(throw, json!([])).await?;
            app.says("#broken", "Something went wrong in the program").await?;
            app.says("#broken", "Everything up to your last action is saved in this browser.")
                .await?;
            let header =
                "return getComputedStyle(document.querySelector('header .saved')).visibility";
            app.expect("what the header says of saving", header, json!([]), json!("hidden"))
                .await?;
            forget_problems(app).await?;
            app.click("#broken", "Reload").await?;
            app.ready().await?;
            app.shows(&[PUTIN]).await?;
        }
        Ok(())
    })
    .await
}
