//! The places like a quotation, and which of them is chosen: only one that is clearly better than all others
//! and enough like it (tests/native/quotations.rs).

use super::super::text::Byte;
use super::{Fate, FoundPlace, Likeness, Reanchored};

/// Annotated words with what is around them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Anchor<'a> {
    /// The words.
    pub exact: &'a str,
    /// The text right before them; empty if unknown.
    pub prefix: &'a str,
    /// The text right after them; empty if unknown.
    pub suffix: &'a str,
    /// Where they started, if known: of several places as good it is the nearest.
    pub near: Option<Byte>,
}

/// How words at a place are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spelling {
    /// Other words.
    Other,
    /// The same but for white space, invisible signs, the style of quotation marks and hyphens, case, or the
    /// Unicode form.
    Alike,
    /// The very words.
    Exact,
}

/// A place like a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotationMatch {
    /// The place, and how much its words are like the quotation.
    pub place: FoundPlace,
    /// How its words are written.
    pub spelling: Spelling,
    /// How much the words and what is around them are like it.
    pub score: Likeness,
    /// On how many sides all that is known is there.
    pub(super) beside: u8,
    /// Whether it is the only place of the very words, and these are long.
    pub(super) only: bool,
    /// Whether it is a piece of a word where the quotation is none, or the other way round, or another word.
    pub other_word: bool,
    /// Whether it is a piece of a word at an end of which nothing is known.
    pub(super) blindly: bool,
}

/// The two best places for a quotation.
#[derive(Debug, Clone, Copy, Default)]
pub struct Matches {
    /// The best; of several as good the first.
    pub best: Option<QuotationMatch>,
    /// The best of the others.
    pub runner_up: Option<QuotationMatch>,
}

impl Matches {
    /// The place that is chosen, if one is clearly better than all others and like enough.
    pub fn chosen(&self, anchor: &Anchor<'_>) -> Option<QuotationMatch> {
        let best = self.best?;
        let is_clear = self.runner_up.is_none_or(|other| best.is_ahead_of(&other, anchor));
        (is_clear && best.is_like()).then_some(best)
    }

    /// What became of the words.
    pub(super) fn decided(&self, anchor: &Anchor<'_>) -> Reanchored {
        let Some(best) = self.chosen(anchor) else {
            let runner_up = self.best.map(|best| best.place);
            return Reanchored {
                fate: Fate::Gone,
                score: Likeness(0),
                runner_up,
                spans: Vec::new(),
            };
        };
        let fate = match best.spelling {
            Spelling::Exact if anchor.near.is_some_and(|near| near != best.place.range.start) => {
                Fate::Moved
            }
            Spelling::Exact => Fate::Unchanged,
            _ => Fate::Reworded,
        };
        Reanchored {
            fate,
            score: best.place.likeness,
            runner_up: self.runner_up.map(|other| other.place),
            spans: vec![best.place.range],
        }
    }
}

/// How many thousandths better a place must be than all others.
const CLEAR: u16 = 40;

/// The same if all of what is on one side of it is as it was, and nowhere else.
const CLEAR_BESIDE: u16 = 8;

/// How many times further than a place all others must be from where it was, if nothing else tells.
const NEARER: u32 = 4;

impl QuotationMatch {
    /// Whether its words are enough like the quotation: the shorter it is, and the less is known of what is
    /// around it, the less may differ.
    fn is_like(&self) -> bool {
        let (Likeness(words), Likeness(score)) = (self.place.likeness, self.score);
        let is_long = self.place.range.len() >= LONG;
        match self.spelling {
            _ if self.beside == BOTH => words >= 250,
            _ if self.blindly => false,
            _ if self.beside > 0 => words >= 500 && score >= 550,
            Spelling::Exact => !self.other_word,
            // Another word, or a few words among others.
            _ if self.other_word || (!is_long && score < 690) => false,
            Spelling::Alike => true,
            Spelling::Other if is_long => words >= 700 || (words >= 500 && score >= 550),
            Spelling::Other => words >= 800,
        }
    }

    /// Whether it is clearly better than the next.
    fn is_ahead_of(&self, other: &Self, anchor: &Anchor<'_>) -> bool {
        let ahead = self.score.0.saturating_sub(other.score.0);
        let beside = self.beside > other.beside;
        // All that is known is there, and nowhere else.
        let is_whole = beside && self.beside == BOTH && self.spelling >= other.spelling;
        let away = |one: &Self| anchor.near.map(|near| near.0.abs_diff(one.place.range.start.0));
        let is_nearer = away(self).zip(away(other)).is_some_and(|(here, there)| {
            self.spelling >= other.spelling && here.saturating_mul(NEARER) <= there
        });
        let is_only = self.only && other.beside < BOTH;
        is_only || is_whole || ahead >= CLEAR || (beside && ahead >= CLEAR_BESIDE) || is_nearer
    }
}

/// Bytes of a quotation that tell enough by themselves.
const LONG: u32 = 24;

/// The same if its very words are in the text once.
pub(super) const TELLING: u32 = 16;

/// The number of sides.
const BOTH: u8 = 2;
