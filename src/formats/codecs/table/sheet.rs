//! A table as spreadsheets save it, and whether it is one of annotations (tests/formats/data.rs).

use std::borrow::Cow;
use std::cell::OnceCell;

use crate::formats::common::encoding::text_of;
use crate::formats::common::{File, Options, Problem, Unit, utf8};

/// A table as spreadsheets save it: in the encoding of the system, perhaps with a first line that names the
/// separator.
pub struct TableText<'a> {
    text: Cow<'a, str>,
    /// The start of the table, in bytes.
    from: usize,
    /// The sign between cells.
    pub delimiter: u8,
    /// What was guessed, and what could not be read.
    pub problems: Vec<Problem>,
    /// The ends of the lines, in bytes; found when the first is asked for.
    ends: OnceCell<Vec<usize>>,
}

impl<'a> TableText<'a> {
    /// The table in a file.
    pub fn of(content: &'a [u8]) -> Self {
        let (text, problems) = match utf8::decode(content) {
            Ok(text) => (Cow::Borrowed(text), Vec::new()),
            Err(_) => text_of(content),
        };
        let first = first_line(&text);
        let sign = first.get(..4).filter(|start| start.eq_ignore_ascii_case("sep="));
        let said = sign.and_then(|_| first.as_bytes().get(4).copied());
        let said = said.filter(|_| first.trim_end().len() <= 5);
        let behind = text.get(first.len()..).unwrap_or_default();
        let end = if behind.starts_with("\r\n") { 2 } else { 1 };
        let from = said.map_or(0, |_| (first.len() + end).min(text.len()));
        let from = from + above(text.get(from..).unwrap_or_default());
        let delimiter = said.unwrap_or_else(|| delimiter(text.get(from..).unwrap_or_default()));
        Self { text, from, delimiter, problems, ends: OnceCell::new() }
    }

    /// The table, without the line that names the separator.
    pub fn rows(&self) -> &str {
        self.text.get(self.from..).unwrap_or_default()
    }

    /// Its rows and cells; a row may have more or fewer of these than the first.
    pub fn reader(&self) -> csv::Reader<&[u8]> {
        csv::ReaderBuilder::new()
            .delimiter(self.delimiter)
            .flexible(true)
            .from_reader(self.rows().as_bytes())
    }

    /// The unit of its offsets: that of Recogito's anchors, or else that of our own.
    pub fn unit(&self) -> Unit {
        let names = self.reader().headers().cloned().unwrap_or_default();
        let has = |name: &str| names.iter().any(|own| own.trim().eq_ignore_ascii_case(name));
        let is_anchored = has("anchor") && !has("start") && !has("begin");
        if is_anchored { Unit::Utf16 } else { Unit::CodePoint }
    }

    /// Whether its rows are about several documents.
    pub fn has_several_documents(&self) -> bool {
        let mut table = self.reader();
        let names = table.headers().cloned().unwrap_or_default();
        let name = |name: &str| name.trim().to_lowercase().replace(' ', "_");
        let is_document = |own: &str| DOCUMENTS.contains(&name(own).as_str());
        let Some(at) = names.iter().position(is_document) else { return false };
        let mut first = None;
        table.records().filter_map(Result::ok).any(|row| {
            let document = row.get(at).unwrap_or_default().trim().to_owned();
            !document.is_empty() && *first.get_or_insert_with(|| document.clone()) != document
        })
    }

    /// The line of the file where a row begins.
    pub fn line(&self, row: Option<&csv::Position>) -> u64 {
        let byte = row.map_or(0, |row| usize::try_from(row.byte()).unwrap_or(usize::MAX));
        let at = self.from.saturating_add(byte);
        let ends = self.ends.get_or_init(|| {
            let end = if self.text.contains('\n') { '\n' } else { '\r' };
            self.text.match_indices(end).map(|(end, _)| end).collect()
        });
        let above = ends.partition_point(|end| *end < at);
        // A row begins after the complete line end of the row before.
        let rest = self.text.get(at..).unwrap_or_default();
        (above + 1 + usize::from(rest.starts_with('\n'))) as u64
    }
}

