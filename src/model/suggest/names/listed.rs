//! Names by the manner of print: initials with a surname, "K.R. Narayan", a team in its formation, "Rovers (4-3-3): Lee,
//! Cole", "Tom Hall Jr.", and whoever gives no more of a name, "his name only as Edmond" (tests/suggest/printed_names.rs).

use std::ops::Range;

use crate::model::suggest::prose::Prose;
use crate::model::suggest::senses::{Sense, WordSenses};

use super::aged::with_new;
use super::forms::WordForms;
use super::register::NameMention;
use super::spelling::PARTICLES;

/// How sure such a name is.
const LISTED: f32 = 0.8;

/// Most words of a name, and most initials.
const LONGEST: usize = 4;
const INITIALS: usize = 4;

/// Capitals with stops that are nobody's initials.
const OTHERS: [&str; 17] = [
    "U.S.", "U.K.", "U.N.", "E.U.", "U.A.E.", "D.C.", "L.A.", "N.Y.", "A.M.", "P.M.", "F.C.",
    "S.A.", "A.I.", "U.S.S.", "H.M.S.", "R.M.S.", "S.S.",
];

/// What stands in the list of a team and is no player.
const NO_PLAYERS: [&str; 10] = [
    "Subs",
    "Substitutes",
    "Sub",
    "Booked",
    "Goals",
    "Manager",
    "Coach",
    "Attendance",
    "Att",
    "Not",
];

/// The mentions with those names, by place.
pub(super) fn with_listed(
    prose: &Prose<'_>,
    forms: &WordForms<'_>,
    mentions: Vec<NameMention>,
) -> Vec<NameMention> {
    let finder = ListedNames { prose, forms };
    let mut names: Vec<Range<usize>> = Vec::new();
    for sentence in &prose.sentences {
        let mut in_team = false;
        for token in sentence.clone() {
            in_team |= finder.opens_team(token, sentence.start);
            let name = match in_team {
                true => finder.player(token, sentence.end),
                false => finder
                    .with_initials(token, sentence.end)
                    .or_else(|| finder.called(token))
                    .or_else(|| finder.elder(token, sentence)),
            };
            let is_further =
                |name: &Range<usize>| names.last().is_none_or(|last| last.end <= name.start);
            names.extend(name.filter(is_further));
        }
    }
    with_new(mentions, names, LISTED)
}

struct ListedNames<'a> {
    prose: &'a Prose<'a>,
    forms: &'a WordForms<'a>,
}

