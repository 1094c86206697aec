//! Who is called by name inside quotations, and who says their own name: the one called does not speak there, and
//! often answers (tests/suggest/speakers.rs).

use std::ops::Range;

use super::cues::Narration;
use super::known_as::role;
use super::senses::Sense;
use super::speakers::{SpokenRun, plain};
use super::turns::Voice;
use super::voices::Speaking;

impl Speaking<'_> {
    /// Who is called in the quotations of a run: “Come, Watson.” “Good night, parson.”
    pub fn addressed(&self, run: &SpokenRun) -> Vec<Voice> {
        let narration = self.scene.narration;
        let sensed = narration.sensed;
        let mut found = Vec::new();
        for part in run.parts.iter().filter_map(|part| narration.parts.get(*part)) {
            let mut at = part.tokens.start;
            while at < part.tokens.end {
                let run = (at..part.tokens.end).take_while(|at| sensed.is(*at, Sense::CAPITAL));
                let end = run.last().map_or(at + 1, |last| last + 1);
                if narration.calls(&(at..end)) {
                    found.extend(self.called_so(at..end, part.tokens.start));
                }
                at = end;
            }
        }
        found
    }

    /// Whom a call means: a name, or the word by which the narration describes somebody.
    fn called_so(&self, words: Range<usize>, place: usize) -> Option<Voice> {
        let sensed = self.scene.narration.sensed;
        let last = words.end - 1;
        let member = if sensed.is(last, Sense::CAPITAL) {
            self.scene.cast.called(sensed.word(last))
        } else {
            None
        };
        let roles = Sense::MAN.or(Sense::WOMAN).or(Sense::ROLE);
        let by_role = || {
            let role = sensed.is(last, roles).then(|| role(sensed.word(last)))?;
            self.scene.cast.described_as(&role, place)
        };
        let described = || self.voices.described(sensed.text(words.clone()));
        member.or_else(by_role).or_else(described)
    }

    /// Who says their own name: “I am Parson Tringham.”
    pub fn self_named(&self, run: &SpokenRun) -> Option<Voice> {
        let narration = self.scene.narration;
        let sensed = narration.sensed;
        let parts = run.parts.iter().filter_map(|part| narration.parts.get(*part));
        let is_self = |at: usize| {
            let be = ["am", "m", "be"].iter().any(|word| sensed.has(at, word));
            let i = (1..=3).any(|back| at.checked_sub(back).is_some_and(|at| sensed.has(at, "i")));
            let name = sensed.has(at, "is")
                && at.checked_sub(2).is_some_and(|before| {
                    sensed.has(before, "my") && sensed.has(before + 1, "name")
                });
            be && i || name
        };
        parts.flat_map(|part| part.tokens.clone()).filter(|at| is_self(*at)).find_map(|at| {
            // "I be plain Jack Durbeyfield".
            let start = (at + 1..at + 3).find(|at| sensed.is(*at, Sense::CAPITAL))?;
            let end = (start..start + 4).take_while(|at| sensed.is(*at, Sense::CAPITAL)).last()?;
            self.scene.cast.called(&plain(sensed.text(start..end + 1)))
        })
    }
}

impl Narration<'_> {
    /// Whether words inside a quotation stand as a call: “My dear Holmes, …”
    pub fn calls(&self, words: &Range<usize>) -> bool {
        let sensed = self.sensed;
        let mut before = words.start.saturating_sub(1);
        let is_kind = |at: usize| ["dear", "my", "old"].iter().any(|word| sensed.has(at, word));
        let kind = is_kind(before);
        while is_kind(before) && sensed.is(before, Sense::QUOTED) {
            before = before.saturating_sub(1);
        }
        // The apostrophe of "d'Arcy" opens nothing.
        let in_word = sensed.is_sign(before, "'’-")
            && sensed.prose.gap_before(before).is_empty()
            && before.checked_sub(1).is_some_and(|at| sensed.is(at, Sense::WORD))
            && sensed.prose.gap_before(before + 1).is_empty();
        let opens = kind || sensed.is_sign(before, ",;—–-!?\"“‘'") && !in_word;
        let end = words.end;
        opens && sensed.is_sign(end, ",.!?;—–-\"”’'") && !sensed.possessive_after(end)
    }
}
