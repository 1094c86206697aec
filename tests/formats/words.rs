//! Files with words beside their offsets, and files whose offsets count in another unit than their
//! format: the file's words are marked, or the problem is named.

use article_annotator::formats::File;

use crate::cases::{Came, dropped};

const OPEN: &str = "😀 Zoë met Ana Ruiz today.";

fn tsv(rows: &[(&str, &str, &str, &str)]) -> File {
    let row = |(token, at, word, label): &(&str, &str, &str, &str)| {
        format!("{token}\t{at}\t{word}\t{label}\t\n")
    };
    let rows: String = rows.iter().map(row).collect();
    let head = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|value\n\n\n#Text=x\n";
    File::new("w.tsv", format!("{head}{rows}"))
}

fn marked(came: &Came) -> Vec<String> {
    came.annotations().into_iter().map(|(_, words, _)| words).collect()
}

#[test]
fn webanno_rows_mark_their_own_words_whatever_their_offsets_count() {
    let words = ["😀", "Zoë", "met", "Ana", "Ruiz", "today", "."];
    let labels = ["_", "PERSON", "_", "PERSON[1]", "PERSON[1]", "_", "_"];
    for offsets in [
        ["0-2", "3-6", "7-10", "11-14", "15-19", "20-25", "25-26"],
        ["0-1", "2-5", "6-9", "10-13", "14-18", "19-24", "24-25"],
        ["0-4", "5-9", "10-13", "14-17", "18-22", "23-28", "28-29"],
    ] {
        let tokens = ["1-1", "1-2", "1-3", "1-4", "1-5", "1-6", "1-7"];
        let rows: Vec<_> =
            (0..7).map(|at| (tokens[at], offsets[at], words[at], labels[at])).collect();
        for open in [Some(OPEN), None] {
            let came = dropped(vec![tsv(&rows)], open);
            assert_eq!(marked(&came), ["Zoë", "Ana Ruiz"], "{offsets:?}: {:?}", came.told);
            assert_eq!(came.texts, [OPEN], "{offsets:?}");
        }
    }
}

#[test]
fn a_layer_of_webanno_that_is_called_by_a_kind_says_it_whatever_its_features_say() {
    let rows = "1-1\t0-3\tAna\tBo Li[1]\t*\t\n1-2\t4-8\tsaid\tBo Li[1]\t_\t\n1-3\t9-11\tso\t*\t_\t\n1-4\t12-15\tand\teconomy\t_\t\n";
    let head = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Claim|speaker\n#T_SP=webanno.custom.Person|role\n\n";
    let came = dropped(vec![File::new("w.tsv", format!("{head}{rows}"))], None);
    let all: Vec<_> =
        came.annotations().into_iter().map(|(kind, words, _)| kind + " " + &words).collect();
    assert_eq!(all, ["claim Ana said", "person Ana", "claim so", "claim and"], "{:?}", came.told);
    let inside: Vec<_> = came.sets[0].iter().filter_map(|one| one.label.clone()).collect();
    assert_eq!(inside, ["economy"]);
    let told = came.told.join("; ");
    assert!(told.contains("a value of “speaker” has no place here"), "{told}");
}

#[test]
fn the_sentences_in_a_webanno_file_say_what_is_between_its_words() {
    let head = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|value\n";
    for (said, rows, text) in [
        (
            "#Text=Ana\\tRuiz  said\u{a0}so",
            [(0, 3), (4, 8), (10, 14), (15, 17)],
            "Ana\tRuiz  said\u{a0}so",
        ),
        (
            "#Text=  Ana\n#Text=Ruiz said so",
            [(2, 5), (6, 10), (11, 15), (16, 18)],
            "  Ana\nRuiz said so",
        ),
        // One that says something else says nothing.
        ("#Text=Bo\\tRuiz said so", [(0, 3), (4, 8), (9, 13), (14, 16)], "Ana Ruiz said so"),
        ("#Text=Ana\\tRuiz said so", [(0, 3), (5, 9), (10, 14), (15, 17)], "Ana  Ruiz said so"),
    ] {
        let words = ["Ana", "Ruiz", "said", "so"].iter().zip(rows).zip(1..);
        let rows = words
            .map(|((word, (start, end)), at)| format!("1-{at}\t{start}-{end}\t{word}\tPER[1]\t\n"));
        let file = format!("{head}\n\n{said}\n{}", rows.collect::<String>());
        let came = dropped(vec![File::new("w.tsv", file)], None);
        assert_eq!(came.texts, [text], "{said}");
        assert_eq!(marked(&came), [text.trim_start()], "{said}: {:?}", came.told);
    }
}

