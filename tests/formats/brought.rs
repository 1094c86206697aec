//! What people bring from other programs: exports of the sizes and settings that these have, with what stands
//! beside them. Each marks what it means, and names what it leaves out.

use article_annotator::formats::File;

use crate::cases::{Came, dropped};
use crate::records::marked;

fn opened(name: &str, content: &str) -> Came {
    dropped(vec![File::new(name, content)], None)
}

/// Where annotations begin, in UTF-16 units.
fn starts(came: &Came) -> Vec<u32> {
    came.annotations().into_iter().map(|(_, _, start)| start).collect()
}

#[test]
fn anchors_of_recogito_count_utf_16_and_choose_among_words_that_stand_there_often() {
    const TEXT: &str = "😀😀😀😀 Ana Ana Ivo Ana left. Bo Bo.";
    let table = |rows: &[(&str, u32)]| {
        let rows = rows.iter().map(|(words, at)| format!("u,{words},char-offset:{at},PERSON\n"));
        let rows: String = rows.collect();
        let file = File::new("r.csv", format!("UUID,QUOTE_TRANSCRIPTION,ANCHOR,TYPE\n{rows}"));
        dropped(vec![file], Some(TEXT))
    };
    for (rows, at) in [
        (&[("Ana", 9)][..], &[9][..]),
        (&[("Ana", 13)], &[13]),
        (&[("Ana", 9), ("Ana Ivo", 13), ("Bo", 34)], &[9, 13, 34]),
    ] {
        let came = table(rows);
        assert_eq!((starts(&came), came.told), (at.to_vec(), vec![]), "{rows:?}");
    }
    // Scripts that write such tables count as Python does: their words show it.
    let came = table(&[("Ivo", 13), ("Ana", 17), ("Bo", 30)]);
    assert_eq!(starts(&came), [17, 21, 34]);
    assert_eq!(
        came.told,
        ["this file counts Unicode code points, not UTF-16 code units; read that way"]
    );
}

#[test]
fn what_was_rejected_alone_in_prodigy_is_left_out_and_counted() {
    let came = opened(
        "p.jsonl",
        r#"{"text":"Ana Ruiz said “no”.","spans":[{"start":0,"end":8,"label":"PERSON","answer":"reject"},{"start":14,"end":18,"label":"QUOTE","answer":"accept"},{"start":9,"end":13,"label":"CLAIM","answer":"ignore"}],"relations":[{"label":"SPEAKER","head_span":{"start":14,"end":18},"child_span":{"start":0,"end":8},"answer":"reject"}],"answer":"accept"}"#,
    );
    assert_eq!(marked(&came), ["quote “no”"]);
    let told: Vec<_> =
        came.told.iter().map(|it| it.trim_start_matches("Line 1, column 1: ")).collect();
    assert_eq!(
        told,
        [
            "the answer of a relation is “reject”; left out",
            "the answer of a span is “ignore”; left out",
            "the answer of a span is “reject”; left out"
        ]
    );
    // So is what LightTag’s reviewers said is wrong.
    let came = opened(
        "l.json",
        r#"{"examples":[{"example_id":"x","content":"Ana Ruiz met Ivo.","annotations":[{"start":0,"end":8,"value":"Ana Ruiz","tag":"PERSON","correct":false},{"start":13,"end":16,"value":"Ivo","tag":"PERSON","correct":true}]}]}"#,
    );
    assert_eq!(marked(&came), ["person Ivo"]);
    assert!(
        came.told.iter().any(|it| it.contains("the answer of a span is “not correct”; left out")),
        "{:?}",
        came.told
    );
}

