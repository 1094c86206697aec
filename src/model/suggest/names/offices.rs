//! People whom the text gives an office, a trade or a relative: "filmmaker Zuleica dos Anjos", "his wife, Bunny,",
//! "Osaretin Igbinoba, a sculptor". It tells that a name is a person's, even one that the tagger has not learned
//! (tests/suggest/people.rs).

use std::ops::Range;
use std::sync::LazyLock;

use crate::model::suggest::prose::Prose;
use crate::model::suggest::sensed::is_past;
use crate::model::suggest::senses::{Sense, WordSenses, words};

use super::aged::{KIN, with_new};
use super::crf::NameLabel;
use super::forms::WordForms;
use super::register::{NameMention, SURE};
use super::spelling::PARTICLES;
use super::tagger::Tags;

/// How sure a name is that has an office.
const OFFICE: f32 = 0.75;

/// Offices in capitals: "KC Ana Ruiz".
pub(super) const LETTERS: [&str; 20] = [
    "PC", "KC", "QC", "SC", "MP", "TD", "MLA", "MCA", "MEP", "MSP", "MNA", "DCI", "DSP", "ASP",
    "CSP", "ACP", "CEO", "CTO", "CFO", "COO",
];

/// Roles that firms have as often as people: "the retailer Marks and Spencer".
pub(super) static FIRMS_TOO: LazyLock<Vec<&str>> =
    LazyLock::new(|| words(include_str!("../language/en/firms_too.txt")).collect());

/// Most words of a name, and between a name and what its bearer is.
const LONGEST: usize = 5;
const BETWEEN: usize = 5;

/// Most words between an article and what it belongs to: "the two-time All-Star".
const ADJECTIVES: usize = 3;

/// How likely a name of something else may be at most, where an office says that it is a person's, where only its place
/// does, and where the office may be part of another name.
const DOUBTFUL: f32 = 0.95;
const HARDLY: f32 = 0.9;
const SELDOM: f32 = 0.5;

/// The mentions with those of names that have an office or a relative beside them, by place.
pub(super) fn with_offices(
    prose: &Prose<'_>,
    forms: &WordForms<'_>,
    tags: &Tags<'_>,
    mut mentions: Vec<NameMention>,
) -> Vec<NameMention> {
    let finder = Offices { prose, forms, tags, senses: WordSenses::english() };
    let mut names: Vec<Range<usize>> = Vec::new();
    for sentence in &prose.sentences {
        for token in sentence.clone() {
            let name = finder.beside(token, sentence).or_else(|| finder.before(token, sentence));
            let is_further =
                |name: &Range<usize>| names.last().is_none_or(|last| last.end <= name.start);
            names.extend(name.filter(is_further));
        }
    }
    for name in &names {
        let known = mentions.partition_point(|one| one.tokens.end <= name.start);
        if let Some(known) = mentions.get_mut(known) {
            finder.correct(known, name);
        }
    }
    with_new(mentions, names, OFFICE)
}

/// Whether a word alone says what somebody is, and is no name: "the Democrat said", "the two-time All-Star".
pub(super) fn is_description(prose: &Prose<'_>, forms: &WordForms<'_>, one: &NameMention) -> bool {
    let token = one.tokens.start;
    let form = forms.form(token);
    if one.tokens.len() > 1 || one.full.is_some() || form.given || form.surname.is_some() {
        return false;
    }
    let senses = WordSenses::english();
    let is = |at: usize, sense: Sense| senses.sense(prose.token(at)).is(sense);
    let plain = |at: &usize| !forms.form(*at).capital && !is(*at, Sense::DETERMINER);
    let adjectives = (0..token).rev().take(ADJECTIVES).take_while(plain).count();
    let article = token.checked_sub(adjectives + 1).is_some_and(|at| is(at, Sense::DETERMINER));
    is(token, Sense::ROLE) || article && one.score < SURE
}

struct Offices<'a> {
    prose: &'a Prose<'a>,
    forms: &'a WordForms<'a>,
    tags: &'a Tags<'a>,
    senses: &'static WordSenses,
}