impl ListedNames<'_> {
    /// Whether a colon behind a formation opens the list of a team: "(4-3-3):".
    fn opens_team(&self, colon: usize, floor: usize) -> bool {
        let closes = colon.checked_sub(1).filter(|at| self.prose.has(*at, ")"));
        let Some(closes) = closes.filter(|_| self.prose.has(colon, ":")) else { return false };
        let mut near = (floor..closes).rev().take(8);
        let Some(opens) = near.find(|at| self.prose.has(*at, "(")) else { return false };
        let range = self.prose.tokens[opens].end.index()..self.prose.tokens[closes].start.index();
        let inside = self.prose.text.get(range).unwrap_or_default();
        let is_line =
            |line: &str| line.len() == 1 && line.starts_with(|c: char| c.is_ascii_digit());
        inside.split(['-', '–']).count() > 2 && inside.split(['-', '–']).all(is_line)
    }

    /// The name at a token in the list of a team, between its signs.
    fn player(&self, token: usize, end: usize) -> Option<Range<usize>> {
        let before = token.checked_sub(1).map_or("", |before| self.prose.token(before));
        let opens = [",", ";", ":", "(", ")"].contains(&before) || before.parse::<u8>().is_ok();
        let is_part =
            |at: &usize| self.forms.is_capital(*at) || PARTICLES.contains(&self.prose.token(*at));
        let count = (token..end).take_while(is_part).count();
        let is_name = (1..=LONGEST).contains(&count)
            && self.forms.is_capital(token)
            && !NO_PLAYERS.contains(&self.prose.token(token))
            && !self.prose.has(token + count, ":")
            && [",", ";", "(", ".", ")"].iter().any(|sign| self.prose.has(token + count, sign));
        (opens && is_name).then_some(token..token + count)
    }

    /// Initials at a token and the surname behind them, one that is no other word.
    fn with_initials(&self, token: usize, end: usize) -> Option<Range<usize>> {
        let is_initials = |at: &usize| {
            let word = self.prose.token(*at);
            let letters = word.split('.').filter(|part| !part.is_empty());
            word.ends_with('.')
                && !OTHERS.contains(&word)
                && (1..=INITIALS).contains(&letters.clone().count())
                && letters
                    .into_iter()
                    .all(|part| part.chars().count() == 1 && part.starts_with(char::is_uppercase))
        };
        let senses = WordSenses::english();
        // "USS George H. W. Bush"
        let is_inner = token.checked_sub(1).is_some_and(|at| {
            let form = self.forms.form(at);
            form.capital && !form.honorific && !senses.sense(form.spelt).is(Sense::ROLE)
        });
        if is_inner {
            return None;
        }
        let count = (token..end).take_while(is_initials).count();
        let first = token + count;
        let is_surname = |at: &usize| {
            let form = self.forms.form(*at);
            let unknown = form.cluster.is_none() && !form.small && !form.honorific;
            let known = Sense::BODY.or(Sense::GROUP).or(Sense::WORK).or(Sense::ROLE).or(Sense::DAY);
            form.capital
                && (unknown || form.surname.is_some())
                && form.spelt.chars().filter(|c| c.is_lowercase()).count() > 1
                && !senses.sense(form.spelt).is(known)
        };
        let words = (first..end.min(first + LONGEST)).take_while(is_surname).count();
        // "The vitamin C. Ruiz said"
        let alone = count == 1 && self.prose.token(token).len() == 2;
        let behind_noun = token.checked_sub(1).is_some_and(|at| {
            let form = self.forms.form(at);
            alone && !form.capital && !form.honorific && senses.sense(form.spelt) == Sense::WORD
        });
        // "Charlotte, N.C. Hall said"
        let in_state = count == 1
            && self.prose.token(token).len() == 4
            && token.checked_sub(1).is_some_and(|at| self.prose.has(at, ","));
        (count > 0 && words > 0 && !behind_noun && !in_state).then_some(token..first + words)
    }

    /// The name at a token that ends with "Jr." or "Sr.": "Earl Whitcomb Sr."
    fn elder(&self, token: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
        if token > sentence.start && self.forms.is_capital(token - 1) {
            return None;
        }
        let row =
            (token..sentence.end).take_while(|at| self.forms.is_capital(*at)).take(LONGEST + 1);
        let last = row.last().filter(|last| ["Jr", "Sr"].contains(&self.prose.token(*last)))?;
        let first = (token..last).find(|at| {
            let form = self.forms.form(*at);
            form.given || !form.honorific && !form.small
        })?;
        let stop = usize::from(self.prose.has(last + 1, ".") && self.prose.is_joined(last + 1));
        (last - first > 1).then_some(first..last + 1 + stop)
    }

    /// The name behind "gave his name as", "gave her name only as".
    fn called(&self, token: usize) -> Option<Range<usize>> {
        let before = token.checked_sub(1).filter(|before| self.prose.has(*before, "as"))?;
        let only = usize::from(before > 0 && self.prose.has(before - 1, "only"));
        let word = before.checked_sub(1 + only)?;
        let is_told = ["name", "identified"].iter().any(|noun| self.prose.has(word, noun));
        let is_told = is_told && (only == 1 || self.prose.has(word, "name"));
        (is_told && self.forms.is_capital(token)).then_some(token..token + 1)
    }
}
