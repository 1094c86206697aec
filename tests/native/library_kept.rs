//! Erasing everything, a second tab, damage, and an older version; and the library's laws: what is
//! there is found, a copy is equal, everything comes back.

use std::rc::Rc;

use article_annotator::formats::File;
use article_annotator::model::{ArticleId, Details, Kind};
use article_annotator::session::library::deeds::Clash;
use article_annotator::session::library::shelf::Shelve;
use article_annotator::session::{Action, Dialog, Message, Opening, SaveState, Settings, Why};
use proptest::prelude::*;

use crate::library::{
    details, everything, exported, id_of, library, listed, receives, set_of, shelve,
};
use crate::random;
use crate::world::Desk;

#[test]
fn after_everything_was_erased_nothing_of_it_is_found() {
    let mut desk = library();
    let settings = Settings { name: "Ana".to_owned(), ..Settings::default() };
    desk.does(Action::SetSettings(settings));
    desk.does(Action::Show(Some(Dialog::Erase.into())));
    assert_eq!(desk.lists().shelf.articles, 3, "it says what goes");
    shelve(&mut desk, Shelve::Erase);
    assert!(desk.store.records.is_empty());
    let screen = desk.session.screen();
    assert!(screen.article.is_none() && screen.library.is_empty() && screen.dialog.is_none());
    assert_eq!(*screen.settings, Settings::default());
    assert_eq!(desk.toast(), Some(Message::Erased));
    assert!(!desk.undo());
    desk.does(Action::OpenText { title: String::new(), text: "Anew".to_owned() });
    assert_eq!(desk.store.library().len(), 1, "and one can begin again");
}

#[test]
fn a_refused_erasing_says_so_and_what_was_there_stays() {
    let mut desk = library();
    shelve(&mut desk, Shelve::Erased(Err(Why::Blocked.into())));
    assert_eq!(desk.toast(), Some(Message::NotErased(Why::Blocked.into())));
    assert_eq!(everything(&desk).len(), 3);
}

#[test]
fn the_open_article_deleted_in_another_tab_can_be_kept_with_its_history() {
    let mut desk = library();
    let zoo = id_of(&desk, "Zoo");
    desk.does(Opening::Stored(zoo.clone()).into());
    for cleared in [false, true] {
        desk.store.mark(&zoo, Some(article_annotator::model::Timestamp(1)));
        shelve(&mut desk, Shelve::DeletedElsewhere(zoo.clone()));
        // After an hour at the earliest.
        if cleared {
            desk.store.records.retain(|key, _| key.get(1) != Some(&zoo.0.to_string()));
        }
        assert_eq!(*desk.session.saving(), SaveState::Deleted);
        assert_eq!(desk.toast(), Some(Message::DeletedElsewhere));
        assert_eq!(desk.shows(), "[person:Ana] met [person:Bo].");
        shelve(&mut desk, Shelve::Keep);
        assert_eq!(*desk.session.saving(), SaveState::Saved);
        let mut again = desk.restarted();
        assert_eq!(again.set(), desk.set());
        assert!(again.undo(), "its history is kept");
        // And the next edit is stored like any other.
        let id = desk.mark(Kind::Claim, "met");
        assert!(set_of(&desk, &zoo).get(&id).is_some());
        desk.undo();
    }
}

#[test]
fn a_deleted_article_is_not_opened_by_its_address_and_what_is_open_stays() {
    let mut desk = library();
    let zoo = id_of(&desk, "Zoo");
    desk.does(Action::DeleteArticle(zoo.clone()));
    for unknown in [zoo, ArticleId::from("nobody")] {
        desk.does(Opening::Stored(unknown.clone()).into());
        assert_eq!(desk.toast(), Some(Message::NoSuchArticle(unknown)));
        assert_eq!(desk.shows(), "Mice in the house");
    }
}

#[test]
fn a_damaged_entry_hides_no_other_and_opens_with_all_but_its_details() {
    let mut desk = library();
    let zoo = id_of(&desk, "Zoo");
    desk.store.damage("entry", &zoo.0);
    desk.does(Action::Show(Some(Dialog::Open.into())));
    assert_eq!(listed(&mut desk), ["Mice in the house", "Ärger"]);
    assert_eq!(&*desk.lists().shelf.damaged, std::slice::from_ref(&zoo));
    desk.does(Opening::Stored(zoo.clone()).into());
    assert_eq!(desk.shows(), "[person:Ana] met [person:Bo].");
    assert_eq!(desk.toast(), Some(Message::SetAside(1)));
    let aside = desk.store.all("aside", &zoo);
    assert_eq!((aside.len(), aside[0].0.as_str()), (1, "entry"));
    assert_eq!(desk.store.entries().1, []);
}

