//! Signs and words that a file declares for itself, `<!ENTITY ana "Ana Ruiz">`, put where it refers to them. Those
//! that refer to others, or would make a file much larger, stay as they are (tests/formats/editions.rs).

use std::borrow::Cow;

use crate::formats::common::xml::unread;

/// Most bytes of what one stands for, and most by which a file grows.
const MOST: usize = 1000;
const MOST_GROWTH: usize = 1 << 20;

/// Most declarations that are read.
const MOST_NAMES: usize = 500;

/// Most bytes of a name.
const LONGEST: usize = 64;

/// Names that XML itself gives.
const OWN: [&str; 5] = ["lt", "gt", "amp", "quot", "apos"];

/// A file with what its declarations stand for in place of the references.
pub(super) fn looked_up(content: &str) -> Cow<'_, str> {
    let head = content.split_once("<!DOCTYPE").and_then(|(_, rest)| rest.split_once("]>"));
    let Some((declarations, body)) = head else { return content.into() };
    let all = declarations.split("<!ENTITY").filter_map(declared).take(MOST_NAMES);
    let all: Vec<(&str, &str)> = all.collect();
    if all.is_empty() {
        return content.into();
    }
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some((before, behind)) = rest.split_once('&') {
        out.push_str(before);
        let near = behind.get(..behind.floor_char_boundary(LONGEST)).unwrap_or(behind);
        let found = near.split_once(';').and_then(|(name, _)| {
            // Of two with one name the first counts.
            let (_, value) = all.iter().find(|(known, _)| *known == name)?;
            Some((*value, behind.get(name.len() + 1..)?))
        });
        match found.filter(|_| out.len() < body.len().saturating_add(MOST_GROWTH)) {
            Some((value, after)) => {
                out.push_str(value);
                rest = after;
            }
            None => {
                out.push('&');
                rest = behind;
            }
        }
    }
    (out + rest).into()
}

/// The name and the value in ` ana "Ana Ruiz">`, if it stands for nothing but letters and known signs.
fn declared(declaration: &str) -> Option<(&str, &str)> {
    let (name, rest) = declaration.trim_start().split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
    let (value, _) = rest.get(1..)?.split_once(quote)?;
    let is_plain = !value.contains(['<', '%']) && unread(value).is_none() && value.len() <= MOST;
    (is_plain && !OWN.contains(&name)).then_some((name, value))
}
