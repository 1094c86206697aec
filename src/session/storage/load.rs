//! From the records of an article back to the article. A record it cannot read is set aside, and affects no
//! other record (tests/native/keeping.rs).

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::model::record::Record;
use crate::model::{
    Actor, ActorId, Annotation, AnnotationId, AnnotationSet, Article, ArticleId, Details, Kind, Op,
    Timestamp, Transaction,
};
use crate::session::document::history::{Header, History};
use crate::session::document::ledger::Ledger;

use super::batch::{Batch, revision_of};
use super::schema::{Entry, Key, PackRecord, SCHEMA, Stored, TextRecord, json, parse, schema_of};
use super::steps;

/// An article restored from its records, and those that could not be read.
#[derive(Debug)]
pub struct Restored {
    /// Its data.
    pub ledger: Ledger,
    /// Sets aside the unreadable records, under keys that tell where they were.
    pub repair: Batch,
}

/// Why no article could be restored from its records.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RestoreError {
    /// A later version wrote the records; they are intact, but not readable here.
    #[error("it was stored by a later version of this program")]
    Later,
    /// The entry or the text is damaged.
    #[error("{0}")]
    Damaged(String),
}

impl Stored {
    /// Restores the article. A record that cannot be read affects no other.
    ///
    /// # Errors
    /// If the text or the entry cannot be read; see [`RestoreError`].
    pub fn restore(&self) -> Result<Restored, RestoreError> {
        self.restore_beside(None)
    }

    /// The same while an article is open. If it is this one, the same value is used again, because two equal
    /// values are compared to the last letter, block by block, at every drawing.
    ///
    /// # Errors
    /// As [`Stored::restore`].
    pub fn restore_beside(&self, open: Option<&Rc<Article>>) -> Result<Restored, RestoreError> {
        let entry: Entry = parse(&self.entry).map_err(RestoreError::Damaged)?;
        if entry.schema > SCHEMA {
            return Err(RestoreError::Later);
        }
        let text: TextRecord = parse(&self.text).map_err(RestoreError::Damaged)?;
        let article = text.article(&entry.id);
        let article = article.map_err(|error| RestoreError::Damaged(error.to_string()))?;
        Ok(self.filled(entry, one_value(open, Rc::new(article))))
    }

    /// Restores the article when its entry or text is damaged but the text is available from elsewhere. The
    /// damaged records are set aside.
    pub fn restore_with(&self, article: &Article, details: &Details) -> Restored {
        let id = article.id().clone();
        let entry = Entry {
            id: id.clone(),
            schema: schema_of(details),
            revision: 0,
            details: details.clone(),
            begins: String::new(),
            counts: [0; 3],
            bytes: 0,
            used: Timestamp::default(),
            exported: None,
            deleted: None,
            history: (0, 0),
        };
        let mut restored = self.filled(entry, Rc::new(article.clone()));
        let (entry, text) =
            (parse::<Entry>(&self.entry).is_err(), parse::<TextRecord>(&self.text).is_err());
        for (name, record, damaged) in [("entry", &self.entry, entry), ("text", &self.text, text)] {
            let key = Key::Aside(id.clone(), name.to_owned());
            restored.repair.puts.extend(damaged.then(|| (key, record.clone())));
        }
        restored.repair.puts.push((Key::Text(id), json(&TextRecord::of(article))));
        restored
    }

    /// Restores the article when only its entry is damaged: the title and other details are lost, and nothing
    /// else. `None` if the text cannot be read either.
    pub fn salvage(&self, id: &ArticleId) -> Option<Restored> {
        let text: TextRecord = parse(&self.text).ok()?;
        let article = text.article(id).ok()?;
        Some(self.restore_with(&article, &Details::default()))
    }

    /// The tab that wrote it last, if known.
    pub fn writer(&self) -> Option<Rc<str>> {
        revision_of(self.revision.as_ref()?).1
    }

    /// The number of saves, by the record that guards all writes.
    fn revision(&self, entry: &Entry) -> u64 {
        let guard = self.revision.as_ref().and_then(|record| revision_of(record).0);
        guard.unwrap_or(entry.revision)
    }

    fn filled(&self, entry: Entry, article: Rc<Article>) -> Restored {
        let revision = self.revision(&entry);
        let mut aside = Aside { article: entry.id.clone(), repair: Batch::default() };
        let mut set = AnnotationSet::new(article, entry.details.clone());
        self.fill(&mut set, &mut aside);
        let history = self.history(&entry, &mut aside);
        // The first release had no separate guard, and without one the article could never be written again.
        if self.revision.is_none() && revision > 0 {
            aside.repair.puts.push((Key::Revision(entry.id.clone()), revision.to_string()));
        }
        let ledger = Ledger::new(set, history).stored(revision, entry.exported);
        Restored { ledger, repair: aside.repair }
    }

    fn fill(&self, set: &mut AnnotationSet, aside: &mut Aside) {
        let article = &aside.article.clone();
        let pack =
            self.pack.as_ref().and_then(|pack| aside.parse(Key::Pack(article.clone()), pack));
        let pack = pack.unwrap_or(PackRecord { actors: Vec::new(), annotations: Vec::new() });
        let key = |id: &str| Key::Actor(article.clone(), id.into());
        for actor in newest(&self.actors, pack.actors, |actor| &actor.id.0, key, aside) {
            if set.apply(&Op::AddActor(actor.clone()).into()).is_err() {
                aside.put(key(&actor.id.0), &json(&actor));
            }
        }
        let key = |id: &str| Key::Annotation(article.clone(), id.into());
        let read = newest(&self.annotations, pack.annotations, |one| &one.id.0, key, aside);
        // Mentions first: they give names to actors that could not be read.
        let (mentions, others): (Vec<_>, Vec<_>) =
            read.into_iter().partition(|annotation| annotation.kind() == Kind::Person);
        for annotation in mentions.into_iter().chain(others) {
            if set.apply(&set.adding(annotation.clone())).is_err() {
                aside.put(key(&annotation.id.0), &json(&annotation));
            }
        }
    }

