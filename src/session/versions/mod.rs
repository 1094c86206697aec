//! Comparing the open article with a newer text, or two of its versions: what was found, and what the reader has
//! decided. Nothing of it changes the article before it is adopted (tests/native/versions.rs).

pub mod likeness;
mod pairs;
pub mod places;
pub mod rows;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::formats::Problem;
use crate::model::anchoring::Fate;
use crate::model::versions::{CarriedOver, Comparison, VersionDecision};
use crate::model::{
    AnnotationId, AnnotationSet, Article, BlockPoint, Details, TextRange, Timestamp, order,
};
use crate::session::search::library::{Opaque, opaque};
use crate::session::transfer::opening::Newer;

use places::EnteredPlaces;
use rows::ChangesRows;

/// What can be asked about versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Versions {
    /// Show the list of versions and changes.
    Show,
    /// Compare the open article with this newer text.
    Compare(Box<Newer>),
    /// Compare the open article with a newer text that was pasted.
    Paste {
        /// Its headline, or empty.
        title: String,
        /// The text.
        text: String,
    },
    /// Compare two versions, by their numbers; the number of all of them is the present one.
    Look {
        /// The older one.
        old: usize,
        /// The newer one.
        new: usize,
    },
    /// Compare again.
    Again,
    /// Stop comparing.
    Stop,
    /// List only annotations of this fate, or all to decide.
    Only(Option<Fate>),
    /// Show an annotation in both texts.
    Review(AnnotationId),
    /// Review the next or previous one.
    Step {
        /// The next one.
        forward: bool,
    },
    /// Decide about the one under review.
    Decide(ChangeChoice),
    /// Show more of both texts.
    More,
    /// Show the paragraphs of a row of the two texts though they are the same.
    Unfold(usize),
    /// Adopt the newer text.
    Adopt,
    /// Take back the last decision, or go on with the comparison that was stopped.
    Undo,
    /// Decide again what was taken back last.
    Redo,
}

/// A decision about the annotation under review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeChoice {
    /// The words found are what they became.
    NewWords,
    /// They are gone.
    Gone,
    /// Ask which words they became, or no longer.
    Ask,
    /// They became these words of the newer text.
    Words(String),
    /// They became what is selected in the newer text, if anything is.
    Selected(Option<(BlockPoint, BlockPoint)>),
}

/// How far a comparison is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CompareStage {
    /// The worker compares, under this number.
    Working(u32),
    /// It could not, for this reason.
    Failed(Problem),
    /// It is there.
    Done,
}

/// A comparison in use.
#[derive(Debug)]
pub(in crate::session) struct Comparing {
    /// The document of the older text.
    pub old: Rc<AnnotationSet>,
    /// When the older text was read, if known.
    pub old_read: Option<Timestamp>,
    pub new: Rc<Article>,
    pub details: Details,
    /// When the newer text was read.
    pub new_read: Option<Timestamp>,
    /// Whether the newer text can be adopted: it is no version of the article yet.
    pub adopts: bool,
    /// The number of changes of the open document when it was compared.
    pub version: u64,
    pub stage: CompareStage,
    pub found: Rc<Comparison>,
    pub decisions: BTreeMap<AnnotationId, VersionDecision>,
    /// The decisions in order, each with what was decided before.
    pub decided: Vec<(AnnotationId, Option<VersionDecision>)>,
    /// Those taken back since the last decision, in order, each with what was decided.
    pub taken_back: Vec<(AnnotationId, Option<VersionDecision>)>,
    pub current: Option<AnnotationId>,
    /// Whether the reader is asked for other words.
    pub asks: bool,
    /// The places of the words entered, if these stand in several.
    pub places: EnteredPlaces,
    pub only: Option<Fate>,
    /// Most rows of both texts shown.
    pub limit: usize,
    /// The rows that are the same and are shown, and how many of their paragraphs.
    pub unfolded: Vec<(usize, usize)>,
    shown: Option<Rc<ChangesRows>>,
}

opaque!(Comparing);
opaque!(ChangesRows);

impl Comparing {
    /// Most rows of both texts shown at first.
    pub const ROWS: usize = 200;
    /// Most paragraphs shown at once of those that are the same.
    const SAME: usize = 100;
    /// Most changes listed at once: those around the one under review.
    pub const CHANGES: usize = 100;

    /// A comparison that was not asked for yet.
    pub fn of(old: Rc<AnnotationSet>, new: Rc<Article>, details: Details, adopts: bool) -> Self {
        Self {
            old_read: old.article().read(),
            old,
            new,
            details,
            new_read: None,
            adopts,
            version: 0,
            stage: CompareStage::Working(0),
            found: Rc::default(),
            decisions: BTreeMap::new(),
            decided: Vec::new(),
            taken_back: Vec::new(),
            current: None,
            asks: false,
            places: EnteredPlaces::default(),
            only: None,
            limit: Self::ROWS,
            unfolded: Vec::new(),
            shown: None,
        }
    }

    /// The number under which the worker is asked, while it is.
    pub fn ticket(&self) -> Option<u32> {
        match self.stage {
            CompareStage::Working(ticket) => Some(ticket),
            _ => None,
        }
    }

    /// Takes the worker's answer. Decisions about what is the same as before stay.
    pub fn take(&mut self, answer: Result<Comparison, Problem>) {
        match answer {
            Ok(found) => {
                let before = std::mem::replace(&mut self.found, Rc::new(found));
                let found = self.found.clone();
                let was = order::gathered::<_, BTreeMap<_, _>>(by_id(&before));
                let same = by_id(&found).filter(|(id, one)| was.get(id) == Some(one));
                let same: BTreeSet<&AnnotationId> = order::gathered(same.map(|(id, _)| id));
                self.decisions.retain(|id, _| same.contains(id));
                self.decided.retain(|(id, _)| same.contains(id));
                self.taken_back.retain(|(id, _)| same.contains(id));
                self.stage = CompareStage::Done;
                if self.reviewed().is_none() {
                    let first = self.open().next().or(self.to_decide().next());
                    let first = first.map(|one| one.id.clone());
                    self.turn_to(first);
                }
                self.show_reviewed();
            }
            Err(problem) => self.stage = CompareStage::Failed(problem),
        }
        self.shown = None;
    }

