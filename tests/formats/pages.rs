//! Annotations made on another page than the open article's: their positions are ignored, their
//! words are found, and the report says so.

use article_annotator::formats::File;

use crate::cases::{Came, dropped_on};

const TEXT: &str = "Mira Holt met Ivo Brandt at the town hall.";
const POSITION: &str = r#"{"type":"TextPositionSelector","start":14,"end":24}"#;
const QUOTE: &str = r#"{"type":"TextQuoteSelector","exact":"Ivo Brandt"}"#;

fn file(format: &str, page: &str, selectors: &str) -> File {
    match format {
        "hypothesis" => File::new(
            "a.json",
            format!(
                r#"[{{"id":"a","uri":"{page}","user":"acct:a@b","tags":["person"],"target":[{{"source":"{page}","selector":[{selectors}]}}]}}]"#
            ),
        ),
        "recogito" => File::new(
            "a.json",
            format!(
                r##"[{{"@context":"http://www.w3.org/ns/anno.jsonld","id":"#a","type":"Annotation","body":[{{"type":"TextualBody","purpose":"tagging","value":"person"}}],"target":{{"source":"{page}","selector":[{selectors}]}}}}]"##
            ),
        ),
        _ => File::new(
            "a.jsonld",
            format!(
                r#"[{{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://e.example/1","type":"Annotation","body":{{"type":"TextualBody","value":"person","purpose":"classifying"}},"target":{{"source":"{page}","selector":[{selectors}]}}}}]"#
            ),
        ),
    }
}

fn came(format: &str, page: &str, selectors: &str) -> Came {
    let open = Some("https://news.example/a");
    dropped_on(vec![file(format, page, selectors)], Some(TEXT), open)
}

#[test]
fn a_position_on_another_page_marks_nothing_and_words_that_are_found_are_told() {
    let both = format!("{POSITION},{QUOTE}");
    for format in ["w3c", "hypothesis", "recogito"] {
        for page in
            ["https://news.example/b", "http://other.example/a", "https://news.example/a?p=2"]
        {
            let only = came(format, page, POSITION);
            assert_eq!(only.annotations(), [], "{format} {page}");
            assert!(only.told[0].contains("it is about another page"), "{:?}", only.told);
            for selectors in [QUOTE, both.as_str()] {
                let found = came(format, page, selectors);
                assert_eq!(found.annotations()[0].1, "Ivo Brandt", "{format} {page}");
                let told = found.told.join("; ");
                assert!(told.contains("1 annotation was made on another page"), "{told}");
            }
        }
    }
}

#[test]
fn the_same_page_written_otherwise_and_what_is_no_address_of_a_page_are_no_other_page() {
    for format in ["w3c", "hypothesis", "recogito"] {
        for page in [
            "https://news.example/a",
            "http://news.example/a",
            "https://www.news.example/a/",
            "HTTPS://News.Example:443/a#part",
            "urn:x-pdf:1234",
            "x",
        ] {
            let found = came(format, page, POSITION);
            assert_eq!(found.annotations()[0].1, "Ivo Brandt", "{format} {page}: {:?}", found.told);
            assert!(found.told.is_empty(), "{format} {page}: {:?}", found.told);
        }
    }
    // With signs as people write them, and as browsers do.
    for format in ["w3c", "hypothesis", "recogito"] {
        let files = vec![file(format, "https://news.example/zo%C3%AB?b=%5B1%5d", POSITION)];
        let found = dropped_on(files, Some(TEXT), Some("https://news.example/zoë?b=[1]"));
        assert_eq!((found.annotations().len(), found.told.len()), (1, 0), "{format}");
    }
    // The open article's source is not known.
    let files = vec![file("w3c", "https://news.example/b", POSITION)];
    let found = dropped_on(files, Some(TEXT), None);
    assert_eq!((found.annotations().len(), found.told.len()), (1, 0));
}
