//! Tags in the source of a page, before any parser. Nothing is read further than asked, because pages have a
//! million tags.

use super::walk::BLOCKS;

/// A tag in the source, in bytes from its `<`.
pub(super) struct HtmlTag<'a> {
    pub name: &'a str,
    pub is_end: bool,
    pub is_empty: bool,
    pub attributes: usize,
    pub length: usize,
    /// Whether its end is there.
    pub closed: bool,
}

impl<'a> HtmlTag<'a> {
    /// The tag at the start of a text, if there is one.
    pub fn of(text: &'a str) -> Option<Self> {
        let inner = text.strip_prefix('<')?;
        let is_end = inner.starts_with('/');
        let inner = inner.strip_prefix('/').unwrap_or(inner);
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let name = inner.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>');
        let name = inner.get(..name.unwrap_or(inner.len()))?;
        let mut tag = Self {
            name,
            is_end,
            is_empty: false,
            attributes: 0,
            length: text.len(),
            closed: false,
        };
        tag.measure(text, 1 + usize::from(is_end) + name.len());
        Some(tag)
    }

    fn measure(&mut self, text: &str, from: usize) {
        let (mut quote, mut last, mut value) = (None, b' ', false);
        for (at, byte) in text.bytes().enumerate().skip(from) {
            match (quote, byte) {
                (Some(open), _) if open == byte => (quote, value) = (None, false),
                (Some(_), _) => {}
                (None, b'>') => {
                    self.is_empty = last == b'/';
                    (self.length, self.closed) = (at + 1, true);
                    return;
                }
                // Quotation marks count only where a value begins.
                (None, b'"' | b'\'') if value && last == b'=' => quote = Some(byte),
                (None, b'=') => value = true,
                (None, _) if byte.is_ascii_whitespace() => {
                    // `a = "b"`: the value is still to come.
                    if last == b'=' {
                        continue;
                    }
                    value = false;
                }
                (None, _) => {
                    self.attributes +=
                        usize::from(last.is_ascii_whitespace() || last == b'/' || last == b'"');
                }
            }
            last = byte;
        }
    }
}

pub(super) fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|one| name.eq_ignore_ascii_case(one))
}

/// The start of the end tag of a raw-text element, from `at` on.
pub(super) fn raw_end(html: &str, at: usize, name: &str) -> usize {
    let rest = html.get(at..).unwrap_or_default();
    let found = rest.match_indices("</").find(|(found, _)| is_end_of(rest, *found, name));
    found.map_or(html.len(), |(found, _)| at + found)
}

/// Whether the end tag of an element of this name begins at this byte.
pub(super) fn is_end_of(html: &str, at: usize, name: &str) -> bool {
    let after = html.get(at + 2..).unwrap_or_default();
    let named = after.get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name));
    let then = after.as_bytes().get(name.len());
    named && then.is_none_or(|byte| byte.is_ascii_whitespace() || b"/>".contains(byte))
}

/// The next tag of this name from a byte on: whether it is an end tag, and its start.
pub(super) fn next_tag(html: &str, from: usize, name: &str) -> Option<(bool, usize)> {
    let rest = html.get(from..)?;
    rest.match_indices('<').find_map(|(at, _)| {
        let inner = rest.get(at + 1..)?;
        let is_end = inner.starts_with('/');
        (name_of(inner.strip_prefix('/').unwrap_or(inner)).eq_ignore_ascii_case(name))
            .then_some((is_end, from + at))
    })
}

/// The name at the start of a tag.
fn name_of(inner: &str) -> &str {
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    inner.get(..end).unwrap_or_default()
}

/// The start of the first tag of a paragraph, a heading and so on.
pub(super) fn first_block(html: &str) -> Option<usize> {
    html.match_indices('<').map(|(at, _)| at).find(|at| {
        let inner = html.get(at + 1..).unwrap_or_default();
        is_one_of(name_of(inner.strip_prefix('/').unwrap_or(inner)), &BLOCKS)
    })
}
