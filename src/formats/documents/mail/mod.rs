//! E-mails (.eml) and pages saved as one file (.mht), in MIME. What is attached is named and never opened
//! (tests/opening/mail.rs).

mod beside;
mod part;

use std::borrow::Cow;

use self::part::{DEEPEST, MOST, MimePart, split_outside};
use super::manuscript::{Manuscript, Passage};
use super::shared::composer::crown;
use super::shared::dates;
use super::shared::mime_words::{first_line, words};
use super::{html, text};
use crate::formats::common::encoding::Decoded;
use crate::formats::common::file::File;
use crate::formats::common::problem::Problem;
use crate::model::{Details, InlineKind};

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
        "eml" | "emlx" | "mht" | "mhtml" | "mbox" => true,
        "txt" | "md" | "html" | "htm" => false,
        _ => {
            let head = MimePart::of(file.content.get(..HEAD).unwrap_or(&file.content));
            let first = head.headers.first().map(|(name, _)| name.as_str()).unwrap_or_default();
            FIRST.contains(&first) && head.header("mime-version").is_some()
        }
    }
}

/// The manuscripts of an e-mail, a saved page, or each e-mail of a mailbox.
///
/// # Errors
/// If it has no text.
pub(super) fn read(file: &File) -> Result<Vec<Manuscript>, Problem> {
    let (letters, more) = letters(of_apple(&file.content));
    let is_mailbox = file.content.starts_with(b"From ");
    let read = |one: &[u8]| match is_mailbox {
        true => read_one(file, &without_escapes(one)),
        false => read_one(file, one),
    };
    if let [one] = letters.as_slice() {
        return Ok(vec![read(one)?]);
    }
    let read = letters.iter().map(|one| read(one));
    let (mut all, mut unread) = (Vec::new(), 0);
    for one in read {
        match one {
            Ok(one) => all.push(Manuscript { name: one.details.title.clone(), ..one }),
            Err(_) => unread += 1,
        }
    }
    let first = all.first_mut().ok_or_else(|| Problem::new(NO_TEXT))?;
    if unread > 0 {
        let are =
            if unread == 1 { "e-mail of this mailbox has" } else { "e-mails of this mailbox have" };
        first.problems.push(Problem::new(format!("{unread} {are} no text; left out")));
    }
    if more > 0 {
        let message =
            format!("only the first {MOST} e-mails of this mailbox were read; {more} left out");
        first.problems.push(Problem::new(message));
    }
    Ok(all)
}

const NO_TEXT: &str = "this e-mail has no text that this app can read";

/// The e-mail in a file of Apple’s Mail, which has its length in bytes before it and what the program knows of it behind.
fn of_apple(content: &[u8]) -> &[u8] {
    let Some((line, rest)) = first_line(content) else { return content };
    let length = std::str::from_utf8(line).ok().and_then(|line| line.trim().parse().ok());
    length.map_or(content, |length: usize| rest.get(..length).unwrap_or(rest))
}

/// The day in the head of an e-mail, whose year may have two digits in old ones (RFC 5322, 4.3).
fn day_of(said: &str) -> Option<String> {
    dates::day(said).or_else(|| {
        let words: Vec<&str> = said.split_whitespace().collect();
        let month = words.iter().position(|word| dates::is_month(&word.to_lowercase()))?;
        let year = words.get(month + 1).filter(|year| year.len() == 2)?;
        let century = if year.parse::<u8>().ok()? < 50 { "20" } else { "19" };
        dates::day(&format!(
            "{} {} {century}{year}",
            words.get(month.checked_sub(1)?)?,
            words.get(month)?
        ))
    })
}

/// The e-mails of a mailbox, each behind a line that begins with “From ”, and the number of those that are too
/// many; otherwise all of it.
fn letters(content: &[u8]) -> (Vec<&[u8]>, usize) {
    if !content.starts_with(b"From ") {
        return (vec![content], 0);
    }
    let (mut letters, mut from, mut rest, mut is_blank) = (Vec::new(), 0, content, false);
    while let Some((line, after)) = first_line(rest) {
        let at = content.len() - rest.len();
        if line.starts_with(b"From ") && is_blank {
            letters.extend(content.get(from..at));
            from = at;
        }
        is_blank = line.is_empty();
        rest = after;
    }
    letters.extend(content.get(from..));
    let more = letters.len().saturating_sub(MOST);
    letters.truncate(MOST);
    (letters, more)
}

/// An e-mail of a mailbox without the signs that keep its lines apart from those that begin an e-mail: `>From `.
fn without_escapes(content: &[u8]) -> Cow<'_, [u8]> {
    let is_escaped = |line: &[u8]| {
        let bare = line.trim_ascii_start();
        let from = bare.iter().position(|byte| *byte != b'>').unwrap_or_default();
        from > 0
            && bare.len() == line.len()
            && bare.get(from..).is_some_and(|it| it.starts_with(b"From "))
    };
    let mut out = Vec::new();
    for line in content.split_inclusive(|byte| *byte == b'\n') {
        out.extend_from_slice(line.get(usize::from(is_escaped(line))..).unwrap_or_default());
    }
    if out.len() == content.len() { Cow::Borrowed(content) } else { Cow::Owned(out) }
}

