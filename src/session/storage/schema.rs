//! What is stored, record by record: an edit writes only the records it changed (tests/native/keeping.rs). A
//! [`Batch`] says what to write, [`Stored`] what was read.

use std::rc::Rc;

use crate::model::article::ArticleError;
use crate::model::plain::Plain;
use crate::model::record::{Record, record};
use crate::model::{
    Actor, ActorId, Annotation, AnnotationId, Article, ArticleId, ArticleVersion, BlockKind,
    Details, Inline, Timestamp,
};
use crate::session::document::history::Header;

pub use super::batch::{Batch, revision_of};

/// Where a record is stored. Its parts, in order, are the key in the storage, so that all records of a sort,
/// and all of one article, are adjacent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// What the library shows.
    Entry(ArticleId),
    /// The text and its blocks.
    Text(ArticleId),
    /// All annotations and actors, from when many changed at once.
    Pack(ArticleId),
    /// An annotation newer than the pack; an empty record means deleted.
    Annotation(ArticleId, AnnotationId),
    /// An actor newer than the pack; an empty record means deleted.
    Actor(ArticleId, ActorId),
    /// The change that undoes or redoes a step of the history, by its number.
    Step(ArticleId, u32),
    /// What is known of a step without reading its change, by its number.
    Header(ArticleId, u32),
    /// A record that could not be read, with its former key.
    Aside(ArticleId, String),
    /// All settings in one record, as earlier releases stored them.
    Settings,
    /// One setting, by its name. An empty record means not set.
    Setting(String),
    /// The number of saves of an article: the guard of all writes about it.
    Revision(ArticleId),
}

/// All keys that begin with these parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prefix(pub Vec<String>);

/// Records: the parts of their keys, and their texts.
pub type Records = Vec<(Vec<String>, String)>;

/// What the library shows of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which article.
    pub id: ArticleId,
    /// The version of the record format.
    pub schema: u32,
    /// The number of saves.
    pub revision: u64,
    /// Its details.
    pub details: Details,
    /// The beginning of the text, to recognise the article while it has no title, and to search.
    pub begins: String,
    /// The number of annotations of each kind, by [`crate::model::Kind::index`].
    pub counts: [usize; 3],
    /// The length of its text in bytes.
    pub bytes: usize,
    /// When it was last opened or changed.
    pub used: Timestamp,
    /// When it was last exported.
    pub exported: Option<Timestamp>,
    /// When it was deleted; it can be restored until its records are cleared.
    pub deleted: Option<Timestamp>,
    /// The number of the first step of the history, and how many steps are done.
    pub history: (u32, usize),
}

/// The records of one article, as they were read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stored {
    /// The entry.
    pub entry: String,
    /// How often the article was saved.
    pub revision: Option<String>,
    /// The text.
    pub text: String,
    /// The pack, if there is one.
    pub pack: Option<String>,
    /// The annotations newer than the pack: the last part of the key, and the record.
    pub annotations: Vec<(String, String)>,
    /// The actors newer than the pack.
    pub actors: Vec<(String, String)>,
    /// The headers of the steps of the history, by number.
    pub headers: Vec<(String, String)>,
    /// The numbers of the stored steps. Their changes are read when they are undone.
    pub steps: Vec<String>,
    /// Headers derived from steps that were stored without one; or the record, if it cannot be read.
    pub learnt: Vec<(u32, Result<Header, String>)>,
}

/// The latest version of the record format written here.
pub(in crate::session) const SCHEMA: u32 = 2;

/// The earliest version of the record format that keeps these details. An earlier program goes on with articles
/// that it can keep whole, and leaves the others alone. Version 2 added the rejected suggestions.
pub(in crate::session) fn schema_of(details: &Details) -> u32 {
    if details.rejected.is_empty() { 1 } else { 2 }
}

pub(in crate::session) struct TextRecord {
    pub text: Rc<str>,
    /// Only if some block is not a paragraph.
    pub kinds: Vec<BlockKind>,
    pub inlines: Vec<Inline>,
    /// The earlier versions of the article.
    pub versions: Rc<Vec<Rc<ArticleVersion>>>,
}

pub(in crate::session) struct PackRecord {
    pub actors: Vec<Rc<Actor>>,
    pub annotations: Vec<Rc<Annotation>>,
}

