//! Changes to stored articles without opening them: storing from a file, copying, correcting. A different
//! text is never overwritten (tests/native/library.rs).

use std::rc::Rc;

use crate::formats::common::loss::rebuilt;
use crate::model::{Actor, Annotation, AnnotationSet, Article, ArticleId, Details, Op};
use crate::session::document::history::History;
use crate::session::document::label::Label;
use crate::session::document::ledger::Ledger;
use crate::session::document::merge::{merge, settled};
use crate::session::host::Host;
use crate::session::storage::batch::Batch;
use crate::session::storage::save_state::Failure;
use crate::session::storage::schema::{Entry, Stored, parse};

/// A change to a stored article: all of it or nothing.
#[derive(Debug, Clone)]
pub struct Deed {
    /// The article whose records it needs.
    pub id: ArticleId,
    /// The change.
    pub what: What,
}

/// A change to a stored article.
#[derive(Debug, Clone)]
pub enum What {
    /// Store this; `Clash` says how, if an article of its id exists.
    Store(Rc<AnnotationSet>, Clash),
    /// Correct its details.
    Correct(Details),
    /// Store a complete copy, with this id and title.
    Copy(ArticleId, String),
}

/// What to do when an imported article is already stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Clash {
    /// Add what is new; where they differ, use the file's version. One step to undo.
    #[default]
    Merge,
    /// Keep the stored one unchanged.
    Skip,
    /// Store it as an article of its own.
    Both,
}

/// The result of a deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// Stored; the id was new.
    New,
    /// Merged into the stored article.
    Merged,
    /// Nothing to do: everything was there.
    Same,
    /// Skipped, as the reader chose.
    Skipped,
    /// Stored beside the one of the same id.
    Beside,
    /// Details corrected.
    Corrected,
    /// A copy was stored.
    Copied,
    /// Suggestions for it wait.
    Waits,
    /// Nothing could be suggested.
    NothingFound,
}

/// Why nothing was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotDone {
    /// Another tab is editing the article.
    Elsewhere,
    /// It was opened in this tab meanwhile.
    OpenHere,
    /// It is not stored any more.
    Gone,
    /// It is not in English, so only quotes in quotation marks were looked for.
    OtherLanguage,
    /// Its stored records cannot be read, for this reason.
    Unreadable(String),
    /// The storage failed, or has not answered.
    Refused(Failure),
    /// Something else was in the way, for this reason.
    Failed(String),
}

type Result<T> = std::result::Result<T, NotDone>;

impl Deed {
    /// A deed that stores an article.
    pub fn store(set: Rc<AnnotationSet>, clash: Clash) -> Self {
        Self { id: set.article().id().clone(), what: What::Store(set, clash) }
    }

    /// Whether it changes the stored records of its article.
    pub fn changes_what_is_stored(&self) -> bool {
        !matches!(self.what, What::Copy(..) | What::Store(_, Clash::Both))
    }

    /// The batch to write, given what is stored under its id; `None` if nothing changes.
    ///
    /// # Errors
    /// Why it cannot be done; nothing may be written then.
    pub fn batch(&self, stored: Option<&Stored>, host: &dyn Host) -> Result<(Option<Batch>, Done)> {
        let (batch, done) = self.unsigned(stored, host)?;
        // Based on the stored revision, as its last writer left it.
        let by = stored.and_then(Stored::writer);
        Ok((batch.map(|batch| Batch { by, ..batch }), done))
    }

    fn unsigned(&self, stored: Option<&Stored>, host: &dyn Host) -> Result<(Option<Batch>, Done)> {
        match (&self.what, stored) {
            (What::Store(set, _), None) => Ok((Some(whole(&settled(set), host)), Done::New)),
            (What::Store(set, clash), Some(stored)) => meet(set, *clash, stored, host),
            (_, None) => Err(NotDone::Gone),
            (What::Correct(details), Some(stored)) => corrected(stored, details, host),
            (What::Copy(id, title), Some(stored)) => {
                let restored = stored.restore();
                let restored = restored.map_err(|why| NotDone::Unreadable(why.to_string()))?;
                let copy = copied(restored.ledger.set(), id.clone(), title.clone())?;
                Ok((Some(whole(&copy, host)), Done::Copied))
            }
        }
    }
}

/// The same under another id and title. Annotations keep their ids, so that changes to a copy can be merged
/// back.
pub(in crate::session) fn copied(
    set: &AnnotationSet,
    id: ArticleId,
    title: String,
) -> Result<AnnotationSet> {
    let article = set.article();
    let copy = Article::clone(article).with_id(id);
    let details = Details { title, ..Details::clone(set.details()) };
    let actors = set.actors().map(|actor| Actor::clone(actor)).collect();
    let annotations = set.iter().map(|one| Annotation::clone(one)).collect();
    Ok(rebuilt(Rc::new(copy), details, actors, annotations))
}

fn whole(set: &AnnotationSet, host: &dyn Host) -> Batch {
    Ledger::new(set.clone(), History::default()).whole(host.now())
}

/// An article of this id is stored. If it has another text or cannot be read, both are kept: any other way
/// would lose something.
fn meet(
    set: &Rc<AnnotationSet>,
    clash: Clash,
    stored: &Stored,
    host: &dyn Host,
) -> Result<(Option<Batch>, Done)> {
    let deleted = parse::<Entry>(&stored.entry).is_ok_and(|entry| entry.deleted.is_some());
    let restored = stored.restore().ok();
    let restored = restored.filter(|it| it.ledger.article().text() == set.article().text());
    let (clash, restored) = match (clash, restored) {
        // Nobody sees a deleted article: importing it again restores it.
        (_, Some(restored)) if deleted => (Clash::Merge, Some(restored)),
        other => other,
    };
    match (clash, restored) {
        (Clash::Skip, _) => Ok((None, Done::Skipped)),
        (Clash::Merge, Some(mut restored)) => {
            let (change, _) = merge(restored.ledger.set(), set);
            let ledger = &mut restored.ledger;
            let batch = match change.is_empty() {
                true if !deleted => return Ok((None, Done::Same)),
                true => ledger.claim(host.now()),
                false => step(ledger, Label::Import, change, host)?,
            };
            Ok((Some(batch.with_repair(restored.repair)), Done::Merged))
        }
        (Clash::Merge | Clash::Both, _) => {
            let id = ArticleId::from(host.new_id().as_str());
            let copy = copied(&settled(set), id, set.details().title.clone())?;
            Ok((Some(whole(&copy, host)), Done::Beside))
        }
    }
}

fn corrected(stored: &Stored, details: &Details, host: &dyn Host) -> Result<(Option<Batch>, Done)> {
    let restored = stored.restore();
    let mut restored = restored.map_err(|why| NotDone::Unreadable(why.to_string()))?;
    let own = restored.ledger.set().details();
    // These are edited elsewhere.
    let (scheme, rejected) = (own.scheme.clone(), own.rejected.clone());
    let details = Details { scheme, rejected, ..details.clone() };
    if **own == details {
        return Ok((None, Done::Same));
    }
    let change = Op::SetDetails(Rc::new(details)).into();
    let batch = step(&mut restored.ledger, Label::Details, change, host)?;
    Ok((Some(batch.with_repair(restored.repair)), Done::Corrected))
}

fn step(
    ledger: &mut Ledger,
    label: Label,
    change: crate::model::Transaction,
    host: &dyn Host,
) -> Result<Batch> {
    let stepped = ledger.step(label, change, host.now());
    stepped.map(|(_, batch)| batch).map_err(|error| NotDone::Unreadable(error.to_string()))
}
