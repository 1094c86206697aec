//! Unsaved work stays, whatever the reader does meanwhile: leave the article, delete it, take the
//! stored version, import a file. Each of these once lost it silently.

use std::rc::Rc;

use article_annotator::model::{Article, Details};
use article_annotator::session::library::deeds::NotDone;
use article_annotator::session::library::shelf::Shelve;
use article_annotator::session::storage::save_state::StorageEvent;
use article_annotator::session::transfer::opening::With;
use article_annotator::session::{
    Action, Effect, Failure, Key, Message, Opening, Role, SaveState, Settings, Why,
};

use crate::faults::Fault;
use crate::notation::written;
use crate::store::Store;
use crate::tabs_world::Browser;
use crate::world::Desk;

fn works(browser: &mut Browser, tab: usize) {
    while browser.works(tab) {}
}

/// A tab with an article and one mark, saved.
fn at_work() -> Browser {
    let mut browser = Browser { store: Store::remembering(), ..Browser::default() };
    browser.open();
    browser.settle();
    browser.marks(0, "Ana").unwrap();
    browser.settle();
    browser
}

fn paste(text: &str) -> Action {
    Action::OpenText { title: String::new(), text: text.to_owned() }
}

/// The texts of articles left before they were stored.
fn left(browser: &Browser) -> Vec<String> {
    let parked = browser.tabs[0].session.parked();
    parked.map(|document| document.article().text().to_string()).collect()
}

#[test]
fn an_article_pasted_while_there_is_no_storage_stays_in_memory_when_another_one_is_opened() {
    let mut browser = Browser::default();
    browser.faults.extend([Fault::Closes; 4]);
    browser.open();
    works(&mut browser, 0);
    browser.does(0, paste("Only here.")).unwrap();
    works(&mut browser, 0);
    assert!(browser.tabs[0].session.holds_unsaved());
    browser.does(0, paste("Another.")).unwrap();
    works(&mut browser, 0);
    assert!(left(&browser).contains(&"Only here.".to_owned()), "{:?}", left(&browser));
}

#[test]
fn what_was_left_unread_is_brought_together_with_what_is_stored_when_it_is_shown_again() {
    let mut browser = at_work();
    let (text, id) = {
        let article = browser.tabs[0].set().unwrap().article();
        (article.text().clone(), article.id().clone())
    };
    browser.crash(0);
    browser.faults.extend([Fault::Closes; 8]);
    let tab = browser.open();
    works(&mut browser, tab);
    browser.marks(tab, "Bo").unwrap();
    browser.does(tab, paste("Another.")).unwrap();
    works(&mut browser, tab);
    browser.faults.clear();
    browser.settle();
    browser.does(tab, Opening::Stored(id).into()).unwrap();
    browser.settle();
    let set = browser.tabs[tab].set().unwrap();
    assert_eq!(*set.article().text(), text);
    assert_eq!(browser.tabs[tab].session.saving(), &SaveState::Saved, "no other tab is blamed");
    assert_eq!(set.len(), 2, "{}", written(set));
    assert_eq!(
        browser.store.stored(set.article().id()).unwrap().restore().unwrap().ledger.set(),
        set
    );
}

#[test]
fn an_article_that_cannot_join_what_is_stored_says_why_and_stays_not_saved() {
    let desk = Desk::reading("First text.");
    let id = desk.article().id().clone();
    let article = Rc::new(Article::new(Some(id), "Another text.").unwrap());
    let (details, with) = (Details::default(), With::Nothing);
    let opening = Opening::Text { article, details, with };
    let mut later = Desk { store: desk.store.clone(), ..Desk::default() };
    let failure = Failure::new(Why::NoAnswer);
    later.does(Action::Unread { opening: Box::new(opening), failure });
    later.does(Action::Storage(StorageEvent::Opened));
    let SaveState::Failed(failure) = later.session.saving() else { panic!("it is not saved") };
    assert!(failure.words.contains("different text"), "{failure:?}");
    assert!(later.session.holds_unsaved());
}

