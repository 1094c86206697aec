//! The article: its canonical text, its blocks, and its earlier versions. A value never changes: a newer text is
//! another one; what can be corrected about an article is in [`Details`].

use std::fmt;
use std::rc::Rc;

use sha2::{Digest, Sha256};

use super::divide::divide;
use super::order;
use super::plain::{Plain, Wrong};
use super::record::{Record, names, record};
use super::rejected::Rejected;
use super::scheme::Scheme;
use super::text::{BlockIndex, Byte, CodePoint, TextRange, Utf16, canonical};
use super::versions::ArticleVersion;

pub use super::inline::{Inline, InlineKind};

/// An article: one immutable text, divided into blocks. Cheap to clone behind an `Rc`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    id: ArticleId,
    text: Rc<str>,
    sha256: String,
    blocks: Vec<Block>,
    starts: Vec<Start>,
    inlines: Vec<Inline>,
    /// Its earlier versions, oldest first.
    versions: Rc<Vec<Rc<ArticleVersion>>>,
    utf16_len: u32,
    code_points: u32,
}

/// One line of the canonical text, with its place in all three units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Its kind.
    pub kind: BlockKind,
    /// Its place, without the line end; may be empty.
    pub range: TextRange,
    /// Its start, in UTF-16 units of the whole text.
    pub start_utf16: Utf16,
    /// Its start, in code points of the whole text.
    pub start_code_point: CodePoint,
    /// Whether it is all ASCII, so that the three units agree inside it.
    pub ascii: bool,
    /// The number of blocks with text up to this one, included.
    pub paragraph: u32,
}

/// A place where counting of offsets starts: each block, and at intervals inside a long one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Start {
    pub byte: Byte,
    pub utf16: Utf16,
    pub code_point: CodePoint,
    /// Whether everything up to the end of the block is ASCII.
    pub ascii: bool,
}

/// The kinds of blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BlockKind {
    /// A heading of level 1.
    Heading1,
    /// A heading of level 2.
    Heading2,
    /// A heading of level 3.
    Heading3,
    /// A heading of level 4.
    Heading4,
    /// A heading of level 5.
    Heading5,
    /// A heading of level 6.
    Heading6,
    /// A paragraph.
    #[default]
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A block quotation.
    BlockQuote,
    /// Preformatted text.
    Preformatted,
    /// The caption of a picture or a table.
    Caption,
    /// A row of a table that heads its columns: cells with a tab between them. A table is a run of rows.
    TableHead,
    /// A row of a table.
    TableRow,
    /// A row of a table whose first cell heads it.
    HeadedRow,
}

/// What can be corrected about an article without changing its text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Details {
    /// The headline, or empty.
    pub title: String,
    /// The author.
    pub byline: Option<String>,
    /// The address where it was published.
    pub source: Option<String>,
    /// The date of publication, as far as known: `YYYY-MM-DD` or a part of it.
    pub published: Option<String>,
    /// Its language, in BCP 47.
    pub language: Option<String>,
    /// Its labels and verdicts.
    pub scheme: Rc<Scheme>,
    /// The suggestions that the reader rejected, in the order of rejection.
    pub rejected: Rc<Vec<Rejected>>,
}

/// The id of an article: the one given, or the SHA-256 of its text. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub Rc<str>);

/// A point of the DOM: UTF-16 units into a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct BlockPoint {
    /// The block.
    pub block: BlockIndex,
    /// UTF-16 units from the start of the block; anything beyond its end means the end.
    pub at: Utf16,
}

/// Why an offset or a text cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ArticleError {
    /// Longer than an article may be.
    #[error("the text has {0} bytes; an article may have at most {max}", max = Article::MAX_BYTES)]
    TooLong(usize),
    /// Beyond the end of the text.
    #[error("{0} is past the end of the text, which is {1} long")]
    PastEnd(u32, u32),
    /// Inside a character.
    #[error("{0} is in the middle of a character")]
    InsideCharacter(u32),
}

impl Article {
    /// Longest text of an article, in bytes.
    pub const MAX_BYTES: usize = 64 << 20;

