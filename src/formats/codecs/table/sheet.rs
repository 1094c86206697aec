//! A table as spreadsheets save it, and whether it is one of annotations (tests/formats/data.rs).

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::COLUMNS;
use super::cells::as_it_was;
use crate::formats::common::encoding::text_of;
use crate::formats::common::spans::short;
use crate::formats::common::{File, Options, Problem, Unit, utf8};

/// A table as spreadsheets save it: in the encoding of the system, perhaps with a first line that names the
/// separator.
pub struct TableText<'a> {
    text: Cow<'a, str>,
    /// The start of the table, in bytes.
    from: usize,
    /// The sign between cells.
    pub delimiter: u8,
    /// Whether quotation marks in it are only that, and not around cells.
    is_bare: bool,
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
        let is_bare = delimiter == b'\t' && is_bare(text.get(from..).unwrap_or_default());
        Self { text, from, delimiter, is_bare, problems, ends: OnceCell::new() }
    }

    /// The table, without the line that names the separator.
    pub fn rows(&self) -> &str {
        self.text.get(self.from..).unwrap_or_default()
    }

    /// Its rows and cells; a row may have more or fewer of these than the first.
    pub fn reader(&self) -> csv::Reader<&[u8]> {
        csv::ReaderBuilder::new()
            .delimiter(self.delimiter)
            .quoting(!self.is_bare)
            .flexible(true)
            .from_reader(self.rows().as_bytes())
    }

    /// The unit of its offsets: that of Recogito's anchors, or else that of our own.
    pub fn unit(&self) -> Unit {
        let names = self.reader().headers().cloned().unwrap_or_default();
        let has = |known: &[&str]| names.iter().any(|own| known.contains(&&*column(own)));
        let is_anchored = has(&["anchor"]) && !has(&STARTS);
        if is_anchored { Unit::Utf16 } else { Unit::CodePoint }
    }

    /// The documents its rows are about, each with whether the words said of it are in this text, if there are any.
    pub fn documents(&self, text: &str) -> BTreeMap<String, Option<bool>> {
        let mut table = self.reader();
        let names = table.headers().cloned().unwrap_or_default();
        let place = |known: &[&str]| names.iter().position(|own| known.contains(&&*column(own)));
        let mut all = BTreeMap::new();
        let Some(at) = place(&DOCUMENTS) else { return all };
        let words = place(&WORDS);
        let mut left = MOST_LOOKED_FOR;
        for row in table.records().filter_map(Result::ok) {
            let cell = |at: usize| row.get(at).unwrap_or_default().trim();
            if cell(at).is_empty() {
                continue;
            }
            let is_here = all.entry(cell(at).to_owned()).or_insert(None);
            let words = words.map_or("", |words| as_it_was(cell(words)));
            if left > 0 && !words.is_empty() && *is_here != Some(false) {
                left -= 1;
                *is_here = Some(text.contains(words));
            }
        }
        all
    }

    /// The message about columns with content that nothing here reads.
    pub fn unread(&self) -> Option<Problem> {
        let mut table = self.reader();
        let names = table.headers().cloned().unwrap_or_default();
        let mut unread: Vec<usize> = (0..names.len()).collect();
        // Of several columns of labels or of words the first known is read.
        let first = |list: &[&str]| {
            list.iter().find_map(|known| names.iter().position(|name| column(name) == **known))
        };
        let instead: BTreeMap<usize, usize> = [&KINDS[..], &WORDS]
            .into_iter()
            .flat_map(|list| {
                let is_in =
                    |at: &usize| names.get(*at).is_some_and(|it| list.contains(&&*column(it)));
                let read = first(list);
                unread.iter().copied().filter(is_in).filter_map(move |at| Some((at, read?)))
            })
            // Two of one name are told elsewhere.
            .filter(|(at, read)| names.get(*at).map(column) != names.get(*read).map(column))
            .collect();
        unread.retain(|at| {
            instead.contains_key(at) || names.get(*at).is_some_and(|name| !is_known(&column(name)))
        });
        let mut filled = BTreeSet::new();
        for row in table.records().filter_map(Result::ok) {
            let cell = |at: &usize| row.get(*at).unwrap_or_default().trim();
            let is_same = |at: &usize| instead.get(at).is_some_and(|read| cell(read) == cell(at));
            let is_filled = |at: &usize| !cell(at).is_empty() && !is_same(at);
            filled.extend(unread.extract_if(.., |at| is_filled(at)));
            if unread.is_empty() {
                break;
            }
        }
        let names: Vec<_> = filled.iter().filter_map(|at| names.get(*at)).map(short).collect();
        let (what, have) = match names.len() {
            0 => return None,
            1 => ("the column", "has"),
            _ => ("the columns", "have"),
        };
        Some(Problem::new(format!(
            "{what} “{}” {have} no place here; left out",
            names.join("”, “")
        )))
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
        cells.filter(|cell| KINDS.contains(&&*column(cell))).count() == 1
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
    [b',', b'\t', b';', b'|']
        .into_iter()
        .max_by_key(|sign| (count(*sign), *sign == b','))
        .unwrap_or(b',')
}

