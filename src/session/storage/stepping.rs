//! How a ledger changes, and what is to be stored of each change. The set is changed first, and what that took back is
//! what the history keeps: tests/native/laws_session.rs.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::model::{
    AnnotationId, Applied, Applying, Scheme, TextRange, Timestamp, Transaction, TransactionError,
};
use crate::session::document::bulk_apply::Turn;
use crate::session::document::history::Step;
use crate::session::document::label::Label;
use crate::session::document::ledger::Ledger;

use super::batch::Batch;
use super::schema::{Entry, Key, Prefix};
use super::{batches, steps};

/// A step that was taken, undone or redone.
#[derive(Debug)]
pub(in crate::session) struct Turned {
    /// What it did.
    pub label: Label,
    /// The annotations that are not as they were.
    pub changed: Vec<AnnotationId>,
    /// What is to be stored.
    pub batch: Batch,
}

/// What looks different after a change.
#[derive(Debug)]
pub(in crate::session) struct Dirty {
    pub ranges: BTreeSet<TextRange>,
    /// The scheme before it.
    pub scheme: Rc<Scheme>,
}

impl Ledger {
    /// Takes a step that can be undone, and says what is to be stored.
    pub(in crate::session) fn step(
        &mut self,
        label: Label,
        transaction: Transaction,
        now: Timestamp,
    ) -> Result<(Dirty, Batch), TransactionError> {
        let (dirty, inverse) = self.apply(&transaction)?;
        Ok((dirty, self.record(label, &transaction, inverse, now)))
    }

    /// Takes over what was applied aside as the step it is.
    pub(in crate::session) fn turn(
        &mut self,
        turn: Turn,
        applying: Applying,
        now: Timestamp,
    ) -> Result<(Dirty, Option<Turned>), TransactionError> {
        let (set, transaction, applied) = applying.finish()?;
        let old = std::mem::replace(&mut self.set, set);
        let dirty = Dirty { ranges: applied.dirty, scheme: old.details().scheme.clone() };
        Ok((dirty, self.conclude(turn, &transaction, applied.inverse, now)))
    }

    /// Undoes the last step, or redoes the one undone last, by its transaction.
    pub(in crate::session) fn replay(
        &mut self,
        turn: Turn,
        transaction: &Transaction,
        now: Timestamp,
    ) -> Result<(Dirty, Option<Turned>), TransactionError> {
        let (dirty, inverse) = self.apply(transaction)?;
        Ok((dirty, self.conclude(turn, transaction, inverse, now)))
    }

    /// Takes over what another tab stored. The history is read when this tab takes over.
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

    /// Everything, as one batch: for an article that is stored for the first time.
    pub(in crate::session) fn whole(&mut self, now: Timestamp) -> Batch {
        let expected = self.begin_anew(now);
        self.writes_history();
        batches::whole(self, expected, now).up_to(self.revision)
    }

    /// That it was opened. Not a change: another tab that has it open may go on writing.
    pub(in crate::session) fn opened(&self, now: Timestamp) -> Batch {
        Batch { touch: true, ..batches::entry_only(self, self.revision, now) }
    }

    /// A new revision with nothing new in it, so that what another tab still has to write is refused.
    pub(in crate::session) fn claim(&mut self, now: Timestamp) -> Batch {
        let expected = self.revision;
        self.revision += 1;
        batches::entry_only(self, expected, now)
    }

    /// Everything, with what is here of its history: what was stored is gone, and so is what was confirmed. An older
    /// revision of this tab may be there, by a write that was late.
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

    /// Everything, in place of whatever is stored of it but what is set aside, and steps of its history that are in the
    /// storage only: it was deleted, and its records are there until they are cleared away.
    pub(in crate::session) fn anew(&self, now: Timestamp) -> Batch {
        let id = self.article().id();
        let mut batch = batches::whole(self, 0, now);
        batch.guard = None;
        let sorts = ["revision", "text", "pack", "annotation", "actor"];
        batch.clear = sorts.map(|sort| Prefix::of(sort, id)).to_vec();
        batch.puts.push((Key::Revision(id.clone()), self.revision.to_string()));
        batch
    }

    /// That it was exported.
    pub(in crate::session) fn taken_away(&mut self, now: Timestamp) -> Batch {
        self.exported = Some(now);
        self.claim(now)
    }

    /// A step can never be undone, or redone: what is to be stored without it and all beyond it.
    pub(in crate::session) fn cut(&mut self, number: u32, now: Timestamp) -> Batch {
        let (from, to) = self.history.cut(number);
        let mut batch = self.claim(now);
        steps::forget(&mut batch, self.article().id(), from, to);
        batch
    }

    /// Nothing is stored, and another tab may say so too: numbers of this time are not those of an earlier one.
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
        Ok((Dirty { ranges: dirty, scheme }, inverse))
    }

    fn writes_history(&mut self) {
        self.history.write_all_again();
        self.history.written(self.revision);
    }

    /// What was applied becomes the step it is.
    fn conclude(
        &mut self,
        turn: Turn,
        transaction: &Transaction,
        inverse: Transaction,
        now: Timestamp,
    ) -> Option<Turned> {
        let changed = transaction.annotations().cloned().collect();
        let (label, number, done) = match turn {
            Turn::Step(label) => {
                let batch = self.record(label.clone(), transaction, inverse, now);
                return Some(Turned { label, changed, batch });
            }
            Turn::Undo => {
                let step = self.history.undone(Rc::new(inverse))?;
                (step.header.label.clone(), self.history.next_number(), false)
            }
            Turn::Redo => {
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
