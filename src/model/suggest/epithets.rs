//! What a report calls somebody by again, instead of by name: "the Democrat", "the two-time All-Star", "the father of
//! two" (tests/suggest/epithets.rs).

use std::ops::Range;

use super::mentions::{BREAKS, NOUNS, PHRASE};
use super::sensed::Sensed;
use super::senses::Sense;

/// Whether a noun tells of how many somebody is the parent: "the father of two", "the mum-of-three".
pub(super) fn has_children(sensed: &Sensed<'_>, noun: usize) -> bool {
    let number = |at: usize| sensed.is(at, Sense::NUMBER.or(Sense::FIGURE));
    let (parent, rest) = sensed.word(noun).split_once('-').unwrap_or((sensed.word(noun), ""));
    let apart = rest.is_empty() && sensed.has(noun + 1, "of") && number(noun + 2);
    PARENTS.contains(&parent) && (apart || rest.starts_with("of-"))
}

const PARENTS: [&str; 9] = [
    "father",
    "mother",
    "dad",
    "mum",
    "mom",
    "parent",
    "grandfather",
    "grandmother",
    "grandparent",
];

/// Whether words call somebody by what they are, with a capital: "the Democrat", "the two-time All-Star". In a report
/// that is whoever the sentence before names, if it names one.
pub(super) fn is_epithet(sensed: &Sensed<'_>, tokens: &Range<usize>) -> bool {
    let Some(last) = tokens.end.checked_sub(1) else { return false };
    let inner = tokens.start + 1..last;
    let adjectives = !inner.is_empty()
        && inner.clone().all(|at| sensed.is(at, Sense::WORD) && !sensed.is(at, Sense::CAPITAL));
    let word = sensed.word(last);
    let kind = is_kind(sensed, tokens);
    let adjectives = adjectives && !sensed.is(last, Sense::ROLE);
    sensed.has(tokens.start, "the")
        && sensed.is(last, Sense::CAPITAL)
        && !sensed.is(last, Sense::BODY.or(Sense::GROUP))
        && word.contains(char::is_lowercase)
        && (adjectives || kind)
}

/// Whether two words are "the Democrat" or the like.
pub(super) fn is_kind(sensed: &Sensed<'_>, tokens: &Range<usize>) -> bool {
    tokens.len() == 2 && sensed.is(tokens.start + 1, Sense::NATIVE)
}

/// The end of "the two-time All-Star" or "the Swede", beside a verb of saying.
pub(super) fn epithet_end(sensed: &Sensed<'_>, token: usize) -> Option<usize> {
    let plain = |at: &usize| {
        sensed.is(*at, Sense::WORD)
            && !sensed.is(*at, BREAKS.or(Sense::CAPITAL))
            && !sensed.is_verb(*at)
    };
    let adjectives = (token + 1..token + PHRASE).take_while(plain).count();
    let end = token + adjectives + 2;
    // "An MCA who sought anonymity said"
    let one = ["a", "an"].iter().any(|word| sensed.has(token, word))
        && sensed.is(token + 1, Sense::CAPITAL)
        && !sensed.is(token + 1, NOUNS)
        && (sensed.is(token + 2, Sense::SAYS) || sensed.has(token + 2, "who"));
    if one {
        return Some(token + 2);
    }
    let parent = has_children(sensed, token + 1) && sensed.word(token + 1).contains('-');
    if sensed.has(token, "the") && parent {
        return Some(token + 2);
    }
    let says = sensed.is(end, Sense::SAYS)
        || token.checked_sub(1).is_some_and(|at| sensed.is(at, Sense::SAYS));
    let closes = sensed.is(end, Sense::SAYS) || sensed.is_sign(end, ",.");
    let found = says && closes;
    (found && is_epithet(sensed, &(token..end))).then_some(end)
}
