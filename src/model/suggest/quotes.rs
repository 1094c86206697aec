//! Quotes to suggest: the quotations with their speakers, those that the narration breaks joined as one, each
//! with what speaks for it (tests/suggest/quotations.rs).

use std::ops::Range;

use super::cues::{CueSide, Narration, SpokenCue};
use super::mentions::{Mention, MentionSort};
use super::quotations::QuotePart;
use super::reason::{Because, Reason};
use super::senses::Sense;
use super::speakers::{Scene, Utterance};
use super::{SuggestedSpeaker, Suggestion};
use crate::model::annotation::{Kind, QuoteForm};
use crate::model::text::TextRange;

/// The direct quotes of a text, by place.
pub(super) fn quotes(scene: &Scene<'_>, spoken: &[Option<Utterance>]) -> Vec<Suggestion> {
    let parts = scene.narration.parts;
    let narration = scene.narration;
    let weighing = Weighing { narration, indents: narration.indents() };
    let mut all: Vec<Suggestion> = Vec::new();
    for (number, (part, utterance)) in parts.iter().zip(spoken).enumerate() {
        let score = weighing.score(number, utterance.as_ref());
        let joined = number.checked_sub(1).filter(|before| weighing.is_one(*before, spoken));
        match (joined, all.last_mut()) {
            (Some(_), Some(last)) => {
                last.spans.push(part.range);
                last.score = last.score.max(score);
            }
            _ => all.push(suggestion(scene, part, utterance.as_ref(), score)),
        }
    }
    all
}

fn suggestion(
    scene: &Scene<'_>,
    part: &QuotePart,
    utterance: Option<&Utterance>,
    score: f32,
) -> Suggestion {
    let narration = &scene.narration;
    let mut reason: Reason = vec![Because::Marks];
    if let Some(utterance) = utterance {
        reason.extend(narration.reasons(utterance));
    }
    Suggestion {
        kind: Kind::Quote,
        spans: vec![part.range],
        score,
        reason,
        speaker: utterance.map(|utterance| narration.speaker(utterance)),
        cue: utterance.and_then(|utterance| narration.cue_range(utterance)),
        form: Some(QuoteForm::Direct),
    }
}

impl Narration<'_> {
    fn reasons(&self, utterance: &Utterance) -> Reason {
        let verb = utterance.cue.as_ref().filter(|cue| self.sensed.is(cue.verb, Sense::WORD));
        let saying = verb.map(|cue| Because::Saying(self.sensed.bytes(cue.verb..cue.verb + 1)));
        let how = if utterance.own { None } else { Some(Because::Turn) };
        saying.into_iter().chain(how).collect()
    }

    /// The speaker with the place of the name, or of the pronoun, that stands for them.
    pub(super) fn speaker(&self, utterance: &Utterance) -> SuggestedSpeaker {
        let name = utterance.cue.as_ref().and_then(|cue| cue.mention);
        let mention = utterance.mention.as_ref().map(|tokens| self.name_of(name, tokens));
        let mention = mention.map(|tokens| self.sensed.bytes(tokens));
        SuggestedSpeaker { name: utterance.name.clone(), mention }
    }

    /// The tokens of a mention: of "President Smith" the name alone, so that it is the person's annotation.
    pub(super) fn name_of(&self, mention: Option<usize>, tokens: &Range<usize>) -> Range<usize> {
        match mention.and_then(|mention| self.mentions.get(mention)) {
            Some(Mention { sort: MentionSort::Person(name), .. }) => name.clone(),
            _ => tokens.clone(),
        }
    }

    /// Whether a paragraph that begins with a token is indented.
    fn is_indented(&self, start: usize) -> bool {
        let gap = self.sensed.prose.gap_before(start);
        gap.rsplit_once('\n').is_some_and(|(_, indent)| indent.chars().count() > 1)
    }

    /// Whether most paragraphs of a text are indented.
    fn indents(&self) -> bool {
        let paragraphs = &self.sensed.paragraphs;
        2 * paragraphs.iter().filter(|it| self.is_indented(it.start)).count() > paragraphs.len()
    }

    /// The verb of the cue, with the pronoun beside it: "he said".
    fn cue_range(&self, utterance: &Utterance) -> Option<TextRange> {
        let cue = utterance.cue.as_ref().filter(|cue| self.sensed.is(cue.verb, Sense::WORD))?;
        let pronoun = self.sensed.is(cue.subject.start, Sense::SUBJECT) && cue.subject.len() == 1;
        let beside = cue.subject.end == cue.verb || cue.subject.start == cue.verb + 1;
        let tokens = if pronoun && beside {
            cue.subject.start.min(cue.verb)..cue.subject.end.max(cue.verb + 1)
        } else {
            cue.verb..cue.verb + 1
        };
        Some(self.sensed.bytes(tokens))
    }
}

