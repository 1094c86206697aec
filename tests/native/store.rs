//! The storage in memory, by the rules of `session::storage::schema`.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

use article_annotator::model::{AnnotationSet, ArticleId, Timestamp};
use article_annotator::session::action::effect::Gather;
use article_annotator::session::library::shelf;
use article_annotator::session::storage::schema::{self, Records};
use article_annotator::session::suggest::many::WaitingSuggestions;
use article_annotator::session::{Batch, Entry, Key, Settings, Stored};

/// Records by the parts of their keys.
#[derive(Debug, Clone, Default)]
pub struct Store {
    pub records: BTreeMap<Vec<String>, String>,
    /// Everything ever stored since it was told to remember.
    log: Option<Vec<(ArticleId, AnnotationSet)>>,
    /// The number of step records read.
    pub steps_read: Cell<usize>,
}

impl PartialEq for Store {
    fn eq(&self, other: &Self) -> bool {
        self.records == other.records
    }
}

/// Nothing was written: another revision is stored than the batch was made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub stored: Option<u64>,
    pub writer: Option<Rc<str>>,
}

impl Store {
    /// Writes a batch: all of it, or nothing if another revision is stored than it was made for.
    pub fn write(&mut self, batch: &Batch) -> Result<(), Refused> {
        let mut batch = batch.clone();
        while batch.prepare() {}
        let guard = batch.guarding();
        if let Some((key, expected, _)) = &guard {
            let stored = self.records.get(&key.parts());
            if stored != expected.as_ref() {
                let (stored, writer) = stored.map_or((None, None), |it| schema::revision_of(it));
                return Err(Refused { stored, writer });
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
        self.note(batch.about());
        Ok(())
    }

    /// Remembers everything stored from now on.
    pub fn remembering() -> Self {
        Self { log: Some(Vec::new()), ..Self::default() }
    }

    fn note(&mut self, about: Option<&ArticleId>) {
        let Some(id) = about.filter(|_| self.log.is_some()) else { return };
        let restored = self.stored(id).and_then(|stored| stored.restore().ok());
        if let (Some(restored), Some(log)) = (restored, &mut self.log) {
            log.push((id.clone(), restored.ledger.set().clone()));
            let many = log.len().saturating_sub(64);
            log.drain(..many);
        }
    }

    /// All stored data is gone, as when the reader clears a site's data.
    pub fn forget(&mut self) {
        self.records.clear();
    }

    /// Whether exactly this was ever stored of an article; true for a store that does not remember.
    pub fn had(&self, id: &ArticleId, set: &AnnotationSet) -> bool {
        self.log.as_ref().is_none_or(|log| log.iter().any(|(of, had)| of == id && had == set))
    }

    /// The stored records of an article.
    pub fn stored(&self, id: &ArticleId) -> Option<Stored> {
        let one = |key: Key| self.records.get(&key.parts()).cloned();
        let steps = self.all("step", id).into_iter().map(|(number, _)| number);
        let mut stored = Stored {
            entry: one(Key::Entry(id.clone()))?,
            revision: one(Key::Revision(id.clone())),
            text: one(Key::Text(id.clone())).unwrap_or_default(),
            pack: one(Key::Pack(id.clone())),
            annotations: self.all("annotation", id),
            actors: self.all("actor", id),
            headers: self.all("header", id),
            steps: steps.collect(),
            learnt: Vec::new(),
        };
        for key in stored.headless() {
            if let Some(record) = self.step(&key)
                && !stored.learn(&key, record)
            {
                break;
            }
        }
        Some(stored)
    }

    /// The record of a step.
    pub fn step(&self, key: &Key) -> Option<String> {
        self.steps_read.set(self.steps_read.get() + 1);
        self.records.get(&key.parts()).cloned()
    }

    /// The entries of all articles.
    pub fn library(&self) -> Vec<Entry> {
        let entries = self.records.iter().filter(|(key, _)| key[0] == "entry");
        entries.filter_map(|(_, record)| schema::parse(record).ok()).collect()
    }

    /// The entries as the list reads them, last used first, and the unreadable ones.
    pub fn entries(&self) -> (Vec<Entry>, Vec<ArticleId>) {
        let records = self.records.iter().filter(|(key, _)| key[0] == "entry");
        let records = records.map(|(key, record)| (key[1].clone(), record.clone()));
        let (mut entries, damaged) = shelf::entries(&records.collect::<Vec<_>>());
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.used));
        (entries, damaged)
    }

    /// The settings, as a starting program reads them.
    pub fn settings(&self) -> Settings {
        let records = self.records.iter().filter(|(key, _)| key[0] == "settings");
        let records = records.map(|(key, record)| (key.last().unwrap().clone(), record.clone()));
        Settings::of_records(&records.collect::<Vec<_>>())
    }

    /// The records of the texts of some articles, and of what is said about them.
    pub fn texts_of(&self, ids: &[ArticleId]) -> Records {
        self.records_of(&["text", "pack", "annotation", "actor"], ids)
    }

    /// The records of some articles, of these sorts.
    pub fn records_of(&self, sorts: &[&str], ids: &[ArticleId]) -> Records {
        let is_asked = |key: &[String]| {
            sorts.contains(&key[0].as_str()) && ids.iter().any(|id| *id.0 == key[1])
        };
        let records = self.records.iter().filter(|(key, _)| is_asked(key));
        records.map(|(key, record)| (key.clone(), record.clone())).collect()
    }

    /// The records that are asked for to do this, and the number of the answer.
    pub fn gathered(&self, ids: &[ArticleId], what: Gather) -> (u32, Records) {
        match what {
            Gather::Texts(asked) => (asked, self.texts_of(ids)),
            Gather::Article(asked) => {
                let sorts = ["entry", "revision", "text", "pack", "annotation", "actor"];
                (asked, self.records_of(&sorts, ids))
            }
            Gather::Waiting(asked) => (asked, self.records_of(&["aside"], ids)),
            Gather::Export | Gather::Wait(_) => unreachable!("others do it"),
        }
    }

    /// Stores what waits in an article, or that nothing does.
    pub fn keep_waiting(&mut self, id: &ArticleId, record: Option<Rc<str>>) -> Records {
        match record {
            Some(record) => {
                drop(self.records.insert(WaitingSuggestions::key(id), record.to_string()));
            }
            None => drop(self.records.remove(&WaitingSuggestions::key(id))),
        }
        Records::new()
    }

    /// Marks an article as deleted, or as restored.
    pub fn mark(&mut self, id: &ArticleId, deleted: Option<Timestamp>) {
        if let Some(record) = self.records.get_mut(&Key::Entry(id.clone()).parts()) {
            *record = Entry::with_deleted(record, deleted).unwrap();
        }
    }

    /// The records of one sort, by the last part of their keys.
    pub fn all(&self, sort: &str, id: &ArticleId) -> Vec<(String, String)> {
        let prefix = [sort.to_owned(), id.0.to_string()];
        let records = self.records.iter().filter(|(key, _)| key.starts_with(&prefix));
        records.map(|(key, record)| (key.last().unwrap().clone(), record.clone())).collect()
    }

    /// Damages the record of a sort whose key ends in these words, or else the first that contains
    /// them.
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
