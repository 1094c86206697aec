//! Tables with a word and its tag in each row, as data sets are shared for learning names: read as rows of CoNLL
//! (tests/formats/others.rs).

use crate::formats::common::tagged::is_tag;

/// The names of the columns.
const WORDS: [&str; 4] = ["word", "words", "token", "tokens"];
const TAGS: [&str; 9] =
    ["tag", "tags", "label", "labels", "ner", "ner_tag", "ner_tags", "iob", "bio"];
const SENTENCES: [&str; 5] = ["sentence", "sentence_#", "sentence_id", "sent_id", "sentence_idx"];

/// The rows of CoNLL that such a table says; `None` if it is none.
pub(super) fn rows(content: &str) -> Option<String> {
    let content = content.trim_start_matches('\u{feff}');
    let head = content.lines().next()?;
    let count = |sign: &&char| head.matches(**sign).count();
    let delimiter = [',', ';', '\t'].iter().filter(|sign| count(sign) > 0).max_by_key(count)?;
    let name = |cell: &str| cell.trim().trim_matches('"').to_lowercase().replace(' ', "_");
    let names: Vec<String> = head.split(*delimiter).map(name).collect();
    let column = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
    let (word, tag) = (column(&WORDS)?, column(&TAGS)?);
    let sentence = column(&SENTENCES);
    let mut table = csv::ReaderBuilder::new()
        .delimiter(u8::try_from(*delimiter).ok()?)
        .flexible(true)
        .from_reader(content.as_bytes());
    let (mut rows, mut last, mut is_first) = (String::new(), String::new(), true);
    for row in table.records().filter_map(Result::ok) {
        let cell = |at: usize| row.get(at).unwrap_or_default().trim();
        if is_first && !is_tag(cell(tag)) {
            return None;
        }
        let own = sentence.map(cell).unwrap_or_default();
        let is_new = !own.is_empty() && own != last && !is_first;
        rows.push_str(if is_new { "\n" } else { "" });
        if !own.is_empty() {
            own.clone_into(&mut last);
        }
        is_first = false;
        if cell(word).is_empty() {
            continue;
        }
        let word: Vec<&str> = cell(word).split_whitespace().collect();
        rows.push_str(&format!("{}\t{}\n", word.join(" "), cell(tag)));
    }
    (!rows.is_empty()).then_some(rows)
}
