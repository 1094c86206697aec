//! Files of our own format that other programs or people wrote: what is whole is read, and what is left out is named,
//! be it an annotation or a part of it.

use article_annotator::formats::File;
use serde_json::{Value, json};

use crate::cases::{Came, dropped};
use crate::records::marked;

const TEXT: &str = "Zoë 😀 Holt said:\n“Jobs doubled.”";

/// A file with a person and a quote, after a change.
fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut file = json!({
        "format": "article-annotator", "version": 1, "offsets": "Unicode code points",
        "article": {"text": TEXT},
        "actors": [{"id": "h", "name": "Zoë Holt", "sort": "person", "role": "minister"}],
        "annotations": [
            {"id": "a", "kind": "person", "spans": [{"start": 6, "end": 10, "exact": "Holt"}], "actor": "h", "note": "n", "tags": ["t"]},
            {"id": "q", "kind": "quote", "spans": [{"start": 17, "end": 32, "exact": "“Jobs doubled.”"}], "speaker": "h",
             "cue": {"start": 11, "end": 15, "exact": "said"}, "form": "direct"},
        ],
    });
    change(&mut file);
    file.to_string()
}

fn opened(content: impl Into<Vec<u8>>) -> Came {
    dropped(vec![File::new("a.json", content.into())], None)
}

const BOTH: [&str; 2] = ["person Holt", "quote “Jobs doubled.”"];

#[test]
fn a_wrong_part_of_an_annotation_costs_that_part_only_and_is_named() {
    for (pointer, value, told) in [
        (
            "/annotations/0/note",
            json!(5),
            "“a”: note: must be a text, not 5; only this is left out",
        ),
        (
            "/annotations/0/tags",
            json!("t"),
            "“a”: tags: must be a list, not “t”; only this is left out",
        ),
        (
            "/annotations/0/tags",
            json!(["t", 5]),
            "“a”: tags[1]: must be a text, not 5; only this is left out",
        ),
        ("/annotations/0/origin", json!("cloud"), "“a”: origin: must be"),
        ("/annotations/0/created", json!(["x"]), "“a”: created: "),
        ("/annotations/1/form", json!("loud"), "“q”: form: must be"),
        (
            "/annotations/1/cue",
            json!({"start": 11, "end": 15, "exact": "says"}),
            "“q”: cue: at 11-15 the text is “said”, not “says”; only this is left out",
        ),
        (
            "/annotations/1/cue",
            json!({"start": 11}),
            "“q”: cue.end: is missing; only this is left out",
        ),
        ("/actors/0/role", json!(5), "“h”: role: must be a text, not 5; only this is left out"),
    ] {
        let came = opened(changed(|file| {
            let (list, name) = pointer.rsplit_once('/').unwrap();
            file.pointer_mut(list).unwrap()[name] = value.clone();
        }));
        assert_eq!(marked(&came), BOTH, "{pointer}: {:?}", came.told);
        assert_eq!(came.told.len(), 1, "{pointer}: {:?}", came.told);
        assert!(came.told[0].contains(told), "{pointer}: {:?}", came.told);
        let set = &came.sets[0];
        assert!(set.iter().all(|one| one.actor().is_some()), "{pointer}");
        let actor = set.actors().next().unwrap();
        assert_eq!((actor.name.as_str(), set.actors().count()), ("Zoë Holt", 1), "{pointer}");
    }
    // What it needs costs all of it, and the message says which.
    for (name, value) in
        [("kind", json!("event")), ("id", json!(7)), ("spans", json!([{"start": 1}]))]
    {
        let came = opened(changed(|file| file["annotations"][0][name] = value.clone()));
        assert_eq!(marked(&came), BOTH[1..], "{name}");
        let told =
            came.told.iter().filter(|told| told.contains(name) && told.ends_with("; left out"));
        assert_eq!((told.count(), came.told.len()), (1, 1), "{name}: {:?}", came.told);
    }
}

#[test]
fn of_another_text_only_what_says_its_words_is_read() {
    let came = opened(changed(|file| {
        file["article"]["sha256"] = json!("00");
        file["annotations"][0]["spans"][0].as_object_mut().unwrap().remove("exact");
    }));
    assert_eq!(marked(&came), BOTH[1..], "{:?}", came.told);
    assert!(
        came.told[0].contains("nothing says which words were at 6-10; left out"),
        "{:?}",
        came.told
    );
    let came = opened(changed(|file| {
        file["annotations"][0]["spans"][0].as_object_mut().unwrap().remove("exact");
    }));
    assert_eq!(
        (marked(&came), came.told.len()),
        (BOTH.map(str::to_owned).to_vec(), 0),
        "of this text"
    );
}

