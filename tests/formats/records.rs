//! Files of records that other programs write as JSON: doccano, Prodigy and spaCy, of every version. The words
//! they mean are marked, and what is not read is counted and named.

use article_annotator::formats::File;

use crate::cases::{Came, dropped};

const TEXT: &str = "Mira Holt met Ivo Brandt.";

/// The annotations as “kind words”, in text order.
pub fn marked(came: &Came) -> Vec<String> {
    came.annotations().into_iter().map(|(kind, words, _)| format!("{kind} {words}")).collect()
}

fn opened(name: &str, content: &str) -> Came {
    dropped(vec![File::new(name, content)], None)
}

/// That the file opens as [`TEXT`] with both people, and of what is told each of these once.
#[track_caller]
pub fn names_both(name: &str, content: &str, told: &[&str]) {
    let came = opened(name, content);
    assert_eq!(came.texts, [TEXT], "{content}: {:?}", came.told);
    assert_eq!(
        marked(&came),
        ["person Mira Holt", "person Ivo Brandt"],
        "{content}: {:?}",
        came.told
    );
    assert_eq!(came.told.len(), told.len(), "{content}: {:?}", came.told);
    for told in told {
        assert!(came.told.iter().any(|line| line.contains(told)), "{content}: {:?}", came.told);
    }
}

