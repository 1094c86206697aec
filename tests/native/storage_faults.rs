//! What the reader sees when the storage fails: each real fault, the header meanwhile, and that
//! nothing is lost in the end.

use article_annotator::model::Details;
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::{
    Action, Event, Heard, History, Message, Opening, Role, SaveState, Settings, Why,
};

use crate::faults::Fault;
use crate::notation::written;
use crate::store::Store;
use crate::tabs_world::Browser;

/// The storage does everything requested; no pause ends.
fn works(browser: &mut Browser, tab: usize) {
    while browser.works(tab) {}
}

fn why(browser: &Browser, tab: usize) -> Option<Why> {
    match browser.tabs[tab].session.saving() {
        SaveState::Failed(failure) => Some(failure.why),
        _ => None,
    }
}

fn first_line(set: &article_annotator::model::AnnotationSet) -> String {
    written(set).lines().next().unwrap().to_owned()
}

/// One saved tab, on a storage that remembers.
fn at_work() -> Browser {
    let mut browser = Browser { store: Store::remembering(), ..Browser::default() };
    browser.open();
    browser.settle();
    browser.marks(0, "Ana").unwrap();
    browser.settle();
    assert_eq!(browser.tabs[0].session.saving(), &SaveState::Saved);
    browser
}

/// Asserts that everything is stored as shown, with its history.
#[track_caller]
fn all_is_stored(browser: &Browser) {
    let tab = &browser.tabs[0];
    assert_eq!(tab.session.saving(), &SaveState::Saved);
    assert_eq!(browser.stored().set(), tab.set().unwrap());
    assert_eq!(browser.stored().history(), tab.session.document().unwrap().history());
    assert_eq!(browser.broken, Vec::<String>::new());
}

#[test]
fn on_a_full_disk_it_says_so_at_once_goes_on_saying_so_and_stores_everything_when_there_is_room() {
    let mut browser = at_work();
    browser.faults.extend([Fault::NoRoom; 2]);
    browser.marks(0, "Bo").unwrap();
    works(&mut browser, 0);
    assert_eq!(why(&browser, 0), Some(Why::Full));
    let told = |browser: &Browser| browser.tabs[0].session.toast().map(|it| (*it.message).clone());
    assert_eq!(told(&browser), Some(Message::NotSaved(Why::Full.into())));
    browser.marks(0, "“Yes,”").unwrap();
    works(&mut browser, 0);
    assert_eq!(why(&browser, 0), Some(Why::Full), "no other tab is blamed");
    assert_eq!(first_line(browser.stored().set()), "[person:Ana] met Bo.");
    assert!(browser.tries_again(0), "it tries again by itself");
    works(&mut browser, 0);
    all_is_stored(&browser);
    assert_eq!(told(&browser), None, "what is no longer so is not shown any more");
    assert!(browser.tabs[0].said.contains(&Message::SavedAfterAll));
}

#[test]
fn programs_hear_that_something_is_not_saved_and_then_that_it_is() {
    fn hears(event: &Event, session: &article_annotator::session::Session) -> Option<Action> {
        // Programs act as soon as they hear of it: here the note records what was heard.
        let Event::Save(_, failure) = event else { return None };
        let title = failure.as_ref().map_or("saved", |_| "not saved").to_owned();
        let details = &**session.document()?.set().details();
        (details.title != title).then(|| Action::SetDetails(Details { title, ..details.clone() }))
    }
    let mut browser = at_work();
    browser.listener = Some(hears);
    browser.faults.push_back(Fault::Aborts);
    browser.marks(0, "Bo").unwrap();
    works(&mut browser, 0);
    assert!(browser.tabs[0].set().unwrap().details().title.ends_with("saved"));
    browser.settle();
    assert_eq!(browser.tabs[0].set().unwrap().details().title, "saved");
    all_is_stored(&browser);
}

#[test]
fn a_write_that_is_answered_too_late_or_twice_is_neither_lost_nor_made_twice() {
    for (fault, is_heard) in
        [(Fault::CompletesLate, true), (Fault::CompletesLate, false), (Fault::AnswersTwice, true)]
    {
        let mut browser = at_work();
        browser.faults.push_back(fault);
        browser.marks(0, "Bo").unwrap();
        works(&mut browser, 0);
        browser.completes(0, is_heard);
        browser.marks(0, "“Yes,”").unwrap();
        browser.settle();
        all_is_stored(&browser);
        assert_eq!(browser.tabs[0].set().unwrap().len(), 3);
    }
}

#[test]
fn a_write_that_never_ends_is_not_called_saved() {
    let mut browser = at_work();
    browser.marks(0, "Bo").unwrap();
    assert_eq!(browser.tabs[0].session.saving(), &SaveState::Saving);
    browser.faults.push_back(Fault::Hangs);
    works(&mut browser, 0);
    assert_eq!(why(&browser, 0), Some(Why::NoAnswer));
    browser.settle();
    all_is_stored(&browser);
}

#[test]
fn site_data_cleared_while_the_page_is_open_is_stored_again_from_the_page() {
    let mut browser = at_work();
    browser.marks(0, "Bo").unwrap();
    browser.settle();
    browser.store.forget();
    browser.closes(0);
    assert_eq!(browser.tabs[0].session.saving(), &SaveState::Saving, "not before it was looked at");
    browser.settle();
    all_is_stored(&browser);
    browser.store.forget();
    browser.marks(0, "“Yes,”").unwrap();
    browser.settle();
    all_is_stored(&browser);
}

