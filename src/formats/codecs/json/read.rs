//! Reads our own format, piece by piece, so that a broken piece affects no other. A span whose text is not
//! there is skipped and reported, and never moved (tests/native/damage.rs).

use std::ops::Range;
use std::rc::Rc;

use super::{NAME, VERSION, rejected};
use crate::formats::common::lenient::{self, Members, cut_member, elements};
use crate::formats::common::{Imported, Lines, Problem, utf8};
use crate::model::article::hash;
use crate::model::order;
use crate::model::plain::{Object, Part, Plain, Wrong};
use crate::model::record::{Record, if_some, must, or_default, unknown};
use crate::model::{
    Actor, ActorId, Annotation, AnnotationId, AnnotationSet, Article, ArticleId, BlockKind,
    CodePoint, Detail, Details, Inline, InlineKind, Kind, Op, Rejected, Scheme, SubLabel,
    TextRange,
};

/// Whether a file claims to be ours.
pub fn recognises(content: &[u8]) -> bool {
    let (text, _) = utf8::decode_all(content);
    let quoted = format!("\"{NAME}\"");
    lenient::members(&text, 0)
        .iter()
        .any(|(key, value)| *key == "format" && text.get(value.clone()) == Some(quoted.as_str()))
        // Cut off or damaged before the first member ends: the name near the top still identifies it.
        || text.trim_start().starts_with('{') && head(&text).contains(&quoted)
}

/// Reads a file: the document, if there is an article in it, and the problems.
pub fn import(content: &[u8]) -> Imported {
    // Cut off inside a character, or one byte wrong: everything else is still readable.
    let (text, wrong) = utf8::decode_all(content);
    let (text, half_pairs) = lenient::without_half_pairs(&text);
    let (lines, problems) = (Lines::new(&text), wrong.into_iter().collect());
    let mut reader = JsonReader { text: &text, lines, damaged: false, problems, more: 0 };
    for at in half_pairs {
        reader.report(at, "half of a surrogate pair is not a character; read as U+FFFD");
    }
    reader.read()
}

fn head(text: &str) -> &str {
    let end = (0..=text.len().min(200)).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}

pub(super) struct JsonReader<'a> {
    pub(super) text: &'a str,
    lines: Lines<'a>,
    /// Whether it is invalid JSON as a whole.
    damaged: bool,
    problems: Vec<Problem>,
    /// The number of problems beyond those listed.
    more: usize,
}

/// Most problems listed: more than anybody reads, and finding the column of each takes time.
const MOST_PROBLEMS: usize = 300;

impl<'a> JsonReader<'a> {
    fn read(mut self) -> Imported {
        self.check_syntax();
        let members = lenient::members(self.text, 0);
        self.check_version(&members);
        let document = self.article(&members).map(|mut set| {
            self.actors(&members, &mut set);
            self.annotations(&members, &mut set);
            set
        });
        self.problems = order::by_key(self.problems, |problem| {
            (problem.line.is_none(), problem.line, problem.column)
        });
        if self.more > 0 {
            self.problems.push(Problem::new(format!("{} more items could not be read", self.more)));
        }
        let documents = document.into_iter().collect();
        Imported { documents, problems: self.problems, ..Imported::default() }
    }

    /// Reports the first syntax error; intact pieces are read all the same.
    fn check_syntax(&mut self) {
        if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(self.text) {
            self.damaged = true;
            let at = self.lines.offset(0, error.line(), error.column());
            self.report(
                at,
                format!("this is not valid JSON ({}); the intact parts were read", reason(&error)),
            );
        }
    }

    fn check_version(&mut self, members: &Members<'a>) {
        let version = find(members, "version").and_then(|value| {
            let number = self.text.get(value.clone())?.parse::<u32>().ok()?;
            Some((value, number))
        });
        if let Some((value, number)) = version
            && number > VERSION
        {
            self.report(
                value.start,
                format!("a later version of this program wrote this file (format {number}; this version knows {VERSION}); the parts it knows were read"),
            );
        }
    }

