//! How many steps of the history are kept, which of them stay in memory, and what a continued step becomes.

use std::rc::Rc;

use article_annotator::model::record::Record;
use article_annotator::model::{Annotation, AnnotationId, Kind, Op, Timestamp, Transaction};
use article_annotator::session::storage::schema::parse;
use article_annotator::session::{Action, Header, History, Label, Step};

use crate::notation::annotated;
use crate::world::Desk;

/// A stored history of steps with these weights, in bytes, from step number 7 on: the number of the oldest
/// step, and how many steps there are and are done.
fn restored(weights: &[usize], done: usize) -> (u32, usize, usize) {
    let header =
        |weight: &usize| Header { label: Label::Tags, time: Timestamp(0), weight: *weight };
    let history = History::restored(7, weights.iter().map(header).collect(), done);
    let (first, len) = (history.first(), history.len());
    assert_eq!(history.next_number(), first + history.done() as u32);
    assert_eq!(history.end_number(), first + len as u32);
    (first, len, history.done())
}

/// A change that writes a note.
fn writing(note: &str) -> Rc<Transaction> {
    let set = annotated("[claim#a:Ana] left");
    let one = Annotation::clone(set.iter().next().unwrap());
    Rc::new(Op::Replace(Rc::new(Annotation { note: note.to_owned(), ..one })).into())
}

fn step(label: Label, note: &str, time: i64) -> Step {
    Step::taken(label, &writing(note), writing(""), Timestamp(time))
}

#[test]
fn the_oldest_steps_beyond_the_limits_go_and_where_none_is_done_the_last_of_those_undone() {
    const MOST: usize = History::MOST_BYTES;
    assert_eq!(restored(&[1; 1000], 1000), (7, 1000, 1000));
    assert_eq!(restored(&[1; 1001], 1001), (8, 1000, 1000));
    assert_eq!(restored(&[1; 1001], 0), (7, 1000, 0), "what is undone next is still there");
    assert_eq!(restored(&[1; 1002], 1), (8, 1000, 0), "first the one done, then one undone");
    assert_eq!(restored(&[1; 3], 9), (7, 3, 3), "no more are done than there are");
    let mut heavy = [1; 21];
    heavy[20] = MOST - 20;
    assert_eq!(restored(&heavy, 21), (7, 21, 21), "exactly as many bytes as are kept");
    heavy[20] += 1;
    assert_eq!(restored(&heavy, 21), (8, 20, 20), "a byte more costs a step");
    assert_eq!(restored(&[3_000_000; 24], 24), (10, 21, 21), "no more go than have to");
    assert_eq!(restored(&[3_000_000; 24], 0), (7, 21, 0));
    let mut uneven = [1_500_000; 25];
    uneven[0] = 40_000_000;
    assert_eq!(restored(&uneven, 25), (8, 24, 24), "the one that went is the one that is counted");
    uneven.reverse();
    assert_eq!(restored(&uneven, 0), (7, 24, 0));
    assert_eq!(restored(&[MOST; 20], 20), (7, 20, 20), "the last twenty stay whatever they weigh");
    assert_eq!(restored(&[MOST; 22], 22), (9, 20, 20));
}

#[test]
fn every_step_has_its_number_and_is_done_or_undone() {
    let header = || Header { label: Label::Tags, time: Timestamp(0), weight: 1 };
    let history = History::restored(7, vec![header(), header(), header()], 2);
    let steps: Vec<_> = history.steps().map(|(number, _, is_done)| (number, is_done)).collect();
    assert_eq!(steps, [(7, true), (8, true), (9, false)]);
    let there: Vec<u32> = (0..20).filter(|number| history.step(*number).is_some()).collect();
    assert_eq!(there, [7, 8, 9]);
    assert!(!history.is_empty() && History::default().is_empty());
}

