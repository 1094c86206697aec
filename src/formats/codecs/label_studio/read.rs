//! Reads Label Studio's exports: JSON of all versions, JSON_MIN, CSV and TSV. What was cancelled or predicted
//! is left out and counted, as are values that are no spans (tests/formats/studio.rs).

use super::PREDICTED;
use super::rows::{is_table, rows};
use super::source::{TaskText, by_text, is_of_time};
use crate::formats::common::codec::{Context, Imported};
use crate::formats::common::records::{FirstRecord, details_of, items, objects, text};
use crate::formats::common::spans::{Intake, article_of, short};
use crate::formats::common::{File, Problem, utf8};
use crate::model::Origin;
use crate::model::plain::{Object, Plain};

/// Reads files of this format.
pub fn import(files: &[File], context: &Context<'_>) -> Imported {
    let mut imported = Imported::default();
    for file in files.iter().filter(|file| file.extension() != "xml") {
        match is_table(file) {
            true => rows(&file.content, context, &mut imported),
            // Its server answers with a list of tasks in an object.
            false => objects(&file.content, &mut imported, |task, into| match items(task, TASKS) {
                [] => read(task, context, into),
                tasks => {
                    let tasks = tasks.iter().filter_map(|task| task.as_object().ok());
                    tasks.for_each(|task| read(task, context, into));
                }
            }),
        }
    }
    imported
}

/// The tasks in an answer of its server.
const TASKS: &str = "tasks";

/// What a task says about a part of its text.
#[derive(Clone, Copy)]
pub struct Region<'p> {
    /// All of it; the same as the value in JSON_MIN and for relations.
    pub result: &'p Object<'p>,
    /// Its place and labels.
    pub value: &'p Object<'p>,
    /// What predicted it; the name may be empty.
    by: Option<&'p str>,
    /// What says who made it.
    of: Option<&'p Object<'p>>,
}

/// Reads a task.
pub(super) fn read(task: &Object<'_>, context: &Context<'_>, into: &mut Imported) {
    let data = task.get("data").and_then(|data| data.as_object().ok());
    let with_predictions = context.options.shape == PREDICTED;
    let mut regions = match data {
        Some(_) => decided(task),
        None => minimal(task),
    };
    if with_predictions {
        regions.extend(list_of(task, "predictions").flat_map(predicted));
    }
    let own = data.unwrap_or(task);
    let (texts, lost) = by_text(regions, own);
    if lost > 0 {
        let what = if lost == 1 { "mark is" } else { "marks are" };
        into.problems.push(Problem::new(format!(
            "{lost} {what} in one of several texts, and nothing says in which; left out"
        )));
    }
    if texts.is_empty() {
        return into.problems.push(Problem::new("a task has no text in “data”; left out"));
    }
    let named = Plain::Object(own.clone());
    let (mut here, elsewhere): (Vec<_>, Vec<_>) =
        texts.into_iter().partition(|(source, _)| source.elsewhere(own).is_none());
    for (source, regions) in &elsewhere {
        into.problems.push(not_here(source, regions));
    }
    if here.is_empty()
        && let Some(other) = TaskText::beside(own)
    {
        let values = elsewhere.into_iter().flat_map(|(_, regions)| regions);
        here.push((other, values.filter(|region| !is_mark(region.value)).collect()));
    }
    for (at, (source, regions)) in here.iter().enumerate() {
        let Some(article) = article_of(source.text(), into) else { continue };
        let mut intake = Intake::of_text(&article, source.text(), source.unit(), context);
        intake.count_as(&source.stated(regions).collect::<Vec<_>>(), Some(&named));
        for region in regions {
            mark(region, source, &mut intake);
        }
        // What is said about a mark may stand before it.
        for region in regions {
            value(region, &mut intake);
        }
        match data.is_some() {
            _ if at > 0 => {}
            true => undecided(task, with_predictions, &mut intake),
            false => others(task, source, &mut intake),
        }
        intake.finish(&details_of(Some(&named)), into);
    }
}

