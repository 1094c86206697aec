//! IndexedDB as a plain store of texts under keys of several parts. A write is done when its
//! transaction has completed; every other end is a failure with its reason: tests/web/storage.rs.

use std::cell::Cell;
use std::rc::Rc;

use idb::{
    Database, DatabaseEvent, Error, Factory, KeyRange, ObjectStore, ObjectStoreParams, Query,
    Transaction, TransactionMode,
};
use js_sys::{Array, Function, JsString, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, IdbDatabase, IdbTransaction};

use super::{dom, repair_mark};

const STORE: &str = "records";
const VERSION: u32 = 1;

/// The database of this copy of the program.
#[derive(Debug)]
pub struct Storage {
    database: Database,
    /// The same database, for its own event handlers to close.
    handle: IdbDatabase,
    closed: Rc<Cell<bool>>,
}

/// Writes in this order, all or none.
#[derive(Debug, Default)]
pub struct Writes {
    /// Must be stored now, or nothing is written.
    pub guard: Option<Guard>,
    /// Deletes every key that begins with these parts.
    pub clear: Vec<Vec<String>>,
    /// Deletes every key from one to another, both included.
    pub clear_ranges: Vec<(Vec<String>, Vec<String>)>,
    /// Records to write.
    pub puts: Vec<(Vec<String>, JsString)>,
}

/// A record that must hold a certain text for anything to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guard {
    /// The record's key.
    pub key: Vec<String>,
    /// Its text; `None` if the record must not exist.
    pub expected: Option<String>,
}

/// The result of writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteOutcome {
    /// All are stored: the transaction completed.
    Kept,
    /// None are stored: the guard's record holds this text, or does not exist.
    Guarded(Option<String>),
}

/// An outside event of an open or opening database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConnectionNews {
    /// The connection is closed, by the browser or because another tab needs the database for
    /// itself.
    Closed,
    /// Other tabs keep it from opening.
    Blocked,
}

impl Storage {
    /// Opens the database of the page's path.
    ///
    /// # Errors
    /// The browser's own reason, in words, if it allows no storage here.
    pub async fn open(tell: Rc<dyn Fn(ConnectionNews)>) -> Result<Self, String> {
        let blocked = tell.clone();
        let open = async {
            let name = format!("article-annotator {}", dom::base_path());
            let mut request = Factory::new()?.open(&name, Some(VERSION))?;
            request.on_upgrade_needed(|event| {
                // An error here makes the opening itself fail, which is handled.
                if let Ok(database) = event.database() {
                    let _ = database.create_object_store(STORE, ObjectStoreParams::new());
                }
            });
            request.on_blocked(move |_| blocked(ConnectionNews::Blocked));
            request.await
        };
        let database = open.await.map_err(words)?;
        Ok(Self::listening(database, tell))
    }

    fn listening(database: Database, tell: Rc<dyn Fn(ConnectionNews)>) -> Self {
        let handle = IdbDatabase::from(database);
        let mut database = Database::from(handle.clone());
        let closed = Rc::new(Cell::new(false));
        let once = {
            let closed = closed.clone();
            move || {
                if !closed.replace(true) {
                    let tell = tell.clone();
                    // Later, because the listener drops the closure that is running.
                    spawn_local(async move { tell(ConnectionNews::Closed) });
                }
            }
        };
        let also = once.clone();
        database.on_close(move |_| also());
        // Another tab wants to upgrade or delete the database, so this connection closes.
        let by_us = handle.clone();
        database.on_version_change(move |_| {
            by_us.close();
            once();
        });
        Self { database, handle, closed }
    }

    /// Whether its connection is closed.
    pub fn is_closed(&self) -> bool {
        self.closed.get()
    }

    /// Closes the connection. A transaction under way may or may not complete.
    pub fn close(&self) {
        self.closed.set(true);
        self.handle.close();
    }

    /// Writes, all or nothing; done when the transaction has completed.
    ///
    /// # Errors
    /// The browser's own reason, in words: no room, storage taken away.
    pub async fn write(&self, writes: &Writes) -> Result<WriteOutcome, String> {
        // Pure deletions may go first: they make the room that renewing needs, and nothing is lost
        // with them.
        let clears = writes.puts.is_empty();
        let renewed = match repair_mark::is_marked() && !clears {
            true => self.renew().await,
            false => Ok(()),
        };
        let written = self.try_write(writes).await;
        if let Err(words) = &written {
            repair_mark::mark_for(words);
        }
        match (renewed, written) {
            (_, Ok(guarded @ WriteOutcome::Guarded(_))) => Ok(guarded),
            // A write into a torn log can be read now but may be gone after a crash, so it does not
            // count as stored. One that fails then fails for the same reason, whatever its own words.
            (Err(words), _) => Err(words),
            (Ok(()), written) => written,
        }
    }

