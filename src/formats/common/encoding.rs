//! From bytes to text: a mark is believed, UTF-8 is tried, and anything else is guessed, with a message.
//! Files that are not text are refused (tests/opening/texts.rs).

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::file::File;
use super::problem::Problem;
use super::utf8;

/// A decoded text.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// What was guessed, and what could not be read.
    pub problems: Vec<Problem>,
}

/// Bytes of a file examined to find its encoding: enough for prose, and a moment's work.
const PROBE: usize = 256 << 10;

/// The text of a file.
///
/// # Errors
/// If it is not text.
pub fn decode(content: &[u8]) -> Result<Decoded<'_>, Problem> {
    if let Some(decoded) = marked(content) {
        return Ok(decoded);
    }
    if is_binary(content) {
        return Err(Problem::new(
            "this file is not text (perhaps a picture or a program). \
             Save it as text, HTML or .docx in the program it came from, and open that",
        ));
    }
    Ok(unmarked(content, None))
}

/// The text of a file in its declared or guessed encoding, and the messages about it. Empty if it is not
/// text.
pub fn text_of(content: &[u8]) -> (Cow<'_, str>, Vec<Problem>) {
    match decode(content) {
        Ok(Decoded { text, problems }) => (text, problems),
        Err(problem) => (Cow::Borrowed(""), vec![problem]),
    }
}

/// The same for a file of annotations: UTF-8 is believed, whatever it looks like; older ones are in encodings of
/// before.
pub fn text_of_annotations(content: &[u8]) -> (Cow<'_, str>, Vec<Problem>) {
    match utf8::decode(content) {
        Ok(text) => (Cow::Borrowed(text), Vec::new()),
        Err(_) => text_of(content),
    }
}

/// The same for XML, which names its encoding at its start.
pub fn text_of_xml(content: &[u8]) -> (Cow<'_, str>, Vec<Problem>) {
    let start = String::from_utf8_lossy(content.get(..200).unwrap_or(content));
    let declared = start.split_once("?>").map_or("", |(start, _)| start);
    let said = declared
        .split_once("encoding=")
        .and_then(|(_, said)| said.trim_start_matches(['"', '\'']).split(['"', '\'']).next());
    let said = said.and_then(|said| Encoding::for_label(said.as_bytes()));
    let Decoded { text, problems } = decode_page(content, said);
    (text, problems)
}

/// A file in UTF-32, or in UTF-16, which is how Windows saves what it prints, in UTF-8; `None` if it is not one.
pub fn as_utf_8(file: &File) -> Option<File> {
    let content = &file.content;
    if let Some(Decoded { text, problems }) = utf_32(content) {
        return problems.is_empty().then(|| File::new(file.name.clone(), text.into_owned()));
    }
    let by_mark = Encoding::for_bom(content).map(|(encoding, _)| encoding);
    let encoding = by_mark.filter(|encoding| *encoding != UTF_8);
    let encoding = encoding.or_else(|| utf_16_without_mark(content))?;
    let (text, _, wrong) = encoding.decode(content);
    (!wrong).then(|| File::new(file.name.clone(), text.into_owned()))
}

/// The same for a page, which names its own encoding, perhaps wrongly.
pub fn decode_page<'a>(content: &'a [u8], said: Option<&'static Encoding>) -> Decoded<'a> {
    if let Some(decoded) = marked(content) {
        return decoded;
    }
    if content.contains(&0) {
        let without: Vec<u8> = content.iter().copied().filter(|byte| *byte != 0).collect();
        let Decoded { text, problems } = unmarked(&without, said);
        return Decoded { text: Cow::Owned(text.into_owned()), problems };
    }
    unmarked(content, said)
}

/// Encodings recognised by the first bytes, or by every other byte.
fn marked(content: &[u8]) -> Option<Decoded<'_>> {
    if let Some(text) = utf_32(content) {
        return Some(text);
    }
    if let Some((encoding, _)) = Encoding::for_bom(content) {
        return Some(by(encoding, content));
    }
    utf_16_without_mark(content).map(|encoding| guessed(encoding, content))
}

