//! The ends of a highlight while it is resized.

use crate::model::{AnnotationId, BlockPoint, TextRange};

pub use super::movement::Side;

/// A span being resized.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjusting {
    /// The annotation.
    pub id: AnnotationId,
    /// The index of its span.
    pub part: usize,
    /// The current span.
    pub was: TextRange,
    /// The new span.
    pub range: TextRange,
}

/// A request to the resizing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Adjust {
    /// Resize the open highlight, or the one under the caret.
    Begin,
    /// Move one end by a word, or by a character.
    Step {
        /// Which end.
        side: Side,
        /// Towards the end of the text.
        forward: bool,
        /// By a character.
        exact: bool,
    },
    /// Drag one end of a part to a point.
    Drag {
        /// The annotation.
        id: AnnotationId,
        /// The index of its span.
        part: usize,
        /// Which end.
        side: Side,
        /// The point.
        to: BlockPoint,
        /// Exact, to the character.
        exact: bool,
    },
    /// Move one end a step and apply it: a button of the card.
    Nudge {
        /// The annotation.
        id: AnnotationId,
        /// Which end: the start of the first part, or the end of the last.
        side: Side,
        /// Towards the end of the text.
        forward: bool,
    },
    /// Apply the new span.
    Keep,
    /// Cancel.
    Drop,
}
