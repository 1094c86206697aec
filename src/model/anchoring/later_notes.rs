//! Notes by which editors say what an article said before: words that only such a note still quotes are taken back
//! (tests/native/later_notes.rs).

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

/// Most words of a day: 5 May 2024.
const DAY: usize = 4;

/// Whether a range stands in a paragraph that says what was corrected, or in one under such a label.
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
    let beginning = as_labels(text.get(start..end).unwrap_or_default().split('\n').next());
    // The words quoted are no part of what the note says of itself.
    let quoted = Byte::at(start).0 == range.start.0;
    let says = is_labelled(&beginning) || PHRASES.iter().any(|phrase| beginning.contains(phrase));
    let mut above = text.get(from..start).unwrap_or_default().lines().rev();
    (says && !quoted) || is_label(&as_labels(above.find(|line| !line.trim().is_empty())))
}

/// A line as the labels are written, without what opens it.
fn as_labels(line: Option<&str>) -> String {
    let line = lower(line.unwrap_or_default()).replace('\'', "’");
    line.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// What follows the labels at the beginning of a line.
fn behind_labels(line: &str) -> impl Iterator<Item = &str> {
    let ends = |rest: &&str| !rest.starts_with(char::is_alphanumeric);
    LABELS.iter().filter_map(move |label| line.strip_prefix(label).filter(ends))
}

fn is_labelled(beginning: &str) -> bool {
    let divides = |c| matches!(c, ':' | '：' | '—' | '–');
    behind_labels(beginning).any(|rest| rest.chars().take(LABELLED).any(divides))
}

/// Whether a line is a label and nothing else, but for a day or a second label. A note of one line says nothing of
/// the next paragraph.
fn is_label(line: &str) -> bool {
    let joins = |rest: &str| {
        let ands = ["and ", "& ", "und ", "et ", "y ", "e "];
        let next = ands.iter().find_map(|and| rest.strip_prefix(and));
        next.is_some_and(|next| behind_labels(next).any(str::is_empty))
    };
    let is_day = |rest: &str| {
        let is_short = rest.split_whitespace().nth(DAY).is_none();
        is_short && !rest.contains(':') && rest.contains(char::is_numeric)
    };
    behind_labels(line.trim_end()).any(|rest| {
        let bare = rest.trim_matches(|c: char| !c.is_alphanumeric());
        bare.is_empty() || is_day(bare) || joins(rest.trim_start())
    })
}
