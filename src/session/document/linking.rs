//! Linking claims that say the same, and what a link does to their checks.

use crate::model::repeats::{check_of, group_among, joined, keys, taken_from};
use crate::model::{Annotation, AnnotationId, AnnotationSet, Verdict};
use crate::session::error::SessionError;

use super::excerpt::excerpt;

pub(in crate::session) type Result<T> = std::result::Result<T, SessionError>;

/// The effect of linking two claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// The text of the one.
    pub claim: String,
    /// The text of the other.
    pub other: String,
    /// The check that now holds for both, with the claim it was made for; `None` if neither was checked.
    pub shared: Option<Inherited>,
    /// The checks it replaces, with the claims they were made for.
    pub replaced: Vec<Inherited>,
}

/// A check that a claim receives from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inherited {
    /// The verdict; `None` if there are only an explanation and sources.
    pub verdict: Option<Verdict>,
    /// The text of the claim that was checked.
    pub claim: String,
}

/// The effect of linking a claim with each of some others: what the button promises and the message reports.
pub fn links(set: &AnnotationSet, one: &Annotation, others: &[AnnotationId]) -> Vec<Linked> {
    let keys = keys(set);
    let ours = group_among(set, one, &keys);
    let linked = others.iter().filter_map(|id| {
        let other = set.get(id)?;
        let joined = joined(&ours, &group_among(set, other, &keys));
        let found = |claim: &Annotation, of: Option<&Annotation>| Inherited {
            verdict: check_of(claim).and_then(|check| check.verdict.clone()),
            claim: excerpt(set, of.unwrap_or(claim)),
        };
        let given_for = |source| taken_from(set, source).and_then(|id| set.get(&id));
        Some(Linked {
            claim: excerpt(set, one),
            other: excerpt(set, other),
            shared: joined.source.map(|source| found(source, given_for(source).map(AsRef::as_ref))),
            replaced: joined.replaced.iter().map(|claim| found(claim, None)).collect(),
        })
    });
    linked.collect()
}
