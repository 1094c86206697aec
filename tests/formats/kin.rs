//! Files that are related to those of other people's reports: other versions, other settings, other ways to
//! write the same. Each marks exactly its words, and what it leaves out is counted.

use article_annotator::formats::File;

use crate::cases::{Came, FIRST, dropped};
use crate::records::marked;

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
