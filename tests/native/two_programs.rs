//! The worker's programs: which of them a task fetches, that together they read everything, and what is said
//! if one cannot do its part.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use article_annotator::formats::common::zip;
use article_annotator::formats::{File, catalog, registry};
use article_annotator::model::suggest::{
    Because, SuggestedAll, SuggestedSpeaker, Suggestion, TextLanguage,
};
use article_annotator::model::{Kind, QuoteForm, TextRange, Timestamp};
use article_annotator::session::worker;
use article_annotator::session::worker::analysis::KeptModels;
use article_annotator::session::worker::arriving::Arriving;
use article_annotator::session::worker::program::Program::{self, Analysis, Documents, Files, Pdf};
use article_annotator::session::worker::protocol::{
    AS_TEXT, ExportTask, Outcome, ReadTask, Reading, Task,
};

use crate::notation::annotated;
use crate::paper;

/// The models, as the program fetches them.
const MODELS: &[u8] = include_bytes!("../../assets/suggest/english.bin");

const PAGE: &str = "<!doctype html><title>Vote</title><article><h1>Vote</h1><p>Ana met Bo in the town hall on Monday and they talked for two hours.</p></article>";

fn ours(text: &str) -> String {
    paper::proved(&annotated(text))
}

fn task(files: Vec<File>, format: Option<&str>) -> Task {
    let format = format.map(str::to_owned);
    Task::Read(ReadTask { files: files.into(), format, now: Timestamp(1), against: None })
}

/// The programs that are asked, in order, and the result.
fn asked(task: &Task) -> (Vec<Program>, Outcome) {
    let asked = RefCell::new(Vec::new());
    let outcome = worker::ask_all(task, |program, task| {
        asked.borrow_mut().push(program);
        worker::perform_by(program, task, &|_| {})
    });
    (asked.into_inner(), outcome)
}

fn read(files: Vec<File>, format: Option<&str>) -> (Vec<Program>, Reading) {
    match asked(&task(files, format)) {
        (programs, Outcome::Read(reading)) => (programs, reading),
        (_, other) => panic!("it can be read, but is {other:?}"),
    }
}

fn programs(name: &str, content: impl Into<Vec<u8>>) -> Vec<Program> {
    read(vec![File::new(name, content)], None).0
}

#[test]
fn a_file_that_can_be_read_again_is_written_by_the_program_of_files_and_any_other_by_the_one_that_analyses()
 {
    let set = Rc::new(annotated("[person:Ana] met Bo."));
    for format in catalog::ALL {
        let export = Task::Export(ExportTask {
            format: format.id.into(),
            options: Default::default(),
            now: Timestamp(1),
            documents: vec![set.clone()],
            stems: vec!["a".into()],
            name: "a".into(),
            part_of: None,
        });
        let (programs, outcome) = asked(&export);
        assert_eq!(programs, [if format.reads { Files } else { Analysis }], "{}", format.id);
        assert!(matches!(outcome, Outcome::Exported(_)), "{}: {outcome:?}", format.id);
    }
}

#[test]
fn suggestions_fetch_the_program_that_analyses_alone_and_arrive_as_they_left() {
    let (programs, outcome) = asked(&Task::Suggest(annotated("Ana met Bo.").into()));
    assert_eq!(programs, [Analysis]);
    assert!(matches!(outcome, Outcome::Suggested(_)));
    for count in [0, 1, 200, 450] {
        let all = SuggestedAll { list: suggestions(count), language: TextLanguage::English };
        let mut answer = Arriving::default();
        Outcome::Suggested(all.clone()).parts().for_each(|part| answer.take(part));
        let Ok(Outcome::Suggested(arrived)) = answer.outcome() else { panic!("{count} arrive") };
        assert_eq!(arrived, all);
        let mut cut: Vec<_> = Outcome::Suggested(all).parts().collect();
        if count > 0 {
            cut.pop();
            let mut answer = Arriving::default();
            cut.into_iter().for_each(|part| answer.take(part));
            assert_eq!(answer.outcome().unwrap_err(), "suggestions are missing");
        }
    }
}

#[test]
fn the_worker_is_given_the_annotations_so_that_it_suggests_none_again() {
    let marked = annotated("Mayor [person:Ana Ruiz] said that the budget grew by 12 per cent.");
    let ana = marked.iter().next().unwrap().spans[0];
    let (_, outcome) = asked(&Task::Suggest(marked.into()));
    let Outcome::Suggested(all) = outcome else { panic!("{outcome:?}") };
    assert!(all.list.iter().all(|one| one.kind != Kind::Person || !one.spans.contains(&ana)));
}

