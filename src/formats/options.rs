//! What a reader may choose about a file, as far as its format has it.
//! Must never hold a choice that changes what a file says: only how it says it.

use crate::model::Kind;
use crate::model::record::record;

/// What was chosen; every format takes what it has and leaves the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What people, claims and quotes are called, by [`Kind::index`]. Never empty, no blanks.
    pub labels: Vec<String>,
    /// Whether a byte order mark goes first, by which Excel knows UTF-8.
    pub bom: bool,
    /// The id of the shape, where a format has several; empty for its first.
    pub shape: String,
}

/// Something that can be chosen about a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// What the kinds are called.
    Labels,
    /// The byte order mark.
    ByteOrderMark,
    /// One of these shapes: an id, and what it is called. The first is taken if nothing is chosen.
    Shape(&'static [(&'static str, &'static str)]),
}

record! { Options { labels: must, bom: or_default, shape: or_default } }

impl Default for Options {
    fn default() -> Self {
        let labels = ["PERSON", "CLAIM", "QUOTE"].map(str::to_owned).into();
        Self { labels, bom: false, shape: String::new() }
    }
}

impl Options {
    /// What a kind is called.
    pub fn label(&self, kind: Kind) -> &str {
        self.labels.get(kind.index()).map_or(kind.name(), String::as_str)
    }

    /// The kind a label means: one of those chosen, else what other programs call them.
    pub fn kind(&self, label: &str) -> Option<Kind> {
        let own = Kind::ALL.into_iter().find(|kind| self.label(*kind) == label);
        own.or_else(|| match label.trim().to_lowercase().as_str() {
            "person" | "per" | "persons" | "people" => Some(Kind::Person),
            "claim" | "claims" | "statement" => Some(Kind::Claim),
            "quote" | "quotes" | "quotation" => Some(Kind::Quote),
            _ => None,
        })
    }

    /// Whether this shape is chosen; `first` is the one taken if none is.
    pub fn is_shape(&self, id: &str, first: &str) -> bool {
        self.shape == id || (self.shape.is_empty() && id == first)
    }
}
