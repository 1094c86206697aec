//! Plain texts: their encoding, what is not text, and what is a headline.

use proptest::prelude::*;

use crate::desk::{one, open, said, text};

const RUSSIAN: &str = "Все люди рождаются свободными и равными в своем достоинстве и правах.";

fn utf_16(text: &str, order: fn(u16) -> [u8; 2], mark: bool) -> Vec<u8> {
    let mark = mark.then_some(0xFEFF);
    mark.into_iter().chain(text.encode_utf16()).flat_map(order).collect()
}

#[test]
fn utf_8_with_and_without_a_mark_is_read_and_nothing_is_said() {
    for content in ["Café “naïve” 漢字 😀".as_bytes(), "\u{feff}Café “naïve” 漢字 😀".as_bytes()]
    {
        let read = one("a.txt", content);
        assert_eq!((text(&read).as_str(), said(&read).as_str()), ("Café “naïve” 漢字 😀", ""));
    }
}

#[test]
fn utf_16_is_read_by_its_mark_and_without_one_if_it_is_plain() {
    for order in [u16::to_le_bytes, u16::to_be_bytes] {
        for sample in ["Hello, “World”\nsecond line", RUSSIAN, "漢字 😀"] {
            let read = one("a.txt", utf_16(sample, order, true));
            assert_eq!((text(&read).as_str(), said(&read).as_str()), (sample, ""));
        }
        let read = one("a.txt", utf_16("Hello, “World”\nsecond line", order, false));
        assert_eq!(text(&read), "Hello, “World”\nsecond line");
        assert!(said(&read).contains("read as UTF-16"), "{}", said(&read));
    }
}

#[test]
fn utf_32_is_read_by_its_mark_and_never_as_utf_16() {
    for order in [u32::to_le_bytes, u32::to_be_bytes] {
        let signs = "\u{feff}Zoë said “yes” 😀\nsecond".chars();
        let content: Vec<u8> = signs.flat_map(|sign| order(u32::from(sign))).collect();
        let read = one("a.txt", content.clone());
        assert_eq!((&*text(&read), &*said(&read)), ("Zoë said “yes” 😀\nsecond", ""));
        let cut = one("a.txt", &content[..content.len() - 2]);
        assert!(said(&cut).contains("not valid UTF-32"), "{}", said(&cut));
    }
}

#[test]
fn an_encoding_of_before_is_guessed_and_the_guess_is_told() {
    for (encoding, sample) in [
        (encoding_rs::WINDOWS_1252, "Le café était fermé ; l’élève naïf s’en alla déçu, à l’été."),
        (encoding_rs::WINDOWS_1251, RUSSIAN),
        (encoding_rs::KOI8_R, RUSSIAN),
        (
            encoding_rs::SHIFT_JIS,
            "すべての人間は、生まれながらにして自由であり、尊厳と権利とについて平等である。",
        ),
        (encoding_rs::ISO_2022_JP, "すべての人間は、生まれながらにして自由であり、平等である。"),
        (encoding_rs::GBK, "人人生而自由,在尊严和权利上一律平等。他们赋有理性和良心。"),
        (
            encoding_rs::EUC_KR,
            "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.",
        ),
        (encoding_rs::WINDOWS_1255, "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם."),
    ] {
        let (content, _, _) = encoding.encode(sample);
        let read = one("a.txt", content.into_owned());
        assert_eq!(text(&read), sample, "{}", encoding.name());
        let told = said(&read);
        assert!(told.contains("was read as") && told.contains("save it as UTF-8"), "{told}");
    }
}

#[test]
fn utf_8_with_a_bad_byte_stays_utf_8_and_its_place_is_told() {
    let mut content = format!("{RUSSIAN}\nabc").into_bytes();
    content.push(0xFF);
    content.extend_from_slice(b" end");
    let read = one("a.txt", content);
    assert_eq!(text(&read), format!("{RUSSIAN}\nabc\u{fffd} end"));
    assert!(said(&read).starts_with("Line 2, column 4: some bytes are not valid UTF-8"));
}

#[test]
fn what_is_no_text_is_refused_in_plain_words() {
    for content in [
        &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..],
        b"GIF89a\x01\0\x01\0",
        b"\x7fELF\x02\x01\x01\0",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"\x01\x02\x03\x04\x05\x06\x07",
    ] {
        let told = open("a.txt", content).unwrap_err().message;
        assert!(told.contains("not text") && told.contains("Save it"), "{told}");
    }
}

#[test]
fn a_text_stays_as_it_is_but_for_its_line_ends() {
    let read = one("a.txt", "  one \r\n\r\ntwo\t\rthree\u{a0}\n");
    assert_eq!(text(&read), "  one \n\ntwo\t\nthree\u{a0}\n");
    assert_eq!(read.passages.len(), 5);
}

