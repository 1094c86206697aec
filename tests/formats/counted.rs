//! Files of several texts in which a single doubtful annotation looks as if it counted otherwise, and programs of
//! which it is known how they count.

use article_annotator::formats::File;

use crate::cases::dropped;
use crate::records::marked;

const SLOPPY: &str = "“e left” starts in the middle of a word; it was read as it is";

#[test]
fn one_doubtful_annotation_does_not_recount_its_file() {
    // In UTF-16 code units “e left” would be “he left”, but all others are where code points say.
    let source = |at: usize, text: &str, (start, end): (u32, u32)| {
        format!(
            r#"<TextSource guid="{at}" name="s{at}"><PlainTextContent>{text}</PlainTextContent><PlainTextSelection guid="p{at}" startPosition="{start}" endPosition="{end}"><Coding guid="c{at}"><CodeRef targetGUID="p"/></Coding></PlainTextSelection></TextSource>"#
        )
    };
    let sources = [
        source(1, "😀 Ann met Ivo.", (2, 5)),
        source(2, "😀 Ann met Ivo.", (10, 13)),
        source(3, "😀 Ivo said he left.", (12, 18)),
    ];
    let qde = format!(
        r#"<?xml version="1.0" encoding="utf-8"?><Project name="x" xmlns="urn:QDA-XML:project:1.0"><CodeBook><Codes><Code guid="p" name="Claim"/></Codes></CodeBook><Sources>{}</Sources></Project>"#,
        sources.concat()
    );
    let line = |text: &str, (start, end): (u32, u32)| {
        format!(
            "{{\"text\":\"{text}\",\"spans\":[{{\"start\":{start},\"end\":{end},\"label\":\"Claim\"}}]}}\n"
        )
    };
    let prodigy = [
        line("😀 Ann met Ivo.", (2, 5)),
        line("😀 Ann met Ivo.", (10, 13)),
        line("😀 Ivo said he left.", (12, 18)),
    ];
    for (name, content) in [("p.qde", qde), ("p.jsonl", prodigy.concat())] {
        let came = dropped(vec![File::new(name, content)], None);
        assert_eq!(marked(&came), ["claim Ann", "claim Ivo", "claim e left"], "{:?}", came.told);
        assert_eq!(came.told, [SLOPPY], "{name}");
    }
    // Where most are in the other unit, all are, and it is told.
    let lines = [line("😀 Ann met Ivo.", (3, 6)), line("😀 Ann met Ivo.", (11, 14))];
    let came = dropped(vec![File::new("p.jsonl", lines.concat())], None);
    assert_eq!(marked(&came), ["claim Ann", "claim Ivo"]);
    let told = "this file counts UTF-16 code units, not Unicode code points; read that way";
    assert!(came.told.len() == 1 && came.told[0].ends_with(told), "{:?}", came.told);
}

