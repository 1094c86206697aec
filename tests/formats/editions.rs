//! TEI: names, speech and quotations in the text and apart from it are marked, the text is what a reader
//! reads, and what is left out is counted. Our own files come back whole (tests/formats/laws.rs).

use article_annotator::formats::{File, Options};

use crate::cases::{Came, dropped};
use crate::notation::annotated;
use crate::records::marked;
use crate::vector;

/// A file with this text, and this before it.
fn tei(before: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n<teiHeader><fileDesc><titleStmt><title>The\n  bridge</title><author>Rik Aalto</author></titleStmt><publicationStmt><p>x</p><date when=\"2026-01-02\"/></publicationStmt><sourceDesc><p><ref target=\"https://e.org/a\">there</ref></p></sourceDesc></fileDesc></teiHeader>\n{before}<text xml:lang=\"en\">\n  <body>\n{body}\n  </body>\n</text>\n</TEI>\n"
    )
}

fn opened(content: &str) -> Came {
    dropped(vec![File::new("a.xml", content)], None)
}

#[test]
fn names_speech_and_quotations_in_the_text_are_marked_with_who_said_them() {
    let people = "<standOff><listPerson><person xml:id=\"MH\"><persName><forename>Mira</forename>\n <surname>Holt</surname></persName><idno type=\"wikidata\">Q42</idno></person></listPerson></standOff>\n";
    let body = "<p><persName ref=\"#MH\">The <roleName>mayor</roleName></persName> met\n    <name type=\"person\">Ivo\n   Brandt</name>.</p>\n<p><said who=\"#MH\">“We open.”</said> <quote>So be it</quote>, <q type=\"emph\">no</q>; <seg type=\"claim\" corresp=\"#MH\">it cost nine million</seg> in <placeName>Lund</placeName>.</p>";
    let came = opened(&tei(people, body));
    assert_eq!(
        came.texts,
        ["The mayor met Ivo Brandt.\n“We open.” So be it, no; it cost nine million in Lund."]
    );
    assert_eq!(
        marked(&came),
        [
            "person The mayor",
            "person Ivo Brandt",
            "quote “We open.”",
            "quote So be it",
            "claim it cost nine million"
        ]
    );
    let set = &came.sets[0];
    for (at, name) in [
        (0, Some("Mira Holt")),
        (1, None),
        (2, Some("Mira Holt")),
        (3, None),
        (4, Some("Mira Holt")),
    ] {
        let actor = set.iter().nth(at).unwrap().actor().map(|id| set.actor(id).unwrap());
        assert_eq!(actor.map(|actor| actor.name.as_str()), name, "{at}");
        assert!(actor.is_none_or(|actor| actor.wikidata.as_deref() == Some("Q42")));
    }
    let details = set.details();
    assert_eq!(
        (details.title.as_str(), details.byline.as_deref()),
        ("The bridge", Some("Rik Aalto"))
    );
    assert_eq!(
        (details.source.as_deref(), details.published.as_deref()),
        (Some("https://e.org/a"), Some("2026-01-02"))
    );
    assert_eq!(details.language.as_deref(), Some("en"));
    assert_eq!(
        came.told,
        ["the label “placeName” doesn’t stand for people, claims or quotes; left out"]
    );
}

