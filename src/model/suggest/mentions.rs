//! Who and what the narration names: people, pronouns, institutions, "the minister", "researchers". What
//! stands inside quotations names no speaker of theirs (tests/suggest/speakers.rs).

use std::collections::BTreeSet;
use std::ops::Range;

use super::epithets::epithet_end;
use super::sensed::Sensed;
use super::senses::Sense;
use super::turns::TurnStyle;
use crate::model::text::TextRange;

/// A noun phrase that can be a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    /// Its tokens, with the titles and roles before a name.
    pub tokens: Range<usize>,
    /// Its sort.
    pub sort: MentionSort,
}

/// The sorts of mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MentionSort {
    /// A person by name: the tokens of the name.
    Person(Range<usize>),
    /// A pronoun.
    Pronoun,
    /// A name that is no person's, as far as is known: "Kremlin press service".
    Proper,
    /// A description: "the minister", "researchers".
    Described,
}

/// Longest phrase before its noun, in tokens.
pub(super) const PHRASE: usize = 7;

/// Nouns for those who say something.
pub(super) const NOUNS: Sense =
    Sense::ROLE.or(Sense::GROUP).or(Sense::BODY).or(Sense::MAN).or(Sense::WOMAN);

/// Words that belong to no noun phrase.
pub(super) const BREAKS: Sense = Sense::PREPOSITION
    .or(Sense::CONJUNCTION)
    .or(Sense::SUBJECT)
    .or(Sense::DETERMINER)
    .or(Sense::SAYS)
    .or(Sense::DAY)
    .or(Sense::QUOTED);

/// The mentions of a text outside its quotations, by place and disjoint. `people` are the places of names, in
/// order and disjoint.
pub(super) fn mentions(
    sensed: &Sensed<'_>,
    people: &[TextRange],
    style: TurnStyle,
) -> Vec<Mention> {
    let capitals: BTreeSet<&str> = (0..sensed.len())
        .filter(|token| sensed.is(*token, Sense::CAPITAL) && !sensed.is(*token, Sense::FIRST))
        .map(|token| sensed.word(token))
        .collect();
    let mut finder = Noticing { sensed, style, capitals, found: Vec::new() };
    let mut names = people.iter().map(|range| sensed.tokens(*range)).peekable();
    let mut token = 0;
    while token < sensed.len() {
        while names.next_if(|name| name.end <= token || name.is_empty()).is_some() {}
        let name = names.peek().filter(|name| name.start <= token).cloned();
        token = match name {
            _ if sensed.is(token, Sense::QUOTED) => token + 1,
            Some(name) => finder.person(&name),
            None => {
                let limit = names.peek().map_or(sensed.len(), |name| name.start);
                finder.other(token, limit)
            }
        };
    }
    finder.name_relatives();
    finder.found
}

/// Whether words tell an age from their article on: "the 23-year-old".
pub(super) fn is_aged(sensed: &Sensed<'_>, token: usize) -> bool {
    sensed.is(token + 1, Sense::FIGURE)
        && sensed.is_sign(token + 2, "-‑")
        && sensed.has(token + 3, "year-old")
}

/// Whether a name stands behind the description of the same person: "the minister, Ana Ruiz, said".
pub(super) fn is_named_next(sensed: &Sensed<'_>, mentions: &[Mention], described: usize) -> bool {
    let (Some(one), Some(name)) = (mentions.get(described), mentions.get(described + 1)) else {
        return false;
    };
    let end = name.tokens.end;
    let person = Sense::ROLE.or(Sense::MAN).or(Sense::WOMAN);
    let is_person = sensed.is(one.tokens.end.saturating_sub(1), person);
    let closes = sensed.is_sign(end, ",.;:—–-(") || sensed.is(end, Sense::SAYS);
    // "The minister, Ana Ruiz, Tom Hall and others": a list.
    let next = mentions.get(described + 2).filter(|next| next.tokens.start == end + 1);
    one.sort == MentionSort::Described
        && matches!(name.sort, MentionSort::Person(_))
        && sensed.is_sign(one.tokens.end, ",")
        && (name.tokens.start == one.tokens.end + 1 || is_led_to(sensed, one.tokens.end + 1, name))
        && is_person
        && closes
        && !next.is_some_and(|next| matches!(next.sort, MentionSort::Person(_)))
}