    fn article(&mut self, members: &Members<'a>) -> Option<AnnotationSet> {
        let Some(place) = self.find(members, "article") else {
            self.problems.push(Problem::new("there is no article in this file"));
            return None;
        };
        // Field by field, so that a damaged title does not lose the text.
        let fields = lenient::members(self.text, place.start);
        let Some(text) =
            find(&fields, "text").and_then(|place| self.read_with(place, String::read))
        else {
            self.report(place.start, "the article’s text is missing or incomplete");
            return None;
        };
        let id = self.words(&fields, "id").filter(|id| !id.is_empty());
        let article = Article::new(id.as_deref().map(ArticleId::from), &text);
        let article = article.map_err(|error| self.report(place.start, error.to_string())).ok()?;
        if self.words(&fields, "sha256").is_some_and(|sha256| sha256 != article.sha256()) {
            self.report(
                place.start,
                "the text is not the one this file was made for (its SHA-256 differs); only spans whose words are still in place were read",
            );
        }
        let article = self.divided(article, &fields, place.start);
        let versions = self.versions(members, article.id());
        let article = article.with_versions(Rc::new(versions));
        let details = Details {
            title: self.words(&fields, "title").unwrap_or_default(),
            byline: self.words(&fields, "byline"),
            source: self.words(&fields, "source"),
            published: self.words(&fields, "published"),
            language: self.words(&fields, "language"),
            scheme: self.scheme(members).into(),
            rejected: self.rejected(members, &article).into(),
        };
        Some(AnnotationSet::new(Rc::new(article), details))
    }

    /// The article with the kinds of its blocks, emphasis and links.
    pub(super) fn divided(&mut self, article: Article, fields: &Members<'a>, at: usize) -> Article {
        let mut kinds = find(fields, "blocks")
            .and_then(|place| self.read_with(place, kinds))
            .unwrap_or_default();
        if !kinds.is_empty() && kinds.len() != article.blocks().len() {
            self.report(
                at,
                "the blocks don’t match the lines of the text; every line was read as a paragraph",
            );
            kinds.clear();
        }
        let list = find(fields, "inlines");
        let places = list.clone().map(|list| elements(self.text, list, None)).unwrap_or_default();
        if let (true, Some(list)) = (places.is_empty(), list) {
            self.read_with(list, |plain| plain.as_list().map(|_| ()));
        }
        let mut inlines = Vec::new();
        for place in places {
            inlines.extend(self.read_with(place, |plain| inline(&article, plain)));
        }
        article.with_kinds(&kinds).with_inlines(inlines)
    }

    fn scheme(&mut self, members: &Members<'a>) -> Scheme {
        let place = find(members, "scheme");
        place.and_then(|place| self.read_with(place, Scheme::read)).unwrap_or_default()
    }

    fn rejected(&mut self, members: &Members<'a>, article: &Article) -> Vec<Rejected> {
        let places = self.list("rejected", members).into_iter();
        places.filter_map(|one| self.read_with(one, |one| rejected::read(article, one))).collect()
    }

    fn actors(&mut self, members: &Members<'a>, set: &mut AnnotationSet) {
        for place in self.list("actors", members) {
            let start = place.start;
            let Some(actor) = self.read_with(place, Actor::read) else { continue };
            if let Err(error) = set.apply(&Op::AddActor(Rc::new(actor)).into()) {
                self.report(start, format!("{error}; left out"));
            }
        }
    }

    fn annotations(&mut self, members: &Members<'a>, set: &mut AnnotationSet) {
        let mut read: Vec<(usize, Annotation)> = Vec::new();
        for place in self.list("annotations", members) {
            let start = place.start;
            let one = self.read_with(place, |plain| annotation(set.article(), plain));
            read.extend(one.map(|annotation| (start, annotation)));
        }
        // Mentions first: they give names to missing actors.
        let (mentions, others): (Vec<_>, Vec<_>) =
            read.into_iter().partition(|(_, annotation)| annotation.kind() == Kind::Person);
        for (start, annotation) in mentions.into_iter().chain(others) {
            self.add(set, start, annotation);
        }
    }

