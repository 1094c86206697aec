//! Word processor documents and books: real LibreOffice files, and small ones built here for what
//! LibreOffice does not write.

use article_annotator::formats::common::zip;
use article_annotator::formats::{File, documents};
use proptest::prelude::*;

use crate::desk::{one, open, said, shown, text};

pub fn source(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/documents");
    std::fs::read(format!("{folder}/{name}")).unwrap()
}

/// A ZIP of these parts.
pub fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let files: Vec<File> = parts.iter().map(|(name, content)| File::new(*name, *content)).collect();
    zip::packed("x".to_owned(), &files).unwrap().content
}

pub const WRITTEN: &str = "\
h1 Council closes the *old* bridge
p “We had **no choice**,” said the mayor, [Chidi Okri](https://news.example/mayor?a=1&b=2), after the meeting.⏎Nobody answered.
h2 What is known
li It is closed.
li Nobody knows until when.
li Perhaps until May.
q It was a matter of time.
tr For\t12
tr Against\t9
pre a  b
pre c
p שלום עולם & 漢字 😀 <end>";

const REVIEWED: &str = "\
h1 Council closes the old bridge
p The council suddenly met and **closed** the *bridge*.
h1 What is known
li It is\tclosed.
li Nobody   knows.
q It was a matter of time.
p See [the minutes](https://news.example/a?b=1&c=2).⏎And the letter.
p For
p 12
p שלום עולם & 漢字 😀
p [1] On Tuesday.";

#[test]
fn a_document_of_a_word_processor_is_its_text_as_it_was_meant() {
    for name in ["written.docx", "written.odt"] {
        let read = one(name, source(name));
        assert_eq!(shown(&read), WRITTEN, "{name}");
        assert_eq!(said(&read), "", "{name}");
        assert_eq!(read.details.title, "Council closes the old bridge");
        assert_eq!(read.details.byline.as_deref(), Some("Anna Kowalska"));
        assert_eq!(read.name, "written");
    }
}

#[test]
fn what_was_inserted_is_there_what_was_deleted_is_not_and_what_is_left_out_is_told() {
    for name in ["reviewed.docx", "reviewed.odt"] {
        let read = one(name, source(name));
        assert_eq!(shown(&read), REVIEWED, "{name}");
        assert_eq!(
            said(&read),
            "the file has tracked changes; insertions are in the text, deletions are not; \
             left out: 1 comment",
            "{name}"
        );
        // The file was made on 2024-05-17; nobody says when it was published.
        assert_eq!(read.details.published, None);
        assert_eq!(read.details.language.as_deref(), Some("en-GB"));
    }
}

/// A Word document with this body and these styles.
pub fn word(body: &str, styles: &str) -> Vec<u8> {
    let namespaces = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:mc=\"x\"";
    packed(&[
        (
            "word/document.xml",
            &format!(
                "<?xml version=\"1.0\"?><w:document {namespaces}><w:body>{body}</w:body></w:document>"
            ),
        ),
        ("word/styles.xml", &format!("<w:styles {namespaces}>{styles}</w:styles>")),
        (
            "word/_rels/document.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Target=\"https://a.example/\"/>\
            <Relationship Id=\"r2\" Target=\"javascript:x\"/></Relationships>",
        ),
    ])
}

#[test]
fn each_construct_of_word_becomes_what_a_reader_sees() {
    let styles = "<w:style w:styleId=\"berschrift2\"><w:name w:val=\"heading 2\"/></w:style>\
        <w:style w:styleId=\"Mine\"><w:name w:val=\"My heading\"/><w:basedOn w:val=\"berschrift2\"/></w:style>\
        <w:style w:styleId=\"Level\"><w:name w:val=\"Odd\"/><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr></w:style>\
        <w:style w:styleId=\"Loop\"><w:name w:val=\"Loop\"/><w:basedOn w:val=\"Loop\"/></w:style>\
        <w:style w:styleId=\"Fett\"><w:name w:val=\"Strong\"/></w:style>\
        <w:style w:styleId=\"Zitat\"><w:name w:val=\"Intense Quote\"/></w:style>";
    let p = |style: &str, inner: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{inner}</w:p>")
    };
    let r = |inner: &str| format!("<w:r>{inner}</w:r>");
    let t = |text: &str| r(&format!("<w:t xml:space=\"preserve\">{text}</w:t>"));
    for (body, passages) in [
        (p("berschrift2", &t("a")), "h2 a"),
        (p("Mine", &t("a")), "h2 a"),
        (p("Level", &t("a")), "h3 a"),
        (p("Loop", &t("a")), "p a"),
        (p("Zitat", &t("a")), "q a"),
        (format!("<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>{}</w:p>", t("a")), "h1 a"),
        (
            format!(
                "<w:p><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr>{}</w:p>",
                t("a")
            ),
            "li a",
        ),
        // Word splits runs at will; adjacent emphasis is one.
        (
            format!(
                "<w:p>{}{}{}</w:p>",
                r("<w:rPr><w:b/></w:rPr><w:t>a</w:t>"),
                r("<w:rPr><w:b w:val=\"1\"/></w:rPr><w:t>b</w:t>"),
                r("<w:rPr><w:b w:val=\"0\"/><w:i/></w:rPr><w:t>c</w:t>")
            ),
            "p **ab***c*",
        ),
        (
            format!("<w:p>{}</w:p>", r("<w:rPr><w:rStyle w:val=\"Fett\"/></w:rPr><w:t>a</w:t>")),
            "p **a**",
        ),
        (
            format!(
                "<w:p><w:hyperlink r:id=\"r1\">{}</w:hyperlink><w:hyperlink r:id=\"r2\">{}</w:hyperlink></w:p>",
                t("a"),
                t("b")
            ),
            "p [a](https://a.example/)b",
        ),
        (
            format!(
                "<w:p>{}{}{}{}{}</w:p>",
                r("<w:fldChar w:fldCharType=\"begin\"/>"),
                r("<w:instrText> HYPERLINK \"https://b.example\" </w:instrText>"),
                r("<w:fldChar w:fldCharType=\"separate\"/>"),
                t("a"),
                r("<w:fldChar w:fldCharType=\"end\"/>")
            ),
            "p [a](https://b.example)",
        ),
        (
            format!(
                "<w:p>{}</w:p>",
                r(
                    "<w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:br/><w:t>d</w:t>"
                )
            ),
            "p a\tb\u{2011}c⏎d",
        ),
        (
            format!(
                "<w:p>{}{}</w:p>",
                r("<w:rPr><w:vanish/></w:rPr><w:t>x</w:t>"),
                t("a &amp; b &#8217;")
            ),
            "p a & b ’",
        ),
        (
            format!(
                "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p>{0}</w:p></w:txbxContent></w:drawing></mc:Choice>\
            <mc:Fallback><w:pict><w:p>{0}</w:p></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
                t("a")
            ),
            "p a",
        ),
        (
            format!(
                "<w:sdt><w:sdtContent><w:p>{}</w:p></w:sdtContent></w:sdt><w:p/><w:p>{}</w:p>",
                t("a"),
                t("b")
            ),
            "p a\np b",
        ),
        (String::new(), "p "),
    ] {
        assert_eq!(shown(&one("a.docx", word(&body, styles))), passages, "{body}");
    }
}

#[test]
fn what_is_deleted_or_moved_away_is_not_there_and_that_is_told() {
    let run =
        |tag: &str, text: &str| format!("<w:{tag}><w:r><w:{text}>gone</w:{text}></w:r></w:{tag}>");
    for change in [run("del", "delText"), run("moveFrom", "t")] {
        let body = format!("<w:p><w:r><w:t>here</w:t></w:r>{change}</w:p>");
        let read = one("a.docx", word(&body, ""));
        assert_eq!(text(&read), "here");
        assert!(said(&read).contains("deletions are not"), "{change}");
    }
}

#[test]
fn how_words_looked_before_a_tracked_change_says_nothing_of_how_they_look() {
    let styles = "<w:style w:styleId=\"T\"><w:name w:val=\"heading 1\"/></w:style>";
    let change = |name: &str, inner: &str| format!("<w:{name} w:id=\"1\">{inner}</w:{name}>");
    let run = |change: &str| format!("<w:r><w:rPr>{change}</w:rPr><w:t>live</w:t></w:r>");
    let was = |inner: &str| change("rPrChange", &format!("<w:rPr>{inner}</w:rPr>"));
    for old in ["<w:strike/>", "<w:vanish/>", "<w:b/>", "<w:vertAlign w:val=\"superscript\"/>"] {
        let read = one("a.docx", word(&format!("<w:p>{}</w:p>", run(&was(old))), ""));
        assert_eq!((shown(&read).as_str(), said(&read).as_str()), ("p live", ""), "{old}");
    }
    let of_paragraph =
        "<w:pPr><w:pStyle w:val=\"T\"/><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>";
    let numbered = "<w:numPr><w:numId w:val=\"0\"/><w:numberingChange w:original=\"1\"/></w:numPr>";
    for properties in [change("pPrChange", of_paragraph), numbered.to_owned()] {
        let body = format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", run(""));
        assert_eq!(shown(&one("a.docx", word(&body, styles))), "p live", "{properties}");
    }
    // What is not a tracked change still counts.
    let body = format!("<w:p>{}</w:p>", run(&format!("<w:b/>{}", was("<w:strike/>"))));
    assert_eq!(shown(&one("a.docx", word(&body, ""))), "p **live**");
}

#[test]
fn words_around_what_is_struck_out_do_not_join() {
    let run = |properties: &str, text: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    let open = |[before, struck, behind]: [&str; 3]| {
        format!(
            "<office:document-content><office:automatic-styles><style:style style:name=\"S\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style></office:automatic-styles>\
             <office:body><office:text><text:p>{before}<text:span text:style-name=\"S\">{struck}</text:span>{behind}</text:p></office:text></office:body></office:document-content>"
        )
    };
    for (parts, wanted) in [
        (["The", " old ", "bridge"], "p The bridge"),
        (["The ", "old ", "bridge"], "p The bridge"),
        (["The", " old", " bridge"], "p The bridge"),
        (["The", "old", "bridge"], "p Thebridge"),
    ] {
        let [before, struck, behind] = parts;
        let body = format!(
            "<w:p>{}{}{}</w:p>",
            run("", before),
            run("<w:strike/>", struck),
            run("", behind)
        );
        assert_eq!(shown(&one("a.docx", word(&body, ""))), wanted, "{parts:?}");
        let file = packed(&[("META-INF/manifest.xml", "<m/>"), ("content.xml", &open(parts))]);
        assert_eq!(shown(&one("a.odt", file)), wanted, "{parts:?}");
    }
}

#[test]
fn a_book_is_its_chapters_in_reading_order() {
    let chapter = |title: &str, text: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title/>\
         <script src=\"x\"/></head><body><a id=\"top\"/><h2>{title}</h2><p>{text}<br/>caf&#233;</p></body></html>"
        )
    };
    let package = "<package><metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>A book</dc:title><dc:creator>Anna Kowalska</dc:creator>\
        <dc:language>en</dc:language><dc:date>2024-05-17</dc:date></metadata><manifest>\
        <item id=\"b\" href=\"text/two%20b.xhtml\"/><item id=\"a\" href=\"./text/../text/one.xhtml\"/>\
        <item id=\"nav\" href=\"nav.xhtml\" properties=\"nav\"/><item id=\"cover\" href=\"cover.xhtml\"/><item id=\"gone\" href=\"gone.xhtml\"/></manifest>\
        <spine><itemref idref=\"cover\"/><itemref idref=\"nav\"/><itemref idref=\"a\"/><itemref idref=\"gone\"/><itemref idref=\"b\"/></spine></package>";
    let container =
        "<container><rootfiles><rootfile full-path=\"OEBPS/content.opf\"/></rootfiles></container>";
    let (first, second) = (chapter("One", "a"), chapter("Two", "b"));
    let book = packed(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", container),
        ("OEBPS/content.opf", package),
        ("OEBPS/cover.xhtml", "<html><body><img src=\"x.jpg\"/></body></html>"),
        ("OEBPS/nav.xhtml", "<html><body><nav>One Two</nav></body></html>"),
        ("OEBPS/text/one.xhtml", &first),
        ("OEBPS/text/two b.xhtml", &second),
    ]);
    let read = open("book.epub", book).unwrap();
    let found: Vec<_> = read.iter().map(|one| (one.name.as_str(), shown(one))).collect();
    assert_eq!(
        found,
        [("One", "h2 One\np a⏎café".to_owned()), ("Two", "h2 Two\np b⏎café".to_owned())]
    );
    assert_eq!(read[1].details.byline.as_deref(), Some("Anna Kowalska"));
    assert_eq!(read[1].details.language.as_deref(), Some("en"));
    assert!(said(&read[0]).contains("gone.xhtml"), "{}", said(&read[0]));

    let empty =
        packed(&[("META-INF/container.xml", container), ("OEBPS/content.opf", "<package/>")]);
    assert!(
        open("book.epub", empty).unwrap_err().message.contains("this book has no readable text")
    );
}

