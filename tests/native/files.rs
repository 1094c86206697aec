//! Files in and out while a reader works: what is merged, what is asked first, how a download is
//! named, and that a file is compared before it is offered.

use article_annotator::formats::registry;
use std::rc::Rc;

use article_annotator::formats::codecs::json;
use article_annotator::formats::{
    Choice, Codec, Context, File, Imported, Options, Problem, catalog,
};
use article_annotator::model::{AnnotationSet, Details, Kind};
use article_annotator::session::document::merge::Report;
use article_annotator::session::transfer::gathered::ReadArticle;
use article_annotator::session::worker::protocol::Exported;
use article_annotator::session::{
    Action, Destination, Dialog, Effect, Label, Made, Message, Outcome, PageEffect, Reply,
    SessionError,
};

use crate::notation::annotated;
use crate::paper;
use crate::world::{Desk, worked};

fn file(notation: &str) -> String {
    paper::proved(&annotated(notation))
}

fn report(added: usize, changed: usize, same: usize) -> Reply {
    Reply::Imported(Report { added, changed, same, problems: vec![] })
}

#[test]
fn a_file_about_the_open_article_is_merged_in_as_one_step() {
    let mut desk = Desk::reading("Ana met Bo");
    desk.mark(Kind::Claim, "met");
    let reply = desk.drops(file("[person:Ana] met [person:Bo]").as_bytes());
    assert_eq!(reply, report(2, 0, 0));
    assert_eq!(desk.shows(), "[person:Ana] [claim:met] [person:Bo]");
    let toast = desk.session.screen().toast.unwrap();
    assert!(toast.undo && matches!(*toast.message, Message::Imported { added: 2, .. }));
    assert_eq!(desk.document().history().undoable(), Some(&Label::Import));
    desk.undo();
    assert_eq!(desk.shows(), "Ana [claim:met] Bo");
}

#[test]
fn the_same_file_twice_changes_nothing_the_second_time() {
    let mut desk = Desk::reading("Ana met Bo");
    desk.mark(Kind::Person, "Ana");
    let own = desk.exported();
    let steps = desk.document().history().done();
    assert_eq!(desk.drops(own.as_bytes()), report(0, 0, 1));
    assert_eq!(desk.document().history().done(), steps);
    assert!(!desk.session.screen().toast.unwrap().undo);
}

#[test]
fn a_colleagues_changes_to_the_same_annotations_come_in() {
    let mut desk = Desk::reading("Ana met Bo");
    let id = desk.mark(Kind::Person, "Ana");
    let mut colleague = Desk::default();
    colleague.world.wait(60_000);
    colleague.drops(desk.exported().as_bytes());
    assert_eq!(colleague.set(), desk.set());
    colleague.note(&id, "Which Ana?");
    colleague.mark(Kind::Claim, "met");
    assert_eq!(desk.drops(colleague.exported().as_bytes()), report(1, 1, 0));
    assert_eq!(desk.set().get(&id).unwrap().note, "Which Ana?");
    desk.undo();
    assert_eq!(desk.set().get(&id).unwrap().note, "");
}

#[test]
fn a_file_opens_its_article_where_none_is_open() {
    let mut desk = Desk::default();
    assert_eq!(desk.drops(file("[person:Ana] met").as_bytes()), report(1, 0, 0));
    assert_eq!(desk.shows(), "[person:Ana] met");
    assert_eq!(desk.restarted().shows(), "[person:Ana] met");
}

