//! The distinct words of a text, each looked up once: what is known of it, and what it adds to the scores of
//! its own token and of its neighbours. So a token costs a few additions.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt as _, HashSet};

use crate::model::suggest::models::Models;
use crate::model::suggest::prose::Prose;
use crate::model::suggest::senses::words;

use super::features;
use super::weights::{PerLabel, add};

/// The number of a form.
pub(super) type FormId = u32;

/// How far a word is seen from its neighbours, before and behind.
pub(super) const REACH: usize = 2;

/// A word as it is spelt.
#[derive(Debug)]
pub(super) struct Form<'a> {
    pub spelt: &'a str,
    pub lower: String,
    pub shape: String,
    /// Whether it begins with a capital.
    pub capital: bool,
    pub cluster: Option<u8>,
    pub given: bool,
    pub surname: Option<u8>,
    /// Whether the tagger has learned it as a title.
    pub title: bool,
    /// Whether it is a title: learned or listed.
    pub honorific: bool,
    /// Whether it stands before the names of people alone.
    pub courtesy: bool,
    pub saying: bool,
    /// The number of its lower case, the same for all spellings.
    pub folded: u32,
    /// Whether the text has it in lower case too.
    pub small: bool,
}

/// The forms of a text, and the one of each token.
#[derive(Debug)]
pub(super) struct WordForms<'a> {
    pub all: Vec<Form<'a>>,
    pub of_tokens: Vec<FormId>,
    /// By form and place: what it adds to the token two behind it, one behind it, itself, and so on.
    scores: Vec<[PerLabel; 2 * REACH + 1]>,
}

impl<'a> WordForms<'a> {
    /// The forms of a text.
    pub fn of(prose: &Prose<'a>, models: &Models) -> Self {
        let mut ids: HashMap<&str, FormId> = HashMap::new();
        let mut folded: HashMap<String, u32> = HashMap::new();
        let mut forms = Self { all: Vec::new(), of_tokens: Vec::new(), scores: Vec::new() };
        for index in 0..prose.tokens.len() {
            let spelt = prose.token(index);
            let id = *ids.entry(spelt).or_insert_with(|| {
                let form = Form::of(spelt, &mut folded, models);
                forms.scores.push(scores(&form, models));
                forms.all.push(form);
                forms.all.len() as FormId - 1
            });
            forms.of_tokens.push(id);
        }
        forms.see_small(folded.len());
        forms
    }

    /// Notes which words stand in lower case too, of this many without case.
    fn see_small(&mut self, folded: usize) {
        let mut small = vec![false; folded];
        for form in self.all.iter().filter(|form| !form.capital) {
            small[form.folded as usize] = true;
        }
        for form in &mut self.all {
            form.small = small[form.folded as usize];
        }
    }

    /// The form of a token.
    pub fn form(&self, token: usize) -> &Form<'a> {
        &self.all[self.of_tokens[token] as usize]
    }

    /// Whether a token begins with a capital; none beyond the last does.
    pub fn is_capital(&self, token: usize) -> bool {
        self.of_tokens.get(token).is_some_and(|form| self.all[*form as usize].capital)
    }

    /// What a token adds to the one that is `offset` before it, or after it if that is negative.
    pub fn score(&self, token: usize, offset: isize) -> &PerLabel {
        let place = offset.saturating_add_unsigned(REACH) as usize;
        &self.scores[self.of_tokens[token] as usize][place]
    }
}

impl<'a> Form<'a> {
    fn of(spelt: &'a str, folded: &mut HashMap<String, u32>, models: &Models) -> Self {
        let lower = spelt.to_lowercase();
        let known = models.lexicon.get(&lower);
        let bare = lower.trim_matches('.');
        let next = folded.len() as u32;
        let number = *folded.entry(lower.clone()).or_insert(next);
        Self {
            spelt,
            shape: shape(spelt),
            capital: spelt.starts_with(char::is_uppercase),
            cluster: known.cluster,
            given: known.given.is_some(),
            surname: known.surname,
            title: models.titles.contains(bare),
            honorific: models.titles.contains(bare) || TITLES.contains(bare),
            courtesy: COURTESY.contains(&lower.as_str()),
            saying: models.saying.contains(&lower),
            folded: number,
            small: false,
            lower,
        }
    }
}

/// What stands before the names of people alone.
const COURTESY: [&str; 25] = [
    "mr",
    "mrs",
    "ms",
    "mx",
    "alhaja",
    "alhaji",
    "aunty",
    "baroness",
    "cllr",
    "coun",
    "councillor",
    "dame",
    "dr",
    "hajiya",
    "malam",
    "mallam",
    "prof",
    "professor",
    "revd",
    "shri",
    "sir",
    "smt",
    "thiru",
    "tmt",
    "viscount",
];

/// Titles that the tagger has not learned.
static TITLES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("../language/en/titles.txt")).collect());

fn scores(form: &Form<'_>, models: &Models) -> [PerLabel; 2 * REACH + 1] {
    let mut scores = [PerLabel::default(); 2 * REACH + 1];
    for (sum, offset) in scores.iter_mut().zip(features::OFFSETS) {
        features::of_neighbour(form, offset, &mut |feature| models.names.add(sum, feature));
    }
    let mut own = PerLabel::default();
    features::of_itself(form, &mut |feature| models.names.add(&mut own, feature));
    add(&mut scores[REACH], &own);
    scores
}

/// Capitals as X, other letters as x, digits as d, the rest as it is; of a run only the first, with a plus.
fn shape(word: &str) -> String {
    let mut shape = String::new();
    let mut last = None;
    for c in word.chars() {
        let sign = match c {
            _ if c.is_uppercase() => 'X',
            _ if c.is_ascii_digit() => 'd',
            _ if c.is_alphabetic() => 'x',
            _ => c,
        };
        if last != Some((sign, false)) && last != Some((sign, true)) {
            shape.push(sign);
            last = Some((sign, false));
        } else if last == Some((sign, false)) {
            shape.push('+');
            last = Some((sign, true));
        }
    }
    shape
}
