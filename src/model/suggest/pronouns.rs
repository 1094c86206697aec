//! Whom "he", "she" and "the minister" mean: by gender, by role, by how lately and how prominently somebody
//! was named (tests/suggest/speakers.rs).

use std::collections::BTreeMap;
use std::ops::Range;

use super::cast::{Cast, Member};
use super::cues::Narration;
use super::epithets::{has_children, is_epithet};
use super::gender::Gender;
use super::grammar::is_named_subject;
use super::known_as::role;
use super::mentions::{
    Mention, MentionSort, is_aged, is_apposed, is_named_next, one_of, opens_for,
};
use super::sensed::Sensed;
use super::senses::Sense;
use super::told::{is_asked, is_inner};
use super::turns::TurnStyle;

/// Somebody whom a mention means, and how sure that is, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Meant {
    /// The number of the member of the cast.
    pub member: usize,
    /// How sure.
    pub score: f32,
    /// Who else can be meant, and how likely each is in proportion to the member.
    pub rivals: [Option<(usize, f32)>; 2],
}

impl Meant {
    /// With nobody else.
    fn sure(member: usize, score: f32) -> Self {
        Self { member, score, rivals: [None; 2] }
    }

    /// Everybody who can be meant.
    pub fn all(&self) -> impl Iterator<Item = usize> {
        let rivals = self.rivals.into_iter().flatten().map(|(rival, _)| rival);
        std::iter::once(self.member).chain(rivals)
    }

    /// How sure it is that somebody is meant.
    pub fn is(&self, member: usize) -> f32 {
        let rival = self.rivals.iter().flatten().find(|(rival, _)| *rival == member);
        match rival {
            _ if member == self.member => self.score,
            Some((_, share)) => self.score * share,
            None => 0.0,
        }
    }
}

/// Most people that a pronoun can mean: those named last.
const RECENT: usize = 10;

/// Farthest back somebody may have been named, in sentences.
const BACK: usize = 40;

/// Somebody named lately.
#[derive(Debug, Clone, Copy)]
struct Recent {
    member: usize,
    sentence: usize,
    /// How prominent the last mention was, from 0 to 1.
    weight: f32,
    /// Whether it did something there.
    acts: bool,
}

/// What speaks against a described person to whom the report has just turned.
const TURNS: f32 = -0.5;

/// Who was named lately, seen from a sentence.
#[derive(Debug, Clone, Copy)]
struct Lately<'a> {
    recent: &'a [Recent],
    sentence: usize,
    style: TurnStyle,
}

/// Whom each mention means; `None` where nobody or several can be meant. People who are only described join the
/// cast: "a parson", who then is "the parson" and "he".
pub(super) fn resolve(narration: &Narration<'_>, cast: &mut Cast) -> Vec<Option<Meant>> {
    let Narration { sensed, mentions, style, .. } = *narration;
    let told = told(sensed);
    let mut recent: Vec<Recent> = Vec::new();
    let mut known = Descriptions::default();
    let mut all = Vec::with_capacity(mentions.len());
    for (number, mention) in mentions.iter().enumerate() {
        let sentence = sensed.sentence_number(mention.tokens.start);
        let sentence = told.get(sentence).copied().unwrap_or(0);
        let lately = Lately { recent: &recent, sentence, style };
        let meant = match mention.sort {
            MentionSort::Person(_) => cast.member(number).map(|member| Meant::sure(member, 1.0)),
            MentionSort::Pronoun => ahead(sensed, mentions, number, cast)
                .or_else(|| pronoun(sensed, mention, cast, &lately))
                .filter(|meant| relates(sensed, mentions, number, &all, *meant)),
            MentionSort::Described if is_named_next(sensed, mentions, number) => {
                cast.member(number + 1).map(|member| Meant::sure(member, 1.0))
            }
            MentionSort::Described if is_apposed(sensed, mentions, number) => {
                number.checked_sub(1).and_then(|before| all.get(before).copied().flatten())
            }
            MentionSort::Described => described(sensed, mention, cast, &lately)
                .or_else(|| known.person(sensed, mention, number, cast)),
            MentionSort::Proper => None,
        };
        // "Her mother, Edith," is her mother later, too.
        let named = is_named_next(sensed, mentions, number) || is_apposed(sensed, mentions, number);
        if let Some(meant) = meant.filter(|_| mention.sort == MentionSort::Described && named) {
            known.learn(sensed, mention, meant.member);
        }
        if let Some(Meant { member, .. }) = meant {
            recent.retain(|one| one.member != member);
            let weight = weight(narration, number);
            let acts = acts(sensed, mention);
            recent.insert(0, Recent { member, sentence, weight, acts });
            recent.truncate(RECENT);
        }
        all.push(meant);
    }
    all
}

