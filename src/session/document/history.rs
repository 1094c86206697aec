//! The undo history, limited in steps and bytes. A step holds only the change needed next, its undo while
//! done or its redo while undone; applying one yields the other. A large step leaves memory once stored, and
//! is read again when needed: see `storage/turning.rs`.

use std::rc::Rc;

use crate::model::record::record;
use crate::model::{Timestamp, Transaction};

pub use super::label::Label;

/// The steps of an article, done and undone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// Oldest first. The first `done` of them are done, the others undone.
    steps: Vec<Step>,
    done: usize,
    /// The number of the oldest step; a step never changes its number.
    first: u32,
}

/// One undoable step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What is known of it wherever its change is.
    pub header: Header,
    change: StepChange,
}

/// What is known of a step without reading its change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// What it did.
    pub label: Label,
    /// When it was made, or last continued.
    pub time: Timestamp,
    /// The size of undo and redo together, in bytes. It is the same whether the step is done or undone, so no
    /// undo can exceed the limit.
    pub weight: usize,
}

/// The change of a step that is needed next.
#[derive(Debug, Clone)]
enum StepChange {
    /// In memory.
    Here {
        transaction: Rc<Transaction>,
        /// Its size in bytes.
        weight: usize,
        /// The revision of the article that stores it.
        revision: u64,
        stored: bool,
    },
    /// Only in the storage.
    Stored,
}

/// Changes in memory are compared; changes in the storage are told apart by their headers.
impl PartialEq for StepChange {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Here { transaction: own, .. }, Self::Here { transaction: other, .. }) => {
                own == other
            }
            _ => true,
        }
    }
}

impl Eq for StepChange {}

/// What changed in the history, for the storage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The number of the step that was added or continued.
    pub number: u32,
    /// Undone steps were dropped, from this number on.
    pub forgotten_from: Option<u32>,
    /// Old steps were dropped below this number, because of the limits.
    pub forgotten_before: Option<u32>,
}

impl Step {
    /// A step just applied: its transaction, and the inverse.
    pub fn taken(
        label: Label,
        forward: &Transaction,
        inverse: Rc<Transaction>,
        time: Timestamp,
    ) -> Self {
        let weight = forward.weight() + inverse.weight();
        Self { header: Header { label, time, weight }, change: StepChange::of(inverse) }
    }

    /// The undo if it is done, the redo if it is undone; `None` while that is only in the storage.
    pub fn change(&self) -> Option<&Rc<Transaction>> {
        match &self.change {
            StepChange::Here { transaction, .. } => Some(transaction),
            StepChange::Stored => None,
        }
    }
}

impl StepChange {
    fn of(transaction: Rc<Transaction>) -> Self {
        Self::Here { weight: transaction.weight(), transaction, revision: u64::MAX, stored: false }
    }

    fn write_again(&mut self) {
        if let Self::Here { revision, stored, .. } = self {
            (*revision, *stored) = (u64::MAX, false);
        }
    }

    /// The number of bytes that memory could release, because the storage has them too.
    fn spare(&self) -> usize {
        match self {
            Self::Here { weight, stored: true, .. } => *weight,
            _ => 0,
        }
    }
}

impl History {
    /// Most steps kept.
    pub const MOST_STEPS: usize = 1000;

    /// Most bytes kept, as [`Header::weight`] counts them; the last [`Self::ALWAYS`] steps may exceed it.
    pub const MOST_BYTES: usize = 64_000_000;

    /// Steps kept whatever their size.
    pub const ALWAYS: usize = 20;

    /// Most bytes of a stored step that stays in memory.
    pub const LIGHT_BYTES: usize = 64_000;

    /// Most bytes of all stored steps in memory.
    pub const MEMORY_BYTES: usize = 2_000_000;

    /// Longest pause within which typing continues the same step, in milliseconds.
    const GROUP: i64 = 4000;

