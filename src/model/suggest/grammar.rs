//! Which phrase of a sentence is its subject, as far as the words beside it tell (tests/suggest/speakers.rs).

use super::cues::VERBS;
use super::mentions::{Mention, MentionSort, is_named_next};
use super::sensed::Sensed;
use super::senses::Sense;

/// Whether a mention is most likely the subject of its sentence.
pub(super) fn is_subject(sensed: &Sensed<'_>, mention: &Mention) -> bool {
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let before = start.checked_sub(1);
    let object = before.is_some_and(|at| sensed.is(at, Sense::PREPOSITION));
    let first = sensed.is(start, Sense::FIRST);
    let breaks = Sense::PREPOSITION.or(Sense::CONJUNCTION).or(Sense::CAPITAL);
    // "Rovers boss Ana Ruiz": the name before the role only tells whose.
    let tells = |role: usize| sensed.is(role, Sense::ROLE) && sensed.is(role + 1, Sense::CAPITAL);
    let verb = sensed.is(end, Sense::WORD) && !sensed.is(end, breaks) && !tells(end);
    let told_first = tells(start)
        && before.is_some_and(|at| sensed.is(at, Sense::FIRST) && sensed.is(at, Sense::CAPITAL));
    let first = first && !tells(end) || told_first;
    let passive = ["was", "were", "is", "are"].iter().any(|word| sensed.has(end, word));
    let told = passive && sensed.is(end + 1, Sense::SAYS);
    // "His rival, Ana Ruiz, laughed": the first phrase of the sentence describes her.
    let apposed = sensed.is_sign(end, ",")
        && before.is_some_and(|at| sensed.is_sign(at, ","))
        && is_one_phrase(sensed, start);
    // "In Leeds, Ana Ruiz, 83, said"
    let relative = |at: usize| ["who", "whose", "which"].iter().any(|word| sensed.has(at, word));
    let near = start.saturating_sub(RELATIVE).max(sensed.sentence(start).start)..start;
    let aged = !near.into_iter().any(relative)
        && sensed.is_sign(end, ",")
        && sensed.is(end + 1, Sense::FIGURE)
        && sensed.is_sign(end + 2, ",")
        && (sensed.is_verb(end + 3) || sensed.is(end + 3, VERBS));
    let subject = mention.sort == MentionSort::Pronoun || first || verb || apposed || aged;
    subject && !object && !told && !sensed.possessive_after(end)
}

/// How far "whose" is looked for before somebody with an age, in tokens.
const RELATIVE: usize = 12;

/// The same, also behind a description: "Asked about it, the minister, Ana Ruiz, laughed."
pub(super) fn is_named_subject(sensed: &Sensed<'_>, mentions: &[Mention], number: usize) -> bool {
    let described = number.checked_sub(1).filter(|at| is_named_next(sensed, mentions, *at));
    let opens = |one: &Mention| {
        let before = one.tokens.start.checked_sub(1);
        before.is_none_or(|at| sensed.is_sign(at, ",.;—–"))
    };
    mentions.get(number).is_some_and(|mention| is_subject(sensed, mention))
        || described.and_then(|at| mentions.get(at)).is_some_and(opens)
}

/// Whether a sentence has no more than one phrase before a token: "One of the workers, ".
fn is_one_phrase(sensed: &Sensed<'_>, token: usize) -> bool {
    let mut before = sensed.sentence(token).start..token.saturating_sub(1);
    let verbs = Sense::SAYS.or(Sense::EVENT).or(Sense::AUXILIARY).or(Sense::STATE);
    before.len() <= APPOSED
        && before.all(|at| {
            sensed.is(at, Sense::WORD) && !sensed.is(at, verbs) || sensed.is_sign(at, "'’.")
        })
}

/// Longest phrase before an apposition, in tokens.
const APPOSED: usize = 9;