/// Whether "who" is about somebody: named or described just before it. In "Hall met residents who said", it is not
/// Hall. Any other pronoun is.
fn relates(
    sensed: &Sensed<'_>,
    mentions: &[Mention],
    number: usize,
    all: &[Option<Meant>],
    meant: Meant,
) -> bool {
    let Some(start) = mentions.get(number).map(|who| who.tokens.start) else { return false };
    if !sensed.has(start, "who") {
        return true;
    }
    let before = mentions.get(..number).unwrap_or_default();
    let touches = before.last().is_some_and(|last| last.tokens.end == start)
        || start.checked_sub(1).is_some_and(|at| sensed.is_sign(at, ","));
    let mut people = before.iter().zip(all).rev();
    let nearest = people.find(|(mention, _)| mention.sort != MentionSort::Proper);
    touches && nearest.is_some_and(|(_, last)| last.is_some_and(|last| last.member == meant.member))
}

/// The numbers of the sentences, by which those within a quotation do not count.
fn told(sensed: &Sensed<'_>) -> Vec<usize> {
    let mut count = 0;
    let number = |sentence: &Range<usize>| {
        let told = |token: usize| sensed.is(token, Sense::WORD) && !sensed.is(token, Sense::QUOTED);
        count += usize::from(sentence.clone().any(told));
        count
    };
    sensed.sentences.iter().map(number).collect()
}

/// The people whom the text describes, by their noun.
#[derive(Debug, Default)]
struct Descriptions {
    last: BTreeMap<String, usize>,
}

impl Descriptions {
    /// Notes that somebody is described so.
    fn learn(&mut self, sensed: &Sensed<'_>, mention: &Mention, member: usize) {
        if let Some(noun) = mention.tokens.end.checked_sub(1) {
            self.last.insert(role(sensed.word(noun)), member);
        }
    }

    /// The person of a description: "the parson" is the last one called so, "a parson" is new.
    fn person(
        &mut self,
        sensed: &Sensed<'_>,
        mention: &Mention,
        number: usize,
        cast: &mut Cast,
    ) -> Option<Meant> {
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let noun = end.checked_sub(1)?;
        let person = Sense::ROLE.or(Sense::MAN).or(Sense::WOMAN);
        let person = sensed.is(noun, person) && !sensed.is(noun, Sense::SOUND);
        let is_phrase = sensed.is(start, Sense::DETERMINER) && !sensed.is(noun, Sense::CAPITAL);
        let is_known = person && (is_phrase || opens_for(sensed, start));
        if !is_known && one_of(sensed, start).is_none() {
            return None;
        }
        let word = role(sensed.word(noun));
        let bare = end == start + 2;
        let known = self.last.get(&word).copied().filter(|_| bare && !is_new(sensed, start));
        let member =
            known.unwrap_or_else(|| cast.introduce(Member::described(sensed, &mention.tokens)));
        if let Some(member) = cast.members.get_mut(member) {
            member.gender = member.gender.or(Gender::of(sensed, noun));
        }
        self.last.insert(word, member);
        cast.meet(member, number);
        Some(Meant::sure(member, 0.9))
    }
}

/// Whether a word introduces somebody: "a", "another".
fn is_new(sensed: &Sensed<'_>, token: usize) -> bool {
    ["a", "an", "another", "one", "some"].iter().any(|word| sensed.has(token, word))
}

