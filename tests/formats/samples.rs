//! Files of other programs: each is read, and what cannot be read is named.

use std::rc::Rc;

use article_annotator::formats::recognise::recognise;
use article_annotator::formats::{File, Imported};
use article_annotator::model::{AnnotationSet, Article, Detail};

use crate::desk::{format, read};
use crate::notation::written;
use crate::vector;

/// What is read from a file of this name, in the format it is recognised as.
#[track_caller]
fn reads(id: &str, name: &str, content: &str) -> Imported {
    let file = File::new(name, content);
    assert_eq!(recognise(&file).map(|format| format.id), Some(id), "{content}");
    read(format(id), &[file], Some(&article()))
}

fn article() -> Rc<Article> {
    Rc::new(Article::new(None, vector::TEXT).unwrap())
}

/// What is read, in notation, and the problems in words.
#[track_caller]
fn check(id: &str, name: &str, content: &str, wanted: &str, problems: &[&str]) -> Imported {
    let imported = reads(id, name, content);
    let told: Vec<_> = imported.problems.iter().map(ToString::to_string).collect();
    assert_eq!(written(&imported.documents[0]), wanted);
    assert_eq!(told, problems);
    imported
}

const QUOTE: &str = "😀 Ana Ruiz said: [quote:“Jobs doubled.”] She left.\n";
const BOTH: &str = "😀 [person:Ana Ruiz] said: [quote:“Jobs doubled.”] She left.\n";

#[test]
fn a_web_annotation_alone() {
    let sample = r#"{"@context":"http://www.w3.org/ns/anno.jsonld","id":"urn:uuid:0b0c2ae8-0f44-4d8d-8b1d-7f3b7e7c1a11","type":"Annotation","motivation":"classifying",
 "creator":{"type":"Person","name":"A"},"created":"2026-01-01T00:00:00Z","modified":"2026-01-01T00:00:00Z",
 "body":[{"type":"TextualBody","value":"QUOTE","purpose":"classifying"},{"type":"TextualBody","value":"note","format":"text/plain","purpose":"commenting"}],
 "target":{"source":"https://example.org/article","selector":[
  {"type":"TextQuoteSelector","prefix":" Ana Ruiz said: ","exact":"“Jobs doubled.”","suffix":" She left.\n"},
  {"type":"TextPositionSelector","start":17,"end":32}]}}"#;
    let imported = check("w3c", "a.jsonld", sample, QUOTE, &[]);
    let one = imported.documents[0].iter().next().unwrap().clone();
    assert_eq!((one.note.as_str(), one.creator.as_deref()), ("note", Some("A")));
    assert_eq!(&*one.id.0, "0b0c2ae8-0f44-4d8d-8b1d-7f3b7e7c1a11");
}

#[test]
fn a_position_in_another_unit_is_read_in_that_unit_if_its_words_are_there_and_told() {
    let sample = r#"[{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation","body":{"value":"QUOTE","purpose":"tagging"},
 "target":{"source":"x","selector":[{"type":"TextQuoteSelector","exact":"“Jobs doubled.”"},{"type":"TextPositionSelector","start":18,"end":33}]}}]"#;
    check(
        "w3c",
        "a.json",
        sample,
        QUOTE,
        &["this file counts UTF-16 code units, not Unicode code points; read that way"],
    );
}