    /// A history from the storage: the headers of the steps from number `first` on, and the number of those
    /// that are done.
    pub fn restored(first: u32, headers: Vec<Header>, done: usize) -> Self {
        let steps = headers.into_iter().map(|header| Step { header, change: StepChange::Stored });
        let steps: Vec<_> = steps.collect();
        let mut history = Self { done: done.min(steps.len()), steps, first };
        history.trim();
        history
    }

    /// Adds a step just applied. Undone steps are dropped.
    pub fn record(&mut self, step: Step) -> Recorded {
        let had_undone = self.done < self.steps.len();
        self.steps.truncate(self.done);
        if self.continues(&step)
            && let Some(last) = self.steps.last_mut()
        {
            last.header.time = step.header.time;
            last.header.weight = last.header.weight.max(step.header.weight);
            last.change.write_again();
        } else {
            self.steps.push(step);
            self.done += 1;
        }
        let first = self.first;
        self.trim();
        Recorded {
            number: self.number(self.done.saturating_sub(1)),
            forgotten_from: had_undone.then(|| self.number(self.done)),
            forgotten_before: (self.first > first).then_some(self.first),
        }
    }

    /// Drops what exceeds the limits, oldest first. If no step is done, those undone first go, because what
    /// lies beyond a missing step is out of reach.
    fn trim(&mut self) {
        let weight = |step: &Step| step.header.weight as u64;
        let mut bytes: u64 = self.steps.iter().map(weight).sum();
        let (mut from, mut to) = (0, self.steps.len());
        let too_many = |kept: usize, bytes: u64| {
            kept > Self::MOST_STEPS || (kept > Self::ALWAYS && bytes > Self::MOST_BYTES as u64)
        };
        while too_many(to - from, bytes) {
            let goes = if from < self.done { from } else { to - 1 };
            (from, to) = if from < self.done { (from + 1, to) } else { (from, to - 1) };
            bytes -= self.steps.get(goes).map_or(0, weight);
        }
        self.steps.truncate(to);
        self.steps.drain(..from);
        self.done -= from;
        self.first = self.number(from);
    }

    /// The last step was undone; `again` redoes it.
    pub fn undone(&mut self, again: Rc<Transaction>) -> Option<&Step> {
        self.done = self.done.checked_sub(1)?;
        self.turned(self.done, again)
    }

    /// The step undone last was redone; `back` undoes it.
    pub fn redone(&mut self, back: Rc<Transaction>) -> Option<&Step> {
        let step = self.done;
        self.done = (self.done + 1).min(self.steps.len());
        self.turned(step, back)
    }

    fn turned(&mut self, index: usize, transaction: Rc<Transaction>) -> Option<&Step> {
        let step = self.steps.get_mut(index)?;
        step.change = StepChange::of(transaction);
        Some(step)
    }

    /// What was written of steps since the last call belongs to this revision.
    pub(in crate::session) fn written(&mut self, now: u64) {
        for step in &mut self.steps {
            if let StepChange::Here { revision: revision @ u64::MAX, .. } = &mut step.change {
                *revision = now;
            }
        }
    }

    /// Everything in memory has to be stored again.
    pub(in crate::session) fn write_all_again(&mut self) {
        self.steps.iter_mut().for_each(|step| step.change.write_again());
    }

    /// Everything written up to this revision is stored: large changes, and those far from the current step,
    /// may leave memory.
    pub(in crate::session) fn stored(&mut self, up_to: u64) {
        for step in &mut self.steps {
            if let StepChange::Here { revision, stored, .. } = &mut step.change {
                *stored |= *revision <= up_to;
            }
            if step.change.spare() > Self::LIGHT_BYTES {
                step.change = StepChange::Stored;
            }
        }
        let mut bytes: usize = self.steps.iter().map(|step| step.change.spare()).sum();
        let (mut from, mut to) = (0, self.steps.len());
        while bytes > Self::MEMORY_BYTES && from < to {
            let oldest = self.done.saturating_sub(from) >= to.saturating_sub(self.done);
            let farthest = if oldest { from } else { to - 1 };
            (from, to) = if oldest { (from + 1, to) } else { (from, to - 1) };
            if let Some(step) = self.steps.get_mut(farthest).filter(|step| step.change.spare() > 0)
            {
                bytes -= step.change.spare();
                step.change = StepChange::Stored;
            }
        }
    }