/// A text in UTF-32, whose mark begins with that of UTF-16.
fn utf_32(content: &[u8]) -> Option<Decoded<'_>> {
    let number = match content.get(..4)? {
        [0xFF, 0xFE, 0, 0] => u32::from_le_bytes,
        [0, 0, 0xFE, 0xFF] => u32::from_be_bytes,
        _ => return None,
    };
    let signs = content.chunks(4).skip(1).map(|four| {
        let sign = four.try_into().ok().and_then(|four| char::from_u32(number(four)));
        sign.unwrap_or(char::REPLACEMENT_CHARACTER)
    });
    let text: String = signs.collect();
    let wrong = text.contains(char::REPLACEMENT_CHARACTER);
    let problem = wrong.then(|| Problem::new("some bytes are not valid UTF-32; they show as �"));
    Some(Decoded { text: text.into(), problems: problem.into_iter().collect() })
}

fn unmarked<'a>(content: &'a [u8], said: Option<&'static Encoding>) -> Decoded<'a> {
    match (str::from_utf8(content), said) {
        (Ok(text), _) if !escapes_to_japanese(content) => {
            Decoded { text: Cow::Borrowed(text), problems: Vec::new() }
        }
        _ if is_damaged_utf_8(content) => by(UTF_8, content),
        // It is not UTF-8, whatever it claims.
        (_, Some(encoding)) if encoding != UTF_8 => by(encoding, content),
        _ => match from_dos(content) {
            Some(text) => {
                Decoded { text: text.into(), problems: vec![Problem::new(read_as("CP850"))] }
            }
            None => guessed(guess(content), content),
        },
    }
}

/// Letters of the screens before Windows, from 0x80 on, which German, French and the North wrote with.
const DOS: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑ";

/// A text as those screens showed it: bytes amid words that Windows has no letter for are letters there, and there are
/// no others.
fn from_dos(content: &[u8]) -> Option<String> {
    const NONE: [u8; 5] = [0x81, 0x8D, 0x8F, 0x90, 0x9D];
    let is_letter = |at: Option<usize>| {
        let byte = at.and_then(|at| content.get(at));
        byte.is_some_and(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80)
    };
    let mut amid = content.iter().enumerate().filter(|(_, byte)| NONE.contains(byte));
    amid.find(|(at, _)| is_letter(at.checked_sub(1)) && is_letter(Some(at + 1)))?;
    let others = content.iter().filter(|byte| !byte.is_ascii()).count();
    if others * 5 > content.len() {
        return None;
    }
    content
        .iter()
        .map(|byte| match byte {
            0..0x80 => Some(char::from(*byte)),
            0xE1 => Some('ß'),
            byte => DOS.chars().nth(usize::from(byte - 0x80)),
        })
        .collect()
}

/// Decodes in a known encoding; invalid bytes become U+FFFD, with a message.
fn by<'a>(encoding: &'static Encoding, content: &'a [u8]) -> Decoded<'a> {
    let (text, used, wrong) = encoding.decode(content);
    let problem = if used == UTF_8 {
        utf8::decode_all(content)
            .1
            .map(|place| Problem { message: format!("{}; each shows as �", lost(used)), ..place })
    } else {
        Some(Problem::new(format!("{}; they show as �", lost(used))))
    };
    Decoded { text, problems: problem.filter(|_| wrong).into_iter().collect() }
}

fn lost(encoding: &'static Encoding) -> String {
    format!("some bytes are not valid {}", encoding.name())
}

/// Decodes in a guessed encoding, with a message.
fn guessed<'a>(encoding: &'static Encoding, content: &'a [u8]) -> Decoded<'a> {
    let mut decoded = by(encoding, content);
    decoded.problems.insert(0, Problem::new(read_as(encoding.name())));
    decoded
}

