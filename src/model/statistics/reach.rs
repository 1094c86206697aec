//! Stretches of the text that annotations cover together, and the words in them.

use std::ops::Range;

use crate::model::characters::has_no_blanks;
use crate::model::text::{Byte, TextRange};
use crate::model::words::{Unaided, words};

/// The union of ranges: ascending, and apart.
pub(super) fn union(mut ranges: Vec<TextRange>) -> Vec<TextRange> {
    ranges.sort_unstable();
    let mut all: Vec<TextRange> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match all.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => all.push(range),
        }
    }
    all
}

/// Counts the words of stretches of one text, without reading the text again for each.
#[derive(Debug)]
pub(super) struct WordCounts {
    /// Edges of stretches, ascending.
    edges: Vec<Byte>,
    /// For each edge the number of words that begin before it.
    begun: Vec<usize>,
    /// For each edge the number of words that end at it or before.
    ended: Vec<usize>,
    /// The words of the text.
    pub total: usize,
}

impl WordCounts {
    /// Reads a text once, for stretches whose edges are among these.
    pub(super) fn new(text: &str, mut edges: Vec<Byte>) -> Self {
        edges.sort_unstable();
        edges.dedup();
        let mut counts = Self { begun: Vec::new(), ended: Vec::new(), total: 0, edges };
        for_each_word(text, &mut |word| counts.pass(&word));
        counts.begun.resize(counts.edges.len(), counts.total);
        counts.ended.resize(counts.edges.len(), counts.total);
        counts
    }

    fn pass(&mut self, word: &Range<usize>) {
        let up_to = |from: usize, edges: &[Byte], at: usize| {
            edges.iter().skip(from).take_while(|edge| edge.index() < at).count()
        };
        // An edge where the word begins is still before it.
        let begun = up_to(self.begun.len(), &self.edges, word.start + 1);
        self.begun.resize(self.begun.len() + begun, self.total);
        let ended = up_to(self.ended.len(), &self.edges, word.end);
        self.ended.resize(self.ended.len() + ended, self.total);
        self.total += 1;
    }

    /// The words that lie, at least in part, in stretches that are ascending and apart; each counts once,
    /// also if two stretches cut it.
    pub(super) fn in_union(&self, stretches: &[TextRange]) -> usize {
        let (mut count, mut counted) = (0, 0);
        for stretch in stretches {
            let (begun, ended) =
                (self.at(&self.begun, stretch.end), self.at(&self.ended, stretch.start));
            count += begun.saturating_sub(ended.max(counted));
            counted = begun;
        }
        count
    }

    fn at(&self, counts: &[usize], edge: Byte) -> usize {
        let found = self.edges.binary_search(&edge).ok();
        found.and_then(|index| counts.get(index)).copied().unwrap_or_default()
    }
}

/// The words of a text in order, as [`crate::model::Article::words_from`] counts them: each from its first to
/// its last letter or digit.
fn for_each_word(text: &str, visit: &mut dyn FnMut(Range<usize>)) {
    for stretch in text.split_whitespace() {
        let at = stretch.as_ptr() as usize - text.as_ptr() as usize;
        if stretch.contains(has_no_blanks) {
            words(stretch, &Unaided)
                .into_iter()
                .for_each(|word| visit(at + word.start..at + word.end));
        } else if let Some(start) = stretch.find(char::is_alphanumeric) {
            let last = stretch.char_indices().rfind(|(_, c)| c.is_alphanumeric());
            let end = last.map_or(stretch.len(), |(index, c)| index + c.len_utf8());
            visit(at + start..at + end);
        }
    }
}
