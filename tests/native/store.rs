//! The storage, in memory: the rules of `session::records` and nothing else.
//! Must never know what a record says.

use std::collections::BTreeMap;

use article_annotator::model::ArticleId;
use article_annotator::session::{Batch, Entry, Key, Stored, records};

/// Records by the parts of their keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Store {
    pub records: BTreeMap<Vec<String>, String>,
}

impl Store {
    /// Writes a batch: all of it, or nothing if another revision is stored than it was made for.
    pub fn write(&mut self, batch: &Batch) -> Result<(), String> {
        let mut batch = batch.clone();
        while batch.prepare() {}
        let guard = batch.guarding();
        if let Some((key, expected, _)) = &guard {
            let stored = self.records.get(&key.parts());
            if stored != expected.as_ref() {
                return Err(format!("{stored:?} is stored, {expected:?} was expected"));
            }
        }
        self.records.retain(|key, _| !batch.clear.iter().any(|prefix| key.starts_with(&prefix.0)));
        for (first, last) in &batch.clear_ranges {
            let gone = first.parts()..=last.parts();
            self.records.retain(|key, _| !gone.contains(key));
        }
        for (key, record) in &batch.puts {
            self.records.insert(key.parts(), record.clone());
        }
        if let Some((key, _, next)) = guard {
            self.records.insert(key.parts(), next);
        }
        Ok(())
    }

    /// What is stored about an article.
    pub fn stored(&self, id: &ArticleId) -> Option<Stored> {
        let one = |key: Key| self.records.get(&key.parts()).cloned();
        Some(Stored {
            entry: one(Key::Entry(id.clone()))?,
            revision: one(Key::Revision(id.clone())),
            text: one(Key::Text(id.clone())).unwrap_or_default(),
            pack: one(Key::Pack(id.clone())),
            annotations: self.all("annotation", id),
            actors: self.all("actor", id),
            steps: self.all("step", id),
        })
    }

    /// The entries of all articles.
    pub fn library(&self) -> Vec<Entry> {
        let entries = self.records.iter().filter(|(key, _)| key[0] == "entry");
        entries.filter_map(|(_, record)| records::parse(record).ok()).collect()
    }

    /// The records of one sort, by the last part of their keys.
    pub fn all(&self, sort: &str, id: &ArticleId) -> Vec<(String, String)> {
        let prefix = [sort.to_owned(), id.0.to_string()];
        let records = self.records.iter().filter(|(key, _)| key.starts_with(&prefix));
        records.map(|(key, record)| (key.last().unwrap().clone(), record.clone())).collect()
    }

    /// Damages the record of a sort whose key ends in these words, or else the first that says them.
    pub fn damage(&mut self, sort: &str, words: &str) {
        let of_sort = || self.records.iter().filter(|(key, _)| key[0] == sort);
        let found = of_sort()
            .find(|(key, _)| key.last().is_some_and(|last| last == words))
            .or_else(|| of_sort().find(|(_, record)| record.contains(words)));
        let key =
            found.unwrap_or_else(|| panic!("there is a record {sort} with “{words}”")).0.clone();
        let record = self.records.get_mut(&key).unwrap();
        record.replace_range(record.len() / 2.., "");
    }
}