#[test]
fn a_collection_is_read_whole_or_where_it_breaks_off_not_at_all() {
    let one = |id: &str, from: usize, to: usize, label: &str| {
        format!(
            r#"{{"id":"urn:uuid:{id}","type":"Annotation","body":{{"value":"{label}","purpose":"classifying"}},
 "target":{{"source":"x","selector":{{"type":"TextPositionSelector","start":{from},"end":{to}}}}}}}"#
        )
    };
    let (quote, person) = (one("q", 17, 32, "QUOTE"), one("p", 2, 10, "PERSON"));
    let context = r#""@context":"http://www.w3.org/ns/anno.jsonld""#;
    let whole = format!(
        r#"{{{context},"id":"urn:x-article-annotator:collection:another","total":2,"first":{{"startIndex":0,"items":[{quote},{person},null,[],7]}},"last":"x"}}"#
    );
    let told = "the text is not the one this file was made for (its SHA-256 differs); only spans whose words were found were read";
    check("w3c", "a.jsonld", &whole, BOTH, &[told]);
    for shape in [
        format!(r#"{{{context},"items":[{quote},{person}]}}"#),
        format!(r#"{{{context},"first":[{{"items":[{quote}]}},{{"items":{person}}}]}}"#),
        format!(r#"{{{context},"first":{{"items":{{"items":[[{quote}],{person}]}}}}}}"#),
    ] {
        check("w3c", "a.jsonld", &shape, BOTH, &[]);
    }
    for end in [whole.len() - 1, whole.find("null").unwrap(), whole.find(r#","last""#).unwrap()] {
        let imported = reads("w3c", "a.jsonld", &whole[..end]);
        assert!(imported.documents.iter().all(AnnotationSet::is_empty), "{end}");
        assert_eq!(imported.problems.len(), 1, "{end}");
        assert!(imported.problems[0].message.starts_with("this is not JSON"), "{end}");
    }
}

#[test]
fn hypothesis_as_its_client_exports_and_as_its_api_answers() {
    let row = r#"{"id":"x1","created":"2026-01-01T00:00:00Z","updated":"2026-01-02T00:00:00Z","user":"acct:a@hypothes.is","uri":"https://example.org/article","text":"markdown note","tags":["QUOTE","later"],"group":"__world__",
 "permissions":{"read":["group:__world__"],"update":["acct:.."],"delete":["acct:.."]},"document":{"title":["T"]},"references":[],
 "target":[{"source":"https://example.org/article","selector":[{"type":"RangeSelector","startContainer":"/p[1]","startOffset":18,"endContainer":"/p[1]","endOffset":33},
 {"type":"TextPositionSelector","start":18,"end":33},{"type":"TextQuoteSelector","exact":"“Jobs doubled.”","prefix":"😀 Ana Ruiz said: ","suffix":" She left.\n"}]}]}"#;
    let export = format!(
        r#"{{"export_date":"2026-01-01","export_userid":"a","client_version":"1","annotations":[{row}]}}"#
    );
    let answer = format!(r#"{{"total":1,"rows":[{row}]}}"#);
    for file in [export, answer, format!("[{row}]")] {
        let imported = check("hypothesis", "h.json", &file, QUOTE, &[]);
        let one = imported.documents[0].iter().next().unwrap().clone();
        assert_eq!(
            (one.note.as_str(), one.tags.as_slice()),
            ("markdown note", &["later".to_owned()][..])
        );
        assert_eq!(one.creator.as_deref(), Some("a@hypothes.is"));
    }
    // Who wrote was taken out before it was shared, and notes on the page and replies stand first.
    let named = row.replace(r#""user":"acct:a@hypothes.is","#, "");
    let bare = r#"{"id":"n","uri":"https://example.org/article","text":"a note","tags":[],"target":[{"source":"https://example.org/article"}]}"#;
    let imported = check(
        "hypothesis",
        "h.json",
        &format!(r#"{{"rows":[{bare},{named}]}}"#),
        QUOTE,
        &["annotation n: it is about the whole page or replies to another annotation; left out"],
    );
    assert_eq!(imported.documents[0].iter().next().unwrap().creator, None);
}

#[test]
fn label_studio_with_a_relation() {
    let sample = r#"[{"id":1,"data":{"text":"😀 Ana Ruiz said: “Jobs doubled.” She left.\n"},"annotations":[{"result":[
 {"id":"q1","from_name":"label","to_name":"text","type":"labels","origin":"manual","value":{"start":17,"end":32,"text":"“Jobs doubled.”","labels":["QUOTE"]},"meta":{"text":["note"]}},
 {"id":"p1","from_name":"label","to_name":"text","type":"labels","value":{"start":2,"end":10,"text":"Ana Ruiz","labels":["PERSON"]}},
 {"from_id":"q1","to_id":"p1","type":"relation","direction":"right","labels":["speaker"]}]}],"predictions":[]}]"#;
    let imported = check("label-studio", "ls.json", sample, BOTH, &[]);
    let set = &imported.documents[0];
    let quote = set.get(&"q1".into()).unwrap();
    let Detail::Quote { speaker: Some(speaker), .. } = &quote.detail else { panic!("a speaker") };
    assert_eq!(
        (set.actor(speaker).unwrap().name.as_str(), quote.note.as_str()),
        ("Ana Ruiz", "note")
    );
}

