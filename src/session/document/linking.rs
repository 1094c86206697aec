//! Claims that say the same as others.

use crate::model::repeats::{check_of, group, joined, taken_from};
use crate::model::{Annotation, AnnotationId, AnnotationSet, Verdict};
use crate::session::error::SessionError;

use super::excerpt::excerpt;

pub(in crate::session) type Result<T> = std::result::Result<T, SessionError>;

/// Two claims that are linked, and what that does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// The words of the one.
    pub claim: String,
    /// The words of the other.
    pub other: String,
    /// What holds for both, and the words of the claim it was found for; nothing if neither was checked.
    pub shared: Option<Inherited>,
    /// What gives way to that, and the words of the claims it was found for.
    pub replaced: Vec<Inherited>,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inherited {
    /// The verdict, or an explanation and sources alone.
    pub verdict: Option<Verdict>,
    /// The words of the claim that was checked.
    pub claim: String,
}

/// What linking a claim with each of some others would do: what the button promises and the message tells.
pub fn links(set: &AnnotationSet, one: &Annotation, others: &[AnnotationId]) -> Vec<Linked> {
    let ours = group(set, one);
    let linked = others.iter().filter_map(|id| {
        let other = set.get(id)?;
        let joined = joined(&ours, &group(set, other));
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
