//! The library: a thousand articles, found, corrected, copied, exported and imported; addresses,
//! deletion in another tab, full storage, and erasing everything.

use anyhow::Result;
use e2e::{App, Setup, Told, journey, journey_with};
use serde_json::json;

use crate::FAULTY;

/// Puts two articles beside the sample: one with a source and annotations, one without a title.
async fn two_more(app: &App) -> Result<()> {
    let mayor = json!({ "id": "m/1 ä", "title": "The mayor", "byline": "Cy Di", "source": "https://example.org/mayor", "published": "2024-05-17", "text": "The mayor resigned\nShe said so." });
    let one = json!({ "id": "mayor", "kind": "person", "start": 0, "end": 9 });
    app.api("load", json!([mayor, [one]])).await?;
    app.api("load", json!([{ "text": "Mice in the house" }])).await?;
    app.is_saved().await
}

const TITLES: &str = "return [...document.querySelectorAll('dialog[open] .library .what')].map((what) => what.textContent)";

async fn lists(app: &App, titles: &[&str]) -> Result<()> {
    app.expect("the list", TITLES, json!([]), json!(titles)).await
}

async fn open_list(app: &App) -> Result<()> {
    app.click("header", "Open").await?;
    app.dialog_is_open("Open").await
}

const SAMPLE: &str = "Russian President Vladimir Putin recently held a late-night …";

