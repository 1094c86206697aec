//! Reads what spaCy and programs around it keep as JSON: documents of version 3, the training files of version
//! 2, and training examples, which are pairs of a text and its entities (tests/formats/records.rs).

use std::collections::BTreeSet;

use super::viewer;
use crate::formats::common::codec::{Context, Imported};
use crate::formats::common::encoding::text_of;
use crate::formats::common::lenient::value_end;
use crate::formats::common::listed::stated;
use crate::formats::common::python;
use crate::formats::common::records::{
    FirstRecord, details_of, each, items, offset, records, text,
};
use crate::formats::common::spans::{Intake, article_of, short};
use crate::formats::common::tagged::{self, TaggedWord};
use crate::formats::common::tokens::aligned;
use crate::formats::common::unprinted::with_lists;
use crate::formats::common::{File, Problem, Unit, utf8};
use crate::model::Details;
use crate::model::plain::{Object, Plain};

/// Reads files of this format.
pub fn import(files: &[File], context: &Context<'_>) -> Imported {
    let mut imported = Imported::default();
    for file in files {
        if is_program(file) {
            let (program, problems) = text_of(&file.content);
            imported.problems.extend(problems);
            let (lists, others) = python::lists(&program);
            if others > 0 {
                let what = if others == 1 {
                    "list of this program is"
                } else {
                    "lists of this program are"
                };
                imported.problems.push(Problem::new(format!(
                    "{others} {what} not made of texts and numbers alone; left out"
                )));
            }
            for list in lists {
                let list = Plain::from_json(&list).unwrap_or(Plain::Null);
                // Programs have lists of other things, too.
                for one in examples(&list) {
                    record(one, context, &mut imported);
                }
            }
            continue;
        }
        records(&file.content, &mut imported, |one, into| record(one, context, into));
    }
    imported
}

/// The examples that a list of a program has, or is one of.
fn examples<'p, 'a>(list: &'p Plain<'a>) -> &'p [Plain<'a>] {
    match list {
        one if is_pair(one) => std::slice::from_ref(one),
        Plain::List(all) if all.iter().any(is_pair) => all,
        _ => &[],
    }
}

/// Whether it is a text with its entities.
fn is_pair(one: &Plain<'_>) -> bool {
    let Plain::List(pair) = one else { return false };
    match pair.as_slice() {
        [Plain::Text(_), Plain::Object(said), ..] => {
            ["entities", "spans"].iter().any(|name| said.get(name).is_some())
        }
        _ => false,
    }
}

const LINK: &str = "a link to a knowledge base is not kept here";

fn record(one: &Plain<'_>, context: &Context<'_>, into: &mut Imported) {
    match one {
        // Programs write it for what was not annotated.
        Plain::Null => {}
        Plain::List(list) => match list.as_slice() {
            [Plain::Text(words), said, ..] => example(words, said, context, into),
            _ => {
                into.problems
                    .push(Problem::new("a list is not a text with its entities; left out"));
            }
        },
        Plain::Object(file) if file.get("paragraphs").is_some() => {
            for paragraph in items(file, "paragraphs").iter().filter_map(|it| it.as_object().ok()) {
                tagged_paragraph(paragraph, context, into);
            }
        }
        Plain::Object(file) if file.get("classes").is_some() => {
            items(file, "annotations")
                .iter()
                .filter(|it| !matches!(it, Plain::Object(_)))
                .for_each(|one| record(one, context, into));
        }
        Plain::Object(doc) => match viewer::rows(doc) {
            Some(rows) => rows.iter().for_each(|row| document(row, context, into)),
            None => with_lists(doc, |doc| document(doc, context, into)),
        },
        other => {
            into.problems.push(Problem::new(format!("a document {}", other.is_not("an object"))));
        }
    }
}

/// A text and what is said about it: `["…", {"entities": [[2, 10, "PERSON"]]}]`.
fn example(words: &str, said: &Plain<'_>, context: &Context<'_>, into: &mut Imported) {
    let Some(article) = article_of(words, into) else { return };
    let mut intake = Intake::of_text(&article, words, Unit::CodePoint, context);
    let object = said.as_object().ok();
    let spans = object.map_or(each(said), |said| items(said, "entities"));
    let mut seen: BTreeSet<String> = spans.iter().map(Plain::to_json).collect();
    // An entity that is also among the spans is one annotation, not two.
    let grouped = object.into_iter().flat_map(in_groups).filter(|span| seen.insert(span.to_json()));
    let spans: Vec<_> = spans.iter().chain(grouped).collect();
    intake.count_as(&spans.iter().filter_map(|span| stated(span)).collect::<Vec<_>>(), None);
    for span in spans {
        intake.listed(span);
    }
    if let Some(said) = object {
        categories(said, &mut intake);
        for _ in said
            .get("links")
            .and_then(|links| links.as_object().ok())
            .into_iter()
            .flat_map(Object::values)
        {
            intake.skip(LINK);
        }
    }
    intake.finish(&Details::default(), into);
}