#[test]
fn what_the_first_release_stored_opens_with_everything_and_can_be_undone() {
    let json = include_str!("../data/stored/first-release.json");
    let records: Vec<(Vec<String>, String)> = serde_json::from_str(json).unwrap();
    let mut desk = Desk::default();
    desk.store.records.extend(records);
    desk.does(Action::Show(Some(Dialog::Open.into())));
    assert_eq!(listed(&mut desk).len(), 2);
    desk.does(Opening::Stored(id_of(&desk, "They met")).into());
    let all = "[claim:[person:Ana] met [person:Bo]].\n[quote:“Yes,”] said Bo.";
    assert_eq!(desk.shows(), all);
    let known = details("They met", "Cy Di", "https://example.org/met", "2023-11-14");
    assert_eq!(*desk.set().details().as_ref(), Details { language: Some("en".into()), ..known });
    let claim = desk.set().iter().find(|one| one.kind() == Kind::Claim).unwrap();
    assert_eq!((claim.note.as_str(), claim.tags.len()), ("Asked both.\nBoth say so.", 2));
    let quote = desk.set().iter().find(|one| one.kind() == Kind::Quote).unwrap();
    assert_eq!(desk.set().actor(quote.actor().unwrap()).unwrap().name, "Bo");
    assert_eq!(desk.restarted().set(), desk.set());
    let again = desk.restarted();
    assert_eq!(again.store.steps_read.get(), desk.store.steps_read.get(), "once is enough");
    assert_eq!(again.document().history(), desk.document().history());
    let mut steps = 0;
    while desk.undo() {
        steps += 1;
    }
    assert_eq!((steps, desk.set().len()), (8, 0));
    let many = desk.store.library().into_iter().find(|entry| entry.bytes > 1000);
    desk.does(Opening::Stored(many.unwrap().id).into());
    assert_eq!(desk.set().len(), 351);
    assert!(desk.store.records.keys().all(|key| key[0] != "aside"), "nothing was set aside");
}

proptest! {
    #![proptest_config(random::cases(48))]

    #[test]
    fn a_search_finds_what_is_there(
        title in "\\PC{1,40}", byline in "\\PC{0,20}", from in 0_usize..60, len in 1_usize..20,
    ) {
        let mut desk = library();
        let mut entries = desk.store.library();
        entries[0].details.title = title.clone();
        entries[0].details.byline = Some(byline.clone());
        desk.does(Action::Library(entries));
        let known: Vec<char> = format!("{title}{byline}").chars().collect();
        let own = if from < title.chars().count() { &title } else { &byline };
        prop_assume!(known.len() > from);
        let at = from.min(own.chars().count().saturating_sub(1));
        let part: String = own.chars().skip(at).take(len).collect();
        shelve(&mut desk, Shelve::Find(article_annotator::model::TextSearch::of(&part)));
        let lists = desk.lists();
        prop_assert!(lists.shelf.found.contains(&0), "{part:?} in {own:?}");
    }

    #[test]
    fn a_copy_is_equal_but_for_its_id_and_title(
        text in random::text(), seeds in random::seeds(24),
    ) {
        let set = Rc::new(random::set(&text, &seeds));
        let mut desk = Desk::default();
        let file = File::new("a.json", crate::paper::proved(&set));
        let two = File::new("b.json", crate::paper::proved(&crate::notation::annotated("b")));
        desk.does(Action::Receive { files: [file, two].into(), format: None });
        desk.does(Action::Import);
        let id = set.article().id().clone();
        shelve(&mut desk, Shelve::Duplicate(id.clone(), "The copy".to_owned()));
        let copy = set_of(&desk, &id_of(&desk, "The copy"));
        prop_assert_ne!(copy.article().id(), &id);
        prop_assert_eq!(copy.article().text(), set.article().text());
        prop_assert_eq!(copy.article().blocks(), set.article().blocks());
        prop_assert_eq!(copy.article().inlines(), set.article().inlines());
        prop_assert!(copy.iter().eq(set.iter()) && copy.actors().eq(set.actors()));
        let title = set.details().title.clone();
        prop_assert_eq!(&Details { title, ..copy.details().as_ref().clone() }, set.details().as_ref());
        prop_assert_eq!(set_of(&desk, &id), set.as_ref().clone());
    }

    #[test]
    fn everything_out_and_in_again_is_the_same_library(
        texts in proptest::collection::vec(random::text(), 2..5), seeds in random::seeds(12),
    ) {
        let mut desk = Desk::default();
        let files: Vec<_> = texts
            .iter()
            .enumerate()
            .map(|(n, text)| {
                let set = random::set(&format!("{n}\n{text}"), &seeds);
                File::new(format!("{n}.json"), crate::paper::proved(&set))
            })
            .collect();
        desk.does(Action::Receive { files: files.into(), format: None });
        desk.does(Action::Import);
        let (file, before) = (exported(&mut desk), everything(&desk));
        let mut other = Desk::default();
        receives(&mut other, &file, Clash::Merge);
        prop_assert_eq!(everything(&other), before.clone());
        let stored = other.store.clone();
        receives(&mut other, &file, Clash::Merge);
        prop_assert_eq!(&other.store, &stored, "and once more changes nothing");
        prop_assert_eq!(everything(&desk), before);
    }
}
