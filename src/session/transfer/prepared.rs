//! What comes with an article when it opens: the step it needs, tried before anything changes.

use std::rc::Rc;

use super::opening::{Opening, With};
use crate::model::{Annotation, AnnotationSet, Applying, Detail, Details, Op, Origin, Transaction};
use crate::session::api::arguments::Draft;
use crate::session::document::bulk_apply::is_long;
use crate::session::document::edit::{Known, Maker};
use crate::session::document::label::Label;
use crate::session::document::merge::{Report, exchange, meet, merge};
use crate::session::error::SessionError;
use crate::session::host::Host;

type Result<T> = std::result::Result<T, SessionError>;

pub(in crate::session) type Brought = Option<(Label, Coming, Report)>;

/// The step that comes with an article.
pub(in crate::session) enum Coming {
    /// Still to be applied.
    Planned(Transaction),
    /// Already applied to a copy as a test, and too large to apply twice.
    Applied(Box<Applying>),
}

impl Coming {
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Planned(transaction) if transaction.is_empty())
    }
}

/// The step for what comes with an article.
#[inline(never)]
pub(in crate::session) fn brought(
    set: &AnnotationSet,
    with: &With,
    details: &Details,
    host: &dyn Host,
) -> Result<Brought> {
    match with {
        With::Nothing => Ok(None),
        With::File(file, problems) => {
            let (mut transaction, mut report) = merge(set, file);
            transaction.ops.retain(|op| {
                let here = matches!(op, Op::Add(one) if is_here(set, one));
                report.same += usize::from(here);
                report.added -= usize::from(here);
                !here
            });
            report.problems.clone_from(problems);
            Ok(Some((Label::Import, Coming::Planned(transaction), report)))
        }
        With::Prepared(prepared, _) if set.is_empty() && set.actors().next().is_none() => {
            met(set, &prepared.made, prepared.actors.clone(), details)
        }
        With::Drafts(drafts) | With::Prepared(_, drafts) => {
            let mut maker = Maker::new(set, host);
            maker.origin = Origin::Import;
            let made = maker.annotations(drafts);
            met(set, &made, maker.new_actors(), details)
        }
        With::Instead(drafts) => replaced(set, drafts, details, host),
    }
}

/// Whether the same words are marked as the same already, and an annotation of a file says nothing else: a file of
/// another program has no ids. Then it is here already, as when the file is read while the article is open. What
/// somebody marked stays (tests/native/storage_walk.rs).
fn is_here(set: &AnnotationSet, one: &Annotation) -> bool {
    let says_more = one.origin != Origin::Import
        || one.detail != Detail::new(one.kind())
        || one.label.is_some()
        || !one.note.is_empty()
        || !one.tags.is_empty();
    let is_same = |own: &Rc<Annotation>| own.kind() == one.kind() && own.spans == one.spans;
    !says_more && one.spans.first().is_some_and(|first| set.touching(*first).iter().any(is_same))
}

/// The step for these annotations and the actors they need.
fn met(
    set: &AnnotationSet,
    made: &[Rc<Annotation>],
    actors: Vec<Op>,
    details: &Details,
) -> Result<Brought> {
    let mut report = Report::default();
    let ops: Vec<_> = made.iter().filter_map(|one| meet(set, one, &mut report)).collect();
    let given = given_details(set.details(), details);
    let label = match ops.is_empty() && given.is_some() {
        true => Label::Details,
        false => Label::AddMany(made.len()),
    };
    let ops = given.into_iter().chain(actors).chain(ops);
    try_on(set, Transaction::new(ops), label, report)
}

/// The annotations and actors for an article of which nothing is stored.
#[derive(Debug)]
pub struct Prepared {
    made: Vec<Rc<Annotation>>,
    actors: Vec<Op>,
}

/// Makes the annotations before the article opens, in parts: all at once would delay the opening.
#[derive(Debug)]
pub struct Preparing {
    set: AnnotationSet,
    drafts: Vec<Draft>,
    made: Vec<Rc<Annotation>>,
    known: Known,
}

