//! Claims worth checking: sentences that state what can be looked up, as fact-checkers choose them (figures,
//! comparisons, causes, records, laws, what happened), and neither opinion nor promise
//! (tests/suggest/claims.rs).

use std::ops::Range;

use super::indirect::Reported;
use super::reason::{Because, Reason};
use super::sensed::{Sensed, is_past};
use super::senses::Sense;
use super::speakers::{Scene, Utterance};
use super::statements::{is_statement, links, unlabelled};
use super::transcript::Transcript;
use super::{SuggestedSpeaker, Suggestion};
use crate::model::annotation::Kind;

/// Least score of a claim that is suggested at all: below are questions, greetings and opinions.
const LEAST: f32 = 0.08;

/// The claims of a text, by place, with their claimants where somebody else than the article makes them.
pub(super) fn claims(
    scene: &Scene<'_>,
    spoken: &[Option<Utterance>],
    reported: &[Reported],
) -> Vec<Suggestion> {
    let sensed = scene.narration.sensed;
    let transcript = Transcript::of(scene);
    let mut reported = reported.iter().peekable();
    let mut all = Vec::new();
    for sentence in &sensed.sentences {
        while reported.next_if(|one| one.tokens.end <= sentence.start).is_some() {}
        let clause = reported.peek().filter(|one| one.tokens.end <= sentence.end);
        let quoted = scene.quoted_in(sentence).filter(|_| clause.is_none());
        let whole = || quoted.clone().unwrap_or_else(|| sentence.clone());
        let tokens = clause.map_or_else(whole, |clause| clause.tokens.clone());
        let tokens = unlabelled(sensed, transcript.unlabelled(tokens));
        let tokens = scene.with_marks(trimmed(sensed, tokens));
        // What is denied is not said to be so.
        let denied = |at: usize| sensed.is(at, Sense::DENIAL) && scene.narration.can_speak(at);
        if clause.is_none() && sentence.clone().any(denied) {
            continue;
        }
        let evidence = Checkable::of(sensed, &tokens);
        let score = evidence.score();
        let reason = evidence.reason(sensed);
        // What somebody reports is stated, also by a verb that no list has: "the ride takes 41 minutes".
        let verb = |at: usize| {
            let plain = sensed.word(at).len() > 3 && !sensed.is(at, Sense::CAPITAL);
            sensed.is_verb(at) || plain && sensed.word(at).ends_with('s')
        };
        let states = clause.is_some() && tokens.clone().any(verb)
            || quoted.is_some() && tokens.clone().skip(1).any(|at| links(sensed, at))
            || is_statement(sensed, &tokens);
        if score < LEAST || tokens.is_empty() || reason.is_empty() || !states {
            continue;
        }
        let claimant = match clause {
            Some(clause) => clause.suggestion.speaker.clone(),
            None => scene.quoted_speaker(&tokens, spoken).or_else(|| {
                // What somebody else's words say in a turn is not claimed by its speaker.
                let own = !sensed.is(tokens.start, Sense::QUOTED);
                transcript.speaker(tokens.start).filter(|_| own).cloned()
            }),
        };
        all.push(Suggestion {
            kind: Kind::Claim,
            spans: vec![sensed.bytes(tokens)],
            score,
            reason,
            speaker: claimant,
            cue: None,
            form: None,
        });
    }
    all
}

/// A sentence from its first word to its last, with a stop but without quotation marks around it.
fn trimmed(sensed: &Sensed<'_>, tokens: Range<usize>) -> Range<usize> {
    let seen = |at: &usize| {
        sensed.word(*at).starts_with(char::is_alphanumeric) || sensed.is_sign(*at, "$€£¥%)([")
    };
    let start = tokens.clone().find(seen).unwrap_or(tokens.end);
    let last = (start..tokens.end).rev().find(seen);
    let end = last.map_or(start, |last| last + 1);
    let stop = end < tokens.end && sensed.is_sign(end, ".!?");
    start..end + usize::from(stop)
}

