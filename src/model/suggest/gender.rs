//! Whether a person is a man or a woman, as far as words, titles and given names tell (tests/suggest/speakers.rs).

use std::ops::Range;

use super::cast::Cast;
use super::mentions::{Mention, MentionSort};
use super::models::Bearers;
use super::sensed::Sensed;
use super::senses::Sense;

/// What pronoun a person takes, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
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
        Self::told(man, woman)
    }

    /// By what speaks for a man and for a woman.
    pub fn told(man: bool, woman: bool) -> Self {
        match (man, woman) {
            (true, false) => Self::Man,
            (false, true) => Self::Woman,
            _ => Self::Unknown,
        }
    }

    /// By who bears a given name.
    pub fn of_bearers(bearers: Option<Bearers>) -> Self {
        Self::told(bearers == Some(Bearers::Men), bearers == Some(Bearers::Women))
    }

    /// The first that is known.
    pub fn or(self, other: Self) -> Self {
        if self == Self::Unknown { other } else { self }
    }
}

impl Cast {
    /// Genders by given names, and otherwise by the pronouns that follow.
    pub(super) fn genders(
        &mut self,
        sensed: &Sensed<'_>,
        mentions: &[Mention],
        given: &dyn Fn(&str) -> Option<Bearers>,
    ) {
        for member in &mut self.members {
            let is_full = member.name.trim().contains(char::is_whitespace);
            let by_name = bearers(&member.name, given);
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
pub(super) fn gender_before(sensed: &Sensed<'_>, mut tokens: Range<usize>) -> Gender {
    let noun = tokens.rfind(|token| sensed.is(*token, Sense::MAN.or(Sense::WOMAN)));
    noun.map_or(Gender::Unknown, |token| Gender::of(sensed, token))
}

/// What the given name of a full name says of the gender.
pub(super) fn bearers(name: &str, given: &dyn Fn(&str) -> Option<Bearers>) -> Gender {
    // Of "Quarterback Jalen Cross" the second word.
    // Of "Marie-Ève" the first part.
    let part = |word: &str| word.split_once('-').and_then(|(first, _)| given(first));
    let known = |word: &str| Gender::of_bearers(given(word).or_else(|| part(word)));
    let mut words = name.split_whitespace().map(known);
    let full = name.split_whitespace().count() > 2;
    let first = words.next().unwrap_or_default();
    first.or(words.next().filter(|_| full).unwrap_or_default())
}
