//! The rows of WebAnno TSV and the places of their words. Offsets are UTF-16 code units, or whatever every
//! word fits: code points or bytes. A place without the row's word marks nothing (tests/formats/words.rs).

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{
    Column, known_columns, label, layer_name, of_layer, others_in, pieces, span_columns, unescaped,
};
use crate::formats::common::spans::short;
use crate::formats::common::{Problem, Ruler, Unit, tokens};
use crate::model::text::{canonical, len_utf16};
use crate::model::{Article, Byte, TextRange};

/// A row of the file.
pub(super) struct WebAnnoRow {
    line: usize,
    sentence: String,
    /// Whether it is part of a word that has an earlier row of its own.
    pub part: bool,
    range: (u32, u32),
    word: String,
    /// The text of the sentence that begins with it, if the file says that.
    said: Option<String>,
    /// The labels on it, each with the number of its annotation if it has one.
    pub labels: Vec<(String, Option<u32>)>,
}

impl WebAnnoRow {
    /// The problem that its word is not at its place, or that it has none.
    pub fn misplaced(&self) -> Problem {
        let (start, end) = self.range;
        let message = match self.word.as_str() {
            "" => "an annotation without words; left out".to_owned(),
            word => format!("“{}” is not at {start}-{end}; left out", short(word)),
        };
        Problem { line: u32::try_from(self.line).ok(), column: Some(1), message }
    }
}

/// The rows of a file.
#[derive(Default)]
pub(super) struct WebAnnoRows {
    pub rows: Vec<WebAnnoRow>,
    pub problems: Vec<Problem>,
    /// What is in other columns than those of labels, with its number.
    pub others: BTreeMap<String, usize>,
}

/// The rows of a file, and the problems.
pub(super) fn rows(content: &str, means: &dyn Fn(&str) -> bool) -> WebAnnoRows {
    let WebAnnoRows { mut rows, mut problems, mut others } = WebAnnoRows::default();
    let known = known_columns(content, means);
    let mut columns: Vec<Column> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut said: Option<String> = None;
    for (at, line) in content.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if let Some(layer) = line.strip_prefix("#T_SP=") {
            let from = columns.len();
            columns.extend(span_columns(layer, known.get(from..).unwrap_or_default(), means));
        } else if let Some(layer) =
            line.strip_prefix("#T_RL=").or_else(|| line.strip_prefix("#T_CH="))
        {
            let name = layer_name(layer);
            let first =
                Column::Other(format!("a relation or chain of the layer “{}”", short(name)));
            let parts = layer.split('|').skip(2).map(|_| Column::Part);
            columns.extend(std::iter::once(first).chain(parts).take(layer.matches('|').count()));
        } else if let Some(text) = line.strip_prefix("#Text=") {
            // Each of its lines has one here.
            let before = said.take().map(|before| before + "\n").unwrap_or_default();
            said = Some(before + &unescaped(text));
        } else if !line.is_empty() && !line.starts_with('#') {
            for (at, what, cell) in others_in(line, &columns, means) {
                // A value of several words stands on each of them.
                if !cell.ends_with(']') || seen.insert((at, cell)) {
                    *others.entry(what.to_owned()).or_default() += 1;
                }
            }
            let mut tell = |message: &str| {
                let line = u32::try_from(at + 1).ok();
                problems.push(Problem { line, column: Some(1), message: message.to_owned() });
            };
            match row(at + 1, line, &columns, means) {
                Some(row) => {
                    if line.split('\t').count() < 3 + columns.len() {
                        tell("a word without a tag; read without one");
                    }
                    rows.push(WebAnnoRow { said: said.take(), ..row });
                }
                None => tell("this row is not a word with its offsets; left out"),
            }
        }
    }
    WebAnnoRows { rows, problems, others }
}

