//! CoNLL-2003, as used to train named-entity recognisers: one word per line, IOB2, four columns, the document
//! line exactly as spaCy needs it. It has no offsets, and one label per word.

use crate::formats::common::codec::{Codec, Context, Imported, KeptDocument};
use crate::formats::common::spans::{BARE, Intake, article_of, unlinked};
use crate::formats::common::tokens::{
    aligned, in_span, is_blank, on_tokens, tokenize, tokens, without_overlaps,
};
use crate::formats::common::{Audience, Choice, File, Format, Ids, Lack, Problem, Unit, utf8};
use crate::model::{AnnotationSet, Byte, Details, TextRange};

/// The format.
pub const FORMAT: Format = Format {
    id: "conll",
    name: "CoNLL-2003",
    extension: "conll",
    media_type: "text/plain",
    unit: "",
    audience: Audience::Language,
    reads: true,
    text: true,
    ids: Ids::None,
    many: false,
    choices: &[Choice::Labels],
};

/// Its functions.
pub const CODEC: Codec = Codec { format: &FORMAT, holds, export, import };

/// spaCy starts a document at exactly this line.
const DOCUMENT: &str = "-DOCSTART- -X- O O";

const LACKS: &[Lack] = &[
    Lack::Note,
    Lack::Tags,
    Lack::Title,
    Lack::Byline,
    Lack::Source,
    Lack::Published,
    Lack::Language,
];

/// Of overlapping annotations the longest stays, because a word has one label.
fn holds(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    without_overlaps(&on_tokens(&unlinked(set, &[BARE, LACKS], context.now)))
}

fn export(documents: &[KeptDocument<'_>], context: &Context<'_>) -> Result<Vec<File>, Problem> {
    let one = |one: &KeptDocument<'_>| {
        let set = one.set();
        File::new(format!("{}.conll", one.stem()), written(set, context))
    };
    Ok(documents.iter().map(one).collect())
}

fn written(set: &AnnotationSet, context: &Context<'_>) -> String {
    let sentences = tokenize(set);
    let all = tokens(&sentences);
    let mut tags = vec![String::from("O"); all.len()];
    for one in set.iter() {
        let label = context.options.label_of(one);
        let inside = one.spans.first().and_then(|span| in_span(&all, *span)).unwrap_or(0..0);
        for (at, tag) in tags.get_mut(inside).into_iter().flatten().enumerate() {
            *tag = format!("{}-{label}", if at == 0 { "B" } else { "I" });
        }
    }
    let mut file = format!("{DOCUMENT}\n");
    let mut tags = tags.iter();
    for sentence in &sentences {
        file.push('\n');
        for token in &sentence.tokens {
            let tag = tags.next().map_or("O", String::as_str);
            file.push_str(&format!("{} -X- _ {tag}\n", set.article().slice(*token)));
        }
    }
    file
}

/// A word of a file with its tag; an empty word ends a sentence.
struct ConllRow<'a> {
    line: usize,
    word: &'a str,
    tag: &'a str,
}

fn import(files: &[File], context: &Context<'_>) -> Imported {
    let mut imported = Imported::default();
    for file in files {
        let (content, wrong) = utf8::decode_all(&file.content);
        imported.problems.extend(wrong);
        let mut rows: Vec<ConllRow<'_>> = Vec::new();
        for (at, line) in content.split('\n').enumerate() {
            let line = line.strip_suffix('\r').unwrap_or(line);
            match row(at + 1, line) {
                Ok(Some(row)) if row.word == "-DOCSTART-" => {
                    finish(&mut rows, context, &mut imported);
                }
                // Of several empty lines, one ends the sentence.
                Ok(Some(row)) if row.word.is_empty() && ends_sentence(rows.last()) => {}
                Ok(Some(row)) => rows.push(row),
                Ok(None) => {}
                Err(problem) => imported.problems.push(problem),
            }
        }
        let none = imported.documents.is_empty();
        if none || rows.iter().any(|row| !row.word.is_empty()) {
            finish_always(&mut rows, context, &mut imported);
        }
    }
    imported
}

/// Whether the last sentence has ended already, or none has begun.
fn ends_sentence(last: Option<&ConllRow<'_>>) -> bool {
    last.is_none_or(|row| row.word.is_empty())
}

