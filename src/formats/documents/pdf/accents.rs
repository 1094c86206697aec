//! Accents drawn as letters of their own, as TeX does: an accent and the letter under it become one letter.

use super::runs::Letter;
use crate::model::search::with_accent;

/// Accents that fonts draw alone, and the marks they are on a letter.
const ACCENTS: [(char, char); 13] = [
    ('`', '\u{300}'),
    ('´', '\u{301}'),
    ('ˆ', '\u{302}'),
    ('˜', '\u{303}'),
    ('¨', '\u{308}'),
    ('˚', '\u{30A}'),
    ('¸', '\u{327}'),
    ('¯', '\u{304}'),
    ('˘', '\u{306}'),
    ('˛', '\u{328}'),
    ('˙', '\u{307}'),
    ('ˇ', '\u{30C}'),
    ('˝', '\u{30B}'),
];

/// The letter of an accent and a letter that stand over each other, whichever comes first.
pub fn joined(one: &Letter, other: &Letter) -> Option<String> {
    let overlap = one.right.min(other.right) - one.left.max(other.left);
    let narrower = (one.right - one.left).min(other.right - other.left);
    if overlap < 0.5 * narrower {
        return None;
    }
    let mark = |letter: &Letter| {
        let mut all = letter.text.chars();
        let (first, rest) = (all.next()?, all.next());
        let mark = ACCENTS.iter().find(|(accent, _)| *accent == first)?.1;
        rest.is_none().then_some(mark)
    };
    let letter = |letter: &Letter| {
        let mut all = letter.text.chars();
        let first = all.next().map(|c| match c {
            // TeX takes the dot off before it puts an accent on.
            'ı' => 'i',
            'ȷ' => 'j',
            _ => c,
        });
        first.filter(|c| c.is_alphabetic() && all.next().is_none())
    };
    let (mark, letter) = match (mark(one), mark(other)) {
        (Some(mark), None) => (mark, letter(other)?),
        (None, Some(mark)) => (mark, letter(one)?),
        _ => return None,
    };
    Some(with_accent(letter, mark))
}
