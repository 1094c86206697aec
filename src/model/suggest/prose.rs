//! A text as the stages read it: tokens, sentences and paragraphs. No token ends inside a grapheme cluster
//! (tests/suggest/prose.rs).

use std::ops::Range;

use crate::model::abbreviations::{Stop, stop_behind};
use crate::model::characters::is_format;
use crate::model::clusters;
use crate::model::text::{Byte, TextRange};

/// Most tokens of a sentence. Longer ones are cut, so that no stage's work grows faster than the text.
const MOST_TOKENS: usize = 121;

/// A text with its tokens, sentences and paragraphs.
///
/// A token is a run of capitals with full stops ("J.", "U.S."), a word with its inner hyphens, a number with
/// its inner points, or one sign.
#[derive(Debug)]
pub struct Prose<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens, in order and disjoint; white space lies between them.
    pub tokens: Vec<TextRange>,
    /// The sentences, each a range of `tokens`; together they are all tokens.
    pub sentences: Vec<Range<usize>>,
    /// The paragraphs, each a range of `sentences`; together they are all sentences.
    pub paragraphs: Vec<Range<usize>>,
}

impl<'a> Prose<'a> {
    /// The tokens, sentences and paragraphs of a canonical text.
    pub fn of(text: &'a str) -> Self {
        let tokens = tokens(text);
        let mut prose = Self { text, tokens, sentences: Vec::new(), paragraphs: Vec::new() };
        prose.divide(is_wrapped(text));
        prose
    }

    /// A token as it stands in the text; empty beyond the last.
    #[inline]
    pub fn token(&self, index: usize) -> &'a str {
        let range = self.tokens.get(index).copied();
        range.and_then(|range| self.text.get(range.indices())).unwrap_or_default()
    }

    /// Whether a token is this sign or this word, in any case of its English letters.
    // Every stage asks this of every token, and the length nearly always answers: that much is inlined.
    #[inline(always)]
    pub fn has(&self, index: usize, word: &str) -> bool {
        self.length(index) == word.len() && self.is_spelt(index, word)
    }

    /// By bytes.
    fn is_spelt(&self, index: usize, word: &str) -> bool {
        let own =
            self.tokens.get(index).and_then(|range| self.text.as_bytes().get(range.indices()));
        own.is_some_and(|own| own.eq_ignore_ascii_case(word.as_bytes()))
    }

    /// The bytes of a token; 0 beyond the last.
    #[inline(always)]
    pub fn length(&self, index: usize) -> usize {
        self.tokens.get(index).map_or(0, |token| token.len() as usize)
    }

    /// Whether a token begins where the one before it ends.
    #[inline]
    pub fn is_joined(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.tokens.get(before));
        before.zip(self.tokens.get(index)).is_some_and(|(before, token)| before.end == token.start)
    }

    /// The text between a token and the one before it.
    pub fn gap_before(&self, index: usize) -> &'a str {
        let before = index.checked_sub(1).and_then(|index| self.tokens.get(index));
        let start = before.map_or(0, |token| token.end.index());
        let end = self.tokens.get(index).map_or(self.text.len(), |token| token.start.index());
        self.text.get(start..end).unwrap_or_default()
    }

    /// The number of the sentence that a token is in.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.end <= token)
    }

    /// The number of the first token that ends after a place.
    pub fn token_at(&self, at: Byte) -> usize {
        self.tokens.partition_point(|token| token.end <= at)
    }

    fn divide(&mut self, wrapped: bool) {
        let (mut sentence, mut paragraph) = (0, 0);
        for index in 1..=self.tokens.len() {
            let gap = self.gap_before(index);
            let lines = gap.bytes().filter(|byte| *byte == b'\n').count();
            let is_last = index == self.tokens.len();
            let breaks = is_last || lines > 1 || lines == 1 && !wrapped;
            // A tab ends a cell of a table: no name goes on in the next one.
            let ends = gap.contains('\t') || self.is_stop(index - 1, gap);
            if breaks || ends || index - sentence >= MOST_TOKENS {
                self.sentences.push(sentence..index);
                sentence = index;
            }
            if breaks {
                self.paragraphs.push(paragraph..self.sentences.len());
                paragraph = self.sentences.len();
            }
        }
    }

    /// Whether a sentence ends with this token: a stop, white space, and then what can begin one.
    fn is_stop(&self, index: usize, gap: &str) -> bool {
        let begins = |next: &str| {
            next.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '‘' | '('))
        };
        matches!(self.token(index), "." | "!" | "?")
            && !gap.is_empty()
            && begins(self.token(index + 1))
            && !self.is_abbreviated(index)
    }

    /// Whether a token is the full stop of an abbreviation that something always follows: "Mr.", "Sen.".
    fn is_abbreviated(&self, index: usize) -> bool {
        self.token(index) == "."
            && self.gap_before(index).is_empty()
            && index
                .checked_sub(1)
                .is_some_and(|word| stop_behind(self.token(word)) == Stop::GoesOn)
    }
}