#[test]
fn what_is_not_read_here_says_what_to_do_instead() {
    for (name, content, words) in [
        ("a.rtf", &b"{\\rtf1\\ansi Hello}"[..], "save it as .docx"),
        ("a.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", "save it as .docx without a password"),
        ("a.mhtml", b"From: <Saved by Blink>\r\nMIME-Version: 1.0", "has no text"),
        ("a.docx", b"PK\x03\x04 broken", "damaged"),
    ] {
        let told = open(name, content).unwrap_err().message;
        assert!(told.contains(words), "{name}: {told}");
    }
    for name in ["written.docx", "written.odt"] {
        assert!(documents::is_document(&File::new(name, source(name))), "{name}");
    }
    let texts = File::new("a.zip", packed(&[("content.xml", "x"), ("a.txt", "y")]));
    assert!(
        !documents::is_document(&texts) && !documents::is_document(&File::new("a.docx", "text"))
    );
    let pictures = packed(&[("a/picture.png", "x")]);
    assert!(open("a.zip", pictures).unwrap_err().message.contains("unpack it"));
}

#[test]
fn a_spreadsheet_or_slides_are_named_and_never_opened_as_an_article_of_cells() {
    let table = "<office:document-content><office:body><office:spreadsheet><table:table><table:table-row>\
        <table:table-cell><text:p>Ana</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>";
    let open_document = |sort: &str, body: &str| {
        packed(&[
            ("mimetype", &format!("application/vnd.oasis.opendocument.{sort}")),
            ("META-INF/manifest.xml", "<m/>"),
            ("content.xml", body),
        ])
    };
    let without = packed(&[("META-INF/manifest.xml", "<m/>"), ("content.xml", table)]);
    for (name, content, what) in [
        ("a.ods", open_document("spreadsheet", table), "a spreadsheet"),
        ("a.ots", open_document("spreadsheet-template", table), "a spreadsheet"),
        ("a.odp", open_document("presentation", table), "a presentation"),
        ("a.odg", open_document("graphics", table), "a drawing"),
        ("a.ods", without, "a spreadsheet"),
        (
            "a.xlsx",
            packed(&[("xl/workbook.xml", "<w/>"), ("xl/sharedStrings.xml", "<t>Ana</t>")]),
            "a spreadsheet",
        ),
        (
            "a.pptx",
            packed(&[("ppt/presentation.xml", "<p/>"), ("ppt/slides/slide1.xml", "<t>Ana</t>")]),
            "a presentation",
        ),
    ] {
        assert!(documents::is_document(&File::new(name, content.clone())), "{name}");
        let told = open(name, content).unwrap_err().message;
        assert!(told.starts_with(&format!("this is {what}, not text")), "{name}: {told}");
    }
    let text = table.replace("office:spreadsheet", "office:text");
    for sort in ["text", "text-template", "text-master"] {
        assert_eq!(text_of(&open("a.odt", open_document(sort, &text)).unwrap()), "Ana", "{sort}");
    }
}

