//! The language that the letters of a text tell by themselves, for voices and fonts alone: it is never stored
//! (tests/native/scripts.rs).

/// Letters looked at.
const LETTERS: usize = 400;

/// First and last letter of a script, and its language; scripts of several languages have the tag of the script.
const SCRIPTS: &[(u32, u32, &str)] = &[
    (0x0370, 0x03ff, "el"),
    (0x0400, 0x052f, CYRILLIC),
    (0x0530, 0x058f, "hy"),
    (0x0590, 0x05ff, "he"),
    (0x0600, 0x06ff, ARABIC),
    (0x0780, 0x07bf, "dv"),
    (0x0900, 0x097f, "und-Deva"),
    (0x0980, 0x09ff, "und-Beng"),
    (0x0a00, 0x0a7f, "pa"),
    (0x0a80, 0x0aff, "gu"),
    (0x0b00, 0x0b7f, "or"),
    (0x0b80, 0x0bff, "ta"),
    (0x0c00, 0x0c7f, "te"),
    (0x0c80, 0x0cff, "kn"),
    (0x0d00, 0x0d7f, "ml"),
    (0x0d80, 0x0dff, "si"),
    (0x0e00, 0x0e7f, "th"),
    (0x0e80, 0x0eff, "lo"),
    (0x0f00, 0x0fff, "und-Tibt"),
    (0x1000, 0x109f, "und-Mymr"),
    (0x10a0, 0x10ff, "ka"),
    (0x1200, 0x137f, "und-Ethi"),
    (0x1780, 0x17ff, "km"),
    (0x3040, 0x30ff, JAPANESE),
    (0x4e00, 0x9fff, HAN),
    (0xac00, 0xd7af, "ko"),
];

const ARABIC: &str = "und-Arab";
const CYRILLIC: &str = "und-Cyrl";
const HAN: &str = "zh";
const JAPANESE: &str = "ja";

/// The BCP 47 tag of the language that most letters at the beginning belong to; `None` for Latin letters, which
/// tell nothing.
pub fn language_of_script(text: &str) -> Option<&'static str> {
    let mut counts = [0_usize; SCRIPTS.len()];
    let mut all = 0;
    for letter in text.chars().filter(|letter| letter.is_alphabetic()).take(LETTERS) {
        all += 1;
        let code = u32::from(letter);
        let script = SCRIPTS.iter().position(|(first, last, _)| (*first..=*last).contains(&code));
        if let Some(count) = script.and_then(|script| counts.get_mut(script)) {
            *count += 1;
        }
    }
    let (script, most) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    let (_, _, tag) = SCRIPTS.get(script)?;
    let has = |letters: &[char]| text.chars().take(LETTERS * 8).any(|c| letters.contains(&c));
    match *tag {
        _ if most * 2 <= all => None,
        // Letters that the language has and its neighbours have not.
        ARABIC if !has(&['پ', 'چ', 'ژ', 'گ', 'ک', 'ی', 'ە', 'ې', 'ۇ']) => Some("ar"),
        CYRILLIC if has(&['ї', 'є']) => Some("uk"),
        CYRILLIC
            if has(&['ы'])
                && !has(&['ў', 'қ', 'ң', 'ө', 'ү', 'ә', 'ҙ', 'і', 'ҫ', 'ӑ', 'ӧ', 'ӹ']) =>
        {
            Some("ru")
        }
        // Japanese has characters of both, and kana in every sentence.
        HAN if has(&['の', 'は', 'を', 'が']) => Some(JAPANESE),
        tag => Some(tag),
    }
}
