//! Words in marks that nobody beside them says: those on a placard, those of somebody whom the text names in a way
//! that nothing here understands; and what "it" is that says something (tests/suggest/speakers.rs).

use std::ops::Range;

use super::cues::{Narration, SpokenCue};
use super::grammar::is_subject;
use super::mentions::MentionSort;
use super::senses::Sense;

/// What has words on it.
const CARRIERS: [&str; 18] = [
    "badge",
    "badges",
    "banner",
    "banners",
    "graffiti",
    "inscription",
    "notice",
    "notices",
    "placard",
    "placards",
    "plaque",
    "poster",
    "posters",
    "shirt",
    "sign",
    "signs",
    "sticker",
    "t-shirt",
];

/// Most mentions before "it" that are looked at, and the farthest back in sentences.
const MENTIONS: usize = 8;
const SENTENCES: usize = 2;

impl Narration<'_> {
    /// Whether a part is written on something: a placard that read “…”, a sign saying “…”.
    pub fn is_carried(&self, part: usize) -> bool {
        let sensed = self.sensed;
        let Some(start) = self.parts.get(part).map(|part| part.tokens.start) else { return false };
        let last =
            start.checked_sub(1).filter(|at| !sensed.is_sign(*at, ":,")).or(start.checked_sub(2));
        let says = Sense::SAYS.or(Sense::SAYS_TOO);
        let Some(verb) = last.filter(|at| sensed.is(*at, says)) else { return false };
        let Some(before) = verb.checked_sub(1) else { return false };
        let carrier = CARRIERS.iter().any(|word| sensed.has(before, word));
        let relative = sensed.has(before, "that")
            && before
                .checked_sub(1)
                .is_some_and(|at| !sensed.is(at, says) && sensed.is(at, Sense::WORD));
        relative || carrier && sensed.word(verb).ends_with("ing")
    }

    /// Whether a verb of saying stands directly behind a part.
    pub fn is_anothers(&self, part: usize) -> bool {
        let sensed = self.sensed;
        let Some(this) = self.parts.get(part) else { return false };
        let end = this.tokens.end;
        let verb = if sensed.is_sign(end, ",") { end + 1 } else { end };
        let paragraph = sensed.paragraphs.get(this.paragraph).map_or(end, |it| it.end);
        verb < paragraph
            && ",?!".contains(this.last)
            && sensed.is(verb, Sense::SAYS)
            && !sensed.is(verb, Sense::QUOTED)
    }

    /// The institution that "it" of a cue means: the last one that was a subject.
    pub fn institution(&self, cue: &SpokenCue) -> Option<Range<usize>> {
        let sensed = self.sensed;
        let it = Some(cue.subject.start).filter(|at| sensed.has(*at, "it"))?;
        let sentence = sensed.sentence_number(it);
        let end = self.mentions.partition_point(|mention| mention.tokens.start < it);
        let before = self.mentions.get(..end)?.iter().rev().take(MENTIONS);
        let mut near = before.take_while(|mention| {
            sensed.sentence_number(mention.tokens.start) + SENTENCES >= sentence
        });
        let found = near.find(|mention| {
            let body = || sensed.is(mention.tokens.end.saturating_sub(1), Sense::BODY);
            let is_one = match mention.sort {
                MentionSort::Proper => true,
                MentionSort::Described => {
                    mention.tokens.clone().any(|at| sensed.is(at, Sense::BODY)) || body()
                }
                MentionSort::Person(_) | MentionSort::Pronoun => false,
            };
            is_one && is_subject(sensed, mention)
        });
        found.map(|mention| mention.tokens.clone())
    }
}
