//! The voices of a text, and which of them each turn can have: by its cue, by the people in its paragraph, by
//! who is called by name, and by who else takes part (tests/suggest/speakers.rs).

use std::collections::BTreeMap;

use super::cast::Gender;
use super::cues::SpokenCue;
use super::mentions::{Mention, MentionSort};
use super::pronouns::Meant;
use super::senses::Sense;
use super::speakers::{Scene, SpokenRun, plain};
use super::turns::{SpeechTurn, TurnLink, Voice};

/// Most voices that are compared for a turn.
const VOICES: usize = 8;

/// Turns before and after that are searched for voices.
const NEAR: u8 = 16;

/// What is known of the voice of a turn.
enum Evidence {
    /// It is named.
    Voice(Voice),
    /// A description may mean somebody named: that one with its weight, or else a voice of its own.
    Either(Meant, Voice),
    /// "He", and whom that means.
    Gendered(Gender, Option<Meant>),
    /// No cue.
    Nothing,
}

/// The voices of a text: the members of its cast, then those that are only described.
pub(super) struct Voices {
    pub names: Vec<String>,
    described: BTreeMap<String, Voice>,
    /// Who "I" is.
    narrator: Option<Voice>,
}

impl Voices {
    pub fn of(scene: &Scene<'_>) -> Self {
        let names = scene.cast.members.iter().map(|member| member.name.clone()).collect();
        Self { names, described: BTreeMap::new(), narrator: narrator(scene) }
    }

    fn describe(&mut self, key: &str, name: &str) -> Voice {
        let new = self.names.len();
        let voice = *self.described.entry(key.to_lowercase()).or_insert(new);
        if voice == new {
            self.names.push(plain(name));
        }
        voice
    }
}

/// In a story told by "I", somebody who is addressed but never named by the narration.
fn narrator(scene: &Scene<'_>) -> Option<Voice> {
    let narration = scene.narration;
    let says_i = |mention: &&Mention| narration.sensed.has(mention.tokens.start, "i");
    if narration.mentions.iter().filter(says_i).count() < 5 {
        return None;
    }
    let mut called = vec![0_usize; scene.cast.members.len()];
    for name in scene.addressed {
        let member = scene.cast.called(narration.sensed.text(name.clone()));
        if let Some(count) = member.and_then(|member| called.get_mut(member)) {
            *count += 1;
        }
    }
    for number in 0..narration.mentions.len() {
        if let Some(count) = scene.cast.member(number).and_then(|member| called.get_mut(member)) {
            *count = 0;
        }
    }
    let most =
        called.iter().enumerate().max_by_key(|(number, count)| (**count, usize::MAX - number));
    most.filter(|(_, count)| **count > 0).map(|(member, _)| member)
}

/// All that is known of who speaks, turn by turn.
pub(super) struct Speaking<'a> {
    pub scene: Scene<'a>,
    pub cues: Vec<Option<SpokenCue>>,
    pub runs: Vec<SpokenRun>,
    pub voices: Voices,
    /// The weight of none of the known voices.
    pub doubt: f32,
    /// How much it counts whom a pronoun means by the narration alone.
    pub trust: f32,
}

