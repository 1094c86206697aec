//! Which claims the panel lists, and in which order (tests/native/panels.rs).

use std::rc::Rc;

use crate::model::query::AnnotationOrder;
use crate::model::{Annotation, AnnotationId, AnnotationSet, CheckStatus, Detail, Kind, Worthy};

/// What is listed: all claims, or those that lack something; and their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ClaimList {
    /// Only these.
    pub only: Option<ClaimFilter>,
    /// The order.
    pub order: AnnotationOrder,
}

/// Claims that lack something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimFilter {
    /// Without a verdict.
    Unchecked,
    /// Worth checking, and without a verdict.
    Worthy,
    /// Without a claimant.
    NoClaimant,
    /// With a verdict and no source.
    NoSource,
    /// Somebody was asked, or an answer is awaited, and there is no verdict.
    Waiting,
}

impl ClaimFilter {
    /// Every filter, in the order offered.
    pub const ALL: [Self; 5] =
        [Self::Unchecked, Self::Worthy, Self::NoClaimant, Self::NoSource, Self::Waiting];

    /// Whether an annotation is such a claim.
    pub fn fits(self, one: &Annotation) -> bool {
        let Detail::Claim { claimant, check } = &one.detail else { return false };
        let check = check.as_ref();
        let verdict = check.is_some_and(|check| check.verdict.is_some());
        match self {
            Self::Unchecked => !verdict,
            Self::Worthy => {
                !verdict && check.is_some_and(|check| check.worthy == Some(Worthy::Yes))
            }
            Self::Waiting => {
                let status = check.and_then(|check| check.status);
                !verdict && matches!(status, Some(CheckStatus::Asked | CheckStatus::Waiting))
            }
            Self::NoClaimant => claimant.is_none(),
            Self::NoSource => verdict && check.is_some_and(|check| check.sources.is_empty()),
        }
    }
}

impl ClaimList {
    /// The claims it lists. The open one stays until another opens, even if it no longer fits.
    pub fn of(&self, set: &AnnotationSet, open: Option<&AnnotationId>) -> Vec<Rc<Annotation>> {
        let fits = |one: &&Rc<Annotation>| match self.only {
            Some(only) => only.fits(one) || open == Some(&one.id) && one.kind() == Kind::Claim,
            None => one.kind() == Kind::Claim,
        };
        self.order.sort(set, set.iter().filter(fits).cloned().collect())
    }

    /// How many claims each filter lists, in the order of [`ClaimFilter::ALL`].
    pub fn counts(set: &AnnotationSet) -> [usize; 5] {
        ClaimFilter::ALL.map(|filter| set.iter().filter(|one| filter.fits(one)).count())
    }
}
