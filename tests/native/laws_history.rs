//! The laws of the history: after any edits, undos, redos and restarts, and however late stored
//! steps are read, each step leads to the same state as with everything in memory. The bound holds,
//! and the last steps always stay.

use std::collections::BTreeMap;
use std::rc::Rc;

use article_annotator::model::{
    Annotation, AnnotationId, AnnotationSet, Kind, Op, TextRange, Timestamp, Transaction,
};
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::storage::save_state::{Failure, StorageEvent, Why};
use article_annotator::session::storage::unsaved::Attempts;
use article_annotator::session::{Action, Effect, History, Label, Message, Reply, Step};
use proptest::prelude::*;

use crate::notation::annotated;
use crate::random::{self, Seed};
use crate::world::Desk;

/// A reader whose storage answers late: reads wait until told to arrive.
struct Late {
    desk: Desk,
    reads: Vec<Effect>,
    /// The states of an unbounded history, by the number of the next step.
    states: BTreeMap<u32, AnnotationSet>,
}

impl Late {
    fn reading(text: &str) -> Self {
        let desk = Desk::reading(text);
        let states = [(0, desk.set().clone())].into();
        Self { desk, reads: Vec::new(), states }
    }

    fn at(&self) -> u32 {
        self.desk.document().history().next_number()
    }

    /// Performs an action; its requests for stored steps wait.
    fn does(&mut self, action: Action) -> Reply {
        let reply = self.desk.passes(action).unwrap();
        for effect in self.desk.session.take_effects() {
            match effect {
                Effect::ReadStep(..) => self.reads.push(effect),
                Effect::Save(attempt, batch) => {
                    self.desk.store.write(&batch).unwrap();
                    self.does(kept(attempt));
                }
                _ => {}
            }
        }
        reply
    }

    /// Makes a change, as a new step or as part of the last one.
    fn changes(&mut self, action: Action) {
        let before = self.at();
        self.does(action);
        let now = self.at();
        if now > before || self.desk.set() != &self.states[&now] {
            self.states.split_off(&now);
            self.states.insert(now, self.desk.set().clone());
        }
    }

    /// The awaited steps arrive.
    fn comes(&mut self) {
        let reads = std::mem::take(&mut self.reads);
        for effect in reads {
            let found = self.desk.step_found(effect).unwrap();
            self.does(found);
        }
    }

    fn all_comes(&mut self) {
        while self.desk.session.is_reading_step() {
            self.comes();
        }
    }

    fn is_true(&self) -> Result<(), TestCaseError> {
        prop_assert_eq!(Some(self.desk.set()), self.states.get(&self.at()));
        let history = self.desk.document().history();
        let last = self.states.last_key_value().map(|(last, _)| *last);
        prop_assert_eq!(Some(history.end_number()), last, "no step is lost");
        Ok(())
    }

    fn restarts(&mut self) {
        self.reads.clear();
        self.desk = self.desk.restarted();
    }