#[test]
fn a_file_about_another_text_asks_first_and_then_opens_that_article() {
    let mut desk = Desk::reading("Ana met Bo");
    desk.mark(Kind::Claim, "met");
    let before = desk.store.clone();
    desk.drops(file("[person:Cy] left").as_bytes());
    assert!(matches!(desk.session.dialog(), Some(Dialog::OtherText { .. })));
    assert_eq!((desk.shows().as_str(), &desk.store), ("Ana [claim:met] Bo", &before));
    desk.heard.clear();
    desk.does(Action::OpenOther);
    assert!(
        desk.heard.iter().any(|one| matches!(one, Effect::OnPage(PageEffect::ReturnToArticle))),
        "the focus is lost"
    );
    assert_eq!((desk.shows().as_str(), desk.session.dialog()), ("[person:Cy] left", None));
    assert_eq!(desk.store.library().len(), 2);
    // If the answer is no, nothing happens.
    desk.drops(file("another").as_bytes());
    desk.does(Action::Show(None));
    assert_eq!(desk.shows(), "[person:Cy] left");
}

#[test]
fn a_table_nobody_here_reads_is_named_and_opens_as_text_only_if_the_reader_says_so() {
    let mut desk = Desk::reading("Ana met Bo");
    let table = b"Quote,Comment\nAna,a name\n";
    desk.drops_named("other.csv", table);
    let Some(Dialog::Unknown { problems, .. }) = desk.session.dialog() else {
        panic!("asks first")
    };
    assert!(problems[0].message.starts_with("this is a table, but not in an annotation format"));
    assert_eq!(desk.shows(), "Ana met Bo");
    desk.does(Action::Show(None));
    assert_eq!((desk.shows().as_str(), desk.store.library().len()), ("Ana met Bo", 1));
    desk.drops_named("other.csv", table);
    desk.does(Action::OpenAsText);
    assert!(desk.session.dialog().is_none(), "{:?}", desk.session.dialog());
    assert_eq!(desk.shows().trim_end(), "Quote,Comment\nAna,a name");
    assert_eq!(desk.set().details().title, "other");
}

#[test]
fn what_could_not_be_read_of_a_file_is_told_with_the_rest() {
    let mut desk = Desk::reading("Ana met Bo");
    let damaged = file("[person:Ana] met [person:Bo]").replace("\"end\": 3,", "\"end\": 4,");
    let Reply::Imported(Report { added: 1, problems, .. }) = desk.drops(damaged.as_bytes()) else {
        panic!("one annotation can be read");
    };
    assert_eq!(problems.len(), 1);
    let told = "spans[0]: at 0-4 the text is “Ana ”, not “Ana”; left out";
    assert!(problems[0].message.ends_with(told), "{}", problems[0].message);
    assert!(
        matches!(desk.toast(), Some(Message::Imported { problems, .. }) if problems.len() == 1)
    );
}

#[test]
fn a_text_file_is_opened_under_the_name_it_has() {
    let mut desk = Desk::default();
    let content = "\u{feff}One\r\n\r\nTwo".as_bytes();
    desk.drops_named("My_great-article.v2.txt", content);
    assert_eq!(desk.shows(), "One\n\nTwo");
    assert_eq!(desk.set().details().title, "My great article.v2");
}

#[test]
fn from_a_program_only_annotations_for_the_open_article_are_taken() {
    let mut desk = Desk::reading("Ana met Bo");
    let mut import = |content: &str, format: Option<&str>| {
        desk.imports(content.as_bytes(), format).map_err(|error| error.to_string())
    };
    assert_eq!(import(&file("[person:Ana] met Bo"), None), Ok(report(1, 0, 0)));
    let error = |words: &str| Err(words.to_owned());
    assert_eq!(
        import(&file("[person:Cy] left"), None),
        error("content: the file belongs to another article than the open one")
    );
    assert_eq!(import("just words", None), error("content: this is not in a known format"));
    assert_eq!(import("x", Some("docx")), error("format: there is no format “docx”"));
    assert_eq!(import("{}", Some("json")), error("content: there is no article in this file"));
}