    /// An article of plain text: every line is a paragraph. The text becomes canonical.
    ///
    /// # Errors
    /// [`ArticleError::TooLong`] above [`Article::MAX_BYTES`].
    pub fn new(id: Option<ArticleId>, text: &str) -> Result<Self, ArticleError> {
        if text.len() > Self::MAX_BYTES {
            return Err(ArticleError::TooLong(text.len()));
        }
        let text: Rc<str> = canonical(text).into();
        let sha256 = hash(&text);
        let id = id.unwrap_or_else(|| ArticleId(sha256.as_str().into()));
        let (blocks, starts, end) = divide(&text);
        Ok(Self {
            id,
            sha256,
            blocks,
            starts,
            inlines: Vec::new(),
            versions: Rc::default(),
            utf16_len: end.0,
            code_points: end.1,
            text,
        })
    }

    /// The first words of its first line, at most about 60 characters.
    pub fn beginning(&self) -> String {
        const MOST: usize = 60;
        let first = self.text.trim_start().lines().next().unwrap_or_default();
        let mut words = String::new();
        for word in first.split_whitespace() {
            if !words.is_empty() && words.chars().count() + word.chars().count() >= MOST {
                return words + " …";
            }
            words.extend((!words.is_empty()).then_some(' '));
            words.extend(word.chars().take(MOST));
        }
        words
    }

    /// The same article with these kinds of blocks, in order; missing ones stay paragraphs.
    #[must_use]
    pub fn with_kinds(mut self, kinds: &[BlockKind]) -> Self {
        for (block, kind) in self.blocks.iter_mut().zip(kinds) {
            block.kind = *kind;
        }
        self
    }

    /// The same article with this emphasis and these links. Ranges that are not slices of the text are
    /// dropped; a range over several blocks becomes one per block.
    #[must_use]
    pub fn with_inlines(mut self, inlines: Vec<Inline>) -> Self {
        // Many that each cover the whole text would multiply.
        let mut more = 4 * self.blocks.len();
        let mut divided = Vec::with_capacity(inlines.len());
        for inline in inlines {
            if self.get(inline.range).is_none() {
                continue;
            }
            let (first, last) = self.blocks_of(inline.range);
            for index in first.up_to(last.plus(1)) {
                let Some(block) = self.block(index) else { break };
                let range = TextRange {
                    start: inline.range.start.max(block.range.start),
                    end: inline.range.end.min(block.range.end),
                };
                if index > first {
                    if more == 0 {
                        break;
                    }
                    more -= 1;
                }
                if range.start < range.end {
                    divided.push(Inline { range, kind: inline.kind.clone() });
                }
            }
        }
        self.inlines = order::by_key(divided, |inline| inline.range);
        self
    }

    /// The same article with these earlier versions, oldest first.
    #[must_use]
    pub fn with_versions(mut self, versions: Rc<Vec<Rc<ArticleVersion>>>) -> Self {
        self.versions = versions;
        self
    }

    /// The same article with another id, which its versions have too.
    #[must_use]
    pub fn with_id(mut self, id: ArticleId) -> Self {
        let renamed = |version: &Rc<ArticleVersion>| {
            let article = Self::clone(&version.article).with_id(id.clone());
            Rc::new(ArticleVersion { article: Rc::new(article), ..ArticleVersion::clone(version) })
        };
        if self.id != id {
            self.versions = Rc::new(self.versions.iter().map(renamed).collect());
        }
        self.id = id;
        self
    }

    /// Its earlier versions, oldest first.
    pub fn versions(&self) -> &Rc<Vec<Rc<ArticleVersion>>> {
        &self.versions
    }

    /// Its id.
    pub fn id(&self) -> &ArticleId {
        &self.id
    }

    /// The canonical text.
    pub fn text(&self) -> &Rc<str> {
        &self.text
    }

    /// The SHA-256 of the UTF-8 text, as 64 hex digits.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Its blocks: the lines of the text, empty ones included; never none.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The places where counting of offsets starts, ascending; the first is 0 in every unit.
    pub(super) fn starts(&self) -> &[Start] {
        &self.starts
    }

    /// Emphasis and links, by place.
    pub fn inlines(&self) -> &[Inline] {
        &self.inlines
    }

    /// Those that overlap a part of a block. Each is in one block.
    pub fn inlines_on(&self, range: TextRange) -> impl Iterator<Item = &Inline> {
        let block = self.block(self.block_at(range.start)).map_or(range, |block| block.range);
        let before = |at: Byte| self.inlines.partition_point(|inline| inline.range.start < at);
        let some = self.inlines.get(before(block.start)..before(range.end)).unwrap_or_default();
        some.iter().filter(move |inline| inline.range.overlaps(range))
    }