#[test]
fn webanno_rows_that_overlap_double_no_letter_and_a_word_without_its_place_is_named() {
    let within = tsv(&[
        ("1-1", "0-8", "New York", "_"),
        ("1-2", "4-8", "York", "CLAIM"),
        ("1-3", "9-13", "fell", "_"),
    ]);
    let came = dropped(vec![within], None);
    assert_eq!((came.texts[0].as_str(), marked(&came)), ("New York fell", vec!["York".to_owned()]));
    let cut = tsv(&[
        ("1-1", "0-3", "Ana", "PERSON[1]"),
        ("1-2", "2-6", "Ruiz", "PERSON[1]"),
        ("1-3", "7-11", "fell", "CLAIM"),
        ("1-3.1", "8-10", "xx", "CLAIM"),
    ]);
    let came = dropped(vec![cut], None);
    assert_eq!(marked(&came), ["fell"]);
    let told = came.told.join("; ");
    for named in ["“Ruiz” is not at 2-6", "PERSON at “Ana”", "“xx” is not at 8-10"] {
        assert!(told.contains(named), "{named}: {told}");
    }
}

#[test]
fn what_label_studio_predicts_and_what_was_cancelled_there_is_left_out_and_counted() {
    let mark = |start: u32, end: u32| {
        format!(
            r#"{{"type":"labels","value":{{"start":{start},"end":{end},"labels":["person"]}}}}"#
        )
    };
    let task = |name: &str, rest: &str| {
        let (one, other) = (mark(0, 3), mark(8, 10));
        let content = format!(
            r#"[{{"data":{{"text":"Ana met Bo."}},"{name}":[{{{rest}"result":[{one},{other}]}}]}}]"#
        );
        dropped(vec![File::new("l.json", content)], None)
    };
    let came = task("predictions", r#""model_version":"v7","#);
    assert_eq!(marked(&came), [""; 0]);
    assert!(came.told[0].contains("2 annotations are predictions by “v7”"), "{:?}", came.told);
    let came = task("annotations", r#""was_cancelled":true,"#);
    assert_eq!((marked(&came), came.told.len()), (vec![], 1));
    assert!(came.told[0].contains("1 annotation was cancelled"), "{:?}", came.told);
    let came = task("annotations", r#""was_cancelled":false,"#);
    assert_eq!((marked(&came).len(), came.told), (2, vec![]));
}

#[test]
fn offsets_that_cut_words_and_would_not_in_another_unit_are_read_in_that_and_told() {
    // “Ana” and “met” after a 😀, in both units.
    let (utf16, points) = ([(3, 6), (7, 10)], [(2, 5), (6, 9)]);
    let spans = |spans: [(u32, u32); 2], form: &str| {
        let one = |(start, end): (u32, u32)| {
            form.replace("S", &start.to_string()).replace("E", &end.to_string())
        };
        spans.map(one).join(",")
    };
    let text = "😀 Ana met Bo.";
    let files = |at: [(u32, u32); 2]| {
        [
            (
                "d.jsonl",
                format!(r#"{{"text":"{text}","label":[{}]}}"#, spans(at, r#"[S,E,"person"]"#)),
            ),
            (
                "d.jsonl",
                format!(
                    r#"{{"text":"{text}","entities":[{}],"relations":[]}}"#,
                    spans(at, r#"{"id":S,"label":"person","start_offset":S,"end_offset":E}"#)
                ),
            ),
            (
                "p.jsonl",
                format!(
                    r#"{{"text":"{text}","spans":[{}]}}"#,
                    spans(at, r#"{"start":S,"end":E,"label":"person"}"#)
                ),
            ),
            (
                "s.json",
                format!(
                    r#"{{"text":"{text}","tokens":[],"ents":[{}]}}"#,
                    spans(at, r#"{"start":S,"end":E,"label":"person"}"#)
                ),
            ),
        ]
    };
    for (own, other, which) in [(utf16, points, 0..2), (points, utf16, 2..4)] {
        for (name, content) in files(own).into_iter().take(which.end).skip(which.start) {
            let came = dropped(vec![File::new(name, &*content)], None);
            assert_eq!((marked(&came), came.told), (vec!["Ana".into(), "met".into()], vec![]));
        }
        for (name, content) in files(other).into_iter().take(which.end).skip(which.start) {
            let came = dropped(vec![File::new(name, &*content)], None);
            let told = came.told.join("; ");
            assert_eq!(marked(&came), ["Ana", "met"], "{content}: {told}");
            assert!(told.contains("read that way") && came.told.len() == 1, "{content}: {told}");
        }
    }
    // An annotation of a part of a word is no such sign.
    let part = r#"{"text":"😀 Ana met Bo.","label":[[3,5,"person"],[7,10,"claim"]]}"#;
    let told = dropped(vec![File::new("d.jsonl", part)], None).told;
    assert_eq!(told, ["“An” ends in the middle of a word; it was read as it is"]);
}
