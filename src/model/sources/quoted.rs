//! A quote as the words it gives as the speaker's: what stands in brackets is the writer's own, and an ellipsis
//! says that something was left out (tests/native/sources.rs).

use std::ops::Range;

use super::super::annotation::QuoteForm;
use super::super::characters::is_quote;
use super::super::text::{Byte, TextRange};
use super::SoughtQuote;
use super::bare::bare_words;

/// What is before a word of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// The word before it.
    Word,
    /// Words of the article between two parts of the quote.
    Break,
    /// A sign that something was left out.
    Omission,
    /// Words of the writer in brackets.
    Own,
}

/// A word of a quote.
#[derive(Debug, Clone)]
pub(super) struct QuotedWord {
    pub range: TextRange,
    pub letters: String,
    pub joint: Joint,
}

/// The words of a quote.
#[derive(Debug, Clone, Default)]
pub(super) struct Quoted {
    pub words: Vec<QuotedWord>,
    /// Whether a sign says that something was left out before the first word or after the last.
    pub open: bool,
    /// What is in brackets.
    pub own: Vec<TextRange>,
}

/// What is done with brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Brackets {
    /// They are the speaker's, as they may be in a transcript.
    Spoken,
    /// They are the writer's; letters in brackets belong to their word, as in “[T]he”.
    Merged,
    /// They are the writer's, with the word they are in, as in “want[ed]”.
    Dropped,
}

/// Longest brackets that are the writer's, in bytes.
const LONGEST: usize = 300;

impl Quoted {
    /// The words of some parts of a text.
    pub(super) fn new(text: &str, parts: &[TextRange], brackets: Brackets) -> Self {
        let mut quoted = Self::default();
        let mut before = None;
        for part in parts {
            let units = match brackets {
                Brackets::Spoken => spoken_units(text, part.indices()),
                _ => units(text, part.indices()),
            };
            let mut from = part.start.index();
            let mut joint = match before {
                None => Joint::Word,
                Some(false) => Joint::Break,
                // An ellipsis at the end of a part stands before the first word of the next.
                Some(true) => Joint::Omission,
            };
            for unit in units {
                let between = text.get(from..unit.range.start.index()).unwrap_or_default();
                from = unit.range.end.index();
                if has_ellipsis(between) {
                    joint = Joint::Omission;
                }
                let is_own = match unit.sort {
                    QuotedUnitSort::Spoken => false,
                    QuotedUnitSort::Partly => brackets == Brackets::Dropped,
                    QuotedUnitSort::Own | QuotedUnitSort::Sic => true,
                };
                if unit.sort != QuotedUnitSort::Spoken && unit.sort != QuotedUnitSort::Sic {
                    quoted.own.push(unit.range);
                }
                if is_own {
                    if joint == Joint::Word && unit.sort != QuotedUnitSort::Sic {
                        joint = Joint::Own;
                    }
                    continue;
                }
                let word = QuotedWord { range: unit.range, letters: unit.letters, joint };
                quoted.open |= quoted.words.is_empty() && joint == Joint::Omission;
                quoted.words.push(word);
                joint = Joint::Word;
            }
            let rest = text.get(from..part.end.index()).unwrap_or_default();
            before = Some(has_ellipsis(rest) || joint == Joint::Omission);
            quoted.open |= before == Some(true) && Some(part) == parts.last();
        }
        if let Some(first) = quoted.words.first_mut() {
            first.joint = Joint::Word;
        }
        quoted
    }

    /// The words between two joints, as ranges of [`Self::words`].
    pub(super) fn runs(&self) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (at, word) in self.words.iter().enumerate() {
            match runs.last_mut() {
                Some(run) if word.joint == Joint::Word => run.end = at + 1,
                _ => runs.push(at..at + 1),
            }
        }
        runs
    }
}

/// The parts of a quote that are held against a source word for word, each by itself; none of an indirect one.
pub(super) fn direct_parts(quote: &SoughtQuote<'_>) -> Vec<Vec<TextRange>> {
    let (text, spans) = (quote.text, quote.spans);
    let inside: Vec<TextRange> =
        spans.iter().flat_map(|span| inside_marks(text, span.indices())).collect();
    match form_of(quote) {
        QuoteForm::Indirect => Vec::new(),
        QuoteForm::Mixed => inside.into_iter().map(|part| vec![part]).collect(),
        // “We will,” he said, “because we must.” in one span.
        QuoteForm::Direct if begins_with_mark(text, spans) && !inside.is_empty() => vec![inside],
        QuoteForm::Direct => vec![spans.to_vec()],
    }
}

/// The form that somebody gave, or what the quotation marks say.
pub(super) fn form_of(quote: &SoughtQuote<'_>) -> QuoteForm {
    let before = quote.spans.first().and_then(|span| quote.text.get(..span.start.index()));
    let is_behind_mark = before.is_some_and(|before| before.ends_with(is_quote));
    let has_marks =
        || quote.spans.iter().any(|span| !inside_marks(quote.text, span.indices()).is_empty());
    match quote.form {
        Some(form) => form,
        None if is_behind_mark || begins_with_mark(quote.text, quote.spans) => QuoteForm::Direct,
        None if has_marks() => QuoteForm::Mixed,
        None => QuoteForm::Indirect,
    }
}