/// Whether words that tell more of somebody lead to the role before a name: "a neighbour, retired plumber Tom Hall".
fn is_led_to(sensed: &Sensed<'_>, start: usize, name: &Mention) -> bool {
    let MentionSort::Person(person) = &name.sort else { return false };
    let apart = Sense::PREPOSITION.or(Sense::CONJUNCTION).or(Sense::DETERMINER).or(Sense::SUBJECT);
    let plain = |at: usize| sensed.is(at, Sense::WORD) && !sensed.is(at, apart.or(Sense::SAYS));
    let role = name.tokens.start < person.start;
    role && (start + 1..start + 3).contains(&name.tokens.start)
        && (start..name.tokens.start).all(plain)
}

/// Whether a description stands behind the name of the same person: "Ana Ruiz, the minister for schools, said".
pub(super) fn is_apposed(sensed: &Sensed<'_>, mentions: &[Mention], described: usize) -> bool {
    let before = described.checked_sub(1).and_then(|before| mentions.get(before));
    let Some((name, one)) = before.zip(mentions.get(described)) else { return false };
    let person = Sense::ROLE.or(Sense::MAN).or(Sense::WOMAN);
    let end = one.tokens.end;
    let is_person = sensed.is(end.saturating_sub(1), person);
    let plain = |at: &usize| {
        let word = sensed.is(*at, Sense::WORD.or(Sense::FIGURE));
        word && !sensed.is(*at, Sense::CONJUNCTION) && !sensed.is_verb(*at)
    };
    // "According to Tom Hall, a driver was hurt": a clause.
    let more = (end..end + PHRASE).take_while(plain).count();
    let hangs = more == 0 || sensed.is(end, Sense::PREPOSITION);
    let closes = hangs && sensed.is_sign(end + more, ",.;:—–)") || sensed.has(end, "who");
    matches!(name.sort, MentionSort::Person(_))
        && sensed.is_sign(name.tokens.end, ",")
        && one.tokens.start == name.tokens.end + 1
        && is_person
        && closes
}

/// Whether a role opens a sentence without an article: "Counsel for the company disagreed".
pub(super) fn opens_for(sensed: &Sensed<'_>, token: usize) -> bool {
    let role = sensed.is(token, Sense::ROLE) && !sensed.is(token, Sense::GROUP);
    let whose = ["for", "to"].iter().any(|word| sensed.has(token + 1, word));
    // "Undersecretary for Education Mr. Hall"
    role && sensed.is(token, Sense::FIRST) && whose && !sensed.is(token + 2, Sense::CAPITAL)
}

/// The end of "one of them" or "one of the mothers".
pub(super) fn one_of(sensed: &Sensed<'_>, token: usize) -> Option<usize> {
    let opens = sensed.has(token, "one") && sensed.has(token + 1, "of");
    let is = |word: &&str| sensed.has(token + 2, word);
    let noun = sensed.is(token + 3, Sense::WORD) && !sensed.is(token + 3, Sense::BODY);
    match () {
        () if !opens => None,
        () if ["them", "us"].iter().any(is) => Some(token + 3),
        () if ["the", "those", "his", "her", "their"].iter().any(is) && noun => Some(token + 4),
        () => None,
    }
}

struct Noticing<'a> {
    sensed: &'a Sensed<'a>,
    style: TurnStyle,
    /// Words with a capital inside sentences: those that are names at the start of one.
    capitals: BTreeSet<&'a str>,
    found: Vec<Mention>,
}