/// How prominent a mention is: a subject more than an object, a speaker most.
fn weight(narration: &Narration<'_>, number: usize) -> f32 {
    let Narration { sensed, mentions, style, .. } = *narration;
    let Some(mention) = mentions.get(number) else { return 0.0 };
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let before = start.checked_sub(1);
    let behind_preposition = before.is_some_and(|at| sensed.is(at, Sense::PREPOSITION));
    let speaks = (end..end + 2).any(|at| sensed.is(at, Sense::SAYS));
    let report = style == TurnStyle::Report;
    let named = mention.sort != MentionSort::Pronoun;
    match () {
        () if report && is_asked(sensed, mention) => 1.3,
        () if speaks => 1.0,
        () if report && named && is_inner(sensed, mention) => 0.4,
        () if sensed.possessive_after(end) => 0.3,
        () if is_named_subject(sensed, mentions, number) => 0.9,
        () if behind_preposition => 0.1,
        () => 0.5,
    }
}

/// Whether the first verb behind a mention tells what somebody does: "a lawyer for the parents disagreed", not "the
/// driver was hurt".
pub(super) fn acts(sensed: &Sensed<'_>, mention: &Mention) -> bool {
    let end = mention.tokens.end;
    let says = Sense::SAYS.or(Sense::SAYS_TOO);
    let is_verb = |at: &usize| sensed.is(*at, says) || sensed.is_verb(*at);
    let verb = (end..sensed.sentence(mention.tokens.start).end).take(ACTS).find(is_verb);
    verb.is_some_and(|verb| !sensed.is(verb, Sense::AUXILIARY))
}

/// Farthest a verb stands behind its subject, in tokens.
const ACTS: usize = 8;

fn pronoun(
    sensed: &Sensed<'_>,
    mention: &Mention,
    cast: &Cast,
    lately: &Lately<'_>,
) -> Option<Meant> {
    let gender = Gender::of(sensed, mention.tokens.start);
    if sensed.has(mention.tokens.start, "who") {
        let last = lately.recent.first().filter(|last| last.sentence == lately.sentence)?;
        return Some(Meant::sure(last.member, 0.7));
    }
    if gender == Gender::Unknown {
        return None;
    }
    lately.best(cast, |one| {
        let member = cast.members.get(one.member)?;
        let less = match member {
            member if !member.described => 0.0,
            _ if lately.has_turned_to(one) => TURNS,
            member if member.is_kin => 0.8,
            member if member.is_known() => 0.3,
            _ => 0.5,
        };
        match member.gender {
            Gender::Unknown => Some(0.3 - less),
            known if known == gender => Some(0.8 - less),
            _ => None,
        }
    })
}

/// Whom the words behind a pronoun name: "Asked if he would resign, Tom Hall laughed."
fn ahead(sensed: &Sensed<'_>, mentions: &[Mention], number: usize, cast: &Cast) -> Option<Meant> {
    let mention = mentions.get(number)?;
    let start = sensed.sentence(mention.tokens.start).start;
    let asks = ["asked", "pressed", "questioned", "challenged", "speaking"];
    let gender = Gender::of(sensed, mention.tokens.start);
    if gender == Gender::Unknown || !asks.iter().any(|word| sensed.has(start, word)) {
        return None;
    }
    let end = sensed.sentence(start).end;
    let next = mentions.iter().enumerate().skip(number + 1).take(AHEAD);
    let mut next = next.take_while(|(_, next)| next.tokens.end <= end);
    let (found, _) = next.find(|(_, next)| {
        next.sort != MentionSort::Pronoun && sensed.is_sign(next.tokens.start - 1, ",")
    })?;
    let found = if is_named_next(sensed, mentions, found) { found + 1 } else { found };
    let member = cast.member(found)?;
    let theirs = cast.members.get(member)?.gender;
    theirs.agrees(gender).then(|| Meant::sure(member, 0.9))
}

/// Most mentions behind a pronoun that are looked at.
const AHEAD: usize = 4;