fn read_as(encoding: &str) -> String {
    format!(
        "the file does not say how its letters are written, so it was read as {encoding}; \
         if letters look wrong, save it as UTF-8 where it comes from and open that"
    )
}

fn guess(content: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    // Letters beyond ASCII may come late.
    let first = content.iter().position(|byte| !byte.is_ascii() || *byte == 0x1B).unwrap_or(0);
    let start = first.saturating_sub(PROBE / 4);
    let probe = content.get(start..).unwrap_or_default();
    let end = probe.len().min(PROBE);
    let probe = probe.get(..end).unwrap_or_default();
    detector.feed(probe, true);
    match detector.guess(None, Utf8Detection::Deny) {
        encoding if encoding == WINDOWS_1252 && is_of_mac(probe) => MACINTOSH,
        encoding => encoding,
    }
}

/// Whether bytes that are `Ò`, `Ó` and `Õ` on Windows stand where quotation marks do: those of a Mac.
fn is_of_mac(probe: &[u8]) -> bool {
    const OPEN: u8 = 0xD2;
    const CLOSE: u8 = 0xD3;
    let (mut opens, mut closes) = (0, 0);
    let before = [b' '].iter().chain(probe);
    for (before, (at, byte)) in before.zip(probe.iter().enumerate()) {
        let after = probe.get(at + 1).copied().unwrap_or(b' ');
        match *byte {
            OPEN if before.is_ascii_whitespace() && after.is_ascii_alphanumeric() => opens += 1,
            CLOSE if before.is_ascii_graphic() && !after.is_ascii_alphanumeric() => closes += 1,
            OPEN | CLOSE => return false,
            _ => {}
        }
    }
    opens > 0 && closes > 0
}

/// Whether escape sequences switch from ASCII to Japanese, as in old e-mail.
fn escapes_to_japanese(content: &[u8]) -> bool {
    content.windows(3).any(|three| matches!(three, b"\x1b$B" | b"\x1b$@"))
}

/// Whether it is UTF-8 except for a few bytes: cut off inside a letter, or with fragments of something else.
fn is_damaged_utf_8(content: &[u8]) -> bool {
    let (mut good, mut bad, mut long) = (0, 0, false);
    for chunk in content.utf8_chunks() {
        good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        long |= chunk.valid().chars().any(|letter| letter.len_utf8() > 2);
        bad += usize::from(!chunk.invalid().is_empty());
    }
    // By chance, other encodings have letters of two bytes (`Ö“`), but hardly any longer ones.
    good > 0 && good >= 10 * bad || good > 1 && good >= if long { bad } else { 2 * bad }
}

/// Whether bytes other than UTF-16 include some that no text has.
fn is_binary(content: &[u8]) -> bool {
    let probe = content.get(..PROBE).unwrap_or(content);
    let odd = |byte: &&u8| matches!(byte, 1..=7 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F);
    content.contains(&0) || probe.iter().filter(odd).count() * 50 > probe.len()
}

/// UTF-16 of a text with Latin letters or spaces: every other byte of those is zero.
fn utf_16_without_mark(content: &[u8]) -> Option<&'static Encoding> {
    let probe = content.get(..PROBE).unwrap_or(content);
    let (mut high, mut low) = (0, 0);
    for pair in probe.chunks_exact(2) {
        high += usize::from(pair.first() == Some(&0));
        low += usize::from(pair.last() == Some(&0));
    }
    let units = probe.len() / 2;
    let many = |zeros: usize, others: usize| zeros > 1 && zeros * 5 > units && others == 0;
    let encoding = match () {
        () if many(low, high) => UTF_16LE,
        () if many(high, low) => UTF_16BE,
        () => return None,
    };
    let (text, wrong) = encoding.decode_without_bom_handling(probe);
    let control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0C');
    (!wrong && !text.contains(control)).then_some(encoding)
}