impl Scene<'_> {
    /// The words of a quotation in full that is part of a sentence: “Crime fell,” Smith told reporters.
    fn quoted_in(&self, sentence: &Range<usize>) -> Option<Range<usize>> {
        let parts = self.narration.parts;
        let first = parts.partition_point(|part| part.tokens.end <= sentence.start);
        let inside = parts.get(first..)?.iter().take_while(|part| part.tokens.start < sentence.end);
        let whole = inside.filter(|part| self.narration.is_whole(part));
        let shared = whole
            .map(|part| part.tokens.start.max(sentence.start)..part.tokens.end.min(sentence.end));
        shared.max_by_key(Range::len)
    }

    /// Words with the marks of the quotations that begin and end in them.
    fn with_marks(&self, tokens: Range<usize>) -> Range<usize> {
        let sensed = self.narration.sensed;
        let parts = self.narration.parts;
        let of = |at: usize| {
            let part = parts.get(parts.partition_point(|part| part.tokens.end <= at))?;
            (part.tokens.start <= at).then(|| part.tokens.clone())
        };
        let opening = of(tokens.start).filter(|part| part.end < tokens.end);
        let start = opening.map_or(tokens.start, |part| part.start);
        let last = tokens.end.checked_sub(1).filter(|_| !tokens.is_empty());
        let closing = last.and_then(of).filter(|part| start < part.start);
        let end = closing.map_or(tokens.end, |part| part.end);
        let stops = end > tokens.end && !sensed.is_sign(tokens.end - 1, ".!?");
        start..end + usize::from(stops && sensed.is_sign(end, ".!?"))
    }

    /// The speaker of the quotation that a sentence is in for the most part.
    fn quoted_speaker(
        &self,
        tokens: &Range<usize>,
        spoken: &[Option<Utterance>],
    ) -> Option<SuggestedSpeaker> {
        let parts = self.narration.parts;
        let first = parts.partition_point(|part| part.tokens.end <= tokens.start);
        let near = parts.iter().zip(spoken).skip(first);
        let inside = near.take_while(|(part, _)| part.tokens.start < tokens.end);
        let most = inside.max_by_key(|(part, _)| {
            part.tokens.end.min(tokens.end) - part.tokens.start.max(tokens.start)
        });
        let (part, utterance) = most?;
        let shared = part.tokens.end.min(tokens.end) - part.tokens.start.max(tokens.start);
        let utterance = utterance.as_ref().filter(|_| 2 * shared > tokens.len())?;
        Some(self.narration.speaker(utterance))
    }
}

/// What makes a sentence checkable, counted.
#[derive(Debug, Default)]
struct Checkable {
    words: u16,
    figures: u16,
    /// Dollars, percent, millions.
    amounts: u16,
    numbers: u16,
    units: u16,
    comparisons: u16,
    causes: u16,
    records: u16,
    laws: u16,
    events: u16,
    states: u16,
    names: u16,
    opinions: u16,
    promises: u16,
    courtesies: u16,
    memories: u16,
    asks: bool,
    /// It says in few words that one thing causes another: "Smoking causes cancer."
    causal: bool,
    /// It begins with "I".
    own: bool,
    /// It begins with "if" or with a verb: a wish, an order.
    open: bool,
    /// It says what somebody means to do, or hopes for.
    intends: bool,
    /// The tokens of the strongest words, for the reason.
    figure: Option<usize>,
    comparison: Option<usize>,
    cause: Option<usize>,
    record: Option<usize>,
    law: Option<usize>,
    event: Option<usize>,
}

impl Checkable {
    fn of(sensed: &Sensed<'_>, tokens: &Range<usize>) -> Self {
        let mut it = Self::default();
        for at in tokens.clone() {
            it.words += u16::from(sensed.is(at, Sense::WORD));
            it.count(sensed, at, at == tokens.start);
            if it.words == u16::MAX {
                break;
            }
        }
        it.asks = tokens.end.checked_sub(1).is_some_and(|last| sensed.is_sign(last, "?"));
        let start = tokens.start;
        it.own = sensed.has(start, "i");
        let openers =
            ["if", "let", "look", "imagine", "listen", "please", "when", "what", "why", "how"];
        it.open = openers.iter().any(|word| sensed.has(start, word));
        it.intends = intends(sensed, tokens);
        it.causal =
            it.words <= BRIEF && !sensed.is(start, Sense::SUBJECT) && is_causal(sensed, tokens);
        it
    }

