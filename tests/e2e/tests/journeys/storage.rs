//! Real storage failures: aborted writes, a database that does not open, cleared site data,
//! programs that act inside events. What is shown as saved is there after a reload.

use anyhow::{Context, Result, ensure};
use e2e::{App, Engine, Setup, Told, journey, journey_with};
use serde_json::json;

use crate::faulty::Fault;
use crate::{FAULTY, PEOPLE};

const SAVED: &str = "Saved in this browser";

const PUTIN: &str = "person: Vladimir Putin";
const KUSHNER: &str = "person: Jared Kushner";

/// The storage fails like this until it is repaired. `words` is what the header says meanwhile;
/// `None`: that everything is saved.
async fn survives(app: &App, fault: Fault, words: Option<&str>, name: &str) -> Result<()> {
    app.js(
        "said.splice(0, said.length - 1); await fault(arguments[0])",
        json!([format!("{fault:?}")]),
    )
    .await?;
    app.mark("Person", name).await?;
    app.js("await says(arguments[0])", json!([words.unwrap_or(SAVED)])).await?;
    let said = app.js("return said", json!([])).await?;
    let since = said.as_array().context("a list")?.iter().skip(1);
    let claimed = since.into_iter().any(|said| *said == json!(SAVED));
    ensure!(claimed == words.is_none(), "{fault:?}: the header said {said:#}");
    app.asks_before_it_goes(words.is_some()).await?;
    app.js("heal()", json!([])).await?;
    app.is_saved().await?;
    app.asks_before_it_goes(false).await
}

/// Each fault after which the page continues by itself, one after the other, on the browser's own
/// storage.
async fn survives_all(engine: Engine) -> Told {
    let setup = Setup { engine, ..Setup::default() };
    journey_with(&format!("faulty-{}", engine.name()), setup, async |app| {
        app.is_saved().await?;
        app.js(FAULTY, json!([])).await?;
        let mut shown = Vec::new();
        // No browser transaction confirms twice; after the last fault, a page does not continue by
        // itself; a full disk is below.
        let alone =
            |fault: &Fault| matches!(fault, Fault::AnswersTwice | Fault::Outdated | Fault::NoDisk);
        let faults = Fault::ALL.into_iter().filter(|fault| !alone(fault));
        for (fault, name) in faults.zip(PEOPLE) {
            let words = match fault {
                // Cleared data is stored again at once.
                Fault::None | Fault::Forgets | Fault::AnswersTwice | Fault::Outdated => None,
                Fault::NoRoom | Fault::NoDisk => Some("Not saved: no room left"),
                Fault::Aborts => Some("Not saved yet"),
                Fault::LosesConnection | Fault::Closes => Some("the browser closed its storage"),
                Fault::Hangs | Fault::CompletesLate => Some("the browser isn’t answering"),
            };
            survives(app, fault, words, name).await?;
            shown.push(format!("person: {name}"));
        }
        app.reload().await?;
        app.shows(&shown.iter().map(String::as_str).collect::<Vec<_>>()).await
    })
    .await
}

#[tokio::test]
async fn nothing_is_called_saved_that_is_not_and_all_is_stored_in_the_end_in_chromium() -> Told {
    survives_all(Engine::Chromium).await
}

#[tokio::test]
async fn nothing_is_called_saved_that_is_not_and_all_is_stored_in_the_end_in_firefox() -> Told {
    survives_all(Engine::Firefox).await
}

/// Counts the bytes with which Chromium's torn log is replaced: `browser/storage.rs`.
const REPAIR: &str = "window.repaired = 0; const { put } = IDBObjectStore.prototype; \
    IDBObjectStore.prototype.put = function (value, key) { \
        if (key?.[0] === 'ballast') window.repaired += value.length; return put.call(this, value, key); }";