    /// The history around the current step, as far as it is complete and within its limit. What lies beyond
    /// can never be used, so it is cleared.
    fn history(&self, entry: &Entry, aside: &mut Aside) -> History {
        let article = &aside.article.clone();
        for (number, header) in &self.learnt {
            match header {
                Ok(header) => {
                    let key = Key::Header(article.clone(), *number);
                    aside.repair.puts.push((key, json(header)));
                }
                Err(record) => aside.put(Key::Step(article.clone(), *number), record),
            }
        }
        let mut known = self.known_headers();
        let find =
            |known: &[(u32, Header)], number| known.iter().position(|(own, _)| *own == number);
        let (first, stands) = (entry.history.0, steps::stands(entry));
        let from =
            (first..stands).rev().take_while(|number| find(&known, *number).is_some()).last();
        let from = from.unwrap_or(stands);
        let kept: Vec<_> = (from..)
            .map_while(|number| find(&known, number).map(|at| known.swap_remove(at).1))
            .collect();
        let history = History::restored(from, kept, (stands - from) as usize);
        let headers = self.headers.iter().filter_map(|(number, _)| number.parse().ok());
        let all = steps::numbers(&self.steps).chain(headers);
        let (mut before, mut behind) = (false, false);
        for number in all {
            before |= number < history.first();
            behind |= number >= history.end_number();
        }
        if let Some(last) = history.first().checked_sub(1).filter(|_| before) {
            aside.forget(0, last);
        }
        if behind {
            aside.forget(history.end_number(), u32::MAX);
        }
        history
    }
}

/// The open article if it equals this one, otherwise this one.
pub(in crate::session) fn one_value(
    open: Option<&Rc<Article>>,
    article: Rc<Article>,
) -> Rc<Article> {
    open.filter(|open| **open == article).cloned().unwrap_or(article)
}

/// Moves unreadable records out of the way, and keeps them.
struct Aside {
    article: ArticleId,
    repair: Batch,
}

impl Aside {
    /// Clears steps that can never be used, and cancels writes to them.
    fn forget(&mut self, from: u32, to: u32) {
        let is_gone = |number: &u32| (from..=to).contains(number);
        self.repair
            .puts
            .retain(|(key, _)| !matches!(key, Key::Header(_, number) if is_gone(number)));
        steps::forget(&mut self.repair, &self.article, from, to);
    }

    fn parse<T: Record>(&mut self, key: Key, record: &str) -> Option<T> {
        let read = parse(record).ok();
        if read.is_none() {
            self.put(key, record);
        }
        read
    }

    fn put(&mut self, key: Key, record: &str) {
        let parts = key.parts();
        let (sort, id) = (parts.first(), parts.get(2));
        let name = sort.into_iter().chain(id).map(String::as_str).collect::<Vec<_>>().join(" ");
        self.repair.puts.push((Key::Aside(self.article.clone(), name), record.to_owned()));
        match key {
            // The pack may hold an older version, which must not return.
            Key::Annotation(..) | Key::Actor(..) => self.repair.puts.push((key, String::new())),
            _ => self.repair.clear_ranges.push((key.clone(), key)),
        }
    }
}

/// The records of the pack, each replaced by its newer record or deleted with it.
fn newest<T: Record>(
    newer: &[(String, String)],
    packed: Vec<Rc<T>>,
    id: impl Fn(&T) -> &Rc<str>,
    key: impl Fn(&str) -> Key,
    aside: &mut Aside,
) -> Vec<Rc<T>> {
    let mut overridden = BTreeSet::new();
    overridden.extend(newer.iter().map(|(id, _)| id.as_str()));
    let kept = packed.into_iter().filter(|one| !overridden.contains(&**id(one)));
    let own = newer.iter().filter(|(_, record)| !record.is_empty());
    let own: Vec<_> = own.filter_map(|(id, record)| aside.parse(key(id), record)).collect();
    kept.chain(own.into_iter().map(Rc::new)).collect()
}

/// The step that turns a set into what these records hold, and the entry among them. Existing annotations are
/// removed and added again in their new state, since references are only checked at the end.
pub(in crate::session) fn step_of(
    set: &AnnotationSet,
    records: &[[String; 3]],
) -> Option<(Entry, Transaction)> {
    let (mut entry, mut ops) = (None, Vec::new());
    for [sort, id, text] in records {
        let is_there = !text.is_empty();
        if sort == "entry" {
            entry = Some(parse::<Entry>(text).ok()?);
        } else if sort == "actor" {
            let id = ActorId::from(id.as_str());
            ops.extend(set.actor(&id).is_some().then_some(Op::RemoveActor(id)));
            if is_there {
                ops.push(Op::AddActor(Rc::new(parse::<Actor>(text).ok()?)));
            }
        } else {
            let id = AnnotationId::from(id.as_str());
            ops.extend(set.get(&id).is_some().then_some(Op::Remove(id)));
            if is_there {
                ops.push(Op::Add(Rc::new(parse::<Annotation>(text).ok()?)));
            }
        }
    }
    let entry = entry?;
    ops.push(Op::SetDetails(Rc::new(entry.details.clone())));
    Some((entry, Transaction { ops }))
}
