//! The distinct words of a text, each looked up once: what is known of it, and what it adds to the scores of
//! its own token and of its neighbours. So a token costs a few additions.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};

use crate::model::suggest::models::Models;
use crate::model::suggest::prose::Prose;
use crate::model::suggest::senses::words;

use super::features;
use super::weights::{Scores, add};

/// The number of a form.
pub(super) type FormId = u32;

/// How far a word is seen from its neighbours, before and behind.
pub(super) const REACH: usize = 2;

/// A word as it is spelt.
#[derive(Debug)]
pub(super) struct Form<'a> {
    pub spelt: &'a str,
    pub lower: Cow<'a, str>,
    pub shape: Rc<str>,
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
    /// Whether the text has it in lower case too.
    pub small: bool,
}

/// The forms of a text, and the one of each token.
#[derive(Debug)]
pub(super) struct WordForms<'a> {
    pub all: Vec<Form<'a>>,
    pub of_tokens: Vec<FormId>,
    /// By form and place: what it adds to the token two behind it, one behind it, itself, and so on.
    scores: Vec<[Scores; 2 * REACH + 1]>,
}

impl<'a> WordForms<'a> {
    /// The forms of a text.
    // A short text has a form for every other token: they are counted before they are made, and share what they can.
    pub fn of(prose: &Prose<'a>, models: &Models) -> Self {
        let (of_tokens, spellings) = numbered(prose);
        let mut shapes: HashSet<Rc<str>> = HashSet::new();
        let mut all: Vec<Form<'a>> = Vec::with_capacity(spellings.len());
        all.extend(spellings.into_iter().map(|spelt| Form::of(spelt, &mut shapes, models)));
        let scores = all.iter().map(|form| scores(form, models)).collect();
        see_small(&mut all);
        Self { all, of_tokens, scores }
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
    pub fn score(&self, token: usize, offset: isize) -> &Scores {
        let place = offset.saturating_add_unsigned(REACH) as usize;
        &self.scores[self.of_tokens[token] as usize][place]
    }
}

/// The number of the form of each token, and the spelling of each form.
fn numbered<'a>(prose: &Prose<'a>) -> (Vec<FormId>, Vec<&'a str>) {
    let mut ids: HashMap<&str, FormId> = HashMap::new();
    let mut spellings = Vec::new();
    let tokens = (0..prose.tokens.len()).map(|index| {
        let spelt = prose.token(index);
        *ids.entry(spelt).or_insert_with(|| {
            spellings.push(spelt);
            spellings.len() as FormId - 1
        })
    });
    (tokens.collect(), spellings)
}

/// Notes which words stand in lower case too.
fn see_small(all: &mut [Form<'_>]) {
    let small: HashSet<&str> =
        all.iter().filter(|form| !form.capital).map(|form| &*form.lower).collect();
    let is_small: Vec<bool> = all.iter().map(|form| small.contains(&*form.lower)).collect();
    for (form, is_small) in all.iter_mut().zip(is_small) {
        form.small = is_small;
    }
}

impl<'a> Form<'a> {
    fn of(spelt: &'a str, shapes: &mut HashSet<Rc<str>>, models: &Models) -> Self {
        let is_small = spelt.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        let lower = if is_small { Cow::Borrowed(spelt) } else { spelt.to_lowercase().into() };
        let known = models.lexicon.get(&lower);
        let bare = lower.trim_matches('.');
        let shape = shape(spelt);
        let shape = shapes.get(&*shape).cloned().unwrap_or_else(|| {
            let new: Rc<str> = shape.into();
            shapes.insert(new.clone());
            new
        });
        Self {
            spelt,
            shape,
            capital: spelt.starts_with(char::is_uppercase),
            cluster: known.cluster,
            given: known.given.is_some(),
            surname: known.surname,
            title: models.titles.contains(bare),
            honorific: models.titles.contains(bare) || TITLES.contains(bare),
            courtesy: COURTESY.contains(&&*lower),
            saying: models.saying.contains(&*lower),
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

fn scores(form: &Form<'_>, models: &Models) -> [Scores; 2 * REACH + 1] {
    let mut scores = [Scores::default(); 2 * REACH + 1];
    for (sum, offset) in scores.iter_mut().zip(features::OFFSETS) {
        features::of_neighbour(form, offset, &mut |feature| models.names.add(sum, feature));
    }
    let mut own = Scores::default();
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
