//! The text of a page whose offsets count the letters between its tags: without its white space, with a line
//! for each block, and where each letter of the page went (tests/formats/studio.rs).

use super::Unit;
use super::xml::unescaped;
use crate::model::text::width_utf16;

/// The text of a page.
#[derive(Debug)]
pub struct PageText {
    /// Its text.
    pub text: String,
    /// For each unit of the page: where it begins and ends in the text, in code points.
    places: Vec<(u32, u32)>,
}

/// Elements within a line.
const INLINE: [&str; 30] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "wbr",
];

/// Elements whose content is not shown.
const HIDDEN: [&str; 5] = ["script", "style", "title", "template", "noscript"];

impl PageText {
    /// The text of a page, whose offsets count in this unit, and `<br>` as one if `breaks`.
    pub fn of(page: &str, unit: Unit, breaks: bool) -> Self {
        let mut made = Making { text: String::new(), len: 0, places: Vec::new(), gap: None, unit };
        let mut rest = page;
        while let Some((before, tag)) = rest.split_once('<') {
            made.letters(before);
            if !tag.starts_with(|sign: char| sign.is_ascii_alphabetic() || "/!?".contains(sign)) {
                made.letters("<");
                rest = tag;
                continue;
            }
            let end = if tag.starts_with("!--") { "-->" } else { ">" };
            let (inside, after) = tag.split_once(end).unwrap_or((tag, ""));
            rest = after;
            let name = inside.trim_start_matches('/');
            let name = name.split(|sign: char| sign.is_whitespace() || sign == '/').next();
            let name = name.unwrap_or_default().to_ascii_lowercase();
            if HIDDEN.contains(&name.as_str()) && !inside.starts_with('/') {
                let close = format!("</{name}");
                let found = rest.as_bytes().windows(close.len());
                let found =
                    found.into_iter().position(|it| it.eq_ignore_ascii_case(close.as_bytes()));
                rest = rest.get(found.unwrap_or(rest.len())..).unwrap_or_default();
            } else if name == "br" {
                made.gap = Some('\n');
                if breaks {
                    made.hidden();
                }
            } else if !INLINE.contains(&name.as_str()) && !name.starts_with(['!', '?']) {
                made.gap = Some('\n');
            }
        }
        made.letters(rest);
        Self { text: made.text, places: made.places }
    }

    /// The place in the text of a range of the page, in code points.
    pub fn range(&self, start: u32, end: u32) -> Option<(u32, u32)> {
        let at = |index: u32| self.places.get(usize::try_from(index).ok()?).copied();
        Some((at(start)?.0, at(end.checked_sub(1)?)?.1))
    }
}

struct Making {
    text: String,
    /// The length of the text in code points.
    len: u32,
    places: Vec<(u32, u32)>,
    /// What is to stand before the next letter.
    gap: Option<char>,
    unit: Unit,
}

impl Making {
    fn letters(&mut self, text: &str) {
        for sign in unescaped(text).chars() {
            if sign.is_whitespace() && sign != '\u{a0}' {
                self.gap = self.gap.or(Some(' '));
                self.hidden();
                continue;
            }
            if let Some(gap) = self.gap.take().filter(|_| !self.text.is_empty()) {
                self.text.push(gap);
                self.len += 1;
            }
            self.text.push(sign);
            let units = if self.unit == Unit::Utf16 { width_utf16(sign) } else { 1 };
            (0..units).for_each(|_| self.places.push((self.len, self.len + 1)));
            self.len += 1;
        }
    }

    /// A unit of the page that is not in the text.
    fn hidden(&mut self) {
        self.places.push((self.len, self.len));
    }
}
