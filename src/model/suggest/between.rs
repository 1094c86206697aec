//! What stands between a verb of saying and what is said: when, where, and to whom (tests/suggest/reports.rs).

use super::senses::Sense;
use super::speakers::Scene;

const PARTS_OF_DAYS: [&str; 4] = ["morning", "afternoon", "evening", "night"];

/// Where somebody says something: "in an emailed statement".
const PLACES: [&str; 16] = [
    "interview",
    "statement",
    "email",
    "report",
    "letter",
    "post",
    "message",
    "speech",
    "briefing",
    "conference",
    "tweet",
    "note",
    "filing",
    "memo",
    "call",
    "hearing",
];

/// Farthest such a noun stands behind its verb, in tokens.
const PLACE: usize = 6;

/// Verbs with whoever hears it behind them, and what is said behind that.
const TOLD: [&str; 2] = ["told", "tells"];

/// Most words for whoever hears it, and one more.
const HEARER: usize = 7;

impl Scene<'_> {
    /// Where what was told begins without "that": told reporters the boat had sunk, told the inquest he saw it.
    pub fn behind_hearer(&self, verb: usize) -> Option<usize> {
        let sensed = self.narration.sensed;
        if !TOLD.iter().any(|told| sensed.has(verb, told)) {
            return None;
        }
        let inner =
            Sense::PREPOSITION.or(Sense::CONJUNCTION).or(Sense::DETERMINER).or(Sense::SUBJECT);
        let inner = inner.or(Sense::FIGURE).or(Sense::QUOTED).or(Sense::DAY);
        let is_noun = |at: &usize| {
            // "Told NPR's Ana Ruiz he was ill"
            let owner = sensed.possessive_after(*at) || sensed.possessive_after(at - 1);
            owner || sensed.is(*at, Sense::WORD) && !sensed.is(*at, inner) && !sensed.is_verb(*at)
        };
        let named = verb + 1 + usize::from(sensed.is(verb + 1, Sense::DETERMINER));
        let end = (named..named + HEARER).find(|at| !is_noun(at))?;
        // "Told the truth", "told them to leave": the clause has a subject of its own.
        let subject =
            sensed.is(end, Sense::DETERMINER.or(Sense::SUBJECT)) && !sensed.has(end, "that");
        (end > named && subject).then_some(end)
    }

    /// What stands behind "on Monday" or "Monday night" at a token: that tells when it was said. In "Monday was quiet"
    /// it is what the clause is about, and "last year" may be part of what happened.
    pub fn behind_day(&self, at: usize) -> usize {
        let sensed = self.narration.sensed;
        let day = at + usize::from(sensed.has(at, "on"));
        let is_day = sensed.is(day, Sense::DAY) && sensed.word(day).ends_with("day")
            || day == at && sensed.has(at, "yesterday");
        let part = PARTS_OF_DAYS.iter().any(|word| sensed.has(day + 1, word));
        let end = day + 1 + usize::from(part);
        let goes_on = sensed.is(end, Sense::WORD.or(Sense::FIGURE)) && !sensed.is_verb(end);
        if is_day && goes_on { end } else { at }
    }

    /// What stands behind "in an interview" at a token: that tells where it was said. `None` where nothing is said at
    /// all: "said as the clock ran down".
    pub fn behind_place(&self, at: usize) -> Option<usize> {
        let sensed = self.narration.sensed;
        let apart = ["as", "when", "while", "after", "before", "so"];
        if apart.iter().any(|word| sensed.has(at, word)) {
            return None;
        }
        let place = sensed.is(at, Sense::PREPOSITION)
            && sensed.is(at + 1, Sense::DETERMINER.or(Sense::HE).or(Sense::SHE).or(Sense::THEY));
        let noun = (at + 2..at + PLACE).find(|at| PLACES.iter().any(|word| sensed.has(*at, word)));
        let Some(noun) = noun.filter(|_| place) else { return Some(at) };
        let subject = Sense::DETERMINER.or(Sense::SUBJECT).or(Sense::CAPITAL).or(Sense::FIGURE);
        sensed.is(noun + 1, subject).then_some(noun + 1)
    }
}
