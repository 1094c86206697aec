//! What can be picked in the text for the open card.

use crate::model::{Annotation, TextRange, order};

/// What to pick in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// Another part of the annotation.
    Part,
    /// The cue.
    Cue,
    /// A mention of the speaker or claimant.
    Speaker,
}

/// Its spans with this one added; overlapping ones become one part.
pub(in crate::session) fn with_part(one: &Annotation, range: TextRange) -> Vec<TextRange> {
    let (met, apart): (Vec<_>, Vec<_>) =
        one.spans.iter().copied().partition(|span| span.overlaps(range));
    let whole = met.iter().fold(range, |whole, span| TextRange {
        start: whole.start.min(span.start),
        end: whole.end.max(span.end),
    });
    order::by_key(apart.into_iter().chain([whole]), |span| span.start)
}
