//! Label Studio's JSON: a list of tasks, with offsets in code points, and beside it the labelling
//! configuration its names refer to.

use crate::formats::common::codec::{Codec, Context, Imported, KeptDocument};
use crate::formats::common::links::{CLAIMANT, SPEAKER, links, relation};
use crate::formats::common::pretty::pretty;
use crate::formats::common::spans::{
    BARE, Intake, TEXT_ONLY, article_of, details_of, each, items, json, number, object, offset,
    place, short, text, with_links,
};
use crate::formats::common::{
    Audience, Choice, File, Format, Ids, Lack, Problem, Ruler, Unit, utf8,
};
use crate::model::plain::{Object, Plain};
use crate::model::{Annotation, AnnotationSet, Article, Kind};

/// The format.
pub const FORMAT: Format = Format {
    id: "label-studio",
    name: "Label Studio",
    extension: "zip",
    media_type: "application/zip",
    unit: Unit::CodePoint.words(),
    audience: Audience::Language,
    reads: true,
    text: true,
    ids: Ids::Annotations,
    many: true,
    choices: &[Choice::Labels],
};

/// Its functions.
pub const CODEC: Codec = Codec { format: &FORMAT, holds, export, import };

fn holds(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    with_links(set, &[BARE, TEXT_ONLY, &[Lack::Tags]], context.now)
}

fn export(documents: &[KeptDocument<'_>], context: &Context<'_>) -> Result<Vec<File>, Problem> {
    let held: Vec<_> = documents.iter().map(KeptDocument::set).collect();
    let tasks = held.iter().zip(1..).map(|(set, id)| task(set, id, context));
    let tasks = pretty(&Plain::List(tasks.collect()));
    let stem = documents.first().map_or("", |one| one.stem());
    Ok(vec![
        File::new(format!("{stem}.label-studio.json"), tasks),
        File::new(format!("{stem}.label-studio.xml"), configuration(documents, context)),
    ])
}

/// The configuration a project needs to show the file.
fn configuration(documents: &[KeptDocument<'_>], context: &Context<'_>) -> String {
    let escaped =
        |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let label = |(kind, label): (Kind, String)| {
        let colour = ["#1a5aa4", "#875006", "#0e6350"][kind.index()];
        let label = escaped(&label);
        format!("    <Label value=\"{label}\" background=\"{colour}\"/>\n")
    };
    let labels: String = context
        .options
        .labels_in(documents.iter().map(KeptDocument::set))
        .into_iter()
        .map(label)
        .collect();
    format!(
        "<View>\n  <Labels name=\"label\" toName=\"text\">\n{labels}  </Labels>\n  <Relations>\n    \
         <Relation value=\"{SPEAKER}\"/>\n    <Relation value=\"{CLAIMANT}\"/>\n  </Relations>\n  \
         <Text name=\"text\" value=\"$text\"/>\n</View>\n"
    )
}

fn task<'a>(set: &'a AnnotationSet, id: u32, context: &'a Context<'_>) -> Plain<'a> {
    let ruler = Ruler::new(set.article(), Unit::CodePoint);
    let mut result: Vec<_> = set.iter().map(|one| region(set, one, &ruler, context)).collect();
    result.extend(links(set).into_iter().filter_map(|(from, to)| {
        let says = relation(set.get(&from)?.kind())?;
        Some(object([
            ("from_id", owned(&from.0)),
            ("to_id", owned(&to.0)),
            ("type", Plain::text("relation")),
            ("direction", Plain::text("right")),
            ("labels", Plain::List(vec![Plain::text(says)])),
        ]))
    }));
    let details = set.details();
    let mut data = vec![
        ("text", Plain::text(set.article().text())),
        ("title", Plain::text(&details.title)),
        ("sha256", Plain::text(set.article().sha256())),
    ];
    if let Some(source) = &details.source {
        data.push(("source", Plain::text(source)));
    }
    let annotation = object([("id", number(id)), ("result", Plain::List(result))]);
    object([
        ("id", number(id)),
        ("data", object(data)),
        ("annotations", Plain::List(vec![annotation])),
        ("predictions", Plain::List(Vec::new())),
    ])
}

fn owned<'a>(text: &str) -> Plain<'a> {
    Plain::Text(text.to_owned().into())
}

fn region<'a>(
    set: &'a AnnotationSet,
    one: &'a Annotation,
    ruler: &Ruler<'_>,
    context: &'a Context<'_>,
) -> Plain<'a> {
    let (start, end) = place(ruler, one);
    let words = one.spans.first().map_or("", |span| set.article().slice(*span));
    let label = Plain::Text(context.options.label_of(one));
    let mut fields = vec![
        ("id", Plain::text(&one.id.0)),
        ("from_name", Plain::text("label")),
        ("to_name", Plain::text("text")),
        ("type", Plain::text("labels")),
        (
            "value",
            object([
                ("start", number(start)),
                ("end", number(end)),
                ("text", Plain::text(words)),
                ("labels", Plain::List(vec![label])),
            ]),
        ),
    ];
    if !one.note.is_empty() {
        let note = Plain::List(vec![Plain::text(&one.note)]);
        fields.push(("meta", object([("text", note)])));
    }
    object(fields)
}

fn import(files: &[File], context: &Context<'_>) -> Imported {
    let mut imported = Imported::default();
    for file in files.iter().filter(|file| file.extension() != "xml") {
        json(&file.content, &mut imported, |plain, into| {
            for task in each(plain) {
                match task.as_object() {
                    Ok(task) => read(task, context, into),
                    Err(wrong) => into.problems.push(Problem::new(format!("a task {wrong}"))),
                }
            }
        });
    }
    imported
}

