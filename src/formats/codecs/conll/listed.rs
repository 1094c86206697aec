//! Tables with a word and its tag in each row, as data sets are shared for learning names: read as rows of CoNLL
//! (tests/formats/others.rs, tests/formats/tagging.rs).

use super::layout::apart;
use crate::formats::common::tagged::is_tag;

/// The names of the columns.
const WORDS: [&str; 4] = ["word", "words", "token", "tokens"];
const TAGS: [&str; 9] =
    ["tag", "tags", "label", "labels", "ner", "ner_tag", "ner_tags", "iob", "bio"];
const SENTENCES: [&str; 5] = ["sentence", "sentence_#", "sentence_id", "sent_id", "sentence_idx"];

/// The rows of CoNLL that such a table says, and the line of the table of each; `None` if it is none.
pub(super) fn rows(content: &str) -> Option<(String, Vec<u32>)> {
    let content = content.trim_start_matches('\u{feff}');
    let head = content.lines().next()?;
    let count = |sign: &&char| head.matches(**sign).count();
    let delimiter = [',', ';', '\t'].iter().filter(|sign| count(sign) > 0).max_by_key(count)?;
    let name = |cell: &str| cell.trim().trim_matches('"').to_lowercase().replace(' ', "_");
    let names: Vec<String> = head.split(*delimiter).map(name).collect();
    let column = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
    let (word, tag) = (column(&WORDS)?, column(&TAGS)?);
    // Between tabs a quotation mark is a word, unless cells are quoted.
    let is_quoted = *delimiter != '\t'
        || head.contains('"')
        || content.contains("\t\"\"\"")
        || content.contains("\n\"\"\"");
    let columns = [word, tag, column(&SENTENCES).unwrap_or(usize::MAX)];
    let read = |is_quoted| read(content, u8::try_from(*delimiter).ok()?, is_quoted, columns);
    let fits = |found: &WordRows| match found.wrapped {
        Wrapped::Nowhere => is_quoted,
        Wrapped::Words => true,
        Wrapped::Rows => false,
    };
    let found = read(true).filter(fits).or_else(|| read(false))?;
    (!found.rows.is_empty()).then_some((found.rows, found.lines))
}

/// What a table says, and the line of the table of each row.
struct WordRows {
    rows: String,
    lines: Vec<u32>,
    wrapped: Wrapped,
}

/// What goes on in the next line.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Wrapped {
    Nowhere,
    /// Words in quotation marks, as spreadsheets and programs write them.
    Words,
    /// Whole rows: what looks like the marks around a cell are words.
    Rows,
}

fn read(
    content: &str,
    delimiter: u8,
    is_quoted: bool,
    [word, tag, sentence]: [usize; 3],
) -> Option<WordRows> {
    let mut table = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .quoting(is_quoted)
        .flexible(true)
        .from_reader(content.as_bytes());
    let (mut rows, mut last, mut is_first) = (String::new(), String::new(), true);
    let (mut lines, mut line, mut counted) = (Vec::new(), 1, 0);
    let mut wrapped = Wrapped::Nowhere;
    for row in table.records().filter_map(Result::ok) {
        let cell = |at: usize| row.get(at).unwrap_or_default().trim();
        if is_first && !is_tag(cell(tag)) {
            return None;
        }
        let byte = row.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or(0));
        let start = byte + content.get(byte..)?.bytes().take_while(|byte| *byte == b'\n').count();
        line += content.get(counted..start)?.matches('\n').count();
        counted = start;
        let is_row = cell(word).contains(char::from(delimiter))
            || row.get(tag).is_some_and(|tag| !is_tag(tag.trim()));
        wrapped = wrapped.max(match () {
            () if cell(tag).contains('\n') => Wrapped::Rows,
            () if !cell(word).contains('\n') => Wrapped::Nowhere,
            () if is_row => Wrapped::Rows,
            () => Wrapped::Words,
        });
        let own = cell(sentence);
        let is_new = !own.is_empty() && own != last && !is_first;
        if is_new {
            rows.push('\n');
            lines.push(u32::try_from(line).ok()?);
        }
        if !own.is_empty() {
            own.clone_into(&mut last);
        }
        is_first = false;
        // A blank word with a tag is told where the rows are read.
        if cell(word).is_empty() && ["", "O"].contains(&cell(tag)) {
            continue;
        }
        let word: Vec<&str> = apart(cell(word)).collect();
        rows.push_str(&format!("{}\t{}\n", word.join(" "), cell(tag)));
        lines.push(u32::try_from(line).ok()?);
    }
    Some(WordRows { rows, lines, wrapped })
}

/// Whether each row has a word and a label, as Stanford’s recogniser writes them; many words have none.
pub(super) fn has_labels_alone(rows: &[Vec<&str>]) -> bool {
    const FEWEST: usize = 3;
    let is_label = |tag: &str| tag.chars().all(|sign| sign.is_alphabetic() || "-_".contains(sign));
    let is_row = |row: &Vec<&str>| row.len() == 2 && row.last().is_some_and(|tag| is_label(tag));
    let outside = rows.iter().filter(|row| row.last() == Some(&"O")).count();
    rows.len() >= FEWEST && rows.iter().all(is_row) && outside > 0 && outside * 3 >= rows.len()
}
