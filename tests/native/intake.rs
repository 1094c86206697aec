//! Articles and files that come in while others still do: everything waits its turn, and whatever
//! was not stored is kept, named and offered as a file.

use std::rc::Rc;

use article_annotator::formats::File;
use article_annotator::model::{AnnotationSet, Article, Details, Kind};
use article_annotator::session::library::deeds::{Clash, Done, NotDone};
use article_annotator::session::library::{shelf::Shelve, storing::Tally};
use article_annotator::session::storage::save_state::{StorageEvent, Why};
use article_annotator::session::storage::unsaved::Attempts;
use article_annotator::session::transfer::open_review::{Handed, Revise};
use article_annotator::session::worker::protocol::{Outcome, Task};
use article_annotator::session::{
    Action, Destination, Dialog, Effect, Message, Opening, SessionError,
};

use crate::library::{downloaded, everything, exported, receives, shelve};
use crate::world::{Desk, worked};

/// A file of this many articles, each with its own name.
fn library_file(count: usize, name: &str) -> File {
    let mut desk = Desk::default();
    for number in 1..=count {
        let title = format!("{name} {number}");
        let text = format!("Ana met {title}.");
        desk.does(Action::OpenText { title, text });
        desk.mark(Kind::Person, "Ana");
    }
    desk.does(Action::Show(Some(Dialog::Open.into())));
    exported(&mut desk)
}

/// A desk whose storage answers only on request.
#[derive(Default)]
struct Slow {
    desk: Desk,
    /// The number of the current deed.
    started: Option<u32>,
    deeds: Vec<article_annotator::session::library::deeds::Deed>,
}

impl Slow {
    /// Performs an action. Deeds begin but do not finish; everything else runs.
    fn does(&mut self, action: Action) {
        self.tries(action).unwrap();
    }

    fn tries(&mut self, action: Action) -> Result<(), SessionError> {
        let mut actions = vec![action];
        while let Some(action) = actions.pop() {
            self.desk.passes(action)?;
            for effect in self.desk.session.take_effects() {
                match effect {
                    Effect::Do(ticket, deed) => {
                        self.started = Some(ticket);
                        self.deeds.push(*deed);
                    }
                    Effect::Work(ticket, task) => {
                        let outcome = Box::new(worked(&task));
                        actions.push(Action::Worked { ticket, outcome: outcome.into() });
                    }
                    Effect::Fetch(opening) => {
                        let stored = self.desk.store.stored(opening.id()).map(Box::new);
                        actions.push(Action::Open { opening, stored });
                    }
                    Effect::Save(attempt, batch) => {
                        self.desk.store.write(&batch).unwrap();
                        let attempts = Attempts { first: attempt, last: attempt };
                        actions.push(Action::Storage(StorageEvent::Kept(attempts)));
                    }
                    Effect::List => {
                        actions.push(Action::Library(self.desk.store.library()));
                    }
                    other => self.desk.heard.push(other),
                }
            }
        }
        Ok(())
    }

    /// The storage finishes the current deed.
    fn stores(&mut self) {
        let (ticket, deed) = (self.started.take().unwrap(), self.deeds.last().unwrap().clone());
        let stored = self.desk.store.stored(&deed.id);
        let (batch, done) = deed.batch(stored.as_ref(), &self.desk.world).unwrap();
        batch.iter().for_each(|batch| self.desk.store.write(batch).unwrap());
        self.does(Shelve::Done(ticket, Ok(done)).into());
    }

    fn stores_all(&mut self) {
        while self.started.is_some() {
            self.stores();
        }
    }

    fn refuses(&mut self) {
        let ticket = self.started.take().unwrap();
        self.does(Shelve::Done(ticket, Err(NotDone::Refused(Why::Full.into()))).into());
    }

    fn drops(&mut self, file: &File) {
        self.does(Action::Receive { files: [file.clone()].into(), format: None });
    }

    fn dialog(&self) -> &'static str {
        match self.desk.session.dialog() {
            None => "none",
            Some(Dialog::Storing { .. }) => "storing",
            Some(Dialog::Import(_)) => "import",
            Some(Dialog::OtherText { .. }) => "other text",
            Some(Dialog::Manuscripts(_)) => "manuscripts",
            Some(Dialog::Open) => "open",
            Some(Dialog::Export(_)) => "export",
            Some(_) => "another",
        }
    }

    /// The number of stored articles, and the names of those kept for a file.
    fn kept(&mut self) -> (usize, Vec<String>) {
        (self.desk.store.library().len(), kept_names(&mut self.desk))
    }

    fn tally(&mut self) -> Tally {
        match self.desk.toast() {
            Some(Message::Stored(tally)) => (*tally).clone(),
            other => panic!("it says what became of them, not {other:?}"),
        }
    }
}

