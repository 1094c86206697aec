//! Exporting several stored articles: one that cannot be read, or not all of it, is named where the file is
//! offered, and never just missing.

use article_annotator::session::library::shelf::Shelve;
use article_annotator::session::storage::schema::Key;
use article_annotator::session::transfer::gathered::WhyNotWhole;
use article_annotator::session::{Action, Dialog, Message};

use crate::library::{id_of, library, shelve};
use crate::world::Desk;

#[test]
fn an_export_of_everything_names_what_it_could_not_read() {
    let mut desk = library();
    let (zoo, trouble) = (id_of(&desk, "Zoo"), id_of(&desk, "Ärger"));
    let named = |desk: &mut Desk| -> Vec<(String, WhyNotWhole)> {
        shelve(desk, Shelve::ExportAll);
        let Some(Dialog::Export(open)) = desk.session.dialog() else { panic!("the export opens") };
        assert_eq!(
            open.documents.len()
                + open.not_whole.iter().filter(|one| one.why == WhyNotWhole::Gone).count(),
            3
        );
        open.not_whole.iter().map(|one| (one.title.clone(), one.why.clone())).collect()
    };
    assert_eq!(named(&mut desk), []);
    let (last, _) = desk.store.all("annotation", &zoo).pop().expect("two people");
    desk.store.damage("annotation", &last);
    assert_eq!(named(&mut desk), [("Zoo".to_owned(), WhyNotWhole::Records(1))]);
    let entry = Key::Entry(trouble.clone()).parts();
    desk.store.records.insert(entry, "{".to_owned());
    desk.does(Action::Show(Some(Dialog::Open.into())));
    let told = named(&mut desk);
    assert!(
        told.contains(&(String::new(), WhyNotWhole::Records(1))),
        "its title is lost: {told:?}"
    );
    desk.store.records.retain(|key, _| !key.contains(&zoo.0.to_string()));
    let told = named(&mut desk);
    assert!(
        told.contains(&("Zoo".to_owned(), WhyNotWhole::Gone)),
        "another tab deleted it: {told:?}"
    );
}

#[test]
fn an_export_of_which_nothing_can_be_read_says_why() {
    let mut desk = library();
    let zoo = id_of(&desk, "Zoo");
    desk.store.records.clear();
    desk.does(Action::ExportMany(vec![zoo]));
    let Some(Message::NothingRead(told)) = desk.toast() else { panic!("a message") };
    assert_eq!((&*told[0].title, &told[0].why), ("Zoo", &WhyNotWhole::Gone));
}