    /// The length of the text in UTF-16 units.
    pub fn len_utf16(&self) -> Utf16 {
        Utf16(self.utf16_len)
    }

    /// The length of the text in code points.
    pub fn len_code_points(&self) -> CodePoint {
        CodePoint(self.code_points)
    }

    /// The text of a range; `None` if it is not a slice of the text.
    pub fn get(&self, range: TextRange) -> Option<&str> {
        self.text.get(range.indices())
    }

    /// The text of a range; empty if it is not a slice of the text.
    pub fn slice(&self, range: TextRange) -> &str {
        self.get(range).unwrap_or_default()
    }

    /// The block at an index.
    pub fn block(&self, index: BlockIndex) -> Option<&Block> {
        self.blocks.get(index.index())
    }

    /// The place of a block with the line end after it; empty if there is no such block.
    pub fn block_with_end(&self, index: BlockIndex) -> TextRange {
        let Some(block) = self.block(index) else { return TextRange::new(0, 0) };
        let next = self.block(index.plus(1)).map(|next| next.range.start);
        TextRange { start: block.range.start, end: next.unwrap_or(block.range.end) }
    }

    /// The number of a block among those with text, from 1; that of the last one beyond the end.
    pub fn paragraph(&self, index: BlockIndex) -> usize {
        let last = self.blocks.len().saturating_sub(1);
        let block = self.blocks.get(index.index().min(last));
        block.map_or(0, |block| block.paragraph as usize)
    }

    /// The number of blocks with text.
    pub fn paragraphs(&self) -> usize {
        self.paragraph(BlockIndex::END)
    }

    /// The index of the block that contains `at`; a line end belongs to the block it ends.
    pub fn block_at(&self, at: Byte) -> BlockIndex {
        let after = self.blocks.partition_point(|block| block.range.start <= at);
        BlockIndex::at(after.saturating_sub(1))
    }

    /// The indices of the first and the last block a range touches.
    pub fn blocks_of(&self, range: TextRange) -> (BlockIndex, BlockIndex) {
        let last = Byte(range.end.0.saturating_sub(1)).max(range.start);
        (self.block_at(range.start), self.block_at(last))
    }
}

impl BlockPoint {
    /// Before everything.
    pub const START: Self = Self { block: BlockIndex(0), at: Utf16(0) };
    /// After everything.
    pub const END: Self = Self { block: BlockIndex::END, at: Utf16(u32::MAX) };
}

impl BlockKind {
    /// The level of a heading, 1 to 6.
    pub fn heading_level(self) -> Option<u8> {
        match self {
            Self::Heading1 => Some(1),
            Self::Heading2 => Some(2),
            Self::Heading3 => Some(3),
            Self::Heading4 => Some(4),
            Self::Heading5 => Some(5),
            Self::Heading6 => Some(6),
            _ => None,
        }
    }

    /// Whether it is a row of a table.
    pub fn is_row(self) -> bool {
        matches!(self, Self::TableHead | Self::TableRow | Self::HeadedRow)
    }

    /// Whether a cell of a row heads its column or its row; `first` for the first cell.
    pub fn heads(self, first: bool) -> bool {
        self == Self::TableHead || first && self == Self::HeadedRow
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for ArticleId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

/// The SHA-256 of a text's UTF-8, as 64 hex digits.
pub fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

record! { Details {
    title: or_default, byline: if_some, source: if_some, published: if_some, language: if_some,
    scheme: if_filled, rejected: if_filled,
} }

names! { BlockKind {
    Heading1: "heading1", Heading2: "heading2", Heading3: "heading3", Heading4: "heading4",
    Heading5: "heading5", Heading6: "heading6", Paragraph: "paragraph", ListItem: "list-item",
    BlockQuote: "block-quote", Preformatted: "preformatted", Caption: "caption",
    TableHead: "table-head", TableRow: "table-row", HeadedRow: "headed-row",
} }

impl Record for ArticleId {
    fn plain(&self) -> Plain<'_> {
        Plain::text(&self.0)
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        plain.as_text().map(Self::from)
    }
}
