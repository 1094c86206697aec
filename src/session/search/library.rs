//! The search in the texts of all stored articles, in slices: what was read once is searched again at every
//! key while the library is open. It reads no storage itself (tests/native/library_search.rs).

use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use crate::model::{ArticleId, TextSearch};
use crate::session::storage::schema::{Entry, Records, SCHEMA, Stored};

use super::texts::{ArticleTexts, HitsIn, TextsInMaking};

/// Work without a pause, in bytes that are searched: about 10 ms.
const SLICE: usize = 4_000_000;

/// Reading and folding a byte takes as long as searching this many.
const READING: usize = 12;

/// Work for each article, in the same unit.
const EACH: usize = 2_000;

/// Work for each hit.
const EACH_HIT: usize = 500;

/// Bytes of the record of an annotation, about.
const ANNOTATION: usize = 400;

/// Most bytes asked of the storage at once, unless one article has more.
const CHUNK: usize = 1_000_000;

/// Most articles asked for at once.
const CHUNK_ARTICLES: usize = 100;

/// Most bytes kept in memory. What does not fit is read again for every search.
const MOST_KEPT: usize = 128_000_000;

/// A value whose type the start of the program does not know, so that all its code is deferred.
pub trait Opaque<T> {
    /// The value.
    fn value(&self) -> &T;
    /// The value, to be changed.
    fn value_mut(&mut self) -> &mut T;
    /// Whether both are equal. Of most, each change makes a new one, and it is enough to see whether they are one.
    fn is_equal(&self, other: &T) -> bool {
        std::ptr::eq(self.value(), other)
    }
}

macro_rules! opaque {
    ($type:ty) => {
        impl Opaque<Self> for $type {
            fn value(&self) -> &Self {
                self
            }

            fn value_mut(&mut self) -> &mut Self {
                self
            }
        }
    };
}

pub(in crate::session) use opaque;

opaque!(LibraryFound);

impl<T> PartialEq for dyn Opaque<T> {
    fn eq(&self, other: &Self) -> bool {
        self.is_equal(other.value())
    }
}

impl<T> Eq for dyn Opaque<T> {}

/// Not the value: everything that could write it down would be part of the program, 45 KB of it.
impl<T> fmt::Debug for dyn Opaque<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opaque")
    }
}

/// What was found in the texts of the library.
#[derive(Debug, Default)]
pub struct LibraryFound {
    /// What is searched for.
    pub search: TextSearch,
    /// The hits in each article that has any.
    pub hits: BTreeMap<ArticleId, Rc<HitsIn>>,
    /// The number of articles searched so far.
    pub searched: usize,
    /// The number of articles.
    pub total: usize,
    /// Whether the search goes on.
    pub goes_on: bool,
    /// The articles of which something was not searched, and what.
    pub unsearched: Vec<(ArticleId, Unsearched)>,
}

/// What of an article was not searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsearched {
    /// All of it: it was stored by a later version of the program.
    Later,
    /// All of it, for this reason.
    Article(String),
    /// This many of its annotations and people.
    Records(usize),
}

/// An article of the library, and how far it is.
#[derive(Debug)]
struct LibraryArticle {
    revision: u64,
    /// The bytes of its records, about.
    weight: usize,
    stage: Stage,
    unsearched: Option<Unsearched>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Its records have to be read.
    Unread,
    /// They are on their way.
    Asked,
    /// Its texts are being made.
    Coming,
    /// They are kept.
    Kept,
    /// It was searched, and its texts did not fit.
    Passed,
    /// It cannot be searched.
    Unreadable,
}

/// The search in the texts of the library.
#[derive(Debug, Default)]
pub(in crate::session) struct LibrarySearch {
    /// Its number, which the records it asks for carry.
    serial: u32,
    search: TextSearch,
    articles: BTreeMap<ArticleId, LibraryArticle>,
    /// Whose records are on their way, and their revisions.
    asked: Vec<(ArticleId, u64)>,
    /// Whether something was asked for and has not come yet.
    is_waiting: bool,
    is_stopped: bool,
    coming: Vec<TextsInMaking>,
    kept: Vec<ArticleTexts>,
    kept_bytes: usize,
    /// How many of the kept ones were searched.
    searched: usize,
    hits: BTreeMap<ArticleId, Rc<HitsIn>>,
    shown: Option<Rc<LibraryFound>>,
    /// Whether something changed since.
    is_stale: bool,
}

impl LibrarySearch {
    /// A search of this number, for nothing yet.
    pub fn new(serial: u32) -> Self {
        Self { serial, ..Self::default() }
    }

