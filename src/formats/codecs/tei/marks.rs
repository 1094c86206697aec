//! Elements that are annotations, with all their parts (tests/formats/editions.rs).

use std::collections::BTreeMap;

use super::is_joined;
use crate::model::{TextRange, order};

/// An element that is an annotation.
pub(super) struct ElementMark<'a> {
    pub label: String,
    pub inside: Option<String>,
    pub who: Option<String>,
    /// Whether it names others besides.
    pub more: bool,
    pub id: Option<String>,
    pub prev: Option<String>,
    /// Whether it goes on in the next element of its name, and that name.
    pub part: Option<(char, &'a str)>,
    pub spans: Vec<TextRange>,
}

/// A label, where it may be the name of the element that says the same.
pub(super) fn said_by(label: &str) -> &str {
    match label {
        "persName" => "person",
        "said" | "q" => "quote",
        label => label,
    }
}

/// Whether `who` is a name and not several pointers: `Ana Ruiz`, not `#ana #ruiz` or `SP1 SP2`.
pub(super) fn is_name(who: &str) -> bool {
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.contains(char::is_lowercase)
            && word.chars().all(|sign| sign.is_alphabetic() || "’'.-".contains(sign))
    };
    let mut words = who.split_whitespace();
    words.clone().nth(1).is_some() && words.all(is_name)
}

/// The marks, each with all its parts.
pub(super) fn chained(marks: Vec<ElementMark<'_>>) -> Vec<ElementMark<'_>> {
    let mut whole: Vec<ElementMark<'_>> = Vec::new();
    let mut of: BTreeMap<String, usize> = BTreeMap::new();
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    for mark in marks {
        let before = mark.prev.as_ref().and_then(|prev| of.get(prev)).copied();
        let before = before.or_else(|| match mark.part {
            Some(('M' | 'F', name)) => last.get(name).copied(),
            _ => None,
        });
        let at = before.unwrap_or(whole.len());
        of.extend(mark.id.clone().map(|id| (id, at)));
        last.extend(mark.part.map(|(_, name)| (name, at)));
        match whole.get_mut(at) {
            Some(first) => first.spans.extend(mark.spans),
            None => whole.push(mark),
        }
    }
    whole
}

/// Spans in text order, as one where only line ends are between them; `None` if there are none, or they overlap.
pub(super) fn joined(spans: Vec<TextRange>, text: &str) -> Option<Vec<TextRange>> {
    let mut all: Vec<TextRange> = Vec::new();
    for span in order::spans(spans) {
        match all.last_mut() {
            Some(last) if last.end > span.start => return None,
            Some(last) if is_joined(text, last.end, span.start) => last.end = span.end,
            _ => all.push(span),
        }
    }
    (!all.is_empty()).then_some(all)
}
