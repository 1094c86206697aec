//! What formats of spans and labels share: an annotation is one span with a label, and may be linked to
//! another. How a format writes that is its own affair.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::links::{as_linked, linked};
use super::loss::{Lack, rebuilt, without};
use super::unit_doubt::doubt;
use super::{Context, Imported, NewIds, Problem, Ruler, Unit};
use crate::model::plain::{Object, Plain};
use crate::model::{Actor, Annotation, AnnotationSet, Article, Details, TextRange, Timestamp};

/// What no format of spans and labels keeps of an annotation.
pub const BARE: &[Lack] = &[
    Lack::ArticleClaims,
    Lack::Cue,
    Lack::Form,
    Lack::Check,
    Lack::Creator,
    Lack::Created,
    Lack::Modified,
    Lack::Origin,
    Lack::SourceId,
    Lack::Scheme,
];

/// What plain text with spans loses of an article.
pub const TEXT_ONLY: &[Lack] =
    &[Lack::ArticleId, Lack::Byline, Lack::Published, Lack::Language, Lack::Blocks, Lack::Inlines];

/// A document with these lacks, in which each part of a split annotation is an annotation.
pub fn without_parts(set: &AnnotationSet, lacks: &[&[Lack]], now: Timestamp) -> AnnotationSet {
    let left = without(set, &lacks.concat(), now);
    let split = left.iter().flat_map(|one| parts(one)).collect();
    let actors = left.actors().map(|actor| Actor::clone(actor)).collect();
    rebuilt(left.article().clone(), Details::clone(left.details()), actors, split)
}

/// The same without actors.
pub fn unlinked(set: &AnnotationSet, lacks: &[&[Lack]], now: Timestamp) -> AnnotationSet {
    let left = without_parts(set, &[&lacks.concat(), &[Lack::Actor]], now);
    let annotations = left.iter().map(|one| Annotation::clone(one)).collect();
    rebuilt(left.article().clone(), Details::clone(left.details()), Vec::new(), annotations)
}

/// The same with speakers and claimants as links to mentions.
pub fn with_links(set: &AnnotationSet, lacks: &[&[Lack]], now: Timestamp) -> AnnotationSet {
    as_linked(&without_parts(set, lacks, now))
}

/// The parts of an annotation as annotations; the first keeps its id.
fn parts(one: &Annotation) -> impl Iterator<Item = Annotation> + '_ {
    one.spans.iter().enumerate().map(|(at, span)| {
        let mut part = Annotation { spans: vec![*span], ..one.clone() };
        if at > 0 {
            part.id = format!("{}~{}", one.id, at + 1).as_str().into();
        }
        part
    })
}

/// The place of an annotation's first span, in the unit of a ruler.
pub fn place(ruler: &Ruler<'_>, one: &Annotation) -> (u32, u32) {
    one.spans.first().map_or((0, 0), |span| ruler.range(*span))
}

/// Collects what a file says about one article.
#[derive(Debug)]
pub struct Intake<'a> {
    article: &'a Rc<Article>,
    context: &'a Context<'a>,
    /// Converts offsets in the unit of the format.
    pub ruler: Ruler<'a>,
    ids: NewIds,
    annotations: Vec<Annotation>,
    /// The indices of annotations, by their names in the file.
    names: BTreeMap<String, usize>,
    links: Vec<(String, String)>,
    unknown: BTreeMap<String, usize>,
    /// The spans whose text is not in the file.
    unchecked: Vec<(u32, u32)>,
    problems: Vec<Problem>,
}

