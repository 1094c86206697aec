//! W3C Web Annotation: a collection with one page, in JSON-LD; positions in code points, as the
//! recommendation demands. Must never use a term that is not in its context.

use std::collections::BTreeMap;

use super::anchors::{Anchor, Finder};
use super::codec::{Codec, Context, Imported, Written};
use super::links::refer_to;
use super::loss::{forget_actor, rebuilt, without};
use super::said::actor_of;
use super::spans::{json, number, object, text};
use super::{File, Format, Fresh, Group, Ids, Lack, Problem, Unit};
use crate::model::plain::{Object, Plain};
use crate::model::record::Record;
use crate::model::{
    Actor, ActorId, Annotation, AnnotationId, AnnotationSet, Article, Check, Detail, Details, Kind,
    TextRange,
};

/// What it is.
pub const FORMAT: Format = Format {
    id: "w3c",
    name: "Web Annotation",
    extension: "jsonld",
    media_type: "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"",
    unit: Unit::CodePoint.words(),
    group: Group::Keep,
    reads: true,
    text: false,
    ids: Ids::Annotations,
    many: false,
    choices: &[super::Choice::Labels],
};

/// How it is written and read.
pub const CODEC: Codec = Codec { format: &FORMAT, holds, export, import, recognises };

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
const OURS: &str = "urn:x-article-annotator:";
const WIKIDATA: &str = "http://www.wikidata.org/entity/";

const LACKS: &[Lack] = &[
    Lack::ArticleClaims,
    Lack::Cue,
    Lack::Form,
    Lack::ActorSort,
    Lack::ActorRole,
    Lack::ActorNote,
    Lack::Origin,
    Lack::SourceId,
    Lack::Title,
    Lack::Byline,
    Lack::Source,
    Lack::Published,
    Lack::Language,
];

/// Whoever is mentioned is held by name and Wikidata id; who only speaks is not. Of a check the verdict.
fn holds(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    let left = without(set, LACKS, context.now);
    let mentioned: BTreeMap<ActorId, Actor> = left
        .iter()
        .filter(|one| one.kind() == Kind::Person)
        .filter_map(|one| actor_of(&left, one))
        .map(|actor| (actor.id.clone(), named(actor)))
        .collect();
    let annotations = left.iter().map(|one| {
        let mut one = Annotation::clone(one);
        if one.actor().is_some_and(|id| !mentioned.contains_key(id)) {
            forget_actor(&mut one);
        }
        if let Detail::Claim { check, .. } = &mut one.detail {
            *check = check.take().and_then(|check| check.verdict).map(verdict);
        }
        one
    });
    let annotations = annotations.collect();
    rebuilt(
        left.article().clone(),
        Details::default(),
        mentioned.into_values().collect(),
        annotations,
    )
}

fn verdict(verdict: crate::model::Verdict) -> Check {
    Check { verdict: Some(verdict), ..Check::default() }
}

fn named(actor: &Actor) -> Actor {
    let wikidata = actor.wikidata.clone().filter(|id| is_item(id));
    Actor { wikidata, ..Actor::person(actor.id.clone(), actor.name.clone()) }
}

/// Whether an id is one of an item of Wikidata, so that it makes an address.
fn is_item(id: &str) -> bool {
    id.strip_prefix('Q')
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
}

fn export(documents: &[Written<'_>], context: &Context<'_>) -> Result<Vec<File>, Problem> {
    let one = |one: &Written<'_>| {
        let set = holds(one.set, context);
        let collection = collection(&set, one.set.details(), context);
        let json = serde_json::to_string_pretty(&collection);
        let json = json.map_err(|e| Problem::new(format!("the file could not be written: {e}")))?;
        Ok(File::new(format!("{}.jsonld", one.stem), json + "\n"))
    };
    documents.iter().map(one).collect()
}

