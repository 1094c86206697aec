//! The emoji vector, exact to the offset in every format that has offsets: no unit is taken for
//! another.

use crate::cases::dropped;
use crate::desk::{file, format, proved};
use crate::vector;
use article_annotator::formats::{File, Options};
use serde_json::{Value, json};

const CODE_POINTS: [(u64, u64, &str); 4] =
    [(2, 10, "Ana Ruiz"), (17, 32, "“Jobs doubled.”"), (18, 30, "Jobs doubled"), (33, 36, "She")];
const UTF16: [(u64, u64); 4] = [(3, 11), (18, 33), (19, 31), (34, 37)];

fn value(id: &str) -> Value {
    serde_json::from_str(&file(id, &vector::plain(), &Options::default())).unwrap()
}

fn code_points() -> Vec<(u64, u64)> {
    CODE_POINTS.iter().map(|(start, end, _)| (*start, *end)).collect()
}

/// The pairs of offsets under two names, wherever JSON has them together.
fn pairs(value: &Value, start: &str, end: &str) -> Vec<(u64, u64)> {
    match value {
        Value::Array(list) => list.iter().flat_map(|one| pairs(one, start, end)).collect(),
        Value::Object(object) => {
            let own = object.get(start).and_then(Value::as_u64);
            let own = own.zip(object.get(end).and_then(Value::as_u64));
            let inner = object.values().flat_map(|one| pairs(one, start, end));
            own.into_iter().chain(inner).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn json_and_web_annotations_count_code_points() {
    assert_eq!(pairs(&value("json")["annotations"], "start", "end"), code_points());
    assert_eq!(pairs(&value("w3c"), "start", "end"), code_points());
}

#[test]
fn hypothesis_recogito_and_doccano_count_utf_16() {
    for id in ["hypothesis", "recogito"] {
        assert_eq!(pairs(&value(id), "start", "end"), UTF16, "{id}");
    }
    let spans =
        json!([[3, 11, "PERSON"], [18, 33, "QUOTE"], [19, 31, "CLAIM"], [34, 37, "PERSON"]]);
    assert_eq!(value("doccano")["label"], spans);
    let relations = Options { shape: "relations".to_owned(), ..Options::default() };
    let line = file("doccano", &vector::rich(), &relations);
    let line: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(pairs(&line["entities"], "start_offset", "end_offset"), UTF16);
    assert_eq!(line["relations"][0]["type"], "speaker");
    assert_eq!(
        (&line["relations"][0]["from_id"], &line["relations"][0]["to_id"]),
        (&json!(1), &json!(0))
    );
}

#[test]
fn label_studio_prodigy_and_spacy_count_code_points() {
    let tasks = value("label-studio");
    assert_eq!(pairs(&tasks[0]["annotations"], "start", "end"), code_points());
    assert_eq!(tasks[0]["annotations"][0]["result"][1]["value"]["text"], "“Jobs doubled.”");
    let line = value("prodigy");
    assert_eq!(pairs(&line["spans"], "start", "end"), code_points());
    // “ Jobs doubled . ”: the quote covers tokens 5 to 9, both included.
    let quote = &line["spans"][1];
    assert_eq!((&quote["token_start"], &quote["token_end"]), (&json!(5), &json!(9)));
    assert_eq!(pairs(&value("spacy")["spans"]["sc"], "start", "end"), code_points());
    assert_eq!(pairs(&value("spacy")["ents"], "start", "end"), [(2, 10), (17, 32), (33, 36)]);
}

#[test]
fn brat_counts_code_points_and_gives_the_words() {
    let files = proved(format("brat"), &vector::rich(), &Options::default()).unwrap().files;
    let text = |at: usize| String::from_utf8(files[at].content.clone()).unwrap();
    let marks: Vec<String> = text(0).lines().take(4).map(str::to_owned).collect();
    assert_eq!(
        marks,
        [
            "T1\tPERSON 2 10\tAna Ruiz",
            "T2\tQUOTE 17 32\t“Jobs doubled.”",
            "T3\tCLAIM-statistical 18 30\tJobs doubled",
            "T4\tPERSON 33 36\tShe",
        ]
    );
    for line in [
        "R1\tspeaker Arg1:T2 Arg2:T1\t",
        "R2\tclaimant Arg1:T3 Arg2:T1\t",
        "A1\tForm T2 direct",
        "N1\tReference T1 Wikidata:Q42\tAna Ruiz",
        "#1\tAnnotatorNotes T1\t=1+1, \"why\"?\\nsecond\tline",
    ] {
        assert!(text(0).lines().any(|own| own == line), "{line}\n{}", text(0));
    }
    assert_eq!(text(1), vector::TEXT);
    assert!(text(2).contains("speaker\tArg1:QUOTE, Arg2:PERSON"));
}

#[test]
fn conll_has_a_word_a_line_and_spacys_own_first_line() {
    let conll = file("conll", &vector::plain(), &Options::default());
    let words: Vec<_> = conll.lines().collect();
    assert_eq!(
        words[..6],
        [
            "-DOCSTART- -X- O O",
            "",
            "😀 -X- _ O",
            "Ana -X- _ B-PERSON",
            "Ruiz -X- _ I-PERSON",
            "said -X- _ O",
        ]
    );
    // The claim lies inside the quote: a word has one label, and the longer annotation keeps it.
    assert!(words.contains(&"Jobs -X- _ I-QUOTE") && !conll.contains("CLAIM"));
}

#[test]
fn webanno_and_uima_count_utf_16() {
    let tsv = file("webanno", &vector::plain(), &Options::default());
    for row in
        ["1-1\t0-2\t😀\t_\t", "1-2\t3-6\tAna\tPERSON[1]\t", "1-7\t19-23\tJobs\tQUOTE[2]|CLAIM[3]\t"]
    {
        assert!(tsv.lines().any(|line| line == row), "{row}\n{tsv}");
    }
    let cas = value("uima-cas");
    let list = cas["%FEATURE_STRUCTURES"].as_array().unwrap();
    let spans: Vec<_> =
        list.iter().filter(|one| one["%TYPE"] == "webanno.custom.Span").cloned().collect();
    assert_eq!(pairs(&Value::Array(spans), "begin", "end"), UTF16);
}

#[test]
fn a_table_has_a_row_an_annotation_and_no_cell_that_is_a_formula() {
    let csv = file("csv", &vector::rich(), &Options::default());
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let heads = rows.headers().unwrap().clone();
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    let cells = |name: &str| rows.iter().map(|row| row[at(name)].to_owned()).collect::<Vec<_>>();
    assert_eq!(cells("start"), ["2", "17", "18", "33"]);
    assert_eq!(cells("text"), ["Ana Ruiz", "“Jobs doubled.”", "Jobs doubled", "She"]);
    assert_eq!(cells("who")[1], "Ana Ruiz");
    assert!(cells("note").iter().all(|note| note.starts_with("'=1+1")));
    assert!(!csv.starts_with('\u{feff}'));
    let bom = Options { bom: true, ..Options::default() };
    assert!(file("csv", &vector::rich(), &bom).starts_with('\u{feff}'));
}

#[test]
fn labels_of_ones_own_are_written_and_read() {
    let labels: Vec<_> = ["Name", "Behauptung", "Zitat"].map(str::to_owned).into();
    let options = Options { labels, ..Options::default() };
    assert!(file("conll", &vector::plain(), &options).contains("Ana -X- _ B-Name"));
    assert!(file("w3c", &vector::plain(), &options).contains("\"Zitat\""));
}

#[test]
fn positions_are_those_that_other_programs_expect() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/anchoring/peers.json");
    let cases: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    for case in cases.iter().filter(|case| case["mode"] == "position") {
        let (text, selector) = (case["text"].as_str().unwrap(), &case["selector"]);
        let [start, end] = ["start", "end"].map(|name| selector[name].as_u64().unwrap() as usize);
        let annotation = json!({
            "@context": "http://www.w3.org/ns/anno.jsonld", "id": "http://e.example/1", "type": "Annotation",
            "body": {"type": "TextualBody", "value": "claim", "purpose": "classifying"},
            "target": {"source": "x", "selector": {"type": "TextPositionSelector", "start": start, "end": end}},
        });
        let came = dropped(vec![File::new("a.jsonld", annotation.to_string())], Some(text));
        let marked: Vec<String> =
            came.annotations().into_iter().map(|(_, words, _)| words).collect();
        let words: String = text.chars().skip(start).take(end - start).collect();
        match words.is_empty() {
            // A place without words cannot be an annotation, and that is told.
            true => assert!(marked.is_empty() && !came.told.is_empty(), "{}", case["name"]),
            false => assert_eq!(marked, [words], "{}", case["name"]),
        }
    }
}
