//! Converts offsets of one article from and to the unit of a format, quickly even for many of them and in
//! long lines. An offset inside a character is an error, and never rounded.

use crate::model::article::ArticleError;
use crate::model::clusters::clusters;
use crate::model::text::width_utf16;
use crate::model::{Article, Byte, TextRange};

/// The unit of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// UTF-16 code units, as in JavaScript and Java.
    Utf16,
    /// Unicode code points, as in Python.
    CodePoint,
    /// Bytes of UTF-8, as in Go and Rust. No format counts them, but some files do.
    Utf8,
    /// What a reader sees as one character. Some files of formats in another unit count it.
    Cluster,
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
    /// Bytes at the start of the text that are not counted.
    uncounted: usize,
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
        for (index, width) in unit.steps(text) {
            if index >= next {
                marks.push((index, count));
                next = index + Self::STEP;
            }
            count += width;
        }
        Self { text, unit, marks, len: count, returns: Vec::new(), uncounted: 0 }
    }

    /// The same without counting this many bytes at the start.
    pub fn after(text: &'a str, uncounted: usize, unit: Unit) -> Self {
        Self { uncounted, ..Self::of(text.get(uncounted..).unwrap_or_default(), unit) }
    }

    /// Takes offsets as counted in the text of a file, whose line ends may be of two characters.
    pub fn count_line_ends(&mut self, text: &str) {
        let (mut at, mut from) = (0, 0);
        for (index, _) in text.match_indices("\r\n") {
            let before = text.get(from..index).unwrap_or_default();
            at += self.unit.steps(before).map(|(_, width)| width).sum::<u32>();
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
        let at = at.index().saturating_sub(self.uncounted);
        let (from, mut count) = self.mark(|(index, _)| *index <= at);
        let rest = self.text.get(from..).unwrap_or_default();
        let mut last = 0;
        for (index, width) in self.unit.steps(rest) {
            if from + index > at {
                return count - last;
            }
            if from + index == at {
                return count;
            }
            count += width;
            last = width;
        }
        if self.text.len() <= at { count } else { count - last }
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
        for (index, width) in self.unit.steps(rest) {
            if count >= at {
                return self.exact(count, at, from + index);
            }
            count += width;
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
        match count == at {
            true => Ok(Byte::at(self.uncounted + index)),
            false => Err(ArticleError::InsideCharacter(at)),
        }
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
            Self::Utf8 => "bytes",
            Self::Cluster => "characters as a reader sees them",
        }
    }

    /// The indices of a text at which an offset may be, each with the width of what follows.
    fn steps(self, text: &str) -> impl Iterator<Item = (usize, u32)> {
        let (whole, signs) = match self {
            Self::Cluster => (text, ""),
            _ => ("", text),
        };
        let width = move |sign: char| match self {
            Self::Utf16 => width_utf16(sign),
            Self::Utf8 => Byte::at(sign.len_utf8()).0,
            Self::CodePoint | Self::Cluster => 1,
        };
        let signs = signs.char_indices().map(move |(index, sign)| (index, width(sign)));
        clusters(whole).map(|(index, _)| (index, 1)).chain(signs)
    }
}
