//! What counts as the same in a search: blanks, quotation marks, hyphens and widths always; case and accents
//! unless the reader says otherwise (tests/native/searching.rs).

use super::letters::{arabic_form, is_accent, kana, latin, other, syllable, typed};
use crate::model::characters::is_format;

/// Which differences count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Strict {
    /// Capital and small letters differ.
    pub case: bool,
    /// Letters with and without accents differ.
    pub accents: bool,
}

/// Writes a character as it is compared. What precedes it in `out` is the text before it.
pub(in crate::model) fn fold(c: char, how: Strict, out: &mut String) {
    if is_plain(c) {
        out.push(c);
        return;
    }
    if is_unseen(c) || (c == 'ـ' && !how.accents) {
        return;
    }
    if let Some(same) = same_as(c) {
        out.push_str(same);
        return;
    }
    if let Some(form) = arabic_form(c) {
        form.chars().for_each(|letter| fold(letter, how, out));
        return;
    }
    if is_accent(c) {
        if how.accents || makes_a_letter(out, c) {
            out.push(c);
        }
        return;
    }
    let c = narrow(c);
    let capital = how.case && c.is_uppercase();
    for letter in c.to_lowercase() {
        if is_accent(letter) {
            // The dot of İ.
            if how.accents {
                out.push(letter);
            }
        } else {
            put_letter(letter, how, capital, out);
        }
    }
}

/// Writes a small letter without what does not count; as a capital if it was one and that counts.
fn put_letter(letter: char, how: Strict, capital: bool, out: &mut String) {
    let from = out.len();
    if let Some((plain, accents)) = latin(letter) {
        out.push(plain);
        out.push_str(if how.accents { accents } else { "" });
    } else if let Some((kept, accents)) = other(letter) {
        out.push_str(kept);
        out.push_str(if how.accents { accents } else { "" });
    } else if let Some(typed) = typed(letter).filter(|_| !how.accents) {
        out.push_str(typed);
    } else if letter == 'ß' && !(how.accents && how.case) {
        out.push_str("ss");
    } else if let Some(parts) = kana(letter) {
        out.extend(parts);
    } else if let Some(parts) = syllable(letter) {
        out.extend(parts.into_iter().flatten());
    } else {
        out.push(if letter == 'ς' { 'σ' } else { letter });
    }
    if capital {
        let raised = out.split_off(from);
        out.extend(raised.chars().flat_map(char::to_uppercase));
    }
}

/// Whether it is one of the many letters that stand for themselves: asked first, as most letters are.
fn is_plain(c: char) -> bool {
    matches!(c, 'α'..='ρ' | 'σ'..='ω' | 'а'..='и' | 'к'..='я' | 'א'..='ת' | '\u{4E00}'..='\u{9FFF}')
}

/// Whether it is invisible: nobody can see it to type it.
fn is_unseen(c: char) -> bool {
    is_format(c) || matches!(c, '\u{200B}'..='\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

/// What a sign is always compared as.
fn same_as(c: char) -> Option<&'static str> {
    Some(match c {
        '\n' => return None,
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '′' | '＇' => "'",
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' | '〝'..='〟' => "\"",
        '‐'..='―' | '−' | '﹘' | '﹣' | '－' => "-",
        '…' => "...",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        c if c.is_whitespace() => " ",
        _ => return None,
    })
}

/// A wide letter or a digit of another script as it is typed in Latin.
fn narrow(c: char) -> char {
    let code = u32::from(c);
    let (from, to) = match code {
        0xFF01..=0xFF5E => (0xFF01, 0x21),
        0x0660..=0x0669 => (0x0660, 0x30),
        0x06F0..=0x06F9 => (0x06F0, 0x30),
        0x0966..=0x096F => (0x0966, 0x30),
        _ => return c,
    };
    char::from_u32(code - from + to).unwrap_or(c)
}

/// Whether an accent makes another letter of the one before it.
fn makes_a_letter(before: &str, accent: char) -> bool {
    let last = before.chars().next_back().unwrap_or_default();
    match accent {
        '\u{306}' => matches!(last, 'и' | 'у' | 'И' | 'У'),
        '\u{308}' => matches!(last, 'і' | 'І'),
        '\u{301}' => matches!(last, 'г' | 'к' | 'Г' | 'К'),
        _ => false,
    }
}
