//! A text as the engine compares it: small letters without white space, invisible signs and the styles of
//! quotation marks, each with its place in the text (tests/native/anchoring.rs).

use super::super::clusters;
use super::super::search::{Strict, fold};
use super::super::text::{Byte, TextRange};

/// A text as it is compared.
#[derive(Debug, Default)]
pub(super) struct ComparedText {
    signs: Vec<char>,
    /// The byte of the text at which the character begins that each sign came from.
    starts: Vec<u32>,
}

/// What counts: accents do, as they make other words; case does not, as sentences begin anew.
const STRICT: Strict = Strict { case: false, accents: true };

impl ComparedText {
    pub(super) fn new(text: &str) -> Self {
        let mut all =
            Self { signs: Vec::with_capacity(text.len()), starts: Vec::with_capacity(text.len()) };
        let mut folded = String::new();
        for (at, c) in text.char_indices() {
            let start = Byte::at(at).0;
            if c.is_ascii() {
                if !c.is_ascii_whitespace() && c != '\u{B}' {
                    all.signs.push(c.to_ascii_lowercase());
                    all.starts.push(start);
                }
                continue;
            }
            if c.is_whitespace() {
                continue;
            }
            folded.clear();
            fold(c, STRICT, &mut folded);
            for sign in folded.chars() {
                all.signs.push(sign);
                all.starts.push(start);
            }
        }
        all
    }

    pub(super) fn signs(&self) -> &[char] {
        &self.signs
    }

    /// The number of the first sign at or after a byte of the text.
    pub(super) fn at(&self, byte: Byte) -> usize {
        self.starts.partition_point(|start| *start < byte.0)
    }

    /// The signs of a part of the text.
    pub(super) fn of(&self, range: TextRange) -> &[char] {
        let from = self.at(range.start);
        self.signs.get(from..self.at(range.end).max(from)).unwrap_or_default()
    }

    /// Whether no character became both the sign before a place and the one after it.
    pub(super) fn is_edge(&self, at: usize) -> bool {
        at == 0 || self.starts.get(at - 1) != self.starts.get(at)
    }

    /// The part of the text that became these signs, grown to whole grapheme clusters.
    pub(super) fn range(&self, text: &str, from: usize, to: usize) -> Option<TextRange> {
        let start = *self.starts.get(from)? as usize;
        let last = *self.starts.get(to.checked_sub(1)?)? as usize;
        let end = last + text.get(last..)?.chars().next()?.len_utf8();
        let (start, end) = (clusters::start(text, start), clusters::end(text, end));
        (start < end).then(|| TextRange { start: Byte::at(start), end: Byte::at(end) })
    }
}

/// The signs of a short text alone.
pub(super) fn signs_of(text: &str) -> Vec<char> {
    ComparedText::new(text).signs
}