#[test]
fn what_a_reader_keeps_that_another_tab_deleted_never_writes_over_what_a_third_one_did_since() {
    let mut browser = Browser::with(2);
    browser.marks(0, "Ana").unwrap();
    browser.settle();
    let id = browser.tabs[0].set().unwrap().article().id().clone();
    browser.does(0, Shelve::DeletedElsewhere(id.clone()).into()).unwrap();
    assert_eq!(browser.tabs[0].session.saving(), &SaveState::Deleted);
    browser.faults.push_back(Fault::NoRoom);
    browser.does(0, Shelve::Keep.into()).unwrap();
    works(&mut browser, 0);
    assert!(matches!(browser.tabs[0].session.saving(), SaveState::Failed(_)));
    assert!(!browser.tabs[0].said.contains(&Message::KeptAnew), "it is not said before it is so");
    browser.does(1, Action::EditHere).unwrap();
    while browser.works(1) || browser.tells(1) || browser.wakes(1) {}
    browser.marks(1, "Bo").unwrap();
    works(&mut browser, 1);
    assert_eq!(browser.tabs[1].session.saving(), &SaveState::Saved);
    browser.settle();
    assert_eq!(Some(browser.stored().set()), browser.tabs[1].set());
    assert_eq!(browser.tabs[1].set().unwrap().len(), 2);
}

#[test]
fn what_is_kept_that_another_tab_deleted_is_stored_and_told_of() {
    let mut browser = at_work();
    let id = browser.tabs[0].set().unwrap().article().id().clone();
    browser.does(0, Shelve::DeletedElsewhere(id).into()).unwrap();
    browser.does(0, Shelve::Keep.into()).unwrap();
    browser.settle();
    assert_eq!(browser.tabs[0].session.saving(), &SaveState::Saved);
    assert_eq!(Some(browser.stored().set()), browser.tabs[0].set());
    assert!(browser.tabs[0].said.contains(&Message::KeptAnew));
}

/// A tab whose work another one overwrote, and whose reader keeps their own version apart.
fn overtaken() -> Browser {
    let mut browser = Browser::with(2);
    browser.marks(0, "Ana").unwrap();
    browser.does(1, Action::EditHere).unwrap();
    while browser.works(1) || browser.tells(1) || browser.wakes(1) {}
    browser.marks(1, "Bo").unwrap();
    works(&mut browser, 1);
    browser.settle();
    assert_eq!(browser.tabs[0].session.saving(), &SaveState::Overtaken);
    browser.slow_deeds = Some(Vec::new());
    browser.does(0, Action::TakeStored { title: "Mine".to_owned() }).unwrap();
    browser
}

#[test]
fn what_is_done_while_the_own_version_is_kept_apart_is_not_given_up() {
    let mut browser = overtaken();
    browser.marks(0, "left").unwrap();
    browser.does_slow_deeds();
    browser.settle();
    assert_eq!(browser.tabs[0].session.saving(), &SaveState::Overtaken, "the reader decides again");
    assert_eq!(browser.tabs[0].set().unwrap().len(), 2);
    browser.does(0, Action::TakeStored { title: "Mine, too".to_owned() }).unwrap();
    browser.does_slow_deeds();
    browser.settle();
    assert_eq!(browser.tabs[0].session.saving(), &SaveState::Saved);
    let library = browser.store.library();
    let apart = library.iter().find(|entry| entry.details.title == "Mine, too");
    assert_eq!(apart.unwrap().counts, [2, 0, 0]);
}

#[test]
fn another_article_opened_while_the_own_version_is_kept_apart_is_left_alone() {
    let mut browser = overtaken();
    browser.does(0, paste("Another.")).unwrap();
    works(&mut browser, 0);
    browser.marks(0, "Another").unwrap();
    browser.does_slow_deeds();
    let role = browser.tabs[0].session.role();
    assert!(!matches!(role, Role::Taking(_)), "nobody takes it over");
    browser.settle();
    assert_eq!(&**browser.tabs[0].set().unwrap().article().text(), "Another.");
    assert_eq!(browser.tabs[0].set().unwrap().len(), 1);
    assert_eq!(left(&browser), Vec::<String>::new(), "it is in the library");
}

