//! Reads TEI: names, speech and quotations in the text, and what stands apart from it and points there. Other
//! names, notes and pointers that lead nowhere are counted (tests/formats/editions.rs).

use std::collections::BTreeMap;

use super::catma;
use super::entities::looked_up;
use super::marks::{ElementMark, chained, is_name, joined, said_by};
use super::standoff::{Attributes, PersonList, Pointing, attribute, id_of};
use super::text::TeiText;
use crate::formats::common::codec::{Context, Imported};
use crate::formats::common::encoding::text_of_xml;
use crate::formats::common::new_ids::with_new_id;
use crate::formats::common::spans::{Intake, article_of, short};
use crate::formats::common::xml::{Xml, local, pieces, root, unread};
use crate::formats::common::{File, Problem, Unit};
use crate::model::text::canonical;
use crate::model::{Actor, Byte, Claimant, Detail, Details, Kind, SubLabel, TextRange};

/// Reads files of this format.
pub fn import(files: &[File], context: &Context<'_>) -> Imported {
    let mut imported = Imported::default();
    for file in files {
        let (content, problems) = text_of_xml(&file.content);
        // Line ends are one sign in XML, and in an article.
        let content = canonical(&content);
        let content = looked_up(&content);
        imported.problems.extend(problems);
        if catma::is_of_catma(&content) {
            let mut read = catma::import(&content, context);
            imported.documents.append(&mut read.documents);
            imported.problems.append(&mut read.problems);
            imported.ends.add(&read.ends);
            continue;
        }
        if let Some(name) = unread(&content) {
            imported.problems.push(Problem::new(format!(
                "“&{};” stands for something that this app does not look up; it was left as it is",
                short(name)
            )));
        }
        let mut reading = TeiReading::new(context);
        let (mut count, mut is_crossed) = (0, false);
        for piece in pieces(&content) {
            match piece {
                Xml::Start(name, attributes, is_end) => {
                    reading.begin(name, &attributes);
                    if is_end {
                        reading.end();
                    }
                }
                Xml::End(name) if reading.text.is_in(local(name)) => {
                    while reading.text.open.last().is_some_and(|open| open.name != local(name)) {
                        is_crossed = true;
                        reading.end();
                    }
                    reading.end();
                    if ROOTS.contains(&local(name)) {
                        count += 1;
                        std::mem::replace(&mut reading, TeiReading::new(context))
                            .finish(&mut imported);
                    }
                }
                Xml::End(_) => is_crossed |= !reading.text.open.is_empty(),
                Xml::Text(text) => reading.letters(&text),
                Xml::Broken => imported.problems.push(Problem::new(
                    "the file is cut off; only what comes before that was read",
                )),
            }
        }
        if is_crossed {
            imported.problems.push(Problem::new(
                "elements of this file do not end in the order in which they begin; each was read to the end of the one around it",
            ));
        }
        if count == 0 || !reading.text.text.is_empty() {
            if !reading.text.open.is_empty() || count == 0 {
                imported.problems.push(Problem::new("the file ends before its last element does"));
            }
            while !reading.text.open.is_empty() {
                reading.end();
            }
            reading.finish(&mut imported);
        }
    }
    imported
}

/// Elements with a whole text in them; the second is that of TEI P4.
const ROOTS: [&str; 2] = ["TEI", "TEI.2"];

/// A field of the header, or of a person, that is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TeiField {
    Title,
    Author,
    Source,
    Date,
    Name,
    Item,
    Pointing,
}

struct TeiReading<'a> {
    context: &'a Context<'a>,
    text: TeiText<'a>,
    marks: Vec<ElementMark<'a>>,
    places: BTreeMap<String, (usize, usize)>,
    people: PersonList,
    pointing: Vec<Pointing>,
    group: Option<String>,
    details: Details,
    /// Whether the date is that of the source.
    dated: bool,
    /// The field, how deep it is, and its text.
    field: Option<(TeiField, usize, String)>,
    /// What readers see beside the text.
    aside: Vec<&'a str>,
}

