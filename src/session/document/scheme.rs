//! Labels with their colours and keys, and the scale of verdicts, as they are edited.

use std::rc::Rc;

use crate::model::{AnnotationSet, Details, Grade, Kind, Op, Scheme, SubLabel};

/// The actions of the Labels dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Schemes {
    /// Add a label of this kind and name.
    Add(Kind, String),
    /// Replace the label of this kind and name; annotations with it follow.
    Change(Kind, String, SubLabel),
    /// Delete the label; annotations with it have none.
    Remove(Kind, String),
    /// Set the verdicts, one per line, from true to false, those outside the scale in brackets. Empty for the
    /// default ones.
    Scale(String),
    /// Use this scheme for new articles.
    ForNew,
}

/// Keys that already mean something in the article.
pub(in crate::session) const TAKEN: &str = "123pcqnes.?/[]";

/// The operation that gives a document this scheme, if it differs.
pub(in crate::session) fn with_scheme(set: &AnnotationSet, scheme: Scheme) -> Option<Op> {
    let own = set.details();
    let details = || Details { scheme: Rc::new(scheme.clone()), ..Details::clone(own) };
    (*own.scheme != scheme).then(|| Op::SetDetails(Rc::new(details())))
}

/// A scale from lines; entries in brackets are outside it. No word is repeated.
pub(in crate::session) fn scale_of(lines: &str) -> Vec<Grade> {
    let mut scale: Vec<Grade> = Vec::new();
    for line in lines.lines().map(str::trim) {
        let inside = line.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let name = inside.unwrap_or(line).trim();
        if !name.is_empty() && !scale.iter().any(|grade| &*grade.name == name) {
            scale.push(Grade { name: name.into(), apart: inside.is_some() });
        }
    }
    scale
}

/// The lines that [`Schemes::Scale`] reads.
pub fn lines_of(scale: &[Grade]) -> String {
    let line = |grade: &Grade| match grade.apart {
        true => format!("({})", grade.name),
        false => grade.name.to_string(),
    };
    scale.iter().map(line).collect::<Vec<_>>().join("\n")
}
