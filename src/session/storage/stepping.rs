//! How a ledger changes, and what is stored of each change. The set changes first; the inverse it returns is
//! what the history records (tests/native/laws_session.rs).

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::model::{
    AnnotationId, Applied, Applying, Scheme, TextRange, Timestamp, Transaction, TransactionError,
};
use crate::session::document::bulk_apply::HistoryChange;
use crate::session::document::history::Step;
use crate::session::document::label::Label;
use crate::session::document::ledger::Ledger;

use super::batch::Batch;
use super::schema::{Entry, Key, Prefix};
use super::{batches, steps};

/// A step that was applied, undone or redone.
#[derive(Debug)]
pub(in crate::session) struct Turned {
    /// What it did.
    pub label: Label,
    /// The annotations that changed.
    pub changed: Vec<AnnotationId>,
    /// What to store.
    pub batch: Batch,
}

/// What looks different after a change.
#[derive(Debug)]
pub(in crate::session) struct Dirty {
    pub ranges: BTreeSet<TextRange>,
    /// The scheme before it.
    pub scheme: Rc<Scheme>,
    /// Whether the text was replaced.
    pub anew: bool,
}

impl Ledger {
    /// Applies a step that can be undone, and returns what to store.
    pub(in crate::session) fn step(
        &mut self,
        label: Label,
        transaction: Transaction,
        now: Timestamp,
    ) -> Result<(Dirty, Batch), TransactionError> {
        let (dirty, inverse) = self.apply(&transaction)?;
        Ok((dirty, self.record(label, &transaction, inverse, now)))
    }

    /// Adopts the result of a step that was applied to a copy.
    pub(in crate::session) fn turn(
        &mut self,
        turn: HistoryChange,
        applying: Applying,
        now: Timestamp,
    ) -> Result<(Dirty, Option<Turned>), TransactionError> {
        let (set, transaction, applied) = applying.finish()?;
        let old = std::mem::replace(&mut self.set, set);
        let anew = transaction.sets_article();
        let scheme = old.details().scheme.clone();
        let dirty = Dirty { ranges: applied.dirty, scheme, anew };
        Ok((dirty, self.conclude(turn, &transaction, applied.inverse, now)))
    }

    /// Undoes the last step, or redoes the one undone last, with its transaction.
    pub(in crate::session) fn replay(
        &mut self,
        turn: HistoryChange,
        transaction: &Transaction,
        now: Timestamp,
    ) -> Result<(Dirty, Option<Turned>), TransactionError> {
        let (dirty, inverse) = self.apply(transaction)?;
        Ok((dirty, self.conclude(turn, transaction, inverse, now)))
    }

    /// Adopts what another tab stored. The history is read when this tab takes over.
    pub(in crate::session) fn follow(
        &mut self,
        entry: &Entry,
        change: &Transaction,
        revision: u64,
    ) -> Result<Dirty, TransactionError> {
        let (dirty, _) = self.apply(change)?;
        (self.revision, self.exported) = (revision, entry.exported);
        Ok(dirty)
    }

    /// Everything as one batch, for an article that is stored for the first time.
    pub(in crate::session) fn whole(&mut self, now: Timestamp) -> Batch {
        let expected = self.begin_anew(now);
        self.writes_history();
        batches::whole(self, expected, now).up_to(self.revision)
    }

    /// Records that the article was opened. This is not a change: another tab may go on editing it.
    pub(in crate::session) fn opened(&self, now: Timestamp) -> Batch {
        Batch { touch: true, ..batches::entry_only(self, self.revision, now) }
    }

    /// A new revision without changes, so that pending writes of another tab are refused.
    pub(in crate::session) fn claim(&mut self, now: Timestamp) -> Batch {
        let expected = self.revision;
        self.revision += 1;
        batches::entry_only(self, expected, now)
    }

