//! The library: searching, sorting, correcting, copying, exporting everything as one file and
//! importing it again, even without room for it.

use std::rc::Rc;

use article_annotator::formats::File;
use article_annotator::model::{AnnotationSet, ArticleId, Details, Kind, TextSearch};
use article_annotator::session::library::deeds::{Clash, Done, NotDone};
use article_annotator::session::library::shelf::{Order, Shelve};
use article_annotator::session::{Action, Destination, Dialog, Effect, Entry, Message, Opening};

use crate::world::Desk;

pub fn details(title: &str, byline: &str, source: &str, published: &str) -> Details {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Details {
        title: title.to_owned(),
        byline: some(byline),
        source: some(source),
        published: some(published),
        ..Details::default()
    }
}

/// Three articles, the third one open, and the list on screen.
pub fn library() -> Desk {
    let mut desk = Desk::reading("Ana met Bo.");
    desk.does(Action::SetDetails(details("Zoo", "Cy", "https://example.org/z", "2024-05")));
    desk.mark(Kind::Person, "Ana");
    desk.mark(Kind::Person, "Bo");
    desk.world.wait(1000);
    desk.does(Action::OpenText { title: "Ärger".to_owned(), text: "Trouble again.".to_owned() });
    desk.mark(Kind::Claim, "Trouble");
    desk.does(Action::SetDetails(details("Ärger", "", "", "2024-05-17")));
    desk.world.wait(1000);
    desk.does(Action::OpenText { title: String::new(), text: "Mice in the house".to_owned() });
    desk.does(Action::Show(Some(Dialog::Open.into())));
    desk
}

pub fn shelve(desk: &mut Desk, asked: Shelve) {
    desk.does(asked.into());
}

/// The names in the list as it is shown.
pub fn listed(desk: &mut Desk) -> Vec<String> {
    let screen = desk.session.screen();
    let lists = desk.lists();
    let shown = lists.shelf.found.iter().take(lists.shelf.shown);
    shown.map(|at| screen.library[*at].name().to_owned()).collect()
}

pub fn id_of(desk: &Desk, name: &str) -> ArticleId {
    let entry = desk.store.library().into_iter().find(|entry| entry.name() == name);
    entry.unwrap_or_else(|| panic!("there is “{name}”")).id
}

/// The stored data of all articles that are not deleted, by title.
pub fn everything(desk: &Desk) -> Vec<AnnotationSet> {
    let stored = desk.store.library().into_iter().filter(|entry| entry.deleted.is_none());
    let mut sets: Vec<_> = stored.map(|entry| set_of(desk, &entry.id)).collect();
    sets.sort_by_key(|set| set.article().id().clone());
    sets
}

pub fn set_of(desk: &Desk, id: &ArticleId) -> AnnotationSet {
    desk.store.stored(id).unwrap().restore().unwrap().ledger.set().clone()
}

/// The shown message.
fn tally(desk: &mut Desk) -> (Vec<Done>, Vec<(String, NotDone)>, usize) {
    let Some(Message::Stored(tally)) = desk.toast() else { panic!("{:?}", desk.toast()) };
    (tally.done.clone(), tally.failed.clone(), tally.left.len())
}

pub fn downloaded(desk: &Desk) -> File {
    let files = desk.heard.iter().rev();
    let mut files = files.filter_map(|effect| match effect {
        Effect::Download(exported) => Some(exported.file.clone()),
        _ => None,
    });
    files.next().unwrap()
}

/// Everything as one file.
pub fn exported(desk: &mut Desk) -> File {
    shelve(desk, Shelve::ExportAll);
    desk.does(Action::ExportTo(Destination::Download));
    downloaded(desk)
}

pub fn receives(desk: &mut Desk, file: &File, clash: Clash) {
    desk.does(Action::Receive { files: [file.clone()].into(), format: None });
    shelve(desk, Shelve::PickClash(clash));
    desk.does(Action::Import);
}

#[test]
fn the_list_is_put_in_four_orders() {
    let mut desk = library();
    let orders = [
        (Order::Used, ["Mice in the house", "Ärger", "Zoo"]),
        (Order::Title, ["Mice in the house", "Zoo", "Ärger"]),
        (Order::Published, ["Ärger", "Zoo", "Mice in the house"]),
        (Order::Annotated, ["Zoo", "Ärger", "Mice in the house"]),
    ];
    for (order, names) in orders {
        shelve(&mut desk, Shelve::Sort(order));
        assert_eq!(listed(&mut desk), names, "{order:?}");
    }
}