/// The spans in the groups of a document: `{"spans": {"sc": […]}}`.
fn in_groups<'p>(of: &'p Object<'p>) -> impl Iterator<Item = &'p Plain<'p>> {
    let groups = of.get("spans").and_then(|spans| spans.as_object().ok());
    let groups = groups.into_iter().flat_map(Object::values);
    groups.flat_map(|group| group.as_list().unwrap_or_default())
}

/// The categories of a whole text: by name, or in version 2 as a list.
fn categories(of: &Object<'_>, intake: &mut Intake<'_>) {
    let named = of.get("cats").and_then(|cats| cats.as_object().ok());
    let named = named.into_iter().flat_map(Object::fields).map(|(name, value)| (name, Some(value)));
    let listed = items(of, "cats").iter().filter_map(|one| one.as_object().ok());
    let listed = listed.map(|one| (text(one, "label").unwrap_or_default(), one.get("value")));
    for (name, value) in named.chain(listed) {
        let is_not = match value {
            None => false,
            Some(Plain::Flag(is)) => !is,
            Some(Plain::Null) => true,
            Some(Plain::Fraction(share)) => *share < 0.5,
            value => offset(value) == Some(0),
        };
        if !is_not {
            intake.skip(format!("the category “{}” is about the whole text", short(name)));
        }
    }
}

fn document(doc: &Object<'_>, context: &Context<'_>, into: &mut Imported) {
    let listed =
        |name| items(doc, name).iter().map(|one| one.as_text().ok()).collect::<Option<Vec<_>>>();
    let words = ["tokens", "words"].into_iter().filter_map(listed).find(|words| !words.is_empty());
    // Words without tags say nothing that the text does not.
    let is_tagged = TAGS.iter().any(|name| !items(doc, name).is_empty());
    if let Some(words) = words.filter(|_| is_tagged || text(doc, "text").is_none()) {
        return tagged_words(doc, &words, context, into);
    }
    let Some(words) = text(doc, "text") else {
        return into.problems.push(Problem::new("there is no text in this document; left out"));
    };
    let Some(article) = article_of(words, into) else { return };
    let mut intake = Intake::of_text(&article, words, Unit::CodePoint, context);
    let grouped = in_groups(doc);
    let alone = items(doc, "ents").iter().map(|span| (span, true));
    let spans: Vec<_> = grouped.map(|span| (span, false)).chain(alone).collect();
    let places: Vec<_> = spans.iter().filter_map(|(span, _)| stated(span)).collect();
    intake.count_as(&places, doc.get("meta"));
    let mut seen = BTreeSet::new();
    for (span, alone) in spans {
        let name = span.as_object().ok().map(|span| {
            let field = |name| span.get(name).map(Plain::to_json);
            (field("start"), field("end"), field("label"))
        });
        // An entity that is also among the spans is one annotation, not two.
        if seen.insert(name) || !alone {
            intake.listed(span);
            let item = span.as_object().ok().and_then(|span| text(span, "kb_id"));
            if item.is_some_and(|item| !item.is_empty() && item != "NIL") {
                intake.skip(LINK);
            }
        }
    }
    categories(doc, &mut intake);
    intake.finish(&details_of(doc.get("meta")), into);
}

/// A paragraph of version 2: words with tags, and perhaps the text they are of.
fn tagged_paragraph(paragraph: &Object<'_>, context: &Context<'_>, into: &mut Imported) {
    let sentences = items(paragraph, "sentences").iter().filter_map(|one| one.as_object().ok());
    let mut rows: Vec<TaggedWord<'_>> = Vec::new();
    for sentence in sentences {
        for token in items(sentence, "tokens").iter().filter_map(|one| one.as_object().ok()) {
            let word = text(token, "orth").unwrap_or_default().trim();
            let tags = text(token, "ner").into_iter().collect();
            if !word.is_empty() {
                let glued = text(token, "space") == Some("");
                rows.push(TaggedWord { word, tags, glued, ..TaggedWord::default() });
            }
        }
        rows.push(TaggedWord::default());
    }
    let raw = text(paragraph, "raw");
    if let Some(raw) = raw.filter(|_| rows.iter().all(|row| row.word.is_empty())) {
        return example(raw, &Plain::Object(paragraph.clone()), context, into);
    }
    of_rows(&rows, raw, paragraph, context, into);
}

/// The names of lists of tags.
const TAGS: [&str; 6] = ["ner_tags", "tags", "labels", "ner", "iob_tags", "bio_tags"];

