//! What is around a quotation, compared with what is around a place (tests/native/quotations.rs).

use super::Likeness;
use super::compared::{ComparedText, signs_of};
use super::distance::{Begin, distances};
use super::matches::Anchor;
use super::quotation::Candidate;

/// What is around a quotation, as it is compared.
pub(super) struct Around {
    /// Backwards.
    prefix: Vec<char>,
    suffix: Vec<char>,
}

/// Most signs of context on each side.
const CONTEXT: usize = 64;

impl Around {
    pub(super) fn of(anchor: &Anchor<'_>) -> Self {
        let mut prefix = signs_of(anchor.prefix);
        prefix.reverse();
        let mut suffix = signs_of(anchor.suffix);
        prefix.truncate(CONTEXT);
        suffix.truncate(CONTEXT);
        Self { prefix, suffix }
    }

    /// What is around a place: backwards before it, and after it.
    fn there(&self, compared: &ComparedText, one: &Candidate) -> (Vec<char>, Vec<char>) {
        let signs = compared.signs();
        let before = signs.get(..one.from).unwrap_or_default().iter().rev();
        let after = signs.get(one.to..).unwrap_or_default().iter();
        let take = |side: &Vec<char>| side.len() + side.len() / 4;
        (
            before.take(take(&self.prefix)).copied().collect(),
            after.take(take(&self.suffix)).copied().collect(),
        )
    }

    /// The number of signs right beside a place that are the same.
    pub(super) fn beside(&self, compared: &ComparedText, one: &Candidate) -> usize {
        let (before, after) = self.there(compared, one);
        let same = |side: &[char], there: &[char]| {
            side.iter().zip(there).take_while(|(a, b)| a == b).count()
        };
        same(&self.prefix, &before) + same(&self.suffix, &after)
    }

    /// How much the words and what is around them are like a quotation and its surroundings: the words count
    /// half, or more if less is known of these. And how many sides are the same.
    pub(super) fn score(
        &self,
        compared: &ComparedText,
        one: &Candidate,
        likeness: Likeness,
    ) -> (Likeness, u8) {
        let (before, after) = self.there(compared, one);
        let like = |side: &[char], there: &[char]| {
            let least = distances(side, there, Begin::First).into_iter().min().unwrap_or_default();
            Likeness::of_distance(least, side.len())
        };
        let (mut sum, mut weights) = (u32::from(likeness.0) * WORDS, WORDS);
        let mut same = 0;
        for (side, there) in [(&self.prefix, before), (&self.suffix, after)] {
            if !side.is_empty() {
                let like = like(side, &there);
                same += u8::from(like == Likeness::EXACT && side.len() >= TELLING);
                sum += u32::from(like.0) * SIDE;
                weights += SIDE;
            }
        }
        (Likeness(u16::try_from(sum / weights).unwrap_or_default()), same)
    }
}

/// Signs on one side that tell something.
const TELLING: usize = 12;

/// What the words count.
const WORDS: u32 = 5;

/// What each side counts.
const SIDE: u32 = 2;
