//! Where the names of people stand in the text, and which of those places are not marked. A name is looked for once
//! in a text, so that an edit costs no more in a long one (tests/native/unmarked.rs).

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::model::names::{Register, is_anybody, plain};
use crate::model::search::{Folded, NamesIn, Strict};
use crate::model::{
    ActorId, ActorSort, AnnotationSet, Article, Byte, Detail, Kind, TextRange, order,
};

use super::find_all::apart;
use super::lints::{Finding, Lint};

/// Where names stand in an article.
#[derive(Debug, Default)]
pub(in crate::session) struct NamePlaces {
    article: Option<Rc<Article>>,
    known: BTreeMap<String, Rc<[TextRange]>>,
}

/// The names by which a text knows people, by their ids.
type NamesOfPeople = BTreeMap<ActorId, Vec<String>>;

impl NamePlaces {
    /// A problem for each person who is marked in the text, and named in more places.
    pub fn findings(&mut self, set: &AnnotationSet) -> Vec<Finding> {
        let people = set.iter().filter(|one| one.kind() == Kind::Person);
        let marked: BTreeSet<ActorId> =
            order::gathered(people.filter_map(|one| one.actor().cloned()));
        let named = self.all_named(set);
        let found = named.names.keys().filter(|id| marked.contains(id) && named.is_left(id));
        found
            .map(|id| Finding {
                lint: Lint::Unmarked,
                annotation: None,
                actor: Some(id.clone()),
                other: None,
            })
            .collect()
    }

    /// The names that mean a person and nobody else, and the places with them that are marked as no person.
    pub fn named(&mut self, set: &AnnotationSet, id: &ActorId) -> (Vec<String>, Vec<TextRange>) {
        let named = self.all_named(set);
        (named.names.get(id).cloned().unwrap_or_default(), named.unmarked(id))
    }

    /// Everybody's names and their places: looked for once for a whole list.
    pub fn all_named(&mut self, set: &AnnotationSet) -> NamedPeople<'_> {
        let (names, longest) = self.look(set);
        NamedPeople { places: self, names, longest, people: Marked::people(set) }
    }

    /// Whether every name was looked for in this text, so that counting its places reads none of it.
    pub fn knows(&self, set: &AnnotationSet) -> bool {
        let is_known = |name: &String| self.known.contains_key(name) || is_anybody(name);
        self.are_of(set.article()) && names(set).values().flatten().all(is_known)
    }

    /// Whether names were looked for in this text.
    pub fn are_of(&self, article: &Rc<Article>) -> bool {
        self.article.as_ref().is_some_and(|known| Rc::ptr_eq(known, article))
    }

    /// The names of all people, and the longest at each place.
    #[inline(never)]
    fn look(&mut self, set: &AnnotationSet) -> (NamesOfPeople, LongestNames) {
        let is_person =
            |id: &ActorId| set.actor(id).is_some_and(|actor| actor.sort == ActorSort::Person);
        let mut names = names(set);
        names.values_mut().for_each(|own| own.retain(|name| !is_anybody(name)));
        self.learn(set.article(), names.values().flatten());
        let known = names.values().flatten().filter_map(|name| self.known.get(name));
        let longest = LongestNames::of(known.flat_map(|places| places.iter().copied()));
        // A name of an organisation hides those in it, too.
        names.retain(|id, _| is_person(id));
        drop_shared(set, &mut names);
        (names, longest)
    }

    /// Looks for the names that were not looked for in this text yet, all in one pass.
    fn learn<'a>(&mut self, article: &Rc<Article>, names: impl Iterator<Item = &'a String>) {
        if !self.are_of(article) {
            *self = Self { article: Some(article.clone()), known: BTreeMap::new() };
        }
        let new: BTreeSet<&String> =
            order::gathered(names.filter(|name| !self.known.contains_key(*name)));
        if new.is_empty() {
            return;
        }
        let new: Vec<&str> = new.into_iter().map(String::as_str).collect();
        let folded = Folded::new(article.text(), Strict { case: true, accents: true });
        let found = NamesIn::of(&new).find(article.text(), &folded);
        let text = article.text();
        let whole = |places: Vec<TextRange>| -> Rc<[TextRange]> {
            places.into_iter().filter(|place| !is_of_firm(text, *place)).collect()
        };
        let found = found.into_iter().map(whole);
        self.known.extend(new.into_iter().map(str::to_owned).zip(found));
    }

    /// The places of some names that are not part of a longer name, of whomever.
    fn places_of(&self, names: &[String], longest: &LongestNames) -> Vec<TextRange> {
        let known = names.iter().filter_map(|name| self.known.get(name));
        let places = known.flat_map(|places| places.iter().copied());
        apart(places.filter(|place| !longest.hides(*place)).collect())
    }
}

/// The names of a document's people, and where they stand.
pub(in crate::session) struct NamedPeople<'a> {
    places: &'a NamePlaces,
    names: NamesOfPeople,
    longest: LongestNames,
    people: Marked,
}

impl NamedPeople<'_> {
    /// The places that name somebody and are marked as no person, in text order.
    pub fn unmarked(&self, id: &ActorId) -> Vec<TextRange> {
        let own = self.names.get(id).map(Vec::as_slice).unwrap_or_default();
        let mut places = self.places.places_of(own, &self.longest);
        places.retain(|place| !self.people.touches(*place));
        places
    }

    /// Whether there is such a place.
    fn is_left(&self, id: &ActorId) -> bool {
        !self.unmarked(id).is_empty()
    }
}