#[test]
fn after_site_data_was_cleared_only_steps_are_offered_that_can_still_be_undone_or_redone() {
    let mut browser = at_work();
    let id = browser.tabs[0].set().unwrap().iter().next().unwrap().id.clone();
    // Steps that hold so much are only in the storage.
    let heavy = "x".repeat(2 * History::LIGHT_BYTES);
    for note in ["a", &heavy, "b", "c", &heavy] {
        let (note, tags) = (Some(note.to_owned()), Some(Vec::new()));
        let patch = Box::new(Patch { note, tags, ..Patch::default() });
        browser.does(0, Action::Update { id: id.clone(), patch }).unwrap();
        browser.settle();
    }
    for _ in 0..2 {
        browser.does(0, Action::Undo).unwrap();
        browser.settle();
    }
    browser.store.forget();
    browser.closes(0);
    browser.settle();
    all_is_stored(&browser);
    let history = browser.tabs[0].session.document().unwrap().history();
    let there: Vec<_> = history.steps().map(|(number, _, is_done)| (number, is_done)).collect();
    assert_eq!(there, [(4, false)], "neither 3 nor 5, nor what lies beyond them");
    browser.does(0, Action::Redo).unwrap();
    assert_eq!(browser.tabs[0].set().unwrap().get(&id).unwrap().note, "c");
}

#[test]
fn a_page_that_starts_without_the_storage_says_so_and_joins_what_is_stored_when_it_comes() {
    let mut browser = at_work();
    browser.crash(0);
    browser.faults.push_back(Fault::Hangs);
    let tab = browser.open();
    works(&mut browser, tab);
    assert_eq!(why(&browser, tab), Some(Why::NoAnswer));
    browser.marks(tab, "Bo").unwrap();
    assert_eq!(why(&browser, tab), Some(Why::NoAnswer));
    assert_eq!(
        first_line(browser.stored().set()),
        "[person:Ana] met Bo.",
        "nothing is written over"
    );
    browser.settle();
    assert_eq!(browser.tabs[tab].session.saving(), &SaveState::Saved);
    assert_eq!(first_line(browser.stored().set()), "[person:Ana] met [person:Bo].");
    assert_eq!(browser.tabs[tab].set(), Some(browser.stored().set()));
}

#[test]
fn a_follower_that_cannot_read_what_changed_reads_it_later_and_goes_on_following() {
    let mut browser = Browser::with(2);
    browser.faults.push_back(Fault::None);
    browser.faults.push_back(Fault::Aborts);
    browser.marks(0, "Ana").unwrap();
    works(&mut browser, 0);
    browser.tabs[1].inbox.clear();
    browser.hears(1, Heard::Awake);
    browser.settle();
    assert_eq!(browser.tabs[1].session.role(), Role::Follower);
    assert_eq!(browser.tabs[1].set(), browser.tabs[0].set());
}

#[test]
fn an_article_that_is_left_before_it_is_stored_stays_in_memory_and_is_named_until_it_is() {
    let mut browser = at_work();
    browser.no_locks = true;
    let id = browser.tabs[0].set().unwrap().article().id().clone();
    browser.faults.extend([Fault::NoRoom; 1]);
    browser.marks(0, "Bo").unwrap();
    works(&mut browser, 0);
    let text = "Another article.".to_owned();
    browser.faults.extend([Fault::None, Fault::NoRoom]);
    browser.does(0, Action::OpenText { title: String::new(), text }).unwrap();
    works(&mut browser, 0);
    let left = browser.tabs[0].session.screen().left_unsaved;
    assert_eq!(left.map(|(left, _)| left), Some(id.clone()));
    browser.does(0, Opening::Stored(id).into()).unwrap();
    works(&mut browser, 0);
    assert_eq!(browser.tabs[0].set().unwrap().len(), 2, "it is as it was");
    browser.settle();
    all_is_stored(&browser);
}

#[test]
fn settings_of_two_tabs_are_stored_one_by_one_and_neither_undoes_the_other() {
    let mut store = Store::default();
    let named = Settings { name: "Jane Porter".to_owned(), ..Settings::default() };
    let exact = Settings { exact: true, ..Settings::default() };
    for settings in [named, exact] {
        let mut desk = crate::world::Desk { store, ..Default::default() };
        desk.does(Action::SetSettings(settings));
        store = desk.store;
    }
    let both = store.settings();
    assert_eq!((both.name.as_str(), both.exact), ("Jane Porter", true));
}

#[test]
fn settings_of_an_earlier_release_are_read_and_one_damaged_setting_costs_no_other() {
    let record = |name: &str, record: &str| (name.to_owned(), record.to_owned());
    let old = record("settings", r#"{"name":"Jane","exact":true,"left":["article\nkey"]}"#);
    let read = Settings::of_records(std::slice::from_ref(&old));
    assert_eq!((read.name.as_str(), read.exact, read.dismissed.len()), ("Jane", true, 1));
    let newer =
        [old, record("exact", "false"), record("name", "{"), record("left\narticle\nkey", "")];
    let read = Settings::of_records(&newer);
    assert_eq!((read.name.as_str(), read.exact, read.dismissed.len()), ("", false, 0));
}
