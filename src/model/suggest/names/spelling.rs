//! Names whose spelling breaks them: a nickname in quotation marks, "St.", an apostrophe inside a word, a title in the
//! middle. The tagger sees their pieces (tests/suggest/people.rs).

use std::ops::Range;

use crate::model::suggest::prose::Prose;
use crate::model::suggest::senses::{Sense, WordSenses};

use super::forms::WordForms;
use super::introduced::SHORT;
use super::offices::LETTERS;
use super::register::{NameMention, SURE};

/// How sure a name is that has a nickname in the middle.
const NICKNAMED: f32 = 0.9;

/// Most words of a nickname: "Mad Dog".
const NICKNAME: usize = 3;

/// Offices that are surnames as well.
const OFFICES: [&str; 2] = ["sheriff", "clerk"];

/// "St. Aubyn" is a name, "St. Luke's" a place.
const SAINTS: [&str; 2] = ["St", "Ste"];

/// What stands in small letters within a name.
pub(super) const PARTICLES: [&str; 24] = [
    "al", "arap", "bin", "bint", "da", "das", "de", "del", "dela", "den", "der", "di", "dos", "du",
    "el", "la", "le", "ole", "ten", "ter", "van", "vom", "von", "zu",
];

/// Those with a capital of their own: "Van den Heuvel".
const CAPITAL_PARTICLES: [&str; 12] =
    ["Da", "De", "Del", "Dela", "Di", "Du", "El", "La", "Le", "Van", "Vom", "Von"];

/// Signs around a nickname.
const MARKS: [&str; 8] = ["\"", "“", "”", "‘", "’", "'", "(", ")"];

/// The mentions, each as long as its name is spelt, by place.
pub(super) fn spelt_out(
    prose: &Prose<'_>,
    forms: &WordForms<'_>,
    mut mentions: Vec<NameMention>,
) -> Vec<NameMention> {
    let speller = Speller { prose, forms };
    mentions.retain(|one| one.marked || !speller.is_saint(one));
    for one in mentions.iter_mut().filter(|one| !one.marked) {
        speller.leave_office(&mut one.tokens);
        speller.begin(&mut one.tokens);
    }
    let mut nicknamed: Vec<NameMention> = Vec::new();
    for sentence in &prose.sentences {
        for token in sentence.clone() {
            let Some(end) = speller.behind_nickname(token, sentence.end) else { continue };
            let first = mentions.partition_point(|one| one.tokens.end <= token);
            let part = mentions.get(first).filter(|one| one.tokens.start <= token);
            let last = mentions.partition_point(|one| one.tokens.end < end);
            let rest = mentions
                .get(last)
                .is_some_and(|one| one.tokens.start > token && one.tokens.end == end);
            let is_named =
                part.is_some_and(|one| one.score >= SURE) || forms.form(token).given || rest;
            if is_named && nicknamed.last().is_none_or(|last| last.tokens.end <= token) {
                let start = part.map_or(token, |one| one.tokens.start);
                nicknamed.push(NameMention::new(start..end, NICKNAMED));
            }
        }
    }
    let apart = |one: &NameMention| {
        let near = nicknamed.partition_point(|new| new.tokens.end <= one.tokens.start);
        let near = nicknamed.get(near);
        one.marked || near.is_none_or(|new| one.tokens.end <= new.tokens.start)
    };
    mentions.retain(apart);
    mentions.extend(nicknamed);
    mentions.sort_by_key(|one| one.tokens.start);
    // Two pieces of one name.
    mentions.dedup_by(|next, one| {
        let is_piece = next.tokens.start < one.tokens.end;
        if is_piece && !one.marked && !next.marked {
            one.tokens.end = one.tokens.end.max(next.tokens.end);
            one.score = one.score.max(next.score);
        }
        is_piece
    });
    mentions
}

