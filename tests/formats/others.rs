//! Programs whose files are read like those of another: AutoML and Vertex AI, Argilla, Rasa, GATE, the viewer of
//! Hugging Face, PubTator, BioC, NAF. The words they mean are marked, what has no place is counted.

use article_annotator::formats::File;

use crate::cases::{Came, dropped};
use crate::records::{marked, names_both};

const TEXT: &str = "Mira Holt met Ivo Brandt.";

fn opened(name: &str, content: &str) -> Came {
    dropped(vec![File::new(name, content)], None)
}

#[test]
fn google_s_training_files_of_both_generations_are_read() {
    let old = |start: &str, end: u32| {
        format!(
            r#"{{"text_extraction":{{"text_segment":{{{start}"end_offset":{end}}}}},"display_name":"PERSON"}}"#
        )
    };
    let new =
        |start: &str, end: u32| format!(r#"{{{start}"endOffset":{end},"displayName":"PERSON"}}"#);
    for (file, told) in [
        (
            format!(
                r#"{{"annotations":[{},{}],"text_snippet":{{"content":"{TEXT}"}}}}"#,
                old("\"start_offset\":0,", 9),
                old("\"start_offset\":14,", 24)
            ),
            &[][..],
        ),
        // What is zero is not written.
        (
            format!(
                r#"{{"textContent":"{TEXT}","textSegmentAnnotations":[{},{}],"dataItemResourceLabels":{{}}}}"#,
                new("", 9),
                new("\"startOffset\":\"14\",", 24)
            ),
            &[],
        ),
        (
            format!(
                r#"{{"textSegmentAnnotations":[{},{},{{"displayName":"News"}}],"textContent":"{TEXT}"}}"#,
                new("\"startOffset\":0,", 9),
                new("\"startOffset\":14,", 24)
            ),
            &["the label “News” is about the whole text"],
        ),
    ] {
        names_both("a.jsonl", &file, told);
        names_both("a.jsonl", &format!("{file}\n"), told);
    }
    let came = opened(
        "a.jsonl",
        r#"{"textGcsUri":"gs://b/a.txt","textSegmentAnnotations":[{"endOffset":9,"displayName":"PERSON"}]}"#,
    );
    assert!(came.texts.is_empty() && came.told.len() == 1, "{:?}", came.told);
}

#[test]
fn what_people_submitted_in_argilla_is_read_and_the_rest_is_counted() {
    let spans = r#"[{"start":0,"end":9,"label":"PERSON"},{"start":14,"end":24,"label":"PERSON","text":"Ivo Brandt"}]"#;
    for (file, told) in [
        (
            format!(
                r#"[{{"id":"1","fields":{{"text":"{TEXT}"}},"metadata":{{}},"suggestions":{{"who":{{"value":{spans},"score":null,"agent":"m"}}}},"responses":{{"who":[{{"value":{spans},"user_id":"u"}}]}},"vectors":{{}}}}]"#
            ),
            &["a model predicted"][..],
        ),
        (
            format!(
                r#"{{"fields":{{"text":"{TEXT}","title":"x"}},"responses":[{{"user_id":"u","status":"submitted","values":{{"who":{{"value":{spans}}},"tone":{{"value":"calm"}}}}}},{{"status":"discarded","values":{{"who":{{"value":{spans}}}}}}}],"suggestions":[]}}"#
            ),
            &[
                "the label “calm” is about the whole text",
                "an answer is discarded, not submitted",
                "the field “title” is not the text",
            ],
        ),
        // As columns of a data set.
        (
            format!(
                r#"[{{"id":"1","status":"completed","_server_id":"s","text":"{TEXT}","who.responses":[{spans},{spans}],"who.responses.users":["u","v"],"who.responses.status":["submitted","draft"],"who.suggestion":{spans},"who.suggestion.score":null}}]"#
            ),
            &["an answer is draft, not submitted", "a model predicted"],
        ),
    ] {
        names_both("a.json", &file, told);
    }
}

#[test]
fn examples_of_rasa_and_documents_of_gate_are_read() {
    let gate = r#""Person":[{"indices":[0,9],"rule":"x"},{"indices":[14,24]}],"Token":[{"indices":[0,4]}]"#;
    let set = r#"{"name":"","annotations":[{"type":"Token","start":0,"end":4,"id":0,"features":{}},{"type":"Person","start":0,"end":9,"id":1,"features":{}},{"type":"Person","start":14,"end":24,"id":2,"features":{}}],"next_annid":3}"#;
    for (file, told) in [
        (
            format!(
                r#"{{"rasa_nlu_data":{{"common_examples":[{{"text":"{TEXT}","intent":"tell","entities":[{{"start":0,"end":9,"value":"mira","entity":"person"}},{{"start":14,"end":24,"value":"Ivo Brandt","entity":"person"}}]}}],"entity_synonyms":[]}}}}"#
            ),
            &["the label “tell” is about the whole text"][..],
        ),
        (
            format!(r#"{{"text":"{TEXT}","entities":{{{gate}}}}}"#),
            &["the feature “rule” of an annotation is not kept here"],
        ),
        (
            format!(
                r#"{{"annotation_sets":{{"":{set}}},"text":"{TEXT}","features":{{}},"offset_type":"p","name":""}}"#
            ),
            &[],
        ),
    ] {
        names_both("a.json", &file, told);
    }
}

#[test]
fn rows_of_a_data_set_have_the_names_of_their_tags_apart() {
    let file = r#"{"features":[{"feature_idx":0,"name":"tokens","type":{"feature":{"dtype":"string","_type":"Value"},"_type":"Sequence"}},{"feature_idx":1,"name":"ner_tags","type":{"feature":{"names":["O","B-PER","I-PER"],"_type":"ClassLabel"},"_type":"Sequence"}}],"rows":[{"row_idx":0,"row":{"id":"0","tokens":["Mira","Holt","met","Ivo","Brandt","."],"ner_tags":[1,2,0,1,2,0]},"truncated_cells":[]}]}"#;
    let came = opened("rows.json", file);
    assert_eq!(
        (came.texts.clone(), marked(&came)),
        (
            vec!["Mira Holt met Ivo Brandt .".to_owned()],
            vec!["person Mira Holt".to_owned(), "person Ivo Brandt".to_owned()]
        ),
        "{:?}",
        came.told
    );
    assert_eq!(came.told.len(), 1, "{:?}", came.told);
}

#[test]
fn pubtator_s_lists_are_read_paper_by_paper() {
    let file = "12|t|Mira Holt\n12|a|She met Ivo Brandt.\n12\t0\t9\tMira Holt\tPerson\tD01\n12\t18\t28\tIvo Brandt\tPerson\t\n12\tCID\tD01\tD02\n\n13|t|Bridge\n13|a|\n13\t0\t6\tBridge\tGene\t-\n14\t0\t4\tx\tPerson\n";
    for content in [file.to_owned(), file.replace('\n', "\r\n"), format!("\u{feff}{file}")] {
        let came = opened("a.pubtator", &content);
        assert_eq!(came.texts, ["Mira Holt\nShe met Ivo Brandt.", "Bridge"], "{:?}", came.told);
        assert_eq!(marked(&came), ["person Mira Holt", "person Ivo Brandt"], "{:?}", came.told);
        let told = came.told.join("\n");
        for wanted in ["the relation “CID”", "an entry of a database", "“Gene”", "is about “14”"]
        {
            assert!(told.contains(wanted), "{wanted}: {told}");
        }
        assert_eq!(came.told.len(), 4, "{told}");
    }
}

#[test]
fn bioc_is_read_in_xml_and_json_whatever_is_between_its_passages() {
    let mark = |id: &str, at: u32, words: &str, length: usize| {
        format!(
            r#"{{"id":"{id}","infons":{{"type":"Person","identifier":"-"}},"text":"{words}","locations":[{{"offset":{at},"length":{length}}}]}}"#
        )
    };
    let passages = |second: u32| {
        format!(
            r#"[{{"offset":0,"infons":{{"type":"title"}},"text":"Mira Holt","annotations":[{}],"relations":[],"sentences":[]}},{{"offset":{second},"text":"She met Ivo Brandt.","annotations":[{}]}}]"#,
            mark("1", 0, "Mira Holt", 9),
            mark("2", second + 8, "Ivo Brandt", 10)
        )
    };
    let document = |second: u32| {
        format!(
            r#"{{"id":"d","infons":{{}},"passages":{},"relations":[{{"id":"R","infons":{{"type":"knows"}},"nodes":[{{"refid":"1","role":"a"}}]}}]}}"#,
            passages(second)
        )
    };
    let xml = |second: u32| {
        format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE collection SYSTEM "BioC.dtd"><collection><source>x</source><date>1</date><key>k</key><document><id>d</id><passage><infon key="type">title</infon><offset>0</offset><text>Mira Holt</text><annotation id="1"><infon key="type">Person</infon><location offset="0" length="9"/><text>Mira Holt</text></annotation></passage><passage><offset>{second}</offset><sentence><offset>{second}</offset><text>She met Ivo Brandt.</text><annotation id="2"><infon key="type">Person</infon><infon key="identifier">-</infon><location offset="{}" length="10"></location><text>Ivo Brandt</text></annotation></sentence></passage><relation id="R"><infon key="type">knows</infon><node refid="1" role="a"/></relation></document></collection>"#,
            second + 8
        )
    };
    for second in [9, 10, 11, 200] {
        for (name, content) in [
            (
                "a.json",
                format!(
                    r#"{{"source":"x","date":"1","key":"k","infons":{{}},"documents":[{}]}}"#,
                    document(second)
                ),
            ),
            ("a.json", document(second)),
            ("a.json", format!(r#"{{"PubTator3":[{}]}}"#, document(second))),
            ("a.xml", xml(second)),
        ] {
            let came = opened(name, &content);
            assert_eq!(
                came.texts,
                ["Mira Holt\nShe met Ivo Brandt."],
                "{content}: {:?}",
                came.told
            );
            assert_eq!(
                marked(&came),
                ["person Mira Holt", "person Ivo Brandt"],
                "{content}: {:?}",
                came.told
            );
            assert_eq!(came.told.len(), 1, "{:?}", came.told);
            assert!(came.told[0].contains("the relation “knows”"), "{:?}", came.told);
        }
    }
}

#[test]
fn gate_and_naf_are_read_in_xml() {
    let gate = r#"<?xml version='1.0' encoding='UTF-8'?><GateDocument version="3"><GateDocumentFeatures/><TextWithNodes><Node id="0"/>Mira <Node id="5"/>Holt<Node id="9"/> met <Node id="14"/>Ivo Brandt<Node id="24"/>.</TextWithNodes><AnnotationSet><Annotation Id="1" Type="Token" StartNode="0" EndNode="5"/><Annotation Id="2" Type="Person" StartNode="0" EndNode="9"><Feature><Name className="java.lang.String">rule</Name><Value className="java.lang.String">x</Value></Feature></Annotation><Annotation Id="3" Type="Person" StartNode="14" EndNode="24"></Annotation></AnnotationSet><AnnotationSet Name="Original markups"><Annotation Id="9" Type="p" StartNode="0" EndNode="24"/></AnnotationSet></GateDocument>"#;
    names_both("a.xml", gate, &["the feature “rule” of an annotation is not kept here"]);
    let words = r#"<text><wf id="w1" sent="1" offset="0" length="4">Mira</wf><wf id="w2" sent="1" offset="5" length="4">Holt</wf><wf id="w3" sent="1" offset="10" length="3">met</wf><wf id="w4" sent="1" offset="14" length="3">Ivo</wf><wf id="w5" sent="1" offset="18" length="6">Brandt</wf><wf id="w6" sent="1" offset="24" length="1">.</wf></text><terms><term id="t1"><span><target id="w1"/></span></term><term id="t2"><span><target id="w2"/></span></term><term id="t4"><span><target id="w4"/></span></term><term id="t5"><span><target id="w5"/></span></term></terms>"#;
    let entity = |id: &str, of: [&str; 2]| {
        let [one, two] = of;
        format!(
            r#"<entity id="{id}" type="PERSON"><references><span><!--x--><target id="{one}"/><target id="{two}"/></span></references></entity>"#
        )
    };
    let naf = |raw: &str| {
        format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><NAF xml:lang="en" version="v3"><nafHeader/>{raw}{words}<entities>{}{}<entity id="e3" type="ORGANIZATION"><references/></entity></entities><coreferences><coref id="co1"><span><target id="t1"/></span></coref></coreferences></NAF>"#,
            entity("e1", ["t1", "t2"]),
            entity("e2", ["w4", "w5"])
        )
    };
    let coref = "“coref” of this file has no place here";
    let nowhere = "ORGANIZATION: it names no words of the text; left out";
    names_both("a.naf", &naf(&format!("<raw><![CDATA[{TEXT}]]></raw>")), &[coref, nowhere]);
    names_both("a.xml", &naf(""), &[coref, nowhere, "has words but no text"]);
}

#[test]
fn a_project_of_coded_texts_is_read_with_the_texts_beside_it() {
    let selection = |start: u32, end: u32, codes: &[&str], note: &str| {
        let codes = codes
            .iter()
            .map(|code| format!(r#"<Coding guid="x"><CodeRef targetGUID="{code}"/></Coding>"#));
        let note = if note.is_empty() {
            String::new()
        } else {
            format!("<Description>{note}</Description>")
        };
        format!(
            r#"<PlainTextSelection guid="s" name="" startPosition="{start}" endPosition="{end}">{note}{}</PlainTextSelection>"#,
            codes.collect::<String>()
        )
    };
    let marks = [
        selection(0, 9, &["p"], "the mayor"),
        selection(14, 24, &["p", "t"], ""),
        selection(10, 24, &["f"], ""),
        selection(10, 13, &[], ""),
    ];
    let project = |source: &str| {
        format!(
            r#"<?xml version="1.0" encoding="utf-8"?><Project name="x" xmlns="urn:QDA-XML:project:1.0"><CodeBook><Codes><Code guid="p" name="Person" isCodable="true"/><Code guid="c" name="Claim"><Description>x</Description><Code guid="f" name="figure"/></Code><Code guid="t" name="Tone"/></Codes></CodeBook><Sources><TextSource guid="1" name="One" richTextPath="internal://a1.docx" {source}{}<Coding guid="y"><CodeRef targetGUID="t"/></Coding></TextSource></Sources></Project>"#,
            marks.concat()
        )
    };
    let beside = project(r#"plainTextPath="internal://a1.txt">"#);
    let inside = project(&format!("><PlainTextContent>{TEXT}</PlainTextContent>"));
    let files = |names: [&str; 2]| {
        vec![
            File::new(names[0], beside.clone()),
            File::new(names[1], TEXT),
            File::new("sources/a1.docx", "PK"),
        ]
    };
    for files in [
        files(["project.qde", "sources/a1.txt"]),
        files(["x/project.qde", "x/Sources/a1.txt"]),
        vec![File::new("project.qde", inside)],
    ] {
        let came = dropped(files, None);
        assert_eq!(came.texts, [TEXT], "{:?}", came.told);
        assert_eq!(
            marked(&came),
            ["person Mira Holt", "claim met Ivo Brandt", "person Ivo Brandt"],
            "{:?}",
            came.told
        );
        assert_eq!(came.notes(), ["the mayor", "", ""]);
        let label = came.sets[0].iter().nth(1).unwrap().label.clone();
        assert_eq!(label.as_deref(), Some("figure"));
        let told = came.told.join("\n");
        for wanted in
            ["a passage has no code", "the code “Tone” is about the whole text", "the label “Tone”"]
        {
            assert!(told.contains(wanted), "{wanted}: {told}");
        }
        assert_eq!(came.told.len(), 3, "{told}");
    }
    let alone = dropped(vec![File::new("project.qde", beside)], None);
    assert!(alone.texts.is_empty(), "{:?}", alone.texts);
    assert!(alone.told[0].contains("the text of “One” is not in this project"), "{:?}", alone.told);
}

#[test]
fn what_a_project_has_beside_its_texts_is_counted_and_marks_nothing_in_them() {
    let selection = r#"<PlainTextSelection guid="s" startPosition="0" endPosition="3"><Description>no</Description><Coding><CodeRef targetGUID="p"/></Coding></PlainTextSelection>"#;
    let coding = r#"<Coding><CodeRef targetGUID="p"/></Coding>"#;
    let source = r#"<TextSource guid="1" name="One"><PlainTextContent>Mira Holt met Ivo Brandt.</PlainTextContent><PlainTextSelection startPosition="0" endPosition="9"><Description>the mayor</Description><Coding><CodeRef targetGUID="p"/></Coding></PlainTextSelection></TextSource>"#;
    let pdf = format!(
        r#"<PDFSource guid="2" name="Two"><PDFSelection page="1"><Representation plainTextPath="internal://other.txt">{selection}</Representation>{coding}</PDFSelection><Representation guid="r"><PlainTextContent>Rik Aalto left.</PlainTextContent><PlainTextSelection startPosition="0" endPosition="9">{coding}</PlainTextSelection></Representation>{coding}</PDFSource>"#
    );
    let others = format!(
        r#"<PictureSource guid="3"><TextDescription>{selection}</TextDescription><PictureSelection firstX="0">{coding}</PictureSelection>{coding}</PictureSource><AudioSource guid="4"><Transcript plainTextPath="internal://x.txt"><TranscriptSelection begin="0">{coding}</TranscriptSelection></Transcript></AudioSource><VideoSource guid="5"/>"#
    );
    let project = format!(
        r#"<?xml version="1.0" encoding="utf-8"?><Project name="x" xmlns="urn:QDA-XML:project:1.0"><CodeBook><Codes><Code guid="p" name="Person"/></Codes></CodeBook><Sources>{source}{pdf}{others}</Sources><Notes><Note guid="6" name="m"><PlainTextContent>My memo.</PlainTextContent>{selection}</Note></Notes></Project>"#
    );
    let came = opened("project.qde", &project);
    assert_eq!(came.texts, [TEXT, "Rik Aalto left."], "{:?}", came.told);
    assert_eq!(marked(&came), ["person Mira Holt", "person Rik Aalto"], "{:?}", came.told);
    assert_eq!(came.notes(), ["the mayor", ""]);
    let told = came.told.join("\n");
    for wanted in [
        "a source is a picture or a recording (3 times); left out",
        "a passage is in a memo, a picture or a recording (4 times); left out",
        "a memo has no place here; left out",
        "the code “Person” is about the whole text; left out",
        "a passage is not a place in plain text; left out",
    ] {
        assert!(told.contains(wanted), "{wanted}: {told}");
    }
    assert_eq!(came.told.len(), 5, "{told}");
}