#[test]
fn the_text_is_what_a_reader_reads() {
    for (body, text, told) in [
        (
            "<head>Bridge</head>\n<p>One<note place=\"foot\">A note.</note> two.</p>",
            "Bridge\nOne two.",
            1,
        ),
        (
            "<fw type=\"pageNum\">12</fw><p>One<figure><figDesc>A bridge.</figDesc></figure> two.</p><fw>The Courier</fw>",
            "One two.",
            2,
        ),
        (
            "<p>It <choice><sic>costed</sic><corr>cost</corr></choice> <del>ten</del><add>nine</add>.</p>",
            "It costed nine.",
            2,
        ),
        (
            "<p>It <app><lem>cost</lem><rdg wit=\"#b\">costs</rdg><rdg>costed</rdg></app> <app><rdg wit=\"#a\">nine</rdg><rdg wit=\"#b\">ten</rdg></app>.</p>",
            "It cost nine.",
            1,
        ),
        // Words of a corpus, of which some have no blank between them.
        (
            "<u><seg><s>\n<name type=\"PER\"><w>Mira</w>\n<w join=\"right\">Holt</w></name>\n<pc>,</pc>\n<pc join=\"right\">(</pc>\n<w>mayor</w>\n<pc join=\"left\">)</pc>\n<w join=\"right\">spoke</w>\n<pc>.</pc></s></seg></u>\n<u>So.</u>",
            "Mira Holt, (mayor) spoke.\nSo.",
            0,
        ),
        // Words are joined in a line, not across two.
        (
            "<p><w>Mira</w>\n<w>Holt</w></p>\n<p><pc join=\"left\">”</pc>\n<w>So</w>\n<pc join=\"left\">.</pc></p>",
            "Mira Holt\n” So.",
            0,
        ),
        // An omission is a reading, and so is one within groups of readings.
        (
            "<p>It <app><lem/><rdg wit=\"#b\">really</rdg></app> cost <app><rdg wit=\"#a\"/><rdg>just</rdg></app> nine.</p>",
            "It cost nine.",
            1,
        ),
        (
            "<p>It <app><rdgGrp><rdgGrp><rdg>cost</rdg><rdg>costs</rdg></rdgGrp><rdg>costed</rdg></rdgGrp><rdg>was</rdg></app> <app><rdgGrp><lem>nine</lem><rdg>ten</rdg></rdgGrp></app>.</p>",
            "It cost nine.",
            1,
        ),
        (
            "<p>It <app><lem>cost <app><rdg>nine</rdg><rdg>ten</rdg></app></lem><rdg>was</rdg></app>.</p>",
            "It cost nine.",
            1,
        ),
        (
            "<p>Fach<lb break=\"no\"/>kräfte<lb/>mangel,<pb n=\"2\"/> so.</p>",
            "Fachkräfte mangel, so.",
            0,
        ),
        (
            "<p>Mira Hol\n  <pb n=\"2\" break=\"no\"/>ger, Bran\n<cb break=\"no\"/>\n  dt, Lin\n<gb break=\"no\"/>den, Rei\n<milestone unit=\"x\" break=\"no\"/>ter.\n<pb n=\"3\"/>So.</p>",
            "Mira Holger, Brandt, Linden, Reiter. So.",
            0,
        ),
        (
            "<div><list><item>One</item><item>Two</item></list></div><table><row><cell>Deck</cell><cell>4</cell></row><row><cell>Pier</cell><cell>2</cell></row></table>",
            "One\nTwo\nDeck\t4\nPier\t2",
            0,
        ),
        (
            "<sp><speaker>HOLT</speaker><l>A line,</l><l>another &amp; more &#8212; done.</l></sp>",
            "HOLT\nA line,\nanother & more — done.",
            0,
        ),
        ("<sp who=\"#h\"><p>Never.</p></sp><u who=\"#h\">No.</u>", "Never.\nNo.", 1),
        ("<p>caf&eacute;<g type=\"U+2603\"/> <![CDATA[<b>]]></p>", "café☃ <b>", 0),
    ] {
        let came = opened(&tei("", body));
        assert_eq!(came.texts, [text], "{body}");
        assert_eq!(came.told.len(), told, "{body}: {:?}", came.told);
    }
}

