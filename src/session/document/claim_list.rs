//! Which claims the panel lists, and in which order: a query as everywhere else (tests/native/panels.rs).

use std::rc::Rc;

use crate::model::query::AnnotationOrder;
use crate::model::{
    Annotation, AnnotationId, AnnotationSet, CheckStatus, Detail, Facts, Kind, Query, Worthy,
};

/// What is listed: claims that a query means, all with the empty one; and their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClaimList {
    /// Only these.
    pub query: Query,
    /// The order.
    pub order: AnnotationOrder,
}

impl ClaimList {
    /// The claims it lists. The open one stays until another opens, even if it no longer fits.
    pub fn of(&self, set: &AnnotationSet, open: Option<&AnnotationId>) -> Vec<Rc<Annotation>> {
        let open = open.filter(|id| set.get(id).is_some_and(|one| one.kind() == Kind::Claim));
        let query = Query { kinds: vec![Kind::Claim], ..self.query.clone() };
        self.order.sort(set, query.find_beside(set, &Facts::default(), open))
    }
}

/// The filters offered first: claims without a verdict, those worth checking among them, claims without a
/// claimant, verdicts without a source, and claims about which somebody was asked.
pub fn usual_filters() -> [Query; 5] {
    let undecided = Query { decided: Some(false), ..Query::default() };
    let lacks = |issue: &str| Query { issues: vec![issue.to_owned()], ..Query::default() };
    [
        undecided.clone(),
        Query { worthy: vec![Worthy::Yes], ..undecided.clone() },
        lacks("no-claimant"),
        lacks("no-source"),
        Query { statuses: vec![CheckStatus::Asked, CheckStatus::Waiting], ..undecided },
    ]
}

/// Whether an annotation is a claim without a verdict.
pub fn is_undecided(one: &Annotation) -> bool {
    match &one.detail {
        Detail::Claim { check, .. } => check.as_ref().is_none_or(|check| check.verdict.is_none()),
        Detail::Person { .. } | Detail::Quote { .. } => false,
    }
}