impl<'a> TeiReading<'a> {
    fn new(context: &'a Context<'a>) -> Self {
        Self {
            context,
            text: TeiText::default(),
            marks: Vec::new(),
            places: BTreeMap::new(),
            people: PersonList::default(),
            pointing: Vec::new(),
            group: None,
            details: Details::default(),
            dated: false,
            field: None,
            aside: Vec::new(),
        }
    }

    fn begin(&mut self, name: &'a str, attributes: &Attributes<'a>) {
        let own = |name| attribute(attributes, name);
        let id = own("xml:id").map(str::to_owned);
        self.text.begin(name, id, own("xml:space"), own("join"));
        let name = local(name);
        match name {
            "g" => self.named_sign(own("type")),
            "lb" | "pb" | "cb" | "gb" | "milestone" if own("break") == Some("no") => {
                self.text.join();
            }
            "link" | "relation" => self.aside.push(name),
            "note" | "fw" | "figDesc" | "del" if self.text.is_in("text") => self.aside.push(name),
            "sp" | "u" if own("who").is_some() && self.text.is_in("text") => self.aside.push("sp"),
            "lem" | "rdg" | "corr" | "reg" | "expan"
                if self.text.open.last().is_some_and(|open| open.hidden) =>
            {
                self.aside.push(name);
            }
            "text" | "TEI" => {
                let language = own("xml:lang").map(str::to_owned);
                self.details.language = language.or_else(|| self.details.language.take());
            }
            "person" | "org" => self.people.begin(own("xml:id")),
            "spanGrp" | "listAnnotation" => self.group = own("type").map(str::to_owned),
            "span" | "annotation" => {
                self.pointing.push(Pointing::of(attributes, self.group.as_deref()));
            }
            _ => {}
        }
        if self.field.is_none() {
            let field = self.field_of(name, attributes);
            self.field = field.map(|field| (field, self.text.open.len(), String::new()));
        }
        let is_shown = self.text.open.last().is_some_and(|open| !open.hidden);
        if is_shown && self.text.is_in("text") {
            self.mark(name, attributes);
        }
    }

    /// The field that an element begins.
    fn field_of(&mut self, name: &str, attributes: &Attributes<'_>) -> Option<TeiField> {
        let own = |name| attribute(attributes, name);
        let is_of = |sort: &str| own("type").is_some_and(|it| it.eq_ignore_ascii_case(sort));
        if matches!(name, "span" | "annotation") {
            return Some(TeiField::Pointing);
        }
        if self.text.is_in("person") || self.text.is_in("org") {
            let nameless = self.people.current().is_some_and(|actor| actor.name.is_empty());
            return match name {
                "persName" | "orgName" | "name" if nameless => Some(TeiField::Name),
                "idno" if is_of("wikidata") => Some(TeiField::Item),
                _ => None,
            };
        }
        if !self.text.is_in("teiHeader") {
            return None;
        }
        let details = &mut self.details;
        let (is_title, is_source) = (self.text.is_in("titleStmt"), self.text.is_in("sourceDesc"));
        match name {
            "title" if is_title && details.title.is_empty() => Some(TeiField::Title),
            "author" if is_title && details.byline.is_none() => Some(TeiField::Author),
            "idno" if is_source && is_of("url") => Some(TeiField::Source),
            "ref" | "ptr" if is_source && details.source.is_none() => {
                details.source = own("target").filter(|it| it.contains("://")).map(str::to_owned);
                None
            }
            // What the file is of was published before the file was, and what was changed in it is no date of
            // either.
            "date" if is_source || self.text.is_in("publicationStmt") => match own("when") {
                Some(when) => {
                    if is_source && !self.dated || details.published.is_none() {
                        details.published = Some(when.to_owned());
                    }
                    self.dated |= is_source;
                    None
                }
                None => (is_source && !self.dated).then_some(TeiField::Date),
            },
            _ => None,
        }
    }

