//! doccano's JSONL: one article per line, offsets in UTF-16 code units. It has two shapes, because projects
//! without relations refuse files with relations.

mod others;

use crate::formats::common::codec::{Codec, Context, Imported, KeptDocument};
use crate::formats::common::links::{links, relation};
use crate::formats::common::listed::counted;
use crate::formats::common::records::{
    FirstRecord, details, details_of, each, items, number, object, objects, offset, on_one_line,
    text,
};
use crate::formats::common::spans::{
    BARE, Intake, TEXT_ONLY, article_of, place, short, unlinked, with_links,
};
use crate::formats::common::{
    Audience, Choice, File, Format, Ids, Lack, Problem, Ruler, Unit, utf8,
};
use crate::model::AnnotationSet;
use crate::model::plain::{Object, Plain};

const SPANS: &str = "spans";
const RELATIONS: &str = "relations";

/// The format.
pub const FORMAT: Format = Format {
    id: "doccano",
    name: "doccano",
    extension: "jsonl",
    media_type: "application/jsonl",
    unit: Unit::Utf16.words(),
    audience: Audience::Language,
    reads: true,
    text: true,
    ids: Ids::None,
    many: true,
    choices: &[
        Choice::Shape(&[(SPANS, "Spans alone"), (RELATIONS, "Spans and relations")]),
        Choice::Labels,
    ],
};

/// Its functions.
pub const CODEC: Codec = Codec { format: &FORMAT, holds, export, import };

const LACKS: &[Lack] = &[Lack::Note, Lack::Tags];

fn holds(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    let lacks = [BARE, TEXT_ONLY, LACKS];
    match context.options.is_shape(SPANS, SPANS) {
        true => unlinked(set, &lacks, context.now),
        false => with_links(set, &lacks, context.now),
    }
}

fn export(documents: &[KeptDocument<'_>], context: &Context<'_>) -> Result<Vec<File>, Problem> {
    let mut lines = String::new();
    for (at, one) in documents.iter().enumerate() {
        lines.push_str(&on_one_line(&line(one.set(), at + 1, context)));
        lines.push('\n');
    }
    let stem = documents.first().map_or("", |one| one.stem());
    Ok(vec![File::new(format!("{stem}.doccano.jsonl"), lines)])
}

fn line<'a>(set: &'a AnnotationSet, id: usize, context: &'a Context<'_>) -> Plain<'a> {
    let ruler = Ruler::new(set.article(), Unit::Utf16);
    let id = u32::try_from(id).unwrap_or(u32::MAX);
    let mut fields = vec![("id", number(id)), ("text", Plain::text(set.article().text()))];
    if context.options.is_shape(SPANS, SPANS) {
        let label = set.iter().map(|one| {
            let (start, end) = place(&ruler, one);
            let label = Plain::Text(context.options.label_of(one));
            Plain::List(vec![number(start), number(end), label])
        });
        fields.push(("label", Plain::List(label.collect())));
        fields.push(("Comments", Plain::List(Vec::new())));
    } else {
        let (entities, relations) = graph(set, &ruler, context);
        fields.push(("entities", Plain::List(entities)));
        fields.push(("relations", Plain::List(relations)));
    }
    // doccano keeps unknown fields as metadata of the article.
    fields.push(("meta", details(set)));
    object(fields)
}

fn graph<'a>(
    set: &'a AnnotationSet,
    ruler: &Ruler<'_>,
    context: &'a Context<'_>,
) -> (Vec<Plain<'a>>, Vec<Plain<'a>>) {
    let ids: std::collections::BTreeMap<_, u32> = set.iter().map(|one| &one.id).zip(0..).collect();
    let entities = set.iter().zip(0..).map(|(one, id)| {
        let (start, end) = place(ruler, one);
        object([
            ("id", number(id)),
            ("start_offset", number(start)),
            ("end_offset", number(end)),
            ("label", Plain::Text(context.options.label_of(one))),
        ])
    });
    let relations = links(set).into_iter().zip(0..).filter_map(|((from, to), id)| {
        let says = relation(set.get(&from)?.kind())?;
        Some(object([
            ("id", number(id)),
            ("from_id", number(*ids.get(&from)?)),
            ("to_id", number(*ids.get(&to)?)),
            ("type", Plain::text(says)),
        ]))
    });
    (entities.collect(), relations.collect())
}

fn import(files: &[File], context: &Context<'_>) -> Imported {
    let mut imported = Imported::default();
    for file in files {
        objects(&file.content, &mut imported, |line, into| {
            if let Some(records) = others::retold(line) {
                return records
                    .iter()
                    .for_each(|(record, unit)| read(record, Some(*unit), context, into));
            }
            let is_record = TEXTS.iter().any(|name| text(line, name).is_some());
            let examples = EXAMPLES.iter().flat_map(|name| items(line, name));
            let examples: Vec<_> = examples.filter_map(|one| one.as_object().ok()).collect();
            match is_record || examples.is_empty() {
                true => read(line, None, context, into),
                false => {
                    examples.into_iter().for_each(|one| read(one, None, context, into));
                    // LightTag’s are trees of words, beside all records.
                    let relations = items(line, "relations").len();
                    if relations > 0 {
                        let what = if relations == 1 { "relation is" } else { "relations are" };
                        into.problems.push(Problem::new(format!(
                            "{relations} {what} not between annotations of this app; left out"
                        )));
                    }
                }
            }
        });
    }
    imported
}