#[test]
fn offsets_count_the_line_ends_of_the_file_whatever_the_article_has() {
    // The file’s text has Windows line ends, which the article has as one sign each.
    let text = r#""text":"One.\r\nTwo 😀.\r\nMira Holt met\r\nIvo Brandt.""#;
    let person =
        |start: u32, end: u32| format!(r#"{{"start":{start},"end":{end},"label":"person"}}"#);
    let (points, units) = ([(14, 23), (29, 39)], [(15, 24), (30, 40)]);
    let both = |at: [(u32, u32); 2]| at.map(|(start, end)| person(start, end)).join(",");
    let lists = |at: [(u32, u32); 2]| {
        at.map(|(start, end)| format!(r#"[{start},{end},"person"]"#)).join(",")
    };
    let cas = |sofa: &str| {
        format!(
            r#"{{"%TYPES":{{}},"%FEATURE_STRUCTURES":[{{"%ID":2,"%TYPE":"N","@sofa":1,"begin":15,"end":24,"value":"PER"}},{{"%ID":3,"%TYPE":"N","@sofa":1,"begin":30,"end":40,"value":"PER"}},{{"%ID":1,"%TYPE":"uima.cas.Sofa",{sofa}}}],"%VIEWS":{{}}}}"#
        )
    };
    let region = |(start, end): (u32, u32), words: &str| {
        format!(
            r#"{{"type":"labels","value":{{"start":{start},"end":{end},"text":"{words}","labels":["person"]}}}}"#
        )
    };
    let studio = [region(points[0], "Mira Holt"), region(points[1], "Ivo Brandt")].join(",");
    for (name, content) in [
        ("doccano.jsonl", format!(r#"{{{text},"label":[{}]}}"#, lists(units))),
        ("entities.jsonl", format!(r#"{{{text},"entities":[{}]}}"#, lists(points))),
        ("prodigy.jsonl", format!(r#"{{{text},"spans":[{}]}}"#, both(points))),
        ("spacy.json", format!(r#"{{{text},"ents":[{}]}}"#, both(points))),
        ("train.json", format!(r#"[[{},{{"entities":[{}]}}]]"#, &text[7..], lists(points))),
        ("cas.json", cas(&text.replace("\"text\"", "\"sofaString\""))),
        (
            "studio.json",
            format!(r#"[{{"data":{{{text}}},"annotations":[{{"result":[{studio}]}}]}}]"#),
        ),
    ] {
        let came = opened(name, &content);
        assert_eq!(
            marked(&came),
            ["person Mira Holt", "person Ivo Brandt"],
            "{name}: {:?}",
            came.told
        );
        assert_eq!(came.told, [""; 0], "{name}");
    }
}

#[test]
fn doccano_of_every_version_is_read() {
    let objects = r#"{"label":"PERSON","start_offset":0,"end_offset":9,"user":1},{"label":"PERSON","start_offset":14,"end_offset":24}"#;
    let lists = r#"[0,9,"PERSON"],[14,24,"PERSON"]"#;
    for (content, told) in [
        (format!(r#"{{"text":"{TEXT}","label":[{lists}]}}"#), &[][..]),
        (
            format!(r#"{{"id":1,"text":"{TEXT}","labels":[{lists}],"Comments":["Why?"]}}"#),
            &["the comment “Why?”"],
        ),
        (
            format!(
                r#"{{"data":"{TEXT}","label":[[0,9,"PERSON","Mira Holt"],[14,24,"PERSON","Ivo Brandt"]]}}"#
            ),
            &[],
        ),
        (
            format!(
                r#"{{"text":"{TEXT}","annotations":[{objects},{{"label":7,"user":1}}],"meta":{{}}}}"#
            ),
            &["the label “7” is about the whole text; left out"],
        ),
        (format!(r#"{{"text":"{TEXT}","entities":[{objects}],"relations":[]}}"#), &[]),
        (format!(r#"[{{"text":"{TEXT}","labels":[{lists}]}}]"#), &[]),
        (format!("[\n  {{\n  \"text\": \"{TEXT}\",\n  \"labels\": [{lists}]\n  }}\n]\n"), &[]),
        (
            format!("{{\n  \"text\": \"{TEXT}\",\n  \"label\": [{lists}, \"news\"]\n}}\n"),
            &["the label “news” is about the whole text"],
        ),
        (format!("\u{feff}{{\"text\":\"{TEXT}\",\"label\":[{lists}]}}\r\n\r\n"), &[]),
        (
            format!(r#"{{"text":"{TEXT}","label":[{lists},[0,9,"PERSON","Ivo"],[1,2]]}}"#),
            &["the text there is “Mira Holt”, not “Ivo”", "a span has no offsets or no label"],
        ),
    ] {
        for name in ["d.jsonl", "d.json", "export.txt"] {
            names_both(name, &content, told);
        }
    }
}

#[test]
fn relations_that_say_nothing_of_speakers_are_counted_and_named() {
    let entity = |id: u32, start: u32, end: u32, label: &str| {
        format!(r#"{{"id":{id},"start_offset":{start},"end_offset":{end},"label":"{label}"}}"#)
    };
    let entities =
        [entity(10, 0, 9, "PERSON"), entity(11, 14, 24, "PERSON"), entity(12, 10, 13, "QUOTE")]
            .join(",");
    let relation = |from: u32, to: u32, name: &str| {
        format!(r#"{{"from_id":{from},"to_id":{to},"type":"{name}"}}"#)
    };
    let relations = [
        relation(12, 10, "speaker"),
        relation(12, 11, "Speaker"),
        relation(10, 11, "met"),
        relation(11, 10, "met"),
        relation(10, 12, "speaker"),
        relation(12, 99, "speaker"),
    ]
    .join(",");
    let came = opened(
        "d.jsonl",
        &format!(r#"{{"text":"{TEXT}","entities":[{entities}],"relations":[{relations}]}}"#),
    );
    let set = &came.sets[0];
    let quote = set.iter().find(|one| one.kind().name() == "quote").unwrap();
    assert_eq!(set.actor(quote.actor().unwrap()).unwrap().name, "Mira Holt");
    let told = came.told.join("\n");
    for wanted in [
        "the relation “met” does not say who said something (2 times); left out",
        "a quote or claim has a second speaker; left out",
        "a link does not lead from a quote or claim to a person; left out",
        "a link leads to an annotation that is not here; left out",
    ] {
        assert!(told.contains(wanted), "{wanted}: {told}");
    }
    assert_eq!(came.told.len(), 4, "{told}");
}

#[test]
fn prodigy_without_spans_with_relations_and_with_choices() {
    let spans = r#"[{"start":0,"end":9,"label":"PERSON"},{"start":14,"end":24,"label":"PERSON"}]"#;
    for (content, told) in [
        (
            format!(r#"{{"text":"{TEXT}","spans":{spans},"accept":["A","B"],"answer":"accept"}}"#),
            &["“A” is about", "“B” is about"][..],
        ),
        (format!(r#"[{{"text":"{TEXT}","spans":{spans},"_view_id":"ner","flagged":false}}]"#), &[]),
        (
            format!(r#"{{"text":"{TEXT}","spans":{spans},"answer":"accept","flagged":true}}"#),
            &["a flag is about"],
        ),
        (
            format!(
                r#"{{"text":"{TEXT}","spans":{spans},"relations":[{{"head":1,"child":4,"head_span":{{"start":0,"end":9}},"child_span":{{"start":14,"end":24}},"label":"MET"}}]}}"#
            ),
            &["the relation “MET”"],
        ),
    ] {
        names_both("p.jsonl", &content, told);
    }
    let lines = format!(
        "{{\"text\":\"First.\",\"spans\":null}}\n{{\"html\":\"<b>x</b>\",\"spans\":[],\"_view_id\":\"html\"}}\n{{\"text\":\"{TEXT}\",\"spans\":{spans},\"answer\":\"ignore\"}}\n{{\"text\":\"{TEXT}\",\"spans\":{spans}}}\n"
    );
    let came = opened("p.jsonl", &lines);
    assert_eq!((came.texts.len(), marked(&came).len()), (2, 2), "{:?}", came.told);
    assert_eq!(
        came.told,
        [
            "Line 2, column 1: there is HTML instead of text in this record; left out",
            "Line 3, column 1: the answer of this record is “ignore”; left out"
        ]
    );
}

#[test]
fn spacy_of_every_version_is_read() {
    let lists = r#"[[0,9,"PERSON"],[14,24,"PERSON"]]"#;
    let objects =
        r#"[{"start":0,"end":9,"label":"PERSON"},{"start":14,"end":24,"label":"PERSON"}]"#;
    let tokens = [
        ("Mira", "B-PERSON"),
        ("Holt", "L-PERSON"),
        ("met", "O"),
        ("Ivo", "B-PERSON"),
        ("Brandt", "L-PERSON"),
        (".", "O"),
    ];
    let tokens =
        tokens.map(|(word, tag)| format!(r#"{{"orth":"{word}","ner":"{tag}"}}"#)).join(",");
    let paragraph = |raw: &str| {
        format!(r#"{{"id":0,"paragraphs":[{{{raw}"sentences":[{{"tokens":[{tokens}]}}]}}]}}"#)
    };
    for (content, told) in [
        (
            format!(
                r#"{{"text":"{TEXT}","ents":{objects},"cats":{{"NEWS":1.0,"SPORT":0.0,"A":true,"B":false}}}}"#
            ),
            &["“NEWS”", "“A”"][..],
        ),
        (format!(r#"[{{"text":"{TEXT}","ents":{objects}}}]"#), &[]),
        (format!("{{\"text\":\"{TEXT}\",\"ents\":{objects}}}\n"), &[]),
        (format!(r#"{{"text":"{TEXT}","ents":[],"tokens":[],"spans":{{"sc":{objects}}}}}"#), &[]),
        (format!(r#"[["{TEXT}",{{"entities":{lists}}}]]"#), &[]),
        (
            format!(
                r#"[["{TEXT}",{{"entities":{lists},"cats":{{"X":1}},"links":{{"(0, 9)":{{"Q1":1.0}}}}}}]]"#
            ),
            &["“X”", "knowledge base"],
        ),
        (format!(r#"[ [ "{TEXT}", {{ "entities": {objects} }}, null ] ]"#), &[]),
        (format!(r#"[["{TEXT}",{lists}]]"#), &[]),
        (format!("[\"{TEXT}\",{{\"entities\":{lists}}}]\n"), &[]),
        (
            format!(
                r#"{{"classes":["PERSON"],"annotations":[null,["{TEXT}",{{"entities":{lists}}}]]}}"#
            ),
            &[],
        ),
        (format!("[{}]", paragraph(&format!(r#""raw":"{TEXT}","#))), &[]),
        (paragraph(&format!(r#""raw":"{TEXT}","#)), &[]),
    ] {
        for name in ["s.json", "s.jsonl"] {
            names_both(name, &content, told);
        }
    }
    let came = opened("s.json", &paragraph(r#""raw":null,"#));
    assert_eq!(came.texts, ["Mira Holt met Ivo Brandt ."]);
    assert!(came.told[0].contains("joined by spaces"), "{:?}", came.told);
}

#[test]
fn a_list_of_lists_that_is_something_else_is_no_training_example() {
    for content in [r#"[["a", "b"], ["c", "d"]]"#, r#"["a", {"b": 1}]"#, "[[1, 2]]", r#"[["a"]]"#] {
        let came = opened("a.json", content);
        assert!(came.texts.is_empty() && came.told.len() == 1, "{content}: {:?}", came.told);
    }
}

#[test]
fn a_file_of_records_cut_off_at_any_byte_is_told() {
    let spans = r#"[{"start":0,"end":9,"label":"PERSON"}]"#;
    for content in [
        format!(r#"[["{TEXT}",{{"entities":[[0,9,"PERSON"]]}}],["{TEXT}",{{"entities":[]}}]]"#),
        r#"{"id":0,"paragraphs":[{"sentences":[{"tokens":[{"orth":"Mira","ner":"U-PER"}]}]}]}"#
            .to_owned(),
        format!(
            "{{\"text\":\"{TEXT}\",\"spans\":{spans}}}\n{{\"text\":\"{TEXT}\",\"spans\":{spans}}}\n"
        ),
    ] {
        let whole = opened("a.json", &content);
        for end in (0..content.len()).filter(|end| content.is_char_boundary(*end)) {
            let came = opened("a.json", &content[..end]);
            let less = came.annotations().len() < whole.annotations().len();
            assert!(
                !less || !came.told.is_empty() || content[end..].trim_start().starts_with('{'),
                "{}",
                &content[..end]
            );
        }
    }
}

#[test]
fn training_data_in_a_program_is_read_as_it_is_written_there_and_other_programs_are_named() {
    let program = r#"import spacy
# people
TRAIN_DATA = [
    ("Mira Holt met Ivo Brandt.", {"entities": [(0, 9, "PERSON"), (14, 24, 'PERSON')]}),  # both
    ('It\'s "Zo\xeb" ' '\u00c5berg', {'entities': [(6, 9, "PERSON",)], 'cats': {"NEWS": True}}),
    ("""Three
Ann""", {"entities": [(6, 9, "PERSON")], (1, 2): None},),
]
TEST: list = [("Rik left", {"entities": [[0, 3, "PERSON"]]})]
BROKEN = [("Rik", {"entities": f(x)})]

def train(data):
    return [("no", {"entities": []})]
"#;
    for end in ["\n", "\r\n"] {
        let came = opened("train.py", &program.replace('\n', end));
        assert_eq!(came.texts.len(), 4, "{:?} {:?}", came.texts, came.told);
        assert_eq!(came.texts[1], "It's \"Zoë\" Åberg");
        let wanted =
            ["person Mira Holt", "person Ivo Brandt", "person Zoë", "person Ann", "person Rik"];
        assert_eq!(marked(&came), wanted, "{:?}", came.told);
        let told = came.told.join("\n");
        assert!(
            told.contains("“NEWS”") && told.contains("1 list of this program is not made"),
            "{told}"
        );
    }
    for (name, content) in [
        ("a.py", "x = [1, 2]\nprint(x)\n"),
        ("a.py", "TRAIN_DATA = [\n (\"Mira\", {\"entities\": [(0, 4, \"PERSON\")]}),\n"),
        (
            "a.txt",
            "https://e.org/a\nGroup: Public\nTotal annotations: 1\n\nAnnotation 1:\nQuote: \"Ivo\"\n",
        ),
    ] {
        let came = opened(name, content);
        assert!(came.texts.is_empty() && came.told.len() == 1, "{content}: {:?}", came.texts);
    }
}

#[test]
fn a_file_is_known_by_its_first_records_whichever_says_it() {
    let spans = r#"[{"start":0,"end":9,"label":"PERSON"}]"#;
    let values = r#"[{"start":0,"end":9,"text":"Mira Holt","labels":["PERSON"]}]"#;
    for (name, first, second) in [
        (
            "p.jsonl",
            r#"{"text":"No one."}"#.to_owned(),
            format!(r#"{{"text":"{TEXT}","spans":{spans}}}"#),
        ),
        (
            "d.jsonl",
            r#"{"text":"No one.","label":null}"#.to_owned(),
            format!(r#"{{"text":"{TEXT}","label":[[0,9,"PERSON"]]}}"#),
        ),
        (
            "b.jsonl",
            r#"{"text":"No one."}"#.to_owned(),
            format!(
                r#"{{"text":"{TEXT}","denotations":[{{"span":{{"begin":0,"end":9}},"obj":"Person"}}]}}"#
            ),
        ),
        (
            "t.jsonl",
            r#"["No one.",{}]"#.to_owned(),
            format!(r#"["{TEXT}",{{"entities":[[0,9,"PERSON"]]}}]"#),
        ),
        (
            "l.jsonl",
            r#"{"text":"No one.","annotator":1,"annotation_id":2,"lead_time":3}"#.to_owned(),
            format!(
                r#"{{"text":"{TEXT}","label":{values},"annotator":1,"annotation_id":3,"lead_time":3}}"#
            ),
        ),
    ] {
        for content in [format!("{first}\n{second}\n"), format!("[{first},\n{second}]")] {
            let came = opened(name, &content);
            assert_eq!(came.texts, ["No one.", TEXT], "{content}: {:?}", came.told);
            assert_eq!(marked(&came), ["person Mira Holt"], "{content}: {:?}", came.told);
        }
    }
}

#[test]
fn what_is_said_beside_the_spans_is_named_and_words_with_tags_are_text() {
    let span = r#"{"start":0,"end":9,"label":"PERSON","kb_id":"Q1"},{"start":14,"end":24,"label":"PERSON","kb_id":""}"#;
    names_both(
        "s.json",
        &format!(r#"{{"text":"{TEXT}","ents":[{span}]}}"#),
        &["a link to a knowledge base"],
    );
    let lists = r#"[[0,9,"PERSON"],[14,24,"PERSON"]]"#;
    names_both(
        "d.jsonl",
        &format!(r#"{{"text":"{TEXT}","label":{lists},"cats":["news","sport"]}}"#),
        &["“news”", "“sport”"],
    );
    let tokens = r#"[{"text":"Mira","start":0,"end":4,"id":0},{"text":"Holt","start":5,"end":9,"id":1},{"text":"Ivo","start":14,"end":17,"id":2},{"text":"Brandt","start":18,"end":24,"id":3}]"#;
    names_both(
        "p.jsonl",
        &format!(
            r#"{{"text":"{TEXT}","_input_hash":1,"tokens":{tokens},"spans":[{{"token_start":0,"token_end":1,"label":"PERSON"}},{{"token_start":2,"token_end":3,"label":"PERSON"}}],"field_id":"why","why":"Because.","annotator_comment":"Sure?","answer":"accept"}}"#
        ),
        &["“Because.”", "“Sure?”"],
    );
    for (tags, marks, told) in
        [(r#"["B-PER","I-PER","O"]"#, vec!["person Mira Holt"], 1), ("[1,2,0]", vec![], 2)]
    {
        let came = opened(
            "h.jsonl",
            &format!(r#"{{"id":"0","tokens":["Mira","Holt","met"],"ner_tags":{tags}}}"#),
        );
        assert_eq!(
            (came.texts.as_slice(), marked(&came).iter().map(String::as_str).collect()),
            (&["Mira Holt met".to_owned()][..], marks),
            "{:?}",
            came.told
        );
        assert_eq!(came.told.len(), told, "{:?}", came.told);
    }
    let version_2 = format!(
        r#"[{{"id":0,"paragraphs":[{{"raw":"{TEXT}","entities":{lists},"sentences":[]}}]}}]"#
    );
    names_both("s.json", &version_2, &[]);
}