    fn add(&mut self, set: &mut AnnotationSet, at: usize, mut annotation: Annotation) {
        if let Some(known) = set.get(&annotation.id) {
            if **known == annotation {
                return self
                    .report(at, format!("the annotation “{}” appears twice; read once", known.id));
            }
            self.report(
                at,
                format!("two annotations have the id “{}”; this one got a new id", known.id),
            );
            // Made of its content, so that reading the file again changes nothing.
            let says = annotation.plain().to_json();
            annotation.source_id.get_or_insert(annotation.id.to_string());
            annotation.id = hash(&says).as_str().into();
        }
        if let Some(missing) = annotation.actor().filter(|id| set.actor(id).is_none()) {
            self.report(at, format!("this file has no actor “{missing}”; one was added"));
        }
        if let Err(error) = set.apply(&set.adding(annotation.into())) {
            self.report(at, format!("{error}; left out"));
        }
    }

    /// The place of a member, even if the file is damaged before it or ends inside it.
    pub(super) fn find(&self, members: &Members<'a>, key: &str) -> Option<Range<usize>> {
        find(members, key).or_else(|| cut_member(self.text, key, members))
    }

    /// The places of the elements of a member that is a list.
    fn list(&self, key: &str, members: &Members<'a>) -> Vec<Range<usize>> {
        let Some(place) = self.find(members, key) else { return Vec::new() };
        if !self.damaged {
            return elements(self.text, place, None);
        }
        // A damaged list has no end of its own; it ends where the next one begins.
        let others = ["actors", "annotations", "versions"]
            .into_iter()
            .filter_map(|key| self.find(members, key));
        let next = others.map(|other| other.start).filter(|start| *start > place.start).min();
        elements(self.text, place.start..next.unwrap_or(self.text.len()), Some("id"))
    }

    pub(super) fn words(&mut self, fields: &Members<'a>, key: &str) -> Option<String> {
        let place =
            find(fields, key).filter(|place| self.text.get(place.clone()) != Some("null"))?;
        self.read_with(place, String::read)
    }

    /// Reads a piece of the file, or reports what is wrong with it and where.
    pub(super) fn read_with<T>(
        &mut self,
        place: Range<usize>,
        read: impl FnOnce(&Plain<'a>) -> Result<T, Wrong>,
    ) -> Option<T> {
        match self.plain(&place).and_then(|plain| {
            read(&plain).map_err(|wrong| (self.place_of(&place, &wrong), wrong.to_string()))
        }) {
            Ok(value) => Some(value),
            Err((at, message)) => {
                self.report(at, format!("{message}; left out"));
                None
            }
        }
    }

    fn plain(&self, place: &Range<usize>) -> Result<Plain<'a>, (usize, String)> {
        let piece = self.text.get(place.clone()).unwrap_or_default();
        Plain::from_json(piece).map_err(|error| {
            (self.lines.offset(place.start, error.line(), error.column()), reason(&error))
        })
    }

    /// The place of the wrong part, as closely as its path can be followed.
    fn place_of(&self, piece: &Range<usize>, wrong: &Wrong) -> usize {
        let mut at = piece.clone();
        for part in wrong.path() {
            let inner = match part {
                Part::Field(name) => find(&lenient::members(self.text, at.start), name),
                Part::Item(index) => elements(self.text, at.clone(), None).into_iter().nth(index),
            };
            let Some(inner) = inner else { break };
            at = inner;
        }
        at.start
    }

    pub(super) fn report(&mut self, at: usize, message: impl Into<String>) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(self.lines.problem(at, message));
        } else {
            self.more += 1;
        }
    }
}

pub(super) fn find(members: &Members<'_>, key: &str) -> Option<Range<usize>> {
    members.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone())
}

/// serde_json's message without its place, which is given in lines of the whole file.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(reason, _)| reason.to_owned())
}

/// The kinds of the blocks. The text itself determines their places.
fn kinds(plain: &Plain<'_>) -> Result<Vec<BlockKind>, Wrong> {
    let kind = |block: &Plain<'_>| {
        let block = block.as_object()?;
        offsets(block)?;
        must::get(block, "kind")
    };
    plain.each(kind)
}

