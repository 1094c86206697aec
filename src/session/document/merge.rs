//! Merging what a file or a program says into a document: what is new, what differs, what is the same. It
//! only makes the transaction; others apply it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::formats::Problem;
use crate::model::record::record;
use crate::model::versions::WordingChange;
use crate::model::{
    Actor, ActorId, ActorSort, Annotation, AnnotationId, AnnotationSet, Article, ArticleVersion,
    Details, Op, Rejected, Scheme, SubLabel, Transaction, order,
};

/// The result of an import.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// New annotations.
    pub added: usize,
    /// Existing annotations that changed.
    pub changed: usize,
    /// Existing annotations that were the same.
    pub same: usize,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

record! { Report { added: must, changed: must, same: must, problems: must } }

/// The transaction that merges `incoming` into `current`, and its report. Both are about the same text. Where
/// an annotation or actor differs, the incoming one wins; but an actor whose id an importer made up never
/// changes an existing one.
pub fn merge(current: &AnnotationSet, incoming: &AnnotationSet) -> (Transaction, Report) {
    let (mut ops, annotations) = matched(current, incoming);
    let mut report = Report::default();
    ops.extend(annotations.iter().filter_map(|one| meet(current, one, &mut report)));
    (Transaction { ops }, report)
}

/// The first half of [`merge`]: what has to happen to actors and details first, and the annotations with the
/// actors they have in `current`.
pub fn matched(
    current: &AnnotationSet,
    incoming: &AnnotationSet,
) -> (Vec<Op>, Vec<Rc<Annotation>>) {
    let Meeting { mut ops, known_as, .. } = Meeting::of(current, incoming);
    ops.extend(details(current, incoming));
    ops.extend(versions(current, incoming));
    let own = |one: &Rc<Annotation>| match one.actor().and_then(|id| known_as.get(id)) {
        Some(known) => Rc::new(one.with_actor(known)),
        None => one.clone(),
    };
    (ops, incoming.iter().map(own).collect())
}

/// A document to store where there is none: its actors get ids of their own.
pub fn settled(set: &Rc<AnnotationSet>) -> Rc<AnnotationSet> {
    if set.actors().all(|actor| actor.id.made_of().is_none()) {
        return set.clone();
    }
    let mut blank = AnnotationSet::new(set.article().clone(), Details::clone(set.details()));
    let (transaction, _) = merge(&blank, set);
    match blank.apply(&transaction) {
        Ok(_) => Rc::new(blank),
        Err(_) => set.clone(),
    }
}

/// Matches incoming actors with existing ones.
struct Meeting<'a> {
    current: &'a AnnotationSet,
    ops: Vec<Op>,
    /// The existing ids of incoming actors.
    known_as: BTreeMap<&'a ActorId, ActorId>,
    /// The ids of the actors to add.
    taken: BTreeSet<ActorId>,
}

impl<'a> Meeting<'a> {
    fn of(current: &'a AnnotationSet, incoming: &'a AnnotationSet) -> Self {
        let taken = BTreeSet::new();
        let mut meeting = Self { current, ops: Vec::new(), known_as: BTreeMap::new(), taken };
        for actor in incoming.actors() {
            let is_needed = incoming.references_to(&actor.id) > 0 || !actor.is_bare();
            match actor.id.made_of() {
                // A name that an existing mention already has adds nothing.
                Some(own) if is_needed => meeting.newcomer(actor, own),
                Some(_) => {}
                None => meeting.known(actor),
            }
        }
        meeting
    }

    /// An actor whose id comes from the file.
    fn known(&mut self, actor: &'a Rc<Actor>) {
        let current = self.current;
        match (current.actor(&actor.id), current.actor_called(&actor.name)) {
            (Some(known), _) if known == actor => {}
            (Some(_), _) => self.ops.push(Op::ReplaceActor(actor.clone())),
            // Two people marked the same person: one actor of that name, not two.
            (None, Some(namesake)) if actor.is_bare() => {
                self.known_as.insert(&actor.id, namesake.id.clone());
            }
            (None, _) => self.ops.push(Op::AddActor(actor.clone())),
        }
    }

    /// An actor without an id of its own: somebody existing, or else somebody new.
    fn newcomer(&mut self, actor: &'a Rc<Actor>, own: &str) {
        let id = match self.namesake(actor, own) {
            Some(known) => known.id.clone(),
            None => {
                let id = self.free(own);
                self.taken.insert(id.clone());
                let new = Actor { id: id.clone(), ..Actor::clone(actor) };
                self.ops.push(Op::AddActor(Rc::new(new)));
                id
            }
        };
        self.known_as.insert(&actor.id, id);
    }

    /// The existing actor with the same name or Wikidata id and no conflicting details.
    fn namesake(&self, actor: &Actor, own: &str) -> Option<&Rc<Actor>> {
        let same = self.current.actor(&own.into()).filter(|known| is_covered(actor, known));
        let called = || self.current.actor_called(&actor.name).filter(|it| is_covered(actor, it));
        let found = same.or_else(called);
        // A register may have two people of one name, and one person with two names.
        let others = || self.current.actors().find(|known| is_covered(actor, known));
        found.or_else(|| actor.wikidata.as_ref().and_then(|_| others()))
    }

