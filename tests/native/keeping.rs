//! Storing: the cost of an edit, articles that come back, two tabs, and damaged records. Nothing
//! readable is lost, and nothing unreadable is thrown away.

use article_annotator::model::{ArticleId, Details, Kind, TextRange};
use article_annotator::session::api::arguments::{Draft, Patch};
use article_annotator::session::{Action, Dialog, Effect, Label, Message, Opening, SaveState};

use article_annotator::session::commands::keymap::Place;
use article_annotator::session::library::shelf::Shelve;
use article_annotator::session::storage::save_state::{Failure, Why};

use crate::world::Desk;

const TEXT: &str = "Ana met Bo.\n“Yes,” said Bo.";

fn at_work() -> Desk {
    let mut desk = Desk::reading(TEXT);
    desk.mark(Kind::Person, "Ana");
    desk.mark(Kind::Person, "Bo");
    let quote = desk.mark(Kind::Quote, "“Yes,”");
    desk.update(&quote, Patch { actor: Some(Some("Bo".to_owned())), ..Patch::default() });
    desk
}

const ALL: &str = "[person:Ana] met [person:Bo].\n[quote:“Yes,”] said Bo.";

/// This many drafts, each a word of `text`.
fn drafts(text: &str, count: usize) -> Vec<Draft> {
    let ends = text.match_indices(' ').map(|(at, _)| at as u32).take(count);
    let mut start = 0;
    ends.map(|end| {
        let spans = vec![TextRange::new(start, end)];
        start = end + 1;
        Draft { id: None, kind: Kind::Claim, spans, rest: Patch::default() }
    })
    .collect()
}

#[test]
fn everything_comes_back_after_a_restart() {
    let desk = at_work();
    let mut again = desk.restarted();
    assert_eq!(again.shows(), ALL);
    assert_eq!(again.set(), desk.set());
    again.undo();
    again.undo();
    assert_eq!(again.shows(), "[person:Ana] met [person:Bo].\n“Yes,” said Bo.");
    assert_eq!(again.restarted().document().history(), again.document().history());
}

#[test]
fn an_edit_is_shown_as_saved_only_once_the_storage_confirmed_it() {
    let mut desk = at_work();
    let id = desk.set().iter().next().unwrap().id.clone();
    desk.passes(Action::Remove(id)).unwrap();
    assert_eq!(desk.session.screen().saving, SaveState::Saving);
    desk.does(Action::Hover(None));
    assert_eq!(desk.session.screen().saving, SaveState::Saved);
}

#[test]
fn the_same_text_opened_again_brings_its_annotations_back_and_says_so() {
    let mut desk = at_work();
    desk.does(Action::CloseArticle);
    desk.does(Action::OpenText { title: "Again".to_owned(), text: TEXT.replace('\n', "\r\n") });
    assert_eq!(desk.shows(), ALL);
    let said = desk.session.screen().status.unwrap().what;
    assert_eq!(*said, Message::Opened(desk.set().name(), 3));
    assert_eq!(desk.store.library().len(), 1);
}

#[test]
fn an_edit_writes_the_records_it_changed_and_no_others() {
    let text = "word ".repeat(200);
    let mut desk = Desk::reading(&text);
    desk.does(Action::Add(drafts(&text, 150)));
    let before = desk.store.records.clone();
    desk.mark_range(Kind::Person, TextRange::new(900, 904));
    let changed: Vec<_> = desk
        .store
        .records
        .iter()
        .filter(|(key, record)| before.get(*key) != Some(record))
        .map(|(key, _)| key[0].as_str())
        .collect();
    assert_eq!(changed, ["actor", "annotation", "entry", "header", "revision", "step"]);
}

#[test]
fn thousands_are_written_as_one_and_edited_one_by_one_and_undone_at_once() {
    let text = "word ".repeat(1000);
    let mut desk = Desk::reading(&text);
    desk.does(Action::Add(drafts(&text, 900)));
    let id = desk.article().id().clone();
    assert_eq!(desk.store.all("annotation", &id).len(), 0);
    let first = desk.set().iter().next().unwrap().id.clone();
    desk.does(Action::Remove(first.clone()));
    desk.mark_range(Kind::Person, TextRange::new(4990, 4994));
    let mut again = desk.restarted();
    assert_eq!(again.set(), desk.set());
    assert_eq!((again.set().len(), again.set().get(&first)), (900, None));
    assert_eq!(again.document().history().undoable(), Some(&Label::Mark(Kind::Person)));
    while again.undo() {}
    assert_eq!(again.set().len(), 0);
    assert_eq!(again.restarted().set(), again.set());
}