#[test]
fn label_studio_of_before_2021_counted_utf_16_and_that_is_told() {
    let sample = r#"[{"data":{"text":"😀 Ana Ruiz said: “Jobs doubled.” She left.\n"},"completions":[{"result":[
 {"id":"q1","type":"labels","value":{"start":18,"end":33,"text":"“Jobs doubled.”","labels":["QUOTE"]}}]}]}]"#;
    check(
        "label-studio",
        "ls.json",
        sample,
        QUOTE,
        &["this file counts UTF-16 code units, not Unicode code points; read that way"],
    );
}

#[test]
fn doccano_in_both_shapes() {
    let text = r#""text":"😀 Ana Ruiz said: “Jobs doubled.” She left.\n""#;
    let spans =
        format!(r#"{{"id":1,{text},"label":[[18,33,"QUOTE"],[3,11,"PERSON"]],"Comments":[]}}"#);
    check("doccano", "d.jsonl", &spans, BOTH, &[]);
    let relations = format!(
        r#"{{"id":1,{text},"entities":[{{"id":0,"start_offset":18,"end_offset":33,"label":"QUOTE"}},{{"id":1,"start_offset":3,"end_offset":11,"label":"PERSON"}}],"relations":[{{"id":0,"from_id":0,"to_id":1,"type":"speaker"}}]}}"#
    );
    let imported = check("doccano", "d.jsonl", &relations, BOTH, &[]);
    assert!(imported.documents[0].iter().all(|one| one.actor().is_some()));
}

#[test]
fn a_damaged_line_costs_no_other() {
    let good = r#"{"text":"Ana left","label":[[0,3,"PERSON"]]}"#;
    let imported = reads("doccano", "d.jsonl", &format!("{good}\n{{\"text\": oops}}\n{good}\n"));
    assert_eq!(imported.documents.len(), 2);
    let told = imported.problems[0].to_string();
    assert!(told.starts_with("Line 2, column 10: this line is not JSON"), "{told}");
}

#[test]
fn brat_with_fragments_notes_and_references() {
    let ann = "T1\tQuote 17 32\t“Jobs doubled.”\nT2\tPerson 2 10\tAna Ruiz\nT3\tPerson 2 5;33 36\tAna She\n\
        R1\tSpeaker Arg1:T1 Arg2:T2\t\nA1\tVerdict T1 False\nN1\tReference T2 Wikidata:Q42\tAna Ruiz\n\
        #1\tAnnotatorNotes T1\tone-line note\n*\tEquiv T2 T3\nE1\tAttribution:T4 Content:T1 Source:T2\n";
    let files = [File::new("a.ann", ann), File::new("a.txt", vector::TEXT)];
    let imported = read(format("brat"), &files, None);
    let set = &imported.documents[0];
    assert_eq!(set.len(), 3);
    assert!(set.iter().any(|one| one.spans.len() == 2), "the fragments are one mention");
    let quote = set.iter().find(|one| one.note == "one-line note").unwrap();
    let speaker = set.actor(quote.actor().unwrap()).unwrap();
    assert_eq!((speaker.name.as_str(), speaker.wikidata.as_deref()), ("Ana Ruiz", Some("Q42")));
    let told: Vec<_> = imported.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "Line 5, column 1: “Verdict” is about a claim, and this is a quote; left out",
            "Line 8, column 1: events and equivalences are not read; left out",
            "Line 9, column 1: events and equivalences are not read; left out",
        ]
    );
}

