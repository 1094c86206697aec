//! An article open in two tabs, as the reader sees it.

use article_annotator::formats::File;
use article_annotator::model::{AnnotationId, Details, Kind, TextRange};
use article_annotator::session::api::arguments::{Draft, Patch};
use article_annotator::session::selection::movement::Side;
use article_annotator::session::selection::span_resize::Adjust;
use article_annotator::session::transfer::opening::With;
use article_annotator::session::{
    Action, Destination, Dialog, Editing, Heard, Label, LockFound, Message, Note, Opening, Role,
    SaveState, SessionError, Turnable,
};

use crate::faults::Fault;
use crate::notation::{find, written};
use crate::tabs_world::{Browser, Tab};

/// Marks the first occurrence of some words in a tab.
fn mark(browser: &mut Browser, tab: usize, words: &str) -> Result<AnnotationId, SessionError> {
    browser.marks(tab, words)?;
    let set = browser.tabs[tab].set().unwrap();
    let range = find(set.article(), words);
    Ok(set.iter().find(|one| one.spans == [range]).unwrap().id.clone())
}

pub fn shows(browser: &Browser, tab: usize) -> String {
    written(browser.tabs[tab].set().unwrap()).lines().next().unwrap().to_owned()
}

fn note(words: &str) -> Box<Patch> {
    Box::new(Patch { note: Some(words.to_owned()), ..Patch::default() })
}

/// A claim about the first three letters.
fn claim() -> Draft {
    let (kind, spans) = (Kind::Claim, vec![TextRange::new(0, 3)]);
    Draft { id: None, kind, spans, rest: Patch::default() }
}

#[test]
fn a_follower_refuses_every_change_and_still_reads_filters_and_exports() {
    let mut browser = Browser::with(2);
    let ana = mark(&mut browser, 0, "Ana").unwrap();
    browser.settle();
    let file = browser.tabs[0].export();
    let before = browser.store.clone();
    let draft = claim();
    for action in [
        Action::Add(vec![draft]),
        Action::Update { id: ana.clone(), patch: note("x") },
        Action::Remove(ana.clone()),
        Action::SetDetails(Details { title: "x".to_owned(), ..Details::default() }),
        Action::Adjust(Adjust::Nudge { id: ana.clone(), side: Side::End, forward: true }),
        Action::Pen(Some(Kind::Claim)),
        Action::Undo,
        Action::Redo,
    ] {
        assert_eq!(browser.does(1, action).unwrap_err(), SessionError::Elsewhere);
    }
    assert_eq!(mark(&mut browser, 1, "Bo").unwrap_err(), SessionError::Elsewhere);
    assert_eq!(shows(&browser, 1), "[person:Ana] met Bo.");
    browser.does(1, Action::OpenCard(ana)).unwrap();
    browser.does(1, Action::Filter(Kind::Claim)).unwrap();
    assert_eq!(browser.tabs[1].export(), file);
    browser.does(1, Action::ExportTo(Destination::Download)).unwrap();
    browser.settle();
    assert_eq!((browser.store, browser.broken), (before, Vec::new()));
}

#[test]
fn an_import_into_a_follower_is_refused_and_brings_nothing() {
    let mut browser = Browser::with(2);
    mark(&mut browser, 0, "Ana").unwrap();
    let file = browser.tabs[0].export();
    browser.does(0, Action::Undo).unwrap();
    browser.settle();
    let files = [File::new("file.json", file)].into();
    browser.does(1, Action::Receive { files, format: None }).unwrap();
    browser.settle();
    assert_eq!(browser.does(1, Action::Import).unwrap_err(), SessionError::Elsewhere);
    assert_eq!(shows(&browser, 1), "Ana met Bo.");
}

#[test]
fn what_the_writer_stores_is_seen_with_the_open_card_as_it_was() {
    let mut browser = Browser::with(2);
    let ana = mark(&mut browser, 0, "Ana").unwrap();
    browser.settle();
    browser.does(1, Action::OpenCard(ana.clone())).unwrap();
    browser.does(0, Action::Update { id: ana.clone(), patch: note("First woman") }).unwrap();
    let bo = mark(&mut browser, 0, "Bo").unwrap();
    let title = Details { title: "Two people".to_owned(), ..Details::default() };
    browser.does(0, Action::SetDetails(title)).unwrap();
    browser.settle();
    assert_eq!(shows(&browser, 1), "[person:Ana] met [person:Bo].");
    let screen = browser.tabs[1].session.screen().article.unwrap();
    let open = screen.cards.cards.iter().find_map(|card| card.open.clone()).unwrap();
    assert_eq!((open.note.as_str(), screen.details.title.as_str()), ("First woman", "Two people"));
    assert_eq!(browser.tabs[1].session.focused(), Some(&ana));
    browser.does(0, Action::Remove(ana)).unwrap();
    browser.settle();
    assert_eq!(browser.tabs[1].session.focused(), None);
    assert_eq!(browser.tabs[1].set().unwrap().get(&bo).unwrap().note, "");
}