#[test]
fn what_stands_apart_marks_the_places_it_points_to() {
    let body = "<p><w xml:id=\"w1\">Mira</w> <w xml:id=\"w2\">Holt</w> <anchor xml:id=\"a1\"/>said so<anchor xml:id=\"a2\"/> to <seg xml:id=\"s1\">Ivo</seg>.</p>";
    let apart = "<standOff><spanGrp type=\"person\"><span target=\"#w1 #w2\"/><span from=\"#s1\"/></spanGrp><listAnnotation><annotation target=\"#s9\" ana=\"#person\"/></listAnnotation><span from=\"#a1\" to=\"#a2\">claim</span><span target=\"#w1\" type=\"verb\"/></standOff>";
    let came = opened(&tei(apart, body));
    assert_eq!(
        marked(&came),
        ["person Mira … Holt", "claim said so", "person Ivo"],
        "{:?}",
        came.told
    );
    let told = came.told.join("\n");
    assert!(
        told.contains("points to a place that this app cannot find") && told.contains("“verb”"),
        "{told}"
    );
    assert_eq!(came.told.len(), 2, "{told}");
}

#[test]
fn parts_of_a_quotation_are_one_however_they_are_chained() {
    for body in [
        "<p><said xml:id=\"q1\" next=\"#q2\">“We open,”</said> she said, <said xml:id=\"q2\" prev=\"#q1\">“in May.”</said></p>",
        "<p><said part=\"I\">“We open,”</said> she said, <said part=\"F\">“in May.”</said></p>",
    ] {
        assert_eq!(marked(&opened(&tei("", body))), ["quote “We open,” … “in May.”"], "{body}");
    }
}

#[test]
fn several_texts_of_a_corpus_are_several_articles_and_a_cut_file_is_told() {
    let one = tei("", "<p><persName>Ann</persName> left.</p>");
    let inner = one.split_once("?>\n").unwrap().1;
    let corpus = format!(
        "<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\">{inner}{}</teiCorpus>",
        inner.replace("Ann", "Bo")
    );
    let came = opened(&corpus);
    assert_eq!(
        (came.texts.len(), marked(&came).len(), came.told.len()),
        (2, 2, 0),
        "{:?}",
        came.told
    );
    for end in 1..one.len() {
        let came = opened(&one[..end]);
        let is_whole = one[end..].trim().is_empty();
        assert!(is_whole || !came.told.is_empty(), "{}", &one[..end]);
    }
}

#[test]
fn what_overlaps_is_written_in_parts_that_other_programs_can_chain() {
    let set = annotated("[person:Ana] [quote:said {claim:that] jobs} doubled.\nShe left.");
    let file = crate::desk::file("tei", &set, &Options::default());
    assert!(file.contains("<persName>Ana</persName>"), "{file}");
    for set in [set, vector::rich(), annotated("a\n\n[claim:b\n\nc]\u{1} <&>\"")] {
        let file = crate::desk::file("tei", &set, &Options::default());
        let mut open = Vec::new();
        for piece in article_annotator::formats::common::xml::pieces(&file) {
            use article_annotator::formats::common::xml::Xml;
            match piece {
                Xml::Start(name, _, false) => open.push(name),
                Xml::End(name) => assert_eq!(open.pop(), Some(name), "{file}"),
                Xml::Broken => panic!("{file}"),
                _ => {}
            }
        }
        assert!(open.is_empty(), "{file}");
    }
}

#[test]
fn signs_encodings_and_pointers_are_read_however_they_are_written() {
    let body = "<p><persName key=\"x\">Mira</persName> <ruby><rb>東京</rb><rt>とうきょう</rt></ruby> &#55357;&#56832; <seg ana=\"#x #claim\">it cost</seg> <persName key=\"x\">she</persName>&zoe;</p>";
    let file = tei("", body);
    let utf_16 = |text: &str| -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let comment = format!("?>\n<!--{}-->", "x".repeat(9_000));
    for content in [
        file.clone().into_bytes(),
        utf_16(&file),
        file.replacen("?>", &comment, 1).into_bytes(),
        file.replace("<TEI ", "<!DOCTYPE TEI [<!ENTITY mira \"Mira\">]>\n<TEI ").into_bytes(),
    ] {
        let came = dropped(vec![File::new("a.xml", content)], None);
        assert_eq!(came.texts, ["Mira 東京 😀 it cost she&zoe;"], "{:?}", came.told);
        assert_eq!(marked(&came), ["person Mira", "claim it cost", "person she"]);
        let set = &came.sets[0];
        let actors: Vec<_> = set.iter().filter_map(|one| one.actor()).collect();
        assert_eq!((actors.len(), actors[0] == actors[1]), (2, true), "one key is one person");
        assert_eq!(came.told.len(), 1, "{:?}", came.told);
        assert!(came.told[0].contains("“&zoe;”"), "{:?}", came.told);
    }
    let declared = tei("", "<p><persName>Анна</persName></p>")
        .replace("version=\"1.0\"", "version=\"1.0\" encoding=\"windows-1251\"");
    let cyrillic = encoding_rs::WINDOWS_1251.encode(&declared).0.into_owned();
    let came = dropped(vec![File::new("a.xml", cyrillic)], None);
    assert_eq!((marked(&came), came.told), (vec!["person Анна".to_owned()], vec![]));
}

