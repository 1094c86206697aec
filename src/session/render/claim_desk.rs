//! What the claim desk shows of the open claim beyond its fact check: the publisher, what is missing to
//! publish it, and the linked claims.

use std::collections::BTreeSet;

use crate::formats::codecs::schema_org::review::{Advised, Missing, advised, filled, missing};
use crate::model::repeats::{check_of, others, taken_from};
use crate::model::{AnnotationId, AnnotationSet, Imprint, order};
use crate::session::document::excerpt::excerpt;
use crate::session::document::linking::{Linked, links};

use super::lists::AlikeClaims;

/// The details of the open claim beside its fact check.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClaimDesk {
    /// What prevents its publication.
    pub missing: Vec<Missing>,
    /// What is advisable to add.
    pub advised: Vec<Advised>,
    /// The claim for which its verdict was given, if it is another, and that one's text.
    pub taken_from: Option<(AnnotationId, Option<String>)>,
    /// The linked claims, and their text.
    pub same: Vec<(AnnotationId, String)>,
    /// The claims that may say the same, and the effect of linking each.
    pub alike: Vec<(AnnotationId, Linked)>,
    /// The addresses where other fact checks of this article are published.
    pub pages: Vec<String>,
}

/// The details of a claim; `None` if it does not exist.
pub(super) fn desk(
    set: &AnnotationSet,
    open: &AnnotationId,
    imprint: &Imprint,
    alike: &mut AlikeClaims,
) -> Option<ClaimDesk> {
    let one = set.get(open)?;
    let same: Vec<_> =
        others(set, one).map(|other| (other.id.clone(), excerpt(set, other))).collect();
    let is_apart = |id: &AnnotationId| same.iter().all(|(same, _)| same != id);
    let may = alike.of(set, one);
    let may: Vec<AnnotationId> = may.iter().filter(|id| is_apart(id)).cloned().collect();
    let alike = may.iter().cloned().zip(links(set, one, &may)).collect();
    let ready = filled(one, imprint);
    let taken_from = taken_from(set, one);
    let pages = set
        .iter()
        .filter(|other| other.id != *open)
        .filter_map(|other| check_of(other).map(|check| &check.page))
        .filter(|page| !page.is_empty());
    let pages: BTreeSet<&String> = order::gathered(pages);
    Some(ClaimDesk {
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
