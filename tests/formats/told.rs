//! What is told about a file is true of that file, and nothing in it is dropped uncounted: what follows a list that
//! Python printed, a text beside an address, words whose gaps the file tells, encodings of four bytes a sign.

use article_annotator::formats::File;
use article_annotator::model::Detail;

use crate::cases::{Came, dropped};
use crate::records::{marked, names_both};

const TEXT: &str = "Mira Holt met Ivo Brandt.";

fn opened(name: &str, content: impl Into<Vec<u8>>) -> Came {
    dropped(vec![File::new(name, content.into())], None)
}

#[test]
fn lists_that_python_printed_are_all_read_or_counted() {
    let pair = |words: &str| format!("('{words}', {{'entities': [(0, 4, 'PERSON')]}})");
    let (one, two) = (pair("Mira left."), pair("Anna left."));
    for (content, texts, told) in [
        (format!("[{one}]\n[{two}]\n"), 2, 0),
        (format!("[{one}]\nTRAIN_DATA = [{two}]\n"), 2, 0),
        (format!("{one}\n{two}\n"), 2, 0),
        (format!("\u{feff}[{one}, {two}]"), 2, 0),
        (format!("[{one}] [{two}]\n"), 1, 1),
        (format!("[{one}]\n[{two}, f(x)]\n"), 1, 1),
        (format!("[{one}, 'Anna left.']\n"), 1, 1),
        (format!("[{one}, ('Anna left.', [(0, 4, 'PERSON')])]\n"), 2, 0),
        (format!("[{one}]  # done\nprint('x')\n"), 1, 0),
        (format!("TRAIN_DATA = [{one}] + MORE\n"), 1, 1),
    ] {
        for name in ["a.py", "a.txt"] {
            let came = opened(name, content.clone());
            let counts = (came.texts.len(), marked(&came).len(), came.told.len());
            let is_program = name == "a.py" || !content.starts_with("TRAIN");
            if is_program {
                assert_eq!(counts, (texts, texts, told), "{name} {content}: {:?}", came.told);
            }
        }
    }
}

