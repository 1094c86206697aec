//! Who may have a turn that nobody is named beside: those in the narration of its paragraph, those who speak before
//! and after it, and those who are called by name (tests/suggest/speakers.rs).

use super::gender::Gender;
use super::grammar::{is_named_subject, is_subject};
use super::mentions::MentionSort;
use super::pronouns::acts;
use super::senses::Sense;
use super::speakers::SpokenRun;
use super::told::{is_asked, is_inner};
use super::turns::{TurnLink, TurnStyle, Voice};
use super::voices::{Evidence, Speaking};

/// Most voices that are compared for a turn.
const VOICES: usize = 8;

/// Turns before and after that are searched for voices.
const NEAR: u8 = 16;

/// What speaks against somebody who speaks later, and whom the text has not met yet.
const UNMET: f32 = 1.5;

/// What speaks for the last subject of the narration before a turn.
const STAGE: f32 = 1.6;

/// Farthest from the end of a paragraph somebody says what the next one goes on with, in tokens.
const REPORT: usize = 80;

/// Sentences at the end of a paragraph that lead to what is said in the next.
const SENTENCES: usize = 2;

impl Speaking<'_> {
    /// The voices that a turn without a name can have, with the weight of what speaks for each.
    pub fn pool(
        &self,
        number: usize,
        evidence: &[Evidence],
        addressed: &[Vec<Voice>],
    ) -> Vec<(Voice, f32)> {
        let mut pool: Vec<(Voice, f32)> = Vec::new();
        let mut add = |voice: Voice, weight: f32, more: f32| {
            if let Some((_, known)) = pool.iter_mut().find(|(known, _)| *known == voice) {
                *known += more;
            } else if pool.len() < VOICES {
                pool.push((voice, weight));
            }
        };
        let Some(run) = self.runs.get(number) else { return pool };
        for (member, weight) in self.narrated(run) {
            add(member, weight, weight);
        }
        // A voice from outside is nobody's who is in sight.
        let heard = matches!(evidence.get(number), Some(Evidence::Sound));
        if let Some((member, weight)) = self.narrated_before(run).filter(|_| !heard) {
            add(member, weight, weight);
        }
        let (mut back, mut on) = (Some(number), Some(number));
        for distance in 1..=NEAR {
            // Up to where another conversation begins.
            back = back
                .filter(|at| self.link(*at) != TurnLink::Apart)
                .and_then(|at| at.checked_sub(1));
            on = on.map(|at| at + 1).filter(|at| self.link(*at) != TurnLink::Apart);
            let even = if distance % 2 == 0 { 0.2 } else { 0.0 };
            let weight = even - 0.06 * f32::from(distance);
            for other in back.into_iter().chain(on) {
                match evidence.get(other) {
                    Some(Evidence::Voice(voice)) => {
                        let unmet = distance > 2 && self.is_unmet(*voice, run);
                        let less = if unmet { UNMET } else { 0.0 };
                        add(*voice, weight - less, if unmet { 0.0 } else { 0.2 });
                    }
                    Some(Evidence::Look(own, _)) => add(*own, weight - 0.5, 0.1),
                    Some(Evidence::Either(meant, _)) => add(meant.member, weight, 0.1),
                    Some(Evidence::Gendered(_, Some(meant))) => {
                        add(meant.member, weight - 0.3, 0.1);
                    }
                    _ => {}
                }
                for voice in addressed.get(other).into_iter().flatten() {
                    add(*voice, weight - 0.3, 0.0);
                }
            }
        }
        let beside = [
            number.checked_sub(1).filter(|_| self.link(number) == TurnLink::Beside),
            Some(number + 1).filter(|next| self.link(*next) == TurnLink::Beside),
        ];
        for other in beside.into_iter().flatten() {
            for voice in addressed.get(other).into_iter().flatten() {
                add(*voice, 1.3, 1.3);
            }
        }
        for voice in addressed.get(number).into_iter().flatten() {
            add(*voice, -4.0, -4.0);
        }
        if let Some(own) = self.self_named(run) {
            add(own, 3.0, 3.0);
        }
        pool
    }

    /// Whether a report turns to somebody else in the paragraphs between two.
    pub fn has_turned(&self, one: usize, other: usize) -> bool {
        let narration = self.scene.narration;
        let paragraphs = &narration.sensed.paragraphs;
        let first = paragraphs.get(one).zip(paragraphs.get(other));
        let between = first.filter(|_| self.scene.narration.style == TurnStyle::Report);
        between.is_some_and(|(one, other)| {
            let mut named = narration.mentions_in(one.end..other.start).take(VOICES);
            named.any(|(_, mention)| {
                matches!(mention.sort, MentionSort::Person(_))
                    && is_subject(narration.sensed, mention)
            })
        })
    }

    /// Whether the text meets somebody only after a turn.
    fn is_unmet(&self, voice: Voice, run: &SpokenRun) -> bool {
        let paragraph = self.scene.narration.sensed.paragraphs.get(run.last);
        let member = self.scene.cast.members.get(voice);
        member.zip(paragraph).is_some_and(|(member, paragraph)| member.first >= paragraph.end)
    }

    /// In a report, the last person who is a subject in the sentences before a turn in its own paragraph: "Ana Ruiz,
    /// the mayor, laughed. “No,” she said."
    pub fn subject_before(&self, number: usize, gender: Gender) -> Option<Voice> {
        let narration = self.scene.narration;
        let run =
            self.runs.get(number).filter(|_| self.scene.narration.style == TurnStyle::Report)?;
        let start = narration.parts.get(*run.parts.first()?)?.tokens.start;
        let paragraph = narration.sensed.paragraphs.get(run.first)?.start;
        let end = narration.mentions.partition_point(|mention| mention.tokens.start < start);
        let before = narration.mentions.get(..end)?.iter().enumerate().rev().take(VOICES);
        let near = before.take_while(|(_, mention)| mention.tokens.start >= paragraph);
        let sensed = narration.sensed;
        let subjects = near.filter(|(number, mention)| {
            let subject = is_named_subject(sensed, narration.mentions, *number);
            subject && !is_inner(sensed, mention) || is_asked(sensed, mention)
        });
        let mut described = None;
        for (number, mention) in subjects {
            let meant = self.scene.meant.get(number).copied().flatten().map(|meant| meant.member);
            // "Ms Ruiz asked Tom Hall why. “I need to know,” she said": not he.
            let fits = meant.is_some_and(|meant| self.gender(meant).agrees(gender));
            if is_asked(sensed, mention) && !fits {
                continue;
            }
            // "Ana Ruiz wrote that her brother was ill. “He fell,” she said": never the brother.
            let meant = meant.filter(|meant| self.gender(*meant).agrees(gender));
            match mention.sort {
                // "Ana Ruiz saw it. The driver was hurt. “I ran,” she said": either.
                MentionSort::Person(_) if !fits => {}
                MentionSort::Person(_) => {
                    let member = self.scene.cast.member(number);
                    return member.filter(|_| described.is_none() || described == member);
                }
                MentionSort::Described if acts(narration.sensed, mention) && meant.is_some() => {
                    return meant.filter(|_| described.is_none() || described == meant);
                }
                MentionSort::Described => described = described.or(meant),
                MentionSort::Pronoun | MentionSort::Proper => {}
            }
        }
        described
    }

    /// In a report, the last who says something in the paragraph before a turn that opens its own: "Ana Ruiz said it was
    /// wet.\n\n“It rains,” she said." So does whoever laughs or is unmoved at its end.
    pub fn reporter_before(&self, number: usize, gender: Gender) -> Option<Voice> {
        let narration = self.scene.narration;
        let sensed = narration.sensed;
        let run = self.runs.get(number).filter(|_| narration.style == TurnStyle::Report)?;
        let first = narration.parts.get(*run.parts.first()?)?.tokens.start;
        let opens = sensed.paragraphs.get(run.first)?.start == first;
        let before = sensed.paragraphs.get(run.first.checked_sub(1)?).filter(|_| opens)?;
        let floor = before.end.saturating_sub(REPORT).max(before.start);
        if (floor..before.end).any(|at| sensed.is(at, Sense::QUOTED)) {
            return None;
        }
        let last = sensed.sentence(before.end - 1).start.max(floor);
        // "Dealers who asked no questions"
        let relative = |at: usize| ["who", "which"].iter().any(|word| sensed.has(at - 1, word));
        let says = |at: &usize| {
            let reacts = *at >= last && self.reacts(*at);
            (reacts || sensed.is(*at, Sense::SAYS)) && narration.can_speak(*at) && !relative(*at)
        };
        let verb = (floor + 1..before.end).rev().find(says)?;
        // "Tom Hall asked Ana Ruiz why.\n\n“No,” she said."
        if ["asked", "asks"].iter().any(|word| sensed.has(verb, word)) {
            return None;
        }
        let sentence = sensed.sentence(verb);
        let (mention, _) = narration.subject_of(verb, sentence.start, sentence.end)?;
        let meant = self.scene.meant.get(mention?).copied().flatten()?;
        Some(meant.member).filter(|member| self.gender(*member).agrees(gender))
    }

    /// Whether a turn is all of its paragraphs.
    pub fn is_alone(&self, number: usize) -> bool {
        let narration = self.scene.narration;
        let Some(run) = self.runs.get(number) else { return false };
        let paragraph = |at: usize| narration.sensed.paragraphs.get(at);
        let whole = paragraph(run.first).zip(paragraph(run.last));
        let part = |part: Option<&usize>| part.and_then(|part| narration.parts.get(*part));
        let ends = part(run.parts.first()).zip(part(run.parts.last()));
        whole.zip(ends).is_some_and(|((opens, closes), (first, last))| {
            run.parts.len() == 1 + run.last - run.first
                && opens.start == first.tokens.start
                && closes.end <= last.tokens.end + 1
        })
    }

    /// Whether a verb tells how somebody takes what was said: "laughed", "was unmoved".
    fn reacts(&self, verb: usize) -> bool {
        let sensed = self.scene.narration.sensed;
        let is = ["is", "was", "were"].iter().any(|word| sensed.has(verb, word));
        // "Was rather less sure", "was having none of it"
        let how = if self.scene.narration.is_adverb(verb + 1) { verb + 2 } else { verb + 1 };
        // "Agreed to pay" is no word of theirs.
        let agrees = ["agreed", "agrees"].iter().any(|word| sensed.has(verb, word));
        let acts = agrees && ["to", "on"].iter().any(|word| sensed.has(verb + 1, word));
        sensed.is(verb, Sense::REACTS) && !acts || is && sensed.is(how, Sense::REACTION)
    }

    /// In a story, the last subject of a paragraph of narration before a turn, if it is of its last sentences:
    /// "The porter shut the door.\n\n“Now,” he said."
    fn narrated_before(&self, run: &SpokenRun) -> Option<(Voice, f32)> {
        let narration = self.scene.narration;
        let sensed = narration.sensed;
        let first = narration.parts.get(*run.parts.first()?)?.tokens.start;
        let opens = sensed.paragraphs.get(run.first)?.start == first;
        let before = sensed.paragraphs.get(run.first.checked_sub(1)?)?;
        let told = self.scene.narration.style == TurnStyle::Dialogue
            && opens
            && !before.clone().any(|at| sensed.is(at, Sense::QUOTED));
        let last = sensed.sentence_number(before.end.checked_sub(1).filter(|_| told)?);
        let end = narration.mentions.partition_point(|mention| mention.tokens.start < before.end);
        let near = narration.mentions.get(..end)?.iter().enumerate().rev().take(VOICES);
        let mut near = near.take_while(|(_, mention)| {
            mention.tokens.start >= before.start
                && sensed.sentence_number(mention.tokens.start) + SENTENCES > last
        });
        let (number, _) = near.find(|(_, mention)| is_subject(sensed, mention))?;
        let meant = self.scene.meant.get(number).copied().flatten()?;
        Some((meant.member, STAGE * meant.score))
    }

    /// The people in the narration of a turn's own paragraph, and their weight.
    pub fn narrated(&self, run: &SpokenRun) -> Vec<(Voice, f32)> {
        let narration = self.scene.narration;
        let Some(paragraph) = narration.sensed.paragraphs.get(run.first) else { return Vec::new() };
        let mut found: Vec<(Voice, f32)> = Vec::new();
        for (number, mention) in narration.mentions_in(paragraph.clone()).take(VOICES) {
            let meant = self.scene.meant.get(number).copied().flatten();
            let weight = if is_subject(narration.sensed, mention) { 1.6 } else { 0.3 };
            if let Some(meant) = meant
                && found.iter().all(|(voice, _)| *voice != meant.member)
            {
                found.push((meant.member, weight * meant.score));
            }
        }
        found
    }
}