/// A line: the word in the first column, the tag in the last. Comments are skipped.
fn row(number: usize, line: &str) -> Result<Option<ConllRow<'_>>, Problem> {
    let mut columns = line.split([' ', '\t']).filter(|column| !column.is_empty());
    let (word, tag) = (columns.next(), columns.next_back());
    match (word, tag) {
        (None, _) => Ok(Some(ConllRow { line: number, word: "", tag: "O" })),
        (Some(word), Some(tag)) => Ok(Some(ConllRow { line: number, word, tag })),
        (Some("#"), None) => Ok(None),
        (Some(_), None) => Err(Problem {
            line: u32::try_from(number).ok(),
            column: Some(1),
            message: "a word without a tag; left out".to_owned(),
        }),
    }
}

fn finish(rows: &mut Vec<ConllRow<'_>>, context: &Context<'_>, into: &mut Imported) {
    if rows.iter().any(|row| !row.word.is_empty()) {
        finish_always(rows, context, into);
    }
    rows.clear();
}

fn finish_always(rows: &mut Vec<ConllRow<'_>>, context: &Context<'_>, into: &mut Imported) {
    let words: Vec<&str> =
        rows.iter().map(|row| row.word).filter(|word| !word.is_empty()).collect();
    let open = context.article.and_then(|open| Some((open.clone(), aligned(open, &words)?)));
    let (article, places) = match open {
        Some(found) => found,
        None => {
            let (text, places) = text_of(rows);
            let Some(article) = article_of(&text, into) else { return rows.clear() };
            if !words.is_empty() {
                into.problems.push(Problem::new(
                    "CoNLL files have words but no text; the words were joined by spaces, the sentences by line breaks",
                ));
            }
            (article, places)
        }
    };
    let mut intake = Intake::new(&article, Unit::CodePoint, context);
    let tags = rows.iter().filter(|row| !row.word.is_empty());
    for (label, range) in entities(tags.map(|row| (row.line, row.tag)).zip(places)) {
        intake.ranges(label, vec![range], None);
    }
    intake.finish(&Details::default(), into);
    rows.clear();
}

/// The words joined, and the place of each.
fn text_of(rows: &[ConllRow<'_>]) -> (String, Vec<TextRange>) {
    let (mut text, mut places) = (String::new(), Vec::new());
    for row in rows {
        if row.word.is_empty() {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            continue;
        }
        if !text.is_empty() && !text.ends_with('\n') {
            text.push(' ');
        }
        let start = Byte::at(text.len());
        text.push_str(row.word);
        places.push(TextRange { start, end: Byte::at(text.len()) });
    }
    text.truncate(text.trim_end_matches('\n').len());
    (text, places)
}

/// The entities of tags, in IOB1, IOB2 and BIOES alike.
fn entities<'a>(
    tags: impl Iterator<Item = ((usize, &'a str), TextRange)>,
) -> Vec<(&'a str, TextRange)> {
    let mut found: Vec<(&str, TextRange)> = Vec::new();
    let mut open = false;
    for ((_, tag), place) in tags {
        let (how, label) = tag.split_once('-').unwrap_or(("O", ""));
        let goes_on = open
            && matches!(how, "I" | "E" | "L")
            && found.last().is_some_and(|(last, _)| *last == label);
        match (goes_on, found.last_mut()) {
            (true, Some((_, range))) => range.end = place.end,
            _ if matches!(how, "B" | "I" | "E" | "L" | "S" | "U") => found.push((label, place)),
            _ => {}
        }
        open = matches!(how, "B" | "I");
    }
    found
}

/// Whether a file looks like this format.
pub fn recognises(file: &File) -> bool {
    let (content, _) = utf8::decode_all(&file.content);
    if content.trim_start_matches('\u{feff}').starts_with("-DOCSTART-") {
        return true;
    }
    let lines = content.lines().filter(|line| !line.trim_matches(is_blank).is_empty()).take(20);
    let tagged = |line: &str| {
        let columns: Vec<_> = line.split([' ', '\t']).filter(|one| !one.is_empty()).collect();
        let tag = columns.last().copied().unwrap_or_default();
        (2..=6).contains(&columns.len())
            && (tag == "O"
                || (tag.len() > 2 && tag.as_bytes()[1] == b'-' && "BIESLU".contains(&tag[..1])))
    };
    let lines: Vec<_> = lines.collect();
    !lines.is_empty() && lines.iter().all(|line| tagged(line))
}