#[test]
fn small_changes_are_followed_without_reading_and_thousands_are_read() {
    let mut browser = Browser::with(2);
    let small = browser.reads;
    mark(&mut browser, 0, "Ana").unwrap();
    browser.does(0, Action::Undo).unwrap();
    browser.does(0, Action::Redo).unwrap();
    browser.settle();
    assert_eq!((browser.reads, shows(&browser, 1)), (small, "[person:Ana] met Bo.".to_owned()));
    browser.does(0, Action::Add(vec![claim(); 400])).unwrap();
    browser.settle();
    assert_eq!(browser.reads, small + 1);
    assert_eq!(browser.tabs[1].set().unwrap().len(), 401);
}

#[test]
fn one_click_takes_over_and_the_history_comes_along() {
    let mut browser = Browser::with(3);
    mark(&mut browser, 0, "Ana").unwrap();
    browser.settle();
    browser.does(2, Action::EditHere).unwrap();
    assert_eq!(browser.tabs[2].editing(), Editing::Changing);
    browser.settle();
    let editing: Vec<_> = browser.tabs.iter_mut().map(Tab::editing).collect();
    assert_eq!(editing, [Editing::Elsewhere, Editing::Elsewhere, Editing::Here]);
    assert_eq!(browser.tabs[0].said.last(), Some(&Message::EditedElsewhere));
    assert_eq!(browser.tabs[2].said.last(), Some(&Message::EditedHere));
    let undo = browser.tabs[2].session.screen().article.unwrap().undo;
    assert_eq!(undo, Some(Turnable::Step(Label::Mark(Kind::Person))));
    browser.does(2, Action::Undo).unwrap();
    browser.settle();
    assert_eq!([0, 1, 2].map(|tab| shows(&browser, tab)), ["Ana met Bo."; 3]);
}

#[test]
fn an_edit_that_is_under_way_is_stored_before_the_tabs_change() {
    let mut browser = Browser::with(2);
    mark(&mut browser, 0, "Ana").unwrap();
    browser.does(1, Action::EditHere).unwrap();
    browser.delivers(0, browser.tabs[0].inbox.len() - 1, false);
    assert_eq!(browser.tabs[0].editing(), Editing::Changing);
    assert_eq!(mark(&mut browser, 0, "Bo").unwrap_err(), SessionError::Elsewhere);
    browser.settle();
    assert_eq!(shows(&browser, 1), "[person:Ana] met Bo.");
    assert_eq!(browser.tabs[1].editing(), Editing::Here);
    assert_eq!(browser.broken, Vec::<String>::new());
}

#[test]
fn what_was_only_begun_is_put_down_when_another_tab_takes_over() {
    let mut browser = Browser::with(2);
    let ana = mark(&mut browser, 0, "Ana").unwrap();
    browser.settle();
    browser.does(0, Action::Pen(Some(Kind::Claim))).unwrap();
    browser.does(0, Action::OpenCard(ana)).unwrap();
    browser.does(0, Action::Adjust(Adjust::Begin)).unwrap();
    browser.does(1, Action::EditHere).unwrap();
    browser.settle();
    let session = &browser.tabs[0].session;
    assert_eq!((session.pen(), session.adjusting()), (None, None));
}

#[test]
fn a_tab_that_waits_goes_on_by_itself_when_the_writer_is_gone() {
    let mut browser = Browser::with(3);
    mark(&mut browser, 0, "Ana").unwrap();
    browser.settle();
    browser.crash(0);
    browser.settle();
    let editing: Vec<_> = browser.tabs.iter_mut().map(Tab::editing).collect();
    assert_eq!(editing[1..], [Editing::Here, Editing::Elsewhere]);
    assert_eq!(*browser.tabs[1].session.screen().toast.unwrap().message, Message::WriterGone);
    mark(&mut browser, 1, "Bo").unwrap();
    browser.settle();
    assert_eq!(shows(&browser, 2), "[person:Ana] met [person:Bo].");
}