#[test]
fn every_layer_of_webanno_2_is_read_by_its_tags_and_the_others_are_told_unless_they_are_grammar() {
    let ner = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity | value";
    let pos = "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS | PosValue";
    let dependency = "de.tudarmstadt.ukp.dkpro.core.api.syntax.type.dependency.Dependency | DependencyType | AttachTo=POS";
    for (layers, cells, told) in [
        (vec![ner], ["B-PER", "I-PER", "O", "B-PER"], &[][..]),
        (vec![ner, pos], ["B-PER\tNE", "I-PER\tNE", "O\tV", "B-PER\tNE"], &[]),
        (vec![pos, ner], ["NE\tB-PER", "NE\tI-PER", "V\tO", "NE\tB-PER"], &[]),
        (
            vec![pos, ner, dependency],
            [
                "NE\tB-PER\tnn\t1-2",
                "NE\tI-PER\tsubj\t1-3",
                "V\tO\tROOT\t1-3",
                "NE\tB-PER\tobj\t1-3",
            ],
            &[],
        ),
        (
            vec![ner, "webanno.custom.Rel | sort | AttachTo=Span"],
            ["B-PER\tknows\t1-4", "I-PER\t_\t_", "O\t_\t_", "B-PER\t_\t_"],
            &["a value of the layer “Rel” has no place here (2 times); left out"],
        ),
    ] {
        let words = ["Mira", "Holt", "met", "Ivo"].iter().zip(cells).zip(1..);
        let rows = words.map(|((word, cells), at)| format!("1-{at}\t{word}\t{cells}\n"));
        let (rows, head) = (rows.collect::<String>(), layers.join(" # "));
        let file = format!(" # {head}\n#id=1\n#text=Mira Holt met Ivo\n{rows}\n");
        let came = opened("a.tsv", &file);
        assert_eq!(marked(&came), ["person Mira Holt", "person Ivo"], "{file}: {:?}", came.told);
        assert_eq!(
            (came.texts, came.told),
            (
                vec!["Mira Holt met Ivo".to_owned()],
                told.iter().map(|it| (*it).to_owned()).collect()
            )
        );
    }
}

#[test]
fn what_is_said_of_a_document_of_several_in_a_file_of_conll_names_the_line_where_it_begins() {
    let came = opened(
        "a.conll",
        "-DOCSTART- -X- -X- O\n\nEU NNP B-NP B-ORG\n\n-DOCSTART- -X- -X- O\n\nLund NNP B-NP B-LOC\n",
    );
    let labels = came.told.iter().filter(|it| it.contains("the label"));
    let starts: Vec<_> = labels.map(|it| it.split(" doesn’t").next().unwrap()).collect();
    assert_eq!(starts, ["Line 1, column 1: the label “ORG”", "Line 5, column 1: the label “LOC”"]);
}

#[test]
fn a_word_that_lost_its_tag_does_not_cost_the_file() {
    let came = opened("a.conll", "Mira B-PER\nHolt I-PER\nleft\n. O\n\nIvo B-PER\n");
    assert_eq!(marked(&came), ["person Mira Holt", "person Ivo"]);
    assert!(
        came.told.contains(&"Line 3, column 1: a word without a tag; read without one".to_owned()),
        "{:?}",
        came.told
    );
}