    fn count(&mut self, sensed: &Sensed<'_>, at: usize, first: bool) {
        if means_another(sensed, at) {
            return;
        }
        let add = |sense: Sense, count: &mut u16, place: &mut Option<usize>| {
            if sensed.is(at, sense) {
                *count = count.saturating_add(1);
                place.get_or_insert(at);
            }
        };
        let mut unused = None;
        add(Sense::FIGURE, &mut self.figures, &mut self.figure);
        add(Sense::NUMBER, &mut self.numbers, &mut self.figure);
        add(Sense::UNIT, &mut self.units, &mut unused);
        add(Sense::COMPARISON, &mut self.comparisons, &mut self.comparison);
        add(Sense::CAUSE, &mut self.causes, &mut self.cause);
        add(Sense::RECORD, &mut self.records, &mut self.record);
        add(Sense::LAW, &mut self.laws, &mut self.law);
        add(Sense::EVENT, &mut self.events, &mut self.event);
        add(Sense::STATE, &mut self.states, &mut unused);
        add(Sense::OPINION, &mut self.opinions, &mut unused);
        add(Sense::PROMISE, &mut self.promises, &mut unused);
        add(Sense::COURTESY, &mut self.courtesies, &mut unused);
        add(Sense::MEMORY, &mut self.memories, &mut unused);
        let is_large = sensed.is(at, Sense::FIGURE) && is_large(sensed.word(at));
        if is_large && !sensed.is_sign(at.wrapping_sub(1), "$€£¥") {
            self.amounts = self.amounts.saturating_add(1);
        }
        if sensed.is_sign(at, "$€£¥%") || AMOUNTS.iter().any(|word| sensed.has(at, word)) {
            self.amounts = self.amounts.saturating_add(1);
            self.figure.get_or_insert(at);
        }
        let named = sensed.is(at, Sense::CAPITAL) && !first && !sensed.has(at, "i");
        // "United" and "state-owned" tell of nothing that happened.
        // Nor does "a privileged position"; "a bill that repealed it" does.
        let describes = at
            .checked_sub(1)
            .is_some_and(|before| sensed.is(before, Sense::DETERMINER) && !refers(sensed, before));
        let happens =
            is_past(sensed.word(at)) && !named && !describes && !sensed.word(at).contains('-');
        if !sensed.is(at, Sense::EVENT) && happens {
            self.events = self.events.saturating_add(1);
            self.event.get_or_insert(at);
        }
        self.names = self.names.saturating_add(u16::from(named));
    }

    /// How worth checking it is, from 0 to 1: a sum of weights, as in a logistic model.
    fn score(&self) -> f32 {
        let some = |count: u16, most: u16, weight: f32| weight * f32::from(count.min(most));
        let mut weight: f32 = -1.8;
        weight += some(self.figures.min(1) + self.numbers.min(1), 1, 1.3);
        weight += some(self.figures + self.numbers, 4, 0.2);
        weight += some(self.amounts, 2, 0.7);
        weight += some(self.units, 2, 0.35);
        weight += some(self.comparisons, 2, 0.45);
        weight += some(self.causes, 1, 0.8);
        weight += if self.causal { 1.6 } else { 0.0 };
        weight += some(self.records, 2, 0.4);
        weight += some(self.laws, 2, 0.5);
        weight += some(self.events, 3, 0.65);
        weight += some(self.states, 1, 0.3);
        weight += some(self.names, 4, 0.25);
        weight -= some(self.opinions, 3, 0.55);
        weight -= some(self.promises, 2, 0.7);
        weight -= some(self.courtesies, 2, 0.6);
        weight -= some(self.memories, 2, 0.35);
        weight -= if self.asks { 2.2 } else { 0.0 };
        weight -= if self.own { 0.5 } else { 0.0 };
        weight -= if self.open { 0.7 } else { 0.0 };
        weight -= if self.intends { 3.6 } else { 0.0 };
        weight += match self.words {
            // "Turnout was 62%" is a claim, "He left" hardly.
            0..=3 if self.causal => 0.0,
            0..=3 if self.figures + self.causes > 0 => -0.8,
            0..=3 => -2.5,
            4..=5 => -0.5,
            6..=7 => -0.1,
            8..=11 => 0.0,
            _ => 0.35,
        };
        1.0 / (1.0 + (-weight).exp())
    }

    fn reason(&self, sensed: &Sensed<'_>) -> Reason {
        let place = |token: Option<usize>| token.map(|at| sensed.bytes(at..at + 1));
        // A sign alone says nothing: “$3” and “5 %” do.
        let amount = |at: usize| {
            let number = |at: usize| sensed.is(at, Sense::FIGURE.or(Sense::NUMBER));
            let goes_on = sensed.is_sign(at, "$€£¥") && number(at + 1)
                || number(at) && sensed.is_sign(at + 1, "%");
            let end = at + 1 + usize::from(goes_on);
            // "£4.2m"
            let unit = sensed.is_unit_on_figure(end);
            sensed.bytes(at..end + usize::from(unit))
        };
        let all = [
            self.figure.map(amount).map(Because::Figure),
            place(self.record).map(Because::Record),
            place(self.comparison).map(Because::Comparison),
            place(self.cause).map(Because::Cause),
            place(self.law).map(Because::Law),
            place(self.event).map(Because::Event),
        ];
        all.into_iter().flatten().take(3).collect()
    }
}

/// Most words of a sentence that says no more than what causes what.
const BRIEF: u16 = 8;

/// Verbs of causing, and those before "to".
const CAUSES: [&str; 9] = [
    "cause",
    "causes",
    "caused",
    "prevents",
    "prevented",
    "triggers",
    "triggered",
    "kills",
    "killed",
];
const LEADS_TO: [&str; 5] = ["lead", "leads", "led", "contributes", "contributed"];

