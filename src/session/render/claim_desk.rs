//! What the claim desk knows of the open claim beyond its check: who publishes it and where, what it
//! lacks for that, and which claims say the same. It only looks.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::formats::review::{Advised, Missing, advised, filled, missing};
use crate::model::repeats::{check_of, others, taken_from};
use crate::model::{AnnotationId, AnnotationSet, Imprint};
use crate::session::document::excerpt::excerpt;
use crate::session::document::linking::{Linked, links};

use super::cards::{Card, alike};

/// The open claim as the desk shows it beside its check.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Desk {
    /// What keeps it from being published.
    pub missing: Vec<Missing>,
    /// What would be better to have.
    pub advised: Vec<Advised>,
    /// The claim that its verdict was given for, if that is another, and that one’s words.
    pub taken_from: Option<(AnnotationId, Option<String>)>,
    /// The claims that say the same, and their words.
    pub same: Vec<(AnnotationId, String)>,
    /// Those that may say the same, and what linking with each would do.
    pub alike: Vec<(AnnotationId, Linked)>,
    /// The addresses at which other checks of this article are published.
    pub pages: Vec<String>,
}

/// The desk of a claim; nothing if there is no such claim.
pub fn desk(
    set: &AnnotationSet,
    open: &AnnotationId,
    claims: &[Rc<Card>],
    imprint: &Imprint,
) -> Option<Desk> {
    let one = set.get(open)?;
    let same: Vec<_> =
        others(set, one).map(|other| (other.id.clone(), excerpt(set, other))).collect();
    let is_apart = |id: &AnnotationId| same.iter().all(|(same, _)| same != id);
    let may: Vec<AnnotationId> =
        alike(claims, open).iter().map(|card| card.id.clone()).filter(is_apart).collect();
    let alike = may.iter().cloned().zip(links(set, one, &may)).collect();
    let ready = filled(one, imprint);
    let taken_from = taken_from(set, one);
    let pages: BTreeSet<&String> = set
        .iter()
        .filter(|other| other.id != *open)
        .filter_map(|other| check_of(other).map(|check| &check.page))
        .filter(|page| !page.is_empty())
        .collect();
    Some(Desk {
        missing: missing(set, &ready),
        advised: advised(set, one, imprint),
        taken_from: taken_from.map(|id| {
            let words = set.get(&id).map(|from| excerpt(set, from));
            (id, words)
        }),
        same,
        alike,
        pages: pages.into_iter().cloned().collect(),
    })
}
