//! How MIME writes words and bytes: lines, encoded words of headers (RFC 2047), quoted-printable and Base64
//! (tests/opening/mail.rs).

use encoding_rs::Encoding;

use crate::formats::common::encoding::decode_page;

/// The first line of some bytes without its end, and the rest.
pub fn first_line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    if bytes.is_empty() {
        return None;
    }
    let end = bytes.iter().position(|byte| *byte == b'\n');
    let (line, rest) = bytes.split_at(end.map_or(bytes.len(), |end| end + 1));
    Some((without_end(line), rest))
}

/// Bytes of a line without its end.
pub fn without_end(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}

/// The value of a header, with its encoded words decoded (RFC 2047).
pub fn words(value: &str) -> String {
    let mut out = String::new();
    let (mut rest, mut joins) = (value, false);
    // Without an end there is no word; looking for one at each beginning would take forever.
    let last = value.rfind("?=").unwrap_or_default();
    while let Some((before, from)) = rest.split_once("=?") {
        if value.len() - from.len() > last {
            break;
        }
        let word = from.split_once('?').and_then(|(label, after)| {
            let (sort, after) = after.split_once('?')?;
            if !matches!(sort, "B" | "b" | "Q" | "q") {
                return None;
            }
            let (text, after) = after.split_once("?=")?;
            let label = label.split('*').next().unwrap_or_default();
            let bytes = match sort {
                "B" | "b" => from_base64(text.as_bytes()),
                _ => from_quoted(text.as_bytes(), true),
            };
            let said = Encoding::for_label(label.as_bytes());
            Some((decode_page(&bytes, said).text.into_owned(), after))
        });
        let Some((word, after)) = word else {
            out.push_str(before);
            out.push_str("=?");
            (rest, joins) = (from, false);
            continue;
        };
        // White space between two encoded words is not part of them.
        if !(joins && before.trim().is_empty()) {
            out.push_str(before);
        }
        out.push_str(&word);
        (rest, joins) = (after, true);
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Bytes written as quoted-printable; `_` is a space in a header.
pub fn from_quoted(text: &[u8], in_header: bool) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|two| str::from_utf8(two).ok());
        let hex = hex.filter(|two| two.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let byte = hex.and_then(|two| u8::from_str_radix(two, 16).ok());
        rest = match (first, byte) {
            (b'=', Some(byte)) => {
                bytes.push(byte);
                after.get(2..).unwrap_or_default()
            }
            // A soft line end, perhaps with spaces before it.
            (b'=', None) if !in_header => match first_line(after) {
                Some((line, next)) if line.trim_ascii().is_empty() => next,
                _ => {
                    bytes.push(b'=');
                    after
                }
            },
            (b'_', _) if in_header => {
                bytes.push(b' ');
                after
            }
            _ => {
                bytes.push(*first);
                after
            }
        };
    }
    bytes
}

/// Bytes written as Base64; anything else in it is skipped.
pub fn from_base64(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0);
    for sign in text {
        let value = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => continue,
        };
        held = held << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xFF) as u8);
        }
    }
    bytes
}

/// The value of a parameter in percent signs, after its encoding and language if it is the first piece
/// (RFC 2231): `utf-8''Br%C3%BCcke.pdf`.
pub fn in_percent(value: &str, is_first: bool) -> String {
    let (label, rest) = match value.split_once('\'').filter(|_| is_first) {
        Some((label, rest)) => (label, rest.split_once('\'').map_or(rest, |(_, rest)| rest)),
        None => ("", value),
    };
    let signs = rest.replace('=', "=3D").replace('%', "=");
    let bytes = from_quoted(signs.as_bytes(), false);
    decode_page(&bytes, Encoding::for_label(label.as_bytes())).text.into_owned()
}