    /// Repairs the database after a failed write. Chromium's write log may then be torn, and after
    /// a crash it would discard the whole database, whatever was stored since. Writing more than
    /// its buffer holds starts a new log.
    async fn renew(&self) -> Result<(), String> {
        let ballast = JsString::from("x".repeat(repair_mark::RECORD));
        let key = |number: usize| vec![repair_mark::KEY.to_owned(), number.to_string()];
        let puts = (0..repair_mark::RECORDS).map(|number| (key(number), ballast.clone())).collect();
        self.try_write(&Writes { puts, ..Writes::default() }).await?;
        let clear = vec![vec![repair_mark::KEY.to_owned()]];
        self.try_write(&Writes { clear, ..Writes::default() }).await?;
        repair_mark::forget();
        Ok(())
    }

    async fn try_write(&self, writes: &Writes) -> Result<WriteOutcome, String> {
        let transaction =
            self.database.transaction(&[STORE], TransactionMode::ReadWrite).map_err(words)?;
        let handle = IdbTransaction::from(transaction);
        let (mut transaction, end) = watched(Transaction::from(handle.clone()));
        match ask(&transaction, writes).await {
            Ok(None) => {
                // Without this method the transaction ends by itself; with it, it ends before the
                // page goes.
                let _ = Transaction::from(handle).commit();
                end.await.map(|()| WriteOutcome::Kept)
            }
            Ok(Some(guarded)) => {
                // Nothing was requested yet. Awaits the end all the same, since it is still
                // reported.
                let _ = handle.abort();
                let _ = end.await;
                Ok(guarded)
            }
            Err(error) => {
                // Requests made before would be stored. The transaction may be over already.
                let _ = handle.abort();
                transaction.forget_callbacks();
                Err(words(error))
            }
        }
    }

    /// A snapshot of the stored data, without later writes. It ends as soon as anything but its own
    /// reads is awaited.
    ///
    /// # Errors
    /// The browser's own reason, in words.
    pub fn snapshot(&self) -> Result<Snapshot, String> {
        let store = self.database.transaction(&[STORE], TransactionMode::ReadOnly);
        store.and_then(|transaction| transaction.object_store(STORE)).map(Snapshot).map_err(words)
    }

    /// The record under a key, see [`Snapshot::get`].
    ///
    /// # Errors
    /// The browser's own reason, in words.
    pub async fn get(&self, key: &[String]) -> Result<Option<String>, String> {
        self.snapshot()?.get(key).await
    }

    /// The records whose keys begin with these parts, see [`Snapshot::list`].
    ///
    /// # Errors
    /// The browser's own reason, in words.
    pub async fn list(&self, prefix: &[String]) -> Result<Vec<(String, String)>, String> {
        self.snapshot()?.list(prefix).await
    }
}

/// Records: the parts of their keys, and their texts.
pub type WholeRecords = Vec<(Vec<String>, String)>;

/// The stored data at one moment.
#[derive(Debug)]
pub struct Snapshot(ObjectStore);

impl Snapshot {
    /// The record under a key.
    ///
    /// # Errors
    /// The browser's own reason, in words.
    pub async fn get(&self, key: &[String]) -> Result<Option<String>, String> {
        let get = async { self.0.get(Query::Key(js_key(key)))?.await };
        Ok(get.await.map_err(words)?.and_then(|value| value.as_string()))
    }

    /// The records whose keys begin with these parts: the key's last part and the text, by key.
    ///
    /// # Errors
    /// The browser's own reason, in words.
    pub async fn list(&self, prefix: &[String]) -> Result<Vec<(String, String)>, String> {
        let keys = self.keys(prefix).await?;
        let values = async { self.0.get_all(Some(beginning_with(prefix)?), None)?.await };
        Ok(keys.into_iter().zip(values.await.map_err(words)?.iter().map(text)).collect())
    }

    /// The records whose keys lie between two beginnings, both included: the parts of each key, and the text.
    /// The browser is asked at once, so several can be asked for before one is awaited.
    ///
    /// # Errors
    /// The browser's own reason, in words.
    pub fn between(
        &self,
        from: &[&str],
        to: &[&str],
    ) -> Result<impl Future<Output = Result<WholeRecords, String>> + use<>, String> {
        let range = || keys_between(from, to);
        let keys = range().and_then(|range| self.0.get_all_keys(Some(range), None));
        let values = range().and_then(|range| self.0.get_all(Some(range), None));
        // Heard from now on, not only once they are awaited.
        let keys = keys.map_err(words)?.into_future();
        let values = values.map_err(words)?.into_future();
        Ok(async move {
            let keys = keys.await.map_err(words)?;
            let values = values.await.map_err(words)?;
            Ok(keys.iter().map(parts).zip(values.iter().map(text)).collect())
        })
    }

