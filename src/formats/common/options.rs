//! The options of an export. They change how a file says something, never what it says.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::record::record;
use crate::model::{Annotation, AnnotationSet, Kind, SubLabel};

/// The options; every format uses those it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The names of the kinds, by [`Kind::index`]. Never empty, without spaces.
    pub labels: Vec<String>,
    /// Whether the file begins with a byte order mark, by which Excel recognises UTF-8.
    pub bom: bool,
    /// The id of the shape, if a format has several; empty for the first. For a format in parts, the ids of
    /// those chosen, separated by spaces; all if none is named.
    pub shape: String,
}

/// An option of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The names of the kinds.
    Labels,
    /// The byte order mark.
    ByteOrderMark,
    /// One of these shapes: an id, and a name. The first is the default.
    Shape(&'static [(&'static str, &'static str)]),
    /// Which of these parts the file has: an id, and a name. All are the default.
    Parts(&'static [(&'static str, &'static str)]),
}

record! { Options { labels: must, bom: or_default, shape: or_default } }

impl Default for Options {
    fn default() -> Self {
        let labels = ["PERSON", "CLAIM", "QUOTE"].map(str::to_owned).into();
        Self { labels, bom: false, shape: String::new() }
    }
}

impl Options {
    /// The name of a kind.
    pub fn label(&self, kind: Kind) -> &str {
        self.labels.get(kind.index()).map_or(kind.name(), String::as_str)
    }

    /// The name of an annotation: its kind and, after a hyphen, its label.
    pub fn label_of<'a>(&'a self, one: &Annotation) -> Cow<'a, str> {
        let label = self.label(one.kind());
        match &one.label {
            None => Cow::Borrowed(label),
            Some(inside) => Cow::Owned(format!("{label}-{inside}")),
        }
    }

    /// Reads a name that [`Options::label_of`], or another program, wrote.
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

    /// All names that annotations of these documents may have: of each kind its own, then those of the
    /// schemes and those in use.
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

    /// Whether the name of an annotation is unambiguous: if one kind is called "A" and another "A-B", the
    /// label B of the first is not.
    pub fn is_unambiguous(&self, one: &Annotation) -> bool {
        self.meaning(&self.label_of(one)) == Some((one.kind(), one.label.clone()))
    }

    /// The kind of a name: one of the chosen names, or one that other programs use.
    pub fn kind(&self, label: &str) -> Option<Kind> {
        let own = Kind::ALL.into_iter().find(|kind| self.label(*kind) == label);
        own.or_else(|| match label.trim().to_lowercase().as_str() {
            "person" | "per" | "pers" | "persons" | "people" => Some(Kind::Person),
            "claim" | "claims" | "statement" => Some(Kind::Claim),
            "quote" | "quotes" | "quotation" => Some(Kind::Quote),
            _ => None,
        })
    }

    /// Whether this shape is chosen; `first` is the default.
    pub fn is_shape(&self, id: &str, first: &str) -> bool {
        self.shape == id || (self.shape.is_empty() && id == first)
    }

    /// Whether this part is chosen, of those that a format has.
    pub fn has_part(&self, parts: &[(&str, &str)], id: &str) -> bool {
        let named = |id: &str| self.shape.split(' ').any(|one| one == id);
        named(id) || !parts.iter().any(|(id, _)| named(id))
    }

    /// The same with this part chosen or not; the last one stays.
    #[must_use]
    pub fn with_part(&self, parts: &[(&str, &str)], id: &str, chosen: bool) -> Self {
        let kept = parts.iter().map(|(one, _)| *one);
        let kept = kept.filter(|one| if *one == id { chosen } else { self.has_part(parts, one) });
        let kept: Vec<&str> = kept.collect();
        let kept = if kept.is_empty() { id.to_owned() } else { kept.join(" ") };
        let shape = if kept.split(' ').count() == parts.len() { String::new() } else { kept };
        Self { shape, ..self.clone() }
    }
}
