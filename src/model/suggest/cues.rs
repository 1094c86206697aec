//! Where the narration says who speaks: the verb of saying beside a quotation, and its subject before it,
//! behind it, or behind an apposition (tests/suggest/speakers.rs).

use std::ops::Range;

use super::mentions::{Mention, MentionSort};
use super::quotations::QuotePart;
use super::sensed::Sensed;
use super::senses::Sense;

/// A verb of saying with its subject.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SpokenCue {
    /// The verb.
    pub verb: usize,
    /// The subject, as a number of the mentions; `None` if it is only described, at `subject`.
    pub mention: Option<usize>,
    /// The tokens of the subject.
    pub subject: Range<usize>,
    /// Where it stands.
    pub side: CueSide,
    /// How sure it is, from 0 to 1.
    pub score: f32,
}

/// Where a cue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CueSide {
    /// Before the quotation.
    Before,
    /// Behind it.
    Behind,
    /// In the sentence around it, not beside it.
    Around,
    /// No verb: a name and a colon.
    Colon,
}

/// What the search for cues reads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Narration<'a> {
    pub sensed: &'a Sensed<'a>,
    pub mentions: &'a [Mention],
    pub parts: &'a [QuotePart],
}

/// Farthest a verb stands behind its quotation, in tokens.
const BEHIND: usize = 14;

/// Farthest a verb stands before its quotation, in tokens.
const BEFORE: usize = 40;

/// Most mentions that are compared as the subject of a verb.
const SUBJECTS: usize = 8;

const VERBS: Sense = Sense::SAYS.or(Sense::SAYS_TOO);

