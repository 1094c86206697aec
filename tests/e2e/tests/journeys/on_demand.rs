//! Lists, dialogs and files come in a part of the program that is fetched at its first need. Marking never waits
//! for it, and what was asked for opens once it is there.

use e2e::{Setup, Told, journey_with};
use serde_json::json;

use crate::deferred::{
    banner_is_gone, forget_problems, mark_by_key, path_of, serve_of_another_build,
};

const PUTIN: &str = "person: Vladimir Putin";

/// The requests for the part on demand since the page was opened.
const ASKED_ON_DEMAND: &str = "return performance.getEntriesByType('resource').filter((e) => e.name.endsWith('_demand.wasm')) \
    .map((e) => e.initiatorType)";

fn lazy() -> Setup {
    Setup { lazy: true, ..Setup::default() }
}

#[tokio::test]
async fn lists_and_dialogs_are_fetched_at_their_first_need_and_not_before() -> Told {
    journey_with("demand", lazy(), async |app| {
        mark_by_key(app, "Vladimir Putin").await?;
        app.shows(&[PUTIN]).await?;
        app.is_saved().await?;
        app.expect("requests for the part", ASKED_ON_DEMAND, json!([]), json!([])).await?;
        app.press(&['/']).await?;
        app.list_is_open("Search").await?;
        app.expect("the request for it", ASKED_ON_DEMAND, json!([]), json!(["fetch"])).await?;
        app.click("header", "Export").await?;
        app.dialog_is_open("Export").await?;
        app.expect("still one", ASKED_ON_DEMAND, json!([]), json!(["fetch"])).await
    })
    .await
}

#[tokio::test]
async fn a_list_in_the_address_opens_once_its_part_is_there() -> Told {
    journey_with("demand-address", lazy(), async |app| {
        app.open_list("Claims").await?;
        app.reload().await?;
        app.list_is_open("Claims").await
    })
    .await
}

#[tokio::test]
async fn the_pointer_at_the_header_fetches_them_so_that_they_open_where_the_connection_is_lost()
-> Told {
    journey_with("demand-hint", lazy(), async |app| {
        let part = path_of("_demand.wasm")?;
        let over = "document.querySelector('#header .open').dispatchEvent(new Event('pointerover', { bubbles: true })); \
            await new Promise((done) => addEventListener('article-annotator:arrived-demand', done, { once: true })); return true";
        // Hints are looked for once the deferred part is there.
        assert_eq!(app.api("undo", json!([])).await?, json!(false));
        app.until("the part", over, json!([])).await?;
        app.server.take_away(&part);
        app.click("header", "Open").await?;
        app.dialog_is_open("Open").await
    })
    .await
}

#[tokio::test]
async fn where_lists_and_dialogs_cannot_be_fetched_marking_goes_on_and_they_open_when_they_can()
-> Told {
    journey_with("demand-missing", lazy(), async |app| {
        let part = path_of("_demand.wasm")?;
        app.server.take_away(&part);
        app.click("header", "Export").await?;
        app.says("#broken", "Part of the program didn’t load").await?;
        app.says("#broken", "You can go on reading and marking.").await?;
        let export = "return articleAnnotator.export('json').then(() => 'done', (e) => e.message)";
        let refused = app.js(export, json!([])).await?;
        assert!(
            refused.as_str().is_some_and(|said| said.contains("could not be loaded")),
            "{refused}"
        );
        mark_by_key(app, "Vladimir Putin").await?;
        app.shows(&[PUTIN]).await?;
        app.is_saved().await?;
        app.server.put_back(&part);
        app.js("dispatchEvent(new Event('online')); return 1", json!([])).await?;
        banner_is_gone(app).await?;
        app.dialog_is_open("Export").await?;
        forget_problems(app).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_part_on_demand_of_another_build_is_refused_in_words() -> Told {
    journey_with("demand-other", lazy(), async |app| {
        let part = path_of("_demand.wasm")?;
        serve_of_another_build(app, &part)?;
        app.press(&['?']).await?;
        app.says("#broken", "Part of the program is from a different version").await?;
        forget_problems(app).await?;
        app.server.put_back(&part);
        app.reload().await?;
        app.press(&['?']).await?;
        app.dialog_is_open("Help and keys").await
    })
    .await
}
