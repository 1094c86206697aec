//! Places in an article: conversions between units, points of the DOM, and the ranges that gestures mean.
//! Converting an offset never reads all of a long block (tests/native/laws_offsets.rs).

use super::article::{Article, ArticleError, BlockPoint, Start};
use super::characters::is_from_right;
use super::clusters;
use super::text::{Byte, CodePoint, TextRange, Utf16, byte_index, width_utf16};

impl Article {
    /// `at` in UTF-16 units. Inside a character, its start counts.
    pub fn to_utf16(&self, at: Byte) -> Utf16 {
        let (start, between) = self.start_before(at);
        Utf16(start.utf16.0 + start.measure(between, width_utf16))
    }

    /// `at` in code points. Inside a character, its start counts.
    pub fn to_code_point(&self, at: Byte) -> CodePoint {
        let (start, between) = self.start_before(at);
        CodePoint(start.code_point.0 + start.measure(between, |_| 1))
    }

    /// The byte offset of a UTF-16 offset.
    ///
    /// # Errors
    /// [`ArticleError::PastEnd`], or [`ArticleError::InsideCharacter`] between two surrogates.
    pub fn from_utf16(&self, at: Utf16) -> Result<Byte, ArticleError> {
        if at.0 > self.len_utf16().0 {
            return Err(ArticleError::PastEnd(at.0, self.len_utf16().0));
        }
        let start = self.start_where(|start| start.utf16 <= at);
        self.find(start, at.0 - start.utf16.0, width_utf16)
            .ok_or(ArticleError::InsideCharacter(at.0))
    }

    /// The byte offset of a code point offset.
    ///
    /// # Errors
    /// [`ArticleError::PastEnd`].
    pub fn from_code_point(&self, at: CodePoint) -> Result<Byte, ArticleError> {
        let past = ArticleError::PastEnd(at.0, self.len_code_points().0);
        if at.0 > self.len_code_points().0 {
            return Err(past);
        }
        let start = self.start_where(|start| start.code_point <= at);
        self.find(start, at.0 - start.code_point.0, |_| 1).ok_or(past)
    }

    /// The range between two points of the DOM, in either order, as a gesture means it: whole grapheme
    /// clusters, no white space at the ends. `None` if nothing is left.
    pub fn range_between(&self, a: BlockPoint, b: BlockPoint) -> Option<TextRange> {
        let (a, b) = (self.byte_of(a)?, self.byte_of(b)?);
        let (start, end) = (a.min(b), a.max(b));
        if start == end {
            return None;
        }
        self.trimmed(TextRange { start: self.cluster_start(start), end: self.cluster_end(end) })
    }

    /// The byte offset of a point of the DOM; inside a character, its start counts. `None` if there is no
    /// such block.
    pub fn byte_of(&self, point: BlockPoint) -> Option<Byte> {
        let block = self.block(point.block)?;
        let end = self.to_utf16(block.range.end);
        let at = Utf16(block.start_utf16.0.saturating_add(point.at.0)).min(end);
        // Between two surrogates it is inside the character that begins one unit earlier.
        let found = self.from_utf16(at).or_else(|_| self.from_utf16(Utf16(at.0 - 1)));
        found.ok()
    }

    /// The same for a point near the view; after the last block it is the end of the text.
    pub fn byte_near(&self, point: BlockPoint) -> Byte {
        self.byte_of(point).unwrap_or(Byte::at(self.text().len()))
    }

    /// The point of the DOM at a byte offset.
    pub fn point_of(&self, at: Byte) -> BlockPoint {
        let block = self.block_at(at);
        let start = self.block(block).map_or(Utf16(0), |block| block.start_utf16);
        BlockPoint { block, at: Utf16(self.to_utf16(at).0.saturating_sub(start.0)) }
    }

    /// A range without white space at its ends; `None` if nothing is left. A space with a combining mark is
    /// one visible character, so it stays.
    pub fn trimmed(&self, range: TextRange) -> Option<TextRange> {
        let text = self.get(range)?;
        let start = range.start.index() + (text.len() - text.trim_start().len());
        let end = Byte::at(start + text.trim().len());
        let start = Byte::at(start);
        (start < end).then(|| TextRange { start: self.cluster_start(start).max(range.start), end })
    }

    /// The start of the grapheme cluster that contains `at`; `at` itself if it is an edge.
    pub fn cluster_start(&self, at: Byte) -> Byte {
        self.cluster_edge(at, clusters::start)
    }

    /// The end of the grapheme cluster that contains `at`; `at` itself if it is an edge.
    pub fn cluster_end(&self, at: Byte) -> Byte {
        self.cluster_edge(at, clusters::end)
    }

    fn cluster_edge(&self, at: Byte, edge: fn(&str, usize) -> usize) -> Byte {
        let Some(block) = self.block(self.block_at(at)) else { return at };
        let start = block.range.start.index();
        let inside = at.index().saturating_sub(start);
        let text = self.slice(block.range);
        if inside >= text.len() {
            return at;
        }
        Byte::at(start + edge(text, inside))
    }

    /// Whether the block of `at` is right-to-left, by its first letter.
    pub fn is_rtl(&self, at: Byte) -> bool {
        let block = self.block(self.block_at(at));
        let text = block.map_or("", |block| self.slice(block.range));
        text.chars().find(|letter| letter.is_alphabetic()).is_some_and(is_from_right)
    }

    /// The nearest start of counting before `at`, and the text from there to `at`.
    fn start_before(&self, at: Byte) -> (&Start, &str) {
        let start = self.start_where(|start| start.byte <= at);
        let text = self.text().get(start.byte.index()..).unwrap_or_default();
        let mut inside = (at.0.saturating_sub(start.byte.0) as usize).min(text.len());
        while !text.is_char_boundary(inside) {
            inside -= 1;
        }
        (start, text.get(..inside).unwrap_or_default())
    }

    fn start_where(&self, is_before: impl Fn(&Start) -> bool) -> &Start {
        let after = self.starts().partition_point(is_before);
        // There is always a first one, at 0 in every unit.
        &self.starts()[after.saturating_sub(1)]
    }

    fn find(&self, start: &Start, units: u32, width: fn(char) -> u32) -> Option<Byte> {
        if start.ascii {
            return Some(Byte(start.byte.0 + units));
        }
        // Including the line end: offsets right after it belong to the next block.
        let text = self.text().get(start.byte.index()..).unwrap_or_default();
        byte_index(text, units, width).map(|index| Byte(start.byte.0 + Byte::at(index).0))
    }
}

impl Start {
    fn measure(&self, text: &str, width: impl Fn(char) -> u32) -> u32 {
        if self.ascii {
            return Byte::at(text.len()).0;
        }
        text.chars().map(width).sum()
    }
}