#[test]
fn settings_logs_and_packed_files_open_as_no_articles() {
    let beside = || {
        vec![
            File::new("c/a.txt", "Mira Holt left."),
            File::new("c/a.ann", "T1\tPerson 0 9\tMira Holt\n"),
        ]
    };
    for (name, content, what) in [
        ("META-INF/ana/annotation.properties", "annotation.windowSize=5\n", "a list of settings"),
        ("project.ini", "a=1\n", "a list of settings"),
        ("project.toml", "a = 1\n", "a list of settings"),
        ("log/project-1.log", "[ana] Created project\n", "a log"),
    ] {
        let came = dropped(vec![File::new(name, content)], None);
        let told = format!("this is {what}, but not in an annotation format");
        assert!(came.texts.is_empty() && came.told[0].starts_with(&told), "{:?}", came.told);
        let mut files = beside();
        files.push(File::new(name, content));
        let came = dropped(files, None);
        assert_eq!((came.texts.len(), marked(&came)), (1, vec!["person Mira Holt".to_owned()]));
        assert!(came.told[0].starts_with(&format!("{name}: {told}")), "{:?}", came.told);
    }
    // What configures brat needs no message.
    let mut files = beside();
    files.extend([File::new("c/acl.conf", "x"), File::new("c/annotation.conf", "[entities]")]);
    let came = dropped(files, None);
    assert_eq!((came.texts.len(), came.told), (1, vec![]));
    for content in [
        &b"\x1f\x8b\x08\0\0\0"[..],
        b"BZh91AY&SY",
        b"\xfd7zXZ\0",
        b"7z\xbc\xaf\x27\x1c",
        b"Rar!\x1a\x07",
    ] {
        let came = dropped(vec![File::new("c.tar.gz", content)], None);
        assert_eq!(came.texts, [""; 0]);
        assert_eq!(
            came.told,
            [
                "this file is packed, and only ZIPs are unpacked here; unpack it first, and open what is in it"
            ]
        );
    }
}

#[test]
fn both_lists_of_marks_of_bionlp_are_about_the_text_beside_them() {
    let text = || File::new("c/a.txt", "Mira Holt met Ivo.");
    let first = || File::new("c/a.a1", "T1\tPerson 0 9\tMira Holt\n");
    let second = || File::new("c/a.a2", "T2\tPerson 14 17\tIvo\nE1\tMet:T3 Who:T1\n");
    for files in [
        vec![text(), first(), second()],
        vec![second(), first(), text()],
        vec![first(), text(), second()],
    ] {
        let came = dropped(files, None);
        assert_eq!(marked(&came), ["person Mira Holt", "person Ivo"], "{:?}", came.told);
        assert_eq!(
            (came.texts.len(), came.told),
            (
                1,
                vec![
                    "Line 2, column 1: c/a.a2: events and equivalences are not read; left out"
                        .to_owned()
                ]
            )
        );
    }
    let alone = File::new("c/a.a2", "E1\tMet:T1 Who:T1\n");
    let came = dropped(vec![text(), first(), alone], None);
    assert_eq!((marked(&came).len(), came.told.len()), (1, 1), "{:?}", came.told);
    let came = dropped(vec![text(), File::new("c/a.txt.ann", "T1\tPerson 0 9\tMira Holt\n")], None);
    assert_eq!((marked(&came), came.told), (vec!["person Mira Holt".to_owned()], vec![]));
}