/// The problem that a text is only an address.
fn not_here(source: &TaskText<'_>, regions: &[Region<'_>]) -> Problem {
    let marks = regions.iter().filter(|region| is_mark(region.value)).count();
    let marks = match marks {
        0 => String::new(),
        1 => " with its mark".to_owned(),
        marks => format!(" with its {marks} marks"),
    };
    let address = short(source.text());
    Problem::new(format!("the text of a task is at {address}, not in this file; left out{marks}"))
}

fn list_of<'p>(of: &'p Object<'_>, name: &str) -> impl Iterator<Item = &'p Object<'p>> {
    items(of, name).iter().filter_map(|one| one.as_object().ok())
}

/// What people said of a task, under its name of today and that of before.
fn annotations_of<'p>(task: &'p Object<'_>) -> impl Iterator<Item = &'p Object<'p>> {
    ["annotations", "completions"].into_iter().flat_map(|name| list_of(task, name))
}

fn is_cancelled(one: &Object<'_>) -> bool {
    ["was_cancelled", "skipped"].iter().any(|name| one.get(name) == Some(&Plain::Flag(true)))
}

/// What people decided.
fn decided<'p>(task: &'p Object<'p>) -> Vec<Region<'p>> {
    let all = annotations_of(task).filter(|one| !is_cancelled(one));
    let regions = all.flat_map(|one| {
        list_of(one, "result").map(|result| Region { of: Some(one), ..region(result, None) })
    });
    regions.collect()
}

/// What a model predicted.
fn predicted<'p>(from: &'p Object<'p>) -> impl Iterator<Item = Region<'p>> {
    let by = text(from, "model_version").unwrap_or_default();
    list_of(from, "result").map(move |result| region(result, Some(by)))
}

fn region<'p>(result: &'p Object<'p>, by: Option<&'p str>) -> Region<'p> {
    let value = result.get("value").and_then(|value| value.as_object().ok());
    Region { result, value: value.unwrap_or(result), by, of: None }
}

/// Who made it, if it is said in words: people are numbered otherwise.
fn author(of: &Object<'_>) -> Option<String> {
    let by = of.get("completed_by").or_else(|| of.get("annotator"))?;
    let Plain::Object(by) = by else {
        return by.as_text().ok().filter(|by| by.contains('@')).map(str::to_owned);
    };
    let names = ["first_name", "last_name"].iter().filter_map(|name| text(by, name));
    let name = names.collect::<Vec<_>>().join(" ").trim().to_owned();
    Some(name).filter(|name| !name.is_empty()).or_else(|| text(by, "email").map(str::to_owned))
}

/// The marks of JSON_MIN: lists of values, under the names of their tags.
fn minimal<'p>(task: &'p Object<'p>) -> Vec<Region<'p>> {
    let lists = task.values().filter_map(|value| value.as_list().ok()).flatten();
    let values = lists.filter_map(|one| one.as_object().ok()).filter(|value| is_mark(value));
    values.map(|value| Region { result: value, value, by: None, of: Some(task) }).collect()
}

pub fn is_mark(value: &Object<'_>) -> bool {
    value.get("start").is_some() && value.get("end").is_some()
}

/// Counts what was cancelled, drafted or predicted.
fn undecided(task: &Object<'_>, with_predictions: bool, intake: &mut Intake<'_>) {
    let marks = |one: &Object<'_>| {
        list_of(one, "result").filter(|one| text(one, "type") != Some("relation")).count()
    };
    let cancelled = annotations_of(task).filter(|one| is_cancelled(one) && marks(one) > 0).count();
    if cancelled > 0 {
        let what = if cancelled == 1 { "annotation was" } else { "annotations were" };
        intake.report(Problem::new(format!(
            "{cancelled} {what} cancelled in Label Studio; left out"
        )));
    }
    for _ in annotations_of(task).filter(|one| matches!(one.get("result"), Some(Plain::Text(_)))) {
        intake.skip("an annotation has its regions as text, not as a list");
    }
    ["annotations", "completions", "predictions", "drafts"].into_iter().for_each(|name| {
        without_content(task, name, intake);
    });
    const READ: &str = ". Read the file as “Label Studio, with its predictions” to take them in";
    for (name, one, many, more) in [
        ("predictions", "annotation is a prediction", "annotations are predictions", READ),
        ("drafts", "annotation is a draft", "annotations are drafts", ""),
    ] {
        if with_predictions && name == "predictions" {
            continue;
        }
        for from in list_of(task, name).filter(|from| marks(from) > 0) {
            let count = marks(from);
            let version = text(from, "model_version").filter(|version| !version.is_empty());
            let by = version.map_or(String::new(), |version| format!(" by “{}”", short(version)));
            intake.report(Problem::new(format!(
                "{count} {}{by}, not decided by a person; left out{more}",
                if count == 1 { one } else { many }
            )));
        }
    }
}

