//! Reads Web Annotations: ours, and others whose targets have text selectors. What cannot be placed for
//! certain is skipped and reported (tests/formats/cases.rs).

use std::collections::BTreeMap;

use super::bodies::Bodies;
use super::earlier::{in_words_of_today, is_earlier};
use super::{OURS, is_item, verdict};
use crate::formats::codecs::recogito;
use crate::formats::common::anchors::{Finder, Found};
use crate::formats::common::codec::{Context, Imported};
use crate::formats::common::counting::Counting;
use crate::formats::common::doubled::Doubled;
use crate::formats::common::links::refer_to;
use crate::formats::common::loss::rebuilt;
use crate::formats::common::new_ids::with_new_id;
use crate::formats::common::other_pages::Pages;
use crate::formats::common::records::{FirstRecord, each, json, records, text};
use crate::formats::common::selectors::{fragment_of, in_order};
use crate::formats::common::spans::short;
use crate::formats::common::times::date;
use crate::formats::common::{File, NewIds, Problem, Unit, utf8, without_half_pairs};
use crate::model::plain::{Object, Plain};
use crate::model::record::Record;
use crate::model::{Actor, ActorId, Annotation, Article, Detail, Details, Kind};

/// Reverses [`iri`]; another program's IRI stays as it is.
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
            "Web Annotations don’t contain the article; open the article first, then the file",
        ));
        return imported;
    };
    let reading = read_in(Unit::CodePoint, files, article, context);
    let reading = match reading.finder.miscounted(Unit::CodePoint).filter(|_| !reading.same_text) {
        Some(way) => {
            let mut again = read_in(way.unit, files, article, context);
            again.problems.insert(0, way.message(Counting::usual(Unit::CodePoint)));
            again
        }
        None => reading,
    };
    reading.finish(&mut imported);
    imported
}

/// Reads files whose offsets count in this unit.
fn read_in<'a>(
    unit: Unit,
    files: &[File],
    article: &'a std::rc::Rc<Article>,
    context: &'a Context<'a>,
) -> W3cReading<'a> {
    // A single file is read annotation by annotation. If that fails halfway, nothing of it counts.
    let earlier = |file: &File| is_earlier(&utf8::decode_all(&file.content).0);
    if let [file] = files
        && !earlier(file)
    {
        let mut reading = W3cReading::new(article, unit, context);
        if reading.in_passing(&file.content) {
            return reading;
        }
    }
    let mut reading = W3cReading::new(article, unit, context);
    let mut imported = Imported::default();
    for file in files {
        let (told, is_earlier) = (imported.problems.len(), earlier(file));
        let mut take = |plain: &Plain<'_>, _: &mut Imported| match is_earlier {
            true => reading.any(&in_words_of_today(plain), 0),
            false => reading.any(plain, 0),
        };
        // What refers to each other is read together, unless there is one on each line.
        if !is_earlier || json(&file.content, &mut imported, &mut take).is_none() {
            imported.problems.truncate(told);
            records(&file.content, &mut imported, take);
        }
    }
    reading.problems.append(&mut imported.problems);
    reading
}

struct W3cReading<'a> {
    article: &'a std::rc::Rc<Article>,
    finder: Finder<'a>,
    ids: NewIds,
    context: &'a Context<'a>,
    pages: Pages<'a>,
    /// Whether the file claims to be about this very text.
    same_text: bool,
    annotations: Vec<Annotation>,
    /// By name and Wikidata id.
    actors: BTreeMap<(String, Option<String>), Actor>,
    /// From the index of an annotation to the id of a mention.
    links: Vec<(usize, String)>,
    problems: Vec<Problem>,
}

