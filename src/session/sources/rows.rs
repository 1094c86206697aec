//! What the list of quotes and the source beside the article show, as plain data
//! (tests/native/against_source.rs).

use std::rc::Rc;

use crate::formats::Problem;
use crate::model::anchoring::{QuotationFinder, WordDiff};
use crate::model::sources::{Fidelity, FoundQuote, SourceLink, quotes_of};
use crate::model::{ActorId, Annotation, AnnotationId, AnnotationSet, Detail, TextRange};
use crate::session::versions::rows::{ShownParagraph, WordPiece, wording};

use super::text::shown_text;
use super::{HeldSource, LookStage, QuoteStanding, QuotesBy};

/// The list of quotes, and the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRows {
    /// The source, if one is open.
    pub open: Option<OpenSource>,
    /// The quotes on this page: those listed of the source; without a source those linked to one.
    pub quotes: Vec<SourcedQuote>,
    /// The number of all.
    pub all: usize,
}

impl SourceRows {
    /// Most links listed without a source.
    pub const LINKS: usize = 200;
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
    /// The number of quotes of which no place is certain.
    pub unsure: usize,
    /// What the list is limited to.
    pub only: Option<QuoteStanding>,
    /// Whose quotes are listed.
    pub by: QuotesBy,
    /// The speakers of quotes, in order of their first one.
    pub speakers: Vec<(ActorId, String)>,
    /// Whether some quotes have no speaker.
    pub unspoken: bool,
    /// The page of the list, from 0, and the number of pages.
    pub page: (usize, usize),
    /// Whether the text is so long that quotes are found in it only with the same words.
    pub is_long: bool,
    /// The paragraphs of its text. Marked is what was found, and current what is shown of it.
    pub text: Rc<Vec<ShownParagraph>>,
    /// Whether more of the text is before and after them.
    pub more: (bool, bool),
    /// The quote under review.
    pub current: Option<AnnotationId>,
    /// The number of the place chosen for it.
    pub chosen: Option<usize>,
    /// Whether the reader is selecting its passage.
    pub picking: bool,
    /// The passage that the reader selected for it.
    pub picked: Option<TextRange>,
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
    /// Whether that is not known: some places are like it, and none is certain or chosen.
    pub unsure: bool,
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
    let Some(now) = now else { return links(document) };
    let listed: Vec<_> = now.listed().collect();
    let current = listed.iter().position(|(one, _)| Some(&one.id) == now.current.as_ref());
    let page = current.unwrap_or(0) / HeldSource::ROWS;
    let on_page = listed.iter().skip(page * HeldSource::ROWS).take(HeldSource::ROWS);
    SourceRows {
        open: Some(open(now, (page, listed.len().div_ceil(HeldSource::ROWS)))),
        quotes: on_page.map(|(found, one)| looked_up(now, found, one)).collect(),
        all: listed.len(),
    }
}

/// The links there are.
fn links(document: &AnnotationSet) -> SourceRows {
    let linked: Vec<_> = quotes_of(document).filter_map(|one| Some((one, link_of(one)?))).collect();
    let first = linked.iter().take(SourceRows::LINKS);
    SourceRows {
        open: None,
        quotes: first.map(|(one, link)| kept(document, one, link)).collect(),
        all: linked.len(),
    }
}

/// The link of a quote with a source.
pub(in crate::session) fn link_of(one: &Annotation) -> Option<&SourceLink> {
    match &one.detail {
        Detail::Quote { source, .. } => source.as_deref(),
        _ => None,
    }
}

fn open(now: &HeldSource, page: (usize, usize)) -> OpenSource {
    let (mut results, mut unsure) = ([0; 6], 0);
    now.of_speaker().for_each(|(one, quote)| match now.standing(one, quote) {
        QuoteStanding::Has(fidelity) => results[fidelity as usize] += 1,
        QuoteStanding::Unsure => unsure += 1,
    });
    let mut speakers: Vec<(ActorId, String)> = Vec::new();
    let (mut known, mut unspoken) = (std::collections::BTreeSet::new(), false);
    for one in quotes_of(&now.document) {
        unspoken |= one.actor().is_none();
        let Some(actor) = one.actor().and_then(|id| now.document.actor(id)) else { continue };
        if known.insert(actor.id.clone()) {
            speakers.push((actor.id.clone(), actor.name.clone()));
        }
    }
    let shown = shown_text(now);
    OpenSource {
        title: now.source.title.clone(),
        url: now.source.url.clone(),
        working: now.ticket().is_some(),
        failed: match &now.stage {
            LookStage::Failed(problem) => Some(problem.clone()),
            _ => None,
        },
        results,
        unsure,
        only: now.only,
        by: now.by.clone(),
        speakers,
        unspoken,
        page,
        is_long: now.source.text.len() > QuotationFinder::MOST_BYTES,
        text: Rc::new(shown.paragraphs),
        more: shown.more,
        current: now.current.clone(),
        chosen: now.chosen,
        picking: now.picking,
        picked: now.picked.map(|picked| picked.range),
    }
}

fn looked_up(now: &HeldSource, found: &FoundQuote, one: &Annotation) -> SourcedQuote {
    let words =
        |range: &TextRange| now.source.text.get(range.indices()).unwrap_or_default().to_owned();
    let own = now.own_link(one);
    let would = now.link_for(found, one);
    let shown = would.as_ref().or(own);
    let current = now.current.as_ref() == Some(&found.id);
    // A passage that the worker has not yet held against the quote has no result.
    let waits = now.waits_for(found);
    let fidelity = shown.map_or(found.found.fidelity, |link| link.fidelity);
    let source = shown.filter(|_| !waits).map(SourceLink::words).unwrap_or_default();
    let is_found = shown.is_some() && own.is_none() && now.choice(found).is_none();
    let standing = now.standing(found, one);
    let offered = found.found.offered.iter().map(words).zip(found.as_offered.iter().copied());
    let offered = offered.collect();
    let chosen = now.chosen.filter(|_| current && now.picked.is_none());
    let left_out = if is_found { found.found.left_out } else { 0 };
    let link = link_of(one).cloned();
    SourcedQuote {
        offered,
        chosen,
        left_out,
        unsure: waits || (shown.is_none() && standing == QuoteStanding::Unsure),
        linked: !waits && own.is_some() && (would.is_none() || would.as_ref() == own),
        current,
        ..row(&now.document, one, (&source, fidelity), link)
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
    // The same words but for their case are no finding, and a paraphrase is meant to be in others; but where most are
    // the same, those that are not tell: a number, a “not”.
    let differs = !source.is_empty() && fidelity != Fidelity::Verbatim;
    let diff = if differs { WordDiff::between(&own, source) } else { WordDiff::default() };
    let bytes =
        |ranges: &[TextRange]| ranges.iter().map(|range| range.len() as usize).sum::<usize>();
    let is_other = bytes(&diff.taken_out) + bytes(&diff.put_in) > own.len().min(source.len()) / 2;
    let is_meant = fidelity == Fidelity::Paraphrase && is_other;
    let diff = if is_meant { WordDiff::default() } else { diff };
    let actor = one.actor().and_then(|id| document.actor(id));
    SourcedQuote {
        id: one.id.clone(),
        paragraph: article.paragraph(article.block_at(one.start())),
        who: actor.map(|actor| actor.name.clone()),
        fidelity,
        unsure: false,
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
