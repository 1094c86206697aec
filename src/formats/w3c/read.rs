//! Reads Web Annotations: ours, and those of others whose targets have selectors of text.
//! Must never guess: what cannot be placed for certain is left out and told.

use std::collections::BTreeMap;

use super::{OURS, is_item, verdict};
use crate::formats::anchors::{Anchor, Finder};
use crate::formats::codec::{Context, Imported};
use crate::formats::links::refer_to;
use crate::formats::loss::rebuilt;
use crate::formats::spans::{json, text};
use crate::formats::{File, Fresh, Problem, Unit, plain, recogito};
use crate::model::plain::{Object, Plain};
use crate::model::record::Record;
use crate::model::{Actor, ActorId, Annotation, Article, Detail, Details, Kind};

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

/// Reads files of this format.
pub fn import(files: &[File], context: &Context<'_>) -> Imported {
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
        let mut made = self.fresh.annotation(label.kind, spans);
        made.label = label.inside;
        made.note = bodies.texts(&["commenting", "describing", "replying"]).join("\n");
        made.tags = bodies.texts(&["tagging"]).into_iter().map(str::to_owned).collect();
        if let Some(at) = label.tag {
            made.tags.remove(at);
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

    /// What it is, by a body that classifies or else by a tag.
    fn label(&self, context: &Context<'_>) -> Option<Called> {
        let said = |purpose: &str| {
            let mut labels = self.texts(&[purpose]).into_iter().enumerate();
            labels.find_map(|(at, label)| Some((at, context.options.meaning(label)?)))
        };
        let called = |(kind, inside), tag| Called { kind, inside, tag };
        said("classifying")
            .map(|(_, meaning)| called(meaning, None))
            .or_else(|| said("tagging").map(|(at, meaning)| called(meaning, Some(at))))
    }
}

/// What an annotation is called.
struct Called {
    kind: Kind,
    /// What it is inside its kind.
    inside: Option<String>,
    /// Which tag says so, if one does.
    tag: Option<usize>,
}

/// Whether a file looks like this format.
pub fn recognises(file: &File) -> bool {
    let (content, _) = plain::decode_all(&file.content);
    let head = content.get(..content.floor_char_boundary(2_000)).unwrap_or_default();
    let is_ours = head.contains("www.w3.org/ns/anno.jsonld");
    is_ours && (file.begins_with("{") || file.begins_with("[")) && !recogito::recognises(file)
}
