//! What tells more of the speaker, between commas: “…,” Smith, who chairs the board and had voted for it in May, said.
//! Nobody who is named in there speaks (tests/suggest/speakers.rs, surnames.rs).

use std::ops::Range;

use super::cues::{CueSide, Narration, SpokenCue};
use super::senses::Sense;

/// Farthest a verb stands behind its quotation where all that lies between tells who the speaker is.
const APPOSED: usize = 44;

impl Narration<'_> {
    /// “…,” Smith, who chairs the board and had voted for it in May, said.
    pub fn behind_apposition(&self, start: usize, end: usize) -> Option<SpokenCue> {
        let sensed = self.sensed;
        let (number, mention) = self.mentions_in(start..end).next()?;
        let opens = mention.tokens.end;
        if mention.tokens.start > start + 2 || !sensed.is_sign(opens, ",(") {
            return None;
        }
        let end = self.clause_end(start, end.min(start + APPOSED));
        let closes = |verb: usize| {
            let before = self.back_over_adverbs(verb, opens + 1).checked_sub(1);
            before.is_some_and(|at| at > opens && sensed.is_sign(at, ",)"))
        };
        let verb = (opens + 2..end)
            .find(|at| sensed.is(*at, Sense::SAYS) && self.can_speak(*at) && closes(*at))?;
        let (mention, subject) = (Some(number), mention.tokens.clone());
        Some(SpokenCue { verb, mention, subject, side: CueSide::Behind, score: 0.85 })
    }

    /// Of mentions before a comma and a verb, those outside the clause that the comma closes: "the union, which endorsed
    /// Smith, called it", "the mayor, backed by Smith, said", "Smith, 26, who lives with her son, Tom, told". All of them
    /// if none is outside.
    pub fn outside_relative(&self, numbers: Vec<usize>, from: usize, close: usize) -> Vec<usize> {
        let sensed = self.sensed;
        let is_comma = |at: usize| sensed.is_sign(at, ",");
        // "Smith, 26, a nurse, died, her mother, Ana, told"
        let plain = |at: usize| {
            let is_verb = |at: usize| sensed.is(at, Sense::AUXILIARY) || sensed.is_verb(at);
            !(at + 1..close - 1).any(|at| is_comma(at) && is_verb(at + 1))
        };
        let opens = |at: &usize| {
            let which = ["which", "who", "whose"].iter().any(|word| sensed.has(*at, word));
            let done = sensed.is_verb(*at) && sensed.has(at + 1, "by");
            let aged = sensed.is(*at, Sense::FIGURE)
                && is_comma(at + 1)
                && (sensed.is(at + 2, Sense::DETERMINER) || sensed.has(at + 2, "who"))
                && plain(at + 1);
            (which || done || aged) && at.checked_sub(1).is_some_and(is_comma)
        };
        let Some(relative) = (from..close).rev().find(opens) else { return numbers };
        let is_before = |number: &&usize| {
            self.mentions.get(**number).is_some_and(|one| one.tokens.end <= relative)
        };
        let outside: Vec<usize> = numbers.iter().filter(is_before).copied().collect();
        if outside.is_empty() { numbers } else { outside }
    }

    /// The thing that nobody is, before what somebody did to it: "the analysis, prepared by Smith, found".
    pub fn thing_by_somebody(&self, from: usize, close: usize) -> Option<Range<usize>> {
        let sensed = self.sensed;
        let opens = |at: &usize| {
            sensed.is_sign(*at, ",") && sensed.is_verb(at + 1) && sensed.has(at + 2, "by")
        };
        let comma = (from..close).rev().find(opens)?;
        let is_nobody = self.mentions_in(from..comma).next().is_none();
        self.plain_before(comma, from).filter(|_| is_nobody)
    }
}
