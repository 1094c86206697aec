//! The program comes in two files: the article is there with the first, the second is asked for after it, or at the
//! moment it is needed. A reader must never notice more of it than that the page is there sooner.

use e2e::app::{BASE, dist};
use e2e::{App, Engine, Setup, Told, journey, journey_with};
use serde_json::json;

/// How the second file was asked for since the page was opened: once, and not while the program waited for it.
const ASKED: &str = "return performance.getEntriesByType('resource').filter((e) => e.name.endsWith('_late.wasm')) \
    .map((e) => e.initiatorType)";

async fn is_asked_for_once(app: &App, what: &str) -> anyhow::Result<()> {
    app.expect(what, ASKED, json!([]), json!(["fetch"])).await
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
        is_asked_for_once(app, "the second file at the next visit").await?;
        app.says("header", "To settle3").await
    })
    .await
}

/// A line on which the second file does not come by itself.
const SLOW: &str = "const ask = window.fetch; window.fetch = (url, ...rest) => \
    String(url).endsWith('_late.wasm') ? new Promise(() => {}) : ask(url, ...rest);";

async fn needed_at_once(engine: Engine) -> Told {
    let setup = Setup { engine, scripts: vec![SLOW], ..Setup::default() };
    journey_with(&format!("late-{}", engine.name()), setup, async |app| {
        app.expect("that it did not come yet", ASKED, json!([]), json!([])).await?;
        app.mark("Person", "Vladimir Putin").await?;
        app.shows(&["person: Vladimir Putin"]).await?;
        app.click("header", "Open").await?;
        app.dialog_is_open("Open").await
    })
    .await
}

#[tokio::test]
async fn who_marks_before_the_second_file_is_there_waits_for_it_in_chromium() -> Told {
    needed_at_once(Engine::Chromium).await
}

#[tokio::test]
async fn who_marks_before_the_second_file_is_there_waits_for_it_in_firefox() -> Told {
    needed_at_once(Engine::Firefox).await
}

#[tokio::test]
async fn who_marks_before_the_second_file_is_there_waits_for_it_in_webkit() -> Told {
    needed_at_once(Engine::WebKit).await
}

#[tokio::test]
async fn where_the_second_file_is_missing_the_page_says_so_and_what_to_do() -> Told {
    journey("late-missing", async |app| {
        let files = std::fs::read_dir(dist()?).map_err(anyhow::Error::from)?;
        let names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
        let late = names.into_iter().find(|name| name.ends_with("_late.wasm")).unwrap();
        // What a host answers that knows only one page.
        app.server.page(&format!("{BASE}{late}"), "text/html", "<h1>Moved</h1>");
        app.reload().await?;
        app.says(
            "#broken",
            "A part of the program could not be loaded: the connection may be down, or the program was updated a moment ago. Check the connection, then reload.",
        )
        .await?;
        app.says("article[data-annotator]", "Vladimir Putin").await?;
        assert!(app.problems().await?.iter().any(|line| line.contains("with a web page")));
        app.js("sessionStorage.clear(); return 1", json!([])).await.map(drop)
    })
    .await
}
