//! The ends of a highlight while they are adjusted.

use crate::model::{AnnotationId, BlockPoint, TextRange};

pub use super::movement::Side;

/// What is adjusted, and what it would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjusting {
    /// The annotation.
    pub id: AnnotationId,
    /// Which of its spans, from 0.
    pub part: usize,
    /// Where that span lies now.
    pub was: TextRange,
    /// Where it would lie.
    pub range: TextRange,
}

/// What is asked of an adjustment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Adjust {
    /// The open highlight, or the one the cursor stands on, is to be adjusted.
    Begin,
    /// One end goes a word on or back; or a character, if that is wanted.
    Step {
        /// Which end.
        side: Side,
        /// Onward in the text.
        forward: bool,
        /// By a character.
        exact: bool,
    },
    /// One end of a part is dragged to a point.
    Drag {
        /// The annotation.
        id: AnnotationId,
        /// Which of its spans, from 0.
        part: usize,
        /// Which end.
        side: Side,
        /// To where.
        to: BlockPoint,
        /// To the character.
        exact: bool,
    },
    /// One end goes a step and stays there: a button of the card.
    Nudge {
        /// The annotation.
        id: AnnotationId,
        /// Which end: of the first part, or of the last.
        side: Side,
        /// Onward in the text.
        forward: bool,
    },
    /// It is to stay as it is shown.
    Keep,
    /// It is to be as it was.
    Drop,
}