    /// What needs a decision, in text order, decided or not.
    pub fn to_decide(&self) -> impl Iterator<Item = &CarriedOver> {
        self.found.carried.iter().filter(|one| !one.is_safe())
    }

    /// What is not decided yet.
    pub fn open(&self) -> impl Iterator<Item = &CarriedOver> {
        self.to_decide().filter(|one| self.adopts && !self.decisions.contains_key(&one.id))
    }

    /// What is listed.
    pub fn listed(&self) -> impl Iterator<Item = &CarriedOver> {
        self.to_decide().filter(|one| self.only.is_none_or(|only| one.fate == only))
    }

    /// The one under review.
    pub fn reviewed(&self) -> Option<&CarriedOver> {
        let current = self.current.as_ref()?;
        self.listed().find(|one| one.id == *current)
    }

    /// Reviews this one.
    pub fn review(&mut self, id: AnnotationId) {
        self.turn_to(Some(id));
        self.shown = None;
        self.show_reviewed();
    }

    /// Another is under review: what was asked about the one before is not about it.
    pub fn turn_to(&mut self, id: Option<AnnotationId>) {
        (self.current, self.asks, self.places) = (id, false, EnteredPlaces::default());
    }

    /// Shows as many rows of both texts as it takes to see the one under review.
    fn show_reviewed(&mut self) {
        let one = self.current.as_ref().and_then(|id| self.old.get(id));
        let block = one.map(|one| self.old.article().block_at(one.start()));
        let rows = &self.found.diff.rows;
        let row =
            block.and_then(|block| rows.iter().position(|row| row.old.blocks.contains(&block)));
        self.limit = row.map_or(self.limit, |row| self.limit.max(row + 1));
    }

    /// Changes something about it.
    pub fn change(&mut self, change: impl FnOnce(&mut Self)) {
        change(self);
        self.shown = None;
    }

    /// Shows more rows; whether all are shown then.
    pub fn show_more(&mut self) -> bool {
        self.limit += Self::ROWS;
        self.limit >= self.found.diff.rows.len()
    }

    /// Shows paragraphs that are the same, or more of them; whether all are shown then.
    pub fn unfold(&mut self, row: usize) -> bool {
        match self.unfolded.iter_mut().find(|(of, _)| *of == row) {
            Some((_, shown)) => *shown += Self::SAME,
            None => self.unfolded.push((row, Self::SAME)),
        }
        self.shown = None;
        let same = self.found.diff.rows.get(row);
        let all = same.map_or(0, |row| pairs::filled(self.old.article(), &row.old.blocks).count());
        all <= self.shown_of(row)
    }

    /// How many paragraphs of a row that is the same are shown.
    fn shown_of(&self, row: usize) -> usize {
        self.unfolded.iter().find(|(of, _)| *of == row).map_or(0, |(_, shown)| *shown)
    }

    /// Decides about the one under review, and goes on to the next that is open.
    pub fn decide(&mut self, decision: VersionDecision) {
        let Some(id) = self.reviewed().map(|one| one.id.clone()) else { return };
        let before = self.decisions.insert(id.clone(), decision);
        self.decided.push((id.clone(), before));
        self.taken_back.clear();
        let listed: Vec<_> = self.listed().map(|one| one.id.clone()).collect();
        let at = listed.iter().position(|one| *one == id).unwrap_or_default();
        let is_open = |one: &&AnnotationId| !self.decisions.contains_key(*one);
        let (before, after) = listed.split_at(at);
        let next = after.iter().find(is_open).or_else(|| before.iter().find(is_open));
        self.review(next.cloned().unwrap_or(id));
    }

    /// Takes back the last decision, or decides `again` what was taken back last, and reviews what it was about;
    /// whether there was one.
    pub fn turn_back(&mut self, again: bool) -> bool {
        let (from, to) = match again {
            true => (&mut self.taken_back, &mut self.decided),
            false => (&mut self.decided, &mut self.taken_back),
        };
        let Some((id, decision)) = from.pop() else { return false };
        let other = match decision {
            Some(decision) => self.decisions.insert(id.clone(), decision),
            None => self.decisions.remove(&id),
        };
        to.push((id.clone(), other));
        if self.listed().all(|one| one.id != id) {
            self.only = None;
        }
        self.review(id);
        true
    }

    /// The next or previous one; beyond the last comes the first.
    pub fn step(&mut self, forward: bool) {
        let listed: Vec<_> = self.listed().map(|one| one.id.clone()).collect();
        let at = listed.iter().position(|one| Some(one) == self.current.as_ref());
        let next = order::place_beside(at, listed.len(), forward);
        if let Some(id) = listed.get(next) {
            self.review(id.clone());
        }
    }

    /// What is selected of the newer text, between two points in either order.
    pub fn selected(&self, (from, to): (BlockPoint, BlockPoint)) -> Option<TextRange> {
        self.new.range_between(from, to)
    }

    /// The panel: the same value until something changes.
    pub fn shown(&mut self, document: &AnnotationSet) -> Rc<ChangesRows> {
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

fn by_id(found: &Comparison) -> impl Iterator<Item = (&AnnotationId, &CarriedOver)> {
    found.carried.iter().map(|one| (&one.id, one))
}