    /// Everything, with the history in memory: what was stored is gone, including what was confirmed. A late
    /// write may have left an older revision of this tab.
    pub(in crate::session) fn all_again(&mut self, over: Option<u64>, now: Timestamp) -> Batch {
        let before = self.begin_anew(now);
        self.history.keep_what_is_here();
        self.writes_history();
        let mut batch = self.anew(now);
        batch.puts.retain(|(key, _)| !matches!(key, Key::Revision(_)));
        batch.guard = Some((self.article().id().clone(), over.unwrap_or(before)));
        batch.fresh = over.is_none();
        batch.up_to(self.revision)
    }

    /// Everything, replacing what is stored except the records set aside and the steps that are only in the
    /// storage. The article was deleted, and its records remain until they are cleared.
    pub(in crate::session) fn anew(&self, now: Timestamp) -> Batch {
        let id = self.article().id();
        let mut batch = batches::whole(self, 0, now);
        batch.guard = None;
        let sorts = ["revision", "text", "pack", "annotation", "actor"];
        batch.clear = sorts.map(|sort| Prefix::of(sort, id)).to_vec();
        batch.puts.push((Key::Revision(id.clone()), self.revision.to_string()));
        batch
    }

    /// Records that the article was exported.
    pub(in crate::session) fn mark_exported(&mut self, now: Timestamp) -> Batch {
        self.exported = Some(now);
        self.claim(now)
    }

    /// A step can never be undone, or redone: returns what to store without it and everything beyond it.
    pub(in crate::session) fn cut(&mut self, number: u32, now: Timestamp) -> Batch {
        let (from, to) = self.history.cut(number);
        let mut batch = self.claim(now);
        steps::forget(&mut batch, self.article().id(), from, to);
        batch
    }

    /// Nothing is stored, and another tab may find that, too: the new numbers must differ from earlier ones.
    fn begin_anew(&mut self, now: Timestamp) -> u64 {
        let now = u64::try_from(now.0).unwrap_or_default();
        let before = self.revision;
        self.revision = now.max(before + 1);
        before
    }

    fn apply(
        &mut self,
        transaction: &Transaction,
    ) -> Result<(Dirty, Transaction), TransactionError> {
        let scheme = self.set.details().scheme.clone();
        let Applied { inverse, dirty } = self.set.apply(transaction)?;
        let anew = transaction.sets_article();
        Ok((Dirty { ranges: dirty, scheme, anew }, inverse))
    }

    fn writes_history(&mut self) {
        self.history.write_all_again();
        self.history.written(self.revision);
    }

    /// Records what was applied as a step.
    fn conclude(
        &mut self,
        turn: HistoryChange,
        transaction: &Transaction,
        inverse: Transaction,
        now: Timestamp,
    ) -> Option<Turned> {
        let changed = transaction.annotations().cloned().collect();
        let (label, number, done) = match turn {
            HistoryChange::Step(label) => {
                let batch = self.record(label.clone(), transaction, inverse, now);
                return Some(Turned { label, changed, batch });
            }
            HistoryChange::Undo => {
                let step = self.history.undone(Rc::new(inverse))?;
                (step.header.label.clone(), self.history.next_number(), false)
            }
            HistoryChange::Redo => {
                let step = self.history.redone(Rc::new(inverse))?;
                (step.header.label.clone(), self.history.next_number().saturating_sub(1), true)
            }
        };
        let expected = self.revision;
        self.revision += 1;
        self.history.written(self.revision);
        let mut batch = batches::changed(self, transaction, expected, now);
        steps::turned(&mut batch, self, number, done);
        Some(Turned { label, changed, batch })
    }

    fn record(
        &mut self,
        label: Label,
        forward: &Transaction,
        inverse: Transaction,
        now: Timestamp,
    ) -> Batch {
        let step = Step::taken(label, forward, Rc::new(inverse), now);
        let recorded = self.history.record(step);
        let expected = self.revision;
        self.revision += 1;
        self.history.written(self.revision);
        batches::stepped(self, forward, &recorded, expected, now)
    }
}
