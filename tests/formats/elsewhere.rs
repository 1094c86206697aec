//! Files of annotations about an article that is open: Recogito 3, Hypothesis' table, tables made by hand and
//! tables that a spreadsheet changed; and brat's texts with other line ends than brat counts.

use article_annotator::formats::File;
use article_annotator::model::Article;

use crate::cases::{Came, FIRST, dropped, folder};
use crate::records::{marked, names_both};

fn about(name: &str, content: impl Into<Vec<u8>>) -> Came {
    dropped(vec![File::new(name, content.into())], Some(FIRST))
}

#[test]
fn recogito_of_version_3_with_its_tags_comments_and_selectors() {
    let one = |bodies: &str, selector: &str| {
        format!(
            r#"[{{"id":"r1","bodies":{bodies},"target":{{"annotation":"r1","selector":{selector}}}}}]"#
        )
    };
    let tag = r#"{"id":"b","purpose":"tagging","value":"person"}"#;
    let place = r#"[{"quote":"Ivo Brandt","start":14,"end":24}]"#;
    for (bodies, selector, note, tags) in [
        (format!("[{tag}]"), place, "", &[][..]),
        (format!(r#"[{tag},"a remark",{{"purpose":"tagging","value":"mayor"}}]"#), place, "a remark", &["mayor"]),
        (format!(r#"[{tag},{{"purpose":"commenting","format":"Quill","value":"{{\"ops\":[{{\"insert\":\"Why \"}},{{\"insert\":\"her?\\n\"}}]}}"}}]"#), place, "Why her?", &[]),
        (r#"[{"purpose":"tagging","value":"{\"label\":\"person\",\"id\":\"x\"}"},{"purpose":"replying","value":"No."}]"#.to_owned(), r#"{"quote":"Ivo Brandt","start":900,"end":910}"#, "No.", &[]),
        (r#"[{"purpose":"tagging","value":{"label":"person","uri":"x"}}]"#.to_owned(), r#"{"quote":"Ivo Brandt"}"#, "", &[]),
        (format!("[{tag}]"), r#"{"type":"TextPositionSelector","start":14,"end":24}"#, "", &[]),
    ] {
        let came = about("r.json", one(&bodies, selector));
        assert_eq!(marked(&came), ["person Ivo Brandt"], "{bodies} {selector}: {:?}", came.told);
        let made = came.sets[0].iter().next().unwrap();
        assert_eq!((made.note.as_str(), made.tags.as_slice()), (note, &tags.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>()[..]), "{bodies}");
    }
    for (quote, found) in [("Ivo Brand!", 1), ("Ivo the baker", 0)] {
        let place = format!(r#"{{"quote":"{quote}","start":14,"end":24}}"#);
        let came = about("r.json", one(&format!("[{tag}]"), &place));
        assert_eq!((marked(&came).len(), came.told.len()), (found, 1), "{:?}", came.told);
    }
    let unread = about("r.json", one(&format!("[{tag}]"), r#"{"from":"a","to":"b"}"#));
    assert_eq!((marked(&unread).len(), unread.told.len()), (0, 1), "{:?}", unread.told);
}

#[test]
fn the_table_of_hypothesis_is_read_by_its_quotations() {
    let head = "Created at,Author,Page number,URL,Group,Type,Quote,Comment,Tags";
    let rows = [
        "2026-01-02T10:00:00+00:00,q,,http://example.org/a,Public,Annotation,Ivo Brandt,\"architect, they say\",\"old,person\"",
        "2026-01-02,q,,http://example.org/a,Public,Highlight,nine million,,claim",
        "2026-01-02,q,,http://example.org/a,Public,Page note,,whole page,",
        "2026-01-02,q,,http://example.org/a,Public,Highlight,town hall,,",
    ];
    for mark in ["", "\u{feff}"] {
        let came = about("h.csv", format!("{mark}{head}\r\n{}\r\n", rows.join("\r\n")));
        assert_eq!(marked(&came), ["person Ivo Brandt"], "{:?}", came.told);
        let one = came.sets[0].iter().next().unwrap();
        assert_eq!((one.note.as_str(), one.creator.as_deref()), ("architect, they say", Some("q")));
        assert_eq!(one.tags, ["old"]);
        let told = came.told.join("\n");
        for wanted in ["more than once", "whole page", "no tag says"] {
            assert!(told.contains(wanted), "{wanted}: {told}");
        }
    }
    let earlier = "Creation Date,URL,Group,Annotation/Reply Type,Quote,User,Body,Tags,Page\n2026-01-02T10:00:00+00:00,http://example.org/a,Public,Annotation,Ivo Brandt,q,architect,person,\n";
    let came = about("h.csv", earlier);
    assert_eq!(marked(&came), ["person Ivo Brandt"], "{:?}", came.told);
    let one = came.sets[0].iter().next().unwrap();
    assert_eq!((one.note.as_str(), one.creator.as_deref()), ("architect", Some("q")));
    let alone = dropped(vec![File::new("h.csv", format!("{head}\n{}\n", rows[0]))], None);
    assert!(alone.texts.is_empty() && alone.told[0].contains("open the article first"));
}

#[test]
fn a_table_made_by_hand_is_read_by_its_words() {
    for (content, wanted) in [
        ("kind;quote;note\r\nperson;Ivo Brandt;architect\r\n", &["person Ivo Brandt"][..]),
        (
            "Quote,Kind\nIvo Brandt,Person\nHolt said,claim\n",
            &["person Ivo Brandt", "claim Holt said"],
        ),
        // As programs for coding texts call them.
        (
            "Document,Code,Segment\na.txt,Person,Ivo Brandt\na.txt,Claim,Holt said\n",
            &["person Ivo Brandt", "claim Holt said"],
        ),
        ("Highlight;Note;Tag\nIvo Brandt;architect;person\n", &["person Ivo Brandt"]),
        ("label\ttext\tsuffix\nclaim\tnine million\t, Holt\n", &["claim nine million"]),
        (
            "kind,passage,start,end\nperson,Ivo Brandt,,\nperson,Mira Holt,0,9\n",
            &["person Mira Holt", "person Ivo Brandt"],
        ),
    ] {
        let came = about("t.csv", content);
        assert_eq!(marked(&came), wanted, "{content}: {:?}", came.told);
        assert_eq!(came.told, [""; 0]);
    }
    let came =
        about("t.csv", "kind,quote\nclaim,nine million\nperson,Ann\nperson,\nperson,Ivo Brandt\n");
    assert_eq!(marked(&came), ["person Ivo Brandt"]);
    for (at, wanted) in
        [(2, "more than once"), (3, "“Ann” is not in the text"), (4, "neither offsets nor words")]
    {
        let line = format!("Line {at}, column 1");
        assert!(
            came.told.iter().any(|told| told.starts_with(&line) && told.contains(wanted)),
            "{wanted}: {:?}",
            came.told
        );
    }
    let came = about("t.csv", "kind,quote\nperson,ivo Brandt\n");
    assert_eq!(marked(&came), ["person Ivo Brandt"]);
    let told = came.told.first().map(String::as_str).unwrap_or_default();
    assert!(told.starts_with("Line 2, column 1") && told.contains("“ivo Brandt”"), "{told}");
    // Tables of something else stay tables of something else.
    for content in [
        "type,text\napple,red\n",
        "text,label\nGood film.,positive\n",
        "kind,name\nperson,Ivo Brandt\n",
    ] {
        let came = about("t.csv", content);
        assert!(
            came.annotations().is_empty() && came.told[0].contains("this is a table"),
            "{:?}",
            came.told
        );
    }
}

#[test]
fn offsets_that_a_spreadsheet_took_for_times_are_read() {
    for spans in ["14:24", "14:24:00", "02:24 PM", "0.6", ""] {
        let came =
            about("t.csv", format!("kind,text,start,end,spans\nperson,Ivo Brandt,14,24,{spans}\n"));
        assert_eq!(marked(&came), ["person Ivo Brandt"], "{spans}: {:?}", came.told);
    }
    let came = about("t.csv", "kind,text,start,end,spans\nperson,Ivo Brandt,15,25,02:24 PM\n");
    assert_eq!((marked(&came).len(), came.told.len()), (0, 1));
}

#[test]
fn our_tables_as_excel_saved_them_are_read_whole() {
    const TEXT: &str = "=SUM(A1) says Mira Holt: “open, now” and it was -5 degrees in Lund. \
Then, Ivo Brandt wrote as: @mira Zoë 😀 Holt agreed";
    let sha256 = Article::new(None, TEXT).unwrap().sha256().to_owned();
    for name in ["x4-sep.csv", "x10-1252.csv"] {
        let content = std::fs::read(folder().join("inputs").join(name)).unwrap();
        // The tables are of a text that is not beside them: only its hash is another.
        let hash = b"2c8c44152157f66540fc2ad0945c08e6eeb5de4690c3a9e00e7377fa89706f4d";
        let mut content = content;
        while let Some(at) = content.windows(64).position(|part| part == hash) {
            content.splice(at..at + 64, sha256.bytes());
        }
        let came = dropped(vec![File::new(name, content)], Some(TEXT));
        let wanted = [
            "claim =SUM(A1)",
            "person Mira Holt",
            "quote “open, now”",
            "claim -5 degrees in Lund",
            "person Ivo Brandt",
            "person @mira",
            "claim Zoë 😀 Holt agreed",
        ];
        // What has no letter in windows-1252 was not in that table.
        let kept = if name.contains("1252") { 6 } else { 7 };
        assert_eq!(marked(&came), wanted[..kept], "{name}: {:?}", came.told);
        assert!(came.notes().contains(&"mayor; since \"2019\"\nsecond line".to_owned()), "{name}");
    }
}

#[test]
fn brat_counts_line_ends_and_marks_as_its_words_say() {
    let text = "\u{feff}One.\r\nMira Holt met\r\nIvo Brandt.";
    let ann = |shift: u32, line: u32| {
        let at = |at: u32, line: u32| at + shift + line;
        format!(
            "T1\tPERS {} {}\tMira Holt\nT2\tPerson {} {}\tIvo Brandt\n",
            at(5, line),
            at(14, line),
            at(19, 2 * line),
            at(29, 2 * line)
        )
    };
    let mut all = Vec::new();
    for shift in [0, 1] {
        for line in [0, 1] {
            for end in ["\n", "\r\n"] {
                for mark in ["", "\u{feff}"] {
                    all.push(format!("{mark}{}", ann(shift, line).replace('\n', end)));
                }
            }
        }
    }
    for standoff in all {
        let files = vec![File::new("a.txt", text), File::new("a.ann", standoff.clone())];
        let came = dropped(files, None);
        assert_eq!(
            marked(&came),
            ["person Mira Holt", "person Ivo Brandt"],
            "{standoff:?}: {:?}",
            came.told
        );
        assert_eq!(
            came.texts[0].trim_start_matches('\u{feff}'),
            "One.\nMira Holt met\nIvo Brandt."
        );
        assert_eq!(came.told, [""; 0]);
    }
    // As scripts write it, with one sign between all fields.
    for sign in [" ", "\t"] {
        let ann = ["T1", "Person", "0", "9", "Mira Holt\nT2", "Person", "14", "24", "Ivo Brandt"];
        let files = vec![
            File::new("a.txt", "Mira Holt met Ivo Brandt."),
            File::new("a.ann", ann.join(sign)),
        ];
        let came = dropped(files, None);
        assert_eq!(marked(&came), ["person Mira Holt", "person Ivo Brandt"], "{:?}", came.told);
        assert_eq!(came.told, [""; 0]);
    }
    // In an encoding of before UTF-8, which is guessed and told.
    let text = "Zoë said “no” to Mira Holt, and the café was closed.";
    let ann = "T1\tPerson 0 3\tZoë\nT2\tPerson 17 26\tMira Holt\n";
    for standoff in [encoding_rs::WINDOWS_1252.encode(ann).0.into_owned(), ann.into()] {
        let whole = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        let files = vec![File::new("a.txt", whole), File::new("a.ann", standoff)];
        let came = dropped(files, None);
        assert_eq!(
            (marked(&came), came.texts),
            (vec!["person Zoë".to_owned(), "person Mira Holt".to_owned()], vec![text.to_owned()])
        );
        assert!(
            came.told.iter().all(|line| line.contains("was read as windows-1252")),
            "{:?}",
            came.told
        );
    }
    let related = "T1\tPerson 0 4\tMira\nT2\tQuote 5 9\tsaid\nR1\tMet Arg1:T1 Arg2:T2\nR2\tSpeaker Arg1:T2 Arg2:T1\n";
    let came = dropped(vec![File::new("a.txt", "Mira said"), File::new("a.ann", related)], None);
    assert_eq!(came.told, ["the relation “Met” does not say who said something; left out"]);
}

#[test]
fn pubannotation_in_its_shapes() {
    let text = "Mira Holt met Ivo Brandt.";
    let one = |id: &str, begin: u32, end: u32| {
        format!(r#"{{"id":"{id}","span":{{"begin":{begin},"end":{end}}},"obj":"Person"}}"#)
    };
    let both = [one("T1", 0, 9), one("T2", 14, 24)].join(",");
    for (content, told) in [
        (format!(r#"{{"text":"{text}","denotations":[{both}]}}"#), &[][..]),
        (
            format!(
                r#"[{{"sourcedb":"PMC","target":"http://e.org/1","text":"{text}","denotations":[{both}],"relations":[{{"id":"R1","pred":"met","subj":"T1","obj":"T2"}}],"attributes":[{{"id":"A1","subj":"T1","pred":"age","obj":"4"}}]}}]"#
            ),
            &["“met”", "the attribute “age”"],
        ),
        (
            format!(
                r#"{{"text":"{text}","tracks":[{{"project":"p","denotations":[{both},{{"obj":"x"}}]}}]}}"#
            ),
            &["no span or no label"],
        ),
    ] {
        names_both("p.json", &content, told);
    }
}

#[test]
fn webanno_relations_chains_and_other_values_are_counted() {
    for version in ["3.2", "3.3"] {
        let file = format!(
            "#FORMAT=WebAnno TSV {version}\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n#T_RL=webanno.custom.Rel|says|BT_webanno.custom.Span\n#T_CH=x.CoreferenceLink|referenceRelation|referenceType\n\n\n#Text=Mira Holt met Ivo\n1-1\t0-4\tMira\tQ1[1]\tPER[1]\t_\t_\t_\t_\t\n1-2\t5-9\tHolt\tQ1[1]\tPER[1]\t_\t_\t_\t_\t\n1-3\t10-13\tmet\t_\t_\t_\t_\t_\t_\t\n1-4\t14-17\tIvo\t*[2]\tPER[2]\tknows\t1-1[1_2]\t*->1-1\tname\t\n"
        );
        let came = dropped(vec![File::new("w.tsv", file)], None);
        assert_eq!(marked(&came), ["person Mira Holt", "person Ivo"], "{:?}", came.told);
        let told = came.told.join("\n");
        for wanted in [
            "a value of “identifier” has no place here",
            "a relation or chain of the layer “Rel” has",
            "a relation or chain of the layer “CoreferenceLink”",
        ] {
            assert!(told.contains(wanted), "{wanted}: {told}");
        }
        assert_eq!(came.told.len(), 3, "{told}");
    }
}

#[test]
fn a_quotation_with_dots_for_words_left_out_is_marked_whole_and_told() {
    let head = "Created at,Author,URL,Type,Quote,Comment,Tags";
    for (quote, there) in [
        ("The bridge cost … Holt said", Some("The bridge cost nine million, Holt said")),
        ("The bridge cost [...] Holt said", Some("The bridge cost nine million, Holt said")),
        ("Mira Holt met Ivo Brandt at the...", Some("Mira Holt met Ivo Brandt at the")),
        ("…Ivo Brandt at the town hall", Some("Ivo Brandt at the town hall")),
        (
            "met ... town (...) left",
            Some(
                "met Ivo Brandt at the town hall.\nThe bridge cost nine million, Holt said. The bridge cost nine million, wrote Brandt.\nZoë 😀 Mira Holt left",
            ),
        ),
        // Twice, in another order, or not at all.
        ("The bridge … million", None),
        ("town … met", None),
        ("met … Malmö", None),
        ("…", None),
    ] {
        for sign in [",", ";", "\t"] {
            let rows = format!("{head}\n2026-01-02,q,u,Annotation,\"{quote}\",,claim\n");
            let came = about("h.csv", rows.replace(',', sign));
            let wanted: Vec<_> = there.iter().map(|there| format!("claim {there}")).collect();
            assert_eq!(marked(&came), wanted, "{quote} {sign:?}: {:?}", came.told);
            assert_eq!(came.told.len(), 1, "{quote}: {:?}", came.told);
        }
    }
}

#[test]
fn a_row_whose_offsets_lead_elsewhere_is_found_by_its_words_and_told() {
    for (row, there, told) in [
        ("person,Ivo Brandt,15,25", Some("Ivo Brandt"), "not where the file says"),
        ("person,ivo  brandt,14,24", Some("Ivo Brandt"), "is written"),
        ("claim,nine million,60,72", Some("nine million"), "not where the file says"),
        ("person,Ivo Brandt,-1,24", Some("Ivo Brandt"), ""),
        ("person,Ivo Brandt,14.0,2.4E+01", Some("Ivo Brandt"), ""),
        (" person , Ivo Brandt , 14 , 24 ", Some("Ivo Brandt"), ""),
        ("claim,nine million,0,4", None, "more than once"),
        ("person,Nobody else,0,4", None, "the text there is “Mira”"),
    ] {
        for before in ["", "Table 1\n", ",,,\n\n"] {
            let came = about("t.csv", format!("{before}kind,text,start,end\n{row}\n,,,\n"));
            let words: Vec<_> = came.annotations().into_iter().map(|one| one.1).collect();
            assert_eq!(words, there.into_iter().collect::<Vec<_>>(), "{row}: {:?}", came.told);
            assert_eq!(came.told.is_empty(), told.is_empty(), "{row}: {:?}", came.told);
            assert!(came.told.iter().all(|line| line.contains(told)), "{row}: {:?}", came.told);
        }
    }
}

#[test]
fn blocks_and_typesettings_of_pubannotation_are_marked_or_counted() {
    let text = "Mira Holt met Ivo Brandt.";
    let file = format!(
        r#"[{{"text":"First.","denotations":[]}},{{"text":"{text}","blocks":[{{"id":"B1","span":{{"begin":0,"end":24}},"obj":"claim"}},{{"id":"B2","span":{{"begin":0,"end":25}},"obj":"title"}}],"denotations":[{{"id":"T1","begin":0,"end":9,"obj":"Person"}}],"typesettings":[{{"style":"bold","span":{{"begin":0,"end":4}}}}]}}]"#
    );
    let came = dropped(vec![File::new("p.json", file)], None);
    assert_eq!(marked(&came), ["claim Mira Holt met Ivo Brandt", "person Mira Holt"]);
    let told = came.told.join("\n");
    assert!(told.contains("“title”") && told.contains("the typesetting “bold”"), "{told}");
    let alone = format!(
        r#"{{"text":"{text}","blocks":[{{"span":{{"begin":0,"end":9}},"obj":"person"}}]}}"#
    );
    assert_eq!(marked(&dropped(vec![File::new("p.json", alone)], None)), ["person Mira Holt"]);
}

#[test]
fn a_file_about_an_article_that_marks_nothing_in_it_says_so() {
    for (name, file) in [
        ("a.jsonld", r#"{"@context":"http://www.w3.org/ns/anno.jsonld","items":[]}"#),
        (
            "a.jsonld",
            r#"[{"@context":"http://www.w3.org/ns/anno.jsonld","@type":"oa:Annotation","hasTarget":{"hasSource":"x"}}]"#,
        ),
        ("h.json", r#"{"export_userid":"a","annotations":[]}"#),
        ("t.csv", "kind,start,end\n"),
    ] {
        let came = about(name, file);
        assert!(marked(&came).is_empty() && came.told.len() == 1, "{file}: {:?}", came.told);
    }
    let graph = r#"{"@context":"http://www.w3.org/ns/anno.jsonld","@graph":[{"type":"Annotation","body":[{"value":"claim","purpose":"tagging"},{"value":"<p>A <b>note</b> &amp; more</p>","format":"text/html","purpose":"commenting"}],"target":{"selector":{"type":"TextQuoteSelector","exact":"Ivo Brandt"}}}]}"#;
    let came = about("a.jsonld", graph);
    assert_eq!(
        (marked(&came), came.notes()),
        (vec!["claim Ivo Brandt".to_owned()], vec!["A note & more".to_owned()])
    );
}
