//! A source in use: which quotes are listed, which is under review, and which passage of the source would be
//! linked with it (tests/native/against_source.rs).

use std::rc::Rc;

use crate::formats::Problem;
use crate::model::sources::{
    Fidelity, FoundQuote, LinkedPassage, SourceLink, SourceText, quotes_of,
};
use crate::model::{Annotation, AnnotationId, AnnotationSet, Article, Byte, TextRange, order};

use super::rows::{self, SourceRows, link_of};
use super::{LookStage, QuoteStanding, QuotesBy};

/// A source in use.
#[derive(Debug)]
pub(in crate::session) struct HeldSource {
    pub source: SourceText,
    /// Its text with the places in it.
    pub article: Rc<Article>,
    /// The document whose quotes are looked up.
    pub document: Rc<AnnotationSet>,
    /// The number of changes of the document when it was last seen.
    pub version: u64,
    pub stage: LookStage,
    pub found: Vec<FoundQuote>,
    pub by: QuotesBy,
    pub only: Option<QuoteStanding>,
    pub current: Option<AnnotationId>,
    /// Which of the places offered for the current quote is chosen.
    pub chosen: Option<usize>,
    /// Whether the reader is selecting the passage of the current quote.
    pub picking: bool,
    /// The passage that the reader selected for it.
    pub picked: Option<PickedPassage>,
    /// What a long text is shown around, if the reader turned to another part of it.
    pub turned: Option<usize>,
    shown: Option<Rc<SourceRows>>,
}

/// A passage that the reader selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::session) struct PickedPassage {
    pub range: TextRange,
    /// The number under which the worker holds the quote against it.
    pub ticket: u32,
    /// The worker's answer.
    pub fidelity: Option<Fidelity>,
}

impl HeldSource {
    /// Most quotes on a page of the list.
    pub const ROWS: usize = 100;

    /// A source in which nothing was looked up yet.
    pub fn new(
        source: SourceText,
        article: Rc<Article>,
        document: Rc<AnnotationSet>,
        version: u64,
    ) -> Self {
        Self {
            source,
            article,
            document,
            version,
            stage: LookStage::Working(0),
            found: Vec::new(),
            by: QuotesBy::Everybody,
            only: None,
            current: None,
            chosen: None,
            picking: false,
            picked: None,
            turned: None,
            shown: None,
        }
    }

    /// The number under which the worker is asked, while it is.
    pub fn ticket(&self) -> Option<u32> {
        match self.stage {
            LookStage::Working(ticket) => Some(ticket),
            _ => None,
        }
    }

    /// Whether the worker holds a selected passage against its quote under this number.
    pub fn awaits_passage(&self, ticket: u32) -> bool {
        self.picked.is_some_and(|picked| picked.ticket == ticket && picked.fidelity.is_none())
    }

    /// Takes the worker's answer.
    pub fn take(&mut self, answer: Result<Vec<FoundQuote>, Problem>) {
        match answer {
            Ok(found) => {
                (self.found, self.stage) = (found, LookStage::Done);
                self.stay_or_begin();
            }
            Err(problem) => self.stage = LookStage::Failed(problem),
        }
        self.shown = None;
    }

    /// Goes on with the document as it is now; whether quotes have to be looked up again. What was found of
    /// other words is forgotten.
    pub fn follow(&mut self, document: AnnotationSet, version: u64) -> bool {
        let before = std::mem::replace(&mut self.document, Rc::new(document));
        (self.version, self.shown) = (version, None);
        let same_text = before.article().text() == self.document.article().text();
        let is_same =
            same_text && quotes_of(&before).map(sought).eq(quotes_of(&self.document).map(sought));
        if !is_same {
            let now = &self.document;
            self.found.retain(|one| {
                let both = before.get(&one.id).zip(now.get(&one.id));
                same_text && both.is_some_and(|(was, is)| sought(was) == sought(is))
            });
            let known = |id: &AnnotationId| self.found.iter().any(|one| one.id == *id);
            if !self.current.as_ref().is_some_and(known) {
                self.review_nothing_else();
            }
        }
        let has = |one: &Rc<Annotation>| self.by.has(one);
        if !quotes_of(&self.document).any(has) {
            self.by = QuotesBy::Everybody;
        }
        if is_same {
            self.stay_or_begin();
        }
        !is_same
    }

