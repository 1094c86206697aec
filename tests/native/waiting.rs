//! What needs a part of the program waits for it in order, and none of it is lost.

#[path = "../../src/app/deferred/gate.rs"]
mod gate;

use article_annotator::model::{BlockPoint, Kind};
use article_annotator::session::library::shelf::Shelve;
use article_annotator::session::selection::span_resize::Adjust;
use article_annotator::session::{Action, ProgramPart};
use gate::{Gate, Need};

fn holding(items: &[&'static str]) -> Gate<&'static str> {
    let mut gate = Gate::closed();
    for item in items {
        gate.hold(*item, |_, _| false);
    }
    gate
}

fn released(gate: &mut Gate<&'static str>) -> Vec<&'static str> {
    std::iter::from_fn(|| gate.next()).collect()
}

#[test]
fn what_is_held_is_done_in_the_order_it_was_asked_for_once_the_part_is_here() {
    let mut gate = holding(&["mark", "undo", "export"]);
    assert_eq!(released(&mut gate), [""; 0], "not before");
    gate.arrived();
    assert_eq!(released(&mut gate), ["mark", "undo", "export"]);
    assert_eq!(released(&mut gate), [""; 0], "once");
}

#[test]
fn a_program_that_is_whole_holds_nothing_back() {
    let gate = Gate::<()>::open();
    assert!([Need::Nothing, Need::Turn, Need::Part].into_iter().all(|need| gate.lets_pass(need)));
}

#[test]
fn before_the_part_is_here_only_what_does_without_it_passes() {
    let gate = holding(&[]);
    assert!(gate.lets_pass(Need::Nothing));
    assert!(gate.lets_pass(Need::Turn), "nothing is before it");
    assert!(!gate.lets_pass(Need::Part));
}

#[test]
fn another_article_is_not_opened_before_what_is_held_about_this_one_is_done() {
    let mut gate = holding(&["mark"]);
    assert!(gate.lets_pass(Need::Nothing), "drawing goes on");
    assert!(!gate.lets_pass(Need::Turn));
    gate.hold("open another", |_, _| false);
    gate.arrived();
    assert_eq!(released(&mut gate), ["mark", "open another"]);
    assert!(gate.lets_pass(Need::Turn));
}

#[test]
fn a_hundred_moves_of_the_pointer_are_held_as_the_last_of_them() {
    let mut gate = Gate::closed();
    let both_move = |last: &&str, next: &&str| last.starts_with('m') && next.starts_with('m');
    for item in ["m1", "m2", "click", "m3", "m4"] {
        gate.hold(item, both_move);
    }
    assert_eq!(gate.held().copied().collect::<Vec<_>>(), ["m2", "click", "m4"]);
}

#[test]
fn the_part_is_asked_for_once_at_a_time_and_again_after_a_failure() {
    let mut gate = holding(&["mark"]);
    assert!(gate.asks());
    assert!(!gate.asks() && gate.is_asking(), "it is on its way");
    gate.failed();
    assert_eq!((gate.held().count(), gate.is_asking()), (1, false), "nothing is lost");
    assert!(gate.asks());
    gate.arrived();
    assert!(!gate.asks(), "it is here");
}

#[test]
fn the_pauses_grow_to_a_minute_and_no_further() {
    let mut gate = holding(&[]);
    let pauses: Vec<_> = (0..40).map(|_| gate.failed()).collect();
    assert_eq!(pauses[..8], [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    assert_eq!(pauses.last(), Some(&60_000));
}

#[test]
fn what_fails_after_the_connection_came_back_is_asked_for_again_at_once() {
    let mut gate = holding(&["mark"]);
    gate.connected();
    assert!(gate.asks());
    assert_eq!(gate.failed(), 1_000, "it was asked for with the connection there");
    assert!(gate.asks());
    gate.connected();
    assert_eq!(gate.failed(), 0, "it was asked for without one");
    assert!(gate.asks());
    assert_eq!(gate.failed(), 1_000, "that it fails anyway has another reason");
}

#[test]
fn a_failure_told_after_the_part_came_closes_nothing() {
    let mut gate = holding(&["mark"]);
    gate.asks();
    gate.arrived();
    gate.failed();
    assert!(gate.lets_pass(Need::Part));
    assert_eq!(released(&mut gate), ["mark"]);
}

#[test]
fn only_work_that_waits_to_be_stored_keeps_the_header_from_saying_saved() {
    let mark = Action::Mark { kind: Kind::Person, label: None, pointed: None };
    let work = [mark, Action::Undo, Action::Adjust(Adjust::Keep), Shelve::Erase.into()];
    assert!(work.iter().all(|action| action.traits().stores));
    let looks = [
        Action::Click(BlockPoint::START),
        Action::Pen(Some(Kind::Claim)),
        Action::Adjust(Adjust::Begin),
        Action::Select(None),
        Shelve::Usage(1, 2).into(),
        Shelve::SettingsChanged.into(),
        Shelve::ChangedElsewhere("a".into()).into(),
    ];
    assert!(
        looks
            .iter()
            .all(|action| action.traits().needs > ProgramPart::Start && !action.traits().stores)
    );
}
