//! Applies a very long transaction to a copy in parts, so that the page never freezes. The result equals that
//! of [`AnnotationSet::apply`] (tests/native/laws_document.rs).

use std::collections::BTreeSet;
use std::rc::Rc;

use super::set::{AnnotationSet, Applied};
use super::transaction::{Transaction, TransactionError};

/// A transaction being applied. Its original set stays as it was.
#[derive(Debug)]
pub struct Applying {
    set: AnnotationSet,
    transaction: Rc<Transaction>,
    applied: Applied,
    /// The number of operations applied.
    next: usize,
    /// The number of operations whose references are checked.
    checked: usize,
}

impl Applying {
    /// Starts applying a transaction to a copy of `set`.
    pub fn new(set: &AnnotationSet, transaction: Rc<Transaction>) -> Self {
        let inverse = Transaction { ops: Vec::with_capacity(transaction.ops.len()) };
        let applied = Applied { inverse, dirty: BTreeSet::new() };
        Self { set: set.clone(), transaction, applied, next: 0, checked: 0 }
    }

    /// One that was already applied to a copy of a set, to test whether it can be.
    pub fn done(set: AnnotationSet, transaction: Rc<Transaction>, mut applied: Applied) -> Self {
        let count = transaction.ops.len();
        applied.inverse.ops.reverse();
        Self { set, transaction, applied, next: count, checked: count }
    }

    /// Applies this many more operations, and checks as many references once all are applied. Returns whether
    /// anything is left.
    ///
    /// # Errors
    /// The first thing wrong; what was applied must be dropped then.
    pub fn go_on(&mut self, steps: usize) -> Result<bool, TransactionError> {
        let ops = &self.transaction.ops;
        if let Some(rest) = ops.get(self.next..).filter(|rest| !rest.is_empty()) {
            for op in rest.iter().take(steps) {
                self.set.step(op, &mut self.applied)?;
                self.next += 1;
            }
            return Ok(true);
        }
        if self.checked == 0 {
            self.set.check_actors(&self.transaction)?;
        }
        let rest = ops.get(self.checked..).unwrap_or_default();
        self.set.check_references(rest.iter().take(steps))?;
        self.checked = self.checked.saturating_add(steps).min(ops.len());
        Ok(self.checked < ops.len())
    }

    /// The set with all operations applied, the transaction, and its result.
    ///
    /// # Errors
    /// The first thing wrong.
    pub fn finish(mut self) -> Result<(AnnotationSet, Rc<Transaction>, Applied), TransactionError> {
        while self.go_on(usize::MAX)? {}
        self.applied.inverse.ops.reverse();
        Ok((self.set, self.transaction, self.applied))
    }
}