    /// The change of a step was read.
    pub(in crate::session) fn fill(&mut self, number: u32, transaction: Transaction) {
        let index = number.checked_sub(self.first).map(|index| index as usize);
        if let Some(step) = index.and_then(|index| self.steps.get_mut(index)) {
            let transaction = Rc::new(transaction);
            let weight = transaction.weight();
            step.change = StepChange::Here { transaction, weight, revision: 0, stored: true };
        }
    }

    /// A step can never be undone or redone: drops it and everything beyond. Returns the range of dropped
    /// numbers.
    pub(in crate::session) fn cut(&mut self, number: u32) -> (u32, u32) {
        if number < self.next_number() {
            let gone = (self.first, number);
            let count = (number - self.first + 1) as usize;
            self.steps.drain(..count.min(self.steps.len()));
            (self.done, self.first) = (self.done - count.min(self.done), number + 1);
            gone
        } else {
            let kept = number.saturating_sub(self.first) as usize;
            self.steps.truncate(kept.max(self.done));
            (number, u32::MAX)
        }
    }

    /// Keeps only what is in memory and within reach, because nothing is stored any more.
    pub(in crate::session) fn keep_what_is_here(&mut self) {
        let is_away = |step: &Step| step.change().is_none();
        let (done, undone) = self.steps.split_at(self.done);
        let from = done.iter().rposition(is_away).map_or(0, |away| away + 1);
        let to = self.done + undone.iter().position(is_away).unwrap_or(undone.len());
        self.first = self.number(from);
        self.steps.truncate(to);
        self.steps.drain(..from);
        self.done -= from;
    }

    /// The step that undo would revert.
    pub fn last(&self) -> Option<&Step> {
        self.steps.get(self.done.checked_sub(1)?)
    }

    /// The step that redo would repeat.
    pub fn next(&self) -> Option<&Step> {
        self.steps.get(self.done)
    }

    /// The label of what undo would revert.
    pub fn undoable(&self) -> Option<&Label> {
        self.last().map(|step| &step.header.label)
    }

    /// The label of what redo would repeat.
    pub fn redoable(&self) -> Option<&Label> {
        self.next().map(|step| &step.header.label)
    }

    /// The step of this number.
    pub fn step(&self, number: u32) -> Option<&Step> {
        self.steps.get(number.checked_sub(self.first)? as usize)
    }

    /// Every step with its number, and whether it is done.
    pub fn steps(&self) -> impl Iterator<Item = (u32, &Step, bool)> {
        let numbered = self.steps.iter().enumerate();
        numbered.map(|(index, step)| (self.number(index), step, index < self.done))
    }

    /// The number of the oldest step kept.
    pub fn first(&self) -> u32 {
        self.first
    }

    /// The number of steps done.
    pub fn done(&self) -> usize {
        self.done
    }

    /// The number of the step after the last one done.
    pub fn next_number(&self) -> u32 {
        self.number(self.done)
    }

    /// The number after the last step.
    pub fn end_number(&self) -> u32 {
        self.number(self.steps.len())
    }

    /// The number of steps, done and undone.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether there are no steps.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    fn number(&self, index: usize) -> u32 {
        self.first.saturating_add(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// Whether a step only continues the last one: typing in the same note or in the title. One undo reverts
    /// both.
    fn continues(&self, step: &Step) -> bool {
        self.steps.last().is_some_and(|last| {
            let (last, step) = (&last.header, &step.header);
            matches!(step.label, Label::Note(_) | Label::Details)
                && last.label == step.label
                && step.time.0 - last.time.0 < Self::GROUP
        })
    }
}

record! { Header { label: must, time: must, weight: must } }