#[test]
fn a_download_is_named_after_the_article_and_remembered() {
    let mut desk = Desk::reading("Ana met Bo");
    let title = "Ana & Bo: “talks”, día 2!".to_owned();
    desk.does(Action::SetDetails(Details { title, ..Details::default() }));
    desk.world.wait(5000);
    desk.does(Action::ShowExport { format: None, options: None });
    desk.does(Action::ExportTo(Destination::Download));
    let file = desk.heard.iter().find_map(|effect| match effect {
        Effect::Download(exported) => Some(exported.file.clone()),
        _ => None,
    });
    let file = file.unwrap();
    assert_eq!(file.name, "ana-bo-talks-día-2.json");
    assert_eq!(paper::read(&file.content).documents[0], *desk.set());
    assert_eq!(desk.restarted().document().exported(), desk.document().exported());
    assert!(desk.document().exported().is_some());
    let stays = matches!(desk.session.dialog(), Some(Dialog::Export(_)));
    assert!(stays, "the next format is one click away");
}

#[test]
fn a_copy_is_the_same_file() {
    let mut desk = Desk::reading("Ana met Bo");
    desk.mark(Kind::Person, "Ana");
    let exported = desk.exported();
    desk.does(Action::ShowExport { format: None, options: None });
    desk.does(Action::ExportTo(Destination::Copy));
    let copied = |effect: &Effect| matches!(effect, Effect::Copy(copy) if copy.file.content == exported.as_bytes());
    assert!(desk.heard.iter().any(copied));
}

#[test]
fn what_is_printed_is_the_page_with_the_chosen_parts_and_does_not_count_as_exported() {
    let mut desk = Desk::reading("Ana met Bo");
    desk.mark(Kind::Claim, "met");
    desk.keys("Ctrl+p");
    let Some(Dialog::Export(open)) = desk.session.dialog() else { panic!("no dialog") };
    let [Choice::Parts(parts)] = catalog::named(&open.format).unwrap().choices else {
        panic!("{}", open.format)
    };
    let options = open.options.with_part(parts, "notes", false);
    desk.does(Action::ShowExport { format: Some("html".to_owned()), options: Some(options) });
    desk.does(Action::ExportTo(Destination::Print));
    let printed = desk.heard.iter().find_map(|effect| match effect {
        Effect::Print(exported) => Some(String::from_utf8_lossy(&exported.file.content)),
        _ => None,
    });
    let printed = printed.unwrap();
    assert!(printed.contains("<h2>Claims") && !printed.contains("<h2>Notes"), "{printed}");
    assert!(desk.document().exported().is_none());
    // The parts are remembered, and another format has none.
    desk.does(Action::Show(None));
    desk.does(Action::ShowExport { format: Some("picture".to_owned()), options: None });
    let shape = |desk: &Desk| match desk.session.dialog() {
        Some(Dialog::Export(open)) => open.options.shape.clone(),
        _ => panic!("no dialog"),
    };
    assert_eq!(shape(&desk), "");
    desk.does(Action::Show(None));
    desk.keys("Ctrl+p");
    assert_eq!(shape(&desk), "text claims people picture");
}

#[test]
fn at_least_one_part_is_printed_and_a_shape_of_another_format_means_all() {
    let parts = [("a", ""), ("b", "")];
    let chosen = |options: &Options| ["a", "b"].map(|id| options.has_part(&parts, id));
    let all = Options::default();
    assert_eq!(chosen(&all), [true, true]);
    let one = all.with_part(&parts, "a", false);
    assert_eq!((chosen(&one), &*one.shape), ([false, true], "b"));
    assert_eq!(one.with_part(&parts, "b", false), one, "the last one stays");
    assert_eq!(one.with_part(&parts, "a", true), all);
    assert_eq!(chosen(&Options { shape: "csv".to_owned(), ..all }), [true, true]);
}

/// The Export dialog with a file still being made, and the number of the worker's task.
fn making(desk: &mut Desk) -> (u32, Rc<Outcome>) {
    let show = Action::ShowExport { format: None, options: None };
    desk.passes(show).unwrap();
    let effects = desk.session.take_effects();
    let asked = effects.into_iter().find_map(|effect| match effect {
        Effect::Work(ticket, task) => Some((ticket, Rc::new(worked(&task)))),
        _ => None,
    });
    asked.unwrap()
}

