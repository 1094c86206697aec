//! Letters and their accents: what remains of a letter without them, and the parts a letter with them stands
//! for (tests/native/searching.rs compares them with Unicode's own table).

/// For the letters from U+00C0 and from U+1E00: the letter without its accents.
const PLAIN: [(u32, &str); 2] = [
    (
        0xC0,
        "................................aaaaaa.ceeeeiiii.nooooo..uuuuy.y.a.a.a.c.c.c.c.d\
         ...e.e.e.e.e.g.g.g.g.h...i.i.i.i.....j.k..l.l.l.....n.n.n....o.o.o...r.r.r.s.s.s\
         .s.t.t...u.u.u.u.u.u.w.y..z.z.z..................................o..............\
         u.............................a.i.o.u.u.u.u.u..a.a.....g.k.o.o..j....g...n.a....\
         .a.a.e.e.i.i.o.o.r.r.u.u.s.t...h.......a.e.o.o.o.o.y............................",
    ),
    (
        0x1E00,
        ".a.b.b.b.c.d.d.d.d.d.e.e.e.e.e.f.g.h.h.h.h.h.i.i.k.k.k.l.l.l.l.m.m.m.n.n.n.n.o.o\
         .o.o.p.p.r.r.r.r.s.s.s.s.s.t.t.t.t.u.u.u.u.u.v.v.w.w.w.w.w.x.x.y.z.z.zhtwy......\
         .a.a.a.a.a.a.a.a.a.a.a.a.e.e.e.e.e.e.e.e.i.i.o.o.o.o.o.o.o.o.o.o.o.o.u.u.u.u.u.u\
         .u.y.y.y.y......",
    ),
];

/// For the same letters: their accents, each by its place in [`MARKS`].
const ACCENTS: [&str; 2] = [
    "................................ABCDEF.GABCEABCE.DABCDE..ABCEB.E.H.I.J.B.C.K.L.L\
     ...H.I.K.J.L.C.I.K.G.C...D.H.I.J.....C.G..B.G.L.....B.G.L....H.I.M...B.G.L.B.C.G\
     .L.G.L...D.H.I.F.M.J.C.C..B.K.L..................................N..............\
     N.............................L.L.L.L.O.P.Q.R..O.S.....L.L.J.T..L....B...A.U....\
     .V.W.V.W.V.W.V.W.V.W.V.W.X.X...L.......K.G.O.Y.K.S.H............................",
    ".Z.K.a.b.c.K.a.b.G.d.e.f.d.g.h.K.H.K.a.E.G.i.g.P.B.a.b.a.j.b.d.B.K.a.K.a.b.d.k.l\
     .e.f.B.K.K.a.j.b.K.a.m.n.o.K.a.b.d.p.g.d.k.q.D.a.A.B.E.K.a.K.E.K.C.a.bbEFF......\
     .a.r.s.t.u.v.w.x.y.z.0.1.a.r.D.s.t.u.v.w.r.a.a.r.s.t.u.v.w.2.3.4.5.6.a.r.2.3.4.5\
     .6.A.a.r.D......",
];

/// The accents that `A` to `Z`, `a` to `z` and `0` to `6` stand for.
#[rustfmt::skip]
const MARKS: [&str; 59] = [
    "\u{300}", "\u{301}", "\u{302}", "\u{303}", "\u{308}", "\u{30A}", "\u{327}", "\u{304}", "\u{306}",
    "\u{328}", "\u{307}", "\u{30C}", "\u{30B}", "\u{31B}", "\u{308}\u{304}", "\u{308}\u{301}",
    "\u{308}\u{30C}", "\u{308}\u{300}", "\u{307}\u{304}", "\u{328}\u{304}", "\u{30A}\u{301}", "\u{30F}",
    "\u{311}", "\u{326}", "\u{303}\u{304}", "\u{325}", "\u{323}", "\u{331}", "\u{327}\u{301}", "\u{32D}",
    "\u{304}\u{300}", "\u{304}\u{301}", "\u{330}", "\u{327}\u{306}", "\u{32E}", "\u{323}\u{304}",
    "\u{303}\u{301}", "\u{303}\u{308}", "\u{301}\u{307}", "\u{30C}\u{307}", "\u{323}\u{307}", "\u{324}",
    "\u{304}\u{308}", "\u{309}", "\u{302}\u{301}", "\u{302}\u{300}", "\u{302}\u{309}", "\u{302}\u{303}",
    "\u{323}\u{302}", "\u{306}\u{301}", "\u{306}\u{300}", "\u{306}\u{309}", "\u{306}\u{303}",
    "\u{323}\u{306}", "\u{31B}\u{301}", "\u{31B}\u{300}", "\u{31B}\u{309}", "\u{31B}\u{303}",
    "\u{31B}\u{323}",
];

/// The Arabic letters that the forms from U+FE80 on stand for.
const FORMS: &str = "ءآآأأؤؤإإئئئئااببببةةتتتتثثثثججججححححخخخخددذذررززسسسسششششصصصصضضضضططططظظظظععععغغغغففففققققككككللللممممننننههههووىىيييي";

