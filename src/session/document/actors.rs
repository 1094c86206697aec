//! The register of people, as the People panel lists it.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::model::names::alike;
use crate::model::{
    Actor, ActorId, Annotation, AnnotationId, AnnotationSet, Byte, Kind, TextRange, order,
};
use crate::session::error::SessionError;

use super::excerpt::{around, excerpt};

pub(in crate::session) type Result<T> = std::result::Result<T, SessionError>;

/// The actions of the People panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum People {
    /// Open one entry of the list, or close it.
    Pick(Option<ActorId>),
    /// Add an actor by name.
    Enter(String),
    /// Replace what is known of an actor.
    Change(Actor),
    /// Merge two entries: everything about the first is now about the second.
    Merge {
        /// The entry to delete.
        from: ActorId,
        /// The entry to keep.
        into: ActorId,
    },
    /// Move some annotations from one actor to another.
    Split {
        /// The actor they are about now.
        from: ActorId,
        /// Which.
        annotations: Vec<AnnotationId>,
        /// The name of the other actor, added if nobody has it.
        name: String,
    },
    /// Delete an actor; its annotations stay, without an actor.
    Remove(ActorId),
    /// Highlight everything about an actor in the text.
    Light(ActorId),
}

/// An entry of the register as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The entry.
    pub actor: Rc<Actor>,
    /// The number of annotations of each kind about them, by [`Kind::index`].
    pub counts: [usize; 3],
    /// Where these annotations lie, for the line of the article beside the name.
    pub places: Vec<PersonPlace>,
    /// The first of these annotations in the text.
    pub first: Option<AnnotationId>,
    /// Somebody whose name contains theirs: perhaps the same person.
    pub alike: Option<(ActorId, String)>,
    /// The annotations about them, in text order, at most [`Person::SHOWN`]; for the open entry alone.
    pub about: Vec<(AnnotationId, Kind, String)>,
}

/// Where an annotation lies, in thousandths of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PersonPlace {
    /// Its kind.
    pub kind: Kind,
    /// Where the span starts.
    pub start: u32,
    /// How far it runs.
    pub length: u32,
}

/// A person in short: what the pointer on a mention, or the focus on its card, shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonPreview {
    /// The entry.
    pub actor: Rc<Actor>,
    /// The number of annotations of each kind about them, by [`Kind::index`].
    pub counts: [usize; 3],
    /// The first quote of theirs in the text, shortened.
    pub quote: Option<String>,
}

/// Somebody in short.
pub(in crate::session) fn preview(set: &AnnotationSet, id: &ActorId) -> Option<PersonPreview> {
    let actor = set.actor(id)?.clone();
    let (mut counts, mut first) = ([0; 3], None);
    for one in set.iter().filter(|one| one.actor() == Some(id)) {
        counts[one.kind().index()] += 1;
        if one.kind() == Kind::Quote && first.is_none() {
            first = Some(one);
        }
    }
    Some(PersonPreview { actor, counts, quote: first.map(|one| excerpt(set, one)) })
}

