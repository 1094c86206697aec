//! Indirect speech: what a verb of saying reports without quotation marks. Its borders are a matter of opinion,
//! so it never scores as high as a quotation (tests/suggest/reports.rs).

use std::ops::Range;

use super::mentions::is_named_next;
use super::reason::Because;
use super::sensed::is_past;
use super::senses::Sense;
use super::speakers::{STANDS_FOR, Scene, plain};
use super::{SuggestedSpeaker, Suggestion};
use crate::model::annotation::{Kind, QuoteForm};

/// A reported clause.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reported {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The quote it makes.
    pub suggestion: Suggestion,
}

/// Where the parts of a report stand, in tokens.
pub(super) struct SaidClause {
    pub verb: usize,
    pub mention: Option<usize>,
    pub subject: Range<usize>,
    pub clause: Range<usize>,
    /// Whether "that" opens the clause.
    pub open: bool,
}

/// What tells that a clause states something, besides its verbs: "vaccines cause it", "they will".
const STATES: Sense = Sense::PROMISE.or(Sense::CAUSE);

/// Fewest words of a clause that is known by its subject.
const STATED: usize = 5;

/// Fewest words of a reported clause.
const FEWEST: usize = 3;

/// What "that" tells the time with.
const TIMES: [&str; 9] =
    ["night", "day", "week", "month", "year", "time", "morning", "evening", "summer"];

/// Farthest "that" stands behind its verb: "told reporters in Geneva on Monday that".
const THAT: usize = 9;

/// The indirect quotes of the narration, by place.
pub(super) fn indirect(scene: &Scene<'_>) -> Vec<Reported> {
    let sentences = scene.narration.sensed.sentences.iter();
    sentences.filter_map(|sentence| scene.reported(sentence)).collect()
}

/// Verbs that describe what stands before them, too: "a painting thought lost".
const THOUGHT: [&str; 8] =
    ["thought", "believed", "feared", "known", "presumed", "reported", "alleged", "estimated"];

/// What begins a clause that belongs to no report.
const APART: [&str; 4] = ["while", "whereas", "although", "though"];

/// Verbs that go on with the sentence in which a report stood.
const GOES_ON: [&str; 4] = ["told", "tells", "said", "says"];