    fn acts(&mut self, seed: Seed) {
        let known: Vec<AnnotationId> = self.desk.set().iter().map(|one| one.id.clone()).collect();
        let (spans, one) = (random::spans(self.desk.article(), seed), random::pick(&known, seed.3));
        self.desk.world.wait(i64::from(seed.3 % 6000));
        match (seed.0 % 14, one, spans.first()) {
            (0..=2, _, Some(span)) | (_, None, Some(span)) => {
                let pointed = Some(self.desk.pointed(*span, true));
                let kind = Kind::ALL[usize::from(seed.3 % 3)];
                self.changes(Action::Mark { kind, label: None, pointed });
            }
            (3 | 4, Some(id), _) => {
                // Every other one is too heavy to stay in memory.
                let times = if seed.1.is_multiple_of(2) { 9_000 } else { 1 };
                let note = Some(format!("note {:4}", seed.1 % 999).repeat(times));
                let patch = Box::new(Patch { note, ..Patch::default() });
                self.changes(Action::Update { id, patch });
            }
            (5, Some(id), _) => self.changes(Action::Remove(id)),
            (6..=8, ..) => drop(self.does(Action::Undo)),
            (9 | 10, ..) => drop(self.does(Action::Redo)),
            (11, ..) => self.restarts(),
            (12 | 13, ..) => self.comes(),
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(random::cases(96))]

    #[test]
    fn however_late_a_step_is_read_it_leads_where_it_would_lead_with_all_in_memory(
        text in random::text(), acts in random::seeds(40),
    ) {
        let mut late = Late::reading(&format!("x{text}"));
        for seed in acts {
            late.acts(seed);
            late.is_true()?;
        }
        late.all_comes();
        late.is_true()?;
        late.restarts();
        for action in [Action::Undo, Action::Redo] {
            while late.does(action.clone()) == Reply::Was(true) {
                late.all_comes();
                prop_assert!(!late.desk.session.could_not_turn());
                late.is_true()?;
            }
        }
        let (first, start) = late.states.first_key_value().unwrap();
        prop_assert_eq!((*first, start.len()), (0, 0));
    }

    #[test]
    fn the_bound_holds_and_the_last_steps_are_there_whatever_they_weigh(
        steps in prop::collection::vec((0..6_u8, any::<bool>(), 0..4_u8), 1..120),
    ) {
        // 40 bytes to 40 MB.
        let weights: Vec<_> = (0..6).map(|zeros| adding(4 * 10_usize.pow(zeros + 2))).collect();
        let (mut history, mut taken, mut time) = (History::default(), 0_usize, 0);
        for (weight, heavy, act) in steps {
            let change = &weights[usize::from(if heavy { 5 } else { weight })];
            match act {
                0 => drop(history.undone(change.clone())),
                1 => drop(history.redone(change.clone())),
                _ => {
                    taken = (history.next_number() + 1) as usize;
                    let all = history.done() + 1;
                    time += 10_000;
                    history.record(Step::taken(Label::Tags, change, Rc::default(), Timestamp(time)));
                    prop_assert_eq!(history.done(), history.len());
                    prop_assert!(history.len() >= all.min(History::ALWAYS));
                }
            }
            let weight: usize = history.steps().map(|(_, step, _)| step.header.weight).sum();
            prop_assert!(history.len() <= History::MOST_STEPS);
            prop_assert!(weight <= History::MOST_BYTES || history.len() <= History::ALWAYS);
            prop_assert_eq!(history.end_number() as usize, taken);
        }
    }
}

/// The storage confirms a write.
fn kept(attempt: u64) -> Action {
    Action::Storage(StorageEvent::Kept(Attempts { first: attempt, last: attempt }))
}

/// A change of about this weight.
fn adding(bytes: usize) -> Rc<Transaction> {
    let set = annotated("[claim#a:Ana] left");
    let one = set.iter().next().unwrap();
    let note = "x".repeat(bytes);
    Rc::new(Op::Replace(Rc::new(Annotation { note, ..Annotation::clone(one) })).into())
}

/// A restarted reader with three marks: no step is in memory.
fn started() -> Late {
    let mut late = Late::reading("Ana met Bo and Cy");
    for (start, end) in [(0, 3), (8, 10), (15, 17)] {
        let pointed = Some(late.desk.pointed(TextRange::new(start, end), true));
        late.changes(Action::Mark { kind: Kind::Claim, label: None, pointed });
    }
    late.restarts();
    late
}

#[test]
fn a_start_reads_no_step_and_still_says_what_would_be_undone() {
    let late = started();
    assert_eq!(late.desk.store.steps_read.get(), 0);
    assert_eq!(late.desk.document().history().undoable(), Some(&Label::Mark(Kind::Claim)));
}

#[test]
fn undo_pressed_again_while_a_step_is_read_waits_its_turn() {
    let mut late = started();
    assert_eq!(late.does(Action::Undo), Reply::Was(true));
    assert_eq!(late.does(Action::Undo), Reply::Was(true));
    assert_eq!(late.does(Action::Redo), Reply::Was(true));
    assert_eq!((late.reads.len(), late.desk.set().len()), (1, 3), "one is read, nothing is shown");
    late.all_comes();
    assert_eq!(late.desk.set().len(), 2);
    for _ in 0..5 {
        late.does(Action::Undo);
    }
    assert_eq!(late.does(Action::Undo), Reply::Was(false), "no more than there are");
    late.all_comes();
    assert_eq!(late.desk.set().len(), 0);
}

#[test]
fn who_changes_something_before_the_step_is_read_is_told_that_nothing_was_undone() {
    let mut late = started();
    late.does(Action::Undo);
    let pointed = Some(late.desk.pointed(TextRange::new(4, 7), true));
    late.changes(Action::Mark { kind: Kind::Claim, label: None, pointed });
    assert!(!late.desk.session.is_reading_step() && late.desk.session.could_not_turn());
    late.comes();
    assert_eq!(late.desk.set().len(), 4);
    late.does(Action::Undo);
    late.all_comes();
    assert_eq!(late.desk.set().len(), 3);
}

#[test]
fn a_storage_that_does_not_answer_costs_no_step() {
    let mut late = started();
    late.does(Action::Undo);
    let Some(Effect::ReadStep(id, number)) = late.reads.pop() else { panic!("it is read") };
    let failure = Failure::new(Why::Closed);
    late.does(Action::StepRead { id, number, found: Err(failure.clone()) });
    let told = Message::StepNotRead(Label::Mark(Kind::Claim), failure);
    assert_eq!(late.desk.toast(), Some(told));
    assert_eq!(late.desk.set().len(), 3);
    late.does(Action::Undo);
    late.all_comes();
    assert_eq!(late.desk.set().len(), 2, "the next attempt reads it");
}

#[test]
fn a_step_that_is_gone_is_named_and_costs_nothing_else() {
    let mut late = started();
    late.desk.store.records.retain(|key, _| !(key[0] == "step" && key[2].ends_with('1')));
    // The state before the record was removed.
    late.does(Action::Undo);
    late.all_comes();
    late.does(Action::Undo);
    late.all_comes();
    let label = Label::Mark(Kind::Claim);
    let lost = Message::StepLost { label, undo: true, there: false };
    assert_eq!(late.desk.toast(), Some(lost));
    assert_eq!(late.desk.set().len(), 2);
    assert_eq!(late.does(Action::Undo), Reply::Was(false));
    assert_eq!(late.does(Action::Redo), Reply::Was(true));
    late.all_comes();
    assert_eq!(late.desk.set().len(), 3);
}

#[test]
fn of_steps_that_are_gone_one_after_the_other_each_costs_only_what_is_behind_it() {
    fn loses(late: &mut Late, end: char) {
        late.desk.store.records.retain(|key, _| !(key[0] == "step" && key[2].ends_with(end)));
    }
    fn undoes(late: &mut Late, times: usize) {
        for _ in 0..times {
            late.does(Action::Undo);
            late.all_comes();
        }
    }
    let mut late = started();
    loses(&mut late, '1');
    undoes(&mut late, 2);
    late.does(Action::Redo);
    for (start, end) in [(4, 7), (11, 14), (0, 7)] {
        let pointed = Some(late.desk.pointed(TextRange::new(start, end), true));
        late.does(Action::Mark { kind: Kind::Quote, label: None, pointed });
    }
    late.restarts();
    loses(&mut late, '3');
    undoes(&mut late, 3);
    let steps = late.desk.document().history().steps();
    let there: Vec<_> = steps.map(|(number, _, is_done)| (number, is_done)).collect();
    assert_eq!(there, [(4, false), (5, false)]);
    assert_eq!(late.desk.set().len(), 4);
    for _ in 0..2 {
        late.does(Action::Redo);
        late.all_comes();
    }
    assert_eq!(late.desk.set().len(), 6);
}

#[test]
fn nothing_is_let_go_before_the_storage_completed_its_write() {
    let mut desk = Desk::reading("Ana met Bo");
    let id = desk.mark(Kind::Claim, "Ana");
    let heavy = Some("x".repeat(2 * History::LIGHT_BYTES));
    let patch = Box::new(Patch { note: heavy, ..Patch::default() });
    desk.passes(Action::Update { id: id.clone(), patch }).unwrap();
    desk.passes(Action::Remove(id)).unwrap();
    let is_here = |desk: &Desk| desk.document().history().last().unwrap().change().is_some();
    let writes = desk.session.take_effects().into_iter().filter_map(|effect| match effect {
        Effect::Save(attempt, batch) => Some((attempt, batch)),
        _ => None,
    });
    let writes: Vec<_> = writes.collect();
    assert_eq!(writes.len(), 2);
    assert!(is_here(&desk), "it is not written yet");
    for ((attempt, batch), is_last) in writes.into_iter().zip([false, true]) {
        desk.store.write(&batch).unwrap();
        assert!(is_here(&desk), "nobody said that it is written");
        desk.does(kept(attempt));
        assert_eq!(is_here(&desk), !is_last);
    }
    assert!(desk.undo(), "it is read");
    assert_eq!(desk.set().len(), 1);
}