/// Whether a file looks like this format.
pub fn recognises(file: &File, delimiters: &[u8]) -> bool {
    let end = file.content.len().min(HEAD);
    let sheet = TableText::of(file.content.get(..end).unwrap_or_default());
    let first = first_line(sheet.rows()).to_lowercase();
    let cells: Vec<_> = first
        .split(char::from(sheet.delimiter))
        .map(|cell| column(cell.trim().trim_matches('"')))
        .collect();
    let has = |names: &[&str]| names.iter().any(|name| cells.iter().any(|own| own == name));
    let is_placed = has(&STARTS) && has(&ENDS);
    has(&KINDS)
        && delimiters.contains(&sheet.delimiter)
        && (is_placed || has(&WORDS) && names_kinds(&sheet, &cells))
}

/// The name of a column as it is compared: programs divide its words by blanks, hyphens, capitals or nothing.
pub(super) fn column(name: &str) -> String {
    let name = name.trim().to_lowercase().replace([' ', '-'], "_");
    let bare = |name: &str| name.replace('_', "");
    let lists: [&[&str]; 6] = [&STARTS, &ENDS, &KINDS, &WORDS, &DOCUMENTS, &COLUMNS];
    let known = lists.into_iter().flatten().find(|known| bare(known) == bare(&name));
    known.map_or(name, |known| (*known).to_owned())
}

/// Whether a column is read, or only numbers its rows.
fn is_known(name: &str) -> bool {
    const OTHERS: [&str; 17] = [
        "comment",
        "comments",
        "annotator",
        "created_by",
        "coder",
        "prefix",
        "before",
        "suffix",
        "after",
        "anchor",
        "speaker",
        "actor",
        "claimant",
        "role",
        "wikidata",
        "index",
        "#",
    ];
    let lists: [&[&str]; 7] = [&STARTS, &ENDS, &KINDS, &WORDS, &DOCUMENTS, &COLUMNS, &OTHERS];
    let is_number = name.is_empty() || name.ends_with("id") || name.starts_with("unnamed");
    is_number || PARTS.contains(&name) || lists.into_iter().any(|list| list.contains(&name))
}

/// Whether a table divided by tabs has quotation marks at the start of cells that are not around these.
fn is_bare(text: &str) -> bool {
    let count = |line: &str| line.matches('\t').count();
    let mut lines = text.split(['\n', '\r']).filter(|line| !line.is_empty());
    let width = lines.next().map_or(0, count);
    let is_odd = |cell: &str| {
        let Some(inside) = cell.strip_prefix('"') else { return false };
        let inside = inside.strip_suffix('"');
        inside.is_none_or(|inside| inside.replace("\"\"", "").contains('"'))
    };
    let mut any = false;
    let all = lines.all(|line| {
        any |= line.split('\t').any(is_odd);
        count(line) == width
    });
    all && any
}

/// Columns of the first offset, and of the second.
pub(super) const STARTS: [&str; 11] = [
    "start",
    "begin",
    "start_offset",
    "start_char",
    "start_index",
    "start_position",
    "start_pos",
    "char_start",
    "begin_offset",
    "offset_start",
    "from",
];
pub(super) const ENDS: [&str; 11] = [
    "end",
    "end_offset",
    "end_char",
    "end_index",
    "end_position",
    "end_pos",
    "char_end",
    "offset_end",
    "finish",
    "stop",
    "to",
];

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

/// Columns of parts of a text, within which some programs count.
pub(super) const PARTS: [&str; 4] = ["line", "sentence", "paragraph", "page"];

/// Columns of labels, and of words.
pub(super) const KINDS: [&str; 12] = [
    "kind",
    "label",
    "type",
    "category",
    "code",
    "tag",
    "class",
    "entity_type",
    "entity_label",
    "annotation_type",
    "labels",
    "codes",
];
pub(super) const WORDS: [&str; 22] = [
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
    "phrase",
    "snippet",
    "mention",
    "selection",
    "selected_text",
    "covered_text",
    "entity_text",
    "span_text",
    "coded_segment",
    // ATLAS.ti’s
    "quotation_content",
    // Taguette’s
    "content",
    // Recogito’s
    "quote_transcription",
];

/// Whether one of the first rows has a label that this app knows.
fn names_kinds(sheet: &TableText<'_>, columns: &[String]) -> bool {
    let Some(at) = KINDS.iter().find_map(|kind| columns.iter().position(|own| own == kind)) else {
        return false;
    };
    let mut table = sheet.reader();
    let rows = table.records().take(20).filter_map(Result::ok);
    rows.into_iter().any(|row| {
        row.get(at).is_some_and(|label| Options::default().meaning(label.trim()).is_some())
    })
}

/// Most words looked for to find out which document an article is.
const MOST_LOOKED_FOR: usize = 1000;

/// Bytes of a file read to find its columns.
const HEAD: usize = 16 << 10;
