//! People whom the text gives an age, "Hori Parata, 75, said": it tells that a name is a person's, even one that the
//! tagger has not learned (tests/suggest/people.rs).

use std::ops::Range;

use foldhash::HashSet;

use crate::model::suggest::prose::Prose;

use super::forms::{FormId, WordForms};
use super::register::{NameMention, SURE};
use super::spelling::PARTICLES;

/// How sure a name is whose last word has an age.
const AGED: f32 = 0.85;

/// The ages that are given behind a name. A smaller number may count goals.
const AGES: std::ops::RangeInclusive<u8> = 10..=110;

/// The mentions with those of names that end with a word that has an age somewhere, by place.
pub(super) fn with_aged(
    prose: &Prose<'_>,
    forms: &WordForms<'_>,
    mentions: Vec<NameMention>,
) -> Vec<NameMention> {
    let aged: HashSet<FormId> = (0..prose.tokens.len())
        .filter(|token| forms.form(*token).capital && has_age(prose, *token))
        .map(|token| forms.of_tokens[token])
        .collect();
    let names = prose.sentences.iter().flat_map(|sentence| names_in(forms, sentence));
    let is_aged = |name: &Range<usize>| {
        let known = aged.contains(&forms.of_tokens[name.end - 1]);
        // One word is a name where a star says that it is not the real one, and in "11-year-old Ruan", though not in "a
        // 45-year-old Brit".
        let form = forms.form(name.start);
        let before = |by: usize| name.start.checked_sub(by).map_or("", |at| prose.token(at));
        let article = ["a", "an", "the"].iter().any(|word| word.eq_ignore_ascii_case(before(4)));
        let is_bare = before(1) == "year-old" && !article && (form.given || form.cluster.is_none());
        // "Osian, 15, who", "her son Osian, 15", though not "In Charlotte, 12 of them".
        let unknown = form.given || form.cluster.is_none() || KIN.contains(&before(1));
        let place = ["in", "at", "near", "from", "of"].contains(&before(1));
        let alone =
            unknown && !place && !form.small && !form.honorific && is_told_age(prose, name.start);
        known && (name.len() > 1 || is_starred(prose, name.end))
            || name.len() == 1 && (is_bare || alone) && !form.spelt.contains('-')
    };
    with_new(mentions, names.filter(is_aged).collect(), AGED)
}

/// The mentions with these names, which are in order, in place of the weak parts of them that are known.
pub(super) fn with_new(
    mut mentions: Vec<NameMention>,
    names: Vec<Range<usize>>,
    score: f32,
) -> Vec<NameMention> {
    for name in &names {
        let known = mentions.partition_point(|one| one.tokens.start < name.start);
        if let Some(known) = mentions.get_mut(known).filter(|one| one.tokens == *name) {
            known.score = known.score.max(score);
        }
    }
    let new: Vec<Range<usize>> = names.into_iter().filter(|name| is_new(name, &mentions)).collect();
    mentions.retain(|part| {
        let name = new.get(new.partition_point(|name| name.end <= part.tokens.start));
        name.is_none_or(|name| part.tokens.end <= name.start)
    });
    mentions.extend(new.into_iter().map(|name| NameMention::new(name, score)));
    mentions.sort_by_key(|mention| mention.tokens.start);
    mentions
}

/// Whether no mention that is sure, or reaches out of a name, is where that name is: of "Neighbour Kev Barlow, 44"
/// the tagger knows where it begins.
fn is_new(name: &Range<usize>, mentions: &[NameMention]) -> bool {
    let first = mentions.partition_point(|other| other.tokens.end <= name.start);
    let within = mentions.iter().skip(first).take_while(|other| other.tokens.start < name.end);
    let is_weak_part = |part: &NameMention| {
        part.score < SURE && name.start <= part.tokens.start && part.tokens.end <= name.end
    };
    within.into_iter().all(is_weak_part)
}

/// Whether an age stands behind a token, between commas or in brackets, or whose relative somebody is: "Emre Yilmaz,
/// whose wife died".
fn has_age(prose: &Prose<'_>, token: usize) -> bool {
    let token = token + usize::from(is_starred(prose, token + 1));
    let is_age = prose.token(token + 2).parse().is_ok_and(|age: u8| AGES.contains(&age));
    match (prose.token(token + 1), prose.token(token + 3)) {
        (",", kin) if prose.token(token + 2) == "whose" => KIN.contains(&kin),
        (",", next) => is_age && [",", "who", "from", "of", "said", "told", "."].contains(&next),
        ("(", next) => is_age && next == ")",
        _ => false,
    }
}

/// Whether an age between commas stands behind a token, or ends the sentence: "Osian, 15, who".
fn is_told_age(prose: &Prose<'_>, token: usize) -> bool {
    let ends = [",", "who", "said", "told", "."].contains(&prose.token(token + 3));
    prose.has(token + 1, ",") && has_age(prose, token) && ends && prose.token(token + 2) != "whose"
}

/// Whether a token is the star behind a name that was changed: "Halima*, 34,".
fn is_starred(prose: &Prose<'_>, token: usize) -> bool {
    prose.has(token, "*") && prose.is_joined(token)
}

/// Whom only people have.
pub(super) const KIN: [&str; 14] = [
    "boy",
    "girl",
    "wife",
    "husband",
    "son",
    "daughter",
    "brother",
    "sister",
    "mother",
    "father",
    "parents",
    "partner",
    "children",
    "grandmother",
];

/// The rows of words with a capital, without what only begins the sentence and without titles.
fn names_in(forms: &WordForms<'_>, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let mut rows: Vec<Range<usize>> = Vec::new();
    for token in sentence.clone().filter(|token| forms.form(*token).capital) {
        // "Pieter-Steyn du Preez"
        let is_particle = |at: usize| PARTICLES.contains(&forms.form(at).spelt);
        let goes_on = |row: &Range<usize>| (row.end..token).all(is_particle);
        match rows.last_mut().filter(|row| token - row.end < 3 && goes_on(row)) {
            Some(row) => row.end = token + 1,
            None => rows.push(token..token + 1),
        }
    }
    for row in &mut rows {
        let is_before = |token: usize| forms.form(token).honorific || forms.form(token).small;
        while row.len() > 2 && is_before(row.start) {
            row.start += 1;
        }
        // "Yesterday Halima", "Neighbour Kev Barlow"
        let form = forms.form(row.start);
        let is_word = form.cluster.is_some() && !form.given && form.surname.is_none();
        if row.start == sentence.start && row.len() > 1 && is_word {
            row.start += 1;
        }
    }
    rows
}