#[test]
fn line_ends_of_windows_and_returns_by_number_move_no_mark() {
    let body = "<p xml:space=\"preserve\">One.\nTwo <persName>Mira Holt</persName>&#13;\nmet <persName>Ivo\nBrandt</persName>.</p>";
    for content in [tei("", body), tei("", body).replace('\n', "\r\n")] {
        let came = opened(&content);
        assert_eq!(marked(&came), ["person Mira Holt", "person Ivo\nBrandt"], "{:?}", came.texts);
    }
}

#[test]
fn a_list_of_people_in_the_text_is_read_and_its_names_are_those_people() {
    let list = "<head>Present</head><listPerson><person xml:id=\"MH\"><persName>Mira Holt</persName>, <occupation>mayor</occupation> <idno type=\"wikidata\">Q42</idno></person><person><persName>Ivo Brandt</persName></person></listPerson><listOrg><org xml:id=\"C\"><orgName>Council of Lund</orgName></org></listOrg><p><said who=\"#MH\">“We open.”</said></p>";
    let came = opened(&tei("", list));
    assert_eq!(
        came.texts,
        ["Present\nMira Holt, mayor Q42\nIvo Brandt\nCouncil of Lund\n“We open.”"]
    );
    assert_eq!(marked(&came), ["person Mira Holt", "person Ivo Brandt", "quote “We open.”"]);
    let set = &came.sets[0];
    let actors: Vec<_> =
        set.iter().map(|one| one.actor().map(|id| set.actor(id).unwrap())).collect();
    let name = |at: usize| actors[at].map(|actor| actor.name.as_str());
    assert_eq!(
        (name(0), name(1), name(2)),
        (Some("Mira Holt"), Some("Ivo Brandt"), Some("Mira Holt"))
    );
    assert_eq!(actors[0].unwrap().wikidata.as_deref(), Some("Q42"));
    // In a file that keeps its white space, as well.
    let came = opened(&tei(
        "",
        "<p xml:space=\"preserve\">One.</p>\n<listPerson><person><persName>Ivo</persName></person></listPerson>",
    ));
    assert_eq!(came.texts, ["One.\nIvo"]);
}

#[test]
fn the_date_is_that_of_what_the_file_is_of_and_never_that_of_a_change_to_it() {
    let file = |header: &str, revision: &str| {
        format!(
            "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>x</title></titleStmt>{header}</fileDesc>{revision}</teiHeader><text><body><p>Text.</p></body></text></TEI>"
        )
    };
    let edition = "<publicationStmt><p>x</p><date when=\"2024-05-05\"/></publicationStmt>";
    let source = "<sourceDesc><bibl><date when=\"1926-01-02\"/></bibl></sourceDesc>";
    let worded = "<sourceDesc><bibl><date>2 January 1926</date></bibl></sourceDesc>";
    let change = "<revisionDesc><change><date when=\"2025-06-06\"/></change></revisionDesc>";
    for (header, revision, date) in [
        (format!("{edition}{source}"), change, Some("1926-01-02")),
        (format!("{edition}{worded}"), "", Some("2 January 1926")),
        (edition.to_owned(), change, Some("2024-05-05")),
        (source.to_owned(), "", Some("1926-01-02")),
        (String::new(), change, None),
    ] {
        let came = opened(&file(&header, revision));
        assert_eq!(came.sets[0].details().published.as_deref(), date, "{header}");
    }
}

