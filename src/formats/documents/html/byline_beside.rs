//! What stands beside the names in a byline, or in their place: outlets, bodies, and where somebody wrote
//! (tests/opening/signed.rs).

use super::byline::look_like_names;
use super::byline_words::{
    AND, ARAB_OUTLETS, BEFORE_DATES, BODIES, COMPANIES, OUTLET, OUTLETS, PARTICLES, ROLES,
};
use super::labels::is_one;
use crate::formats::documents::shared::dates;

/// Whether a text is the name of a company, or short and that of an outlet: `Herald Media GmbH`, `Sky News`.
pub(super) fn is_outlet(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default().trim_end_matches('.').to_lowercase();
    let words = text.split(' ').count();
    // Arabic ones say so with any of their words.
    text.split(' ').any(|word| is_one(word, ARAB_OUTLETS))
        || words > 1 && COMPANIES.contains(&&*last)
        || (2..=OUTLET).contains(&words) && OUTLETS.contains(&&*last)
}

/// What a Chinese or Japanese line says of those who wrote, between its source and those who took the pictures.
pub(super) fn signed_amid(said: &str) -> &str {
    const WRITERS: [&str; 4] = ["作者：", "作者:", "记者：", "記者："];
    const PICTURES: [&str; 5] = [" 写真", " 撮影", " 摄影", " 攝影", " 사진"];
    let from = WRITERS.iter().find_map(|label| said.split_once(label)).map_or(said, |(_, it)| it);
    PICTURES.iter().find_map(|label| from.split_once(label)).map_or(from, |(it, _)| it)
}

/// The names behind the place where they wrote, and a dash: `دبي - أحمد علي`.
pub(super) fn behind_place(text: &str) -> Option<&str> {
    let (place, names) = text.split_once(" - ").or_else(|| text.split_once(" – "))?;
    let is_other = names.starts_with("The ") || is_outlet(names);
    let is_names = names.contains(' ') && look_like_names(names) && !is_other;
    (!place.contains(' ') && is_names).then_some(names)
}

/// Whether a page's style only sets the first or the last letter of a word apart: `<b>A</b>na`, `Rui<i>z</i>`.
pub(super) fn is_one_word(said: &str, next: &str) -> bool {
    let before = said.strip_suffix(' ').unwrap_or_default();
    let is_letter = |word: &str| word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let (last, first) = (before.rsplit(' ').next(), next.split(' ').next().unwrap_or_default());
    let is_last_letter = is_letter(first) && !AND.contains(&first);
    let goes_on = last.is_some_and(is_letter) || is_last_letter;
    before.ends_with(char::is_alphabetic) && first.starts_with(char::is_lowercase) && goes_on
}

/// What stands before a day of the week with its date: `Ana Ruiz Friday, Jan 13`.
pub(super) fn before_day(text: &str) -> &str {
    let is_of_day = |next: &str| {
        let word = next.trim_end_matches(['.', ',']).to_lowercase();
        word.starts_with(|c: char| c.is_ascii_digit()) || dates::is_month(&word)
    };
    let mut words = text.split(' ').peekable();
    let mut from = 0;
    while let Some(word) = words.next() {
        if dates::is_weekday(word.trim_end_matches(','))
            && words.peek().is_some_and(|it| is_of_day(it))
        {
            return text.get(..from).unwrap_or_default();
        }
        from += word.len() + 1;
    }
    text
}

/// Whether a text is one Arabic word with more beside it: a place, and nobody’s name.
pub(super) fn is_place(text: &str, has_more: bool) -> bool {
    has_more && !text.contains(' ') && text.chars().any(|c| matches!(c, '\u{620}'..='\u{64a}'))
}

/// Whether words are the name of a body: `Department for Education`, `UK Office of Rail and Road`.
pub(super) fn is_body(words: &[&str]) -> bool {
    let at = words.iter().take(2).position(|word| is_one(&word.to_lowercase(), BODIES));
    let behind = at.and_then(|at| words.get(at + 1..)).unwrap_or_default();
    let [of, name, ..] = behind else { return false };
    ["for", "of", "on"].contains(of) && name.starts_with(char::is_uppercase)
        || *of == "for" && name == &"the"
}

/// Whether words of a sentence follow the names, as in “Von Berlin Mitte aus regiert der Rat”.
pub(super) fn goes_on(rest: &str) -> bool {
    const PLACES: [&str; 10] =
        ["in", "aus", "from", "of", "für", "pour", "para", "per", "à", "staff"];
    let end = |c: char| c.is_numeric() || ",;|·•—–-(<[@/".contains(c);
    let names = rest.split(end).next().unwrap_or_default();
    names.split(' ').filter(|word| word.starts_with(char::is_lowercase)).any(|word| {
        ![&PARTICLES[..], &AND, &BEFORE_DATES, &ROLES, &PLACES]
            .iter()
            .any(|all| all.contains(&word))
    })
}

/// Whether it is what somebody types to log in, and no name: `ana.ruiz`, `ana77`.
pub(super) fn is_login(found: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || "._-@".contains(c);
    !found.contains(char::is_whitespace)
        && found.chars().all(|c| c.is_ascii_lowercase() || is_sign(c))
        && found.trim_end_matches('.').contains(is_sign)
}