impl<'a> W3cReading<'a> {
    fn new(article: &'a std::rc::Rc<Article>, unit: Unit, context: &'a Context<'a>) -> Self {
        Self {
            article,
            finder: Finder::new(article, unit),
            ids: NewIds::new(article, context.now),
            context,
            pages: Pages::beside(context.source),
            same_text: false,
            annotations: Vec::new(),
            actors: BTreeMap::new(),
            links: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Reads a file whose annotations are the items of a collection's first page, as in ours, without holding
    /// all of it in memory. False if it is not JSON in UTF-8.
    fn in_passing(&mut self, content: &[u8]) -> bool {
        let Ok(content) = utf8::decode(content) else { return false };
        let (content, _) = without_half_pairs(content);
        let mut doubled = Doubled::default();
        let items = &mut |item: Plain<'_>| {
            doubled.look_at(&item);
            self.any(&item, 3);
        };
        let Ok(rest) = Plain::from_json_with(&content, &["first", "items"], items) else {
            return false;
        };
        let problems = std::mem::take(&mut self.problems);
        doubled.look_at(&rest);
        self.problems.extend(doubled.told());
        self.any(&rest, 0);
        self.problems.extend(problems);
        true
    }
}

impl W3cReading<'_> {
    /// An annotation, or a container of some: a list, a page, a collection.
    fn any(&mut self, plain: &Plain<'_>, depth: u8) {
        let one = match plain {
            Plain::List(list) => return list.iter().for_each(|one| self.any(one, depth + 1)),
            Plain::Object(one) => one,
            _ => return,
        };
        if depth > 6 {
            return;
        }
        self.check_text(one);
        for name in ["first", "items", "@graph"] {
            if let Some(inner) = one.get(name) {
                self.any(inner, depth + 1);
            }
        }
        for elsewhere in ["first", "next"].iter().filter_map(|name| text(one, name)) {
            self.problems.push(Problem::new(format!(
                "more annotations are at {}, not in this file",
                short(elsewhere)
            )));
        }
        if one.get("target").is_some() {
            self.annotation(one);
        }
    }

