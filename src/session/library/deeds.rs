//! Stored articles that are changed without being opened: stored from a file, copied, corrected.
//! Must never write over what is stored without having been told to: what differs is merged or kept apart.

use std::rc::Rc;

use crate::formats::loss::rebuilt;
use crate::model::{Actor, Annotation, AnnotationSet, Article, ArticleId, Details, Op};
use crate::session::document::history::History;
use crate::session::document::label::Label;
use crate::session::document::ledger::Ledger;
use crate::session::document::merge::{merge, settled};
use crate::session::host::Host;
use crate::session::storage::batch::Batch;
use crate::session::storage::schema::{Entry, Stored, parse};

/// One thing to be done to a stored article: all of it or nothing.
#[derive(Debug, Clone)]
pub struct Deed {
    /// The article whose records are read for it.
    pub id: ArticleId,
    /// What is to be done.
    pub what: What,
}

/// What is to be done to a stored article.
#[derive(Debug, Clone)]
pub enum What {
    /// This is to be stored; how, if an article of its id is stored already.
    Store(Rc<AnnotationSet>, Clash),
    /// Its details are to be these.
    Correct(Details),
    /// A copy with everything in it is to be stored, under this id and title.
    Copy(ArticleId, String),
}

/// What becomes of an article that comes in and is stored already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Clash {
    /// What is new of it comes in, and where they differ it wins; one step to undo.
    #[default]
    Merge,
    /// What is stored stays as it is.
    Skip,
    /// It becomes an article of its own.
    Both,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// Stored, as nothing of its id was.
    New,
    /// Merged into what was stored.
    Merged,
    /// Nothing: all of it was there.
    Same,
    /// Nothing, as the reader wanted.
    Skipped,
    /// Stored beside the one of the same id.
    Beside,
    /// The details were corrected.
    Corrected,
    /// A copy was stored.
    Copied,
}

/// Why nothing was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotDone {
    /// Another tab writes the article.
    Elsewhere,
    /// It is open in this tab by now.
    OpenHere,
    /// It is not stored any more.
    Gone,
    /// What is stored of it cannot be read, for this reason.
    Unreadable(String),
    /// The storage refused it, for this reason.
    Refused(String),
}

type Result<T> = std::result::Result<T, NotDone>;

impl Deed {
    /// Storing an article.
    pub fn store(set: Rc<AnnotationSet>, clash: Clash) -> Self {
        Self { id: set.article().id().clone(), what: What::Store(set, clash) }
    }

    /// Whether it changes what is stored of its article.
    pub fn changes_what_is_stored(&self) -> bool {
        !matches!(self.what, What::Copy(..) | What::Store(_, Clash::Both))
    }

    /// What is to be written for it, given what is stored under its id; nothing if nothing changes.
    ///
    /// # Errors
    /// Why it cannot be done; then nothing is to be written.
    pub fn batch(&self, stored: Option<&Stored>, host: &dyn Host) -> Result<(Option<Batch>, Done)> {
        let (batch, done) = self.unsigned(stored, host)?;
        // It is made for what is stored, as whoever wrote that left it.
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

/// The same under another id and title. Annotations keep their ids, so that what is changed in a
/// copy can be merged back.
pub(in crate::session) fn copied(
    set: &AnnotationSet,
    id: ArticleId,
    title: String,
) -> Result<AnnotationSet> {
    let article = set.article();
    let kinds: Vec<_> = article.blocks().iter().map(|block| block.kind).collect();
    let copy = Article::new(Some(id), article.text());
    let copy = copy.map_err(|error| NotDone::Unreadable(error.to_string()))?;
    let copy = copy.with_kinds(&kinds).with_inlines(article.inlines().to_vec());
    let details = Details { title, ..Details::clone(set.details()) };
    let actors = set.actors().map(|actor| Actor::clone(actor)).collect();
    let annotations = set.iter().map(|one| Annotation::clone(one)).collect();
    Ok(rebuilt(Rc::new(copy), details, actors, annotations))
}

fn whole(set: &AnnotationSet, host: &dyn Host) -> Batch {
    Ledger::new(set.clone(), History::default()).whole(host.now())
}

/// An article of this id is stored. Where that is another text, or cannot be read, the two are kept
/// apart: nothing else loses nothing.
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
        // Nobody sees one that was deleted: what comes in brings it back.
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
            Ok((Some(batch.mended(restored.mending)), Done::Merged))
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
    // The scheme is corrected elsewhere.
    let details = Details { scheme: own.scheme.clone(), ..details.clone() };
    if **own == details {
        return Ok((None, Done::Same));
    }
    let change = Op::SetDetails(Rc::new(details)).into();
    let batch = step(&mut restored.ledger, Label::Details, change, host)?;
    Ok((Some(batch.mended(restored.mending)), Done::Corrected))
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
