//! The laws of every format, over hostile text: what is written is read back as exactly what the
//! format declares to hold, the report of losses is exactly the rest, files are known by what they
//! say, and nothing that comes in panics.

use article_annotator::formats::File;
use article_annotator::formats::codec::{self, Codec};
use article_annotator::formats::said::difference;
use article_annotator::model::AnnotationSet;
use proptest::prelude::*;

use crate::desk::{proved, read, ways};
use crate::{random, vector};

/// Proves a document in every format and every way it can be written.
fn holds(set: &AnnotationSet) -> Result<(), TestCaseError> {
    for codec in codec::ALL {
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
        for codec in codec::ALL.iter().filter(|codec| codec.format.reads) {
            let once = again(codec, &set);
            let twice = again(codec, &once);
            let differs = difference(&once, &twice, false);
            prop_assert!(differs.is_none(), "{}: {}", codec.format.id, differs.unwrap());
        }
    }
}

/// What is read of what was written of a document.
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
    for codec in codec::ALL.iter().filter(|codec| codec.format.reads) {
        for set in [vector::plain(), vector::rich()] {
            for options in ways(codec) {
                let files = proved(codec, &set, &options).unwrap().files;
                let known = files.iter().find_map(codec::recognise);
                let known = known.map(|codec| codec.format.id);
                assert_eq!(known, Some(codec.format.id), "{options:?}");
            }
        }
    }
}

#[test]
fn a_file_cut_off_at_any_byte_is_told_and_never_panics() {
    for codec in codec::ALL.iter().filter(|codec| codec.format.reads) {
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
    for codec in codec::ALL {
        let proved = proved(codec, &set, &Default::default()).unwrap();
        for loss in proved.losses.iter().flatten() {
            assert!(loss.count > 0, "{}: {loss:?}", codec.format.id);
            assert!(loss.annotations.iter().all(|id| set.get(id).is_some()));
        }
    }
}
