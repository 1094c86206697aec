//! The voices of a text, and which of them each turn can have: by its cue, by the people in its paragraph, by
//! who is called by name, and by who else takes part (tests/suggest/speakers.rs).

use std::collections::BTreeMap;
use std::ops::Range;

use super::cast::Member;
use super::cues::SpokenCue;
use super::epithets::{has_children, is_epithet, is_kind};
use super::gender::Gender;
use super::mentions::{Mention, MentionSort};
use super::pronouns::Meant;
use super::senses::Sense;
use super::speakers::{Scene, SpokenRun, plain};
use super::turns::{SpeechTurn, TurnLink, TurnStyle, Voice};

/// What speaks against a person known otherwise behind a new description.
const LOOK: f32 = 0.5;

/// What speaks for the last subject of a paragraph as the "he" or "she" of its quotations.
const OWN_PARAGRAPH: f32 = 2.0;

/// What speaks for the last subject before a quotation without a cue: Ana Ruiz was blunter. “No.”
const LEADS: f32 = 1.0;

/// What speaks for whoever says something in the paragraph before a quotation that is all of its own.
const REPORTS: f32 = 2.4;

/// Most words of an answer without a cue.
const ANSWER: usize = 6;

/// What speaks against whoever is not in the narration of a turn's own paragraph, where somebody is.
const APART: f32 = 1.5;

/// What speaks for somebody who is known to take a pronoun, against those of whom nothing is known.
const SAME: f32 = 0.8;

/// Turns before and after that make up a conversation.
const PARTY: usize = 8;

/// How much it counts to speak often in a conversation.
const PARTIES: f32 = 0.7;

/// What is known of the voice of a turn.
pub(super) enum Evidence {
    /// It is named.
    Voice(Voice),
    /// A description may mean somebody named: that one with its weight, or else a voice of its own.
    Either(Meant, Voice),
    /// A description that the text gives for the first time, of somebody it may know: with the gender.
    Look(Voice, Gender),
    /// "He", and whom that means.
    Gendered(Gender, Option<Meant>),
    /// Somebody who is not named: "one said", "it said".
    Somebody,
    /// Only heard: "came a harsh voice".
    Sound,
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

