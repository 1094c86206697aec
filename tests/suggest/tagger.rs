//! The tagger has the features and the probabilities of the program that trained it
//! (tests/data/suggest/vector.json).

use std::collections::BTreeSet;

use article_annotator::model::suggest::names::{NameLabel, tagged};
use article_annotator::model::suggest::{Models, Prose};
use serde_json::Value;

use crate::desk::file;

fn label(name: &Value) -> NameLabel {
    match name.as_str().unwrap() {
        "B-P" => NameLabel::PersonBegins,
        "I-P" => NameLabel::PersonContinues,
        "B-X" => NameLabel::OtherBegins,
        "I-X" => NameLabel::OtherContinues,
        _ => NameLabel::Outside,
    }
}

#[test]
fn each_token_has_the_features_the_label_and_the_probability_of_the_trainer() {
    let vector = std::fs::read_to_string(file("tests/data/suggest/vector.json")).unwrap();
    let vector: Value = serde_json::from_str(&vector).unwrap();
    let packed = std::fs::read(file("tests/data/suggest/vector.bin")).unwrap();
    let text = vector["text"].as_str().unwrap();
    let found = tagged(&Prose::of(text), &Models::read(&packed).unwrap());
    let sentences = vector["sentences"].as_array().unwrap();
    let expected: Vec<&Value> = sentences.iter().flat_map(|it| it.as_array().unwrap()).collect();
    assert_eq!(found.len(), expected.len());
    for (token, expected) in found.iter().zip(expected) {
        assert_eq!(&text[token.range.indices()], expected["text"].as_str().unwrap());
        let features = expected["features"].as_array().unwrap();
        let features: BTreeSet<&str> = features.iter().map(|it| it.as_str().unwrap()).collect();
        let own: BTreeSet<&str> = token.features.iter().map(String::as_str).collect();
        assert_eq!(own, features, "{expected}");
        assert_eq!(token.label, label(&expected["label"]), "{expected}");
        let difference = f64::from(token.marginal) - expected["marginal"].as_f64().unwrap();
        assert!(difference.abs() < 1e-4, "{} of {expected}", token.marginal);
    }
}