fn collection<'a>(
    set: &'a AnnotationSet,
    details: &'a Details,
    context: &'a Context<'_>,
) -> Plain<'a> {
    let sha256 = set.article().sha256();
    let finder = Finder::new(set.article(), Unit::CodePoint);
    let about = About { set, details, finder, mentions: first_mentions(set), context };
    let items: Vec<_> = set.iter().map(|one| about.annotation(one)).collect();
    let total = number(u32::try_from(items.len()).unwrap_or(u32::MAX));
    let id = format!("{OURS}collection:{sha256}");
    let mut fields = vec![
        ("@context", Plain::text(CONTEXT)),
        ("id", owned(id.clone())),
        ("type", Plain::text("AnnotationCollection")),
    ];
    if !details.title.is_empty() {
        fields.push(("label", Plain::text(&details.title)));
    }
    fields.push(("total", total));
    // A page of a collection has at least one annotation.
    if !items.is_empty() {
        let page = object([
            ("id", owned(format!("{OURS}page:{sha256}"))),
            ("type", Plain::text("AnnotationPage")),
            ("partOf", object([("id", owned(id)), ("type", Plain::text("AnnotationCollection"))])),
            ("startIndex", number(0)),
            ("items", Plain::List(items)),
        ]);
        fields.push(("first", page));
    }
    object(fields)
}

fn owned<'a>(text: String) -> Plain<'a> {
    Plain::Text(text.into())
}

fn first_mentions(set: &AnnotationSet) -> BTreeMap<ActorId, AnnotationId> {
    let mut first = BTreeMap::new();
    for one in set.iter().filter(|one| one.kind() == Kind::Person) {
        if let Some(actor) = one.actor() {
            first.entry(actor.clone()).or_insert_with(|| one.id.clone());
        }
    }
    first
}

/// What every annotation of a document is written with.
struct About<'a> {
    set: &'a AnnotationSet,
    details: &'a Details,
    finder: Finder<'a>,
    mentions: BTreeMap<ActorId, AnnotationId>,
    context: &'a Context<'a>,
}

impl<'a> About<'a> {
    fn annotation(&self, one: &'a Annotation) -> Plain<'a> {
        let mut targets: Vec<_> = one.spans.iter().map(|span| self.target(*span)).collect();
        let target = match targets.len() {
            1 => targets.remove(0),
            _ => Plain::List(targets),
        };
        let mut fields = vec![
            ("id", owned(iri(&one.id.0))),
            ("type", Plain::text("Annotation")),
            ("motivation", Plain::text("classifying")),
        ];
        if let Some(creator) = &one.creator {
            let creator = [("type", Plain::text("Person")), ("name", Plain::text(creator))];
            fields.push(("creator", object(creator)));
        }
        fields.push(("created", owned(one.created.to_string())));
        fields.push(("modified", owned(one.modified.to_string())));
        fields.push(("body", Plain::List(self.bodies(one))));
        fields.push(("target", target));
        object(fields)
    }

    fn bodies(&self, one: &'a Annotation) -> Vec<Plain<'a>> {
        let mut bodies = vec![textual("classifying", self.context.options.label(one.kind()))];
        if let Some(actor) = actor_of(self.set, one) {
            bodies.extend(
                match one.kind() {
                    Kind::Person => {
                        let item = actor.wikidata.as_ref().map(|id| format!("{WIKIDATA}{id}"));
                        let item = item.map(|item| specific("identifying", item));
                        vec![Some(textual("identifying", &actor.name)), item]
                    }
                    _ => {
                        let mention = self.mentions.get(&actor.id).map(|id| iri(&id.0));
                        vec![mention.map(|mention| specific("linking", mention))]
                    }
                }
                .into_iter()
                .flatten(),
            );
        }
        if let Detail::Claim { check: Some(Check { verdict: Some(verdict), .. }), .. } = &one.detail
        {
            let name = verdict.plain().as_text().unwrap_or_default().to_owned();
            bodies.push(object([
                ("type", Plain::text("TextualBody")),
                ("value", owned(name)),
                ("purpose", Plain::text("assessing")),
            ]));
        }
        bodies.extend(one.tags.iter().map(|tag| textual("tagging", tag)));
        if !one.note.is_empty() {
            let note = [
                ("type", Plain::text("TextualBody")),
                ("value", Plain::text(&one.note)),
                ("format", Plain::text("text/plain")),
                ("purpose", Plain::text("commenting")),
            ];
            bodies.push(object(note));
        }
        bodies
    }

    fn target(&self, span: TextRange) -> Plain<'a> {
        let selectors = self.finder.selectors(span).to_vec();
        let source = match self.details.source.as_deref().filter(|source| is_iri(source)) {
            Some(source) => Plain::text(source),
            None => owned(format!("{OURS}text:{}", self.set.article().sha256())),
        };
        let mut fields = vec![("source", source)];
        if let Some(date) = self.details.published.as_deref().filter(|date| is_day(date)) {
            let date = [
                ("type", Plain::text("TimeState")),
                ("sourceDate", owned(format!("{date}T00:00:00Z"))),
            ];
            fields.push(("state", object(date)));
        }
        fields.push(("selector", Plain::List(selectors)));
        object(fields)
    }
}

fn textual<'a>(purpose: &'a str, value: &'a str) -> Plain<'a> {
    object([
        ("type", Plain::text("TextualBody")),
        ("value", Plain::text(value)),
        ("purpose", Plain::text(purpose)),
    ])
}

fn specific<'a>(purpose: &'a str, source: String) -> Plain<'a> {
    object([
        ("type", Plain::text("SpecificResource")),
        ("source", owned(source)),
        ("purpose", Plain::text(purpose)),
    ])
}

