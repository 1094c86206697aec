//! The storage in a real browser: what is stored, what is a failure, and what one snapshot reads.

use std::cell::RefCell;
use std::rc::Rc;

use article_annotator::browser::dom;
use article_annotator::browser::storage::{self, Guard, Storage, WriteOutcome, Writes};
use article_annotator::session::{Failure, Why};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{key, run, turn};

#[wasm_bindgen_test]
async fn the_storage_writes_all_or_nothing_and_lists_by_prefix() {
    let storage = open_storage(Rc::default()).await;
    let clear = vec![key(&["test"])];
    storage.write(&Writes { clear: clear.clone(), ..Writes::default() }).await.unwrap();
    let put = |id: &str, text: &str| (key(&["test", "a", id]), text.into());
    let guard = |expected: Option<&str>| {
        Some(Guard { key: key(&["test", "a", "r"]), expected: expected.map(str::to_owned) })
    };

    let first = Writes {
        guard: guard(None),
        puts: vec![put("r", "1"), put("x", "😀")],
        ..Writes::default()
    };
    assert_eq!(storage.write(&first).await, Ok(WriteOutcome::Kept));
    let guarded = storage.write(&first).await;
    assert_eq!(guarded, Ok(WriteOutcome::Guarded(Some("1".to_owned()))), "another tab was faster");
    let second = Writes {
        guard: guard(Some("1")),
        clear_ranges: vec![(key(&["test", "a", "s"]), key(&["test", "a", "z"]))],
        puts: vec![put("r", "2")],
        ..Writes::default()
    };
    assert_eq!(storage.write(&second).await, Ok(WriteOutcome::Kept));
    assert_eq!(storage.list(&key(&["test", "a"])).await, Ok(vec![("r".into(), "2".into())]));
    assert_eq!(storage.get(&key(&["test", "a", "x"])).await, Ok(None));

    storage
        .write(&Writes { puts: vec![(key(&["test", "ab", "1"]), "".into())], ..Writes::default() })
        .await
        .unwrap();
    assert_eq!(storage.list(&key(&["test", "a"])).await.unwrap().len(), 1, "“ab” is not below “a”");
    let snapshot = storage.snapshot().unwrap();
    let both = snapshot.between(&["test", "a"], &["test", "ab"]).unwrap();
    let one = snapshot.between(&["test", "ab"], &["test", "ab"]).unwrap();
    let all = vec![(key(&["test", "a", "r"]), "2".into()), (key(&["test", "ab", "1"]), "".into())];
    assert_eq!(both.await, Ok(all.clone()));
    assert_eq!(one.await, Ok(all[1..].to_vec()));
    storage.write(&Writes { clear, ..Writes::default() }).await.unwrap();
    assert_eq!(storage.list(&key(&["test"])).await, Ok(Vec::new()));
}

/// Otherwise an article could be read half old and half as another tab writes it.
#[wasm_bindgen_test]
async fn what_is_read_at_one_moment_has_nothing_of_what_is_written_meanwhile() {
    let storage = Rc::new(open_storage(Rc::default()).await);
    storage.write(&one("before")).await.unwrap();
    let snapshot = storage.snapshot().unwrap();
    let (writing, done) = (storage.clone(), Rc::new(RefCell::new(None)));
    let told = done.clone();
    let of = key(&["test", "one"]);
    let before = snapshot.get(&of);
    wasm_bindgen_futures::spawn_local(async move {
        let written = writing.write(&one("after")).await;
        *told.borrow_mut() = Some(written);
    });
    assert_eq!(before.await, Ok(Some("before".to_owned())));
    for _ in 0..20 {
        assert_eq!(snapshot.get(&key(&["test", "one"])).await, Ok(Some("before".to_owned())));
    }
    assert_eq!(snapshot.list(&key(&["test", "one"])).await.unwrap().len(), 1);
    assert_eq!(storage.get(&key(&["test", "one"])).await, Ok(Some("after".to_owned())));
    assert_eq!(*done.borrow(), Some(Ok(WriteOutcome::Kept)), "it waited");
}

type Heard = Rc<RefCell<Vec<storage::ConnectionNews>>>;

