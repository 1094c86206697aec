//! What can be picked in the text for the open card.

use crate::model::{Annotation, TextRange, order};

/// What is to be picked in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// Words that belong to it, further on or before.
    Part,
    /// The words that say whose words they are.
    Cue,
    /// The mention of who says it.
    Speaker,
}

/// Its spans with these words; what they overlap becomes one part with them.
pub(in crate::session) fn with_part(one: &Annotation, range: TextRange) -> Vec<TextRange> {
    let (met, apart): (Vec<_>, Vec<_>) =
        one.spans.iter().copied().partition(|span| span.overlaps(range));
    let whole = met.iter().fold(range, |whole, span| TextRange {
        start: whole.start.min(span.start),
        end: whole.end.max(span.end),
    });
    order::by_key(apart.into_iter().chain([whole]), |span| span.start)
}
