//! What programs pass to the API and get from it: UTF-16 offsets both ways, and errors that name
//! the field.

use article_annotator::model::Kind;
use article_annotator::model::plain::Plain;
use article_annotator::session::api::arguments::{self, Draft};
use article_annotator::session::api::results;
use article_annotator::session::transfer::opening::opening;
use article_annotator::session::{Action, Opening, Reply};
use serde_json::{Value, json};

use crate::notation::article;
use crate::world::Desk;

const TEXT: &str = "😀 Ana met Bo";

/// A program's argument, as the API passes it on.
fn plain(given: Value) -> Plain<'static> {
    Plain::of(given).unwrap()
}

#[track_caller]
fn check(given: &Value, wanted: &str) {
    let error = arguments::draft(&article(TEXT), &plain(given.clone()), "").unwrap_err();
    assert_eq!(error.to_string(), wanted, "{given}");
}

fn with(field: &str, value: Value) -> Value {
    let mut draft = json!({ "kind": "person", "start": 3, "end": 6 });
    draft[field] = value;
    draft
}

fn add(desk: &mut Desk, given: &Value) -> Reply {
    let draft = arguments::draft(desk.article(), &plain(given.clone()), "").unwrap();
    desk.does(Action::Add(vec![draft]))
}

#[test]
fn the_place_of_a_quote_in_its_source_is_given_and_comes_back() {
    let mut desk = Desk::reading(TEXT);
    let source = json!({
        "sha256": "ab", "title": "The speech", "url": "https://example.org/s", "fidelity": "altered",
        "passages": [{ "start": 4, "end": 8, "exact": "Anna" }],
    });
    let given = json!({ "id": "q", "kind": "quote", "start": 3, "end": 6, "source": source });
    add(&mut desk, &given);
    let out = serde_json::to_value(results::annotations(desk.set())).unwrap();
    assert_eq!(out[0]["source"], source);
    // Other changes keep it, and null removes it.
    let mut change = |given: Value| {
        let patch = arguments::patch(desk.article(), &plain(given)).unwrap();
        desk.does(Action::Update { id: "q".into(), patch: Box::new(patch) });
        serde_json::to_value(results::annotations(desk.set())).unwrap()[0]["source"].clone()
    };
    assert_eq!(change(json!({ "note": "Heard" })), source);
    assert_eq!(change(json!({ "source": null })), Value::Null);
    check(&with("source", json!({ "sha256": "ab" })), "source: fidelity: is missing");
    check(&with("source", json!("a speech")), "source: must be an object, not “a speech”");
}

#[test]
fn offsets_are_those_of_a_javascript_string_both_ways() {
    let mut desk = Desk::reading(TEXT);
    add(
        &mut desk,
        &json!({ "id": "a", "kind": "person", "start": 3, "end": 6, "note": "n", "tags": ["t"] }),
    );
    add(
        &mut desk,
        &json!({ "kind": "quote", "spans": [{ "start": 0, "end": 2 }, { "start": 11.0, "end": 13 }],
                            "speaker": "Bo", "form": "direct", "creator": "Kim" }),
    );
    assert_eq!(desk.shows(), "[quote:😀] [person:Ana] met [quote:Bo]");
    let out = serde_json::to_value(results::annotations(desk.set())).unwrap();
    assert_eq!(out[1]["spans"], json!([{ "start": 3, "end": 6, "exact": "Ana" }]));
    assert_eq!(
        (&out[1]["id"], &out[1]["note"], &out[1]["tags"], &out[1]["actor"]),
        (&json!("a"), &json!("n"), &json!(["t"]), &json!("Ana"))
    );
    assert_eq!(
        (&out[0]["speaker"], &out[0]["form"], &out[0]["creator"]),
        (&json!("Bo"), &json!("direct"), &json!("Kim"))
    );
    assert_eq!(out[0]["spans"][1]["exact"], "Bo");
    let article = serde_json::to_value(results::article(desk.set())).unwrap();
    assert_eq!(article["blocks"], json!([{ "kind": "paragraph", "start": 0, "end": 13 }]));
}

#[test]
fn a_given_range_is_kept_as_it_is() {
    let mut desk = Desk::reading(TEXT);
    add(&mut desk, &json!({ "kind": "claim", "start": 4, "end": 7 }));
    assert_eq!(desk.shows(), "😀 A[claim:na ]met Bo");
}