    fn free(&self, own: &str) -> ActorId {
        let is_free = |id: &ActorId| self.current.actor(id).is_none() && !self.taken.contains(id);
        let others = (2..).map(|number| ActorId::from(format!("{own}~{number}").as_str()));
        let first = std::iter::once(ActorId::from(own));
        first.chain(others).find(is_free).unwrap_or_else(|| own.into())
    }
}

/// Whether an existing entry has everything an incoming one says.
fn is_covered(actor: &Actor, known: &Actor) -> bool {
    let is_same = match (&actor.wikidata, &known.wikidata) {
        (Some(own), Some(item)) => own == item,
        (Some(_), None) => false,
        (None, _) => Actor::key(&actor.name) == Actor::key(&known.name),
    };
    let said = |own: &str, there: &str| own.is_empty() || own == there;
    is_same
        && (actor.sort == ActorSort::default() || actor.sort == known.sort)
        && said(&actor.role, &known.role)
        && said(&actor.note, &known.note)
}

/// The details with the labels of both, and with what was rejected in either.
fn details(current: &AnnotationSet, incoming: &AnnotationSet) -> Option<Op> {
    let own = current.details();
    let details = Details {
        scheme: Rc::new(scheme(current, incoming)),
        rejected: Rejected::both(&own.rejected, &incoming.details().rejected),
        ..Details::clone(own)
    };
    (details != **own).then(|| Op::SetDetails(Rc::new(details)))
}

/// The article with the earlier versions of both, and with all annotations of those that both have, if there is
/// anything new.
fn versions(current: &AnnotationSet, incoming: &AnnotationSet) -> Option<Op> {
    let (own, theirs) = (current.article(), incoming.article());
    if own.text() != theirs.text() {
        return None;
    }
    let mut all: Vec<Rc<ArticleVersion>> = own.versions().to_vec();
    for version in theirs.versions().iter() {
        let text = version.article.text();
        match all.iter_mut().find(|known| known.article.text() == text) {
            Some(known) => *known = version_of_both(known, version),
            None => all.push(version.clone()),
        }
    }
    if all == **own.versions() {
        return None;
    }
    let all = order::by_key(all, |version| version.replaced);
    let article = Article::clone(own).with_versions(Rc::new(all));
    Some(Op::SetArticle(Rc::new(article.with_id(own.id().clone()))))
}

/// A version that both have, with the annotations of both: as [`merge`] does it with documents.
fn version_of_both(own: &Rc<ArticleVersion>, theirs: &ArticleVersion) -> Rc<ArticleVersion> {
    let (mut set, incoming) = (own.document(), theirs.document());
    let (transaction, report) = merge(&set, &incoming);
    if report.added + report.changed == 0 || set.apply(&transaction).is_err() {
        return own.clone();
    }
    let is_theirs = |change: &&WordingChange| transaction.annotations().any(|id| *id == change.id);
    let brought: Vec<&WordingChange> = theirs.changes.iter().filter(is_theirs).collect();
    let kept = own.changes.iter().filter(|own| brought.iter().all(|one| one.id != own.id));
    let changes = kept.chain(brought.iter().copied()).cloned().collect();
    Rc::new(ArticleVersion {
        title: own.title.clone(),
        published: own.published.clone(),
        source: own.source.clone(),
        ..ArticleVersion::of(&set, own.replaced, changes)
    })
}

/// A scheme with the labels of both.
fn scheme(current: &AnnotationSet, incoming: &AnnotationSet) -> Scheme {
    let used = Scheme { labels: only_used(current, incoming), ..Scheme::default() };
    current.details().scheme.with(&incoming.details().scheme).with(&used)
}

/// The labels that incoming annotations have and nobody knows.
pub fn only_used(current: &AnnotationSet, incoming: &AnnotationSet) -> Vec<SubLabel> {
    let theirs = incoming.iter().filter_map(|one| Some((one.kind(), one.label.as_ref()?)));
    let (known_here, known_there) = (&current.details().scheme, &incoming.details().scheme);
    let mut used: Vec<SubLabel> = Vec::new();
    let ours = |kind, name: &String| {
        current.iter().any(|one| one.kind() == kind && one.label.as_ref() == Some(name))
    };
    for (kind, name) in theirs {
        let known = used.iter().filter(|label| label.kind == kind);
        let known = known.chain(known_here.of(kind)).chain(known_there.of(kind));
        if !known.into_iter().any(|label| label.name == *name) && !ours(kind, name) {
            used.push(SubLabel { kind, name: name.clone(), hue: 0, key: None });
        }
    }
    used
}

/// Handles one incoming annotation.
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

/// The transaction that replaces all annotations by `annotations`.
pub fn exchange(current: &AnnotationSet, annotations: Vec<Rc<Annotation>>) -> Transaction {
    let removed: Vec<AnnotationId> = current.iter().map(|old| old.id.clone()).collect();
    let removals = removed.into_iter().map(Op::Remove);
    Transaction::new(removals.chain(annotations.into_iter().map(Op::Add)))
}