fn begins_with_mark(text: &str, spans: &[TextRange]) -> bool {
    let first = spans.first().and_then(|span| text.get(span.indices()));
    first.is_some_and(|first| first.trim_start().starts_with(is_quote))
}

/// The parts of a text between quotation marks that are no apostrophes.
fn inside_marks(text: &str, part: Range<usize>) -> Vec<TextRange> {
    let mut inside = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    for (at, c) in text.get(part.clone()).unwrap_or_default().char_indices() {
        let at = part.start + at;
        match open {
            Some((start, closing)) if closing.contains(c) => {
                inside.push(TextRange { start: Byte::at(start), end: Byte::at(at) });
                open = None;
            }
            Some(_) => {}
            None => open = closing_of(c).map(|closing| (at + c.len_utf8(), closing)),
        }
    }
    // A quote that goes on in the next paragraph is not closed in this one.
    let rest = open.map(|(start, _)| TextRange { start: Byte::at(start), end: Byte::at(part.end) });
    inside.extend(rest);
    let has_words = |range: &TextRange| {
        text.get(range.indices()).is_some_and(|part| part.contains(char::is_alphanumeric))
    };
    inside.retain(has_words);
    inside
}

/// The marks that close a quotation that this one opens.
fn closing_of(mark: char) -> Option<&'static str> {
    Some(match mark {
        '“' | '‟' => "”\"",
        '„' => "“”\"",
        '"' | '＂' => "\"”＂",
        '«' => "»",
        '»' => "«",
        '「' => "」",
        '『' => "』",
        _ => return None,
    })
}

/// Whether something between two words says that words were left out.
pub(super) fn has_ellipsis(between: &str) -> bool {
    between.contains('…') || between.contains("..") || between.contains(". .")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum QuotedUnitSort {
    Spoken,
    /// Some of its letters are in brackets.
    Partly,
    /// All of it is in brackets.
    Own,
    /// “[sic]”.
    Sic,
}

/// A word with the letters in brackets that belong to it.
struct QuotedUnit {
    range: TextRange,
    letters: String,
    sort: QuotedUnitSort,
}

fn spoken_units(text: &str, part: Range<usize>) -> Vec<QuotedUnit> {
    let words = bare_words(text, part);
    words
        .map(|(range, letters)| QuotedUnit { range, letters, sort: QuotedUnitSort::Spoken })
        .collect()
}

fn units(text: &str, part: Range<usize>) -> Vec<QuotedUnit> {
    let brackets = brackets(text, part.clone());
    let mut units: Vec<QuotedUnit> = Vec::new();
    for (range, letters) in bare_words(text, part) {
        let sort = sort_of(text, &brackets, range);
        let joined = units.last_mut().filter(|last| {
            let between = text.get(last.range.end.index()..range.start.index());
            let touches = between.is_some_and(|between| matches!(between, "[" | "]" | "]["));
            touches && last.sort != QuotedUnitSort::Sic && sort != QuotedUnitSort::Sic
        });
        match joined {
            Some(last) => {
                last.range.end = range.end;
                last.letters.push_str(&letters);
                last.sort = QuotedUnitSort::Partly;
            }
            None => units.push(QuotedUnit { range, letters, sort }),
        }
    }
    units
}

fn sort_of(text: &str, brackets: &[Range<usize>], word: TextRange) -> QuotedUnitSort {
    let next = brackets.partition_point(|one| one.end <= word.start.index());
    let around = brackets.get(next).filter(|one| one.start < word.start.index());
    let Some(inside) = around.and_then(|one| text.get(one.clone())) else {
        return QuotedUnitSort::Spoken;
    };
    let bare = inside.trim_matches(|c: char| !c.is_alphabetic());
    match () {
        () if bare.eq_ignore_ascii_case("sic") => QuotedUnitSort::Sic,
        // Round brackets are the speaker's as often as the writer's.
        () if inside.starts_with('(') => QuotedUnitSort::Spoken,
        () => QuotedUnitSort::Own,
    }
}

/// The brackets in a part of a text, in order and apart.
fn brackets(text: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = part.start;
    while let Some(open) = text.get(from..part.end).and_then(|rest| rest.find(['[', '('])) {
        let open = from + open;
        let square = text.get(open..).is_some_and(|rest| rest.starts_with('['));
        let end = text.floor_char_boundary((open + LONGEST).min(part.end));
        let close = text.get(open..end).and_then(|rest| rest.find(if square { ']' } else { ')' }));
        from = open + close.map_or(1, |close| close + 1);
        found.extend(close.map(|close| open..open + close + 1));
    }
    found
}
