//! Records of other programs that keep spans beside a text, in the words of doccano: Google's AutoML and Vertex AI,
//! Argilla, Rasa and GATE (tests/formats/others.rs). What a model said stays a prediction.

use crate::formats::common::Unit;
use crate::formats::common::records::{FirstRecord, GRAMMAR, each, items, object, text};
use crate::formats::common::spans::short;
use crate::model::plain::{Object, Plain};

/// A record as doccano has it, and the unit of its offsets.
pub(super) type Retold<'p> = (Object<'p>, Unit);

/// The records in what another program wrote; `None` if it is none of these.
pub(super) fn retold<'p>(one: &'p Object<'p>) -> Option<Vec<Retold<'p>>> {
    if let Some(data) = inside(one, "rasa_nlu_data") {
        let examples = ["common_examples", "entity_examples", "intent_examples"].iter();
        let examples = examples.flat_map(|name| items(data, name));
        let examples = examples.filter_map(|one| one.as_object().ok());
        return Some(examples.map(|one| (of_rasa(one), Unit::CodePoint)).collect());
    }
    let of_google = of_google(one).map(|record| (record, Unit::CodePoint));
    let found = of_google
        .or_else(|| of_argilla(one).map(|record| (record, Unit::CodePoint)))
        .or_else(|| of_columns(one).map(|record| (record, Unit::CodePoint)))
        .or_else(|| of_sagemaker(one).map(|record| (record, Unit::Utf16)))
        .or_else(|| of_gate(one));
    found.map(|record| vec![record])
}

/// Whether the first record of a file is one of these.
pub(super) fn is_first(head: &FirstRecord<'_>) -> bool {
    let is_gate = head.get("entities").is_some_and(|all| all.contains("\"indices\""))
        || head.begins(&["annotation_sets"], '{');
    head.begins(&["text_snippet", "textSnippet", "rasa_nlu_data"], '{')
        || (head.has("textContent") && head.begins(&SEGMENTS, '['))
        || (head.begins(&["fields"], '{') && (head.has("responses") || head.has("suggestions")))
        || (head.begins(&["text"], '"') && is_gate)
        || head.names().any(is_column)
        || ((head.has("source") || head.has("source-ref")) && head.values().any(is_job))
}

/// The name under which a record says what it leaves out.
pub(super) const LEFT_OUT: &str = "\0left out";

fn inside<'p>(of: &'p Object<'p>, name: &str) -> Option<&'p Object<'p>> {
    of.get(name)?.as_object().ok()
}

/// A record of a text and spans.
fn record<'p>(words: Option<&'p str>, spans: Vec<Plain<'p>>) -> Object<'p> {
    let mut record = Object::default();
    words.into_iter().for_each(|words| record.put("text", Plain::text(words)));
    record.put("entities", Plain::List(spans));
    record
}

fn span<'p>(label: &'p str, start: Plain<'p>, end: Plain<'p>) -> Plain<'p> {
    object([("label", Plain::text(label)), ("start", start), ("end", end)])
}

/// The spans of an object that lists them by label, with their places or words: `{"PERSON": [[0, 9], "Ivo Brandt"]}`.
pub(super) fn in_groups<'p>(spans: &'p Plain<'_>) -> Option<Vec<Plain<'p>>> {
    let Plain::Object(groups) = spans else { return None };
    let is_group =
        |(name, list): (&str, &Plain<'_>)| matches!(list, Plain::List(_)) && !PARTS.contains(&name);
    let of_label = |(label, list): (&'p str, &'p Plain<'_>)| {
        each(list).iter().map(move |one| under(label, one))
    };
    groups.fields().all(is_group).then(|| groups.fields().flat_map(of_label).collect())
}

/// What a span, or a list of spans with what belongs to it, has as a list, and is no label.
const PARTS: [&str; 11] = [
    "label",
    "labels",
    "tags",
    "points",
    "spans",
    "offsets",
    "indices",
    "entities",
    "annotations",
    "relations",
    "result",
];

/// A span in the list of its label.
fn under<'p>(label: &'p str, one: &'p Plain<'_>) -> Plain<'p> {
    let mut whole = match one {
        Plain::Text(words) => object([("text", Plain::text(words))]),
        Plain::List(place) => match place.as_slice() {
            [words @ Plain::Text(_), start, end] | [start, end, words, ..] => {
                object([("start", start.clone()), ("end", end.clone()), ("text", words.clone())])
            }
            [start, end] => object([("start", start.clone()), ("end", end.clone())]),
            _ => one.clone(),
        },
        one => one.clone(),
    };
    if let Plain::Object(whole) = &mut whole {
        whole.put("label", Plain::text(label));
    }
    whole
}

/// The lists of spans in Vertex AI.
const SEGMENTS: [&str; 2] = ["textSegmentAnnotations", "text_segment_annotations"];