    /// Changes something about it.
    pub fn change(&mut self, change: impl FnOnce(&mut Self)) {
        change(self);
        self.shown = None;
    }

    /// What is listed, with its annotation, in text order.
    pub fn listed(&self) -> impl Iterator<Item = (&FoundQuote, &Rc<Annotation>)> {
        self.of_speaker()
            .filter(|(one, quote)| self.only.is_none_or(|only| self.standing(one, quote) == only))
    }

    /// The quotes of the chosen speaker, or of all.
    pub fn of_speaker(&self) -> impl Iterator<Item = (&FoundQuote, &Rc<Annotation>)> {
        let all = self.found.iter().filter_map(|one| Some((one, self.document.get(&one.id)?)));
        all.filter(|(_, quote)| self.by.has(quote))
    }

    /// What is known of a quote: what was decided, otherwise what was found.
    pub fn standing(&self, one: &FoundQuote, quote: &Annotation) -> QuoteStanding {
        let is_there = matches!(one.found.fidelity, Fidelity::Verbatim | Fidelity::Trimmed);
        match self.own_link(quote) {
            Some(link) => QuoteStanding::Has(link.fidelity),
            None if one.found.is_certain() || is_there || one.found.offered.is_empty() => {
                QuoteStanding::Has(one.found.fidelity)
            }
            None => QuoteStanding::Unsure,
        }
    }

