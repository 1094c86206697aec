//! Data files in an unknown format: tables, JSON, XML, columns of words, subtitles. Their raw rows become an
//! article only if the reader asks for it (tests/formats/data.rs).

use super::{html, odt};
use crate::formats::common::encoding;
use crate::formats::common::file::File;
use crate::model::plain::Plain;

/// Descriptions of files with these extensions.
const BY_NAME: [(&str, &[&str]); 15] = [
    ("a program", &["py", "js", "ts", "r", "java", "rb", "pl", "sh", "php", "c", "rs"]),
    ("a table", &["csv", "tsv", "tab", "psv", "dsv"]),
    ("JSON", &["json", "jsonl", "ndjson", "jsonld", "geojson", "annotation"]),
    (
        "XML",
        &[
            "xml", "xmi", "rdf", "owl", "tei", "rss", "atom", "opml", "kml", "gpx", "svg", "tcf",
            "naf", "exb", "eaf",
        ],
    ),
    (
        "a table of words",
        &["conll", "conllu", "conll03", "conllup", "iob", "iob2", "bio", "bioes", "vert"],
    ),
    ("a list of annotations", &["ann", "a1", "a2", "textgrid", "so"]),
    ("a list of data", &["yaml", "yml", "ttl", "nt", "nq", "trig", "sql"]),
    ("a file of subtitles", &["srt", "vtt", "sbv", "ass", "ssa"]),
    ("a list of references", &["ris", "bib", "enw", "nbib"]),
    ("a calendar or a list of contacts", &["ics", "vcf"]),
    ("a list of settings", &["conf", "cfg", "ini", "properties", "toml", "prefs", "env"]),
    ("a log", &["log"]),
    ("a binary file of spaCy", &["spacy"]),
    (
        "a project of a program for coding texts",
        &["nvp", "nvpx", "mx18", "mx20", "mx22", "mx24", "hpr7", "hpr8", "atlproj", "atlcb", "qdc"],
    ),
    ("a binary file of data", &["parquet", "arrow", "feather", "pkl", "pickle", "npy", "sav"]),
];

/// Fewest rows of words that identify a data file.
const ROWS: usize = 5;

/// A description of a data file; `None` if it may be a text.
pub fn named(file: &File) -> Option<&'static str> {
    if odt::is_flat(file) {
        return None;
    }
    if has_marks(file) {
        return Some("a text with the marks of another program");
    }
    if html::is_page(file) {
        return is_list_as_page(file).then_some("a list of annotations");
    }
    let extension = file.extension();
    if ["[{'", "{'"].iter().any(|start| file.begins_with(start)) {
        return Some("a list that Python printed");
    }
    let known = BY_NAME.iter().find(|(_, all)| all.contains(&extension.as_str()));
    if let Some((what, _)) = known {
        return Some(what);
    }
    // A file that is not text is reported elsewhere.
    let text = encoding::decode(&file.content).ok()?.text;
    let text = text.trim_start_matches('\u{feff}').trim();
    match extension.as_str() {
        // Markdown may have elements around all of it.
        "md" | "markdown" => by_content(text),
        _ => by_content(text).or_else(|| is_element(text).then_some("XML")),
    }
}

/// Whether all of it is an element, or between two of one name, as in XML that does not say so and in SGML. Those of
/// pages may stand around a passage of a text.
fn is_element(text: &str) -> bool {
    let declared = text.strip_prefix("<!DOCTYPE").and_then(|rest| rest.split_once('>'));
    let text = declared.map_or(text, |(_, rest)| rest.trim_start());
    let Some(inside) = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')) else {
        return false;
    };
    let name = inside.split(['>', '/', ' ', '\n', '\t', '<']).next().unwrap_or_default();
    let ends = inside.strip_suffix(name).is_some_and(|inside| inside.ends_with("</"));
    name.len() > 2 && ends && !"|div|span|strong|center|blockquote|".contains(&format!("|{name}|"))
}

/// Whether a page is what Hypothesis exports: a summary, and annotations with their quotations in tables.
fn is_list_as_page(file: &File) -> bool {
    let start = file.content.get(..4 << 10).unwrap_or(&file.content);
    let start = String::from_utf8_lossy(start);
    start.contains("Annotations on ")
        && start.contains("Total annotations:")
        && start.contains("Total replies:")
}

/// Whether names are marked in it as the conferences on finding them did (MUC), in TimeML, or as Stanford’s recogniser,
/// Flair, OpenNLP, Illinois’ tagger and Rasa do.
fn has_marks(file: &File) -> bool {
    const STARTS: [&str; 5] =
        ["<ENAMEX TYPE", "<B_ENAMEX TYPE", "<NUMEX TYPE", "<TIMEX TYPE", "<TIMEX3 "];
    const NAMES: [&str; 4] = ["PERSON", "LOCATION", "ORGANIZATION", "MISC"];
    let start = file.content.get(..16 << 10).unwrap_or(&file.content);
    let start = String::from_utf8_lossy(start);
    let capitals = start.to_ascii_uppercase();
    let count =
        |marks: &[&str]| marks.iter().map(|mark| start.matches(mark).count()).sum::<usize>();
    count(&["<B-", "<START:", "## intent:"]) > 0 && !html::is_page(file)
        || count(&["[PER ", "[LOC ", "[ORG "]) > 1
        || STARTS.iter().any(|mark| capitals.contains(mark))
        || NAMES.iter().any(|name| {
            let both = [format!("<{name}>"), format!("</{name}>")];
            both.iter().all(|mark| start.contains(mark))
        })
}