impl<'a> Intake<'a> {
    /// For this article, with offsets in this unit.
    pub fn new(article: &'a Rc<Article>, unit: Unit, context: &'a Context<'a>) -> Self {
        Self {
            article,
            context,
            ruler: Ruler::new(article, unit),
            ids: NewIds::new(article, context.now),
            annotations: Vec::new(),
            names: BTreeMap::new(),
            links: Vec::new(),
            unknown: BTreeMap::new(),
            unchecked: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Reports a problem.
    pub fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Adds a span from one offset to another with a label. `words` is its text in the file.
    pub fn span(
        &mut self,
        label: &str,
        (start, end): (u32, u32),
        words: Option<&str>,
    ) -> Option<&mut Annotation> {
        if words.is_none() {
            self.unchecked.push((start, end));
        }
        match self.ruler.span(start, end) {
            Ok(range) => self.ranges(label, vec![range], words),
            Err(reason) => {
                self.report(Problem::new(format!("{label} at {start}-{end}: {reason}; left out")));
                None
            }
        }
    }

    /// The same with several ranges of the text, in order.
    pub fn ranges(
        &mut self,
        label: &str,
        ranges: Vec<TextRange>,
        words: Option<&str>,
    ) -> Option<&mut Annotation> {
        let Some((kind, sub_label)) = self.context.options.meaning(label) else {
            *self.unknown.entry(label.to_owned()).or_default() += 1;
            return None;
        };
        let there: Vec<_> = ranges.iter().map(|range| self.article.slice(*range)).collect();
        let there = there.join(" ");
        if let Some(words) = words.filter(|words| !same_words(words, &there)) {
            let (start, end) = ranges.first().map_or((0, 0), |range| self.ruler.range(*range));
            self.report(Problem::new(format!(
                "{label} at {start}-{end}: the text there is “{}”, not “{}”; left out",
                short(&there),
                short(words)
            )));
            return None;
        }
        let made = self.ids.blank(kind, ranges);
        self.annotations.push(Annotation { label: sub_label, ..made });
        self.annotations.last_mut()
    }

    /// Gives the last annotation this id from the file, if possible.
    pub fn called(&mut self, id: &str) {
        if let Some(last) = self.annotations.last_mut() {
            self.ids.call(last, id);
        }
        self.named(id);
    }

    /// The annotation with this name in the file.
    pub fn by_name(&mut self, name: &str) -> Option<&mut Annotation> {
        let at = *self.names.get(name)?;
        self.annotations.get_mut(at)
    }

    /// The last annotation added.
    pub fn last(&mut self) -> Option<&mut Annotation> {
        self.annotations.last_mut()
    }

    /// Records the name of the last annotation in the file.
    pub fn named(&mut self, name: impl Into<String>) {
        if let Some(last) = self.annotations.len().checked_sub(1) {
            self.names.insert(name.into(), last);
        }
    }

    /// Records a link from one annotation to another, by their names in the file.
    pub fn link(&mut self, from: impl Into<String>, to: impl Into<String>) {
        self.links.push((from.into(), to.into()));
    }

    /// Warns if the offsets of spans without text seem to be in another unit; not for our own files, which
    /// describe themselves in the metadata.
    pub fn check_unit(&mut self, unit: Unit, meta: Option<&Plain<'_>>) {
        let meta = meta.and_then(|meta| meta.as_object().ok());
        let sha256 = meta.and_then(|meta| text(meta, "sha256"));
        if sha256 != Some(self.article.sha256()) {
            self.problems.extend(doubt(self.article, unit, &self.unchecked));
        }
    }

    /// Makes a document of everything added; problems go to the others.
    pub fn finish(self, details: &Details, into: &mut Imported) {
        self.finish_with(details, Vec::new(), into);
    }

    /// The same with the actors of the annotations.
    pub fn finish_with(mut self, details: &Details, actors: Vec<Actor>, into: &mut Imported) {
        for (label, count) in std::mem::take(&mut self.unknown) {
            let times = if count == 1 { String::new() } else { format!(" ({count} times)") };
            self.problems.push(Problem::new(format!(
                "the label “{}”{times} doesn’t stand for people, claims or quotes; left out",
                short(&label)
            )));
        }
        let links = self.name_all();
        let id = |at: usize| self.annotations.get(at).map(|one| one.id.clone());
        let links = links.iter().filter_map(|(from, to)| Some((id(*from)?, id(*to)?)));
        let links: Vec<_> = links.collect();
        let set = match actors.is_empty() {
            true => linked(self.article, details, self.annotations, &links),
            false => rebuilt(self.article.clone(), details.clone(), actors, self.annotations),
        };
        into.documents.push(set);
        into.problems.append(&mut self.problems);
    }
}

impl Intake<'_> {
    /// Gives ids to the annotations without one, now that they are complete; returns the indices of linked
    /// ones.
    pub fn name_all(&mut self) -> Vec<(usize, usize)> {
        let place = |name: &String| self.names.get(name).copied();
        let links = self.links.iter().filter_map(|(from, to)| Some((place(from)?, place(to)?)));
        let links: Vec<(usize, usize)> = links.collect();
        let linked = links.iter().filter_map(|(from, to)| {
            Some((*from, format!("{:?}", self.annotations.get(*to)?.spans)))
        });
        let linked: BTreeMap<usize, String> = linked.collect();
        for (at, one) in self.annotations.iter_mut().enumerate() {
            self.ids.name(one, linked.get(&at).map_or("", String::as_str));
        }
        links
    }
}

/// Whether both are the same text; programs write line ends as spaces.
fn same_words(words: &str, there: &str) -> bool {
    words == there || words.split_whitespace().eq(there.split_whitespace())
}

/// At most 40 characters.
pub fn short(text: &str) -> String {
    let end = text.char_indices().nth(40).map_or(text.len(), |(end, _)| end);
    format!("{}{}", &text[..end], if end < text.len() { "…" } else { "" })
}

/// The article of a text in a file; reports a problem if it is too long.
pub fn article_of(text: &str, into: &mut Imported) -> Option<Rc<Article>> {
    match Article::new(None, text) {
        Ok(article) => Some(Rc::new(article)),
        Err(error) => {
            into.problems.push(Problem::new(error.to_string()));
            None
        }
    }
}

/// A whole number as an offset.
pub fn offset(plain: Option<&Plain<'_>>) -> Option<u32> {
    match plain {
        Some(Plain::Whole(number)) => u32::try_from(*number).ok(),
        _ => None,
    }
}

/// A text in an object, if there is one.
pub fn text<'p>(object: &'p Object<'_>, name: &str) -> Option<&'p str> {
    match object.get(name)? {
        Plain::Text(text) => Some(text),
        _ => None,
    }
}

/// The items of a list in an object.
pub fn items<'p, 'a>(object: &'p Object<'a>, name: &str) -> &'p [Plain<'a>] {
    match object.get(name) {
        Some(Plain::List(list)) => list,
        _ => &[],
    }
}

