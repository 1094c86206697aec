//! Holds the quotes of an article against a source: a speech, a transcript, a paper. A passage that is only like
//! a quote is never chosen when another is about as like it (tests/native/sources.rs).

mod answers;
mod bare;
mod chain;
mod finder;
mod kept;
mod near;
mod paraphrase;
mod quoted;

pub use answers::{FoundQuote, quotes_of};
pub use finder::{hold, look_up};
pub use kept::{Fidelity, LinkedPassage, SourceLink, SourceText};

use super::anchoring::Likeness;
use super::annotation::QuoteForm;
use super::text::TextRange;

/// A quote to look up.
#[derive(Debug, Clone, Copy)]
pub struct SoughtQuote<'a> {
    /// The text of the article.
    pub text: &'a str,
    /// The spans of the quote in it, in text order.
    pub spans: &'a [TextRange],
    /// Its form; `None` to go by its quotation marks.
    pub form: Option<QuoteForm>,
}

/// What was found of a quote in a source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LookedUp {
    /// How the source has it.
    pub fidelity: Fidelity,
    /// Where the source has its words, in the order of the quote; none if no place is certain.
    pub passages: Vec<TextRange>,
    /// Other places as good, or the places most like it if none is certain: at most [`LookedUp::OFFERED`].
    pub offered: Vec<TextRange>,
    /// How much the passages are like it; of paraphrases how much of what it says they say.
    pub likeness: Likeness,
    /// The words of the source that are left out between the passages, if they are in order.
    pub left_out: u32,
    /// The writer's own words in brackets, in the article.
    pub own: Vec<TextRange>,
}

impl LookedUp {
    /// Most places that are offered.
    pub const OFFERED: usize = 4;

    /// Whether a passage was chosen.
    pub fn is_certain(&self) -> bool {
        !self.passages.is_empty()
    }
}
