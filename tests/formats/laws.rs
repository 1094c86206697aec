//! The laws of every format, over hostile text: a file reads back as exactly what the format
//! declares to hold, the loss report is exactly the rest, files are recognised by their content,
//! and no input panics.

use std::rc::Rc;

use article_annotator::formats::common::codec::{self, Codec, Context};
use article_annotator::formats::common::loss::rebuilt;
use article_annotator::formats::common::statement::difference;
use article_annotator::formats::recognise::{self, recognise};
use article_annotator::formats::registry;
use article_annotator::formats::{File, Written, catalog};
use article_annotator::model::Worthy;
use article_annotator::model::record::Record as _;
use article_annotator::model::{
    Annotation, AnnotationSet, Check, CheckStatus, Detail, Details, Publisher, Source, Verdict,
};
use article_annotator::session::worker;
use article_annotator::session::worker::protocol::{Outcome, ReadTask, Task};
use proptest::prelude::*;

use crate::desk::{NOW, proved, read, ways};
use crate::notation::annotated;
use crate::{random, vector};

/// Proves a document in every format with every option.
fn holds(set: &AnnotationSet) -> Result<(), TestCaseError> {
    for codec in registry::all() {
        for options in ways(codec) {
            let proved = proved(codec, set, &options);
            let fault = |problem| format!("{} {options:?}: {problem}", codec.format.id);
            prop_assert!(proved.is_ok(), "{}", fault(proved.unwrap_err()));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(random::cases(64))]

    #[test]
    fn what_is_written_is_read_back_but_for_what_the_report_says(
        text in random::text(), seeds in random::seeds(24),
    ) {
        holds(&random::set(&text, &seeds))?;
    }

    #[test]
    fn what_was_read_is_held_whole_the_next_time(
        text in random::text(), seeds in random::seeds(12),
    ) {
        let set = random::set(&text, &seeds);
        for codec in registry::READ {
            let once = again(codec, &set);
            let twice = again(codec, &once);
            let differs = difference(&once, &twice, false);
            prop_assert!(differs.is_none(), "{}: {}", codec.format.id, differs.unwrap());
        }
    }
}

proptest! {
    #![proptest_config(random::cases(48))]

    #[test]
    fn our_own_files_come_back_beside_their_text_without_a_message(
        text in random::text(), seeds in random::seeds(12),
    ) {
        let set = Rc::new(random::set(&text, &seeds));
        for codec in registry::READ {
            let files = proved(codec, &set, &Default::default()).unwrap().files;
            let read = ReadTask {
                files: files.into(),
                format: Some(codec.format.id.to_owned()),
                now: NOW,
                against: Some(set.clone()),
            };
            let Outcome::Read(reading) = worker::perform(&Task::Read(read), &|_| {}) else {
                panic!("{}", codec.format.id)
            };
            let told: Vec<_> = reading.problems.iter().map(ToString::to_string).collect();
            let told: Vec<_> =
                told.into_iter().filter(|told| !told.contains("there is nothing in")).collect();
            prop_assert!(told.is_empty(), "{}: {told:?}", codec.format.id);
        }
    }
}

/// What is read back from a written document.
fn again(codec: &Codec, set: &AnnotationSet) -> AnnotationSet {
    let files = proved(codec, set, &Default::default()).unwrap().files;
    let read = read(codec, &files, Some(set.article()));
    assert!(read.problems.is_empty(), "{}: {:?}", codec.format.id, read.problems);
    read.documents.into_iter().next().unwrap()
}

#[test]
fn the_vector_goes_through_every_format() {
    for set in [vector::plain(), vector::rich()] {
        holds(&set).unwrap();
    }
}

#[test]
fn an_article_without_annotations_and_one_without_text_go_through_every_format() {
    holds(&crate::notation::annotated("Ana met Bo.\n\nThey left.")).unwrap();
    holds(&crate::notation::annotated("")).unwrap();
}

#[test]
fn every_file_is_known_as_what_it_is() {
    for codec in registry::READ {
        for set in [vector::plain(), vector::rich()] {
            for options in ways(codec) {
                let files = proved(codec, &set, &options).unwrap().files;
                let known = files.iter().find_map(recognise);
                let known = known.map(|format| format.id);
                assert_eq!(known, Some(codec.format.id), "{options:?}");
            }
        }
    }
}

#[test]
fn every_format_that_can_be_read_is_recognised_in_the_order_of_the_list() {
    let read = catalog::ALL.iter().filter(|format| format.reads).map(|format| format.id);
    assert!(recognise::formats().map(|format| format.id).eq(read));
}

#[test]
fn a_file_cut_off_at_any_byte_is_told_and_never_panics() {
    for codec in registry::READ {
        let set = vector::rich();
        let files = proved(codec, &set, &Default::default()).unwrap().files;
        for (at, file) in files.iter().enumerate() {
            for end in 0..file.content.len() {
                let mut cut = files.clone();
                cut[at] = File::new(&*file.name, &file.content[..end]);
                let read = read(codec, &cut, Some(set.article()));
                let found: usize = read.documents.iter().map(AnnotationSet::len).sum();
                assert!(
                    found <= set.len(),
                    "{} cut at {end}: {found} annotations",
                    codec.format.id
                );
            }
        }
    }
}

#[test]
fn losses_are_of_annotations_that_are_there() {
    let set = vector::rich();
    for codec in registry::all() {
        let proved = proved(codec, &set, &Default::default()).unwrap();
        for loss in proved.losses.iter().flatten() {
            assert!(loss.count > 0, "{}: {loss:?}", codec.format.id);
            assert!(loss.annotations.iter().all(|id| set.get(id).is_some()));
        }
    }
}

/// The word that must be in a file for people if the format holds the field.
fn telling() -> AnnotationSet {
    let set = annotated(
        "[person:Ana] said [claim:jobs doubled] and [claim:jobs grew] again. “[quote:Yes].”",
    );
    let annotations: Vec<Annotation> = set.iter().map(|one| Annotation::clone(one)).collect();
    let first = annotations[1].id.clone();
    let told = annotations.into_iter().map(|mut one| {
        one.note = "a-note".to_owned();
        one.tags = vec!["a-tag".to_owned()];
        one.creator = Some("a-creator".to_owned());
        if let Detail::Claim { check, .. } = &mut one.detail {
            let same = (one.id != first).then(|| first.clone());
            *check = Some(Check {
                verdict: Some(Verdict::Mixed),
                explanation: "a-reason".to_owned(),
                sources: vec![Source {
                    url: "https://a-source.example".to_owned(),
                    ..Source::default()
                }],
                date: Some("2026-03-01".to_owned()),
                said: Some("2025-04-01".to_owned()),
                place: "a-place".to_owned(),
                worthy: Some(Worthy::Unsure),
                status: Some(CheckStatus::Waiting),
                assignee: "Ben; Okri".to_owned(),
                same,
                made_for: None,
                publisher: Some(Publisher {
                    name: "a-publisher".to_owned(),
                    url: "https://a-desk.example".to_owned(),
                    ..Publisher::default()
                }),
                page: "https://a-page.example".to_owned(),
            });
        }
        one
    });
    let told = told.collect();
    let details = Details {
        title: "a-title".to_owned(),
        byline: Some("a-byline".to_owned()),
        source: Some("https://a-paper.example".to_owned()),
        ..(**set.details()).clone()
    };
    rebuilt(set.article().clone(), details, Vec::new(), told)
}

#[test]
fn what_a_file_that_is_only_written_is_said_to_hold_stands_in_it() {
    let set = telling();
    let written = registry::ONLY_WRITTEN.iter();
    for (codec, options) in
        written.flat_map(|codec| ways(codec).into_iter().map(move |way| (codec, way)))
    {
        let context = Context {
            options: &options,
            article: Some(set.article()),
            source: None,
            now: NOW,
            shift: Default::default(),
        };
        let held = (codec.holds)(&set, &context);
        let files = codec::export_unproved(codec, &[Written::new(&set, "x")], &context).unwrap();
        let text = String::from_utf8_lossy(&files[0].content).into_owned();
        let details = held.details();
        let of_article =
            [Some(details.title.clone()), details.byline.clone(), details.source.clone()];
        for word in of_article.into_iter().flatten() {
            assert!(text.contains(&word), "{} {options:?}: {word}", codec.format.id);
        }
        let held: Vec<String> = held.iter().map(|one| one.plain().to_json()).collect();
        let held = held.concat();
        for word in [
            "a-note",
            "a-tag",
            "a-creator",
            "a-reason",
            "a-source",
            "2026-03-01",
            "2025-04-01",
            "a-place",
            "unsure",
            "a-publisher",
            "a-desk",
            "a-page",
        ] {
            assert!(!held.contains(word) || text.contains(word), "{}: {word}", codec.format.id);
        }
        let same = !held.contains("\"same\"") || text.contains("Same claim as “jobs doubled”");
        assert!(same, "{}: that two claims are the same", codec.format.id);
    }
}
