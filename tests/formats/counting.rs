//! Offsets that do not count as their format says: in another unit, line ends as one character, without the
//! byte order mark. Where the words of the spans, or the edges of words, show it for all of them, they are
//! read that way and it is told; a span that is merely odd stays as it is.

use article_annotator::formats::File;
use article_annotator::session::worker::protocol::PREDICTED;

use crate::cases::{Came, dropped};
use crate::records::marked;

fn opened(name: &str, content: impl Into<Vec<u8>>) -> Came {
    dropped(vec![File::new(name, content.into())], None)
}

/// This text in JSON, with these people in a file of each program.
fn files(text: &str, people: &[(u32, u32)]) -> Vec<(&'static str, String)> {
    let text = serde_json::to_string(text).unwrap();
    let join = |one: &dyn Fn((u32, u32)) -> String| {
        people.iter().map(|place| one(*place)).collect::<Vec<_>>().join(",")
    };
    let lists = join(&|(start, end)| format!(r#"[{start},{end},"PERSON"]"#));
    let objects =
        join(&|(start, end)| format!(r#"{{"start":{start},"end":{end},"label":"PERSON"}}"#));
    let denoted = join(&|(begin, end)| {
        format!(r#"{{"span":{{"begin":{begin},"end":{end}}},"obj":"Person"}}"#)
    });
    let structures = join(&|(begin, end)| {
        format!(r#"{{"%ID":9,"%TYPE":"N","@sofa":1,"begin":{begin},"end":{end},"value":"PER"}}"#)
    });
    vec![
        ("doccano.jsonl", format!(r#"{{"text":{text},"label":[{lists}]}}"#)),
        ("prodigy.jsonl", format!(r#"{{"text":{text},"spans":[{objects}]}}"#)),
        ("spacy.json", format!(r#"{{"text":{text},"ents":[{objects}]}}"#)),
        ("train.json", format!(r#"[[{text},{{"entities":[{lists}]}}]]"#)),
        ("pub.json", format!(r#"{{"text":{text},"denotations":[{denoted}]}}"#)),
        (
            "cas.json",
            format!(
                r#"{{"%TYPES":{{}},"%FEATURE_STRUCTURES":[{{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaString":{text}}},{structures}],"%VIEWS":{{}}}}"#
            ),
        ),
    ]
}

#[test]
fn spans_without_words_are_read_in_the_unit_in_which_all_of_them_are_words() {
    for (text, people, words) in [
        // UTF-16 code units, and code points.
        (
            "😀😀 Mira Holt met Ivo Brandt.",
            &[(5, 14), (19, 29)][..],
            &["Mira Holt", "Ivo Brandt"][..],
        ),
        ("😀😀 Mira Holt met Ivo Brandt.", &[(3, 12), (17, 27)], &["Mira Holt", "Ivo Brandt"]),
        // Bytes.
        ("Zoë Åberg met Ivo Brandt.", &[(0, 11), (16, 26)], &["Zoë Åberg", "Ivo Brandt"]),
        // What a reader sees as one character.
        (
            "👩\u{200d}👩\u{200d}👧 Zoe\u{308} met Ivo Brandt.",
            &[(2, 5), (10, 20)],
            &["Zoe\u{308}", "Ivo Brandt"],
        ),
        // Line ends of two characters as two, and as one.
        ("One.\r\nTwo.\r\nMira Holt met\r\nIvo.", &[(12, 21), (27, 30)], &["Mira Holt", "Ivo"]),
        ("One.\r\nTwo.\r\nMira Holt met\r\nIvo.", &[(10, 19), (24, 27)], &["Mira Holt", "Ivo"]),
        // Other line ends are of one character.
        (
            "One.\rTwo.\rMira Holt met\u{2028}Ivo\u{85}.",
            &[(10, 19), (24, 27)],
            &["Mira Holt", "Ivo"],
        ),
        // A byte order mark, counted and not.
        ("\u{feff}Mira Holt met Ivo.", &[(1, 10), (15, 18)], &["Mira Holt", "Ivo"]),
        ("\u{feff}Mira Holt met Ivo.", &[(0, 9), (14, 17)], &["Mira Holt", "Ivo"]),
    ] {
        for (name, file) in files(text, people) {
            let came = opened(name, file);
            let wanted: Vec<_> = words.iter().map(|words| format!("person {words}")).collect();
            assert_eq!(marked(&came), wanted, "{name} {text:?} {people:?}: {:?}", came.told);
            assert!(came.told.len() <= 1, "{name} {text:?}: {:?}", came.told);
            assert!(came.told.iter().all(|told| told.contains("read that way")), "{:?}", came.told);
        }
    }
}

#[test]
fn bytes_are_seen_where_a_name_is_one_word_with_what_is_joined_to_it() {
    for (text, names) in [
        ("홀트가 브란트를 만났다. 미라는 웃었다.", &["홀트", "브란트", "미라"][..]),
        ("홀트가 브란트를 만났다.", &["홀트", "브란트"]),
        ("ანას უნახავს ივოს და მირას.", &["ანა", "ივო", "მირა"]),
        ("மீராவை ஐவோ சந்தித்தார். அன்னாவின் பாலம்.", &["மீரா", "ஐவோ", "அன்னா"]),
        ("למירה ולאיבו אמרו ושאנה צחקה.", &["מירה", "איבו", "אנה"]),
        ("وميرا تتحدث وسامي يسمع.", &["ميرا", "سامي"]),
        ("田中花子は橋を開いた。ミラ・ホルトは笑った。", &["田中花子", "ミラ・ホルト"]),
        ("นายกมีรากล่าวว่าสะพานปิด อิโวหัวเราะ", &["มีรา", "อิโว"]),
        ("😀홀트가 😀브란트를 만났다.", &["홀트", "브란트"]),
        ("😀😀 Mira Holts met Ivo.", &["Mira Holt", "Ivo"]),
        ("Zoë Holts Brücke. Åsa Berg kam.", &["Holt", "Åsa Berg"]),
    ] {
        let wanted: Vec<_> = names.iter().map(|name| format!("person {name}")).collect();
        let bytes: fn(&str) -> usize = str::len;
        let characters: fn(&str) -> usize = |text| text.chars().count();
        for (count, is_bytes) in [(bytes, true), (characters, false)] {
            let place = |name: &&str| {
                let at = count(&text[..text.find(name).unwrap()]) as u32;
                (at, at + count(name) as u32)
            };
            let places: Vec<_> = names.iter().map(place).collect();
            for (name, file) in files(text, &places) {
                let came = opened(name, file);
                assert_eq!(marked(&came), wanted, "{name} {text}: {:?}", came.told);
                let told = |told: &String| told.contains("this file counts bytes");
                assert_eq!(came.told.iter().any(told), is_bytes, "{name} {text}: {:?}", came.told);
                let others = came.told.iter().filter(|it| !it.contains("in the middle of a word"));
                assert!(others.count() <= 1, "{name} {text}: {:?}", came.told);
            }
        }
    }
}

#[test]
fn a_span_that_ends_inside_a_word_is_where_the_file_says() {
    for (text, people, words) in [
        ("😀 Mira Holts Brücke.", &[(3, 12)][..], "Mira Holt"),
        ("Zoë Holts Brücke.", &[(4, 8)], "Holt"),
        ("昨日😀東京で会った。", &[(4, 6)], "東京"),
        ("One.\r\nMira Holts.", &[(6, 15)], "Mira Holt"),
    ] {
        let told = format!("“{words}” ends in the middle of a word; it was read as it is");
        let told: Vec<String> = if words == "東京" { vec![] } else { vec![told] };
        let file = format!(
            r#"{{"text":{},"label":[{}]}}"#,
            serde_json::to_string(text).unwrap(),
            people.iter().map(|(a, b)| format!(r#"[{a},{b},"PERSON"]"#)).collect::<String>()
        );
        let came = opened("d.jsonl", file);
        assert_eq!((marked(&came), came.told), (vec![format!("person {words}")], told), "{text}");
    }
}

#[test]
fn a_position_without_words_about_an_open_text_is_read_in_the_unit_that_fits() {
    const TEXT: &str = "Zoë 😀😀 Mira Holt left Ivo.";
    let (points, units) = ([(7, 16), (22, 25)], [(9, 18), (24, 27)]);
    let position = |(start, end): (u32, u32)| {
        format!(
            r#"{{"source":"x","selector":[{{"type":"TextPositionSelector","start":{start},"end":{end}}}]}}"#
        )
    };
    let w3c = |at: (u32, u32)| {
        format!(
            r#"{{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation","body":{{"type":"TextualBody","value":"person","purpose":"classifying"}},"target":{}}}"#,
            position(at)
        )
    };
    let row = |at: (u32, u32)| {
        format!(r#"{{"uri":"x","user":"acct:a@b","tags":["person"],"target":[{}]}}"#, position(at))
    };
    for at in [points, units] {
        let table = at.map(|(start, end)| format!("person,{start},{end}\n")).concat();
        for (name, file) in [
            ("a.jsonld", format!("[{}]", at.map(w3c).join(","))),
            ("h.json", format!("[{}]", at.map(row).join(","))),
            ("t.csv", format!("kind,start,end\n{table}")),
        ] {
            let came = dropped(vec![File::new(name, file)], Some(TEXT));
            assert_eq!(
                marked(&came),
                ["person Mira Holt", "person Ivo"],
                "{name}: {:?}",
                came.told
            );
        }
    }
}

#[test]
fn words_beside_the_place_or_written_otherwise_are_marked_and_told() {
    let studio = |text: &str, start: u32, end: u32, words: &str| {
        let quoted = |text: &str| serde_json::to_string(text).unwrap();
        let file = format!(
            r#"[{{"data":{{"text":{}}},"annotations":[{{"result":[{{"type":"labels","value":{{"start":{start},"end":{end},"text":{},"labels":["PERSON"]}}}}]}}]}}]"#,
            quoted(text),
            quoted(words)
        );
        opened("l.json", file)
    };
    let brat = |text: &str, start: u32, end: u32, words: &str| {
        let marks = format!("T1\tPerson {start} {end}\t{words}\n");
        dropped(vec![File::new("a.txt", text), File::new("a.ann", marks)], None)
    };
    for (text, (start, end), words, there) in [
        // One too far, and beyond the end.
        ("Ann saw Ann and Ann.", (9, 12), "Ann", Some("Ann")),
        ("Ann saw Ann and Ann.", (18, 21), "Ann", Some("Ann")),
        // Another Unicode form of the same words.
        ("Cafe\u{301} Zoe\u{308} Holt met", (6, 15), "Zoë Holt", Some("Zoe\u{308} Holt")),
        // Elsewhere, or within another word.
        ("Mira Holt met Ivo Brandt.", (0, 9), "Ivo", None),
        ("Mira Holt met Ivo Brandt.", (14, 24), "Ivo Brand", None),
    ] {
        for came in [studio(text, start, end, words), brat(text, start, end, words)] {
            let there: Vec<_> = there.iter().map(|there| format!("person {there}")).collect();
            assert_eq!(marked(&came), there, "{text} {words}: {:?}", came.told);
            assert_eq!(came.told.len(), 1, "{text} {words}: {:?}", came.told);
        }
    }
}

#[test]
fn one_wrong_mark_does_not_make_the_others_wrong() {
    let region = |start: u32, end: u32, words: &str| {
        format!(
            r#"{{"type":"labels","value":{{"start":{start},"end":{end},"text":"{words}","labels":["PERSON"]}}}}"#
        )
    };
    let all = [
        region(3, 12, "Mira Holt"),
        region(17, 27, "Ivo Brandt"),
        region(32, 35, "Rik"),
        region(40, 43, "Ann"),
        region(8, 12, "zzzz"),
    ];
    let file = format!(
        r#"[{{"data":{{"text":"😀 Mira Holt met Ivo Brandt and Rik and Ann."}},"annotations":[{{"result":[{}]}}]}}]"#,
        all.join(",")
    );
    let came = opened("l.json", file);
    assert_eq!(
        marked(&came),
        ["person Mira Holt", "person Ivo Brandt", "person Rik", "person Ann"]
    );
    assert!(came.told.iter().any(|told| told.contains("UTF-16 code units")), "{:?}", came.told);
    assert_eq!(came.told.len(), 2, "{:?}", came.told);
}

#[test]
fn a_file_in_another_encoding_or_of_values_in_a_row_is_read_whole() {
    let one = r#"{"text":"Zoë Holt met Ivo.","label":[[0,8,"PERSON"]]}"#;
    let two = one.replace("0,8", "13,16");
    let utf_16 = |text: &str| -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let western = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let pretty = |text: &str| text.replace(",\"label\"", ",\n \"label\"").replacen('{', "{\n", 1);
    for (content, texts, told) in [
        (utf_16(&format!("{one}\n{two}\n")), 2, 0),
        (western(&format!("{one}\n{two}\n")), 2, 1),
        (format!("{one}\r{two}\r").into_bytes(), 2, 0),
        (format!("{one}{two}").into_bytes(), 2, 0),
        (format!("{}\n{}\n", pretty(one), pretty(&two)).into_bytes(), 2, 0),
        (format!("{}\n{}", pretty(one), &pretty(&two)[..30]).into_bytes(), 1, 1),
        (format!("\u{feff}\u{feff}{one}\n{two}").into_bytes(), 2, 0),
        (one.replace("}", ",\"score\":NaN,\"low\":-Infinity}").into_bytes(), 1, 0),
    ] {
        let came = opened("d.jsonl", content.clone());
        let shown = String::from_utf8_lossy(&content);
        assert_eq!(came.texts, vec!["Zoë Holt met Ivo."; texts], "{shown}: {:?}", came.told);
        assert_eq!(marked(&came)[0], "person Zoë Holt", "{shown}");
        assert_eq!(came.told.len(), told, "{shown}: {:?}", came.told);
    }
    // The number that is none is no offset.
    let came = opened("d.jsonl", r#"{"text":"Mira","label":[[NaN,4,"PERSON"]]}"#);
    assert_eq!((marked(&came).len(), came.told.len()), (0, 1));
}

#[test]
fn predictions_are_read_where_they_are_asked_for() {
    use article_annotator::session::worker;
    use article_annotator::session::worker::protocol::{Outcome, ReadTask, Task};
    let file = r#"[{"data":{"text":"Mira Holt met Ivo."},"annotations":[],"predictions":[{"model_version":"v7","result":[{"type":"labels","value":{"start":0,"end":9,"text":"Mira Holt","labels":["PERSON"]}}]}]}]"#;
    let came = opened("l.json", file);
    assert!(
        marked(&came).is_empty() && came.told[0].contains("with its predictions"),
        "{:?}",
        came.told
    );
    let task = ReadTask {
        files: [File::new("l.json", file)].into(),
        format: Some(PREDICTED.to_owned()),
        now: crate::desk::NOW,
        against: None,
    };
    let Outcome::Read(reading) = worker::perform(&Task::Read(task), &|_| {}) else { panic!() };
    assert_eq!((reading.format.as_deref(), reading.problems.len()), (Some(PREDICTED), 0));
    let set = &reading.documents[0].set;
    let one = set.iter().next().unwrap();
    assert_eq!(set.article().slice(one.spans[0]), "Mira Holt");
    assert_eq!(one.origin, article_annotator::model::Origin::Suggestion);
    assert_eq!(one.creator.as_deref(), Some("v7"));
}