impl Speaking<'_> {
    fn evidence(&mut self, run: usize) -> Evidence {
        let Some(cue) = self.runs.get(run).and_then(|run| run.cue.clone()) else {
            return Evidence::Nothing;
        };
        let sensed = self.scene.narration.sensed;
        let start = cue.subject.start;
        let meant =
            cue.mention.and_then(|mention| self.scene.meant.get(mention)).copied().flatten();
        let mention = cue.mention.and_then(|mention| self.scene.narration.mentions.get(mention));
        let text = sensed.text(self.scene.narration.with_owner(&cue.subject));
        let head = cue.subject.end.saturating_sub(1);
        match mention.map(|mention| &mention.sort) {
            Some(MentionSort::Person(_)) if meant.is_some() => {
                Evidence::Voice(meant.map_or(0, |meant| meant.member))
            }
            Some(MentionSort::Pronoun) if sensed.is(start, Sense::HE.or(Sense::SHE)) => {
                Evidence::Gendered(Gender::of(sensed, start), meant)
            }
            Some(MentionSort::Pronoun) if sensed.has(start, "i") => {
                let narrator = self.voices.narrator;
                Evidence::Voice(narrator.unwrap_or_else(|| self.voices.describe("i", "I")))
            }
            // "Came a harsh voice": nobody is named.
            _ if (start..=head).any(|at| sensed.is(at, Sense::SOUND)) => Evidence::Nothing,
            Some(MentionSort::Proper) => Evidence::Voice(self.voices.describe(text, text)),
            _ if sensed.is(head, Sense::CAPITAL) => {
                // "The burly Moze": the name alone.
                let names = (start..=head).rev().take_while(|at| sensed.is(*at, Sense::CAPITAL));
                let name = sensed.text(names.last().unwrap_or(head)..head + 1);
                let member = self.scene.cast.called(name);
                Evidence::Voice(member.unwrap_or_else(|| self.voices.describe(name, name)))
            }
            _ => {
                // "The minister" is the minister of before; "the Home Office minister" may be another.
                let named = (start + 1..=head).any(|at| sensed.is(at, Sense::CAPITAL));
                let new = sensed.has(start, "a") || sensed.has(start, "an");
                let apart = named || new || sensed.is_owned(start);
                let key = if apart { text } else { sensed.word(head) };
                let own = self.voices.describe(key, text);
                meant.map_or(Evidence::Voice(own), |meant| Evidence::Either(meant, own))
            }
        }
    }

    /// The turns, each with what speaks for those who may have it.
    pub fn turns(&mut self) -> Vec<SpeechTurn> {
        let evidence: Vec<Evidence> = (0..self.runs.len()).map(|run| self.evidence(run)).collect();
        let addressed: Vec<Vec<Voice>> = self.runs.iter().map(|run| self.addressed(run)).collect();
        let mut turns = Vec::with_capacity(evidence.len());
        for (number, known) in evidence.iter().enumerate() {
            let link = self.link(number);
            let candidates = match known {
                Evidence::Voice(voice) => vec![(Some(*voice), 0.0)],
                Evidence::Either(meant, own) => {
                    vec![(Some(meant.member), 3.0 * meant.score - 1.0), (Some(*own), 0.0)]
                }
                Evidence::Gendered(gender, meant) => {
                    let mut pool = self.pool(number, &evidence, &addressed);
                    if let Some(meant) = meant
                        && pool.iter().all(|(voice, _)| *voice != meant.member)
                    {
                        pool.push((meant.member, 0.0));
                    }
                    let mut candidates = vec![(None, -1.0)];
                    for (voice, weight) in pool {
                        let theirs = self.gender(voice);
                        let is_meant = meant.filter(|meant| meant.member == voice);
                        let more = is_meant.map_or(0.0, |meant| self.trust * meant.score);
                        if theirs.agrees(*gender) && self.voices.narrator != Some(voice) {
                            let same = if theirs == *gender { 0.4 } else { 0.0 };
                            candidates.push((Some(voice), 0.5 * weight + same + more));
                        }
                    }
                    candidates
                }
                Evidence::Nothing => {
                    let pool = self.pool(number, &evidence, &addressed);
                    let pool = pool.into_iter().map(|(voice, weight)| (Some(voice), weight));
                    std::iter::once((None, self.doubt)).chain(pool).collect()
                }
            };
            turns.push(SpeechTurn { candidates, link });
        }
        turns
    }

    fn gender(&self, voice: Voice) -> Gender {
        self.scene.cast.members.get(voice).map_or(Gender::Unknown, |member| member.gender)
    }

    /// Whether a voice is only a pronoun, or "another": it may be anybody's.
    fn is_anybody(&self, voice: Voice) -> bool {
        let name = self.voices.names.get(voice).map_or("", String::as_str);
        let words = ["it", "they", "we", "you", "one", "another", "who", "others", "some"];
        words.iter().any(|word| name.eq_ignore_ascii_case(word))
    }

    fn link(&self, number: usize) -> TurnLink {
        let before = number.checked_sub(1).and_then(|before| self.runs.get(before));
        let (Some(before), Some(run)) = (before, self.runs.get(number)) else {
            return TurnLink::Apart;
        };
        match run.first.saturating_sub(before.last) {
            1 => TurnLink::Beside,
            0 | 2..=4 => TurnLink::Near,
            _ => TurnLink::Apart,
        }
    }

    /// The voices that a turn without a name can have, with the weight of what speaks for each.
    fn pool(
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
                    Some(Evidence::Voice(voice)) if !self.is_anybody(*voice) => {
                        add(*voice, weight, 0.2);
                    }
                    Some(Evidence::Either(meant, _)) => add(meant.member, weight, 0.1),
                    Some(Evidence::Gendered(_, Some(meant))) => {
                        add(meant.member, weight - 0.3, 0.1);
                    }
                    _ => {}
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
        pool
    }

    /// The people in the narration of a turn's own paragraph, and their weight.
    fn narrated(&self, run: &SpokenRun) -> Vec<(Voice, f32)> {
        let narration = self.scene.narration;
        let Some(paragraph) = narration.sensed.paragraphs.get(run.first) else { return Vec::new() };
        let mut found: Vec<(Voice, f32)> = Vec::new();
        for (number, mention) in narration.mentions_in(paragraph.clone()).take(VOICES) {
            let meant = self.scene.meant.get(number).copied().flatten();
            let first = narration.sensed.is(mention.tokens.start, Sense::FIRST);
            let weight = if first { 1.6 } else { 0.5 };
            if let Some(meant) = meant
                && found.iter().all(|(voice, _)| *voice != meant.member)
            {
                found.push((meant.member, weight * meant.score));
            }
        }
        found
    }

    /// Who is called by name in the quotations of a run: “Come, Watson.”
    fn addressed(&self, run: &SpokenRun) -> Vec<Voice> {
        let narration = self.scene.narration;
        let sensed = narration.sensed;
        let mut found = Vec::new();
        for part in run.parts.iter().filter_map(|part| narration.parts.get(*part)) {
            let mut at = part.tokens.start;
            while at < part.tokens.end {
                let run = (at..part.tokens.end).take_while(|at| sensed.is(*at, Sense::CAPITAL));
                let end = run.last().map_or(at, |last| last + 1);
                if end > at && self.is_called(at, end, part.tokens.start) {
                    let text = sensed.text(at..end);
                    let described = self.voices.described.get(&text.to_lowercase()).copied();
                    let last = sensed.word(end - 1);
                    found.extend(described.or_else(|| self.scene.cast.called(last)));
                }
                at = end.max(at + 1);
            }
        }
        found
    }

    /// Whether words with capitals inside a quotation stand as a call: “My dear Holmes, …”
    fn is_called(&self, start: usize, end: usize, quote: usize) -> bool {
        let sensed = self.scene.narration.sensed;
        let mut before = start.saturating_sub(1);
        let is_kind = |at: usize| ["dear", "my", "old"].iter().any(|word| sensed.has(at, word));
        let kind = is_kind(before);
        while before > quote && is_kind(before) {
            before -= 1;
        }
        let opens = kind || before <= quote || sensed.is_sign(before, ",;—–-!?");
        opens && sensed.is_sign(end, ",.!?;—–-\"”’'") && !sensed.possessive_after(end)
    }
}
