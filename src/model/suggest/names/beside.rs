//! What stands beside a name: "Mr." makes a person of any name, "v." a case, and "Corp." a business
//! (tests/suggest/people.rs).

use std::ops::Range;

use foldhash::{HashSet, HashSetExt as _};

use crate::model::suggest::prose::Prose;

use super::forms::{FormId, WordForms};
use super::register::{NameMention, SURE, is_addressed};

/// How sure a name behind a courtesy title is.
const ADDRESSED: f32 = 0.9;

/// How much less sure one word is where it may name a business or a case.
const IN_DOUBT: f32 = 0.5;

/// Whom one addresses without a name: "Mr. Speaker".
const OFFICES: [&str; 5] = ["speaker", "chairman", "chairwoman", "chair", "mayor"];

/// What stands before names alone if it has a full stop: "Sen. Hall".
const OFFICES_OF_STATE: [&str; 3] = ["gov", "rep", "sen"];

const BUSINESS: [&str; 9] =
    ["inc", "corp", "corporation", "co", "company", "ltd", "llc", "plc", "bros"];

/// What stands last in the name of a firm that is called by people: "Holt Brothers".
const FIRM: [&str; 6] = ["brothers", "bros", "sons", "partners", "associates", "holdings"];

/// The mentions without those that are part of a firm's name: "Castell & Sons", "Holt Brothers". Two who have a title,
/// or full names elsewhere, are people: "Mr. Holt & Mrs. Reed", "Ruiz & Li". So is what the reader marked.
pub(super) fn without_firms(
    prose: &Prose<'_>,
    forms: &WordForms<'_>,
    mut mentions: Vec<NameMention>,
) -> Vec<NameMention> {
    let name = |one: &NameMention| &forms.of_tokens[one.tokens.clone()];
    let ends_firm = |end: usize| {
        let last = forms.form(end - 1);
        let name = last.lower.trim_end_matches('.');
        FIRM.contains(&name) || BUSINESS.contains(&name) && last.capital
    };
    let is_full = |one: &&NameMention| one.tokens.len() > 1 && !ends_firm(one.tokens.end);
    let in_full: HashSet<FormId> =
        mentions.iter().filter(is_full).flat_map(|one| name(one).iter().copied()).collect();
    let marked: HashSet<&[FormId]> = mentions.iter().filter(|one| one.marked).map(name).collect();
    // The capitalised word at the other side of "&".
    let partner = |token: usize| {
        let before = token.checked_sub(2).filter(|at| prose.token(at + 1) == "&");
        let after = Some(token + 2).filter(|at| prose.token(at - 1) == "&");
        [before, after].into_iter().flatten().find(|at| forms.is_capital(*at))
    };
    let are_people = |one: usize, other: usize| {
        let [one, other] = [one, other].map(|token| forms.of_tokens[token]);
        one != other && in_full.contains(&one) && in_full.contains(&other)
    };
    let is_part = |one: &NameMention| match one.tokens.len() {
        1 => partner(one.tokens.start).is_some_and(|other| {
            let has_title = forms.form(other).honorific || is_addressed(forms, one);
            !has_title && !are_people(one.tokens.start, other)
        }),
        _ => {
            let end = one.tokens.end;
            let goes_on = prose.token(end) == "&" && end + 1 < prose.tokens.len();
            // "Tom Hall Ltd"
            let is_business = end < prose.tokens.len() && ends_firm(end + 1);
            ends_firm(end) || is_business || goes_on && ends_firm(end + 2)
        }
    };
    mentions.retain(|one| marked.contains(name(one)) || !is_part(one));
    mentions
}

/// The mentions, each of one surname with the first name before it if somebody else of that surname is named in full:
/// beside Ron Paul, "Rand Paul" is not "Paul".
pub(super) fn with_first_names(
    prose: &Prose<'_>,
    forms: &WordForms<'_>,
    mut mentions: Vec<NameMention>,
) -> Vec<NameMention> {
    let full = mentions.iter().filter(|one| one.tokens.len() > 1 && one.score >= SURE);
    let pair = |one: &NameMention| {
        let [.., first, last] = forms.of_tokens[one.tokens.clone()] else { return None };
        Some((last, first))
    };
    let pairs: HashSet<(FormId, FormId)> = full.filter_map(pair).collect();
    let surnames: HashSet<FormId> = pairs.iter().map(|(last, _)| *last).collect();
    let may_be_first = |token: usize| {
        let form = forms.form(token);
        let is_listed = form.given || form.surname.is_some();
        form.capital && is_listed && !form.honorific && !form.small && !form.lower.ends_with("day")
    };
    let mut taken = 0;
    for mention in &mut mentions {
        let start = mention.tokens.start;
        let sentence = prose.sentences.partition_point(|one| one.end <= start);
        let floor = prose.sentences.get(sentence).map_or(start, |one| one.start).max(taken);
        let surname = forms.of_tokens[start];
        if mention.tokens.len() == 1
            && !mention.marked
            && surnames.contains(&surname)
            && start > floor
            && may_be_first(start - 1)
            && !pairs.contains(&(surname, forms.of_tokens[start - 1]))
        {
            mention.tokens.start = start - 1;
        }
        taken = mention.tokens.end;
    }
    mentions
}