/// Whether a verb between two nouns says that one causes the other.
fn is_causal(sensed: &Sensed<'_>, tokens: &Range<usize>) -> bool {
    let has = |at: usize, words: &[&str]| words.iter().any(|word| sensed.has(at, word));
    (tokens.start + 1..tokens.end).any(|at| {
        let verb = has(at, &CAUSES) || has(at, &LEADS_TO) && sensed.has(at + 1, "to");
        // "A cause", "was caused": there something else is told.
        let noun = Sense::DETERMINER.or(Sense::PREPOSITION).or(Sense::SUBJECT);
        verb && sensed.is(at - 1, Sense::WORD)
            && !sensed.is(at - 1, noun)
            && sensed.is(at + 1, Sense::WORD.or(Sense::FIGURE))
            && at + 1 < tokens.end
    })
}

/// Whether the first verb of a sentence tells of an intention or a wish: "Labour has promised to cut taxes", "I wish
/// they had been saved", "If elected, she would cut taxes".
fn intends(sensed: &Sensed<'_>, tokens: &Range<usize>) -> bool {
    let has = |at: usize, words: &[&str]| words.iter().any(|word| sensed.has(at, word));
    let wishes = |at: usize| {
        has(at, &["want", "wants", "wish", "wishes", "hope", "hopes", "intend", "intends"])
    };
    let aims = |at: usize| sensed.is(at, Sense::PROMISE) && has(at + 1, &["to"]);
    let main = |at: &usize| {
        let auxiliary = sensed.is(*at, Sense::AUXILIARY);
        wishes(*at) || aims(*at) || !auxiliary && sensed.is_verb(*at) || sensed.is(*at, Sense::SAYS)
    };
    let first = tokens.clone().find(main);
    let meant = first.is_some_and(|at| {
        aims(at) || wishes(at) && (has(at + 1, &["to"]) || has(at.wrapping_sub(1), &["i"]))
    });
    let would = || tokens.clone().any(|at| has(at, &["would"]));
    meant || sensed.has(tokens.start, "if") && would()
}

/// Whether "that" refers to the word before it: "a bill that repealed", not "but that privileged position".
fn refers(sensed: &Sensed<'_>, at: usize) -> bool {
    let leads = Sense::CONJUNCTION.or(Sense::PREPOSITION);
    let is_noun = |at: usize| sensed.is(at, Sense::WORD) && !sensed.is(at, leads);
    sensed.has(at, "that") && at.checked_sub(1).is_some_and(is_noun)
}

/// Whether a word counts for nothing here although it does elsewhere: "won't" tells of no victory, "due in May" of
/// no cause, "last night" of no record, "Foreman, 40, of Opelika" and "9 a.m." of no figure.
fn means_another(sensed: &Sensed<'_>, at: usize) -> bool {
    let has = |at: usize, words: &[&str]| words.iter().any(|word| sensed.has(at, word));
    let before = at.wrapping_sub(1);
    let next = at + 1;
    match () {
        () if has(at, &["won"]) => sensed.is_sign(next, "'’") && sensed.has(next + 1, "t"),
        () if has(at, &["due", "lead", "leads"]) => !sensed.has(next, "to"),
        () if has(at, &["led"]) => sensed.is_sign(before, "-"),
        // "Last repainted in 1931" tells when.
        () if has(at, &["last"]) => {
            let time = has(next, &["night", "year", "month", "week", "minute"]);
            let word = sensed.word(next);
            let done = is_past(word) && !word.contains('-') || sensed.is(next, Sense::EVENT);
            let names = sensed.is(before, Sense::DETERMINER) || sensed.is_owned(at);
            time || sensed.is(next, Sense::DAY) || (done || has(next, &["seen"])) && !names
        }
        () if has(at, &["declined"]) => sensed.has(next, "to"),
        () if sensed.is(at, Sense::FIGURE.or(Sense::NUMBER)) => {
            let age = at > 1
                && sensed.is_sign(before, ",")
                && sensed.is_sign(next, ",")
                && sensed.is(at - 2, Sense::CAPITAL);
            let hour = has(next, &["a", "p"])
                && sensed.is_sign(next + 1, ".")
                && sensed.has(next + 2, "m");
            age || hour || has(next, &["am", "pm"])
        }
        () => false,
    }
}

/// Whether a figure counts thousands, and is no year: "4,000".
fn is_large(figure: &str) -> bool {
    figure.chars().filter(char::is_ascii_digit).count() > 3 && figure.contains(',')
}

/// Words that make a number an amount.
const AMOUNTS: &[&str] = &[
    "percent",
    "million",
    "millions",
    "billion",
    "billions",
    "trillion",
    "trillions",
    "dollars",
    "thousand",
];
