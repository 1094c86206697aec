//! Export and import as the reader sees them: the Export dialog with losses, the Import dialog with
//! the changes, and no change before it is confirmed.

use std::rc::Rc;

use article_annotator::formats::{File, Options};
use article_annotator::model::{Details, Kind, Origin};
use article_annotator::session::api::arguments::{Draft, Patch};
use article_annotator::session::document::scheme::Schemes;
use article_annotator::session::{
    Action, Destination, Dialog, Effect, Exporting, Importing, Keep, Made, Message, Reply,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

use crate::notation::find;
use crate::paper;
use crate::world::{Desk, worked};

fn exporting(desk: &Desk) -> Exporting {
    match desk.session.dialog() {
        Some(Dialog::Export(open)) => open.clone(),
        other => panic!("the export dialog is open, not {other:?}"),
    }
}

fn importing(desk: &Desk) -> Importing {
    match desk.session.dialog() {
        Some(Dialog::Import(open)) => open.clone(),
        other => panic!("the import dialog is open, not {other:?}"),
    }
}

fn note(words: &str) -> Patch {
    Patch { note: Some(words.to_owned()), ..Patch::default() }
}

fn receive(desk: &mut Desk, content: &str) -> Reply {
    let files = [File::new("mine.json", content)].into();
    desk.does(Action::Receive { files, format: None })
}

/// A desk with one person marked, its file, and the same desk with a later note.
fn changed_since() -> (Desk, String) {
    let mut desk = Desk::reading("Ana met Bo.");
    let id = desk.mark(Kind::Person, "Ana");
    desk.does(Action::Update { id: id.clone(), patch: note("theirs").into() });
    let file = desk.exported();
    desk.does(Action::Update { id, patch: note("mine").into() });
    (desk, file)
}

fn notes(desk: &Desk) -> Vec<String> {
    desk.set().iter().map(|one| one.note.clone()).collect()
}

#[test]
fn the_export_dialog_opens_on_a_file_that_was_read_back_and_says_what_is_lost() {
    let mut desk = Desk::reading("Ana met Bo.");
    desk.mark(Kind::Person, "Ana");
    desk.does(Action::ShowExport { format: None, options: None });
    let open = exporting(&desk);
    assert_eq!((open.format.as_str(), open.annotations()), ("json", 1));
    let Made::Ready(exported) = open.made else { panic!("made: {:?}", open.made) };
    assert_eq!(exported.losses, [vec![]]);
    assert!(exported.preview.starts_with("{\n  \"format\": \"article-annotator\""));
}

#[test]
fn what_was_chosen_last_is_chosen_the_next_time_also_after_a_restart() {
    let mut desk = Desk::reading("Ana met Bo.");
    let options = Options { bom: true, ..Options::default() };
    desk.does(Action::ShowExport {
        format: Some("json".to_owned()),
        options: Some(options.clone()),
    });
    desk.does(Action::ExportTo(Destination::Download));
    assert!(desk.heard.iter().any(|effect| matches!(effect, Effect::Download(_))));
    desk.does(Action::ShowExport { format: None, options: None });
    assert_eq!(exporting(&desk).options, options);
    assert_eq!(desk.store.settings().export, Some(("json".to_owned(), options)));
}

#[test]
fn nothing_changes_before_the_report_was_seen() {
    let (mut desk, file) = changed_since();
    let before = desk.store.clone();
    receive(&mut desk, &file);
    let open = importing(&desk);
    let compared = open.reading.documents[0].compared.clone().unwrap();
    assert_eq!((compared.new.len(), compared.changed.len(), compared.same), (0, 1, 0));
    assert_eq!((notes(&desk), &desk.store), (vec!["mine".to_owned()], &before));
    desk.does(Action::Show(None));
    assert_eq!(notes(&desk), ["mine"]);
}

#[test]
fn where_the_file_differs_the_reader_takes_its_words_keeps_theirs_or_both() {
    for (keep, wanted) in [
        (Keep::Theirs, vec!["theirs"]),
        (Keep::Mine, vec!["mine"]),
        (Keep::Both, vec!["mine", "theirs"]),
    ] {
        let (mut desk, file) = changed_since();
        receive(&mut desk, &file);
        desk.does(Action::PickKeep { which: None, keep });
        desk.does(Action::Import);
        let mut now = notes(&desk);
        now.sort();
        assert_eq!(now, wanted, "{keep:?}");
        if keep != Keep::Mine {
            desk.does(Action::Undo);
            assert_eq!(notes(&desk), ["mine"], "{keep:?} is one step");
        }
    }
}

#[test]
fn a_file_brought_in_again_changes_nothing_and_says_that_all_is_there() {
    let mut desk = Desk::reading("Ana met Bo.");
    desk.mark(Kind::Person, "Ana");
    let (file, before) = (desk.exported(), desk.set().clone());
    receive(&mut desk, &file);
    assert_eq!(importing(&desk).reading.documents[0].compared.as_ref().unwrap().same, 1);
    desk.does(Action::Import);
    assert_eq!(*desk.set(), before);
    assert!(desk.set().iter().all(|one| one.origin == Origin::Hand));
}

#[test]
fn of_several_files_the_reader_picks_and_each_becomes_an_article() {
    let file = |text: &str| paper::proved(&crate::notation::annotated(text));
    let mut desk = Desk::reading("Ana met Bo.");
    let files = [
        File::new("one.json", file("One [person:Cy] left.")),
        File::new("two.json", file("Two [person:Di] came.")),
        File::new("three.json", file("Three [claim:stayed].")),
        File::new("notes.bin", "\0\u{1}"),
    ];
    desk.does(Action::Receive { files: files.into(), format: None });
    let open = importing(&desk);
    assert_eq!(open.reading.documents.len(), 3);
    assert!(open.reading.problems[0].message.starts_with("notes.bin: "));
    desk.does(Action::PickArticle { index: 1, on: false });
    desk.does(Action::Import);
    let mut begins: Vec<_> =
        desk.store.library().into_iter().map(|entry| entry.name().to_owned()).collect();
    begins.sort();
    assert_eq!(begins, ["Ana met Bo.", "One Cy left.", "Three stayed."]);
}

#[test]
fn what_is_not_kept_is_saved_to_our_own_file_without_a_question_whatever_was_chosen_last() {
    let mut desk = Desk::reading("Ana met Bo.");
    desk.mark(Kind::Person, "Ana");
    desk.does(Action::ShowExport { format: Some("conll".to_owned()), options: None });
    desk.does(Action::ExportTo(Destination::Download));
    desk.does(Action::Show(None));
    desk.heard.clear();
    desk.does(Action::ExportTo(Destination::Download));
    assert_eq!(desk.session.dialog(), None);
    let file = desk.heard.iter().find_map(|effect| match effect {
        Effect::Download(exported) => Some(exported.file.clone()),
        _ => None,
    });
    assert_eq!(paper::read(&file.unwrap().content).documents[0], *desk.set());
}

#[test]
fn every_format_the_program_reads_comes_back_as_what_is_here_already() {
    let mut desk = Desk::reading("Ana met Bo. “Jobs doubled,” she said. “In May.”");
    desk.mark(Kind::Person, "Ana");
    let spans = ["“Jobs doubled,”", "“In May.”"].map(|words| find(desk.article(), words)).to_vec();
    let rest = Patch::default();
    desk.does(Action::Add(vec![Draft { id: None, kind: Kind::Quote, spans, rest }]));
    desk.mark(Kind::Claim, "Jobs doubled");
    let before = desk.set().clone();
    for format in article_annotator::formats::catalog::ALL.iter().filter(|format| format.reads) {
        if format.extension == "zip" || format.id == "conll" {
            continue;
        }
        let file = desk.exports(format.id).unwrap();
        let reply = desk.imports(file.as_bytes(), Some(format.id)).unwrap();
        let Reply::Imported(report) = reply else { panic!("{}", format.id) };
        assert_eq!((report.added, report.changed, report.same), (0, 0, 3), "{}", format.id);
        assert_eq!(*desk.set(), before, "{}", format.id);
    }
}

proptest! {
    #[test]
    fn each_that_differs_becomes_what_is_picked_for_it_nothing_is_lost_and_one_undo_takes_all_back(
        picks in vec(option::of(0..3_usize), 1..12), all in 0..3_usize,
    ) {
        let keeps = [Keep::Theirs, Keep::Mine, Keep::Both];
        let words: Vec<_> = (0..=picks.len()).map(|at| format!("word{at:02}")).collect();
        let mut desk = Desk::reading(&words.join(" "));
        let ids: Vec<_> = words.iter().map(|word| desk.mark(Kind::Claim, word)).collect();
        for id in &ids {
            desk.does(Action::Update { id: id.clone(), patch: note("theirs").into() });
        }
        let file = desk.exported();
        for id in &ids[..picks.len()] {
            desk.does(Action::Update { id: id.clone(), patch: note("mine").into() });
        }
        // The last is only in the file.
        desk.does(Action::Remove(ids[picks.len()].clone()));
        let before = desk.set().clone();
        receive(&mut desk, &file);
        desk.does(Action::PickKeep { which: None, keep: keeps[all] });
        for (id, pick) in ids.iter().zip(&picks) {
            if let Some(pick) = pick {
                let which = Some((0, id.clone()));
                desk.does(Action::PickKeep { which, keep: keeps[*pick] });
            }
        }
        desk.does(Action::Import);
        for (id, pick) in ids.iter().zip(&picks) {
            let span = before.get(id).unwrap().spans[0];
            let there = desk.set().iter().filter(|one| one.spans[0] == span);
            let mut notes: Vec<_> = there.map(|one| one.note.clone()).collect();
            notes.sort();
            let wanted: &[&str] = match keeps[pick.unwrap_or(all)] {
                Keep::Theirs => &["theirs"],
                Keep::Mine => &["mine"],
                Keep::Both => &["mine", "theirs"],
            };
            prop_assert_eq!(notes, wanted);
        }
        let left = picks.iter().filter(|pick| keeps[pick.unwrap_or(all)] == Keep::Mine).count();
        let told = desk.session.toast().map(|toast| (*toast.message).clone());
        let told = matches!(told, Some(Message::Imported { left: told, .. }) if told == left);
        prop_assert!(told, "the message says how many were left");
        desk.does(Action::Undo);
        prop_assert_eq!(desk.set(), &before);
    }
}

#[test]
fn a_choice_for_all_goes_before_what_was_picked_for_one() {
    let (mut desk, file) = changed_since();
    receive(&mut desk, &file);
    let id = importing(&desk).reading.documents[0].compared.as_ref().unwrap().changed[0].clone();
    desk.does(Action::PickKeep { which: Some((0, id.clone())), keep: Keep::Mine });
    assert_eq!(importing(&desk).keep_of_all(), None);
    desk.does(Action::PickKeep { which: None, keep: Keep::Both });
    assert_eq!(importing(&desk).keep_of(0, &id), Keep::Both);
    assert_eq!(importing(&desk).keep_of_all(), Some(Keep::Both));
}

#[test]
fn what_a_file_brings_into_the_open_article_arrives_as_a_step_and_not_as_a_second_document() {
    let (mut desk, file) = changed_since();
    let reading = desk.reads(file.as_bytes(), None).unwrap();
    let found = &reading.documents[0];
    assert_eq!((found.set.len(), found.brings.len()), (0, 1));
    let reply = desk.does(Action::ImportReading(Rc::new(reading)));
    let Reply::Imported(report) = reply else { panic!("it is imported") };
    assert_eq!((report.added, report.changed, report.same), (0, 1, 0));
    assert_eq!(notes(&desk), ["theirs"]);
}

#[test]
fn an_edit_while_a_program_imports_is_not_lost_and_nothing_comes_in_twice() {
    let (mut desk, file) = changed_since();
    let reading = desk.reads(file.as_bytes(), None).unwrap();
    desk.mark(Kind::Claim, "met Bo");
    let before = desk.set().clone();
    assert_eq!(desk.does(Action::ImportReading(Rc::new(reading))), Reply::Outdated);
    assert_eq!(*desk.set(), before);
    let reply = desk.imports(file.as_bytes(), None).unwrap();
    let Reply::Imported(report) = reply else { panic!("it is imported") };
    assert_eq!((report.added, report.changed, report.same), (0, 1, 0));
    assert_eq!(notes(&desk), ["theirs", ""]);
    desk.does(Action::Undo);
    assert_eq!(*desk.set(), before);
}

#[test]
fn an_edit_while_the_import_dialog_is_open_stays_and_what_was_picked_is_done() {
    let (mut desk, file) = changed_since();
    receive(&mut desk, &file);
    desk.does(Action::PickKeep { which: None, keep: Keep::Both });
    desk.mark(Kind::Claim, "met Bo");
    desk.does(Action::Import);
    assert!(desk.session.dialog().is_none());
    let mut now = notes(&desk);
    now.sort();
    assert_eq!(now, ["", "mine", "theirs"]);
}

#[test]
fn a_title_corrected_while_the_import_dialog_is_open_is_not_replaced_by_the_one_before() {
    let mut desk = Desk::reading("Ana met Bo.");
    let id = desk.mark(Kind::Claim, "met");
    desk.does(Action::Scheme(Schemes::Add(Kind::Claim, "Forecast".into())));
    let label = Patch { label: Some(Some("Forecast".into())), ..Patch::default() };
    desk.does(Action::Update { id, patch: label.into() });
    let file = desk.exported();
    assert!(desk.undo() && desk.undo());
    receive(&mut desk, &file);
    let title = "Corrected".to_owned();
    desk.does(Action::SetDetails(Details { title, ..Details::default() }));
    desk.does(Action::Import);
    assert!(desk.session.dialog().is_none());
    assert_eq!(desk.set().details().title, "Corrected");
    assert_eq!(desk.set().details().scheme.labels.len(), 1);
}

#[test]
fn what_was_removed_while_the_import_dialog_is_open_does_not_come_back_unasked() {
    for differs in [true, false] {
        let (mut desk, file) = changed_since();
        if !differs {
            assert!(desk.undo());
        }
        receive(&mut desk, &file);
        let id = desk.set().iter().next().unwrap().id.clone();
        desk.does(Action::Remove(id));
        desk.does(Action::Import);
        assert_eq!(notes(&desk), [""; 0]);
        assert_eq!(desk.toast(), Some(Message::ComparedAgain));
        let compared = importing(&desk).reading.documents[0].compared.clone().unwrap();
        assert_eq!(compared.new.len(), 1);
        desk.does(Action::Import);
        assert_eq!(notes(&desk), ["theirs"]);
    }
}

#[test]
fn a_difference_nobody_decided_about_is_shown_before_it_is_imported() {
    let (mut desk, file) = changed_since();
    receive(&mut desk, &file);
    let id = desk.set().iter().next().unwrap().id.clone();
    desk.does(Action::Update { id, patch: note("newer").into() });
    desk.does(Action::Import);
    assert_eq!(notes(&desk), ["newer"]);
    assert_eq!(desk.toast(), Some(Message::ComparedAgain));
    let open = importing(&desk);
    assert_eq!(open.reading.against.as_deref(), Some(desk.set()));
    desk.does(Action::Import);
    assert_eq!(notes(&desk), ["theirs"]);
}

#[test]
fn an_import_that_is_cancelled_while_the_file_is_compared_again_does_not_happen() {
    let (mut desk, file) = changed_since();
    receive(&mut desk, &file);
    desk.mark(Kind::Claim, "met Bo");
    desk.passes(Action::Import).unwrap();
    let works = |effect| match effect {
        Effect::Work(ticket, task) => Some((ticket, task)),
        _ => None,
    };
    let tasks: Vec<_> = desk.session.take_effects().into_iter().filter_map(works).collect();
    let [(ticket, task)] = tasks.as_slice() else { panic!("the file is compared again, once") };
    desk.does(Action::Show(None));
    desk.does(Action::Worked { ticket: *ticket, outcome: Rc::new(worked(task)) });
    assert!(desk.session.dialog().is_none());
    assert_eq!(notes(&desk), ["mine", ""]);
}

#[test]
fn a_label_that_only_a_refused_change_has_does_not_come() {
    for (keep, labels) in [(Keep::Mine, 0), (Keep::Theirs, 1)] {
        let mut desk = Desk::reading("Ana met Bo.");
        let id = desk.mark(Kind::Claim, "met");
        desk.does(Action::Scheme(Schemes::Add(Kind::Claim, "Forecast".into())));
        let label = Patch { label: Some(Some("Forecast".into())), ..Patch::default() };
        desk.does(Action::Update { id, patch: label.into() });
        let file = desk.exports("csv").unwrap();
        assert!(desk.undo() && desk.undo());
        assert!(desk.set().details().scheme.is_empty());
        let files = [File::new("a.csv", file)].into();
        desk.does(Action::Receive { files, format: None });
        assert_eq!(
            importing(&desk).reading.documents[0].compared.as_ref().unwrap().changed.len(),
            1
        );
        desk.does(Action::PickKeep { which: None, keep });
        desk.does(Action::Import);
        assert_eq!(desk.set().details().scheme.labels.len(), labels, "{keep:?}");
    }
}