#[test]
fn a_writer_asleep_is_passed_over_and_what_it_could_not_store_stays_until_the_reader_decides() {
    let mut browser = Browser::with(2);
    mark(&mut browser, 0, "Ana").unwrap();
    // Nothing of the first tab runs: neither its storage nor its channel.
    browser.does(1, Action::EditHere).unwrap();
    while browser.works(1) || browser.tells(1) || browser.wakes(1) {}
    mark(&mut browser, 1, "Bo").unwrap();
    while browser.works(1) {}
    assert_eq!(browser.tabs[1].editing(), Editing::Here);
    browser.settle();
    assert_eq!(browser.tabs[0].session.saving(), &SaveState::Overtaken);
    assert_eq!(shows(&browser, 0), "[person:Ana] met Bo.");
    assert_eq!(browser.tabs[1].session.role(), Role::Writer);
    browser.does(0, Action::EditHere).unwrap();
    assert!(matches!(browser.tabs[0].session.dialog(), Some(Dialog::Overtaken)), "it asks first");
    browser.does(0, Action::TakeStored { title: "Mine".to_owned() }).unwrap();
    browser.settle();
    assert_eq!(browser.tabs[0].session.saving(), &SaveState::Saved);
    let apart = browser.store.library().into_iter().find(|entry| entry.details.title == "Mine");
    assert_eq!(apart.unwrap().counts, [1, 0, 0], "and keeps the unsaved version");
    assert_eq!([0, 1].map(|tab| shows(&browser, tab)), ["Ana met [person:Bo]."; 2]);
    assert_eq!(browser.tabs[1].editing(), Editing::Elsewhere);
}

#[test]
fn who_took_over_from_a_writer_asleep_is_not_refused_by_what_that_one_stores_when_it_wakes() {
    let mut browser = Browser::with(2);
    mark(&mut browser, 0, "Ana").unwrap();
    browser.does(1, Action::EditHere).unwrap();
    while browser.works(1) || browser.tells(1) || browser.wakes(1) {}
    while browser.works(0) {}
    mark(&mut browser, 1, "Bo").unwrap();
    browser.settle();
    assert_eq!(browser.tabs[1].session.saving(), &SaveState::Saved);
    assert_eq!(shows(&browser, 1), "Ana met [person:Bo].");
    assert_eq!(browser.tabs[0].session.saving(), &SaveState::Overtaken);
}

/// Takes the lock from a sleeping writer, and is gone before anything else.
fn takes_the_lock_and_crashes(browser: &mut Browser, tab: usize) {
    browser.does(tab, Action::EditHere).unwrap();
    while !browser.steals(tab) {
        assert!(browser.wakes(tab));
    }
    browser.crash(tab);
}

#[test]
fn a_writer_asleep_stores_nothing_over_who_got_the_lock_from_a_third_tab_that_is_gone() {
    let mut browser = Browser::with(3);
    mark(&mut browser, 0, "Ana").unwrap();
    takes_the_lock_and_crashes(&mut browser, 1);
    while browser.works(2) || browser.tells(2) {}
    assert_eq!(browser.tabs[2].session.role(), Role::Writer);
    while browser.works(0) {}
    browser.settle();
    assert_eq!(browser.tabs[0].session.saving(), &SaveState::Overtaken);
    assert_eq!(browser.tabs[2].session.saving(), &SaveState::Saved);
    assert_eq!(Some(browser.stored().set()), browser.tabs[2].set());
}

#[test]
fn a_writer_asleep_stores_nothing_over_who_opened_the_article_when_the_lock_was_free() {
    let mut browser = Browser::with(2);
    mark(&mut browser, 0, "Ana").unwrap();
    takes_the_lock_and_crashes(&mut browser, 1);
    let opened = browser.open();
    while browser.works(opened) || browser.tells(opened) {}
    assert_eq!(browser.tabs[opened].session.role(), Role::Writer);
    while browser.works(0) {}
    browser.settle();
    assert_eq!(browser.tabs[0].session.saving(), &SaveState::Overtaken);
    assert_eq!(Some(browser.stored().set()), browser.tabs[opened].set());
}

#[test]
fn a_follower_that_slept_through_a_change_catches_up_when_it_is_seen_again() {
    let mut browser = Browser::with(2);
    mark(&mut browser, 0, "Ana").unwrap();
    while browser.works(0) {}
    browser.tabs[1].inbox.clear();
    browser.settle();
    assert_eq!(shows(&browser, 1), "Ana met Bo.");
    browser.hears(1, Heard::Awake);
    browser.settle();
    assert_eq!(shows(&browser, 1), "[person:Ana] met Bo.");
}