/// The page in a file in which a browser or a word processor saved it; `None` if it is no such file.
pub(super) fn page_in(content: &[u8]) -> Option<String> {
    let whole = MimePart::of(content);
    whole.header("mime-version")?;
    let mut found = FoundParts::default();
    found.gather(&whole, 0);
    let part = found.texts.get(found.page_of(&whole)?)?;
    Some(part.text().0.into_owned())
}

fn read_one(file: &File, content: &[u8]) -> Result<Manuscript, Problem> {
    let whole = MimePart::of(content);
    let mut found = FoundParts::default();
    found.gather(&whole, 0);
    let saved = whole.header("snapshot-content-location").is_some()
        || whole.header("from").is_none_or(|from| from.contains("Saved by"));
    let page = found.page_of(&whole).filter(|_| saved);
    if let Some(at) = page {
        return Ok(saved_page(file, &whole, at, &found));
    }
    letter(file, &whole, &found)
}

/// A page that a browser saved with its pictures.
fn saved_page(file: &File, whole: &MimePart<'_>, at: usize, found: &FoundParts<'_>) -> Manuscript {
    let at = found.page_with_text(at);
    let Some(part) = found.texts.get(at) else { return Manuscript::default() };
    let (html, problems) = part.text();
    // It is UTF-8 by now, whatever it says of itself.
    let html = match found.sheets.is_empty() {
        true => html,
        false => Cow::Owned(html::with_sheets(&html, &|to| found.sheet(to))),
    };
    let page = File::new(format!("{}.html", file.stem()), format!("\u{feff}{html}"));
    let mut read = html::read(&page);
    let place =
        whole.header("snapshot-content-location").or_else(|| part.header("content-location"));
    let place = place.filter(|place| place.starts_with("http"));
    read.details.source = read.details.source.take().or_else(|| place.map(str::to_owned));
    read.problems.splice(0..0, problems);
    let others = found.texts.iter().enumerate();
    let others: Vec<_> = others.filter(|(other, part)| *other != at && part.is_html()).collect();
    if !others.is_empty() {
        let count = others.len();
        let (frames, are) = if count == 1 { ("frame", "is") } else { ("frames", "are") };
        let message = format!("{count} {frames} inside the page {are} left out");
        read.problems.push(Problem::new(message));
    }
    read.passages.extend(others.iter().flat_map(|(_, part)| html::frame(&part.text().0)));
    read
}

fn letter(
    file: &File,
    whole: &MimePart<'_>,
    found: &FoundParts<'_>,
) -> Result<Manuscript, Problem> {
    let (mut passages, mut problems): (Vec<Passage>, Vec<Problem>) = Default::default();
    let subject = whole.header("subject").map(words).unwrap_or_default();
    let answers = !beside::is_sent_on(&subject);
    for part in &found.texts {
        let (body, told) = part.text();
        problems.extend(told);
        if part.is_html() {
            let (read, told) = html::letter(&body, answers);
            passages.extend(read);
            problems.extend(told);
        } else {
            let body = if part.is_flowed() { Cow::Owned(part.unflowed(&body)) } else { body };
            let body = Cow::Borrowed(body.trim_end_matches(['\r', '\n']));
            let read = text::read(file, Decoded { text: body, problems: Vec::new() });
            passages.extend(read.passages);
        }
    }
    if passages.iter().all(|one| one.text.trim().is_empty()) {
        return Err(Problem::new(NO_TEXT));
    }
    for name in &found.inside {
        problems.push(Problem::new(format!("the e-mail inside it, “{name}”, was read too")));
    }
    if !found.attached.is_empty() {
        let named: Vec<_> = found.attached.iter().map(|name| format!("“{name}”")).collect();
        problems.push(Problem::new(format!("attached, and not opened: {}", named.join(", "))));
    }
    if found.count > MOST {
        let message = format!("only the first {MOST} parts of this e-mail were read");
        problems.push(Problem::new(message));
    }
    beside::skip(&mut passages, answers);
    let leads = |kind: &InlineKind| !matches!(kind, InlineKind::Link(to) if to.is_empty());
    passages.iter_mut().for_each(|one| one.inlines.retain(|inline| leads(&inline.kind)));
    let published = whole.header("date").and_then(day_of);
    let byline = whole.header("from").map(sender).filter(|name| !name.is_empty());
    crown(&mut passages, &subject);
    let details = Details { title: subject, byline, published, ..Details::default() };
    Ok(text::finished(file, details, passages, problems))
}

/// The names of the senders, or else their addresses.
fn sender(from: &str) -> String {
    let from = words(from);
    let names = split_outside(&from, ',').into_iter().map(name_of).filter(|name| !name.is_empty());
    names.collect::<Vec<_>>().join(", ")
}

