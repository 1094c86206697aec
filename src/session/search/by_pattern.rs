//! The search by a regular expression: what the worker is asked, and what becomes of its answer. Until that comes,
//! nothing counts as found (tests/native/pattern_search.rs).

use std::rc::Rc;

use crate::formats::Problem;
use crate::model::search::{Hit, PatternFault, beside_by};
use crate::model::{AnnotationSet, Article, TextSearch};
use crate::session::worker::matching::{MatchOutcome, MatchTask};

use super::Searching;

/// How far the search by a regular expression is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternState {
    /// Searching; so many hundredths of the steps it may take are taken.
    Going(usize),
    /// Everything was searched. The pattern may also match nothing at all, which is not listed.
    Done {
        /// Whether it does.
        empty: bool,
    },
    /// The pattern cannot be searched for.
    Wrong(PatternFault),
    /// The worker could not do it.
    Failed(Problem),
    /// The reader stopped it.
    Stopped,
}

/// Hundredths of the steps a search may take, after which it shows how far it is, and is ended if something else is
/// searched for.
pub const SLOW: usize = 5;

impl Default for PatternState {
    fn default() -> Self {
        Self::Going(0)
    }
}

/// The search by a regular expression.
#[derive(Debug, Default)]
pub(in crate::session) struct ByPattern {
    pub state: PatternState,
    /// Whether the text is still to be searched.
    text_is_due: bool,
    /// The article that is searched.
    article: Option<Rc<Article>>,
    asked: Option<AskedOfWorker>,
}

/// What the worker is searching.
#[derive(Debug)]
struct AskedOfWorker {
    ticket: u32,
    search: TextSearch,
    article: Rc<Article>,
    /// The version of the annotations.
    version: u64,
    whole: bool,
    /// The hundredths of the steps that are taken.
    done: usize,
}

impl Searching {
    /// Nothing counts as found from now on.
    pub(super) fn begin_pattern(&mut self, article: &Rc<Article>) {
        self.pattern.state = PatternState::Going(0);
        self.pattern.text_is_due = true;
        self.pattern.article = Some(article.clone());
        (self.text, self.others, self.current) = (Rc::default(), Default::default(), None);
    }

    /// Searches another article, if it is one.
    pub(super) fn follow_pattern(&mut self, article: &Rc<Article>) {
        if !self.pattern.article.as_ref().is_some_and(|known| Rc::ptr_eq(known, article)) {
            self.begin_pattern(article);
        }
    }

    /// The worker has taken so many hundredths of the steps it may take.
    pub fn pattern_goes_on(&mut self, done: usize) {
        let Some(asked) = &mut self.pattern.asked else { return };
        asked.done = done;
        if asked.search == self.search && matches!(self.pattern.state, PatternState::Going(_)) {
            self.pattern.state = PatternState::Going(done);
        }
    }

    /// Gives up what the worker searches if it takes long and is not asked any more; the number of the task that
    /// is to end.
    pub fn give_up(&mut self) -> Option<u32> {
        let outdated = |asked: &AskedOfWorker| asked.done >= SLOW && asked.search != self.search;
        let asked = self.pattern.asked.take_if(|asked| outdated(asked))?;
        Some(asked.ticket)
    }

    /// What to ask the worker next, if it is not busy.
    pub fn next_task(&self, set: &AnnotationSet, version: u64) -> Option<MatchTask> {
        let by = &self.pattern;
        let is_due = by.text_is_due || self.searched != Some(version);
        let may = matches!(by.state, PatternState::Going(_) | PatternState::Done { .. });
        if !self.search.pattern || self.search.is_blank() || by.asked.is_some() || !is_due || !may {
            return None;
        }
        let mut task = MatchTask::new(self.search.clone(), by.text_is_due);
        if by.text_is_due {
            task.add(set.article().text());
        }
        beside_by(set, &[], |text| {
            task.add(text);
            None
        });
        Some(task)
    }

    /// Remembers what was asked under this number.
    pub fn has_asked(&mut self, ticket: u32, article: &Rc<Article>, version: u64, whole: bool) {
        let (search, article) = (self.search.clone(), article.clone());
        self.pattern.asked =
            Some(AskedOfWorker { ticket, search, article, version, whole, done: 0 });
    }

    /// The number of the task the worker is doing.
    pub fn ticket(&self) -> Option<u32> {
        self.pattern.asked.as_ref().map(|asked| asked.ticket)
    }

    /// Takes the worker's answer; whether the text was searched with it. An answer to what is not asked any
    /// more is dropped, and so is what it says about annotations that changed.
    pub fn take(
        &mut self,
        answer: Result<MatchOutcome, Problem>,
        set: &AnnotationSet,
        version: u64,
    ) -> bool {
        let Some(asked) = self.pattern.asked.take() else { return false };
        if asked.search != self.search || !Rc::ptr_eq(&asked.article, set.article()) {
            return false;
        }
        let matched = match answer {
            Ok(Ok(matched)) => matched,
            Ok(Err(fault)) => {
                self.pattern.state = PatternState::Wrong(fault);
                return asked.whole;
            }
            Err(problem) => {
                self.pattern.state = PatternState::Failed(problem);
                return asked.whole;
            }
        };
        if asked.whole {
            self.pattern.text_is_due = false;
            self.pattern.state = PatternState::Done { empty: matched.empty };
            self.text = matched.all.into();
        }
        if asked.version == version {
            self.searched = Some(version);
            self.others = Default::default();
            let mut firsts = matched.firsts.into_iter();
            let text = self.text.clone();
            let hits: Vec<Hit> = beside_by(set, &text, |_| firsts.next().flatten());
            hits.into_iter().for_each(|hit| self.sort_in(hit));
        }
        asked.whole
    }

    /// Stops the search; the number of the task that is to end.
    pub fn stop(&mut self) -> Option<u32> {
        self.pattern.state = PatternState::Stopped;
        self.pattern.asked.take().map(|asked| asked.ticket)
    }
}