impl Offices<'_> {
    /// Makes what the tagger found as sure and as long as the name that has an office.
    fn correct(&self, known: &mut NameMention, name: &Range<usize>) {
        let inner = PARTICLES.contains(&self.prose.token(known.tokens.end));
        if known.tokens.end == name.end {
            known.score = known.score.max(OFFICE);
        } else if known.tokens.start == name.start && known.tokens.end < name.end && inner {
            known.tokens.end = name.end;
        }
    }

    fn is(&self, token: usize, sense: Sense) -> bool {
        self.senses.sense(self.prose.token(token)).is(sense)
    }

    /// The name behind somebody's office: "filmmaker Zuleica dos Anjos", "his wife, Bunny,".
    fn beside(&self, token: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
        let comma = usize::from(self.prose.has(token + 1, ","));
        let start = token + 1 + comma;
        let follows = start < sentence.end && self.forms.form(start).capital;
        if !follows || !self.is_office(token, comma == 1) {
            return None;
        }
        let name = self.name(start, sentence.end)?;
        // In "Dr." the stop ends no sentence.
        let stop = self.prose.has(name.end, ".") && name.end + 1 >= sentence.end;
        let is_closed = stop
            || name.end >= sentence.end
            || [",", ")", ";"].iter().any(|sign| self.prose.has(name.end, sign));
        let most = match (comma, name.len()) {
            // "His brother Jun drowned", though not "her mother English"
            (0, 1) if self.is_kin(token) && self.is_whose(token, sentence.start) => {
                if self.is_adjective(name.start) || !self.ends_phrase(name.end) {
                    return None;
                }
                HARDLY
            }
            (0, 1) => return None,
            // "Captain America Image: Ana Ruiz"
            (0, _) if self.prose.has(name.end, ":") => return None,
            // "The first driver Red Bull Racing had signed"
            (0, _) if self.is(name.end, Sense::AUXILIARY) => return None,
            // "Child Protective Services"
            (0, _) if self.is_inner(token) || self.has_article(token, sentence.start) => SELDOM,
            (0, _) => DOUBTFUL,
            // "His father, Italian,"
            (_, 1) if !self.is_whose(token, sentence.start) || self.is_adjective(name.start) => {
                return None;
            }
            _ if !is_closed || !self.has_article(token, sentence.start) => return None,
            (_, 1) => HARDLY,
            _ => DOUBTFUL,
        };
        self.is_nothing_else(&name, most).then_some(name)
    }

    /// Whether a word says whose relative somebody is.
    fn is_kin(&self, token: usize) -> bool {
        KIN.iter().any(|word| self.prose.has(token, word))
    }

    /// Whether a verb or a sign stands at a token.
    fn ends_phrase(&self, token: usize) -> bool {
        let verb = Sense::AUXILIARY.or(Sense::EVENT).or(Sense::PAST).or(Sense::SAYS);
        let word = self.prose.token(token);
        !word.starts_with(char::is_alphanumeric) || self.is(token, verb) || is_past(word)
    }

    /// Whether a role may be part of a longer name by its capital.
    fn is_inner(&self, token: usize) -> bool {
        self.forms.form(token).capital && !LETTERS.contains(&self.prose.token(token))
    }

    /// Whether a description of one person tells whose: "his wife", "the agency's head".
    fn is_whose(&self, token: usize, floor: usize) -> bool {
        let near = token.saturating_sub(BETWEEN).max(floor)..token;
        let owner = Sense::HE.or(Sense::SHE).or(Sense::THEY);
        let mut near = near.rev().take_while(|at| !self.prose.has(*at, ","));
        near.any(|at| self.is(at, owner) || self.prose.has(at, "s") || self.prose.has(at, "my"))
    }

    /// Whether a word with a capital tells of which people or faith somebody is: "Italian", "Jewish".
    fn is_adjective(&self, token: usize) -> bool {
        let form = self.forms.form(token);
        let has_end = |ends: &[&str]| ends.iter().any(|end| form.lower.ends_with(end));
        let may_be = !form.given && has_end(&["an", "ic", "ch", "im"]);
        form.honorific || may_be || has_end(&["ish", "ese"])
    }

    /// The name at a token before what its bearer is: "Osaretin Igbinoba, a 68-year-old sculptor".
    fn before(&self, token: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
        let is_inner = token > sentence.start && self.forms.form(token - 1).capital;
        if !self.forms.form(token).capital || is_inner {
            return None;
        }
        // "In eastern Burkina Faso, a soldier", "Outside Old Trafford, the player", "London-based Ana Ruiz, a lawyer"
        let leads = ["to", "by", "with", "and", "named", "met", "told", "joined"];
        let is_led =
            token == sentence.start || leads.iter().any(|word| self.prose.has(token - 1, word));
        let first = self.prose.token(token);
        let small =
            first.split('-').nth(1).is_some_and(|rest| rest.starts_with(char::is_lowercase));
        let opens = Sense::PREPOSITION.or(Sense::CONJUNCTION).or(Sense::SAYS).or(Sense::SAYS_TOO);
        let place = ["outside", "inside", "beyond", "unlike", "ask"];
        let place = place.iter().any(|word| self.prose.has(token, word));
        if !is_led || small || place || self.is(token, opens) || is_past(first) {
            return None;
        }
        let name = self.name(token, sentence.end).filter(|name| name.len() > 1)?;
        let article = name.end + 1;
        let opens = self.prose.has(name.end, ",") && self.is(article, Sense::DETERMINER);
        if !opens || article >= sentence.end || self.prose.has(article, "that") {
            return None;
        }
        let inner = |at: &usize| {
            let sign = ["-", "‑", "'", "’"].iter().any(|sign| self.prose.has(*at, sign));
            let ends = Sense::PREPOSITION.or(Sense::CONJUNCTION).or(Sense::SUBJECT);
            sign || self.is(*at, Sense::WORD.or(Sense::FIGURE))
                && !self.is(*at, ends.or(Sense::AUXILIARY))
        };
        let phrase = (article + 1..sentence.end.min(article + 1 + BETWEEN)).take_while(inner);
        let tells = |at: usize| {
            let behind = self.is(at + 1, Sense::PREPOSITION)
                || [",", ".", ";", "who", "whose", "and"]
                    .iter()
                    .any(|word| self.prose.has(at + 1, word));
            self.prose.has(at, "year-old") || behind && self.is_role(at)
        };
        let told = phrase.into_iter().any(tells);
        (told && self.is_nothing_else(&name, HARDLY)).then_some(name)
    }

    /// Whether a token tells what one person is; `apart` if a comma separates it from the name.
    fn is_office(&self, token: usize, apart: bool) -> bool {
        let kin = self.is_kin(token) && !self.forms.form(token).capital
            || apart
                && !self.forms.form(token).capital
                && self.is(token, Sense::MAN.or(Sense::WOMAN));
        kin || self.is_role(token) || LETTERS.contains(&self.prose.token(token))
    }

    fn is_role(&self, token: usize) -> bool {
        let form = self.forms.form(token);
        self.is(token, Sense::ROLE) && !FIRMS_TOO.contains(&&*form.lower)
    }

    /// Whether the description that ends at a token says which one: "his late wife", "the agency's head".
    fn has_article(&self, token: usize, floor: usize) -> bool {
        let owners = Sense::DETERMINER.or(Sense::HE).or(Sense::SHE).or(Sense::THEY);
        let near = token.saturating_sub(BETWEEN).max(floor)..token;
        near.rev()
            .take_while(|at| !self.prose.has(*at, ","))
            .any(|at| self.is(at, owners) || self.prose.has(at, "my"))
    }

    /// The row of capitalised words at a token, with particles, behind its offices.
    fn name(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let is_capital = |at: usize| {
            at < end && self.forms.form(at).capital && !self.prose.gap_before(at).contains('\n')
        };
        let particle = |at: usize| PARTICLES.contains(&self.prose.token(at));
        let (mut first, mut last) = (start, start);
        while is_capital(last) && last - first < LONGEST {
            let is_before = self.is_office(last, false) || self.forms.form(last).honorific;
            last += 1;
            if is_before && is_capital(last) && !self.forms.form(last - 1).given {
                first = last;
            }
            let inner = (last..last + 2).take_while(|at| particle(*at)).count();
            if inner > 0 && is_capital(last + inner) {
                last += inner;
            }
        }
        (last > first).then_some(first..last)
    }

    /// Whether no word of a name says that it is something else, and the tagger is not sure that it is.
    fn is_nothing_else(&self, name: &Range<usize>, most: f32) -> bool {
        let other = Sense::BODY.or(Sense::GROUP).or(Sense::WORK).or(Sense::ROLE).or(Sense::DAY);
        let other = other.or(Sense::DETERMINER).or(Sense::PREPOSITION).or(Sense::SUBJECT);
        let other = other.or(Sense::CONJUNCTION).or(Sense::LAW);
        let plain = |at: usize| {
            let form = self.forms.form(at);
            !form.capital
                || !form.small && !self.is(at, other) && form.spelt.chars().any(char::is_lowercase)
        };
        let labels = self.tags.shares(self.prose, name.start);
        let is_other =
            labels[NameLabel::OtherBegins as usize] + labels[NameLabel::OtherContinues as usize];
        is_other <= most && name.clone().all(plain)
    }
}
