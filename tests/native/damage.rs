//! Our own files, damaged by an editor, a disk or a program: what is whole is read, the rest is
//! reported with line and column, and one broken piece costs no other.

use std::collections::BTreeSet;

use article_annotator::formats::Imported;
use article_annotator::model::{Actor, AnnotationSet, Detail, Op};
use serde_json::{Value, json};

use crate::notation::{annotated, written};
use crate::paper;

const ALL: &str = "😀 [person#a:Ana] said:\n[quote#q:“[claim#c:Jobs doubled].”]";

/// A small document: two actors, three annotations.
fn document() -> AnnotationSet {
    let mut set = annotated(ALL);
    let actors = [Actor::person("x".into(), "Ana"), Actor::person("y".into(), "Bo")];
    let mut ana = set.get(&"a".into()).unwrap().as_ref().clone();
    ana.detail = Detail::Person { actor: Some("x".into()) };
    let mut quote = set.get(&"q".into()).unwrap().as_ref().clone();
    quote.detail = Detail::Quote { speaker: Some("y".into()), cue: None, form: None, source: None };
    quote.note = "“why”? {\"id\": [".to_owned();
    let ops = actors.into_iter().map(|actor| Op::AddActor(actor.into()));
    for op in ops.chain([Op::Replace(ana.into()), Op::Replace(quote.into())]) {
        set.apply(&op.into()).unwrap();
    }
    set
}

fn file() -> String {
    paper::proved(&document())
}

fn import(file: impl AsRef<[u8]>) -> Imported {
    paper::read(file.as_ref())
}

/// What is read from a file, in notation, and the problems.
#[track_caller]
fn check(file: &str, wanted: &str, problems: &[&str]) -> AnnotationSet {
    let Imported { documents, problems: told, .. } = import(file);
    let set = documents.into_iter().next().expect("there is an article in it");
    let told: Vec<_> = told.iter().map(ToString::to_string).collect();
    assert_eq!(
        (written(&set).as_str(), told),
        (strip(wanted).as_str(), problems.iter().map(|p| (*p).to_owned()).collect())
    );
    set
}

fn strip(notation: &str) -> String {
    written(&annotated(notation))
}

/// The file after a change to its JSON.
fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut value: Value = serde_json::from_str(&file()).unwrap();
    change(&mut value);
    serde_json::to_string_pretty(&value).unwrap()
}

/// The places of a list's elements in the file.
fn elements(file: &str, list: &str) -> Vec<std::ops::Range<usize>> {
    let from = file.find(&format!("\"{list}\": [")).unwrap();
    let starts = file[from..].match_indices("\n    {").map(|(at, _)| from + at + 5);
    let ends = file[from..].match_indices("\n    }").map(|(at, _)| from + at + 6);
    let count = if list == "actors" { 2 } else { 3 };
    starts.zip(ends).take(count).map(|(start, end)| start..end).collect()
}

fn ids(imported: &Imported) -> BTreeSet<String> {
    let all = imported.documents.iter().flat_map(AnnotationSet::iter);
    all.map(|one| one.id.to_string()).collect()
}

#[test]
fn a_file_that_is_whole_is_read_without_a_word() {
    check(&file(), ALL, &[]);
    for same in
        [file().replace('\n', "\r\n"), format!("\u{feff}{}", file()), file().replace("\n", "")]
    {
        check(&same, ALL, &[]);
    }
    let minified: Value = serde_json::from_str(&file()).unwrap();
    check(&minified.to_string(), ALL, &[]);
}

#[test]
fn a_file_cut_off_anywhere_keeps_every_annotation_that_is_whole() {
    let file = file();
    let places = elements(&file, "annotations");
    let text_end = file.find(",\n    \"sha256\"").unwrap();
    for cut in 0..file.trim_end().len() {
        let imported = import(&file.as_bytes()[..cut]);
        let whole = places.iter().zip(["a", "q", "c"]).filter(|(place, _)| place.end <= cut);
        let whole: BTreeSet<_> = whole.map(|(_, id)| id.to_owned()).collect();
        assert_eq!(ids(&imported), whole, "cut after {cut} bytes");
        assert_eq!(imported.documents.len(), usize::from(cut >= text_end), "cut after {cut} bytes");
        assert!(!imported.problems.is_empty(), "cut after {cut} bytes");
    }
}

#[test]
fn a_byte_that_is_gone_doubled_or_flipped_costs_only_the_annotation_it_is_in() {
    let file = file();
    let places = elements(&file, "annotations");
    let region = places[0].start..places[2].end;
    for at in region {
        let mut gone = file.clone().into_bytes();
        gone.remove(at);
        let mut doubled = file.clone().into_bytes();
        doubled.insert(at, file.as_bytes()[at]);
        let mut flipped = file.clone().into_bytes();
        flipped[at] ^= 2;
        for damaged in [gone, doubled, flipped] {
            // A file that is no longer text is refused as a whole, with the place.
            let Ok(text) = String::from_utf8(damaged) else { continue };
            let read = ids(&import(&text));
            for (place, id) in places.iter().zip(["a", "q", "c"]) {
                let touched = place.start <= at && at <= place.end;
                assert!(
                    touched || read.contains(id),
                    "{id} is lost by damage at {at}:\n{}",
                    &text[at - 20..]
                );
            }
        }
    }
}