#[test]
fn line_ends_of_windows_in_the_text_or_in_the_words_change_nothing() {
    let claim = |(start, end): (u32, u32), text: &str, exact: &str| {
        changed(|file| {
            file["article"]["text"] = json!(text);
            file["annotations"] = json!([{"id": "a", "kind": "claim", "spans": [{"start": start, "end": end, "exact": exact}]}]);
        })
    };
    let (unix, windows) = ("One.\nTwo is\nmore.", "One.\r\nTwo is\r\nmore.");
    for (file, told) in [
        (claim((5, 17), unix, "Two is\r\nmore."), 0),
        (claim((6, 19), windows, "Two is\r\nmore."), 0),
        (claim((6, 19), windows, "Two is\nmore."), 0),
        (claim((5, 17), windows, "Two is\nmore."), 1),
    ] {
        let came = opened(file.clone());
        assert_eq!(marked(&came), ["claim Two is\nmore."], "{file}: {:?}", came.told);
        assert_eq!(came.told.len(), told, "{file}: {:?}", came.told);
    }
}

#[test]
fn offsets_count_as_the_file_says_or_as_its_words_show() {
    let moved = |unit: &str, with_words: bool| {
        changed(|file| {
            file["offsets"] = json!(unit);
            for one in file["annotations"].as_array_mut().unwrap() {
                for place in ["/spans/0", "/cue"] {
                    let Some(span) = one.pointer_mut(place) else { continue };
                    for end in ["start", "end"] {
                        span[end] = json!(span[end].as_u64().unwrap() + 1);
                    }
                    if !with_words {
                        span.as_object_mut().unwrap().remove("exact");
                    }
                }
            }
        })
    };
    for (file, told) in [
        (moved("UTF-16 code units", true), 0),
        (moved("UTF-16 code units", false), 0),
        (moved("Unicode code points", true), 1),
        (moved("nibbles", true), 2),
    ] {
        let came = opened(file);
        assert_eq!(
            (marked(&came), came.told.len()),
            (BOTH.map(str::to_owned).to_vec(), told),
            "{:?}",
            came.told
        );
    }
}

#[test]
fn a_list_that_is_none_is_named() {
    for (name, value) in [
        ("annotations", json!({"a": 1})),
        ("annotations", json!("x")),
        ("actors", json!(5)),
        ("rejected", json!({})),
        ("versions", json!("v")),
    ] {
        let came = opened(changed(|file| file[name] = value.clone()));
        let told = format!("“{name}” must be a list");
        assert!(came.told.iter().any(|line| line.contains(&told)), "{name}: {:?}", came.told);
        assert_eq!(came.texts.len(), 1);
    }
    let came = opened(changed(|file| file["versions"] = Value::Null));
    assert_eq!((marked(&came), came.told.len()), (BOTH.map(str::to_owned).to_vec(), 0));
}

#[test]
fn documents_behind_each_other_are_all_read_each_problem_at_its_own_line() {
    let second = changed(|file| {
        file["article"]["text"] = json!("Ivo 😀 Holt left.");
        file["annotations"] = json!([
            {"id": "b", "kind": "person", "spans": [{"start": 0, "end": 3, "exact": "Ivo"}]},
            {"id": "c", "kind": "person", "spans": [{"start": 1, "end": 3, "exact": "Ivo"}]},
        ]);
    });
    for between in ["", "\n", "\n\n"] {
        let came = opened(format!("{}{between}{second}", changed(|_| ())));
        assert_eq!(came.texts, [TEXT, "Ivo 😀 Holt left."], "{:?}", came.told);
        assert_eq!(marked(&came), [BOTH[0], BOTH[1], "person Ivo"]);
        assert_eq!(came.told.len(), 1, "{:?}", came.told);
        let line = format!("Line {}, ", 1 + between.len());
        assert!(came.told[0].contains(&line) && came.told[0].contains("“c”: "), "{:?}", came.told);
    }
}

#[test]
fn many_documents_behind_each_other_take_no_longer_than_their_number() {
    let came = opened(changed(|_| ()) + &"{}".repeat(200_000));
    assert_eq!((came.texts.len(), marked(&came).len()), (1, 2));
    assert!(came.told.iter().any(|told| told.contains("more than 1,000 documents")));
}