#[test]
fn an_offset_that_cannot_be_used_is_named() {
    check(&with("start", json!(1)), "start: 1 is in the middle of a character");
    check(&with("end", json!(14)), "end: 14 is past the end of the text, which is 13 long");
    check(&with("end", json!(3)), "end: must be greater than start");
    check(&with("end", json!(2)), "end: must be greater than start");
    for value in [json!(-1), json!(1.5), json!("3"), json!(true), json!([]), json!(1e300)] {
        check(&with("start", value), "start: must be a whole number, 0 or more");
    }
    check(&json!({ "kind": "person", "start": 3 }), "end: must be a whole number, 0 or more");
    check(&json!({ "kind": "person" }), "start: must be a whole number");
    let spans = |list: Value| json!({ "kind": "quote", "spans": list });
    check(&spans(json!({})), "spans: must be a list");
    check(&spans(json!([{ "start": 0, "end": 2 }, 7])), "spans[1]: must be an object");
    check(
        &spans(json!([{ "start": 0, "end": 1 }])),
        "spans[0].end: 1 is in the middle of a character",
    );
}

#[test]
fn a_field_that_cannot_be_used_is_named() {
    check(&json!(5), "annotation: must be an object");
    for id in [json!(""), json!("a b"), json!("é".repeat(201))] {
        check(&with("id", id), "id: must be 1 to 200 characters without blanks");
    }
    check(&with("id", json!(7)), "id: must be a string");
    for kind in [json!("event"), json!("Person"), json!(null)] {
        check(&with("kind", kind), "kind: must be 'person', 'claim' or 'quote'");
    }
    check(&with("note", json!(7)), "note: must be a string");
    check(&with("tags", json!("t")), "tags: must be a list of strings");
    check(&with("tags", json!(["t", 7])), "tags: must be a list of strings");
    check(
        &with("created", json!("yesterday")),
        "created: must be a date and time like 2026-01-31T14:05:00Z",
    );
    check(&with("form", json!("loud")), "form: must be 'direct', 'indirect' or 'mixed'");
    check(&with("speaker", json!(7)), "speaker: must be a string or null");
}

#[test]
fn in_a_list_the_error_says_which_one() {
    let list = plain(json!([with("note", json!("n")), with("end", json!(99))]));
    let error = arguments::drafts(&article(TEXT), &list).unwrap_err().to_string();
    assert_eq!(error, "annotations[1].end: 99 is past the end of the text, which is 13 long");
    let error = arguments::drafts(&article(TEXT), &plain(json!({}))).unwrap_err().to_string();
    assert_eq!(error, "annotations: must be a list");
    let mut desk = Desk::reading(TEXT);
    let twice: Vec<Draft> = arguments::drafts(
        desk.article(),
        &plain(json!([with("id", json!("a")), with("id", json!("a"))])),
    )
    .unwrap();
    let error = desk.tries(Action::Add(twice)).unwrap_err().to_string();
    assert_eq!((error.as_str(), desk.set().len()), ("id: there is already an annotation “a”", 0));
}

#[test]
fn a_patch_changes_what_it_names_and_null_clears() {
    let mut desk = Desk::reading(TEXT);
    add(
        &mut desk,
        &json!({ "id": "a", "kind": "quote", "start": 3, "end": 6, "speaker": "Bo", "note": "n", "creator": "Kim" }),
    );
    let mut update = |patch: Value| {
        let patch = Box::new(arguments::patch(desk.article(), &plain(patch)).unwrap());
        desk.does(Action::Update { id: "a".into(), patch });
        serde_json::to_value(results::annotations(desk.set())).unwrap()[0].clone()
    };
    let out = update(json!({ "speaker": null, "creator": null, "tags": ["x"] }));
    assert_eq!((out.get("speaker"), out.get("creator"), &out["note"]), (None, None, &json!("n")));
    let out = update(json!({ "start": 0, "end": 13, "note": "" }));
    assert_eq!(
        (&out["spans"][0]["exact"], &out["note"], &out["tags"]),
        (&json!(TEXT), &json!(""), &json!(["x"]))
    );
    let error =
        arguments::patch(&article(TEXT), &plain(json!({ "end": 5 }))).unwrap_err().to_string();
    assert_eq!(error, "start: must be a whole number, 0 or more");
}

