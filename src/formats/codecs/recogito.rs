//! Web Annotations as Recogito and Annotorious exchange them: a list, ids that begin with `#`, kinds as tags,
//! relations as separate annotations, and positions in UTF-16 code units. A target is one span, because
//! RecogitoJS reads no others.

use std::borrow::Cow;

use crate::formats::codecs::w3c::creator_of;
use crate::formats::common::anchors::{Finder, Found};
use crate::formats::common::beside::{BesideArticle, beside_open};
use crate::formats::common::codec::{Codec, Context, Imported, KeptDocument};
use crate::formats::common::links::{links, relation};
use crate::formats::common::pretty::pretty;
use crate::formats::common::records::{FirstRecord, each, items, object, records, text};
use crate::formats::common::selectors::in_order;
use crate::formats::common::spans::{BARE, item_of, with_links};
use crate::formats::common::{Audience, Choice, File, Format, Ids, Lack, Problem, Unit, utf8};
use crate::model::plain::{Object, Plain};
use crate::model::{Annotation, AnnotationSet};

/// The format.
pub const FORMAT: Format = Format {
    id: "recogito",
    name: "Recogito",
    extension: "json",
    media_type: "application/json",
    unit: Unit::Utf16.words(),
    audience: Audience::Keep,
    reads: true,
    text: false,
    ids: Ids::Annotations,
    many: false,
    choices: &[Choice::Labels],
};

/// Its functions.
pub const CODEC: Codec = Codec { format: &FORMAT, holds, export, import };

fn holds(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    const LACKS: &[Lack] =
        &[Lack::Title, Lack::Byline, Lack::Source, Lack::Published, Lack::Language];
    with_links(set, &[BARE, LACKS], context.now)
}

fn export(documents: &[KeptDocument<'_>], context: &Context<'_>) -> Result<Vec<File>, Problem> {
    let one = |one: &KeptDocument<'_>| {
        let set = one.set();
        let finder = Finder::new(set.article(), Unit::Utf16);
        let marks = set.iter().map(|one| mark(one, &finder, context));
        let relations = links(set).into_iter().filter_map(|(from, to)| {
            let says = relation(set.get(&from)?.kind())?;
            Some(link(&from.0, &to.0, says))
        });
        let list = Plain::List(marks.chain(relations).collect());
        Ok(File::new(format!("{}.recogito.json", one.stem()), pretty(&list)))
    };
    documents.iter().map(one).collect()
}

fn owned<'a>(text: String) -> Plain<'a> {
    Plain::Text(text.into())
}

fn body<'a>(purpose: &'a str, value: &str) -> Plain<'a> {
    object([
        ("type", Plain::text("TextualBody")),
        ("purpose", Plain::text(purpose)),
        ("value", owned(value.to_owned())),
    ])
}

fn head<'a>(id: &str) -> [(&'static str, Plain<'a>); 3] {
    [
        ("@context", Plain::text("http://www.w3.org/ns/anno.jsonld")),
        ("id", owned(format!("#{id}"))),
        ("type", Plain::text("Annotation")),
    ]
}

fn mark<'a>(one: &Annotation, finder: &Finder<'a>, context: &Context<'_>) -> Plain<'a> {
    let mut bodies = vec![body("tagging", &context.options.label_of(one))];
    bodies.extend(one.tags.iter().map(|tag| body("tagging", tag)));
    if !one.note.is_empty() {
        bodies.push(body("commenting", &one.note));
    }
    let selectors = one.spans.first().map(|span| finder.selectors(*span).to_vec());
    let target = object([("selector", Plain::List(selectors.unwrap_or_default()))]);
    object(head(&one.id.0).into_iter().chain([("body", Plain::List(bodies)), ("target", target)]))
}

fn link<'a>(from: &str, to: &str, says: &'a str) -> Plain<'a> {
    let end = |id: &str| object([("id", owned(format!("#{id}")))]);
    object(head(&format!("{from}-{says}-{to}")).into_iter().chain([
        ("motivation", Plain::text("linking")),
        ("body", Plain::List(vec![body("tagging", says)])),
        ("target", Plain::List(vec![end(from), end(to)])),
    ]))
}