#[test]
fn the_browser_is_asked_to_keep_once_and_only_when_there_is_something_to_lose() {
    let asked =
        |desk: &Desk| desk.heard.iter().filter(|one| matches!(one, Effect::AskToKeep)).count();
    let mut desk = Desk::reading(TEXT);
    assert_eq!(asked(&desk), 0);
    desk.mark(Kind::Person, "Ana");
    desk.mark(Kind::Person, "Bo");
    while desk.undo() {}
    desk.mark(Kind::Person, "Ana");
    assert_eq!(asked(&desk), 1);
}

#[test]
fn a_tab_that_is_behind_cannot_write_over_the_other() {
    let mut one = at_work();
    let mut two = one.restarted();
    two.mark(Kind::Claim, "Ana met Bo.");
    one.store = two.store.clone();
    one.session.perform(Action::Undo, &one.world).unwrap();
    let refused =
        one.session.take_effects().into_iter().any(
            |effect| matches!(effect, Effect::Save(_, batch) if one.store.write(&batch).is_err()),
        );
    assert!(refused);
    assert_eq!(one.store, two.store);
}

/// Damages a record and restarts. Returns what is there, how many records were set aside, and what
/// is there after another restart.
#[track_caller]
fn check_damage(sort: &str, words: &str, wanted: &str) -> Desk {
    let mut desk = at_work();
    desk.store.damage(sort, words);
    let damaged = desk.store.records.clone();
    let mut again = desk.restarted();
    assert_eq!(again.shows(), wanted);
    assert_eq!(again.toast(), Some(Message::SetAside(1)));
    let aside = again.store.all("aside", again.article().id());
    assert_eq!(aside.len(), 1, "{aside:?}");
    assert!(damaged.values().any(|record| *record == aside[0].1), "nothing is thrown away");
    let mut third = again.restarted();
    assert_eq!((third.shows().as_str(), third.toast()), (wanted, None), "it is told once");
    assert_eq!(third.set(), again.set());
    again
}

#[test]
fn a_damaged_annotation_is_set_aside_and_costs_no_other() {
    let first = at_work().set().iter().next().unwrap().id.to_string();
    check_damage("annotation", &first, &ALL.replace("[person:Ana]", "Ana"));
}

#[test]
fn a_damaged_actor_is_set_aside_and_its_mentions_still_tell_the_name() {
    let again = check_damage("actor", "Bo", ALL);
    assert_eq!(again.actors(), ["Ana", "Bo"]);
    let quote = again.set().iter().last().unwrap();
    assert_eq!(again.set().actor(quote.actor().unwrap()).unwrap().name, "Bo");
}

#[test]
fn a_damaged_step_costs_only_the_undoing_of_what_was_before_it() {
    let mut desk = at_work();
    desk.store.damage("step", "0000000001");
    let damaged = desk.store.all("step", desk.article().id())[1].1.clone();
    let mut again = desk.restarted();
    assert_eq!((again.shows().as_str(), again.toast()), (ALL, None), "nothing of it is read yet");
    let label = again.document().history().step(1).unwrap().header.label.clone();
    let steps = std::iter::from_fn(|| again.undo().then_some(())).count();
    assert_eq!(steps, 2);
    assert_eq!(again.shows(), "[person:Ana] met [person:Bo].\n“Yes,” said Bo.");
    assert_eq!(again.toast(), Some(Message::StepLost { label, undo: true, there: true }));
    let aside = again.store.all("aside", again.article().id());
    assert_eq!(aside, [("step 0000000001".to_owned(), damaged)], "nothing is thrown away");
    let third = again.restarted();
    assert_eq!(third.document().history(), again.document().history());
    assert_eq!((third.document().history().done(), third.document().history().len()), (0, 2));
    again.redo();
    again.mark(Kind::Claim, "met");
    let mut third = again.restarted();
    assert_eq!(third.document().history(), again.document().history());
    assert!(!third.redo(), "no step of before comes back");
}

#[test]
fn after_a_damaged_step_that_was_undone_nothing_wrong_can_be_redone() {
    let mut desk = at_work();
    desk.undo();
    desk.undo();
    desk.store.damage("step", "0000000002");
    let mut again = desk.restarted();
    let (shown, label) = (again.shows(), again.document().history().redoable().cloned());
    assert!(!again.redo());
    let lost = Message::StepLost { label: label.unwrap(), undo: false, there: true };
    assert_eq!((again.shows(), again.toast()), (shown, Some(lost)));
    assert_eq!(again.document().history().redoable(), None);
    again.mark(Kind::Claim, "met");
    let mut third = again.restarted();
    assert!(!third.redo());
    while third.undo() {}
    assert_eq!(third.shows(), TEXT);
}