/// The library's names of the articles kept for a file.
fn kept_names(desk: &mut Desk) -> Vec<String> {
    let before = desk.session.dialog().cloned();
    desk.passes(Action::Show(Some(Dialog::Open.into()))).unwrap();
    let names = desk.lists().shelf.unstored;
    if before.is_none() {
        desk.passes(Action::Show(None)).unwrap();
    }
    names
}

/// Half of a library's articles are stored, the others on their way.
fn half_way(count: usize) -> Slow {
    let mut slow = Slow::default();
    slow.drops(&library_file(count, "First"));
    slow.does(Action::Import);
    for _ in 0..count / 2 {
        slow.stores();
    }
    assert_eq!(slow.dialog(), "storing");
    slow
}

#[test]
fn a_second_drop_waits_until_the_first_is_stored() {
    let mut slow = half_way(30);
    slow.drops(&library_file(4, "Second"));
    assert_eq!(slow.dialog(), "storing");
    slow.stores_all();
    assert_eq!(slow.dialog(), "import", "then it is asked about the second");
    assert_eq!((slow.tally().done.len(), slow.tally().left.len()), (30, 0));
    slow.does(Action::Import);
    slow.stores_all();
    assert_eq!((slow.dialog(), slow.kept()), ("open", (34, vec![])));
}

#[test]
fn what_waits_is_told_and_several_wait_in_the_order_they_came() {
    let mut slow = half_way(4);
    slow.drops(&library_file(2, "Second"));
    let status = slow.desk.session.screen().status.map(|told| (*told.what).clone());
    assert_eq!(status, Some(Message::InTurn));
    slow.drops(&library_file(3, "Third"));
    slow.stores_all();
    for wanted in [2, 3] {
        let Some(Dialog::Import(open)) = slow.desk.session.dialog() else { panic!("{wanted}") };
        assert_eq!(open.reading.documents.len(), wanted);
        slow.does(Action::Import);
        assert_eq!(slow.dialog(), "storing");
        slow.stores_all();
    }
    assert_eq!(slow.kept(), (9, vec![]));
}

#[test]
fn a_library_dropped_twice_is_stored_once_and_both_times_told() {
    let file = library_file(6, "First");
    let mut slow = Slow::default();
    slow.drops(&file);
    slow.does(Action::Import);
    slow.stores();
    slow.drops(&file);
    slow.stores_all();
    slow.does(Action::Import);
    slow.stores_all();
    assert_eq!(slow.tally().done, vec![Done::Same; 6]);
    assert_eq!(slow.kept(), (6, vec![]));
}

#[test]
fn a_stop_keeps_what_was_not_stored_by_name_and_as_a_file() {
    let mut slow = half_way(10);
    slow.does(Action::Show(None));
    slow.stores();
    let (stored, kept) = slow.kept();
    assert_eq!((stored, kept.len()), (6, 4));
    assert_eq!(slow.tally().left, kept, "the message names them, and so does the list");
    assert!(kept.iter().all(|name| name.starts_with("First ")), "{kept:?}");
    assert!(slow.desk.session.toast().unwrap().undo, "a file is offered");
    // The offer does not disappear by itself, and the list keeps it.
    let serial = slow.desk.session.toast().unwrap().serial;
    slow.does(Action::DismissToast(Some(serial)));
    assert!(slow.desk.session.toast().is_some());
    assert!(slow.desk.session.would_lose_work(), "the browser asks before the page goes");
    slow.does(Shelve::TakeUnstored.into());
    slow.does(Action::Show(None));
    assert_eq!(slow.kept().1.len(), 4, "a file that was not taken changes nothing");
    slow.does(Shelve::TakeUnstored.into());
    slow.does(Action::ExportTo(Destination::Download));
    assert_eq!(slow.kept().1, [""; 0]);
    assert!(!slow.desk.session.would_lose_work());
    let mut other = Desk { store: slow.desk.store.clone(), ..Desk::default() };
    receives(&mut other, &downloaded(&slow.desk), Clash::Merge);
    assert_eq!(everything(&other).len(), 10, "together they are the whole library");
}

#[test]
fn what_was_stopped_can_be_stored_after_all() {
    let mut slow = half_way(8);
    slow.does(Action::Show(None));
    slow.stores_all();
    assert_eq!(slow.kept().1.len(), 3);
    slow.does(Shelve::StoreUnstored.into());
    slow.stores_all();
    assert_eq!(slow.kept(), (8, vec![]));
}