/// Whether one word is part of a firm's name: "Castell & Sons".
fn is_of_firm(text: &str, place: TextRange) -> bool {
    let name = text.get(place.indices()).unwrap_or_default();
    let before = text.get(..place.start.index()).unwrap_or_default().trim_end();
    let after = text.get(place.end.index()..).unwrap_or_default().trim_start();
    !name.contains(' ') && (before.ends_with('&') || after.starts_with('&'))
}

/// The longest name that starts at each place, by place.
struct LongestNames(Vec<TextRange>);

impl LongestNames {
    fn of(places: impl Iterator<Item = TextRange>) -> Self {
        let mut longest: Vec<TextRange> = Vec::new();
        for place in order::by_number(places, |place| u64::from(place.start.0)) {
            match longest.last_mut().filter(|last| last.start == place.start) {
                Some(last) => last.end = last.end.max(place.end),
                None => longest.push(place),
            }
        }
        Self(longest)
    }

    fn hides(&self, place: TextRange) -> bool {
        /// Most bytes before a place at which a name that holds it starts.
        const BEFORE: u32 = 200;
        let from = Byte(place.start.0.saturating_sub(BEFORE));
        let first = self.0.partition_point(|name| name.start < from);
        let mut near = self.0.iter().skip(first).take_while(|name| name.start <= place.start);
        near.any(|name| name.end >= place.end && *name != place)
    }
}

/// The names of all people: see [`names_where`].
pub(in crate::session) fn names(set: &AnnotationSet) -> NamesOfPeople {
    names_where(set, &|_| true)
}

/// The names of one person: see [`names_where`].
pub(in crate::session) fn names_of(set: &AnnotationSet, id: &ActorId) -> Vec<String> {
    names_where(set, &|of| of == id).remove(id).unwrap_or_default()
}

/// The names of some people: their own, those in their mentions, and the surname if nobody else has it.
fn names_where(set: &AnnotationSet, wanted: &dyn Fn(&ActorId) -> bool) -> NamesOfPeople {
    let mut names: NamesOfPeople = BTreeMap::new();
    // However often somebody is named, few of the names differ.
    let mut add = |id: &ActorId, name: &str| {
        let own = names.entry(id.clone()).or_default();
        if !name.is_empty() && own.iter().all(|known| known != name) {
            own.push(name.to_owned());
        }
    };
    for actor in set.actors().filter(|actor| wanted(&actor.id)) {
        add(&actor.id, &actor.name);
    }
    for one in set.iter() {
        if let (Detail::Person { actor: Some(of) }, [span]) = (&one.detail, &*one.spans)
            && wanted(of)
            && set.actor(of).is_some()
        {
            add(of, plain(set.article().slice(*span)));
        }
    }
    let register = Register::of(set.actors().map(AsRef::as_ref));
    // Each surname once: hundreds may share it.
    let mut owners: BTreeMap<&str, Option<&ActorId>> = BTreeMap::new();
    let owner = |name| register.find(name).map(|(found, _)| found);
    for actor in set.actors().filter(|actor| wanted(&actor.id)) {
        if let Some(name) = actor.name.split_whitespace().next_back()
            && *owners.entry(name).or_insert_with(|| owner(name)) == Some(&actor.id)
        {
            add(&actor.id, name);
        }
    }
    names
}

/// Leaves out what may mean somebody else: a name of two people, and a single word from a mention that is
/// another's surname.
fn drop_shared(set: &AnnotationSet, names: &mut NamesOfPeople) {
    // Nobody in particular bears the name of two people.
    let mut bearers: BTreeMap<&str, Option<&ActorId>> = BTreeMap::new();
    for (id, own) in &*names {
        let surname = set.actor(id).and_then(|actor| actor.name.split_whitespace().next_back());
        for name in own.iter().map(String::as_str).chain(surname) {
            let bearer = bearers.entry(name).or_insert(Some(id));
            *bearer = bearer.filter(|first| *first == id);
        }
    }
    let shared = bearers.into_iter().filter(|(_, bearer)| bearer.is_none());
    let shared: Vec<String> = shared.map(|(name, _)| name.to_owned()).collect();
    for (id, own) in names {
        let full = set.actor(id).map(|actor| actor.name.as_str());
        own.retain(|name| {
            let is_shared = shared.binary_search(name).is_ok();
            !is_shared || full == Some(name.as_str()) && !name.contains(char::is_whitespace)
        });
    }
}

/// The stretches of a text that annotations of one kind cover, in order and apart.
struct Marked(Vec<TextRange>);

impl Marked {
    fn people(set: &AnnotationSet) -> Self {
        let people = set.iter().filter(|one| one.kind() == Kind::Person);
        let spans = people.flat_map(|one| one.spans.iter().copied());
        let mut joined: Vec<TextRange> = Vec::new();
        for span in order::by_key(spans, |span| span.start) {
            match joined.last_mut().filter(|last| span.start <= last.end) {
                Some(last) => last.end = last.end.max(span.end),
                None => joined.push(span),
            }
        }
        Self(joined)
    }

    fn touches(&self, range: TextRange) -> bool {
        let next = self.0.partition_point(|span| span.end <= range.start);
        self.0.get(next).is_some_and(|span| span.start < range.end)
    }
}

/// Most bytes of a text in which nobody asked for the names: looking for a new one passes through all of it.
pub(in crate::session) const LONGEST_UNASKED: Byte = Byte(200_000);