#[test]
fn an_article_is_found_by_title_author_source_and_beginning_as_one_types() {
    let mut desk = library();
    for (find, names) in [
        ("zo", vec!["Zoo"]),
        ("CY", vec!["Zoo"]),
        ("example zoo", vec!["Zoo"]),
        ("ana", vec!["Zoo"]),
        ("ÄRGER", vec!["Ärger"]),
        ("mice house", vec!["Mice in the house"]),
        ("nothing of it", vec![]),
        ("  ", vec!["Mice in the house", "Ärger", "Zoo"]),
    ] {
        shelve(&mut desk, Shelve::Find(TextSearch::of(find)));
        assert_eq!(listed(&mut desk), names, "{find}");
    }
    let shelf = desk.lists().shelf;
    assert_eq!((shelf.articles, shelf.annotations), (3, 3));
}

#[test]
fn details_are_corrected_without_opening_and_the_correction_can_be_undone_there() {
    let mut desk = library();
    let (zoo, open) = (id_of(&desk, "Zoo"), desk.article().id().clone());
    let better = details("The zoo", "Cy Di", "", "2024");
    shelve(&mut desk, Shelve::Edit(Some(zoo.clone())));
    let typed = desk.lists().shelf.editing.unwrap();
    assert_eq!((typed.0, typed.1.title.as_str()), (zoo.clone(), "Zoo"));
    assert!(!desk.session.would_lose_work());
    shelve(&mut desk, Shelve::Type(better.clone()));
    assert!(desk.session.would_lose_work(), "closing the page asks");
    assert_eq!(desk.lists().shelf.editing.unwrap().1, better, "what is typed stays");
    assert_eq!(set_of(&desk, &zoo).details().title, "Zoo", "and is not kept yet");
    shelve(&mut desk, Shelve::Correct(zoo.clone(), better.clone()));
    assert_eq!(tally(&mut desk).0, [Done::Corrected]);
    assert_eq!(desk.lists().shelf.editing, None);
    assert!(!desk.session.would_lose_work());
    assert!(listed(&mut desk).contains(&"The zoo".to_owned()));
    assert_eq!(*desk.article().id(), open, "what is open stays open");
    assert_eq!(*set_of(&desk, &zoo).details().as_ref(), better);
    desk.does(Opening::Stored(zoo).into());
    assert_eq!(desk.shows(), "[person:Ana] met [person:Bo].");
    desk.undo();
    assert_eq!(desk.set().details().title, "Zoo");
}

#[test]
fn the_details_of_the_open_article_are_corrected_as_one_step_of_it() {
    let mut desk = library();
    let id = desk.article().id().clone();
    shelve(&mut desk, Shelve::Correct(id, details("Mice", "", "", "")));
    assert_eq!(desk.set().details().title, "Mice");
    desk.undo();
    assert_eq!(desk.set().details().title, "");
}

#[test]
fn what_another_tab_writes_is_neither_corrected_nor_merged_into_but_can_be_copied() {
    let mut desk = library();
    desk.elsewhere = true;
    let (zoo, before) = (id_of(&desk, "Zoo"), desk.store.clone());
    shelve(&mut desk, Shelve::Correct(zoo.clone(), details("X", "", "", "")));
    assert_eq!(tally(&mut desk).1, [("Zoo".to_owned(), NotDone::Elsewhere)]);
    assert_eq!(desk.store, before);
    shelve(&mut desk, Shelve::Duplicate(zoo, "Zoo (copy)".to_owned()));
    assert_eq!(tally(&mut desk).0, [Done::Copied]);
}

#[test]
fn a_copy_opens_with_everything_and_changes_nothing_of_the_first() {
    let mut desk = library();
    let zoo = id_of(&desk, "Zoo");
    shelve(&mut desk, Shelve::Duplicate(zoo.clone(), "Zoo (copy)".to_owned()));
    let before = set_of(&desk, &zoo);
    let copy = id_of(&desk, "Zoo (copy)");
    desk.does(Opening::Stored(copy).into());
    assert_eq!(desk.shows(), "[person:Ana] met [person:Bo].");
    desk.mark(Kind::Claim, "met");
    assert_eq!(set_of(&desk, &zoo), before);
}

#[test]
fn a_copy_of_the_open_article_has_what_is_shown_even_if_it_is_not_stored() {
    let mut desk = library();
    let id = desk.article().id().clone();
    desk.store.records.retain(|key, _| key.get(1) != Some(&id.0.to_string()));
    shelve(&mut desk, Shelve::Duplicate(id, "Mice (copy)".to_owned()));
    let copy = set_of(&desk, &id_of(&desk, "Mice (copy)"));
    assert_eq!(&**copy.article().text(), "Mice in the house");
}

