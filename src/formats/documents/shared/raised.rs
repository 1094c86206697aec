//! Raised and lowered text: footnote marks, powers, ordinals, formulas. A number never joins another, and
//! nothing that belongs to the text is dropped (tests/opening/beside.rs).

/// What happens to raised or lowered text.
#[derive(Debug, PartialEq, Eq)]
pub enum Raised {
    /// It marks a note, and is not part of the text.
    Mark,
    /// It is written like this.
    Shown(String),
    /// It is read like normal text.
    Plain,
}

/// Longest mark of a note, in characters.
const LONGEST: usize = 30;
/// Units that may be squared or cubed.
const UNITS: [&str; 26] = [
    "m",
    "km",
    "cm",
    "mm",
    "dm",
    "hm",
    "nm",
    "µm",
    "μm",
    "ft",
    "yd",
    "mi",
    "in",
    "s",
    "h",
    "min",
    "mol",
    "kg",
    "m/s",
    "metres",
    "meters",
    "kilometres",
    "kilometers",
    "feet",
    "miles",
    "inches",
];
/// Endings of numbers or titles, which mark no notes.
const ORDINALS: [&str; 26] = [
    "st", "nd", "rd", "th", "er", "ers", "re", "res", "e", "es", "me", "ème", "èmes", "eme", "o",
    "os", "a", "as", "mme", "lle", "lles", "gr", "tm", "sm", "™", "®",
];
const SYMBOLS: [char; 9] = ['*', '†', '‡', '§', '¶', '‖', '※', '⁎', '⁕'];

/// What happens to text raised (or lowered, if not `up`) after `before`; `linked` if it leads to a note.
pub fn raised(text: &str, before: &str, up: bool, linked: bool) -> Raised {
    let said = text.trim();
    let short = said.chars().count() <= LONGEST;
    if said.is_empty() {
        return Raised::Plain;
    }
    if short && (is_mark(said) || linked && may_be_mark(said)) {
        return Raised::Mark;
    }
    if up && said.eq_ignore_ascii_case("tm") {
        return Raised::Shown("™".to_owned());
    }
    let last = before.chars().next_back();
    let inside = said.strip_prefix('(').and_then(|said| said.strip_suffix(')'));
    let is_number = inside.is_some_and(|inside| inside.parse::<u16>().is_ok());
    if up && is_number && last.is_some_and(|last| last.is_numeric() || last_word(before).len() > 2)
    {
        return Raised::Mark;
    }
    if is_figure(said) {
        return if up { above(said, before) } else { below(said, last) };
    }
    let is_list = said.chars().all(|c| c.is_ascii_digit() || " ,;–-".contains(c));
    let single = said.len() == 1 && said.starts_with(|c: char| c.is_ascii_lowercase());
    // `XIX`, a century
    let single = single && !(ORDINALS.contains(&said) && is_roman(last_word(before)));
    if up && (is_list || single && last_word(before).chars().count() > 2) {
        return Raised::Mark;
    }
    match joins(said, last) {
        true => Raised::Shown(format!(" {said}")),
        false => Raised::Plain,
    }
}

/// Whether a word is a Roman numeral, in capitals or in small letters drawn as such.
fn is_roman(word: &str) -> bool {
    let all = |signs: &str| word.chars().all(|c| signs.contains(c));
    !word.is_empty() && (all("IVXLCDM") || all("ivxlcdm"))
}

/// Whether it marks a note wherever it is: `[1]`, `*`, `†`.
fn is_mark(said: &str) -> bool {
    let bracketed = said.starts_with('[') && said.ends_with(']');
    bracketed || said.chars().all(|c| SYMBOLS.contains(&c))
}

/// Whether it marks a note if it leads to one: `1`, `a`, `iv`, `(2)`, `note 3`.
pub fn may_be_mark(said: &str) -> bool {
    let said = said.trim();
    let bare = said.trim_matches(['[', ']', '(', ')']);
    let letter = bare.chars().count() == 1;
    let roman = bare.len() <= 5 && bare.chars().all(|c| "ivxlcIVXLC".contains(c));
    let number = bare.contains(|c: char| c.is_numeric());
    let named = ORDINALS.contains(&bare.to_lowercase().as_str()) && !letter;
    !bare.is_empty() && said.chars().count() <= LONGEST && !named && (letter || roman || number)
        || is_mark(said)
}

/// A number, with or without a sign.
fn is_figure(said: &str) -> bool {
    let signs = ['+', '-', '−', '–'];
    let digits = said.trim_start_matches(signs).trim_end_matches(signs);
    let all = digits.chars().all(|c| c.is_ascii_digit());
    all && digits.len() + 3 >= said.len() && said.chars().count() <= 6
}

