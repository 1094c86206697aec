//! What a reader may choose about a file, as far as its format has it.
//! Must never hold a choice that changes what a file says: only how it says it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::record::record;
use crate::model::{Annotation, AnnotationSet, Kind, SubLabel};

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

    /// What an annotation is called: its kind and, behind a hyphen, what it is inside it.
    pub fn label_of<'a>(&'a self, one: &Annotation) -> Cow<'a, str> {
        let label = self.label(one.kind());
        match &one.label {
            None => Cow::Borrowed(label),
            Some(inside) => Cow::Owned(format!("{label}-{inside}")),
        }
    }

    /// What [`Options::label_of`] wrote, or another program.
    pub fn meaning(&self, label: &str) -> Option<(Kind, Option<String>)> {
        let whole = self.kind(label).map(|kind| (kind, None));
        let inside = |rest: &str| SubLabel::is_name(rest).then(|| rest.to_owned());
        let behind = |kind: &Kind| label.strip_prefix(self.label(*kind))?.strip_prefix('-');
        let own = || {
            let kinds = Kind::ALL.into_iter().filter_map(|kind| Some((kind, behind(&kind)?)));
            let (kind, rest) = kinds.min_by_key(|(_, rest)| rest.len())?;
            Some((kind, Some(inside(rest)?)))
        };
        let others = || {
            let (start, rest) = label.split_once('-')?;
            Some((self.kind(start)?, Some(inside(rest)?)))
        };
        whole.or_else(own).or_else(others)
    }

    /// All labels that annotations of these documents may have: of each kind its own, then those of
    /// the schemes and those used.
    pub fn labels_in<'a>(
        &self,
        documents: impl Iterator<Item = &'a AnnotationSet>,
    ) -> Vec<(Kind, String)> {
        let mut inside: BTreeSet<(Kind, &str)> = BTreeSet::new();
        for set in documents {
            let scheme = set.details().scheme.labels.iter();
            inside.extend(scheme.map(|label| (label.kind, label.name.as_str())));
            inside.extend(set.iter().filter_map(|one| Some((one.kind(), one.label.as_deref()?))));
        }
        let own = Kind::ALL.into_iter().map(|kind| (kind, self.label(kind).to_owned()));
        let inside =
            inside.into_iter().map(|(kind, name)| (kind, format!("{}-{name}", self.label(kind))));
        own.chain(inside).collect()
    }

    /// Whether what an annotation is called tells what it is: where a kind is called "A" and another
    /// "A-B", the label B inside the first does not.
    pub fn tells(&self, one: &Annotation) -> bool {
        self.meaning(&self.label_of(one)) == Some((one.kind(), one.label.clone()))
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