#[test]
fn ticks_stay_with_what_is_found_and_only_they_go_out() {
    let mut desk = library();
    shelve(&mut desk, Shelve::Find(TextSearch::of("o")));
    shelve(&mut desk, Shelve::SelectAll(true));
    shelve(&mut desk, Shelve::Find(TextSearch::default()));
    let selected = desk.lists().shelf.selected;
    assert_eq!(selected.len(), 3, "“o” is in trouble, Zoo and house");
    let trouble = id_of(&desk, "Ärger");
    shelve(&mut desk, Shelve::Select(trouble, false));
    shelve(&mut desk, Shelve::ExportSelected);
    let Some(Dialog::Export(open)) = desk.session.dialog() else { panic!("the export opens") };
    assert_eq!(open.documents.len(), 2);
    assert!(!open.is_page());
    shelve(&mut desk, Shelve::CountSelected);
    let Some(Dialog::Export(open)) = desk.session.dialog() else { panic!("the page opens") };
    assert_eq!((open.documents.len(), open.is_page()), (2, true));
    desk.does(Action::Show(Some(Dialog::Open.into())));
    shelve(&mut desk, Shelve::SelectAll(false));
    assert_eq!(desk.lists().shelf.selected, []);
}

#[test]
fn of_a_thousand_articles_fifty_are_drawn_until_more_are_asked_for() {
    let mut desk = Desk::default();
    let entry = library().store.library().remove(0);
    let entries = (0..1000).map(|n| Entry { id: n.to_string().as_str().into(), ..entry.clone() });
    desk.does(Action::Library(entries.collect()));
    desk.passes(Action::Show(Some(Dialog::Open.into()))).unwrap();
    drop(desk.session.take_effects());
    assert_eq!(listed(&mut desk).len(), 50);
    shelve(&mut desk, Shelve::More);
    assert_eq!(listed(&mut desk).len(), 150);
    shelve(&mut desk, Shelve::SelectAll(true));
    assert_eq!(desk.lists().shelf.selected.len(), 1000);
}

#[test]
fn everything_goes_out_as_our_own_files_whatever_was_chosen_last() {
    let mut desk = library();
    desk.does(Action::ShowExport { format: Some("csv".to_owned()), options: None });
    desk.does(Action::ExportTo(Destination::Download));
    let file = exported(&mut desk);
    assert_eq!(file.name, "articles.zip");
    let mut other = Desk::default();
    receives(&mut other, &file, Clash::Merge);
    assert_eq!(everything(&other), everything(&desk));
    assert_eq!(tally(&mut other).0, [Done::New; 3]);
    assert!(other.session.document().is_none(), "none of them was opened");
    assert!(matches!(other.session.dialog(), Some(Dialog::Open)), "the list shows them");
}

#[test]
fn what_is_stored_already_is_merged_skipped_or_kept_beside_as_the_reader_says() {
    let mut desk = library();
    let file = exported(&mut desk);
    let zoo = id_of(&desk, "Zoo");
    desk.does(Opening::Stored(zoo.clone()).into());
    let ana = desk.set().iter().next().unwrap().id.clone();
    desk.note(&ana, "mine");
    desk.mark(Kind::Claim, "met");
    desk.does(Action::CloseArticle);
    let count = |desk: &Desk| everything(desk).len();

    let mut skips = Desk { store: desk.store.clone(), ..Desk::default() };
    receives(&mut skips, &file, Clash::Skip);
    assert_eq!((tally(&mut skips).0, &skips.store), (vec![Done::Skipped; 3], &desk.store));

    let mut merges = Desk { store: desk.store.clone(), ..Desk::default() };
    receives(&mut merges, &file, Clash::Merge);
    let done = tally(&mut merges).0;
    assert_eq!(done.iter().filter(|done| **done == Done::Merged).count(), 1, "{done:?}");
    assert_eq!(count(&merges), 3);
    let merged = set_of(&merges, &zoo);
    assert_eq!(merged.len(), 3, "what was not in the file stays");
    assert_eq!(merged.get(&ana).unwrap().note, "", "where they differ the file’s is taken");
    merges.does(Opening::Stored(zoo.clone()).into());
    merges.undo();
    assert_eq!(merges.set().get(&ana).unwrap().note, "mine", "and that can be undone");

    let mut both = Desk { store: desk.store.clone(), ..Desk::default() };
    both.world.drawn.set(900);
    receives(&mut both, &file, Clash::Both);
    assert_eq!((tally(&mut both).0, count(&both)), (vec![Done::Beside; 3], 6));
    assert_eq!(set_of(&both, &zoo).get(&ana).unwrap().note, "mine");
}

