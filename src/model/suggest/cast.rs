//! The people of a text: which names are one person, whether a man or a woman, and by which roles the text
//! refers to them (tests/suggest/speakers.rs).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::complement::with_complement;
use super::gender::{Gender, bearers, gender_before};
use super::known_as::{role, roles_of_title};
use super::mentions::{Mention, MentionSort, is_named_next};
use super::models::Bearers;
use super::name_parts::{
    apposition, ends, first_surname, is_particle, is_relative, is_titled, office_before,
};
use super::sensed::Sensed;
use super::senses::Sense;
use super::speakers::plain;
use super::turns::TurnStyle;
use crate::model::names::{Match, Name};

/// Everybody a text names.
#[derive(Debug, Default)]
pub(super) struct Cast {
    /// In the order of their first mention.
    pub members: Vec<Member>,
    /// The member of each mention, by its number; `None` if it names no person.
    of_mention: Vec<Option<usize>>,
    by_word: BTreeMap<String, Vec<usize>>,
    /// Of names of three words those in the middle, which may be the surname: "Salcedo" of "Rodrigo Salcedo Paz".
    by_middle: BTreeMap<String, BTreeSet<usize>>,
    /// Whether the text is a conversation rather than a report.
    is_story: bool,
    /// Who has each role, by the token of the first mention.
    pub by_role: BTreeMap<String, Vec<(usize, usize)>>,
}

/// A person of a text.
#[derive(Debug, Default)]
pub(super) struct Member {
    /// The fullest name; of several full ones, the commonest.
    pub name: String,
    /// Whether nobody names this person: "the parson".
    pub described: bool,
    /// Whether only as somebody else's: "his mother".
    pub is_kin: bool,
    /// The names that the text has for them, and how often each stands there.
    forms: Vec<(Name, String, u16)>,
    /// What is known of the gender.
    pub gender: Gender,
    /// Nouns by which the text can mean them, in lower case: "minister".
    pub roles: BTreeSet<String>,
    /// Nouns that only a title before the name tells: "senator" of "Sen. Ruiz".
    pub titles: BTreeSet<String>,
    /// The noun of the first description.
    noun: usize,
    /// Whether the text names them first as somebody else's: "his brother, Tom Hall".
    is_relative: bool,
    /// The token of the first mention, and those of the full names, in order.
    pub first: usize,
    named: Vec<usize>,
    /// The token of the last mention that was read.
    last: usize,
    /// The number of mentions.
    count: u16,
}

impl Member {
    /// Somebody whom the text describes, first by this phrase.
    pub fn described(sensed: &Sensed<'_>, phrase: &Range<usize>) -> Self {
        let (place, noun) = (phrase.start, phrase.end.saturating_sub(1));
        let is_kin = sensed.is(place, Sense::HE.or(Sense::SHE).or(Sense::THEY));
        let roles = BTreeSet::from([role(sensed.word(noun))]);
        Self {
            name: plain(sensed.text(with_complement(sensed, phrase))),
            described: true,
            is_kin,
            gender: Gender::of(sensed, noun),
            roles,
            noun,
            first: place,
            last: place,
            ..Self::default()
        }
    }

    /// Of the names with most words up to three, the commonest; of equals the first.
    fn choose_name(&mut self) {
        let size = |name: &str| {
            // "Te Aika" is a surname alone.
            let surname = name.split_whitespace().next().is_some_and(is_particle);
            (name.split_whitespace().count() - usize::from(surname)).min(2)
        };
        let most = self.forms.iter().map(|(_, name, _)| size(name)).max().unwrap_or_default();
        let full = self.forms.iter().filter(|(_, name, _)| size(name) == most);
        let common = full.reduce(|best, one| if one.2 > best.2 { one } else { best });
        if let Some((_, name, _)) = common {
            self.name.clone_from(name);
        }
    }

    /// The last mention before a place.
    fn last_before(&self, place: usize) -> Option<usize> {
        let named = self.named.partition_point(|at| *at < place);
        let named = named.checked_sub(1).and_then(|at| self.named.get(at)).copied();
        named.max(Some(self.last).filter(|last| *last < place))
    }

    /// Whether only words like "the man" describe them.
    pub fn is_anybody(&self, sensed: &Sensed<'_>) -> bool {
        sensed.is(self.noun, Sense::ANYBODY)
    }

    /// Whether the text has met this person more than once, or by name.
    pub fn is_known(&self) -> bool {
        !self.described || self.count > 1
    }

    /// What speaks for somebody who is named often: 0 for once, and not much for a hero.
    pub fn weight(&self) -> f32 {
        0.3 * f32::from(self.count.max(1)).ln()
    }
}

/// Where a name stands.
#[derive(Debug, Clone, Copy)]
struct NamePlace {
    /// Its first token.
    token: usize,
    /// Whether it is one word.
    is_short: bool,
    /// Whether it has "Mr", "Mrs" or the like.
    titled: bool,
    /// Whether another title or a role stands before it.
    led: bool,
}

