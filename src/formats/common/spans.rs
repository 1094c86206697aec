//! What formats of spans and labels share: an annotation is one span with a label, and may be linked to
//! another. How a format writes that is its own affair.

mod items;
mod moving;
mod speech;
mod unplaced;

pub use items::item_of;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::anchors::Finder;
use super::counting::{Counting, Stated, is_of_words, same_words};
use super::links::{as_linked, is_link, linked};
use super::loss::{Lack, rebuilt, without};
use super::records::text;
use super::shift::SpanEnds;
use super::{Context, Imported, NewIds, Problem, Ruler, Unit};
use crate::model::plain::Plain;
use crate::model::{
    Actor, Annotation, AnnotationSet, Article, Byte, Details, TextRange, Timestamp,
};

/// What no format of spans and labels keeps of an annotation.
pub const BARE: &[Lack] = &[
    Lack::ArticleClaims,
    Lack::Cue,
    Lack::Form,
    Lack::QuoteSource,
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

/// Messages among which a message about all of a file may be.
const MOST_TOLD: usize = 1000;

/// Collects what a file says about one article.
#[derive(Debug)]
pub struct Intake<'a> {
    article: &'a Rc<Article>,
    context: &'a Context<'a>,
    /// The text of the file, if its offsets count that.
    text: Option<&'a str>,
    /// Converts offsets in the unit of the format.
    pub ruler: Ruler<'a>,
    ids: NewIds,
    annotations: Vec<Annotation>,
    /// The indices of annotations, by their names in the file.
    names: BTreeMap<String, usize>,
    links: Vec<(String, String)>,
    /// The items of Wikidata that annotations are of, with what these are called there.
    items: BTreeMap<usize, (String, String)>,
    unknown: BTreeMap<String, usize>,
    /// What is left out, with its number.
    skipped: BTreeMap<String, usize>,
    /// How the offsets of the format count.
    counting: Counting,
    /// The message that they count otherwise.
    miscounted: Option<Problem>,
    /// Whether our program wrote the file, which counts as it should.
    is_ours: bool,
    /// What the ends of spans show of how the file counts.
    ends: SpanEnds,
    /// Made when words are not where the file says.
    finder: Option<Finder<'a>>,
    problems: Vec<Problem>,
}

impl<'a> Intake<'a> {
    /// For this article, with offsets in this unit.
    pub fn new(article: &'a Rc<Article>, unit: Unit, context: &'a Context<'a>) -> Self {
        Self {
            article,
            context,
            text: None,
            ruler: Ruler::new(article, unit),
            ids: NewIds::new(article, context.now),
            annotations: Vec::new(),
            names: BTreeMap::new(),
            links: Vec::new(),
            items: BTreeMap::new(),
            unknown: BTreeMap::new(),
            skipped: BTreeMap::new(),
            counting: Counting::usual(unit),
            miscounted: None,
            is_ours: false,
            ends: SpanEnds::default(),
            finder: None,
            problems: Vec::new(),
        }
    }

    /// For the article of a text in a file, whose offsets count the line ends of that text.
    pub fn of_text(
        article: &'a Rc<Article>,
        text: &'a str,
        unit: Unit,
        context: &'a Context<'a>,
    ) -> Self {
        let mut intake = Self { text: Some(text), ..Self::new(article, unit, context) };
        intake.ruler.count_line_ends(text);
        intake
    }

