//! What word processors write around the words: tracked changes of whole paragraphs, fields in fields, signs of
//! fonts, shapes, hidden sections and paragraphs, empty notes. No word is lost, and none appears elsewhere.

use crate::desk::{one, said, shown};
use crate::documents::{packed, word};

const STYLES: &str = "<w:style w:styleId=\"H\"><w:name w:val=\"heading 2\"/></w:style>\
    <w:style w:styleId=\"I\"><w:name w:val=\"List Bullet\"/></w:style>";

/// A paragraph of Word; `properties` stand in its `pPr`.
fn p(properties: &str, inner: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>")
}

fn t(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// The properties of a paragraph of a style whose end was deleted, or moved away.
fn ends_nothing(style: &str, how: &str) -> String {
    format!("<w:pStyle w:val=\"{style}\"/><w:rPr><w:{how} w:id=\"1\"/></w:rPr>")
}

fn opened(body: &str) -> String {
    shown(&one("a.docx", word(body, STYLES)))
}

#[test]
fn a_paragraph_deleted_whole_leaves_nothing_to_the_next_one() {
    let gone = "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>";
    let moved = "<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>";
    let row = |cells: &[String]| {
        let cells: String = cells.iter().map(|cell| format!("<w:tc>{cell}</w:tc>")).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let style = |style: &str| format!("<w:pStyle w:val=\"{style}\"/>");
    for (body, text) in [
        (p(&ends_nothing("N", "del"), gone) + &p(&style("H"), &t("Head")), "h2 Head"),
        (p(&ends_nothing("H", "del"), gone) + &p("", &t("Text")), "p Text"),
        (p(&ends_nothing("I", "moveFrom"), moved) + &p("", &t("Text")), "p Text"),
        (
            p("", &t("A")) + &p(&ends_nothing("I", "del"), gone) + &p(&style("H"), &t("B")),
            "p A\nh2 B",
        ),
        // One whose end alone went is continued by the next one.
        (p(&ends_nothing("H", "del"), &t("A")) + &p("", &t("b")), "h2 Ab"),
        (p(&ends_nothing("H", "moveFrom"), &t("A")) + &p("", &t("b")), "h2 Ab"),
        // The last paragraph of a cell continues in no other one.
        (
            format!(
                "<w:tbl>{}{}</w:tbl>{}",
                row(&[p("", &t("A")), p("", &t("1"))]),
                row(&[p("", &t("B")), p(&ends_nothing("N", "del"), &t("2"))]),
                p(&style("H"), &t("Head"))
            ),
            "tr A\t1\ntr B\t2\nh2 Head",
        ),
        // Nor is there a row of nothing where one was deleted.
        (
            format!(
                "<w:tbl>{}{}{}</w:tbl>",
                row(&[p("", &t("A")), p("", &t("1"))]),
                row(&[p("", &t("B")), p("", &t("2"))]),
                row(&[p(&ends_nothing("N", "del"), gone), p(&ends_nothing("N", "del"), gone)])
            ),
            "tr A\t1\ntr B\t2",
        ),
        // A row may be deleted though its words are not marked so, and the row around a table is not it.
        (
            format!(
                "<w:tbl><w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>{}{}</w:tbl>",
                p("", &t("gone")),
                p("", &t("gone")),
                row(&[p("", &t("A")), p("", &t("1"))]),
                row(&[p("", &t("B")), p("", &t("2"))])
            ),
            "tr A\t1\ntr B\t2",
        ),
        (
            format!(
                "<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr><w:tc>{}</w:tc></w:tr></w:tbl>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
                p("", &t("gone")),
                p("", &t("A")),
                p("", &t("B"))
            ),
            "p A\np B",
        ),
    ] {
        assert_eq!(opened(&body), text, "{body}");
    }
}

#[test]
fn a_document_whose_parts_have_other_numbers_is_read_like_any() {
    let references = |parts: &[(&str, &str)]| {
        let sort = "http://purl.oclc.org/ooxml/officeDocument/relationships";
        let parts = parts.iter().zip(1..).map(|((name, target), id)| {
            format!("<Relationship Id=\"r{id}\" Type=\"{sort}/{name}\" Target=\"{target}\"/>")
        });
        format!("<Relationships>{}</Relationships>", parts.collect::<String>())
    };
    let named =
        |body: &str| format!("<w:document xmlns:w=\"x\"><w:body>{body}</w:body></w:document>");
    let note = format!(
        "<w:footnotes><w:footnote w:id=\"1\">{}</w:footnote></w:footnotes>",
        p("", &t("Note."))
    );
    let mark = "<w:r><w:footnoteReference w:id=\"1\"/></w:r>";
    let body = p("<w:pStyle w:val=\"H\"/>", &t("Head")) + &p("", &(t("Text.") + mark));
    for main in ["word/document2.xml", "/word/document2.xml"] {
        let content = packed(&[
            ("_rels/.rels", &references(&[("officeDocument", main)])),
            ("word/document2.xml", &named(&body)),
            (
                "word/_rels/document2.xml.rels",
                &references(&[("styles", "styles2.xml"), ("footnotes", "/word/footnotes2.xml")]),
            ),
            ("word/styles2.xml", &format!("<w:styles xmlns:w=\"x\">{STYLES}</w:styles>")),
            ("word/footnotes2.xml", &note),
        ]);
        assert_eq!(shown(&one("a.docx", content)), "h2 Head\np Text.\np [1] Note.", "{main}");
    }
}

#[test]
fn words_that_a_style_hides_or_strikes_out_and_prompts_of_empty_fields_are_no_text() {
    let style = |id: &str, of: &str, what: &str| {
        format!(
            "<w:style w:styleId=\"{id}\"><w:name w:val=\"{id}\"/><w:basedOn w:val=\"{of}\"/><w:rPr>{what}</w:rPr></w:style>"
        )
    };
    let styles = style("Gone", "N", "<w:vanish/>")
        + &style("Still", "Gone", "")
        + &style("Old", "N", "<w:strike/>");
    let run = |properties: &str, text: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    let prompt = |on: &str| {
        format!(
            "<w:sdt><w:sdtPr><w:showingPlcHdr{on}/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            t("Enter it. ")
        )
    };
    const WIDE: &str = "<w:gridSpan w:val=\"2\"/>";
    let cell = |width: &str, text: &str| {
        format!("<w:tc><w:tcPr>{width}</w:tcPr>{}</w:tc>", p("", &t(text)))
    };
    let row = |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.concat());
    let prompted = |inner: &str| {
        format!(
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
        )
    };
    let inner =
        format!("x</w:t></w:r></w:p><w:tbl>{}</w:tbl><w:p><w:r><w:t>y", row(&[&cell("", "in")]));
    for (body, text) in [
        (p("", &(run("<w:rStyle w:val=\"Still\"/>", "gone ") + &t("Text"))), "p Text"),
        (p("<w:pStyle w:val=\"Gone\"/>", &t("gone")) + &p("", &t("Text")), "p Text"),
        (p("<w:pStyle w:val=\"Gone\"/>", &run("<w:vanish w:val=\"0\"/>", "Text")), "p Text"),
        (p("", &(run("<w:rStyle w:val=\"Old\"/>", "gone ") + &t("Text"))), "p Text"),
        (p("", &run("<w:rStyle w:val=\"Old\"/><w:strike w:val=\"false\"/>", "Text")), "p Text"),
        (
            p("", &run("<w:strike/><w:dstrike w:val=\"0\"/>", "gone")) + &p("", &t("Text")),
            "- p gone\np Text",
        ),
        (p("", &(prompt("") + &t("Text"))), "p Text"),
        (p("", &(prompt(" w:val=\"0\"") + &t("Text"))), "p Enter it. Text"),
        // A cell with nothing but what to enter there is empty, and moves no other.
        (
            format!(
                "<w:tbl>{}{}</w:tbl>",
                row(&[&cell("", "A"), &cell("", "B"), &cell("", "C")]),
                row(&[&cell("", "1"), &prompted(&cell("", "Enter.")), &cell("", "3")])
            ),
            "tr A\tB\tC\ntr 1\t\t3",
        ),
        (
            format!(
                "<w:tbl>{}{}</w:tbl>",
                row(&[&cell("", "A"), &cell("", "B"), &cell("", "C")]),
                row(&[&prompted(&cell(WIDE, &inner)), &cell("", "3")])
            ),
            "tr A\tB\tC\ntr \t\t3",
        ),
        // A mark of the writer's own marks a note, too.
        (
            p(
                "",
                &(t("Text")
                    + "<w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"1\"/><w:t>*</w:t></w:r>"),
            ),
            "p Text",
        ),
    ] {
        assert_eq!(shown(&one("a.docx", word(&body, &styles))), text, "{body}");
    }
    let told = said(&one("a.docx", word(&p("", &(prompt("") + &t("Text"))), "")));
    assert!(told.contains("left out: 1 prompt of an empty field"), "{told}");
}

#[test]
fn the_result_of_a_field_is_text_and_what_its_instructions_say_is_not() {
    let part = |part: &str| format!("<w:r><w:fldChar w:fldCharType=\"{part}\"></w:fldChar></w:r>");
    let says = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let field = |instructions: &str, result: &str| {
        [&part("begin"), instructions, &part("separate"), result, &part("end")].concat()
    };
    let merged = field(&says(" MERGEFIELD Sex "), &t("f"));
    let asked = field(&(says(" IF ") + &merged + &says(" = \"f\" \"Ms\" \"Mr\" ")), &t("Ms"));
    for (body, text) in [
        (p("", &(t("Dear ") + &asked + &t(" Holt,"))), "p Dear Ms Holt,"),
        (p("", &(t("Dear ") + &merged + &t("!"))), "p Dear f!"),
        (
            p("", &field(&says(" HYPERLINK \"https://b.example\" "), &(asked + &t(" B")))),
            "p [Ms B](https://b.example)",
        ),
        // It never ends: its own paragraph may lack words, the others do not.
        (p("", &(t("A ") + &part("begin") + &t("x"))) + &p("", &t("B")), "p A\np B"),
        (p("", &part("end")) + &p("", &(part("separate") + &t("B"))), "p B"),
        // A table of contents goes on over several paragraphs.
        (
            p("", &(part("begin") + &says(" TOC ") + &part("separate") + &t("One")))
                + &p("", &t("Two"))
                + &p("", &part("end"))
                + &p("", &t("Text.")),
            "p One\np Two\np Text.",
        ),
    ] {
        assert_eq!(opened(&body), text, "{body}");
    }
}

#[test]
fn signs_of_fonts_are_letters_where_they_are_and_counted_where_they_are_not() {
    let sign = |font: &str, number: &str| {
        format!("<w:r><w:sym w:font=\"{font}\" w:char=\"{number}\"/></w:r>")
    };
    for (font, number, text) in [
        ("Symbol", "F0B0", "20 °C"),
        ("Symbol", "B0", "20 °C"),
        ("Symbol", "F06D", "20 μC"),
        ("Symbol", "F057", "20 ΩC"),
        ("Arial", "2192", "20 →C"),
    ] {
        let body = p("", &(t("20 ") + &sign(font, number) + &t("C")));
        let read = one("a.docx", word(&body, ""));
        assert_eq!((shown(&read), said(&read)), (format!("p {text}"), String::new()), "{number}");
    }
    for (font, number) in [("Wingdings", "F0FC"), ("Symbol", "F0FE"), ("Arial", "x"), ("", "0")] {
        let read = one("a.docx", word(&p("", &(t("Done ") + &sign(font, number))), ""));
        assert_eq!(shown(&read), "p Done", "{font} {number}");
        assert_eq!(said(&read), "left out: 1 sign of a font without letters", "{font} {number}");
    }
    let tab = "<w:r><w:ptab w:alignment=\"right\"/></w:r>";
    assert_eq!(opened(&p("", &(t("Lund") + tab + &t("May")))), "p Lund\tMay");
    for drawn in ["c:chart", "dgm:relIds", "a:blip"] {
        let body =
            p("", &format!("<w:r><w:drawing><{drawn} r:id=\"r1\"/></w:drawing></w:r>{}", t("A")));
        assert_eq!(said(&one("a.docx", word(&body, ""))), "left out: 1 picture", "{drawn}");
    }
    // Some programs put the whole text into a page within the file.
    let within = word(&(p("", &t("A")) + "<w:altChunk r:id=\"r1\"/>"), "");
    assert_eq!(said(&one("a.docx", within)), "left out: 1 file within the file");
}

#[test]
fn a_note_without_words_leaves_its_number_to_nobody() {
    let w = "xmlns:w=\"w\"";
    let body = "<w:p><w:r><w:t>A</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
    let read = one(
        "a.docx",
        packed(&[
            ("word/document.xml", &format!("<w:document {w}><w:body>{body}</w:body></w:document>")),
            (
                "word/_rels/document.xml.rels",
                "<Relationships><Relationship Id=\"a\" Type=\"x/header\" Target=\"header1.xml\"/></Relationships>",
            ),
            (
                "word/footnotes.xml",
                &format!(
                    "<w:footnotes {w}><w:footnote w:id=\"2\"><w:p/></w:footnote></w:footnotes>"
                ),
            ),
            (
                "word/header1.xml",
                &format!("<w:hdr {w}><w:p><w:r><w:t>Lund</w:t></w:r></w:p></w:hdr>"),
            ),
        ]),
    );
    // It is there, though empty, and it is one.
    assert_eq!((shown(&read).as_str(), said(&read).as_str()), ("p A\n- p Lund", ""));
    let note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p/></text:note-body></text:note>";
    assert_eq!(odt(&format!("<text:p>A{note}b</text:p>")), "p Ab");
}

/// An OpenDocument text with these styles, as it opens.
fn odt(body: &str) -> String {
    let styles = "<style:style style:name=\"Gone\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>\
        <style:style style:name=\"P1\" style:parent-style-name=\"Gone\"/>\
        <style:style style:name=\"P2\"><style:text-properties text:display=\"none\"/></style:style>\
        <style:style style:name=\"T1\"><style:text-properties text:display=\"true\" style:text-line-through-style=\"none\"/></style:style>\
        <style:style style:name=\"Up\"><style:text-properties style:text-position=\"super 58%\"/></style:style>\
        <style:style style:name=\"T2\" style:parent-style-name=\"Up\"/>";
    let body = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    shown(&one("a.odt", packed(&[("META-INF/manifest.xml", "<m/>"), ("content.xml", &body)])))
}

#[test]
fn each_construct_of_an_open_document_becomes_what_a_reader_sees() {
    let said = "Nobody reads these words.";
    for (body, text) in [
        // What a picture shows is said for those who do not see it, and is no part of the sentence.
        (
            "<text:p>Ana <draw:frame><draw:image xlink:href=\"a\"/><svg:title>A bridge</svg:title><svg:desc>It is red.</svg:desc></draw:frame>left.</text:p>".to_owned(),
            "p Ana left.",
        ),
        ("<text:p>See <text:title>The bridge</text:title>.</text:p>".to_owned(), "p See The bridge."),
        // A shape with words of its own stands beside the paragraph.
        (
            "<text:p>Ana <draw:custom-shape><text:p>Stop</text:p></draw:custom-shape>left.</text:p><text:p>B</text:p>".to_owned(),
            "p Ana left.\np Stop\np B",
        ),
        (
            "<text:p>Ana <draw:g><draw:rect><text:p>1</text:p></draw:rect><draw:line><text:p>2</text:p></draw:line></draw:g>left.</text:p>".to_owned(),
            "p Ana left.\np 1\np 2",
        ),
        // Whole paragraphs and sections are hidden or struck out, with what is in them.
        (format!("<text:p>A</text:p><text:p text:style-name=\"P1\">{said}</text:p>"), "p A\n- p Nobody reads these words."),
        (format!("<text:p>A</text:p><text:p text:style-name=\"P2\">{said}</text:p>"), "p A\n- p Nobody reads these words."),
        (
            format!("<text:p>A</text:p><text:p><text:hidden-paragraph text:condition=\"ooow:1\" text:is-hidden=\"true\"/>{said}</text:p>"),
            "p A\n- p Nobody reads these words.",
        ),
        (
            "<text:p><text:hidden-paragraph text:is-hidden=\"false\"/>Seen.</text:p>".to_owned(),
            "p Seen.",
        ),
        ("<text:p text:style-name=\"P2\"><text:span text:style-name=\"T1\">Seen.</text:span></text:p>".to_owned(), "p Seen."),
        ("<text:p text:style-name=\"P1\"><text:span text:style-name=\"T1\">Seen.</text:span></text:p>".to_owned(), "p Seen."),
        (
            format!("<text:section text:display=\"none\"><text:p><text:span text:style-name=\"T1\">{said}</text:span></text:p></text:section><text:section><text:p>A</text:p></text:section>"),
            "- p Nobody reads these words.\np A",
        ),
        // A style based on another one.
        ("<text:p>costs 9<text:span text:style-name=\"T2\">1</text:span> million</text:p>".to_owned(), "p costs 9¹ million"),
        // What a reviewer says of a change is a comment.
        (
            "<text:tracked-changes><text:changed-region><text:format-change><office:change-info><dc:creator>A</dc:creator><text:p>too bold</text:p></office:change-info></text:format-change></text:changed-region></text:tracked-changes><text:p>A</text:p>".to_owned(),
            "p A",
        ),
    ] {
        assert_eq!(odt(&body), text, "{body}");
    }
}

#[test]
fn words_in_capitals_stay_as_they_were_typed() {
    // Word shows capitals; LibreOffice’s text and pandoc keep the letters that were typed, and so does a search.
    for look in ["caps", "smallCaps"] {
        let run = format!("<w:p><w:r><w:rPr><w:{look}/></w:rPr><w:t>Mira Holt</w:t></w:r></w:p>");
        assert_eq!(shown(&one("a.docx", word(&run, ""))), "p Mira Holt");
    }
    let open = "<office:document-content><office:automatic-styles><style:style style:name=\"C\"><style:text-properties fo:text-transform=\"uppercase\"/></style:style></office:automatic-styles>\
         <office:body><office:text><text:p><text:span text:style-name=\"C\">Mira Holt</text:span></text:p></office:text></office:body></office:document-content>";
    let read = one("a.odt", packed(&[("META-INF/manifest.xml", "<m/>"), ("content.xml", open)]));
    assert_eq!(shown(&read), "p Mira Holt");
}

#[test]
fn words_that_a_style_raises_and_a_large_first_letter_join_what_they_belong_to() {
    let styles = "<w:style w:type=\"character\" w:styleId=\"Up\"><w:name w:val=\"note mark\"/><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>";
    let run = |properties: &str, text: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
    };
    let read = |body: String| shown(&one("a.docx", word(&body, styles)));
    for raised in ["<w:rStyle w:val=\"Up\"/>", "<w:position w:val=\"8\"/>"] {
        let body = p("", &(t("It cost 9") + &run(raised, "1") + &t(" million.")));
        assert!(!read(body.clone()).contains("91"), "{raised}: {}", read(body));
        let body = p("", &(t("10") + &run(raised, "6") + &t(" cells.")));
        assert!(!read(body).contains("106"), "{raised}");
    }
    // A point up or down only sets a line straight.
    for straight in ["2", "-2", "4"] {
        let position = format!("<w:position w:val=\"{straight}\"/>");
        let body = p("", &(t("About ") + &run(&position, "2019") + &t(" it rained.")));
        assert_eq!(read(body), "p About 2019 it rained.", "{straight}");
    }
    let cap = p("<w:framePr w:dropCap=\"drop\" w:lines=\"3\"/>", &t("T"));
    assert_eq!(read(cap + &p("", &t("he men came."))), "p The men came.");
    // As Word itself sets it.
    let lowered = run("<w:position w:val=\"-7\"/><w:sz w:val=\"117\"/>", "1");
    let cap = p("<w:framePr w:dropCap=\"drop\" w:lines=\"3\"/>", &lowered);
    assert_eq!(read(cap + &p("", &t("999 was cold."))), "p 1999 was cold.");
}
