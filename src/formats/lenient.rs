//! Takes JSON apart into the places of its parts, also where it is cut off or a comma is missing.
//! Must never decide what a part means: each is handed to serde_json, which is strict.

use std::ops::Range;

/// The members of an object: each key as it is written between its quotation marks, and the place
/// of its value.
pub type Members<'a> = Vec<(&'a str, Range<usize>)>;

/// The members of the object that starts at or behind `from`, as far as they are whole.
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
        at = next(text, end);
    }
    members
}

/// The elements of the array that starts at or behind `from`, as far as they are whole.
pub fn elements(text: &str, from: usize) -> Vec<Range<usize>> {
    let mut elements = Vec::new();
    let Some(mut at) = open(text, from, b'[') else { return elements };
    while let Some(end) = value_end(text, at) {
        elements.push(at..end);
        at = next(text, end);
    }
    elements
}

/// The place of a member's value although it is not whole: from its start to the end of the text.
pub fn cut_member(text: &str, key: &str, whole: &Members<'_>) -> Option<Range<usize>> {
    let from = whole.last().map_or(0, |(_, value)| value.end);
    let rest = text.get(from..)?;
    let quoted = format!("\"{key}\"");
    let found = rest.find(&quoted)? + from + quoted.len();
    let colon = blank_end(text, found);
    (text.as_bytes().get(colon) == Some(&b':')).then(|| blank_end(text, colon + 1)..text.len())
}

/// Behind the opening bracket and the blanks that follow it.
fn open(text: &str, from: usize, bracket: u8) -> Option<usize> {
    let at = blank_end(text, from);
    (text.as_bytes().get(at) == Some(&bracket)).then(|| blank_end(text, at + 1))
}

/// Behind a value: over blanks and a comma, if there is one.
fn next(text: &str, end: usize) -> usize {
    let at = blank_end(text, end);
    if text.as_bytes().get(at) == Some(&b',') { blank_end(text, at + 1) } else { at }
}

fn blank_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes().get(from..).unwrap_or_default();
    let blanks = bytes.iter().take_while(|byte| b" \t\r\n".contains(byte)).count();
    from + blanks
}

/// Where the value that starts at `from` ends; `None` if there is none, or it is cut off.
fn value_end(text: &str, from: usize) -> Option<usize> {
    match text.as_bytes().get(from)? {
        b'"' => string_end(text, from),
        b'{' | b'[' => nested_end(text, from),
        b'}' | b']' | b',' | b':' => None,
        _ => scalar_end(text, from),
    }
}

/// A number or a word; at the very end of the text it may be cut off, so it does not count.
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

/// Counts brackets instead of descending, so that depth costs nothing.
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