#[test]
fn nothing_can_be_undone_or_redone_beyond_the_ends() {
    let mut history = History::default();
    assert!(history.undone(Rc::default()).is_none() && history.redone(Rc::default()).is_none());
    history.record(step(Label::Tags, "a", 0));
    assert!(history.redone(Rc::default()).is_none(), "nothing is undone");
    assert_eq!((history.done(), history.len()), (1, 1));
    assert!(history.undone(Rc::default()).is_some() && history.undone(Rc::default()).is_none());
    assert_eq!((history.done(), history.redoable()), (0, Some(&Label::Tags)));
}

#[test]
fn an_undone_step_redoes_with_what_undoing_it_left() {
    let mut history = History::default();
    history.record(step(Label::Tags, "a", 0));
    assert_eq!(history.last().and_then(Step::change), Some(&writing("")));
    let redoes = |step: Option<&Step>| step.and_then(Step::change).cloned();
    assert_eq!(redoes(history.undone(writing("a"))), Some(writing("a")));
    assert_eq!(redoes(history.next()), Some(writing("a")));
    assert_eq!(redoes(history.redone(writing("b"))), Some(writing("b")));
    assert_eq!(redoes(history.last()), Some(writing("b")));
}

#[test]
fn a_step_weighs_what_undoing_and_redoing_it_take_together() {
    let (forward, inverse) = (writing(&"x".repeat(1000)), writing("yy"));
    let step = Step::taken(Label::Tags, &forward, inverse.clone(), Timestamp(5));
    assert_eq!(step.header.weight, forward.weight() + inverse.weight());
    assert!(step.header.weight > 1000 && step.header.time == Timestamp(5));
}

#[test]
fn a_continued_step_has_the_time_of_its_last_letter_and_the_weight_of_its_heaviest() {
    let mut history = History::default();
    let mut header = |note: &str, time| {
        history.record(step(Label::Details, note, time));
        let header = history.last().unwrap().header.clone();
        (history.len(), header.time.0, header.weight)
    };
    let weight = |note: &str| step(Label::Details, note, 0).header.weight;
    assert_eq!(header("one", 0), (1, 0, weight("one")));
    assert_eq!(header("one two", 3999), (1, 3999, weight("one two")));
    assert_eq!(
        header("one", 7998),
        (1, 7998, weight("one two")),
        "it is counted from the last letter"
    );
    assert_eq!(header("two", 11_998), (2, 11_998, weight("two")), "four seconds are a pause");
}

#[test]
fn of_steps_undone_those_are_forgotten_that_a_new_one_replaces() {
    let mut history = History::default();
    for time in 0..3 {
        let recorded = history.record(step(Label::Tags, "a", time));
        assert_eq!((recorded.number, recorded.forgotten_from), (time as u32, None));
    }
    history.undone(Rc::default());
    history.undone(Rc::default());
    let recorded = history.record(step(Label::Tags, "b", 9));
    assert_eq!(
        (recorded.number, recorded.forgotten_from, recorded.forgotten_before),
        (1, Some(2), None)
    );
    assert_eq!((history.len(), history.redoable()), (2, None));
}

#[test]
fn typing_goes_on_in_a_step_after_the_one_behind_it_was_undone() {
    let mut history = History::default();
    history.record(step(Label::Details, "a", 0));
    history.record(step(Label::Tags, "b", 100));
    history.undone(Rc::default());
    let recorded = history.record(step(Label::Details, "aa", 200));
    assert_eq!((recorded.number, recorded.forgotten_from, history.len()), (0, Some(1), 1));
}

#[test]
fn two_histories_that_undo_something_else_are_not_equal() {
    let history = |undo: &str| {
        let mut history = History::default();
        history.record(Step::taken(Label::Tags, &writing(""), writing(undo), Timestamp(0)));
        history
    };
    assert_eq!(history("a"), history("a"));
    assert_ne!(history("a"), history("b"));
}