#[test]
fn attributes_of_brat_that_say_nothing_known_are_told_and_take_nothing_away() {
    use article_annotator::model::{Detail, QuoteForm, Verdict};
    let read = |rest: &str| {
        let marks = "T1\tQuote 10 14\t“no”\nT2\tPerson 0 4\tMira\nT3\tClaim 16 22\tIt was\n";
        let files = vec![
            File::new("a.txt", "Mira said “no”. It was."),
            File::new("a.ann", format!("{marks}{rest}")),
        ];
        dropped(files, None)
    };
    let form = |came: &Came| {
        came.sets[0].iter().find_map(|one| match &one.detail {
            Detail::Quote { form, .. } => *form,
            _ => None,
        })
    };
    let nonsense = "“Nonsense” is no value of “Form” here; left out";
    for (rest, wanted, told) in [
        ("A1\tForm T1 Direct\n", Some(QuoteForm::Direct), None),
        ("A1\tform T1 indirect\n", Some(QuoteForm::Indirect), None),
        ("A1\tForm T1 Nonsense\n", None, Some(nonsense)),
        ("A1\tForm T1 direct\nA2\tForm T1 Nonsense\n", Some(QuoteForm::Direct), Some(nonsense)),
        ("A1\tForm T1\n", None, Some("“” is no value of “Form” here; left out")),
    ] {
        let came = read(rest);
        assert_eq!(form(&came), wanted, "{rest}");
        assert_eq!(came.told.len(), usize::from(told.is_some()), "{:?}", came.told);
        assert!(told.is_none_or(|told| came.told[0].ends_with(told)), "{:?}", came.told);
    }
    let came = read("A1\tVerdict T3 false\nA2\tVerdict T3\n");
    let verdict = came.sets[0].iter().find_map(|one| match &one.detail {
        Detail::Claim { check: Some(check), .. } => check.verdict.clone(),
        _ => None,
    });
    assert_eq!(verdict, Some(Verdict::False), "{:?}", came.told);
    assert_eq!(came.told, ["Line 5, column 1: “” is no value of “Verdict” here; left out"]);
    // Events and relations are in the file, but nothing about them is kept.
    let came = read(
        "E1\tQuote:T1 Speaker:T2\nR1\tspoken_by Arg1:T1 Arg2:T2\nA1\tNegated E1\n#1\tAnnotatorNotes R1\tone\n#2\tAnnotatorNotes T9\ttwo\n",
    );
    assert_eq!(
        came.told,
        [
            "Line 4, column 1: events and equivalences are not read; left out",
            "Line 6, column 1: it is about “E1”, an event or a relation; left out",
            "Line 7, column 1: it is about “R1”, an event or a relation; left out",
            "Line 8, column 1: it refers to “T9”, which is not an annotation in this file; left out"
        ]
    );
    let quote = came.sets[0].iter().find(|one| one.kind().name() == "quote").unwrap();
    let who = quote.actor().and_then(|id| came.sets[0].actor(id)).map(|actor| actor.name.as_str());
    assert_eq!(who, Some("Mira"));
}