#[test]
fn utf_8_with_stray_bytes_of_another_encoding_is_told_from_that_encoding() {
    for (content, words) in [
        (&b"Mira Holt said \x93yes\x94. Zo\xc3\xab left\xe2\x80\xa8."[..], "Zoë left"),
        (b"Zo\xc3\xab \x96 na\xc3\xafve", "Zoë \u{fffd} naïve"),
        // Windows-1252, in which a letter and a quotation mark look like one of UTF-8.
        (b"\x84Die FP\xd6\x93, sagte er, \x84und die SP\xd6\x93.", "„Die FPÖ“"),
        // Windows-1251, GBK and EUC-KR.
        (b"\xab\xd1\xd1\xd1\xd0\xbb \xe8 \xcc\xee\xf1\xea\xe2\xe0, \xf1\xea\xe0\xe7\xe0\xeb \xee\xed", "«СССР» и Москва"),
        (b"\xc1\xaa\xcd\xa8\xb5\xc4\xca\xd0\xb3\xa4\xcb\xb5\xc7\xc5\xd2\xaa\xb9\xd8\xb1\xd5", "联通的市长说桥要关闭"),
    ] {
        let read = one("a.txt", content);
        assert!(text(&read).contains(words), "{words}: {}", text(&read));
    }
}

#[test]
fn every_sign_that_ends_a_line_ends_it_and_no_line_of_a_page_ends_in_a_space() {
    let read = one("a.txt", "one\u{2028}two\u{2029}three\u{b}four\u{85}five\u{c}six");
    assert_eq!(text(&read), "one\ntwo\nthree\nfour\nfive\nsix");
    for (html, lines) in [
        ("<p>one\u{2028}two\u{2029}three\u{b}four</p>", "one\ntwo\nthree\nfour"),
        ("<p>one&nbsp;<br>two &nbsp; &nbsp;</p>", "one\ntwo"),
        ("<p>one <b>two&nbsp;</b><br>three&nbsp;four</p>", "one two\nthree\u{a0}four"),
        ("<p><a href=https://a.example>&nbsp;</a>one&#x202f;</p>", "\u{a0}one"),
        (
            "<p>one</p><p>&#8203;</p><p>&shy;&#xfeff;</p><p>&lrm;&zwnj;</p><p>t&#8203;wo</p>",
            "one\nt\u{200b}wo",
        ),
        ("<pre>one\u{2028}two&nbsp;</pre>", "one\ntwo"),
    ] {
        let read = one("a.html", html);
        assert_eq!(text(&read), lines, "{html}");
        for inline in read.passages.iter().flat_map(|one| &one.inlines) {
            assert!(inline.range.end.index() <= lines.len(), "{html}");
        }
    }
}

#[test]
fn a_text_is_titled_by_its_headline_if_that_is_clear_else_by_the_name_of_its_file() {
    let body = "The council agreed on Tuesday to close the bridge. ".repeat(5);
    for (first, title) in [
        ("Council closes the old bridge", "Council closes the old bridge"),
        ("“We had no choice,” mayor says", "“We had no choice,” mayor says"),
        ("The council met on Tuesday.", "bridge closed"),
        ("Dear Sir or Madam,", "bridge closed"),
        ("Subject: the old bridge", "bridge closed"),
        ("and then it was over", "bridge closed"),
        ("1234", "bridge closed"),
    ] {
        let read = one("texts/bridge_closed.txt", format!("{first}\n\n{body}"));
        assert_eq!(read.details.title, title);
        assert_eq!(read.passages[0].kind.heading_level().is_some(), title == first);
        assert_eq!(read.name, "bridge_closed");
    }
    // With nothing below it, it is the whole text and not a headline.
    assert_eq!(one("a.txt", "Council closes the old bridge").details.title, "a");
}

/// A text whose lines of nothing but blanks are empty.
fn without_blank_lines(text: &str) -> String {
    let lines = text.split('\n').map(|line| if line.trim().is_empty() { "" } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

proptest! {
    #[test]
    fn any_text_is_kept_letter_by_letter(sample in "\\PC{0,80}(\r\n|\n|\r|\\PC){0,40}") {
        prop_assume!(!sample.trim_start().starts_with('<') && !sample.starts_with('\u{feff}'));
        let read = one("a.txt", sample.as_bytes());
        let canonical = sample.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
        prop_assert_eq!(text(&read), without_blank_lines(&canonical));
        prop_assert_eq!(said(&read), "");
    }

    #[test]
    fn any_text_written_as_utf_16_with_a_mark_is_read(sample in "\\PC{1,80}") {
        for order in [u16::to_le_bytes, u16::to_be_bytes] {
            let lines = sample.replace(['\u{2028}', '\u{2029}'], "\n");
            let lines = without_blank_lines(&lines);
            prop_assert_eq!(text(&one("a.txt", utf_16(&sample, order, true))), lines);
        }
    }
}

#[test]
fn a_line_of_blanks_is_no_paragraph_and_the_sign_at_the_end_of_a_text_of_dos_is_no_letter() {
    for (content, wanted) in [
        ("One.\n   \nTwo.\n\t\n\u{a0}\nThree.", "One.\n\nTwo.\n\n\nThree."),
        ("  One.\n two ", "  One.\n two "),
        ("One.\r\nTwo.\r\n\u{1a}", "One.\nTwo.\n"),
        ("One.\r\nTwo.\u{1a}\u{1a}\u{1a}", "One.\nTwo."),
        (
            "One.\u{1a} Two, and so on, for as long as it takes to be a text.",
            "One.\u{1a} Two, and so on, for as long as it takes to be a text.",
        ),
    ] {
        let read = one("a.txt", content);
        assert_eq!((&*text(&read), &*said(&read)), (wanted, ""), "{content:?}");
    }
    assert_eq!(text(&one("a.md", "One.\r\n\u{1a}")), "One.");
}