    fn letters(&mut self, text: &str) {
        if let Some((_, _, said)) = &mut self.field {
            said.push_str(text);
        }
        // A list of people in the text is text, too.
        self.text.letters(text);
    }

    /// `<g type="U+0001"/>`.
    fn named_sign(&mut self, sort: Option<&str>) {
        let code = sort.and_then(|sort| u32::from_str_radix(sort.strip_prefix("U+")?, 16).ok());
        let Some(sign) = code.and_then(char::from_u32) else { return };
        if let Some((_, _, said)) = &mut self.field {
            said.push(sign);
        }
        self.text.sign(sign);
    }

    /// Notes an element that is an annotation, or the name of something else.
    fn mark(&mut self, name: &'a str, attributes: &Attributes<'_>) {
        let own = |name| attribute(attributes, name);
        let means = |said: &str| self.context.options.meaning(said).is_some();
        // It may point to several categories.
        let said =
            || own("ana").into_iter().flat_map(str::split_whitespace).map(id_of).map(said_by);
        let called = said().find(|name| means(name)).or_else(|| said().next());
        let sort = own("type").map(said_by).filter(|sort| means(sort));
        const ASIDE: [&str; 6] = ["emph", "term", "foreign", "mentioned", "soCalled", "gloss"];
        let own_kind = match name {
            "persName" => Some("person"),
            "said" | "quote" => Some("quote"),
            "q" if !own("type").is_some_and(|sort| ASIDE.contains(&sort)) => Some("quote"),
            "seg" | "phr" | "rs" | "name" | "w" | "ab" => sort,
            _ => None,
        };
        let label = match (own_kind, called.filter(|name| means(name))) {
            (Some(kind), _) => kind,
            (None, Some(kind)) => kind,
            // Names of something else are counted by their elements.
            _ if ["orgName", "placeName", "geogName", "rs", "name"].contains(&name) => name,
            _ => return,
        };
        let inside = called.filter(|name| own_kind.is_some() && SubLabel::is_name(name));
        let who = ["who", "ref", "corresp", "sameAs", "key"].iter().find_map(|name| own(name));
        let is_named = who.is_some_and(|who| own("who") == Some(who) && is_name(who));
        let mut several = who.unwrap_or_default().split_whitespace();
        let first = several.next();
        let more = several.next().is_some() && !is_named;
        let who = if is_named { who } else { first };
        // The name of a person in a list of people.
        let who = who.or_else(|| self.people.open());
        let part = own("part").and_then(|part| part.chars().next());
        if let Some(open) = self.text.open.last_mut() {
            open.mark = Some(self.marks.len());
        }
        self.marks.push(ElementMark {
            label: label.to_owned(),
            inside: inside.map(str::to_owned),
            who: who.map(str::to_owned),
            more,
            id: own("xml:id").map(str::to_owned),
            prev: own("prev").map(|prev| id_of(prev).to_owned()),
            part: part.filter(|part| "IMF".contains(*part)).map(|part| (part, name)),
            spans: Vec::new(),
        });
    }

    fn end(&mut self) {
        let depth = self.text.open.len();
        if let Some((field, _, said)) = self.field.take_if(|(_, at, _)| *at == depth) {
            self.filled(field, said);
        }
        let Some((element, start, end)) = self.text.end() else { return };
        match element.name {
            "person" | "org" => self.people.end(),
            "spanGrp" | "listAnnotation" => self.group = None,
            _ => {}
        }
        if let Some(mark) = element.mark.and_then(|at| self.marks.get_mut(at))
            && start < end
        {
            mark.spans.push(TextRange { start: Byte::at(start), end: Byte::at(end) });
        }
        if let Some(id) = element.id.filter(|_| !element.hidden) {
            self.places.insert(id, (start, end));
        }
    }

