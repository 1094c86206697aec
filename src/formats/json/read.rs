//! Reads our own format, piece by piece, so that one broken piece costs no other.
//! Must never move a span: one whose words are not where it says is left out and told.

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use serde::Deserialize;

use super::shape::{
    ActorShape, AnnotationShape, BlockShape, InlineKindShape, InlineShape, NAME, SpanShape, VERSION,
};
use crate::formats::lenient::{self, Members, cut_member, elements};
use crate::formats::{Imported, Lines, Problem, plain};
use crate::model::article::hash;
use crate::model::order;
use crate::model::{
    Actor, ActorId, Annotation, AnnotationId, AnnotationSet, Article, ArticleId, CodePoint, Detail,
    Details, Inline, InlineKind, Kind, Op, TextRange,
};

/// Whether a file says that it is ours.
pub fn recognises(content: &[u8]) -> bool {
    let (text, _) = plain::decode_all(content);
    let quoted = format!("\"{NAME}\"");
    lenient::members(&text, 0)
        .iter()
        .any(|(key, value)| *key == "format" && text.get(value.clone()) == Some(quoted.as_str()))
        // Cut off or damaged before the first member ends: the name near the top still tells.
        || text.trim_start().starts_with('{') && head(&text).contains(&quoted)
}

/// Reads a file: the document, if there is an article in it, and what was left out.
pub fn import(content: &[u8]) -> Imported {
    // Cut off inside a character, or one byte wrong: all else can still be read.
    let (text, wrong) = plain::decode_all(content);
    let (text, half_pairs) = lenient::without_half_pairs(&text);
    let (lines, problems) = (Lines::new(&text), wrong.into_iter().collect());
    let mut reader = Reader { text: &text, lines, damaged: false, problems, more: 0 };
    for at in half_pairs {
        reader.tell(at, "half of a surrogate pair, which is no character; read as U+FFFD");
    }
    reader.read()
}

fn head(text: &str) -> &str {
    let end = (0..=text.len().min(200)).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}

struct Reader<'a> {
    text: &'a str,
    lines: Lines<'a>,
    /// Whether it is not JSON as a whole.
    damaged: bool,
    problems: Vec<Problem>,
    /// How many more there are than are told one by one.
    more: usize,
}

/// More than anybody reads; finding the column of each takes its time.
const MOST_PROBLEMS: usize = 300;