/// AutoML has the place of a span two objects deeper than Vertex AI.
fn of_google<'p>(one: &'p Object<'p>) -> Option<Object<'p>> {
    let snippet = inside(one, "text_snippet").or_else(|| inside(one, "textSnippet"));
    let words = snippet.map_or_else(|| text(one, "textContent"), |it| text(it, "content"));
    if snippet.is_none() && SEGMENTS.iter().all(|name| one.get(name).is_none()) {
        return None;
    }
    let spans = ["annotations"].iter().chain(&SEGMENTS).flat_map(|name| items(one, name));
    let spans = spans.filter_map(|span| span.as_object().ok()).map(|one| {
        let label = text(one, "display_name").or_else(|| text(one, "displayName"));
        let label = label.unwrap_or_default();
        let deep =
            |names: [&str; 2], of: &'p Object<'p>| names.iter().find_map(|name| inside(of, name));
        let segment = deep(["text_extraction", "textExtraction"], one)
            .and_then(|of| deep(["text_segment", "textSegment"], of))
            .unwrap_or(one);
        let at = |names: [&str; 2]| names.iter().find_map(|name| segment.get(name)).cloned();
        match at(["end_offset", "endOffset"]) {
            // What is zero is not written.
            Some(end) => {
                span(label, at(["start_offset", "startOffset"]).unwrap_or(Plain::Whole(0)), end)
            }
            None => Plain::text(label),
        }
    });
    Some(record(words, spans.collect()))
}

/// Answers to several questions by several people; those that were not submitted are left out.
fn of_argilla<'p>(one: &'p Object<'p>) -> Option<Object<'p>> {
    let fields = inside(one, "fields")?;
    let (responses, suggestions) = (one.get("responses"), one.get("suggestions"));
    responses.or(suggestions)?;
    let texts = fields.values().filter_map(|field| field.as_text().ok());
    let words = text(fields, "text").or_else(|| texts.max_by_key(|words| words.len()));
    let (mut spans, mut predicted, mut left) = (Vec::new(), Vec::new(), Vec::new());
    let others =
        fields.fields().filter(|(_, said)| **said != Plain::Null && said.as_text().ok() != words);
    left.extend(others.map(|(name, _)| {
        Plain::Text(format!("the field “{}” is not the text", short(name)).into())
    }));
    for (answer, status) in responses.into_iter().flat_map(answers) {
        match status {
            "discarded" | "draft" => {
                left.push(Plain::Text(format!("an answer is {status}, not submitted").into()));
            }
            _ => spans.extend(said(answer)),
        }
    }
    for (answer, _) in suggestions.into_iter().flat_map(answers) {
        predicted.extend(said(answer));
    }
    let mut record = record(words, spans);
    record.put("predictions", Plain::List(predicted));
    record.put(LEFT_OUT, Plain::List(left));
    Some(record)
}

/// Each value with its status: of version 2 by question, of version 1 by person.
fn answers<'p>(of: &'p Plain<'p>) -> Vec<(&'p Plain<'p>, &'p str)> {
    let status = |of: &'p Object<'p>| text(of, "status").unwrap_or_default();
    let mut all = Vec::new();
    let one = |answer: &'p Plain<'p>| {
        let answer = answer.as_object().ok()?;
        Some((answer.get("value")?, status(answer)))
    };
    match of {
        Plain::Object(questions) => {
            for question in questions.values() {
                match question {
                    Plain::List(answers) => all.extend(answers.iter().filter_map(one)),
                    answer => all.extend(one(answer)),
                }
            }
        }
        Plain::List(list) => {
            for answer in list {
                all.extend(one(answer));
                let Ok(person) = answer.as_object() else { continue };
                let values = inside(person, "values").into_iter().flat_map(Object::values);
                let values = values.filter_map(|value| value.as_object().ok()?.get("value"));
                all.extend(values.map(|value| (value, status(person))));
            }
        }
        _ => {}
    }
    all
}

/// What an answer says: its spans, or a text about the whole record.
fn said<'p>(answer: &'p Plain<'p>) -> Vec<Plain<'p>> {
    match answer {
        Plain::Null => Vec::new(),
        Plain::Text(_) => vec![answer.clone()],
        Plain::List(list) => list.iter().flat_map(said).collect(),
        Plain::Object(span) if span.get("start").is_some() => vec![answer.clone()],
        other => vec![Plain::Text(other.to_json().into())],
    }
}

/// Whether a column has the answers to a question, or what a model suggested.
fn is_column(name: &str) -> bool {
    name.ends_with(".responses") || name.ends_with(".suggestion")
}

