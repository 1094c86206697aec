//! The search by a regular expression in the panel: hits as any others, asked of the worker one task after the
//! other, and stopped when it takes long.

use std::rc::Rc;

use article_annotator::formats::Problem;
use article_annotator::model::search::FaultKind;
use article_annotator::model::{BlockIndex, BlockPoint, Kind, TextSearch};
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::search::Search;
use article_annotator::session::search::by_pattern::PatternState;
use article_annotator::session::search::rows::SearchScreen;
use article_annotator::session::selection::caret::Did;
use article_annotator::session::worker::protocol::{Outcome, Task};
use article_annotator::session::{Action, Effect, Message, worker};

use crate::world::Desk;

const TEXT: &str = "In 2019 there were 120 seats.\n\nIn 2021, 98. Nobody knows 2023.";

fn pattern(words: &str) -> TextSearch {
    TextSearch { words: words.to_owned(), pattern: true, ..TextSearch::default() }
}

fn screen(desk: &mut Desk) -> SearchScreen {
    (*desk.lists().search.expect("somebody searches")).clone()
}

fn searches(desk: &mut Desk, words: &str) -> SearchScreen {
    desk.does(Action::Search(Search::For(pattern(words))));
    screen(desk)
}

/// Performs an action without its effects; returns the worker's task among them, and the others.
fn asks(desk: &mut Desk, action: Action) -> (Option<(u32, Task)>, Vec<Effect>) {
    desk.passes(action).unwrap();
    let mut effects = desk.session.take_effects();
    let at = effects.iter().position(|effect| matches!(effect, Effect::Work(..)));
    let task = at.map(|at| effects.remove(at)).map(|effect| match effect {
        Effect::Work(ticket, task) => (ticket, Task::clone(&task)),
        _ => unreachable!(),
    });
    (task, effects)
}

fn answers(desk: &mut Desk, ticket: u32, outcome: Outcome) {
    desk.does(Action::Worked { ticket, outcome: Rc::new(outcome) });
}

#[test]
fn hits_of_a_pattern_are_counted_listed_painted_and_marked_as_any_others() {
    let mut desk = Desk::reading(TEXT);
    let panel = searches(&mut desk, r"\b\d{4}\b");
    assert_eq!((panel.counts, panel.total), ([3, 0, 0, 0], 3));
    assert_eq!(panel.pattern, Some(PatternState::Done { empty: false }));
    let words: Vec<_> = panel.rows.iter().map(|row| (row.paragraph, &*row.excerpt.words)).collect();
    assert_eq!(words, [(Some(1), "2019"), (Some(2), "2021"), (Some(2), "2023")]);
    assert!(matches!(desk.session.screen().said, Some(said) if said.what.did == Did::Hits(3)));
    let end = BlockPoint { block: BlockIndex(2), ..BlockPoint::START };
    assert_eq!(desk.session.hit_boxes(BlockPoint::START, end).len(), 1);
    assert_eq!(desk.session.hits().unwrap().len(), 3, "the minimap has them");
    desk.does(Action::Search(Search::Step { forward: true, from: Some(BlockPoint::START) }));
    assert_eq!(screen(&mut desk).current, Some(0));
    desk.does(Action::Search(Search::MarkAll { kind: Kind::Claim, label: None }));
    assert_eq!(desk.session.document().unwrap().set().len(), 3);
    // What is marked is searched again, and so are its hits.
    assert_eq!(screen(&mut desk).counts, [3, 3, 0, 0]);
    desk.does(Action::Undo);
    assert_eq!(screen(&mut desk).counts, [3, 0, 0, 0]);
    assert_eq!(desk.session.document().unwrap().set().len(), 0);
}

#[test]
fn notes_and_people_are_searched_too_and_again_after_a_change() {
    let mut desk = Desk::reading(TEXT);
    let claim = desk.mark(Kind::Claim, "there were 120 seats");
    searches(&mut desk, r"p\.\s?\d+|\d{3} seats");
    assert_eq!(screen(&mut desk).counts, [1, 1, 0, 0]);
    let patch = Patch { note: Some("See p. 12".to_owned()), ..Patch::default() };
    desk.does(Action::Update { id: claim.clone(), patch: Box::new(patch) });
    assert_eq!(screen(&mut desk).counts, [1, 1, 1, 0]);
    let patch = Patch { actor: Some(Some("Agent p.7".to_owned())), ..Patch::default() };
    desk.does(Action::Update { id: claim, patch: Box::new(patch) });
    assert_eq!(screen(&mut desk).counts, [1, 1, 1, 1]);
}

