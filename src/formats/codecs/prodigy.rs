//! JSONL of Prodigy and spaCy: one article per line with its words and spans, offsets in code points. It uses
//! the view for spans that may overlap.

use std::borrow::Cow;

use crate::formats::common::codec::{Codec, Context, Imported, KeptDocument};
use crate::formats::common::listed::{stated, unaccepted};
use crate::formats::common::records::{
    FirstRecord, details, details_of, items, number, object, objects, offset, on_one_line, text,
};
use crate::formats::common::spans::{BARE, Intake, TEXT_ONLY, article_of, place, short, unlinked};
use crate::formats::common::tokens::{in_span, tokenize, tokens};
use crate::formats::common::{
    Audience, Choice, File, Format, Ids, Lack, Problem, Ruler, Unit, utf8,
};
use crate::model::plain::{Object, Plain};
use crate::model::{Annotation, AnnotationSet, TextRange};

/// The format.
pub const FORMAT: Format = Format {
    id: "prodigy",
    name: "Prodigy",
    extension: "jsonl",
    media_type: "application/jsonl",
    unit: Unit::CodePoint.words(),
    audience: Audience::Language,
    reads: true,
    text: true,
    ids: Ids::None,
    many: true,
    choices: &[Choice::Labels],
};

/// Its functions.
pub const CODEC: Codec = Codec { format: &FORMAT, holds, export, import };

fn holds(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    unlinked(set, &[BARE, TEXT_ONLY, &[Lack::Note, Lack::Tags]], context.now)
}

fn export(documents: &[KeptDocument<'_>], context: &Context<'_>) -> Result<Vec<File>, Problem> {
    let mut lines = String::new();
    for one in documents {
        lines.push_str(&on_one_line(&line(one.set(), context)));
        lines.push('\n');
    }
    let stem = documents.first().map_or("", |one| one.stem());
    Ok(vec![File::new(format!("{stem}.prodigy.jsonl"), lines)])
}

fn line<'a>(set: &'a AnnotationSet, context: &'a Context<'_>) -> Plain<'a> {
    let ruler = Ruler::new(set.article(), Unit::CodePoint);
    let words = tokens(&tokenize(set));
    let listed = words.iter().zip(0..).map(|(word, id)| {
        let (start, end) = ruler.range(*word);
        object([
            ("text", Plain::text(set.article().slice(*word))),
            ("start", number(start)),
            ("end", number(end)),
            ("id", number(id)),
            (
                "ws",
                Plain::Flag(
                    set.article()
                        .text()
                        .get(word.end.index()..)
                        .is_some_and(|rest| rest.starts_with(' ')),
                ),
            ),
        ])
    });
    let spans = set.iter().map(|one| span(one, &ruler, &words, context));
    object([
        ("text", Plain::text(set.article().text())),
        ("meta", details(set)),
        ("tokens", Plain::List(listed.collect())),
        ("spans", Plain::List(spans.collect())),
        ("_view_id", Plain::text("spans_manual")),
        ("answer", Plain::text("accept")),
    ])
}

fn span<'a>(
    one: &'a Annotation,
    ruler: &Ruler<'_>,
    words: &[TextRange],
    context: &'a Context<'_>,
) -> Plain<'a> {
    let (start, end) = place(ruler, one);
    let mut fields = vec![("start", number(start)), ("end", number(end))];
    let inside = one.spans.first().and_then(|span| in_span(words, *span));
    if let Some(inside) = inside {
        let index = |at: usize| number(u32::try_from(at).unwrap_or(u32::MAX));
        // Both ends are included.
        fields.push(("token_start", index(inside.start)));
        fields.push(("token_end", index(inside.end - 1)));
    }
    fields.push(("label", Plain::Text(context.options.label_of(one))));
    object(fields)
}

fn import(files: &[File], context: &Context<'_>) -> Imported {
    let mut imported = Imported::default();
    for file in files {
        objects(&file.content, &mut imported, |line, into| read(line, context, into));
    }
    imported
}

