//! People whom the text introduces by how it names them: "identified as Krystal Baladad", "Mohd. Ashfaq"
//! (tests/suggest/introduced.rs).

use std::ops::Range;

use crate::model::suggest::prose::Prose;
use crate::model::suggest::senses::{Sense, WordSenses};

use super::aged::with_new;
use super::forms::WordForms;
use super::register::NameMention;
use super::spelling::PARTICLES;

/// How sure such a name is.
const INTRODUCED: f32 = 0.75;

/// Most words of a name.
const LONGEST: usize = 4;

/// How the given name Mohammed is cut short.
pub(super) const SHORT: [&str; 4] = ["Md", "Mohd", "Muhd", "Mhd"];

/// The bytes of the longest of them.
const LENGTH: usize = 4;

/// What may stand between "identified" and "as", and what tells that a person does it.
const BETWEEN: [&str; 5] = ["locally", "simply", "only", "publicly", "later"];
const SELF: [&str; 4] = ["himself", "herself", "themselves", "themself"];

/// The mentions with those of names that are introduced, by place.
pub(super) fn with_introduced(
    prose: &Prose<'_>,
    forms: &WordForms<'_>,
    mentions: Vec<NameMention>,
) -> Vec<NameMention> {
    let finder = Introduced { prose, forms };
    let mut names: Vec<Range<usize>> = Vec::new();
    for sentence in &prose.sentences {
        for token in sentence.clone() {
            let name = finder.identified(token, sentence).or_else(|| finder.cut_short(token));
            let is_further =
                |name: &Range<usize>| names.last().is_none_or(|last| last.end <= name.start);
            names.extend(name.filter(is_further));
        }
    }
    with_new(mentions, names, INTRODUCED)
}

struct Introduced<'a> {
    prose: &'a Prose<'a>,
    forms: &'a WordForms<'a>,
}

impl Introduced<'_> {
    fn has(&self, token: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.prose.has(token, word))
    }

    /// "Identified as Krystal Baladad", "who identified himself only as Emeka".
    fn identified(&self, token: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
        if !self.has(token, &["as"]) {
            return None;
        }
        let near = (sentence.start..token).rev().take(3);
        let verb = near
            .take_while(|at| !self.has(*at, &[","]))
            .find(|at| self.has(*at, &["identified", "named"]))?;
        let inner = verb + 1..token;
        let own = inner.clone().any(|at| self.has(at, &SELF));
        if !inner.into_iter().all(|at| self.has(at, &BETWEEN) || self.has(at, &SELF)) {
            return None;
        }
        let name = self.row(token + 1, sentence.end)?;
        // "Identified as Boko Haram fighters"
        let senses = WordSenses::english();
        let ends = Sense::PREPOSITION.or(Sense::CONJUNCTION).or(Sense::AUXILIARY).or(Sense::SAYS);
        let closes = name.end >= sentence.end
            || !self.prose.token(name.end).starts_with(char::is_alphanumeric)
            || senses.sense(self.prose.token(name.end)).is(ends);
        let plain = |at: usize| self.is_plain(at);
        (closes && (own || name.len() > 1) && name.clone().all(plain)).then_some(name)
    }

    /// "Mohd. Ashfaq", "Md Salim": not the state of "Bethesda, Md."
    fn cut_short(&self, token: usize) -> Option<Range<usize>> {
        // Nearly no word is: the length tells.
        if self.prose.length(token) > LENGTH || !SHORT.contains(&self.prose.token(token)) {
            return None;
        }
        if token.checked_sub(1).is_some_and(|at| self.has(at, &[","])) {
            return None;
        }
        let start = token + 1 + usize::from(self.has(token + 1, &["."]));
        let name = self.row(start, self.prose.tokens.len())?;
        Some(token..name.end)
    }

    /// The row of words with a capital at a token, with particles.
    fn row(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let capital = |at: usize| {
            at < end && self.forms.is_capital(at) && !self.prose.gap_before(at).contains('\n')
        };
        let mut last = start;
        while capital(last) && last - start < LONGEST {
            last += 1;
            if PARTICLES.contains(&self.prose.token(last)) && capital(last + 1) {
                last += 1;
            }
        }
        (last > start).then_some(start..last)
    }

    /// Whether a word may be part of a person's name.
    fn is_plain(&self, token: usize) -> bool {
        let other = Sense::BODY.or(Sense::GROUP).or(Sense::WORK).or(Sense::ROLE).or(Sense::DAY);
        let form = self.forms.form(token);
        let senses = WordSenses::english();
        !form.capital
            || !form.small
                && !senses.sense(form.spelt).is(other)
                && form.spelt.chars().any(char::is_lowercase)
    }
}
