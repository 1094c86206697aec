//! The second look at a text: a name found once in full is found everywhere, its words too where they stand
//! alone, and words that the tagger takes now for a name and now not are decided by all their places.

use std::ops::Range;

use foldhash::{HashMap, HashMapExt as _, HashSet};

use crate::model::abbreviations::{Stop, stop_behind};
use crate::model::suggest::prose::Prose;

use super::forms::{Form, FormId, WordForms};
use super::tagger::Tags;

/// Tokens that are taken for the name of a person.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NameMention {
    /// The tokens.
    pub tokens: Range<usize>,
    /// How sure it is, from 0 to 1.
    pub score: f32,
    /// The tokens of the same person's full name, if that is elsewhere.
    pub full: Option<Range<usize>>,
    /// Whether the reader marked it.
    pub marked: bool,
}

/// A name must be at least this likely before others are found by it.
pub(super) const SURE: f32 = 0.5;

/// What is found by another mention is this much less sure.
const SECOND_HAND: f32 = 0.9;

/// Longest full name, in tokens, that is searched for.
const LONGEST: usize = 8;

/// The mentions of the tagger and of the reader, by place, with those that follow from them.
pub(super) fn complete(
    prose: &Prose<'_>,
    forms: &WordForms<'_>,
    tags: &Tags<'_>,
    mentions: Vec<NameMention>,
) -> Vec<NameMention> {
    let votes = Votes::of(prose, forms, tags);
    let register = NameRegister::of(forms, &mentions, &votes);
    let mut mentions = joined(mentions, full_names(prose, forms, &register));
    for mention in &mut mentions {
        register.judge(forms, mention, &votes);
    }
    let more = alone(prose, forms, &mentions, &register);
    mentions.extend(more);
    mentions.sort_by_key(|mention| mention.tokens.start);
    find_full_names(forms, &mut mentions);
    mentions
}

/// How likely the tagger finds it that a word alone names a person, over all its places.
struct Votes(Vec<(f32, u32)>);

impl Votes {
    fn of(prose: &Prose<'_>, forms: &WordForms<'_>, tags: &Tags<'_>) -> Self {
        let mut votes = vec![(0.0, 0); forms.all.len()];
        for (number, sentence) in prose.sentences.iter().enumerate() {
            for token in sentence.clone() {
                let capital = |token: usize| forms.form(token).capital;
                let joined = token > sentence.start && capital(token - 1)
                    || token + 1 < sentence.end && capital(token + 1);
                if capital(token) && !joined {
                    let vote = &mut votes[forms.of_tokens[token] as usize];
                    vote.0 += tags.person(number, token);
                    vote.1 += 1;
                }
            }
        }
        Self(votes)
    }

    /// The mean of a word with several places.
    fn mean(&self, form: FormId) -> Option<f32> {
        let (sum, count) = self.0[form as usize];
        (count > 1).then(|| sum / count as f32)
    }
}

/// The people of a text: their full names, and the words of these.
struct NameRegister<'a> {
    full: HashMap<&'a [FormId], f32>,
    /// How sure each word is part of a name.
    words: HashMap<FormId, f32>,
}

impl<'a> NameRegister<'a> {
    fn of(forms: &'a WordForms<'_>, mentions: &[NameMention], votes: &Votes) -> Self {
        let mut register = Self { full: HashMap::new(), words: HashMap::new() };
        for mention in mentions.iter().filter(|mention| mention.score >= SURE) {
            register.enter(forms, mention);
        }
        for form in 0..forms.all.len() as FormId {
            if let Some(mean) = votes.mean(form).filter(|mean| *mean > SURE)
                && is_name_word(forms, form)
            {
                register.words.entry(form).or_insert(mean);
            }
        }
        register
    }

