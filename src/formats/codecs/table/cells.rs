//! What the cells of a table hold: places, names, lists, and what keeps them from being formulas.

use super::SIGNS;
use crate::model::plain::Plain;
use crate::model::record::Record;
use crate::model::{Article, Byte, Source, TextRange, Verdict};

/// Whether a cell holds offsets, such as `1527:1533`.
pub(super) fn is_place(cell: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let pair = |part: &str| {
        part.split_once(':').is_some_and(|(start, end)| is_number(start) && is_number(end))
    };
    !cell.trim().is_empty() && cell.split_whitespace().all(pair)
}

/// The case with this name.
pub(super) fn read_name<T: Record>(name: &str) -> Option<T> {
    T::read(&Plain::text(name)).ok()
}

/// The verdict in a cell. Of “true” and “false” spreadsheets make truth values, in capitals and in their language.
pub(super) fn verdict(cell: &str) -> Verdict {
    const TRUE: &str = "WAHR VRAI VERO VERDADERO VERDADEIRO WAAR PRAWDA SANT SAND SANN ИСТИНА";
    const FALSE: &str = "FALSCH FAUX FALSO ONWAAR FAŁSZ FALSKT FALSK USANN ЛОЖЬ";
    let is_in = |names: &str| names.split(' ').any(|name| name == cell);
    match () {
        () if is_in(TRUE) => Verdict::True,
        () if is_in(FALSE) => Verdict::False,
        () => Verdict::meant(cell),
    }
}

/// A cell without the apostrophe that keeps it from being a formula.
pub(super) fn as_it_was(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(SIGNS)).unwrap_or(cell)
}

/// Reverses [`listed`].
pub(super) fn unlisted(cell: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut rest = cell.trim_start();
    while !rest.is_empty() {
        let mut json =
            serde_json::Deserializer::from_str(rest).into_iter::<serde::de::IgnoredAny>();
        let quoted = rest.starts_with('"') && matches!(json.next(), Some(Ok(_)));
        let end = if quoted { json.byte_offset() } else { rest.find(',').unwrap_or(rest.len()) };
        let item = rest.get(..end).unwrap_or_default();
        match Plain::from_json(item) {
            Ok(Plain::Text(text)) if quoted => items.push(text.into_owned()),
            _ => items.push(item.trim().to_owned()),
        }
        rest = rest.get(end..).unwrap_or_default().trim_start();
        rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    }
    items
}

pub(super) fn source_of(cell: &str) -> Source {
    let read = Plain::from_json(cell).ok().and_then(|plain| Source::read(&plain).ok());
    read.unwrap_or_else(|| Source { url: cell.to_owned(), ..Source::default() })
}

/// The content of a cell, if any.
pub(super) fn filled(cell: String) -> Option<String> {
    Some(cell).filter(|cell| !cell.is_empty())
}

/// The occurrence of a text nearest to a quote, in the quote's paragraphs.
pub(super) fn nearest(article: &Article, words: &str, quote: &[TextRange]) -> Option<TextRange> {
    let (first, last) = (quote.first()?, quote.last()?);
    let (from, _) = article.blocks_of(*first);
    let (_, to) = article.blocks_of(*last);
    let start = article.block(from)?.range.start;
    let around = TextRange { start, end: article.block(to)?.range.end };
    let found = article.slice(around).match_indices(words).map(|(at, _)| {
        let start = start.index() + at;
        TextRange { start: Byte::at(start), end: Byte::at(start + words.len()) }
    });
    let gap = |range: &TextRange| {
        let to = |span: &TextRange| {
            let before = span.start.0.saturating_sub(range.end.0);
            before.max(range.start.0.saturating_sub(span.end.0))
        };
        quote.iter().map(to).min().unwrap_or_default()
    };
    found.min_by_key(gap)
}
