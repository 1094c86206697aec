//! Labels inside kinds with their colours and keys, and the words that grade a claim, as they are edited.

use std::rc::Rc;

use crate::model::{AnnotationSet, Details, Grade, Kind, Op, Scheme, SubLabel};

/// What can be asked about the scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Schemes {
    /// A label of this kind, of this name.
    Add(Kind, String),
    /// The label of this kind and name is to be this from now on; what has it follows.
    Change(Kind, String, SubLabel),
    /// The label goes; what had it has none.
    Remove(Kind, String),
    /// The scale of verdicts: a line each, from true to false; what is neither in brackets. Nothing
    /// for the usual one.
    Scale(String),
    /// New articles are to begin with this scheme.
    ForNew,
}

/// Keys that mean something else in the article.
pub(in crate::session) const TAKEN: &str = "123pcqne?[]";

/// The step that gives a document this scheme, if it has another.
pub(in crate::session) fn with_scheme(set: &AnnotationSet, scheme: Scheme) -> Option<Op> {
    let own = set.details();
    let details = || Details { scheme: Rc::new(scheme.clone()), ..Details::clone(own) };
    (*own.scheme != scheme).then(|| Op::SetDetails(Rc::new(details())))
}

/// A scale of a line each; what is in brackets stands apart. No word is there twice.
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

/// What [`Schemes::Scale`] reads.
pub fn lines_of(scale: &[Grade]) -> String {
    let line = |grade: &Grade| match grade.apart {
        true => format!("({})", grade.name),
        false => grade.name.to_string(),
    };
    scale.iter().map(line).collect::<Vec<_>>().join("\n")
}