    /// The link of a quote with this source.
    pub fn own_link<'a>(&self, quote: &'a Annotation) -> Option<&'a SourceLink> {
        link_of(quote).filter(|link| link.sha256 == self.source.sha256)
    }

    /// Keeps the quote under review if it is listed; otherwise the first one is.
    pub fn stay_or_begin(&mut self) {
        if self.reviewed().is_none() {
            let first = self.listed().next().map(|(one, _)| one.id.clone());
            self.review(first);
        }
    }

    /// Reviews this quote.
    pub fn review(&mut self, id: Option<AnnotationId>) {
        if self.current != id {
            self.review_nothing_else();
        }
        self.current = id;
    }

    fn review_nothing_else(&mut self) {
        (self.chosen, self.picking, self.picked, self.turned) = (None, false, None, None);
    }

    /// The quote under review.
    pub fn reviewed(&self) -> Option<(&FoundQuote, &Rc<Annotation>)> {
        let current = self.current.as_ref()?;
        self.listed().find(|(one, _)| one.id == *current)
    }

    /// The next or previous one; beyond the last comes the first.
    pub fn step(&mut self, forward: bool) {
        let listed: Vec<_> = self.listed().map(|(one, _)| one.id.clone()).collect();
        let at = listed.iter().position(|one| Some(one) == self.current.as_ref());
        let next = order::place_beside(at, listed.len(), forward);
        self.review(listed.get(next).cloned());
    }

    /// Reviews the first quote of a page.
    pub fn turn_page(&mut self, page: usize) {
        let first = self.listed().nth(page.saturating_mul(Self::ROWS));
        let first = first.map(|(one, _)| one.id.clone());
        if first.is_some() {
            self.review(first);
        }
    }

    /// Whether the reader selected a passage for this quote, and the worker has not yet held both together.
    pub fn waits_for(&self, one: &FoundQuote) -> bool {
        let waits = self.picked.is_some_and(|picked| picked.fidelity.is_none());
        waits && self.current.as_ref() == Some(&one.id)
    }

    /// The result and the passages that the reader chose for the quote under review.
    pub fn choice(&self, one: &FoundQuote) -> Option<(Fidelity, Vec<TextRange>)> {
        if self.current.as_ref() != Some(&one.id) {
            return None;
        }
        if let Some(picked) = self.picked {
            return Some((picked.fidelity?, vec![picked.range]));
        }
        let at = self.chosen?;
        Some((*one.as_offered.get(at)?, vec![*one.found.offered.get(at)?]))
    }

    /// The passages shown of a quote: those chosen, those linked, or those found. Without any of them the
    /// reader has to choose.
    pub fn passages(&self, one: &FoundQuote, quote: &Annotation) -> Option<Vec<TextRange>> {
        if let Some(picked) = self.picked.filter(|_| self.current.as_ref() == Some(&one.id)) {
            return Some(vec![picked.range]);
        }
        if let Some((_, passages)) = self.choice(one) {
            return Some(passages);
        }
        if let Some(link) = self.own_link(quote) {
            return Some(link.passages.iter().filter_map(|one| self.place_of(one)).collect());
        }
        one.found.is_certain().then(|| one.found.passages.clone())
    }

    /// The place of a linked passage, if the text has its words there.
    fn place_of(&self, passage: &LinkedPassage) -> Option<TextRange> {
        let start = self.article.from_code_point(passage.start).ok()?;
        let end = self.article.from_code_point(passage.end).ok()?;
        let range = TextRange { start, end };
        (self.article.get(range)? == passage.exact).then_some(range)
    }

    /// What would be linked with a quote: what the reader chose, otherwise what is certain of a quote that is
    /// not linked yet.
    pub fn link_for(&self, one: &FoundQuote, quote: &Annotation) -> Option<SourceLink> {
        let (fidelity, passages) = match self.choice(one) {
            _ if self.waits_for(one) => return None,
            Some(choice) => choice,
            None if self.own_link(quote).is_some() || !one.found.is_certain() => return None,
            None => (one.found.fidelity, one.found.passages.clone()),
        };
        let linked = passages.into_iter().filter_map(|one| LinkedPassage::of(&self.article, one));
        Some(self.source.link(fidelity, linked.collect()))
    }

    /// Where some words are; the words around “…” are where a passage begins and ends. Otherwise how many
    /// places there are.
    pub fn words_at(&self, words: &str) -> Result<TextRange, usize> {
        let words = words.trim();
        let parts = words.split_once('…').or_else(|| words.split_once("..."));
        let (first, last) = parts.unwrap_or((words, ""));
        let (first, last) = (first.trim(), last.trim());
        let text = &*self.source.text;
        let mut places = text.match_indices(first).map(|(at, _)| at);
        let (Some(start), None) = (places.next(), places.next()) else {
            return Err(if first.is_empty() { 0 } else { text.match_indices(first).count() });
        };
        let from = start + first.len();
        let rest = text.get(from..).unwrap_or_default();
        let end = match last {
            "" => Some(from),
            last => rest.find(last).map(|at| from + at + last.len()),
        };
        let range = |end| TextRange { start: Byte::at(start), end: Byte::at(end) };
        end.map(range).filter(|range| !first.is_empty() && !range.is_empty()).ok_or(0)
    }

    /// The list and the text: the same value until something changes.
    pub fn shown(&mut self, document: &AnnotationSet) -> Rc<SourceRows> {
        match &self.shown {
            Some(rows) => rows.clone(),
            None => {
                let rows = Rc::new(rows::of(Some(self), document));
                self.shown = Some(rows.clone());
                rows
            }
        }
    }
}

impl QuotesBy {
    /// Whether a quote is one of theirs.
    fn has(&self, quote: &Annotation) -> bool {
        match self {
            Self::Everybody => true,
            Self::Speaker(id) => quote.actor() == Some(id),
            Self::Nobody => quote.actor().is_none(),
        }
    }
}

/// What looking a quote up depends on.
fn sought(one: &Rc<Annotation>) -> (&AnnotationId, &[TextRange], Option<crate::model::QuoteForm>) {
    let form = match one.detail {
        crate::model::Detail::Quote { form, .. } => form,
        _ => None,
    };
    (&one.id, &one.spans, form)
}
