//! Words and sentences: how a selection grows to what the reader means, and the steps of the keyboard caret.
//! It reads no further than the block of each end (tests/native/words.rs).

use std::ops::Range;

use super::article::{Article, BlockPoint};
use super::characters::has_no_blanks;
use super::clusters;
use super::text::{Byte, TextRange};
use super::tokens::{Token, possessive, stretch_around, tokens};

pub use super::sentences::sentences;

/// Finds words where rules cannot: in scripts without spaces between them.
pub trait Segmenter {
    /// The edges of the words in `text`, in bytes, ascending; `None` if unknown, and then each character is a
    /// word.
    fn word_edges(&self, text: &str) -> Option<Vec<usize>>;
}

/// A segmenter without a dictionary.
#[derive(Debug)]
pub struct Unaided;

impl Segmenter for Unaided {
    fn word_edges(&self, _: &str) -> Option<Vec<usize>> {
        None
    }
}

impl Article {
    /// Whether all scripts in it have spaces between words.
    pub fn has_blanks(&self) -> bool {
        !self.text().contains(has_no_blanks)
    }

    /// The number of words in a part of the text that starts at a byte and ends at a space some way further,
    /// and its end. Words are stretches without white space that have a letter or a digit; in scripts without
    /// spaces each character counts, because looking up a whole text would take too long.
    pub fn words_from(&self, start: usize) -> (usize, usize) {
        let rest = self.text().get(start..).unwrap_or_default();
        let usual = rest.floor_char_boundary(Self::WORDS_AT_ONCE);
        let end = rest.get(usual..).and_then(|rest| rest.find(char::is_whitespace));
        let end = end.map_or(rest.len(), |more| usual + more);
        let counts = rest.get(..end).unwrap_or_default().split_whitespace().map(|stretch| {
            if stretch.contains(has_no_blanks) {
                words_without_blanks(stretch)
            } else {
                usize::from(stretch.contains(char::is_alphanumeric))
            }
        });
        (counts.sum(), start + end)
    }

    /// Bytes of text whose words are counted at a time: some milliseconds of work.
    pub const WORDS_AT_ONCE: usize = 256 << 10;
}

#[inline(never)]
fn words_without_blanks(stretch: &str) -> usize {
    words(stretch, &Unaided).len()
}

/// The words of a block in text order, in bytes, without punctuation and possessive ’s; the parts of a
/// hyphenated word are words, and so is an emoji.
pub fn words(text: &str, segmenter: &dyn Segmenter) -> Vec<Range<usize>> {
    let all = 0..text.len();
    word_ranges(&tokens(text, all.clone(), &all, segmenter))
}

/// The words around a place in a block, as in [`words`]: at least the one there, the one before and the one
/// after. Reads no more of the text than necessary.
pub fn words_near(text: &str, at: usize, segmenter: &dyn Segmenter) -> Vec<Range<usize>> {
    let mut reach = 200;
    loop {
        let near = back(text, at.saturating_sub(reach))..back(text, at.saturating_add(reach));
        let part = stretch_around(text, near.start).start..stretch_around(text, near.end).end;
        let mut words = word_ranges(&tokens(text, part, &near, segmenter));
        words.retain(|word| near.start <= word.end && word.start <= near.end);
        let before = near.start == 0 || words.first().is_some_and(|word| word.end <= at);
        let behind = near.end == text.len() || words.last().is_some_and(|word| at < word.start);
        if before && behind {
            return words;
        }
        reach *= 4;
    }
}

/// Grows a range to whole words, without a possessive ’s or white space at its ends. `None` if nothing is
/// left.
pub fn grow(article: &Article, range: TextRange, segmenter: &dyn Segmenter) -> Option<TextRange> {
    let range = article.trimmed(range)?;
    let start =
        article.cluster_start(edge_around(article, range.start, EdgeSide::Start, segmenter));
    let end = article.cluster_end(edge_around(article, range.end, EdgeSide::End, segmenter));
    article.trimmed(without_possessive(article, TextRange { start, end }))
}

/// The sentence around a point of the DOM; in the white space after a sentence, that one. `None` in an empty
/// block.
pub fn sentence_at(article: &Article, point: BlockPoint) -> Option<TextRange> {
    let block = article.block(point.block)?.range;
    let at = article.byte_of(point)?.index() - block.start.index();
    let sentences = sentences(article.slice(block));
    let after = sentences.partition_point(|sentence| sentence.start <= at);
    let Range { start, end } = sentences.get(after.saturating_sub(1))?.clone();
    let base = block.start.0;
    article.trimmed(TextRange::new(base + Byte::at(start).0, base + Byte::at(end).0))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum EdgeSide {
    Start,
    End,
}

/// The edge of the word that contains `at`; `at` itself between words.
fn edge_around(article: &Article, at: Byte, side: EdgeSide, segmenter: &dyn Segmenter) -> Byte {
    let Some(block) = article.block(article.block_at(at)) else { return at };
    let text = article.slice(block.range);
    let inside = at.index() - block.range.start.index();
    if inside == 0 || inside >= text.len() {
        return at;
    }
    let stretch = stretch_around(text, inside);
    // Usually between words: no need to look for edges.
    if stretch.start == inside || stretch.end == inside {
        return at;
    }
    let tokens = tokens(text, stretch, &(inside..inside), segmenter);
    let token = tokens.iter().find(|token| token.start < inside && inside < token.tail);
    let edge = token.map_or(inside, |Token { start, end, tail }| match side {
        EdgeSide::Start => *if inside < *end { start } else { end },
        EdgeSide::End => *if inside > *end { tail } else { end },
    });
    Byte::at(block.range.start.index() + edge)
}

fn without_possessive(article: &Article, range: TextRange) -> TextRange {
    let mut end = range.end;
    loop {
        let rest = article.slice(TextRange { start: range.start, end });
        let word = rest.split_whitespace().next_back().unwrap_or_default();
        let Some(length) = possessive(word) else { break };
        let shorter = Byte(end.0 - Byte::at(length).0);
        if article.cluster_start(shorter) != shorter {
            break;
        }
        end = shorter;
    }
    TextRange { start: range.start, end }
}

fn word_ranges(tokens: &[Token]) -> Vec<Range<usize>> {
    tokens.iter().map(|token| token.start..token.end).collect()
}

/// The nearest edge of a grapheme cluster at or before `at`.
fn back(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    clusters::start(text, at)
}
