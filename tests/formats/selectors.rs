//! Where a file gives both a position and the surrounding words: the place on which both agree,
//! otherwise the place that the words give. Doubts are reported.

use article_annotator::formats::File;

use crate::cases::{Came, FIRST, dropped};

/// “nine million” occurs four times: at 5, 42, 82 and 96.
const TEXT: &str = "Cost nine million, Holt said last May.\nIt nine million, wrote Brandt in June.\n\
One nine million, nine million too.";

fn selected(format: &str, start: u32, around: &str) -> Came {
    let end = start + 12;
    let selectors = format!(
        r#"[{{"type":"TextPositionSelector","start":{start},"end":{end}}},{{"type":"TextQuoteSelector","exact":"nine million"{around}}}]"#
    );
    let (name, file) = match format {
        "hypothesis" => (
            "a.json",
            format!(
                r#"[{{"id":"a","uri":"x","user":"acct:a@b","tags":["claim"],"target":[{{"source":"x","selector":{selectors}}}]}}]"#
            ),
        ),
        "recogito" => (
            "a.json",
            format!(
                r##"[{{"@context":"http://www.w3.org/ns/anno.jsonld","id":"#a","type":"Annotation","body":[{{"type":"TextualBody","purpose":"tagging","value":"claim"}}],"target":{{"selector":{selectors}}}}}]"##
            ),
        ),
        _ => (
            "a.jsonld",
            format!(
                r#"[{{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://e.example/1","type":"Annotation","body":{{"type":"TextualBody","value":"claim","purpose":"classifying"}},"target":{{"source":"x","selector":{selectors}}}}}]"#
            ),
        ),
    };
    dropped(vec![File::new(name, file)], Some(TEXT))
}

#[test]
fn the_words_around_decide_where_a_position_says_another_place() {
    for format in ["w3c", "hypothesis", "recogito"] {
        for (start, around, wanted, told) in [
            (5, r#","suffix":", wrote""#, Some(42), "not where the file says"),
            (42, r#","prefix":"Cost ","suffix":", Holt""#, Some(5), "not where the file says"),
            (42, r#","prefix":"Cost ""#, Some(5), "not where the file says"),
            // Both agree, whatever blanks the page has there.
            (42, r#","prefix":"last May. It ","suffix":",\n wrote""#, Some(42), ""),
            (5, "", Some(5), ""),
            (5, r#","prefix":"","suffix":"""#, Some(5), ""),
            // It fits on one side: the page continued differently.
            (5, r#","prefix":"Menu Cost ","suffix":", Holt said""#, Some(5), ""),
            // They fit nowhere.
            (5, r#","prefix":"spent ","suffix":" on""#, Some(5), "different words around it"),
            (5, r#","suffix":" on""#, Some(5), "different words around it"),
            // They fit in several places, but not where the position says.
            (82, r#","suffix":", ""#, Some(82), ""),
            (96, r#","suffix":",""#, None, "more than once"),
        ] {
            let came = selected(format, start, around);
            let starts: Vec<_> = came.annotations().into_iter().map(|one| one.2).collect();
            let wanted: Vec<u32> = wanted.into_iter().collect();
            assert_eq!(starts, wanted, "{format} {start}{around}: {:?}", came.told);
            let is_told = came.told.iter().any(|line| line.contains(told));
            assert!(is_told || told.is_empty(), "{format} {start}{around}: {:?}", came.told);
            assert!(!told.is_empty() || came.told.is_empty(), "{format}: {:?}", came.told);
        }
    }
}

#[test]
fn half_an_emoji_at_the_end_of_the_words_around_does_not_count() {
    for (format, around) in [
        ("w3c", r#","prefix":"\ude00 ","suffix":" left.""#),
        ("w3c", r#","prefix":"Zoë 😀 ","suffix":" left. \ud83d""#),
        ("hypothesis", r#","prefix":"\ude00 ","suffix":" left.""#),
    ] {
        let quote = format!(r#"{{"type":"TextQuoteSelector","exact":"Mira Holt"{around}}}"#);
        let file = match format {
            "hypothesis" => format!(
                r#"[{{"id":"a","uri":"x","user":"acct:a@b","tags":["person"],"target":[{{"source":"x","selector":[{quote}]}}]}}]"#
            ),
            _ => format!(
                r#"[{{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://e.example/1","type":"Annotation","body":{{"type":"TextualBody","value":"PERSON","purpose":"classifying"}},"target":{{"source":"x","selector":{quote}}}}}]"#
            ),
        };
        let came = dropped(vec![File::new("a.json", file)], Some(FIRST));
        let wanted = vec![("person".to_owned(), "Mira Holt".to_owned(), 135)];
        assert_eq!((came.annotations(), came.told), (wanted, vec![]), "{format} {around}");
    }
}
