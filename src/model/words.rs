//! Words and sentences: how a selection grows to what the reader means by it.
//! Must never look past the block that an end lies in.

use unicode_segmentation::UnicodeSegmentation as _;

use super::article::{Article, BlockPoint};
use super::order;
use super::text::{Byte, TextRange};

/// Finds words where the Unicode rules cannot: in scripts that put no blanks between them.
pub trait Segmenter {
    /// Where words begin and end in `text`, in bytes, ascending; `None` if it does not know better
    /// than the Unicode rules.
    fn word_edges(&self, text: &str) -> Option<Vec<usize>>;
}

/// Grows a range to whole words and leaves a possessive ’s outside. White space at its ends goes.
/// `None` if nothing is left.
pub fn grow(article: &Article, range: TextRange, segmenter: &dyn Segmenter) -> Option<TextRange> {
    let range = article.trimmed(range)?;
    // Where the rules for words know nothing of a script, they may end inside a grapheme cluster.
    let start = article.cluster_start(edge_around(article, range.start, Side::Start, segmenter));
    let end = article.cluster_end(edge_around(article, range.end, Side::End, segmenter));
    article.trimmed(without_possessive(article, TextRange { start, end }))
}

/// The sentence around a point of the DOM, without the white space behind it. `None` in an empty
/// block.
pub fn sentence_at(article: &Article, point: BlockPoint) -> Option<TextRange> {
    let block = article.block(point.block)?.range;
    let at = article.byte_of(point)?.index() - block.start.index();
    let text = article.slice(block);
    let mut start = 0;
    for end in sentence_ends(text) {
        if at < end || end == text.len() {
            let base = block.start.0;
            return article
                .trimmed(TextRange::new(base + Byte::at(start).0, base + Byte::at(end).0));
        }
        start = end;
    }
    None
}

/// Where the sentences of a line end, in bytes. They do not end behind known abbreviations, and
/// not before a small letter.
pub fn sentence_ends(text: &str) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    for (start, sentence) in text.split_sentence_bound_indices() {
        if sentence.starts_with(char::is_lowercase) || ends_in_abbreviation(&text[..start]) {
            ends.pop();
        }
        ends.push(start + sentence.len());
    }
    ends
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

/// The edge of the word that `at` lies inside of; `at` itself between words.
fn edge_around(article: &Article, at: Byte, side: Side, segmenter: &dyn Segmenter) -> Byte {
    let Some(block) = article.block(article.block_at(at)) else { return at };
    let text = article.slice(block.range);
    let inside = at.index() - block.range.start.index();
    let Some((before, after)) = text.split_at_checked(inside) else { return at };
    let joined = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // Between words, most often: no need to look for their edges.
    if after.is_empty()
        || before.is_empty()
        || before.ends_with(char::is_whitespace)
        || after.starts_with(char::is_whitespace)
        || !(joined(after.chars().next()) || joined(before.chars().next_back()))
    {
        return at;
    }
    let (window, offset) = window(text, inside);
    let edges = word_edges(window, segmenter);
    let inside = inside - offset;
    let edge = match side {
        Side::Start => edges.iter().rev().find(|edge| **edge <= inside),
        Side::End => edges.iter().find(|edge| **edge >= inside),
    };
    edge.map_or(at, |edge| Byte::at(block.range.start.index() + offset + edge))
}

/// The stretch without white space around an index, and where it starts: a word never holds a blank.
fn window(text: &str, inside: usize) -> (&str, usize) {
    let start = text[..inside]
        .char_indices()
        .rev()
        .find(|(_, c)| c.is_whitespace())
        .map_or(0, |(index, c)| index + c.len_utf8());
    let end = text[inside..].find(char::is_whitespace).map_or(text.len(), |end| inside + end);
    (&text[start..end], start)
}

/// Where words begin and end in a stretch without white space, ascending.
fn word_edges(stretch: &str, segmenter: &dyn Segmenter) -> Vec<usize> {
    if stretch.chars().any(has_no_blanks)
        && let Some(edges) = segmenter.word_edges(stretch)
    {
        return edges;
    }
    let edges = stretch.split_word_bound_indices().map(|(index, _)| index);
    let possessives = stretch
        .unicode_word_indices()
        .filter_map(|(index, word)| Some(index + word.len() - possessive(word)?));
    order::by_key(edges.chain(possessives).chain([stretch.len()]), |edge| *edge)
}

/// Whether a character belongs to a script that is written without blanks between words.
pub(super) fn has_no_blanks(c: char) -> bool {
    matches!(u32::from(c),
        0x0E00..=0x0EFF      // Thai, Lao
        | 0x0F00..=0x0FFF    // Tibetan
        | 0x1000..=0x109F    // Myanmar
        | 0x1780..=0x17FF    // Khmer
        | 0x3040..=0x30FF    // Hiragana, Katakana
        | 0x3400..=0x9FFF    // Han
        | 0xF900..=0xFAFF
        | 0x2_0000..=0x3_FFFF)
}

fn without_possessive(article: &Article, range: TextRange) -> TextRange {
    let word = article.slice(range).split_whitespace().next_back().unwrap_or_default();
    let length = possessive(word).unwrap_or_default();
    TextRange { start: range.start, end: Byte(range.end.0 - Byte::at(length).0) }
}

/// The length of a possessive ’s at the end of a word, in bytes. "It’s" and the like are "it is".
fn possessive(word: &str) -> Option<usize> {
    const CONTRACTED: [&str; 16] = [
        "it",
        "he",
        "she",
        "that",
        "there",
        "here",
        "what",
        "who",
        "where",
        "when",
        "how",
        "why",
        "let",
        "this",
        "one",
        "everything",
    ];
    let stem = ["’s", "'s", "’S", "'S"].iter().find_map(|ending| word.strip_suffix(ending))?;
    let bare = stem.trim_start_matches(|c: char| !c.is_alphanumeric());
    let contracted = CONTRACTED.iter().any(|known| bare.eq_ignore_ascii_case(known));
    (!bare.is_empty() && !contracted).then(|| word.len() - stem.len())
}

/// Whether a text ends in an abbreviation or an initial, so that its stop ends no sentence.
fn ends_in_abbreviation(text: &str) -> bool {
    const KNOWN: &[&str] = &[
        "mr", "mrs", "ms", "mx", "dr", "prof", "sen", "rep", "gov", "gen", "col", "lt", "sgt",
        "capt", "cmdr", "adm", "rev", "hon", "pres", "st", "vs", "nos", "vol", "fig", "approx",
        "dept", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
        "dec", "e.g", "i.e", "cf", "ca", "u.s", "u.k", "u.n", "bzw", "evtl", "z.b", "d.h", "mme",
        "mlle",
    ];
    let text = text.trim_end();
    let Some(text) = text.strip_suffix('.') else { return false };
    let word = text
        .rsplit(|c: char| c.is_whitespace() || "(“\"‘«[".contains(c))
        .next()
        .unwrap_or_default();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    initial || KNOWN.iter().any(|known| word.eq_ignore_ascii_case(known))
}
