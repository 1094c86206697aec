//! A part of an e-mail in MIME: its headers with their parameters, its parts, its text (tests/opening/mail.rs).

use std::borrow::Cow;

use encoding_rs::Encoding;

use crate::formats::common::encoding::{Decoded, decode_page};
use crate::formats::common::problem::Problem;
use crate::formats::documents::html;
use crate::formats::documents::shared::mime_words::{
    first_line, from_base64, from_quoted, in_percent, without_end, words,
};

/// Deepest nesting of parts, and most parts read.
pub(super) const DEEPEST: usize = 16;
pub(super) const MOST: usize = 2000;

/// A part of an e-mail, or all of it.
#[derive(Clone)]
pub(super) struct MimePart<'a> {
    /// Names in lower case, and values in one line.
    pub headers: Vec<(String, String)>,
    pub body: &'a [u8],
}

impl<'a> MimePart<'a> {
    pub fn of(content: &'a [u8]) -> Self {
        let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
        let mut headers: Vec<(String, String)> = Vec::new();
        let mut rest = content;
        while let Some((line, after)) = first_line(rest) {
            // The mark of a mailbox before the first e-mail.
            let is_mailbox = headers.is_empty() && line.starts_with(b"From ");
            rest = after;
            if line.is_empty() {
                break;
            }
            let line = decode_page(line, None).text;
            match (line.strip_prefix([' ', '\t']), line.split_once(':')) {
                _ if is_mailbox => {}
                (Some(more), _) => {
                    if let Some((_, value)) = headers.last_mut() {
                        value.push(' ');
                        value.push_str(more.trim());
                    }
                }
                (None, Some((name, value))) => {
                    headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
                (None, None) => break,
            }
        }
        Self { headers, body: rest }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A parameter of a header, as `boundary` of `content-type`.
    pub fn parameter(&self, header: &str, name: &str) -> Option<String> {
        let mut whole = String::new();
        for one in split_outside(self.header(header)?, ';').into_iter().skip(1) {
            let Some((known, value)) = one.split_once('=') else { continue };
            let known = known.trim().to_ascii_lowercase();
            // A long one may be in pieces: `name*0=`, `name*1*=` (RFC 2231).
            let Some(rest) = known.strip_prefix(name) else { continue };
            if !rest.is_empty() && !rest.starts_with('*') {
                continue;
            }
            let value = value.trim();
            let value = match value.strip_prefix('"') {
                Some(inside) => inside.split('"').next().unwrap_or_default(),
                None => value.split([' ', '\t', '(']).next().unwrap_or_default(),
            };
            match rest.ends_with('*') {
                true => whole.push_str(&in_percent(value, rest == "*" || rest == "*0*")),
                false => whole.push_str(value),
            }
        }
        Some(whole).filter(|whole| !whole.is_empty())
    }

    /// Its type, and the sort of it.
    pub fn sort(&self) -> (String, String) {
        let said = self.header("content-type").unwrap_or("text/plain").to_ascii_lowercase();
        let said = said.split(';').next().unwrap_or_default().trim().to_owned();
        let (sort, subsort) = said.split_once('/').unwrap_or((&said, ""));
        (sort.to_owned(), subsort.to_owned())
    }

    pub fn is_html(&self) -> bool {
        matches!(self.sort().1.as_str(), "html" | "xhtml+xml")
    }

    pub fn holds_html(&self) -> bool {
        self.is_html() || self.sort().0 == "multipart"
    }

    /// Whether it only goes with a page, as its pictures and styles do.
    pub fn is_beside(&self) -> bool {
        self.header("content-id").is_some() || self.header("content-location").is_some()
    }

    pub fn name(&self) -> String {
        let said = self.parameter("content-disposition", "filename");
        let said = said.or_else(|| self.parameter("content-type", "name"));
        let (sort, subsort) = self.sort();
        said.map_or_else(|| format!("{sort}/{subsort}"), |name| words(&name))
    }

    /// The parts between its boundaries.
    pub fn parts(&self) -> Vec<MimePart<'a>> {
        let Some(boundary) = self.parameter("content-type", "boundary").filter(|it| !it.is_empty())
        else {
            return Vec::new();
        };
        let mark = format!("--{boundary}");
        let (mut parts, mut begun, mut at) = (Vec::new(), None, 0);
        let mut rest = self.body;
        while let Some((line, after)) = first_line(rest).filter(|_| parts.len() < MOST) {
            let end = line.strip_prefix(mark.as_bytes());
            if let Some(end) =
                end.filter(|end| end.is_empty() || end.starts_with(b"--") || end.starts_with(b" "))
            {
                // The line end before it belongs to the boundary.
                let part = begun.and_then(|from| self.body.get(from..at));
                parts.extend(part.map(|part| MimePart::of(without_end(part))));
                begun = (!end.starts_with(b"--")).then(|| self.body.len() - after.len());
            }
            rest = after;
            at = self.body.len() - rest.len();
        }
        // It may break off.
        parts.extend(begun.and_then(|from| self.body.get(from..)).map(MimePart::of));
        parts
    }

    /// Its text, decoded, and what was guessed.
    pub fn text(&self) -> (Cow<'a, str>, Vec<Problem>) {
        let label = self.parameter("content-type", "charset").unwrap_or_default();
        let said = Encoding::for_label(label.as_bytes());
        let unknown = (said.is_none() && !label.is_empty()).then(|| {
            let said =
                format!("its letters are written in “{label}”, which this app does not know");
            Problem::new(said)
        });
        let encoding = self.header("content-transfer-encoding").unwrap_or_default();
        let content = match encoding.trim().to_ascii_lowercase().as_str() {
            "base64" => from_base64(self.body),
            "quoted-printable" => from_quoted(self.body, false),
            _ => {
                let Decoded { text, mut problems } = decode_page(self.body, said);
                problems.extend(unknown);
                return (text, problems);
            }
        };
        let Decoded { text, mut problems } = decode_page(&content, said);
        problems.extend(unknown);
        (Cow::Owned(text.into_owned()), problems)
    }

    /// Whether somebody who reads it reads something.
    pub fn has_words(&self, depth: usize) -> bool {
        let (sort, subsort) = self.sort();
        match sort.as_str() {
            "multipart" => {
                depth < DEEPEST && self.parts().iter().any(|one| one.has_words(depth + 1))
            }
            "text" if self.is_html() => {
                let (passages, _) = html::fragment(&self.text().0);
                passages.iter().any(|one| !one.text.trim().is_empty())
            }
            // A program reads these.
            "text" if matches!(subsort.as_str(), "calendar" | "css") => false,
            "text" => !self.body.trim_ascii().is_empty(),
            _ => false,
        }
    }

    /// Whether a line that ends in a space continues on the next.
    pub fn is_flowed(&self) -> bool {
        self.parameter("content-type", "format").is_some_and(|it| it.eq_ignore_ascii_case("flowed"))
    }

    pub fn unflowed(&self, body: &str) -> String {
        let without_space = self
            .parameter("content-type", "delsp")
            .is_some_and(|it| it.eq_ignore_ascii_case("yes"));
        let mut joined = String::new();
        // How deep the line is quoted that goes on.
        let mut open = None;
        for line in body.lines() {
            let depth = line.bytes().take_while(|byte| *byte == b'>').count();
            let (quoted, line) = line.split_at(depth);
            let line = line.strip_prefix(' ').unwrap_or(line);
            if open != Some(depth) {
                joined.push_str(if open.is_some() { "\n" } else { "" });
                joined.push_str(quoted);
                joined.push_str(if depth > 0 { " " } else { "" });
            }
            match line.strip_suffix(' ').filter(|_| line != "-- ") {
                Some(start) => {
                    joined.push_str(if without_space { start } else { line });
                    open = Some(depth);
                }
                None => {
                    joined.push_str(line);
                    joined.push('\n');
                    open = None;
                }
            }
        }
        joined
    }
}

/// The parts of a header between these signs, unless they are quoted or in brackets.
pub(super) fn split_outside(value: &str, divider: char) -> Vec<&str> {
    let (mut parts, mut from, mut quoted, mut depth) = (Vec::new(), 0, false, 0_u32);
    let mut escaped = false;
    for (at, sign) in value.char_indices() {
        match sign {
            _ if escaped => {}
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' | '<' => depth += 1,
            ')' | '>' => depth = depth.saturating_sub(1),
            _ if sign == divider && depth == 0 => {
                parts.push(&value[from..at]);
                from = at + sign.len_utf8();
            }
            _ => {}
        }
        escaped = sign == '\\' && !escaped;
    }
    parts.push(&value[from..]);
    parts
}