#[test]
fn a_damaged_pack_is_set_aside_and_what_is_newer_stays() {
    let text = "word ".repeat(400);
    let mut desk = Desk::reading(&text);
    desk.does(Action::Add(drafts(&text, 350)));
    desk.mark_range(Kind::Person, TextRange::new(1900, 1904));
    desk.store.damage("pack", "annotations");
    let again = desk.restarted();
    assert_eq!(again.set().len(), 1);
    assert_eq!(again.store.all("aside", again.article().id()).len(), 1);
    assert_eq!(again.restarted().set(), again.set());
}

#[test]
fn an_article_that_cannot_be_read_is_left_as_it_is_and_the_open_one_stays_open() {
    let mut desk = at_work();
    let damaged = desk.article().id().clone();
    desk.does(Action::OpenText { title: String::new(), text: "Other".to_owned() });
    desk.store.damage("text", &damaged.0);
    let before = desk.store.clone();
    let error = desk.tries(Opening::Stored(damaged).into()).unwrap_err();
    assert!(error.to_string().contains("it was left unchanged"), "{error}");
    assert_eq!((desk.shows().as_str(), &desk.store), ("Other", &before));
}

#[test]
fn a_deleted_article_can_be_brought_back() {
    let mut desk = at_work();
    let id = desk.article().id().clone();
    desk.does(Action::Library(desk.store.library()));
    desk.does(Action::DeleteArticle(id.clone()));
    let screen = desk.session.screen();
    assert!(screen.article.is_none() && screen.library[0].deleted.is_some());
    assert!(desk.session.screen().toast.unwrap().undo);
    desk.does(Action::RestoreArticle(id.clone()));
    let asked: Vec<_> = desk
        .heard
        .iter()
        .filter_map(|effect| match effect {
            Effect::Delete(id) => Some(("delete", id.clone())),
            Effect::Restore(id) => Some(("restore", id.clone())),
            _ => None,
        })
        .collect();
    assert_eq!(asked, [("delete", id.clone()), ("restore", id)]);
}

#[test]
fn undo_brings_back_what_the_message_says_was_deleted_and_shows_it_again() {
    let mut desk = at_work();
    let id = desk.article().id().clone();
    desk.does(Action::Library(desk.store.library()));
    desk.does(Action::DeleteArticle(id.clone()));
    assert!(desk.key("Ctrl+z", Place::Nowhere));
    assert!(desk.heard.iter().any(|effect| matches!(effect, Effect::Restore(one) if *one == id)));
    assert_eq!(desk.article().id(), &id, "nothing else was open");
    // Under the dialog where it was deleted, it is shown once that closes.
    desk.does(Action::Show(Some(Dialog::Open.into())));
    desk.does(Action::DeleteArticle(id.clone()));
    assert!(desk.key("Ctrl+z", Place::Dialog));
    assert!(desk.session.document().is_none());
    desk.does(Action::Show(None));
    assert_eq!(desk.article().id(), &id);
    // With another article open, the key still means the deleted one, and what is open stays.
    let mut desk = at_work();
    let first = desk.article().id().clone();
    desk.does(Action::OpenText { title: String::new(), text: "Other words".to_owned() });
    desk.mark(Kind::Person, "Other");
    desk.does(Action::Library(desk.store.library()));
    desk.does(Action::DeleteArticle(first.clone()));
    let before = desk.shows();
    desk.heard.clear();
    assert!(desk.key("Ctrl+z", Place::Nowhere));
    assert!(
        desk.heard.iter().any(|effect| matches!(effect, Effect::Restore(one) if *one == first))
    );
    assert_eq!(desk.shows(), before, "no step of it is undone");
    assert!(desk.key("Ctrl+z", Place::Nowhere));
    assert_eq!(desk.shows(), "Other words", "the next one is a step again");
}

#[test]
fn articles_deleted_one_after_the_other_come_back_one_after_the_other() {
    let mut desk = at_work();
    let first = desk.article().id().clone();
    let mut ids = vec![first];
    for words in ["Other words", "More words"] {
        desk.does(Action::OpenText { title: String::new(), text: words.to_owned() });
        ids.push(desk.article().id().clone());
    }
    desk.does(Action::Library(desk.store.library()));
    for id in &ids {
        desk.does(Action::DeleteArticle(id.clone()));
    }
    let there = |desk: &mut Desk| -> Vec<bool> {
        let library = desk.session.screen().library;
        let is_there =
            |id: &ArticleId| library.iter().any(|one| one.id == *id && one.deleted.is_none());
        ids.iter().map(is_there).collect()
    };
    assert_eq!(there(&mut desk), [false; 3]);
    for wanted in [[false, false, true], [false, true, true], [true; 3]] {
        assert!(matches!(desk.toast(), Some(Message::ArticleDeleted(..))));
        assert!(desk.key("Ctrl+z", Place::Nowhere));
        assert_eq!(there(&mut desk), wanted);
    }
    assert_eq!(desk.toast(), None);
    // What the message no longer offers is not offered again.
    desk.does(Action::DeleteArticle(ids[0].clone()));
    desk.does(Action::DismissToast(None));
    desk.does(Action::DeleteArticle(ids[1].clone()));
    assert!(desk.key("Ctrl+z", Place::Nowhere));
    assert_eq!(there(&mut desk), [false, true, true]);
    assert_eq!(desk.toast(), None);
}

