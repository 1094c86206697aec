//! All annotations as a list: which of them are listed, in which order, and which are selected
//! (tests/native/many.rs).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::model::plain::Plain;
use crate::model::query::AnnotationOrder;
use crate::model::record::Record;
use crate::model::repeats::check_of;
use crate::model::{
    ActorId, Annotation, AnnotationId, AnnotationSet, Check, CheckStatus, Claimant, Detail, Facts,
    Kind, Origin, Query, Term, Timestamp, Verdict, Worthy,
};

use super::attribution::ARTICLE;
use super::many::ManyForm;

/// Rows on a page of a list, of people as well.
pub const PAGE: usize = 50;

/// What is listed and selected.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AnnotationList {
    /// Only these.
    pub query: Query,
    /// The order.
    pub order: AnnotationOrder,
    /// The selected ones, listed or not.
    pub selected: BTreeSet<AnnotationId>,
    /// Where a selected range starts.
    pub from: Option<AnnotationId>,
    /// The change that is being prepared.
    pub form: Option<ManyForm>,
}

/// A value by which the list can be filtered, as the API's `find` writes it: the name of a kind, `true`, the
/// id of a person, a tag, a day …
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FilterValue {
    /// What it is a value of.
    pub term: Term,
    /// The value.
    pub value: String,
}

impl AnnotationList {
    /// The annotations it lists.
    pub fn of(&self, set: &AnnotationSet, facts: &Facts) -> Vec<Rc<Annotation>> {
        self.order.sort(set, self.query.find(set, facts))
    }

    /// The selected annotations that still exist, in text order.
    pub fn chosen(&self, set: &AnnotationSet) -> Vec<Rc<Annotation>> {
        if self.selected.is_empty() {
            return Vec::new();
        }
        set.iter().filter(|one| self.selected.contains(&one.id)).cloned().collect()
    }

    /// Selects an annotation, or no longer; ranges start there.
    pub fn toggle(&mut self, id: &AnnotationId) {
        let on = !self.selected.remove(id);
        if on {
            self.selected.insert(id.clone());
        }
        self.from = on.then(|| id.clone());
    }

    /// Selects everything listed from where the last range started to here.
    pub fn reach(&mut self, listed: &[Rc<Annotation>], id: &AnnotationId) {
        let at = |id: &AnnotationId| listed.iter().position(|one| one.id == *id);
        let Some(to) = at(id) else { return };
        let from = self.from.as_ref().and_then(at).unwrap_or(to);
        let range = listed.get(from.min(to)..=from.max(to)).unwrap_or_default();
        self.selected.extend(range.iter().map(|one| one.id.clone()));
        self.from.get_or_insert_with(|| id.clone());
    }
}

/// The values that annotations have, and how many have each; by term.
pub fn filter_values<'a>(
    annotations: impl Iterator<Item = &'a Rc<Annotation>>,
    facts: &Facts,
) -> Vec<(FilterValue, usize)> {
    let mut counts: BTreeMap<(Term, &str), usize> = BTreeMap::new();
    let mut days: BTreeMap<i64, usize> = BTreeMap::new();
    for one in annotations {
        let own = values_of(one, facts);
        for (at, value) in own.iter().enumerate() {
            // A value counts once in each annotation.
            if !own.iter().take(at).any(|other| other == value) {
                *counts.entry(*value).or_default() += 1;
            }
        }
        if one.created.is_known() {
            *days.entry(one.created.0.div_euclid(DAY)).or_default() += 1;
        }
    }
    let named = counts
        .into_iter()
        .map(|((term, value), count)| (FilterValue { term, value: value.to_owned() }, count));
    let made = days.into_iter().map(|(day, count)| {
        let value = day_of(Timestamp(day.saturating_mul(DAY)));
        (FilterValue { term: Term::From, value }, count)
    });
    // Days come last among the terms.
    named.chain(made).collect()
}