#[test]
fn what_is_stored_while_a_follower_reads_is_not_missed() {
    let mut browser = Browser::with(2);
    browser.does(0, Action::Add(vec![claim(); 400])).unwrap();
    while browser.works(0) {}
    browser.delivers(1, 0, false);
    assert!(browser.works(1), "it reads");
    mark(&mut browser, 0, "Bo").unwrap();
    while browser.works(0) {}
    browser.delivers(1, 0, false);
    browser.settle();
    assert_eq!(browser.tabs[1].set().unwrap().len(), 401);
}

#[test]
fn who_goes_on_by_itself_begins_with_what_was_stored_last_not_with_what_it_was_reading() {
    let mut browser = Browser::with(2);
    browser.hears(1, Heard::Said(Note::At(u64::MAX)));
    assert!(browser.works(1), "it reads");
    mark(&mut browser, 0, "Ana").unwrap();
    while browser.works(0) {}
    browser.tabs[1].inbox.clear();
    browser.crash(0);
    assert!(browser.tells(1), "the lock is free");
    assert!(browser.works(1), "what it read arrives");
    assert_eq!(browser.tabs[1].editing(), Editing::Changing);
    browser.settle();
    assert_eq!(shows(&browser, 1), "[person:Ana] met Bo.");
    assert_eq!(browser.tabs[1].editing(), Editing::Here);
}

#[test]
fn a_writer_whose_storage_is_full_keeps_its_work_when_another_tab_takes_over() {
    let mut browser = Browser::with(2);
    browser.faults.extend([Fault::NoRoom; 3]);
    mark(&mut browser, 0, "Ana").unwrap();
    while browser.works(0) {}
    assert!(matches!(browser.tabs[0].session.saving(), SaveState::Failed(_)));
    browser.faults.clear();
    browser.does(1, Action::EditHere).unwrap();
    while browser.works(1) || browser.tells(1) || browser.wakes(1) {}
    assert_eq!(browser.tabs[1].editing(), Editing::Here);
    browser.settle();
    assert_eq!(shows(&browser, 0), "[person:Ana] met Bo.");
    assert_eq!(browser.tabs[0].session.saving(), &SaveState::Overtaken);
    assert!(mark(&mut browser, 0, "Bo").is_ok(), "its reader can go on and save a file");
}

#[test]
fn without_locks_every_tab_edits_and_the_revision_alone_refuses_what_is_behind() {
    let mut browser = Browser { no_locks: true, ..Browser::default() };
    for _ in 0..2 {
        browser.open();
        browser.settle();
    }
    mark(&mut browser, 0, "Ana").unwrap();
    browser.settle();
    mark(&mut browser, 1, "Bo").unwrap();
    browser.settle();
    assert_eq!(browser.tabs[1].session.saving(), &SaveState::Overtaken);
    browser.does(1, Action::EditHere).unwrap();
    browser.does(1, Action::TakeStored { title: "Mine".to_owned() }).unwrap();
    browser.settle();
    mark(&mut browser, 1, "Bo").unwrap();
    browser.settle();
    assert_eq!(
        written(browser.stored().set()).lines().next(),
        Some("[person:Ana] met [person:Bo].")
    );
}

#[test]
fn an_article_that_comes_with_more_than_is_stored_is_refused_where_another_tab_writes_it() {
    let mut browser = Browser::with(1);
    let tab = browser.open();
    browser.tabs[tab].session = Default::default();
    let draft = claim();
    let article = browser.tabs[0].set().unwrap().article().clone();
    let with = With::Drafts(vec![draft]);
    let opening = Opening::Text { article: article.clone(), details: Details::default(), with };
    browser.hears(tab, Heard::Found(article.id().clone(), LockFound::Held));
    let stored = browser.store.stored(article.id()).map(Box::new);
    let open = Action::Open { opening: Box::new(opening), stored };
    assert_eq!(browser.does(tab, open).unwrap_err(), SessionError::Elsewhere);
    assert!(browser.tabs[tab].set().is_none());
}

#[test]
fn every_message_says_the_same_after_it_was_sent() {
    let records = vec![["annotation".to_owned(), "a b".to_owned(), String::new()]];
    let largest = u64::MAX;
    for note in [
        Note::Hello,
        Note::At(7),
        Note::Changed { from: 7, to: 8, records },
        Note::Changed { from: 7, to: 8, records: Vec::new() },
        Note::Ask(largest),
        Note::Yielded(largest),
    ] {
        assert_eq!(Note::of(&note.clone().parts()), Some(note));
    }
    for foreign in [vec![], vec!["hello"], vec!["later", "1", "2"], vec!["at", "", "x"]] {
        let parts: Vec<String> = foreign.into_iter().map(str::to_owned).collect();
        assert_eq!(Note::of(&parts), None, "a later version may say more");
    }
}