impl Scene<'_> {
    fn reported(&self, sentence: &Range<usize>) -> Option<Reported> {
        // "Do you believe that 20 percent is enough?"
        let asks =
            sentence.end.checked_sub(1).filter(|last| self.narration.sensed.is_sign(*last, "?"));
        if asks.is_some() {
            return None;
        }
        if self.is_silent(sentence) {
            return None;
        }
        let found = self.led_by(sentence).or_else(|| self.trailed_by(sentence))?;
        if self.is_denied(found.verb) || self.is_cut_off(&found) {
            return None;
        }
        let sensed = self.narration.sensed;
        let clause = self.trimmed(found.clause.clone());
        let words = Sense::WORD.or(Sense::FIGURE);
        let words = clause.clone().filter(|at| sensed.is(*at, words)).count();
        // “Help is on the way,” Smith said in a televised address.
        let behind = (sentence.start..found.verb).any(|at| sensed.is(at, Sense::QUOTED));
        if behind && !found.open && sensed.is(clause.start, Sense::PREPOSITION) {
            return None;
        }
        // "According to the agency, owners account for a third": what else should stand there?
        let is_told = sensed.has(found.verb, "according");
        let has_verb = is_told
            || self.states(&found, &clause, words)
            || clause.clone().any(|at| sensed.is_verb(at) || sensed.is(at, STATES));
        // "She said the plan was “dead”": without the words in marks it is cut off.
        let quoted = (clause.start..sentence.end.min(found.clause.end + 1))
            .any(|at| sensed.is(at, Sense::QUOTED));
        if words < FEWEST || !has_verb || quoted {
            return None;
        }
        let speaker = self.reporter(&found)?;
        let range = sensed.bytes(clause.clone());
        let suggestion = Suggestion {
            kind: Kind::Quote,
            spans: vec![range],
            score: if found.open { 0.45 } else { 0.38 },
            reason: vec![Because::Saying(sensed.bytes(found.verb..found.verb + 1))],
            speaker: Some(speaker),
            cue: Some(sensed.bytes(found.verb..found.verb + 1)),
            form: Some(QuoteForm::Indirect),
        };
        Some(Reported { tokens: clause, suggestion })
    }

    /// Whether what is said has a subject of its own, so that its verb needs no list: "officials say the ride takes 41
    /// minutes".
    fn states(&self, found: &SaidClause, clause: &Range<usize>, words: usize) -> bool {
        let sensed = self.narration.sensed;
        let says = ["say", "says", "said"].iter().any(|word| sensed.has(found.verb, word));
        // "Said a blessing over the coffin" has none.
        let object = Sense::FIGURE.or(Sense::NUMBER).or(Sense::DETERMINER);
        let noun = Sense::DETERMINER.or(Sense::PREPOSITION);
        let verb = |at: usize| {
            sensed.word(at).len() > 3
                && sensed.word(at).ends_with('s')
                && !sensed.is(at, Sense::CAPITAL)
                && sensed.is(at - 1, Sense::WORD)
                && !sensed.is(at - 1, noun)
                && sensed.is(at + 1, object)
        };
        let start = clause.start;
        let subject = sensed.is(start, Sense::SUBJECT)
            || sensed.is(start, Sense::DETERMINER) && (start + 2..clause.end).any(verb);
        says && found.subject.end <= found.verb
            && start == found.verb + 1
            && words >= STATED
            && subject
    }

    /// "Asked if he was guilty, Hall said nothing."
    fn is_silent(&self, sentence: &Range<usize>) -> bool {
        let sensed = self.narration.sensed;
        let nothing = |at: usize| ["nothing", "little"].iter().any(|word| sensed.has(at, word));
        // "Hall said nothing would change"
        let states = |at: usize| sensed.is(at, Sense::AUXILIARY);
        let silent =
            |at: usize| sensed.is(at, Sense::SAYS_PLAIN) && nothing(at + 1) && !states(at + 2);
        sentence.clone().any(silent)
    }

    /// "He denied that taxes rose", "she has never said that they did": nobody says here that they did.
    fn is_denied(&self, verb: usize) -> bool {
        let sensed = self.narration.sensed;
        let before = |by: usize, sense| verb.checked_sub(by).is_some_and(|at| sensed.is(at, sense));
        // The "t" of "didn't", not that of "AT&T".
        let is_part = |at: usize| !sensed.has(at, "t") || at > 1 && sensed.is_sign(at - 1, "'’");
        sensed.is(verb, Sense::DENIAL)
            || before(1, Sense::NEGATION) && is_part(verb - 1)
            || before(2, Sense::REFUSAL) && sensed.has(verb - 1, "to")
    }

    /// Whether what is reported has no subject of its own: "jobs were lost, which Smith said was a record", "a painting
    /// thought lost", "a man said to be armed".
    fn is_cut_off(&self, found: &SaidClause) -> bool {
        let sensed = self.narration.sensed;
        let relative =
            found.subject.start.checked_sub(1).filter(|_| found.subject.end <= found.verb);
        let relative = relative.is_some_and(|at| {
            let which = ["which", "who", "whom"].iter().any(|word| sensed.has(at, word));
            which && at.checked_sub(1).is_some_and(|at| sensed.is_sign(at, ","))
        });
        let next = found.verb + 1;
        let thinks = THOUGHT.iter().any(|verb| sensed.has(found.verb, verb));
        let subject = Sense::DETERMINER.or(Sense::SUBJECT).or(Sense::CAPITAL).or(Sense::FIGURE);
        let opens = sensed.is(next, subject) || sensed.word(next).ends_with('s');
        let source = sensed.has(found.verb, "according");
        relative || !found.open && !source && (sensed.has(next, "to") || thinks && !opens)
    }

    /// Smith said that taxes rose · his announcement that taxes rose · According to Smith, taxes rose.
    fn led_by(&self, sentence: &Range<usize>) -> Option<SaidClause> {
        let sensed = self.narration.sensed;
        let is_verb = |at: &usize| {
            // "She asked that her name be withheld": a wish.
            let asks = ["asked", "asks"].iter().any(|word| sensed.has(*at, word));
            // "Continued that tradition": there it points at something.
            let subject = Sense::DETERMINER.or(Sense::SUBJECT).or(Sense::CAPITAL);
            let that = sensed.has(at + 1, "that") && sensed.is(at + 2, subject);
            let that = that && sensed.is(*at, Sense::SAYS) && !asks;
            (that || sensed.is(*at, Sense::SAYS_THAT)) && self.narration.can_speak(*at)
                || sensed.is(*at, Sense::SAYING_NOUN) && sensed.has(at + 1, "that")
                || sensed.has(*at, "according") && sensed.has(at + 1, "to")
        };
        // "Hall found a boat that had sunk" reports nothing.
        let says = |verb: usize| {
            sensed.is(verb, Sense::SAYS.or(Sense::SAYS_PLAIN).or(Sense::SAYING_NOUN))
                || ["told", "tell", "tells"].iter().any(|told| sensed.has(verb, told))
        };
        let that = |verb: usize| {
            let far = if says(verb) { THAT } else { 1 };
            let mut near = (verb + 1..sentence.end).take(far).take_while(|at| !is_verb(at));
            // "Experts say that is unlikely": there it stands for something else.
            let verbs = Sense::AUXILIARY.or(Sense::STATE);
            let is_not = |at: usize| sensed.word(at).ends_with('n') && sensed.has(at + 2, "t");
            // "The cause of that crash": there it points at something.
            let points = |at: usize| {
                let times = ["before", "after"].iter().any(|word| sensed.has(at - 1, word));
                sensed.is(at - 1, Sense::PREPOSITION) && !times
            };
            // "Hall said the boat was sound and that it had sailed": the second half of what he said.
            let plain = sensed.is(verb, Sense::SAYS_PLAIN) || self.behind_hearer(verb).is_some();
            let joins = |at: usize| plain && at > verb + 1 && sensed.is_joining(at - 1);
            // "She held that post"
            let subject = Sense::DETERMINER.or(Sense::SUBJECT).or(Sense::CAPITAL);
            let takes = |at: usize| !sensed.has(verb, "held") || sensed.is(at + 1, subject);
            // "She said the ward was short that night": it tells when.
            let times = |at: usize| {
                let end = Sense::PREPOSITION.or(Sense::CONJUNCTION);
                TIMES.iter().any(|word| sensed.has(at + 1, word))
                    && (sensed.is(at + 2, end) || sensed.is_sign(at + 2, ".,;:?!"))
            };
            let opens = |at: usize| {
                let apart = !times(at) && !points(at) && !joins(at) && takes(at);
                apart && !sensed.is(at + 1, verbs) && !is_not(at + 1)
            };
            near.find(|at| sensed.has(*at, "that") && opens(*at))
        };
        let verbs: Vec<usize> = sentence.clone().filter(is_verb).take(6).collect();
        let with_that = verbs.iter().find(|verb| that(**verb).is_some());
        // "Ana Ruiz, who disclosed this on Monday, said the roads would be mended"
        let in_relative = |verb: usize| {
            let who = |at: usize| sensed.has(at, "who") || sensed.has(at, "which");
            verb > sentence.start + 1 && who(verb - 1) && sensed.is_sign(verb - 2, ",")
        };
        let resumes = |verb: usize| {
            let first = verbs.first().copied().filter(|first| in_relative(*first));
            let comma = verb.checked_sub(1).is_some_and(|at| sensed.is_sign(at, ","));
            first.is_some_and(|first| first < verb) && comma && sensed.is(verb, Sense::SAYS_PLAIN)
        };
        let main = verbs.iter().find(|verb| resumes(**verb)).or(verbs.first());
        let verb = *with_that.or(main)?;
        let (mention, subject) = self.reporting(verb, sentence)?;
        let start = match that(verb) {
            Some(that) => that + 1,
            None if sensed.has(verb, "according") && verb <= sentence.start + 1 => {
                let comma = |from: usize| (from..sentence.end).find(|at| sensed.is_sign(*at, ","));
                // "According to Hall's lawyer, Ana Ruiz, the case is closed"
                let mentions = self.narration.mentions;
                let named = mention.filter(|at| is_named_next(sensed, mentions, *at));
                let named = named.and_then(|at| mentions.get(at + 1));
                let clause = comma(named.map_or(subject.end, |one| one.tokens.end))? + 1;
                // "According to police, who declined to name him, the man was 34"
                let who = ["who", "which"].iter().any(|word| sensed.has(clause, word));
                let clause = if who { comma(clause)? + 1 } else { clause };
                // "According to a report, published last week, prices rose"
                let told = is_past(sensed.word(clause));
                comma(clause)
                    .filter(|end| told && end - clause < THAT)
                    .map_or(clause, |end| end + 1)
            }
            None if sensed.is(verb, Sense::SAYS_PLAIN)
                && subject.end <= verb
                && !sensed.is_sign(verb + 1, ",:.")
                // "He said of himself" tells about whom.
                && !sensed.has(verb + 1, "of") =>
            {
                self.behind_place(self.behind_day(verb + 1))?
            }
            None => self.behind_hearer(verb).filter(|_| subject.end <= verb)?,
        };
        let open = that(verb).is_some();
        Some(SaidClause {
            verb,
            mention,
            subject,
            clause: start..self.clause_end(start, sentence.end),
            open,
        })
    }

    /// The subject of a verb of saying, or the owner of a noun: "Smith's announcement".
    fn reporting(
        &self,
        verb: usize,
        sentence: &Range<usize>,
    ) -> Option<(Option<usize>, Range<usize>)> {
        let sensed = self.narration.sensed;
        if sensed.is(verb, Sense::SAYS_THAT.or(Sense::SAYS)) || sensed.has(verb, "according") {
            // "Troopers said he was not hurt"
            let several = verb == sentence.start + 1
                && ["say", "said"].iter().any(|word| sensed.has(verb, word))
                && !sensed.is(verb + 1, Sense::PREPOSITION)
                && sensed.is(sentence.start, Sense::WORD)
                && sensed.word(sentence.start).ends_with('s');
            let plain = several.then_some((None, sentence.start..verb));
            return self.narration.subject_of(verb, sentence.start, sentence.end).or(plain);
        }
        let owners = self.narration.mentions_in(sentence.start..verb);
        let (number, mention) = owners.last()?;
        let end = mention.tokens.end;
        (sensed.possessive_after(end) && verb <= end + 4)
            .then(|| (Some(number), mention.tokens.clone()))
    }

    /// The end of a reported clause: the sentence's, or where another report begins.
    fn clause_end(&self, start: usize, end: usize) -> usize {
        let sensed = self.narration.sensed;
        // "…, a study says" ends another report.
        let last = (start..end).rev().find(|at| sensed.is(*at, Sense::WORD));
        let trailing = last.filter(|at| sensed.is(*at, Sense::SAYS_PLAIN)).and_then(|last| {
            let from = last.saturating_sub(THAT).max(start);
            (from..last).rev().find(|at| sensed.is_sign(*at, ","))
        });
        let other = |at: &usize| {
            sensed.is(*at, Sense::QUOTED)
                || Some(*at) == trailing
                // "The source, who said he had been there, told Reuters"
                || sensed.is_sign(*at, ",") && GOES_ON.iter().any(|word| sensed.has(at + 1, word))
                || sensed.is_sign(*at, ",") && sensed.has(at + 1, "according")
                || sensed.is_sign(*at, ",;") && APART.iter().any(|word| sensed.has(at + 1, word))
                || sensed.is_sign(*at, ",;")
                    && sensed.is(at + 1, Sense::SAYS)
                    && sensed.word(at + 1).ends_with("ing")
        };
        (start..end).find(other).unwrap_or(end)
    }

    /// A clause without signs at its ends.
    fn trimmed(&self, clause: Range<usize>) -> Range<usize> {
        let sensed = self.narration.sensed;
        let words = Sense::WORD.or(Sense::FIGURE);
        let is_word = |at: &usize| sensed.is(*at, words) || sensed.is_sign(*at, "$€£¥");
        let start = clause.clone().find(is_word).unwrap_or(clause.end);
        // "£4bn" ends in no word of its own.
        let is_letters = |at: usize| sensed.word(at).starts_with(char::is_alphanumeric);
        let last = (start..clause.end)
            .rev()
            .find(|at| is_letters(*at) || sensed.is_sign(*at, "%)") && *at > start);
        start..last.map_or(start, |last| last + 1)
    }

    /// Who reports; `None` if that is only "it" or "who", and nobody knows what stands for.
    fn reporter(&self, found: &SaidClause) -> Option<SuggestedSpeaker> {
        let sensed = self.narration.sensed;
        let meant = found.mention.and_then(|mention| self.meant.get(mention)).copied().flatten();
        let member = meant.and_then(|meant| self.cast.members.get(meant.member));
        let name = member.map(|member| member.name.clone());
        let subject = sensed.word(found.subject.start);
        let nobody = subject == "it" || STANDS_FOR.contains(&subject);
        if name.is_none() && found.subject.len() == 1 && nobody {
            return None;
        }
        Some(SuggestedSpeaker {
            name: name
                .unwrap_or_else(|| plain(sensed.text(self.narration.in_full(&found.subject)))),
            mention: Some(sensed.bytes(self.narration.name_of(found.mention, &found.subject))),
        })
    }
}