#[test]
fn conll_in_its_older_ways_of_tagging() {
    for tags in [["I-PER", "I-PER"], ["B-PER", "I-PER"], ["B-PER", "E-PER"]] {
        let conll = format!(
            "-DOCSTART- -X- O O\n\n😀 -X- _ O\nAna -X- _ {}\nRuiz -X- _ {}\nsaid -X- _ O\n",
            tags[0], tags[1]
        );
        let imported = reads("conll", "c.conll", &conll);
        assert_eq!(written(&imported.documents[0]), "😀 [person:Ana Ruiz] said", "{tags:?}");
        assert_eq!(imported.problems.len(), 1, "that the text was put together is told");
    }
    let two_columns = "Ana\tB-PER\nRuiz\tI-PER\n\nShe\tB-PER\nleft\tO\n";
    let imported = reads("conll", "c.txt", two_columns);
    assert_eq!(written(&imported.documents[0]), "[person:Ana Ruiz]\n[person:She] left");
}

#[test]
fn spacys_document_and_prodigys_line() {
    let doc = r#"{"text":"😀 Ana Ruiz said: “Jobs doubled.” She left.\n","ents":[{"start":2,"end":10,"label":"PERSON"}],"sents":[],"tokens":[],"spans":{"sc":[{"start":17,"end":32,"label":"QUOTE","kb_id":""}]}}"#;
    check("spacy", "s.json", doc, BOTH, &[]);
    let line = r#"{"text":"Uber","meta":{"source":"The New York Times"},"_input_hash":1886699658,"_task_hash":-1952856502,"tokens":[{"text":"Uber","start":0,"end":4,"id":0}],"_session_id":null,"_view_id":"ner_manual","spans":[{"start":0,"end":4,"token_start":0,"token_end":0,"label":"ORG"}],"answer":"accept"}"#;
    let imported = check(
        "prodigy",
        "p.jsonl",
        line,
        "Uber",
        &["Line 1, column 1: the label “ORG” doesn’t stand for people, claims or quotes; left out"],
    );
    assert_eq!(imported.documents[0].details().source.as_deref(), Some("The New York Times"));
}

#[test]
fn webanno_with_a_span_of_two_words() {
    let tsv = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|value\n\n\n#Text=😀 Ana Ruiz said\n1-1\t0-2\t😀\t_\t\n1-2\t3-6\tAna\tPERSON[1]\t\n1-3\t7-11\tRuiz\tPERSON[1]\t\n1-4\t12-16\tsaid\t_\t\n";
    let imported = reads("webanno", "w.tsv", tsv);
    assert_eq!(written(&imported.documents[0]), "😀 [person:Ana Ruiz] said");
}

#[test]
fn a_cas_as_the_specification_and_as_programs_write_it() {
    for caret in ["", "^"] {
        let cas = format!(
            r##"{{"%TYPES":{{"webanno.custom.Span":{{"%NAME":"webanno.custom.Span","%SUPER_TYPE":"uima.tcas.Annotation","value":{{"%NAME":"value","%RANGE":"uima.cas.String"}}}}}},
 "%FEATURE_STRUCTURES":[{{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaNum":1,"sofaID":"_InitialView","mimeType":"text","sofaString":"😀 Ana Ruiz said: “Jobs doubled.” She left.\n"}},
  {{"%ID":2,"%TYPE":"webanno.custom.Span","@sofa":1,"{caret}begin":18,"{caret}end":33,"value":"QUOTE"}},
  {{"%ID":3,"%TYPE":"uima.tcas.DocumentAnnotation","@sofa":1,"{caret}begin":0,"{caret}end":44,"language":"x-unspecified"}}],
 "%VIEWS":{{"_InitialView":{{"%SOFA":1,"%MEMBERS":[2,3]}}}}}}"##
        );
        check("uima-cas", "c.json", &cas, QUOTE, &[]);
    }
}

#[test]
fn a_table_of_somebody_else() {
    let csv =
        "Start;End;Label;Text\n17;32;quote;“Jobs doubled.”\n2;10;Person;Ana Ruiz\n2;10;Person;Bo\n";
    check(
        "csv",
        "t.csv",
        csv,
        BOTH,
        &["Line 4, column 1: the text there is “Ana Ruiz”, not “Bo”; left out"],
    );
}

#[test]
fn without_its_article_a_file_that_holds_none_says_what_to_do() {
    for id in ["w3c", "hypothesis", "recogito", "csv", "tsv"] {
        let imported = read(format(id), &[File::new("x", "[]")], None);
        assert!(imported.documents.is_empty());
        assert!(imported.problems[0].message.contains("open the article first"), "{id}");
    }
}
