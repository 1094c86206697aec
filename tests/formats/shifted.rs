//! Files whose offsets count from one, or end with the last character, and files whose offsets cut words: all spans
//! are moved if all of them show it, and otherwise the reader is told. Words in a file decide before its offsets.

use article_annotator::formats::File;

use crate::cases::{Came, FIRST, dropped};
use crate::records::marked;

const TEXT: &str = "Mira Holt met Ivo Brandt and Rik Aalto.";
const PEOPLE: [&str; 3] = ["person Mira Holt", "person Ivo Brandt", "person Rik Aalto"];
const PLACES: [(u32, u32); 3] = [(0, 9), (14, 24), (29, 38)];

fn opened(name: &str, content: &str) -> Came {
    dropped(vec![File::new(name, content)], None)
}

/// Files of several programs with spans at these places.
fn files(places: &[(u32, u32)]) -> Vec<(&'static str, String)> {
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
        .map(|(start, end)| format!(r#"{{"text":"{TEXT}","label":[[{start},{end},"PERSON"]]}}"#));
    let lines: Vec<_> = lines.collect();
    vec![
        ("d.jsonl", format!(r#"{{"text":"{TEXT}","label":[{lists}]}}"#)),
        ("p.jsonl", format!(r#"{{"text":"{TEXT}","spans":[{objects}]}}"#)),
        ("s.json", format!(r#"{{"text":"{TEXT}","ents":[{objects}]}}"#)),
        ("t.json", format!(r#"[["{TEXT}",{{"entities":[{lists}]}}]]"#)),
        ("b.json", format!(r#"{{"text":"{TEXT}","denotations":[{denotations}]}}"#)),
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
        let moved = PLACES.map(|(from, to)| {
            (from.checked_add_signed(start).unwrap(), to.checked_add_signed(end).unwrap())
        });
        for (name, content) in files(&moved) {
            let came = opened(name, &content);
            assert_eq!(marked(&came), PEOPLE, "{name} {start} {end}: {:?}", came.told);
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
        (vec![(0, 8)], vec!["person Mira Hol"], ""),
        // One of them is whole.
        (
            vec![(0, 8), (14, 23), (29, 38)],
            vec!["person Mira Hol", "person Ivo Brand", "person Rik Aalto"],
            "",
        ),
        (
            vec![(1, 8), (15, 23), (30, 37)],
            vec!["person ira Hol", "person vo Brand", "person ik Aalt"],
            "3 of 3 annotations",
        ),
    ] {
        for (name, content) in files(&places) {
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
fn a_table_and_a_list_of_marks_without_words_are_moved_as_well() {
    let table = "label,start,end\nPERSON,0,8\nPERSON,14,23\nPERSON,32,40\n";
    let came = dropped(vec![File::new("t.csv", table)], Some(FIRST));
    assert_eq!(
        marked(&came),
        ["person Mira Holt", "person Ivo Brandt", "person town hall"],
        "{:?}",
        came.told
    );
    let marks = "T1\tPerson 0 8\nT2\tPerson 14 23\nT3\tPerson 29 37\n";
    let files = vec![File::new("a.ann", marks), File::new("a.txt", TEXT)];
    let came = dropped(files, None);
    assert_eq!(marked(&came), PEOPLE, "{:?}", came.told);
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