/// The file to be saved where the reader chooses.
fn written(desk: &Desk) -> Rc<Exported> {
    let made = desk.heard.iter().rev().find_map(|effect| match effect {
        Effect::SaveTo(made) => Some(made.clone()),
        _ => None,
    });
    made.unwrap()
}

#[test]
fn a_file_that_is_still_being_made_is_chosen_at_the_click_and_written_when_it_is_made() {
    let mut desk = Desk::reading("Ana met Bo");
    let (ticket, outcome) = making(&mut desk);
    desk.does(Action::ExportTo(Destination::SaveTo));
    desk.does(Action::ExportTo(Destination::SaveTo));
    let choosers = desk.heard.iter().filter(|it| matches!(it, Effect::ChooseFile(_))).count();
    assert_eq!(choosers, 1, "one click more opens no second one");
    let name = desk.heard.iter().rev().find_map(|effect| match effect {
        Effect::ChooseFile(name) => Some(name.clone()),
        _ => None,
    });
    let name = name.unwrap();
    desk.does(Action::Worked { ticket, outcome });
    let made = written(&desk);
    assert_eq!(made.file.name, name);
    // Cancelling the file chooser saves nothing, and the program says nothing.
    desk.does(Action::Wrote(made.clone(), Ok(false)));
    assert!(matches!(desk.session.dialog(), Some(Dialog::Export(_))));
    assert_eq!((desk.document().exported(), desk.toast()), (None, None));
    desk.does(Action::ExportTo(Destination::SaveTo));
    desk.does(Action::Wrote(made.clone(), Ok(true)));
    assert_eq!(desk.toast(), Some(Message::SavedTo(name)));
    assert!(desk.document().exported().is_some());
    assert!(matches!(desk.session.dialog(), Some(Dialog::Export(_))));
}

#[test]
fn a_file_that_could_not_be_written_where_the_reader_chose_goes_to_the_downloads() {
    let mut desk = Desk::reading("Ana met Bo");
    desk.does(Action::ShowExport { format: None, options: None });
    desk.does(Action::ExportTo(Destination::SaveTo));
    let made = written(&desk);
    desk.does(Action::Wrote(made, Err("the disk is full".to_owned())));
    assert_eq!(desk.toast(), Some(Message::NotWritten("the disk is full".to_owned())));
    assert!(desk.heard.iter().any(|effect| matches!(effect, Effect::Download(_))));
}

#[test]
fn a_copy_asked_for_too_early_is_promised_to_the_clipboard_at_the_click() {
    let mut desk = Desk::reading("Ana met Bo");
    let (ticket, outcome) = making(&mut desk);
    desk.does(Action::ExportTo(Destination::Copy));
    assert!(desk.heard.iter().any(|effect| matches!(effect, Effect::CopyLater)));
    desk.does(Action::Worked { ticket, outcome });
    assert!(desk.heard.iter().any(|effect| matches!(effect, Effect::Copy(_))));
    // A browser that requires another click gets a button for it.
    desk.does(Action::Notify(Message::CopyAgain.into()));
    assert!(desk.session.toast().unwrap().undo);
    desk.does(Action::ExportTo(Destination::Copy));
    let copies = desk.heard.iter().filter(|effect| matches!(effect, Effect::Copy(_)));
    assert_eq!(copies.count(), 2);
}