impl Narration<'_> {
    /// The cue of a quotation, by its number.
    pub fn cue(&self, part: usize) -> Option<SpokenCue> {
        let behind = self.behind(part);
        if behind.as_ref().is_some_and(|cue| cue.score > 0.9) {
            return behind;
        }
        let all = [behind, self.before(part), self.around(part)];
        all.into_iter()
            .flatten()
            .reduce(|best, cue| if cue.score > best.score { cue } else { best })
    }

    /// Whether a quotation is speech by itself: it begins where a sentence or a clause does, and ends so.
    pub fn is_whole(&self, part: &QuotePart) -> bool {
        let sensed = self.sensed;
        let start = part.tokens.start;
        let paragraph = sensed.paragraphs.get(part.paragraph).is_some_and(|it| it.start == start);
        let before = start.checked_sub(1);
        let opens = paragraph
            || part.continues
            || sensed.sentence(start).start == start
            || before.is_some_and(|at| sensed.is_sign(at, ".!?:,;—–-)”\""));
        opens && (",.!?…—–-;".contains(part.last) || part.words >= 8)
    }

    /// The narration behind a quotation, up to the next one or the end of the paragraph.
    fn stretch_behind(&self, part: usize) -> Option<Range<usize>> {
        let this = self.parts.get(part)?;
        let next = self.parts.get(part + 1).filter(|next| next.paragraph == this.paragraph);
        let end = self.sensed.paragraphs.get(this.paragraph)?.end;
        Some(this.tokens.end..next.map_or(end, |next| next.tokens.start))
    }

    /// “…,” said Smith · “…,” Smith said.
    fn behind(&self, part: usize) -> Option<SpokenCue> {
        let sensed = self.sensed;
        let this = self.parts.get(part)?;
        let stretch = self.stretch_behind(part)?;
        let start = stretch.clone().take(3).find(|at| !sensed.is_sign(*at, ",;—–-"))?;
        let limit = stretch.end.min(start + BEHIND);
        let end = (start..limit).find(|at| sensed.is_sign(*at, ".;:!?") && !self.abbreviates(*at));
        let end = end.unwrap_or(limit);
        let ended = this.last == '.' || sensed.is_sign(this.tokens.end, ".");
        if ended && sensed.is(start, Sense::CAPITAL) && !self.closes_alone(start, end, &stretch) {
            return None;
        }
        let verbs = |sense: Sense| {
            (start..end).filter(move |at| sensed.is(*at, sense) && self.can_speak(*at)).take(3)
        };
        // "The press service said": a plain verb of saying before one that may be a noun.
        let mut found = verbs(Sense::SAYS).chain(verbs(Sense::SAYS_TOO)).filter_map(|verb| {
            let near = verb == start || verb == start + 1 && self.is_adverb(start);
            let inverted = near.then(|| self.subject_behind(verb, stretch.end)).flatten();
            let (mention, subject) = match inverted {
                Some(found) => found,
                None => self.subject_before(verb, start)?,
            };
            let close = verb.abs_diff(subject.end).min(verb.abs_diff(subject.start)) <= 3;
            let strong = sensed.is(verb, Sense::SAYS);
            let spoken = ",?!—–-…".contains(this.last);
            let score = match (strong, spoken, close) {
                (true, _, true) => 0.97,
                (false, true, true) if verb - start <= 4 => 0.92,
                (true, true, false) => 0.85,
                (true, false, false) => 0.7,
                _ => 0.45,
            };
            Some(SpokenCue { verb, mention, subject, side: CueSide::Behind, score })
        });
        found.find(|cue| cue.score > 0.5)
    }

    /// Whether a sentence that begins behind a full quotation is no more than "Smith said."
    fn closes_alone(&self, start: usize, end: usize, stretch: &Range<usize>) -> bool {
        let sensed = self.sensed;
        let verb = (start..end).find(|at| sensed.is(*at, Sense::SAYS));
        let last = (start..end).rev().find(|at| sensed.is(*at, Sense::WORD));
        let leads = end == stretch.end && sensed.is_sign(end.saturating_sub(1), ",:");
        let ends = sensed.is_sign(end, ".!") || end == stretch.end;
        !leads && ends && end - start <= 8 && (verb == last || verb == Some(start))
    }

    /// Smith said: “…” · According to Smith, “…”
    fn before(&self, part: usize) -> Option<SpokenCue> {
        let sensed = self.sensed;
        let this = self.parts.get(part)?;
        let start = this.tokens.start;
        let last = start.checked_sub(1)?;
        let paragraph = sensed.paragraphs.get(this.paragraph)?.start;
        let led = sensed.is_sign(last, ",:—–-");
        let sentence = if led { sensed.sentence(last) } else { sensed.sentence(start) };
        let from = sentence.start.max(paragraph).max(start.saturating_sub(BEFORE));
        let earlier = part.checked_sub(1).and_then(|before| self.parts.get(before));
        let floor = earlier.map_or(from, |earlier| from.max(earlier.tokens.end));
        let is_verb = |at: &usize| {
            let strong = sensed.is(*at, Sense::SAYS) || sensed.has(*at, "according");
            let weak =
                sensed.is(*at, Sense::SAYS_TOO) && (start - at <= 4 || led && start - at <= 8);
            (strong || weak) && self.can_speak(*at)
        };
        let found = (floor..start).rev().filter(is_verb).take(3).find_map(|verb| {
            let (mention, subject) = self.subject_of(verb, from, start)?;
            let near = start - verb;
            let strong = !sensed.is(verb, Sense::SAYS_TOO) || led;
            let score = match near {
                1..=4 if strong => 0.95,
                1..=4 => 0.8,
                5..=12 if led => 0.88,
                5..=12 => 0.75,
                _ => 0.6,
            };
            Some(SpokenCue { verb, mention, subject, side: CueSide::Before, score })
        });
        found.or_else(|| self.colon(last, from))
    }

    /// He turned to her: “…” · Smith: “…”
    fn colon(&self, last: usize, from: usize) -> Option<SpokenCue> {
        if !self.sensed.is_sign(last, ":") {
            return None;
        }
        let (number, mention) = self.mentions_in(from..last).next()?;
        let person = matches!(mention.sort, MentionSort::Person(_) | MentionSort::Pronoun);
        let score = if person && mention.tokens.end == last { 0.85 } else { 0.6 };
        let subject = mention.tokens.clone();
        (person || mention.tokens.end == last).then_some(SpokenCue {
            verb: last,
            mention: Some(number),
            subject,
            side: CueSide::Colon,
            score,
        })
    }

    /// A fragment in a longer sentence: The plan is “dead”, Smith said.
    fn around(&self, part: usize) -> Option<SpokenCue> {
        let sensed = self.sensed;
        let this = self.parts.get(part)?;
        let sentence = sensed.sentence(this.tokens.start);
        let end = sentence.end.min(this.tokens.end + BEFORE);
        let is_verb = |at: &usize| {
            let verb = sensed.is(*at, Sense::SAYS) && self.can_speak(*at);
            (verb || sensed.has(*at, "according")) && !sensed.is(*at, Sense::QUOTED)
        };
        let verb = (this.tokens.end..end).rev().find(is_verb)?;
        let comma = (this.tokens.end..verb).rev().find(|at| sensed.is_sign(*at, ","));
        let clause = comma.map_or(this.tokens.end, |comma| comma + 1);
        let (mention, subject) = if sensed.has(verb, "according") || comma.is_some() {
            self.subject_of(verb, clause, end)?
        } else {
            return None;
        };
        Some(SpokenCue { verb, mention, subject, side: CueSide::Around, score: 0.75 })
    }

    /// The subject of a verb, or whoever "according to" names.
    pub fn subject_of(
        &self,
        verb: usize,
        from: usize,
        end: usize,
    ) -> Option<(Option<usize>, Range<usize>)> {
        let sensed = self.sensed;
        if sensed.has(verb, "according") {
            let named = self.mentions_in(verb + 2..end).next()?;
            return (named.1.tokens.start <= verb + 3)
                .then(|| (Some(named.0), named.1.tokens.clone()));
        }
        self.subject_before(verb, from).or_else(|| self.subject_behind(verb, end))
    }

    /// Whether a verb can have a speaker as its subject here: not "was told", not "to say", not "the said".
    pub fn can_speak(&self, verb: usize) -> bool {
        let sensed = self.sensed;
        let Some(before) = verb.checked_sub(1) else { return true };
        let quoted = sensed.is(verb, Sense::QUOTED);
        let passive = ["was", "were", "been", "being", "be", "is", "are"];
        let is_passive = passive.iter().any(|word| sensed.has(before, word))
            && !sensed.word(verb).ends_with("ing");
        let noun = sensed.is(before, Sense::DETERMINER) && !sensed.has(before, "all");
        let sound = sensed.is(verb, Sense::SOUND)
            && (verb.saturating_sub(3)..verb).any(|at| sensed.is(at, Sense::DETERMINER));
        !quoted && !is_passive && !noun && !sound && !sensed.has(before, "to")
    }

    /// The subject before a verb: the nearest that can be one.
    fn subject_before(&self, verb: usize, from: usize) -> Option<(Option<usize>, Range<usize>)> {
        let sensed = self.sensed;
        let close = self.back_over_adverbs(verb, from);
        let comma = close.checked_sub(1).is_some_and(|at| sensed.is_sign(at, ","));
        let mut best: Option<(f32, usize)> = None;
        let mut first = true;
        let numbers: Vec<usize> = self.mentions_in(from..verb).map(|(number, _)| number).collect();
        let near = numbers.len().saturating_sub(SUBJECTS);
        for number in numbers.into_iter().skip(near) {
            let Some(mention) = self.mentions.get(number) else { continue };
            let end = mention.tokens.end;
            let base = match mention.sort {
                MentionSort::Person(_) => 1.3,
                MentionSort::Pronoun => 1.1,
                MentionSort::Described | MentionSort::Proper => 0.8,
            };
            let gap = u16::try_from(close.saturating_sub(end)).unwrap_or(u16::MAX);
            let apposed =
                comma && (sensed.is_sign(end, ",(") || sensed.is(end, Sense::PREPOSITION));
            let before = mention.tokens.start.checked_sub(1);
            let object = before.is_some_and(|at| sensed.is(at, Sense::PREPOSITION));
            let mut score: f32 = base - 0.04 * f32::from(gap);
            score += if gap == 0 { 1.0 } else { 0.0 };
            score += if apposed { 0.6 } else { 0.0 };
            score += if first { 0.4 } else { 0.0 };
            score -= if object { 0.9 } else { 0.0 };
            score -= if sensed.possessive_after(end) { 1.0 } else { 0.0 };
            first = false;
            if best.is_none_or(|(known, _)| score >= known) {
                best = Some((score, number));
            }
        }
        let found =
            best.filter(|(score, _)| *score > 0.55).map(|(_, number)| self.head(number, from));
        let described = || self.plain_before(close, from).map(|subject| (None, subject));
        match found.and_then(|number| Some((number, self.mentions.get(number)?))) {
            Some((number, mention)) if mention.tokens.end == close || comma => {
                Some((Some(number), mention.tokens.clone()))
            }
            Some((number, mention)) => {
                described().or_else(|| Some((Some(number), mention.tokens.clone())))
            }
            None => described(),
        }
    }

    /// A description with its owner: "Smith's lawyer".
    pub fn with_owner(&self, subject: &Range<usize>) -> Range<usize> {
        let before = self.mentions.partition_point(|mention| mention.tokens.start < subject.start);
        let owner = before.checked_sub(1).and_then(|owner| self.mentions.get(owner));
        let owner = owner.filter(|owner| {
            self.sensed.is_owned(subject.start) && owner.tokens.end + 2 == subject.start
        });
        owner.map_or(subject.start, |owner| owner.tokens.start)..subject.end
    }

    /// The first of phrases that hang on each other: the spokesman of "a spokesman for the mayor".
    fn head(&self, number: usize, from: usize) -> usize {
        let mut head = number;
        while let Some(mention) = self.mentions.get(head)
            && let Some(before) = head.checked_sub(1)
            && let Some(other) = self.mentions.get(before)
            && other.sort != MentionSort::Pronoun
            && other.tokens.start >= from
            && other.tokens.end + 1 == mention.tokens.start
            && self.sensed.is(other.tokens.end, Sense::PREPOSITION)
        {
            head = before;
        }
        head
    }

    /// "The pedestrian" directly before its verb: words behind an article.
    fn plain_before(&self, close: usize, from: usize) -> Option<Range<usize>> {
        let sensed = self.sensed;
        let floor = from.max(close.saturating_sub(5));
        let start = (floor..close).rev().find(|at| sensed.is(*at, Sense::DETERMINER))?;
        let inner = Sense::PREPOSITION.or(Sense::CONJUNCTION).or(Sense::SUBJECT).or(VERBS);
        let plain = |at: usize| sensed.is(at, Sense::WORD) && !sensed.is(at, inner);
        (start + 1 < close && (start + 1..close).all(plain)).then_some(start..close)
    }

    /// The subject behind a verb: “…,” said the man with the basket.
    fn subject_behind(&self, verb: usize, end: usize) -> Option<(Option<usize>, Range<usize>)> {
        let sensed = self.sensed;
        let start = (verb + 1..end.min(verb + 3)).find(|at| !self.is_adverb(*at))?;
        let next = self.mentions_in(start..end).next();
        if let Some((number, mention)) = next
            && mention.tokens.start == start
        {
            return Some((Some(number), mention.tokens.clone()));
        }
        if !sensed.is(start, Sense::DETERMINER) {
            // "said Professor Smith": the title is no part of the mention.
            return next
                .filter(|(_, mention)| {
                    mention.tokens.start <= start + 2
                        && matches!(mention.sort, MentionSort::Person(_))
                        && !sensed.is(start, Sense::PREPOSITION)
                        && sensed.is(start, Sense::WORD)
                })
                .map(|(number, mention)| (Some(number), mention.tokens.clone()));
        }
        let stops = Sense::PREPOSITION.or(Sense::CONJUNCTION).or(Sense::SUBJECT).or(VERBS);
        let words = (start + 1..end.min(start + 5))
            .take_while(|at| sensed.is(*at, Sense::WORD) && !sensed.is(*at, stops));
        let alone = ["one", "another", "others", "both", "some", "many", "several"];
        let alone = alone.iter().any(|word| sensed.has(start, word)).then_some(start);
        let last = words.last().or(alone)?;
        // "cried the voice of John Reed"
        let owner = next.filter(|(_, mention)| {
            sensed.is(last, Sense::SOUND)
                && sensed.has(last + 1, "of")
                && mention.tokens.start == last + 2
        });
        owner
            .map(|(number, mention)| (Some(number), mention.tokens.clone()))
            .or(Some((None, start..last + 1)))
    }

    fn back_over_adverbs(&self, verb: usize, from: usize) -> usize {
        let mut close = verb;
        while close > from && self.is_adverb(close - 1) {
            close -= 1;
        }
        close
    }

    fn is_adverb(&self, token: usize) -> bool {
        let word = self.sensed.word(token);
        self.sensed.is(token, Sense::AUXILIARY.or(Sense::MANNER))
            || word.len() > 4 && word.ends_with("ly") && !self.sensed.is(token, Sense::CAPITAL)
    }

    /// Whether a full stop belongs to a short word before it: "Mr."
    fn abbreviates(&self, stop: usize) -> bool {
        let before = stop.checked_sub(1);
        self.sensed.has(stop, ".")
            && before.is_some_and(|at| {
                self.sensed.is(at, Sense::CAPITAL)
                    && self.sensed.word(at).len() < 5
                    && self.sensed.sentence_number(at) == self.sensed.sentence_number(stop + 1)
            })
    }

    /// The mentions that lie in some tokens, with their numbers.
    pub fn mentions_in(&self, tokens: Range<usize>) -> impl Iterator<Item = (usize, &Mention)> {
        let first = self.mentions.partition_point(|mention| mention.tokens.start < tokens.start);
        let rest = self.mentions.get(first..).unwrap_or_default().iter().enumerate();
        rest.map(move |(at, mention)| (first + at, mention))
            .take_while(move |(_, mention)| mention.tokens.end <= tokens.end)
    }
}
