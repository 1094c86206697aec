//! Files whose words differ from those of the article: other white space, invisible signs, quotation marks,
//! Unicode forms, or other words. What is marked is told with both wordings; what is not clear is not marked.

use article_annotator::formats::File;

use crate::cases::{Came, FIRST, dropped};

const TYPED: &str = "“We will not stop” — Holt’s words…\nThe ﬁrst oﬃce opens.\nCafe\u{301} Holt is open.\n\
Der Fach\u{AD}kräfte\u{AD}mangel wächst. It cost €\u{202F}9\u{A0}million.";

/// A claim with this quotation in a file of each program, dropped while a text is open.
fn quoted(text: &str, (prefix, exact, suffix): (&str, &str, &str)) -> Vec<Came> {
    let json = |text: &str| serde_json::to_string(text).unwrap();
    let selector = format!(
        r#"{{"type":"TextQuoteSelector","exact":{},"prefix":{},"suffix":{}}}"#,
        json(exact),
        json(prefix),
        json(suffix)
    );
    let hypothesis = format!(
        r#"[{{"id":"a","uri":"x","user":"acct:a@b","tags":["claim"],"target":[{{"source":"x","selector":[{selector}]}}]}}]"#
    );
    let recogito = format!(
        r##"[{{"@context":"http://www.w3.org/ns/anno.jsonld","id":"#a","type":"Annotation","body":[{{"type":"TextualBody","purpose":"tagging","value":"claim"}}],"target":{{"selector":[{selector}]}}}}]"##
    );
    let w3c = format!(
        r#"[{{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://e.example/1","type":"Annotation","body":{{"type":"TextualBody","value":"claim","purpose":"classifying"}},"target":{{"source":"x","selector":{selector}}}}}]"#
    );
    let files = [("a.json", hypothesis), ("a.json", recogito), ("a.jsonld", w3c)];
    files.into_iter().map(|(name, file)| dropped(vec![File::new(name, file)], Some(text))).collect()
}

fn words(came: &Came) -> Vec<String> {
    came.annotations().into_iter().map(|(_, words, _)| words).collect()
}

#[test]
fn words_written_otherwise_are_marked_and_both_wordings_are_told() {
    for (text, quote, there) in [
        (
            FIRST,
            ("", "The bridge\n      cost nine million,\n Holt said", ""),
            "The bridge cost nine million, Holt said",
        ),
        (FIRST, ("", "Ivo  Brandt at", ""), "Ivo Brandt at"),
        (FIRST, ("", "Ivo\u{A0}Brandt", ""), "Ivo Brandt"),
        (FIRST, ("Mira Holt ", "met\tIvo Brandt", " at"), "met Ivo Brandt"),
        // The white space of a line break was lost.
        (FIRST, ("", "town hall.The bridge", ""), "town hall.\nThe bridge"),
        (FIRST, ("", "costnine million, wrote", ""), "cost nine million, wrote"),
        // Signs that nobody sees or types.
        (FIRST, ("", "town\u{AD} ha\u{200B}ll", ""), "town hall"),
        (TYPED, ("", "Fachkräftemangel wächst", ""), "Fach\u{AD}kräfte\u{AD}mangel wächst"),
        (TYPED, ("", "€9 million", ""), "€\u{202F}9\u{A0}million"),
        // The style of quotation marks, dashes and dots.
        (
            TYPED,
            ("", "\"We will not stop\" - Holt's words...", ""),
            "“We will not stop” — Holt’s words…",
        ),
        (TYPED, ("", "«We will not stop»", ""), "“We will not stop”"),
        // Unicode forms.
        (TYPED, ("", "first office", ""), "ﬁrst oﬃce"),
        (TYPED, ("", "Café Holt", ""), "Cafe\u{301} Holt"),
        // A sentence that began with it.
        (FIRST, ("", "Met Ivo Brandt", ""), "met Ivo Brandt"),
        // What is around it tells which of two.
        (
            FIRST,
            ("", "The  bridge  cost nine million", ", wrote Brandt"),
            "The bridge cost nine million",
        ),
    ] {
        for came in quoted(text, quote) {
            assert_eq!(words(&came), [there], "{quote:?}: {:?}", came.told);
            let told = came.told.iter().any(|line| line.contains("is written “"));
            assert!(told, "{quote:?}: {:?}", came.told);
        }
    }
}

