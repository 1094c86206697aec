//! Quote selectors: the text of a span and its context, so that other programs can find it again.

use super::article::Article;
use super::text::{Byte, TextRange};

/// A span by its text (W3C `TextQuoteSelector`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuoteSelector<'a> {
    /// The text of the span.
    pub exact: &'a str,
    /// Up to [`QuoteSelector::CONTEXT`] characters before it.
    pub prefix: &'a str,
    /// Up to [`QuoteSelector::CONTEXT`] characters after it.
    pub suffix: &'a str,
}

impl<'a> QuoteSelector<'a> {
    /// Characters of context on each side, as in Hypothesis; fewer at the ends of the text, or where one more
    /// would cut a grapheme cluster.
    pub const CONTEXT: usize = 32;

    /// The selector of a range; empty if it is not a slice of the text.
    pub fn of(article: &'a Article, range: TextRange) -> Self {
        let text = article.text();
        let before = text.get(..range.start.index()).unwrap_or_default();
        let after = text.get(range.end.index()..).unwrap_or_default();
        let from = before.char_indices().rev().take(Self::CONTEXT).last();
        let from = from.map_or(before.len(), |(index, _)| index);
        let to = after.char_indices().nth(Self::CONTEXT).map_or(after.len(), |(index, _)| index);
        let from = article.cluster_end(Byte::at(from)).min(range.start);
        let to = article.cluster_start(Byte::at(range.end.index() + to)).max(range.end);
        Self {
            exact: article.slice(range),
            prefix: article.slice(TextRange { start: from, end: range.start }),
            suffix: article.slice(TextRange { start: range.end, end: to }),
        }
    }
}