/// A file with this in its head, apart from the text, and in the text.
fn bare(doctype: &str, standoff: &str, body: &str) -> Came {
    opened(&format!(
        "<?xml version=\"1.0\"?>{doctype}<TEI><teiHeader/><standOff>{standoff}</standOff><text><body><p>{body}</p></body></text></TEI>"
    ))
}

#[test]
fn names_of_elements_say_in_tei_what_the_elements_do_and_links_are_counted() {
    let words = r#"<w xml:id="w1">Ana</w> <w xml:id="w2">Ruiz</w> left."#;
    let group = r##"<spanGrp type="ner"><span from="#w1" to="#w2" type="persName"/></spanGrp>"##;
    let came = bare("", group, words);
    assert_eq!((marked(&came), came.told), (vec!["person Ana Ruiz".to_owned()], vec![]));
    for body in [
        r#"<seg type="persName">Ana Ruiz</seg> left."#,
        r##"<seg ana="#persName">Ana Ruiz</seg> left."##,
        r#"<rs type="persName">Ana Ruiz</rs> left."#,
    ] {
        let came = bare("", "", body);
        assert_eq!(
            (marked(&came), came.told),
            (vec!["person Ana Ruiz".to_owned()], vec![]),
            "{body}"
        );
    }
    let links = r##"<linkGrp><link target="#w1 #a"/><link target="#w2 #a"/></linkGrp><listRelation><relation name="x" active="#a"/></listRelation>"##;
    assert_eq!(
        bare("", links, words).told,
        [
            "a link between places of the text is not kept here (2 times); left out",
            "a relation between people is not kept here; left out"
        ]
    );
}

#[test]
fn who_speaks_may_be_a_name_in_tei_and_pointers_stay_pointers() {
    for (who, name, told) in [
        ("Ana Ruiz", "Ana Ruiz", 0),
        ("#ana #ivo", "ana", 1),
        ("ana ivo", "ana", 1),
        ("SP1 SP2", "SP1", 1),
        ("http://e.example/Ana http://e.example/Ivo", "http://e.example/Ana", 1),
    ] {
        let came = bare("", "", &format!(r#"<said who="{who}">“A,”</said> she said."#));
        let set = &came.sets[0];
        let one = set.iter().next().unwrap();
        let speaker = one.actor().and_then(|id| set.actor(id)).map(|actor| actor.name.as_str());
        assert_eq!((speaker, came.told.len()), (Some(name), told), "{who}: {:?}", came.told);
    }
}

#[test]
fn what_a_tei_file_declares_for_itself_is_looked_up_and_nothing_grows_without_end() {
    let declared = r#"<!DOCTYPE TEI SYSTEM "x.dtd" [<!ENTITY mdash "&#8212;"><!ENTITY ana 'Ana Ruiz'><!ENTITY both "&ana; &ana;"><!ENTITY amp "x">]>"#;
    let came = bare(declared, "", r#"<name type="person">&ana;</name>&mdash;left &amp; &eacute;."#);
    assert_eq!(
        (marked(&came), came.texts[0].as_str()),
        (vec!["person Ana Ruiz".to_owned()], "Ana Ruiz—left & é.")
    );
    assert_eq!(came.told, [""; 0]);
    // One that refers to others stays, and is told.
    let came = bare(declared, "", "&both; left.");
    assert_eq!(came.texts, ["&both; left."]);
    assert!(came.told[0].contains("“&both;” stands for something"), "{:?}", came.told);
    let large = format!("<!DOCTYPE TEI [<!ENTITY a \"{}\">]>", "x".repeat(900));
    let came = bare(&large, "", &"&a; ".repeat(20_000));
    assert!(came.texts[0].len() < 2_000_000, "{}", came.texts[0].len());
    assert!(came.told[0].contains("“&a;” stands for something"), "{:?}", came.told);
}