    /// Its number.
    pub fn serial(&self) -> u32 {
        self.serial
    }

    /// Searches the articles of a library for something.
    pub fn look_for(&mut self, search: TextSearch, library: &[Entry]) {
        if self.search != search {
            self.search = search;
            self.hits.clear();
            self.searched = 0;
            for known in self.articles.values_mut().filter(|known| known.stage == Stage::Passed) {
                known.stage = Stage::Unread;
            }
        }
        self.is_stopped = false;
        self.follow(library);
    }

    /// Follows the library: articles that are new or changed have to be read, others are gone.
    pub fn follow(&mut self, library: &[Entry]) {
        self.is_stale = true;
        let mut before = std::mem::take(&mut self.articles);
        for entry in library.iter().filter(|entry| entry.deleted.is_none()) {
            let same = |known: &LibraryArticle| known.revision == entry.revision;
            let known =
                before.remove(&entry.id).filter(same).unwrap_or_else(|| LibraryArticle::of(entry));
            self.articles.insert(entry.id.clone(), known);
        }
        let searched = std::mem::take(&mut self.searched);
        for (index, texts) in std::mem::take(&mut self.kept).into_iter().enumerate() {
            if self.is_at(&texts.id, texts.revision, Stage::Kept) {
                self.searched += usize::from(index < searched);
                self.kept.push(texts);
            }
        }
        self.kept_bytes = self.kept.iter().map(ArticleTexts::size).sum();
        let articles = &self.articles;
        let is_searched =
            |known: &LibraryArticle| matches!(known.stage, Stage::Kept | Stage::Passed);
        self.hits.retain(|id, _| articles.get(id).is_some_and(is_searched));
    }

    /// Searches no further.
    pub fn stop(&mut self) {
        (self.is_stopped, self.is_stale) = (true, true);
    }

    /// The records that were asked for could not be read.
    pub fn failed(&mut self) {
        self.is_waiting = false;
        for (id, _) in std::mem::take(&mut self.asked) {
            if let Some(known) = self.articles.get_mut(&id) {
                known.stage = Stage::Unread;
            }
        }
        self.stop();
    }

    /// Takes the records that were asked for, and searches for a while.
    pub fn take(&mut self, records: Records) {
        (self.is_waiting, self.is_stale) = (false, true);
        let mut stored = by_article(records);
        for (id, revision) in std::mem::take(&mut self.asked) {
            if self.is_at(&id, revision, Stage::Asked) {
                self.put(&id, Stage::Coming);
                let stored = stored.remove(&*id.0).unwrap_or_default();
                self.coming.push(TextsInMaking::new(id, revision, stored));
            }
        }
        let mut room = SLICE;
        while room > 0
            && let Some(work) = self.search_next().or_else(|| self.make_next())
        {
            room = room.saturating_sub(work + EACH);
        }
    }

    /// The articles whose records are needed next; none if there is enough to do without. `None` if nothing
    /// has to be done, or something was asked for already.
    pub fn asks(&mut self) -> Option<Vec<ArticleId>> {
        if self.is_waiting || self.is_stopped {
            return None;
        }
        let has_work = self.searched < self.kept.len() || !self.coming.is_empty();
        let ids = if has_work { Vec::new() } else { self.next_unread() };
        self.is_waiting = has_work || !ids.is_empty();
        self.is_waiting.then_some(ids)
    }

    fn next_unread(&mut self) -> Vec<ArticleId> {
        let mut room = CHUNK;
        let unread = self.articles.iter_mut().filter(|(_, known)| known.stage == Stage::Unread);
        let next = unread.take(CHUNK_ARTICLES).take_while(|(_, known)| {
            let fits = room > 0;
            room = room.saturating_sub(known.weight);
            fits
        });
        for (id, known) in next {
            known.stage = Stage::Asked;
            self.asked.push((id.clone(), known.revision));
        }
        self.asked.iter().map(|(id, _)| id.clone()).collect()
    }

    /// Searches the next of the kept texts; returns the work that was.
    fn search_next(&mut self) -> Option<usize> {
        let texts = self.kept.get_mut(self.searched)?;
        self.searched += 1;
        let (found, work) = searched(texts, &self.search);
        self.hits.extend(found);
        Some(work)
    }