/// The parts of a small Latin letter: the letter alone, and its accents.
pub(super) fn latin(letter: char) -> Option<(char, &'static str)> {
    let code = u32::from(letter);
    let row = usize::from(code >= 0x1E00);
    let at = code.checked_sub(PLAIN[row].0)? as usize;
    let plain = char::from(*PLAIN[row].1.as_bytes().get(at)?);
    let mark = match *ACCENTS[row].as_bytes().get(at)? {
        mark @ b'A'..=b'Z' => mark - b'A',
        mark @ b'a'..=b'z' => mark - b'a' + 26,
        mark @ b'0'..=b'6' => mark - b'0' + 52,
        _ => return None,
    };
    Some((plain, MARKS.get(usize::from(mark))?))
}

/// The parts of a small letter of another script: what every reader takes for the letter, and its accents.
/// The sign of й, ї, ў, ѓ and ќ makes another letter of it, so it belongs to the letter.
#[rustfmt::skip]
pub(super) fn other(letter: char) -> Option<(&'static str, &'static str)> {
    Some(match letter {
        'ΐ' => ("ι", "\u{308}\u{301}"), 'ΰ' => ("υ", "\u{308}\u{301}"),
        'ά' => ("α", "\u{301}"), 'έ' => ("ε", "\u{301}"), 'ή' => ("η", "\u{301}"), 'ί' => ("ι", "\u{301}"),
        'ό' => ("ο", "\u{301}"), 'ύ' => ("υ", "\u{301}"), 'ώ' => ("ω", "\u{301}"),
        'ϊ' => ("ι", "\u{308}"), 'ϋ' => ("υ", "\u{308}"),
        'й' => ("и\u{306}", ""), 'ї' => ("і\u{308}", ""), 'ў' => ("у\u{306}", ""),
        'ѓ' => ("г\u{301}", ""), 'ќ' => ("к\u{301}", ""),
        'ѐ' => ("е", "\u{300}"), 'ё' => ("е", "\u{308}"), 'ѝ' => ("и", "\u{300}"),
        'آ' => ("ا", "\u{653}"), 'أ' => ("ا", "\u{654}"), 'إ' => ("ا", "\u{655}"), 'ؤ' => ("و", "\u{654}"),
        'ئ' => ("ي", "\u{654}"),
        '\u{958}' => ("क", "\u{93C}"), '\u{959}' => ("ख", "\u{93C}"), '\u{95A}' => ("ग", "\u{93C}"),
        '\u{95B}' => ("ज", "\u{93C}"), '\u{95C}' => ("ड", "\u{93C}"), '\u{95D}' => ("ढ", "\u{93C}"),
        '\u{95E}' => ("फ", "\u{93C}"), '\u{95F}' => ("य", "\u{93C}"),
        _ => return None,
    })
}

/// What a small letter is typed as on a keyboard that lacks it, though it has no accent to take off.
#[rustfmt::skip]
pub(super) fn typed(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ø' | 'ǿ' => "o", 'đ' | 'ð' => "d", 'ł' | 'ŀ' => "l", 'ħ' => "h", 'ŧ' => "t", 'ı' => "i", 'ĸ' => "k",
        'æ' | 'ǽ' | 'ǣ' => "ae", 'œ' => "oe", 'þ' => "th", 'ĳ' => "ij", 'ŉ' => "'n", 'ſ' | 'ẛ' => "s",
        'ى' | 'ی' => "ي", 'ک' => "ك", 'ٱ' => "ا", 'ۀ' | 'ە' => "ه", 'ґ' => "г",
        '\u{1F00}'..='\u{1FFF}' => greek(letter)?,
        _ => return None,
    })
}

/// The letter that a Greek letter of the old spelling has without its accents.
fn greek(letter: char) -> Option<&'static str> {
    Some(match u32::from(letter) {
        0x1F00..=0x1F07 | 0x1F70..=0x1F71 | 0x1F80..=0x1F87 | 0x1FB0..=0x1FB7 => "α",
        0x1F10..=0x1F15 | 0x1F72..=0x1F73 => "ε",
        0x1F20..=0x1F27 | 0x1F74..=0x1F75 | 0x1F90..=0x1F97 | 0x1FC2..=0x1FC7 => "η",
        0x1F30..=0x1F37 | 0x1F76..=0x1F77 | 0x1FD0..=0x1FD7 => "ι",
        0x1F40..=0x1F45 | 0x1F78..=0x1F79 => "ο",
        0x1F50..=0x1F57 | 0x1F7A..=0x1F7B | 0x1FE0..=0x1FE3 | 0x1FE6..=0x1FE7 => "υ",
        0x1F60..=0x1F67 | 0x1F7C..=0x1F7D | 0x1FA0..=0x1FA7 | 0x1FF2..=0x1FF7 => "ω",
        0x1FE4..=0x1FE5 => "ρ",
        _ => return None,
    })
}

