//! Footnotes: small lines at the foot of a column that begin with a mark. They are passages of their own, and
//! their marks are known where the text refers to them.

use super::lines::PageLine;

/// A note: its mark, and its lines.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageNote {
    /// Its mark, such as `3` or `*`.
    pub mark: String,
    /// Its lines.
    pub lines: Vec<PageLine>,
}

/// Largest size of a note, in parts of the size of the text.
const SMALL: f32 = 0.93;
/// How far down a page notes begin at least.
const LOW: f32 = 0.35;

/// Takes the notes out of a column of a page of this height, whose text has this size.
pub fn take_out(column: &mut Vec<PageLine>, text_size: f32, height: f32) -> Vec<PageNote> {
    let is_small = |line: &PageLine| line.size <= SMALL * text_size;
    let behind = column.iter().rposition(|line| !is_small(line)).map_or(0, |at| at + 1);
    let small = column.get(behind..).unwrap_or_default();
    // Small text above the first mark is something else, such as the words below a picture.
    let first = small.iter().position(|line| mark(line).is_some() && line.base > LOW * height);
    let Some(first) = first else { return Vec::new() };
    let mut notes: Vec<PageNote> = Vec::new();
    for line in column.drain(behind + first..) {
        match (mark(&line), notes.last_mut()) {
            (Some(mark), _) => notes.push(PageNote { mark, lines: vec![line] }),
            (None, Some(note)) => note.lines.push(line),
            (None, None) => {}
        }
    }
    notes
}

/// The mark that a line begins with: a raised one, a sign, or a number before a space.
fn mark(line: &PageLine) -> Option<String> {
    let first = line.spans.first()?;
    let text = first.text.trim();
    if first.raised == Some(true) && is_mark(text) {
        return Some(text.to_owned());
    }
    // A row of a table may begin with a figure.
    if line.is_row && line.cells.len() > 2 {
        return None;
    }
    let whole = line.text();
    let word = whole.split_whitespace().next()?;
    let sign: String = word.chars().take_while(|c| "*†‡§¶¹²³⁴⁵⁶⁷⁸⁹⁰".contains(*c)).collect();
    if !sign.is_empty() {
        return Some(sign);
    }
    let number: String = word.chars().take_while(char::is_ascii_digit).collect();
    let rest = word.get(number.len()..).unwrap_or_default();
    let is = (1..=3).contains(&number.len())
        && (matches!(rest, "" | "." | ")") || rest.starts_with(char::is_uppercase))
        && whole.trim().len() > word.len();
    is.then_some(number)
}

/// Whether a text may be the mark of a note.
fn is_mark(text: &str) -> bool {
    let short = (1..=3).contains(&text.chars().count());
    short
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_ascii_lowercase() || "*†‡§¶¹²³⁴⁵⁶⁷⁸⁹⁰".contains(c))
}
