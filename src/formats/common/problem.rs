//! A problem with a file: where, in lines and columns, and what happened. The view adds what to do about it.

use std::fmt;

use crate::model::record::record;

/// Something that could not be read, or was repaired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1, if there is one.
    pub line: Option<u32>,
    /// The column, from 1, in characters, if there is one.
    pub column: Option<u32>,
    /// What happened, as a sentence without its full stop.
    pub message: String,
}

/// Finds lines and columns in a text; made once per file.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

record! { Problem { line: if_some, column: if_some, message: must } }

impl Problem {
    /// A problem with the whole file.
    pub fn new(message: impl Into<String>) -> Self {
        Self { line: None, column: None, message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(f, "Line {line}, column {column}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl<'a> Lines<'a> {
    /// The lines of `text`.
    pub fn new(text: &'a str) -> Self {
        let ends = text.match_indices('\n').map(|(index, _)| index + 1);
        Self { text, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// A problem at a byte offset; inside a character, its start counts.
    pub fn problem(&self, at: usize, message: impl Into<String>) -> Problem {
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let before = self.text.get(start..self.text.floor_char_boundary(at)).unwrap_or_default();
        Problem {
            line: u32::try_from(line).ok(),
            column: u32::try_from(before.chars().count() + 1).ok(),
            message: message.into(),
        }
    }

    /// The byte offset of a line and a column in bytes, both from 1, relative to offset `base`.
    pub fn offset(&self, base: usize, line: usize, column: usize) -> usize {
        let first = self.starts.partition_point(|start| *start <= base).max(1) - 1;
        let start = match line {
            0 | 1 => base,
            _ => self.starts.get(first + line - 1).copied().unwrap_or(base),
        };
        start + column.saturating_sub(1)
    }
}