/// Counts what a list of a task only names by numbers, as an answer of the server may, and says if it is no list.
fn without_content(task: &Object<'_>, name: &str, intake: &mut Intake<'_>) {
    let is_bare = |one: &&Plain<'_>| !matches!(one, Plain::Object(_) | Plain::Null);
    let bare = items(task, name).iter().filter(is_bare).count();
    let is_list = matches!(task.get(name), None | Some(Plain::List(_) | Plain::Null));
    let is_nothing = text(task, name).is_some_and(|said| said.trim().is_empty());
    match bare {
        0 if is_list || is_nothing => {}
        0 => intake.skip(format!("“{name}” of a task is not a list of annotations")),
        count => intake.report(Problem::new(format!(
            "“{name}” of this task has only the numbers of {count} {}; export them with their content",
            if count == 1 { "entry" } else { "entries" }
        ))),
    }
}

/// Names what JSON_MIN has beside the text and its marks.
fn others(task: &Object<'_>, source: &TaskText<'_>, intake: &mut Intake<'_>) {
    const KNOWN: [&str; 9] = [
        "id",
        "annotator",
        "annotation_id",
        "created_at",
        "updated_at",
        "lead_time",
        "title",
        "source",
        "sha256",
    ];
    for (name, value) in task.fields().filter(|(name, _)| !KNOWN.contains(name)) {
        let has_marks = value
            .as_list()
            .is_ok_and(|list| list.iter().any(|one| one.as_object().is_ok_and(is_mark)));
        let is_text = value.as_text().is_ok_and(|value| value.is_empty() || source.is_of(value))
            || source.is_turns(value);
        if !has_marks && !is_text && *value != Plain::Null {
            intake.skip(format!("“{}” is about the whole text", short(name)));
        }
    }
}

/// Adds a span with its labels, or a relation.
fn mark(region: &Region<'_>, source: &TaskText<'_>, intake: &mut Intake<'_>) {
    let Region { result, value, by, of } = region;
    if text(result, "type") == Some("relation") {
        let Some((from, to)) = text(result, "from_id").zip(text(result, "to_id")) else { return };
        let back = text(result, "direction") == Some("left");
        let (from, to) = if back { (to, from) } else { (from, to) };
        let labels: Vec<_> =
            items(result, "labels").iter().filter_map(|it| it.as_text().ok()).collect();
        return intake.relation(&labels.join(", "), from, to);
    }
    if is_value(value) {
        return;
    }
    let labels: Vec<&str> = labels(value).collect();
    if labels.is_empty() {
        return intake.skip("a region has no label");
    }
    let Some(range) = source.range(value).filter(|_| !is_of_time(result)) else {
        for label in labels {
            let words = text(value, "text");
            if !intake.knows(label)
                || words.is_some_and(|words| intake.by_words(label, words).is_some())
            {
                continue;
            }
            intake.skip(format!(
                "the place of a “{}” is given in a way that this app cannot read",
                short(label)
            ));
        }
        return;
    };
    let parts = source.parts(value);
    for label in labels {
        let words = text(value, "text");
        let made = match &parts {
            Some(parts) => intake.parts(label, parts, words),
            None => intake.span(label, range, words),
        };
        let Some(one) = made else { continue };
        one.creator = of.and_then(author);
        if let Some(by) = by {
            one.origin = Origin::Suggestion;
            one.creator = Some((*by).to_owned()).filter(|by| !by.is_empty());
        }
        if let Some(meta) = result.get("meta").and_then(|meta| meta.as_object().ok()) {
            one.note = lines(meta.get("text"));
        }
        if let Some(id) = text(result, "id") {
            intake.called(id);
        }
    }
}

