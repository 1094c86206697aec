//! The people of a text: which names are one person, whether a man or a woman, and by which roles the text
//! refers to them (tests/suggest/speakers.rs).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::mentions::{Mention, MentionSort};
use super::models::Bearers;
use super::sensed::Sensed;
use super::senses::Sense;
use super::speakers::plain;
use crate::model::names::{Match, Name};

/// Everybody a text names.
#[derive(Debug, Default)]
pub(super) struct Cast {
    /// In the order of their first mention.
    pub members: Vec<Member>,
    /// The member of each mention, by its number; `None` if it names no person.
    of_mention: Vec<Option<usize>>,
    by_word: BTreeMap<String, Vec<usize>>,
}

/// A person of a text.
#[derive(Debug)]
pub(super) struct Member {
    /// The fullest name.
    pub name: String,
    forms: Vec<Name>,
    /// What is known of the gender.
    pub gender: Gender,
    /// Nouns by which the text can mean them, in lower case: "minister".
    pub roles: BTreeSet<String>,
    /// The token of the last mention read.
    last: usize,
    /// The number of mentions.
    count: u16,
}

impl Member {
    /// What speaks for somebody who is named often: 0 for once, and not much for a hero.
    pub fn weight(&self) -> f32 {
        0.3 * f32::from(self.count.max(1)).ln()
    }
}

/// What pronoun a person takes, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Gender {
    /// "He".
    Man,
    /// "She".
    Woman,
    /// Nothing says.
    #[default]
    Unknown,
}

impl Gender {
    /// Whether both can be one person.
    pub fn agrees(self, other: Self) -> bool {
        self == other || self == Self::Unknown || other == Self::Unknown
    }

    /// By what a word says.
    pub fn of(sensed: &Sensed<'_>, token: usize) -> Self {
        let man = sensed.is(token, Sense::MAN.or(Sense::HE));
        let woman = sensed.is(token, Sense::WOMAN.or(Sense::SHE));
        match (man, woman) {
            (true, false) => Self::Man,
            (false, true) => Self::Woman,
            _ => Self::Unknown,
        }
    }

    fn or(self, other: Self) -> Self {
        if self == Self::Unknown { other } else { self }
    }
}

/// Farthest a role is searched for after a name: "Nunzio Galantino, the secretary general".
const APPOSITION: usize = 8;

/// Most people of one name that a short form is compared with, the latest first.
const NAMESAKES: usize = 32;

/// Most forms of one name that are remembered.
const FORMS: usize = 6;

impl Cast {
    /// The cast of a text. `addressed` are the names inside quotations, in order.
    pub fn of(
        sensed: &Sensed<'_>,
        mentions: &[Mention],
        addressed: &[Range<usize>],
        given: &dyn Fn(&str) -> Option<Bearers>,
    ) -> Self {
        let mut cast = Self { of_mention: vec![None; mentions.len()], ..Self::default() };
        let named = mentions.iter().enumerate().filter_map(|(number, mention)| {
            let MentionSort::Person(name) = &mention.sort else { return None };
            Some((Some(number), mention.tokens.start, name.clone()))
        });
        let called = addressed.iter().map(|name| (None, name.start, name.clone()));
        let mut names: Vec<(Option<usize>, usize, Range<usize>)> = named.chain(called).collect();
        names.sort_by_key(|(_, _, name)| name.start);
        // Full names first: "Holmes" may stand before "Sherlock Holmes".
        for is_short in [false, true] {
            for (number, start, name) in &names {
                if (name.len() == 1) != is_short {
                    continue;
                }
                let gender = gender_before(sensed, *start..name.start);
                let member = cast.enter(sensed.text(name.clone()), gender, name.start);
                if let Some(slot) = number.and_then(|number| cast.of_mention.get_mut(number)) {
                    *slot = Some(member);
                }
                cast.describe(sensed, *start, name, member);
            }
        }
        cast.genders(sensed, mentions, given);
        cast
    }

    /// The member that a mention names.
    pub fn member(&self, mention: usize) -> Option<usize> {
        self.of_mention.get(mention).copied().flatten()
    }

    /// The member that a name means, if it is one of the cast.
    pub fn called(&self, name: &str) -> Option<usize> {
        self.find(&Name::of(name), name, Gender::Unknown).map(|(member, _)| member)
    }

    /// The member of a name; a new one if it is nobody's yet.
    fn enter(&mut self, text: &str, gender: Gender, place: usize) -> usize {
        let text = &*plain(text);
        let name = Name::of(text);
        let found = self.find(&name, text, gender);
        let number = found.map_or(self.members.len(), |(number, _)| number);
        if found.is_none() {
            self.members.push(Member {
                name: text.to_owned(),
                forms: Vec::new(),
                gender,
                roles: BTreeSet::new(),
                last: place,
                count: 0,
            });
        }
        let Some(member) = self.members.get_mut(number) else { return number };
        if matches!(found, Some((_, Match::Fuller))) {
            text.clone_into(&mut member.name);
        }
        member.last = place;
        member.count = member.count.saturating_add(1);
        member.gender = member.gender.or(gender);
        if !member.forms.contains(&name) && member.forms.len() < FORMS {
            member.forms.push(name);
            for word in ends(text) {
                let numbers = self.by_word.entry(word).or_default();
                if numbers.last() != Some(&number) {
                    numbers.push(number);
                }
            }
        }
        number
    }