/// What somebody does with a song: "she sang “Imagine”" says nothing.
const SINGS: [&str; 4] = ["sang", "sung", "sings", "singing"];

/// Most tokens of narration inside one quotation: "he said, turning to her,".
const INSIDE: usize = 16;

struct Weighing<'a> {
    narration: Narration<'a>,
    /// Whether its paragraphs are indented as a rule.
    indents: bool,
}

impl Weighing<'_> {
    /// Whether a quotation and the next are one, broken by "he said" or by a paragraph.
    fn is_one(&self, before: usize, spoken: &[Option<Utterance>]) -> bool {
        let sensed = self.narration.sensed;
        let parts = self.narration.parts;
        let (Some(one), Some(next)) = (parts.get(before), parts.get(before + 1)) else {
            return false;
        };
        if next.continues {
            return one.paragraph + 1 == next.paragraph;
        }
        let gap = one.tokens.end..next.tokens.start;
        let (Some(last), true) = (gap.clone().next_back(), gap.len() <= INSIDE) else {
            return false;
        };
        let who = |part: usize| spoken.get(part).and_then(Option::as_ref);
        let (Some(speaker), Some(other)) = (who(before), who(before + 1)) else { return false };
        let in_gap = |it: &Utterance| it.cue.as_ref().is_some_and(|cue| gap.contains(&cue.verb));
        let stops = gap.clone().any(|at| sensed.is_sign(at, ".:!?") && at + 1 < gap.end);
        one.paragraph == next.paragraph
            && speaker.name == other.name
            && (in_gap(speaker) || in_gap(other))
            && (",?!—–-…".contains(one.last) || sensed.is_sign(gap.start, ","))
            && sensed.is_sign(last, ",;—–-")
            && !stops
    }

    /// How likely a part in quotation marks is somebody's words, from 0 to 1.
    fn score(&self, number: usize, utterance: Option<&Utterance>) -> f32 {
        let sensed = self.narration.sensed;
        let Some(part) = self.narration.parts.get(number) else { return 0.0 };
        let before = part.tokens.start.checked_sub(1);
        let cued = self.cued(number, part, utterance);
        let whole = self.narration.is_whole(part);
        let stops = ",.!?…—–".contains(part.last);
        let paragraph = sensed.paragraphs.get(part.paragraph).cloned().unwrap_or(0..0);
        let alone = paragraph.start == part.tokens.start && part.tokens.len() + 3 > paragraph.len();
        let title = self.is_title(part);
        let namers = Sense::WORK.or(Sense::WORD_MEANT);
        // "They called the boat “Sunrise”": a name is given, nothing is said.
        let verb = utterance.and_then(|it| it.cue.as_ref()).map(|cue| cue.verb);
        // So is it in Mugabe's "Blue House" compound.
        let owned = !stops && sensed.is_owned(part.tokens.start);
        let names =
            |verb| sensed.is(verb, namers) || SINGS.iter().any(|word| sensed.has(verb, word));
        // "She wrote “Best Before Dead” in 2004"
        let dated = !stops && self.is_dated(part.tokens.end);
        let given = title && (owned || dated || verb.is_some_and(names));
        let cued = if given { 0.0 } else { cued };
        let named = given || before.is_some_and(|at| sensed.is(at, namers));
        let outcry = self.narration.story && before.is_some_and(|at| self.is_outcry(part, at));
        let mut weight: f32 = if self.narration.story { -1.2 } else { 0.9 };
        let mut add = |holds: bool, more: f32| weight += if holds { more } else { 0.0 };
        add(whole, 1.6);
        add(self.narration.story && cued == 0.0 && self.is_woven_in(part), -2.2);
        add(
            self.narration.story && utterance.is_none_or(|it| !it.own) && self.is_set_apart(part),
            -5.0,
        );
        add(outcry, 2.2);
        add(part.words >= 5, 0.9);
        add(part.words >= 10, 0.6);
        add(stops, 0.5);
        add(alone, 0.8);
        add(part.continues, 1.5);
        add(named && cued < 0.9, -2.6);
        add(title && !whole && cued < 0.9 && !outcry, -1.5);
        add(part.words <= 2 && cued == 0.0, -0.8);
        add(part.single && !whole, -1.6);
        add(part.single && part.words <= 3, -0.6);
        add(!part.closed && !part.continues, -1.5);
        weight += 2.2 * cued;
        1.0 / (1.0 + (-weight).exp())
    }

    /// How sure it is that a verb of saying introduces a part.
    fn cued(&self, number: usize, part: &QuotePart, utterance: Option<&Utterance>) -> f32 {
        let sensed = self.narration.sensed;
        // "She sang “…”, and “…”"
        let led = part.tokens.start.checked_sub(1);
        let led = led.is_some_and(|at| sensed.is_sign(at, ",:") || sensed.has(at, "and"));
        let beside = |cue: &SpokenCue| match cue.side {
            CueSide::Behind => true,
            CueSide::Before => led,
            CueSide::Around | CueSide::Colon => false,
        };
        match utterance {
            Some(it) if it.own => it.score,
            Some(_) => 0.0,
            // "He said" beside it counts, even where nobody knows who he is.
            None => self.narration.cue(number).filter(beside).map_or(0.0, |cue| cue.score),
        }
    }

    /// Whether a part is a verse or a letter that is set apart from the story by white space.
    fn is_set_apart(&self, part: &QuotePart) -> bool {
        let paragraph = self.narration.sensed.paragraphs.get(part.paragraph);
        let start = paragraph.map_or(part.tokens.start, |paragraph| paragraph.start);
        !self.indents && self.narration.is_indented(start)
    }

    /// Whether a part is somebody's call or question: Anna's “Wait!” rang out.
    fn is_outcry(&self, part: &QuotePart, before: usize) -> bool {
        let sensed = self.narration.sensed;
        let owner = sensed.is_owned(before + 1);
        owner && matches!(part.last, '!' | '?') && !sensed.is(part.tokens.end, Sense::WORK)
    }

    /// Whether a part only goes on with the narrator's sentence: it was "on account of his delicate health."
    fn is_woven_in(&self, part: &QuotePart) -> bool {
        let sensed = self.narration.sensed;
        let sentence = sensed.sentence(part.tokens.start);
        let first = part.tokens.clone().find(|at| sensed.is(*at, Sense::WORD));
        let lower = first.is_some_and(|at| !sensed.is(at, Sense::CAPITAL));
        let mut before = sentence.start..part.tokens.start;
        let after_word = before.clone().next_back().is_some_and(|at| sensed.is(at, Sense::WORD));
        let alone = !before.is_empty() && !before.any(|at| sensed.is(at, Sense::QUOTED));
        lower && (after_word || alone)
    }

    /// Whether a year stands at a token: "in 2004", "(2004)".
    fn is_dated(&self, token: usize) -> bool {
        let sensed = self.narration.sensed;
        let leads = sensed.has(token, "in") || sensed.is_sign(token, "(");
        leads && sensed.is(token + 1, Sense::FIGURE) && sensed.word(token + 1).len() == 4
    }

    /// Whether every longer word has a capital, as in titles of works.
    fn is_title(&self, part: &QuotePart) -> bool {
        let sensed = self.narration.sensed;
        let words = part.tokens.clone().filter(|at| sensed.is(*at, Sense::WORD));
        let mut long = words.filter(|at| sensed.word(*at).len() > 3 || part.words == 1).peekable();
        long.peek().is_some() && long.all(|at| sensed.is(at, Sense::CAPITAL))
    }
}