/// How near somebody is to a name that can mean them: whether it is the same name, they are no relative and known
/// by then, the last mention before, and otherwise the first behind.
type Nearness = (bool, bool, Option<usize>, Reverse<usize>);

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
        style: TurnStyle,
        given: &dyn Fn(&str) -> Option<Bearers>,
    ) -> Self {
        let is_story = style == TurnStyle::Dialogue;
        let of_mention = vec![None; mentions.len()];
        let mut cast = Self { of_mention, is_story, ..Self::default() };
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
                // "Madame Duval" has the title inside the name.
                let inner = usize::from(name.len() > 1);
                let gender = gender_before(sensed, *start..name.start + inner);
                let titled = is_short && is_titled(sensed, name.start);
                let text = plain(sensed.text(name.clone()));
                let gender = if is_short { gender } else { gender.or(bearers(&text, given)) };
                let led = *start < name.start;
                let place = NamePlace { token: name.start, is_short, titled, led };
                let known = cast.members.len();
                let member = cast.enter(&text, gender, place);
                if let Some(middle) = first_surname(&text).filter(|word| given(word).is_none()) {
                    cast.by_middle.entry(middle).or_default().insert(member);
                }
                if let Some(new) = cast.members.get_mut(known) {
                    let before = number.and_then(|number| number.checked_sub(1));
                    let before = before.filter(|at| is_named_next(sensed, mentions, *at));
                    let before = before.and_then(|at| mentions.get(at));
                    let phrase = before.map_or(*start..name.start, |one| one.tokens.clone());
                    new.is_relative = is_relative(sensed, phrase);
                }
                if let Some(slot) = number.and_then(|number| cast.of_mention.get_mut(number)) {
                    *slot = Some(member);
                }
                cast.describe(sensed, *start, name, member);
                // "The minister, Ana Ruiz, said"
                let before = number.and_then(|number| number.checked_sub(1));
                let before = before.filter(|at| is_named_next(sensed, mentions, *at));
                if let Some(mention) = before.and_then(|at| mentions.get(at)) {
                    cast.add_role(sensed, mention.tokens.end.saturating_sub(1), member);
                }
                if let Some(office) = office_before(sensed, *start, name.end) {
                    cast.add_role(sensed, office, member);
                }
            }
        }
        for member in &mut cast.members {
            member.choose_name();
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
        self.find(&Name::of(name), name, Gender::Unknown, None).map(|(member, _)| member)
    }

    /// The member of a name; a new one if it is nobody's yet. A surname with "Mr" or "Mrs" means no relative
    /// whom the text names in full only later.
    fn enter(&mut self, text: &str, gender: Gender, at: NamePlace) -> usize {
        let (name, place) = (Name::of(text), at.token);
        let found = self.find(&name, text, gender, Some(at));
        let number = found.map_or(self.members.len(), |(number, _)| number);
        if found.is_none() {
            let name = text.to_owned();
            self.members.push(Member { name, gender, first: place, ..Member::default() });
        }
        let Some(member) = self.members.get_mut(number) else { return number };
        member.first = member.first.min(place);
        member.last = place;
        if !at.is_short {
            member.named.push(place);
        }
        member.count = member.count.saturating_add(1);
        member.gender = member.gender.or(gender);
        if let Some(known) = member.forms.iter_mut().find(|(known, ..)| *known == name) {
            known.2 = known.2.saturating_add(1);
        } else if member.forms.len() < FORMS {
            member.forms.push((name, text.to_owned(), 1));
            for word in ends(text) {
                let numbers = self.by_word.entry(word).or_default();
                if numbers.last() != Some(&number) {
                    numbers.push(number);
                }
            }
        }
        number
    }

    /// The member that a name can mean, and how the names relate: whoever was named last before it, and rather not
    /// a relative of the other.
    fn find(
        &self,
        name: &Name,
        text: &str,
        gender: Gender,
        at: Option<NamePlace>,
    ) -> Option<(usize, Match)> {
        let after = at.filter(|at| at.titled).map(|at| at.token);
        let place = at.map_or(usize::MAX, |at| at.token);
        let given = ends(text).next().filter(|_| !text.trim().contains(char::is_whitespace));
        let mut best: Option<(usize, Match, Nearness)> = None;
        let mut by_given = BTreeSet::new();
        for word in ends(text) {
            let numbers = self.by_word.get(&word).map(Vec::as_slice).unwrap_or_default();
            for number in numbers.iter().rev().take(NAMESAKES) {
                let Some(member) = self.members.get(*number) else { continue };
                let relation = member.forms.iter().find_map(|(form, ..)| name.meets(form));
                let first = || ends(&member.name).next();
                let relation = relation.or_else(|| {
                    let is_given = after.is_none() && given.is_some() && given == first();
                    is_given.then(|| by_given.insert(*number)).map(|_| Match::Shorter)
                });
                let known =
                    after.is_none_or(|place| relation == Some(Match::Same) || member.first < place);
                let Some(relation) = relation.filter(|_| known && member.gender.agrees(gender))
                else {
                    continue;
                };
                // In a story whoever is told of most comes back; a report is read once.
                let last = Some(member.last).filter(|_| self.is_story);
                let before = last.or_else(|| member.last_before(place));
                let unmet = Reverse(before.map_or(member.first, |_| 0));
                let is_other = before.is_some() && (self.is_story || !member.is_relative);
                let rank = (relation == Match::Same, is_other, before, unmet);
                if best.is_none_or(|(_, _, known)| rank > known) {
                    best = Some((*number, relation, rank));
                }
            }
        }
        // One given name of several people: nothing says whose.
        let best = best.filter(|(_, relation, _)| *relation == Match::Same || by_given.len() < 2);
        let best = best.map(|(number, relation, _)| (number, relation));
        // "Detective Salcedo" may be another.
        let is_led = at.is_some_and(|at| at.titled || at.led);
        let surname = || self.by_first_surname(text, gender).filter(|_| !is_led);
        best.or_else(|| Some((surname()?, Match::Shorter)))
    }

    /// The only one whose first surname of two a word is.
    fn by_first_surname(&self, text: &str, gender: Gender) -> Option<usize> {
        let mut members = self.by_middle.get(&text.to_lowercase())?.iter();
        let only = members.next().filter(|_| members.next().is_none())?;
        self.members.get(*only).filter(|one| one.gender.agrees(gender)).map(|_| *only)
    }

    /// Adds somebody.
    pub fn introduce(&mut self, member: Member) -> usize {
        self.members.push(member);
        self.members.len() - 1
    }

    /// Enters everybody's roles, once all are known.
    pub fn index_roles(&mut self) {
        for (number, member) in self.members.iter().enumerate() {
            for role in &member.roles {
                let places = self.by_role.entry(role.clone()).or_default();
                places.push((member.first, number));
            }
        }
        self.by_role.values_mut().for_each(|places| places.sort_unstable());
    }

    /// The person whom the text described by a noun last before a place, or first behind it.
    pub fn described_as(&self, noun: &str, place: usize) -> Option<usize> {
        let places = self.by_role.get(noun)?;
        let next = places.partition_point(|(first, _)| *first <= place);
        let near = next.checked_sub(1).unwrap_or(next);
        places.get(near).map(|(_, number)| *number)
    }

    /// Whether a name is nobody else's, not even in part.
    pub fn is_only(&self, name: &str) -> bool {
        ends(name).all(|word| self.by_word.get(&word).is_some_and(|members| members.len() == 1))
    }

    /// Makes somebody described the same as somebody by name.
    pub fn join(&mut self, described: usize, member: usize) {
        let Some(one) = self.members.get_mut(described) else { return };
        let (gender, first, count) = (one.gender, one.first, one.count);
        let roles = std::mem::take(&mut one.roles);
        for slot in self.of_mention.iter_mut().filter(|slot| **slot == Some(described)) {
            *slot = Some(member);
        }
        if let Some(member) = self.members.get_mut(member) {
            member.roles.extend(roles);
            member.gender = member.gender.or(gender);
            member.first = member.first.min(first);
            member.count = member.count.saturating_add(count);
        }
    }

    /// Counts one more mention of a member, by its number.
    pub fn meet(&mut self, member: usize, mention: usize) {
        if let Some(slot) = self.of_mention.get_mut(mention) {
            *slot = Some(member);
        }
        if let Some(member) = self.members.get_mut(member) {
            member.count = member.count.saturating_add(1);
        }
    }

    /// The roles that stand beside a name.
    fn describe(&mut self, sensed: &Sensed<'_>, start: usize, name: &Range<usize>, member: usize) {
        let roles = Sense::ROLE.or(Sense::MAN).or(Sense::WOMAN);
        let after = if sensed.has(name.end, ",") { apposition(sensed, name.end + 1) } else { 0..0 };
        let found = (start..name.start).chain(after.clone()).filter(|at| sensed.is(*at, roles));
        let words: Vec<String> = found.map(|at| role(sensed.word(at))).collect();
        let gender = gender_before(sensed, after);
        let stop = name.start.checked_sub(1).filter(|at| sensed.is_sign(*at, "."));
        let title = stop.unwrap_or(name.start).checked_sub(1);
        let title = title.map_or("", |at| sensed.word(at));
        if let Some(member) = self.members.get_mut(member) {
            member.roles.extend(words);
            member.titles.extend(roles_of_title(title));
            member.gender = member.gender.or(gender);
        }
    }

    fn add_role(&mut self, sensed: &Sensed<'_>, noun: usize, member: usize) {
        if let Some(member) = self.members.get_mut(member) {
            member.roles.insert(role(sensed.word(noun)));
            member.gender = member.gender.or(Gender::of(sensed, noun));
        }
    }
}