fn import(files: &[File], context: &Context<'_>) -> Imported {
    let what = "these annotations don’t contain";
    beside_open(Unit::Utf16, context, what, &|beside, imported| {
        for file in files {
            records(&file.content, imported, |plain, _| {
                for one in each(plain).iter().filter_map(|one| one.as_object().ok()) {
                    take(one, beside, context);
                }
            });
        }
    })
}

fn take(
    one: &Object<'_>,
    BesideArticle { finder, pages, intake }: &mut BesideArticle<'_>,
    context: &Context<'_>,
) {
    let id = text(one, "id").unwrap_or_default();
    let id = id.strip_prefix('#').unwrap_or(id);
    let bodies = bodies(one);
    let said = |purpose: &str| -> Vec<&str> {
        let of = bodies.iter().filter(|(own, _)| *own == purpose);
        of.map(|(_, value)| &**value).collect()
    };
    if text(one, "motivation") == Some("linking") {
        let ends: Vec<_> = items(one, "target")
            .iter()
            .filter_map(|end| text(end.as_object().ok()?, "id")?.strip_prefix('#'))
            .collect();
        match ends[..] {
            [from, to] => intake.relation(&said("tagging").join(", "), from, to),
            _ => intake.skip("a relation is not between two annotations"),
        }
        return;
    }
    let targets = one.get("target").into_iter().flat_map(each).flat_map(parts);
    let targets = targets.map(|(target, selector)| {
        let found = finder.find(selector.ok_or("its target has no selector")?)?;
        let source = target.and_then(|target| text(target, "source"));
        pages.meet(&found, source.as_slice()).map(|()| found)
    });
    let targets: Result<Vec<Found>, String> = targets.collect();
    let targets = targets.and_then(|all| match all.is_empty() {
        true => Err("it has no target".to_owned()),
        false => Ok(all),
    });
    let ranges = targets.and_then(|targets| {
        let moved = targets.iter().filter_map(|found| found.moved.clone());
        moved.for_each(|moved| intake.report(Problem::new(moved)));
        in_order(targets.iter().map(|found| found.range).collect())
    });
    let ranges = match ranges {
        Ok(ranges) => ranges,
        Err(reason) => {
            return intake.report(Problem::new(format!("annotation {id}: {reason}; left out")));
        }
    };
    let is_kind = |tag: &str| context.options.meaning(tag).is_some();
    let mut tags: Vec<String> =
        ["tagging", "classifying"].iter().flat_map(|of| said(of)).map(str::to_owned).collect();
    let at = tags.iter().position(|tag| is_kind(tag));
    let is_note = |purpose: &str| !["tagging", "classifying", "highlighting"].contains(&purpose);
    let is_said = |purpose: &str, value: &str| is_note(purpose) && !is_item(purpose, value);
    let notes =
        bodies.iter().filter(|(purpose, value)| is_said(purpose, value) && !value.is_empty());
    let notes: Vec<&str> = notes.map(|(_, value)| &**value).collect();
    let label = match (at, tags.first()) {
        (Some(at), _) => tags.remove(at),
        (None, Some(other)) => other.clone(),
        (None, None) => {
            return intake.report(Problem::new(format!(
                "annotation {id}: no tag says whether it is a person, a claim or a quote; left out"
            )));
        }
    };
    if let Some(made) = intake.ranges(&label, ranges, None) {
        made.tags = tags;
        made.note = notes.join("\n");
        let said = said_by(one);
        made.creator = said.iter().find_map(|one| creator_of(one));
        let time = |name| said.iter().find_map(|one| text(one, name)).unwrap_or_default();
        intake.dated(time("created"), time("updated"));
        if !id.is_empty() {
            intake.called(id);
        }
        for (purpose, source) in unread(one) {
            intake.beside("body for", purpose, &source);
        }
    }
}

/// The selectors of a target, each with the target: of version 3 each is a part of its own, before they are
/// several ways to find the same one.
fn parts<'p, 'a>(target: &'p Plain<'a>) -> Vec<(Option<&'p Object<'a>>, Option<&'p Plain<'a>>)> {
    let target = target.as_object().ok();
    let selector = target.and_then(|target| target.get("selector"));
    let is_part = |one: &Plain<'_>| {
        one.as_object().is_ok_and(|one| one.get("quote").is_some() && one.get("type").is_none())
    };
    match selector {
        Some(Plain::List(all)) if !all.is_empty() && all.iter().all(is_part) => {
            all.iter().map(|part| (target, Some(part))).collect()
        }
        selector => vec![(target, selector)],
    }
}

