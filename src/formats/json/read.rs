//! Reads our own format, piece by piece, so that one broken piece costs no other.
//! Must never move a span: one whose words are not where it says is left out and told.

use std::ops::Range;
use std::rc::Rc;

use serde::Deserialize;

use super::shape::{
    ActorShape, AnnotationShape, ArticleShape, InlineKindShape, InlineShape, NAME, SpanShape, VERSION,
};
use crate::formats::lenient::{Members, cut_member, elements, members};
use crate::formats::{Imported, Lines, Problem, plain};
use crate::model::article::hash;
use crate::model::{
    Actor, ActorId, Annotation, AnnotationId, AnnotationSet, Article, ArticleId, CodePoint, Detail,
    Details, Inline, InlineKind, Kind, Op, TextRange,
};

/// Whether a file says that it is ours.
pub fn recognises(content: &[u8]) -> bool {
    let Ok(text) = plain::decode(content) else { return false };
    let quoted = format!("\"{NAME}\"");
    members(text, 0)
        .iter()
        .any(|(key, value)| *key == "format" && text.get(value.clone()) == Some(quoted.as_str()))
        // Cut off or damaged before the first member ends: the name near the top still tells.
        || text.trim_start().starts_with('{') && head(text).contains(&quoted)
}

/// Reads a file: the document, if there is an article in it, and what was left out.
pub fn import(content: &[u8]) -> Imported {
    match plain::decode(content) {
        Ok(text) => Reader { text, lines: Lines::new(text), problems: Vec::new() }.read(),
        Err(problem) => Imported { documents: Vec::new(), problems: vec![problem] },
    }
}

fn head(text: &str) -> &str {
    let end = (0..=text.len().min(200)).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}

struct Reader<'a> {
    text: &'a str,
    lines: Lines<'a>,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    fn read(mut self) -> Imported {
        self.check_syntax();
        let members = members(self.text, 0);
        self.check_version(&members);
        let document = self.article(&members).map(|mut set| {
            self.actors(&members, &mut set);
            self.annotations(&members, &mut set);
            set
        });
        Imported { documents: document.into_iter().collect(), problems: self.problems }
    }

    /// The first thing that is not JSON is told; the pieces that are whole are read all the same.
    fn check_syntax(&mut self) {
        if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(self.text) {
            let at = self.lines.offset(0, error.line(), error.column());
            self.tell(at, format!("this is not JSON ({}); the rest was read", reason(&error)));
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
        let Some(place) = find(members, "article") else {
            self.problems.push(Problem::new("there is no article in this file"));
            return None;
        };
        let shape: ArticleShape<'a> = self.parse(place.clone())?;
        let id = shape.id.as_deref().filter(|id| !id.is_empty()).map(ArticleId::from);
        let article = match Article::new(id, &shape.text) {
            Ok(article) => article,
            Err(error) => {
                self.tell(place.start, error.to_string());
                return None;
            }
        };
        if shape.sha256.as_deref().is_some_and(|sha256| sha256 != article.sha256()) {
            self.tell(
                place.start,
                "the text is not the one this file was made for (its SHA-256 differs); spans whose words are still in their place were read",
            );
        }
        let article = self.divided(article, &shape, place.start);
        let details = Details {
            title: shape.title.into_owned(),
            byline: shape.byline.map(Into::into),
            source: shape.source.map(Into::into),
            published: shape.published.map(Into::into),
            language: shape.language.map(Into::into),
        };
        Some(AnnotationSet::new(Rc::new(article), details))
    }

    fn divided(&mut self, article: Article, shape: &ArticleShape<'_>, at: usize) -> Article {
        let kinds: Vec<_> = shape.blocks.iter().map(|block| block.kind).collect();
        if !kinds.is_empty() && kinds.len() != article.blocks().len() {
            self.tell(at, "the blocks are not the lines of the text; all are taken as paragraphs");
            return article;
        }
        let inlines = shape.inlines.iter().filter_map(|inline| inline_from(&article, inline)).collect();
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
        for place in self.list("annotations", members) {
            let start = place.start;
            let Some(shape) = self.parse::<AnnotationShape<'a>>(place) else { continue };
            let read = annotation(set, shape).and_then(|annotation| {
                set.apply(&Op::Add(Rc::new(annotation)).into()).map_err(|error| error.to_string())
            });
            if let Err(message) = read {
                self.tell(start, format!("{message}; left out"));
            }
        }
    }

    /// The places of the elements of a member that is a list, also if the file ends inside it.
    fn list(&self, key: &str, members: &Members<'a>) -> Vec<Range<usize>> {
        let place = find(members, key).or_else(|| cut_member(self.text, key, members));
        place.map(|place| elements(self.text, place.start)).unwrap_or_default()
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
        self.problems.push(self.lines.problem(at, message));
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

fn inline_from(article: &Article, inline: &InlineShape) -> Option<Inline> {
    let range = range(article, inline.start, inline.end).ok()?;
    let kind = match (inline.kind, &inline.href) {
        (InlineKindShape::Emphasis, _) => InlineKind::Emphasis,
        (InlineKindShape::Strong, _) => InlineKind::Strong,
        (InlineKindShape::Link, href) => InlineKind::Link(href.clone().unwrap_or_default()),
    };
    Some(Inline { range, kind })
}

fn annotation(set: &AnnotationSet, shape: AnnotationShape<'_>) -> Result<Annotation, String> {
    let article = set.article();
    let spans = shape.spans.iter().map(|span| anchored(article, span)).collect::<Result<_, _>>()?;
    let actor = |id: Option<std::borrow::Cow<'_, str>>| id.map(|id| ActorId::from(&*id));
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
