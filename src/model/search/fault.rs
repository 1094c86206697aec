//! What can be wrong with a regular expression, and where; told in words by the view (tests/native/patterns.rs).

use crate::model::record::{names, record};

/// Why a pattern cannot be searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PatternFault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Where it starts in the pattern, in bytes.
    pub from: usize,
    /// Where it ends; equal to `from` if it is about all of it.
    pub to: usize,
}

/// What is wrong with a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// A bracket is never closed.
    OpenBracket,
    /// A bracket was never opened.
    CloseBracket,
    /// A square bracket is never closed.
    OpenSquare,
    /// A range in square brackets is none.
    Range,
    /// There is nothing to repeat.
    NothingToRepeat,
    /// How often to repeat is not a number, or its bounds are in the wrong order.
    Count,
    /// Nothing is known under this letter after a backslash.
    Escape,
    /// There is no such property of characters.
    Property,
    /// Conditions on what surrounds a match are not supported.
    LookAround,
    /// References to earlier parts are not supported.
    BackReference,
    /// Something else.
    Other,
    /// It would take too much memory.
    TooLarge,
    /// It would take too long in this text.
    TooLong,
}

record! { PatternFault { kind: must, from: must, to: must } }

names! { FaultKind {
    OpenBracket: "open-bracket", CloseBracket: "close-bracket", OpenSquare: "open-square",
    Range: "range", NothingToRepeat: "nothing-to-repeat", Count: "count", Escape: "escape",
    Property: "property", LookAround: "look-around", BackReference: "back-reference",
    Other: "other", TooLarge: "too-large", TooLong: "too-long",
} }

impl PatternFault {
    /// A fault of this part of a pattern, in bytes.
    pub fn at(kind: FaultKind, from: usize, to: usize) -> Self {
        Self { kind, from, to }
    }

    /// A fault of all of it.
    pub fn of_all(kind: FaultKind) -> Self {
        Self::at(kind, 0, 0)
    }
}