impl<'a> Reader<'a> {
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
            self.problems
                .push(Problem::new(format!("{} more things could not be read", self.more)));
        }
        Imported { documents: document.into_iter().collect(), problems: self.problems }
    }

    /// The first thing that is not JSON is told; the pieces that are whole are read all the same.
    fn check_syntax(&mut self) {
        if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(self.text) {
            self.damaged = true;
            let at = self.lines.offset(0, error.line(), error.column());
            self.tell(at, format!("this is not JSON ({}); what is whole was read", reason(&error)));
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
            self.tell(
                value.start,
                format!("a later version of this program wrote this file (its format is {number}, here {VERSION} is known); what is known was read"),
            );
        }
    }

    fn article(&mut self, members: &Members<'a>) -> Option<AnnotationSet> {
        let Some(place) = self.find(members, "article") else {
            self.problems.push(Problem::new("there is no article in this file"));
            return None;
        };
        // Field by field, so that a damaged title does not cost the text.
        let fields = lenient::members(self.text, place.start);
        let Some(text) = self.field::<Cow<'a, str>>(&fields, "text") else {
            self.tell(place.start, "there is no whole text in the article");
            return None;
        };
        let id = self.words(&fields, "id").filter(|id| !id.is_empty());
        let article = Article::new(id.as_deref().map(ArticleId::from), &text);
        let article = article.map_err(|error| self.tell(place.start, error.to_string())).ok()?;
        if self.words(&fields, "sha256").is_some_and(|sha256| sha256 != article.sha256()) {
            self.tell(
                place.start,
                "the text is not the one this file was made for (its SHA-256 differs); spans whose words are still in their place were read",
            );
        }
        let article = self.divided(article, &fields, place.start);
        let details = Details {
            title: self.words(&fields, "title").unwrap_or_default(),
            byline: self.words(&fields, "byline"),
            source: self.words(&fields, "source"),
            published: self.words(&fields, "published"),
            language: self.words(&fields, "language"),
        };
        Some(AnnotationSet::new(Rc::new(article), details))
    }

    /// The article with its kinds of block, emphasis and links.
    fn divided(&mut self, article: Article, fields: &Members<'a>, at: usize) -> Article {
        let blocks = self.field::<Vec<BlockShape>>(fields, "blocks").unwrap_or_default();
        let mut kinds: Vec<_> = blocks.iter().map(|block| block.kind).collect();
        if !kinds.is_empty() && kinds.len() != article.blocks().len() {
            self.tell(at, "the blocks are not the lines of the text; all are taken as paragraphs");
            kinds.clear();
        }
        let mut inlines = Vec::new();
        for shape in self.field::<Vec<InlineShape>>(fields, "inlines").unwrap_or_default() {
            match inline_from(&article, &shape) {
                Ok(inline) => inlines.push(inline),
                Err(message) => self.tell(at, format!("inlines: {message}; left out")),
            }
        }
        article.with_kinds(&kinds).with_inlines(inlines)
    }

    fn actors(&mut self, members: &Members<'a>, set: &mut AnnotationSet) {
        for place in self.list("actors", members) {
            let start = place.start;
            let Some(shape) = self.parse::<ActorShape<'a>>(place) else { continue };
            let actor = Actor {
                id: ActorId::from(&*shape.id),
                name: shape.name.into_owned(),
                sort: shape.sort,
                role: shape.role.into_owned(),
                wikidata: shape.wikidata.map(Into::into),
                note: shape.note.into_owned(),
            };
            if let Err(error) = set.apply(&Op::AddActor(Rc::new(actor)).into()) {
                self.tell(start, format!("{error}; left out"));
            }
        }
    }

    fn annotations(&mut self, members: &Members<'a>, set: &mut AnnotationSet) {
        let mut read: Vec<(usize, Annotation)> = Vec::new();
        for place in self.list("annotations", members) {
            let start = place.start;
            let Some(shape) = self.parse::<AnnotationShape<'a>>(place) else { continue };
            match annotation(set, shape) {
                Ok(annotation) => read.push((start, annotation)),
                Err(message) => self.tell(start, format!("{message}; left out")),
            }
        }
        // Mentions first: they tell the names of actors that are missing.
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
                    .tell(at, format!("the annotation “{}” is there twice; read once", known.id));
            }
            self.tell(
                at,
                format!("there are two annotations “{}”; this one got another id", known.id),
            );
            // Made of what it says, so that reading the file again finds the same.
            let says = serde_json::to_string(&annotation).unwrap_or_default();
            annotation.source_id.get_or_insert(annotation.id.to_string());
            annotation.id = hash(&says).as_str().into();
        }
        if let Some(missing) = annotation.actor().filter(|id| set.actor(id).is_none()) {
            self.tell(at, format!("there is no actor “{missing}” in this file; entered anew"));
        }
        if let Err(error) = set.apply(&set.adding(annotation.into())) {
            self.tell(at, format!("{error}; left out"));
        }
    }

    /// The place of a member, also if the file is damaged before it or ends inside it.
    fn find(&self, members: &Members<'a>, key: &str) -> Option<Range<usize>> {
        find(members, key).or_else(|| cut_member(self.text, key, members))
    }

    /// The places of the elements of a member that is a list.
    fn list(&self, key: &str, members: &Members<'a>) -> Vec<Range<usize>> {
        let Some(place) = self.find(members, key) else { return Vec::new() };
        if !self.damaged {
            return elements(self.text, place, None);
        }
        // A damaged list has no end of its own; it ends where the next begins.
        let others =
            ["actors", "annotations"].into_iter().filter_map(|key| self.find(members, key));
        let next = others.map(|other| other.start).filter(|start| *start > place.start).min();
        elements(self.text, place.start..next.unwrap_or(self.text.len()), Some("id"))
    }

    fn words(&mut self, fields: &Members<'a>, key: &str) -> Option<String> {
        self.field::<Option<String>>(fields, key).flatten()
    }

    fn field<T: Deserialize<'a>>(&mut self, fields: &Members<'a>, key: &str) -> Option<T> {
        self.parse(find(fields, key)?)
    }

    fn parse<T: Deserialize<'a>>(&mut self, place: Range<usize>) -> Option<T> {
        let piece = self.text.get(place.clone())?;
        match serde_json::from_str(piece) {
            Ok(value) => Some(value),
            Err(error) => {
                let at = self.lines.offset(place.start, error.line(), error.column());
                self.tell(at, format!("{}; left out", reason(&error)));
                None
            }
        }
    }

    fn tell(&mut self, at: usize, message: impl Into<String>) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(self.lines.problem(at, message));
        } else {
            self.more += 1;
        }
    }
}