#[test]
fn what_a_task_of_label_studio_only_numbers_is_told_and_lists_that_became_texts_are_read() {
    let task = |lists: &str| {
        let mut came = opened(
            "l.json",
            &format!(r#"[{{"id":1,"data":{{"text":"Mira Holt met Ivo."}},{lists}}}]"#),
        );
        came.told
            .iter_mut()
            .for_each(|it| *it = it.trim_start_matches("Line 1, column 2: ").to_owned());
        came
    };
    let list = r#"[{\"id\":1,\"result\":[{\"id\":\"a\",\"from_name\":\"l\",\"to_name\":\"text\",\"type\":\"labels\",\"value\":{\"start\":0,\"end\":9,\"text\":\"Mira Holt\",\"labels\":[\"PERSON\"]}}]}]"#;
    for (lists, people, told) in [
        (
            r#""annotations":[12,13],"predictions":[4]"#.to_owned(),
            0,
            &[
                "“annotations” of this task has only the numbers of 2 entries; export them with their content",
                "“predictions” of this task has only the numbers of 1 entry; export them with their content",
            ][..],
        ),
        (
            r#""annotations":[{"id":1,"result":[]}],"drafts":[7]"#.to_owned(),
            0,
            &[
                "“drafts” of this task has only the numbers of 1 entry; export them with their content",
            ],
        ),
        (format!(r#""annotations":"{list}""#), 1, &[]),
        (format!(r#""completions":"{list}""#), 1, &[]),
        (
            r#""annotations":"[{cut""#.to_owned(),
            0,
            &["“annotations” of a task is not a list of annotations; left out"],
        ),
        (r#""annotations":[],"predictions":null,"drafts":"""#.to_owned(), 0, &[]),
    ] {
        let came = task(&lists);
        assert_eq!(
            (marked(&came).len(), came.told),
            (people, told.iter().map(|it| (*it).to_owned()).collect()),
            "{lists}"
        );
    }
}

#[test]
fn tables_of_label_studio_without_their_own_columns_are_known_by_their_marks() {
    let marks = r#"[{"start": 2, "end": 11, "text": "Mira Holt", "labels": ["PER"]}]"#;
    let python = marks.replace('"', "'");
    let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let text = "\"😀 Mira Holt left.\nIvo too.\"";
    for (name, table) in [
        ("a.tsv", format!("ner\tannotator\tid\ttext\n{}\t1\t1\t{text}\n", quoted(marks))),
        ("a.csv", format!("ner,annotator,id,text\n{},1,1,{text}\n", quoted(marks))),
        ("a.csv", format!("label,text\n{},{text}\n", quoted(marks))),
        ("a.csv", format!("text,label\n{text},{}\n", quoted(marks))),
        ("a.csv", format!("text,label\n{text},{}\n", quoted(&python))),
    ] {
        let came = opened(name, &table);
        assert_eq!(marked(&came), ["person Mira Holt"], "{table}: {:?}", came.told);
        assert_eq!(
            (came.texts, came.told),
            (vec!["😀 Mira Holt left.\nIvo too.".to_owned()], vec![])
        );
    }
    // A cell with other lists makes no such table.
    let came = opened("a.csv", "text,sizes\nMira,\"[{\"\"a\"\": 1}]\"\n");
    assert!(came.texts.is_empty() && came.told[0].contains("this is a table"), "{:?}", came.told);
}

#[test]
fn the_page_that_is_the_article_is_not_told_as_left_out() {
    let mark = r#"{"start":"/p[2]/b[1]/text()[1]","end":"/p[2]/b[1]/text()[1]","startOffset":0,"endOffset":10,"globalOffsets":{"start":19,"end":29},"text":"Ivo Brandt","hypertextlabels":["PER"]}"#;
    let page = r"<p>Ana Ruiz &amp; Co</p>\n<p>Then <b>Ivo Brandt</b> left.</p>";
    let came = opened(
        "l.json",
        &format!(
            r#"[{{"html":"{page}","id":1,"label":[{mark}],"annotator":1,"annotation_id":1,"topic":"x"}}]"#
        ),
    );
    assert_eq!(marked(&came), ["person Ivo Brandt"]);
    assert_eq!(came.told, ["“topic” is about the whole text; left out"]);
}

#[test]
fn what_was_mended_or_passed_over_in_a_damaged_file_is_told() {
    let table = |content: &str| dropped(vec![File::new("t.csv", content)], Some("Ivo met Mira."));
    let came = table("kind,text\nperson,Ivo,extra,more\nperson,Mira,,\n");
    assert_eq!(marked(&came), ["person Ivo", "person Mira"]);
    assert_eq!(came.told, ["Line 2, column 1: “extra” has no column; left out"]);
    let came = table("kind,text,Text\nperson,Ivo,Mira\n");
    assert_eq!(marked(&came), ["person Ivo"]);
    assert_eq!(came.told, ["two columns are called “Text”; the first was read"]);
    let came =
        opened("a.xml", "<TEI><text><body><p>Ana <persName>Ruiz</p><p>x</p></body></text></TEI>");
    assert_eq!(marked(&came), ["person Ruiz"]);
    assert_eq!(
        came.told,
        [
            "elements of this file do not end in the order in which they begin; each was read to the end of the one around it"
        ]
    );
    // The place of a span in words is a place, and Python writes no JSON.
    let came = opened(
        "s.json",
        r#"{"text":"Ana Ruiz met Ivo.","spans":[{"start_token":0,"end_token":2,"label":"PERSON"}],"tokens":["Ana","Ruiz","met","Ivo","."]}"#,
    );
    assert_eq!(marked(&came), [""; 0]);
    assert!(
        came.told[0].ends_with(
            "the place of a “PERSON” is given in a way that this app cannot read; left out"
        ),
        "{:?}",
        came.told
    );
    let came = opened("d.json", "[{'id': 1, 'text': 'Ana Ruiz', 'label': [(0, 8, 'PER')]}]");
    assert!(
        came.told[0].starts_with("this is a list that Python printed, but not in"),
        "{:?}",
        came.told
    );
}