fn is_iri(source: &str) -> bool {
    let scheme = source.split_once("://").is_some_and(|(scheme, rest)| {
        !rest.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+')
    });
    scheme && !source.contains(|sign: char| sign.is_whitespace() || "<>\"{}|\\^`".contains(sign))
}

fn is_day(date: &str) -> bool {
    let digits =
        |part: &str, count| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    matches!(date.split('-').collect::<Vec<_>>()[..], [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2))
}

/// The IRI of an annotation: its UUID, or one made of its id that can be turned back.
fn iri(id: &str) -> String {
    let groups: Vec<_> = id.split('-').map(str::len).collect();
    let is_uuid = groups == [8, 4, 4, 4, 12]
        && id.bytes().all(|b| b == b'-' || b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    if is_uuid {
        return format!("urn:uuid:{id}");
    }
    let mut iri = format!("{OURS}annotation:");
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            iri.push(char::from(byte));
        } else {
            iri.push_str(&format!("%{byte:02X}"));
        }
    }
    iri
}

/// The id that [`iri`] was made of; another program's IRI as it is.
fn id_of(iri: &str) -> String {
    if let Some(uuid) = iri.strip_prefix("urn:uuid:") {
        return uuid.to_owned();
    }
    let Some(own) = iri.strip_prefix(OURS).and_then(|rest| rest.strip_prefix("annotation:")) else {
        return iri.to_owned();
    };
    let mut bytes = Vec::new();
    let mut rest = own.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|code| str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|_| byte == b'%') {
            Some(code) => {
                bytes.push(code);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn import(files: &[File], context: &Context<'_>) -> Imported {
    let mut imported = Imported::default();
    let Some(article) = context.article else {
        imported.problems.push(Problem::new(
            "Web Annotations hold no article; open the article first, then the file",
        ));
        return imported;
    };
    let mut reading = Reading {
        article,
        finder: Finder::new(article, Unit::CodePoint),
        fresh: Fresh::new(article, context.now),
        context,
        annotations: Vec::new(),
        actors: BTreeMap::new(),
        links: Vec::new(),
        problems: Vec::new(),
    };
    for file in files {
        json(&file.content, &mut imported, |plain, _| reading.any(plain, 0));
    }
    reading.finish(&mut imported);
    imported
}

struct Reading<'a> {
    article: &'a std::rc::Rc<Article>,
    finder: Finder<'a>,
    fresh: Fresh,
    context: &'a Context<'a>,
    annotations: Vec<Annotation>,
    /// By name and Wikidata id.
    actors: BTreeMap<(String, Option<String>), Actor>,
    /// From an annotation to the id of a mention.
    links: Vec<(usize, String)>,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    /// An annotation, or whatever holds some: a list, a page, a collection.
    fn any(&mut self, plain: &Plain<'_>, depth: u8) {
        if let Ok(list) = plain.as_list() {
            return list.iter().for_each(|one| self.any(one, depth + 1));
        }
        let Ok(one) = plain.as_object() else { return };
        if depth > 6 {
            return;
        }
        self.check_text(one);
        for name in ["first", "items"] {
            if let Some(inner) = one.get(name) {
                self.any(inner, depth + 1);
            }
        }
        if one.get("target").is_some() {
            self.annotation(one);
        }
    }

    /// Our own files say which text they are about.
    fn check_text(&mut self, one: &Object<'_>) {
        let collection =
            text(one, "id").and_then(|id| id.strip_prefix(OURS)?.strip_prefix("collection:"));
        if collection.is_some_and(|sha256| sha256 != self.article.sha256()) {
            self.problems.push(Problem::new(
                "the text is not the one this file was made for (its SHA-256 differs); spans whose words were found were read",
            ));
        }
    }

    fn annotation(&mut self, one: &Object<'_>) {
        let name = text(one, "id").map_or_else(|| "one without an id".to_owned(), str::to_owned);
        if let Err(reason) = self.take(one) {
            self.problems.push(Problem::new(format!("annotation {name}: {reason}; left out")));
        }
    }

    fn take(&mut self, one: &Object<'_>) -> Result<(), String> {
        let target = one.get("target").ok_or("it has no target")?;
        let single = std::slice::from_ref(target);
        let mut spans = Vec::new();
        for target in target.as_list().unwrap_or(single) {
            let selector = target.as_object().ok().and_then(|target| target.get("selector"));
            let selector = selector.ok_or("its target has no selector")?;
            let found = self.finder.find(&Anchor::of(selector))?;
            self.problems.extend(found.moved.map(Problem::new));
            spans.push(found.range);
        }
        spans.sort_unstable();
        if spans.windows(2).any(|pair| pair[0].end > pair[1].start) {
            return Err("its spans overlap".to_owned());
        }
        let bodies = Bodies::of(one);
        let label = bodies
            .label(self.context)
            .ok_or("no body says whether it is a person, a claim or a quote")?;
        let mut made = self.fresh.annotation(label.0, spans);
        made.note = bodies.texts(&["commenting", "describing", "replying"]).join("\n");
        made.tags = bodies.texts(&["tagging"]).into_iter().map(str::to_owned).collect();
        if label.1 {
            let at =
                made.tags.iter().position(|tag| self.context.options.kind(tag) == Some(label.0));
            at.map(|at| made.tags.remove(at));
        }
        made.creator = creator(one);
        let time = |name| text(one, name).and_then(|time| time.parse().ok());
        made.created = time("created").unwrap_or(made.created);
        made.modified = time("modified").unwrap_or(made.created);
        self.detail(&mut made, &bodies);
        if let Some(id) = text(one, "id") {
            made = self.fresh.with_id(made, &id_of(id));
        }
        if let Some(to) = bodies.source("linking") {
            self.links.push((self.annotations.len(), id_of(to)));
        }
        self.annotations.push(made);
        Ok(())
    }

    fn detail(&mut self, made: &mut Annotation, bodies: &Bodies<'_>) {
        match &mut made.detail {
            Detail::Person { actor } => {
                let Some(name) =
                    bodies.texts(&["identifying"]).first().map(|name| (*name).to_owned())
                else {
                    return;
                };
                let item = bodies.source("identifying").and_then(|item| item.rsplit('/').next());
                let item = item.filter(|id| is_item(id)).map(str::to_owned);
                let number = self.actors.len() + 1;
                let entry = self.actors.entry((name.clone(), item.clone())).or_insert_with(|| {
                    let id = ActorId::from(format!("actor-{number}").as_str());
                    Actor { wikidata: item, ..Actor::person(id, name) }
                });
                *actor = Some(entry.id.clone());
            }
            Detail::Claim { check, .. } => {
                let said = bodies.texts(&["assessing"]);
                let said = said.first().and_then(|name| Record::read(&Plain::text(name)).ok());
                *check = said.map(verdict);
            }
            Detail::Quote { .. } => {}
        }
    }

    fn finish(mut self, into: &mut Imported) {
        let mentions: BTreeMap<String, ActorId> = self
            .annotations
            .iter()
            .filter(|one| one.kind() == Kind::Person)
            .filter_map(|one| Some((one.id.to_string(), one.actor()?.clone())))
            .collect();
        for (at, to) in &self.links {
            if let (Some(one), Some(actor)) = (self.annotations.get_mut(*at), mentions.get(to)) {
                refer_to(one, actor);
            }
        }
        let actors = self.actors.into_values().collect();
        let article = self.article.clone();
        into.documents.push(rebuilt(article, Details::default(), actors, self.annotations));
        into.problems.append(&mut self.problems);
    }
}

fn creator(one: &Object<'_>) -> Option<String> {
    let creator = match one.get("creator")? {
        Plain::List(list) => list.first()?,
        one => one,
    };
    match creator {
        Plain::Text(iri) => Some(iri.to_string()),
        _ => {
            let creator = creator.as_object().ok()?;
            text(creator, "name").or_else(|| text(creator, "nickname")).map(str::to_owned)
        }
    }
}

/// The bodies of an annotation.
struct Bodies<'p>(Vec<(&'p str, &'p Plain<'p>)>);

