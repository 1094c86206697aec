//! The quotations of a text as stretches between marks, with what tells speech from titles and from words of
//! which the writer keeps a distance (tests/suggest/quotations.rs).

use std::ops::Range;

use super::pairing::{Pair, is_single, pairs};
use super::sensed::Sensed;
use super::senses::{Sense, WordSenses};
use crate::model::text::{Byte, TextRange};

/// A stretch between quotation marks, in one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct QuotePart {
    /// Its place, marks included.
    pub range: TextRange,
    /// Its tokens, marks included.
    pub tokens: Range<usize>,
    /// The number of its paragraph.
    pub paragraph: usize,
    /// Whether its marks are the small ones.
    pub single: bool,
    /// Whether the closing mark is there.
    pub closed: bool,
    /// Whether it goes on from the part before, in another paragraph.
    pub continues: bool,
    /// The number of its words.
    pub words: usize,
    /// The last character before the closing marks.
    pub last: char,
}

/// The quotations of a text that are inside no other, by place. Their tokens are marked as quoted.
pub(super) fn quote_parts(
    sensed: &mut Sensed<'_>,
    senses: &WordSenses,
    people: &[TextRange],
) -> Vec<QuotePart> {
    let bytes = |tokens: &Range<usize>| sensed.bytes(tokens.clone()).indices();
    let paragraphs: Vec<Range<usize>> = sensed.paragraphs.iter().map(bytes).collect();
    let is_elision = |word: &str| senses.sense(word).is(Sense::ELISION);
    let pairs = pairs(sensed.prose.text, &paragraphs, &is_elision);
    let outer = pairs.iter().filter(|pair| pair.depth == 0);
    let parts = outer.filter_map(|pair| part(sensed, pair));
    // A nickname in marks is part of a name: Jim “Mad Dog” Kowalski.
    let is_of_name = |part: &QuotePart| {
        let next = people.partition_point(|name| name.end <= part.range.start);
        people
            .get(next)
            .is_some_and(|name| name.start < part.range.start && part.range.end < name.end)
    };
    let parts: Vec<QuotePart> = parts.filter(|part| !is_of_name(part)).collect();
    for part in &parts {
        sensed.add(part.tokens.clone(), Sense::QUOTED);
    }
    parts
}

fn part(sensed: &Sensed<'_>, pair: &Pair) -> Option<QuotePart> {
    let (start, end) = (Byte::at(pair.range.start), Byte::at(pair.range.end));
    let range = TextRange { start, end };
    let tokens = sensed.tokens(range);
    let words = tokens.clone().filter(|at| sensed.is(*at, Sense::WORD.or(Sense::FIGURE))).count();
    let text = sensed.prose.text.get(range.indices())?;
    let inner = if pair.closed { text.get(..text.len() - last_len(text))? } else { text };
    // Behind "He said: ‘Come in.’" the stop is inside the small marks.
    let ends = |c: char| c.is_whitespace() || "'’\"”»".contains(c);
    Some(QuotePart {
        range,
        tokens,
        paragraph: pair.paragraph,
        single: is_single(pair.mark),
        closed: pair.closed,
        continues: pair.continues,
        words,
        last: inner.trim_end_matches(ends).chars().next_back().unwrap_or(' '),
    })
    .filter(|part| part.words > 0)
}

fn last_len(text: &str) -> usize {
    text.chars().next_back().map_or(0, char::len_utf8)
}