#[test]
fn a_quotation_is_never_marked_in_a_piece_of_another_word_or_figure_unless_its_context_says_so() {
    const PIECE: &str = "only as a piece of another word";
    for (text, (prefix, exact, suffix), there) in [
        ("It cost 1.9 million then.", ("", "9 million", ""), Err(PIECE)),
        ("It cost 1,900 then.", ("", "900", ""), Err(PIECE)),
        ("It was 19:45 then.", ("", "45", ""), Err(PIECE)),
        ("He began a new annual.", ("", "Ann", ""), Err("is not in the text")),
        ("An Annual for Joanna.", ("", "Ann", ""), Err(PIECE)),
        ("Der Fachkräftemangel.", ("", "kräfte", ""), Err(PIECE)),
        ("They gave us nothing.", ("", "US", ""), Err("is not in the text")),
        ("She saw the rapist.", ("", "therapist", ""), Err("is not in the text")),
        // What is around one end says nothing of the other.
        ("An Annual for Joanna.", ("An ", "Ann", ""), Err(PIECE)),
        (
            "Then the council read an Annual there.",
            ("Then the council read an ", "Ann", ""),
            Err(PIECE),
        ),
        ("In Lund it cost them all 1.9 million then.", ("", "9 million", " then."), Err(PIECE)),
        // One of the places is a word of its own.
        ("Holtby met Holt there.", ("", "Holt", ""), Ok(11)),
        ("It cost 1.9 million of 9 million.", ("", "9 million", ""), Ok(23)),
        // What is around it says that it is a piece.
        ("Der Fachkräftemangel.", ("Der Fach", "kräfte", "mangel."), Ok(8)),
        ("It cost 1.9 million then.", ("cost 1.", "9 million", " then"), Ok(10)),
        // The end of a sentence is not in a figure.
        ("It was 2024. 9 million came.", ("", "9 million", ""), Ok(13)),
    ] {
        for came in quoted(text, (prefix, exact, suffix)) {
            let marked: Vec<_> = came.sets.iter().flat_map(|set| set.iter()).collect();
            match there {
                Ok(at) => {
                    assert_eq!(marked.len(), 1, "{exact} in {text}: {:?}", came.told);
                    let start = marked[0].spans[0].start.0;
                    assert_eq!(start, at, "{exact} in {text}");
                }
                Err(told) => {
                    assert_eq!(marked.len(), 0, "{exact} in {text}");
                    assert!(came.told.join(" ").contains(told), "{exact}: {:?}", came.told);
                }
            }
        }
    }
}

#[test]
fn words_that_changed_are_marked_only_where_nothing_else_is_like_them_and_are_told() {
    for (quote, there, told) in [
        (
            ("", "Mira Holt met Ivo Brandt in the town hall", ""),
            Some("Mira Holt met Ivo Brandt at the town hall"),
            "the words most like it were marked: “",
        ),
        // The same in two places.
        (("", "The bridge cost eight million", ""), None, "is not in the text"),
        (("", "the  bridge  cost", ""), None, "more than once, written otherwise"),
        // Nothing like it.
        (("", "Nobody in Malmö paid for a tunnel", ""), None, "is not in the text"),
        (("met ", "Ivan Bradley", " at"), None, "is not in the text"),
    ] {
        for came in quoted(FIRST, quote) {
            let there: Vec<String> = there.into_iter().map(str::to_owned).collect();
            assert_eq!(words(&came), there, "{quote:?}: {:?}", came.told);
            assert!(came.told.iter().any(|line| line.contains(told)), "{quote:?}: {:?}", came.told);
        }
    }
}

#[test]
fn what_counts_inside_words_that_are_written_otherwise_marks_nothing_and_words_inside_them_do() {
    let outer = r#""type":"TextQuoteSelector","exact":"Ivo   Brandt at the town hall""#;
    for (refined, there, told) in [
        (
            r#"{"type":"TextPositionSelector","start":4,"end":12}"#,
            None,
            "it counts characters in words",
        ),
        (
            r#"{"type":"FragmentSelector","value":"char=4,12"}"#,
            None,
            "it counts characters in words",
        ),
        (r#"{"type":"TextQuoteSelector","exact":"town"}"#, Some("town"), "is written “"),
    ] {
        let file = format!(
            r#"[{{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://e.example/1","type":"Annotation","body":{{"type":"TextualBody","value":"claim","purpose":"classifying"}},"target":{{"source":"x","selector":{{{outer},"refinedBy":{refined}}}}}}}]"#
        );
        let came = dropped(vec![File::new("a.jsonld", file)], Some(FIRST));
        let there: Vec<String> = there.into_iter().map(str::to_owned).collect();
        assert_eq!(words(&came), there, "{refined}: {:?}", came.told);
        assert!(came.told.iter().any(|line| line.contains(told)), "{refined}: {:?}", came.told);
    }
}

#[test]
fn two_long_wordings_are_shown_from_where_they_differ() {
    let text =
        "The council of Lund heard the engineers and the architect on Monday, and then it voted.";
    for came in quoted(text, ("", &text.replace("Monday, and", "Monday,\nand"), "")) {
        assert_eq!(words(&came), [text]);
        assert!(came.told[0].contains("“… on Monday,\nand"), "{:?}", came.told);
    }
}

#[test]
fn thousands_of_quotations_of_another_text_or_written_otherwise_are_read_in_passing() {
    let text: String =
        (0..3000).map(|at| format!("Item {at} cost {} euros. ", at * 7919 % 10_007)).collect();
    let quote = |at: usize| match at % 2 {
        0 => format!("Item  {at}\\ncost"),
        _ => format!("Part {at} of something else"),
    };
    let rows = (0..3000).map(|at| {
        format!(
            r#"{{"id":"a{at}","uri":"x","user":"acct:a@b","tags":["claim"],"target":[{{"source":"x","selector":[{{"type":"TextQuoteSelector","exact":"{}"}}]}}]}}"#,
            quote(at)
        )
    });
    let file = format!("[{}]", rows.collect::<Vec<_>>().join(","));
    let came = dropped(vec![File::new("a.json", file)], Some(&text));
    assert_eq!((came.annotations().len(), came.told.len()), (1500, 3000));
}
