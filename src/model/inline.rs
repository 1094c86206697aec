//! Emphasis and links inside the paragraphs of an article (tests/native/laws_files.rs).

use super::plain::{Plain, Wrong};
use super::record::{Record, record, unknown};
use super::text::TextRange;

/// Emphasis or a link inside a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// Its place.
    pub range: TextRange,
    /// Its kind.
    pub kind: InlineKind,
}

/// The kinds of [`Inline`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InlineKind {
    /// Emphasised.
    Emphasis,
    /// Strongly emphasised.
    Strong,
    /// A link to this address.
    Link(String),
}

record! { Inline { range: must, kind: must } }

impl Record for InlineKind {
    fn plain(&self) -> Plain<'_> {
        match self {
            Self::Emphasis => Plain::text("emphasis"),
            Self::Strong => Plain::text("strong"),
            Self::Link(href) => Plain::tagged("link", href.plain()),
        }
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        match plain.tag()? {
            ("emphasis", _) => Ok(Self::Emphasis),
            ("strong", _) => Ok(Self::Strong),
            ("link", href) => Record::read(href).map(Self::Link),
            _ => Err(unknown(plain, &["emphasis", "strong", "link"])),
        }
    }
}
