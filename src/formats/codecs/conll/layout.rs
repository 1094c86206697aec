//! How the rows of a file are laid out: where the word stands, and where its tags (tests/formats/tagging.rs).

use crate::formats::common::tagged::is_tag;
use crate::formats::common::tokens::is_blank;

/// Where a row has the word and the tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// CoNLL-2003: the word first, the tag last.
    Plain,
    /// GermEval and others: a number first, then the word, and the tags in the last columns.
    Numbered(usize),
    /// WebAnno’s version 2: the number of the sentence and the word, as `1-2`, the word, and a column for each feature
    /// of its layers.
    Layered,
    /// CoNLL-U: ten columns, the tag among the features of the last.
    Universal,
    /// CoNLL-U Plus, which names its columns: those of the word and of the tag.
    Named(usize, usize),
    /// CoNLL-2011 and 2012: the word in the fourth column, and names as brackets in the eleventh.
    Bracketed,
}

/// The line with which CoNLL-2011 and 2012 begin a document.
pub(super) const BEGIN: &str = "#begin document";

/// The columns of a row. Between tabs, blanks belong to the words.
pub(super) fn columns(line: &str) -> Vec<&str> {
    match line.contains('\t') {
        true => line.trim_end_matches(['\t', ' ']).split('\t').map(str::trim).collect(),
        false => apart(line).map(str::trim).collect(),
    }
}

/// What stands between blanks and line ends. Other white space, as in “10\u{a0}000”, is part of a word.
pub(super) fn apart(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\n', '\t']).filter(|part| !part.is_empty())
}

/// Whether a line says something about the words around it.
pub(super) fn is_comment(line: &str) -> bool {
    // Those of WebAnno’s version 2 begin with a blank.
    line.trim_start().starts_with('#') && !columns(line).last().is_some_and(|last| is_tag(last))
}

/// The sentence that a comment says: `# text = Mira left.`, in WebAnno’s older files `#text=Mira left.`
pub(super) fn sentence_in(line: &str) -> Option<&str> {
    let said = line.strip_prefix('#')?.trim_start();
    let said = said.strip_prefix("text").or_else(|| said.strip_prefix("Text"))?;
    said.trim_start().strip_prefix('=').map(str::trim)
}

/// Whether it begins with a number.
pub(super) fn is_numbered(columns: &[&str]) -> bool {
    let first = columns.first().copied().unwrap_or_default();
    first.starts_with(|sign: char| sign.is_ascii_digit())
        && first.bytes().all(|byte| byte.is_ascii_digit() || b"-.".contains(&byte))
}

/// Whether it begins with the numbers of its sentence and its word.
fn is_of_sentence(columns: &[&str]) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    let numbers = columns.first().and_then(|first| first.split_once('-'));
    numbers.is_some_and(|(sentence, word)| is_number(sentence) && is_number(word))
}

/// Whether rows are those of WebAnno’s version 2, and a column has tags.
pub(super) fn are_layered(rows: &[Vec<&str>]) -> bool {
    let are_tags =
        |at: usize| rows.iter().all(|row| row.get(at).is_some_and(|it| is_empty_or_tag(it)));
    let is_filled = |at: usize| rows.iter().any(|row| row.get(at).is_some_and(|it| is_tag(it)));
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    rows.iter().all(|row| is_of_sentence(row))
        && (2..columns).any(|at| are_tags(at) && is_filled(at))
}

/// Whether a cell has a tag, or nothing.
pub(super) fn is_empty_or_tag(cell: &str) -> bool {
    cell == "_" || cell.split('|').all(is_tag)
}

/// The layer of each column behind the word, as the first line of WebAnno’s version 2 names them.
pub(super) fn layers(content: &str) -> Vec<&str> {
    let head = content.lines().next().and_then(|line| line.trim_start().strip_prefix('#'));
    let layers = head.unwrap_or_default().split(" # ");
    let columns = layers.flat_map(|layer| {
        let mut parts = layer.split(" | ").map(str::trim);
        let name = parts.next().unwrap_or_default();
        parts.map(move |_| name)
    });
    columns.collect()
}

/// Whether a row has its tag right behind the word and something else last, as those of Universal NER.
pub(super) fn is_tagged_first(row: &[&str]) -> bool {
    is_numbered(row)
        && row.get(2).is_some_and(|tag| is_tag(tag))
        && row.get(3..).is_some_and(|rest| rest.last().is_some_and(|last| !is_tag(last)))
}

/// Whether most rows are those of CoNLL-U. A word that is a line end breaks its own.
pub(super) fn are_universal(rows: &[Vec<&str>]) -> bool {
    rows.iter().filter(|row| row.len() == 10 && is_numbered(row)).count() * 2 > rows.len()
}

/// Rows of words with which a file shows its layout.
pub(super) fn first_rows(content: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines = content.lines().filter(|line| !line.trim_matches(is_blank).is_empty());
    lines.filter(|line| !is_comment(line) && !line.starts_with("-DOCSTART-")).map(columns).take(20)
}

impl Layout {
    pub fn of(content: &str) -> Self {
        let named = content.lines().next().and_then(|line| line.strip_prefix("# global.columns ="));
        let rows: Vec<_> = first_rows(content).collect();
        if let Some(names) = named {
            let at = |is: &dyn Fn(&str) -> bool| names.split_whitespace().position(is);
            let word = at(&|name| name == "FORM").unwrap_or(1);
            if let Some(tag) =
                at(&|name| name.rsplit(':').next().is_some_and(|it| it.contains("NE")))
            {
                return Self::Named(word, tag);
            }
            // Without names the last column is anything: lemmas, parts of speech.
            if !rows.iter().all(|row| row.last().is_some_and(|last| is_tag(last))) {
                return Self::Named(word, usize::MAX);
            }
        }
        if content.contains(BEGIN) {
            return Self::Bracketed;
        }
        if !rows.is_empty() && are_layered(&rows) {
            return Self::Layered;
        }
        if are_universal(&rows) {
            return Self::Universal;
        }
        if rows.is_empty() || !rows.iter().all(|row| is_numbered(row) && row.len() > 2) {
            return Self::Plain;
        }
        match rows.iter().map(Vec::len).min() {
            Some(10..) => Self::Universal,
            Some(4..) if rows.iter().all(|row| is_tagged_first(row)) => Self::Named(1, 2),
            Some(4) if rows.iter().all(|row| row.get(2).is_some_and(|tag| is_tag(tag))) => {
                Self::Numbered(2)
            }
            _ => Self::Numbered(1),
        }
    }
}