/// The first line; on old Macs, lines end with a return.
fn first_line(content: &str) -> &str {
    content.split(['\n', '\r']).next().unwrap_or_default()
}

/// The bytes above the line that names the columns: a title, as Numbers writes it, and rows without content.
fn above(text: &str) -> usize {
    let is_head = |line: &str| {
        let cells = line.split([',', '\t', ';', '|']).map(|cell| cell.trim().trim_matches('"'));
        cells.filter(|cell| KINDS.iter().any(|kind| kind.eq_ignore_ascii_case(cell))).count() == 1
            && line.contains([',', '\t', ';', '|'])
    };
    let lines = text.split_inclusive(['\n', '\r']).take(6);
    let starts = lines.scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    let starts: Vec<_> = starts.collect();
    let first = starts.iter().find(|(_, line)| is_head(line)).map_or(0, |(start, _)| *start);
    let is_bare = |line: &str| line.trim_matches([',', ';', '\t', '"', ' ', '\r', '\n']).is_empty();
    // Spreadsheets fill it up to the width of the table.
    let is_title = |line: &str| {
        let bare = line.trim_end_matches([',', ';', '\t', '\r', '\n']);
        !bare.contains([',', ';', '\t']) || bare.starts_with('"') && bare.matches('"').count() == 2
    };
    let above = starts.iter().filter(|(start, _)| *start < first);
    if above.clone().all(|(_, line)| is_bare(line) || is_title(line)) { first } else { 0 }
}

/// The separator in the first line.
fn delimiter(content: &str) -> u8 {
    let first = first_line(content);
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    [b',', b'\t', b';'].into_iter().max_by_key(|sign| (count(*sign), *sign == b',')).unwrap_or(b',')
}

/// Whether a file looks like this format.
pub fn recognises(file: &File, delimiters: &[u8]) -> bool {
    let end = file.content.len().min(HEAD);
    let sheet = TableText::of(file.content.get(..end).unwrap_or_default());
    let first = first_line(sheet.rows()).to_lowercase();
    let cells: Vec<_> = first
        .split(char::from(sheet.delimiter))
        .map(|cell| cell.trim().trim_matches('"'))
        .collect();
    let has = |names: &[&str]| names.iter().any(|name| cells.contains(name));
    let is_placed = has(&["start", "begin", "start_offset", "start_char"])
        && has(&["end", "end_offset", "end_char"]);
    has(&KINDS)
        && delimiters.contains(&sheet.delimiter)
        && (is_placed || has(&WORDS) && names_kinds(&sheet, &cells))
}

/// Columns that name the document a row is about.
pub(super) const DOCUMENTS: [&str; 10] = [
    "document",
    "document_name",
    "document_id",
    "doc",
    "doc_id",
    "file",
    "filename",
    "file_name",
    "article_id",
    "text_id",
];

/// Columns of labels, and of words.
pub(super) const KINDS: [&str; 6] = ["kind", "label", "type", "category", "code", "tag"];
pub(super) const WORDS: [&str; 12] = [
    "text",
    "quote",
    "exact",
    "span",
    "words",
    "quotation",
    "passage",
    "segment",
    "excerpt",
    "highlight",
    // Taguette’s
    "content",
    // Recogito’s
    "quote_transcription",
];

/// Whether one of the first rows has a label that this app knows.
fn names_kinds(sheet: &TableText<'_>, columns: &[&str]) -> bool {
    let Some(at) = KINDS.iter().find_map(|kind| columns.iter().position(|own| own == kind)) else {
        return false;
    };
    let mut table = sheet.reader();
    let rows = table.records().take(20).filter_map(Result::ok);
    rows.into_iter().any(|row| {
        row.get(at).is_some_and(|label| Options::default().meaning(label.trim()).is_some())
    })
}

/// Bytes of a file read to find its columns.
const HEAD: usize = 16 << 10;
