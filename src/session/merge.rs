//! Merging what a file or a program says into what is there: what is new, what differs, what is
//! the same. Must never change anything: it makes the transaction that does.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::formats::Problem;
use crate::model::record::record;
use crate::model::{
    ActorId, Annotation, AnnotationId, AnnotationSet, Op, Scheme, SubLabel, Transaction,
};

use super::scheme::with_scheme;

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// New annotations.
    pub added: usize,
    /// Annotations that were there and say something else now.
    pub changed: usize,
    /// Annotations that were there as they came.
    pub same: usize,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

record! { Report { added: must, changed: must, same: must, problems: must } }

/// The transaction that brings `incoming` into `current`, and what it will have done. The two are
/// about the same text. Where both have an annotation or an actor and differ, the incoming wins.
pub fn merge(current: &AnnotationSet, incoming: &AnnotationSet) -> (Transaction, Report) {
    let mut ops: Vec<Op> = Vec::new();
    let mut known_as: BTreeMap<&ActorId, &ActorId> = BTreeMap::new();
    for actor in incoming.actors() {
        match (current.actor(&actor.id), current.actor_called(&actor.name)) {
            (Some(known), _) if known == actor => {}
            (Some(_), _) => ops.push(Op::ReplaceActor(actor.clone())),
            // Two readers who marked the same person: one actor of that name, not two.
            (None, Some(namesake)) if actor.is_bare() => {
                known_as.insert(&actor.id, &namesake.id);
            }
            (None, _) => ops.push(Op::AddActor(actor.clone())),
        }
    }
    ops.extend(with_scheme(current, scheme(current, incoming)));
    let mut report = Report::default();
    for annotation in incoming.iter() {
        match annotation.actor().and_then(|id| known_as.get(id)) {
            Some(known) => {
                let own = Rc::new(annotation.with_actor(known));
                ops.extend(meet(current, &own, &mut report));
            }
            None => ops.extend(meet(current, annotation, &mut report)),
        }
    }
    (Transaction { ops }, report)
}

/// The scheme that has the labels of both.
fn scheme(current: &AnnotationSet, incoming: &AnnotationSet) -> Scheme {
    let theirs = incoming.iter().filter_map(|one| Some((one.kind(), one.label.as_ref()?)));
    let mut used = Scheme::default();
    let ours = |kind, name: &String| {
        current.iter().any(|one| one.kind() == kind && one.label.as_ref() == Some(name))
    };
    for (kind, name) in theirs {
        let known = used.of(kind).chain(current.details().scheme.of(kind));
        if !known.into_iter().any(|label| label.name == *name) && !ours(kind, name) {
            used.labels.push(SubLabel { kind, name: name.clone(), hue: 0, key: None });
        }
    }
    current.details().scheme.with(&incoming.details().scheme).with(&used)
}

/// What one annotation that comes in asks for.
pub fn meet(current: &AnnotationSet, incoming: &Rc<Annotation>, report: &mut Report) -> Option<Op> {
    match current.get(&incoming.id) {
        Some(known) if known == incoming || known.says_the_same(incoming) => {
            report.same += 1;
            None
        }
        Some(_) => {
            report.changed += 1;
            Some(Op::Replace(incoming.clone()))
        }
        None => {
            report.added += 1;
            Some(Op::Add(incoming.clone()))
        }
    }
}

/// The transaction that puts `annotations` in the place of all that are there.
pub fn exchange(current: &AnnotationSet, annotations: Vec<Rc<Annotation>>) -> Transaction {
    let removed: Vec<AnnotationId> = current.iter().map(|old| old.id.clone()).collect();
    let removals = removed.into_iter().map(Op::Remove);
    Transaction::new(removals.chain(annotations.into_iter().map(Op::Add)))
}
