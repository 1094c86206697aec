//! The storage fails as it really does: aborted writes, a database that does not open, cleared site data, programs that
//! act while they are told. What is shown as saved is there after a reload.

use e2e::{Setup, Told, journey, journey_with};
use serde_json::json;

const PUTIN: &str = "person: Vladimir Putin";
const KUSHNER: &str = "person: Jared Kushner";

/// Every write takes all of its records and is aborted at its end, as on a full disk, until `heal()`.
const ABORTS: &str = "window.ail = () => { const proto = IDBTransaction.prototype, commit = proto.commit; \
    proto.commit = function () { this.abort(); }; window.heal = () => { proto.commit = commit; }; };";

#[tokio::test]
async fn aborted_writes_are_never_called_saved_and_everything_is_stored_once_they_are_kept() -> Told
{
    let setup = Setup { scripts: vec![ABORTS], ..Setup::default() };
    journey_with("aborted", setup, async |app| {
        app.mark("Person", "Vladimir Putin").await?;
        app.is_saved().await?;
        app.session.js("ail()", json!([])).await?;
        app.mark("Person", "Jared Kushner").await?;
        app.says(".saved", "Not saved").await?;
        app.mark("Person", "Yuri Ushakov").await?;
        app.says(".saved", "Not saved").await?;
        app.session.js("heal()", json!([])).await?;
        app.says(".saved", "Saved in this browser").await?;
        app.reload().await?;
        app.shows(&[PUTIN, KUSHNER, "person: Yuri Ushakov"]).await
    })
    .await
}

/// Another page of this site is making the database, and takes its time until `release()`.
const MAKING: &str = "if (!localStorage.made) { localStorage.made = 'yes'; \
    const name = 'article-annotator ' + location.pathname.replace(/[^/]*$/, ''), asked = indexedDB.open(name, 1); \
    let busy = true; window.release = () => { busy = false; }; \
    asked.onupgradeneeded = () => { const store = asked.result.createObjectStore('records'); \
        const spin = () => { if (busy) store.get('x').onsuccess = spin; }; spin(); }; \
    asked.onsuccess = () => asked.result.close(); }";

#[tokio::test]
async fn a_page_whose_storage_does_not_open_starts_says_so_and_joins_it_when_it_comes() -> Told {
    let setup = Setup { scripts: vec![MAKING], ..Setup::default() };
    journey_with("no-answer", setup, async |app| {
        app.says(".saved", "the browser isn’t answering").await?;
        app.mark("Person", "Vladimir Putin").await?;
        app.says(".saved", "the browser isn’t answering").await?;
        app.session.js("release()", json!([])).await?;
        app.says(".saved", "Saved in this browser").await?;
        app.reload().await?;
        app.shows(&[PUTIN]).await
    })
    .await
}

#[tokio::test]
async fn site_data_cleared_while_the_page_is_open_is_stored_again_with_its_history() -> Told {
    journey("cleared", async |app| {
        app.mark("Person", "Vladimir Putin").await?;
        app.mark("Person", "Jared Kushner").await?;
        app.is_saved().await?;
        let clear = "const name = 'article-annotator ' + location.pathname.replace(/[^/]*$/, ''); \
            await new Promise((done) => { indexedDB.deleteDatabase(name).onsuccess = done; })";
        app.session.js(clear, json!([])).await?;
        app.is_saved().await?;
        app.reload().await?;
        app.shows(&[PUTIN, KUSHNER]).await?;
        app.click("#header", "Undo").await?;
        app.shows(&[PUTIN]).await
    })
    .await
}

#[tokio::test]
async fn a_program_that_adds_while_an_article_is_loaded_has_everything_stored() -> Told {
    journey("listener", async |app| {
        let script = "let once = true, heard = []; const api = articleAnnotator; \
            api.on('save', (e) => heard.push(e.ok)); \
            api.on('load', () => { if (once) { once = false; api.add({ kind: 'person', start: 0, end: 3 }); } }); \
            await api.load({ text: 'Ana met Bo.' }, [{ kind: 'person', start: 8, end: 10 }]); return heard";
        app.session.js(script, json!([])).await?;
        app.shows(&["person: Ana", "person: Bo"]).await?;
        app.is_saved().await?;
        app.reload().await?;
        app.shows(&["person: Ana", "person: Bo"]).await
    })
    .await
}
