//! Offsets into text, one type per unit, and the canonical form of text (tests/native/laws_offsets.rs).

use std::borrow::Cow;
use std::ops::Range;

use super::characters::is_from_right;
use super::plain::{Plain, Wrong};
use super::record::{Record, record};

/// A half-open range of the canonical text, in UTF-8 bytes.
///
/// Any two offsets are allowed here. [`super::AnnotationSet::apply`] checks that both lie on code points,
/// inside the text and apart when a range enters a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextRange {
    /// Where it starts, in bytes.
    pub start: Byte,
    /// Where it ends (exclusive), in bytes.
    pub end: Byte,
}

/// An offset in UTF-8 bytes: the unit in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Byte(pub u32);

/// An offset in UTF-16 code units: the unit of the DOM and of JavaScript strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Utf16(pub u32);

/// An offset in Unicode code points: the unit of our files and of the W3C formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct CodePoint(pub u32);

/// The number of a block of an article, from 0: a count, not an offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct BlockIndex(pub u32);

impl TextRange {
    /// The range from `start` to `end`, both in bytes.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start: Byte(start), end: Byte(end) }
    }

    /// Its length in bytes; 0 if the ends are reversed.
    pub fn len(self) -> u32 {
        self.end.0.saturating_sub(self.start.0)
    }

    /// Whether it is empty.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `at` lies inside, without the end.
    pub fn contains(self, at: Byte) -> bool {
        self.start <= at && at < self.end
    }

    /// As indices for slicing.
    pub fn indices(self) -> Range<usize> {
        self.start.index()..self.end.index()
    }
}

impl Byte {
    /// As an index for slicing.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The offset of a slice index. Texts are shorter than 4 GiB (`Article::new` refuses longer ones), so
    /// nothing is truncated.
    pub fn at(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

impl BlockIndex {
    /// After every block.
    pub const END: Self = Self(u32::MAX);

    /// As an index of a list of all blocks.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The block at an index of such a list. It never has more blocks than its text has bytes.
    pub fn at(index: usize) -> Self {
        Self(Byte::at(index).0)
    }

    /// The block this many further on.
    #[must_use]
    pub fn plus(self, blocks: u32) -> Self {
        Self(self.0.saturating_add(blocks))
    }

    /// The number of blocks from `first` to this one; `None` if this one is before it.
    pub fn since(self, first: Self) -> Option<u32> {
        self.0.checked_sub(first.0)
    }

    /// This block and those after it, without `end`.
    pub fn up_to(self, end: Self) -> impl DoubleEndedIterator<Item = Self> {
        (self.0..end.0).map(Self)
    }
}

/// The canonical form of a text: CRLF and CR become LF; everything else stays.
pub fn canonical(text: &str) -> Cow<'_, str> {
    if !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// A text whose lines all end in LF, as long in code points and in UTF-16: other programs also end lines with
/// a vertical tab and signs of Unicode.
pub fn with_line_ends(text: &str) -> Cow<'_, str> {
    match text.contains(ends_line) {
        true => Cow::Owned(text.replace(ends_line, "\n")),
        false => Cow::Borrowed(text),
    }
}

/// A text without the blanks on lines that have nothing else: such a line is no paragraph.
pub fn with_empty_lines(text: &str) -> Cow<'_, str> {
    let is_blank = |line: &str| !line.is_empty() && line.chars().all(char::is_whitespace);
    if !text.split('\n').any(is_blank) {
        return Cow::Borrowed(text);
    }
    let lines = text.split('\n').map(|line| if is_blank(line) { "" } else { line });
    Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
}

/// Whether a character ends a line, though it is neither LF nor CR.
pub fn ends_line(c: char) -> bool {
    matches!(c, '\x0B' | '\x0C' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a text is right-to-left: by most of its first thousand letters, because an Arabic article may
/// begin with a Latin name.
pub fn is_right_to_left(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).take(1000);
    letters.map(|letter| if is_from_right(letter) { 1 } else { -1 }).sum::<i32>() > 0
}

/// The length of `text` in UTF-16 code units.
pub fn len_utf16(text: &str) -> u32 {
    count(text.chars().map(char::len_utf16))
}

/// The length of `text` in code points.
pub fn len_code_points(text: &str) -> u32 {
    Byte::at(text.chars().count()).0
}

fn count(units: impl Iterator<Item = usize>) -> u32 {
    Byte::at(units.sum()).0
}

/// The byte index in `text` of the code point that starts after `units`, where each character counts
/// `width(char)`; `None` inside a character or past the end.
pub(super) fn byte_index(text: &str, units: u32, width: fn(char) -> u32) -> Option<usize> {
    let mut seen = 0;
    for (index, character) in text.char_indices() {
        if seen >= units {
            return (seen == units).then_some(index);
        }
        seen += width(character);
    }
    (seen == units).then_some(text.len())
}

/// The UTF-16 units of a character: 1, or 2 for a surrogate pair.
pub(crate) fn width_utf16(character: char) -> u32 {
    if u32::from(character) < 0x1_0000 { 1 } else { 2 }
}

record! { TextRange { start: must, end: must } }

impl Record for CodePoint {
    fn plain(&self) -> Plain<'_> {
        self.0.plain()
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        Record::read(plain).map(Self)
    }
}

impl Record for Byte {
    fn plain(&self) -> Plain<'_> {
        self.0.plain()
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        Record::read(plain).map(Self)
    }
}