/// "The minister": somebody with that role.
fn described(
    sensed: &Sensed<'_>,
    mention: &Mention,
    cast: &Cast,
    lately: &Lately<'_>,
) -> Option<Meant> {
    let definite =
        ["the", "this", "that"].iter().any(|word| sensed.has(mention.tokens.start, word));
    let noun = mention.tokens.end.checked_sub(1).filter(|_| definite)?;
    let gender = Gender::of(sensed, noun);
    let anybody = |one: &Recent| {
        let member = cast.members.get(one.member)?;
        (!member.described && member.gender.agrees(gender)).then_some(1.0)
    };
    // "The 23-year-old" is the one whom the text is about.
    if is_aged(sensed, mention.tokens.start) {
        return lately.best(cast, anybody);
    }
    if has_children(sensed, noun) {
        return lately.only(cast, gender);
    }
    let epithet = lately.style == TurnStyle::Report && is_epithet(sensed, &mention.tokens);
    // "The tall man" is not everybody who is a man.
    let any = sensed.is(noun, Sense::MAN.or(Sense::WOMAN)) && mention.tokens.len() > 2;
    let noun = Some(role(sensed.word(noun))).filter(|_| !any)?;
    let bears = |member: &Member| !member.described && member.roles.contains(&noun);
    let bearer =
        lately.best(cast, |one| cast.members.get(one.member).filter(|it| bears(it)).map(|_| 1.0));
    let nobody = || !cast.members.iter().take(BEARERS).any(bears);
    // "The attorney general" is no Gen. Hall.
    let is_title = mention.tokens.len() == 2 && lately.style == TurnStyle::Report;
    let titled = || lately.titled(cast, &noun).filter(|_| is_title);
    let epithet = || lately.only(cast, gender).filter(|_| epithet && nobody());
    bearer.or_else(titled).or_else(epithet)
}

/// Most people among whom the one who has a role is sought, wherever the text names them.
const BEARERS: usize = 500;

impl Lately<'_> {
    /// Whether a report tells of somebody in the sentence before: "A lawyer for the parents disagreed. “No,” she said."
    fn has_turned_to(&self, one: &Recent) -> bool {
        // "One of them said she ran", but "a lawyer for Ana Ruiz said she ran".
        let is_last = self.recent.first().is_some_and(|last| last.member == one.member);
        let near = one.sentence + 1 == self.sentence || is_last && one.sentence == self.sentence;
        self.style == TurnStyle::Report && near && one.weight > 0.8 && one.acts
    }

    /// The only person by name in the last sentence that has one: of two, nothing says which is "the Democrat".
    fn only(&self, cast: &Cast, gender: Gender) -> Option<Meant> {
        let named = |one: &&Recent| cast.members.get(one.member).is_some_and(|it| !it.described);
        let last = self.recent.iter().filter(named).map(|one| one.sentence).max()?;
        let agrees =
            |one: &&Recent| cast.members.get(one.member).is_some_and(|it| it.gender.agrees(gender));
        let people = self.recent.iter().filter(named).filter(|one| one.sentence == last);
        let mut people = people.filter(agrees);
        let only =
            people.next().filter(|_| people.next().is_none() && last + BACK >= self.sentence)?;
        Some(Meant::sure(only.member, 0.8))
    }

    /// The only one who has a title that means a noun, unless the text has met somebody else of that role.
    fn titled(&self, cast: &Cast, noun: &str) -> Option<Meant> {
        let bears = |one: &&Recent| {
            let member = cast.members.get(one.member);
            member.is_some_and(|it| it.titles.contains(noun) || it.roles.contains(noun))
        };
        let mut bearers = self.recent.iter().filter(bears);
        let only = bearers.next().filter(|one| bearers.next().is_none() && one.acts)?;
        Some(Meant::sure(only.member, 0.8))
    }

    /// The best of those named; `fits` gives none for those who cannot be meant.
    fn best(&self, cast: &Cast, fits: impl Fn(&Recent) -> Option<f32>) -> Option<Meant> {
        let near = self.recent.iter();
        let near = near
            .filter(|one| one.sentence + BACK >= self.sentence && one.member < cast.members.len());
        let mut ranked: Vec<(f32, usize)> = near
            .filter_map(|one| {
                let back = self.sentence.saturating_sub(one.sentence);
                let back = u16::try_from(back).unwrap_or(u16::MAX);
                let often = cast.members.get(one.member).map_or(0.0, Member::weight);
                let near = 1.2 * one.weight - 0.45 * f32::from(back.min(6));
                Some((fits(one)? + near + often, one.member))
            })
            .collect();
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0));
        let (score, member) = *ranked.first()?;
        let margin = ranked.get(1).map_or(2.0, |(second, _)| score - second);
        let rival = |at: usize| {
            let (theirs, member) = ranked.get(at)?;
            Some((*member, (2.0 * (theirs - score)).exp()))
        };
        Some(Meant { member, score: (0.5 + 0.25 * margin).min(0.95), rivals: [rival(1), rival(2)] })
    }
}
