//! Looks at a file before it is decoded: streams that unpack without end would be unpacked while it is opened,
//! before anything could stop them.

use super::limits::{DEFLATED, MOST_BYTES, SMALL, unpacked_length};

/// Whether the streams of a file unpack to no more than can be held. Pictures are never unpacked.
pub(super) fn is_bearable(content: &[u8]) -> bool {
    let (mut left, mut at) = (MOST_BYTES, 0);
    while let Some(found) = content.get(at..).and_then(|rest| find(rest, b"stream")) {
        let word = at + found;
        at = word + b"stream".len();
        let before = content.get(word.saturating_sub(HEAD)..word).unwrap_or_default();
        // The end of one is not the beginning of another.
        if before.ends_with(b"end") {
            continue;
        }
        let data = content.get(at..).unwrap_or_default();
        let blanks = data.iter().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let data = data.get(blanks..).unwrap_or_default();
        if !is_deflated(data) || is_picture(before) {
            continue;
        }
        let length = find(data, b"endstream").unwrap_or(data.len());
        let data = data.get(..length).unwrap_or_default();
        if (length as u64).saturating_mul(DEFLATED) > SMALL {
            match left.checked_sub(unpacked_length(data, left)) {
                Some(less) => left = less,
                None => return false,
            }
        }
        at += blanks + length;
    }
    true
}

/// Most bytes of the dictionary before a stream that are looked at.
const HEAD: usize = 600;

/// Whether data begins as zlib writes it.
fn is_deflated(data: &[u8]) -> bool {
    matches!(data, [first, second, ..] if first & 0x0F == 8 && (u16::from(*first) << 8 | u16::from(*second)).is_multiple_of(31))
}

/// Whether a dictionary says that its stream is a picture, and nothing that is read while a file is opened.
fn is_picture(before: &[u8]) -> bool {
    let start = before.windows(4).rposition(|four| four == b" obj").unwrap_or_default();
    let dict = before.get(start..).unwrap_or_default();
    let has = |name: &[u8]| find(dict, name).is_some();
    has(b"/Image") && !has(b"/ObjStm") && !has(b"/XRef") && !has(b"#")
}

fn find(text: &[u8], word: &[u8]) -> Option<usize> {
    text.windows(word.len()).position(|part| part == word)
}
