//! Finds annotated words again: in a newer version of a text, by aligning both, or in any text by a quotation.
//! What is not found for certain is never put anywhere (tests/native/anchoring.rs).

mod align;
mod around;
mod boundary;
mod carry;
mod compared;
mod diff;
mod distance;
mod ends;
mod frame;
mod grams;
mod later_notes;
mod matches;
mod pieces;
mod quotation;
mod reanchor;
mod revision;
mod wording;

pub use diff::{DiffRow, DiffSide, DiffSpan, TextDiff};
pub use ends::cuts;
pub use matches::{Anchor, Matches, QuotationMatch, Spelling};
pub use quotation::QuotationFinder;
pub use revision::Revision;
pub use wording::WordDiff;

use super::search::{Strict, fold};
use super::text::TextRange;
use compared::signs_of;
use distance::distance;
use ends::is_other_word;

/// How much two texts are alike, in thousandths: 1000 if they are the same, character by character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Likeness(pub u16);

/// A place where words may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundPlace {
    /// The place.
    pub range: TextRange,
    /// How much it is like the words.
    pub likeness: Likeness,
}

/// What became of annotated words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// The very words, among the words they were among.
    Unchanged,
    /// The very words, elsewhere.
    Moved,
    /// Other words in their place.
    Reworded,
    /// Nowhere.
    Gone,
}

/// An annotation's words after the text changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reanchored {
    /// What became of them.
    pub fate: Fate,
    /// How much what was found is like them.
    pub score: Likeness,
    /// The place most like them apart from that; of words that are gone, the place most like them.
    pub runner_up: Option<FoundPlace>,
    /// Where they are, in text order; none if they are gone.
    pub spans: Vec<TextRange>,
}

/// How much two short texts are alike, whatever the white space, the case and the style of quotation marks.
pub fn likeness(one: &str, other: &str) -> Likeness {
    if one == other {
        return Likeness::EXACT;
    }
    let (one, other) = (signs_of(one), signs_of(other));
    let length = one.len().max(other.len());
    Likeness::of_distance(distance(&one, &other), length).min(Likeness::ALMOST)
}

/// Whether two texts say the same in other spacing, another Unicode form or other quotation marks: what a new layout
/// does to a page, and nobody's words.
pub fn same_words(one: &str, other: &str) -> bool {
    const STRICT: Strict = Strict { case: true, accents: true };
    one == other || words(one, STRICT).eq(words(other, STRICT))
}

/// Whether two texts are the same words, whatever the white space, invisible signs, case and style of quotation marks.
pub fn is_alike(one: &str, other: &str) -> bool {
    let signs = signs_of(one);
    !signs.is_empty() && signs == signs_of(other) && !is_other_word(one, other)
}

/// Whether words like these are somewhere in a text, as far as [`is_alike`] compares them.
pub fn has_alike(text: &str, words: &str) -> bool {
    let words = signs_of(words);
    !words.is_empty() && signs_of(text).windows(words.len()).any(|there| there == words)
}

/// Whether what is before a place of a text, and what is behind it, ends and begins like these.
pub fn is_between(text: &str, place: TextRange, [before, behind]: [&str; 2]) -> [bool; 2] {
    // White space and invisible signs may be many.
    let reach = |side: &str| side.len() * 4 + 64;
    let (start, end) = (place.start.index(), place.end.index());
    let from = text.floor_char_boundary(start.saturating_sub(reach(before)));
    let to = text.ceil_char_boundary(end.saturating_add(reach(behind)));
    let side = |range: std::ops::Range<usize>| signs_of(text.get(range).unwrap_or_default());
    [side(from..start).ends_with(&signs_of(before)), side(end..to).starts_with(&signs_of(behind))]
}

/// The words of a text as they are compared.
fn words(text: &str, strict: Strict) -> impl Iterator<Item = String> {
    let folded = move |word: &str| {
        let mut folded = String::with_capacity(word.len());
        word.chars().for_each(|c| fold(c, strict, &mut folded));
        folded
    };
    text.split_whitespace().map(folded).filter(|word| !word.is_empty())
}

impl Likeness {
    /// Of the same texts.
    pub const EXACT: Self = Self(1000);
    /// Most of texts that differ.
    pub const ALMOST: Self = Self(999);

    fn of_distance(distance: u32, length: usize) -> Self {
        let length = i64::try_from(length).unwrap_or(i64::MAX);
        Self::of_parts(length - i64::from(distance), length)
    }

    fn of_parts(kept: i64, all: i64) -> Self {
        let thousandths = (kept.max(0) * 1000) / all.max(1);
        Self(u16::try_from(thousandths.min(1000)).unwrap_or(0))
    }
}