    fn enter(&mut self, forms: &'a WordForms<'_>, mention: &NameMention) {
        let name = &forms.of_tokens[mention.tokens.clone()];
        let capitals = name.iter().filter(|form| forms.all[**form as usize].capital).count();
        if capitals < 2 && !mention.marked && !is_addressed(forms, mention) {
            return;
        }
        let raise = |score: &mut f32| *score = score.max(mention.score);
        if name.len() > 1 && name.len() <= LONGEST {
            raise(self.full.entry(name).or_default());
        }
        for form in name.iter().filter(|form| is_name_word(forms, **form)) {
            raise(self.words.entry(*form).or_default());
        }
    }

    /// Sets the score of a mention of one word by what the rest of the text says of that word.
    fn judge(&self, forms: &WordForms<'_>, mention: &mut NameMention, votes: &Votes) {
        let [form] = forms.of_tokens[mention.tokens.clone()] else { return };
        if let Some(known) = self.words.get(&form) {
            mention.score = mention.score.max(SECOND_HAND * known);
            return;
        }
        if let Some(mean) = votes.mean(form) {
            mention.score = (mention.score + mean.min(mention.score)) / 2.0;
        }
        if is_abbreviation(&forms.all[form as usize]) {
            mention.score *= SECOND_HAND;
        }
    }

    /// The longest full name that begins at a token.
    fn full_at(&self, forms: &WordForms<'_>, token: usize, end: usize) -> Option<(usize, f32)> {
        let most = LONGEST.min(end - token);
        (2..=most).rev().find_map(|length| {
            let score = self.full.get(&forms.of_tokens[token..token + length])?;
            Some((token + length, *score))
        })
    }
}

/// Whether a title stands before a name, "President Obama": that says of one word alone that it names a person.
pub(super) fn is_addressed(forms: &WordForms<'_>, mention: &NameMention) -> bool {
    let Some(before) = mention.tokens.start.checked_sub(1) else { return false };
    let title = match forms.form(before).spelt {
        // "Sen. Warren"; in "They wrote to the president. Reading is a town" the stop ends the sentence.
        "." => before
            .checked_sub(1)
            .filter(|word| stop_behind(forms.form(*word).spelt) == Stop::GoesOn),
        _ => Some(before),
    };
    title.is_some_and(|title| forms.form(title).honorific)
}

/// Whether a word is of few letters, all capitals, and no common name.
fn is_abbreviation(form: &Form<'_>) -> bool {
    let short = form.spelt.chars().count() < 5 && form.spelt.chars().all(char::is_uppercase);
    short && !form.given && form.surname.is_none()
}

/// Words before a noun, which name nobody by themselves, though they begin what was marked: "The council".
const DETERMINERS: [&str; 12] =
    ["the", "this", "that", "these", "those", "our", "your", "his", "her", "its", "their", "some"];

/// Whether a word can name a person by itself: no initial, and if it has two letters no word of its own.
fn is_name_word(forms: &WordForms<'_>, form: FormId) -> bool {
    let form = &forms.all[form as usize];
    let letters = form.spelt.chars().count();
    let two = letters == 2 && !form.small && form.spelt.ends_with(char::is_lowercase);
    form.capital
        && (letters > 2 || two)
        && !DETERMINERS.iter().any(|word| word.eq_ignore_ascii_case(form.spelt))
}

/// Every place of a full name in the register, in order and disjoint.
fn full_names(
    prose: &Prose<'_>,
    forms: &WordForms<'_>,
    register: &NameRegister<'_>,
) -> Vec<NameMention> {
    let firsts: HashSet<FormId> = register.full.keys().map(|name| name[0]).collect();
    let mut found = Vec::new();
    for sentence in &prose.sentences {
        let mut token = sentence.start;
        while token < sentence.end {
            let begins = firsts.contains(&forms.of_tokens[token]);
            let name = begins.then(|| register.full_at(forms, token, sentence.end)).flatten();
            let end = name.map_or(token + 1, |(end, _)| end);
            found.extend(name.map(|(_, score)| NameMention::new(token..end, SECOND_HAND * score)));
            token = end;
        }
    }
    found
}

