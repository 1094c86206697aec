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
fn a_layer_of_webanno_that_is_called_by_a_kind_needs_no_label() {
    let slot = "ROLE_webanno.custom.Quote:speaker_webanno.custom.QuoteSpeakerLink";
    for (layer, cells, told) in [
        ("Quote|comment", ["_", "*[1]", "*[1]"], None),
        ("Quote|comment", ["_", "nice[1]", "nice[1]"], Some("a value of “comment”")),
        ("Quote|comment|translation", ["_\t_", "*[1]\t*[1]", "*[1]\t*[1]"], None),
        (
            &format!("Quote|comment|{slot}|uima.tcas.Annotation"),
            ["_\t_\t_", "*[1]\t*[1]\t1-1[2]", "*[1]\t*[1]\t1-1[2]"],
            Some("a value of “Annotation”"),
        ),
        // A slot with nobody in it.
        (&format!("Quote|{slot}|uima.tcas.Annotation"), ["_\t_", "_\t*[1]", "_\t*[1]"], None),
    ] {
        let rows = [("1-1\t0-3\tAna"), ("1-2\t4-8\tsaid"), ("1-3\t9-11\tso")];
        let rows = rows.iter().zip(cells).map(|(row, cells)| format!("{row}\t{cells}\t\n"));
        let head = format!("#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.{layer}\n\n");
        let file = format!("{head}\n#Text=Ana said so\n{}", rows.collect::<String>());
        let came = dropped(vec![File::new("w.tsv", file)], None);
        let wanted = vec![("quote".to_owned(), "said so".to_owned(), 4)];
        assert_eq!(came.annotations(), wanted, "{layer} {cells:?}: {:?}", came.told);
        assert_eq!(came.sets[0].iter().next().unwrap().label, None);
        let wanted = told.map(|told| format!("{told} has no place here; left out"));
        assert_eq!(came.told, wanted.into_iter().collect::<Vec<_>>(), "{layer}");
    }
}

/// A file with this sentence, rows of a number, offsets, a word and a label.
fn with_sentence(said: &str, rows: &[&str]) -> Came {
    let head = "#FORMAT=WebAnno TSV 3\n#T_SP=custom.Span|value\n\n\n";
    let rows: String = rows.iter().map(|row| format!("{row}\t\n")).collect();
    dropped(vec![File::new("w.tsv", format!("{head}{said}\n{rows}"))], None)
}

#[test]
fn line_ends_of_windows_in_a_webanno_file_are_line_ends() {
    let rows = [
        "1-1\t0-4\tMira\tPER",
        "1-2\t5-9\tleft\t_",
        "1-3\t9-10\t.\t_",
        "1-4\t12-15\tIvo\tPER",
        "1-5\t16-20\tcame\t_",
        "1-6\t20-21\t.\t_",
    ];
    let wanted = ["Mira", "Ivo"];
    let came = with_sentence("#Text=Mira left.\\r\n#Text=Ivo came.", &rows);
    assert_eq!(
        (came.texts[0].as_str(), marked(&came)),
        ("Mira left.\nIvo came.", wanted.map(str::to_owned).to_vec())
    );
    assert_eq!(came.told, [""; 0]);
    // Each line a sentence.
    let rows = rows.map(|row| row.replace("1-4", "\n#Text=Ivo came.\n2-1"));
    let came = with_sentence("#Text=Mira left.\\r", &rows.each_ref().map(String::as_str));
    assert_eq!(
        (came.texts[0].as_str(), marked(&came)),
        ("Mira left.\nIvo came.", wanted.map(str::to_owned).to_vec())
    );
    // Over the line end.
    let came = with_sentence(
        "#Text=Mira\\r\n#Text=Holt left\\fnow\\b\\\\r",
        &["1-1\t0-4\tMira\tPER[1]", "1-2\t6-10\tHolt\tPER[1]", "1-3\t11-15\tleft\t_"],
    );
    assert_eq!(came.texts, ["Mira\nHolt left\u{c}now\u{8}\\r"]);
    assert_eq!(marked(&came), ["Mira\nHolt"]);
}

#[test]
fn backslashes_in_the_words_of_a_webanno_file_are_read_as_they_are_or_escaped() {
    for (said, rows, text, name) in [
        (
            "#Text=In \\\\LaTeX and \\\\n Mira\\\\Holt left",
            &[
                "1-1\t0-2\tIn\t_",
                "1-2\t3-9\t\\LaTeX\t_",
                "1-3\t10-13\tand\t_",
                "1-4\t14-16\t\\n\t_",
                "1-5\t17-26\tMira\\Holt\tPER",
                "1-6\t27-31\tleft\t_",
            ][..],
            "In \\LaTeX and \\n Mira\\Holt left",
            "Mira\\Holt",
        ),
        (
            "#Text=¯\\\\\\_(ツ)\\_/¯ Mira",
            &["1-1\t0-9\t¯\\_(ツ)_/¯\t_", "1-2\t10-14\tMira\tPER"],
            "¯\\_(ツ)_/¯ Mira",
            "Mira",
        ),
        ("#Text=😀\\_x Mira", &["1-1\t0-4\t😀\\_x\t_", "1-2\t5-9\tMira\tPER"], "😀_x Mira", "Mira"),
        // As this app and the format’s description write them.
        (
            "#Text=a\\\\b Mira\\_H",
            &["1-1\t0-3\ta\\\\b\t_", "1-2\t4-10\tMira\\_H\tPER"],
            "a\\b Mira_H",
            "Mira_H",
        ),
    ] {
        let came = with_sentence(said, rows);
        assert_eq!((came.texts[0].as_str(), marked(&came)), (text, vec![name.to_owned()]));
        assert_eq!(came.told, [""; 0]);
    }
}

#[test]
fn an_annotation_of_webanno_that_covers_nothing_is_told_as_one_without_words() {
    let rows = ["1-1\t0-4\tMira\tPER", "1-1.1\t4-4\t\tPER", "1-2\t5-9\tleft\t_"];
    let came = with_sentence("#Text=Mira left", &rows);
    assert_eq!((came.texts[0].as_str(), marked(&came)), ("Mira left", vec!["Mira".to_owned()]));
    assert_eq!(came.told, ["Line 7, column 1: an annotation without words; left out"]);
}

#[test]
fn a_row_of_a_webanno_file_that_was_cut_off_is_named() {
    let file = "#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.Span|value\n\n\n#Text=Mira Holt left\n1-1\t0-4\tMira\tPER[1]\t\n1-2\t5-9\tHolt\n1-3\t10-14\tleft\t_\t\n";
    let came = dropped(vec![File::new("w.tsv", file)], None);
    assert_eq!(
        (came.texts[0].as_str(), marked(&came)),
        ("Mira Holt left", vec!["Mira".to_owned()])
    );
    assert_eq!(came.told, ["Line 7, column 1: a word without a tag; read without one"]);
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