fn find(members: &Members<'_>, key: &str) -> Option<Range<usize>> {
    members.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone())
}

/// serde_json's words without its place, which is told in the file's own lines.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(reason, _)| reason.to_owned())
}

fn inline_from(article: &Article, inline: &InlineShape) -> Result<Inline, String> {
    let range = range(article, inline.start, inline.end)?;
    let kind = match (inline.kind, &inline.href) {
        (InlineKindShape::Emphasis, _) => InlineKind::Emphasis,
        (InlineKindShape::Strong, _) => InlineKind::Strong,
        (InlineKindShape::Link, href) => InlineKind::Link(href.clone().unwrap_or_default()),
    };
    Ok(Inline { range, kind })
}

fn annotation(set: &AnnotationSet, shape: AnnotationShape<'_>) -> Result<Annotation, String> {
    let article = set.article();
    let spans = shape.spans.iter().map(|span| anchored(article, span)).collect::<Result<_, _>>()?;
    let actor =
        |id: Option<Cow<'_, str>>| id.filter(|id| !id.is_empty()).map(|id| ActorId::from(&*id));
    let detail = match shape.kind {
        Kind::Person => Detail::Person { actor: actor(shape.actor) },
        Kind::Claim => Detail::Claim { claimant: shape.claimant, check: shape.check },
        Kind::Quote => Detail::Quote {
            speaker: actor(shape.speaker),
            cue: shape.cue.map(|cue| anchored(article, &cue)).transpose()?,
            form: shape.form,
        },
    };
    let (id, source_id) = usable_id(&shape.id);
    Ok(Annotation {
        id,
        spans,
        detail,
        note: shape.note.into_owned(),
        tags: shape.tags,
        origin: shape.origin,
        creator: shape.creator.map(Into::into),
        created: shape.created,
        modified: shape.modified,
        source_id: source_id.or(shape.source_id.map(Into::into)),
    })
}

/// An id that breaks our rule is kept as `source_id`; the one it gets instead is made from it, so
/// that reading the file again finds the same.
fn usable_id(id: &str) -> (AnnotationId, Option<String>) {
    if AnnotationId::is_valid(id) {
        return (id.into(), None);
    }
    (hash(id).as_str().into(), Some(id.to_owned()))
}

fn anchored(article: &Article, span: &SpanShape<'_>) -> Result<TextRange, String> {
    let range = range(article, span.start, span.end)?;
    match &span.exact {
        Some(exact) if **exact != *article.slice(range) => Err(format!(
            "spans: at {}-{} the text is “{}”, not “{}”",
            span.start,
            span.end,
            shortened(article.slice(range)),
            shortened(exact)
        )),
        _ => Ok(range),
    }
}

fn range(article: &Article, start: u32, end: u32) -> Result<TextRange, String> {
    let byte = |field: &str, at: u32| {
        article.from_code_point(CodePoint(at)).map_err(|error| format!("{field}: {error}"))
    };
    Ok(TextRange { start: byte("start", start)?, end: byte("end", end)? })
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
