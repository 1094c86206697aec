//! Our own file format as other programs know it: the shipped schema, and one file to the letter.
//! The schema is used as shipped, and once more with no additional fields allowed.

use std::rc::Rc;
use std::sync::LazyLock;

use article_annotator::model::sources::{Fidelity, LinkedPassage, SourceText};
use article_annotator::model::{
    Actor, AnnotationSet, Article, Check, Detail, Op, QuoteForm, TextRange, Verdict,
};
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::notation::{annotated, find};
use crate::paper;

static SHIPPED: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../assets/article-annotator.schema.json")).unwrap()
});

thread_local! {
    static STRICT: Validator = {
        let mut schema = SHIPPED.clone();
        forbid_more(&mut schema);
        validator(&schema)
    };
}

/// Everything in a file that contradicts the schema or is not in it.
pub fn violations(file: &str) -> Vec<String> {
    let file = serde_json::from_str(file).unwrap();
    STRICT.with(|schema| {
        schema.iter_errors(&file).map(|e| format!("{}: {e}", e.instance_path())).collect()
    })
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::options().should_validate_formats(true).build(schema).unwrap()
}

/// Later versions may add fields, so the schema allows them; this version writes none.
fn forbid_more(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            object.values_mut().for_each(forbid_more);
            if object.get("type") == Some(&json!("object")) {
                object.insert("additionalProperties".to_owned(), json!(false));
            }
        }
        Value::Array(list) => list.iter_mut().for_each(forbid_more),
        _ => {}
    }
}

/// The formats' test vector, with every field of each kind.
fn vector() -> AnnotationSet {
    let mut set = annotated(
        "😀 [person#ana:Ana Ruiz] said: [quote#jobs:“[claim#doubled:Jobs doubled].”] [person#she:She] left.\n",
    );
    let ana = Actor::person("actor-1".into(), "Ana Ruiz");
    let mut quote = set.get(&"jobs".into()).unwrap().as_ref().clone();
    let cue = Some(find(set.article(), "said"));
    let form = Some(QuoteForm::Direct);
    let remarks = SourceText {
        title: "Remarks".to_owned(),
        url: "https://example.org/remarks".to_owned(),
        date: Some("2026-03-01".to_owned()),
        ..SourceText::new("So we must begin again, all of us.")
    };
    let text = Article::new(None, &remarks.text).unwrap();
    let passages = LinkedPassage::of(&text, TextRange::new(3, 22)).into_iter().collect();
    let link = remarks.link(Fidelity::Altered, passages);
    let source = Some(Rc::new(link));
    quote.detail = Detail::Quote { speaker: Some(ana.id.clone()), cue, form, source };
    quote.note = "Since when?".to_owned();
    // Nobody knows when the others were made.
    quote.created = "2026-03-02T10:00:00Z".parse().unwrap();
    quote.modified = "2026-03-02T10:05:00Z".parse().unwrap();
    let mut claim = set.get(&"doubled".into()).unwrap().as_ref().clone();
    let check = Some(Check { verdict: Some(Verdict::MostlyTrue), ..Check::default() });
    claim.detail = Detail::Claim { claimant: None, check };
    claim.tags = vec!["economy".to_owned()];
    for op in [Op::AddActor(ana.into()), Op::Replace(quote.into()), Op::Replace(claim.into())] {
        set.apply(&op.into()).unwrap();
    }
    set
}

#[test]
fn a_file_looks_like_this() {
    let file = paper::proved(&vector());
    insta::assert_snapshot!("file", file);
    assert_eq!(violations(&file), Vec::<String>::new());
}

#[test]
fn offsets_in_a_file_count_code_points_so_that_an_emoji_counts_one() {
    // See: label-studio#1347, doccano#2290, brat#1115 (PITFALLS, "Offsets").
    let file: Value = serde_json::from_str(&paper::proved(&vector())).unwrap();
    let text: Vec<char> = file["article"]["text"].as_str().unwrap().chars().collect();
    assert_eq!(text.len(), 43);
    let mut spans = Vec::new();
    for one in file["annotations"].as_array().unwrap() {
        let span = &one["spans"][0];
        let (start, end) = (span["start"].as_u64().unwrap(), span["end"].as_u64().unwrap());
        let slice: String = text[start as usize..end as usize].iter().collect();
        assert_eq!(span["exact"], json!(slice));
        spans.push(format!("{} {start}-{end} {slice}", one["kind"].as_str().unwrap()));
    }
    let wanted = [
        "person 2-10 Ana Ruiz",
        "quote 17-32 “Jobs doubled.”",
        "claim 18-30 Jobs doubled",
        "person 33-36 She",
    ];
    assert_eq!(spans, wanted);
}

#[test]
fn the_schema_is_one_and_says_so() {
    jsonschema::meta::validate(&SHIPPED).unwrap();
    assert_eq!(SHIPPED["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

#[test]
fn the_schema_lets_later_fields_pass_and_refuses_what_no_version_writes() {
    let schema = validator(&SHIPPED);
    let file: Value = serde_json::from_str(&paper::proved(&vector())).unwrap();
    let changed = |pointer: &str, value: Value| {
        let mut file = file.clone();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        file.pointer_mut(parent).unwrap()[key] = value;
        schema.is_valid(&file)
    };
    assert!(schema.is_valid(&file));
    assert!(changed("/later", json!(1)));
    assert!(changed("/annotations/0/later", json!({ "more": [] })));
    for (pointer, value) in [
        ("/format", json!("another")),
        ("/version", json!(0)),
        ("/article/sha256", json!("abc")),
        ("/article/text", json!(null)),
        ("/article/blocks/0/kind", json!("table")),
        ("/annotations/0/id", json!("a b")),
        ("/annotations/0/id", json!("")),
        ("/annotations/0/id", json!("é".repeat(201))),
        ("/annotations/0/kind", json!("event")),
        ("/annotations/0/spans", json!([])),
        ("/annotations/0/spans/0/start", json!(-1)),
        ("/annotations/0/spans/0/start", json!(1.5)),
        ("/annotations/0/spans/0/exact", json!("")),
        ("/annotations/0/speaker", json!("actor-1")),
        ("/annotations/0/created", json!("yesterday")),
        ("/annotations/1/actor", json!("actor-1")),
        ("/actors/0/name", json!("")),
    ] {
        assert!(!changed(pointer, value.clone()), "{pointer} = {value}");
    }
}
