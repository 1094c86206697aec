//! Plain text: each line is a passage, exactly as it stands, whatever ends it. No letter changes, and a first
//! sentence is not a headline (tests/opening/texts.rs).

use super::manuscript::{Manuscript, Passage};
use super::shared::composer::heading;
use super::shared::{tabbed, wrapped};
use crate::formats::common::encoding::Decoded;
use crate::formats::common::file::File;
use crate::formats::common::problem::Problem;
use crate::model::text::{canonical, with_empty_lines, with_line_ends};
use crate::model::{BlockKind, Details};

/// Longest headline, in characters.
const HEADLINE: usize = 110;
/// Fewest characters of a paragraph below a headline.
const PARAGRAPH: usize = 160;

/// The manuscript of a text.
pub(super) fn read(file: &File, decoded: Decoded<'_>) -> Manuscript {
    let text = canonical(&decoded.text);
    let text = with_line_ends(&text);
    let text = with_empty_lines(without_end_mark(&text));
    let lines: Vec<&str> = text.split('\n').collect();
    let broken = wrapped::continuing(&lines);
    let passage = |(line, continues): (&&str, bool)| Passage {
        text: (*line).to_owned(),
        continues,
        ..Passage::default()
    };
    let mut passages: Vec<Passage> = lines.iter().zip(broken).map(passage).collect();
    tabbed::find_rows(&mut passages);
    let mut title = title_of(file);
    if let Some(passage) = headline(&lines).and_then(|at| passages.get_mut(at)) {
        passage.kind = BlockKind::Heading1;
        passage.text.trim().clone_into(&mut title);
    }
    let details = Details { title, ..Details::default() };
    Manuscript { name: file.stem().to_owned(), details, passages, problems: decoded.problems }
}

/// The finished manuscript of a file: it has a title, if only from its first heading or the file's name, and
/// at least one passage.
pub(super) fn finished(
    file: &File,
    mut details: Details,
    mut passages: Vec<Passage>,
    problems: Vec<Problem>,
) -> Manuscript {
    if details.title.is_empty() {
        details.title = heading(&passages).unwrap_or_else(|| title_of(file));
    }
    if passages.is_empty() {
        passages.push(Passage::default());
    }
    Manuscript { name: file.stem().to_owned(), details, passages, problems }
}

/// A text without the sign that ends those of DOS, Ctrl+Z, and what fills the rest of the block.
pub(super) fn without_end_mark(text: &str) -> &str {
    let bare = text.trim_end_matches(['\u{1a}', '\0', '\n']);
    let rest = text.get(bare.len()..).unwrap_or_default();
    rest.find('\u{1a}').map_or(text, |at| text.get(..bare.len() + at).unwrap_or(text))
}

/// The bytes of a text without those: as a part of so few letters, they would make a short one no text.
pub(super) fn without_end_bytes(content: &[u8]) -> &[u8] {
    // In UTF-16, that is half a letter.
    if content.starts_with(b"\xff\xfe") || content.starts_with(b"\xfe\xff") {
        return content;
    }
    let last = content.iter().rposition(|byte| !matches!(byte, 0 | 0x1A));
    let (text, end) = content.split_at(last.map_or(0, |last| last + 1));
    if end.first() == Some(&0x1A) { text } else { content }
}

/// The name of a file as a title.
pub(super) fn title_of(file: &File) -> String {
    file.stem().replace(['_', '-'], " ").trim().to_owned()
}

/// The line that is clearly the headline: the first, alone, short, not a sentence, with text below it.
fn headline(lines: &[&str]) -> Option<usize> {
    let at = lines.iter().position(|line| !line.trim().is_empty())?;
    let line = lines.get(at)?.trim();
    let rest = lines.get(at + 1..)?;
    let alone = rest.first()?.trim().is_empty();
    let below = rest.split(|line| line.trim().is_empty());
    let long = |paragraph: &[&str]| {
        paragraph.iter().map(|line| line.chars().count()).sum::<usize>() >= PARAGRAPH
    };
    let clear = alone
        && line.chars().count() <= HEADLINE
        && line.split_whitespace().count() >= 3
        && !line.starts_with(|c: char| c.is_lowercase() || !(c.is_alphanumeric() || is_quote(c)))
        && !line.ends_with(['.', ',', ';', ':', '。', '،', '։', '।'])
        // The sign of an e-mail, a file or a form, not of a headline.
        && !line.contains(['@', '=', '\t', '|'])
        && !line.split_once(':').is_some_and(|(name, _)| is_field(name))
        && below.into_iter().any(long);
    clear.then_some(at)
}

fn is_quote(c: char) -> bool {
    "\"'“‘«„‚「『¿¡".contains(c)
}

/// Whether it is a field name in an e-mail header: `Subject`, `Message-ID`.
fn is_field(name: &str) -> bool {
    ["from", "to", "cc", "subject", "date", "sent", "message-id", "received", "reply-to", "title"]
        .contains(&name.to_lowercase().as_str())
}