    /// The latest member that a name can mean, and how the names relate.
    fn find(&self, name: &Name, text: &str, gender: Gender) -> Option<(usize, Match)> {
        let given = ends(text).next().filter(|_| !text.trim().contains(char::is_whitespace));
        let mut best: Option<(usize, Match, (bool, usize))> = None;
        for word in ends(text) {
            let numbers = self.by_word.get(&word).map(Vec::as_slice).unwrap_or_default();
            for number in numbers.iter().rev().take(NAMESAKES) {
                let Some(member) = self.members.get(*number) else { continue };
                let relation = member.forms.iter().find_map(|form| name.meets(form));
                let first = || ends(&member.name).next();
                let relation = relation
                    .or_else(|| (given.is_some() && given == first()).then_some(Match::Shorter));
                let Some(relation) = relation.filter(|_| member.gender.agrees(gender)) else {
                    continue;
                };
                let rank = (relation == Match::Same, member.last);
                if best.is_none_or(|(_, _, known)| rank > known) {
                    best = Some((*number, relation, rank));
                }
            }
        }
        best.map(|(number, relation, _)| (number, relation))
    }

    /// The roles that stand beside a name.
    fn describe(&mut self, sensed: &Sensed<'_>, start: usize, name: &Range<usize>, member: usize) {
        let roles = Sense::ROLE.or(Sense::MAN).or(Sense::WOMAN);
        let after = if sensed.has(name.end, ",") { apposition(sensed, name.end + 1) } else { 0..0 };
        let found = (start..name.start).chain(after.clone()).filter(|at| sensed.is(*at, roles));
        let words: Vec<String> = found.map(|at| sensed.word(at).to_lowercase()).collect();
        let gender = gender_before(sensed, after);
        if let Some(member) = self.members.get_mut(member) {
            member.roles.extend(words);
            member.gender = member.gender.or(gender);
        }
    }

    /// Genders by given names, and otherwise by the pronouns that follow.
    fn genders(
        &mut self,
        sensed: &Sensed<'_>,
        mentions: &[Mention],
        given: &dyn Fn(&str) -> Option<Bearers>,
    ) {
        for member in &mut self.members {
            let first = member.name.split_whitespace().next().unwrap_or_default();
            let is_full = member.name.trim().contains(char::is_whitespace);
            let by_name = match given(first) {
                Some(Bearers::Men) => Gender::Man,
                Some(Bearers::Women) => Gender::Woman,
                _ => Gender::Unknown,
            };
            if is_full || member.gender == Gender::Unknown {
                member.gender = member.gender.or(by_name);
            }
        }
        let mut votes = vec![0_i32; self.members.len()];
        let mut last: Option<(usize, usize)> = None;
        for (number, mention) in mentions.iter().enumerate() {
            let sentence = sensed.sentence_number(mention.tokens.start);
            if let Some(member) = self.member(number) {
                // Two people in one sentence: the pronoun may mean either.
                let alone = last.is_none_or(|(other, at)| other == member || at < sentence);
                last = alone.then_some((member, sentence));
            } else if let (MentionSort::Pronoun, Some((member, at))) = (&mention.sort, last)
                && sentence <= at + 1
                && let Some(vote) = votes.get_mut(member)
            {
                match Gender::of(sensed, mention.tokens.start) {
                    Gender::Man => *vote += 1,
                    Gender::Woman => *vote -= 1,
                    Gender::Unknown => {}
                }
            }
        }
        for (member, vote) in self.members.iter_mut().zip(votes) {
            let by_pronouns = match vote {
                1.. => Gender::Man,
                0 => Gender::Unknown,
                _ => Gender::Woman,
            };
            member.gender = member.gender.or(by_pronouns);
        }
    }
}

/// What the titles and roles beside a name say of the gender; "his lawyer" is no man for that.
fn gender_before(sensed: &Sensed<'_>, mut tokens: Range<usize>) -> Gender {
    let noun = tokens.rfind(|token| sensed.is(*token, Sense::MAN.or(Sense::WOMAN)));
    noun.map_or(Gender::Unknown, |token| Gender::of(sensed, token))
}

/// The words of an apposition that begins with a token: up to the next sign.
fn apposition(sensed: &Sensed<'_>, start: usize) -> Range<usize> {
    let near = (start..sensed.len().min(start + APPOSITION)).take_while(|at| {
        sensed.is(*at, Sense::WORD)
            && !sensed.is(*at, Sense::SUBJECT.or(Sense::SAYS).or(Sense::CONJUNCTION))
    });
    start..near.last().map_or(start, |last| last + 1)
}

/// The first and the last word of a name, in lower case and without signs around them.
fn ends(name: &str) -> impl Iterator<Item = String> {
    let mut words = name.split_whitespace();
    let (first, last) = (words.next(), words.next_back());
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    first.into_iter().chain(last).map(plain)
}
