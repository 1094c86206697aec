//! Steps of a document: taken, taken back, taken again, and what of them is to be saved. The set is changed first,
//! and what that took back is what the history keeps.

use std::rc::Rc;

use crate::model::{AnnotationId, Applying, Timestamp, Transaction, TransactionError};

use super::super::history::{Label, Step};
use super::super::records::{self, Batch};
use super::super::steps;
use super::super::underway::Turn;
use super::Document;

/// A step that was taken, taken back or taken again.
#[derive(Debug)]
pub(in super::super) struct Turned {
    /// What it did.
    pub label: Label,
    /// The annotations that are not as they were.
    pub changed: Vec<AnnotationId>,
    /// What is to be saved.
    pub batch: Batch,
}

impl Document {
    /// Takes a step that can be undone, and says what is to be saved.
    pub(in super::super) fn step(
        &mut self,
        label: Label,
        transaction: Transaction,
        now: Timestamp,
    ) -> Result<Batch, TransactionError> {
        let applied = self.apply(&transaction)?;
        Ok(self.record(label, &transaction, applied.inverse, now))
    }

    /// Shows what was applied aside as the step it is, and says what is to be saved.
    pub(in super::super) fn turn(
        &mut self,
        turn: Turn,
        applying: Applying,
        now: Timestamp,
    ) -> Result<Option<Turned>, TransactionError> {
        let (set, transaction, applied) = applying.finish()?;
        let old = std::mem::replace(&mut self.set, set);
        self.show(&applied.dirty, &old.details().scheme);
        Ok(self.conclude(turn, &transaction, applied.inverse, now))
    }

    /// Takes the last step back, or the step undone last again, by its transaction.
    pub(in super::super) fn replay(
        &mut self,
        turn: Turn,
        transaction: &Transaction,
        now: Timestamp,
    ) -> Result<Option<Turned>, TransactionError> {
        let applied = self.apply(transaction)?;
        Ok(self.conclude(turn, transaction, applied.inverse, now))
    }

    pub(super) fn writes_history(&mut self) {
        self.history.write_all_again();
        self.history.written(self.revision);
    }

    /// What was saved up to this revision is stored.
    pub(in super::super) fn kept(&mut self, revision: u64) {
        self.history.stored(revision);
    }

    /// What a step changed was read.
    pub(in super::super) fn fill(&mut self, number: u32, change: Transaction) {
        self.history.fill(number, change);
    }

    /// A step can never be taken back, or again: what is to be saved without it and all beyond it.
    pub(in super::super) fn cut(&mut self, number: u32, now: Timestamp) -> Batch {
        let (from, to) = self.history.cut(number);
        let mut batch = self.claim(now);
        steps::forget(&mut batch, self.article().id(), from, to);
        batch
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
        let mut batch = records::changed(self, transaction, expected, now);
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
        records::stepped(self, forward, &recorded, expected, now)
    }
}