#[test]
fn damage_among_the_actors_costs_no_annotation() {
    let file = file();
    let places = elements(&file, "actors");
    for at in places[0].start..places[1].end {
        for with in ["", "\"", "}", "x"] {
            let mut damaged = file.clone();
            damaged.replace_range(at..=at, with);
            let imported = import(&damaged);
            assert_eq!(ids(&imported).len(), 3, "by {with:?} at {at}:\n{damaged}");
        }
    }
}

#[test]
fn a_missing_comma_is_told_with_its_line_and_column() {
    let damaged = file().replacen("\"kind\": \"claim\",", "\"kind\": \"claim\"", 1);
    let line = damaged.lines().position(|line| line.ends_with("\"kind\": \"claim\"")).unwrap() + 2;
    let told = format!("Line {line}, column 7: expected `,` or `}}`; left out");
    let first = format!(
        "Line {line}, column 7: this is not valid JSON (expected `,` or `}}`); the intact parts were read"
    );
    check(&damaged, "😀 [person:Ana] said:\n[quote:“Jobs doubled.”]", &[&first, &told]);
    let between = file().replace("    },\n    {", "    }\n    {");
    let damaged = check(&between, ALL, &[&import(&between).problems[0].to_string()]);
    assert_eq!(damaged, document());
}

#[test]
fn columns_count_characters_and_lines_count_from_one() {
    let cut = "{\"format\": \"article-annotator\", \"article\": {\"text\": \"😀é";
    let problem = import(cut).problems.into_iter().next_back().unwrap();
    assert_eq!((problem.line, problem.column), (Some(1), Some(cut.chars().count() as u32)));
}

#[test]
fn spans_that_are_not_where_they_say_are_left_out_and_told_and_nothing_moves() {
    // See: hypothesis/client#7571, label-studio#3078 (PITFALLS, "Anchoring" and "Offsets").
    for (change, message) in [
        (
            json!({ "start": 3, "end": 6, "exact": "Ana" }),
            "spans[0]: at 3-6 the text is “na ”, not “Ana”",
        ),
        (
            json!({ "start": 2, "end": 500, "exact": "Ana" }),
            "spans[0].end: 500 is past the end of the text, which is 27 long",
        ),
        (json!({ "start": 5, "end": 2 }), "overlap the span before"),
        (json!({ "start": 5, "end": 5 }), "overlap the span before"),
        (
            json!({ "start": -1, "end": 5 }),
            "spans[0].start: must be a whole number, 0 or more, not -1",
        ),
        (
            json!({ "start": 2.5, "end": 5 }),
            "spans[0].start: must be a whole number, 0 or more, not a number of another sort",
        ),
        (json!({ "start": 1e30, "end": 5 }), "start: must be a whole number, 0 or more"),
        (json!({ "start": "2", "end": 5 }), "start: must be a whole number, 0 or more, not “2”"),
        (json!(null), "spans[0]: must be an object, not nothing"),
    ] {
        let file = changed(|file| file["annotations"][0]["spans"][0] = change);
        let imported = import(&file);
        assert_eq!(ids(&imported).len(), 2, "{message}");
        let told = imported.problems[0].to_string();
        assert!(told.contains(message) && told.ends_with("; left out"), "{told}");
    }
}

#[test]
fn two_annotations_of_one_id_are_both_kept() {
    let twice = changed(|file| {
        file["annotations"][2]["id"] = json!("q");
        let same = file["annotations"][0].clone();
        file["annotations"].as_array_mut().unwrap().push(same);
    });
    let imported = import(&twice);
    let told: Vec<_> = imported.problems.iter().map(|problem| problem.message.as_str()).collect();
    let wanted = [
        "two annotations have the id “q”; this one got a new id",
        "the annotation “a” appears twice; read once",
    ];
    assert_eq!(told, wanted);
    let set = &imported.documents[0];
    assert_eq!(written(set), strip(ALL));
    assert!(set.iter().any(|one| one.source_id.as_deref() == Some("q")));
    assert_eq!(import(&twice).documents[0], *set, "the same ids in every reading");
}

#[test]
fn an_id_with_blanks_is_kept_as_the_id_of_the_source() {
    for id in ["http://x.example/a b", "", "\n", &"é".repeat(201)] {
        let file = changed(|file| file["annotations"][2]["id"] = json!(id));
        let set = check(&file, ALL, &[]);
        let kept = set.iter().find(|one| one.source_id.as_deref() == Some(id)).unwrap();
        assert!(article_annotator::model::AnnotationId::is_valid(&kept.id.0));
        assert_eq!(import(&file).documents[0], set, "the same id in every reading");
        // Written and read again, it is still the same.
        check(&paper::proved(&set), ALL, &[]);
    }
}

