//! Whether one text seems to be a version of another (tests/native/versions.rs).

use std::collections::BTreeSet;

use crate::model::characters::has_no_blanks;
use crate::model::order;

/// Whether most runs of words of one text are in the other.
pub fn is_alike(one: &str, other: &str) -> bool {
    const RUN: usize = 4;
    const LEAST: usize = 12;
    fn runs(text: &str) -> impl Iterator<Item = u64> {
        let words = prints_of_words(text);
        let mixed = |run: &[u64]| {
            run.iter().fold(0_u64, |all, word| all.rotate_left(17).wrapping_mul(31) ^ word)
        };
        words.windows(RUN).map(mixed).collect::<Vec<_>>().into_iter()
    }
    let [one, other]: [BTreeSet<u64>; 2] = [one, other].map(|text| order::gathered(runs(text)));
    let shared = one.iter().filter(|run| other.contains(run)).count();
    // Of the shorter text, so that one that grew much is still the same. A few words tell nothing.
    let shorter = one.len().min(other.len());
    shorter >= LEAST && shared >= shorter.div_ceil(2)
}

/// A number for each word; in a script without spaces for each character.
fn prints_of_words(text: &str) -> Vec<u64> {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    let mut words = Vec::new();
    let mut word = START;
    for c in text.chars() {
        let alone = has_no_blanks(c);
        if (alone || c.is_whitespace()) && word != START {
            words.push(std::mem::replace(&mut word, START));
        }
        let print = (word ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3);
        match (alone, c.is_whitespace()) {
            (true, _) => words.push(print),
            (false, true) => {}
            (false, false) => word = print,
        }
    }
    words.extend((word != START).then_some(word));
    words
}