/// All actors in the order in which they appear in the text; those who do not appear come last.
pub fn people(set: &AnnotationSet, open: Option<&ActorId>) -> Vec<Rc<Person>> {
    let mut seen: BTreeMap<&ActorId, Seen<'_>> = BTreeMap::new();
    for (place, one) in set.iter().enumerate() {
        if let Some(actor) = one.actor() {
            let new = || Seen { counts: [0; 3], place, first: &one.id, places: Vec::new() };
            let entry = seen.entry(actor).or_insert_with(new);
            entry.counts[one.kind().index()] += 1;
            entry.places.extend(places(set, one));
        }
    }
    let alike = alike(set.actors().map(AsRef::as_ref));
    // Two of one name are told at both, the longer form of two only at the shorter.
    let name = |id: &ActorId| set.actor(id).map(|actor| Actor::key(&actor.name));
    let same = alike.iter().filter(|(one, other)| name(one) == name(other));
    let back = same.map(|(one, other)| (other.clone(), one.clone()));
    let back: BTreeMap<ActorId, ActorId> = order::gathered(back);
    let alike: BTreeMap<ActorId, ActorId> = order::gathered(alike.iter().cloned());
    let place = |actor: &&Rc<Actor>| seen.get(&actor.id).map_or(usize::MAX, |entry| entry.place);
    let everybody = order::by_key(set.actors(), place);
    everybody
        .into_iter()
        .map(|actor| {
            let entry = seen.remove(&actor.id);
            let other = alike.get(&actor.id).or_else(|| back.get(&actor.id));
            let other = other.and_then(|id| set.actor(id));
            Rc::new(Person {
                actor: actor.clone(),
                counts: entry.as_ref().map_or([0; 3], |entry| entry.counts),
                first: entry.as_ref().map(|entry| entry.first.clone()),
                places: entry.map_or_else(Vec::new, |entry| entry.places),
                alike: other.map(|other| (other.id.clone(), other.name.clone())),
                about: open
                    .filter(|open| **open == actor.id)
                    .map_or_else(Vec::new, |id| of(set, id)),
            })
        })
        .collect()
}

/// What the annotations about an actor have shown so far.
struct Seen<'a> {
    counts: [usize; 3],
    /// The place of the first among all annotations.
    place: usize,
    first: &'a AnnotationId,
    places: Vec<PersonPlace>,
}

/// The places of an annotation's spans.
fn places<'a>(
    set: &'a AnnotationSet,
    one: &'a Annotation,
) -> impl Iterator<Item = PersonPlace> + 'a {
    let all = set.article().text().len().max(1);
    let share = move |byte: usize| u32::try_from(byte * 1000 / all).unwrap_or(1000);
    one.spans.iter().map(move |span| {
        let (start, end) = (share(span.start.index()), share(span.end.index()));
        PersonPlace { kind: one.kind(), start, length: end - start }
    })
}

/// An entry with its annotations.
pub(in crate::session) fn of(
    set: &AnnotationSet,
    id: &ActorId,
) -> Vec<(AnnotationId, Kind, String)> {
    let about = set.iter().filter(|one| one.actor() == Some(id)).take(Person::SHOWN);
    about.map(|one| (one.id.clone(), one.kind(), in_context(set, one))).collect()
}

/// The text of an annotation, with context for a mention, because a name alone does not tell who is meant.
fn in_context(set: &AnnotationSet, one: &Annotation) -> String {
    let words = excerpt(set, one);
    if one.kind() != Kind::Person {
        return words;
    }
    let text = set.article().text();
    let whole = TextRange { start: Byte::at(0), end: Byte::at(text.len()) };
    let beside = around(text, whole, TextRange { start: one.start(), end: one.end() });
    [beside.before, words, beside.after].concat()
}

/// What [`wikidata`] takes, as a pattern of HTML.
pub const WIKIDATA_PATTERN: &str = r"\s*(.*[\/:])?[Qq][1-9][0-9]{0,11}\s*";

/// The id of a Wikidata item, from itself or from the address of its page.
pub fn wikidata(text: &str) -> Option<String> {
    let id = text.trim().rsplit(['/', ':']).next()?.to_ascii_uppercase();
    let number = id.strip_prefix('Q')?;
    let is_number = !number.is_empty() && number.len() <= 12 && !number.starts_with('0');
    (is_number && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(id)
}

pub(in crate::session) fn joined(one: &str, other: &str) -> String {
    match (one.is_empty(), other.is_empty()) {
        (false, false) => format!("{one}\n{other}"),
        (true, _) => other.to_owned(),
        (_, true) => one.to_owned(),
    }
}

impl Person {
    /// Most annotations shown about an actor.
    pub const SHOWN: usize = 200;

    /// The number of annotations of a kind about them.
    pub fn count(&self, kind: Kind) -> usize {
        self.counts[kind.index()]
    }
}