#[test]
fn loading_takes_an_article_its_annotations_and_whether_they_replace() {
    let mut desk = Desk::default();
    let mut load = |article: Value, annotations: Value, options: Value| {
        let opening: Opening = opening(&plain(article), &plain(annotations), &plain(options))
            .map_err(|error| error.to_string())?;
        desk.tries(opening.into()).map_err(|error| error.to_string())?;
        Ok::<String, String>(desk.shows())
    };
    let ana = json!([{ "id": "a", "kind": "person", "start": 3, "end": 6 }]);
    let met = json!([{ "id": "m", "kind": "claim", "start": 7, "end": 10 }]);
    let text = json!({ "text": TEXT, "title": "T" });
    assert_eq!(load(text.clone(), ana, json!(null)).unwrap(), "😀 [person:Ana] met Bo");
    assert_eq!(
        load(text.clone(), met.clone(), json!(null)).unwrap(),
        "😀 [person:Ana] [claim:met] Bo"
    );
    assert_eq!(
        load(text.clone(), met, json!({ "replace": true })).unwrap(),
        "😀 Ana [claim:met] Bo"
    );
    assert_eq!(load(text.clone(), json!(null), json!(null)).unwrap(), "😀 Ana [claim:met] Bo");
    for (article, options, wanted) in [
        (json!("text"), json!(null), "article: must be an object"),
        (json!({}), json!(null), "article.text: must be a string"),
        (
            json!({ "text": TEXT, "id": "" }),
            json!(null),
            "article.id: must be a string that is not empty",
        ),
        (json!({ "text": TEXT, "title": 5 }), json!(null), "article.title: must be a string"),
        (text.clone(), json!({ "replace": "yes" }), "options.replace: must be true or false"),
        (json!({ "text": "other", "id": "x" }), json!(null), ""),
        (
            json!({ "text": TEXT, "id": "x" }),
            json!(null),
            "id: this browser stores a different text under “x”",
        ),
    ] {
        let outcome = load(article, json!(null), options);
        assert_eq!(outcome.err().unwrap_or_default(), wanted);
    }
    while desk.undo() {}
    assert_eq!(desk.shows(), "other");
}

#[test]
fn replacing_is_one_step_that_can_be_undone() {
    let mut desk = Desk::reading(TEXT);
    desk.mark(Kind::Person, "Ana");
    let bo = plain(json!([{ "kind": "person", "start": 11, "end": 13 }]));
    let opening =
        opening(&plain(json!({ "text": TEXT })), &bo, &plain(json!({ "replace": true }))).unwrap();
    desk.does(opening.into());
    assert_eq!(desk.shows(), "😀 Ana met [person:Bo]");
    desk.undo();
    assert_eq!(desk.shows(), "😀 [person:Ana] met Bo");
}

#[test]
fn a_program_that_loads_a_stored_article_with_other_details_corrects_them_as_a_step() {
    let load = |desk: &mut Desk, article: Value, annotations: Value, options: Value| {
        let opening = opening(&plain(article), &plain(annotations), &plain(options));
        desk.does(opening.unwrap().into());
    };
    let told = |desk: &Desk| {
        let details = desk.set().details();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        [details.title.clone(), text(&details.source), text(&details.language)]
    };
    let first = json!({ "id": "a", "text": TEXT, "title": "One", "source": "https://a.example/1",
                        "byline": "Kim" });
    let second =
        json!({ "id": "a", "text": TEXT, "title": "Two", "source": null, "language": "en" });
    let bo = json!([{ "id": "bo", "kind": "person", "start": 11, "end": 13 }]);
    for (annotations, options) in
        [(json!([]), Value::Null), (bo.clone(), Value::Null), (bo, json!({ "replace": true }))]
    {
        let mut desk = Desk::default();
        load(&mut desk, first.clone(), json!([]), Value::Null);
        let before = desk.set().clone();
        load(&mut desk, second.clone(), annotations.clone(), options);
        assert_eq!(told(&desk), ["Two", "https://a.example/1", "en"], "only what is given");
        assert_eq!(desk.set().details().byline.as_deref(), Some("Kim"));
        assert_eq!(desk.restarted().set(), desk.set(), "it is stored");
        assert!(desk.undo());
        assert_eq!(*desk.set(), before, "one step takes all of it back");
        // Loading it again as it is stored, or with only the text, changes nothing.
        load(&mut desk, first.clone(), json!([]), Value::Null);
        load(&mut desk, json!({ "id": "a", "text": TEXT, "title": "" }), json!([]), Value::Null);
        assert_eq!(*desk.set(), before);
        assert!(!desk.undo());
    }
}