/// Argilla’s answers as columns of a data set: `who.responses`, with who gave them and their states beside.
fn of_columns<'p>(one: &'p Object<'p>) -> Option<Object<'p>> {
    one.fields().find(|(name, _)| is_column(name))?;
    const OF_ROW: [&str; 3] = ["id", "status", "_server_id"];
    let fields = || one.fields().filter(|(name, _)| !name.contains('.') && !OF_ROW.contains(name));
    let texts = fields().filter_map(|(_, said)| said.as_text().ok());
    let words = text(one, "text").or_else(|| texts.max_by_key(|words| words.len()));
    let others = fields().filter(|(_, said)| **said != Plain::Null && said.as_text().ok() != words);
    let left = |what: String| Plain::Text(what.into());
    let mut out: Vec<_> = others
        .map(|(name, _)| left(format!("the field “{}” is not the text", short(name))))
        .collect();
    let (mut spans, mut predicted) = (Vec::new(), Vec::new());
    for (name, answers) in one.fields().filter(|(name, _)| is_column(name)) {
        if name.ends_with(".suggestion") {
            predicted.extend(said(answers));
            continue;
        }
        let states = format!("{name}.status");
        let states = items(one, &states).iter().map(|state| state.as_text().unwrap_or_default());
        let list = if let Plain::List(list) = answers { list.as_slice() } else { &[] };
        for (answer, state) in list.iter().zip(states.chain(std::iter::repeat(""))) {
            match state {
                "discarded" | "draft" => {
                    out.push(left(format!("an answer is {state}, not submitted")));
                }
                _ => spans.extend(said(answer)),
            }
        }
    }
    let mut record = record(words, spans);
    record.put("predictions", Plain::List(predicted));
    record.put(LEFT_OUT, Plain::List(out));
    Some(record)
}

/// Whether a value is what a labelling job of SageMaker Ground Truth found, as written.
fn is_job(said: &str) -> bool {
    said.starts_with('{') && said.contains("\"annotations\"") && said.contains("\"entities\"")
}

/// A line of SageMaker Ground Truth: the text, and what each labelling job found in it, under the job’s name.
fn of_sagemaker<'p>(one: &'p Object<'p>) -> Option<Object<'p>> {
    let is_source = one.get("source").or_else(|| one.get("source-ref")).is_some();
    let jobs = || {
        let found = |name| {
            inside(inside(one, name)?, "annotations").map(|it| (name, items(it, "entities")))
        };
        one.fields().filter_map(move |(name, _)| found(name))
    };
    jobs().next().filter(|_| is_source)?;
    let (mut spans, mut predicted) = (Vec::new(), Vec::new());
    for (name, entities) in jobs() {
        let about =
            inside(one, &format!("{name}-metadata")).and_then(|it| text(it, "human-annotated"));
        let list = if about == Some("no") { &mut predicted } else { &mut spans };
        list.extend(entities.iter().cloned());
    }
    let mut record = record(text(one, "source"), spans);
    record.put("predictions", Plain::List(predicted));
    Some(record)
}

fn of_rasa<'p>(one: &'p Object<'p>) -> Object<'p> {
    let mut record = record(text(one, "text"), items(one, "entities").to_vec());
    if let Some(intent) = text(one, "intent").filter(|intent| !intent.is_empty()) {
        record.put("cats", Plain::text(intent));
    }
    record
}

/// GATE's own JSON and that of its Python package, which says whether it counts as Java or as Python does.
fn of_gate<'p>(one: &'p Object<'p>) -> Option<Retold<'p>> {
    let words = Some(text(one, "text")?);
    if let Some(sets) = inside(one, "annotation_sets") {
        let sets = sets.values().filter_map(|set| set.as_object().ok());
        let spans = sets.flat_map(|set| items(set, "annotations"));
        let spans = spans.filter(|span| {
            let sort = span.as_object().ok().and_then(|span| text(span, "type"));
            !sort.is_some_and(|sort| GRAMMAR.contains(&sort))
        });
        let unit =
            if text(one, "offset_type") == Some("j") { Unit::Utf16 } else { Unit::CodePoint };
        let mut record = record(words, spans.cloned().collect());
        let said = inside(one, "features").into_iter().flat_map(Object::fields);
        let left = said.map(|(name, _)| {
            let what = format!("the feature “{}” of the document is not kept here", short(name));
            Plain::Text(what.into())
        });
        record.put(LEFT_OUT, Plain::List(left.collect()));
        return Some((record, unit));
    }
    let entities = inside(one, "entities")?;
    let indices = |one: &'p Plain<'p>| match items(one.as_object().ok()?, "indices") {
        [start, end] => Some((start, end)),
        _ => None,
    };
    // Others list spans by label, too.
    if !entities.values().flat_map(each).any(|one| indices(one).is_some()) {
        return None;
    }
    let mut spans = Vec::new();
    for (label, list) in entities.fields().filter(|(label, _)| !GRAMMAR.contains(label)) {
        spans.extend(each(list).iter().map(|one| match indices(one) {
            Some((start, end)) => {
                let mut features = Object::default();
                let said = one.as_object().into_iter().flat_map(Object::fields);
                for (name, said) in said.filter(|(name, _)| *name != "indices") {
                    features.put(name, said.clone());
                }
                let place = [("start", start.clone()), ("end", end.clone())];
                let said = [("label", Plain::text(label)), ("features", features.into())];
                object(place.into_iter().chain(said))
            }
            None => under(label, one),
        }));
    }
    Some((record(words, spans), Unit::Utf16))
}
