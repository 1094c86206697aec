//! The list of all annotations as the panel shows it. Only the rows of the current page are made
//! (tests/native/many.rs).

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::model::{Annotation, AnnotationId, AnnotationSet, Facts, Kind, Query, Term};
use crate::session::document::annotation_list::{
    AnnotationList, FilterValue, PAGE, filter_values, has_value, values,
};
use crate::session::document::attribution::ARTICLE;
use crate::session::document::many::{LostWithKind, ManyForm, lost_with_kind};

use super::cards::{Card, card};

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AnnotationRows {
    /// The rows of the current page, and whether each is selected.
    pub rows: Vec<(Rc<Card>, bool)>,
    /// The number of the page, from 0.
    pub page: usize,
    /// The number of annotations listed.
    pub listed: usize,
    /// The number of all annotations.
    pub all: usize,
    /// The terms of the query with their values; people by name, the article as `None`.
    pub terms: Vec<NamedTerm>,
    /// The values that can be added, with their names and the number of annotations that have each.
    pub values: Rc<[FilterChoice]>,
    /// What can be done with the selected ones.
    pub selected: Option<SelectedRows>,
    /// Filter, order and selection.
    pub list: Rc<AnnotationList>,
}

/// A term of a query with the names of its values: for people, their name, and `None` for the article.
pub type NamedTerm = (Term, Vec<Option<String>>);

/// A value to filter by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterChoice {
    /// The value.
    pub value: FilterValue,
    /// Its name: for people, their name, and `None` for the article.
    pub name: Option<String>,
    /// How many annotations have it.
    pub count: usize,
}

/// The selected annotations.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SelectedRows {
    /// How many.
    pub count: usize,
    /// How many of them are not listed.
    pub unlisted: usize,
    /// How many of each kind, by [`Kind::index`].
    pub kinds: [usize; 3],
    /// What those of other kinds would lose with their kind, by [`Kind::index`].
    pub lost: [LostWithKind; 3],
    /// Their labels, and how many have one.
    pub labelled: usize,
    /// Their tags, and how many have each.
    pub tags: Vec<(String, usize)>,
    /// Everybody's name, while a speaker is being chosen.
    pub names: Vec<String>,
    /// All labels of the scheme, while one is being chosen, and how many would change.
    pub labels: Vec<(Kind, String, usize)>,
}

/// The rows of a page, with everything around them.
pub(super) fn annotation_rows(
    set: &AnnotationSet,
    facts: &Facts,
    known: &Rc<[FilterChoice]>,
    (list, page, open): (&Rc<AnnotationList>, usize, Option<&AnnotationId>),
) -> AnnotationRows {
    let listed = list.of(set, facts);
    let page = page.min(listed.len().saturating_sub(1) / PAGE);
    let on_page = listed.iter().enumerate().skip(page * PAGE).take(PAGE);
    let row = |(at, one): (usize, &Rc<Annotation>)| {
        // The open one is shown in full below the list.
        let made = Card { open: None, ..card(set, open, one, at + 1) };
        (Rc::new(made), list.selected.contains(&one.id))
    };
    AnnotationRows {
        rows: on_page.map(row).collect(),
        page,
        listed: listed.len(),
        all: set.len(),
        terms: named_terms(set, &list.query),
        values: known.iter().filter(|one| !has_value(&list.query, &one.value)).cloned().collect(),
        selected: selected(set, list, &listed),
        list: list.clone(),
    }
}

/// The terms of a query, as they are shown.
pub(super) fn named_terms(set: &AnnotationSet, query: &Query) -> Vec<NamedTerm> {
    let of_term = |term: Term| {
        let named = values(query, term).into_iter().map(|value| named(set, term, value));
        (term, named.collect())
    };
    // A day has both, and one chip.
    query.terms().into_iter().filter(|term| *term != Term::To).map(of_term).collect()
}

/// All values by which some annotations can be filtered.
pub(super) fn choices<'a>(
    set: &AnnotationSet,
    annotations: impl Iterator<Item = &'a Rc<Annotation>>,
    facts: &Facts,
) -> Rc<[FilterChoice]> {
    let choice = |(value, count): (FilterValue, usize)| {
        let name = named(set, value.term, value.value.clone());
        FilterChoice { value, name, count }
    };
    filter_values(annotations, facts).into_iter().map(choice).collect()
}

/// The name of a value; `None` for the article. Somebody who was deleted meanwhile has none.
fn named(set: &AnnotationSet, term: Term, value: String) -> Option<String> {
    match term {
        Term::People if value == ARTICLE => None,
        Term::People => {
            Some(set.actor(&(*value).into()).map_or_else(String::new, |actor| actor.name.clone()))
        }
        _ => Some(value),
    }
}

fn selected(
    set: &AnnotationSet,
    list: &AnnotationList,
    listed: &[Rc<Annotation>],
) -> Option<SelectedRows> {
    let chosen = list.chosen(set);
    if chosen.is_empty() {
        return None;
    }
    let shown = listed.iter().filter(|one| list.selected.contains(&one.id)).count();
    let mut kinds = [0; 3];
    let mut tags: BTreeMap<&String, usize> = BTreeMap::new();
    for one in &chosen {
        kinds[one.kind().index()] += 1;
        one.tags.iter().for_each(|tag| *tags.entry(tag).or_default() += 1);
    }
    let mut rows = SelectedRows {
        count: chosen.len(),
        unlisted: chosen.len() - shown,
        kinds,
        labelled: chosen.iter().filter(|one| one.label.is_some()).count(),
        tags: tags.into_iter().map(|(tag, count)| (tag.clone(), count)).collect(),
        ..SelectedRows::default()
    };
    match list.form {
        Some(ManyForm::Who) => {
            rows.names = set.actors().map(|actor| actor.name.clone()).collect();
        }
        Some(ManyForm::Label) => {
            let labels = &set.details().scheme.labels;
            let would = |label: &crate::model::SubLabel| {
                let takes = |one: &&Rc<Annotation>| {
                    one.kind() == label.kind && one.label.as_ref() != Some(&label.name)
                };
                (label.kind, label.name.clone(), chosen.iter().filter(takes).count())
            };
            rows.labels = labels.iter().map(would).filter(|(.., count)| *count > 0).collect();
        }
        Some(ManyForm::Kind) => {
            rows.lost = Kind::ALL.map(|kind| lost_with_kind(&chosen, kind));
        }
        Some(ManyForm::Tag) | None => {}
    }
    Some(rows)
}