    /// Makes a piece of the next texts.
    fn make_next(&mut self) -> Option<usize> {
        let making = self.coming.last_mut()?;
        let made = making.go_on();
        if made.is_ok() && !making.is_done() {
            return made.ok().map(|read| READING * read);
        }
        let mut texts = self.coming.pop()?.texts;
        let known = self.articles.get_mut(&texts.id);
        let is_current = |known: &&mut LibraryArticle| {
            known.revision == texts.revision && known.stage == Stage::Coming
        };
        let Some(known) = known.filter(is_current) else { return Some(0) };
        known.unsearched = (texts.unreadable > 0).then_some(Unsearched::Records(texts.unreadable));
        let mut work = 0;
        known.stage = match made {
            Err(why) => {
                known.unsearched = Some(Unsearched::Article(why));
                Stage::Unreadable
            }
            Ok(_) if self.kept_bytes < MOST_KEPT => {
                self.kept_bytes += 2 * texts.bytes();
                self.kept.push(texts);
                Stage::Kept
            }
            Ok(_) => {
                let (found, searching) = searched(&mut texts, &self.search);
                self.hits.extend(found);
                work = searching;
                Stage::Passed
            }
        };
        Some(work)
    }

    fn is_at(&self, id: &ArticleId, revision: u64, stage: Stage) -> bool {
        let known = self.articles.get(id);
        known.is_some_and(|known| known.revision == revision && known.stage == stage)
    }

    fn put(&mut self, id: &ArticleId, stage: Stage) {
        if let Some(known) = self.articles.get_mut(id) {
            known.stage = stage;
        }
    }

    /// Whether it goes on, and for something.
    pub fn goes_on(&self) -> bool {
        self.is_waiting && !self.is_stopped && !self.search.is_blank()
    }

    /// Whether nothing has to be read, so that all of it will be found before anybody could read what is there.
    fn is_quick(&self) -> bool {
        let mut stages = self.articles.values().map(|article| article.stage);
        self.goes_on() && stages.all(|stage| matches!(stage, Stage::Kept | Stage::Unreadable))
    }

    /// What was shown last.
    pub fn last_shown(&self) -> Option<&LibraryFound> {
        self.shown.as_deref()
    }

    /// What was found so far; the same value until that changes, and during a quick search the former one:
    /// rows would go and come back at every key.
    pub fn shown(&mut self) -> Rc<LibraryFound> {
        if let Some(shown) = &self.shown
            && (!self.is_stale || self.is_quick() && !shown.search.is_blank())
        {
            return shown.clone();
        }
        self.is_stale = false;
        let is_over =
            |known: &&LibraryArticle| matches!(known.stage, Stage::Passed | Stage::Unreadable);
        let articles = self.articles.iter();
        let unsearched = articles
            .filter_map(|(id, known)| Some((id.clone(), known.unsearched.clone()?)))
            .collect();
        let shown = Rc::new(LibraryFound {
            search: self.search.clone(),
            hits: self.hits.clone(),
            searched: self.articles.values().filter(is_over).count() + self.searched,
            total: self.articles.len(),
            goes_on: self.goes_on(),
            unsearched,
        });
        self.shown = Some(shown.clone());
        shown
    }
}

impl LibraryArticle {
    fn of(entry: &Entry) -> Self {
        let is_later = entry.schema > SCHEMA;
        Self {
            revision: entry.revision,
            weight: entry.bytes + ANNOTATION * entry.annotations(),
            stage: if is_later { Stage::Unreadable } else { Stage::Unread },
            unsearched: is_later.then_some(Unsearched::Later),
        }
    }
}

/// What a search finds in some texts, and the work that was.
fn searched(
    texts: &mut ArticleTexts,
    search: &TextSearch,
) -> (Option<(ArticleId, Rc<HitsIn>)>, usize) {
    if search.is_blank() {
        return (None, 0);
    }
    let per_byte = if texts.fold(search.strict()) { READING } else { 1 };
    let hits = texts.find(search);
    let work = per_byte * texts.bytes() + EACH_HIT * hits.count;
    ((hits.count > 0).then(|| (texts.id.clone(), Rc::new(hits))), work)
}

/// Records by the articles they belong to.
pub(in crate::session) fn by_article(records: Records) -> BTreeMap<String, Stored> {
    let mut all = BTreeMap::new();
    for (key, record) in records {
        let mut key = key.into_iter();
        let (Some(sort), Some(id)) = (key.next(), key.next()) else { continue };
        let stored: &mut Stored = all.entry(id).or_default();
        match (sort.as_str(), key.next()) {
            ("entry", _) => stored.entry = record,
            ("revision", _) => stored.revision = Some(record),
            ("text", _) => stored.text = record,
            ("pack", _) => stored.pack = Some(record),
            ("annotation", Some(id)) => stored.annotations.push((id, record)),
            ("actor", Some(id)) => stored.actors.push((id, record)),
            _ => {}
        }
    }
    all
}
