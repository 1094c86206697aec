//! Where the narration says who speaks: the verb of saying beside a quotation, and its subject before it,
//! behind it, or behind an apposition (tests/suggest/speakers.rs).

use std::ops::Range;

use super::mentions::{Mention, MentionSort, is_named_next};
use super::quotations::QuotePart;
use super::sensed::{Sensed, is_past};
use super::senses::Sense;
use super::standing::{has_speaker, is_manner};
use super::turns::TurnStyle;

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

/// What somebody does who says a thing often.
const WONT: [&str; 8] = ["used", "liked", "likes", "like", "loved", "loves", "continued", "began"];

/// What the search for cues reads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Narration<'a> {
    pub sensed: &'a Sensed<'a>,
    pub mentions: &'a [Mention],
    pub parts: &'a [QuotePart],
    /// Whether the text tells a story.
    pub story: bool,
    pub style: TurnStyle,
}

/// Farthest a verb stands behind its quotation, in tokens.
const BEHIND: usize = 14;

/// Farthest a verb of judging stands before what it says, in tokens.
const AIMED: usize = 16;

/// How verbs of judging begin that come with "as", and with "of".
const JUDGES_AS: [&str; 17] = [
    "describ",
    "dismiss",
    "brand",
    "condemn",
    "denounc",
    "characteri",
    "hail",
    "prais",
    "reject",
    "refer",
    "label",
    "cit",
    "mock",
    "critici",
    "portray",
    "deride",
    "slam",
];
const JUDGES_OF: [&str; 4] = ["accus", "complain", "warn", "boast"];

/// Verbs of saying, and words that can be one.
pub(super) const VERBS: Sense = Sense::SAYS.or(Sense::SAYS_TOO);

/// Farthest a verb stands before its quotation, in tokens.
const BEFORE: usize = 40;