#[test]
fn a_text_of_a_task_that_is_elsewhere_takes_no_other_with_it() {
    let mark = |id: &str, to: &str, start: u32, end: u32, words: &str| {
        format!(
            r#"{{"id":"{id}","from_name":"l","to_name":"{to}","type":"labels","value":{{"start":{start},"end":{end},"text":"{words}","labels":["PERSON"]}}}}"#
        )
    };
    let task = |data: &str| {
        format!(
            r#"[{{"id":1,"data":{{{data}}},"annotations":[{{"result":[{},{},{}]}}],"predictions":[{{"model_version":"m","result":[{}]}}]}}]"#,
            mark("z", "page", 0, 4, "Anna"),
            mark("a", "story", 0, 9, "Mira Holt"),
            mark("b", "story", 14, 24, "Ivo Brandt"),
            mark("c", "story", 0, 4, "Mira"),
        )
    };
    let address = r#""page":"https://example.org/a.txt""#;
    for data in [format!(r#"{address},"story":"{TEXT}""#), format!(r#""story":"{TEXT}",{address}"#)]
    {
        let came = opened("a.json", task(&data));
        assert_eq!(came.texts, [TEXT], "{:?}", came.told);
        assert_eq!(marked(&came), ["person Mira Holt", "person Ivo Brandt"], "{:?}", came.told);
        let told = came.told.join("\n");
        assert!(told.contains("1 annotation is a prediction by “m”"), "{told}");
        assert_eq!(came.told.len(), 2, "{told}");
    }
}

#[test]
fn words_are_said_to_be_joined_only_where_the_file_does_not_tell_how() {
    let conll = |comment: &str, misc: &str| {
        format!(
            "{comment}1\tMira\t_\t_\t_\t_\t_\t_\t_\tNER=B-PER\n2\tleft\t_\t_\t_\t_\t_\t_\t_\t{misc}\n3\t.\t_\t_\t_\t_\t_\t_\t_\t_\n"
        )
    };
    const WORDS: &str = "joined by spaces";
    const SENTENCES: &str = "do not say what is between two sentences";
    let head = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|value\n\n";
    let webanno = |said: &str, from: u32, number: u32| {
        let row = |at: u32, start: u32, word: &str, label: &str| {
            let (start, end) = (from + start, from + start + word.len() as u32);
            format!("{number}-{at}\t{start}-{end}\t{word}\t{label}\t\n")
        };
        format!(
            "\n{said}{}{}{}",
            row(1, 0, "Mira", "PERSON"),
            row(2, 5, "left", "_"),
            row(3, 9, ".", "_")
        )
    };
    let said = "#Text=Mira left.\n";
    for (name, content, text, told) in [
        ("a.conllu", conll("# text = Mira left.\n", "_"), "Mira left.", None),
        ("a.conllu", conll("", "SpaceAfter=No"), "Mira left.", None),
        ("a.conllu", conll("", "_"), "Mira left .", Some(WORDS)),
        ("a.conllu", conll("# text = Mira went.\n", "_"), "Mira left .", Some(WORDS)),
        (
            "a.conllu",
            format!("{0}\n{0}", conll("# text = Mira left.\n", "_")),
            "Mira left.\nMira left.",
            Some(SENTENCES),
        ),
        (
            "a.conllu",
            format!("{}\n{}", conll("# text = Mira left.\n", "_"), conll("", "_")),
            "Mira left.\nMira left .",
            Some(WORDS),
        ),
        ("a.tsv", format!("{head}{}", webanno(said, 0, 1)), "Mira left.", None),
        ("a.tsv", format!("{head}{}", webanno("", 0, 1)), "Mira left.", Some("read as spaces")),
        (
            "a.tsv",
            format!("{head}{}{}", webanno(said, 0, 1), webanno(said, 11, 2)),
            "Mira left.\nMira left.",
            Some(SENTENCES),
        ),
        (
            "a.tsv",
            format!("{head}{}{}", webanno(said, 0, 1), webanno(said, 12, 2)),
            "Mira left. \nMira left.",
            Some("read as spaces"),
        ),
    ] {
        let came = opened(name, content.clone());
        assert_eq!(came.texts, [text], "{content}: {:?}", came.told);
        match told {
            None => assert_eq!(came.told, [""; 0], "{content}"),
            Some(told) => {
                assert_eq!(came.told.len(), 1, "{content}: {:?}", came.told);
                assert!(came.told[0].contains(told), "{content}: {:?}", came.told);
            }
        }
    }
}

#[test]
fn a_file_in_utf_32_is_read_as_one_in_utf_16_is() {
    let table = "start\tend\tkind\n0\t9\tperson\n14\t24\tperson\n";
    let program = format!("[('{TEXT}', {{'entities': [(0, 9, 'PERSON'), (14, 24, 'PERSON')]}})]");
    let lines =
        format!("{{\"text\":\"{TEXT}\",\"label\":[[0,9,\"PERSON\"],[14,24,\"PERSON\"]]}}\n");
    for big in [false, true] {
        let four = |text: &str| -> Vec<u8> {
            let signs = std::iter::once('\u{feff}').chain(text.chars()).map(u32::from);
            match big {
                true => signs.flat_map(u32::to_be_bytes).collect(),
                false => signs.flat_map(u32::to_le_bytes).collect(),
            }
        };
        for (name, content) in [("a.txt", &program), ("a.jsonl", &lines)] {
            let came = opened(name, four(content));
            assert_eq!(
                marked(&came),
                ["person Mira Holt", "person Ivo Brandt"],
                "{name} {big}: {:?}",
                came.told
            );
        }
        let came = dropped(vec![File::new("a.tsv", four(table))], Some(TEXT));
        assert_eq!(marked(&came), ["person Mira Holt", "person Ivo Brandt"], "{:?}", came.told);
    }
}

#[test]
fn words_with_the_signs_of_line_ends_are_where_the_unit_of_the_file_has_them() {
    // Of a file that counts UTF-16, whose words have line ends as programs write them.
    let text = r#""text":"😀 Mira\nHolt met Ivo\nBrandt.""#;
    let span = |start: u32, end: u32, words: &str| {
        format!(r#"{{"start":{start},"end":{end},"label":"PERSON","text":"{words}"}}"#)
    };
    let spans = [span(3, 12, r"Mira\\nHolt"), span(17, 27, r"Ivo\\nBrandt")].join(",");
    let came = opened("a.jsonl", format!(r#"{{{text},"spans":[{spans}]}}"#));
    assert_eq!(marked(&came), ["person Mira\nHolt", "person Ivo\nBrandt"], "{:?}", came.told);
    assert_eq!(came.told.len(), 1, "{:?}", came.told);
    assert!(came.told[0].contains("UTF-16 code units"), "{:?}", came.told);
    names_both(
        "a.jsonl",
        &format!(
            r#"{{"text":"{TEXT}","spans":[{},{}]}}"#,
            span(0, 9, "Mira Holt"),
            span(14, 24, "Ivo Brandt")
        ),
        &[],
    );
}

#[test]
fn a_zip_in_a_zip_is_unpacked_and_a_text_in_another_folder_is_that_of_its_marks() {
    use article_annotator::formats::common::zip;
    let packed = |name: &str, files: &[File]| zip::packed(name.to_owned(), files).unwrap();
    let marks = "T1\tPerson 0 9\tMira Holt\nT2\tPerson 14 24\tIvo Brandt\n";
    let line = format!("{{\"text\":\"{TEXT}\",\"label\":[[0,9,\"PERSON\"],[14,24,\"PERSON\"]]}}\n");
    let inner = packed("annotation/a.txt/admin.zip", &[File::new("a.jsonl", line)]);
    let apart = [File::new("ann/a.ann", marks), File::new("txt/a.txt", TEXT)];
    for files in
        [vec![packed("all.zip", &[inner])], apart.to_vec(), vec![packed("all.zip", &apart)]]
    {
        let came = dropped(files, None);
        assert_eq!(came.texts, [TEXT], "{:?}", came.told);
        assert_eq!(marked(&came), ["person Mira Holt", "person Ivo Brandt"], "{:?}", came.told);
        assert_eq!(came.told, [""; 0]);
    }
    // Of two texts with one name, nothing tells which it is.
    let mut two = apart.to_vec();
    two.push(File::new("old/a.txt", "Mira Holt met Ivo."));
    let came = dropped(two, None);
    assert_eq!((came.texts.len(), marked(&came).len()), (2, 0), "{:?}", came.texts);
    assert!(came.told.iter().any(|told| told.contains("the text is missing")), "{:?}", came.told);
}

#[test]
fn when_an_annotation_was_made_is_read_as_programs_write_it_or_told() {
    let hypothesis = |time: &str| {
        let file =
            format!("Created at,Author,URL,Quote,Comment,Tags\n\"{time}\",a,,Mira Holt,,person\n");
        File::new("h.csv", file)
    };
    let table = |time: &str| {
        File::new(
            "t.csv",
            format!("kind,text,start,end,created\nperson,Mira Holt,0,9,\"{time}\"\n"),
        )
    };
    let web = |time: &str| {
        let file = format!(
            r#"[{{"@context":"http://www.w3.org/ns/anno.jsonld","id":"a","type":"Annotation","created":"{time}","body":{{"value":"person","purpose":"tagging"}},"target":{{"selector":{{"type":"TextQuoteSelector","exact":"Mira Holt"}}}}}}]"#
        );
        File::new("a.jsonld", file)
    };
    let ten = Some("2026-01-02T10:00:00.000Z");
    for (time, made) in [
        ("2026-01-02T10:00:00Z", ten),
        ("2026-01-02T11:00:00.000000+01:00", ten),
        ("2026-01-02 10:00", ten),
        ("2026-01-02 10:00:00", ten),
        ("2026-01-02T10:00:00.123", Some("2026-01-02T10:00:00.123Z")),
        ("2026-01-02T12:00:00+0200", ten),
        ("2026-01-02 10:00:00 UTC", None),
        ("2026-01-02", Some("2026-01-02T00:00:00.000Z")),
        // The second of January, or the first of February.
        ("01/02/2026 10:00", None),
        ("yesterday", None),
        ("2026-13-02", None),
    ] {
        for file in [hypothesis(time), table(time), web(time)] {
            let name = file.name.clone();
            let came = dropped(vec![file], Some(TEXT));
            let told = came.told.join("; ");
            assert_eq!(marked(&came), ["person Mira Holt"], "{name} {time}: {told}");
            let found = came.sets[0].iter().next().unwrap().created.to_string();
            assert_eq!(
                made.is_some_and(|made| made == found),
                made.is_some(),
                "{name} {time} {found}"
            );
            assert_eq!(told.contains("cannot be read for certain"), made.is_none(), "{told}");
        }
    }
}

#[test]
fn the_days_of_a_check_are_those_that_a_spreadsheet_took_for_dates_or_told() {
    for (cell, day) in [
        ("2026-03-02", Some("2026-03-02")),
        ("2026-03", Some("2026-03")),
        ("02.03.2026", Some("2026-03-02")),
        ("2.3.26", Some("2026-03-02")),
        ("2.3.98", Some("1998-03-02")),
        ("23/3/2026", Some("2026-03-23")),
        ("3/23/2026", Some("2026-03-23")),
        ("3/3/2026", Some("2026-03-03")),
        ("3/2/2026", None),
        ("31.2.2026", Some("31.2.2026")),
        ("2026-03-02 00:00:00", Some("2026-03-02")),
        ("2026-03-02T10:00:00Z", Some("2026-03-02")),
        ("02.03.2026 00:00", Some("2026-03-02")),
        ("2026/03/02", Some("2026-03-02")),
        ("2026-3-2", Some("2026-03-02")),
        ("23-03-2026", Some("2026-03-23")),
        ("3-23-2026", Some("2026-03-23")),
        ("03-02-2026", None),
        // Which of the three is the year?
        ("23-03-26", Some("23-03-26")),
        ("in March: the 2nd", Some("in March: the 2nd")),
    ] {
        let head = "kind,text,start,end,verdict,checked,said";
        let row = format!("claim,Mira Holt met,0,13,false,{cell},{cell}");
        let came = dropped(vec![File::new("t.csv", format!("{head}\n{row}\n"))], Some(TEXT));
        let one = came.sets[0].iter().next().unwrap();
        let Detail::Claim { check: Some(check), .. } = &one.detail else { panic!("{cell}") };
        assert_eq!((check.date.as_deref(), check.said.as_deref()), (day, day), "{cell}");
        let told = came.told.join("; ");
        assert_eq!(told.contains("may be one of two days"), day.is_none(), "{cell}: {told}");
    }
}

#[test]
fn who_made_an_annotation_of_recogito_is_kept_wherever_it_says_so() {
    let body = |more: &str| format!(r#"{{"purpose":"tagging","value":"person"{more}}}"#);
    let anna = r#","creator":{"id":"u1","name":"Anna"}"#;
    let place = r#""selector":[{"quote":"Mira Holt","start":0,"end":9}]"#;
    for file in [
        format!(
            r#"[{{"id":"4c0","target":{{{place},"created":"2026-01-02T10:00:00Z"{anna}}},"bodies":[{}]}}]"#,
            body("")
        ),
        format!(
            r##"[{{"@context":"http://www.w3.org/ns/anno.jsonld","id":"#a","type":"Annotation","body":[{}],"target":{{{place}}}}}]"##,
            body(&format!(r#","created":"2026-01-02T10:00:00Z"{anna}"#))
        ),
        format!(
            r#"[{{"@context":"http://www.w3.org/ns/anno.jsonld","id":"a","created":"2026-01-02T10:00:00Z","type":"Annotation","body":[{}],"target":{{{place}}}}}]"#,
            body(anna)
        ),
    ] {
        let came = dropped(vec![File::new("a.json", file.clone())], Some(TEXT));
        assert_eq!(marked(&came), ["person Mira Holt"], "{file}: {:?}", came.told);
        let one = came.sets[0].iter().next().unwrap();
        assert_eq!(one.creator.as_deref(), Some("Anna"), "{file}");
        assert_eq!(one.created.to_string(), "2026-01-02T10:00:00.000Z", "{file}");
        assert!(came.told.is_empty(), "{:?}", came.told);
    }
}

#[test]
fn the_versions_that_a_review_compared_are_counted_and_named() {
    let version = |who: &str| {
        format!(
            r#"{{"text":"{TEXT}","spans":[{{"start":0,"end":4,"label":"PERSON"}}],"answer":"accept","sessions":[{who}],"default":false}}"#
        )
    };
    let versions = [version(r#""ana""#), version(r#""ana""#), version(r#""bo","cy""#)].join(",");
    let content = format!(
        r#"{{"text":"{TEXT}","spans":[{{"start":0,"end":9,"label":"PERSON"}},{{"start":14,"end":24,"label":"PERSON"}}],"versions":[{versions},{{"_session_id":"set-dee"}},{{}}],"view_id":"review","_view_id":"review","answer":"accept"}}"#
    );
    let told = [
        "a version was compared in a review; left out",
        "a version by “ana” was compared in a review (2 times); left out",
        "a version by “bo, cy” was compared in a review; left out",
        "a version by “set-dee” was compared in a review; left out",
        "the field “view_id” has no place here; left out",
    ];
    names_both("p.jsonl", &content, &told);
}

#[test]
fn spans_in_groups_beside_the_entities_of_training_data_are_read_once() {
    for said in [
        r#"{"entities":[[0,9,"PERSON"]],"spans":{"sc":[[0,9,"PERSON"],[14,24,"PERSON"]]}}"#,
        r#"{"spans":{"sc":[[0,9,"PERSON"]],"other":[[14,24,"PERSON"]]}}"#,
    ] {
        names_both("s.json", &format!(r#"[["{TEXT}",{said}]]"#), &[]);
        names_both("s.jsonl", &format!(r#"["{TEXT}",{said}]"#), &[]);
    }
}

#[test]
fn a_relation_without_ends_is_counted() {
    let spans = r#"[{"id":1,"start_offset":0,"end_offset":9,"label":"PERSON"},{"id":2,"start_offset":14,"end_offset":24,"label":"PERSON"}]"#;
    let file = format!(
        r#"{{"text":"{TEXT}","entities":{spans},"relations":[{{"id":1,"from_id":1}},{{"id":2,"type":"speaker"}}]}}"#
    );
    let told = ["a relation does not say which annotations it links (2 times); left out"];
    names_both("d.jsonl", &file, &told);
}

#[test]
fn a_member_that_stands_twice_in_an_object_is_named() {
    let mark = r#""entities":[[0,9,"PERSON"]]"#;
    let w3c = r#"[{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation","body":[],"target":{"source":"https://a.example","source":"https://b.example","selector":{"type":"TextQuoteSelector","exact":"Mira Holt"}}}]"#.to_owned();
    for (name, content, twice) in [
        ("a.jsonl", format!(r#"{{"text":"{TEXT}","text":"Another.",{mark}}}"#), &["text"][..]),
        (
            "a.jsonl",
            format!(r#"{{"text":"{TEXT}","text":"B.",{mark},{mark}}}"#),
            &["entities", "text"],
        ),
        (
            "a.jsonl",
            format!(r#"{{"text":"{TEXT}",{mark}}}{}{{"text":"{TEXT}",{mark},{mark}}}"#, '\n'),
            &["entities"],
        ),
        ("a.json", format!(r#"[{{"text":"{TEXT}",{mark},"meta":{{"a":1,"b":2,"a":3}}}}]"#), &["a"]),
        ("a.json", w3c, &["source"]),
    ] {
        let came = dropped(vec![File::new(name, content.clone().into_bytes())], Some(TEXT));
        let told: Vec<_> = came.told.iter().filter(|one| one.contains("stands twice")).collect();
        assert_eq!(told.len(), twice.len(), "{content}: {:?}", came.told);
        for name in twice {
            let named = told.iter().any(|one| one.contains(&format!("“{name}” stands twice")));
            assert!(named, "{content}: {:?}", came.told);
        }
    }
    let came = opened("a.jsonl", format!(r#"{{"text":"{TEXT}",{mark},"meta":{{"text":"b"}}}}"#));
    assert!(came.told.iter().all(|one| !one.contains("stands twice")), "{:?}", came.told);
}
