//! IndexedDB as a plain store of texts under keys of several parts. Must never know what a record
//! means: keys and texts are made and read by `session::records`.

use idb::{
    Database, DatabaseEvent, Error, Factory, KeyRange, ObjectStore, ObjectStoreParams, Query,
    TransactionMode,
};
use js_sys::{Array, JsString};
use wasm_bindgen::JsValue;

use crate::late::late;

use super::dom;

const STORE: &str = "records";
const VERSION: u32 = 1;

/// The database of this copy of the program.
#[derive(Debug)]
pub struct Storage {
    database: Database,
}

/// Writes that happen together or not at all, in this order.
#[derive(Debug, Default)]
pub struct Writes {
    /// A record that must hold this text now (none: must not be there), or nothing is written.
    pub guard: Option<(Vec<String>, Option<String>)>,
    /// Everything whose key begins with these parts goes.
    pub clear: Vec<Vec<String>>,
    /// Everything from one key to another, both included, goes.
    pub clear_ranges: Vec<(Vec<String>, Vec<String>)>,
    /// These are written.
    pub puts: Vec<(Vec<String>, JsString)>,
}

/// What became of writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// All of them are kept.
    Kept,
    /// None of them: the guard did not hold.
    Guarded,
}

impl Storage {
    /// Opens the database of the page's path.
    ///
    /// # Errors
    /// The browser's own reason, in words, if it allows no storage here.
    pub async fn open() -> Result<Self, String> {
        let open = async {
            let name = format!("article-annotator {}", dom::base_path());
            let mut request = Factory::new()?.open(&name, Some(VERSION))?;
            request.on_upgrade_needed(|event| {
                // An error here makes the opening itself fail, and that is handled.
                if let Ok(database) = event.database() {
                    let _ = database.create_object_store(STORE, ObjectStoreParams::new());
                }
            });
            request.await
        };
        let database = open.await.map_err(words)?;
        Ok(Self { database })
    }

    /// Writes, all or nothing; done when it is kept.
    ///
    /// # Errors
    /// The browser's own reason, in words: no room, storage taken away.
    pub async fn write(&self, writes: &Writes) -> Result<Written, String> {
        self.try_write(writes).await.map_err(words)
    }

    /// The record under a key.
    ///
    /// # Errors
    /// The browser's own reason, in words.
    pub async fn get(&self, key: &[String]) -> Result<Option<String>, String> {
        let get = async {
            let value =
                self.store(TransactionMode::ReadOnly)?.get(Query::Key(js_key(key)))?.await?;
            Ok(value.and_then(|value| value.as_string()))
        };
        get.await.map_err(words)
    }

    /// The records whose keys begin with these parts: each key's last part, and the text, by key.
    ///
    /// # Errors
    /// The browser's own reason, in words.
    pub async fn list(&self, prefix: &[String]) -> Result<Vec<(String, String)>, String> {
        let list = async {
            let store = self.store(TransactionMode::ReadOnly)?;
            let keys = store.get_all_keys(Some(beginning_with(prefix)?), None)?;
            let values = store.get_all(Some(beginning_with(prefix)?), None)?;
            let (keys, values) = (keys.await?, values.await?);
            Ok(keys.iter().map(last_part).zip(values.iter().map(text)).collect())
        };
        list.await.map_err(words)
    }

    fn store(&self, mode: TransactionMode) -> Result<ObjectStore, Error> {
        self.database.transaction(&[STORE], mode)?.object_store(STORE)
    }

    async fn try_write(&self, writes: &Writes) -> Result<Written, Error> {
        let transaction = self.database.transaction(&[STORE], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(STORE)?;
        if let Some((key, expected)) = &writes.guard {
            let stored = store.get(Query::Key(js_key(key)))?.await?;
            if stored.and_then(|value| value.as_string()) != *expected {
                transaction.abort()?.await?;
                return Ok(Written::Guarded);
            }
        }
        if let Err(error) = ask_for(&store, writes) {
            // What was asked for before it would be kept. It is waited for: as long as it is under
            // way, the end of the transaction is told once for each of it.
            store.get(Query::Key(js_key(&[STORE.to_owned()])))?.await?;
            transaction.abort()?.await?;
            return Err(error);
        }
        let kept = transaction.commit()?.await?;
        debug_assert!(kept.is_committed());
        Ok(Written::Kept)
    }
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

/// Arrays sort behind all texts, so an empty one as the next part is behind every key that begins
/// with these parts.
fn beginning_with(parts: &[String]) -> Result<Query, Error> {
    let behind = parts.iter().map(JsValue::from).chain([Array::new().into()]).collect::<Array>();
    KeyRange::bound(&js_key(parts), &behind, None, None).map(Query::KeyRange)
}

fn last_part(key: &JsValue) -> String {
    let parts = Array::from(key);
    parts.get(parts.length().saturating_sub(1)).as_string().unwrap_or_default()
}

fn text(value: &JsValue) -> String {
    value.as_string().unwrap_or_default()
}

fn words(error: Error) -> String {
    late(|| error.to_string())
}