#[test]
fn another_text_under_the_same_id_is_never_written_over() {
    let article = |text: &str| {
        let article = article_annotator::model::Article::new(Some("same".into()), text).unwrap();
        Rc::new(AnnotationSet::new(Rc::new(article), details(text, "", "", "")))
    };
    let mut desk = Desk::default();
    for text in ["one", "two", "three"] {
        let file = File::new("a.json", crate::paper::proved(&article(text)));
        let other = File::new("b.json", crate::paper::proved(&crate::notation::annotated(text)));
        desk.does(Action::Receive { files: [file, other].into(), format: None });
        desk.does(Action::Import);
    }
    assert_eq!(desk.store.library().iter().filter(|it| !it.details.title.is_empty()).count(), 3);
}

/// The number of the deed that was begun.
fn started_by(effects: Vec<Effect>) -> u32 {
    let number = |effect| match effect {
        Effect::Do(number, _) => Some(number),
        _ => None,
    };
    effects.into_iter().find_map(number).unwrap()
}

#[test]
fn a_stop_keeps_what_is_stored_and_stores_no_more() {
    let mut desk = library();
    let file = exported(&mut desk);
    let mut other = Desk::default();
    other.does(Action::Receive { files: [file].into(), format: None });
    other.passes(Action::Import).unwrap();
    let effects = other.session.take_effects();
    assert!(matches!(other.session.dialog(), Some(Dialog::Storing { done: 0, total: 3 })));
    other.does(Shelve::Done(started_by(effects), Ok(Done::New)).into());
    // The test host did the other two at once; a reader is slower.
    assert_eq!(tally(&mut other).0.len(), 3);
    other.does(Action::CloseArticle);
    other.does(Action::Receive { files: [exported(&mut desk)].into(), format: None });
    other.passes(Action::Import).unwrap();
    let started = started_by(other.session.take_effects());
    other.does(Action::Show(None));
    other.does(Shelve::Done(started, Ok(Done::Same)).into());
    assert_eq!(tally(&mut other), (vec![Done::Same], vec![], 2));
    assert_eq!(other.session.dialog(), None);
}

#[test]
fn what_has_no_room_is_kept_in_memory_and_offered_as_a_file() {
    let mut desk = library();
    let (file, sets) = (exported(&mut desk), everything(&desk));
    let mut other = Desk { full: true, ..Desk::default() };
    receives(&mut other, &file, Clash::Merge);
    let (done, failed, left) = tally(&mut other);
    assert_eq!((done.len(), failed.len(), left), (0, 1, 2), "it stops at the first");
    assert!(other.store.records.is_empty() && other.session.screen().toast.unwrap().undo);
    shelve(&mut other, Shelve::TakeUnstored);
    other.does(Action::ExportTo(Destination::Download));
    let mut third = Desk::default();
    receives(&mut third, &downloaded(&other), Clash::Merge);
    assert_eq!(everything(&third), sets);
}

#[test]
fn a_copy_without_room_is_offered_as_a_file_of_the_article_it_is_a_copy_of() {
    let mut desk = library();
    desk.full = true;
    let zoo = id_of(&desk, "Zoo");
    shelve(&mut desk, Shelve::Duplicate(zoo.clone(), "Zoo (copy)".to_owned()));
    assert_eq!(tally(&mut desk).1.len(), 1);
    assert_eq!(desk.lists().shelf.unstored, ["Zoo"], "the list says so, too");
    shelve(&mut desk, Shelve::TakeUnstored);
    let Some(Dialog::Export(open)) = desk.session.dialog() else { panic!("the export opens") };
    assert_eq!(open.documents[0].article().id(), &zoo);
    assert_eq!(open.format, "json");
}

#[test]
fn many_articles_that_are_read_for_an_export_show_how_far_that_is() {
    let mut desk = library();
    let entry = desk.store.library().remove(0);
    let entries = (0..30).map(|n| Entry { id: n.to_string().as_str().into(), ..entry.clone() });
    desk.does(Action::Library(entries.collect()));
    desk.passes(Shelve::ExportAll.into()).unwrap();
    assert!(matches!(desk.session.dialog(), Some(Dialog::Gathering { done: 0, total: 30 })));
    shelve_only(&mut desk, Shelve::Gathering(25));
    assert!(matches!(desk.session.dialog(), Some(Dialog::Gathering { done: 25, total: 30 })));
    shelve_only(&mut desk, Shelve::Find(TextSearch::default()));
    desk.passes(Action::Gathered(Rc::default())).unwrap();
    assert_eq!(desk.session.dialog(), None, "nothing could be read");
}

/// Performs an action without running its effects.
fn shelve_only(desk: &mut Desk, asked: Shelve) {
    desk.passes(asked.into()).unwrap();
}
