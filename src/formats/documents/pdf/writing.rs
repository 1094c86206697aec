//! From laid out paragraphs to passages: headings by size, emphasis, marks of notes, broken words joined again.

use std::collections::{BTreeMap, BTreeSet};

use super::bidi::with_brackets;
use super::hyphens::BrokenWords;
use super::layout::Laid;
use super::lines::PageLine;
use super::notes::PageNote;
use super::page_numbers::pattern;
use super::paragraphs::{ParagraphLines, is_bullet};
use crate::formats::common::problem::Problem;
use crate::formats::documents::manuscript::Passage;
use crate::formats::documents::shared::composer::Composer;
use crate::formats::documents::shared::office::heading_of;
use crate::model::{BlockKind, InlineKind, has_no_blanks};

/// What was written.
pub(super) struct WrittenPdf {
    pub(super) passages: Vec<Passage>,
    pub(super) problems: Vec<Problem>,
}

/// Smallest size of a heading, and largest of a caption, in parts of the size of the text.
const LARGE: f32 = 1.12;
const SMALL: f32 = 0.95;
/// Most letters of a heading, in lines and characters.
const HEADING: usize = 240;
const BOLD_HEADING: usize = 120;

/// Writes a document.
pub(super) fn write(laid: Laid) -> WrittenPdf {
    let texts: Vec<String> =
        laid.paragraphs.iter().flat_map(|one| &one.lines).map(PageLine::text).collect();
    let mut writer = Writer {
        composer: Composer::default(),
        broken: BrokenWords::of(texts.iter().map(String::as_str)),
        marks: laid.notes.iter().map(|note| note.mark.clone()).collect(),
        size: laid.size,
        headings: heading_sizes(&laid),
    };
    let mut passages = Vec::new();
    for paragraph in &laid.paragraphs {
        writer.paragraph(paragraph);
        passages.extend(writer.composer.taken());
        if let (Some(row), Some(last)) = (paragraph.lines.first(), passages.last_mut()) {
            fill(last, row);
        }
    }
    for note in &laid.notes {
        passages.extend(writer.note(note));
    }
    let (furniture, message) = furniture(&laid.furniture);
    passages.extend(furniture);
    let problems = writer.composer.omitted.problems().into_iter();
    let problems = problems.chain(writer.broken.message().map(Problem::new));
    WrittenPdf { passages, problems: problems.chain(message.map(Problem::new)).collect() }
}

struct Writer {
    composer: Composer,
    broken: BrokenWords,
    /// The marks of the notes.
    marks: BTreeSet<String>,
    size: f32,
    /// The sizes of headings in tenths of a point, largest first.
    headings: Vec<u32>,
}

/// Adds the empty cells at the end of a row.
fn fill(passage: &mut Passage, row: &PageLine) {
    let Some(cell) = row.cell.filter(|_| passage.kind.is_row()) else { return };
    let cells = passage.text.matches('\t').count() + 1;
    passage.text.extend(std::iter::repeat_n('\t', cell.columns.saturating_sub(cells)));
}

/// A size in tenths of a point.
fn tenths(size: f32) -> u32 {
    (size * 10.0).round().clamp(0.0, 1e6) as u32
}

/// The sizes of headings, largest first; sizes that hardly differ count as one.
fn heading_sizes(laid: &Laid) -> Vec<u32> {
    let mut sizes: Vec<u32> = laid
        .paragraphs
        .iter()
        .filter(|one| is_large(one, laid.size))
        .filter_map(|one| one.lines.first().map(|line| tenths(line.size)))
        .collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    sizes.dedup_by(|smaller, larger| *larger - *smaller <= *larger / 25);
    sizes
}

fn is_large(paragraph: &ParagraphLines, size: f32) -> bool {
    let letters: usize = paragraph.lines.iter().map(|line| line.text().chars().count()).sum();
    paragraph.lines.iter().all(|line| line.size >= LARGE * size) && letters <= HEADING
}

impl Writer {
    fn paragraph(&mut self, paragraph: &ParagraphLines) {
        let kind = self.kind(paragraph);
        self.composer.begin(kind);
        // A heading is bold by its kind.
        let plain = kind.heading_level().is_some() || kind == BlockKind::TableHead;
        match (kind, paragraph.lines.split_first()) {
            // The bullet of an item is said by its kind, as in other documents.
            (BlockKind::ListItem, Some((first, rest))) => {
                let mut lines = vec![without_bullet(first)];
                lines.extend_from_slice(rest);
                self.lines(&lines, plain);
            }
            _ => self.lines(&paragraph.lines, plain),
        }
        self.composer.end();
    }

    fn kind(&self, paragraph: &ParagraphLines) -> BlockKind {
        let Some(first) = paragraph.lines.first() else { return BlockKind::Paragraph };
        let text: String = paragraph.lines.iter().map(|line| line.text() + " ").collect();
        let text = text.trim();
        let level =
            |size: f32| self.headings.iter().position(|one| tenths(size) + one / 25 >= *one);
        if is_large(paragraph, self.size) && text.chars().any(char::is_alphanumeric) {
            let level = level(first.size).unwrap_or(self.headings.len());
            return heading_of(u8::try_from(level + 1).unwrap_or(6));
        }
        let is_label = paragraph.lines.iter().all(|line| line.bold)
            && paragraph.lines.len() <= 2
            && text.chars().count() <= BOLD_HEADING
            && text.chars().any(char::is_alphabetic)
            && !first.is_of_table()
            && !text.ends_with(['.', ',', ';', ':', '…', '。']);
        if is_label {
            return heading_of(u8::try_from(self.headings.len() + 1).unwrap_or(6).max(2));
        }
        match () {
            () if first.cell.is_some_and(|cell| cell.heads) => BlockKind::TableHead,
            () if first.is_of_table() => BlockKind::TableRow,
            () if is_bullet(text) => BlockKind::ListItem,
            () if first.size <= SMALL * self.size && is_caption(text) => BlockKind::Caption,
            () => BlockKind::Paragraph,
        }
    }