#[test]
fn work_that_is_not_stored_comes_back_when_the_article_could_not_be_deleted() {
    let mut browser = at_work();
    let id = browser.tabs[0].set().unwrap().article().id().clone();
    browser.faults.push_back(Fault::NoRoom);
    browser.marks(0, "Bo").unwrap();
    works(&mut browser, 0);
    browser.does(0, Action::DeleteArticle(id.clone())).unwrap();
    assert!(browser.tries_again(0));
    works(&mut browser, 0);
    assert_eq!(browser.store.stored(&id).unwrap().annotations.len(), 1, "nothing brings it back");
    let failed = Err(Failure::new(Why::Full));
    browser.does(0, Shelve::Marked(id.clone(), true, failed).into()).unwrap();
    assert!(
        matches!(browser.tabs[0].session.screen().toast.map(|shown| (*shown.message).clone()), Some(Message::NoRoomToDelete(of, _)) if of == id)
    );
    browser.settle();
    assert_eq!(browser.store.stored(&id).unwrap().annotations.len(), 2);
}

#[test]
fn an_article_cleared_away_for_good_makes_room_for_what_waits() {
    let mut browser = at_work();
    browser.faults.push_back(Fault::NoRoom);
    browser.marks(0, "Bo").unwrap();
    works(&mut browser, 0);
    let other = article_annotator::model::ArticleId::from("other");
    browser.does(0, Shelve::Cleared(other, Ok(())).into()).unwrap();
    works(&mut browser, 0);
    assert_eq!(browser.tabs[0].session.saving(), &SaveState::Saved);
}

#[test]
fn a_file_about_an_article_that_another_tab_writes_is_kept_when_the_storage_cannot_be_read() {
    let mut browser = at_work();
    let set = Rc::new(browser.tabs[0].set().unwrap().clone());
    let tab = browser.open();
    works(&mut browser, tab);
    browser.does(tab, paste("Another.")).unwrap();
    works(&mut browser, tab);
    browser.faults.push_back(Fault::Closes);
    let (article, with) = (set.article().clone(), With::File(set.clone(), Vec::new()));
    let details = Details::clone(set.details());
    let opening = Opening::Text { article, details, with };
    browser.does(tab, opening.into()).unwrap();
    let refused = browser.tabs[tab].session.has_unstored();
    works(&mut browser, tab);
    let kept = browser.tabs[tab].session.has_unstored();
    let came = browser.tabs[tab].set().is_some_and(|open| open.len() == set.len());
    assert!(!refused && (kept || came), "what came in is here, or is kept for a file");
}

#[test]
fn what_was_to_be_done_to_a_stored_article_that_was_opened_meanwhile_is_done_there_and_undone_there()
 {
    let mut desk = Desk::reading("One.");
    let one = desk.article().id().clone();
    desk.does(paste("Two."));
    let details = Details { title: "New".to_owned(), ..Details::default() };
    desk.passes(Shelve::Correct(one.clone(), details).into()).unwrap();
    let asked = desk.session.take_effects();
    let ticket = asked.iter().find_map(|effect| match effect {
        Effect::Do(ticket, _) => Some(*ticket),
        _ => None,
    });
    desk.does(Opening::Stored(one).into());
    desk.does(Shelve::Done(ticket.unwrap(), Err(NotDone::OpenHere)).into());
    let title = |desk: &Desk| desk.session.document().unwrap().set().details().title.clone();
    assert_eq!((title(&desk).as_str(), desk.session.saving()), ("New", &SaveState::Saved));
    desk.does(Action::Undo);
    assert_eq!(title(&desk), "");
}

#[test]
fn a_setting_chosen_before_the_storage_is_there_stays_when_it_comes() {
    let mut browser = at_work();
    browser.faults.push_back(Fault::Aborts);
    let chosen = Settings { name: "Ana".to_owned(), ..Settings::default() };
    browser.does(0, Action::SetSettings(chosen)).unwrap();
    works(&mut browser, 0);
    let (settings, library) = (Settings::default(), Vec::new());
    browser.does(0, Action::Start { settings, library, promised: None }).unwrap();
    assert_eq!(browser.tabs[0].session.screen().settings.name, "Ana");
    browser.settle();
    assert_eq!(browser.store.settings().name, "Ana");
}

#[test]
fn an_article_of_the_first_release_can_be_taken_over_by_another_tab() {
    let mut browser = Browser::with(2);
    browser.marks(0, "Ana").unwrap();
    browser.settle();
    let id = browser.tabs[0].set().unwrap().article().id().clone();
    browser.store.records.remove(&Key::Revision(id).parts());
    browser.crash(0);
    browser.settle();
    assert_eq!(browser.tabs[1].session.role(), Role::Writer);
    browser.marks(1, "Bo").unwrap();
    browser.settle();
    assert_eq!(Some(browser.stored().set()), browser.tabs[1].set());
}
