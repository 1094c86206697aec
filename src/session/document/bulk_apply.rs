//! A step of thousands of changes, applied beside what is shown, a part at a time.

use crate::model::{Applying, Transaction};

use super::label::Label;
use super::merge::Report;

/// What is done to the history when a transaction is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// It is a new step.
    Step(Label),
    /// It is the last step, taken back.
    Undo,
    /// It is the step undone last, taken again.
    Redo,
}

/// A step on its way.
#[derive(Debug)]
pub(in crate::session) struct Underway {
    pub(in crate::session) applying: Applying,
    pub(in crate::session) turn: Turn,
    /// What is told of it when it is shown, if it came in: and how many were left as they were.
    pub(in crate::session) told: Option<(Report, usize)>,
    /// Whether all of it is applied, and only to be shown.
    pub(in crate::session) ripe: bool,
}

/// So many changes are applied in some milliseconds.
pub(in crate::session) const PART: usize = 2000;

/// Whether a transaction has so many changes that the page would stand still for them.
pub(in crate::session) fn is_long(transaction: &Transaction) -> bool {
    transaction.ops.len() > PART
}