    /// Our own files identify their text.
    fn check_text(&mut self, one: &Object<'_>) {
        let collection =
            text(one, "id").and_then(|id| id.strip_prefix(OURS)?.strip_prefix("collection:"));
        self.same_text |= collection == Some(self.article.sha256());
        if collection.is_some_and(|sha256| sha256 != self.article.sha256()) {
            self.problems.push(Problem::new(
                "the text is not the one this file was made for (its SHA-256 differs); only spans whose words were found were read",
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
        let mut spans = Vec::new();
        for target in each(target).iter().flat_map(members) {
            let found = self.place(target)?;
            self.pages.meet(&found, address_of(target).as_slice())?;
            self.problems.extend(found.moved.map(Problem::new));
            spans.push(found.range);
        }
        let spans = in_order(spans)?;
        let bodies = Bodies::of(one);
        let label = bodies
            .label(self.context)
            .ok_or("no body says whether it is a person, a claim or a quote")?;
        let name = text(one, "id").unwrap_or("without an id");
        let unread = bodies.unread(self.context).into_iter();
        let unread =
            unread.map(|what| Problem::new(format!("annotation {name}: {what}; left out")));
        self.problems.extend(unread);
        let mut made = self.ids.blank(label.kind, spans);
        if let Some(id) = text(one, "id") {
            self.ids.call(&mut made, &id_of(id));
        }
        made.label = label.inside;
        made.note = bodies.notes(self.context).join("\n");
        made.tags = bodies.texts(&["tagging"]).into_iter().map(str::to_owned).collect();
        if let Some(at) = label.tag {
            made.tags.remove(at);
        }
        made.creator = creator(one);
        let time = |name| text(one, name).unwrap_or_default();
        let dated = date(&mut made, time("created"), time("modified"));
        let unread: Vec<_> = dated
            .err()
            .into_iter()
            .map(str::to_owned)
            .chain(self.detail(&mut made, &bodies))
            .collect();
        let unread =
            unread.iter().map(|what| format!("annotation {name}: {what}; only this is left out"));
        self.problems.extend(unread.map(Problem::new));
        if let Some(to) = bodies.source("linking") {
            self.links.push((self.annotations.len(), id_of(to)));
        }
        self.ids.name(&mut made, bodies.source("linking").unwrap_or_default());
        self.annotations.push(made);
        Ok(())
    }

    /// The place of a target: by its selector, or by the fragment of its address.
    fn place(&mut self, target: &Plain<'_>) -> Result<Found, String> {
        let object = target.as_object().ok();
        if let Some(selector) = object.and_then(|target| target.get("selector")) {
            let found = self.finder.find(selector)?;
            let has = |name| object.is_some_and(|target| target.get(name).is_some());
            let source = object.and_then(|target| target.get("source")?.as_object().ok());
            let is_part = source.is_some_and(|source| source.get("selector").is_some());
            return match () {
                () if found.by_words => Ok(found),
                () if has("state") => Err("its position is that of one version of the page, \
                                           and no words say whether it is this one"
                    .to_owned()),
                () if is_part => Err("its position is that within a part of the page".to_owned()),
                () => Ok(found),
            };
        }
        let fragment =
            address_of(target).and_then(fragment_of).ok_or("its target has no selector")?;
        self.finder.find_read(&[fragment])
    }

    /// Adds what the bodies say of somebody or something; returns what has no place.
    fn detail(&mut self, made: &mut Annotation, bodies: &Bodies<'_>) -> Option<String> {
        let source = bodies.source("identifying");
        let is_wikidata = |source: &&str| source.contains("wikidata.org/");
        let item = source.filter(is_wikidata).and_then(|item| item.rsplit('/').next());
        let item = item.filter(|id| is_item(id)).map(str::to_owned);
        let is_person = matches!(made.detail, Detail::Person { .. });
        let other = source.filter(|_| item.is_none() || !is_person);
        match &mut made.detail {
            Detail::Person { actor } => {
                let name = bodies.texts(&["identifying"]).first().map(|name| (*name).to_owned());
                // Whom only an entry names is called as in the text.
                let called = || made.spans.first().map(|span| self.article.slice(*span).to_owned());
                let name = name.or_else(|| item.is_some().then(called)?);
                let Some(name) = name else { return other.map(elsewhere) };
                let entry = self.actors.entry((name.clone(), item.clone())).or_insert_with(|| {
                    with_new_id(Actor { wikidata: item, ..Actor::person("".into(), name) })
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
        other.map(elsewhere)
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
        if !self.same_text {
            into.problems.extend(self.pages.problems());
        }
    }
}

/// The message about an entry that is not kept.
fn elsewhere(source: &str) -> String {
    format!("the entry “{}” is not one of a person in Wikidata", short(source))
}

/// Who made an annotation: itself, or else the first of its bodies.
fn creator(one: &Object<'_>) -> Option<String> {
    let bodies =
        one.get("body").into_iter().flat_map(each).filter_map(|body| body.as_object().ok());
    std::iter::once(one).chain(bodies).find_map(creator_of)
}

/// Who made an annotation or a body of one.
pub fn creator_of(one: &Object<'_>) -> Option<String> {
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

/// The targets in a set of them, or the one there is. Of a choice no member is meant more than another.
fn members<'p, 'a>(target: &'p Plain<'a>) -> &'p [Plain<'a>] {
    let set = target.as_object().ok().filter(|target| {
        matches!(text(target, "type"), Some("Composite" | "List" | "Independents"))
    });
    let items = set.and_then(|set| set.get("items"));
    each(items.unwrap_or(target))
}

/// The address of a target.
fn address_of<'p>(target: &'p Plain<'_>) -> Option<&'p str> {
    match target {
        Plain::Text(address) => Some(address),
        Plain::Object(target) => {
            let source = target.get("source");
            text(target, "id").or_else(|| match source? {
                Plain::Text(address) => Some(address),
                Plain::Object(source) => text(source, "id"),
                _ => None,
            })
        }
        _ => None,
    }
}

/// Whether a file looks like this format.
pub fn recognises(file: &File) -> bool {
    let (content, _) = utf8::decode_all(&file.content);
    let head = content.get(..content.floor_char_boundary(2_000)).unwrap_or_default();
    let said = |text: &str| text.contains("www.w3.org/ns/anno.jsonld");
    let is_ours = said(head) || FirstRecord::of(&content).get("@context").is_some_and(said);
    let is_ours = is_ours
        || is_earlier(&content)
            && ["/ns/oa#", "\"oa:", "/ns/oa-context", "openannotation"]
                .iter()
                .any(|sign| content.contains(sign));
    is_ours && (file.begins_with("{") || file.begins_with("[")) && !recogito::recognises(file)
}