#[test]
fn the_name_of_a_file_is_known_before_it_is_made_and_no_other_format_has_it() {
    let mut names = std::collections::BTreeMap::new();
    let two: Rc<[_]> = ["[person:Ana] met Bo", "[claim:It rains]"]
        .map(|text| Rc::new(crate::notation::annotated(text)))
        .into();
    for format in catalog::ALL {
        let shapes = format.choices.iter().find_map(|choice| match choice {
            Choice::Shape(shapes) => Some(shapes.iter().map(|(id, _)| *id).collect()),
            _ => None,
        });
        for shape in shapes.unwrap_or(vec![""]) {
            let options = Options { shape: shape.to_owned(), ..Options::default() };
            for documents in [vec![two[0].clone()], two.to_vec()] {
                let mut desk = Desk::reading("Ana met Bo");
                let read = documents
                    .into_iter()
                    .map(|set| (set.article().id().clone(), ReadArticle::Read(set, 0)));
                desk.does(Action::Gathered(read.collect()));
                let show = Action::ShowExport {
                    format: Some(format.id.to_owned()),
                    options: Some(options.clone()),
                };
                desk.does(show);
                let Some(Dialog::Export(open)) = desk.session.dialog() else { panic!("open") };
                match &open.made {
                    Made::Ready(made) => {
                        assert_eq!(open.name, made.file.name, "{}", format.id);
                        // So that no export of the same articles overwrites this one.
                        let of = names.insert(open.name.clone(), format.id);
                        assert!(of.is_none_or(|of| of == format.id), "{of:?}: {}", open.name);
                    }
                    other => panic!("{}: {other:?}", format.id),
                }
            }
        }
    }
}

#[test]
fn an_export_in_no_format_or_of_nothing_says_so() {
    let desk = Desk::default();
    assert_eq!(desk.exports("json").unwrap_err(), SessionError::NoArticle);
    let error = desk.exports("docx").unwrap_err().to_string();
    assert_eq!(error, "format: there is no format “docx”");
}

#[test]
fn a_file_that_would_not_say_the_same_is_not_handed_over() {
    // See: potato v2.8, webanno#1451 (PITFALLS, "Export").
    fn forgetful(_: &[File], _: &Context<'_>) -> Imported {
        Imported { documents: vec![annotated("Ana met Bo")], ..Imported::default() }
    }
    fn complaining(_: &[File], _: &Context<'_>) -> Imported {
        Imported {
            documents: vec![annotated("[person:Ana]")],
            problems: vec![Problem::new("oh")],
            ..Imported::default()
        }
    }
    let set: AnnotationSet = annotated("[person:Ana] met Bo");
    for (import, what) in
        [(forgetful as fn(&[File], &Context<'_>) -> Imported, "is missing"), (complaining, "oh")]
    {
        let error = paper::proved_by(&Codec { import, ..json::CODEC }, &set).unwrap_err();
        assert!(
            error.contains("was different when it was read back") && error.contains(what),
            "{error}"
        );
    }
}

#[test]
fn our_files_are_known_by_what_they_say_not_by_their_name() {
    let ours = file("Ana");
    for content in
        [ours.as_str(), &ours[..40], &format!("\u{feff} \n{ours}"), &ours.replace('\n', "")]
    {
        assert_eq!(paper::recognised(content.as_bytes()), Some("json"));
    }
    for other in [
        "",
        "{",
        "{}",
        "Ana wrote \"article-annotator\".",
        "[\"article-annotator\"]",
        "{\"format\":\"other\"}",
    ] {
        assert!(paper::recognised(other.as_bytes()).is_none(), "{other}");
    }
}

#[test]
fn every_format_has_its_own_id_and_stands_in_both_lists() {
    let ids: std::collections::BTreeSet<_> = catalog::ALL.iter().map(|format| format.id).collect();
    assert_eq!(ids.len(), catalog::ALL.len());
    let codecs: Vec<_> = registry::all().map(|codec| *codec.format).collect();
    let formats: Vec<_> = catalog::ALL.iter().map(|format| **format).collect();
    assert_eq!(codecs, formats, "one order in both");
    for format in formats {
        assert_eq!(catalog::named(format.id).copied(), Some(format));
        assert!(!format.name.is_empty() && !format.extension.contains('.'));
    }
}
