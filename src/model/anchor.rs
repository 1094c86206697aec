//! Quote selectors: the words of a span and those around it, so that it can be found again.
//! Must never move a span by itself.

use super::article::Article;
use super::text::{Byte, TextRange};

/// A span by its words (W3C `TextQuoteSelector`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuoteSelector<'a> {
    /// The words of the span.
    pub exact: &'a str,
    /// Up to [`QuoteSelector::CONTEXT`] characters before it.
    pub prefix: &'a str,
    /// Up to [`QuoteSelector::CONTEXT`] characters behind it.
    pub suffix: &'a str,
}

impl<'a> QuoteSelector<'a> {
    /// How many characters of context are kept on each side, as Hypothesis does; fewer where the
    /// text ends, or where one more would cut a grapheme cluster.
    pub const CONTEXT: usize = 32;

    /// The selector of a range; all empty if it is not a slice of the text.
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