/// The items of a list; anything else counts as a list of one, as it is often written.
pub fn each<'p, 'a>(plain: &'p Plain<'a>) -> &'p [Plain<'a>] {
    match plain {
        Plain::List(list) => list,
        one => std::slice::from_ref(one),
    }
}

/// An object of these fields.
pub fn object<'a>(fields: impl IntoIterator<Item = (&'a str, Plain<'a>)>) -> Plain<'a> {
    let mut object = Object::default();
    for (name, plain) in fields {
        object.put(name, plain);
    }
    object.into()
}

/// A number.
pub fn number<'a>(number: u32) -> Plain<'a> {
    Plain::Whole(number.into())
}

/// The details beside a text: title and source.
pub fn details<'a>(set: &'a AnnotationSet) -> Plain<'a> {
    let details = set.details();
    let mut fields = vec![
        ("title", Plain::text(&details.title)),
        ("sha256", Plain::text(set.article().sha256())),
    ];
    if let Some(source) = &details.source {
        fields.push(("source", Plain::text(source)));
    }
    object(fields)
}

/// Reads what [`details`] wrote.
pub fn details_of(meta: Option<&Plain<'_>>) -> Details {
    let meta = meta.and_then(|meta| meta.as_object().ok());
    let field = |name| meta.and_then(|meta| text(meta, name)).map(str::to_owned);
    Details {
        title: field("title").unwrap_or_default(),
        source: field("source"),
        ..Details::default()
    }
}

/// Reads the lines of a JSONL file, each by `take`; a damaged line affects no other.
pub fn json_lines(
    content: &[u8],
    into: &mut Imported,
    mut take: impl FnMut(&Object<'_>, &mut Imported),
) {
    let (content, wrong) = super::utf8::decode_all(content);
    into.problems.extend(wrong);
    for (at, line) in content.split('\n').enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let (line, _) = super::without_half_pairs(line);
        let read = Plain::from_json(&line);
        let column = read.as_ref().err().map(serde_json::Error::column);
        let problem = |column: usize, message: String| Problem {
            line: u32::try_from(at + 1).ok(),
            column: u32::try_from(column.max(1)).ok(),
            message,
        };
        match &read {
            Ok(Plain::Object(object)) => {
                let before = into.problems.len();
                take(object, into);
                for problem in
                    into.problems.iter_mut().skip(before).filter(|problem| problem.line.is_none())
                {
                    (problem.line, problem.column) = (u32::try_from(at + 1).ok(), Some(1));
                }
            }
            Ok(_) => {
                into.problems
                    .push(problem(1, "this line is not a JSON object; left out".to_owned()));
            }
            Err(error) => {
                let reason = reason(error);
                into.problems.push(problem(
                    column.unwrap_or(1),
                    format!("this line is not JSON ({reason}); left out"),
                ));
            }
        }
    }
}

/// Reads a whole JSON file; invalid JSON is reported with its place.
pub fn json<T>(
    content: &[u8],
    into: &mut Imported,
    take: impl FnOnce(&Plain<'_>, &mut Imported) -> T,
) -> Option<T> {
    let (content, wrong) = super::utf8::decode_all(content);
    into.problems.extend(wrong);
    let (content, _) = super::without_half_pairs(&content);
    match Plain::from_json(&content) {
        Ok(plain) => Some(take(&plain, into)),
        Err(error) => {
            into.problems.push(Problem {
                line: u32::try_from(error.line()).ok(),
                column: u32::try_from(error.column()).ok(),
                message: format!("this is not JSON ({}); nothing was read", reason(&error)),
            });
            None
        }
    }
}

fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(reason, _)| reason.to_owned())
}

/// Whether a JSON object has a key and one of some others, without reading all of it.
pub fn has_keys(content: &str, key: &str, others: &[&str]) -> bool {
    let members = super::lenient::members(content, 0);
    let has = |key: &str| members.iter().any(|(name, _)| *name == key);
    has(key) && others.iter().any(|other| has(other))
}

/// The object at the start of a file, to recognise its format without reading all of it.
pub fn first_object<'a>(head: &'a str) -> Option<Object<'a>> {
    match Plain::from_json(head.split('\n').find(|line| !line.trim().is_empty())?) {
        Ok(Plain::Object(object)) => Some(object),
        _ => None,
    }
}
