//! Speakers and claimants as links from an annotation to the mention of a person, for formats with spans and
//! relations but no register. A mention is linked to one actor at most.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::loss::{forget_actor, rebuilt};
use super::statement::actor_of;
use crate::model::{
    Actor, ActorId, Annotation, AnnotationId, AnnotationSet, Article, Claimant, Detail, Details,
    Kind,
};

/// The name of the link from a quote.
pub const SPEAKER: &str = "speaker";
/// The name of the link from a claim.
pub const CLAIMANT: &str = "claimant";

/// The name of the link from an annotation of this kind; a mention has none.
pub fn relation(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Quote => Some(SPEAKER),
        Kind::Claim => Some(CLAIMANT),
        Kind::Person => None,
    }
}

/// Whether a relation of this name says who said something, from what was said: `speaker`, `spoken_by`.
pub fn is_link(name: &str) -> bool {
    const BY: [&str; 3] = ["saidby", "spokenby", "claimedby"];
    let letters: String = name.chars().filter(|sign| sign.is_alphabetic()).collect();
    let mut all = [SPEAKER, CLAIMANT].into_iter().chain(BY);
    all.any(|link| link.eq_ignore_ascii_case(&letters))
}

/// The links of a document: from each quote with a speaker and each claim with a claimant to the first
/// mention of that actor, if there is one. In text order.
pub fn links(set: &AnnotationSet) -> Vec<(AnnotationId, AnnotationId)> {
    let mut first: BTreeMap<&ActorId, &AnnotationId> = BTreeMap::new();
    for mention in set.iter().filter(|one| one.kind() == Kind::Person) {
        if let Some(actor) = mention.actor() {
            first.entry(actor).or_insert(&mention.id);
        }
    }
    let others = set.iter().filter(|one| one.kind() != Kind::Person);
    let linked = others.filter_map(|one| {
        let mention = first.get(one.actor()?)?;
        Some((one.id.clone(), (*mention).clone()))
    });
    linked.collect()
}

/// A document as links express it: an actor has the text of its first mention as a name, and exists only if a
/// quote or claim is linked to it. All other references to the register are dropped.
pub fn as_linked(set: &AnnotationSet) -> AnnotationSet {
    let annotations = set.iter().map(|one| {
        let mut one = Annotation::clone(one);
        forget_actor(&mut one);
        one
    });
    linked(set.article(), set.details(), annotations.collect(), &links(set))
}

/// A document made of annotations without actors, and links. Each mention that is linked to becomes an actor
/// named by its text. Links to something else are skipped.
pub fn linked(
    article: &Rc<Article>,
    details: &Details,
    mut annotations: Vec<Annotation>,
    links: &[(AnnotationId, AnnotationId)],
) -> AnnotationSet {
    let places: BTreeMap<AnnotationId, usize> =
        annotations.iter().enumerate().map(|(at, one)| (one.id.clone(), at)).collect();
    let mut actors: BTreeMap<ActorId, Actor> = BTreeMap::new();
    for (from, to) in links {
        let (Some(&from), Some(&to)) = (places.get(from), places.get(to)) else { continue };
        let Some(mention) = annotations.get(to).filter(|one| one.kind() == Kind::Person) else {
            continue;
        };
        let id = ActorId::made(&mention.id.0);
        let name = words(article, mention);
        if name.trim().is_empty() {
            continue;
        }
        actors.entry(id.clone()).or_insert_with(|| Actor::person(id.clone(), name));
        for at in [from, to] {
            if let Some(one) = annotations.get_mut(at) {
                refer_to(one, &id);
            }
        }
    }
    rebuilt(article.clone(), details.clone(), actors.into_values().collect(), annotations)
}

/// The text of an annotation; parts are joined by a space.
pub fn words(article: &Article, one: &Annotation) -> String {
    let parts: Vec<_> = one.spans.iter().map(|span| article.slice(*span)).collect();
    parts.join(" ")
}

/// The name of the actor of an annotation.
pub fn name_of<'a>(set: &'a AnnotationSet, one: &Annotation) -> Option<&'a str> {
    actor_of(set, one).map(|actor| actor.name.as_str())
}

/// Makes an annotation refer to this actor.
pub fn refer_to(one: &mut Annotation, to: &ActorId) {
    match &mut one.detail {
        Detail::Person { actor: id } | Detail::Quote { speaker: id, .. } => *id = Some(to.clone()),
        Detail::Claim { claimant, .. } => *claimant = Some(Claimant::Actor(to.clone())),
    }
}