fn labels<'p>(value: &'p Object<'_>) -> impl Iterator<Item = &'p str> {
    let lists = value.fields().filter(|(name, _)| name.ends_with("labels"));
    lists
        .flat_map(|(_, list)| list.as_list().unwrap_or_default())
        .filter_map(|it| it.as_text().ok())
}

/// A text, or the lines of one.
fn lines(of: Option<&Plain<'_>>) -> String {
    match of {
        Some(Plain::Text(text)) => text.to_string(),
        Some(Plain::List(list)) => {
            let lines: Vec<_> = list.iter().filter_map(|line| line.as_text().ok()).collect();
            lines.join("\n")
        }
        _ => String::new(),
    }
}

/// Members of a value that say where it is and what of, or are told elsewhere.
const PLACE: [&str; 17] = [
    "start",
    "end",
    "startOffset",
    "endOffset",
    "globalOffsets",
    "text",
    "channel",
    "id",
    "from_name",
    "to_name",
    "type",
    "origin",
    "value",
    "meta",
    "score",
    "from_id",
    "to_id",
];

/// What is said about a mark or a text, and is no label. A text field has the words it got in “text”.
fn values<'p>(value: &'p Object<'_>) -> impl Iterator<Item = &'p Plain<'p>> {
    let said =
        value.fields().filter(|(name, _)| !PLACE.contains(name) && !name.ends_with("labels"));
    said.map(|(_, said)| said).filter(|said| **said != Plain::Null)
}

fn is_value(value: &Object<'_>) -> bool {
    let has_labels = value.fields().any(|(name, _)| name.ends_with("labels"));
    matches!(value.get("text"), Some(Plain::List(_)))
        || !has_labels && values(value).next().is_some()
}

/// Adds what people wrote about a mark to its note, and counts what else they said.
fn value(region: &Region<'_>, intake: &mut Intake<'_>) {
    let Region { result, value, .. } = region;
    if !is_value(value) || text(result, "type") == Some("relation") {
        return;
    }
    let of = if is_mark(value) { "a mark" } else { "the whole text" };
    let written = lines(value.get("text").filter(|text| matches!(text, Plain::List(_))));
    let mine = text(result, "id").and_then(|id| intake.by_name(id)).filter(|_| is_mark(value));
    match mine.filter(|_| !written.is_empty()) {
        Some(one) => {
            let gap = if one.note.is_empty() { "" } else { "\n" };
            one.note.push_str(gap);
            one.note.push_str(&written);
        }
        None if !written.is_empty() => {
            intake.skip(format!("the words “{}” are about {of}", short(&written)));
        }
        None => {}
    }
    for said in values(value) {
        let written = lines(Some(said));
        let said = if written.is_empty() { said.to_json() } else { written };
        intake.skip(format!("“{}” is said about {of}", short(&said)));
    }
}

/// Whether a file looks like this format.
pub fn recognises(file: &File) -> bool {
    if !(file.begins_with("[") || file.begins_with("{")) {
        return is_table(file);
    }
    let (content, _) = utf8::decode_all(&file.content);
    let mut head = FirstRecord::of(&content);
    if let Some(tasks) = head.get(TASKS) {
        head = FirstRecord::of(tasks);
    }
    let has = |names: &[&str]| names.iter().any(|name| head.has(name));
    let is_task = head.begins(&["data"], '{')
        && has(&["annotations", "completions", "predictions", "drafts"]);
    // JSON_MIN has them whatever was marked.
    let is_minimal = has(&["annotation_id"]) && has(&["annotator", "lead_time"]);
    let marked = |list: &str| {
        list.starts_with('[') && list.contains("labels\"") && list.contains("\"start\"")
    };
    is_task || is_minimal || head.values().any(marked)
}