    fn filled(&mut self, field: TeiField, said: String) {
        // Our own files keep their white space, others make it for the eye.
        let said = match self.text.is_preserved() {
            true => said,
            false => said.split_whitespace().collect::<Vec<_>>().join(" "),
        };
        match field {
            TeiField::Title => self.details.title = said,
            TeiField::Author => self.details.byline = Some(said),
            TeiField::Source => self.details.source = Some(said),
            TeiField::Date => (self.details.published, self.dated) = (Some(said), true),
            TeiField::Name => {
                if let Some(actor) = self.people.current() {
                    actor.name = said;
                }
            }
            TeiField::Item => {
                if let Some(actor) = self.people.current() {
                    actor.wikidata = Some(said);
                }
            }
            TeiField::Pointing => {
                if let Some(last) = self.pointing.last_mut() {
                    last.says(&said);
                }
            }
        }
    }

    fn finish(mut self, into: &mut Imported) {
        let Some(article) = article_of(&self.text.text, into) else { return };
        let mut intake = Intake::new(&article, Unit::CodePoint, self.context);
        let mut meant: BTreeMap<String, Actor> = BTreeMap::new();
        let marks = chained(std::mem::take(&mut self.marks));
        // Whoever is mentioned anywhere is called so, also before that.
        let is_mention = |mark: &&ElementMark<'_>| {
            let meaning = self.context.options.meaning(&mark.label);
            meaning.is_some_and(|(kind, _)| kind == Kind::Person)
        };
        for mark in marks.iter().filter(is_mention) {
            if let (Some(who), Some(span)) = (&mark.who, mark.spans.first()) {
                self.people.meant(who, Some(article.slice(*span)));
            }
        }
        for mark in marks {
            let Some(spans) = joined(mark.spans, &self.text.text) else {
                intake.skip(format!("an element for “{}” has no words", mark.label));
                continue;
            };
            if mark.more {
                intake.skip("a quote or mention has a second person");
            }
            let words = spans.first().map(|span| article.slice(*span));
            let Some(one) = intake.ranges(&mark.label, spans, None) else { continue };
            one.label = mark.inside.or(one.label.take());
            let mention = words.filter(|_| matches!(one.detail, Detail::Person { .. }));
            if let Some(who) = &mark.who {
                let actor = self.people.meant(who, mention);
                let actor = meant.entry(who.clone()).or_insert_with(|| with_new_id(actor)).clone();
                match &mut one.detail {
                    Detail::Person { actor: id } | Detail::Quote { speaker: id, .. } => {
                        *id = Some(actor.id);
                    }
                    Detail::Claim { claimant, .. } => *claimant = Some(Claimant::Actor(actor.id)),
                }
            }
        }
        for pointing in &self.pointing {
            match pointing.found(&self.places, self.context) {
                Ok((label, ranges)) => drop(intake.ranges(label, ranges, None)),
                Err(reason) => intake.skip(reason),
            }
        }
        for name in &self.aside {
            intake.skip(match *name {
                "link" => "a link between places of the text is not kept here",
                "relation" => "a relation between people is not kept here",
                "fw" => "a running head, a page number or the like is not part of the text",
                "sp" => "who gives a speech or takes a part is not kept here",
                "rdg" => "the reading of another copy is not part of the text",
                "del" => "what is deleted is not part of the text",
                "corr" | "reg" | "expan" => {
                    "what an editor writes for words of the text is not part of it"
                }
                "figDesc" => "the description of a picture is not part of the text",
                _ => "a note is not part of the text",
            });
        }
        let mut actors: BTreeMap<_, Actor> = BTreeMap::new();
        for actor in self.people.into_all().map(with_new_id) {
            actors.insert(actor.id.clone(), actor);
        }
        intake.finish_with(&self.details, actors.into_values().collect(), into);
    }
}

/// Whether a file looks like this format.
pub fn recognises(file: &File) -> bool {
    if !file.begins_with("<") {
        return false;
    }
    let (content, _) = text_of_xml(&file.content);
    root(&content).is_some_and(|name| ROOTS.contains(&local(name)) || local(name) == "teiCorpus")
}