impl<'p> Bodies<'p> {
    fn of(one: &'p Object<'p>) -> Self {
        let Some(body) = one.get("body").or_else(|| one.get("bodyValue")) else {
            return Self(Vec::new());
        };
        let single = std::slice::from_ref(body);
        let motivation = text(one, "motivation").unwrap_or_default();
        let all = body.as_list().unwrap_or(single).iter().map(|body| {
            let own = body.as_object().ok().and_then(|body| text(body, "purpose"));
            (own.unwrap_or(motivation), body)
        });
        Self(all.collect())
    }

    fn texts(&self, purposes: &[&str]) -> Vec<&'p str> {
        let of = self.0.iter().filter(|(purpose, _)| purposes.contains(purpose));
        of.filter_map(|(_, body)| match body {
            Plain::Text(text) => Some(&**text),
            body => text(body.as_object().ok()?, "value"),
        })
        .collect()
    }

    fn source(&self, purpose: &str) -> Option<&'p str> {
        let of = self.0.iter().filter(|(own, _)| *own == purpose);
        of.filter_map(|(_, body)| body.as_object().ok())
            .find_map(|body| text(body, "source").or_else(|| text(body, "id")))
    }

    /// The kind, and whether a tag says it.
    fn label(&self, context: &Context<'_>) -> Option<(Kind, bool)> {
        let said = |purpose: &str| {
            self.texts(&[purpose]).into_iter().find_map(|label| context.options.kind(label))
        };
        said("classifying")
            .map(|kind| (kind, false))
            .or_else(|| said("tagging").map(|kind| (kind, true)))
    }
}

fn recognises(file: &File) -> bool {
    let (content, _) = super::plain::decode_all(&file.content);
    let head = content.get(..content.floor_char_boundary(2_000)).unwrap_or_default();
    let is_ours = head.contains("www.w3.org/ns/anno.jsonld");
    is_ours
        && (file.begins_with("{") || file.begins_with("["))
        && !super::recogito::recognises(file)
}