#[test]
fn the_worker_has_one_task_at_a_time_and_then_the_newest() {
    let mut desk = Desk::reading(TEXT);
    let search = |words| Action::Search(Search::For(pattern(words)));
    let (first, _) = asks(&mut desk, search("2"));
    let (ticket, task) = first.expect("the worker is asked");
    assert_eq!(screen(&mut desk).pattern, Some(PatternState::Going(0)));
    assert!(asks(&mut desk, search("20")).0.is_none());
    assert!(asks(&mut desk, search(r"20\d\d")).0.is_none());
    desk.session.perform(Action::Progress { ticket, done: 7 }, &desk.world).unwrap();
    assert_eq!(screen(&mut desk).pattern, Some(PatternState::Going(0)), "that was of another");
    let outcome = Box::new(worker::perform(&task, &|_| {}));
    let (next, _) = asks(&mut desk, Action::Worked { ticket, outcome: outcome.into() });
    let (ticket, task) = next.expect("the newest is asked");
    assert!(matches!(&task, Task::Match(task) if task.search == pattern(r"20\d\d")));
    assert_eq!(screen(&mut desk).counts, [0; 4], "hits of another pattern are none");
    answers(&mut desk, ticket, worker::perform(&task, &|_| {}));
    assert_eq!(screen(&mut desk).counts, [3, 0, 0, 0]);
}

#[test]
fn a_search_that_takes_long_gives_way_to_what_is_typed_next() {
    let mut desk = Desk::reading(TEXT);
    let search = |words| Action::Search(Search::For(pattern(words)));
    let (ticket, _) = asks(&mut desk, search("2")).0.expect("the worker is asked");
    desk.session.perform(Action::Progress { ticket, done: 7 }, &desk.world).unwrap();
    assert_eq!(screen(&mut desk).pattern, Some(PatternState::Going(7)));
    let (next, effects) = asks(&mut desk, search("20"));
    assert!(effects.iter().any(|it| matches!(it, Effect::StopWork(of) if *of == ticket)));
    let (next, task) = next.expect("the newest is asked at once");
    answers(&mut desk, ticket, Outcome::Failed(Problem::new("stopped")));
    answers(&mut desk, next, worker::perform(&task, &|_| {}));
    assert_eq!(screen(&mut desk).counts, [4, 0, 0, 0]);
}

#[test]
fn blanks_are_no_hits_for_there_is_nothing_to_mark() {
    let mut desk = Desk::reading(TEXT);
    let found = searches(&mut desk, r"\s+");
    assert_eq!((found.counts, found.pattern), ([0; 4], Some(PatternState::Done { empty: true })));
}

#[test]
fn nothing_is_marked_while_the_pattern_is_still_searched_for() {
    let mut desk = Desk::reading(TEXT);
    searches(&mut desk, r"\d");
    asks(&mut desk, Action::Search(Search::For(pattern(r"\d+"))));
    desk.does(Action::Search(Search::MarkAll { kind: Kind::Claim, label: None }));
    assert_eq!(desk.session.document().unwrap().set().len(), 0);
}

#[test]
fn a_wrong_pattern_is_told_and_asked_for_once() {
    let mut desk = Desk::reading(TEXT);
    let panel = searches(&mut desk, "(20");
    let Some(PatternState::Wrong(fault)) = panel.pattern else { panic!("{panel:?}") };
    assert_eq!((fault.kind, fault.from, fault.to), (FaultKind::OpenBracket, 0, 1));
    let status = desk.session.screen().status;
    assert!(matches!(status, Some(said) if *said.what == Message::WrongPattern(fault)));
    desk.mark(Kind::Claim, "120");
    assert!(asks(&mut desk, Action::Search(Search::Window(0..40))).0.is_none());
    assert_eq!(searches(&mut desk, "(20)").counts, [4, 1, 0, 0]);
    assert_eq!(searches(&mut desk, "^").pattern, Some(PatternState::Done { empty: true }));
}

#[test]
fn a_search_that_takes_long_is_stopped_and_one_that_fails_can_be_asked_again() {
    let mut desk = Desk::reading(TEXT);
    let search = || Action::Search(Search::For(pattern("2")));
    let ticket = asks(&mut desk, search()).0.expect("the worker is asked").0;
    let (none, effects) = asks(&mut desk, Action::Search(Search::Stop));
    assert!(none.is_none());
    assert!(effects.iter().any(|it| matches!(it, Effect::StopWork(of) if *of == ticket)));
    assert_eq!(screen(&mut desk).pattern, Some(PatternState::Stopped));
    let ticket = asks(&mut desk, search()).0.expect("it is asked again").0;
    let broken = Problem::new("the program broke");
    answers(&mut desk, ticket, Outcome::Failed(broken.clone()));
    assert_eq!(screen(&mut desk).pattern, Some(PatternState::Failed(broken)));
    assert_eq!(searches(&mut desk, "2").counts[0], 6);
    // Leaving the search ends what the worker does for it.
    let ticket = asks(&mut desk, Action::Search(Search::For(pattern("1")))).0.expect("asked").0;
    let (_, effects) = asks(&mut desk, Action::Search(Search::Close));
    assert!(effects.iter().any(|it| matches!(it, Effect::StopWork(of) if *of == ticket)));
}

#[test]
fn another_article_is_searched_for_the_same_pattern() {
    let mut desk = Desk::reading(TEXT);
    searches(&mut desk, r"\d{4}");
    desk.does(Action::OpenText { title: String::new(), text: "Since 1999.".to_owned() });
    assert_eq!(screen(&mut desk).counts, [1, 0, 0, 0]);
}

#[test]
fn all_articles_are_searched_for_the_characters_as_they_stand() {
    let mut desk = Desk::reading(TEXT);
    searches(&mut desk, "2019");
    desk.does(Action::Search(Search::Everywhere));
    assert!(!desk.lists().shelf.find.pattern);
}
