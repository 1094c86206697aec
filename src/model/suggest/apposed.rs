//! A verb of saying far behind its quotation, where all that lies between tells who the speaker is: “…,” Smith, who
//! chairs the board and had voted for it in May, said (tests/suggest/speakers.rs).

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
}
