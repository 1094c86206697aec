//! Files whose offsets count from one, or end with the last character, and files whose offsets cut words: all spans
//! are moved if all of them show it, and otherwise the reader is told. Words in a file decide before its offsets.

use article_annotator::formats::File;

use crate::cases::{Came, dropped};
use crate::records::marked;

const TEXT: &str = "Mira Holt met Ivo Brandt and Rik Aalto.";
const PLACES: [(u32, u32); 3] = [(0, 9), (14, 24), (29, 38)];
const PEOPLE: [&str; 3] = ["person Mira Holt", "person Ivo Brandt", "person Rik Aalto"];

/// As many times this text as it takes for spans without words to show how they count, and their places.
fn many(times: u32) -> (String, Vec<(u32, u32)>) {
    let length = u32::try_from(TEXT.len()).unwrap() + 1;
    let places =
        (0..times).flat_map(|at| PLACES.map(|(from, to)| (from + at * length, to + at * length)));
    (vec![TEXT; times as usize].join(" "), places.collect())
}

fn opened(name: &str, content: &str) -> Came {
    dropped(vec![File::new(name, content)], None)
}

/// Files of several programs with spans at these places.
fn files(text: &str, places: &[(u32, u32)]) -> Vec<(&'static str, String)> {
    let each = |one: &dyn Fn(u32, u32) -> String| {
        let all: Vec<_> = places.iter().map(|(start, end)| one(*start, *end)).collect();
        all.join(",")
    };
    let lists = each(&|start, end| format!(r#"[{start},{end},"PERSON"]"#));
    let objects =
        each(&|start, end| format!(r#"{{"start":{start},"end":{end},"label":"PERSON"}}"#));
    let denotations =
        each(&|start, end| format!(r#"{{"span":{{"begin":{start},"end":{end}}},"obj":"PERSON"}}"#));
    let lines = places
        .iter()
        .map(|(start, end)| format!(r#"{{"text":"{text}","label":[[{start},{end},"PERSON"]]}}"#));
    let lines: Vec<_> = lines.collect();
    vec![
        ("d.jsonl", format!(r#"{{"text":"{text}","label":[{lists}]}}"#)),
        ("p.jsonl", format!(r#"{{"text":"{text}","spans":[{objects}]}}"#)),
        ("s.json", format!(r#"{{"text":"{text}","ents":[{objects}]}}"#)),
        ("t.json", format!(r#"[["{text}",{{"entities":[{lists}]}}]]"#)),
        ("b.json", format!(r#"{{"text":"{text}","denotations":[{denotations}]}}"#)),
        ("lines.jsonl", lines.join("\n")),
    ]
}

#[test]
fn ends_with_the_last_character_and_starts_at_one_are_read_if_all_spans_show_it() {
    for (start, end, told) in [
        (0, 0, None),
        (0, -1, Some("ends each annotation with its last character")),
        (1, 1, Some("counts characters from 1, not from 0")),
        (1, 0, Some("counts characters from 1, and ends each annotation with its last character")),
    ] {
        // No span begins within a word and ends behind the next sign: three of them are enough.
        let times = if (start, end) == (1, 1) { 1 } else { 4 };
        let (text, places) = many(times);
        let moved = places.iter().map(|(from, to)| {
            (from.checked_add_signed(start).unwrap(), to.checked_add_signed(end).unwrap())
        });
        for (name, content) in files(&text, &moved.collect::<Vec<_>>()) {
            let came = opened(name, &content);
            let people = PEOPLE.repeat(times as usize);
            assert_eq!(marked(&came), people, "{name} {start} {end}: {:?}", came.told);
            let has = |told: &&str| came.told.len() == 1 && came.told[0].contains(told);
            assert!(
                told.as_ref().map_or(came.told.is_empty(), has),
                "{name} {start} {end}: {:?}",
                came.told
            );
        }
    }
}

#[test]
fn spans_that_cut_words_otherwise_are_read_as_they_are_and_told() {
    for (places, words, told) in [
        // Too few to be certain.
        (vec![(0, 8), (14, 23)], vec!["person Mira Hol", "person Ivo Brand"], "2 of 2 annotations"),
        // One alone may be meant so.
        (
            vec![(0, 8)],
            vec!["person Mira Hol"],
            "“Mira Hol” ends in the middle of a word; it was read as it is",
        ),
        // One of them is whole.
        (
            vec![(0, 8), (14, 23), (29, 38)],
            vec!["person Mira Hol", "person Ivo Brand", "person Rik Aalto"],
            "2 annotations end in the middle of a word: “Mira Hol”, “Ivo Brand”; they were read as they are",
        ),
        (
            vec![(1, 8), (15, 23), (30, 37)],
            vec!["person ira Hol", "person vo Brand", "person ik Aalt"],
            "3 of 3 annotations",
        ),
        // Words may be meant to be cut: “Anna” in “Annas”.
        (
            vec![(0, 8), (14, 23), (29, 37)],
            vec!["person Mira Hol", "person Ivo Brand", "person Rik Aalt"],
            "3 of 3 annotations",
        ),
        (
            vec![(1, 9), (15, 24), (30, 38)],
            vec!["person ira Holt", "person vo Brandt", "person ik Aalto"],
            "3 of 3 annotations",
        ),
    ] {
        for (name, content) in files(TEXT, &places) {
            let came = opened(name, &content);
            assert_eq!(marked(&came), words, "{name} {places:?}: {:?}", came.told);
            let is_told = came.told.len() == 1 && came.told[0].contains(told);
            assert_eq!(is_told, !told.is_empty(), "{name} {places:?}: {:?}", came.told);
        }
    }
    // Where words have no blanks between them, nothing is cut.
    let came = opened(
        "d.jsonl",
        r#"{"text":"市长霍尔特说桥关闭了。","label":[[0,2,"PERSON"],[2,5,"PERSON"],[7,8,"PERSON"]]}"#,
    );
    assert_eq!((marked(&came).len(), came.told.len()), (3, 0), "{:?}", came.told);
}

#[test]
fn a_span_that_starts_within_a_word_is_told_and_not_moved() {
    for (text, (start, end), words) in [
        ("Mira Holt met Ivo.", (1, 9), "ira Holt"),
        ("Мира Хольт пришла.", (1, 4), "ира"),
        ("Η Μίρα ήρθε.", (3, 6), "ίρα"),
        ("Die Landesministerin kam.", (10, 18), "minister"),
        ("홀트가 왔다.", (1, 2), "트"),
        // What may stand before a name.
        ("Vit l'Anna.", (6, 10), ""),
        ("Vit d’Ivo.", (6, 9), ""),
        ("Vit lʼAnna.", (6, 10), ""),
        ("Ex-Präsident Holt kam.", (3, 17), ""),
        ("למירה אמרה.", (1, 5), ""),
        ("وميرا تتحدث.", (1, 5), ""),
        ("市长霍尔特说。", (2, 5), ""),
        ("Mi\u{ad}ra kam.", (3, 5), ""),
    ] {
        let told = format!("“{words}” starts in the middle of a word; it was read as it is");
        for (name, content) in files(text, &[(start, end)]) {
            let came = opened(name, &content);
            let there: String = text.chars().skip(start as usize).collect();
            let there: String = there.chars().take((end - start) as usize).collect();
            assert_eq!(marked(&came), [format!("person {there}")], "{name}: {:?}", came.told);
            let wanted = if words.is_empty() { vec![] } else { vec![told.clone()] };
            assert_eq!(came.told, wanted, "{name} {text}");
        }
    }
    // A table and a list of marks without words.
    let told = ["“ira Holt” starts in the middle of a word; it was read as it is"];
    let came = dropped(vec![File::new("t.csv", "label,start,end\nPERSON,1,9\n")], Some(TEXT));
    assert_eq!(
        (marked(&came), &came.told[..]),
        (vec!["person ira Holt".to_owned()], &told.map(str::to_owned)[..])
    );
    let mark = |words: &str| {
        let marks = File::new("a.ann", format!("T1\tPerson 1 9{words}\n"));
        dropped(vec![marks, File::new("a.txt", TEXT)], None)
    };
    assert_eq!(mark("").told, told);
    // Its words say that it is meant so.
    assert_eq!(mark("\tira Holt").told, Vec::<String>::new());
    // What is left out was not read.
    let came = opened("d.jsonl", &format!(r#"{{"text":"{TEXT}","label":[[1,9,"PLACE"]]}}"#));
    assert!(came.told.len() == 1 && came.told[0].contains("left out"), "{:?}", came.told);
    // Several are counted, of all texts of the file, and some named.
    let line = |one: u32, two: u32| {
        format!(
            r#"{{"text":"{TEXT}","label":[[{one},9,"PERSON"],[14,24,"PERSON"],[{two},38,"PERSON"]]}}"#
        )
    };
    let came = opened("d.jsonl", &format!("{}\n{}\n", line(1, 30), line(2, 29)));
    assert_eq!(
        came.told,
        [
            "3 annotations start in the middle of a word: “ira Holt”, “ik Aalto”, “ra Holt”; they were read as they are"
        ]
    );
    let came = opened("d.jsonl", &[line(1, 30), line(1, 30), line(2, 31)].join("\n"));
    assert_eq!(
        came.told,
        [
            "6 annotations start in the middle of a word: “ira Holt”, “ik Aalto”, “ra Holt” …; they were read as they are"
        ]
    );
}

#[test]
fn a_span_that_ends_within_a_word_or_with_a_blank_is_told_and_not_moved() {
    let within = "ends in the middle of a word";
    let blank = "starts or ends with a blank";
    for (text, (start, end), told) in [
        ("Mira Holt kam.", (0, 8), within),
        // A name before an ending is told, too: nothing tells it from a slip.
        ("Mira Holts Brücke.", (0, 9), within),
        ("Позвони Мире сейчас.", (8, 11), within),
        ("Mira Holt kam.", (0, 10), blank),
        ("Die Mira Holt kam.", (3, 13), blank),
        ("Mira Holt’s bridge.", (0, 9), ""),
        ("Mira Holtʼs bridge.", (0, 9), ""),
        ("Holt-kritisch.", (0, 4), ""),
        ("홀트가 왔다.", (0, 2), ""),
        ("霍尔特说。", (0, 2), ""),
        ("ホルト氏は言った。", (0, 3), ""),
        ("สมชายพูดว่า", (0, 5), ""),
        ("Mira\u{a0}Holt kam.", (0, 9), ""),
    ] {
        for (name, content) in files(text, &[(start, end)]) {
            let came = opened(name, &content);
            let there: String = text.chars().skip(start as usize).collect();
            let there: String = there.chars().take((end - start) as usize).collect();
            assert_eq!(marked(&came), [format!("person {there}")], "{name}: {:?}", came.told);
            let wanted =
                (!told.is_empty()).then(|| format!("“{there}” {told}; it was read as it is"));
            assert_eq!(came.told, Vec::from_iter(wanted), "{name} {text}");
        }
    }
}

#[test]
fn the_likeliest_way_is_taken_where_a_sign_follows_each_name() {
    let came = opened(
        "d.jsonl",
        r#"{"text":"Met Mira, Ivo, Anna.","label":[[5,9,"PERSON"],[11,14,"PERSON"],[16,20,"PERSON"]]}"#,
    );
    assert_eq!(marked(&came), ["person Mira", "person Ivo", "person Anna"], "{:?}", came.told);
}

#[test]
fn names_that_are_one_word_with_what_is_joined_to_them_are_not_moved() {
    for (sentence, places) in [
        ("홀트가 브란트를 만났다. 미라는 웃었다.", [(0, 2), (4, 7), (14, 16)]),
        ("وميرا تتحدث وسامي يسمع وليلى تكتب.", [(1, 5), (13, 17), (24, 28)]),
        ("למירה ולאיבו אמרו ושאנה צחקה.", [(1, 5), (8, 12), (19, 23)]),
        ("ანას უნახავს ივოს და მირას.", [(0, 3), (13, 16), (21, 25)]),
    ] {
        let length = u32::try_from(sentence.chars().count()).unwrap() + 1;
        let spans = (0..4).flat_map(|at| {
            places.map(|(from, to)| {
                format!("[{},{},\"PERSON\"]", from + at * length, to + at * length)
            })
        });
        let spans: Vec<_> = spans.collect();
        let text = [sentence; 4].join(" ");
        let file = format!(r#"{{"text":"{text}","label":[{}]}}"#, spans.join(","));
        let came = opened("d.jsonl", &file);
        let letters: Vec<char> = sentence.chars().collect();
        let names = places.map(|(from, to)| {
            format!("person {}", letters[from as usize..to as usize].iter().collect::<String>())
        });
        assert_eq!(
            marked(&came),
            std::iter::repeat_n(names, 4).flatten().collect::<Vec<_>>(),
            "{:?}",
            came.told
        );
        assert_eq!(came.told, Vec::<String>::new(), "{sentence}");
    }
    // A place where nothing is joined is told.
    let came = opened(
        "d.jsonl",
        r#"{"text":"홀트가 브란트를 만났다.","label":[[1,3,"PERSON"],[5,8,"PERSON"]]}"#,
    );
    assert_eq!((marked(&came).len(), came.told.len()), (2, 1), "{:?}", came.told);
}

#[test]
fn a_table_and_a_list_of_marks_without_words_are_moved_as_well() {
    let (text, places) = many(4);
    let rows = places.iter().map(|(start, end)| format!("PERSON,{start},{}\n", end - 1));
    let table = format!("label,start,end\n{}", rows.collect::<String>());
    let came = dropped(vec![File::new("t.csv", table)], Some(&text));
    assert_eq!(marked(&came), PEOPLE.repeat(4), "{:?}", came.told);
    let marks = places.iter().enumerate();
    let marks = marks.map(|(at, (start, end))| format!("T{at}\tPerson {start} {}\n", end - 1));
    let files = vec![File::new("a.ann", marks.collect::<String>()), File::new("a.txt", text)];
    let came = dropped(files, None);
    assert_eq!(marked(&came), PEOPLE.repeat(4), "{:?}", came.told);
    assert_eq!(came.told.len(), 1, "{:?}", came.told);
}

#[test]
fn the_words_of_a_span_decide_whatever_its_program_calls_them() {
    for name in ["text", "surface", "exact", "quote", "value", "mention", "word"] {
        for (start, end, told) in [(14, 24, 0), (14, 23, 1), (13, 23, 1), (15, 25, 1), (11, 20, 1)]
        {
            let file = format!(
                r#"{{"text":"{TEXT}","entities":[{{"start":{start},"end":{end},"label":"PERSON","{name}":"Ivo Brandt"}}]}}"#
            );
            let came = opened("d.jsonl", &file);
            assert_eq!(
                marked(&came),
                ["person Ivo Brandt"],
                "{name} {start} {end}: {:?}",
                came.told
            );
            assert_eq!(came.told.len(), told, "{name} {start} {end}: {:?}", came.told);
        }
    }
    // Of many it is told once.
    let span = |(start, end): (u32, u32)| {
        let words = &TEXT[start as usize..end as usize];
        format!(r#"{{"start":{start},"end":{},"label":"PERSON","text":"{words}"}}"#, end - 1)
    };
    let file = format!(r#"{{"text":"{TEXT}","spans":[{}]}}"#, PLACES.map(span).join(","));
    let mark = |(start, end): (u32, u32)| {
        let words = &TEXT[start as usize..end as usize];
        format!("T{start}\tPerson {} {end}\t{words}\n", start + 1)
    };
    for files in [
        vec![File::new("p.jsonl", file)],
        vec![File::new("a.ann", PLACES.map(mark).concat()), File::new("a.txt", TEXT)],
    ] {
        let came = dropped(files, None);
        assert_eq!(marked(&came), PEOPLE, "{:?}", came.told);
        assert_eq!(came.told.len(), 1, "{:?}", came.told);
        assert!(came.told[0].contains("read that way"), "{:?}", came.told);
    }
    // What something is called elsewhere is not what is marked.
    for called in ["brandt_ivo", "Brandt", "met Ivo Brandt", "Ivo Brandt"] {
        let file = format!(
            r#"{{"text":"{TEXT}","entities":[{{"start":14,"end":24,"label":"PERSON","value":"{called}"}}]}}"#
        );
        let came = opened("d.jsonl", &file);
        assert_eq!((marked(&came), came.told.len()), (vec!["person Ivo Brandt".to_owned()], 0));
    }
}
