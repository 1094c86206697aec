//! What was done and can be undone. Steps hold their inverse, so undo never computes anything.

use std::rc::Rc;

use crate::model::plain::{Plain, Wrong};
use crate::model::record::{Record, record, unknown};
use crate::model::{AnnotationId, Kind, Timestamp, Transaction};

/// The steps of one article, done and undone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// The oldest first. The first `done` of them are done, the others undone.
    steps: Vec<Step>,
    done: usize,
    /// The number of the oldest step kept; a step keeps its number for as long as it is kept.
    first: u32,
}

/// One undoable step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it did.
    pub label: Label,
    /// How to take it again.
    pub forward: Rc<Transaction>,
    /// How to take it back.
    pub inverse: Rc<Transaction>,
    /// When it was taken, or last added to.
    pub time: Timestamp,
}

/// What a step did, for "Undo: …".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// Something was marked.
    Mark(Kind),
    /// An annotation was removed.
    Remove(Kind),
    /// A note was written.
    Note(AnnotationId),
    /// Tags were changed.
    Tags,
    /// The kind was changed to this.
    Kind(Kind),
    /// An annotation was changed in some other way.
    Change(Kind),
    /// So many annotations were added at once.
    AddMany(usize),
    /// A file was merged in.
    Import,
    /// All annotations were exchanged.
    ReplaceAll,
    /// Title, source or the like was corrected.
    Details,
    /// Labels inside kinds, or the scale of verdicts.
    Scheme,
    /// An entry of the register was made or corrected.
    Actor,
    /// Two entries of the register became one.
    MergeActors,
    /// Two claims say the same.
    Link,
    /// A claim does not say the same as others any more.
    Unlink,
    /// An entry of the register became two.
    SplitActor,
    /// An entry of the register was removed.
    RemoveActor,
}

/// What changed in the history, for the storage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The number of the step that was added or added to.
    pub number: u32,
    /// Steps with numbers from here on are gone: they had been undone.
    pub forgotten_from: Option<u32>,
    /// Steps with numbers below this are gone: there are too many.
    pub forgotten_before: Option<u32>,
}

impl History {
    /// How many steps are kept.
    pub const LIMIT: usize = 1000;

    /// Typing goes on in the same step for so long, in milliseconds.
    const GROUP: i64 = 4000;

    /// A history as it was stored: steps from number `first` on, of which so many are done.
    pub fn restored(first: u32, steps: Vec<Step>, done: usize) -> Self {
        let done = done.min(steps.len());
        Self { steps, done, first }
    }

    /// Adds a step that was just taken. What had been undone is forgotten.
    pub fn record(&mut self, step: Step) -> Recorded {
        let had_undone = self.done < self.steps.len();
        self.steps.truncate(self.done);
        if self.continues(&step)
            && let Some(last) = self.steps.last_mut()
        {
            last.forward = step.forward;
            last.time = step.time;
        } else {
            self.steps.push(step);
            self.done += 1;
        }
        let surplus = self.steps.len().saturating_sub(Self::LIMIT);
        self.steps.drain(..surplus);
        self.done -= surplus;
        self.first = self.number(surplus);
        Recorded {
            number: self.number(self.done.saturating_sub(1)),
            forgotten_from: had_undone.then(|| self.number(self.done)),
            forgotten_before: (surplus > 0).then_some(self.first),
        }
    }

    /// Steps back: the step to take back, if there is one.
    pub fn undo(&mut self) -> Option<&Step> {
        self.done = self.done.checked_sub(1)?;
        self.steps.get(self.done)
    }

    /// Steps forward: the step to take again, if there is one.
    pub fn redo(&mut self) -> Option<&Step> {
        let step = self.steps.get(self.done)?;
        self.done += 1;
        Some(step)
    }

    /// The step that an undo would take back.
    pub fn last(&self) -> Option<&Step> {
        self.steps.get(self.done.checked_sub(1)?)
    }

    /// The step that a redo would take again.
    pub fn next(&self) -> Option<&Step> {
        self.steps.get(self.done)
    }

    /// What an undo would take back.
    pub fn undoable(&self) -> Option<&Label> {
        self.last().map(|step| &step.label)
    }

    /// What a redo would do.
    pub fn redoable(&self) -> Option<&Label> {
        self.next().map(|step| &step.label)
    }

    /// The step of this number.
    pub fn step(&self, number: u32) -> Option<&Step> {
        self.steps.get(number.checked_sub(self.first)? as usize)
    }

    /// The number of the oldest step kept.
    pub fn first(&self) -> u32 {
        self.first
    }

    /// How many steps are done.
    pub fn done(&self) -> usize {
        self.done
    }

    /// The number of the step after the last one done.
    pub fn next_number(&self) -> u32 {
        self.number(self.done)
    }

    /// How many steps are kept, done and undone.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether nothing was done yet.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    fn number(&self, index: usize) -> u32 {
        self.first.saturating_add(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// Whether a step only goes on with the last one: typing in the same note, or in the title.
    fn continues(&self, step: &Step) -> bool {
        self.steps.last().is_some_and(|last| {
            matches!(step.label, Label::Note(_) | Label::Details)
                && last.label == step.label
                && step.time.0 - last.time.0 < Self::GROUP
        })
    }
}

record! { Step { label: must, forward: must, inverse: must, time: must } }

impl Record for Label {
    fn plain(&self) -> Plain<'_> {
        match self {
            Self::Mark(kind) => Plain::tagged("mark", kind.plain()),
            Self::Remove(kind) => Plain::tagged("remove", kind.plain()),
            Self::Note(id) => Plain::tagged("note", id.plain()),
            Self::Tags => Plain::text("tags"),
            Self::Kind(kind) => Plain::tagged("kind", kind.plain()),
            Self::Change(kind) => Plain::tagged("change", kind.plain()),
            Self::AddMany(count) => Plain::tagged("add-many", count.plain()),
            Self::Import => Plain::text("import"),
            Self::ReplaceAll => Plain::text("replace-all"),
            Self::Details => Plain::text("details"),
            Self::Scheme => Plain::text("scheme"),
            Self::Actor => Plain::text("actor"),
            Self::MergeActors => Plain::text("merge-actors"),
            Self::Link => Plain::text("link"),
            Self::Unlink => Plain::text("unlink"),
            Self::SplitActor => Plain::text("split-actor"),
            Self::RemoveActor => Plain::text("remove-actor"),
        }
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        match plain.tag()? {
            ("mark", kind) => Record::read(kind).map(Self::Mark),
            ("remove", kind) => Record::read(kind).map(Self::Remove),
            ("note", id) => Record::read(id).map(Self::Note),
            ("tags", _) => Ok(Self::Tags),
            ("kind", kind) => Record::read(kind).map(Self::Kind),
            ("change", kind) => Record::read(kind).map(Self::Change),
            ("add-many", count) => Record::read(count).map(Self::AddMany),
            ("import", _) => Ok(Self::Import),
            ("replace-all", _) => Ok(Self::ReplaceAll),
            ("details", _) => Ok(Self::Details),
            ("scheme", _) => Ok(Self::Scheme),
            ("actor", _) => Ok(Self::Actor),
            ("merge-actors", _) => Ok(Self::MergeActors),
            ("link", _) => Ok(Self::Link),
            ("unlink", _) => Ok(Self::Unlink),
            ("split-actor", _) => Ok(Self::SplitActor),
            ("remove-actor", _) => Ok(Self::RemoveActor),
            _ => Err(unknown(plain, &["mark", "remove", "note", "…"])),
        }
    }
}