fn read(line: &Object<'_>, context: &Context<'_>, into: &mut Imported) {
    let Some(words) = text(line, "text") else {
        let what = if line.get("html").is_some() { "HTML instead of text" } else { "no text" };
        return into
            .problems
            .push(Problem::new(format!("there is {what} in this record; left out")));
    };
    if let Some(answer) = text(line, "answer").filter(|answer| *answer != "accept") {
        return into
            .problems
            .push(Problem::new(format!("the answer of this record is “{answer}”; left out")));
    }
    let spans: Vec<_> = items(line, "spans").iter().map(|span| placed(span, line)).collect();
    // The text of a picture or a recording is the name of its file.
    let media = ["image", "audio", "video"].into_iter().find(|name| text(line, name).is_some());
    if let Some(what) = media.filter(|_| !spans.iter().any(|span| stated(span).is_some())) {
        let message = format!("this record is about a file ({what}), not about a text; left out");
        return into.problems.push(Problem::new(message));
    }
    let Some(article) = article_of(words, into) else { return };
    let mut intake = Intake::of_text(&article, words, Unit::CodePoint, context);
    intake.count_as(
        &spans.iter().filter_map(|span| stated(span)).collect::<Vec<_>>(),
        line.get("meta"),
    );
    for span in &spans {
        if intake.listed(span).is_none() {
            continue;
        }
        place_of(Some(span)).into_iter().for_each(|name| intake.named(name));
        let said = span.as_object().into_iter().flat_map(Object::fields);
        said.filter(|(name, _)| !OF_SPANS.contains(name))
            .for_each(|(name, said)| intake.beside("field", name, said));
    }
    for one in items(line, "relations") {
        let Ok(relation) = one.as_object() else { continue };
        if let Some(answer) = unaccepted(one) {
            intake.skip(format!("the answer of a relation is “{}”", short(answer)));
            continue;
        }
        let end = |name| place_of(relation.get(name)).unwrap_or_default();
        let label = text(relation, "label").unwrap_or_default();
        intake.relation(label, end("head_span"), end("child_span"));
    }
    for choice in items(line, "accept") {
        let choice = choice.as_text().unwrap_or_default();
        intake.skip(format!("the choice “{}” is about the whole text", short(choice)));
    }
    // What a review compared; what it decided is in the spans.
    for version in items(line, "versions").iter().filter_map(|one| one.as_object().ok()) {
        let by = items(version, "sessions").iter().filter_map(|one| one.as_text().ok());
        let by = by.chain(text(version, "_session_id")).collect::<Vec<_>>().join(", ");
        let named = if by.is_empty() { String::new() } else { format!(" by “{}”", short(&by)) };
        intake.skip(format!("a version{named} was compared in a review"));
    }
    if line.get("flagged") == Some(&Plain::Flag(true)) {
        intake.skip("a flag is about the whole text".to_owned());
    }
    // What was typed is under a name that the record tells.
    let typed = text(line, "field_id").unwrap_or("user_input");
    for (name, what) in [("annotator_comment", "comment"), (typed, "answer"), ("label", "label")] {
        if let Some(said) = text(line, name).filter(|said| !said.is_empty()) {
            intake.skip(format!("the {what} “{}” is about the whole text", short(said)));
        }
    }
    let known: Vec<&str> = OF_RECORDS.into_iter().chain([typed]).collect();
    intake.besides(line, &known);
    intake.finish(&details_of(line.get("meta")), into);
}

/// What a record has that is read or named above, or only numbers it and its words.
const OF_RECORDS: [&str; 18] = [
    "text",
    "spans",
    "tokens",
    "answer",
    "relations",
    "accept",
    "options",
    "versions",
    "flagged",
    "field_id",
    "annotator_comment",
    "label",
    "id",
    "_id",
    "_input_hash",
    "_task_hash",
    "_view_id",
    "_is_binary",
];

/// The same of a span.
const OF_SPANS: [&str; 14] = [
    "start",
    "end",
    "token_start",
    "token_end",
    "label",
    "text",
    "answer",
    "id",
    "type",
    "labels",
    "input_hash",
    "task_hash",
    "_input_hash",
    "_task_hash",
];

/// A span with its offsets, which some files give only by its words.
fn placed<'p>(span: &'p Plain<'p>, line: &Object<'p>) -> Cow<'p, Plain<'p>> {
    let words = items(line, "tokens");
    let at = |object: &Object<'_>, word: &str, end: &str| {
        let word = usize::try_from(offset(object.get(word))?).ok()?;
        offset(words.get(word)?.as_object().ok()?.get(end))
    };
    let ends = span.as_object().ok().filter(|span| span.get("start").is_none()).and_then(|span| {
        Some((span, at(span, "token_start", "start")?, at(span, "token_end", "end")?))
    });
    let Some((span, start, end)) = ends else { return Cow::Borrowed(span) };
    let mut span = span.clone();
    span.put("start", number(start));
    span.put("end", number(end));
    Cow::Owned(span.into())
}

/// The place of a span, by which relations name it.
fn place_of(span: Option<&Plain<'_>>) -> Option<String> {
    let span = span?.as_object().ok()?;
    Some(format!("{}:{}", offset(span.get("start"))?, offset(span.get("end"))?))
}

/// Whether a file looks like this format.
pub fn recognises(file: &File) -> bool {
    let (content, _) = utf8::decode_all(&file.content);
    let head = FirstRecord::of(&content);
    let has = |names: &[&str]| names.iter().any(|name| head.has(name));
    (head.has("text") && head.get("spans").is_some_and(|spans| !spans.starts_with('{')))
        || (has(&["text", "html"]) && has(&["_view_id", "_task_hash", "_input_hash"]))
}