fn inline(article: &Article, plain: &Plain<'_>) -> Result<Inline, Wrong> {
    let object = plain.as_object()?;
    let href = if_some::get(object, "href")?;
    let name = object.need("kind")?;
    let kind = match name.as_text() {
        Ok("emphasis") => InlineKind::Emphasis,
        Ok("strong") => InlineKind::Strong,
        Ok("link") => InlineKind::Link(href.unwrap_or_default()),
        _ => {
            let wrong = unknown(name, &["emphasis", "strong", "link"]);
            return Err(wrong.inside(Part::Field("kind")));
        }
    };
    Ok(Inline { range: range(article, object)?, kind })
}

pub(super) fn annotation(article: &Article, plain: &Plain<'_>) -> Result<Annotation, Wrong> {
    let object = plain.as_object()?;
    let span = |span: &Plain<'_>| anchored(article, span);
    let spans = object.need("spans")?.each(span);
    let spans = spans.map_err(|wrong| wrong.inside(Part::Field("spans")))?;
    let actor = |name: &'static str| -> Result<_, Wrong> {
        Ok(object.text(name)?.filter(|id| !id.is_empty()).map(ActorId::from))
    };
    let detail = match must::get(object, "kind")? {
        Kind::Person => Detail::Person { actor: actor("actor")? },
        Kind::Claim => Detail::Claim {
            claimant: if_some::get(object, "claimant")?,
            check: if_some::get(object, "check")?,
        },
        Kind::Quote => Detail::Quote {
            speaker: actor("speaker")?,
            cue: match object.get("cue") {
                None | Some(Plain::Null) => None,
                Some(cue) => Some(span(cue).map_err(|wrong| wrong.inside(Part::Field("cue")))?),
            },
            form: if_some::get(object, "form")?,
            source: if_some::get(object, "source")?,
        },
    };
    let (id, source_id) = usable_id(&must::get::<String>(object, "id")?);
    Ok(Annotation {
        id,
        spans,
        detail,
        label: if_some::get(object, "label")?.filter(|name: &String| SubLabel::is_name(name)),
        note: or_default::get(object, "note")?,
        tags: or_default::get(object, "tags")?,
        origin: or_default::get(object, "origin")?,
        creator: if_some::get(object, "creator")?,
        created: or_default::get(object, "created")?,
        modified: or_default::get(object, "modified")?,
        source_id: source_id.or(if_some::get(object, "source_id")?),
    })
}

/// An invalid id is kept as `source_id`; its replacement is made from it, so that reading the file again
/// changes nothing.
fn usable_id(id: &str) -> (AnnotationId, Option<String>) {
    if AnnotationId::is_valid(id) {
        return (id.into(), None);
    }
    (hash(id).as_str().into(), Some(id.to_owned()))
}

pub(super) fn anchored(article: &Article, plain: &Plain<'_>) -> Result<TextRange, Wrong> {
    let object = plain.as_object()?;
    let range = range(article, object)?;
    let (start, end) = offsets(object)?;
    // The context is for programs that have another text.
    object.text("prefix").and(object.text("suffix"))?;
    match object.text("exact")? {
        Some(exact) if *exact != *article.slice(range) => Err(Wrong::new(format!(
            "at {start}-{end} the text is “{}”, not “{}”",
            shortened(article.slice(range)),
            shortened(exact)
        ))),
        _ => Ok(range),
    }
}

/// The place of something, in code points.
fn offsets(object: &Object<'_>) -> Result<(u32, u32), Wrong> {
    Ok((must::get(object, "start")?, must::get(object, "end")?))
}

fn range(article: &Article, object: &Object<'_>) -> Result<TextRange, Wrong> {
    let byte = |field: &'static str, at: u32| {
        let found = article.from_code_point(CodePoint(at));
        found.map_err(|error| Wrong::new(error.to_string()).inside(Part::Field(field)))
    };
    let (start, end) = offsets(object)?;
    Ok(TextRange { start: byte("start", start)?, end: byte("end", end)? })
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
