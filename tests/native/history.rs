//! Undo and redo: their labels, what is one step, and how many steps are kept.

use std::rc::Rc;

use article_annotator::model::{Details, Kind, Timestamp, Transaction};
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::{Action, History, Label, Message, Step, Turnable};

use crate::world::Desk;

fn step(label: Label, time: i64) -> Step {
    let nothing = Rc::new(Transaction::default());
    Step::taken(label, &nothing.clone(), nothing, Timestamp(time))
}

/// The steps after typing letters with this many milliseconds between them.
fn steps_after_typing(pauses: &[i64]) -> usize {
    let mut desk = Desk::reading("Ana met Bo");
    let id = desk.mark(Kind::Person, "Ana");
    for (typed, pause) in pauses.iter().enumerate() {
        desk.world.wait(*pause);
        desk.note(&id, &"x".repeat(typed + 1));
    }
    desk.document().history().done() - 1
}

#[test]
fn the_buttons_say_what_they_will_do() {
    let mut desk = Desk::reading("Ana met Bo");
    assert!(!desk.undo() && !desk.redo());
    let id = desk.mark(Kind::Claim, "Ana met Bo");
    desk.note(&id, "when?");
    let labels = |desk: &mut Desk| {
        let article = desk.session.screen().article.unwrap();
        let label = |next: Option<Turnable>| match next {
            Some(Turnable::Step(label)) => Some(label),
            _ => None,
        };
        (label(article.undo), label(article.redo))
    };
    let (mark, note) = (Label::Mark(Kind::Claim), Label::Note(id));
    assert_eq!(labels(&mut desk), (Some(note.clone()), None));
    desk.undo();
    assert_eq!(labels(&mut desk), (Some(mark.clone()), Some(note.clone())));
    assert_eq!(
        desk.session.screen().status.map(|said| (*said.what).clone()),
        Some(Message::Undone(note, "Ana met Bo".to_owned()))
    );
    desk.undo();
    assert_eq!(labels(&mut desk), (None, Some(mark.clone())));
    desk.redo();
    assert_eq!(
        desk.session.screen().status.map(|said| (*said.what).clone()),
        Some(Message::Redone(mark, "Ana met Bo".to_owned()))
    );
}

#[test]
fn typing_a_note_is_one_step_until_there_is_a_pause_of_four_seconds() {
    assert_eq!(steps_after_typing(&[100, 100, 3999]), 1);
    assert_eq!(steps_after_typing(&[100, 4000]), 2);
    assert_eq!(steps_after_typing(&[3000, 3000, 3000, 3000]), 1);
}

#[test]
fn typing_the_title_is_one_step() {
    let mut desk = Desk::reading("Ana met Bo");
    for title in ["T", "Ta", "Talks ", "Talks"] {
        desk.world.wait(300);
        desk.does(Action::SetDetails(Details { title: title.to_owned(), ..Details::default() }));
    }
    assert!(desk.undo());
    assert_eq!(desk.set().details().title, "");
    assert!(!desk.undo());
    assert!(desk.redo());
    assert_eq!(desk.set().details().title, "Talks");
}

#[test]
fn undoing_typing_brings_back_the_note_as_it_was_before() {
    let mut desk = Desk::reading("Ana met Bo");
    let id = desk.mark(Kind::Person, "Ana");
    desk.note(&id, "first");
    desk.world.wait(10_000);
    for note in ["first s", "first se", "first sec"] {
        desk.note(&id, note);
    }
    let note = |desk: &Desk| desk.set().get(&id).unwrap().note.clone();
    desk.undo();
    assert_eq!(note(&desk), "first");
    desk.redo();
    assert_eq!(note(&desk), "first sec");
}

#[test]
fn notes_of_two_marks_are_two_steps_and_so_is_a_mark_between() {
    let mut desk = Desk::reading("Ana met Bo");
    let (ana, bo) = (desk.mark(Kind::Person, "Ana"), desk.mark(Kind::Person, "Bo"));
    desk.note(&ana, "a");
    desk.note(&bo, "b");
    desk.note(&ana, "aa");
    desk.mark(Kind::Claim, "met");
    desk.note(&ana, "aaa");
    assert_eq!(desk.document().history().done(), 7);
}

#[test]
fn a_note_given_with_a_speaker_can_be_redone_after_more_typing() {
    // The first step enters the speaker; more typing in that step used to forget that.
    let mut desk = Desk::reading("“Yes,” said Bo");
    let id = desk.mark(Kind::Quote, "“Yes,”");
    let speaker = Some(Some("Bo".to_owned()));
    desk.update(&id, Patch { note: Some("n".into()), actor: speaker, ..Patch::default() });
    desk.note(&id, "no");
    while desk.undo() {}
    while desk.redo() {}
    assert_eq!(desk.set().get(&id).unwrap().note, "no");
    assert_eq!(desk.actors(), ["Bo"]);
}

#[test]
fn a_new_step_forgets_what_had_been_undone() {
    let mut desk = Desk::reading("Ana met Bo");
    desk.mark(Kind::Person, "Ana");
    desk.mark(Kind::Person, "Bo");
    desk.undo();
    desk.undo();
    desk.mark(Kind::Claim, "met");
    assert!(!desk.redo());
    assert_eq!(desk.shows(), "Ana [claim:met] Bo");
    assert!(!desk.restarted().redo());
}

#[test]
fn a_thousand_steps_are_kept_and_keep_their_numbers() {
    let mut history = History::default();
    for time in 0..1005 {
        let recorded = history.record(step(Label::Tags, time * 10_000));
        assert_eq!(i64::from(recorded.number), time);
        assert_eq!(recorded.forgotten_before.map(i64::from), (time >= 1000).then(|| time - 999));
    }
    assert_eq!(
        (history.len(), history.first(), history.next_number()),
        (History::MOST_STEPS, 5, 1005)
    );
    let again = || Rc::new(Transaction::default());
    assert_eq!(std::iter::from_fn(|| history.undone(again()).map(|_| ())).count(), 1000);
    assert_eq!(history.undoable(), None);
    let recorded = history.record(step(Label::Details, 0));
    assert_eq!((recorded.number, recorded.forgotten_from), (5, Some(6)));
}

#[test]
fn steps_that_are_too_many_are_cleared_from_the_storage_too() {
    let mut desk = Desk::reading("Ana met Bo");
    let id = desk.mark(Kind::Person, "Ana");
    for turn in 0..=History::MOST_STEPS {
        desk.update(&id, Patch { tags: Some(vec![turn.to_string()]), ..Patch::default() });
    }
    assert_eq!(desk.store.all("step", desk.article().id()).len(), History::MOST_STEPS);
    let again = desk.restarted();
    assert_eq!(again.document().history(), desk.document().history());
}

#[test]
fn closing_a_card_or_hiding_a_kind_is_no_step() {
    let mut desk = Desk::reading("Ana met Bo");
    let id = desk.mark(Kind::Person, "Ana");
    for action in [Action::OpenCard(id), Action::CloseCard, Action::Filter(Kind::Person)] {
        desk.does(action);
    }
    assert_eq!(desk.document().history().done(), 1);
}