/// Suggestions of every kind, with everything that one can say.
fn suggestions(count: u32) -> Vec<Suggestion> {
    let at = |at| TextRange::new(at, at + 1);
    let of = |index: u32| Suggestion {
        kind: Kind::ALL[index as usize % 3],
        spans: vec![at(3 * index), at(3 * index + 2)],
        score: (index % 1001) as f32 / 1000.0,
        reason: vec![Because::GivenName, Because::Title(at(index)), Because::Saying(at(index))],
        speaker: index.is_multiple_of(2).then(|| SuggestedSpeaker {
            name: "Robert “Bob” Smith".to_owned(),
            mention: index.is_multiple_of(4).then(|| at(index)),
        }),
        cue: (index % 3 == 2).then(|| at(index)),
        form: (index % 3 == 2).then_some(QuoteForm::Indirect),
    };
    (0..count).map(of).collect()
}

#[test]
fn models_that_cannot_be_fetched_fail_the_task_in_words_and_are_fetched_again_for_the_next() {
    let models = KeptModels::default();
    let task = Task::Suggest(annotated("Ana met Bo.").into());
    let fetches = Cell::new(0);
    let perform = |bytes: Result<&[u8], &str>| {
        models.perform(&task, &|_| {}, || {
            fetches.set(fetches.get() + 1);
            bytes.map(<[u8]>::to_vec).map_err(str::to_owned)
        })
    };
    let failed = |outcome: Outcome| match outcome {
        Outcome::Failed(problem) => problem.message,
        other => panic!("it fails, and is not {other:?}"),
    };
    assert_eq!(failed(perform(Err("the server answered 503"))), "the server answered 503");
    assert!(failed(perform(Ok(b""))).contains("file of models"));
    assert!(matches!(perform(Ok(MODELS)), Outcome::Suggested(_)));
    assert!(matches!(perform(Err("offline")), Outcome::Suggested(_)), "they are kept");
    assert_eq!(fetches.get(), 3);
}

#[test]
fn an_article_fetches_the_program_of_documents_alone() {
    for (name, content) in [
        ("page.html", PAGE),
        ("page", PAGE),
        ("notes.txt", "Ana met Bo."),
        ("notes.txt", "[1] Ana met Bo."),
        ("notes.txt", "{sic} Ana met Bo."),
        ("pasted.txt", "Ana met Bo."),
        ("story.md", "# Vote\n\nAna met Bo."),
        ("story", "Ana met Bo."),
    ] {
        assert_eq!(programs(name, content), [Documents], "{name}: {content}");
    }
}

#[test]
fn a_pdf_fetches_the_program_of_pdfs_alone() {
    let pdf = || std::fs::read("tests/data/pdf/recognised.pdf").unwrap();
    assert_eq!(programs("scan.pdf", pdf()), [Pdf]);
    assert_eq!(programs("download", pdf()), [Pdf]);
    let (programs, reading) = read(vec![File::new("a.pdf", pdf())], Some(AS_TEXT));
    assert_eq!((programs, reading.manuscripts.len()), (vec![Pdf], 1));
}

#[test]
fn pdfs_among_other_files_are_read_by_their_program_after_the_others() {
    let pdf = std::fs::read("tests/data/pdf/recognised.pdf").unwrap();
    let files = vec![
        File::new("a.pdf", pdf),
        File::new("a.json", ours("[person:Ana] met Bo.")),
        File::new("notes.txt", "Ana met Bo."),
        File::new("table.csv", "name,age\nAna,3\n"),
        File::new("broken.pdf", "%PDF-1.7"),
    ];
    let (programs, reading) = read(files.clone(), None);
    assert_eq!(programs, [Files, Documents, Pdf]);
    assert_eq!((reading.documents.len(), reading.manuscripts.len()), (1, 2));
    assert_eq!(
        (reading.unknown.as_slice(), reading.problems.len()),
        (&["table.csv".to_owned()][..], 2)
    );
    let packed = zip::packed("all.zip".into(), &files[..1]).unwrap();
    let (programs, reading) = read(vec![packed], None);
    assert_eq!((programs, reading.manuscripts.len()), (vec![Files, Pdf], 1));
}

#[test]
fn a_pdf_beside_files_of_a_chosen_format_is_opened_and_one_read_as_that_format_is_not() {
    let pdf = std::fs::read("tests/data/pdf/recognised.pdf").unwrap();
    let files = vec![
        File::new("a.ann", "T1\tperson 0 3\tAna\n"),
        File::new("a.txt", "Ana met Bo."),
        File::new("a.pdf", pdf.clone()),
        File::new("b.pdf", pdf),
    ];
    let (programs, reading) = read(files, Some("brat"));
    let opened: Vec<_> = reading.manuscripts.iter().map(|one| one.name.as_str()).collect();
    assert_eq!((programs, opened), (vec![Files, Pdf], vec!["a"]));
}

#[test]
fn annotations_fetch_the_program_of_files_alone() {
    let ours = ours("[person:Ana] met Bo.");
    for (name, content) in [
        ("a.json", ours.as_str()),
        ("", ours.as_str()),
        ("download", ours.as_str()),
        ("a.txt", ours.as_str()),
        ("a.conll", "Ana B-PER\nmet O\nBo B-PER\n"),
        ("a.ann", "T1\tPerson 0 3\tAna\n"),
        ("a.csv", "start,end,kind\n0,3,person\n"),
    ] {
        assert_eq!(programs(name, content), [Files], "{name}");
    }
}

