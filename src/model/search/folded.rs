//! A text as it is compared, kept while the reader searches it, with the way back to its own places: a hit
//! begins and ends where a character of the reader's does (tests/native/searching.rs).

use super::fold::{Strict, fold};
use super::letters::is_accent;
use crate::model::characters::has_no_blanks;
use crate::model::clusters;
use crate::model::text::{Byte, TextRange};

/// A text as it is compared.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    text: String,
    /// Places here and in the text itself that agree. From one to the next both are equally long and agree
    /// byte by byte, or they are one character with what it became.
    steps: Vec<(u32, u32)>,
}

impl Folded {
    /// Folds a text.
    pub fn new(text: &str, how: Strict) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), steps: vec![(0, 0)] };
        let mut rest = text;
        while !rest.is_empty() {
            let other = |byte: u8| !byte.is_ascii() || matches!(byte, b'\t' | 0xB | 0xC | b'\r');
            let plain = rest.bytes().position(other).unwrap_or(rest.len());
            let (ascii, after) = rest.split_at(plain);
            let from = folded.text.len();
            folded.text.push_str(ascii);
            if !how.case
                && let Some(new) = folded.text.get_mut(from..)
            {
                new.make_ascii_lowercase();
            }
            rest = after;
            let Some(c) = rest.chars().next() else { break };
            let (from, at) = (folded.text.len(), text.len() - rest.len());
            fold(c, how, &mut folded.text);
            if folded.text.len() - from != c.len_utf8() {
                folded.agree(from, at);
                folded.agree(folded.text.len(), at + c.len_utf8());
            }
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
        folded.agree(folded.text.len(), text.len());
        folded
    }

    /// The places of some folded words in the text, in order and apart, but not more than `most`.
    pub(super) fn find(&self, text: &str, words: &str, whole: bool, most: usize) -> Vec<TextRange> {
        let mut found = Vec::new();
        let mut from = 0;
        while found.len() < most
            && let Some((range, end)) = self.next(text, words, whole, from)
        {
            found.push(range);
            from = end;
        }
        found
    }

    /// The first of them after a place here, and where it ends here.
    pub(super) fn next(
        &self,
        text: &str,
        words: &str,
        whole: bool,
        mut from: usize,
    ) -> Option<(TextRange, usize)> {
        let first = words.chars().next()?;
        loop {
            let at = from + self.text.get(from..)?.find(words)?;
            let end = at + words.len();
            let open = || whole && (self.joins(at) || self.joins(end));
            if let Some(range) = self.hit(text, at, end)
                && !open()
            {
                return Some((range, end));
            }
            from = at + first.len_utf8();
        }
    }

    /// Calls `each` with the words here and where they start. A word is what nothing joins on either side.
    pub(super) fn each_word<'a>(&'a self, mut each: impl FnMut(usize, &'a str)) {
        let (mut start, mut at) = (None, 0);
        // By bytes where it can be: this passes through whole articles.
        while let Some(&byte) = self.text.as_bytes().get(at) {
            let (joins, length) = match byte.is_ascii() {
                true => (byte.is_ascii_alphanumeric(), 1),
                false => {
                    let c = self.text.get(at..).and_then(|rest| rest.chars().next());
                    c.map_or((false, 1), |c| (is_of_word(c), c.len_utf8()))
                }
            };
            match (joins, start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    each(from, self.text.get(from..at).unwrap_or_default());
                    start = None;
                }
                _ => {}
            }
            at += length;
        }
        if let Some(from) = start {
            each(from, self.text.get(from..).unwrap_or_default());
        }
    }

    /// The place of some folded words that stand here, as whole words.
    pub(super) fn word_at(&self, text: &str, at: usize, words: &str) -> Option<TextRange> {
        let end = at + words.len();
        let stands = self.text.get(at..)?.starts_with(words) && !self.joins(at) && !self.joins(end);
        if stands { self.hit(text, at, end) } else { None }
    }

    /// The bytes it takes, about.
    pub fn size(&self) -> usize {
        self.text.len() + size_of_val(&*self.steps)
    }

    fn agree(&mut self, here: usize, there: usize) {
        let step = (Byte::at(here).0, Byte::at(there).0);
        if self.steps.last() != Some(&step) {
            self.steps.push(step);
        }
    }

    /// Whether a word goes on across a place here.
    fn joins(&self, at: usize) -> bool {
        is_in_word(&self.text, at)
    }

    /// The place in the text of a stretch here, grown to whole characters; `None` if it would take in others.
    fn hit(&self, text: &str, from: usize, to: usize) -> Option<TextRange> {
        let (start, end) = (self.there(from, false)?, self.there(to, true)?);
        if !text.is_char_boundary(start) || !text.is_char_boundary(end) {
            return None;
        }
        let first = clusters::start(text, start);
        let last = clusters::end(text, end);
        let before = first == start || self.there(from, true)? <= first;
        let after = last == end || last <= self.there(to, false)?;
        (before && after).then(|| TextRange { start: Byte::at(first), end: Byte::at(last) })
    }

    /// A place here in the text: before what was left out there, or after it. `None` inside what a character
    /// became.
    fn there(&self, at: usize, before: bool) -> Option<usize> {
        let here = Byte::at(at).0;
        let is_past = |step: &(u32, u32)| if before { step.0 < here } else { step.0 <= here };
        let next = self.steps.partition_point(is_past);
        let Some((from, there)) = next.checked_sub(1).and_then(|last| self.steps.get(last)) else {
            return Some(0);
        };
        let Some((to, beyond)) = self.steps.get(next) else { return Some(*there as usize) };
        if here == *to {
            return Some(*beyond as usize);
        }
        let same = to - from == beyond - there;
        (same || here == *from).then(|| (there + (here - from)) as usize)
    }
}

/// Whether it is part of a word in a script that separates words by spaces.
pub(crate) fn is_of_word(c: char) -> bool {
    (c.is_alphanumeric() && !has_no_blanks(c)) || is_accent(c)
}

/// Whether a word goes on from one text into the next.
pub(crate) fn goes_on(before: &str, after: &str) -> bool {
    before.ends_with(is_of_word) && after.starts_with(is_of_word)
}

/// Whether a place is inside a word.
pub(crate) fn is_in_word(text: &str, at: usize) -> bool {
    text.split_at_checked(at).is_some_and(|(before, after)| goes_on(before, after))
}
