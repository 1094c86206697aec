//! A transaction of very many steps on its way, applied to a copy a part at a time, so that the page never
//! stands still for it. Must never come to anything else than [`AnnotationSet::apply`] does.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::set::{AnnotationSet, Applied};
use super::transaction::{Transaction, TransactionError};

/// A transaction that is being applied. The set it is about stays as it was.
#[derive(Debug)]
pub struct Applying {
    set: AnnotationSet,
    transaction: Rc<Transaction>,
    applied: Applied,
    /// How many of its steps are applied.
    next: usize,
    /// And the references of how many are known to be right.
    checked: usize,
}

impl Applying {
    /// Begins to apply a transaction to a copy of `set`.
    pub fn new(set: &AnnotationSet, transaction: Rc<Transaction>) -> Self {
        let inverse = Transaction { ops: Vec::with_capacity(transaction.ops.len()) };
        let applied = Applied { inverse, dirty: BTreeSet::new() };
        Self { set: set.clone(), transaction, applied, next: 0, checked: 0 }
    }

    /// One that is applied already: to a copy of a set, to find out whether it can be.
    pub fn done(set: AnnotationSet, transaction: Rc<Transaction>, mut applied: Applied) -> Self {
        let count = transaction.ops.len();
        applied.inverse.ops.reverse();
        Self { set, transaction, applied, next: count, checked: count }
    }

    /// Applies so many steps more, and looks after the references of as many when all are applied. Whether
    /// anything is left.
    ///
    /// # Errors
    /// The first thing found wrong; what was applied is to be dropped then.
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

    /// The set with all steps applied, what was applied, and what that did.
    ///
    /// # Errors
    /// The first thing found wrong.
    pub fn finish(mut self) -> Result<(AnnotationSet, Rc<Transaction>, Applied), TransactionError> {
        while self.go_on(usize::MAX)? {}
        self.applied.inverse.ops.reverse();
        Ok((self.set, self.transaction, self.applied))
    }
}
