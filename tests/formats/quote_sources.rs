//! How a source has a quote, in files: our own keeps it, reports tell it, and every other format says that it is
//! left out.

use std::rc::Rc;

use article_annotator::formats::common::loss::rebuilt;
use article_annotator::formats::{Lack, Options, registry};
use article_annotator::model::sources::{Fidelity, LinkedPassage, SourceText};
use article_annotator::model::{Annotation, AnnotationSet, Article, Detail, TextRange};

use crate::desk::{file, proved};
use crate::vector;

const REMARKS: &str = "Thank you. The jobs have doubled. Good night.";

/// The vector with its quote held against a source of this address.
fn with_source(url: &str) -> AnnotationSet {
    let remarks = SourceText {
        title: "Remarks in Lund".to_owned(),
        url: url.to_owned(),
        date: Some("2026-03-01".to_owned()),
        ..SourceText::new(REMARKS)
    };
    let text = Article::new(None, REMARKS).unwrap();
    let passages = LinkedPassage::of(&text, TextRange::new(11, 32)).into_iter().collect();
    let link = remarks.link(Fidelity::Altered, passages);
    let rich = vector::rich();
    let annotations = rich.iter().map(|one| {
        let mut one = Annotation::clone(one);
        if let Detail::Quote { source, .. } = &mut one.detail {
            *source = Some(Rc::new(link.clone()));
        }
        one
    });
    let annotations = annotations.collect();
    let actors = rich.actors().map(|actor| (**actor).clone()).collect();
    rebuilt(rich.article().clone(), (**rich.details()).clone(), actors, annotations)
}

#[test]
fn reports_say_how_the_source_has_a_quote() {
    let set = with_source("https://example.org/remarks");
    for id in ["report", "markdown", "html"] {
        let text = file(id, &set, &Options::default()).replace('\\', "");
        let text = text
            .replace(r#"<a href="https://example.org/remarks" rel="noreferrer">"#, "")
            .replace("</a>", "");
        let line = "Altered in Remarks in Lund, https://example.org/remarks, 2026-03-01: “The jobs have doubled”";
        assert!(text.contains(line), "{id}: {text}");
    }
}

#[test]
fn every_format_keeps_how_a_source_has_a_quote_or_says_that_it_does_not() {
    let set = with_source("https://example.org/remarks");
    for codec in registry::all() {
        let id = codec.format.id;
        let losses = &proved(codec, &set, &Options::default()).unwrap().losses[0];
        let is_lost = losses.iter().any(|loss| loss.what == Lack::QuoteSource);
        let is_gone = losses.iter().any(|loss| {
            loss.what == Lack::Annotation && loss.annotations.iter().any(|one| &*one.0 == "q1")
        });
        let keeps = ["json", "report", "markdown", "html"].contains(&id);
        assert_eq!(!(is_lost || is_gone), keeps, "{id}: {losses:?}");
    }
}

#[test]
fn the_address_of_a_source_leaves_only_if_it_is_one_of_a_page() {
    let set = with_source("javascript:alert(1)");
    for codec in registry::all() {
        let made = proved(codec, &set, &Options::default()).unwrap();
        for file in made.files {
            assert!(!String::from_utf8_lossy(&file.content).contains("javascript:"));
        }
        let told = made.losses[0].iter().find(|loss| loss.what == Lack::Address);
        assert_eq!(told.map(|loss| loss.count), Some(1), "{}", codec.format.id);
    }
}