#[test]
fn an_actor_that_is_missing_is_entered_anew_by_the_words_of_the_mention() {
    let file = changed(|file| file["actors"] = json!([{ "id": "y", "name": "" }]));
    let imported = import(&file);
    assert_eq!(ids(&imported).len(), 3);
    let names: Vec<_> = imported.documents[0].actors().map(|actor| actor.name.clone()).collect();
    assert_eq!(names, ["Ana", "y"]);
    let told: Vec<_> = imported.problems.iter().map(|problem| problem.message.as_str()).collect();
    let wanted = [
        "actor: “y” has no name or no id; left out",
        "this file has no actor “x”; one was added",
        "this file has no actor “y”; one was added",
    ];
    assert_eq!(told, wanted);
}

#[test]
fn a_wrong_field_of_the_article_costs_that_field_only() {
    for (field, value) in [
        ("title", json!(5)),
        ("published", json!(2026)),
        ("language", json!(["en"])),
        ("blocks", json!([{ "kind": "table", "start": 0, "end": 1 }])),
        ("blocks", json!([{ "kind": "heading1", "start": 0, "end": 1 }])),
        ("inlines", json!([{ "kind": "strong", "start": 0, "end": 99 }])),
        ("sha256", json!("00")),
        ("sha256", json!(7)),
    ] {
        let file = changed(|file| file["article"][field] = value.clone());
        let imported = import(&file);
        assert_eq!(ids(&imported).len(), 3, "{field} = {value}");
        assert_eq!(imported.problems.len(), 1, "{field} = {value}");
    }
    let without = changed(|file| {
        let text = file["article"]["text"].take();
        file["article"] = json!({ "text": text });
    });
    check(&without, ALL, &[]);
}

#[test]
fn without_a_text_there_is_nothing_to_read_and_it_says_so() {
    for article in
        [json!(null), json!({}), json!({ "text": 5 }), json!({ "text": null }), json!([])]
    {
        let imported = import(changed(|file| file["article"] = article.clone()));
        assert!(imported.documents.is_empty() && !imported.problems.is_empty(), "{article}");
    }
    assert_eq!(import("{}").problems[0].message, "there is no article in this file");
}

#[test]
fn a_file_of_a_later_version_is_read_as_far_as_it_is_known() {
    let later = changed(|file| {
        file["version"] = json!(2);
        file["later"] = json!({ "deep": [[]] });
        file["annotations"][0]["kind"] = json!("event");
        file["annotations"][1] = json!({ "replies": [{ "id": "r" }], "id": "q", "kind": "quote",
            "spans": [{ "start": 12, "end": 27 }] });
    });
    let imported = import(&later);
    assert_eq!(ids(&imported), BTreeSet::from(["c".to_owned(), "q".to_owned()]));
    assert!(
        imported.problems[0]
            .message
            .contains("kind: must be 'person', 'claim' or 'quote', not “event”")
    );
    assert!(
        imported.problems[1].message.contains("a later version of this program wrote this file")
    );
}

#[test]
fn half_of_a_surrogate_pair_is_read_as_the_replacement_character_and_told() {
    let damaged =
        file().replace("said", "sa\\ud83d").replace("why", "\\\\ud83d\\uDE00\\uD83D\\uDE00");
    let set = &import(&damaged).documents[0];
    assert_eq!(&**set.article().text(), "😀 Ana sa\u{fffd}:\n“Jobs doubled.”");
    let imported = import(file().replace("why", "\\ud83d").replacen(
        "\"prefix\": \"",
        "\"prefix\": \"\\uDE00",
        1,
    ));
    assert_eq!(ids(&imported).len(), 3);
    assert_eq!(imported.documents[0].get(&"q".into()).unwrap().note, "“\u{fffd}”? {\"id\": [");
    assert!(
        imported
            .problems
            .iter()
            .all(|problem| problem.message.starts_with("half of a surrogate pair"))
    );
    assert_eq!(imported.problems.len(), 2);
}

/// Every place in a JSON value, as a pointer.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(object) => {
            object.iter().for_each(|(key, value)| pointers(value, &format!("{at}/{key}"), found));
        }
        Value::Array(list) => {
            list.iter()
                .zip(0..)
                .for_each(|(value, index)| pointers(value, &format!("{at}/{index}"), found));
        }
        _ => {}
    }
}

#[test]
fn a_wrong_value_anywhere_costs_at_most_the_annotation_it_is_in() {
    let whole: Value = serde_json::from_str(&file()).unwrap();
    let mut all = Vec::new();
    pointers(&whole, "", &mut all);
    let wrong = [
        json!(null),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(1e308),
        json!(true),
        json!(""),
        json!("\0"),
        json!("<img src=x onerror=alert(1)>"),
        json!([]),
        json!([[[]]]),
        json!({}),
    ];
    for pointer in &all {
        for value in &wrong {
            let file = changed(|file| *file.pointer_mut(pointer).unwrap() = value.clone());
            let read = ids(&import(&file));
            for (index, id) in ["a", "q", "c"].into_iter().enumerate() {
                let own = format!("/annotations/{index}");
                let touched =
                    ["", "/annotations", "/article", "/article/text"].contains(&pointer.as_str());
                let lost = !read.contains(id) && !touched && !pointer.starts_with(&own);
                assert!(!lost, "{id} is lost by {pointer} = {value}");
            }
        }
    }
}