impl Narration<'_> {
    /// The cue of a quotation, by its number.
    pub fn cue(&self, part: usize) -> Option<SpokenCue> {
        self.cue_beside(part).map(|cue| self.with_partner(cue))
    }

    fn cue_beside(&self, part: usize) -> Option<SpokenCue> {
        let before = self.before(part);
        if before.as_ref().is_some_and(|cue| self.reports_within(cue.verb, part)) {
            return before;
        }
        let behind = self.behind(part).filter(|_| before.is_none() || !self.is_answered(part));
        if behind.as_ref().is_some_and(|cue| cue.score > 0.9) {
            return behind;
        }
        let all = [behind, before, self.around(part)];
        all.into_iter()
            .flatten()
            .reduce(|best, cue| if cue.score > best.score { cue } else { best })
    }

    /// Whether what stands behind a quotation leads on to the next one: Hall said: “Where?” Ruiz replied, “There.”
    fn is_answered(&self, part: usize) -> bool {
        let led = |at: usize| at.checked_sub(1).is_some_and(|at| self.sensed.is_sign(at, ",:"));
        let pair = self.parts.get(part).zip(self.parts.get(part + 1));
        pair.is_some_and(|(this, next)| {
            let ends = ".?!…".contains(this.last);
            ends && this.paragraph == next.paragraph
                && led(this.tokens.start)
                && led(next.tokens.start)
        })
    }

    /// Whether words in marks belong to a clause that a verb before them reports: Smith said that the “old way” is
    /// over as prices fall, Reuters reported.
    fn reports_within(&self, verb: usize, part: usize) -> bool {
        let sensed = self.sensed;
        self.parts.get(part).is_some_and(|this| {
            sensed.is(verb, Sense::SAYS)
                && !",.!?…—–-".contains(this.last)
                && !sensed.is_sign(this.tokens.end, ",.!?;:—–-")
                && (verb + 1..this.tokens.start).any(|at| sensed.has(at, "that"))
        })
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
        let end = self.clause_end(start, stretch.end.min(start + BEHIND));
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
                None => self.overheard(verb).or_else(|| self.subject_before(verb, start))?,
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
        found.find(|cue| cue.score > 0.5).or_else(|| self.behind_apposition(start, stretch.end))
    }

    /// The end of the clause at a token, at most a limit.
    pub fn clause_end(&self, start: usize, limit: usize) -> usize {
        let stops = |at: &usize| self.sensed.is_sign(*at, ".;:!?") && !self.abbreviates(*at);
        (start..limit).find(stops).unwrap_or(limit)
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
        let mut paragraph = sensed.paragraphs.get(this.paragraph)?.start;
        // "She wrote:" may end the paragraph before.
        if paragraph == start && sensed.is_sign(last, ":") {
            paragraph = sensed.paragraphs.get(this.paragraph.checked_sub(1)?)?.start;
        }
        let led = sensed.is_sign(last, ",:—–-");
        let sentence = if led { sensed.sentence(last) } else { sensed.sentence(start) };
        let from = sentence.start.max(paragraph).max(start.saturating_sub(BEFORE));
        let earlier = part.checked_sub(1).and_then(|before| self.parts.get(before));
        let floor = earlier.map_or(from, |earlier| from.max(earlier.tokens.end));
        let is_verb = |at: &usize| {
            if self.is_words_of(*at) {
                return true;
            }
            let strong = sensed.is(*at, Sense::SAYS) || sensed.has(*at, "according");
            let far = if led { 8 } else { 4 };
            let weak = sensed.is(*at, Sense::SAYS_TOO)
                && (start - at <= far || start - at <= AIMED && self.is_aimed(*at, last));
            // "She thought that the house was “too large for one man”."
            let reports = sensed.is(*at, Sense::SAYS_THAT) && sensed.has(at + 1, "that");
            (strong || weak || reports) && self.can_speak(*at)
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

    /// Whether the word before a quotation ties it to a verb of judging: "described the plan as “…”", "accused them
    /// of being “…”".
    fn is_aimed(&self, verb: usize, last: usize) -> bool {
        let sensed = self.sensed;
        let judges = |stems: &[&str]| stems.iter().any(|stem| sensed.word(verb).starts_with(stem));
        let of = last.checked_sub(1).is_some_and(|at| sensed.has(at, "of"));
        // "called last year's bill “the worst”"
        let calls = ["called", "calls", "calling"].iter().any(|word| sensed.has(verb, word));
        let verbs = VERBS.or(Sense::AUXILIARY).or(Sense::STATE);
        let object = |at: usize| !sensed.is(at, verbs) && !sensed.is_sign(at, ";:()—–");
        calls && (verb + 1..=last).all(object)
            || sensed.has(last, "as") && judges(&JUDGES_AS)
            || of && sensed.word(last).ends_with("ing") && judges(&JUDGES_OF)
    }

    /// He turned to her: “…” · Smith: “…”
    fn colon(&self, last: usize, from: usize) -> Option<SpokenCue> {
        if !self.sensed.is_sign(last, ":") {
            return None;
        }
        // "Consultants told her: “…”": not she.
        let hears = |mention: &Mention| {
            mention.tokens.start.checked_sub(1).is_some_and(|at| self.has_hearer(at))
        };
        let (number, mention) = self.mentions_in(from..last).next()?;
        if hears(mention) {
            return None;
        }
        // "A spokeswoman, Ana Ruiz, sent a statement: “…”"
        let people = self.mentions_in(mention.tokens.end..last);
        let people = people.filter(|(_, one)| matches!(one.sort, MentionSort::Person(_)));
        let alone = people.count() == 1;
        let gets = ["received", "got", "faced", "was"];
        let gets = (from..last).any(|at| gets.iter().any(|word| self.sensed.has(at, word)));
        let named = alone && !gets && is_named_next(self.sensed, self.mentions, number);
        let number = if named { number + 1 } else { number };
        let mention = self.mentions.get(number).unwrap_or(mention);
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

    /// Whether a verb can have a speaker as its subject here: not "was told", not "to say", not "the said".
    pub fn can_speak(&self, verb: usize) -> bool {
        let sensed = self.sensed;
        let Some(before) = verb.checked_sub(1) else { return true };
        let quoted = sensed.is(verb, Sense::QUOTED);
        let noun = sensed.is(before, Sense::DETERMINER)
            && !sensed.has(before, "all")
            // "The mother of three said"
            && !sensed.is(before, Sense::NUMBER)
            && self.overheard(verb).is_none();
        !quoted
            && !noun
            && !self.is_of_name(verb)
            && !self.is_noun(verb)
            && (has_speaker(sensed.word(before), sensed.word(verb)) || self.is_wont(verb))
    }

    /// Whether a word is part of a name: "the Associated Press". A headline in capitals names nobody so.
    fn is_of_name(&self, word: usize) -> bool {
        let sensed = self.sensed;
        let capital = |at: usize| {
            let spelt = sensed.word(at);
            sensed.is(at, Sense::CAPITAL) && spelt.contains(char::is_lowercase)
        };
        word.checked_sub(1).is_some_and(capital) && capital(word) && !sensed.is(word, Sense::FIRST)
    }

    /// Whether somebody does say it: "she liked to say", "he went on to say".
    pub fn is_wont(&self, verb: usize) -> bool {
        let sensed = self.sensed;
        let Some(habit) = verb.checked_sub(2) else { return false };
        // "The term is used to describe them": nobody's habit.
        let passive = ["is", "are", "was", "were", "be", "been", "being"];
        let is_passive = |at: usize| passive.iter().any(|word| sensed.has(at, word));
        if sensed.has(habit, "used") && habit.checked_sub(1).is_some_and(is_passive) {
            return false;
        }
        sensed.has(habit + 1, "to") && WONT.iter().any(|word| sensed.has(habit, word))
            || habit
                .checked_sub(1)
                .is_some_and(|went| sensed.has(went, "went") && sensed.has(habit, "on"))
                && sensed.has(habit + 1, "to")
    }

    /// Whether a word that can be a verb is a noun here: "the following note".
    fn is_noun(&self, verb: usize) -> bool {
        let sensed = self.sensed;
        let nouns = Sense::SAYING_NOUN.or(Sense::SOUND).or(Sense::BODY);
        let several = Sense::GROUP.or(Sense::SUBJECT).or(Sense::CAPITAL).or(Sense::PREPOSITION);
        let mut before = (verb.saturating_sub(3)..verb).rev();
        let near = before.find(|at| sensed.is(*at, several.or(Sense::DETERMINER)));
        let plain = sensed.is(verb, nouns);
        plain && near.is_some_and(|at| sensed.is(at, Sense::DETERMINER)) || self.is_object(verb)
    }

    /// Whether a word that can be a verb is what a verb before it is about: "it raised fears that", though not "the
    /// accused says that".
    fn is_object(&self, word: usize) -> bool {
        let sensed = self.sensed;
        let verb = word.checked_sub(1).filter(|verb| is_past(sensed.word(*verb)));
        let before = verb.and_then(|verb| verb.checked_sub(1));
        sensed.word(word).ends_with('s')
            && before.is_some_and(|at| !sensed.is(at, Sense::DETERMINER))
    }

    pub fn is_adverb(&self, token: usize) -> bool {
        self.sensed.is(token, Sense::AUXILIARY.or(Sense::MANNER))
            || is_manner(self.sensed.word(token))
    }

    /// Whether a full stop belongs to a short word before it: "Mr."
    fn abbreviates(&self, stop: usize) -> bool {
        let before = stop.checked_sub(1);
        let short = |at: usize| {
            self.sensed.is(at, Sense::CAPITAL)
                && self.sensed.word(at).len() < 5
                && self.sensed.sentence_number(at) == self.sensed.sentence_number(stop + 1)
        };
        // "Rep. Ana Ruiz (R-Ind.) said"
        let party = before.is_some_and(|at| self.sensed.word(at).contains('-'));
        let inner = party && self.sensed.is_sign(stop + 1, ")");
        self.sensed.has(stop, ".") && (inner || before.is_some_and(short))
    }

    /// The mentions that lie in some tokens, with their numbers.
    pub fn mentions_in(&self, tokens: Range<usize>) -> impl Iterator<Item = (usize, &Mention)> {
        let first = self.mentions.partition_point(|mention| mention.tokens.start < tokens.start);
        let rest = self.mentions.get(first..).unwrap_or_default().iter().enumerate();
        rest.map(move |(at, mention)| (first + at, mention))
            .take_while(move |(_, mention)| mention.tokens.end <= tokens.end)
    }
}