fn row(
    number: usize,
    line: &str,
    columns: &[Column],
    means: &dyn Fn(&str) -> bool,
) -> Option<WebAnnoRow> {
    let mut fields = line.split('\t');
    let (sentence, token) = fields.next()?.split_once('-')?;
    let (start, end) = fields.next()?.split_once('-')?;
    let range = (start.parse().ok()?, end.parse().ok()?);
    let word = fields.next()?;
    let mut labels = Vec::new();
    let mut stood = "";
    for (cell, column) in fields.zip(columns) {
        let Column::Labels { layer, says, .. } = column else { continue };
        // Of the cells that stand for a layer, the first that is filled does.
        if !says && stood == layer {
            continue;
        }
        for (label, number) in pieces(cell, '|').into_iter().filter_map(label) {
            let said = if *says { &*label } else { "*" };
            labels.push((of_layer(said, layer, means), number));
            stood = layer;
        }
    }
    Some(WebAnnoRow {
        line: number,
        sentence: sentence.to_owned(),
        part: token.contains('.'),
        range,
        word: as_long(word, range),
        said: None,
        labels,
    })
}

/// A word as it stands in its row, or without what escapes its signs: whichever is as long as its offsets say.
/// INCEpTION escapes sentences and labels, but no words.
fn as_long(word: &str, (start, end): (u32, u32)) -> String {
    let plain = unescaped(word);
    let is_whole = MEASURES.iter().find_map(|measure| {
        let fits = |word: &str| start.checked_add(measure(word)) == Some(end);
        (fits(word) || fits(&plain)).then(|| fits(word))
    });
    if is_whole == Some(true) { word.to_owned() } else { plain }
}

/// The possible units of offsets: the length of a word in each, in the order tried.
const MEASURES: [fn(&str) -> u32; 3] = [len_utf16, in_code_points, in_bytes];

fn in_code_points(word: &str) -> u32 {
    u32::try_from(word.chars().count()).unwrap_or(u32::MAX)
}

fn in_bytes(word: &str) -> u32 {
    u32::try_from(word.len()).unwrap_or(u32::MAX)
}

/// The [`MEASURES`] in which each word is as long as its offsets say.
fn fitting(rows: &[WebAnnoRow]) -> impl Iterator<Item = usize> {
    let fits = |measure: fn(&str) -> u32| {
        let long = |row: &WebAnnoRow| row.range.1.checked_sub(row.range.0);
        rows.iter().filter(|row| !row.part).all(|row| long(row) == Some(measure(&row.word)))
    };
    (0..MEASURES.len()).filter(move |at| MEASURES.get(*at).is_some_and(|measure| fits(*measure)))
}

/// The places of the words in a text, if all of them are there, in order and with only white space between.
pub(super) fn about(rows: &[WebAnnoRow], article: &Article) -> Option<Vec<Option<TextRange>>> {
    fitting(rows).find_map(|measure| {
        let unit = if measure == 0 { Unit::Utf16 } else { Unit::CodePoint };
        let ruler = Ruler::new(article, unit);
        let place = |(start, end): (u32, u32)| match measure {
            2 => Some(TextRange { start: Byte(start), end: Byte(end) }),
            _ => ruler.span(start, end).ok(),
        };
        places_in(rows, article, &place)
    })
}

fn places_in(
    rows: &[WebAnnoRow],
    article: &Article,
    place: &dyn Fn((u32, u32)) -> Option<TextRange>,
) -> Option<Vec<Option<TextRange>>> {
    let mut at = Byte(0);
    let is_blank = |from: Byte, to: Byte| {
        let between = article.get(TextRange { start: from, end: to });
        between.is_some_and(|between| between.chars().all(tokens::is_blank))
    };
    let mut places = Vec::with_capacity(rows.len());
    for row in rows {
        let there = place(row.range).filter(|range| article.get(*range) == Some(&*row.word));
        if !row.part {
            let range = there?;
            if !is_blank(at, range.start) {
                return None;
            }
            at = range.end;
        }
        places.push(there);
    }
    is_blank(at, Byte::at(article.text().len())).then_some(places)
}

/// Most spaces written between two words.
const GAP: u32 = 1_000_000;

/// A text made of the words of a file.
pub(super) struct BuiltText {
    pub text: String,
    /// The place of each word. One inside the previous one is already there; one that overlaps it has none.
    pub places: Vec<Option<TextRange>>,
    /// What is between the words, if the file does not tell all of it.
    pub guessed: Option<&'static str>,
}