/// The final mentions, by place, each to the end of its word: what was found by a piece of a name ends with that piece.
pub(super) fn to_its_end(
    prose: &Prose<'_>,
    forms: &WordForms<'_>,
    mentions: Vec<NameMention>,
) -> Vec<NameMention> {
    let speller = Speller { prose, forms };
    let mut whole: Vec<NameMention> = Vec::with_capacity(mentions.len());
    for mut one in mentions {
        if !one.marked {
            speller.extend(&mut one.tokens);
        }
        match whole.last_mut().filter(|last| last.tokens.end > one.tokens.start) {
            // "St." and "Aubyn" were found each alone.
            Some(last) if !last.marked => last.tokens.end = last.tokens.end.max(one.tokens.end),
            _ => whole.push(one),
        }
    }
    whole
}

struct Speller<'a> {
    prose: &'a Prose<'a>,
    forms: &'a WordForms<'a>,
}

impl Speller<'_> {
    /// Whether a token stands directly behind the one before, without a blank.
    fn is_joined(&self, token: usize) -> bool {
        token < self.prose.tokens.len() && self.prose.gap_before(token).is_empty()
    }

    fn is_apostrophe(&self, token: usize) -> bool {
        matches!(self.prose.token(token), "'" | "’" | "ʻ") && self.is_joined(token)
    }

    /// "Vaka'uta" and "N'Golo" are one word, "St. Aubyn" is one name.
    fn extend(&self, tokens: &mut Range<usize>) {
        let rest = |token: usize| {
            let word = self.prose.token(token);
            self.is_joined(token) && word.len() > 2 && word.starts_with(char::is_lowercase)
        };
        while self.is_apostrophe(tokens.end) && rest(tokens.end + 1) {
            tokens.end += 2;
        }
        let short =
            |token: usize| self.forms.is_capital(token) && self.prose.token(token).len() == 1;
        // "Dell'Orto"
        if self.is_apostrophe(tokens.end)
            && self.is_joined(tokens.end + 1)
            && self.forms.is_capital(tokens.end + 1)
        {
            tokens.end += 2;
        }
        if let Some(first) = tokens.start.checked_sub(2).filter(|first| short(*first))
            && self.is_apostrophe(first + 1)
            && self.is_joined(first + 2)
        {
            tokens.start = first;
        }
        self.begin(tokens);
        if ["Jr", "Sr"].contains(&self.prose.token(tokens.end - 1)) && self.is_stop(tokens.end) {
            tokens.end += 1;
        }
        let is_saint = |token: usize| SAINTS.contains(&self.prose.token(token));
        let (last, end) = (tokens.end - 1, tokens.end);
        if is_saint(last) && self.is_stop(end) && self.forms.is_capital(end + 1) {
            tokens.end += 2;
        } else if is_saint(last) && self.forms.is_capital(end) {
            tokens.end += 1;
        }
    }

    /// Takes in what stands before a surname with particles, "Van den Heuvel", "Pieter-Steyn du Preez", and one more
    /// given name before two, "Julio César Paredes".
    fn begin(&self, tokens: &mut Range<usize>) {
        let floor = self.prose.sentences.get(self.prose.sentence_of(tokens.start));
        let floor = floor.map_or(tokens.start, |sentence| sentence.start);
        let is_apart = |token: usize| self.prose.gap_before(token) == " ";
        // "Mohd. Ashfaq"
        let stop = tokens.start.checked_sub(1).filter(|at| self.is_stop(*at));
        let short = stop.unwrap_or(tokens.start).checked_sub(1);
        let short = short.filter(|at| SHORT.contains(&self.prose.token(*at)));
        if let Some(short) = short.filter(|at| !self.prose.has(at.wrapping_sub(1), ",")) {
            tokens.start = short;
            return;
        }
        let count = (floor..tokens.start).rev().take(2);
        let count = count.take_while(|at| self.is_particle(*at) && is_apart(at + 1)).count();
        let first = tokens.start - count;
        let Some(before) = first.checked_sub(1).filter(|at| *at >= floor && is_apart(first)) else {
            return;
        };
        let form = self.forms.form(before);
        let is_particle = form.capital && CAPITAL_PARTICLES.contains(&form.spelt);
        let is_unknown = form.cluster.is_none() && before > floor;
        let is_given = (form.given || is_unknown && count > 0) && !form.honorific && !form.small;
        let is_name = form.capital && is_given && (count > 0 || tokens.len() > 1 && before > floor);
        let is_day = WordSenses::english().sense(form.spelt).is(Sense::DAY.or(Sense::ROLE));
        if is_particle || is_name && !is_day {
            tokens.start = before;
        }
    }

    fn is_particle(&self, token: usize) -> bool {
        PARTICLES.contains(&self.prose.token(token))
    }

    fn is_stop(&self, token: usize) -> bool {
        token < self.prose.tokens.len() && self.prose.token(token) == "." && self.is_joined(token)
    }

    /// Whether a mention is only what stands behind "St." at the beginning of a place: "St. Luke's", "St. Louis".
    fn is_saint(&self, one: &NameMention) -> bool {
        let start = one.tokens.start;
        let stop = start.checked_sub(1).filter(|at| self.is_stop(*at));
        let saint = stop.or(Some(start)).and_then(|at| at.checked_sub(1));
        let saint = saint.filter(|at| self.prose.token(*at) == "St");
        let before = saint.and_then(|at| at.checked_sub(1)).map(|at| self.forms.form(at));
        let is_named = before.is_some_and(|form| form.given || form.honorific);
        let is_titled = saint.is_some_and(|at| {
            self.prose.token(at - usize::from(at > 0)) == "."
                && at.checked_sub(2).is_some_and(|at| self.forms.form(at).honorific)
        });
        one.tokens.len() == 1 && saint.is_some() && !is_named && !is_titled
    }

    /// Leaves out an office with its place before a name: "Lee County Sheriff Carmine Marcello".
    fn leave_office(&self, tokens: &mut Range<usize>) {
        let senses = WordSenses::english();
        let is_office = |token: &usize| {
            let form = self.forms.form(*token);
            let is_role = form.honorific
                || form.capital && senses.sense(form.spelt).is(Sense::ROLE)
                || LETTERS.contains(&form.spelt)
                || form.lower.contains("-of-");
            let office =
                is_role && !form.given && form.surname.is_none() && !SAINTS.contains(&form.spelt);
            office || OFFICES.contains(&&*form.lower)
        };
        let mut inner = tokens.start..tokens.end - 1;
        if let Some(office) = inner.rfind(is_office) {
            tokens.start = office + 1;
        }
    }

    /// The end of a name that goes on behind a nickname in marks: Jim "Mad Dog" Kowalski.
    fn behind_nickname(&self, first: usize, end: usize) -> Option<usize> {
        let is_mark = |token: usize| token < end && MARKS.contains(&self.prose.token(token));
        let opens = first + 1;
        if !self.forms.is_capital(first)
            || !is_mark(opens)
            || self.is_joined(opens)
            || !self.is_joined(opens + 1)
        {
            return None;
        }
        let count =
            (opens + 1..end).take_while(|at| self.forms.is_capital(*at)).take(NICKNAME).count();
        let closes = opens + 1 + count;
        let mut last = closes + 1;
        // "The Emergency Service (SES)"
        let short = |at: usize| !self.prose.token(at).contains(char::is_lowercase);
        let count = if self.prose.token(opens) == "(" && short(opens + 1) { 0 } else { count };
        let is_name =
            count > 0 && is_mark(closes) && self.is_joined(closes) && !self.is_joined(last);
        let particle =
            |at: usize| PARTICLES.contains(&self.prose.token(at)) && self.forms.is_capital(at + 1);
        let word =
            |at: &usize| (self.forms.is_capital(*at) || particle(*at)) && !self.is_joined(*at);
        let words = (last..end).take_while(word);
        last += words.count();
        (is_name && last > closes + 1).then_some(last)
    }
}
