//! Label Studio's JSON: a list of tasks, with offsets in code points, and beside it the labelling
//! configuration its names refer to.

mod read;
mod rows;
mod source;

pub use self::read::recognises;

use crate::formats::common::codec::{Codec, Context, KeptDocument};
use crate::formats::common::links::{CLAIMANT, SPEAKER, links, relation};
use crate::formats::common::pretty::pretty;
use crate::formats::common::records::{number, object};
use crate::formats::common::spans::{BARE, TEXT_ONLY, place, with_links};
use crate::formats::common::{Audience, Choice, File, Format, Ids, Lack, Problem, Ruler, Unit};
use crate::model::plain::Plain;
use crate::model::{Annotation, AnnotationSet, Kind};

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
pub const CODEC: Codec = Codec { format: &FORMAT, holds, export, import: read::import };

/// The shape in which what models predicted is read too.
pub const PREDICTED: &str = "predictions";

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
