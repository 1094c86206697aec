//! The subject of a verb of saying: before it, behind it, behind an apposition, or the one who is overheard
//! (tests/suggest/speakers.rs).

use std::ops::Range;

use super::complement::with_complement;
use super::cues::{Narration, SpokenCue, VERBS};
use super::grammar::is_subject;
use super::mentions::{Mention, MentionSort};
use super::senses::Sense;
use super::standing::{SubjectSort, SubjectStanding, likeliest};

/// Most mentions that are compared as the subject of a verb.
const SUBJECTS: usize = 8;

/// Most tokens of a name on a platform: "@big_kev99".
const HANDLE: usize = 6;

/// Verbs with somebody who hears it behind them.
const HEARD: [&str; 8] =
    ["told", "tells", "telling", "asked", "asks", "informed", "reminded", "assured"];

/// What things do, and nobody who speaks.
const SHOWS: [&str; 12] = [
    "showed",
    "shows",
    "suggested",
    "suggests",
    "proved",
    "proves",
    "reflected",
    "reflects",
    "highlighted",
    "underlined",
    "underscored",
    "felt",
];

/// What somebody does who goes on saying a thing.
const KEEPS: [&str; 6] = ["kept", "keep", "keeps", "started", "began", "stopped"];

impl Narration<'_> {
    /// The subject of a verb, or whoever "according to" names.
    pub fn subject_of(
        &self,
        verb: usize,
        from: usize,
        end: usize,
    ) -> Option<(Option<usize>, Range<usize>)> {
        let sensed = self.sensed;
        if sensed.has(verb, "according") || self.is_words_of(verb) {
            let mut found = self.mentions_in(verb + 2..end);
            let named = found.next()?;
            // "According to Spain's ministry"
            if sensed.possessive_after(named.1.tokens.end)
                && let Some(owned) = found.next()
                && owned.1.tokens.start == named.1.tokens.end + 2
            {
                return Some((Some(owned.0), owned.1.tokens.clone()));
            }
            return (named.1.tokens.start <= verb + 3)
                .then(|| (Some(named.0), named.1.tokens.clone()));
        }
        let inserted = self.subject_behind(verb, end).filter(|found| self.is_inserted(verb, found));
        inserted
            .or_else(|| self.subject_before(verb, from))
            .map(|found| self.who_reads_it(verb, from, found))
            .or_else(|| if self.has_hearer(verb) { None } else { self.subject_behind(verb, end) })
    }

    /// Who says what a thing shows: in "Hall said the killing showed that it was “a joke”", Hall.
    fn who_reads_it(
        &self,
        verb: usize,
        from: usize,
        found: (Option<usize>, Range<usize>),
    ) -> (Option<usize>, Range<usize>) {
        let sensed = self.sensed;
        let shows = SHOWS.iter().any(|word| sensed.has(verb, word));
        let before = found.1.start.checked_sub(1).filter(|_| shows && found.0.is_none());
        let outer = before.and_then(|at| at.checked_sub(usize::from(sensed.has(at, "that"))));
        let outer = outer.filter(|at| *at > from && sensed.is(*at, Sense::SAYS));
        outer.and_then(|outer| self.subject_before(outer, from)).unwrap_or(found)
    }

    /// Whether a verb with its subject behind it is put into a sentence: It was, said Smith, “…”
    fn is_inserted(&self, verb: usize, (_, subject): &(Option<usize>, Range<usize>)) -> bool {
        let sensed = self.sensed;
        let plain = ["said", "says", "wrote", "writes"].iter().any(|word| sensed.has(verb, word));
        let comma = verb.checked_sub(1).is_some_and(|at| sensed.is_sign(at, ",—–-"));
        plain && comma && subject.start > verb && sensed.is_sign(subject.end, ",—–-")
    }

    /// "In the words of Smith".
    pub fn is_words_of(&self, noun: usize) -> bool {
        let sensed = self.sensed;
        sensed.has(noun, "words")
            && sensed.has(noun + 1, "of")
            && noun.checked_sub(2).is_some_and(|at| sensed.has(at, "in"))
    }

    /// Whoever is heard: "he heard her tell them".
    pub fn overheard(&self, verb: usize) -> Option<(Option<usize>, Range<usize>)> {
        let sensed = self.sensed;
        let whom = verb.checked_sub(1).filter(|at| sensed.is(*at, Sense::HE.or(Sense::SHE)))?;
        let hears = ["heard", "hear", "hears", "hearing", "let", "made", "saw"];
        let heard =
            whom.checked_sub(1).is_some_and(|at| hears.iter().any(|word| sensed.has(at, word)));
        heard.then_some((None, whom..verb))
    }

    /// The subject before a verb: the nearest that can be one.
    pub fn subject_before(
        &self,
        verb: usize,
        from: usize,
    ) -> Option<(Option<usize>, Range<usize>)> {
        let sensed = self.sensed;
        let close = self.back_over_adverbs(verb, from);
        // "A placard that read": nobody says it.
        if close.checked_sub(1).is_some_and(|at| sensed.has(at, "that")) {
            return None;
        }
        if let Some(handle) = self.handle_before(close, from) {
            return Some((None, handle));
        }
        let joined = close
            .checked_sub(1)
            .is_some_and(|at| ["and", "but", "then"].iter().any(|word| sensed.has(at, word)));
        let comma = close.checked_sub(1).is_some_and(|at| sensed.is_sign(at, ",)"));
        if let Some(thing) = self.thing_by_somebody(from, close).filter(|_| comma) {
            return Some((None, thing));
        }
        // "Bengaluru: The court stayed it, saying"
        let numbers = self.mentions_in(from..verb);
        let numbers = numbers.filter(|(_, one)| !sensed.is_sign(one.tokens.end, ":"));
        let numbers: Vec<usize> = numbers.map(|(number, _)| number).collect();
        let numbers = if comma { self.outside_relative(numbers, from, close) } else { numbers };
        let near = numbers.get(numbers.len().saturating_sub(SUBJECTS)..).unwrap_or_default();
        // "At the Port of Nogales, agents said"
        let hangs = |at: usize| {
            let prepositions = ["at", "in", "near", "outside", "inside"];
            let before = at.checked_sub(1).filter(|_| sensed.has(at, "the"));
            before.is_some_and(|at| prepositions.iter().any(|word| sensed.has(at, word)))
        };
        let standings = near.iter().enumerate().filter_map(|(at, number)| {
            let mention = self.mentions.get(*number)?;
            let end = mention.tokens.end;
            let before = mention.tokens.start.checked_sub(1);
            Some(SubjectStanding {
                sort: match mention.sort {
                    MentionSort::Person(_) => SubjectSort::Person,
                    MentionSort::Pronoun => SubjectSort::Pronoun,
                    MentionSort::Described | MentionSort::Proper => SubjectSort::Other,
                },
                gap: close.saturating_sub(end),
                first: at == 0,
                apposed: comma && (sensed.is_sign(end, ",(") || sensed.is(end, Sense::PREPOSITION)),
                object: before.is_some_and(|at| sensed.is(at, Sense::PREPOSITION) || hangs(at)),
                owner: sensed.possessive_after(end),
            })
        });
        let found = likeliest(standings).and_then(|at| near.get(at));
        let found = joined.then(|| self.subject_of_clauses(verb, near)).flatten().or(found);
        // "A judge blocked a law by the Hall ministry, saying": it is the judge.
        let participle = comma && sensed.word(verb).ends_with("ing");
        let is_first = |number: &&usize| {
            let one = self.mentions.get(**number);
            one.is_some_and(|one| one.sort != MentionSort::Pronoun && is_subject(sensed, one))
        };
        let found = near.iter().find(is_first).filter(|_| participle).or(found);
        let found = found.map(|number| self.head(*number, from));
        let described = || self.plain_before(close, from).map(|subject| (None, subject));
        match found.and_then(|number| Some((number, self.mentions.get(number)?))) {
            // "Ruiz's family said": whatever hers is, it is not she.
            Some((_, mention)) if self.owns_all_up_to(&mention.tokens, close) => {
                Some((None, mention.tokens.start..close))
            }
            Some((number, mention)) if mention.tokens.end == close || comma => {
                Some((Some(number), mention.tokens.clone()))
            }
            Some((number, mention)) => {
                described().or_else(|| Some((Some(number), mention.tokens.clone())))
            }
            None => self.whatever_is_owned(near, close).or_else(described),
        }
    }

    /// "Ruiz’s dental hygienist said": nobody whom the text knows, but neither Ruiz nor anybody behind the verb.
    fn whatever_is_owned(
        &self,
        near: &[usize],
        close: usize,
    ) -> Option<(Option<usize>, Range<usize>)> {
        let owner = self.mentions.get(*near.last()?)?;
        let owns = self.owns_all_up_to(&owner.tokens, close);
        owns.then_some((None, owner.tokens.start..close))
    }

    /// Whether only what somebody owns stands between them and a token: up to three words behind a possessive.
    fn owns_all_up_to(&self, owner: &Range<usize>, close: usize) -> bool {
        let sensed = self.sensed;
        let from = owner.end + if sensed.has(owner.end + 1, "s") { 2 } else { 1 };
        let inner = VERBS.or(Sense::AUXILIARY).or(Sense::PREPOSITION).or(Sense::CONJUNCTION);
        let plain = |at: usize| sensed.is(at, Sense::WORD) && !sensed.is(at, inner);
        sensed.possessive_after(owner.end)
            && (from + 1..=from + 3).contains(&close)
            && (from..close).all(plain)
    }

    /// A cue whose subject is two people, with both: "Ana Ruiz and Tom Hall said", “…,” said Ana Ruiz and Tom Hall.
    pub fn with_partner(&self, cue: SpokenCue) -> SpokenCue {
        let sensed = self.sensed;
        let is_name = |one: &&Mention| matches!(one.sort, MentionSort::Person(_));
        let beside = |one: usize, other: usize| {
            let both = self
                .mentions
                .get(one)
                .filter(is_name)
                .zip(self.mentions.get(other).filter(is_name));
            both.filter(|(one, other)| {
                // "Ana Ruiz and her colleague Tom Hall": she, above all.
                let owner = Sense::HE.or(Sense::SHE).or(Sense::THEY);
                let adds = sensed.is(other.tokens.start, owner);
                sensed.has(one.tokens.end, "and")
                    && one.tokens.end + 1 == other.tokens.start
                    && !adds
            })
        };
        let Some(number) = cue.mention else { return cue };
        let before = number.checked_sub(1).and_then(|before| beside(before, number));
        // Of "Hall saw Ruiz and Cole laugh" the two are no subject.
        let opens = |at: usize| {
            let clause =
                |at: usize| sensed.is_sign(at, ",;:—–”\"") || sensed.is(at, Sense::CONJUNCTION);
            sensed.is(at, Sense::FIRST) || at.checked_sub(1).is_some_and(clause)
        };
        let before =
            before.filter(|(one, _)| cue.subject.end <= cue.verb && opens(one.tokens.start));
        let ends = |at: usize| sensed.is_sign(at, ".,;") || sensed.is(at, Sense::PREPOSITION);
        let behind = beside(number, number + 1)
            .filter(|(_, other)| cue.verb < cue.subject.start && ends(other.tokens.end));
        match before.or(behind) {
            Some((one, other)) => {
                SpokenCue { mention: None, subject: one.tokens.start..other.tokens.end, ..cue }
            }
            None => cue,
        }
    }

    /// Whether whoever is spoken to stands behind a verb: "told the police".
    pub fn has_hearer(&self, verb: usize) -> bool {
        HEARD.iter().any(|word| self.sensed.has(verb, word))
    }

    /// Of mentions before "and added", the one that has the verb before: whoever says something, or the last subject.
    fn subject_of_clauses<'m>(&self, verb: usize, near: &'m [usize]) -> Option<&'m usize> {
        let sensed = self.sensed;
        let subjects = near.iter().rev().filter(|number| {
            self.mentions.get(**number).is_some_and(|mention| {
                // "Hall “walked in” and told them"
                let object = mention.tokens.start.checked_sub(1);
                let object = object.is_some_and(|at| sensed.is(at, Sense::PREPOSITION));
                is_subject(sensed, mention)
                    || sensed.is(mention.tokens.end, Sense::QUOTED) && !object
            })
        });
        let says = |number: &&usize| {
            let end = self.mentions.get(**number).map_or(0, |mention| mention.tokens.end);
            sensed.is(end, Sense::SAYS)
        };
        let goes_on = !self.has_hearer(verb);
        subjects.clone().find(|one| goes_on && says(one)).or_else(|| subjects.clone().next())
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

    /// A description with its owner and what hangs on it: "Smith's lawyer", "a lawyer for the parents".
    pub fn in_full(&self, subject: &Range<usize>) -> Range<usize> {
        with_complement(self.sensed, &self.with_owner(subject))
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

    /// "@bigkev99" directly before its verb.
    fn handle_before(&self, close: usize, from: usize) -> Option<Range<usize>> {
        let prose = self.sensed.prose;
        let near = (from.max(close.saturating_sub(HANDLE))..close).rev();
        let start = near.take_while(|at| prose.is_joined(at + 1) || at + 1 == close).last()?;
        prose.has(start, "@").then_some(start..close)
    }

    /// "The pedestrian" directly before its verb: words behind an article.
    pub fn plain_before(&self, close: usize, from: usize) -> Option<Range<usize>> {
        let sensed = self.sensed;
        let floor = from.max(close.saturating_sub(5));
        let start = (floor..close).rev().find(|at| sensed.is(*at, Sense::DETERMINER))?;
        // Of "a letter to the staff" the staff is no subject; "as the staff said" is a clause.
        let hangs =
            |at: usize| sensed.is(at, Sense::PREPOSITION) && !sensed.is(at, Sense::CONJUNCTION);
        // "A man who declined to give his name told reporters"
        let given = start.checked_sub(2).is_some_and(|at| sensed.has(at, "to"));
        if given || start.checked_sub(1).is_some_and(hangs) {
            return None;
        }
        let inner = Sense::PREPOSITION.or(Sense::CONJUNCTION).or(Sense::SUBJECT).or(VERBS);
        let inner = inner.or(Sense::AUXILIARY);
        let plain = |at: usize| sensed.is(at, Sense::WORD) && !sensed.is(at, inner);
        (start + 1 < close && (start + 1..close).all(plain)).then_some(start..close)
    }

    /// The subject behind a verb: “…,” said the man with the basket.
    pub fn subject_behind(&self, verb: usize, end: usize) -> Option<(Option<usize>, Range<usize>)> {
        let sensed = self.sensed;
        let start = (verb + 1..end.min(verb + 3)).find(|at| !self.is_adverb(*at))?;
        let next = self.mentions_in(start..end).next();
        if let Some((number, mention)) = next
            && mention.tokens.start == start
        {
            let owned = self.owned_behind(&mention.tokens, end);
            return Some(owned.map_or_else(
                || (Some(number), mention.tokens.clone()),
                |owned| (None, mention.tokens.start..owned),
            ));
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
        // "By saying that voters were “coming”": a clause, and nobody who says it.
        if sensed.has(start, "that") {
            return None;
        }
        let stops = Sense::PREPOSITION.or(Sense::CONJUNCTION).or(Sense::SUBJECT).or(VERBS);
        let stops = stops.or(Sense::AUXILIARY);
        let words = (start + 1..end.min(start + 5))
            .take_while(|at| sensed.is(*at, Sense::WORD) && !sensed.is(*at, stops));
        let alone = ["one", "another", "others", "both", "some", "many", "several"];
        // “New lower prices,” reads one of the signs.
        let reads = ["read", "reads"].iter().any(|word| sensed.has(verb, word));
        let is_alone = !reads && alone.iter().any(|word| sensed.has(start, word));
        let alone = is_alone.then_some(start);
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

    /// The end of what somebody owns: the sister of “…,” said Ruiz’s sister.
    fn owned_behind(&self, owner: &Range<usize>, end: usize) -> Option<usize> {
        let sensed = self.sensed;
        let from = owner.end + if sensed.has(owner.end + 1, "s") { 2 } else { 1 };
        let stops = VERBS.or(Sense::AUXILIARY).or(Sense::PREPOSITION).or(Sense::CONJUNCTION);
        let words = (from..end.min(from + 3))
            .take_while(|at| sensed.is(*at, Sense::WORD) && !sensed.is(*at, stops.or(Sense::DAY)));
        let last = words.last().filter(|_| sensed.possessive_after(owner.end))?;
        // "Said Ruiz's colleague Tom Hall": he.
        (!sensed.is(last, Sense::CAPITAL)).then_some(last + 1)
    }

    pub fn back_over_adverbs(&self, verb: usize, from: usize) -> usize {
        let mut close = verb;
        if self.is_wont(verb) {
            let on = verb.checked_sub(2).is_some_and(|at| self.sensed.has(at, "on"));
            close = verb.saturating_sub(if on { 3 } else { 2 }).max(from);
        }
        let goes_on = |at: usize| {
            self.sensed.word(verb).ends_with("ing")
                && KEEPS.iter().any(|word| self.sensed.has(at, word))
        };
        while close > from && (self.is_adverb(close - 1) || goes_on(close - 1)) {
            close -= 1;
        }
        close
    }
}