#[tokio::test]
async fn after_a_disk_was_full_the_database_is_repaired_before_anything_is_called_saved() -> Told {
    journey("disk-full", async |app| {
        app.is_saved().await?;
        app.js(FAULTY, json!([])).await?;
        app.js(REPAIR, json!([])).await?;
        survives(app, Fault::NoDisk, Some("Not saved: no room left"), "Vladimir Putin").await?;
        // However often it is tried, the reason stays the true one.
        let again = "await fault('NoDisk'); window.failures = []; articleAnnotator.on('save', (told) => { \
            if (!told.ok) failures.push(document.querySelector('.saved').textContent); })";
        app.js(again, json!([])).await?;
        app.mark("Person", "Steve Witkoff").await?;
        app.until("a second failure", "return failures.length > 1", json!([])).await?;
        app.says(".saved", "Not saved: no room left").await?;
        app.js("heal()", json!([])).await?;
        app.is_saved().await?;
        let repaired = app.js("return repaired", json!([])).await?;
        // Twice the 4 MiB of Chromium's buffer.
        ensure!(repaired.as_u64() > Some(8_000_000), "repaired with {repaired} bytes");
        app.reload().await?;
        app.shows(&[PUTIN, "person: Steve Witkoff"]).await
    })
    .await
}

#[tokio::test]
async fn a_page_of_an_older_version_steps_aside_says_so_and_loses_nothing() -> Told {
    journey("outdated", async |app| {
        app.mark("Person", "Vladimir Putin").await?;
        app.is_saved().await?;
        app.js(FAULTY, json!([])).await?;
        app.js("await fault('Outdated')", json!([])).await?;
        app.says(".saved", "a newer version is in use").await?;
        app.mark("Person", "Jared Kushner").await?;
        app.says(".saved", "Not saved: a newer version is in use").await?;
        app.shows(&[PUTIN, KUSHNER]).await?;
        app.axe_finds_nothing("a page of an older version").await
    })
    .await
}

/// Another page of this site is creating the database, and takes its time until `release()`.
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

#[tokio::test]
async fn programs_whose_listeners_throw_stop_nothing_and_each_is_told_of() -> Told {
    journey("throws", async |app| {
        // What is told of the listeners is counted, until everything is stored: each save tells of one more.
        let script = "const api = articleAnnotator, told = console.error; window.failed = 0; \
            console.error = (what, ...rest) => what.includes('listener') ? failed += 1 : told(what, ...rest); \
            for (const event of ['load', 'change', 'select', 'save']) api.on(event, () => { throw new Error(event); }); \
            const saves = new Promise((done) => api.on('save', (e) => { if (e.ok) done(); })); \
            await api.load({ text: 'Ana met Bo.' }, [{ kind: 'person', start: 8, end: 10 }]); \
            await api.add({ kind: 'person', start: 0, end: 3 }); await saves";
        app.js(script, json!([])).await?;
        app.shows(&["person: Ana", "person: Bo"]).await?;
        app.is_saved().await?;
        assert_eq!(app.js("return failed > 2", json!([])).await?, json!(true));
        app.reload().await?;
        app.shows(&["person: Ana", "person: Bo"]).await
    })
    .await
}

/// A browser that never says who holds a lock, nor whether it will keep the stored work.
const SILENT: &str = "const never = () => new Promise(() => {}); LockManager.prototype.request = never; \
    StorageManager.prototype.persisted = never; StorageManager.prototype.persist = never; StorageManager.prototype.estimate = never;";

#[tokio::test]
async fn where_the_browser_never_says_who_holds_a_lock_work_begins_all_the_same_and_is_stored()
-> Told {
    let setup = Setup { scripts: vec![SILENT], ..Setup::default() };
    journey_with("silent", setup, async |app| {
        app.mark("Person", "Vladimir Putin").await?;
        app.is_saved().await?;
        app.reload().await?;
        app.shows(&[PUTIN]).await?;
        app.click("header", "Open").await?;
        app.dialog_is_open("Open").await
    })
    .await
}
