//! Converts offsets of one article from and to the unit of a format, quickly even for many of them and in
//! long lines. An offset inside a character is an error, and never rounded.

use crate::model::article::ArticleError;
use crate::model::text::width_utf16;
use crate::model::{Article, Byte, TextRange};

/// The unit of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// UTF-16 code units, as in JavaScript and Java.
    Utf16,
    /// Unicode code points, as in Python.
    CodePoint,
}

/// Converts offsets of one text. Making it reads the text once; each conversion reads at most [`Ruler::STEP`]
/// bytes.
#[derive(Debug)]
pub struct Ruler<'a> {
    text: &'a str,
    unit: Unit,
    /// For every step the edge of a character at or before it, and its offset in the unit.
    marks: Vec<(usize, u32)>,
    len: u32,
    /// The offsets of the returns before line feeds, which the text of a file has and an article has not.
    returns: Vec<u32>,
}

impl<'a> Ruler<'a> {
    const STEP: usize = 64;

    /// The ruler of an article's text.
    pub fn new(article: &'a Article, unit: Unit) -> Self {
        Self::of(article.text(), unit)
    }

    /// The ruler of any text.
    pub fn of(text: &'a str, unit: Unit) -> Self {
        let mut marks = Vec::with_capacity(text.len() / Self::STEP + 1);
        let (mut next, mut count) = (0, 0);
        for (index, character) in text.char_indices() {
            if index >= next {
                marks.push((index, count));
                next = index + Self::STEP;
            }
            count += unit.width(character);
        }
        Self { text, unit, marks, len: count, returns: Vec::new() }
    }

    /// Takes offsets as counted in the text of a file, whose line ends may be of two characters.
    pub fn count_line_ends(&mut self, text: &str) {
        let (mut at, mut from) = (0, 0);
        for (index, _) in text.match_indices("\r\n") {
            let before = text.get(from..index).unwrap_or_default();
            at += before.chars().map(|sign| self.unit.width(sign)).sum::<u32>();
            self.returns.push(at);
            from = index;
        }
        self.len += u32::try_from(self.returns.len()).unwrap_or_default();
    }

    /// The length of the text.
    pub fn len(&self) -> u32 {
        self.len
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// A byte offset in the unit; inside a character, its start counts.
    pub fn to(&self, at: Byte) -> u32 {
        let (from, count) = self.mark(|(index, _)| *index <= at.index());
        let rest = self.text.get(from..).unwrap_or_default();
        let before = rest.char_indices().take_while(|(index, _)| from + index < at.index());
        let before: u32 = before
            .filter(|(index, character)| from + index + character.len_utf8() <= at.index())
            .map(|(_, character)| self.unit.width(character))
            .sum();
        count + before
    }

    /// Both ends of a range in the unit.
    pub fn range(&self, range: TextRange) -> (u32, u32) {
        (self.to(range.start), self.to(range.end))
    }

    /// The byte offset of an offset in the unit.
    ///
    /// # Errors
    /// [`ArticleError::PastEnd`], or [`ArticleError::InsideCharacter`] between two surrogates.
    pub fn from(&self, at: u32) -> Result<Byte, ArticleError> {
        if at > self.len {
            return Err(ArticleError::PastEnd(at, self.len));
        }
        let before = self.returns.partition_point(|place| *place < at);
        let at = at - u32::try_from(before).unwrap_or_default();
        let (from, mut count) = self.mark(|(_, count)| *count <= at);
        let rest = self.text.get(from..).unwrap_or_default();
        for (index, character) in rest.char_indices() {
            if count >= at {
                return self.exact(count, at, from + index);
            }
            count += self.unit.width(character);
        }
        self.exact(count, at, self.text.len())
    }

    /// The range between two offsets in the unit.
    ///
    /// # Errors
    /// As [`Self::from`], as a sentence; also if the range is empty.
    pub fn span(&self, start: u32, end: u32) -> Result<TextRange, String> {
        if start >= end {
            return Err(format!("{start}-{end} is not a span: the end must be after the start"));
        }
        let at = |offset| self.from(offset).map_err(|error| error.to_string());
        Ok(TextRange { start: at(start)?, end: at(end)? })
    }

    fn exact(&self, count: u32, at: u32, index: usize) -> Result<Byte, ArticleError> {
        if count == at { Ok(Byte::at(index)) } else { Err(ArticleError::InsideCharacter(at)) }
    }

    fn mark(&self, is_before: impl Fn(&(usize, u32)) -> bool) -> (usize, u32) {
        let after = self.marks.partition_point(is_before);
        self.marks.get(after.saturating_sub(1)).copied().unwrap_or_default()
    }
}

impl Unit {
    /// The name of the unit, as a phrase.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Utf16 => "UTF-16 code units",
            Self::CodePoint => "Unicode code points",
        }
    }

    fn width(self, character: char) -> u32 {
        match self {
            Self::Utf16 => width_utf16(character),
            Self::CodePoint => 1,
        }
    }
}
