//! Signs that a Word document names by their number in a font: those with a letter become it, the others are
//! counted (tests/opening/word.rs).

use crate::formats::documents::shared::package::XmlTag;

/// The letters of the font “Symbol” from `A` and from `a` on.
const CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
/// Its other signs, as far as texts have them.
const OTHERS: [(u32, char); 12] = [
    (0xA2, '′'),
    (0xA3, '≤'),
    (0xA5, '∞'),
    (0xAE, '→'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB2, '″'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
];

/// The character of a sign, if it is one.
pub(super) fn sign(tag: &XmlTag<'_>) -> Option<char> {
    let number = u32::from_str_radix(&tag.get("char")?, 16).ok()?;
    // Fonts of signs have theirs in a private area, too.
    match number {
        0x20..=0xFF | 0xF020..=0xF0FF => {
            symbol(number & 0xFF).filter(|_| tag.get("font").is_some_and(|font| font == "Symbol"))
        }
        0xE000..=0xF8FF => None,
        _ => char::from_u32(number).filter(|sign| !sign.is_control()),
    }
}

fn symbol(number: u32) -> Option<char> {
    match number {
        0x41..=0x5A => CAPITALS.chars().nth((number - 0x41) as usize),
        0x61..=0x7A => SMALL.chars().nth((number - 0x61) as usize),
        // Figures and most signs between them are those of other fonts.
        0x28..=0x3F => char::from_u32(number),
        _ => OTHERS.iter().find(|(own, _)| *own == number).map(|(_, sign)| *sign),
    }
}
