//! What other programs say beside an annotation or a text: a note and somebody’s item are kept, anything else is
//! counted by its name.

use article_annotator::formats::File;

use crate::cases::{Came, dropped};
use crate::records::names_both;

const TEXT: &str = "Mira Holt met Ivo Brandt.";

/// The note and the item of the only annotation.
fn kept(came: &Came) -> (String, Option<String>) {
    let set = came.sets.first().unwrap_or_else(|| panic!("{:?}", came.told));
    let one = set.iter().next().unwrap_or_else(|| panic!("{:?}", came.told));
    let item = one.actor().and_then(|id| set.actor(id)?.wikidata.clone());
    (one.note.clone(), item)
}

fn alone(name: &str, content: String, first: Option<&str>) -> Came {
    dropped(vec![File::new(name, content)], first)
}

#[track_caller]
fn says(came: &Came, note: &str, item: Option<&str>, told: &[&str]) {
    assert_eq!(kept(came), (note.to_owned(), item.map(str::to_owned)), "{:?}", came.told);
    assert_eq!(came.told.len(), told.len(), "{:?}", came.told);
    for told in told {
        assert!(came.told.iter().any(|line| line.contains(told)), "{told}: {:?}", came.told);
    }
}

/// A name, what is said under it, and what comes of it: the note, the item, what is told.
type Said =
    (&'static str, &'static str, &'static str, Option<&'static str>, &'static [&'static str]);

const SAID: &[Said] = &[
    ("note", "the mayor", "the mayor", None, &[]),
    ("inst", "http://www.wikidata.org/entity/Q42", "", Some("Q42"), &[]),
    ("gender", "f", "", None, &["“gender” of an annotation is not kept here"]),
    ("empty", "", "", None, &[]),
];

#[test]
fn what_bioc_gate_and_prodigy_say_beside_an_annotation_is_kept_or_counted() {
    for (name, said, note, item, told) in SAID {
        let place = r#""start":0,"end":9"#;
        for (file, content) in [
            (
                "a.xml",
                format!(
                    r#"<collection><document><passage><offset>0</offset><text>{TEXT}</text><annotation id="1"><infon key="type">Person</infon><infon key="{name}">{said}</infon><location offset="0" length="9"/><text>Mira Holt</text></annotation></passage></document></collection>"#
                ),
            ),
            (
                "a.json",
                format!(
                    r#"{{"passages":[{{"offset":0,"text":"{TEXT}","annotations":[{{"infons":{{"type":"Person","{name}":"{said}","no":null}},"text":"Mira Holt","locations":[{{"offset":0,"length":9}}]}}]}}]}}"#
                ),
            ),
            (
                "a.json",
                format!(
                    r#"{{"annotation_sets":{{"":{{"annotations":[{{"type":"Person",{place},"features":{{"{name}":"{said}"}}}}]}}}},"text":"{TEXT}","features":{{}},"offset_type":"p"}}"#
                ),
            ),
            (
                "a.jsonl",
                format!(
                    r#"{{"text":"{TEXT}","spans":[{{{place},"label":"PERSON","{name}":"{said}"}}]}}"#
                ),
            ),
        ] {
            says(&alone(file, content, None), note, *item, told);
        }
    }
}

#[test]
fn what_prodigy_says_of_a_whole_record_is_counted() {
    let spans = r#"[{"start":0,"end":9,"label":"person","token_end":1},{"start":14,"end":24,"label":"person"}]"#;
    let record = |more: &str| format!(r#"{{"text":"{TEXT}","spans":{spans},{more}}}"#);
    for (more, told) in [
        (
            r#""_input_hash":1,"_view_id":"spans_manual","_is_binary":false,"_session_id":null,"answer":"accept""#,
            &[][..],
        ),
        (r#""comment":"ask again""#, &["the field “comment” has no place here"]),
        (
            r#""meta":{"source":"x","score":0.4},"_annotator_id":"news-ann""#,
            &["the field “meta.score”", "the field “_annotator_id”"],
        ),
    ] {
        names_both("a.jsonl", &record(more), told);
    }
}

#[test]
fn a_body_of_recogito_that_is_no_text_names_somebody_or_is_counted() {
    for (body, item, told) in [
        (
            r#""type":"GeoJSON","purpose":"geotagging","geometry":{"coordinates":[1,2]}"#,
            None,
            &["the body for “geotagging” of an annotation is not kept here"][..],
        ),
        (r#""purpose":"rating","value":4"#, None, &["the body for “rating”"]),
        (
            r#""purpose":"identifying","source":"https://www.wikidata.org/entity/Q5""#,
            Some("Q5"),
            &[],
        ),
        (r#""purpose":"identifying","value":"https://www.wikidata.org/wiki/Q5""#, Some("Q5"), &[]),
        (r#""purpose":"highlighting""#, None, &[]),
    ] {
        let file = format!(
            r##"[{{"id":"#a","type":"Annotation","body":[{{"purpose":"tagging","value":"person"}},{{{body}}}],"target":{{"selector":[{{"type":"TextQuoteSelector","exact":"Mira Holt"}},{{"type":"TextPositionSelector","start":0,"end":9}}]}}}}]"##
        );
        says(&alone("a.json", file, Some(TEXT)), "", item, told);
    }
}

#[test]
fn a_second_column_of_labels_or_words_is_named_unless_it_says_the_same() {
    for (table, told) in [
        (
            "label,category\n0,9,Mira Holt,person,claim\n",
            &["the column “category” has no place"][..],
        ),
        ("label,category\n0,9,Mira Holt,person,person\n", &[]),
        ("quote,label\n0,9,Mira Holt,Ivo,person\n", &["the column “quote” has no place"]),
    ] {
        let came = alone("a.csv", format!("start,end,text,{table}"), Some(TEXT));
        says(&came, "", None, told);
    }
}

#[test]
fn jobs_of_sagemaker_are_read_and_what_no_person_said_is_counted() {
    let line = |by: &str| {
        format!(
            r#"{{"source":"{TEXT}","job":{{"annotations":{{"entities":[{{"label":"person","startOffset":0,"endOffset":9}},{{"label":"person","startOffset":14,"endOffset":24}}],"labels":[{{"label":"person"}}]}}}},"job-metadata":{{"human-annotated":"{by}","type":"groundtruth/text-span"}}}}"#
        )
    };
    names_both("output.manifest", &line("yes"), &[]);
    let came = alone("output.manifest", line("no"), None);
    assert_eq!(came.annotations().len(), 0);
    assert!(came.told.iter().any(|line| line.contains("a model predicted")), "{:?}", came.told);
}

#[test]
fn a_list_of_our_own_documents_is_all_of_them() {
    let one = |id: &str| {
        format!(
            r#"{{"format":"article-annotator","version":1,"article":{{"text":"{TEXT}"}},"annotations":[{{"id":"{id}","kind":"person","spans":[{{"start":0,"end":9,"text":"Mira Holt"}}]}}]}}"#
        )
    };
    let (first, second) = (one("a"), one("b"));
    for (list, marks, told) in [
        (format!("[{first},{second}]"), 2, 0),
        (format!("\u{feff}[\n{first}\n]\n"), 1, 0),
        (format!("[{first},null]"), 1, 1),
        (format!("[{first},{second}"), 2, 1),
        (format!("[{first},"), 1, 1),
    ] {
        let came = alone("a.json", list.clone(), None);
        let wrong = came.told.iter().filter(|line| line.contains("list is cut off")).count();
        assert_eq!((came.annotations().len(), wrong), (marks, told), "{list}: {:?}", came.told);
    }
}
