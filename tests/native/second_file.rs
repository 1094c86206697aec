//! A second file about one article: ids invented for a first file without ids never match anything
//! in the second.

use article_annotator::formats::File;
use article_annotator::model::Kind;
use article_annotator::session::document::actors::People;
use article_annotator::session::{Action, Dialog};

use crate::world::Desk;

const TEXT: &str = "Ana met Bo and Cy.";

/// Who is meant by each highlight, as “words: name”.
fn meant(desk: &Desk) -> Vec<String> {
    let set = desk.set();
    let of = |one: &std::rc::Rc<article_annotator::model::Annotation>| {
        let name = one.actor().and_then(|id| set.actor(id)).map(|actor| actor.name.clone());
        format!("{}: {}", set.article().slice(one.spans[0]), name.unwrap_or_default())
    };
    set.iter().map(of).collect()
}

fn names(desk: &Desk) -> Vec<String> {
    let mut names = desk.actors();
    names.sort();
    names
}

fn w3c(id: u32, words: &str, name: &str) -> String {
    format!(
        r#"{{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://e.example/{id}","type":"Annotation",
"body":[{{"type":"TextualBody","value":"person","purpose":"classifying"}},{{"type":"TextualBody","value":"{name}","purpose":"identifying"}}],
"target":{{"source":"x","selector":{{"type":"TextQuoteSelector","exact":"{words}"}}}}}}"#
    )
}

fn csv(start: usize, end: usize, name: &str) -> String {
    format!("kind,start,end,who\nperson,{start},{end},{name}\n")
}

fn recogito(words: &str) -> String {
    let mark = |id: &str, tag: &str, words: &str| {
        format!(
            r##"{{"@context":"http://www.w3.org/ns/anno.jsonld","id":"#{id}","type":"Annotation","body":[{{"type":"TextualBody","purpose":"tagging","value":"{tag}"}}],
"target":{{"selector":[{{"type":"TextQuoteSelector","exact":"{words}"}}]}}}}"##
        )
    };
    let link = r##"{"@context":"http://www.w3.org/ns/anno.jsonld","id":"#l","type":"Annotation","motivation":"linking",
"body":[{"type":"TextualBody","purpose":"tagging","value":"claimant"}],"target":[{"id":"#c"},{"id":"#1"}]}"##;
    format!("[{},{},{link}]", mark("1", "person", words), mark("c", "claim", "met"))
}

#[test]
fn a_second_file_never_renames_whom_the_first_brought() {
    let files = [
        ("w3c", w3c(1, "Ana", "Ana"), w3c(2, "Bo", "Bo")),
        ("csv", csv(0, 3, "Ana"), csv(8, 10, "Bo")),
    ];
    for (format, first, second) in files {
        let mut desk = Desk::reading(TEXT);
        desk.imports(first.as_bytes(), Some(format)).unwrap();
        desk.imports(second.as_bytes(), Some(format)).unwrap();
        assert_eq!(meant(&desk), ["Ana: Ana", "Bo: Bo"], "{format}");
        assert_eq!(names(&desk), ["Ana", "Bo"], "{format}");
        // The same file once more changes nothing, even if the name was corrected since.
        let before = desk.set().clone();
        desk.imports(first.as_bytes(), Some(format)).unwrap();
        assert_eq!(*desk.set(), before, "{format}");
    }
}

#[test]
fn files_dropped_together_do_not_rename_each_other_and_one_person_of_both_is_one() {
    let mut desk = Desk::reading(TEXT);
    let files = [
        File::new("a.csv", csv(0, 3, "Ana")),
        File::new("b.csv", csv(8, 10, "Bo")),
        File::new("c.csv", csv(15, 17, "Ana")),
    ];
    desk.does(Action::Receive { files: files.into(), format: None });
    assert!(matches!(desk.session.dialog(), Some(Dialog::Import(_))));
    desk.does(Action::Import);
    assert_eq!(meant(&desk), ["Ana: Ana", "Bo: Bo", "Cy: Ana"]);
    assert_eq!(names(&desk), ["Ana", "Bo"]);
}

#[test]
fn a_name_that_was_corrected_stays_when_a_file_comes_with_the_old_one() {
    let mut desk = Desk::reading(TEXT);
    desk.imports(csv(0, 3, "Ana").as_bytes(), Some("csv")).unwrap();
    let (id, ana) = {
        let ana = desk.set().actors().next().unwrap();
        (ana.id.clone(), article_annotator::model::Actor::clone(ana))
    };
    let renamed = article_annotator::model::Actor { name: "Anabel".to_owned(), ..ana };
    desk.does(Action::People(People::Change(renamed)));
    desk.imports(csv(15, 17, "Ana").as_bytes(), Some("csv")).unwrap();
    assert_eq!(desk.set().actor(&id).unwrap().name, "Anabel");
    assert_eq!(meant(&desk), ["Ana: Anabel", "Cy: Ana"]);
}

#[test]
fn an_id_of_a_mention_that_two_files_have_renames_nobody() {
    let mut desk = Desk::reading(TEXT);
    let claimants = |desk: &Desk| -> Vec<String> {
        let claims = desk.set().iter().filter(|one| one.kind() == Kind::Claim);
        let of = claims.filter_map(|one| desk.set().actor(one.actor()?));
        of.map(|actor| actor.name.clone()).collect()
    };
    desk.imports(recogito("Ana").as_bytes(), Some("recogito")).unwrap();
    let ana = desk.set().actors().next().unwrap().clone();
    desk.imports(recogito("Bo").replace("#c", "#d").as_bytes(), Some("recogito")).unwrap();
    assert_eq!(desk.set().actor(&ana.id), Some(&ana));
    assert_eq!(claimants(&desk), ["Ana", "Bo"]);
}

#[test]
fn what_two_files_without_ids_say_of_one_place_is_both_there() {
    let file = |note: &str| format!("kind,start,end,note\nclaim,4,7,{note}\n");
    let mut desk = Desk::reading(TEXT);
    for note in ["one", "two", "one"] {
        desk.imports(file(note).as_bytes(), Some("csv")).unwrap();
    }
    let mut notes: Vec<_> = desk.set().iter().map(|one| one.note.clone()).collect();
    notes.sort();
    assert_eq!(notes, ["one", "two"]);
    // Dropped together, they were compared before either was there.
    let mut desk = Desk::reading(TEXT);
    let files = [File::new("a.csv", file("one")), File::new("b.csv", file("two"))];
    desk.does(Action::Receive { files: files.into(), format: None });
    desk.does(Action::Import);
    assert_eq!(desk.set().len(), 2);
}
