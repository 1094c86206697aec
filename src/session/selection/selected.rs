//! The selection: as the DOM has it, and as it would be marked.

use crate::model::{BlockPoint, TextRange};

/// A selection as it would be marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selected {
    /// The text that would be marked.
    pub range: TextRange,
    /// The points it was made from.
    pub pointed: Pointed,
}

/// A selection as the DOM has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pointed {
    /// Where it began.
    pub anchor: BlockPoint,
    /// Where it ends; this may be before the anchor.
    pub focus: BlockPoint,
    /// Whether it stays exact.
    pub exact: bool,
}