/// The mentions with those of names behind courtesy titles, by place.
pub(super) fn with_addressed(
    prose: &Prose<'_>,
    forms: &WordForms<'_>,
    mut mentions: Vec<NameMention>,
) -> Vec<NameMention> {
    let mut new = Vec::new();
    for sentence in &prose.sentences {
        for token in sentence.clone() {
            let Some(name) = addressed(prose, forms, token, sentence.end) else { continue };
            let first = mentions.partition_point(|other| other.tokens.end <= name.start);
            match mentions.get_mut(first) {
                Some(known) if known.tokens == name => known.score = known.score.max(ADDRESSED),
                Some(known) if known.tokens.start < name.end => {}
                _ => new.push(name),
            }
        }
    }
    mentions.extend(new.into_iter().map(|name| NameMention::new(name, ADDRESSED)));
    mentions.sort_by_key(|mention| mention.tokens.start);
    mentions
}

/// The name behind a courtesy title, and behind one more.
fn addressed(
    prose: &Prose<'_>,
    forms: &WordForms<'_>,
    title: usize,
    end: usize,
) -> Option<Range<usize>> {
    // In "MRS. VILLARS TO LADY HOWARD" nothing tells where a name ends.
    let form = forms.form(title);
    let is_short = || {
        let stop = form.capital && prose.token(title + 1) == ".";
        stop && OFFICES_OF_STATE.contains(&&*form.lower)
    };
    let is_title =
        (form.courtesy || is_short()) && !prose.token(title).ends_with(char::is_uppercase);
    if !is_title {
        return None;
    }
    let behind = |title: usize| title + 1 + usize::from(prose.token(title + 1) == ".");
    let mut start = behind(title);
    // "Mrs Justice Aldous"
    if start + 1 < end && forms.form(start).capital && forms.form(start).honorific {
        start = behind(start);
    }
    let is_part = |token: &usize| {
        let form = forms.form(*token);
        form.capital && !form.honorific && !OFFICES.contains(&&*form.lower)
    };
    let last = (start..end).take_while(is_part).last()?;
    Some(start..last + 1)
}

/// Makes words that stand alone less sure where they may name something else, and nobody has that name in full.
pub(super) fn doubt(prose: &Prose<'_>, forms: &WordForms<'_>, mentions: &mut [NameMention]) {
    let businesses = businesses(prose, forms);
    let alone = |mention: &&NameMention| mention.tokens.len() == 1;
    let firsts = mentions.iter().filter(alone).map(|mention| mention.tokens.start);
    let plain: HashSet<FormId> = firsts
        .filter(|token| !is_party(prose, *token))
        .map(|token| forms.of_tokens[token])
        .collect();
    for mention in mentions.iter_mut() {
        let token = mention.tokens.start;
        let form = forms.of_tokens[token];
        let in_doubt =
            businesses.contains(&form) || !plain.contains(&form) && is_party(prose, token);
        if mention.tokens.len() == 1 && mention.full.is_none() && !mention.marked && in_doubt {
            mention.score *= IN_DOUBT;
        }
    }
}

/// The words with which names of businesses begin: "Taylor International Corp."
fn businesses(prose: &Prose<'_>, forms: &WordForms<'_>) -> HashSet<FormId> {
    let mut all = HashSet::new();
    for sentence in &prose.sentences {
        let mut start = sentence.start;
        for token in sentence.clone() {
            let form = forms.form(token);
            if !form.capital {
                start = token + 1;
            } else if start < token && BUSINESS.contains(&form.lower.trim_end_matches('.')) {
                all.insert(forms.of_tokens[start]);
            }
        }
    }
    all
}

/// Whether a name is that of a party: "Abbott v. Burke".
fn is_party(prose: &Prose<'_>, token: usize) -> bool {
    let is_versus = |token: usize| matches!(prose.token(token), "v" | "vs");
    let stop = token.checked_sub(1).is_some_and(|before| prose.token(before) == ".");
    let before = token.checked_sub(1 + usize::from(stop));
    is_versus(token + 1) || before.is_some_and(is_versus)
}
