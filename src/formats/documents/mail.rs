//! E-mails (.eml) and pages saved as one file (.mht), in MIME. What is attached is named and never opened
//! (tests/opening/mail.rs).

use std::borrow::Cow;

use encoding_rs::Encoding;

use super::manuscript::{Manuscript, Passage};
use super::shared::composer::crown;
use super::shared::dates;
use super::shared::mime_words::{first_line, from_base64, from_quoted, without_end, words};
use super::{html, text};
use crate::formats::common::encoding::{Decoded, decode_page};
use crate::formats::common::file::File;
use crate::formats::common::problem::Problem;
use crate::model::Details;

/// Deepest nesting of parts, and most parts read.
const DEEPEST: usize = 16;
const MOST: usize = 2000;
/// Bytes at the start of a file without a telling name that are searched for the headers of an e-mail.
const HEAD: usize = 16 << 10;
/// Headers with which e-mails begin.
const FIRST: [&str; 9] = [
    "return-path",
    "delivered-to",
    "received",
    "from",
    "date",
    "subject",
    "message-id",
    "mime-version",
    "x-mozilla-status",
];

/// Whether a file is an e-mail or a page saved as one file, by its name or else by its headers.
pub(super) fn is_mail(file: &File) -> bool {
    match file.extension().as_str() {
        "eml" | "mht" | "mhtml" => true,
        "txt" | "md" | "html" | "htm" => false,
        _ => {
            let head = MimePart::of(file.content.get(..HEAD).unwrap_or(&file.content));
            let first = head.headers.first().map(|(name, _)| name.as_str()).unwrap_or_default();
            FIRST.contains(&first) && head.header("mime-version").is_some()
        }
    }
}

/// The manuscript of an e-mail or a saved page.
///
/// # Errors
/// If it has no text.
pub(super) fn read(file: &File) -> Result<Manuscript, Problem> {
    let whole = MimePart::of(&file.content);
    let mut found = FoundParts::default();
    found.gather(&whole, 0);
    let saved = whole.header("snapshot-content-location").is_some()
        || whole.header("from").is_none_or(|from| from.contains("Saved by"));
    let page = found.texts.iter().position(MimePart::is_html).filter(|_| saved);
    if let Some(at) = page {
        return Ok(saved_page(file, &whole, at, &found));
    }
    letter(file, &whole, &found)
}

/// A page that a browser saved with its pictures.
fn saved_page(file: &File, whole: &MimePart<'_>, at: usize, found: &FoundParts<'_>) -> Manuscript {
    let Some(part) = found.texts.get(at) else { return Manuscript::default() };
    let (html, problems) = part.text();
    // It is UTF-8 by now, whatever it says of itself.
    let page = File::new(format!("{}.html", file.stem()), format!("\u{feff}{html}"));
    let mut read = html::read(&page);
    let place =
        whole.header("snapshot-content-location").or_else(|| part.header("content-location"));
    let place = place.filter(|place| place.starts_with("http"));
    read.details.source = read.details.source.take().or_else(|| place.map(str::to_owned));
    read.problems.splice(0..0, problems);
    let others = found.texts.iter().filter(|part| part.is_html()).count() - 1;
    if others > 0 {
        let (frames, are) = if others == 1 { ("frame", "is") } else { ("frames", "are") };
        read.problems
            .push(Problem::new(format!("{others} {frames} inside the page {are} left out")));
    }
    read
}

fn letter(
    file: &File,
    whole: &MimePart<'_>,
    found: &FoundParts<'_>,
) -> Result<Manuscript, Problem> {
    let (mut passages, mut problems): (Vec<Passage>, Vec<Problem>) = Default::default();
    for part in &found.texts {
        let (body, told) = part.text();
        problems.extend(told);
        if part.is_html() {
            let (read, told) = html::fragment(&body);
            passages.extend(read);
            problems.extend(told);
        } else {
            let body = if part.is_flowed() { Cow::Owned(part.unflowed(&body)) } else { body };
            let body = Cow::Borrowed(body.trim_end_matches(['\r', '\n']));
            let read = text::read(file, Decoded { text: body, problems: Vec::new() });
            passages.extend(read.passages);
        }
    }
    let subject = whole.header("subject").map(words).unwrap_or_default();
    if passages.iter().all(|one| one.text.trim().is_empty()) {
        return Err(Problem::new("this e-mail has no text that this app can read"));
    }
    if !found.attached.is_empty() {
        let named: Vec<_> = found.attached.iter().map(|name| format!("“{name}”")).collect();
        problems.push(Problem::new(format!("attached, and not opened: {}", named.join(", "))));
    }
    let published = whole.header("date").and_then(dates::day);
    let byline = whole.header("from").map(sender).filter(|name| !name.is_empty());
    crown(&mut passages, &subject);
    let details = Details { title: subject, byline, published, ..Details::default() };
    Ok(text::finished(file, details, passages, problems))
}

/// The name of the sender, or else the address.
fn sender(from: &str) -> String {
    let from = words(from);
    let (name, address) = from.split_once('<').unwrap_or((&from, &from));
    let name = name.trim().trim_matches(['"', '\'']).trim();
    let address = address.split('>').next().unwrap_or_default().trim();
    if name.is_empty() { address.to_owned() } else { name.replace("\\\"", "\"") }
}

