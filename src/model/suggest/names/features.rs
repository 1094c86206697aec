//! The features of a token, as `tools/suggest/train.py` names them in its head. Each is given in parts, which
//! the weights hash and the tests join (tests/suggest/tagger.rs).

use super::evidence::WordEvidence;
use super::forms::{Form, REACH, WordForms};

/// Where a feature goes.
pub(super) type Sink<'a> = &'a mut dyn FnMut(&[&str]);

/// The offsets at which a word is seen by its neighbours: "-2" by the one two behind it.
pub(super) const OFFSETS: [&str; 2 * REACH + 1] = ["-2", "-1", "0", "1", "2"];

/// What the neighbours of a word see of it, and the word itself at offset 0.
pub(super) fn of_neighbour(form: &Form<'_>, offset: &str, each: Sink<'_>) {
    each(&["w", offset, "=", &form.lower]);
    each(&["s", offset, "=", &form.shape]);
    if form.capital && form.given {
        each(&["fn", offset]);
    }
    if let Some(rank) = form.surname.filter(|_| form.capital) {
        each(&["ln", offset, ":", digits(rank, &mut [0; 3])]);
    }
    if form.title {
        each(&["ti", offset]);
    }
    if form.saying {
        each(&["say", offset]);
    }
    let mut buffer = [0; 3];
    let cluster = form.cluster.map_or("-", |cluster| digits(cluster, &mut buffer));
    each(&["k", offset, "=", cluster]);
}

/// What a word alone has, wherever it stands.
pub(super) fn of_itself(form: &Form<'_>, each: Sink<'_>) {
    each(&["b"]);
    let word = &*form.lower;
    for (beginning, ending, length) in [("p2=", "q2=", 2), ("p3=", "q3=", 3), ("p4=", "q4=", 4)] {
        let end = word.char_indices().nth(length).map_or(word.len(), |(at, _)| at);
        let start = word.char_indices().rev().nth(length - 1).map_or(0, |(at, _)| at);
        each(&[beginning, &word[..end]]);
        each(&[ending, &word[start..]]);
    }
}

/// What a token can have by its place: where its sentence begins and ends, then what its capital tells.
pub(super) const OF_PLACE: [&str; 13] = [
    "x-1", "x1", "x-2", "x2", "cap0", "cap", "seenlow", "doctit", "docfull", "rep", "capmid",
    "fn+ln", "nf",
];

/// Which of [`OF_PLACE`] a token has, by its place in its sentence and by the rest of the text.
pub(super) fn of_place(
    forms: &WordForms<'_>,
    evidence: &WordEvidence,
    (first, token, end): (usize, usize, usize),
) -> [bool; OF_PLACE.len()] {
    let (begins, ends) = ([1, 2].map(|by| token < first + by), [1, 2].map(|by| token + by >= end));
    let mut has = [false; OF_PLACE.len()];
    has[..4].copy_from_slice(&[begins[0], ends[0], begins[1], ends[1]]);
    let form = forms.form(token);
    if !form.capital {
        return has;
    }
    let is_first = token == first;
    let seen = evidence.of_form(forms.of_tokens[token]);
    let full = token + 1 < end && {
        let next = forms.form(token + 1);
        form.given && next.surname.is_some() && next.capital
    };
    has[4..].copy_from_slice(&[
        is_first,
        !is_first,
        form.small,
        seen.beside_title,
        seen.behind_given,
        seen.inside > 1,
        is_first && seen.inside > 0,
        full,
        token + 1 < end && !full,
    ]);
    has
}

/// The shapes of a token and its neighbours.
pub(super) fn of_shapes(before: Option<&str>, shape: &str, behind: Option<&str>, each: Sink<'_>) {
    each(&["bi=", before.unwrap_or("^"), "|", shape, "|", behind.unwrap_or("$")]);
}

/// A small number in decimal digits.
fn digits(number: u8, buffer: &mut [u8; 3]) -> &str {
    let mut start = buffer.len();
    let mut rest = number;
    while start > 0 && (rest > 0 || start == buffer.len()) {
        start -= 1;
        buffer[start] = b'0' + rest % 10;
        rest /= 10;
    }
    std::str::from_utf8(&buffer[start..]).unwrap_or_default()
}
