//! Surnames with "Mr" or "Mrs" that mean nobody whom the text or the register names in full: beside Carlos Ruiz,
//! "Mrs Ruiz" is somebody else, and is suggested by that name (tests/suggest/titled.rs).

use std::collections::{BTreeMap, BTreeSet};

use super::gender::Gender;
use super::models::Bearers;
use super::senses::{Sense, WordSenses};
use super::speakers::plain;
use super::{SuggestedSpeaker, Suggestion};
use crate::model::actor::ActorSort;
use crate::model::annotation::Kind;
use crate::model::set::AnnotationSet;
use crate::model::text::TextRange;

/// Names those apart who share no more than a surname with somebody named in full.
pub(super) fn tell_apart(
    set: &AnnotationSet,
    list: &mut [Suggestion],
    given: &dyn Fn(&str) -> Option<Bearers>,
) {
    let text = set.article().text();
    let titles = Titles { text, senses: WordSenses::english() };
    let mut titled: BTreeMap<String, BTreeMap<Gender, String>> = BTreeMap::new();
    for place in list.iter().flat_map(mentions) {
        if let Some((gender, name)) = titles.before(place) {
            let of = titled.entry(titles.surname(place)).or_default();
            of.entry(gender).or_insert(name);
        }
    }
    if titled.is_empty() {
        return;
    }
    let named = list.iter().filter(|one| one.kind == Kind::Person).flat_map(|one| &one.spans);
    let named = named.filter_map(|span| text.get(span.indices()));
    let known = set.actors().filter(|actor| actor.sort == ActorSort::Person);
    let mut full: BTreeMap<String, BTreeSet<Gender>> = BTreeMap::new();
    for name in named.chain(known.map(|actor| actor.name.as_str())) {
        let mut words = name.split_whitespace();
        if let (Some(first), Some(last)) = (words.next(), words.next_back()) {
            let gender = titles.gender(first).or(Gender::of_bearers(given(first)));
            full.entry(last.to_lowercase()).or_default().insert(gender);
        }
    }
    // Left are those who agree with nobody, or who are two.
    titled.retain(|surname, of| {
        let of_name = full.get(surname).cloned().unwrap_or_default();
        let two = of.len() > 1;
        of.retain(|gender, _| {
            let agrees = of_name.iter().any(|other| other.agrees(*gender));
            !agrees && (two || !of_name.is_empty())
        });
        !of.is_empty()
    });
    for one in list {
        let place = one.spans.first().copied().filter(|_| one.kind == Kind::Person);
        if let Some(place) = place {
            let name = titled.get(&titles.surname(place));
            let own = titles.before(place).map(|(gender, _)| gender);
            let name = name.and_then(|of| meant(of, own));
            one.speaker = name.map(|name| SuggestedSpeaker { name: name.clone(), mention: None });
        } else if let Some(speaker) = &mut one.speaker {
            let beside = speaker.mention.and_then(|place| {
                let pronoun = text.get(place.indices()).map(|word| titles.gender(word));
                let title = titles.before(place).map(|(gender, _)| gender);
                title.or(pronoun.filter(|gender| *gender != Gender::Unknown))
            });
            let name = titled.get(&speaker.name.to_lowercase());
            if let Some(name) = name.and_then(|of| meant(of, beside)) {
                speaker.name.clone_from(name);
            }
        }
    }
}

/// Whom a surname means, by the gender if something beside it tells.
fn meant(of: &BTreeMap<Gender, String>, gender: Option<Gender>) -> Option<&String> {
    match gender {
        Some(gender) => of.get(&gender),
        None => of.values().next().filter(|_| of.len() == 1),
    }
}

/// The places where a suggestion mentions somebody.
fn mentions(one: &Suggestion) -> Vec<TextRange> {
    match (&one.speaker, one.kind) {
        (_, Kind::Person) => one.spans.clone(),
        (Some(speaker), _) => speaker.mention.into_iter().collect(),
        (None, _) => Vec::new(),
    }
}

struct Titles<'a> {
    text: &'a str,
    senses: &'static WordSenses,
}

impl Titles<'_> {
    /// The title before a surname as it tells the gender, and both as a name: "Mrs. Ruiz".
    fn before(&self, place: TextRange) -> Option<(Gender, String)> {
        let surname = self.text.get(place.indices())?;
        if surname.contains(char::is_whitespace) || !surname.starts_with(char::is_uppercase) {
            return None;
        }
        let head = self.text.get(..place.start.index())?.trim_end();
        let bare = head.trim_end_matches('.');
        let title = bare.rsplit(|c: char| !c.is_alphabetic()).next()?;
        let gender = self.gender(title);
        if !title.starts_with(char::is_uppercase) {
            return None;
        }
        let name = plain(self.text.get(bare.len() - title.len()..place.end.index())?);
        (gender != Gender::Unknown).then_some((gender, name))
    }

    fn surname(&self, place: TextRange) -> String {
        self.text.get(place.indices()).unwrap_or_default().to_lowercase()
    }

    /// What a title, or a pronoun, says.
    fn gender(&self, word: &str) -> Gender {
        let sense = self.senses.sense(word);
        let man = sense.is(Sense::MAN.or(Sense::HE));
        let woman = sense.is(Sense::WOMAN.or(Sense::SHE));
        Gender::told(man, woman)
    }
}