    /// The voice that is only described, by these words.
    pub fn described(&self, words: &str) -> Option<Voice> {
        self.described.get(&words.to_lowercase()).copied()
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
pub(super) fn narrator(scene: &Scene<'_>) -> Option<Voice> {
    let narration = scene.narration;
    let says_i = |mention: &&Mention| narration.sensed.has(mention.tokens.start, "i");
    if narration.mentions.iter().filter(says_i).count() < 5 {
        return None;
    }
    let mut called = vec![0_usize; scene.cast.members.len()];
    for name in scene.addressed.iter().filter(|name| scene.narration.calls(name)) {
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
            _ if start == head && sensed.is(start, Sense::HE.or(Sense::SHE)) => {
                Evidence::Gendered(Gender::of(sensed, start), meant)
            }
            Some(MentionSort::Pronoun) if sensed.has(start, "i") => {
                self.voices.narrator.map_or(Evidence::Nothing, Evidence::Voice)
            }
            // "Ruiz, the mayor, who said"
            Some(MentionSort::Pronoun) if sensed.has(start, "who") && meant.is_some() => {
                Evidence::Voice(meant.map_or(0, |meant| meant.member))
            }
            // "Came a harsh voice": nobody is named.
            _ if (start..=head).any(|at| sensed.is(at, Sense::SOUND)) => Evidence::Sound,
            _ if self.is_anybody(text) => Evidence::Somebody,
            Some(MentionSort::Proper) => {
                let bare = start == head && sensed.is(start, Sense::ROLE);
                let one = self.scene.only_one(start).filter(|_| bare);
                one.map_or_else(|| self.called(text), Evidence::Voice)
            }
            // "The University of Leeds"
            _ if (start..head).any(|at| sensed.is(at, Sense::PREPOSITION)) => self.called(text),
            // "Ana Ruiz and Tom Hall said": neither alone.
            _ if (start..head).any(|at| sensed.has(at, "and")) => {
                Evidence::Voice(self.voices.describe(text, text))
            }
            _ if sensed.is(head, Sense::CAPITAL) && !self.describes(&cue.subject, meant) => {
                // "The burly Moze": the name alone. "The Transport Workers’ Federation" is one name.
                let is_part =
                    |at: &usize| sensed.is(*at, Sense::CAPITAL) || sensed.is_sign(*at, "'’");
                let names = (start..=head).rev().take_while(is_part);
                self.called(sensed.text(names.last().unwrap_or(head)..head + 1))
            }
            _ => self.description(&cue, meant),
        }
    }

    /// Whether words that end with a capital describe somebody: "the Minister", "the two-time All-Star".
    fn describes(&self, subject: &Range<usize>, meant: Option<Meant>) -> bool {
        let sensed = self.scene.narration.sensed;
        sensed.is(subject.end.saturating_sub(1), Sense::ROLE)
            || ["a", "an"].iter().any(|word| sensed.has(subject.start, word))
            || is_epithet(sensed, subject) && (meant.is_some() || is_kind(sensed, subject))
    }

    /// The voice of a name that the tagger does not know.
    fn called(&mut self, name: &str) -> Evidence {
        let member = self.scene.cast.called(name);
        Evidence::Voice(member.unwrap_or_else(|| self.voices.describe(name, name)))
    }

    fn description(&mut self, cue: &SpokenCue, meant: Option<Meant>) -> Evidence {
        let sensed = self.scene.narration.sensed;
        let (start, head) = (cue.subject.start, cue.subject.end.saturating_sub(1));
        let text = sensed.text(self.scene.narration.with_owner(&cue.subject));
        let own = cue.mention.and_then(|mention| self.scene.cast.member(mention));
        // "The minister" is the minister of before; "the Home Office minister" may be another.
        let named = (start + 1..=head).any(|at| sensed.is(at, Sense::CAPITAL));
        let new = sensed.has(start, "a") || sensed.has(start, "an");
        let apart = named || new || sensed.is_owned(start);
        let key = if apart { text } else { sensed.word(head) };
        let full = sensed.text(self.scene.narration.in_full(&cue.subject));
        let own = own.unwrap_or_else(|| self.voices.describe(key, full));
        // "The man who had called" tells him from others.
        let close = ["who", "whose", "with", "in", "that", "of"];
        let told =
            close.iter().any(|word| sensed.has(head + 1, word)) && !has_children(sensed, head);
        let role = meant.filter(|meant| meant.member != own && !told);
        if let Some(role) = role {
            return Evidence::Either(role, own);
        }
        let report = self.scene.narration.style == TurnStyle::Report;
        if told && !report {
            let anybody = sensed.is(head, Sense::ANYBODY);
            return if anybody { Evidence::Somebody } else { Evidence::Voice(own) };
        }
        let members = &self.scene.cast.members;
        let known = members.get(own).is_some_and(Member::is_known);
        // "The prostrate man", "this newcomer": somebody of whom the text spoke otherwise.
        let by_look = !report && !new && !known && !sensed.is_owned(start);
        if by_look { Evidence::Look(own, Gender::of(sensed, head)) } else { Evidence::Voice(own) }
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
                Evidence::Look(own, gender) => {
                    let pool = self.pool(number, &evidence, &addressed);
                    let fit = |voice: Voice| {
                        voice != *own
                            && self.gender(voice).agrees(*gender)
                            && self.voices.narrator != Some(voice)
                    };
                    let pool = pool.into_iter().filter(|(voice, _)| fit(*voice));
                    let pool = pool.map(|(voice, weight)| (Some(voice), weight - LOOK));
                    std::iter::once((Some(*own), 0.0)).chain(pool).collect()
                }
                Evidence::Gendered(gender, meant) => {
                    let mut pool = self.pool(number, &evidence, &addressed);
                    for member in meant.iter().flat_map(Meant::all) {
                        if pool.iter().all(|(voice, _)| *voice != member) {
                            pool.push((member, 0.0));
                        }
                    }
                    let mut candidates = vec![(None, -1.0)];
                    let subject = self.subject_before(number, *gender);
                    let subject = subject.or_else(|| self.reporter_before(number, *gender));
                    for (voice, weight) in pool {
                        // “In a post,” he wrote, behind what a report says.
                        let report = self.scene.narration.style == TurnStyle::Report;
                        if report && voice >= self.scene.cast.members.len() {
                            continue;
                        }
                        let theirs = self.gender(voice);
                        let more = meant.map_or(0.0, |meant| self.trust * meant.is(voice));
                        let own = if subject == Some(voice) { OWN_PARAGRAPH } else { 0.0 };
                        let more = more + own;
                        if theirs.agrees(*gender) && self.voices.narrator != Some(voice) {
                            let same = if theirs == *gender { SAME } else { 0.0 };
                            candidates.push((Some(voice), 0.5 * weight + same + more));
                        }
                    }
                    candidates
                }
                Evidence::Somebody => vec![(None, 0.0)],
                Evidence::Nothing | Evidence::Sound => {
                    let heard = matches!(known, Evidence::Sound);
                    let doubt = self.doubt + if heard { 1.5 } else { 0.0 };
                    let pool = self.pool(number, &evidence, &addressed);
                    // In a report, beside “No.” the one who shrugs says it, if anybody.
                    let beside = self.runs.get(number).map(|run| self.narrated(run));
                    let beside = beside.filter(|_| self.scene.narration.style == TurnStyle::Report);
                    let beside = beside.filter(|beside| !beside.is_empty()).unwrap_or_default();
                    let is_apart = |voice: Voice| {
                        !beside.is_empty() && beside.iter().all(|(other, _)| *other != voice)
                    };
                    let subject = self.subject_before(number, Gender::Unknown);
                    let reporter = self.reporter_before(number, Gender::Unknown);
                    let reporter = reporter.filter(|_| matches!(known, Evidence::Nothing));
                    let new = reporter.filter(|new| pool.iter().all(|(voice, _)| voice != new));
                    let pool = pool.into_iter().chain(new.map(|voice| (voice, 0.5)));
                    let leads = if reporter.is_some() { REPORTS } else { LEADS };
                    let subject = subject.or(reporter);
                    let pool = pool.map(|(voice, weight)| {
                        let less = if is_apart(voice) { APART } else { 0.0 };
                        let more = if subject == Some(voice) { leads } else { 0.0 };
                        (Some(voice), weight - less + more)
                    });
                    std::iter::once((None, doubt)).chain(pool).collect()
                }
            };
            let cued = self.runs.get(number).is_some_and(|run| run.cue.is_some());
            let alone = !cued && self.is_alone(number);
            turns.push(SpeechTurn { candidates, link, answers: self.answers(number), cued, alone });
        }
        turns
    }

    /// Whether a turn is a few words without a cue behind a question that somebody asked.
    fn answers(&self, number: usize) -> bool {
        let before = number.checked_sub(1).and_then(|before| self.runs.get(before));
        // “We have paid enough,” she said: a question may be one of a speech.
        let run = self.runs.get(number).filter(|run| run.cue.is_none());
        let own = run.and_then(|run| self.scene.narration.parts.get(*run.parts.first()?));
        if own.is_none_or(|part| part.words > ANSWER) {
            return false;
        }
        let sensed = self.scene.narration.sensed;
        let asks = |verb: usize| ["asked", "asks"].iter().any(|word| sensed.has(verb, word));
        let before = before.filter(|run| run.cue.as_ref().is_some_and(|cue| asks(cue.verb)));
        let part = before.and_then(|run| self.scene.narration.parts.get(*run.parts.last()?));
        // A quotation that goes on in the next paragraph has no mark at the end of this one.
        part.is_some_and(|part| part.last == '?' && sensed.is_sign(part.tokens.end - 1, "\"”’'»"))
    }

    /// The same turns, in which those who speak much in a conversation are likelier: few take part in one.
    pub fn with_parties(&self, turns: &[SpeechTurn], shares: &[Vec<f32>]) -> Vec<SpeechTurn> {
        let mut all = turns.to_vec();
        let mut start = 0;
        while start < turns.len() {
            let apart = |at: &usize| self.link(*at) == TurnLink::Apart;
            let end = (start + 1..turns.len()).find(apart).unwrap_or(turns.len());
            for number in start..end {
                let near = number.saturating_sub(PARTY).max(start)..end.min(number + PARTY + 1);
                let mut spoken: BTreeMap<Voice, f32> = BTreeMap::new();
                for other in near.filter(|other| *other != number) {
                    let turn = turns.get(other).into_iter().flat_map(|turn| &turn.candidates);
                    for ((voice, _), share) in turn.zip(shares.get(other).into_iter().flatten()) {
                        if let Some(voice) = voice {
                            *spoken.entry(*voice).or_default() += share;
                        }
                    }
                }
                let most = spoken.values().copied().fold(0.0, f32::max);
                let Some(turn) = all.get_mut(number).filter(|turn| turn.candidates.len() > 1)
                else {
                    continue;
                };
                for (voice, weight) in &mut turn.candidates {
                    if let Some(voice) = voice {
                        let often = spoken.get(voice).copied().unwrap_or(0.0);
                        *weight += PARTIES * ((often + 0.5) / (most + 0.5)).ln();
                    }
                }
            }
            start = end;
        }
        all
    }

    /// Whether a voice is one of whom the text says more than "the man".
    pub fn tells(&self, voice: Voice) -> bool {
        let sensed = self.scene.narration.sensed;
        let member = self.scene.cast.members.get(voice).filter(|member| member.described);
        member.is_none_or(|member| !member.is_anybody(sensed))
    }

    pub fn gender(&self, voice: Voice) -> Gender {
        self.scene.cast.members.get(voice).map_or(Gender::Unknown, |member| member.gender)
    }

    /// Whether words are only a pronoun, or "another": they may be anybody's.
    fn is_anybody(&self, words: &str) -> bool {
        let anybody = ["it", "they", "we", "you", "one", "another", "who", "others", "some", "i"];
        anybody.iter().any(|word| words.eq_ignore_ascii_case(word))
    }

    pub fn link(&self, number: usize) -> TurnLink {
        let before = number.checked_sub(1).and_then(|before| self.runs.get(before));
        let (Some(before), Some(run)) = (before, self.runs.get(number)) else {
            return TurnLink::Apart;
        };
        match run.first.saturating_sub(before.last) {
            1 => TurnLink::Beside,
            2..=4 if self.has_turned(before.last, run.first) => TurnLink::Apart,
            0 | 2..=4 => TurnLink::Near,
            _ => TurnLink::Apart,
        }
    }
}