/// A text made of the words, with what the file says is between them, or else spaces, and a line end before each
/// sentence. An article has no returns, so the text has none either.
pub(super) fn built(rows: &[WebAnnoRow]) -> BuiltText {
    let measure = fitting(rows).next().and_then(|at| MEASURES.get(at)).unwrap_or(&MEASURES[0]);
    let (mut text, mut at, mut sentence) = (String::new(), 0, None);
    let mut before: Option<(&WebAnnoRow, usize)> = None;
    // What is left of the sentence as the file says it.
    let mut rest = "";
    let mut places = Vec::with_capacity(rows.len());
    let mut guessed = None;
    for row in rows {
        if row.part || row.range.0 < at {
            places.push(before.and_then(|before| within(before, row, *measure)));
            continue;
        }
        let mut gap = row.range.0.saturating_sub(at).min(GAP);
        let new = sentence.is_some_and(|last: &str| last != row.sentence);
        let said = row.said.as_deref();
        let between = split_after(rest, gap, *measure).filter(|_| said.is_none());
        let goes_on = match between.filter(|(_, rest)| rest.starts_with(&*row.word)) {
            Some((between, rest)) => {
                text.push_str(&canonical(between));
                Some(rest)
            }
            None => {
                // Words of the file's sentences that have no rows.
                let mut fits = |words: &str| {
                    let left = gap.checked_sub(measure(words));
                    gap = left.unwrap_or(gap);
                    left.is_some()
                };
                let (before, after) = (rest.trim_end(), said.map(str::trim_start));
                let before = if new { before } else { "" };
                if fits(before) {
                    text.push_str(&canonical(before));
                }
                // Of a line end of two signs the sentence has the first.
                fits(if new && rest.ends_with('\r') { "\r" } else { "" });
                let after = after.and_then(|after| after.split_at_checked(after.find(&*row.word)?));
                let after = after.filter(|(first, _)| fits(first));
                guessed = match gap {
                    0 => guessed,
                    1 if new => guessed.or(Some(BETWEEN_SENTENCES)),
                    _ => Some(BETWEEN_WORDS),
                };
                (1..=gap).for_each(|place| {
                    text.push(if new && place == gap { '\n' } else { ' ' });
                });
                text.push_str(&canonical(after.map_or("", |(first, _)| first)));
                after.map(|(_, rest)| rest)
            }
        };
        rest = goes_on.and_then(|rest| rest.strip_prefix(&*row.word)).unwrap_or_default();
        let start = text.len();
        text.push_str(&canonical(&row.word));
        places.push(Some(TextRange { start: Byte::at(start), end: Byte::at(text.len()) }));
        at = row.range.0.saturating_add(measure(&row.word));
        (before, sentence) = (Some((row, start)), Some(row.sentence.as_str()));
    }
    text.push_str(rest.trim_end());
    BuiltText { text, places, guessed }
}

const BETWEEN_WORDS: &str = "WebAnno TSV files have only words and their positions; the gaps between them were \
     read as spaces, those between sentences as line breaks";
const BETWEEN_SENTENCES: &str =
    "WebAnno TSV files do not say what is between two sentences; it was read as a line break";

/// A text in two, the first part this long.
fn split_after(text: &str, length: u32, measure: fn(&str) -> u32) -> Option<(&str, &str)> {
    let mut long = 0;
    for (at, sign) in text.char_indices() {
        if long >= length {
            return text.split_at_checked(at).filter(|_| long == length);
        }
        long += measure(sign.encode_utf8(&mut [0; 4]));
    }
    (long == length).then_some((text, ""))
}

/// The place of a word inside the previous one, which begins at this byte.
fn within(
    (outer, start): (&WebAnnoRow, usize),
    row: &WebAnnoRow,
    measure: fn(&str) -> u32,
) -> Option<TextRange> {
    let from = row.range.0.checked_sub(outer.range.0)?;
    let edges = outer.word.char_indices().map(|(edge, _)| edge);
    let edge = edges.into_iter().find(|edge| measure(&outer.word[..*edge]) == from)?;
    let is_there = outer.word.get(edge..)?.starts_with(&row.word) && !row.word.is_empty();
    let range =
        |start: usize| TextRange { start: Byte::at(start), end: Byte::at(start + row.word.len()) };
    is_there.then(|| range(start + edge))
}