/// The values of an annotation but for its day, some perhaps more than once.
fn values_of<'a>(one: &'a Annotation, facts: &Facts) -> Vec<(Term, &'a str)> {
    let check = check_of(one);
    let mut own = vec![(Term::Kinds, one.kind().name()), (Term::Origins, name_of(&one.origin))];
    if one.kind() == Kind::Claim {
        let checked = check.is_some_and(Check::is_checked);
        own.push((Term::Checked, if checked { "true" } else { "false" }));
    }
    if let Some(check) = check {
        own.extend(check.status.as_ref().map(|status| (Term::Statuses, name_of(status))));
        own.extend(check.worthy.as_ref().map(|worthy| (Term::Worthy, name_of(worthy))));
        own.extend(check.verdict.as_ref().map(|verdict| (Term::Verdicts, verdict.name())));
    }
    own.extend(match &one.detail {
        Detail::Claim { claimant: Some(Claimant::Article), .. } => Some((Term::People, ARTICLE)),
        _ => one.actor().map(|actor| (Term::People, &*actor.0)),
    });
    own.extend(one.label.iter().map(|label| (Term::Labels, label.as_str())));
    own.extend(one.tags.iter().map(|tag| (Term::Tags, tag.as_str())));
    own.extend(one.creator.iter().map(|creator| (Term::Creators, creator.as_str())));
    own.extend(facts.of(one).map(|issue| (Term::Issues, issue)));
    own
}

/// The name of a case, as it is stored.
fn name_of<T: Record>(case: &T) -> &str {
    match case.plain() {
        Plain::Text(Cow::Borrowed(name)) => name,
        _ => "",
    }
}

/// The day of a moment, as `2026-01-31`, in UTC.
pub fn day_of(time: Timestamp) -> String {
    time.to_string().chars().take(10).collect()
}

/// The same query, with one value more.
#[must_use]
pub fn with_value(mut query: Query, FilterValue { term, value }: &FilterValue) -> Query {
    let plain = Plain::text(value);
    match term {
        Term::Text => query.text.clone_from(value),
        Term::Kinds => query.kinds.extend(Kind::named(value)),
        Term::Labels => query.labels.push(value.clone()),
        Term::People if value == ARTICLE => query.people.push(Claimant::Article),
        Term::People => query.people.push(Claimant::Actor(ActorId::from(value.as_str()))),
        Term::Tags => query.tags.push(value.clone()),
        Term::Issues => query.issues.push(value.clone()),
        Term::Checked => query.checked = Some(value == "true"),
        Term::Decided => query.decided = Some(value == "true"),
        Term::Statuses => query.statuses.extend(CheckStatus::read(&plain).ok()),
        Term::Worthy => query.worthy.extend(Worthy::read(&plain).ok()),
        Term::Verdicts => query.verdicts.push(Verdict::named(value)),
        Term::Origins => query.origins.extend(Origin::read(&plain).ok()),
        Term::Creators => query.creators.push(value.clone()),
        Term::From | Term::To => {
            query.from = format!("{value}T00:00:00Z").parse().ok();
            query.to = query.from.map(|from| Timestamp(from.0 + DAY));
        }
    }
    query
}

/// The same query without a term. A day has two, and one chip.
#[must_use]
pub fn without_term(query: Query, term: Term) -> Query {
    let rest = query.without(term);
    if term == Term::From { rest.without(Term::To) } else { rest }
}

/// Milliseconds of a day.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// The values of a term of a query.
pub fn values(query: &Query, term: Term) -> Vec<String> {
    fn names<T>(list: &[T], name: impl Fn(&T) -> &str) -> Vec<String> {
        list.iter().map(|one| name(one).to_owned()).collect()
    }
    match term {
        Term::Text => vec![query.text.clone()],
        Term::Kinds => names(&query.kinds, |kind| kind.name()),
        Term::Labels => query.labels.clone(),
        Term::People => names(&query.people, |one| match one {
            Claimant::Actor(id) => &id.0,
            Claimant::Article => ARTICLE,
        }),
        Term::Tags => query.tags.clone(),
        Term::Issues => query.issues.clone(),
        Term::Checked => vec![query.checked.unwrap_or_default().to_string()],
        Term::Decided => vec![query.decided.unwrap_or_default().to_string()],
        Term::Statuses => names(&query.statuses, name_of),
        Term::Worthy => names(&query.worthy, name_of),
        Term::Verdicts => names(&query.verdicts, Verdict::name),
        Term::Origins => names(&query.origins, name_of),
        Term::Creators => query.creators.clone(),
        Term::From | Term::To => query.from.iter().map(|from| day_of(*from)).collect(),
    }
}

/// Whether a value is part of a query already.
pub fn has_value(query: &Query, value: &FilterValue) -> bool {
    query.has(value.term) && values(query, value.term).contains(&value.value)
}
