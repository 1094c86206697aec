//! What differs between two wordings of the same thing, word by word. The page shows these, and does without what
//! aligns whole texts. Nothing that differs is shown as the same (tests/native/laws_versions.rs).

use std::ops::Range;

use super::super::characters::is_format;
use super::super::search::is_of_word;
use super::super::text::{Byte, TextRange};

/// Words that two short texts do not share.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WordDiff {
    /// Only the old one has them: ranges of the old one, in order.
    pub taken_out: Vec<TextRange>,
    /// Only the new one has them: ranges of the new one, in order.
    pub put_in: Vec<TextRange>,
}

/// Most pairs of words that are compared with each other: two wordings of 600 words. In longer ones everything
/// between the first and the last difference counts as changed.
const MOST_PAIRS: usize = 360_000;

impl WordDiff {
    /// Compares two wordings.
    pub fn between(old: &str, new: &str) -> Self {
        let [one, other] = [old, new].map(words);
        let words = |text, ranges: &[Range<usize>]| -> Vec<&str> {
            ranges.iter().map(|range| str::get(text, range.clone()).unwrap_or_default()).collect()
        };
        let kept = shared(&words(old, &one), &words(new, &other));
        Self {
            taken_out: left(&one, kept.iter().map(|pair| pair.0)),
            put_in: left(&other, kept.iter().map(|pair| pair.1)),
        }
    }
}

/// The words of a text, and each sign between them.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        // A soft hyphen does not end a word.
        let goes_on = in_word && (is_of_word(c) || is_format(c));
        match words.last_mut().filter(|_| goes_on) {
            Some(word) => word.end = end,
            None if !c.is_whitespace() => words.push(at..end),
            None => {}
        }
        in_word = goes_on || is_of_word(c);
    }
    words
}

/// Which words both have in the same order, as places in both, ascending: those with the most letters in all.
fn shared(one: &[&str], other: &[&str]) -> Vec<(usize, usize)> {
    let same = |a: &&str, b: &&str| a == b;
    let before = one.iter().zip(other).take_while(|(a, b)| same(a, b)).count();
    let (own, others) = (&one[before..], &other[before..]);
    let backward = own.iter().rev().zip(others.iter().rev());
    let after = backward.take_while(|(a, b)| same(a, b)).count();
    let (rows, columns) = (own.len() - after, others.len() - after);
    let mut pairs: Vec<_> = (0..before).map(|at| (at, at)).collect();
    if rows.saturating_mul(columns) <= MOST_PAIRS {
        let between = longest(&own[..rows], &others[..columns]);
        pairs.extend(between.into_iter().map(|(a, b)| (before + a, before + b)));
    }
    let ends = (one.len() - after..one.len()).zip(other.len() - after..other.len());
    pairs.extend(ends);
    pairs
}

/// The longest common subsequence of two short lists, by letters, as places in both.
fn longest(one: &[&str], other: &[&str]) -> Vec<(usize, usize)> {
    let width = other.len() + 1;
    // The letters shared from each pair of places on.
    let mut most = vec![0u32; (one.len() + 1) * width];
    let with = |most: &[u32], a: usize, b: usize| {
        let letters = Byte::at(one[a].len()).0;
        (one[a] == other[b]).then(|| letters + most[(a + 1) * width + b + 1])
    };
    for a in (0..one.len()).rev() {
        for b in (0..other.len()).rev() {
            let without = most[(a + 1) * width + b].max(most[a * width + b + 1]);
            most[a * width + b] = with(&most, a, b).map_or(without, |with| with.max(without));
        }
    }
    let (mut a, mut b, mut pairs) = (0, 0, Vec::new());
    while a < one.len() && b < other.len() {
        if with(&most, a, b) == Some(most[a * width + b]) {
            pairs.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if most[(a + 1) * width + b] >= most[a * width + b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    pairs
}

/// The ranges of the words that are not `kept`; neighbours are one range.
fn left(words: &[Range<usize>], kept: impl Iterator<Item = usize>) -> Vec<TextRange> {
    let mut kept = kept.peekable();
    let mut ranges: Vec<TextRange> = Vec::new();
    let mut goes_on = false;
    for (at, word) in words.iter().enumerate() {
        let is_left = kept.next_if_eq(&at).is_none();
        match ranges.last_mut().filter(|_| goes_on) {
            Some(last) if is_left => last.end = Byte::at(word.end),
            _ if is_left => {
                ranges.push(TextRange { start: Byte::at(word.start), end: Byte::at(word.end) });
            }
            _ => {}
        }
        goes_on = is_left;
    }
    ranges
}