impl Preparing {
    /// Most drafts made at a time: about 30 ms of work.
    const PART: usize = 2000;

    /// Starts, unless there are only a few.
    pub fn of(opening: &mut Opening) -> Option<Self> {
        let Opening::Text { article, details, with: With::Drafts(drafts) } = opening else {
            return None;
        };
        (drafts.len() > Self::PART).then(|| Self {
            set: AnnotationSet::new(article.clone(), details.clone()),
            drafts: std::mem::take(drafts),
            made: Vec::new(),
            known: Known::default(),
        })
    }

    /// Makes some more; returns whether any are left.
    pub fn go_on(&mut self, host: &dyn Host) -> bool {
        let known = std::mem::take(&mut self.known);
        let mut maker = Maker::knowing(&self.set, host, known);
        maker.origin = Origin::Import;
        let next = self.drafts.iter().skip(self.made.len()).take(Self::PART);
        self.made.extend(next.map(|draft| Rc::new(maker.annotation(draft))));
        self.known = maker.known();
        self.made.len() < self.drafts.len()
    }

    /// What comes with the article.
    pub fn done(self) -> With {
        let prepared = Prepared { made: self.made, actors: self.known.into_ops() };
        With::Prepared(Rc::new(prepared), self.drafts)
    }
}

/// The details of a stored article with those a program passes, if they differ. Empty details were not given;
/// labels and verdicts are added to the existing ones.
fn given_details(own: &Details, given: &Details) -> Option<Op> {
    let text = |own: &Option<String>, given: &Option<String>| {
        given.clone().filter(|text| !text.is_empty()).or_else(|| own.clone())
    };
    let title = if given.title.is_empty() { &own.title } else { &given.title };
    let details = Details {
        title: title.clone(),
        byline: text(&own.byline, &given.byline),
        source: text(&own.source, &given.source),
        published: text(&own.published, &given.published),
        language: text(&own.language, &given.language),
        scheme: match given.scheme.is_empty() {
            true => own.scheme.clone(),
            false => Rc::new(own.scheme.with(&given.scheme)),
        },
        rejected: own.rejected.clone(),
    };
    (details != *own).then(|| Op::SetDetails(Rc::new(details)))
}

fn replaced(
    set: &AnnotationSet,
    drafts: &[Draft],
    details: &Details,
    host: &dyn Host,
) -> Result<Brought> {
    let mut maker = Maker::new(set, host);
    maker.origin = Origin::Import;
    let made = maker.annotations(drafts);
    let report = Report { added: made.len(), ..Report::default() };
    let given = given_details(set.details(), details);
    let ops = given.into_iter().chain(maker.new_actors()).chain(exchange(set, made).ops);
    try_on(set, Transaction::new(ops), Label::ReplaceAll, report)
}

/// Tests whether a transaction applies, before anything changes.
fn try_on(
    set: &AnnotationSet,
    transaction: Transaction,
    label: Label,
    report: Report,
) -> Result<Brought> {
    if transaction.ops.iter().all(|op| matches!(op, Op::AddActor(_))) {
        return Ok(None);
    }
    let mut after = set.clone();
    let mut applied = after.apply(&transaction)?;
    // An actor with nothing but a name goes with its last mention.
    let left = after.actors().filter(|actor| {
        actor.is_bare() && after.references_to(&actor.id) == 0 && set.references_to(&actor.id) > 0
    });
    let left = Transaction::new(left.map(|actor| Op::RemoveActor(actor.id.clone())));
    let removed = after.apply(&left)?;
    let transaction = Transaction::new(transaction.ops.into_iter().chain(left.ops));
    if !is_long(&transaction) {
        return Ok(Some((label, Coming::Planned(transaction), report)));
    }
    applied.dirty.extend(removed.dirty);
    applied.inverse.ops = removed.inverse.ops.into_iter().chain(applied.inverse.ops).collect();
    let applying = Applying::done(after, Rc::new(transaction), applied);
    Ok(Some((label, Coming::Applied(Box::new(applying)), report)))
}
