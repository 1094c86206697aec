//! Whom a sentence tells of by somebody else's words, and whom it says was asked: "he" of the next quotation is
//! hardly the one, and mostly the other (tests/suggest/told.rs).

use super::mentions::Mention;
use super::sensed::Sensed;
use super::senses::Sense;

/// Words that open what is asked or reported.
const OPENS: [&str; 10] =
    ["that", "whether", "if", "how", "why", "what", "when", "where", "who", "about"];

/// Verbs of asking somebody.
const ASKS: [&str; 8] =
    ["asked", "asks", "asking", "questioned", "pressed", "quizzed", "challenged", "grilled"];

/// Farthest behind its verb a clause that is reported begins, in tokens.
const CLAUSE: usize = 5;

/// Farthest behind "who" a mention belongs to its clause, in tokens.
const RELATIVE: usize = 24;

/// Whether a sentence is not about a mention, which is only in a clause of it.
pub(super) fn is_inner(sensed: &Sensed<'_>, mention: &Mention) -> bool {
    is_reported(sensed, mention) || is_in_relative(sensed, mention)
}

/// Whether a mention is the subject of what somebody else says: "Ana Ruiz said Tom Hall had left".
fn is_reported(sensed: &Sensed<'_>, mention: &Mention) -> bool {
    let start = mention.tokens.start;
    let sentence = sensed.sentence(start).start;
    let verb = |at: &usize| sensed.is(*at, Sense::SAYS) && !sensed.is(*at, Sense::QUOTED);
    let inner = |at: &usize| {
        let opens = OPENS.iter().any(|word| sensed.has(*at, word));
        opens || sensed.is(*at, Sense::DAY) || sensed.has(*at, "on")
    };
    let mut before = (sentence..start).rev().take(CLAUSE).skip_while(inner);
    before.next().filter(verb).is_some_and(|verb| has_subject_before(sensed, verb, sentence))
}

/// Whether a mention belongs to a clause about somebody before it: "Ana Ruiz, whose son Tom was hurt, laughed".
fn is_in_relative(sensed: &Sensed<'_>, mention: &Mention) -> bool {
    let start = mention.tokens.start;
    let sentence = sensed.sentence(start).start;
    let near = (sentence..start).rev().take(RELATIVE);
    let mut before = near.take_while(|at| !sensed.is_sign(*at, ",;:"));
    before.any(|at| {
        let opens = ["who", "whose", "whom", "which"].iter().any(|word| sensed.has(at, word));
        opens && at.checked_sub(1).is_some_and(|comma| sensed.is_sign(comma, ","))
    })
}

/// Whether the subject of a verb stands before it, unlike in “…,” said Smith.
fn has_subject_before(sensed: &Sensed<'_>, verb: usize, sentence: usize) -> bool {
    let ends_speech = |at: usize| {
        let sign = sensed.is_sign(at, ",")
            && at.checked_sub(1).is_some_and(|at| sensed.is(at, Sense::QUOTED));
        sensed.is(at, Sense::QUOTED) || sign
    };
    verb > sentence && !ends_speech(verb - 1)
}

/// Whether a sentence says that somebody was asked something: "A reporter asked Tom Hall whether he was sorry".
pub(super) fn is_asked(sensed: &Sensed<'_>, mention: &Mention) -> bool {
    let verb = mention.tokens.start.checked_sub(1);
    let asks = verb.is_some_and(|verb| ASKS.iter().any(|word| sensed.has(verb, word)));
    asks && OPENS.iter().any(|word| sensed.has(mention.tokens.end, word))
}
