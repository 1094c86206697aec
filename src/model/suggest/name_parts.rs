//! The words of a name and what stands beside it: surnames, titles, appositions, whose relative it is
//! (tests/suggest/speakers.rs).

use std::ops::Range;

use super::sensed::Sensed;
use super::senses::Sense;
use crate::model::name_words::{PARTICLES, SUFFIXES};

/// Farthest a role is searched for after a name: "Nunzio Galantino, the secretary general".
const APPOSITION: usize = 8;

/// Whether words before a name tell whose relative it is: "her brother, Tom Hall", "his son Tom Hall".
pub(super) fn is_relative(sensed: &Sensed<'_>, mut phrase: Range<usize>) -> bool {
    sensed.is(phrase.start, Sense::HE.or(Sense::SHE).or(Sense::THEY))
        && phrase.any(|at| sensed.is(at, Sense::MAN.or(Sense::WOMAN)))
}

/// Whether "Mr", "Mrs" or the like stands before a name.
pub(super) fn is_titled(sensed: &Sensed<'_>, name: usize) -> bool {
    let mut before = name.checked_sub(1);
    if before.is_some_and(|at| sensed.is_sign(at, ".")) {
        before = name.checked_sub(2);
    }
    // "Sir Hugh" is Hugh Lyle.
    before.is_some_and(|at| {
        sensed.is(at, Sense::CAPITAL)
            && sensed.is(at, Sense::MAN.or(Sense::WOMAN))
            && !["sir", "dame"].iter().any(|word| sensed.has(at, word))
    })
}

/// The words of an apposition that begins with a token: up to the next sign.
pub(super) fn apposition(sensed: &Sensed<'_>, start: usize) -> Range<usize> {
    let near = (start..sensed.len().min(start + APPOSITION)).take_while(|at| {
        sensed.is(*at, Sense::WORD)
            && !sensed.is(*at, Sense::SUBJECT.or(Sense::SAYS).or(Sense::CONJUNCTION))
    });
    start..near.last().map_or(start, |last| last + 1)
}

/// Most tokens between an office and its holder: "the commissioner for education in Kwara State, Ana Ruiz".
const OFFICE: usize = 9;

/// The office with what it is of, before a name between commas: the mayor of "the mayor of Leeds, Ana Ruiz, said".
pub(super) fn office_before(sensed: &Sensed<'_>, start: usize, end: usize) -> Option<usize> {
    let closes = sensed.is_sign(end, ",.;—–-(") || sensed.is(end, Sense::SAYS);
    let comma = start.checked_sub(1).filter(|at| closes && sensed.is_sign(*at, ","))?;
    let floor = sensed.sentence(start).start.max(comma.saturating_sub(OFFICE));
    let stops = Sense::SAYS.or(Sense::AUXILIARY).or(Sense::QUOTED).or(Sense::SUBJECT);
    let inner = |at: &usize| sensed.is(*at, Sense::WORD) && !sensed.is(*at, stops);
    let hangs = ["for", "of", "in", "at", "on", "representing"];
    let office = (floor..comma).rev().take_while(inner).find(|at| {
        sensed.is(*at, Sense::ROLE) && hangs.iter().any(|word| sensed.has(at + 1, word))
    })?;
    // "A friend of the victim, Tom Hall": it may be the victim.
    let near = office.saturating_sub(3).max(floor)..office;
    near.into_iter().any(|at| sensed.has(at, "the")).then_some(office)
}

/// The word in the middle of a name of three, which may be the first surname of two, in lower case.
pub(super) fn first_surname(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let [_, middle, _] = words.as_slice() else { return None };
    let whole = middle.chars().count() > 3 && middle.chars().all(char::is_alphabetic);
    whole.then(|| middle.to_lowercase())
}

/// The first word of a name and the last, in lower case and without signs around them.
pub(super) fn ends(name: &str) -> impl Iterator<Item = String> {
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    // Of "Dwight Reed Jr." the surname is Reed.
    let mut words = name.split_whitespace().map(plain);
    let first = words.next();
    first.into_iter().chain(words.rfind(|word| !SUFFIXES.contains(&word.as_str())))
}

/// Whether a word stands before a surname and belongs to it: "van", "Ó".
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word.trim_matches('.').to_lowercase().as_str())
}