/// Words with a tag each, as data sets list them: `{"tokens": ["Mira"], "ner_tags": ["B-PER"]}`.
fn tagged_words(doc: &Object<'_>, words: &[&str], context: &Context<'_>, into: &mut Imported) {
    let lists = TAGS.map(|name| items(doc, name));
    let tags = lists.into_iter().find(|tags| !tags.is_empty()).unwrap_or_default();
    if tags.iter().any(|tag| tag.as_text().is_err()) {
        into.problems.push(Problem::new(
            "the tags of these words are numbers, and what they stand for is not in this file; only the text was read",
        ));
    }
    let tags = tags.iter().map(|tag| tag.as_text().unwrap_or_default());
    let tags = tags.chain(std::iter::repeat(""));
    let rows = words.iter().zip(tags).map(|(word, tag)| {
        let tags = Vec::from_iter(Some(tag).filter(|tag| !tag.is_empty()));
        TaggedWord { word: word.trim(), tags, ..TaggedWord::default() }
    });
    let rows: Vec<_> = rows.filter(|row| !row.word.is_empty()).collect();
    let whole = text(doc, "text").or_else(|| text(doc, "full_text"));
    of_rows(&rows, whole, doc, context, into);
}

/// Words with tags of a document, and the text they are of if it has exactly these words.
fn of_rows(
    rows: &[TaggedWord<'_>],
    raw: Option<&str>,
    document: &Object<'_>,
    context: &Context<'_>,
    into: &mut Imported,
) {
    let words: Vec<&str> =
        rows.iter().map(|row| row.word).filter(|word| !word.is_empty()).collect();
    let raw = raw.and_then(|raw| article_of(raw, into));
    let found = raw.and_then(|raw| aligned(&raw, &words).map(|places| (raw, places)));
    let (article, places) = match found {
        Some(found) => found,
        None => {
            let (text, places) = tagged::text_of(rows);
            let Some(article) = article_of(&text, into) else { return };
            into.problems.push(Problem::new(
                "there is no text that has exactly these words; they were joined by spaces, the sentences by line breaks",
            ));
            (article, places)
        }
    };
    let mut intake = Intake::new(&article, Unit::CodePoint, context);
    let tags = rows.iter().filter(|row| !row.word.is_empty());
    let tags = tags.map(|row| row.tags.first().copied().unwrap_or_default());
    for (label, range) in tagged::spans(&tags.zip(places).collect::<Vec<_>>()) {
        intake.ranges(label, vec![range], None);
    }
    categories(document, &mut intake);
    intake.finish(&Details::default(), into);
}

/// Whether a file looks like this format.
pub fn recognises(file: &File) -> bool {
    let (content, _) = utf8::decode_all(&file.content);
    if is_program(file) {
        return python::lists(&content)
            .0
            .iter()
            .any(|list| !examples(&Plain::from_json(list).unwrap_or(Plain::Null)).is_empty());
    }
    let head = FirstRecord::of(&content);
    let is_document = head.has("text")
        && (head.has("ents") || head.has("tokens") || head.begins(&["spans"], '{'));
    let is_training = head.begins(&["paragraphs"], '[')
        || (head.begins(&["classes"], '[') && head.begins(&["annotations"], '['));
    let is_tags =
        |tags: &str| tags.starts_with('[') && (tags.contains("\"O\"") || tags.contains("\"B-"));
    let is_tagged = head.begins(&["tokens", "words"], '[')
        && (head.begins(&["ner_tags"], '[')
            || TAGS.iter().any(|name| head.get(name).is_some_and(is_tags)));
    let is_viewer = head.begins(&["features"], '[')
        && head.get("rows").is_some_and(|rows| rows.contains("\"row\""));
    is_document || is_viewer || is_training || is_tagged || is_example(&content)
}

/// Whether it is a program, or a list as Python prints it: of tuples, which JSON has not.
fn is_program(file: &File) -> bool {
    let start = file.content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&file.content);
    let start = start.iter().copied().filter(|byte| !byte.is_ascii_whitespace());
    let start: Vec<u8> = start.take(3).collect();
    file.extension() == "py"
        || [&b"[('"[..], b"[(\"", b"('", b"(\""].iter().any(|sign| start.starts_with(sign))
}

/// Most examples looked at.
const FIRST: usize = 20;

/// Whether it begins with texts and their entities, in a list of such or one after the other.
fn is_example(content: &str) -> bool {
    let text = content.trim_start_matches('\u{feff}').trim_start();
    let Some(list) = text.strip_prefix('[').map(str::trim_start) else { return false };
    let mut rest = if list.starts_with('[') { list } else { text };
    for _ in 0..FIRST {
        let Some(pair) = rest.strip_prefix('[').map(str::trim_start) else { return false };
        let end = if pair.starts_with('"') { value_end(pair, 0) } else { None };
        let said = end.and_then(|end| pair.get(end..)?.trim_start().strip_prefix(','));
        let said = said.map(str::trim_start).unwrap_or_default();
        let end = value_end(said, 0).unwrap_or(said.len());
        let has_spans = |said: &str| said.contains("\"entities\"") || said.contains("\"spans\"");
        let named = said.starts_with('{') && said.get(..end).is_some_and(has_spans);
        let is_list = said.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with('['));
        if named || is_list {
            return true;
        }
        // One that says nothing may come before others.
        if !said.starts_with("{}") {
            return false;
        }
        let Some(end) = value_end(rest, 0) else { return false };
        rest = rest.get(end..).unwrap_or_default().trim_start_matches([',', ' ', '\r', '\n', '\t']);
    }
    false
}