/// Every label as it is stored since the first release.
#[test]
fn what_a_stored_step_did_is_read_as_it_was_written() {
    let id = AnnotationId::from("a1");
    let labels = [
        (Label::Mark(Kind::Person), r#"{"mark":"person"}"#),
        (Label::Remove(Kind::Quote), r#"{"remove":"quote"}"#),
        (Label::Note(id), r#"{"note":"a1"}"#),
        (Label::Tags, r#""tags""#),
        (Label::Kind(Kind::Claim), r#"{"kind":"claim"}"#),
        (Label::Change(Kind::Claim), r#"{"change":"claim"}"#),
        (Label::AddMany(12), r#"{"add-many":12}"#),
        (Label::ChangeMany(12), r#"{"change-many":12}"#),
        (Label::Import, r#""import""#),
        (Label::ReplaceAll, r#""replace-all""#),
        (Label::Details, r#""details""#),
        (Label::Scheme, r#""scheme""#),
        (Label::Actor, r#""actor""#),
        (Label::MergeActors, r#""merge-actors""#),
        (Label::Link, r#""link""#),
        (Label::Unlink, r#""unlink""#),
        (Label::SplitActor, r#""split-actor""#),
        (Label::RemoveActor, r#""remove-actor""#),
        (Label::Accept(12), r#"{"accept":12}"#),
        (Label::Reject, r#""reject""#),
        (Label::BringBack, r#""bring-back""#),
    ];
    for (label, stored) in labels {
        assert_eq!(label.plain().to_json(), stored);
        assert_eq!(parse::<Label>(stored), Ok(label));
    }
    assert!(parse::<Label>(r#""else""#).is_err());
}

/// The numbers of the steps in memory.
fn here(desk: &Desk) -> Vec<u32> {
    let steps = desk.document().history().steps();
    steps.filter(|(_, step, _)| step.change().is_some()).map(|(number, ..)| number).collect()
}

/// A reader who marked a word and changes its note in steps of their own.
fn noting(notes: impl IntoIterator<Item = String>) -> Desk {
    let mut desk = Desk::reading("Ana met Bo");
    let id = desk.mark(Kind::Claim, "Ana");
    for note in notes {
        desk.world.wait(10_000);
        desk.note(&id, &note);
    }
    desk
}

#[test]
fn a_stored_step_of_more_bytes_than_the_limit_leaves_memory_and_a_lighter_one_stays() {
    let long = |bytes: usize| noting(["x".repeat(bytes), "y".to_owned()]);
    let desk = long(100);
    // The step that would bring the long note back.
    let rest = desk.document().history().last().unwrap().change().unwrap().weight() - 100;
    assert_eq!(here(&long(History::LIGHT_BYTES - rest)), [0, 1, 2]);
    let mut desk = long(History::LIGHT_BYTES - rest + 1);
    assert_eq!(here(&desk), [0, 1]);
    assert!(desk.undo(), "it is read");
    assert_eq!(desk.set().iter().next().unwrap().note.len(), History::LIGHT_BYTES - rest + 1);
}

#[test]
fn of_many_stored_steps_those_farthest_from_the_current_one_leave_memory_and_no_more_than_have_to()
{
    const STEPS: u32 = 60;
    let mut desk = noting((0..STEPS).map(|turn| format!("{turn:050000}")));
    let weight = desk.document().history().last().unwrap().change().unwrap().weight();
    let room = (History::MEMORY_BYTES / weight) as u32;
    assert!(room < STEPS - 10, "not all have room");
    // The first two steps bring back no long note.
    let done = desk.document().history().next_number();
    assert_eq!(here(&desk), (done - room..done).collect::<Vec<_>>());
    let back = STEPS - 10;
    (0..back).for_each(|_| drop(desk.does(Action::Undo)));
    let done = desk.document().history().next_number();
    assert_eq!(
        here(&desk),
        (done..done + room).collect::<Vec<_>>(),
        "the farthest to redo are read again"
    );
    (0..back).for_each(|_| drop(desk.does(Action::Redo)));
    let done = desk.document().history().next_number();
    assert_eq!(here(&desk), (done - room..done).collect::<Vec<_>>());
    while desk.undo() {}
    assert_eq!(desk.shows(), "Ana met Bo");
}