#[test]
fn data_nobody_knows_fetches_one_program_and_is_named_once() {
    for (name, content) in [
        ("a.csv", "name,age\nAna,3\n"),
        ("a.json", "{\"a\": \"b\"}"),
        ("a.srt", "1\n00:00 --> 00:01\nAna"),
        ("a.xml", "<?xml version=\"1.0\"?><a/>"),
        ("words", "[{\"a\": \"b\"}]"),
    ] {
        let (programs, reading) = read(vec![File::new(name, content)], None);
        assert_eq!(programs.len(), 1, "{name}");
        assert_eq!(
            (reading.unknown.as_slice(), reading.problems.len()),
            (&[name.to_owned()][..], 1)
        );
    }
}

#[test]
fn a_wrong_guess_costs_a_file_and_nothing_that_is_read() {
    // Annotations under the name of a text.
    let words = "Ana B-PER\nmet O\nBo B-PER\n";
    let (programs, reading) = read(vec![File::new("words.txt", words)], None);
    assert_eq!(programs, [Documents, Files]);
    assert_eq!((reading.format.as_deref(), reading.documents.len()), (Some("conll"), 1));
    assert!(reading.manuscripts.is_empty() && reading.more.is_empty());
    // A page under the name of annotations.
    let (programs, reading) = read(vec![File::new("page.json", PAGE)], None);
    assert_eq!(programs, [Files, Documents]);
    assert_eq!((reading.format, reading.manuscripts.len()), (None, 1));
}

#[test]
fn files_of_all_sorts_are_read_by_both_and_everything_is_told_once() {
    let files = vec![
        File::new("a.json", ours("[person:Ana] met Bo.")),
        File::new("page.html", PAGE),
        File::new("table.csv", "name,age\nAna,3\n"),
        File::new("old.rtf", "{\\rtf1 Ana}"),
        File::new("broken.zip", b"PK\x03\x04 and no more".to_vec()),
    ];
    let (programs, reading) = read(files.clone(), None);
    assert_eq!(programs, [Files, Documents]);
    assert_eq!((reading.documents.len(), reading.manuscripts.len()), (1, 1));
    assert_eq!(reading.unknown, ["table.csv"]);
    let told: Vec<_> = reading.problems.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 3, "{told:#?}");
    assert!(told[0].contains("this ZIP cannot be opened"), "{told:#?}");
    assert!(told[1].starts_with("table.csv: ") && told[2].starts_with("old.rtf: "), "{told:#?}");
    assert_eq!(reading.names.len(), files.len());
    // The same in a ZIP.
    let packed = zip::packed("all.zip".into(), &files[..4]).unwrap();
    let (programs, reading) = read(vec![packed], None);
    assert_eq!(programs, [Files, Documents]);
    assert_eq!((reading.documents.len(), reading.manuscripts.len()), (1, 1));
    assert_eq!((reading.unknown.len(), reading.problems.len()), (1, 2));
}

#[test]
fn what_the_reader_says_of_files_decides_which_program_reads_them() {
    let file = || vec![File::new("a.json", ours("[person:Ana] met Bo."))];
    let (programs, reading) = read(file(), Some(AS_TEXT));
    assert_eq!((programs, reading.manuscripts.len()), (vec![Documents], 1));
    assert_eq!(read(file(), Some("json")).0, [Files]);
    for codec in registry::READ {
        let named = vec![File::new("notes.txt", "Ana met Bo.")];
        assert_eq!(read(named, Some(codec.format.id)).0, [Files], "{}", codec.format.id);
    }
}

#[test]
fn a_program_that_breaks_at_its_part_fails_the_whole_task() {
    let files =
        vec![File::new("a.json", ours("[person:Ana] met Bo.")), File::new("page.html", PAGE)];
    let outcome = worker::ask_all(&task(files, None), |program, task| match program {
        Files => worker::perform_by(program, task, &|_| {}),
        _ => Outcome::Failed(article_annotator::formats::common::Problem::new("it broke")),
    });
    assert!(matches!(outcome, Outcome::Failed(problem) if problem.message == "it broke"));
}

#[test]
fn the_file_chooser_offers_every_type_of_file_that_is_read() {
    let source = include_str!("../../src/view/dialogs/open.rs");
    let accept = source.split("ACCEPT: &str = \"").nth(1).unwrap().split('"').next().unwrap();
    let offered: Vec<&str> = accept.split(',').map(|one| one.trim_start_matches('.')).collect();
    let formats = catalog::ALL.iter().filter(|one| one.reads).map(|one| one.extension);
    let others = [
        "txt", "md", "html", "xhtml", "docx", "epub", "odt", "fodt", "pdf", "eml", "mht", "mbox",
        "ann", "conllu", "ndjson", "xmi", "qdpx", "naf",
    ];
    for extension in formats.chain(others) {
        assert!(offered.contains(&extension), "{extension}");
    }
}
