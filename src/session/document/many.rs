//! Changes of many annotations at once, worked out before they are made, so that the button can say how many
//! it changes and what they lose (tests/native/many.rs).

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::formats::common::loss::without_versions;
use crate::model::query::claimant;
use crate::model::repeats::{check_of, taken_from};
use crate::model::{
    Actor, Annotation, AnnotationId, AnnotationSet, Claimant, Detail, Details, Kind, Op,
    Transaction, TransactionError, order,
};
use crate::session::api::arguments::Patch;

use super::attribution::ARTICLE;
use super::edit::{actor_as, orphan};

/// What can be prepared for the selected annotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ManyForm {
    /// The speaker of quotes and claimant of claims.
    Who,
    /// The label.
    Label,
    /// A tag.
    Tag,
    /// The kind.
    Kind,
}

/// A change of the selected annotations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ManyChange {
    /// Their kind.
    Kind(Kind),
    /// The speaker of quotes and claimant of claims, by name; empty for nobody.
    Who(String),
    /// The label of those of its kind.
    Label(Kind, String),
    /// No label.
    NoLabel,
    /// One tag more.
    Tag(String),
    /// One tag less.
    Untag(String),
}

/// What annotations lose with their kind, each with the number of annotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LostWithKind {
    /// A fact check.
    pub checks: usize,
    /// The form or cue of a quote.
    pub forms: usize,
    /// The link of a quote to its source.
    pub links: usize,
    /// A speaker, a claimant or a person.
    pub people: usize,
    /// A label.
    pub labels: usize,
}

/// The changes of those annotations that it changes.
pub fn patches(
    set: &AnnotationSet,
    chosen: &[Rc<Annotation>],
    change: &ManyChange,
) -> Vec<(AnnotationId, Patch)> {
    let patch = |one: &Rc<Annotation>| Some((one.id.clone(), patch(set, one, change)?));
    chosen.iter().filter_map(patch).collect()
}

fn patch(set: &AnnotationSet, one: &Annotation, change: &ManyChange) -> Option<Patch> {
    let blank = Patch::default();
    match change {
        ManyChange::Kind(kind) => {
            (one.kind() != *kind).then_some(Patch { kind: Some(*kind), ..blank })
        }
        ManyChange::Who(name) => {
            let name = name.trim();
            let takes = match one.kind() {
                Kind::Person => false,
                Kind::Quote => name != ARTICLE,
                Kind::Claim => true,
            };
            let actor = Some(name).filter(|name| !name.is_empty()).map(str::to_owned);
            (takes && !is_by(set, one, name)).then_some(Patch { actor: Some(actor), ..blank })
        }
        ManyChange::Label(kind, name) => {
            let takes = one.kind() == *kind && one.label.as_ref() != Some(name);
            takes.then(|| Patch { label: Some(Some(name.clone())), ..blank })
        }
        ManyChange::NoLabel => one.label.is_some().then_some(Patch { label: Some(None), ..blank }),
        ManyChange::Tag(tag) => {
            let tag = tag.trim();
            let takes = !tag.is_empty() && !one.tags.iter().any(|own| own == tag);
            let all = one.tags.iter().cloned().chain([tag.to_owned()]).collect();
            takes.then_some(Patch { tags: Some(all), ..blank })
        }
        ManyChange::Untag(tag) => one.tags.contains(tag).then(|| {
            let rest = one.tags.iter().filter(|own| *own != tag).cloned().collect();
            Patch { tags: Some(rest), ..blank }
        }),
    }
}

/// Whether somebody of this name is named already; nobody, if it is empty.
fn is_by(set: &AnnotationSet, one: &Annotation, name: &str) -> bool {
    match claimant(one) {
        None => name.is_empty(),
        Some(Claimant::Article) => name == ARTICLE,
        Some(Claimant::Actor(id)) => {
            set.actor(&id).is_some_and(|actor| Actor::key(&actor.name) == Actor::key(name))
        }
    }
}

/// What the annotations that change their kind lose.
pub fn lost_with_kind(chosen: &[Rc<Annotation>], kind: Kind) -> LostWithKind {
    let count = |loses: fn(&Annotation) -> bool| {
        chosen.iter().filter(|one| one.kind() != kind && loses(one)).count()
    };
    let people = chosen.iter().filter(|one| {
        one.kind() != kind && claimant(one).is_some() && actor_as(one, kind).is_none()
    });
    LostWithKind {
        checks: count(|one| check_of(one).is_some()),
        forms: count(|one| match &one.detail {
            Detail::Quote { form, cue, .. } => form.is_some() || cue.is_some(),
            _ => false,
        }),
        links: count(|one| matches!(one.detail, Detail::Quote { source: Some(_), .. })),
        people: people.count(),
        labels: count(|one| one.label.is_some()),
    }
}

/// The operations that remove annotations, and people of whom nothing but the name is left.
pub(in crate::session) fn removal(
    set: &AnnotationSet,
    chosen: &[Rc<Annotation>],
) -> Result<Vec<Op>, TransactionError> {
    let (mut rest, mut all) = (set.clone(), Vec::new());
    for one in chosen {
        let ops = [Op::Remove(one.id.clone())].into_iter().chain(orphan(&rest, one, None));
        let step = Transaction::new(ops);
        rest.apply(&step)?;
        all.extend(step.ops);
    }
    Ok(all)
}

/// A document with these annotations alone, and the people they name.
pub(in crate::session) fn part(
    set: &AnnotationSet,
    chosen: &[Rc<Annotation>],
) -> Result<AnnotationSet, TransactionError> {
    let named = chosen.iter().filter_map(|one| set.actor(one.actor()?));
    let named: BTreeMap<_, _> = order::gathered(named.map(|one| (&one.id, one)));
    let actors = named.into_values().cloned().map(Op::AddActor);
    // Versions hold what nobody chose.
    let text = without_versions(set.article());
    let mut part = AnnotationSet::new(text, Details::clone(set.details()));
    // Whose verdict it is stays known, although that claim may not be here.
    let with_origin = |one: &Rc<Annotation>| {
        let mut own = Annotation::clone(one);
        if let (Detail::Claim { check: Some(check), .. }, Some(from)) =
            (&mut own.detail, taken_from(set, one))
        {
            check.made_for.get_or_insert(from);
        }
        Rc::new(own)
    };
    let all = chosen.iter().map(with_origin).map(Op::Add);
    part.apply(&Transaction::new(actors.chain(all)))?;
    Ok(part)
}
