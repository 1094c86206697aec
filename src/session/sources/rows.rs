//! What the list of quotes and the source beside the article show, as plain data
//! (tests/native/against_source.rs).

use std::rc::Rc;

use crate::formats::Problem;
use crate::model::anchoring::WordDiff;
use crate::model::sources::{Fidelity, SourceLink, quotes_of};
use crate::model::{ActorId, Annotation, AnnotationId, AnnotationSet, Detail, TextRange};
use crate::session::versions::rows::{WordPiece, wording};

use super::{HeldSource, LookStage};

/// The list of quotes, and the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRows {
    /// The source, if one is open.
    pub open: Option<OpenSource>,
    /// The quotes: those listed of the source; without a source those linked to one.
    pub quotes: Vec<SourcedQuote>,
}

/// A source that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSource {
    /// Its title, or empty.
    pub title: String,
    /// Its address, or empty.
    pub url: String,
    /// Whether the worker still looks.
    pub working: bool,
    /// Why it could not.
    pub failed: Option<Problem>,
    /// The number of quotes of each result, of the chosen speaker.
    pub results: [usize; 6],
    /// The result to which the list is limited.
    pub only: Option<Fidelity>,
    /// The speaker to whom it is limited.
    pub by: Option<ActorId>,
    /// The speakers of quotes, in order of their first one.
    pub speakers: Vec<(ActorId, String)>,
    /// The paragraphs of its text. Marked is what was found, and current what is shown of it.
    pub text: Rc<Vec<Vec<WordPiece>>>,
    /// The quote under review.
    pub current: Option<AnnotationId>,
    /// The number of the place chosen for it.
    pub chosen: Option<usize>,
}

/// A quote, and what a source has of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcedQuote {
    /// Which one.
    pub id: AnnotationId,
    /// The number of its paragraph.
    pub paragraph: usize,
    /// Its speaker.
    pub who: Option<String>,
    /// How the source has it.
    pub fidelity: Fidelity,
    /// Its words.
    pub article: Vec<WordPiece>,
    /// The words of the source, none if no passage is certain or chosen.
    pub source: Vec<WordPiece>,
    /// Places among which the reader has to choose: their words, and how they have it.
    pub offered: Vec<(String, Fidelity)>,
    /// The number of the one chosen.
    pub chosen: Option<usize>,
    /// The words of the source left out between the passages.
    pub left_out: u32,
    /// Its link, with this or another source.
    pub link: Option<SourceLink>,
    /// Whether that is with this source, as shown here.
    pub linked: bool,
    /// Whether it is under review.
    pub current: bool,
}

/// Everything to show.
pub(in crate::session) fn of(now: Option<&HeldSource>, document: &AnnotationSet) -> SourceRows {
    match now {
        Some(now) => SourceRows {
            open: Some(open(now)),
            quotes: now.listed().map(|(found, one)| looked_up(now, found, one)).collect(),
        },
        None => {
            let linked = |one| Some(kept(document, one, link_of(one)?));
            let quotes = quotes_of(document).filter_map(|one| linked(one)).collect();
            SourceRows { open: None, quotes }
        }
    }
}

/// The link of a quote with a source.
pub(in crate::session) fn link_of(one: &Annotation) -> Option<&SourceLink> {
    match &one.detail {
        Detail::Quote { source, .. } => source.as_deref(),
        _ => None,
    }
}

fn open(now: &HeldSource) -> OpenSource {
    let mut results = [0; 6];
    now.of_speaker().for_each(|(one, _)| results[one.found.fidelity as usize] += 1);
    let mut speakers: Vec<(ActorId, String)> = Vec::new();
    let mut known = std::collections::BTreeSet::new();
    for one in quotes_of(&now.document) {
        let Some(actor) = one.actor().and_then(|id| now.document.actor(id)) else { continue };
        if known.insert(actor.id.clone()) {
            speakers.push((actor.id.clone(), actor.name.clone()));
        }
    }
    OpenSource {
        title: now.source.title.clone(),
        url: now.source.url.clone(),
        working: now.ticket().is_some(),
        failed: match &now.stage {
            LookStage::Failed(problem) => Some(problem.clone()),
            _ => None,
        },
        results,
        only: now.only,
        by: now.by.clone(),
        speakers,
        text: Rc::new(text(now)),
        current: now.current.clone(),
        chosen: now.chosen,
    }
}