#[test]
fn articles_deleted_together_come_back_in_one_step_and_those_that_stay_are_counted() {
    let mut desk = at_work();
    let mut ids = vec![desk.article().id().clone()];
    for words in ["Other words", "More words"] {
        desk.does(Action::OpenText { title: String::new(), text: words.to_owned() });
        ids.push(desk.article().id().clone());
    }
    let there = |desk: &mut Desk| {
        let library = desk.session.screen().library;
        ids.iter()
            .filter(|id| library.iter().any(|one| one.id == **id && one.deleted.is_none()))
            .count()
    };
    desk.does(Action::Show(Some(Dialog::Open.into())));
    desk.does(Action::Library(desk.store.library()));
    desk.does(Shelve::SelectAll(true).into());
    desk.does(Shelve::DeleteSelected.into());
    assert!(matches!(desk.toast(), Some(Message::ArticlesDeleted(gone, None)) if gone.len() == 3));
    assert_eq!(there(&mut desk), 0);
    assert!(desk.key("Ctrl+z", Place::Dialog));
    assert_eq!((there(&mut desk), desk.toast()), (3, None));
    let said = desk.session.screen().status.map(|said| (*said.what).clone());
    assert_eq!(said, Some(Message::ArticlesRestored(3, None)));
    // The storage refuses one of them.
    desk.does(Shelve::SelectAll(true).into());
    desk.passes(Shelve::DeleteSelected.into()).unwrap();
    desk.session.take_effects();
    for id in &ids {
        let full = Err(Failure::new(Why::Full));
        let done = if *id == ids[1] { full } else { Ok(()) };
        desk.does(Shelve::Marked(id.clone(), true, done).into());
    }
    let told = desk.toast();
    assert!(
        matches!(&told, Some(Message::ArticlesDeleted(gone, Some((1, why)))) if gone.len() == 2 && why.why == Why::Full)
    );
}

#[test]
fn if_one_of_several_articles_stays_deleted_the_message_stays_and_the_others_are_counted() {
    let refused_at = |refused: usize| {
        let mut desk = at_work();
        let mut ids = vec![desk.article().id().clone()];
        for words in ["Other words", "More words"] {
            desk.does(Action::OpenText { title: String::new(), text: words.to_owned() });
            ids.push(desk.article().id().clone());
        }
        desk.does(Action::Show(Some(Dialog::Open.into())));
        desk.does(Action::Library(desk.store.library()));
        desk.does(Shelve::SelectAll(true).into());
        desk.does(Shelve::DeleteSelected.into());
        desk.passes(Shelve::Restore(ids.clone().into()).into()).unwrap();
        desk.session.take_effects();
        for (index, id) in ids.iter().enumerate() {
            let done = if index == refused { Err(Failure::new(Why::Full)) } else { Ok(()) };
            desk.does(Shelve::Marked(id.clone(), false, done).into());
        }
        desk.toast()
    };
    for refused in 0..3 {
        let told = refused_at(refused);
        let Some(Message::ArticlesRestored(2, Some((1, why)))) = told else {
            panic!("number {refused} stays deleted, and the message is {told:?}");
        };
        assert_eq!(why.why, Why::Full);
    }
}

#[test]
fn an_article_without_a_title_has_one_name_in_the_header_the_library_and_what_is_said() {
    let mut desk = at_work();
    let text = "The harbour was closed for the whole of Monday, and nobody had been told of it.";
    desk.does(Action::OpenText { title: String::new(), text: text.to_owned() });
    let screen = desk.session.screen();
    let name = screen.article.unwrap().name;
    assert_eq!(&*name, "The harbour was closed for the whole of Monday, and nobody …");
    let said = screen.status.unwrap().what;
    assert_eq!(*said, Message::Opened(name.to_string(), 0));
    let library = desk.store.library();
    assert!(library.iter().any(|entry| entry.name() == &*name), "{library:?}");
    desk.does(Action::SetDetails(Details { title: "Harbour".to_owned(), ..Details::default() }));
    assert_eq!(&*desk.session.screen().article.unwrap().name, "Harbour");
}
