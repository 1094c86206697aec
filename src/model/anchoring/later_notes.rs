//! Notes by which editors say what an article said before: words that only such a note still quotes are taken back
//! (tests/native/anchoring.rs).

use super::super::characters::lower;
use super::super::text::{Byte, TextRange};

/// How such a note begins, with what follows it on its line.
const LABELS: [&str; 42] = [
    "correction",
    "corrections",
    "clarification",
    "clarifications",
    "retraction",
    "amendment",
    "editor’s note",
    "editors’ note",
    "erratum",
    "errata",
    "korrektur",
    "berichtigung",
    "richtigstellung",
    "anmerkung der redaktion",
    "anm. d. red.",
    "rectificatif",
    "rectification",
    "note de la rédaction",
    "corrección",
    "rectificación",
    "fe de errores",
    "nota de la redacción",
    "correzione",
    "errata corrige",
    "rettifica",
    "nota della redazione",
    "correção",
    "retificação",
    "nota da redação",
    "correctie",
    "rectificatie",
    "rättelse",
    "rettelse",
    "sprostowanie",
    "oprava",
    "исправление",
    "уточнение",
    "düzeltme",
    "תיקון",
    "訂正",
    "更正",
    "정정",
];

/// What such a note says near its beginning.
const PHRASES: [&str; 14] = [
    "earlier version of this",
    "previous version of this",
    "earlier version of the article",
    "original version of this",
    "article was amended",
    "story was amended",
    "article has been corrected",
    "story has been corrected",
    "früheren version",
    "früheren fassung",
    "version précédente de",
    "versión anterior de",
    "versione precedente di",
    "eerdere versie van",
];

/// Most bytes of a note before the words it quotes, and of its beginning.
const BEFORE: usize = 2_000;
const BEGINNING: usize = 240;

/// Most characters between the label and its colon: a day, a place, a name.
const LABELLED: usize = 60;

/// Whether a range stands in a paragraph that says what was corrected.
pub(super) fn is_in_note(text: &str, range: TextRange) -> bool {
    let at = range.start.index();
    let from = text.ceil_char_boundary(at.saturating_sub(BEFORE));
    let near = text.get(from..at).unwrap_or_default();
    let start = match near.rfind('\n') {
        Some(line) => from + line + 1,
        None if from == 0 => 0,
        None => return false,
    };
    let end = text.floor_char_boundary(text.len().min(start + BEGINNING));
    let beginning = text.get(start..end).unwrap_or_default();
    let beginning = lower(beginning.split('\n').next().unwrap_or_default()).replace('\'', "’");
    let beginning = beginning.trim_start_matches(|c: char| !c.is_alphanumeric());
    // The words quoted are no part of what the note says of itself.
    let quoted = Byte::at(start).0 == range.start.0;
    !quoted && (is_labelled(beginning) || PHRASES.iter().any(|phrase| beginning.contains(phrase)))
}

fn is_labelled(beginning: &str) -> bool {
    LABELS.iter().any(|label| {
        let rest = beginning.strip_prefix(label);
        let rest = rest.filter(|rest| !rest.starts_with(char::is_alphanumeric));
        rest.is_some_and(|rest| {
            rest.chars().take(LABELLED).any(|c| matches!(c, ':' | '：' | '—' | '–'))
        })
    })
}