/// The parts of an e-mail.
#[derive(Default)]
struct FoundParts<'a> {
    texts: Vec<MimePart<'a>>,
    /// The names of the attachments.
    attached: Vec<String>,
    count: usize,
}

impl<'a> FoundParts<'a> {
    fn gather(&mut self, part: &MimePart<'a>, depth: usize) {
        self.count += 1;
        if self.count > MOST {
            return;
        }
        let (sort, subsort) = part.sort();
        if sort == "multipart" && depth < DEEPEST {
            let parts = part.parts();
            return match subsort.as_str() {
                "alternative" => {
                    let best = parts.iter().rev().find(|one| one.holds_html());
                    best.or(parts.first()).into_iter().for_each(|one| self.gather(one, depth + 1));
                }
                _ => parts.iter().for_each(|one| self.gather(one, depth + 1)),
            };
        }
        let placed = part.header("content-disposition").unwrap_or_default().to_ascii_lowercase();
        if sort == "text"
            && !placed.starts_with("attachment")
            && subsort != "css"
            && subsort != "calendar"
        {
            self.texts.push(part.clone());
        } else if placed.starts_with("attachment") || !part.is_beside() {
            self.attached.push(part.name());
        }
    }
}

/// A part of an e-mail, or all of it.
#[derive(Clone)]
struct MimePart<'a> {
    /// Names in lower case, and values in one line.
    headers: Vec<(String, String)>,
    body: &'a [u8],
}

impl<'a> MimePart<'a> {
    fn of(content: &'a [u8]) -> Self {
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
                (Some(more), _) => {
                    if let Some((_, value)) = headers.last_mut() {
                        value.push(' ');
                        value.push_str(more.trim());
                    }
                }
                (None, Some((name, value))) => {
                    headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
                (None, None) if is_mailbox => {}
                (None, None) => break,
            }
        }
        Self { headers, body: rest }
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A parameter of a header, as `boundary` of `content-type`.
    fn parameter(&self, header: &str, name: &str) -> Option<String> {
        self.header(header)?.split(';').skip(1).find_map(|one| {
            let (known, value) = one.split_once('=')?;
            let known = known.trim().trim_end_matches('*').to_ascii_lowercase();
            (known == name).then(|| value.trim().trim_matches('"').to_owned())
        })
    }

    /// Its type, and the sort of it.
    fn sort(&self) -> (String, String) {
        let said = self.header("content-type").unwrap_or("text/plain").to_ascii_lowercase();
        let said = said.split(';').next().unwrap_or_default().trim().to_owned();
        let (sort, subsort) = said.split_once('/').unwrap_or((&said, ""));
        (sort.to_owned(), subsort.to_owned())
    }

    fn is_html(&self) -> bool {
        matches!(self.sort().1.as_str(), "html" | "xhtml+xml")
    }

    fn holds_html(&self) -> bool {
        self.is_html() || self.sort().0 == "multipart"
    }

    /// Whether it only goes with a page, as its pictures and styles do.
    fn is_beside(&self) -> bool {
        self.header("content-id").is_some() || self.header("content-location").is_some()
    }

    fn name(&self) -> String {
        let said = self.parameter("content-disposition", "filename");
        let said = said.or_else(|| self.parameter("content-type", "name"));
        let (sort, subsort) = self.sort();
        said.map_or_else(|| format!("{sort}/{subsort}"), |name| words(&name))
    }

    /// The parts between its boundaries.
    fn parts(&self) -> Vec<MimePart<'a>> {
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
    fn text(&self) -> (Cow<'a, str>, Vec<Problem>) {
        let label = self.parameter("content-type", "charset").unwrap_or_default();
        let said = Encoding::for_label(label.as_bytes());
        let encoding = self.header("content-transfer-encoding").unwrap_or_default();
        let content = match encoding.trim().to_ascii_lowercase().as_str() {
            "base64" => from_base64(self.body),
            "quoted-printable" => from_quoted(self.body, false),
            _ => {
                let Decoded { text, problems } = decode_page(self.body, said);
                return (text, problems);
            }
        };
        let Decoded { text, problems } = decode_page(&content, said);
        (Cow::Owned(text.into_owned()), problems)
    }

    /// Whether a line that ends in a space continues on the next.
    fn is_flowed(&self) -> bool {
        self.parameter("content-type", "format").is_some_and(|it| it.eq_ignore_ascii_case("flowed"))
    }

    fn unflowed(&self, body: &str) -> String {
        let without_space = self
            .parameter("content-type", "delsp")
            .is_some_and(|it| it.eq_ignore_ascii_case("yes"));
        let mut joined = String::new();
        for line in body.lines() {
            let line = line.strip_prefix(' ').unwrap_or(line);
            match line.strip_suffix(' ').filter(|_| line != "-- ") {
                Some(start) => joined.push_str(if without_space { start } else { line }),
                None => {
                    joined.push_str(line);
                    joined.push('\n');
                }
            }
        }
        joined
    }
}