#[test]
fn a_refusal_in_the_middle_keeps_the_one_that_failed_and_all_behind_it() {
    let mut slow = half_way(10);
    slow.refuses();
    let tally = slow.tally();
    assert_eq!((tally.done.len(), tally.failed.len(), tally.left.len()), (5, 1, 4));
    assert_eq!(slow.kept().1.len(), 5);
    // Imported again once there is room, nothing remains to save.
    slow.does(Action::Show(None));
    slow.drops(&library_file(10, "First"));
    slow.does(Action::Import);
    slow.stores_all();
    assert_eq!(slow.kept(), (10, vec![]));
}

#[test]
fn a_correction_that_could_not_be_stored_is_still_typed() {
    let mut slow = half_way(4);
    let entry = slow.desk.store.library().remove(0);
    slow.does(Action::Library(slow.desk.store.library()));
    let details = Details { title: "Better".to_owned(), ..entry.details.clone() };
    slow.does(Action::Show(Some(Dialog::Open.into())));
    slow.does(Shelve::Correct(entry.id.clone(), details.clone()).into());
    slow.refuses();
    let lists = slow.desk.lists();
    assert_eq!(lists.shelf.editing, Some((entry.id, details)));
}

#[test]
fn another_dialog_opened_meanwhile_stops_nothing_and_the_progress_comes_back() {
    for dialog in [Dialog::Open, Dialog::Help, Dialog::Settings] {
        let mut slow = half_way(8);
        slow.does(Action::Show(Some(dialog.clone().into())));
        slow.stores();
        assert_eq!(slow.desk.session.dialog(), Some(&dialog), "it stays open");
        slow.does(Action::Show(None));
        assert_eq!(slow.dialog(), "storing");
        slow.stores_all();
        assert_eq!(slow.kept(), (8, vec![]));
    }
    // Export of an open article.
    let mut slow = Slow::default();
    slow.does(Action::OpenText { title: String::new(), text: "Here.".to_owned() });
    slow.drops(&library_file(5, "First"));
    slow.does(Action::Import);
    slow.does(Action::ShowExport { format: None, options: None });
    assert_eq!(slow.dialog(), "export");
    slow.stores_all();
    assert_eq!((slow.dialog(), slow.kept()), ("export", (6, vec![])));
}

#[test]
fn a_dialog_opened_over_a_decision_gives_it_back() {
    let mut slow = Slow::default();
    slow.drops(&library_file(3, "First"));
    slow.does(Action::PickArticle { index: 1, on: false });
    slow.does(Action::Show(Some(Dialog::Help.into())));
    slow.does(Action::Show(None));
    let Some(Dialog::Import(open)) = slow.desk.session.dialog() else { panic!("it comes back") };
    assert_eq!(open.picked, [true, false, true]);
    slow.does(Action::Show(None));
    assert_eq!(slow.dialog(), "none", "closed itself, it is over");
}

#[test]
fn an_article_opened_meanwhile_by_address_program_or_paste_stops_nothing() {
    let by_program = |desk: &Desk| {
        let article = Rc::new(Article::new(None, "Loaded.").unwrap());
        let with = article_annotator::session::transfer::opening::With::Drafts(Vec::new());
        let opening = Opening::Text { article, details: Details::default(), with };
        let stored = desk.store.stored(opening.id()).map(Box::new);
        Action::Open { opening: Box::new(opening), stored }
    };
    let by_address =
        |desk: &Desk| Action::from(Opening::Stored(desk.store.library()[0].id.clone()));
    let by_paste = |_: &Desk| {
        let handed = Handed::text(String::new(), "Pasted.".to_owned());
        Action::Hand(Rc::new(handed))
    };
    let ways: [&dyn Fn(&Desk) -> Action; 3] = [&by_program, &by_address, &by_paste];
    for (way, opened) in ways.into_iter().zip([1, 0, 1]) {
        let mut slow = half_way(8);
        let action = way(&slow.desk);
        slow.does(action);
        assert!(slow.desk.session.document().is_some());
        assert_eq!(slow.dialog(), "storing");
        slow.stores_all();
        assert_eq!(slow.kept(), (8 + opened, vec![]));
    }
}

#[test]
fn a_card_opened_by_address_leaves_what_is_to_be_decided() {
    let mut slow = Slow::default();
    slow.does(Action::OpenText { title: String::new(), text: "Ana met Bo.".to_owned() });
    let id = slow.desk.mark(Kind::Person, "Ana");
    slow.drops(&library_file(3, "First"));
    slow.does(Action::OpenCard(id.clone()));
    assert_eq!(slow.dialog(), "import");
    slow.does(Action::Import);
    slow.does(Action::OpenCard(id));
    slow.stores_all();
    assert_eq!(slow.kept(), (4, vec![]));
}

