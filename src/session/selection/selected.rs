//! What is selected: as the DOM has it, and as it would be marked.

use crate::model::{BlockPoint, TextRange};

/// A selection as it would be marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selected {
    /// What would be marked.
    pub range: TextRange,
    /// The points it was made from.
    pub pointed: Pointed,
}

/// A selection as the DOM has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pointed {
    /// Where it was begun.
    pub anchor: BlockPoint,
    /// Where it was ended; it may lie before the anchor.
    pub focus: BlockPoint,
    /// Whether it is to stay as it is, to the character.
    pub exact: bool,
}