record! { Entry {
    id: must, schema: must, revision: must, details: must, begins: if_filled, counts: must,
    bytes: must, used: must, exported: if_some, deleted: if_some, history: must,
} }

record! { TextRecord { text: must, kinds: if_filled, inlines: if_filled, versions: if_versions } }

record! { PackRecord { actors: must, annotations: must } }

impl TextRecord {
    pub fn of(article: &Article) -> Self {
        let paragraphs = article.blocks().iter().all(|block| block.kind == BlockKind::Paragraph);
        let kinds = article.blocks().iter().map(|block| block.kind);
        Self {
            text: article.text().clone(),
            kinds: if paragraphs { Vec::new() } else { kinds.collect() },
            inlines: article.inlines().to_vec(),
            versions: article.versions().clone(),
        }
    }

    /// The article of this id.
    ///
    /// # Errors
    /// If the text is too long.
    pub fn article(self, id: &ArticleId) -> Result<Article, ArticleError> {
        let article = Article::new(Some(id.clone()), &self.text)?.with_kinds(&self.kinds);
        Ok(article.with_inlines(self.inlines).with_versions(self.versions))
    }
}

impl Key {
    /// The article it belongs to.
    pub fn article(&self) -> Option<&ArticleId> {
        match self {
            Self::Entry(id)
            | Self::Text(id)
            | Self::Pack(id)
            | Self::Annotation(id, _)
            | Self::Actor(id, _)
            | Self::Step(id, _)
            | Self::Header(id, _)
            | Self::Aside(id, _)
            | Self::Revision(id) => Some(id),
            Self::Settings | Self::Setting(_) => None,
        }
    }

    /// The parts of the key, in order.
    pub fn parts(&self) -> Vec<String> {
        let of = |sort: &str, article: &ArticleId| vec![sort.to_owned(), article.0.to_string()];
        let with = |mut parts: Vec<String>, last: &str| {
            parts.push(last.to_owned());
            parts
        };
        match self {
            Self::Entry(article) => of("entry", article),
            Self::Revision(article) => of("revision", article),
            Self::Text(article) => of("text", article),
            Self::Pack(article) => of("pack", article),
            Self::Annotation(article, id) => with(of("annotation", article), &id.0),
            Self::Actor(article, id) => with(of("actor", article), &id.0),
            Self::Step(article, number) => with(of("step", article), &format!("{number:010}")),
            Self::Header(article, number) => with(of("header", article), &format!("{number:010}")),
            Self::Aside(article, key) => with(of("aside", article), key),
            Self::Settings => vec!["settings".to_owned()],
            Self::Setting(name) => with(vec!["settings".to_owned()], name),
        }
    }
}

impl Entry {
    /// The record of an entry, marked as deleted at a time, or as not deleted.
    ///
    /// # Errors
    /// A description of the damage.
    pub fn with_deleted(record: &str, deleted: Option<Timestamp>) -> Result<String, String> {
        let entry: Self = parse(record)?;
        Ok(json(&Self { deleted, ..entry }))
    }

    /// The number of its annotations.
    pub fn annotations(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Its name in the library: the title, or else the beginning of the text.
    pub fn name(&self) -> &str {
        if self.details.title.is_empty() { &self.begins } else { &self.details.title }
    }

    /// Whether it was deleted so long ago that its records can be cleared.
    pub fn is_gone(&self, now: Timestamp) -> bool {
        const RESTORABLE: i64 = 60 * 60 * 1000;
        self.deleted.is_some_and(|deleted| now.0 - deleted.0 > RESTORABLE)
    }
}

impl Prefix {
    /// All records about an article.
    pub fn all(article: &ArticleId) -> Vec<Self> {
        ["entry", "revision", "text", "pack", "annotation", "actor", "step", "header", "aside"]
            .map(|sort| Self::of(sort, article))
            .to_vec()
    }

    /// The records of one sort about one article.
    pub fn of(sort: &str, article: &ArticleId) -> Self {
        Self(vec![sort.to_owned(), article.0.to_string()])
    }
}

/// A record in JSON.
pub(in crate::session) fn json(value: &impl Record) -> String {
    value.plain().to_json()
}

/// Reads a record.
///
/// # Errors
/// A description of the damage.
pub fn parse<T: Record>(record: &str) -> Result<T, String> {
    let plain = Plain::from_json(record).map_err(|error| error.to_string())?;
    T::read(&plain).map_err(|wrong| wrong.to_string())
}