    fn note(&mut self, note: &PageNote) -> Vec<Passage> {
        self.composer.begin(BlockKind::Paragraph);
        self.lines(&note.lines, true);
        let passages = self.composer.taken().into_iter();
        passages.map(|one| Passage { left_out: true, ..one }).collect()
    }

    /// Adds lines as one text.
    fn lines(&mut self, lines: &[PageLine], plain: bool) {
        let column = |line: &PageLine| line.cell.map_or(0, |cell| cell.column);
        let mut before = 0;
        for (at, line) in lines.iter().enumerate() {
            self.composer.exact(&"\t".repeat(column(line).saturating_sub(before)));
            before = column(line);
            let next = lines.get(at + 1).filter(|next| column(next) == before).map(PageLine::text);
            let joins = next.as_ref().is_some_and(|next| self.broken.joins(&line.text(), next));
            self.line(line, joins, plain);
            if let Some(next) = next
                && !joins
            {
                self.line_end(&line.text(), &next);
            }
        }
    }

    fn line_end(&mut self, line: &str, next: &str) {
        let line = line.trim_end();
        let kept = line.ends_with(['-', '\u{2010}'])
            && !line.ends_with(" -")
            && next.starts_with(char::is_alphanumeric);
        let no_blanks = line.ends_with(has_no_blanks)
            || next.starts_with(has_no_blanks)
            || line.ends_with(is_wide);
        if !kept && !no_blanks {
            self.composer.words(" ");
        }
    }

    fn line(&mut self, line: &PageLine, joins: bool, plain: bool) {
        let count = line.spans.len();
        // A cell that is bold among others says so; a whole line is a heading, or like the lines around it.
        let (bold, italic) = match line.cell {
            Some(_) => (false, false),
            None => (line.bold, line.italic),
        };
        for (at, span) in line.spans.iter().enumerate() {
            let mut text = with_brackets(span.text.clone());
            if joins && at + 1 == count {
                let kept = text.trim_end().trim_end_matches(['-', '\u{AD}', '\u{2010}']).len();
                text.truncate(kept);
            }
            if let Some(up) = span.raised {
                let linked = self.marks.contains(text.trim());
                if self.composer.raise(&text, up, linked) {
                    continue;
                }
            }
            let styles = [
                (span.bold && !bold && !plain).then_some(InlineKind::Strong),
                (span.italic && !italic && !plain).then_some(InlineKind::Emphasis),
            ];
            for style in styles.iter().flatten() {
                self.composer.open(Some(style.clone()));
            }
            match text.contains('\t') {
                true => self.composer.exact(&text.replace(" \t", "\t").replace("\t ", "\t")),
                false => self.composer.words(&text.replace('\u{AD}', "")),
            }
            for _ in styles.iter().flatten() {
                self.composer.close();
            }
        }
    }
}

/// A line without the bullet it begins with.
fn without_bullet(line: &PageLine) -> PageLine {
    let mut line = line.clone();
    if let Some(span) = line.spans.iter_mut().find(|span| !span.text.trim().is_empty()) {
        let text = span.text.trim_start();
        span.text = text
            .chars()
            .next()
            .map_or(String::new(), |c| text.get(c.len_utf8()..).unwrap_or_default().to_owned());
    }
    line
}

/// Whether a sign is as wide as a Chinese letter, and ends a word without a space.
fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x3000..=0x303F | 0xFF00..=0xFFEF)
}

/// Whether a text says what a picture or table shows.
fn is_caption(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "figure",
        "fig.",
        "table",
        "photo",
        "photograph",
        "picture",
        "abbildung",
        "abb.",
        "tabelle",
        "tableau",
        "foto",
        "figura",
    ];
    let first = text.split([' ', ':']).next().unwrap_or_default().to_lowercase();
    WORDS.contains(&first.as_str())
}

/// What stands on the pages and not in the text, as skipped passages, and the message about it. What differs only
/// in its numbers is one passage.
fn furniture(lines: &[PageLine]) -> (Vec<Passage>, Option<String>) {
    let mut all: BTreeMap<String, MarginText> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        let text = line.text().replace('\t', " ").trim().to_owned();
        let (key, _) = pattern(&text);
        let one = all.entry(key).or_insert_with(|| MarginText { at, ..MarginText::default() });
        one.pages.insert(line.page);
        if one.known.insert(text.clone()) {
            one.texts.push(text);
        }
    }
    let pages: BTreeSet<usize> = all.values().flat_map(|one| &one.pages).copied().collect();
    let mut all: Vec<MarginText> = all.into_values().collect();
    all.sort_by_key(|one| one.at);
    let passages = all.into_iter().map(|MarginText { texts, .. }| Passage {
        text: texts.join(if texts.iter().all(|text| text.chars().count() < 12) {
            " "
        } else {
            "\n"
        }),
        left_out: true,
        ..Passage::default()
    });
    let passages: Vec<Passage> = passages.collect();
    let message = (!passages.is_empty()).then(|| match pages.len() {
        1 => "what stands in the margins of 1 page is left out".to_owned(),
        count => format!("running heads, page numbers and the like are left out on {count} pages"),
    });
    (passages, message)
}

/// Texts that stand in the margins and differ only in their numbers: where the first one is, the texts in order
/// and as a set, and their pages.
#[derive(Default)]
struct MarginText {
    at: usize,
    texts: Vec<String>,
    known: BTreeSet<String>,
    pages: BTreeSet<usize>,
}