fn read(task: &Object<'_>, context: &Context<'_>, into: &mut Imported) {
    let data = task.get("data").and_then(|data| data.as_object().ok());
    let Some(words) = data.and_then(|data| words_of(data)) else {
        return into.problems.push(Problem::new("a task has no text in “data”; left out"));
    };
    let Some(article) = article_of(words, into) else { return };
    let given =
        |name: &'static str| items(task, name).iter().filter_map(|one| one.as_object().ok());
    let is_cancelled =
        |one: &&Object<'_>| matches!(one.get("was_cancelled"), Some(Plain::Flag(true)));
    let decided = given("annotations").chain(given("completions"));
    let results: Vec<&Object<'_>> = decided
        .filter(|one| !is_cancelled(one))
        .chain(given("predictions"))
        .flat_map(|one| items(one, "result"))
        .filter_map(|one| one.as_object().ok())
        .collect();
    let unit = unit_of(&article, &results);
    let mut intake = Intake::new(&article, unit, context);
    if unit == Unit::Utf16 {
        intake.report(Problem::new(
            "this file counts UTF-16 code units, as Label Studio did before 2021; read that way",
        ));
    }
    for result in results {
        take(result, &mut intake);
    }
    let cancelled = given("annotations").filter(is_cancelled);
    let cancelled = cancelled.filter(|one| !items(one, "result").is_empty()).count();
    if cancelled > 0 {
        let what = if cancelled == 1 { "annotation was" } else { "annotations were" };
        intake.report(Problem::new(format!(
            "{cancelled} {what} cancelled in Label Studio; left out"
        )));
    }
    given("predictions").filter_map(predicted).for_each(|problem| intake.report(problem));
    intake.finish(&details_of(task.get("data")), into);
}

/// The message that the content is a program's predictions, with their number.
fn predicted(prediction: &Object<'_>) -> Option<Problem> {
    let marks = items(prediction, "result").iter().filter_map(|one| one.as_object().ok());
    let count = marks.filter(|one| text(one, "type") != Some("relation")).count();
    let version = text(prediction, "model_version").filter(|version| !version.is_empty());
    let by = version.map_or("a program".to_owned(), |version| format!("“{}”", short(version)));
    let are = if count == 1 { "annotation is a prediction" } else { "annotations are predictions" };
    (count > 0).then(|| {
        Problem::new(format!(
            "{count} {are} by {by} that nobody reviewed; read like the others, so check them"
        ))
    })
}

/// The text of a task: under its usual name, or the only text there is.
fn words_of<'p>(data: &'p Object<'_>) -> Option<&'p str> {
    ["text", "dialogue", "content", "article"].iter().find_map(|name| text(data, name))
}

fn value_of<'p, 'a>(result: &'p Object<'a>) -> Option<(&'p Object<'a>, (u32, u32))> {
    let value = result.get("value")?.as_object().ok()?;
    Some((value, (offset(value.get("start"))?, offset(value.get("end"))?)))
}

/// The unit of the file: code points, unless its text only matches in UTF-16 code units.
fn unit_of(article: &Article, results: &[&Object<'_>]) -> Unit {
    let fits = |unit: Unit| {
        let ruler = Ruler::new(article, unit);
        results.iter().filter_map(|result| value_of(result)).all(|(value, (start, end))| {
            let there = ruler.span(start, end).ok().map(|range| article.slice(range));
            text(value, "text").is_none_or(|words| there == Some(words))
        })
    };
    if !fits(Unit::CodePoint) && fits(Unit::Utf16) { Unit::Utf16 } else { Unit::CodePoint }
}

fn take(result: &Object<'_>, intake: &mut Intake<'_>) {
    if text(result, "type") == Some("relation") {
        let ends = text(result, "from_id").zip(text(result, "to_id"));
        if let Some((from, to)) = ends {
            let back = text(result, "direction") == Some("left");
            let (from, to) = if back { (to, from) } else { (from, to) };
            intake.link(from, to);
        }
        return;
    }
    let Some((value, range)) = value_of(result) else {
        let kind = text(result, "type").unwrap_or("something");
        return intake.report(Problem::new(format!("a result is “{kind}”, not a span; left out")));
    };
    let labels = items(value, "labels").iter().chain(items(value, "hypertextlabels"));
    let labels: Vec<_> = labels.filter_map(|label| label.as_text().ok()).collect();
    for label in labels {
        let Some(one) = intake.span(label, range, text(value, "text")) else { continue };
        if let Some(meta) = result.get("meta").and_then(|meta| meta.as_object().ok()) {
            let notes: Vec<_> =
                items(meta, "text").iter().filter_map(|note| note.as_text().ok()).collect();
            one.note = notes.join("\n");
        }
        if let Some(id) = text(result, "id") {
            intake.called(id);
        }
    }
}

/// Whether a file looks like this format.
pub fn recognises(file: &File) -> bool {
    if !(file.begins_with("[") || file.begins_with("{")) {
        return false;
    }
    let (content, _) = utf8::decode_all(&file.content);
    let start = content.get(..content.floor_char_boundary(4_000)).unwrap_or_default();
    let whole = start.len() == content.len();
    // The text may be long, and everything else may come after it.
    let rest = content.get(content.ceil_char_boundary(content.len().saturating_sub(4_000))..);
    let said =
        |word: &str| start.contains(word) || (!whole && rest.unwrap_or_default().contains(word));
    said("\"data\"")
        && (said("\"annotations\"") || said("\"completions\"") || said("\"predictions\""))
}
