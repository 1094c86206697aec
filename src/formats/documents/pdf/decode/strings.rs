//! Strings of a file outside its pages: titles, names, and what stands for drawn letters.

/// The text of a string: UTF-16 or UTF-8 by its first bytes, Latin letters otherwise.
pub(super) fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| latin(*byte)).collect(),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    char::decode_utf16(units).map(|one| one.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The letter of a byte in the encoding of PDF for such strings.
fn latin(byte: u8) -> char {
    const SIGNS: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚',
        '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{FFFD}', '€',
    ];
    match byte {
        0x80..=0xA0 => SIGNS.get(usize::from(byte - 0x80)).copied().unwrap_or(' '),
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::text_string;

    #[test]
    fn titles_are_read_in_each_encoding_they_come_in() {
        for (bytes, text) in [
            (&b"Plain"[..], "Plain"),
            (b"\xFE\xFF\x00P\x20\xAC", "P€"),
            (b"\xFF\xFEP\x00\xAC\x20", "P€"),
            (b"\xEF\xBB\xBFP\xE2\x82\xAC", "P€"),
            (b"caf\xE9 \x84 \xA0", "café — €"),
        ] {
            assert_eq!(text_string(bytes), text);
        }
    }
}