#[test]
fn files_compared_with_an_article_that_is_no_longer_open_are_compared_again() {
    let mut desk = Desk::reading("Ana met Bo.");
    desk.mark(Kind::Person, "Ana");
    let about_it = File::new("a.json", desk.exported());
    let other = File::new("b.json", crate::paper::proved(&crate::notation::annotated("[claim:X]")));
    let files: Rc<[File]> = [about_it, other].into();
    desk.does(Action::Receive { files: files.clone(), format: None });
    let Some(Dialog::Import(open)) = desk.session.dialog() else { panic!("it is asked") };
    assert!(open.reading.documents[0].compared.is_some());
    desk.does(Action::OpenText { title: String::new(), text: "Something else altogether.".into() });
    let Some(Dialog::Import(open)) = desk.session.dialog() else { panic!("it is still asked") };
    assert!(open.reading.documents.iter().all(|found| found.compared.is_none()));
    desk.does(Action::Import);
    assert_eq!(desk.shows(), "Something else altogether.");
    assert_eq!(desk.store.library().len(), 3);
}

#[test]
fn annotations_read_for_one_article_never_come_into_another() {
    // A program's import.
    let mut desk = Desk::reading("Ana met Bo.");
    desk.mark(Kind::Person, "Ana");
    let file = File::new("", desk.exported());
    let task = desk.session.read_task([file.clone()].into(), None, &desk.world).unwrap();
    let Outcome::Read(reading) = worked(&task) else { panic!("it can be read") };
    desk.does(Action::OpenText { title: String::new(), text: "Something else altogether.".into() });
    let refused = desk.tries(Action::ImportReading(Rc::new(reading)));
    assert!(matches!(refused, Err(SessionError::Input(why)) if why.contains("another article")));
    assert_eq!(desk.shows(), "Something else altogether.");
    // A reader's drop just before another article opens.
    let drop = Action::Receive { files: [file].into(), format: None };
    let mut desk = Desk::reading("Ana met Bo.");
    desk.passes(drop).unwrap();
    let effects = desk.session.take_effects();
    let [Effect::Work(ticket, task)] = effects.as_slice() else { panic!("the worker reads it") };
    assert!(matches!(**task, Task::Read(_)));
    let outcome = Box::new(worked(task));
    desk.does(Action::OpenText { title: String::new(), text: "Something else altogether.".into() });
    desk.does(Action::Worked { ticket: *ticket, outcome: outcome.into() });
    assert!(matches!(desk.session.dialog(), Some(Dialog::OtherText { .. })));
    assert_eq!(desk.shows(), "Something else altogether.");
}

#[test]
fn several_dropped_texts_are_all_stored_and_none_is_lost_to_a_full_disk() {
    let texts = |count: usize| -> Rc<[File]> {
        let text = |number| File::new(format!("{number}.txt"), format!("Text number {number}."));
        (1..=count).map(text).collect()
    };
    let mut slow = Slow::default();
    slow.does(Action::Receive { files: texts(5), format: None });
    slow.does(Action::Manuscripts(Revise::Open));
    assert_eq!(slow.desk.shows(), "Text number 1.", "the first is open at once");
    slow.stores();
    slow.refuses();
    assert_eq!(slow.kept(), (2, vec!["3".to_owned(), "4".to_owned(), "5".to_owned()]));
}

#[test]
fn an_article_that_may_not_be_opened_is_kept_for_a_file() {
    // The browser has another text under the same id.
    let article = |text: &str| Rc::new(Article::new(Some("same".into()), text).unwrap());
    let opening = |text: &str| {
        let set = Rc::new(AnnotationSet::new(article(text), Details::default()));
        Action::from(article_annotator::session::transfer::import::opening_of(&set, Vec::new()))
    };
    let mut desk = Desk::default();
    desk.does(opening("Ana met Bo"));
    assert!(desk.tries(opening("Cy left")).is_err());
    assert_eq!(desk.shows(), "Ana met Bo");
    assert_eq!(kept_names(&mut desk), ["Cy left"]);
    shelve(&mut desk, Shelve::TakeUnstored);
    desk.does(Action::ExportTo(Destination::Download));
    let file = String::from_utf8(downloaded(&desk).content).unwrap();
    assert!(file.contains("Cy left") && kept_names(&mut desk).is_empty());
}