/// The Arabic letters that a form of a letter stands for, as text from a PDF has them.
pub(super) fn arabic_form(form: char) -> Option<&'static str> {
    match u32::from(form) {
        code @ 0xFE80..=0xFEF4 => {
            let at = 2 * (code - 0xFE80) as usize;
            FORMS.get(at..at + 2)
        }
        0xFEF5 | 0xFEF6 => Some("لآ"),
        0xFEF7 | 0xFEF8 => Some("لأ"),
        0xFEF9 | 0xFEFA => Some("لإ"),
        0xFEFB | 0xFEFC => Some("لا"),
        _ => None,
    }
}

/// The parts of a kana with a sound mark, which makes another letter of it.
pub(super) fn kana(letter: char) -> Option<[char; 2]> {
    let code = u32::from(letter);
    // Katakana follow hiragana in the same order.
    let (hiragana, shift) = if code > 0x30A0 { (code - 0x60, 0x60) } else { (code, 0) };
    let (less, mark) = match hiragana {
        0x304C..=0x3062 if hiragana.is_multiple_of(2) => (1, '\u{3099}'),
        0x3065 | 0x3067 | 0x3069 => (1, '\u{3099}'),
        0x3070..=0x307D if (hiragana - 0x3070).is_multiple_of(3) => (1, '\u{3099}'),
        0x3070..=0x307D if (hiragana - 0x3070) % 3 == 1 => (2, '\u{309A}'),
        0x3094 => (0x4E, '\u{3099}'),
        0x309E => (1, '\u{3099}'),
        0x3097..=0x309A if shift > 0 => (8, '\u{3099}'),
        _ => return None,
    };
    Some([char::from_u32(hiragana + shift - less)?, mark])
}

/// The parts of a Korean syllable.
pub(super) fn syllable(letter: char) -> Option<[Option<char>; 3]> {
    let at = u32::from(letter).checked_sub(0xAC00).filter(|at| *at < 11_172)?;
    let last = at % 28;
    Some([
        char::from_u32(0x1100 + at / 588),
        char::from_u32(0x1161 + at % 588 / 28),
        char::from_u32(0x11A7 + last).filter(|_| last > 0),
    ])
}

/// Whether it is an accent, or another sign that readers leave out when they type.
pub(super) fn is_accent(c: char) -> bool {
    matches!(u32::from(c),
        0x0300..=0x036F | 0x0483..=0x0487 | 0x0591..=0x05BD | 0x05BF | 0x05C1..=0x05C2 | 0x05C4..=0x05C5
        | 0x05C7 | 0x0610..=0x061A | 0x064B..=0x065F | 0x0670 | 0x06D6..=0x06DC | 0x06DF..=0x06E4
        | 0x06E7..=0x06E8 | 0x06EA..=0x06ED | 0x093C | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF
        | 0x20D0..=0x20F0 | 0xFE20..=0xFE2F)
}

/// A letter with an accent, as one letter if there is one.
pub fn with_accent(letter: char, mark: char) -> String {
    let small = letter.to_lowercase().next().unwrap_or(letter);
    let is = |code: &u32| {
        let parts = char::from_u32(*code).and_then(latin);
        parts.is_some_and(|(plain, accents)| plain == small && accents.chars().eq([mark]))
    };
    let found = (0xC0..0x250).chain(0x1E00..0x1F00).find(is).and_then(char::from_u32);
    match found {
        Some(found) if small == letter => String::from(found),
        Some(found) => found.to_uppercase().collect(),
        None => [letter, mark].into_iter().collect(),
    }
}

/// A text with letters instead of their forms: fonts draw several as one, and Arabic ones by their place.
pub fn without_forms(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match form(c).or_else(|| arabic_form(c)) {
            Some(letters) => plain.push_str(letters),
            None => plain.push(c),
        }
    }
    plain
}

/// The letters that a form stands for, which [`arabic_form`] does not know.
#[rustfmt::skip]
fn form(c: char) -> Option<&'static str> {
    Some(match c {
        'ﬀ' => "ff", 'ﬁ' => "fi", 'ﬂ' => "fl", 'ﬃ' => "ffi", 'ﬄ' => "ffl", 'ﬅ' | 'ﬆ' => "st",
        '\u{FB56}'..='\u{FB59}' => "پ", '\u{FB66}'..='\u{FB69}' => "ٹ", '\u{FB7A}'..='\u{FB7D}' => "چ",
        '\u{FB88}' | '\u{FB89}' => "ڈ", '\u{FB8A}' | '\u{FB8B}' => "ژ", '\u{FB8C}' | '\u{FB8D}' => "ڑ",
        '\u{FB8E}'..='\u{FB91}' => "ک", '\u{FB92}'..='\u{FB95}' => "گ", '\u{FB9E}' | '\u{FB9F}' => "ں",
        '\u{FBA6}'..='\u{FBA9}' => "ہ", '\u{FBAA}'..='\u{FBAD}' => "ھ", '\u{FBAE}' | '\u{FBAF}' => "ے",
        '\u{FBFC}'..='\u{FBFF}' => "ی", '\u{FDF2}' => "الله",
        _ => return None,
    })
}