async fn open_storage(told: Heard) -> Storage {
    Storage::open(Rc::new(move |what| told.borrow_mut().push(what))).await.unwrap()
}

async fn resolves(script: &str) {
    let promise: js_sys::Promise = run(script).unchecked_into();
    wasm_bindgen_futures::JsFuture::from(promise).await.unwrap();
}

fn one(text: &str) -> Writes {
    Writes { puts: vec![(key(&["test", "one"]), text.into())], ..Writes::default() }
}

/// As on a full disk: every record is accepted, and the transaction aborts at its end, without an
/// error event.
#[wasm_bindgen_test]
async fn a_transaction_that_is_aborted_at_its_end_is_a_failure_and_nothing_of_it_is_stored() {
    let storage = open_storage(Rc::default()).await;
    storage.write(&one("before")).await.unwrap();
    run("const proto = IDBTransaction.prototype; window.commits = proto.commit;
        proto.commit = function () { this.abort(); };");
    assert!(storage.write(&one("after")).await.is_err());
    run("IDBTransaction.prototype.commit = window.commits");
    assert_eq!(storage.get(&key(&["test", "one"])).await, Ok(Some("before".to_owned())));
    assert_eq!(storage.write(&one("again")).await, Ok(WriteOutcome::Kept));
}

#[wasm_bindgen_test]
async fn a_closed_connection_is_told_of_by_its_failure_and_can_be_opened_again() {
    let storage = open_storage(Rc::default()).await;
    storage.write(&one("before")).await.unwrap();
    storage.close();
    let failure = Failure::of(storage.write(&one("after")).await.unwrap_err());
    assert_eq!(failure.why, Why::Closed, "{failure:?}");
    let again = open_storage(Rc::default()).await;
    assert_eq!(again.get(&key(&["test", "one"])).await, Ok(Some("before".to_owned())));
}

#[wasm_bindgen_test]
async fn a_tab_steps_aside_for_a_newer_version_and_says_that_the_data_is_newer() {
    let heard = Heard::default();
    let storage = open_storage(heard.clone()).await;
    let name = format!("'article-annotator {}'", dom::base_path());
    resolves(&format!(
        "return new Promise((resolve, reject) => {{ const open = indexedDB.open({name}, 7);
            open.onblocked = () => reject(new Error('the old tab is in the way'));
            open.onsuccess = () => {{ open.result.close(); resolve(); }}; }})"
    ))
    .await;
    while heard.borrow().is_empty() {
        turn().await;
    }
    assert_eq!(*heard.borrow(), [storage::ConnectionNews::Closed]);
    assert!(storage.is_closed());
    let newer = Storage::open(Rc::new(|_| {})).await.unwrap_err();
    assert_eq!(Failure::of(newer).why, Why::Newer);
    resolves(&format!(
        "return new Promise((resolve) => {{ indexedDB.deleteDatabase({name}).onsuccess = resolve; }})"
    ))
    .await;
}

/// Pure deletions are how a reader makes room, so they must not need room.
#[wasm_bindgen_test]
async fn after_a_write_found_no_room_articles_can_still_be_cleared_away_and_then_there_is_room() {
    let storage = open_storage(Rc::default()).await;
    storage.write(&one("before")).await.unwrap();
    run("const [store, transaction] = [IDBObjectStore.prototype, IDBTransaction.prototype];
        window.natives = { put: store.put, commit: transaction.commit };
        const writes = new WeakSet();
        store.put = function (...given) { writes.add(this.transaction); return natives.put.apply(this, given); };
        transaction.commit = function () { writes.has(this) ? this.abort() : natives.commit.call(this); };");
    assert!(storage.write(&one("after")).await.is_err());
    assert!(storage.write(&one("again")).await.is_err());
    let clear = Writes { clear: vec![key(&["test"])], ..Writes::default() };
    assert_eq!(storage.write(&clear).await, Ok(WriteOutcome::Kept));
    run(
        "IDBObjectStore.prototype.put = natives.put; IDBTransaction.prototype.commit = natives.commit;",
    );
    assert_eq!(storage.get(&key(&["test", "one"])).await, Ok(None));
    assert_eq!(storage.write(&one("there is room")).await, Ok(WriteOutcome::Kept));
}