#[tokio::test]
async fn the_library_finds_sorts_corrects_and_copies_without_opening_by_keyboard_and_pointer()
-> Told {
    journey("shelf", async |app| {
        two_more(app).await?;
        open_list(app).await?;
        lists(app, &["Mice in the house", "The mayor", SAMPLE]).await?;
        app.click("dialog[open]", "Search the articles").await?;
        app.type_text("example cy").await?;
        lists(app, &["The mayor"]).await?;
        app.says("#stored-sum", "1 of 3 articles found").await?;
        app.click("dialog[open]", "Details of The mayor").await?;
        app.axe_finds_nothing("library, with details").await?;
        let title = "const title = document.querySelector('.stored-details [name=title]'); title.focus(); title.select(); return title.value";
        assert_eq!(app.js(title, json!([])).await?, json!("The mayor"));
        app.type_text("Mayor resigns").await?;
        app.keys("Enter").await?;
        lists(app, &["Mayor resigns"]).await?;
        app.says("dialog[open] .toast", "1 article updated").await?;
        app.click("dialog[open]", "Duplicate Mayor resigns").await?;
        lists(app, &["Mayor resigns (copy)", "Mayor resigns"]).await?;
        app.click("dialog[open]", "Select all").await?;
        app.click("dialog[open]", "Export selected").await?;
        app.dialog_is_open("Export").await?;
        app.says("dialog[open]", "zip").await?;
        app.keys("Escape").await?;
        app.no_dialog_is_open().await?;
        assert_eq!(app.article_text().await?, "Mice in the house");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn every_article_has_an_address_and_back_and_forward_go_from_one_to_the_other() -> Told {
    journey("addresses", async |app| {
        two_more(app).await?;
        let address = "return location.hash";
        let hash = app.js(address, json!([])).await?;
        assert_eq!(hash.as_str().map(str::len), Some("#article=".len() + 64));
        app.js("history.back()", json!([])).await?;
        app.says("article", "The mayor resigned").await?;
        app.expect("the address", address, json!([]), json!("#article=m%2F1%20%C3%A4")).await?;
        let title = "return document.title";
        app.expect("the title", title, json!([]), json!("The mayor — Article Annotator")).await?;
        app.js("history.back()", json!([])).await?;
        app.says("article", "late-night").await?;
        app.js("history.go(2)", json!([])).await?;
        app.says("article", "Mice in the house").await?;
        app.js("location.hash = '#article=nobody'", json!([])).await?;
        app.says(".toast", "There is no article “nobody” in this browser").await?;
        assert_eq!(app.article_text().await?, "Mice in the house");
        app.expect("the address", address, json!([]), hash).await?;
        app.shows(&[]).await?;
        app.js("location.hash = '#article=m%2F1%20%C3%A4'", json!([])).await?;
        app.shows(&["person: The mayor"]).await?;
        // Until then, leaving the page asks.
        app.is_saved().await?;
        app.reload().await?;
        app.says("article", "The mayor resigned").await
    })
    .await
}

#[tokio::test]
async fn an_article_deleted_in_another_tab_is_told_of_and_can_be_kept() -> Told {
    journey("deleted-elsewhere", async |app| {
        two_more(app).await?;
        app.js("history.back()", json!([])).await?;
        app.shows(&["person: The mayor"]).await?;
        let first = app.this_tab().await?;
        let second = app.open_tab().await?;
        open_list(app).await?;
        app.click("dialog[open]", "Delete The mayor").await?;
        app.says("dialog[open] .toast", "deleted").await?;
        app.turn_to(&first).await?;
        app.says(".toast", "This article was deleted in another tab").await?;
        app.says(".saved", "Deleted in another tab").await?;
        app.axe_finds_nothing("deleted in another tab").await?;
        app.click(".toast", "Keep it").await?;
        app.is_saved().await?;
        app.shows(&["person: The mayor"]).await?;
        app.turn_to(&second).await?;
        lists(app, &["The mayor", "Mice in the house", SAMPLE]).await?;
        app.close_tab(&first).await?;
        app.reload().await?;
        app.shows(&["person: The mayor"]).await
    })
    .await
}

/// Everything stored that can be found.
const LEFT: &str = "const all = await indexedDB.databases(); let left = 0; \
    for (const { name } of all) { \
        const db = await new Promise((done) => { const open = indexedDB.open(name); open.onsuccess = () => done(open.result); }); \
        for (const store of db.objectStoreNames) left += await new Promise((done) => { \
            const count = db.transaction(store).objectStore(store).count(); count.onsuccess = () => done(count.result); }); \
        db.close(); \
    } \
    return left + localStorage.length + sessionStorage.length + (await caches.keys()).length";

#[tokio::test]
async fn after_everything_was_erased_nothing_of_it_is_found_in_any_tab() -> Told {
    journey("erase", async |app| {
        two_more(app).await?;
        let first = app.this_tab().await?;
        let second = app.open_tab().await?;
        open_list(app).await?;
        app.click("dialog[open]", "Erase everything …").await?;
        app.says("dialog[open]", "This erases 3 articles with 1 annotation").await?;
        app.axe_finds_nothing("before erasing").await?;
        app.click("dialog[open]", "Cancel").await?;
        app.dialog_is_open("Open").await?;
        app.click("dialog[open]", "Erase everything …").await?;
        app.click("dialog[open]", "Erase everything").await?;
        app.no_dialog_is_open().await?;
        app.says("main", "Paste an article to begin").await?;
        app.says(".toast", "Everything was erased").await?;
        app.expect("what is left", LEFT, json!([]), json!(0)).await?;
        app.expect("the address", "return location.hash", json!([]), json!("")).await?;
        app.turn_to(&first).await?;
        app.says("main", "Paste an article to begin").await?;
        app.expect("what is left", LEFT, json!([]), json!(0)).await?;
        app.turn_to(&second).await?;
        app.close_tab(&first).await?;
        app.reload().await?;
        app.says("article", "late-night").await?;
        app.shows(&[]).await
    })
    .await
}

/// A thousand articles with a hundred annotations each, straight into the storage.
const FILL: &str = "const [db] = await indexedDB.databases().then((all) => Promise.all(all.map(({ name }) => new Promise((done) => { \
        const open = indexedDB.open(name); open.onsuccess = () => done(open.result); })))); \
    const write = db.transaction('records', 'readwrite'), store = write.objectStore('records'); \
    const time = '2024-05-17T10:00:00.000Z'; \
    for (let n = 0; n < 1000; n += 1) { \
        const id = `article-${n}`, text = 'word '.repeat(200); \
        const annotations = Array.from({ length: 100 }, (_, at) => ({ id: `a${at}`, spans: [{ start: at * 5, end: at * 5 + 4 }], \
            detail: { claim: {} }, origin: 'hand', created: time, modified: time })); \
        store.put(JSON.stringify({ id, schema: 1, revision: 1, details: { title: `Article number ${n}`, byline: 'Cy Di', source: 'https://example.org/' + n, published: '2024-05-17' }, \
            begins: 'word word', counts: [0, 100, 0], bytes: text.length, used: time, history: [0, 0] }), ['entry', id]); \
        store.put('1', ['revision', id]); \
        store.put(JSON.stringify({ text }), ['text', id]); \
        store.put(JSON.stringify({ actors: [], annotations }), ['pack', id]); \
    } \
    await new Promise((done) => { write.oncomplete = done; }); db.close()";

/// Milliseconds from the click to the frame that shows the rows.
const SHOWN_AFTER: &str = "const begin = performance.now(); __e2e.control('header', 'Open').click(); \
    while (document.querySelectorAll('dialog[open] .library li').length < 50 || !document.querySelector('#stored-sum').textContent.includes('100,0')) \
        await new Promise(requestAnimationFrame); \
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done))); \
    return Math.round(performance.now() - begin)";

#[tokio::test]
async fn a_thousand_articles_with_a_hundred_thousand_annotations_are_listed_and_found() -> Told {
    journey("thousand", async |app| {
        app.js(FILL, json!([])).await?;
        app.reload().await?;
        println!("1,000 articles listed after {} ms", app.js(SHOWN_AFTER, json!([])).await?);
        app.keys("Escape").await?;
        app.no_dialog_is_open().await?;
        open_list(app).await?;
        app.click("dialog[open]", "Search the articles").await?;
        app.type_text("number 777").await?;
        lists(app, &["Article number 777"]).await
    })
    .await
}

#[tokio::test]
async fn a_copy_for_which_there_is_no_room_says_so_and_what_is_there_stays() -> Told {
    journey("no-room", async |app| {
        two_more(app).await?;
        app.js(FAULTY, json!([])).await?;
        app.js("await fault('NoRoom')", json!([])).await?;
        open_list(app).await?;
        app.click("dialog[open]", "Duplicate Mice in the house").await?;
        app.says("dialog[open] .toast", "no room").await?;
        app.control_is_shown("dialog[open] .toast", "Save to a file", true).await?;
        lists(app, &["Mice in the house", "The mayor", SAMPLE]).await?;
        app.click("dialog[open] .toast", "Save to a file").await?;
        app.dialog_is_open("Export").await
    })
    .await
}

/// Waits longer than the page waits for its storage.
const SAYS: &str = "await says(arguments[0], 'dialog[open] .toast')";

#[tokio::test]
async fn what_the_storage_confirms_late_is_called_unconfirmed_first_and_told_of_when_it_is_done()
-> Told {
    journey("late-ends", async |app| {
        two_more(app).await?;
        app.js(FAULTY, json!([])).await?;
        open_list(app).await?;
        app.js("await fault('CompletesLate')", json!([])).await?;
        app.click("dialog[open]", "Delete The mayor").await?;
        app.js(SAYS, json!(["hasn’t confirmed the change to the library"])).await?;
        app.js("heal()", json!([])).await?;
        app.says("dialog[open] .toast", "The mayor” deleted").await?;
        lists(app, &["Mice in the house", SAMPLE]).await?;
        app.js("await fault('CompletesLate')", json!([])).await?;
        app.click("dialog[open]", "Erase everything …").await?;
        app.click("dialog[open]", "Erase everything").await?;
        app.js(SAYS, json!(["hasn’t confirmed that everything was erased"])).await?;
        app.js("heal()", json!([])).await?;
        app.no_dialog_is_open().await?;
        app.says(".toast", "Everything was erased").await?;
        app.expect("what is left", LEFT, json!([]), json!(0)).await
    })
    .await
}

#[tokio::test]
async fn the_library_is_clean_and_whole_on_a_narrow_screen_and_in_the_dark() -> Told {
    let setup = Setup { size: (320, 640), ..Setup::default() };
    journey_with("shelf-narrow", setup, async |app| {
        two_more(app).await?;
        app.prefer("", &[("prefers-color-scheme", "dark")]).await?;
        open_list(app).await?;
        app.click("dialog[open]", "Details of The mayor").await?;
        app.control_is_shown("dialog[open]", "Save details", true).await?;
        let wide = "const body = document.querySelector('dialog[open] .dialog-body'); \
            return body.scrollWidth <= body.clientWidth && document.documentElement.scrollWidth <= innerWidth";
        app.expect("no sideways scrolling", wide, json!([]), json!(true)).await?;
        app.axe_finds_nothing("library, narrow and dark").await
    })
    .await
}