#[test]
fn argilla_counts_code_points_whatever_its_version() {
    let text = "😀😀 Mira Holts Brücke, sagt Ivo.";
    for (name, record) in [
        ("lists", r#""annotation":[["PERSON",3,12],["PERSON",27,30]]"#),
        (
            "objects",
            r#""annotation":[{"start":3,"end":12,"label":"PERSON"},{"start":27,"end":30,"label":"PERSON"}]"#,
        ),
        (
            "tokens",
            r#""tokens":["😀😀","Mira"],"annotations":[{"start":3,"end":12,"label":"PERSON"},{"start":27,"end":30,"label":"PERSON"}]"#,
        ),
        (
            "only one",
            r#""tokens":["😀😀","Mira"],"annotation":[["PERSON",3,12]],"prediction":null"#,
        ),
    ] {
        let came =
            dropped(vec![File::new("a.jsonl", format!(r#"{{"text":"{text}",{record}}}"#))], None);
        assert_eq!(marked(&came)[0], "person Mira Holt", "{name}: {:?}", came.told);
        assert!(came.told.iter().all(|told| !told.contains("counts")), "{name}: {:?}", came.told);
    }
}

#[test]
fn links_of_a_coded_project_say_who_said_something_and_the_others_are_counted() {
    let qde = |links: &str| {
        format!(
            r#"<?xml version="1.0" encoding="utf-8"?><Project name="x" xmlns="urn:QDA-XML:project:1.0"><Users><User guid="u" name="Ann"/></Users><CodeBook><Codes><Code guid="p" name="Person"/><Code guid="q" name="Quote"/></Codes></CodeBook><Sources><TextSource guid="1" name="One"><PlainTextContent>“We stop,” said Mira Holt.</PlainTextContent><PlainTextSelection guid="s1" startPosition="0" endPosition="10"><Coding guid="c1"><CodeRef targetGUID="q"/></Coding></PlainTextSelection><PlainTextSelection guid="s2" startPosition="16" endPosition="25"><Coding guid="c2" creatingUser="u" creationDateTime="2026-01-02T10:00:00Z"><CodeRef targetGUID="p"/></Coding></PlainTextSelection></TextSource></Sources><Cases><Case guid="k" name="Mira Holt"/></Cases><Links>{links}</Links></Project>"#
        )
    };
    let link = |name: &str, from: &str, to: &str| {
        format!(
            r#"<Link guid="l" name="{name}" direction="OneWay" originGUID="{from}" targetGUID="{to}"/>"#
        )
    };
    const CASE: &str = "a case has no place here; left out";
    for (links, speaker, told) in [
        (link("speaker", "s1", "s2"), true, None),
        (link("Speaker", "c1", "c2"), true, None),
        (
            link("explains", "s1", "s2"),
            false,
            Some("the relation “explains” does not say who said something; left out"),
        ),
        (
            link("speaker", "s1", "k"),
            false,
            Some("a link is not between passages of one text; left out"),
        ),
    ] {
        let came = dropped(vec![File::new("p.qde", qde(&links))], None);
        assert_eq!(marked(&came), ["quote “We stop,”", "person Mira Holt"], "{:?}", came.told);
        let by: Vec<_> = came.sets[0].iter().map(|one| one.creator.as_deref()).collect();
        assert_eq!(by, [None, Some("Ann")]);
        let actors: Vec<_> = came.sets[0].actors().map(|actor| actor.name.clone()).collect();
        assert_eq!(actors, if speaker { vec!["Mira Holt"] } else { vec![] }, "{links}");
        let wanted: Vec<_> = std::iter::once(CASE).chain(told).collect();
        assert!(
            wanted.iter().all(|told| came.told.iter().any(|it| it == told)),
            "{links}: {:?}",
            came.told
        );
        assert_eq!(came.told.len(), wanted.len(), "{:?}", came.told);
    }
}

#[test]
fn who_marked_something_in_label_studio_is_kept_where_the_file_says_it_in_words() {
    let task = |by: &str| {
        format!(
            r#"[{{"data":{{"text":"Mira left."}},"annotations":[{{"completed_by":{by},"result":[{{"type":"labels","value":{{"start":0,"end":4,"text":"Mira","labels":["PER"]}}}}]}}]}}]"#
        )
    };
    let minimal = r#"[{"text":"Mira left.","label":[{"start":0,"end":4,"text":"Mira","labels":["PER"]}],"annotator":"ann@x.example","annotation_id":1}]"#;
    for (file, by) in [
        (
            task(r#"{"id":1,"email":"ann@x.example","first_name":"Ann","last_name":"Ruiz"}"#),
            Some("Ann Ruiz"),
        ),
        (
            task(r#"{"id":1,"email":"ann@x.example","first_name":"","last_name":""}"#),
            Some("ann@x.example"),
        ),
        (task("7"), None),
        (minimal.to_owned(), Some("ann@x.example")),
    ] {
        let came = dropped(vec![File::new("l.json", file.clone())], None);
        let found: Vec<_> = came.sets[0].iter().map(|one| one.creator.as_deref()).collect();
        assert_eq!((found, came.told.len()), (vec![by], 0), "{file}: {:?}", came.told);
    }
}

#[test]
fn what_lighttag_says_beside_annotations_is_counted() {
    let file = r#"{"examples":[{"content":"Mira left.","annotations":[{"start":0,"end":4,"value":"Mira","tag":"PERSON"}],"classifications":[{"classname":"News"}]}],"relations":[{"id":"n","children":[]}]}"#;
    let came = dropped(vec![File::new("l.json", file)], None);
    assert_eq!(marked(&came), ["person Mira"]);
    for told in ["the class “News” is about the whole text; left out", "1 relation is not between"]
    {
        assert!(came.told.iter().any(|it| it.contains(told)), "{:?}", came.told);
    }
    assert_eq!(came.told.len(), 2, "{:?}", came.told);
}