/// The lists of spans: of all versions, of settings, and of programs that keep spans beside a text as it does.
const LISTS: [&str; 5] = ["label", "labels", "entities", "annotations", "annotation"];
/// What models said, which nobody decided.
const PREDICTED: [&str; 2] = ["prediction", "predictions"];
/// The names of the text: of older versions and some settings, and of such programs.
const TEXTS: [&str; 4] = ["text", "data", "content", "document"];
/// The names of a list of all records: LightTag's, and that of corpora made for spaCy.
const EXAMPLES: [&str; 2] = ["examples", "annotations"];

/// Reads a record whose offsets count in this unit, or in doccano's.
fn read(line: &Object<'_>, unit: Option<Unit>, context: &Context<'_>, into: &mut Imported) {
    let Some(words) = TEXTS.iter().find_map(|name| text(line, name)) else {
        return into.problems.push(Problem::new("there is no text in this record; left out"));
    };
    let Some(article) = article_of(words, into) else { return };
    // Entities as lists are spaCy's, and tokens or one “annotation” Argilla's, with offsets in code points.
    let is_python = matches!(items(line, "entities"), [Plain::List(_), ..])
        || ["annotation", "tokens"].iter().any(|name| line.get(name).is_some());
    let usual = if is_python { Unit::CodePoint } else { Unit::Utf16 };
    let unit = unit.unwrap_or(usual);
    let mut intake = Intake::of_text(&article, words, unit, context);
    let lists = || LISTS.iter().filter_map(|name| line.get(name));
    let grouped: Vec<Plain<'_>> = lists().filter_map(others::in_groups).flatten().collect();
    let spans = || {
        let plain = lists().filter(|list| others::in_groups(list).is_none());
        // Rubrix has no list at all where nobody annotated.
        plain.flat_map(each).filter(|span| **span != Plain::Null).chain(&grouped)
    };
    intake.count_as(
        &spans().filter_map(|span| counted(span, words)).collect::<Vec<_>>(),
        line.get("meta"),
    );
    for span in spans() {
        let id = span.as_object().ok().and_then(|span| offset(span.get("id")));
        if intake.listed(span).is_none() {
            continue;
        }
        id.into_iter().for_each(|id| intake.named(id.to_string()));
        let features =
            span.as_object().ok().and_then(|span| span.get("features")?.as_object().ok());
        for (name, said) in features.into_iter().flat_map(Object::fields) {
            intake.beside("feature", name, said);
        }
    }
    for link in items(line, "relations").iter().filter_map(|one| one.as_object().ok()) {
        let ends = offset(link.get("from_id")).zip(offset(link.get("to_id")));
        if let Some((from, to)) = ends {
            let name = text(link, "type").unwrap_or_default();
            intake.relation(name, from.to_string(), to.to_string());
        } else {
            intake.skip("a relation does not say which annotations it links");
        }
    }
    for category in line.get("cats").into_iter().flat_map(each) {
        intake.listed(category);
    }
    for class in items(line, "classifications").iter().filter_map(|one| one.as_object().ok()) {
        let name = text(class, "classname").unwrap_or_default();
        intake.skip(format!("the class “{}” is about the whole text", short(name)));
    }
    let predicted = PREDICTED.iter().flat_map(|name| items(line, name)).count();
    for _ in 0..predicted {
        intake.skip("what a model predicted was not decided by a person");
    }
    for what in items(line, others::LEFT_OUT).iter().filter_map(|what| what.as_text().ok()) {
        intake.skip(what);
    }
    for comment in ["Comments", "comments"].iter().flat_map(|name| items(line, name)) {
        let said = comment.as_text().ok();
        let said = said.or_else(|| text(comment.as_object().ok()?, "text")).unwrap_or_default();
        intake.skip(format!("the comment “{}” is about the whole text", short(said)));
    }
    intake.finish(&details_of(line.get("meta")), into);
}

/// Whether a file looks like this format.
pub fn recognises(file: &File) -> bool {
    let (content, _) = utf8::decode_all(&file.content);
    let mut head = FirstRecord::of(&content);
    if others::is_first(&head) {
        return true;
    }
    let is_text = |head: &FirstRecord<'_>| head.begins(&TEXTS, '"');
    if !is_text(&head)
        && let Some(examples) = EXAMPLES.iter().find_map(|name| head.get(name))
    {
        head = FirstRecord::of(examples);
    }
    let is_listed = LISTS[..3].iter().any(|name| head.has(name));
    let is_list_of_lists =
        |list: &str| list.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with('['));
    let places = ["\"start_offset\"", "\"start\""];
    let is_placed = LISTS.iter().chain(&PREDICTED).any(|name| {
        head.get(name).is_some_and(|list| {
            is_list_of_lists(list) || places.iter().any(|place| list.contains(place))
        })
    });
    // Label Studio names its regions like doccano its spans.
    let is_studio = head.values().any(|list| {
        list.starts_with('[') && list.contains("\"labels\"") && list.contains("\"start\"")
    });
    (head.begins(&TEXTS[..2], '"') && is_listed || is_text(&head) && is_placed)
        && !is_studio
        && !head.has("spans")
}
