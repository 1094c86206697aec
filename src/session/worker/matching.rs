//! Searching by a regular expression in the worker, where a pattern that takes long holds up nobody
//! (tests/native/patterns.rs).

use crate::model::search::PatternFault;
use crate::model::{TextRange, TextSearch};

use super::protocol::Garbled;

/// Texts to search by a regular expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchTask {
    /// The pattern.
    pub search: TextSearch,
    /// Whether the first text is searched for all matches, and not only for the first, as the others are.
    pub whole_first: bool,
    /// The texts, one after the other.
    pub texts: String,
    /// Their lengths, in bytes.
    pub lengths: Vec<usize>,
}

/// What was matched.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matched {
    /// All matches in the first text, if they were asked for; in order.
    pub all: Vec<TextRange>,
    /// Whether the pattern also matches nothing at all, which cannot be shown.
    pub empty: bool,
    /// The first match in each other text.
    pub firsts: Vec<Option<TextRange>>,
}

/// The matches; or why the pattern cannot be searched for.
pub type MatchOutcome = Result<Matched, PatternFault>;

impl MatchTask {
    /// A search in no texts yet.
    pub fn new(search: TextSearch, whole_first: bool) -> Self {
        Self { search, whole_first, texts: String::new(), lengths: Vec::new() }
    }

    /// Adds a text.
    pub fn add(&mut self, text: &str) {
        self.texts.push_str(text);
        self.lengths.push(text.len());
    }

    /// The texts.
    pub fn each(&self) -> impl Iterator<Item = &str> {
        let mut from = 0;
        self.lengths.iter().map(move |length| {
            let text = self.texts.get(from..from + length).unwrap_or_default();
            from += length;
            text
        })
    }
}

/// In place of a match where there is none.
const NONE: TextRange = TextRange::new(u32::MAX, u32::MAX);

impl Matched {
    /// The matches as bytes: two numbers of four bytes each, the lowest first. How many of them are in the
    /// first text comes before them.
    pub(super) fn packed(&self) -> Vec<u8> {
        let firsts = self.firsts.iter().map(|first| first.unwrap_or(NONE));
        let all = self.all.iter().copied().chain(firsts);
        let mut packed = u32::try_from(self.all.len()).unwrap_or(u32::MAX).to_le_bytes().to_vec();
        for range in all {
            packed.extend(range.start.0.to_le_bytes());
            packed.extend(range.end.0.to_le_bytes());
        }
        packed
    }

    /// Reads them back.
    pub(super) fn unpacked(packed: &[u8], empty: bool) -> Result<Self, Garbled> {
        let mut numbers = packed.chunks_exact(4).filter_map(|bytes| bytes.try_into().ok());
        let mut number = || numbers.next().map(u32::from_le_bytes);
        let count = number().ok_or("matches without their number")? as usize;
        let mut ranges = Vec::with_capacity(packed.len() / 8);
        while let (Some(start), Some(end)) = (number(), number()) {
            ranges.push(TextRange::new(start, end));
        }
        if count > ranges.len() {
            return Err("matches are missing".to_owned());
        }
        let firsts = ranges.split_off(count).into_iter();
        let firsts = firsts.map(|range| Some(range).filter(|range| *range != NONE)).collect();
        Ok(Self { all: ranges, empty, firsts })
    }
}
