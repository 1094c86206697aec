//! A text in pieces that are aligned: words and numbers, single signs, single characters of scripts without
//! spaces; white space is none. Equal pieces of both texts have equal numbers (tests/native/anchoring.rs).

use std::collections::HashMap;

use super::super::characters::is_format;
use super::super::search::{Strict, fold, is_of_word};
use super::super::text::{Byte, TextRange};

/// A piece of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextPiece {
    pub range: TextRange,
    /// Its number: the same for pieces that only differ in case or the style of quotation marks.
    pub number: u32,
    /// What it counts in likeness: its characters, but a sign counts half.
    pub weight: u32,
}

impl TextPiece {
    /// Whether it is a word, and no sign.
    pub(super) fn is_word(&self) -> bool {
        self.weight > 1
    }
}

/// Longest word in characters; in a longer one each character is a piece, so that a text without any space
/// can be aligned too.
const LONGEST: usize = 48;

/// Whether a stop or a comma stands between two digits.
fn is_within_number(text: &str, at: usize) -> bool {
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    matches!(bytes.get(at), Some(b'.' | b','))
        && is_digit(at.checked_sub(1).and_then(|before| bytes.get(before)))
        && is_digit(bytes.get(at + 1))
}

/// Gives numbers to pieces.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    known: HashMap<String, u32>,
    folded: String,
}

impl Numbers {
    /// The pieces of a text.
    pub(super) fn pieces(&mut self, text: &str) -> Vec<TextPiece> {
        let mut pieces = Vec::with_capacity(text.len() / 5);
        let mut word = None;
        for (at, c) in text.char_indices() {
            // A soft hyphen does not end a word, nor a stop within a number: "48.2" is one.
            let within = || is_format(c) || is_within_number(text, at);
            if is_of_word(c) || (word.is_some() && within()) {
                word.get_or_insert(at);
                continue;
            }
            if let Some(start) = word.take() {
                self.word(text, start, at, &mut pieces);
            }
            if !c.is_whitespace() {
                pieces.extend(self.piece(text, at, at + c.len_utf8()));
            }
        }
        if let Some(start) = word {
            self.word(text, start, text.len(), &mut pieces);
        }
        pieces
    }

    fn word(&mut self, text: &str, start: usize, end: usize, into: &mut Vec<TextPiece>) {
        let word = text.get(start..end).unwrap_or_default();
        if word.len() <= LONGEST || word.chars().count() <= LONGEST {
            into.extend(self.piece(text, start, end));
            return;
        }
        for (at, c) in word.char_indices() {
            into.extend(self.piece(text, start + at, start + at + c.len_utf8()));
        }
    }

    /// `None` if nothing of it is compared, as of a soft hyphen.
    fn piece(&mut self, text: &str, start: usize, end: usize) -> Option<TextPiece> {
        let word = text.get(start..end)?;
        self.folded.clear();
        if word.is_ascii() {
            self.folded.push_str(word);
            self.folded.make_ascii_lowercase();
        } else {
            let strict = Strict { case: false, accents: true };
            word.chars().for_each(|c| fold(c, strict, &mut self.folded));
        }
        if self.folded.is_empty() {
            return None;
        }
        let number = match self.known.get(&self.folded) {
            Some(number) => *number,
            None => {
                let number = Byte::at(self.known.len()).0;
                self.known.insert(self.folded.clone(), number);
                number
            }
        };
        let is_word = self.folded.starts_with(char::is_alphanumeric);
        let characters = Byte::at(word.chars().count()).0;
        let weight = if is_word { 2 * characters } else { 1 };
        let range = TextRange { start: Byte::at(start), end: Byte::at(end) };
        Some(TextPiece { range, number, weight })
    }
}
