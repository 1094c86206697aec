//! Files that are related to those of other people's reports: other versions, other settings, other ways to
//! write the same. Each marks exactly its words, and what it leaves out is counted.

use article_annotator::formats::File;

use crate::cases::{Came, FIRST, dropped};
use crate::records::{marked, names_both};

fn opened(name: &str, content: &str) -> Came {
    dropped(vec![File::new(name, content)], None)
}

fn beside(name: &str, content: &str) -> Came {
    dropped(vec![File::new(name, content)], Some(FIRST))
}

#[test]
fn a_body_of_a_web_annotation_may_have_several_purposes() {
    let came = beside(
        "a.jsonld",
        r#"[{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://example.org/1","type":"Annotation","motivation":["highlighting","describing"],
 "body":[{"type":"TextualBody","value":"PERSON","purpose":["tagging","classifying"]},{"type":"TextualBody","value":"the mayor","purpose":["commenting","describing"]}],
 "target":{"source":"x","selector":{"type":"TextQuoteSelector","exact":"Ivo Brandt"}}}]"#,
    );
    assert_eq!(marked(&came), ["person Ivo Brandt"], "{:?}", came.told);
    assert_eq!((came.notes(), came.told), (vec!["the mayor".to_owned()], vec![]));
}

#[test]
fn a_position_within_a_part_of_a_page_is_not_one_in_the_page() {
    let part = |selector: &str| {
        beside(
            "a.jsonld",
            &format!(
                r#"[{{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://example.org/1","type":"Annotation","body":{{"type":"TextualBody","value":"CLAIM","purpose":"classifying"}},
 "target":{{"source":{{"type":"SpecificResource","source":"x","selector":{{"type":"TextQuoteSelector","exact":"The bridge cost nine million, Holt said"}}}},"selector":{selector}}}}}]"#
            ),
        )
    };
    let came = part(r#"{"type":"TextPositionSelector","start":0,"end":3}"#);
    assert_eq!(marked(&came), [""; 0]);
    assert!(came.told[0].contains("within a part of the page"), "{:?}", came.told);
    let came = part(r#"{"type":"TextQuoteSelector","exact":"Holt said"}"#);
    assert_eq!((marked(&came), came.told), (vec!["claim Holt said".to_owned()], vec![]));
}

#[test]
fn replies_that_an_answer_has_apart_are_counted() {
    let row = |id: &str, rest: &str| {
        format!(
            r#"{{"id":"{id}","user":"acct:a@example.org","uri":"https://example.org/a","tags":["person"],{rest}}}"#
        )
    };
    let marked_row = row(
        "a",
        r#""target":[{"source":"https://example.org/a","selector":[{"type":"TextQuoteSelector","exact":"Ivo Brandt"}]}]"#,
    );
    let reply = row("b", r#""references":["a"],"text":"No.","target":[{"source":"u"}]"#);
    let came =
        beside("a.json", &format!(r#"{{"total":1,"rows":[{marked_row}],"replies":[{reply}]}}"#));
    assert_eq!(marked(&came), ["person Ivo Brandt"]);
    assert_eq!(came.told.len(), 1, "{:?}", came.told);
    assert!(came.told[0].starts_with("annotation b: it is about the whole page or replies"));
}

#[test]
fn an_annotation_of_recogito_may_have_several_parts() {
    let file = |parts: &str| {
        format!(
            r#"[{{"id":"a","bodies":[{{"id":"b","annotation":"a","purpose":"tagging","value":"claim"}}],"target":{{"annotation":"a","selector":[{parts}]}}}}]"#
        )
    };
    let came = beside(
        "a.json",
        &file(
            r#"{"quote":"Zoë 😀 Mira","start":128,"end":139},{"quote":"town hall","start":32,"end":41}"#,
        ),
    );
    assert_eq!(marked(&came), ["claim town hall … Zoë 😀 Mira"], "{:?}", came.told);
    assert_eq!(came.told, [""; 0]);
    let came = beside(
        "a.json",
        &file(
            r#"{"quote":"town hall","start":32,"end":41},{"quote":"not here at all","start":0,"end":9}"#,
        ),
    );
    assert_eq!((marked(&came), came.told.len()), (vec![], 1), "{:?}", came.told);
}

#[test]
fn spans_in_groups_beside_the_entities_of_an_example_are_read() {
    names_both(
        "a.json",
        r#"[["Mira Holt met Ivo Brandt.",{"entities":[[0,9,"PER"]],"spans":{"sc":[[14,24,"PER"]],"other":[[5,9,"PLACE"]]}}]]"#,
        &["the label “PLACE” doesn’t stand for"],
    );
    names_both(
        "a.py",
        "DATA = [(\"Mira Holt met Ivo Brandt.\", {'entities': [], 'spans': {'sc': [(0, 9, 'PER'), (14, 24, 'PER')]}})]\n",
        &[],
    );
}

#[test]
fn what_refers_to_a_mark_that_the_file_never_had_is_told() {
    let ann = "T1\tPER 0 9\tMira Holt\nT2\tPER 14 24\tIvo Brandt\nT3\tPER 0 900\tSomebody\nA1\tNegation T9\n#1\tAnnotatorNotes T8\ta note\nA2\tNegation T3\n";
    let files = [("a.txt", "Mira Holt met Ivo Brandt."), ("a.ann", ann)];
    let came = dropped(files.map(|(name, content)| File::new(name, content)).into(), None);
    assert_eq!(marked(&came), ["person Mira Holt", "person Ivo Brandt"]);
    // What was said of a mark that is told needs no message of its own.
    assert_eq!(came.told.len(), 3, "{:?}", came.told);
    for (name, line) in [("“T9”", "Line 4"), ("“T8”", "Line 5")] {
        assert!(
            came.told.iter().any(|told| told.contains(name) && told.starts_with(line)),
            "{:?}",
            came.told
        );
    }
}

#[test]
fn annotations_of_a_cas_without_a_place_or_a_text_are_counted() {
    let file = |more: &str| {
        format!(
            r#"{{"%TYPES":{{}},"%FEATURE_STRUCTURES":[{{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaID":"_InitialView","sofaString":"Mira Holt met Ivo Brandt."}},{{"%ID":2,"%TYPE":"N","@sofa":1,"begin":0,"end":9,"value":"PER"}},{{"%ID":3,"%TYPE":"N","@sofa":1,"begin":14,"end":24,"value":"PER"}},{more}],"%VIEWS":{{}}}}"#
        )
    };
    for (more, told) in [
        (
            r#"{"%ID":4,"%TYPE":"N","@sofa":1,"begin":null,"end":9,"value":"PER"}"#,
            "the place of an annotation of the layer “N” is not whole; left out",
        ),
        (
            r#"{"%ID":4,"%TYPE":"N","@sofa":1,"begin":3,"value":"PER"}"#,
            "the place of an annotation of the layer “N” is not whole; left out",
        ),
        (
            r#"{"%ID":4,"%TYPE":"N","@sofa":7,"begin":0,"end":4,"value":"PER"},{"%ID":5,"%TYPE":"uima.Token","@sofa":7,"begin":0,"end":4}"#,
            "1 annotation is about a text that is not in this file; left out",
        ),
    ] {
        names_both("a.json", &file(more), &[told]);
    }
}

#[test]
fn words_of_a_sentence_without_rows_of_their_own_are_in_the_text() {
    let file =
        |rows: &str| format!("#FORMAT=WebAnno TSV 3.3\n#T_SP=type.NamedEntity|value\n\n\n{rows}");
    let came = opened(
        "a.tsv",
        &file(
            "#Text=“Mira Holt”, 😀, met Ivo (Brandt).\n1-1\t1-5\tMira\tPER[1]\t\n1-2\t6-10\tHolt\tPER[1]\t\n1-3\t17-20\tmet\t_\t\n1-4\t21-24\tIvo\tPER\t\n\n#Text=“Go!” she said. \n2-1\t36-38\tGo\t_\t\n2-2\t41-44\tshe\tPER\t\n",
        ),
    );
    assert_eq!(came.texts, ["“Mira Holt”, 😀, met Ivo (Brandt).\n“Go!” she said."]);
    assert_eq!(marked(&came), ["person Mira Holt", "person Ivo", "person she"]);
    assert_eq!(came.told.len(), 1, "{:?}", came.told);
    // Where the sentence has other words than the rows, the rows count.
    let came =
        opened("a.tsv", &file("#Text=Other words\n1-1\t0-4\tMira\tPER\t\n1-2\t5-9\tleft\t_\t\n"));
    assert_eq!(came.texts, ["Mira left"]);
}

#[test]
fn the_name_of_a_picture_or_a_recording_is_no_article() {
    for record in [
        r#"{"audio":"a/talk.mp3","text":"talk","audio_spans":[{"start":0.1,"end":2.5,"label":"PERSON"}],"_view_id":"audio_manual","answer":"accept"}"#,
        r#"{"image":"data:image/png;base64,AA==","text":"photo","spans":[{"points":[[1,2],[3,4]],"label":"PERSON"}],"_view_id":"image_manual","answer":"accept"}"#,
    ] {
        let came = opened("a.jsonl", record);
        assert_eq!(came.texts, [""; 0], "{record}");
        assert_eq!(came.told.len(), 1, "{record}: {:?}", came.told);
        assert!(came.told[0].contains("not about a text; left out"), "{:?}", came.told);
    }
    names_both(
        "a.jsonl",
        r#"{"image":"a.png","text":"Mira Holt met Ivo Brandt.","spans":[{"start":0,"end":9,"label":"PER"},{"start":14,"end":24,"label":"PER"}],"_view_id":"blocks","answer":"accept"}"#,
        &["the field “image” has no place here"],
    );
    let task = |data: &str| {
        format!(
            r#"[{{"id":1,"data":{data},"annotations":[{{"result":[{{"id":"r","type":"rectanglelabels","from_name":"l","to_name":"i","value":{{"x":1,"rectanglelabels":["PER"]}}}}]}}]}}]"#
        )
    };
    let came = opened("a.json", &task(r#"{"image":"photos/town-hall.png"}"#));
    assert_eq!(came.texts, [""; 0]);
    assert!(
        came.told[0].contains("is at photos/town-hall.png, not in this file"),
        "{:?}",
        came.told
    );
}

#[test]
fn tables_of_words_with_the_tag_before_other_columns_are_read() {
    let rows = |tail: &str| {
        let words = ["Mira", "Holt", "met", "Ivo", "Brandt", "."];
        let tags = ["B-PER", "I-PER", "O", "B-PER", "I-PER", "O"];
        let rows = words.iter().zip(tags).zip(1..);
        rows.map(|((word, tag), at)| format!("{at}\t{word}\t{tag}{tail}\n")).collect::<String>()
    };
    let head = "# sent_id = 1\n# text = Mira Holt met Ivo Brandt.\n";
    names_both("a.iob2", &format!("{head}{}\n", rows("\t-\t-")), &[]);
    names_both("a.conll", &format!("{head}{}\n", rows("\t-\tannotator1")), &[]);
}

#[test]
fn a_tag_among_features_is_one_whatever_it_is_called() {
    let words = [
        ("Mira", "B-PER"),
        ("Holt", "I-PER"),
        ("met", "O"),
        ("Ivo", "B-PER"),
        ("Brandt", "I-PER"),
        (".", "O"),
    ];
    let file = |name: &str| {
        let row = |((word, tag), at): (&(&str, &str), usize)| {
            format!("{at}\t{word}\t_\tX\t_\t_\t0\t_\t_\tSpaceAfter=Yes|{name}={tag}|Ref=3\n")
        };
        let rows: String = words.iter().zip(1..).map(row).collect();
        format!("# text = Mira Holt met Ivo Brandt.\n{rows}\n")
    };
    for name in ["NER", "ner", "NE", "NamedEntity", "Ent"] {
        names_both("a.conllu", &file(name), &[]);
    }
}

#[test]
fn lists_that_became_texts_in_a_table_are_read() {
    const BOTH: &str =
        "[{'start': 0, 'end': 9, 'label': 'PER'}, {'start': 14, 'end': 24, 'label': 'PER'}]";
    let python = BOTH.replace('\'', "\\'").replace("\\'", "'");
    let json = BOTH.replace('\'', "\\\"");
    for spans in [&*python, &json] {
        names_both(
            "a.jsonl",
            &format!(
                r#"{{"text":"Mira Holt met Ivo Brandt.","spans":"{spans}","_view_id":"ner_manual","answer":"accept"}}"#
            ),
            &[],
        );
        names_both(
            "a.json",
            &format!(r#"[{{"text":"Mira Holt met Ivo Brandt.","ents":"{spans}","tokens":[]}}]"#),
            &[],
        );
        names_both(
            "a.jsonl",
            &format!(r#"{{"id":1,"text":"Mira Holt met Ivo Brandt.","entities":"{spans}"}}"#),
            &[],
        );
    }
    names_both(
        "a.jsonl",
        r#"{"id":1,"text":"Mira Holt met Ivo Brandt.","label":"[[0, 9, 'PER'], (14, 24, 'PER')]"}"#,
        &[],
    );
    names_both(
        "a.jsonl",
        r#"{"id":1,"text":"Mira Holt met Ivo Brandt.","entities":[{"start":0,"end":9,"label":"PER"},{"start":14,"end":24,"label":"PER"}],"label":"[sic]"}"#,
        &["the label “[sic]” is about the whole text"],
    );
    names_both(
        "a.json",
        r#"[{"id":1,"text":"Mira Holt met Ivo Brandt.","label":"[{'start': 0, 'end': 9, 'text': 'Mira Holt', 'labels': ['PER']}, {'start': 14, 'end': 24, 'text': 'Ivo Brandt', 'labels': ['PER']}]","annotation_id":1,"annotator":1,"lead_time":1.2}]"#,
        &[],
    );
}

#[test]
fn a_column_that_is_not_one_of_names_marks_nothing() {
    let came = opened(
        "a.conllup",
        "# global.columns = ID FORM LEMMA\n1\tPeople\tperson\n2\tquote\tquote\n3\tclaims\tclaim\n",
    );
    assert_eq!((came.texts, came.sets[0].len()), (vec!["People quote claims".to_owned()], 0));
    let came = opened(
        "a.conllup",
        "# global.columns = ID FORM IOB\n1\tMira\tB-PER\n2\tHolt\tI-PER\n3\tleft\tO\n",
    );
    assert_eq!(marked(&came), ["person Mira Holt"], "{:?}", came.told);
}

#[test]
fn a_word_may_have_several_tags_of_which_each_goes_on_where_its_label_does() {
    let file = |tags: [&str; 6]| {
        let words = ["Mira", "Holt", "met", "Ivo", "Brandt", "."];
        let rows = words.iter().zip(tags);
        rows.map(|(word, tag)| format!("{word}\t{tag}\n")).collect::<String>()
    };
    for (tags, wanted) in [
        (
            ["B-PER|B-CLAIM", "I-PER|I-CLAIM", "I-CLAIM", "B-PER|I-CLAIM", "I-CLAIM|I-PER", "O"],
            ["claim Mira Holt met Ivo Brandt", "person Mira Holt", "person Ivo Brandt"],
        ),
        (
            ["B-PER|B-PER", "I-PER", "O", "B-PER", "I-PER", "O"],
            ["person Mira Holt", "person Mira", "person Ivo Brandt"],
        ),
        (
            ["B-PER", "L-PER", "O", "B-PER|U-QUOTE", "L-PER", "O"],
            ["person Mira Holt", "person Ivo Brandt", "quote Ivo"],
        ),
    ] {
        let came = opened("a.conll", &file(tags));
        assert_eq!(marked(&came), wanted, "{:?}", came.told);
        assert_eq!(came.told.len(), 1, "{:?}", came.told);
    }
}

#[test]
fn the_labels_of_a_layer_are_in_the_column_that_says_them() {
    let file = |features: &str, rest: [&str; 3]| {
        let words = ["0-4\tMira", "5-9\tHolt", "10-14\tleft"];
        let rows = words.iter().zip(rest).zip(1..);
        let rows: String =
            rows.map(|((word, rest), at)| format!("1-{at}\t{word}\t{rest}\t\n")).collect();
        format!(
            "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Entity|{features}\n\n\n#Text=Mira Holt left\n{rows}"
        )
    };
    let came = opened("a.tsv", &file("entity_id|sort", ["*[1]\tPER[1]", "*[1]\tPER[1]", "_\t_"]));
    assert_eq!((marked(&came), came.told), (vec!["person Mira Holt".to_owned()], vec![]));
    let came =
        opened("a.tsv", &file("note|sort", ["mayor[1]\tPER[1]", "mayor[1]\tPER[1]", "_\t_"]));
    assert_eq!(marked(&came), ["person Mira Holt"], "{:?}", came.told);
    assert!(came.told[0].contains("a value of “note”"), "{:?}", came.told);
}

#[test]
fn words_listed_without_their_place_are_marked_where_they_stand_once_or_named() {
    let came = opened(
        "a.json",
        r#"{"text":"Mira Holt met Ivo Brandt. Holt left.","entities":[{"text":"Ivo Brandt","type":"PERSON"},{"text":"Holt","type":"PERSON"},{"text":"Nobody","label":"PERSON"}]}"#,
    );
    assert_eq!(marked(&came), ["person Ivo Brandt"]);
    let told = came.told.join("\n");
    for words in ["“Ivo Brandt” was found by its words", "“Holt” is", "“Nobody” is"] {
        assert!(told.contains(words), "{told}");
    }
}

#[test]
fn spans_listed_by_label_are_read_with_their_places_or_their_words() {
    for (list, told) in [
        (r#"{"PERSON":["Mira Holt","Ivo Brandt"]}"#, 2),
        (r#"{"PERSON":[[0,9],[14,24]]}"#, 0),
        (r#"{"PERSON":[[0,9,"Mira Holt"]],"PER":[{"start":14,"end":24}]}"#, 0),
        (r#"{"PERSON":["Mira Holt"],"CLAIM":[],"PER":[[14,24]],"VERB":["met","left"]}"#, 2),
        (r#"{"PERSON":[["Mira Holt",0,9],["Ivo Brandt",14,24]]}"#, 0),
    ] {
        for name in ["entities", "labels"] {
            let record =
                format!(r#"{{"text":"Mira Holt met Ivo Brandt. Holt left.","{name}":{list}}}"#);
            let came = opened("a.json", &record);
            assert_eq!(
                marked(&came),
                ["person Mira Holt", "person Ivo Brandt"],
                "{record}: {:?}",
                came.told
            );
            assert_eq!(came.told.len(), told, "{record}: {:?}", came.told);
        }
    }
}
