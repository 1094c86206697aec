//! doccano's JSONL: one article per line, offsets in UTF-16 code units. It has two shapes, because projects
//! without relations refuse files with relations.

use crate::formats::common::codec::{Codec, Context, Imported, KeptDocument};
use crate::formats::common::links::{links, relation};
use crate::formats::common::spans::{
    BARE, Intake, TEXT_ONLY, article_of, details, details_of, items, json_lines, number, object,
    offset, place, text, unlinked, with_links,
};
use crate::formats::common::{
    Audience, Choice, File, Format, Ids, Lack, Problem, Ruler, Unit, spans, utf8,
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
        lines.push_str(&line(one.set(), at + 1, context).to_json());
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
        json_lines(&file.content, &mut imported, |line, into| read(line, context, into));
    }
    imported
}

fn read(line: &Object<'_>, context: &Context<'_>, into: &mut Imported) {
    // Older versions and some settings call the text "data" and the spans "labels".
    let Some(words) = text(line, "text").or_else(|| text(line, "data")) else {
        return into.problems.push(Problem::new("there is no text in this line; left out"));
    };
    let Some(article) = article_of(words, into) else { return };
    // Entities as lists are spaCy's, with offsets in code points.
    let (listed, entities): (Vec<_>, Vec<_>) =
        items(line, "entities").iter().partition(|one| one.as_object().is_err());
    let unit = if listed.is_empty() { Unit::Utf16 } else { Unit::CodePoint };
    let mut intake = Intake::new(&article, unit, context);
    for span in ["label", "labels"].iter().flat_map(|name| items(line, name)).chain(listed) {
        match span.as_list() {
            Ok([start, end, Plain::Text(label)]) => {
                match (offset(Some(start)), offset(Some(end))) {
                    (Some(start), Some(end)) => {
                        intake.span(label, (start, end), None);
                    }
                    _ => {
                        intake.report(Problem::new(
                            "the offsets of a span are not numbers; left out",
                        ));
                    }
                }
            }
            _ => intake.report(Problem::new("a span is not [start, end, label]; left out")),
        }
    }
    for entity in entities.into_iter().filter_map(|one| one.as_object().ok()) {
        let range = offset(entity.get("start_offset")).zip(offset(entity.get("end_offset")));
        match (range, text(entity, "label"), offset(entity.get("id"))) {
            (Some(range), Some(label), id) => {
                if intake.span(label, range, None).is_some()
                    && let Some(id) = id
                {
                    intake.named(id.to_string());
                }
            }
            _ => intake.report(Problem::new("an entity has no offsets or no label; left out")),
        }
    }
    for link in items(line, "relations").iter().filter_map(|one| one.as_object().ok()) {
        if let (Some(from), Some(to)) = (offset(link.get("from_id")), offset(link.get("to_id"))) {
            intake.link(from.to_string(), to.to_string());
        }
    }
    intake.check_unit(unit, line.get("meta"));
    intake.finish(&details_of(line.get("meta")), into);
}

/// Whether a file looks like this format.
pub fn recognises(file: &File) -> bool {
    let (content, _) = utf8::decode_all(&file.content);
    spans::first_object(&content).is_some_and(|line| {
        let has = |name| line.get(name).is_some();
        (has("text") || has("data"))
            && (has("entities") || has("label") || has("labels"))
            && !has("spans")
    })
}
