//! Splits JSON into its parts, even if it is cut off or lacks a comma. serde_json, which is strict, reads
//! each part.

use std::borrow::Cow;
use std::ops::Range;

/// The members of an object: each key as written between its quotation marks, and the place of its value.
pub type Members<'a> = Vec<(&'a str, Range<usize>)>;

/// The members of the object that starts at or after `from`, as far as they are intact.
pub fn members(text: &str, from: usize) -> Members<'_> {
    let mut members = Vec::new();
    let Some(mut at) = open(text, from, b'{') else { return members };
    while text.as_bytes().get(at) == Some(&b'"') {
        let Some(key_end) = string_end(text, at) else { break };
        let colon = blank_end(text, key_end);
        if text.as_bytes().get(colon) != Some(&b':') {
            break;
        }
        let start = blank_end(text, colon + 1);
        let Some(end) = value_end(text, start) else { break };
        members.push((text.get(at + 1..key_end - 1).unwrap_or_default(), start..end));
        at = skip(text, end, b",");
    }
    members
}

/// The elements of the array that starts at `place`, as far as they are intact. If each begins with a certain
/// key, a damaged one ends at the latest where the next begins.
pub fn elements(text: &str, place: Range<usize>, first_key: Option<&str>) -> Vec<Range<usize>> {
    let text = text.get(..place.end).unwrap_or(text);
    let mut elements = Vec::new();
    let Some(mut at) = open(text, place.start, b'[') else { return elements };
    loop {
        at = skip(text, at, b",:}");
        if text.as_bytes().get(at) == Some(&b']') {
            return elements;
        }
        let next = first_key.and_then(|key| next_object(text, at + 1, key));
        // Not searched beyond the next start, so that many damaged ones cost no more than intact ones.
        let whole = text.get(..next.unwrap_or(text.len())).and_then(|text| value_end(text, at));
        let Some(end) = whole.or(next) else { return elements };
        elements.push(at..end);
        at = end;
    }
}

/// The start of the next object with this first key. Look-alikes inside strings do not count: their quotation
/// marks are escaped.
fn next_object(text: &str, from: usize, first_key: &str) -> Option<usize> {
    let starts = text.get(from..)?.match_indices('{').map(|(found, _)| from + found);
    starts.into_iter().find(|start| {
        let key = text.get(blank_end(text, start + 1)..).and_then(|rest| rest.strip_prefix('"'));
        let behind = key.and_then(|rest| rest.strip_prefix(first_key));
        behind.is_some_and(|rest| rest.starts_with('"'))
    })
}

/// The place of a member's value even if it, or something before it, is damaged: from its start to the end of
/// the text.
pub fn cut_member(text: &str, key: &str, whole: &Members<'_>) -> Option<Range<usize>> {
    // The last one that seems intact may have swallowed it.
    let from = whole.last().map_or(0, |(_, value)| value.start);
    let quoted = format!("\"{key}\"");
    let places = text.get(from..)?.match_indices(&quoted);
    let colons = places.map(|(found, _)| blank_end(text, from + found + quoted.len()));
    let colon = colons.into_iter().find(|colon| text.as_bytes().get(*colon) == Some(&b':'))?;
    Some(blank_end(text, colon + 1)..text.len())
}

/// The text with every escaped half of a surrogate pair (`\ud83d` alone) replaced by U+FFFD, and the places.
/// Nothing moves: the escapes have equal length.
pub fn without_half_pairs(text: &str) -> (Cow<'_, str>, Vec<usize>) {
    let mut halves = Vec::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('\\')) {
        at += found;
        at += match (escaped(text, at), escaped(text, at + ESCAPE)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 2 * ESCAPE,
            (Some(0xD800..=0xDFFF), _) => {
                halves.push(at);
                ESCAPE
            }
            // Skips the escaped character too: it may be another backslash.
            _ => {
                1 + text
                    .get(at + 1..)
                    .and_then(|rest| rest.chars().next())
                    .map_or(0, char::len_utf8)
            }
        };
    }
    if halves.is_empty() {
        return (Cow::Borrowed(text), halves);
    }
    let mut mended = text.to_owned();
    for at in &halves {
        mended.replace_range(*at..at + ESCAPE, "\\ufffd");
    }
    (Cow::Owned(mended), halves)
}

/// The length of an escape like `\ud83d`.
const ESCAPE: usize = 6;

/// The code unit of the escape at an index.
fn escaped(text: &str, at: usize) -> Option<u32> {
    let digits = text.get(at..at + ESCAPE)?.strip_prefix("\\u")?;
    u32::from_str_radix(digits, 16).ok()
}

/// After the opening bracket and the white space that follows it.
fn open(text: &str, from: usize, bracket: u8) -> Option<usize> {
    let at = blank_end(text, from);
    (text.as_bytes().get(at) == Some(&bracket)).then(|| blank_end(text, at + 1))
}

/// Skips white space, and these characters if there are any.
fn skip(text: &str, from: usize, marks: &[u8]) -> usize {
    let mut at = blank_end(text, from);
    while text.as_bytes().get(at).is_some_and(|byte| marks.contains(byte)) {
        at = blank_end(text, at + 1);
    }
    at
}

fn blank_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes().get(from..).unwrap_or_default();
    let blanks = bytes.iter().take_while(|byte| b" \t\r\n".contains(byte)).count();
    from + blanks
}

/// The end of the value that starts at `from`; `None` if there is none, or it is cut off.
pub fn value_end(text: &str, from: usize) -> Option<usize> {
    match text.as_bytes().get(from)? {
        b'"' => string_end(text, from),
        b'{' | b'[' => nested_end(text, from),
        b'}' | b']' | b',' | b':' => None,
        _ => scalar_end(text, from),
    }
}

/// A number or a literal; at the very end of the text it may be cut off, so it does not count.
fn scalar_end(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes().get(from..)?;
    bytes.iter().position(|byte| b" \t\r\n,]}".contains(byte)).map(|length| from + length)
}

fn string_end(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from + 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// Counts brackets instead of recursing, so that depth costs nothing.
fn nested_end(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (from, 0_usize);
    loop {
        match bytes.get(at)? {
            b'"' => at = string_end(text, at)?,
            byte => {
                depth = match byte {
                    b'{' | b'[' => depth + 1,
                    b'}' | b']' => depth - 1,
                    _ => depth,
                };
                at += 1;
                if depth == 0 {
                    return Some(at);
                }
            }
        }
    }
}
