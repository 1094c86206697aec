//! Words that a file says are at a place where the text has them written otherwise, while the same words are written
//! as in the file elsewhere: the place decides, in every format that says one.

use article_annotator::formats::File;

use crate::cases::{Came, dropped};

/// A place in code points, with its words, in a file of each program; those without a text of their own are about the
/// open one.
fn files(text: &str, (start, end): (u32, u32), words: &str) -> Vec<(&'static str, Vec<File>)> {
    let json = |text: &str| serde_json::to_string(text).unwrap();
    let (all, exact) = (json(text), json(words));
    let selectors = format!(
        r#"[{{"type":"TextQuoteSelector","exact":{exact}}},{{"type":"TextPositionSelector","start":{start},"end":{end}}}]"#
    );
    let w3c = format!(
        r#"[{{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://e.example/1","type":"Annotation","body":{{"type":"TextualBody","value":"claim","purpose":"classifying"}},"target":{{"source":"x","selector":{selectors}}}}}]"#
    );
    let hypothesis = format!(
        r#"[{{"id":"a","uri":"x","user":"acct:a@b","tags":["claim"],"target":[{{"source":"x","selector":{selectors}}}]}}]"#
    );
    let recogito = format!(
        r##"[{{"@context":"http://www.w3.org/ns/anno.jsonld","id":"#a","type":"Annotation","body":[{{"type":"TextualBody","purpose":"tagging","value":"claim"}}],"target":{{"selector":{selectors}}}}}]"##
    );
    let third = format!(
        r#"[{{"id":"a","bodies":[{{"id":"b","annotation":"a","purpose":"tagging","value":"claim"}}],"target":{{"annotation":"a","selector":[{{"quote":{exact},"start":{start},"end":{end}}}]}}}}]"#
    );
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let table = format!("kind,start,end,text\nclaim,{start},{end},{}\n", cell(words));
    let span = format!(r#"{{"start":{start},"end":{end},"text":{exact},"label":"claim"}}"#);
    let prodigy = format!(r#"{{"text":{all},"spans":[{span}]}}"#);
    let doccano = format!(r#"{{"text":{all},"entities":[{span}]}}"#);
    let listed = format!(r#"{{"text":{all},"label":[[{start},{end},"claim",{exact}]]}}"#);
    let studio = format!(
        r#"[{{"data":{{"text":{all}}},"annotations":[{{"result":[{{"type":"labels","from_name":"l","to_name":"t","value":{{"start":{start},"end":{end},"text":{exact},"labels":["claim"]}}}}]}}]}}]"#
    );
    let marks = format!("T1\tClaim {start} {end}\t{}\n", words.replace('\n', " "));
    let one = |name, content: String| vec![File::new(name, content)];
    vec![
        ("w3c", one("a.jsonld", w3c)),
        ("hypothesis", one("a.json", hypothesis)),
        ("recogito", one("a.json", recogito)),
        ("recogito 3", one("a.json", third)),
        ("csv", one("a.csv", table)),
        ("prodigy", one("a.jsonl", prodigy)),
        ("doccano", one("a.jsonl", doccano)),
        ("doccano lists", one("a.jsonl", listed)),
        ("label studio", one("a.json", studio)),
        ("brat", vec![File::new("a.txt", text), File::new("a.ann", marks)]),
    ]
}

fn opened(name: &str, files: Vec<File>, text: &str) -> Came {
    let has_text = ["prodigy", "doccano", "doccano lists", "label studio", "brat"].contains(&name);
    dropped(files, Some(text).filter(|_| !has_text))
}

/// The only annotation’s start in code points, and its words.
fn place(came: &Came) -> Option<(u32, String)> {
    let all: Vec<_> =
        came.sets.iter().flat_map(|set| set.iter().map(move |one| (set, one))).collect();
    let [(set, one)] = all[..] else { return None };
    let article = set.article();
    Some((article.to_code_point(one.start()).0, article.slice(one.spans[0]).to_owned()))
}

#[test]
fn words_are_where_the_file_says_although_they_are_written_otherwise_there() {
    for (here, words) in [
        ("It’s over", "It's over"),
        ("“We stop”", "\"We stop\""),
        ("Ivo\u{a0}Brandt left", "Ivo Brandt left"),
        ("Ivo\nBrandt left", "Ivo Brandt left"),
        ("Fach\u{ad}kräfte\u{ad}mangel", "Fachkräftemangel"),
        ("THE BRIDGE is open", "The bridge is open"),
        ("the bridge is open", "The bridge is open"),
        ("nine – or ten – million", "nine - or ten - million"),
        ("Cafe\u{301} Holt", "Café Holt"),
    ] {
        let before = "Ann: ";
        let text = format!("{before}{here}, he said. Then she wrote: {words}, and left.");
        let start = before.chars().count() as u32;
        let end = start + here.chars().count() as u32;
        for (name, files) in files(&text, (start, end), words) {
            let came = opened(name, files, &text);
            assert_eq!(place(&came), Some((start, here.to_owned())), "{name}: {:?}", came.told);
            assert!(came.told.len() <= 1, "{name}: {:?}", came.told);
        }
    }
}

#[test]
fn words_written_otherwise_that_overlap_the_place_are_meant_rather_than_others_far_away() {
    let text = "Ann: It’s over, he said. Then she wrote: It's over, and left.";
    for at in [(4, 13), (6, 15), (5, 12)] {
        for (name, files) in files(text, at, "It's over") {
            let came = opened(name, files, text);
            assert_eq!(place(&came), Some((5, "It’s over".to_owned())), "{name}: {:?}", came.told);
            assert_eq!(came.told.len(), 1, "{name}: {:?}", came.told);
        }
    }
}

#[test]
fn what_is_around_words_tells_more_than_a_place_that_is_wrong() {
    let text = "Ann: It’s over, he said. Then she wrote: It's over, and left.";
    let selector = |prefix: &str, suffix: &str| {
        format!(
            r#"[{{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://e.example/1","type":"Annotation","body":{{"type":"TextualBody","value":"claim","purpose":"classifying"}},"target":{{"source":"x","selector":[{{"type":"TextQuoteSelector","exact":"It's over","prefix":"{prefix}","suffix":"{suffix}"}},{{"type":"TextPositionSelector","start":5,"end":14}}]}}}}]"#
        )
    };
    for (prefix, suffix, at) in [
        ("Ann: ", ", he said", 5),
        ("ann:  ", ", HE said", 5),
        ("she wrote: ", ", and left", 41),
        // Neither is there.
        ("Bob: ", ", nobody said", 5),
    ] {
        let came = dropped(vec![File::new("a.jsonld", selector(prefix, suffix))], Some(text));
        assert_eq!(place(&came).map(|(at, _)| at), Some(at), "{prefix}: {:?}", came.told);
        assert_eq!(came.told.len(), 1, "{prefix}: {:?}", came.told);
    }
}

#[test]
fn the_style_of_quotation_marks_around_words_tells_which_of_several_is_meant() {
    let text = "“No,” Holt said. Then Holt left. ‘Yes,’ Holt said.";
    let file = r#"[{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://e.example/1","type":"Annotation","body":{"type":"TextualBody","value":"person","purpose":"classifying"},"target":{"source":"x","selector":{"type":"TextQuoteSelector","exact":"Holt","prefix":"'Yes,' ","suffix":" said."}}}]"#;
    let came = dropped(vec![File::new("a.jsonld", file)], Some(text));
    assert_eq!(
        (place(&came), came.told.len()),
        (Some((40, "Holt".to_owned())), 0),
        "{:?}",
        came.told
    );
}

#[test]
fn offsets_beside_words_are_read_in_the_unit_in_which_the_words_are_there() {
    let text = "😀😀 Ann: It’s over, said Ivo. Then Ivo wrote: It's over, and Ivo left.";
    let one = |words: &str, at: (usize, usize), kind: &str| {
        format!(
            r#"{{"id":"{}","uri":"x","user":"acct:a@b","tags":["{kind}"],"target":[{{"source":"x","selector":[{{"type":"RangeSelector","startContainer":"/p[1]","startOffset":0,"endContainer":"/p[1]","endOffset":3}},{{"type":"TextPositionSelector","start":{},"end":{}}},{{"type":"TextQuoteSelector","exact":"{words}","prefix":"","suffix":""}}]}}]}}"#,
            at.0, at.0, at.1
        )
    };
    // In code points, where this program counts UTF-16 code units.
    let points = |words: &str, nth: usize| {
        let at = text.match_indices(words).nth(nth).unwrap().0;
        let start = text[..at].chars().count();
        (start, start + words.chars().count())
    };
    let rows = [
        one("It's over", points("It’s over", 0), "claim"),
        one("Ivo", points("Ivo", 1), "person"),
        one("Ivo", points("Ivo", 2), "person"),
    ];
    for (name, units) in [("points", false), ("units", true)] {
        let shift = |row: &String| match units {
            false => row.clone(),
            true => {
                let mut row: serde_json::Value = serde_json::from_str(row).unwrap();
                let at = &mut row["target"][0]["selector"][1];
                for end in ["start", "end"] {
                    at[end] = (at[end].as_u64().unwrap() + 2).into();
                }
                row.to_string()
            }
        };
        let rows: Vec<_> = rows.iter().map(shift).collect();
        let came = dropped(vec![File::new("h.json", format!("[{}]", rows.join(",")))], Some(text));
        let starts: Vec<_> =
            came.annotations().iter().map(|(_, words, at)| (words.clone(), *at)).collect();
        let wanted = [("It’s over", 10), ("Ivo", 36), ("Ivo", 62)];
        let wanted: Vec<_> = wanted.map(|(words, at)| (words.to_owned(), at)).to_vec();
        assert_eq!(starts, wanted, "{name}: {:?}", came.told);
    }
}