impl Noticing<'_> {
    /// A name that the tagger does not know names a relative: "his daughter, Morwenna".
    fn name_relatives(&mut self) {
        let sensed = self.sensed;
        for described in 0..self.found.len().saturating_sub(1) {
            let pair = self.found.get(described).zip(self.found.get(described + 1));
            let Some((one, name)) = pair else { continue };
            let owner = Sense::HE.or(Sense::SHE).or(Sense::THEY);
            let (noun, tokens) = (one.tokens.end.saturating_sub(1), name.tokens.clone());
            let is_kin = one.sort == MentionSort::Described
                && sensed.is(one.tokens.start, owner)
                && sensed.is(noun, Sense::MAN.or(Sense::WOMAN));
            let is_name = name.sort == MentionSort::Proper
                && tokens.len() <= 3
                && tokens.clone().all(|at| sensed.is(at, Sense::CAPITAL) && !sensed.is(at, NOUNS));
            if !is_kin || !is_name {
                continue;
            }
            if let Some(name) = self.found.get_mut(described + 1) {
                name.sort = MentionSort::Person(tokens.clone());
            }
            if !is_named_next(sensed, &self.found, described)
                && let Some(name) = self.found.get_mut(described + 1)
            {
                name.sort = MentionSort::Proper;
            }
        }
    }

    fn note(&mut self, tokens: Range<usize>, sort: MentionSort) -> usize {
        let end = tokens.end;
        self.found.push(Mention { tokens, sort });
        end
    }

    /// A name, with what stands before it: "the Afghan ambassador Hamdullah Mohib".
    fn person(&mut self, name: &Range<usize>) -> usize {
        let sensed = self.sensed;
        let sentence = sensed.sentence(name.start).start;
        let mut start = name.start;
        // What was taken for a name or a description of its own belongs to this one.
        while let Some(last) = self.found.last()
            && (last.tokens.end == start || self.is_stopped(last.tokens.end, start))
            && last.tokens.start >= sentence
            && matches!(last.sort, MentionSort::Proper | MentionSort::Described)
        {
            start = last.tokens.start;
            self.found.pop();
        }
        let floor = sentence.max(start.saturating_sub(PHRASE));
        let floor = floor.max(self.found.last().map_or(0, |last| last.tokens.end));
        let mut at = start;
        while at > floor {
            at -= 1;
            let is_stop = sensed.is_sign(at, ".") && sensed.is(at.wrapping_sub(1), NOUNS);
            if sensed.is(at, NOUNS) || is_stop {
                start = at;
            } else if !sensed.is(at, Sense::CAPITAL) || sensed.is(at, BREAKS) {
                break;
            }
        }
        self.note(start..name.end, MentionSort::Person(name.clone()))
    }

    /// Whether only the full stop of "Mrs." or "Sen." lies between two places of a sentence.
    fn is_stopped(&self, end: usize, start: usize) -> bool {
        let sensed = self.sensed;
        let is_short = |at: usize| sensed.is(at, Sense::CAPITAL) && sensed.word(at).len() < 6;
        let title = end.checked_sub(1).is_some_and(|at| sensed.is(at, NOUNS) || is_short(at));
        title && end + 1 == start && sensed.is_sign(end, ".")
    }

    /// What is no person's name and begins at a token; gives the token to go on with.
    fn other(&mut self, token: usize, limit: usize) -> usize {
        let sensed = self.sensed;
        if sensed.is(token, Sense::SUBJECT) && !sensed.has(token, "one") {
            return self.note(token..token + 1, MentionSort::Pronoun);
        }
        let limit = limit.min(sensed.sentence(token).end);
        let epithet = epithet_end(sensed, token).filter(|_| self.style == TurnStyle::Report);
        if let Some(end) = epithet.filter(|end| *end <= limit) {
            return self.note(token..end, MentionSort::Described);
        }
        // In a story "one of them" is somebody whom it knows otherwise.
        let one = one_of(sensed, token).filter(|_| self.style == TurnStyle::Report);
        if let Some(end) = one.filter(|end| *end <= limit) {
            return self.note(token..end, MentionSort::Described);
        }
        if opens_for(sensed, token) {
            return self.note(token..token + 1, MentionSort::Described);
        }
        if let Some(end) = self.proper_end(token, limit) {
            let end = self.with_nouns(end, limit);
            return self.note(token..end, MentionSort::Proper);
        }
        // "That" opens a clause far more often than a phrase.
        let begins = sensed.is(token, Sense::DETERMINER) && !sensed.has(token, "that");
        let from = if begins { token + 1 } else { token };
        if let Some(end) = self.aged_end(token).filter(|end| begins && *end <= limit) {
            return self.note(token..end, MentionSort::Described);
        }
        match self.noun_end(from, limit) {
            Some(end) if self.is_before_noun(end) => end,
            Some(end) if begins || sensed.is_owned(token) || sensed.is(end - 1, Sense::GROUP) => {
                // "The University of Leeds", "the Marine Accident Branch"
                let goes_on = sensed.is(end - 1, Sense::BODY) || sensed.is(end, Sense::CAPITAL);
                let is_name = sensed.is(end - 1, Sense::CAPITAL) && goes_on;
                let whole = self.proper_end(end - 1, limit).filter(|_| is_name);
                self.note(token..whole.unwrap_or(end).max(end), MentionSort::Described)
            }
            _ => token + 1,
        }
    }

    /// Whether the word before only describes what follows: "a firm tone,", "the church fete on Sunday".
    fn is_before_noun(&self, end: usize) -> bool {
        let sensed = self.sensed;
        let body = sensed.is(end - 1, Sense::BODY) && !sensed.is(end - 1, Sense::CAPITAL);
        let word = sensed.word(end);
        let known = BREAKS.or(Sense::VERB).or(Sense::CAPITAL).or(Sense::SAYS_TOO);
        let noun = sensed.is(end, Sense::WORD) && !sensed.is(end, known) && !sensed.is_verb(end);
        let closes = sensed.is(end + 1, Sense::PREPOSITION.or(Sense::CONJUNCTION))
            || sensed.is_sign(end + 1, ",;:");
        // "The firm also", "the firm says", "the firm itself"
        let other = ["ly", "s", "self", "ing", "ed"].iter().any(|last| word.ends_with(last));
        body && noun && closes && !other
    }

    /// The end of "the 23-year-old" or "the 23-year-old nurse" from its article.
    fn aged_end(&self, token: usize) -> Option<usize> {
        let sensed = self.sensed;
        let end = token + 4;
        let noun = |at: usize| sensed.is(at, NOUNS) && !sensed.is(at, Sense::SAYS_TOO);
        is_aged(sensed, token).then(|| match () {
            () if noun(end) => end + 1,
            () if sensed.is(end, Sense::CAPITAL) && noun(end + 1) => end + 2,
            () => end,
        })
    }

    /// The end of a run of capitalised words, with "of" inside.
    fn proper_end(&self, token: usize, limit: usize) -> Option<usize> {
        let sensed = self.sensed;
        let has = |at: usize, words: &[&str]| words.iter().any(|word| sensed.has(at, word));
        let is_name = |at: usize| {
            let known = Sense::DAY.or(Sense::DETERMINER).or(Sense::CONJUNCTION);
            let known = known.or(Sense::PREPOSITION).or(Sense::SUBJECT).or(Sense::AUXILIARY);
            let first = sensed.is(at, Sense::FIRST);
            at < limit
                && sensed.is(at, Sense::CAPITAL)
                && !sensed.is(at, known.or(Sense::QUOTED))
                && (!first
                    || self.capitals.contains(sensed.word(at))
                    || sensed.is(at + 1, Sense::CAPITAL)
                    || sensed.has(at + 1, "&") && sensed.is(at + 2, Sense::CAPITAL)
                    // "Spotify, whose complaint led to the inquiry, hailed it"
                    || sensed.is_sign(at + 1, ",") && has(at + 2, &["who", "whose", "which"])
                    || sensed.is(at, NOUNS) && !sensed.is(at, Sense::GROUP))
        };
        if !is_name(token) {
            return None;
        }
        let mut end = token + 1;
        loop {
            let joins = ["of", "for", "and", "the", "&"].iter().any(|word| sensed.has(end, word));
            let inner =
                sensed.is_sign(end, ".") && sensed.word(end - 1).len() < 4 || self.owns_name(end);
            // "The Department of Health and Social Care"
            let fields = sensed.has(end, "and")
                && (token..end).any(|at| sensed.is(at, Sense::BODY))
                && (token..end).any(|at| has(at, &["of", "for"]));
            if is_name(end) {
                end += 1;
            } else if joins && is_name(end + 1) && (fields || !sensed.has(end, "and"))
                || inner && is_name(end + 1)
            {
                end += 2;
            } else if sensed.has(end, "of") && sensed.has(end + 1, "the") && is_name(end + 2) {
                end += 3;
            } else {
                return Some(end);
            }
        }
    }

    /// Whether "and" stands between two words of one name: "the Maritime and Coastguard Agency".
    fn joins_name(&self, token: usize) -> bool {
        let sensed = self.sensed;
        let plain = |at: usize| sensed.is(at, Sense::CAPITAL) && !sensed.is(at, NOUNS);
        sensed.has(token, "and")
            && plain(token - 1)
            && plain(token + 1)
            && sensed.is(token + 2, Sense::CAPITAL)
            && sensed.is(token + 2, Sense::BODY)
    }

    /// Whether the apostrophe of a plural stands between two parts of a name: "the Transport Workers’ Federation".
    fn owns_name(&self, sign: usize) -> bool {
        let sensed = self.sensed;
        sensed.is_sign(sign, "'’")
            && sensed.word(sign - 1).ends_with('s')
            && sensed.prose.gap_before(sign).is_empty()
            && !sensed.prose.gap_before(sign + 1).is_empty()
            && sensed.is(sign + 1, Sense::CAPITAL)
    }

    /// The end of a name with the noun of an institution behind it: "Kremlin press service".
    fn with_nouns(&self, end: usize, limit: usize) -> usize {
        let nouns = NOUNS.or(Sense::SAYING_NOUN);
        let near = (end..limit.min(end + 3)).take_while(|at| {
            self.sensed.is(*at, Sense::WORD) && !self.sensed.is(*at, BREAKS.or(Sense::AUXILIARY))
        });
        near.filter(|at| self.sensed.is(*at, nouns)).last().map_or(end, |at| at + 1)
    }

    /// The end of a phrase from its first adjective on: behind its last noun for a source.
    fn noun_end(&self, from: usize, limit: usize) -> Option<usize> {
        let sensed = self.sensed;
        let words = (from..limit.min(from + PHRASE)).take_while(|at| {
            let inner = sensed.is_sign(*at, "'’") && sensed.possessive_after(*at)
                || sensed.has(*at, "s")
                || *at > from && (self.owns_name(*at) || self.joins_name(*at));
            let shows = ["show", "shows"].iter().any(|word| sensed.has(*at, word));
            inner
                || sensed.is(*at, Sense::WORD.or(Sense::FIGURE))
                    && !sensed.is(*at, BREAKS)
                    && !shows
        });
        // "Puts his head round the door"
        let owner = Sense::HE.or(Sense::SHE).or(Sense::THEY);
        let body = |at: &usize| {
            sensed.has(*at, "head")
                && !sensed.has(at + 1, "of")
                && at.checked_sub(1).is_some_and(|at| sensed.is(at, owner))
        };
        words.filter(|at| sensed.is(*at, NOUNS) && !body(at)).last().map(|at| at + 1)
    }
}