    /// Takes offsets as these spans count them, where they show that it is not as the format says; `meta` is
    /// what our own files say of themselves, which count as they should.
    pub fn count_as(&mut self, spans: &[Stated<'_>], meta: Option<&Plain<'_>>) {
        let meta = meta.and_then(|meta| meta.as_object().ok());
        self.is_ours |= meta.and_then(|meta| text(meta, "sha256")) == Some(self.article.sha256());
        if self.is_ours || self.context.shift.keeps_unit {
            return;
        }
        let way = self.counting.corrected(self.article, self.text, spans);
        self.ends.vote(self.counting.surplus(self.article, self.text, spans), way.is_some());
        if let Some(way) = way {
            self.ruler = way.ruler(self.article, self.text);
            self.miscounted = Some(way.message(self.counting));
        }
    }

    /// Notes that our program wrote the file, if this is the fingerprint of its text.
    pub fn is_of(&mut self, sha256: &str) {
        self.is_ours |= sha256 == self.article.sha256();
    }

    /// Counts something that is left out, described in a sentence.
    pub fn skip(&mut self, what: impl Into<String>) {
        *self.skipped.entry(what.into()).or_default() += 1;
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
        let place = self.placed((start, end), words);
        self.span_at(label, place, words)
    }

    /// The same from offsets that are [`Intake::placed`].
    pub fn span_at(
        &mut self,
        label: &str,
        (start, end): (u32, u32),
        words: Option<&str>,
    ) -> Option<&mut Annotation> {
        // Some programs count one too many at the end of the text, and the words tell.
        let rest = words.filter(|_| end > self.ruler.len());
        if let Some(range) = rest.and_then(|words| self.rest_of(start, words)) {
            return self.ranges(label, vec![range], words);
        }
        match self.ruler.span(start, end) {
            Ok(range) => self.ranges(label, vec![range], words),
            Err(reason) => match words.and_then(|words| self.found_from(start, words)) {
                Some(range) => self.ranges(label, vec![range], None),
                None => {
                    let what = format!("{label} at {start}-{end}: {reason}; left out");
                    self.report(Problem::new(what));
                    None
                }
            },
        }
    }

    /// Where words are that should begin at this offset.
    fn found_from(&mut self, start: u32, words: &str) -> Option<TextRange> {
        let text = self.article.text();
        let start = self.ruler.from(start).ok()?;
        let end = start.index().saturating_add(words.len()).min(text.len());
        let end = Byte::at(text.floor_char_boundary(end));
        self.found(words, TextRange { start, end }, false)
    }

    /// Whether a place has whole words.
    pub fn is_of_words(&self, (start, end): (u32, u32)) -> bool {
        let range = self.ruler.span(start, end);
        range.is_ok_and(|range| is_of_words(self.article.text(), range))
    }

    /// Whether these words are somewhere at this place, or overlap it.
    pub fn has_beside(&self, (start, end): (u32, u32), words: &str) -> bool {
        let text = self.article.text();
        let end = end.min(self.ruler.len());
        let Some((start, end)) = self.ruler.from(start).ok().zip(self.ruler.from(end).ok()) else {
            return false;
        };
        let reach = words.len().saturating_sub(1);
        let from = text.floor_char_boundary(start.index().saturating_sub(reach));
        let to = text.ceil_char_boundary(end.index().saturating_add(reach));
        !words.is_empty() && text.get(from..to).is_some_and(|near| near.contains(words))
    }

    /// The rest of the text from this offset, if it is these words; a line end behind them is none of them.
    fn rest_of(&self, start: u32, words: &str) -> Option<TextRange> {
        let start = self.ruler.from(start).ok()?;
        let rest = self.article.text().get(start.index()..)?;
        let kept = if words.trim_end() == words { rest.trim_end() } else { rest };
        let end = Byte::at(start.index() + kept.len());
        same_words(words, rest).then_some(TextRange { start, end })
    }

    /// The same with several ranges of the text, in order.
    pub fn ranges(
        &mut self,
        label: &str,
        mut ranges: Vec<TextRange>,
        words: Option<&str>,
    ) -> Option<&mut Annotation> {
        let Some((kind, sub_label)) = self.context.options.meaning(label) else {
            *self.unknown.entry(label.to_owned()).or_default() += 1;
            return None;
        };
        let there = match ranges.as_slice() {
            [one] => Cow::Borrowed(self.article.slice(*one)),
            all => {
                let parts: Vec<_> = all.iter().map(|range| self.article.slice(*range)).collect();
                Cow::Owned(parts.join(" "))
            }
        };
        let other = words.filter(|words| !same_words(words, &there));
        let found = other.zip(ranges.first().copied()).filter(|_| ranges.len() == 1);
        if let Some(range) = found.and_then(|(words, range)| self.found(words, range, true)) {
            ranges = vec![range];
        } else if let Some(words) = other {
            let (start, end) = ranges.first().map_or((0, 0), |range| self.ruler.range(*range));
            self.report(Problem::new(format!(
                "{label} at {start}-{end}: the text there is “{}”, not “{}”; left out",
                short(&there),
                short(words)
            )));
            return None;
        }
        if let [one] = *ranges {
            self.ends.made(self.article, one);
        }
        let made = self.ids.blank(kind, ranges);
        self.annotations.push(Annotation { label: sub_label, ..made });
        self.annotations.last_mut()
    }

    /// Where the words of a span are, if they are written otherwise in its place, or begin or end beside it; pieces of
    /// words only if the file says where they begin and end.
    fn found(&mut self, words: &str, place: TextRange, is_stated: bool) -> Option<TextRange> {
        let found = self.finder().beside(words.trim(), place)?;
        let is_there = is_stated && found.range == place;
        if !is_there && !is_of_words(self.article.text(), found.range) {
            return None;
        }
        self.problems.extend(found.moved.map(Problem::new));
        Some(found.range)
    }

    fn finder(&mut self) -> &mut Finder<'a> {
        let article: &'a Article = self.article;
        let unit = self.counting.unit;
        self.finder.get_or_insert_with(|| Finder::new(article, unit))
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

    /// Records a relation from one annotation to another, by their names in the file. Only speakers and
    /// claimants are kept.
    pub fn relation(&mut self, name: &str, from: impl Into<String>, to: impl Into<String>) {
        match is_link(name) {
            true => self.link(from, to),
            false => {
                self.skip(format!(
                    "the relation “{}” does not say who said something",
                    short(name)
                ));
            }
        }
    }

    /// Records a link from one annotation to another, by their names in the file.
    pub fn link(&mut self, from: impl Into<String>, to: impl Into<String>) {
        self.links.push((from.into(), to.into()));
    }

    /// Makes a document of everything added; problems go to the others.
    pub fn finish(self, details: &Details, into: &mut Imported) {
        self.finish_with(details, Vec::new(), into);
    }

    /// The same with the actors of the annotations.
    pub fn finish_with(mut self, details: &Details, actors: Vec<Actor>, into: &mut Imported) {
        // All records of a file count alike.
        let told = &into.problems;
        let is_new =
            |one: &Problem| !told.iter().take(MOST_TOLD).any(|it| it.message == one.message);
        if let Some(message) = self.miscounted.take().filter(is_new) {
            self.problems.insert(0, message);
        }
        for (label, count) in std::mem::take(&mut self.unknown) {
            let times = if count == 1 { String::new() } else { format!(" ({count} times)") };
            self.problems.push(Problem::new(format!(
                "the label “{}”{times} doesn’t stand for people, claims or quotes; left out",
                short(&label)
            )));
        }
        let links = self.links_of_speech();
        for (what, count) in std::mem::take(&mut self.skipped) {
            let times = if count == 1 { String::new() } else { format!(" ({count} times)") };
            self.problems.push(Problem::new(format!("{what}{times}; left out")));
        }
        let id = |at: usize| self.annotations.get(at).map(|one| one.id.clone());
        let links = links.iter().filter_map(|(from, to)| Some((id(*from)?, id(*to)?)));
        let links: Vec<_> = links.collect();
        let items = self.items.iter().filter_map(|(at, item)| Some((id(*at)?, item.clone())));
        let items: items::MentionItems = items.collect();
        let set = match actors.is_empty() {
            true => linked(self.article, details, self.annotations, &links),
            false => rebuilt(self.article.clone(), details.clone(), actors, self.annotations),
        };
        let set = if items.is_empty() { set } else { items::of_people(&set, &items) };
        into.documents.push(set);
        into.problems.append(&mut self.problems);
        into.ends.add(&self.ends);
    }
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
