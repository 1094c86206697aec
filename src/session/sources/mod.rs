//! A source beside the article, in which its quotes are looked up: what was found, and what the reader looks at.
//! Nothing is linked before the reader decides it (tests/native/against_source.rs).

pub mod rows;

use std::rc::Rc;

use crate::formats::Problem;
use crate::model::sources::{Fidelity, FoundQuote, SourceLink, SourceText};
use crate::model::{ActorId, Annotation, AnnotationId, AnnotationSet, TextRange};
use crate::session::search::library::{Opaque, opaque};

use rows::SourceRows;

/// What can be asked about a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sources {
    /// Show the list of quotes.
    Show,
    /// Open this text beside the article.
    Open {
        /// Its title, or empty.
        title: String,
        /// Its address, or empty.
        url: String,
        /// The text.
        text: String,
    },
    /// Look up again.
    Again,
    /// Close the source. Links stay.
    Close,
    /// List only quotes of this speaker, or of all.
    By(Option<ActorId>),
    /// List only quotes of this result, or of all.
    Only(Option<Fidelity>),
    /// Show a quote in the source.
    Review(AnnotationId),
    /// Review the next or previous one.
    Step {
        /// The next one.
        forward: bool,
    },
    /// Choose one of the places offered for the quote under review, from 0.
    Choose(usize),
    /// Keep the link of the quote under review with its passage.
    Link,
    /// Keep that the source does not have the quote under review.
    NotThere,
    /// Remove the link of a quote.
    Unlink(AnnotationId),
}

/// How far looking up is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LookStage {
    /// The worker looks, under this number.
    Working(u32),
    /// It could not, for this reason.
    Failed(Problem),
    /// Everything is looked up.
    Done,
}

/// A source in use.
#[derive(Debug)]
pub(in crate::session) struct HeldSource {
    pub source: SourceText,
    /// The document whose quotes are looked up.
    pub document: Rc<AnnotationSet>,
    /// The number of changes of the document when it was last seen.
    pub version: u64,
    pub stage: LookStage,
    pub found: Vec<FoundQuote>,
    pub by: Option<ActorId>,
    pub only: Option<Fidelity>,
    pub current: Option<AnnotationId>,
    /// Which of the places offered for the current quote is chosen.
    pub chosen: Option<usize>,
    shown: Option<Rc<SourceRows>>,
}

opaque!(HeldSource);
opaque!(SourceRows);

impl HeldSource {
    /// A source in which nothing was looked up yet.
    pub fn new(source: SourceText, document: Rc<AnnotationSet>, version: u64) -> Self {
        Self {
            source,
            document,
            version,
            stage: LookStage::Working(0),
            found: Vec::new(),
            by: None,
            only: None,
            current: None,
            chosen: None,
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

    /// Changes something about it.
    pub fn change(&mut self, change: impl FnOnce(&mut Self)) {
        change(self);
        self.shown = None;
    }

    /// What is listed, with its annotation, in text order.
    pub fn listed(&self) -> impl Iterator<Item = (&FoundQuote, &Rc<Annotation>)> {
        self.of_speaker().filter(|(one, _)| self.only.is_none_or(|only| one.found.fidelity == only))
    }

    /// The quotes of the chosen speaker, or of all.
    pub fn of_speaker(&self) -> impl Iterator<Item = (&FoundQuote, &Rc<Annotation>)> {
        let all = self.found.iter().filter_map(|one| Some((one, self.document.get(&one.id)?)));
        all.filter(|(_, quote)| self.by.is_none() || quote.actor() == self.by.as_ref())
    }

    /// Keeps the quote under review if it is listed; otherwise the first one is.
    pub fn stay_or_begin(&mut self) {
        let stays = self.reviewed().is_some();
        if !stays {
            let first = self.listed().next().map(|(one, _)| one.id.clone());
            (self.current, self.chosen) = (first, None);
        }
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
        let last = listed.len().saturating_sub(1);
        let next = match (at, forward) {
            (Some(at), true) if at < last => at + 1,
            (Some(at), false) if at > 0 => at - 1,
            (_, true) => 0,
            (_, false) => last,
        };
        (self.current, self.chosen) = (listed.get(next).cloned(), None);
    }

    /// The result and the passages that would be linked; `None` while the reader has to choose one.
    pub fn passages(&self, one: &FoundQuote) -> Option<(Fidelity, Vec<TextRange>)> {
        let is_current = self.current.as_ref() == Some(&one.id);
        let chosen = self.chosen.filter(|_| is_current);
        let offered =
            chosen.and_then(|at| Some((*one.as_offered.get(at)?, *one.found.offered.get(at)?)));
        match offered {
            Some((fidelity, place)) => Some((fidelity, vec![place])),
            None if one.found.is_certain() => {
                Some((one.found.fidelity, one.found.passages.clone()))
            }
            None => None,
        }
    }

    /// The link of the quote under review with its passage; `None` if none is certain or chosen.
    pub fn link(&self) -> Option<SourceLink> {
        let (fidelity, passages) = self.passages(self.reviewed()?.0)?;
        Some(self.source.link(fidelity, &passages))
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