/// Whether it is what a Kindle keeps of highlights and notes.
fn is_clippings(rows: &[&str]) -> bool {
    let ends = |row: &&&str| row.trim() == "==========";
    let is_place = |row: &&str| {
        let row = row.trim_start_matches('\u{feff}');
        row.starts_with("- ")
            && row.contains(" | ")
            && row.contains(|sign: char| sign.is_ascii_digit())
    };
    rows.iter().any(|row| ends(&row)) && rows.get(1).is_some_and(is_place)
}

fn by_content(text: &str) -> Option<&'static str> {
    if text.starts_with("<?xml") {
        return Some("XML");
    }
    if text.starts_with("WEBVTT") {
        return Some("a file of subtitles");
    }
    // CHAT, and the trees of the Penn Treebank.
    if ["@UTF8", "@Begin", "( (S", "(ROOT (", "(TOP ("].iter().any(|start| text.starts_with(start))
    {
        return Some("a text with the marks of another program");
    }
    let rows: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(200).collect();
    let first = rows.first().copied().unwrap_or_default();
    if first.starts_with("#begin document (") {
        return Some("a table of words");
    }
    // PubTator, and what Hypothesis exports as text.
    let is_title = first.split_once("|t|").is_some_and(|(number, _)| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    let is_report = rows.iter().take(12).any(|row| row.starts_with("Total annotations:"))
        && rows.iter().take(20).any(|row| row.starts_with("Annotation 1:"));
    if is_title || is_report || is_clippings(&rows) {
        return Some("a list of annotations");
    }
    // fastText
    if rows.iter().all(|row| row.starts_with("__label__")) && !rows.is_empty() {
        return Some("a list of texts with labels");
    }
    if is_json(text, rows.first().copied().unwrap_or_default()) {
        return Some("JSON");
    }
    let words: Vec<&&str> = rows.iter().filter(|row| !row.starts_with('#')).collect();
    let most = |is: fn(&str) -> bool| {
        words.len() >= ROWS && words.iter().filter(|row| is(row)).count() * 10 >= words.len() * 9
    };
    match () {
        () if rows.len() > 1 && rows.iter().all(|row| is_standoff(row)) => {
            Some("a list of annotations")
        }
        () if most(is_word_row) => Some("a table of words"),
        () if most_are_tagged(&rows) => Some("a text with a tag at each word"),
        () if rows.first().is_some_and(|row| row.to_lowercase().starts_with("sep=")) => {
            Some("a table")
        }
        () => None,
    }
}

/// Whether it is JSON, or has a JSON object on each line.
fn is_json(text: &str, first: &str) -> bool {
    let is_value = |text: &str| {
        text.starts_with(['{', '['])
            && matches!(Plain::from_json(text), Ok(Plain::Object(_) | Plain::List(_)))
    };
    // A footnote number in brackets is a valid JSON list, but to a reader it begins a sentence.
    is_value(first) && first.contains('"') || is_value(text) && text.contains('"')
}

/// `T1<tab>Person 0 9<tab>Mira`.
fn is_standoff(row: &str) -> bool {
    let name = row.split('\t').next().unwrap_or_default();
    let mut signs = name.chars();
    row.contains('\t')
        && signs.next().is_some_and(|sign| "TREAMN#*".contains(sign))
        && signs.all(|sign| sign.is_ascii_digit())
}

/// Whether nearly each word has a tag behind it: `Mira/PERSON left/O ./O`, `Mira_NNP left_VBD ._.`
fn most_are_tagged(rows: &[&str]) -> bool {
    let is_tagged = |word: &&&str| {
        let tag = word.rsplit_once(['/', '_', '|']).filter(|(word, _)| !word.is_empty());
        tag.is_some_and(|(_, tag)| {
            !tag.is_empty()
                && tag.bytes().all(|it| it.is_ascii_uppercase() || b".,:$-'`".contains(&it))
        })
    };
    let words: Vec<&str> = rows.iter().flat_map(|row| row.split_whitespace()).take(400).collect();
    words.len() >= ROWS && words.iter().filter(is_tagged).count() * 10 >= words.len() * 9
}

/// A row with a word and its tags: `Mira B-PER`, `1<tab>Mira<tab>Mira<tab>PROPN …`.
fn is_word_row(row: &str) -> bool {
    // R and others put marks around each cell.
    let cells = row.split_whitespace().map(|cell| cell.trim_matches('"'));
    let cells: Vec<&str> = cells.collect();
    let tag = |cell: &&str| {
        let rest = cell.strip_prefix(['B', 'I', 'L', 'U', 'E', 'S']);
        **cell == *"O" || rest.is_some_and(|rest| rest.starts_with('-') && rest.len() > 1)
    };
    let columns = row.split('\t').count();
    cells.len() >= 2
        && (cells.last().is_some_and(tag) || cells.len() == 2 && cells.first().is_some_and(tag))
        || columns >= 8
            && cells.first().is_some_and(|cell| cell.starts_with(|c: char| c.is_ascii_digit()))
}