/// What may say who made an annotation, and when: itself, of version 3 its target, and its bodies.
fn said_by<'p>(one: &'p Object<'_>) -> Vec<&'p Object<'p>> {
    let parts = ["target", "body", "bodies"].iter().filter_map(|name| one.get(name)).flat_map(each);
    std::iter::once(one).chain(parts.filter_map(|part| part.as_object().ok())).collect()
}

/// The bodies of an annotation, each with its purpose: of version 1 “body”, of the later ones “bodies”. A text
/// alone is a tag if it names a kind, and a comment otherwise.
fn bodies<'p>(one: &'p Object<'_>) -> Vec<(&'p str, Cow<'p, str>)> {
    let all = ["body", "bodies"].iter().filter_map(|name| one.get(name)).flat_map(each);
    let read = |body: &'p Plain<'_>| match body {
        Plain::Text(said) => Some(("commenting", Cow::from(&**said))),
        body => {
            let body = body.as_object().ok()?;
            Some((text(body, "purpose").unwrap_or("commenting"), value_of(body)?))
        }
    };
    all.filter_map(read).collect()
}

/// The bodies that are no text, each with its purpose and the address it is about, if it is about one.
fn unread<'p>(one: &'p Object<'_>) -> impl Iterator<Item = (&'p str, Plain<'p>)> {
    let all = ["body", "bodies"].iter().filter_map(|name| one.get(name)).flat_map(each);
    all.filter_map(|body| body.as_object().ok()).filter_map(|body| {
        let purpose = text(body, "purpose").or_else(|| text(body, "type")).unwrap_or_default();
        let is_text = value_of(body).is_some_and(|said| !is_item(purpose, &said));
        let said = ["source", "value", "geometry"].iter().find_map(|name| body.get(name))?;
        (!is_text).then(|| (purpose, said.clone()))
    })
}

/// Whether a body says which item of Wikidata is meant.
fn is_item(purpose: &str, value: &str) -> bool {
    matches!(purpose, "identifying" | "linking") && item_of(value).is_some()
}

/// The text of a body.
fn value_of<'p>(body: &'p Object<'_>) -> Option<Cow<'p, str>> {
    match body.get("value")? {
        Plain::Text(value) => Some(written(value)),
        Plain::Object(value) => Some(Cow::from(label_in(value)?.to_owned())),
        _ => None,
    }
}

/// A value as its writer saw it: tags may be objects with a label, and comments steps of the editor Quill.
fn written(value: &str) -> Cow<'_, str> {
    let object = if value.starts_with('{') { Plain::from_json(value).ok() } else { None };
    let Some(Plain::Object(object)) = object else { return value.into() };
    if let Some(label) = label_in(&object) {
        return label.to_owned().into();
    }
    let steps = items(&object, "ops").iter().filter_map(|step| step.as_object().ok());
    let written: String = steps.filter_map(|step| text(step, "insert")).collect();
    if written.trim().is_empty() { value.into() } else { written.trim_end().to_owned().into() }
}

fn label_in<'p>(value: &'p Object<'_>) -> Option<&'p str> {
    ["label", "name", "value"].iter().find_map(|name| text(value, name))
}

/// Whether a file is a list of Web Annotations whose ids begin with `#`, or of annotations of version 3.
pub fn recognises(file: &File) -> bool {
    let (content, _) = utf8::decode_all(&file.content);
    let head = content.get(..content.floor_char_boundary(2_000)).unwrap_or_default();
    let first = FirstRecord::of(&content);
    let is_later = first.begins(&["bodies"], '[') && first.begins(&["target"], '{');
    is_later
        || file.begins_with("[")
            && head.contains("\"Annotation\"")
            && head
                .split("\"id\"")
                .nth(1)
                .is_some_and(|rest| rest.trim_start_matches([':', ' ']).starts_with("\"#"))
}
