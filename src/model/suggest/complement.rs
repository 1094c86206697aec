//! A description with the phrase that hangs on it: "a lawyer for the parents" (tests/suggest/speakers.rs).

use std::ops::Range;

use super::cues::VERBS;
use super::sensed::Sensed;
use super::senses::Sense;

/// What a description goes on with: "a lawyer for", "a woman from".
const HANGS: [&str; 4] = ["for", "of", "from", "with"];

/// Most words behind one of them, and one more.
const COMPLEMENT: usize = 10;

/// A description with the phrase that hangs on it: "a lawyer for the parents". A longer phrase may be none.
pub(super) fn with_complement(sensed: &Sensed<'_>, phrase: &Range<usize>) -> Range<usize> {
    let end = phrase.end;
    let is_name = |head: usize| sensed.is(head, Sense::CAPITAL.or(Sense::HE).or(Sense::SHE));
    let hangs = HANGS.iter().any(|word| sensed.has(end, word));
    if !hangs || end.checked_sub(1).is_none_or(is_name) {
        return phrase.clone();
    }
    let stops = Sense::CONJUNCTION.or(Sense::SUBJECT).or(Sense::PREPOSITION).or(Sense::QUOTED);
    let stops = stops.or(Sense::DAY).or(VERBS);
    let is_plain =
        |at: usize| sensed.is(at, Sense::WORD) && !sensed.is(at, stops) && !sensed.is_verb(at);
    // "For the family of Anna Holt"
    let capital = |at: usize| sensed.is(at, Sense::CAPITAL);
    // "For the Department of Health and Social Care"
    let joins = |at: usize| sensed.has(at, "and") && capital(at - 1) && capital(at + 1);
    let goes_on = |at: &usize| {
        let of = sensed.has(*at, "of") && is_plain(at + 1);
        is_plain(*at) || *at > end + 1 && (of || joins(*at))
    };
    let count = (end + 1..=end + COMPLEMENT).take_while(goes_on).count();
    let is_noun = !sensed.is(end + count, Sense::DETERMINER);
    match count {
        1..COMPLEMENT if is_noun => phrase.start..end + 1 + count,
        _ => phrase.clone(),
    }
}