/// The name in `"Holt, Mira" (mayor) <mira@e.example>`, or in `mira@e.example (Mira Holt)`.
fn name_of(one: &str) -> String {
    let (name, address) = one.split_once('<').unwrap_or((one, one));
    let address = address.split('>').next().unwrap_or_default().trim();
    let (bare, remark) = match name.rsplit_once('(') {
        Some((bare, remark)) if !remark.contains('"') => {
            (bare, remark.trim().trim_end_matches(')'))
        }
        _ => (name, ""),
    };
    let bare = bare.trim().trim_matches(['"', '\'']).trim();
    match () {
        () if !remark.is_empty() && bare.contains('@') => remark.trim().to_owned(),
        () if bare.is_empty() => address.to_owned(),
        () => bare.replace("\\\"", "\""),
    }
}

/// The parts of an e-mail.
#[derive(Default)]
struct FoundParts<'a> {
    texts: Vec<MimePart<'a>>,
    /// The style sheets.
    sheets: Vec<MimePart<'a>>,
    /// The names of the attachments.
    attached: Vec<String>,
    /// The subjects of e-mails that were forwarded in it.
    inside: Vec<String>,
    /// The number of its parts, of which [`MOST`] are read.
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
                    let best =
                        parts.iter().rev().find(|one| one.holds_html() && one.has_words(depth));
                    let best = best.or_else(|| parts.iter().find(|one| one.has_words(depth)));
                    best.or(parts.first()).into_iter().for_each(|one| self.gather(one, depth + 1));
                }
                _ => parts.iter().for_each(|one| self.gather(one, depth + 1)),
            };
        }
        let is_encoded = part.header("content-transfer-encoding").is_some_and(|it| it.len() > 6);
        if (sort.as_str(), subsort.as_str()) == ("message", "rfc822")
            && !is_encoded
            && depth < DEEPEST
        {
            let letter = MimePart::of(part.body);
            self.inside.push(letter.header("subject").map(words).unwrap_or_default());
            return self.gather(&letter, depth + 1);
        }
        let placed = part.header("content-disposition").unwrap_or_default().to_ascii_lowercase();
        if sort == "text" && subsort == "css" && part.is_beside() {
            self.sheets.push(part.clone());
        } else if sort == "text"
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

impl FoundParts<'_> {
    /// The style sheet to which a page refers so: by its number, or by its address or the end of that.
    fn sheet(&self, to: &str) -> Option<String> {
        let number = |part: &MimePart<'_>| {
            let id = part.header("content-id").map(|id| id.trim_matches(['<', '>']).to_owned());
            id.is_some_and(|id| to.strip_prefix("cid:") == Some(&id))
        };
        let is_at = |part: &MimePart<'_>, fits: &dyn Fn(&str) -> bool| {
            part.header("content-location").is_some_and(|place| fits(place.trim()))
        };
        let end = to.trim_start_matches(['.', '/']);
        let ends = |place: &str| {
            !end.is_empty() && place.strip_suffix(end).is_some_and(|rest| rest.ends_with('/'))
        };
        let sheets = || self.sheets.iter();
        let found = sheets().find(|part| number(part) || is_at(part, &|place| place == to));
        let found = found.or_else(|| sheets().find(|part| is_at(part, &ends)));
        found.map(|part| part.text().0.into_owned())
    }

    /// This page, or the one with the most text in its frames if it has none of its own.
    fn page_with_text(&self, at: usize) -> usize {
        let letters = |at: usize| {
            let part = self.texts.get(at).filter(|part| part.is_html());
            let passages = part.map(|part| html::fragment(&part.text().0).0).unwrap_or_default();
            let shown = passages.iter().filter(|one| !one.left_out);
            shown.map(|one| one.text.chars().filter(|c| c.is_alphanumeric()).count()).sum::<usize>()
        };
        if letters(at) > 0 {
            return at;
        }
        let most = (0..self.texts.len()).map(|at| (letters(at), at)).max();
        most.filter(|(letters, _)| *letters > 0).map_or(at, |(_, at)| at)
    }

    /// The page of a file in which a browser saved it: the one it begins with, or else the first.
    fn page_of(&self, whole: &MimePart<'_>) -> Option<usize> {
        let bare = |id: &str| id.trim().trim_matches(['<', '>']).to_owned();
        let start = whole.parameter("content-type", "start").map(|id| bare(&id));
        let place = whole.header("snapshot-content-location");
        let is_start = |part: &&MimePart<'_>| {
            start.is_some() && part.header("content-id").map(bare) == start
                || place.is_some() && part.header("content-location") == place
        };
        let pages = || self.texts.iter().enumerate().filter(|(_, part)| part.is_html());
        let started = pages().find(|(_, part)| is_start(part));
        started.or_else(|| pages().next()).map(|(at, _)| at)
    }
}