    /// The last parts of the keys that begin with these parts, in order. Reads no records.
    ///
    /// # Errors
    /// The browser's own reason, in words.
    pub async fn keys(&self, prefix: &[String]) -> Result<Vec<String>, String> {
        let keys = async { self.0.get_all_keys(Some(beginning_with(prefix)?), None)?.await };
        Ok(keys.await.map_err(words)?.iter().map(last_part).collect())
    }
}

impl Drop for Storage {
    fn drop(&mut self) {
        // Nobody listens any more, and an open connection would block other versions.
        self.handle.set_onclose(None);
        self.handle.set_onversionchange(None);
        self.handle.close();
    }
}

/// A transaction, and a future that resolves when it has completed or fails with the reason for its
/// abort.
fn watched(
    mut transaction: Transaction,
) -> (Transaction, impl Future<Output = Result<(), String>>) {
    let mut done: Option<Function> = None;
    let end = Promise::new(&mut |resolve, _| done = Some(resolve));
    let tell = move |failure: JsValue| {
        if let Some(done) = &done {
            // A resolving function throws nothing.
            let _ = done.call1(&JsValue::UNDEFINED, &failure);
        }
    };
    let failed = tell.clone();
    transaction.on_complete(move |_| tell(JsValue::UNDEFINED));
    transaction.on_abort(move |event| failed(reason(&event).into()));
    let end = async move {
        // This promise is never rejected.
        let failure = JsFuture::from(end).await.ok().and_then(|failure| failure.as_string());
        failure.map_or(Ok(()), Err)
    };
    (transaction, end)
}

/// Why a transaction was aborted.
fn reason(event: &Event) -> String {
    let transaction = event.target().and_then(|target| target.dyn_into::<IdbTransaction>().ok());
    let error = transaction.and_then(|transaction| transaction.error());
    error.map_or_else(String::new, |error| format!("{}: {}", error.name(), error.message()))
}

/// Issues every request, or reports that the guard does not hold.
async fn ask(transaction: &Transaction, writes: &Writes) -> Result<Option<WriteOutcome>, Error> {
    let store = transaction.object_store(STORE)?;
    if let Some(guard) = &writes.guard {
        let stored = store.get(Query::Key(js_key(&guard.key)))?.await?;
        let stored = stored.and_then(|value| value.as_string());
        if stored != guard.expected {
            return Ok(Some(WriteOutcome::Guarded(stored)));
        }
    }
    ask_for(&store, writes)?;
    Ok(None)
}

fn ask_for(store: &ObjectStore, writes: &Writes) -> Result<(), Error> {
    for prefix in &writes.clear {
        store.delete(beginning_with(prefix)?)?;
    }
    for (from, to) in &writes.clear_ranges {
        let range = KeyRange::bound(&js_key(from), &js_key(to), None, None)?;
        store.delete(Query::KeyRange(range))?;
    }
    for (key, text) in &writes.puts {
        store.put(text, Some(&js_key(key)))?;
    }
    Ok(())
}

/// A key of several parts. IndexedDB orders such keys part by part.
fn js_key(parts: &[String]) -> JsValue {
    parts.iter().map(JsValue::from).collect::<Array>().into()
}

/// The upper bound of the keys that begin with these parts: arrays sort after all texts, so it ends
/// in an empty one.
fn beginning_with(parts: &[String]) -> Result<Query, Error> {
    let behind = parts.iter().map(JsValue::from).chain([Array::new().into()]).collect::<Array>();
    KeyRange::bound(&js_key(parts), &behind, None, None).map(Query::KeyRange)
}

fn keys_between(from: &[&str], to: &[&str]) -> Result<Query, Error> {
    let lower = from.iter().copied().map(JsValue::from).collect::<Array>();
    let behind = to.iter().copied().map(JsValue::from).chain([Array::new().into()]);
    KeyRange::bound(&lower, &behind.collect::<Array>(), None, None).map(Query::KeyRange)
}

fn parts(key: &JsValue) -> Vec<String> {
    Array::from(key).iter().map(|part| text(&part)).collect()
}

fn last_part(key: &JsValue) -> String {
    let parts = Array::from(key);
    parts.get(parts.length().saturating_sub(1)).as_string().unwrap_or_default()
}

fn text(value: &JsValue) -> String {
    value.as_string().unwrap_or_default()
}

fn words(error: Error) -> String {
    error.to_string()
}
