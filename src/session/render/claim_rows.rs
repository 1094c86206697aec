//! The list of claims as the panel shows it. Only the rows of the current page are made
//! (tests/native/panels.rs, tests/native/many_claims.rs).

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::model::repeats::Verdicts;
use crate::model::{Annotation, AnnotationId, AnnotationSet, Facts, Imprint, Kind, Term, order};
use crate::session::document::annotation_list::{PAGE, has_value};
use crate::session::document::claim_list::{ClaimList, usual_filters};

use super::annotation_rows::{FilterChoice, NamedTerm, choices, named_terms};
use super::cards::{Card, card};
use super::claim_desk::{ClaimDesk, desk};
use super::lists::AlikeClaims;

/// What the panel asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::session) struct ClaimsAsked {
    /// The open card.
    pub open: Option<AnnotationId>,
    /// What is listed.
    pub list: Rc<ClaimList>,
    /// The page, from 0.
    pub page: usize,
    /// Who publishes.
    pub imprint: Rc<Imprint>,
}

/// The claims as the panel shows them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClaimRows {
    /// The rows of the current page.
    pub rows: Vec<Rc<Card>>,
    /// The number of the page, from 0.
    pub page: usize,
    /// The number of claims listed.
    pub listed: usize,
    /// What does not depend on the list.
    pub known: Rc<ClaimChoices>,
    /// The terms of the query with their values, unless it is one of the usual filters.
    pub terms: Vec<NamedTerm>,
    /// The values that can be added to it.
    pub values: Rc<[FilterChoice]>,
    /// The open claim, with its full content.
    pub open: Option<Rc<Card>>,
    /// Its details beside its fact check.
    pub desk: Option<Rc<ClaimDesk>>,
}

/// All claims in numbers, until one changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClaimChoices {
    /// How many there are, and how many have a verdict.
    pub verdicts: Verdicts,
    /// How many each filter lists, in the order of [`usual_filters`].
    pub counts: [usize; 5],
    /// The values to filter by.
    values: Rc<[FilterChoice]>,
}

/// Counts the claims.
pub(super) fn claim_choices(set: &AnnotationSet) -> ClaimChoices {
    let claims = set.iter().filter(|one| one.kind() == Kind::Claim);
    let claims: Vec<Rc<Annotation>> = claims.cloned().collect();
    let nothing = Facts::default();
    let values = choices(set, claims.iter(), &nothing);
    ClaimChoices {
        verdicts: Verdicts::of(set),
        counts: usual_filters().map(|filter| filter.count(&claims, &nothing)),
        values: values.iter().filter(|one| one.value.term != Term::Kinds).cloned().collect(),
    }
}

/// The rows of a page, with everything around them.
pub(super) fn claim_rows(
    set: &AnnotationSet,
    known: &Rc<ClaimChoices>,
    asked: &ClaimsAsked,
    alike: &mut AlikeClaims,
) -> ClaimRows {
    let ClaimsAsked { open, list, page, imprint } = asked;
    let open = open.as_ref();
    let listed = list.of(set, open);
    let page = (*page).min(listed.len().saturating_sub(1) / PAGE);
    let on_page: Vec<&Rc<Annotation>> = listed.iter().skip(page * PAGE).take(PAGE).collect();
    let places = places(set, on_page.iter().map(|one| &one.id).chain(open));
    let made = |one: &Annotation| {
        let place = places.get(&one.id).copied().unwrap_or_default();
        Rc::new(card(set, open, one, place))
    };
    let opened = open.and_then(|id| set.get(id)).filter(|one| one.kind() == Kind::Claim);
    let is_usual = usual_filters().contains(&list.query);
    let values = known.values.iter().filter(|one| !has_value(&list.query, &one.value));
    ClaimRows {
        rows: on_page.into_iter().map(|one| made(one)).collect(),
        page,
        listed: listed.len(),
        known: known.clone(),
        terms: if is_usual { Vec::new() } else { named_terms(set, &list.query) },
        values: values.cloned().collect(),
        open: opened.map(|one| made(one)),
        desk: opened.and_then(|one| desk(set, &one.id, imprint, alike)).map(Rc::new),
    }
}

/// The places of some claims among all, from 1.
fn places<'a>(
    set: &AnnotationSet,
    wanted: impl Iterator<Item = &'a AnnotationId>,
) -> BTreeMap<AnnotationId, usize> {
    let wanted: BTreeSet<&AnnotationId> = order::gathered(wanted);
    let claims = set.iter().filter(|one| one.kind() == Kind::Claim).zip(1..);
    let found = claims.filter(|(one, _)| wanted.contains(&one.id));
    order::gathered(found.map(|(one, place)| (one.id.clone(), place)))
}
