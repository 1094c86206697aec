//! What a program gets that asks what became of the annotations in another text.

use article_annotator::model::Kind;
use article_annotator::session::worker::protocol::Outcome;
use serde_json::{Value, json};

use crate::world::{Desk, worked};

fn reports(desk: &Desk, text: &str) -> Value {
    let task = desk.session.reanchor_task(text, &desk.world).unwrap();
    match worked(&task) {
        Outcome::Exported(done) => serde_json::from_slice(&done.file.content).unwrap(),
        other => panic!("it gives data, not {other:?}"),
    }
}

#[test]
fn a_program_learns_what_became_of_each_annotation_and_nothing_changes() {
    let mut desk = Desk::reading(
        "😀 Mira Holt spoke.\n“We open in May,” she said. The bridge cost nine million euros.\nRain fell.",
    );
    let ids = [
        (Kind::Person, "Mira Holt"),
        (Kind::Quote, "We open in May"),
        (Kind::Claim, "The bridge cost nine million euros."),
        (Kind::Claim, "Rain fell."),
    ]
    .map(|(kind, words)| desk.mark(kind, words).to_string());
    let before = desk.exported();
    let new = "😀😀 Mira Holt spoke.\r\n“We open in June,” she said.\r\nThe end.";
    let found = reports(&desk, new);
    let status: Vec<_> = found.as_array().unwrap().iter().map(|one| &one["status"]).collect();
    assert_eq!(status, ["unchanged", "reworded", "gone", "gone"]);
    let named: Vec<_> = found.as_array().unwrap().iter().map(|one| &one["id"]).collect();
    assert_eq!(named, ids.each_ref());
    // UTF-16 units of the new text with its line ends as one sign.
    assert_eq!(found[0]["spans"], json!([{"start": 5, "end": 14, "exact": "Mira Holt"}]));
    assert_eq!(found[0]["score"], json!(1.0));
    assert_eq!(found[1]["spans"], json!([{"start": 23, "end": 38, "exact": "We open in June"}]));
    let score = found[1]["score"].as_f64().unwrap();
    assert!(score > 0.5 && score < 1.0, "{score}");
    assert_eq!((&found[2]["spans"], &found[2]["score"]), (&json!([]), &json!(0.0)));
    assert_eq!(desk.exported(), before);
}

#[test]
fn in_the_same_text_everything_is_unchanged_and_without_an_article_there_is_nothing_to_ask() {
    let mut desk = Desk::reading("Ana met Bo.");
    desk.mark(Kind::Person, "Ana");
    assert_eq!(reports(&desk, "Ana met Bo.")[0]["status"], "unchanged");
    assert_eq!(reports(&desk, "")[0]["status"], "gone");
    let empty = Desk::default();
    assert!(empty.session.reanchor_task("Ana", &empty.world).is_err());
}
