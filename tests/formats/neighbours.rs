//! What programs write that is close to what others write: spans beside a text under other names, annotations one
//! to a line, Web Annotations in earlier words, Recogito's table. The words they mean are marked.

use article_annotator::formats::File;

use crate::cases::{Came, FIRST, dropped};
use crate::records::{marked, names_both};

const TEXT: &str = "Mira Holt met Ivo Brandt.";

fn about(name: &str, content: impl Into<Vec<u8>>) -> Came {
    dropped(vec![File::new(name, content.into())], Some(FIRST))
}

#[test]
fn spans_beside_a_text_are_read_whatever_their_program_calls_them() {
    let lists = r#"["PERSON",0,9],["PERSON",14,24]"#;
    let objects = r#"{"start":0,"end":9,"tag":"PERSON","value":"Mira Holt"},{"start":14,"end":24,"tag":"PERSON"}"#;
    for (content, told) in [
        // Rubrix, whose words are no text of their own.
        (
            format!(
                r#"{{"text":"{TEXT}","tokens":["Mira","Holt"],"prediction":[["PERSON",14,24,0.9]],"annotation":[{lists}],"status":"Validated"}}"#
            ),
            &["a model predicted was not decided by a person; left out"][..],
        ),
        (
            format!(
                r#"{{"text":"{TEXT}","prediction":null,"annotation":[{{"label":"PERSON","start":0,"end":9}},{{"label":"PERSON","start":14,"end":24}}]}}"#
            ),
            &[],
        ),
        // LightTag, whole and a part of it.
        (
            format!(
                r#"{{"examples":[{{"example_id":"x","content":"{TEXT}","annotations":[{objects}]}}]}}"#
            ),
            &[],
        ),
        (format!(r#"[{{"content":"{TEXT}","annotations":[{objects}]}}]"#), &[]),
        // Flair
        (
            format!(
                r#"{{"text":"{TEXT}","labels":[],"entities":[{{"text":"Mira Holt","start_pos":0,"end_pos":9,"labels":[{{"value":"PER","confidence":0.9}}]}},{{"start_pos":14,"end_pos":24,"labels":["PER"]}}]}}"#
            ),
            &[],
        ),
        // UBIAI
        (
            format!(
                r#"[{{"documentName":"a","document":"{TEXT}","tokens":[],"annotations":[{{"start":0,"end":9,"label":"PERSON","text":"Mira Holt"}},{{"start":14,"end":24,"label":"PERSON","text":"Ivo Brandt"}}]}}]"#
            ),
            &[],
        ),
        // Dataturks
        (
            format!(
                r#"{{"content":"{TEXT}","annotation":[{{"label":["PERSON"],"points":[{{"start":0,"end":8,"text":"Mira Holt"}}]}},{{"label":["PERSON"],"points":[{{"start":14,"end":23,"text":"Ivo Brandt"}}]}}],"extras":null}}"#
            ),
            &[],
        ),
        // Corpora made for spaCy.
        (
            format!(
                r#"{{"annotations":[{{"content":"{TEXT}","entities":[[0,9,"PERSON"],[14,24,"PERSON"]]}}]}}"#
            ),
            &[],
        ),
        // Training data as Python prints it.
        (format!("[('{TEXT}', {{'entities': [(0, 9, 'PERSON'), (14, 24, 'PERSON')]}})]"), &[]),
        // What Hugging Face's pipelines give, and offsets with lengths.
        (
            format!(
                r#"{{"text":"{TEXT}","entities":[{{"entity_group":"PER","score":0.9,"word":"mira holt","start":0,"end":9}},{{"category":"Person","offset":14,"length":10}}]}}"#
            ),
            &[],
        ),
    ] {
        for name in ["a.json", "pasted.txt"] {
            names_both(name, &content, told);
        }
    }
    let words = format!(
        r#"{{"tokens":["Mira","Holt","met","Ivo","Brandt","."],"tags":["B-PER","I-PER","O","B-PER","I-PER","O"],"text":"{TEXT}"}}"#
    );
    names_both("a.jsonl", &words, &[]);
}

#[test]
fn words_without_tags_are_no_text_where_there_is_one() {
    let file = format!(
        r#"{{"text":"{TEXT}","tokens":["Mira","Holt","met"],"ents":[{{"start":0,"end":9,"label":"PERSON"}},{{"start":14,"end":24,"label":"PERSON"}}]}}"#
    );
    names_both("a.json", &file, &[]);
}

#[test]
fn a_list_of_offsets_as_text_and_further_labels_are_read_or_counted() {
    let texts = format!(r#"{{"text":"{TEXT}","label":[["0","9","PERSON"],["14","24","PERSON"]]}}"#);
    names_both("a.jsonl", &texts, &[]);
    let both = format!(
        r#"{{"text":"{TEXT}","labels":[],"entities":[{{"start_pos":0,"end_pos":9,"labels":[{{"value":"PER"}},{{"value":"ORG"}}]}},{{"start_pos":14,"end_pos":24,"labels":["PER"]}}]}}"#
    );
    names_both("a.json", &both, &["a further label of a span"]);
}

#[test]
fn marks_of_label_studio_are_about_the_text_that_they_name_and_no_choice_or_list_beside_it() {
    let mark = |to: &str, start: u32, end: u32| {
        format!(
            r#"{{"id":"m{start}","from_name":"l","to_name":"{to}","type":"labels","value":{{"start":{start},"end":{end},"labels":["PERSON"]}}}}"#
        )
    };
    let choice = r#"{"id":"c","from_name":"s","to_name":"title","type":"choices","value":{"choices":["Loud"]}}"#;
    let task = format!(
        r#"[{{"id":1,"data":{{"title":"Bridge closed in May for good","text":"{TEXT}"}},"annotations":[{{"result":[{choice},{},{}]}}]}}]"#,
        mark("text", 0, 9),
        mark("text", 14, 24),
    );
    let came = dropped(vec![File::new("a.json", task)], None);
    assert_eq!(
        (came.texts.clone(), marked(&came)),
        (
            vec![TEXT.to_owned()],
            vec!["person Mira Holt".to_owned(), "person Ivo Brandt".to_owned()]
        ),
        "{:?}",
        came.told
    );
    let turns = r#"[{"id":1,"data":{"participants":[{"name":"Ann","role":"host"}],"dialogue":[{"author":null,"text":"Good."},{"author":"Ann","text":"Mira Holt met Ivo"}]},"annotations":[{"result":[{"id":"a","from_name":"l","to_name":"dialogue","type":"paragraphlabels","value":{"start":"1","end":"1","startOffset":0,"endOffset":9,"paragraphlabels":["PERSON"]}}]}]}]"#;
    let came = dropped(vec![File::new("a.json", turns)], None);
    assert_eq!(
        (came.texts.clone(), marked(&came)),
        (vec!["Good.\nAnn: Mira Holt met Ivo".to_owned()], vec!["person Mira Holt".to_owned()]),
        "{:?}",
        came.told
    );
}

#[test]
fn a_position_in_an_earlier_state_of_a_page_is_not_marked_in_earlier_words_either() {
    let content = r#"{"@context":"http://www.w3.org/ns/oa-context-20130208.json","@type":"oa:Annotation","oa:hasBody":{"@type":"cnt:ContentAsText","cnt:chars":"PERSON"},"oa:hasTarget":{"oa:hasState":{"@type":"oa:TimeState","oa:when":"2012-06-01T01:02:03Z"},"oa:hasSelector":{"@type":"oa:TextPositionSelector","oa:start":0,"oa:end":9}}}"#;
    let came = about("a.jsonld", content);
    assert_eq!(marked(&came), Vec::<String>::new());
    assert!(!came.told.is_empty());
}

#[test]
fn annotations_one_to_a_line_are_all_read() {
    let row = |id: &str, words: &str| {
        format!(
            r#"{{"id":"{id}","uri":"https://n.example/a","user":"acct:a@h","tags":["person"],"target":[{{"source":"https://n.example/a","selector":[{{"type":"TextQuoteSelector","exact":"{words}"}}]}}]}}"#
        )
    };
    let lines = format!("{}\n{}\n", row("a", "Ivo Brandt"), row("b", "Zoë"));
    let came = about("h.jsonl", lines);
    assert_eq!(marked(&came), ["person Ivo Brandt", "person Zoë"], "{:?}", came.told);
    let one = |words: &str| {
        format!(
            r#"{{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation","body":{{"purpose":"tagging","value":"person"}},"target":{{"selector":{{"type":"TextQuoteSelector","exact":"{words}"}}}}}}"#
        )
    };
    let came = about("w.jsonl", format!("{}\n{}\n", one("Ivo Brandt"), one("Zoë")));
    assert_eq!(marked(&came), ["person Ivo Brandt", "person Zoë"], "{:?}", came.told);
}

#[test]
fn web_annotations_are_read_in_the_words_of_before_and_written_out() {
    let oa = "http://www.w3.org/ns/oa#";
    for file in [
        r#"{"@context":"http://www.w3.org/ns/oa-context-20130208.json","@id":"urn:1","@type":"oa:Annotation","hasBody":{"@type":["oa:Tag","cnt:ContentAsText"],"chars":"Person"},"hasTarget":{"@type":"oa:SpecificResource","hasSource":"http://e.example/p","hasSelector":{"@type":"oa:TextQuoteSelector","exact":"Ivo Brandt"}}}"#.to_owned(),
        r#"{"@context":{"oa":"http://www.w3.org/ns/oa#"},"@id":"urn:1","@type":"oa:Annotation","oa:hasBody":{"@type":"oa:TextualBody","rdf:value":"Person","oa:hasPurpose":{"@id":"oa:tagging"}},"oa:hasTarget":{"oa:hasSelector":{"@type":"oa:TextQuoteSelector","oa:exact":"Ivo Brandt","oa:prefix":"met "}}}"#.to_owned(),
        format!(
            r#"[{{"@id":"urn:1","@type":["{oa}Annotation"],"{oa}hasTarget":[{{"{oa}hasSelector":[{{"@type":["{oa}TextQuoteSelector"],"{oa}exact":[{{"@value":"Ivo Brandt"}}]}}]}}],"{oa}hasBody":[{{"{oa}hasPurpose":[{{"@id":"{oa}tagging"}}],"http://www.w3.org/1999/02/22-rdf-syntax-ns#value":[{{"@value":"Person"}}]}}]}}]"#
        ),
        // Nodes that refer to each other, in any order.
        r#"{"@context":"http://www.w3.org/ns/oa.jsonld","@graph":[{"@id":"_:s","@type":"oa:TextQuoteSelector","oa:exact":"Ivo Brandt"},{"@id":"urn:1","@type":"oa:Annotation","oa:hasBody":[{"@id":"_:b"}],"oa:hasTarget":{"@id":"_:t"}},{"@id":"_:t","oa:hasSource":{"@id":"http://e.example/p"},"oa:hasSelector":{"@id":"_:s"}},{"@id":"_:b","rdf:value":"Person","oa:hasPurpose":{"@id":"oa:tagging"}}]}"#.to_owned(),
    ] {
        let came = about("o.jsonld", &*file);
        assert_eq!(marked(&came), ["person Ivo Brandt"], "{file}: {:?}", came.told);
        assert_eq!(came.told, [""; 0], "{file}");
    }
    // Nodes that refer to themselves end somewhere.
    let many = r#"{"@id":"_:a"},"#.repeat(9);
    let file = format!(
        r#"{{"@graph":[{{"@id":"_:a","@type":"oa:Annotation","oa:hasTarget":[{many}{{"@id":"_:a"}}],"oa:hasBody":[{many}{{"@id":"_:a"}}]}}]}}"#
    );
    let came = about("o.jsonld", file);
    assert_eq!((marked(&came).len(), came.told.len()), (0, 1), "{:?}", came.told);
}

#[test]
fn the_table_of_recogito_is_read_by_its_quotations_and_anchors() {
    let head = "UUID,FILE,QUOTE_TRANSCRIPTION,ANCHOR,TYPE,URI,VOCAB_LABEL,VOCAB_TEMPORAL_BOUNDS,LAT,LNG,PLACE_TYPE,VERIFICATION_STATUS,TAGS,COMMENTS";
    let rows = [
        "a,a.txt,Ivo Brandt,char-offset:14,PERSON,,,,,,,,architect|Lund,hello",
        "b,a.txt,Mira Holt,char-offset:135,PERSON,,,,,,,,,",
        "c,a.txt,town hall,char-offset:32,PLACE,http://g.example/1,,,55,13,,VERIFIED,,",
    ];
    let came = about("r.csv", format!("{head}\r\n{}\r\n", rows.join("\r\n")));
    let places: Vec<_> = came.annotations().into_iter().map(|(_, words, at)| (words, at)).collect();
    assert_eq!(places, [("Ivo Brandt".to_owned(), 14), ("Mira Holt".to_owned(), 135)]);
    let first = came.sets[0].iter().next().unwrap();
    assert_eq!((first.note.as_str(), &*first.tags.join(" ")), ("hello", "architect Lund"));
    assert!(came.told.iter().any(|line| line.contains("the label “PLACE”")), "{:?}", came.told);
}

/// A Web Annotation of today, of “Ivo Brandt”, with this before, in and behind it.
fn of_ivo(before: &str, annotation: &str, behind: &str) -> String {
    let context = r#""@context":"http://www.w3.org/ns/anno.jsonld""#;
    format!(r#"{before}{{{context},"id":"x:1",{annotation}}}{behind}"#)
}

#[test]
fn nodes_of_a_graph_in_words_of_today_that_refer_to_each_other_are_read_together() {
    let (body, quote) = (
        r#""type":"TextualBody","value":"PERSON","purpose":"classifying""#,
        r#""type":"TextQuoteSelector","exact":"Ivo Brandt""#,
    );
    let apart = format!(
        r#",{{"id":"_:b1",{body}}},{{"id":"_:b2","source":"http://e.org/a","selector":"_:b3"}},{{"id":"_:b3",{quote}}}"#
    );
    let referring = r#""type":"Annotation","body":"_:b1","target":"_:b2""#;
    let named = apart.replace("_:b", "http://e.org/n");
    for file in [
        of_ivo("[", referring, &format!("{apart}]")),
        of_ivo(r#"{"@graph":["#, referring, &format!("{apart}]}}")),
        of_ivo(
            r#"{"@graph":["#,
            &referring.replace("_:b", "http://e.org/n"),
            &format!("{named}]}}"),
        ),
        of_ivo(
            r#"{"@graph":["#,
            &format!(
                r#""type":"Annotation","body":"_:b1","target":{{"source":"http://e.org/a","selector":{{{quote}}}}}"#
            ),
            &format!(r#",{{"id":"_:b1",{body}}}]}}"#),
        ),
    ] {
        let came = about("a.jsonld", file.clone());
        assert_eq!(marked(&came), ["person Ivo Brandt"], "{file}: {:?}", came.told);
        assert_eq!(came.told, [""; 0], "{file}");
    }
    // One to a line.
    let one = |name: &str| {
        let whole = format!(
            r#""type":"Annotation","body":{{"id":"_:b1",{body}}},"target":{{"source":"http://e.org/a","selector":{{{quote}}}}}"#
        );
        of_ivo("", &whole, "\n").replace("x:1", name)
    };
    let came = about("a.jsonld", one("x:1") + &one("x:2").replace("Ivo Brandt", "town hall"));
    assert_eq!(marked(&came), ["person Ivo Brandt", "person town hall"], "{:?}", came.told);
}

#[test]
fn purposes_and_types_of_web_annotations_may_have_the_name_of_their_vocabulary() {
    for oa in ["", "oa:", "http://www.w3.org/ns/oa#"] {
        let target = format!(
            r#""target":{{"source":"http://e.org/a","selector":{{"type":"{oa}TextQuoteSelector","exact":"Ivo Brandt"}}}}"#
        );
        for body in [
            format!(r#""body":{{"type":"TextualBody","value":"person","purpose":"{oa}tagging"}}"#),
            format!(r#""motivation":"{oa}tagging","bodyValue":"person""#),
        ] {
            let file = of_ivo("", &format!(r#""type":"Annotation",{body},{target}"#), "");
            let came = about("a.jsonld", file.clone());
            assert_eq!(marked(&came), ["person Ivo Brandt"], "{file}: {:?}", came.told);
            assert_eq!(came.told, [""; 0], "{file}");
        }
    }
}

#[test]
fn lists_of_json_that_follow_each_other_are_all_read() {
    let one = r#"{"text":"Mira left","label":[[0,4,"PERSON"]]}"#;
    let other = r#"{"text":"Ivo came","label":[[0,3,"PERSON"]]}"#;
    for (file, people, told) in [
        (format!("[{one}]\n[{other}]\n"), &["person Mira", "person Ivo"][..], None),
        (format!("[{one}]\n{other}\n"), &["person Mira", "person Ivo"], None),
        (format!("[\n {one}\n]\n[\n {other}\n]\n"), &["person Mira", "person Ivo"], None),
        (format!("[{one}][{other}]"), &["person Mira", "person Ivo"], None),
        (
            format!("[{one}]\n<!-- end -->"),
            &["person Mira"],
            Some("Line 2, column 1: this line is not JSON (expected value); left out"),
        ),
    ] {
        let came = about("a.json", file.clone());
        assert_eq!(marked(&came), people, "{file}: {:?}", came.told);
        assert_eq!(came.told.first().map(String::as_str), told, "{file}");
    }
}

#[test]
fn a_line_end_as_a_word_does_not_cost_a_file_of_conll_u() {
    let rows = "1\tMira\tMira\tPROPN\tNNP\t_\t0\troot\t_\tNER=B-PER\n2\tleft\tleave\tVERB\tVBD\t_\t1\tx\t_\tNER=O|SpaceAfter=No\n3\t\n\t\n\tSPACE\t_SP\t_\t2\t\t_\tSpaceAfter=No\n\n1\tIvo\tIvo\tPROPN\tNNP\t_\t0\troot\t_\tNER=B-PER\n";
    let came = dropped(vec![File::new("a.conllu", rows)], None);
    assert_eq!(marked(&came), ["person Mira", "person Ivo"], "{:?}", came.told);
    assert_eq!(came.texts, ["Mira left\nIvo"]);
    let told = |line: u32| format!("Line {line}, column 1: a row without a word; left out");
    assert_eq!(came.told.iter().filter(|it| **it == told(3) || **it == told(5)).count(), 2);
}

#[test]
fn words_of_spacy_with_their_blanks_are_joined_as_they_were_and_categories_are_told() {
    let token = |word: &str, space: &str, tag: &str| {
        format!(r#"{{"orth":"{word}","space":"{space}","ner":"{tag}"}}"#)
    };
    let tokens = [
        token("Ivo", "", "U-PERSON"),
        token("'s", " ", "O"),
        token("bridge", "", "O"),
        token(".", "", "O"),
    ];
    let cats = r#""cats":[{"label":"A","value":1.0},{"label":"B","value":0.0},{"label":"C"}]"#;
    let told =
        ["A", "C"].map(|it| format!("the category “{it}” is about the whole text; left out"));
    let file = format!(
        r#"[{{"id":0,"paragraphs":[{{"raw":null,"sentences":[{{"tokens":[{}]}}],{cats}}}]}}]"#,
        tokens.join(",")
    );
    let came = dropped(vec![File::new("a.json", file)], None);
    assert_eq!(
        (came.texts[0].as_str(), &*marked(&came)),
        ("Ivo's bridge.", &["person Ivo".to_owned()][..])
    );
    assert!(told.iter().all(|it| came.told.contains(it)), "{:?}", came.told);
    // Without words.
    let file = format!(
        r#"[{{"id":0,"paragraphs":[{{"raw":"Ivo left.","entities":[[0,3,"PERSON"]],"sentences":[],{cats}}}]}}]"#
    );
    let came = dropped(vec![File::new("a.json", file)], None);
    assert_eq!((marked(&came), &*came.told), (vec!["person Ivo".to_owned()], &told[..]));
    // A data set with the whole text beside its words.
    let file = r#"[{"full_text":"Mira Holt left.\n\nYes","tokens":["Mira","Holt","left",".","\n\n","Yes"],"labels":["B-PERSON","I-PERSON","O","O","O","O"]}]"#;
    let came = dropped(vec![File::new("a.json", file)], None);
    assert_eq!((came.texts[0].as_str(), came.told.len()), ("Mira Holt left.\n\nYes", 0));
}

#[test]
fn words_that_a_span_is_called_by_tell_how_its_file_counts() {
    let text = "👍 记者李明说";
    for span in [
        r#"{"entity_group":"PERSON","score":0.9,"word":"李明","start":4,"end":6}"#,
        r#"{"label":"PERSON","value":"李明","start":4,"end":6}"#,
    ] {
        let file = format!(r#"[{{"text":"{text}","entities":[{span}]}}]"#);
        let came = dropped(vec![File::new("a.json", file)], Some(text));
        let marked: Vec<_> = came.annotations().into_iter().map(|(_, words, _)| words).collect();
        assert_eq!(marked, ["李明"], "{span}: {:?}", came.told);
    }
}

/// A file of brat about a text that ends with a line end.
fn brat(lines: &str) -> Came {
    let text = File::new("a.txt", "Mira Holt met Ivo Brandt.\n");
    dropped(vec![text, File::new("a.ann", lines)], None)
}

#[test]
fn a_span_of_brat_that_ends_behind_the_text_covers_its_words() {
    let came = brat("T1\tPerson 14 99\tIvo Brandt.\n");
    let marked: Vec<_> = came.annotations().into_iter().map(|(_, words, _)| words).collect();
    assert_eq!(marked, ["Ivo Brandt."]);
}
