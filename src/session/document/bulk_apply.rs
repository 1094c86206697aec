//! A step of thousands of changes, applied in parts to a copy of what is shown.

use crate::model::{Applying, Transaction};

use super::label::Label;
use super::merge::Report;

/// What happens to the history when the result is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HistoryChange {
    /// It is a new step.
    Step(Label),
    /// Undoes the last step.
    Undo,
    /// Redoes the step undone last.
    Redo,
}

/// A step that is still being applied.
#[derive(Debug)]
pub(in crate::session) struct Underway {
    pub(in crate::session) applying: Applying,
    pub(in crate::session) turn: HistoryChange,
    /// For an import: the message to show at the end, and the number of annotations left unchanged.
    pub(in crate::session) told: Option<(Report, usize)>,
    /// Whether all of it is applied, and only has to be shown.
    pub(in crate::session) ripe: bool,
}

/// Most changes applied at a time: a few milliseconds of work.
pub(in crate::session) const PART: usize = 2000;

/// Whether a transaction has so many changes that applying it at once would freeze the page.
pub(in crate::session) fn is_long(transaction: &Transaction) -> bool {
    transaction.ops.len() > PART
}