/// A raised number: a power after a unit, a variable or a number, written as such; the mark of a note after a
/// word or the end of a sentence.
fn above(said: &str, before: &str) -> Raised {
    let word = last_word(before);
    // `µg/m`, `people/km`
    let unit = word.rsplit('/').next().unwrap_or_default();
    let power = || Raised::Shown(in_signs(said, ABOVE));
    match before.chars().next_back() {
        Some(last) if last.is_alphabetic() => {
            let squares = ["2", "3"].contains(&said) || word.len() <= 2;
            let is_unit = (UNITS.contains(&word) || UNITS.contains(&unit)) && squares;
            let is_variable = word.len() <= 2;
            if is_unit || is_variable || !said.chars().all(|c| c.is_ascii_digit()) {
                power()
            } else {
                Raised::Mark
            }
        }
        Some(
            '.' | ',' | ';' | ':' | '!' | '?' | '…' | '”' | '’' | '"' | '»' | '“' | '。' | '」',
        ) => Raised::Mark,
        _ => power(),
    }
}

/// A lowered number: part of a formula, written as such where possible.
fn below(said: &str, last: Option<char>) -> Raised {
    match last {
        Some(last) if last.is_alphabetic() || ")]".contains(last) => Raised::Plain,
        None => Raised::Plain,
        Some(_) => Raised::Shown(in_signs(said, BELOW)),
    }
}

/// Whether two numbers would join.
fn joins(said: &str, last: Option<char>) -> bool {
    last.is_some_and(char::is_numeric) && said.starts_with(char::is_numeric)
}

fn last_word(before: &str) -> &str {
    let start = before.rfind(|c: char| !(c.is_alphabetic() || c == '/'));
    let start = start.map_or(0, |at| {
        at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
    });
    before.get(start..).unwrap_or_default()
}

pub const ABOVE: [char; 12] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁺', '⁻'];
pub const BELOW: [char; 12] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉', '₊', '₋'];

/// A number in superscript or subscript characters.
pub fn in_signs(said: &str, signs: [char; 12]) -> String {
    let sign = |c: char| match c {
        '+' => signs[10],
        '-' | '−' | '–' => signs[11],
        _ => c.to_digit(10).and_then(|at| signs.get(at as usize)).copied().unwrap_or(c),
    };
    said.chars().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::Raised::{Mark, Plain};
    use super::{Raised, raised};

    fn shown(text: &str) -> Raised {
        Raised::Shown(text.to_owned())
    }

    #[test]
    fn a_figure_never_joins_another_and_marks_of_notes_are_told_from_powers() {
        for (before, text, linked, wanted) in [
            ("costs 9", "1", true, Mark),
            ("costs 9", "1", false, shown("¹")),
            ("costs 9", "[1]", false, Mark),
            ("costs 9", "*", false, Mark),
            ("costs 9", "1,2", false, Mark),
            ("costs 9", "12 May", false, shown(" 12 May")),
            ("cost 1,400", "(2)", false, Mark),
            ("said the mayor", "(12)", false, Mark),
            ("f", "(2)", false, Plain),
            ("10", "6", false, shown("⁶")),
            ("400 m", "2", false, shown("²")),
            ("400 m", "2", true, Mark),
            ("400 km", "2", false, shown("²")),
            ("ten feet", "2", false, shown("²")),
            ("ten feet", "4", false, Mark),
            ("s", "-1", false, shown("⁻¹")),
            ("x", "2", false, shown("²")),
            ("Na", "+", false, shown("⁺")),
            ("25 µg/m", "3", false, shown("³")),
            ("25 μg/m", "3", false, shown("³")),
            ("40 kg/m", "2", false, shown("²")),
            ("9 people/km", "2", false, shown("²")),
            ("5 m/s", "2", false, shown("²")),
            ("and/or", "2", false, Mark),
            ("25 µg/m", "3", true, Mark),
            ("le XIX", "e", false, Plain),
            ("au XVIII", "e", false, Plain),
            ("le xix", "e", false, Plain),
            ("Carlos VIII", "o", false, Plain),
            ("le XIX", "ème", false, Plain),
            ("le 2", "e", false, Plain),
            ("le XIX", "b", false, Mark),
            ("le siècle", "e", false, Mark),
            ("water", "2", false, Mark),
            ("water", "a", false, Mark),
            ("said.", "3", false, Mark),
            ("開通", "1", false, Mark),
            ("", "238", false, shown("²³⁸")),
            ("the 1", "st", false, Plain),
            ("the 2", "nd", true, Plain),
            ("le 1", "er", false, Plain),
            ("M", "me", false, Plain),
            ("n", "o", false, Plain),
            ("Lund", "TM", false, shown("™")),
        ] {
            assert_eq!(raised(text, before, true, linked), wanted, "{before}^{text}");
        }
        for (before, text, linked, wanted) in [
            ("H", "2", false, Plain),
            ("CO", "2", false, Plain),
            ("Ca(OH)", "2", false, Plain),
            ("10", "2", false, shown("₂")),
            ("x", "i", false, Plain),
            ("costs 9", "1", true, Mark),
            ("costs 9", "[1]", false, Mark),
        ] {
            assert_eq!(raised(text, before, false, linked), wanted, "{before}_{text}");
        }
    }
}