fn text_of(read: &[article_annotator::formats::Manuscript]) -> String {
    read.iter().map(text).collect()
}

#[test]
fn a_document_that_unpacks_without_end_or_refers_without_end_is_stopped() {
    let zeros = "\0".repeat(130 << 20);
    let bomb = packed(&[("word/document.xml", &zeros)]);
    assert!(bomb.len() < 1 << 20);
    assert!(open("a.docx", bomb).unwrap_err().message.contains("too large"));
    let entities = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><w:document><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>";
    let read = one("a.docx", packed(&[("word/document.xml", entities)]));
    assert_eq!(text(&read), "&b;");
    let deep = format!("{}<w:p><w:r><w:t>core", "<w:tbl>".repeat(100_000));
    assert_eq!(text(&one("a.docx", packed(&[("word/document.xml", &deep)]))), "core");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn documents_that_break_off_or_are_damaged_do_no_harm(at in any::<prop::sample::Index>(), bit in 0..8u8, cut in any::<bool>()) {
        for name in ["written.docx", "reviewed.docx", "written.odt", "reviewed.odt"] {
            let mut content = source(name);
            let at = at.index(content.len());
            if cut { content.truncate(at) } else { content[at] ^= 1 << bit }
            let _ = open(name, content);
        }
    }

    #[test]
    fn xml_that_is_damaged_is_read_as_far_as_it_goes(at in any::<prop::sample::Index>(), what in "[<>&/\"a]") {
        let mut body = "<w:p><w:r><w:t>one</w:t></w:r></w:p><w:p><w:r><w:t>two</w:t></w:r></w:p>".to_owned();
        let at = at.index(body.len());
        body.insert_str(at, &what);
        let read = one("a.docx", word(&body, ""));
        if at > body.find("</w:p>").unwrap() {
            prop_assert!(text(&read).starts_with("one"), "{}", body);
        }
    }
}