/// The paragraphs of the source, with what was found in it.
fn text(now: &HeldSource) -> Vec<Vec<WordPiece>> {
    let mut marks: Vec<(TextRange, bool)> = Vec::new();
    for (one, _) in now.listed() {
        let current = now.current.as_ref() == Some(&one.id);
        let passages = now.passages(one).map(|(_, passages)| passages);
        let passages = passages.unwrap_or_else(|| one.found.offered.clone());
        marks.extend(passages.into_iter().map(|range| (range, current)));
    }
    let text = &now.source.text;
    // Where marks begin and end: how many are open there, and how many of them are under review.
    let mut edges: Vec<(usize, i32, i32)> = Vec::new();
    for (range, current) in &marks {
        let own = i32::from(*current);
        edges.push((range.start.index(), 1, own));
        edges.push((range.end.index(), -1, -own));
    }
    edges.sort_unstable();
    let mut edges = edges.into_iter().peekable();
    let (mut found, mut under_review) = (0, 0);
    let mut from = 0;
    let mut paragraphs = Vec::new();
    for line in text.split('\n') {
        let end = from + line.len();
        let mut pieces = Vec::new();
        let mut at = from;
        loop {
            while let Some((_, all, own)) = edges.next_if(|(edge, ..)| *edge <= at) {
                (found, under_review) = (found + all, under_review + own);
            }
            if at >= end {
                break;
            }
            let to = edges.peek().map_or(end, |(edge, ..)| (*edge).min(end));
            pieces.push(WordPiece {
                text: text.get(at..to).unwrap_or_default().to_owned(),
                changed: false,
                moved: false,
                kinds: [false, false, found > 0],
                current: under_review > 0,
            });
            at = to;
        }
        if !line.trim().is_empty() {
            paragraphs.push(pieces);
        }
        from = end + 1;
    }
    paragraphs
}

fn looked_up(
    now: &HeldSource,
    found: &crate::model::sources::FoundQuote,
    one: &Annotation,
) -> SourcedQuote {
    let words =
        |range: &TextRange| now.source.text.get(range.indices()).unwrap_or_default().to_owned();
    let link = link_of(one);
    let own = link.filter(|link| link.sha256 == now.source.sha256);
    let would = now.passages(found).map(|(fidelity, all)| now.source.link(fidelity, &all));
    // Where nothing is certain or chosen now, what was chosen before is shown.
    let is_shown =
        |own: &SourceLink| would.as_ref().is_none_or(|would| would.passages == own.passages);
    let linked = own.is_some_and(is_shown);
    let shown = would.as_ref().or(own);
    let fidelity = shown.map_or(found.found.fidelity, |link| link.fidelity);
    let source = shown.map(SourceLink::words).unwrap_or_default();
    let current = now.current.as_ref() == Some(&found.id);
    let offered = found.found.offered.iter().map(words).zip(found.as_offered.iter().copied());
    let offered = offered.collect();
    let chosen = now.chosen.filter(|_| current);
    let left_out = found.found.left_out;
    let words = (&*source, fidelity);
    let link = link.cloned();
    SourcedQuote {
        offered,
        chosen,
        left_out,
        linked,
        current,
        ..row(&now.document, one, words, link)
    }
}

/// A quote as its link has it.
fn kept(document: &AnnotationSet, one: &Annotation, link: &SourceLink) -> SourcedQuote {
    let words = link.words();
    let row = row(document, one, (&words, link.fidelity), Some(link.clone()));
    SourcedQuote { linked: true, ..row }
}

fn row(
    document: &AnnotationSet,
    one: &Annotation,
    (source, fidelity): (&str, Fidelity),
    link: Option<SourceLink>,
) -> SourcedQuote {
    let article = document.article();
    let own = article.words_of(&one.spans);
    // The same words but for their case are no finding, and a paraphrase is meant to be in others.
    let is_meant = matches!(fidelity, Fidelity::Verbatim | Fidelity::Paraphrase);
    let differs = !source.is_empty() && !is_meant;
    let diff = if differs { WordDiff::between(&own, source) } else { WordDiff::default() };
    let actor = one.actor().and_then(|id| document.actor(id));
    SourcedQuote {
        id: one.id.clone(),
        paragraph: article.paragraph(article.block_at(one.start())),
        who: actor.map(|actor| actor.name.clone()),
        fidelity,
        article: wording(&own, &telling(&own, diff.taken_out)),
        source: wording(source, &telling(source, diff.put_in)),
        offered: Vec::new(),
        chosen: None,
        left_out: 0,
        link,
        linked: false,
        current: false,
    }
}

/// Without differences of signs alone, such as the quotation marks of the article.
fn telling(words: &str, mut ranges: Vec<TextRange>) -> Vec<TextRange> {
    let has_letters = |part: &str| part.contains(char::is_alphanumeric);
    ranges.retain(|range| words.get(range.indices()).is_some_and(has_letters));
    ranges
}