/// The mentions with those of full names; one of a part of such a name becomes one of all of it.
fn joined(mentions: Vec<NameMention>, full_names: Vec<NameMention>) -> Vec<NameMention> {
    let mut all = Vec::with_capacity(mentions.len());
    let mut mentions = mentions.into_iter().peekable();
    for mut name in full_names {
        let (start, end) = (name.tokens.start, name.tokens.end);
        while let Some(before) = mentions.next_if(|other| other.tokens.end <= start) {
            all.push(before);
        }
        let mut parts = Vec::new();
        while let Some(part) = mentions.next_if(|other| other.tokens.start < end) {
            parts.push(part);
        }
        let is_part = |part: &NameMention| {
            start <= part.tokens.start && part.tokens.end <= end && !part.marked
        };
        if parts.iter().all(is_part) {
            name.score = parts.iter().fold(name.score, |score, part| score.max(part.score));
            all.push(name);
        } else {
            all.extend(parts);
        }
    }
    all.extend(mentions);
    all
}

/// Words of the register that stand alone, without a capitalised neighbour, and are no mention yet.
fn alone(
    prose: &Prose<'_>,
    forms: &WordForms<'_>,
    mentions: &[NameMention],
    register: &NameRegister<'_>,
) -> Vec<NameMention> {
    let mut more = Vec::new();
    let mut mentions = mentions.iter().peekable();
    for sentence in &prose.sentences {
        for token in sentence.clone() {
            while mentions.next_if(|mention| mention.tokens.end <= token).is_some() {}
            let taken = mentions.peek().is_some_and(|mention| mention.tokens.start <= token);
            if let Some(known) = register.words.get(&forms.of_tokens[token])
                && !taken
                && !is_joined(forms, sentence, token)
            {
                more.push(NameMention::new(token..token + 1, SECOND_HAND * known));
            }
        }
    }
    more
}

/// Whether a capitalised neighbour may make another name of a word: not a title, nor an ordinary word that
/// begins the sentence.
fn is_joined(forms: &WordForms<'_>, sentence: &Range<usize>, token: usize) -> bool {
    let behind = token + 1 < sentence.end && forms.form(token + 1).capital;
    let before = token.checked_sub(1).filter(|before| sentence.contains(before));
    behind
        || before.is_some_and(|before| {
            let form = forms.form(before);
            let ordinary =
                form.small || form.cluster.is_some() && !form.given && form.surname.is_none();
            form.capital && !form.honorific && !(before == sentence.start && ordinary)
        })
}

/// Joins short forms to the full name before them, or to the first one after; and what the reader marked
/// elsewhere to that place.
fn find_full_names(forms: &WordForms<'_>, mentions: &mut [NameMention]) {
    let mut marked: HashMap<&[FormId], Range<usize>> = HashMap::new();
    let mut full: HashMap<FormId, Range<usize>> = HashMap::new();
    for mention in mentions.iter() {
        if mention.marked {
            let name = &forms.of_tokens[mention.tokens.clone()];
            marked.entry(name).or_insert_with(|| mention.tokens.clone());
        }
        for form in mention.full_name(forms) {
            full.entry(*form).or_insert_with(|| mention.tokens.clone());
        }
    }
    for mention in mentions {
        let name = &forms.of_tokens[mention.tokens.clone()];
        for form in mention.full_name(forms) {
            full.insert(*form, mention.tokens.clone());
        }
        let place = marked.get(name).filter(|_| !mention.marked);
        let longer = || name.first().filter(|_| name.len() == 1).and_then(|form| full.get(form));
        mention.full = place.or_else(longer).cloned();
    }
}

impl NameMention {
    /// One that the text alone shows.
    pub fn new(tokens: Range<usize>, score: f32) -> Self {
        Self { tokens, score, full: None, marked: false }
    }

    /// The words of a full name that is sure; none of others.
    fn full_name<'a>(&self, forms: &'a WordForms<'_>) -> &'a [FormId] {
        let is_full = self.score >= SURE && self.tokens.len() > 1;
        if is_full { &forms.of_tokens[self.tokens.clone()] } else { &[] }
    }
}