/// Whether lines are broken at a width, as in old mail and books: then an end of line ends no paragraph.
fn is_wrapped(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).peekable();
    let (mut all, mut cut) = (0_usize, 0_usize);
    while let Some(line) = lines.next() {
        let goes_on = lines.peek().is_some_and(|next| next.starts_with(char::is_lowercase));
        all += 1;
        cut += usize::from(goes_on && line.len() < 120);
    }
    all > 3 && 3 * cut > all
}

fn tokens(text: &str) -> Vec<TextRange> {
    // English has a token for each five bytes.
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let end = token_end(text, at, first);
        tokens.push(TextRange { start: Byte::at(at), end: Byte::at(end) });
        at = end;
    }
    tokens
}

/// The end of the token that begins with `first` at `start`.
fn token_end(text: &str, start: usize, first: char) -> usize {
    let initials = initials_end(text, start);
    if initials > start {
        return cluster_end(text, initials);
    }
    let (is_part, joins): (fn(char) -> bool, &[u8]) = match first {
        _ if first.is_ascii_digit() => (|c| c.is_ascii_digit(), b".,:"),
        _ if is_letter(first) => (is_letter, b"-"),
        // From the token on: before a flag, all flags before it would be counted.
        _ => {
            let rest = text.get(start..).unwrap_or_default();
            return start + cluster_end(rest, first.len_utf8());
        }
    };
    let mut end = run_end(text, start, is_part);
    // A sign between two parts joins them.
    while let Some(sign) = text.as_bytes().get(end)
        && joins.contains(sign)
    {
        let further = run_end(text, end + 1, is_part);
        if further == end + 1 {
            break;
        }
        end = further;
    }
    end
}

/// The end of capitals with a full stop each: "J.", "U.S."; the start if there are none.
fn initials_end(text: &str, start: usize) -> usize {
    let pairs = text.as_bytes().get(start..).unwrap_or_default().chunks_exact(2);
    let pairs = pairs.take_while(|pair| pair[0].is_ascii_uppercase() && pair[1] == b'.').count();
    start + 2 * pairs
}

/// The end of the letters or digits from a place, with the marks on them and invisible characters between.
fn run_end(text: &str, start: usize, is_part: fn(char) -> bool) -> usize {
    let (mut end, mut at) = (start, start);
    while let Some(next) = text.get(at..).and_then(|rest| rest.chars().next()) {
        at += next.len_utf8();
        if is_part(next) {
            at = cluster_end(text, at);
            end = at;
        } else if end == start || !is_format(next) {
            break;
        }
    }
    end
}

/// The end of the grapheme cluster that a place is in.
fn cluster_end(text: &str, at: usize) -> usize {
    let is_ascii = text.as_bytes().get(at).is_none_or(u8::is_ascii);
    if is_ascii { at } else { clusters::end(text, at) }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !c.is_ascii_digit()
}
