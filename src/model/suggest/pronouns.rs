//! Whom "he", "she" and "the minister" mean: by gender, by role, by how lately and how prominently somebody
//! was named (tests/suggest/speakers.rs).

use super::cast::{Cast, Gender, Member};
use super::mentions::{Mention, MentionSort};
use super::sensed::Sensed;
use super::senses::Sense;

/// Somebody whom a mention means, and how sure that is, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Meant {
    /// The number of the member of the cast.
    pub member: usize,
    /// How sure.
    pub score: f32,
}

/// Most people that a pronoun can mean: those named last.
const RECENT: usize = 8;

/// Farthest back somebody may have been named, in sentences.
const BACK: usize = 40;

/// Somebody named lately.
#[derive(Debug, Clone, Copy)]
struct Recent {
    member: usize,
    sentence: usize,
    /// How prominent the last mention was, from 0 to 1.
    weight: f32,
}

/// Whom each mention means; `None` where nobody or several can be meant.
pub(super) fn resolve(
    sensed: &Sensed<'_>,
    mentions: &[Mention],
    cast: &Cast,
) -> Vec<Option<Meant>> {
    let mut recent: Vec<Recent> = Vec::new();
    let mut all = Vec::with_capacity(mentions.len());
    for (number, mention) in mentions.iter().enumerate() {
        let sentence = sensed.sentence_number(mention.tokens.start);
        let meant = match mention.sort {
            MentionSort::Person(_) => {
                cast.member(number).map(|member| Meant { member, score: 1.0 })
            }
            MentionSort::Pronoun => pronoun(sensed, mention, cast, &recent, sentence),
            MentionSort::Described => described(sensed, mention, cast, &recent, sentence),
            MentionSort::Proper => None,
        };
        if let Some(Meant { member, .. }) = meant {
            recent.retain(|one| one.member != member);
            recent.insert(0, Recent { member, sentence, weight: weight(sensed, mention) });
            recent.truncate(RECENT);
        }
        all.push(meant);
    }
    all
}

/// How prominent a mention is: a subject more than an object, a speaker most.
fn weight(sensed: &Sensed<'_>, mention: &Mention) -> f32 {
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let before = start.checked_sub(1);
    let behind_preposition = before.is_some_and(|at| sensed.is(at, Sense::PREPOSITION));
    let speaks = (end..end + 2).any(|at| sensed.is(at, Sense::SAYS));
    let first = sensed.is(start, Sense::FIRST);
    match () {
        () if speaks => 1.0,
        () if sensed.possessive_after(end) => 0.3,
        () if first => 0.9,
        () if behind_preposition => 0.1,
        () => 0.5,
    }
}

fn pronoun(
    sensed: &Sensed<'_>,
    mention: &Mention,
    cast: &Cast,
    recent: &[Recent],
    sentence: usize,
) -> Option<Meant> {
    let gender = Gender::of(sensed, mention.tokens.start);
    if sensed.has(mention.tokens.start, "who") {
        let last = recent.first().filter(|last| last.sentence == sentence)?;
        return Some(Meant { member: last.member, score: 0.7 });
    }
    if gender == Gender::Unknown {
        return None;
    }
    best(cast, recent, sentence, |member| {
        let known = cast.members.get(member).map_or(Gender::Unknown, |member| member.gender);
        match known {
            Gender::Unknown => Some(0.0),
            known if known == gender => Some(0.8),
            _ => None,
        }
    })
}

/// "The minister": somebody with that role.
fn described(
    sensed: &Sensed<'_>,
    mention: &Mention,
    cast: &Cast,
    recent: &[Recent],
    sentence: usize,
) -> Option<Meant> {
    let definite =
        ["the", "this", "that"].iter().any(|word| sensed.has(mention.tokens.start, word));
    let noun = mention.tokens.end.checked_sub(1).filter(|_| definite)?;
    let noun = sensed.word(noun).to_lowercase();
    best(cast, recent, sentence, |member| {
        let has = cast.members.get(member).is_some_and(|member| member.roles.contains(&noun));
        has.then_some(1.0)
    })
}

/// The best of those named lately; `fits` gives none for those who cannot be meant.
fn best(
    cast: &Cast,
    recent: &[Recent],
    sentence: usize,
    fits: impl Fn(usize) -> Option<f32>,
) -> Option<Meant> {
    let mut ranked: Vec<(f32, usize)> = recent
        .iter()
        .filter(|one| one.sentence + BACK >= sentence && one.member < cast.members.len())
        .filter_map(|one| {
            let back = u16::try_from(sentence.saturating_sub(one.sentence)).unwrap_or(u16::MAX);
            let often = cast.members.get(one.member).map_or(0.0, Member::weight);
            let near = 1.2 * one.weight - 0.45 * f32::from(back.min(6));
            let score = fits(one.member)? + near + often;
            Some((score, one.member))
        })
        .collect();
    ranked.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (score, member) = *ranked.first()?;
    let margin = ranked.get(1).map_or(2.0, |(second, _)| score - second);
    Some(Meant { member, score: (0.5 + 0.25 * margin).min(0.95) })
}
