//! What stands beside the text of a document: notes, text boxes, the headers and footers of pages. Notes and
//! boxes are passages of their own, and what stands in the margins can be included.

use crate::desk::{one, open, said, shown};
use crate::documents::packed;

const W: &str = "xmlns:w=\"w\" xmlns:r=\"r\"";

/// A Word document with these parts beside its body.
fn word(body: &str, parts: &[(&str, String)]) -> Vec<u8> {
    let body = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    let mut all = vec![("word/document.xml", body.as_str())];
    all.extend(parts.iter().map(|(name, xml)| (*name, xml.as_str())));
    packed(&all)
}

fn p(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

fn t(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn note(sort: &str, id: &str, inner: &str) -> String {
    format!("<w:{sort} w:id=\"{id}\">{}</w:{sort}>", p(inner))
}

fn mark(sort: &str, id: &str) -> String {
    format!("<w:r><w:{sort}Reference w:id=\"{id}\"/></w:r>")
}

#[test]
fn the_notes_of_a_word_document_follow_its_text_in_the_order_of_their_marks() {
    let body = p(&format!(
        "{}{}{}{}{}",
        t("It costs 9"),
        mark("footnote", "3"),
        t(" million"),
        mark("endnote", "2"),
        t(".")
    )) + &p(&format!("{}{}", t("End"), mark("footnote", "2")));
    let separator = "<w:footnote w:id=\"0\" w:type=\"separator\"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>";
    let own = "<w:r><w:footnoteRef/></w:r><w:r><w:tab/></w:r>";
    let footnotes = format!(
        "<w:footnotes {W}>{separator}{}{}{}</w:footnotes>",
        note("footnote", "2", &format!("{own}{}", t(" The second."))),
        note("footnote", "3", &format!("{own}{}{}", t("The "), t("first."))),
        note("footnote", "9", &t("Nobody refers to this.")),
    );
    let endnotes =
        format!("<w:endnotes {W}>{}</w:endnotes>", note("endnote", "2", &t("At the end.")));
    let read = one(
        "a.docx",
        word(&body, &[("word/footnotes.xml", footnotes), ("word/endnotes.xml", endnotes)]),
    );
    assert_eq!(
        shown(&read),
        "p It costs 9 million.\np End\np [1] The first.\np [2] At the end.\np [3] The second.\n\
         - p Nobody refers to this."
    );
    assert_eq!(said(&read), "");
    let read = one("a.docx", word(&body, &[]));
    assert_eq!(said(&read), "left out: 3 footnotes");
    // The text breaks off inside something that is not read; the notes are whole.
    let broken =
        format!("<w:document {W}><w:body><w:p>{}{}<w:del><w:r>", t("A"), mark("footnote", "1"));
    let notes = format!("<w:footnotes {W}>{}</w:footnotes>", note("footnote", "1", &t("Note.")));
    let parts = [("word/document.xml", broken.as_str()), ("word/footnotes.xml", notes.as_str())];
    assert_eq!(shown(&one("a.docx", packed(&parts))), "p A\np [1] Note.");
}

#[test]
fn a_text_box_follows_the_paragraph_it_stands_in_and_does_not_divide_it() {
    let in_box =
        |inner: &str| format!("<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>");
    for (body, text) in [
        (
            p(&format!("{}{}{}", t("Before, "), in_box(&p(&t("Box."))), t("after."))),
            "p Before, after.\np Box.",
        ),
        (
            p(&format!("{}{}", t("A"), in_box(&(p(&t("B1")) + &p(&t("B2")))))) + &p(&t("C")),
            "p A\np B1\np B2\np C",
        ),
        (
            p(&format!(
                "{}{}{}",
                t("A"),
                in_box(&p(&format!("{}{}", t("B"), in_box(&p(&t("C")))))),
                t("a")
            )),
            "p Aa\np B\np C",
        ),
        (p(&in_box(&p(&t("Box alone.")))), "p Box alone."),
    ] {
        assert_eq!(shown(&one("a.docx", word(&body, &[]))), text, "{body}");
    }
    // It breaks off inside the box.
    let broken = format!("<w:p>{}<w:r><w:txbxContent><w:p>{}", t("A"), t("B"));
    let whole = format!("<w:document {W}><w:body>{broken}");
    let read = one("a.docx", packed(&[("word/document.xml", &whole)]));
    assert_eq!(shown(&read), "p A\np B");
}

#[test]
fn headers_and_footers_can_be_included_and_are_said_once() {
    let rels = "<Relationships><Relationship Id=\"a\" Type=\"x/header\" Target=\"header1.xml\"/>\
        <Relationship Id=\"b\" Type=\"x/header\" Target=\"/word/header2.xml\"/>\
        <Relationship Id=\"c\" Type=\"x/footer\" Target=\"footer1.xml\"/></Relationships>";
    let margin = |sort: &str, text: &str| format!("<w:{sort} {W}>{}</w:{sort}>", p(&t(text)));
    let read = one(
        "a.docx",
        word(
            &p(&t("Text.")),
            &[
                ("word/_rels/document.xml.rels", rels.to_owned()),
                ("word/header1.xml", margin("hdr", "The Lund Courier")),
                ("word/header2.xml", margin("hdr", "The Lund Courier")),
                ("word/footer1.xml", margin("ftr", "12")),
            ],
        ),
    );
    assert_eq!(shown(&read), "p Text.\n- p The Lund Courier");
}

/// An OpenDocument text with this body and these master styles.
fn odt(body: &str, masters: &str) -> Vec<u8> {
    let body = format!(
        "<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let styles = format!("<office:document-styles>{masters}</office:document-styles>");
    packed(&[("META-INF/manifest.xml", "<m/>"), ("content.xml", &body), ("styles.xml", &styles)])
}

#[test]
fn notes_boxes_and_margins_of_an_open_document_are_passages_of_their_own() {
    let note = |number: &str, text: &str| {
        format!(
            "<text:note><text:note-citation>{number}</text:note-citation>\
             <text:note-body><text:p>{text}</text:p></text:note-body></text:note>"
        )
    };
    let frame = |text: &str| {
        format!("<draw:frame><draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame>")
    };
    for (body, text) in [
        (format!("<text:p>It costs 9{} million.</text:p><text:p>End</text:p>", note("1", "In 2026.")), "p It costs 9 million.\np End\np [1] In 2026."),
        (format!("<text:p>A{}b{}</text:p>", note("i", "One."), note("*", "Two.")), "p Ab\np [i] One.\np [*] Two."),
        (format!("<text:p>A {}b</text:p>", frame("Box.")), "p A b\np Box."),
        (
            format!("<text:p>A</text:p><text:list><text:list-item><text:p>I{}</text:p></text:list-item></text:list>", frame("B")),
            "p A\nli I\np B",
        ),
        (
            "<text:p><text:hidden-text text:is-hidden=\"true\">Nobody sees these words.</text:hidden-text>A</text:p>".to_owned(),
            "p A\n- p Nobody sees these words.",
        ),
    ] {
        assert_eq!(shown(&one("a.odt", odt(&body, ""))), text, "{body}");
    }
    let masters = "<style:master-page><style:header><text:p>The Lund Courier</text:p></style:header>\
        <style:footer><text:p>Page <text:page-number>1</text:page-number> of the news</text:p></style:footer></style:master-page>";
    let read = one("a.odt", odt("<text:p>Text.</text:p>", masters));
    assert_eq!(shown(&read), "p Text.\n- p The Lund Courier\n- p Page 1 of the news");
}

#[test]
fn a_book_is_read_whole_in_whatever_form_its_names_are_written() {
    let container =
        "<container><rootfiles><rootfile full-path=\"o/c.opf\"/></rootfiles></container>";
    for (name, href) in [
        ("o/Nopt\u{ee}n.xhtml", "Nopti\u{302}n.xhtml"),
        ("o/Nopti\u{302}n.xhtml", "Nopt%C3%AEn.xhtml"),
        ("o/\u{30ac}.xhtml", "\u{30ab}\u{3099}.xhtml"),
        ("o/\u{d55c}.xhtml", "\u{1112}\u{1161}\u{11ab}.xhtml"),
    ] {
        let list = format!(
            "<package><manifest><item id=\"a\" href=\"{href}\"/></manifest><spine><itemref idref=\"a\"/></spine></package>"
        );
        let chapter = "<html><body><h1>One</h1><p>Words.</p></body></html>";
        let book =
            packed(&[("META-INF/container.xml", container), ("o/c.opf", &list), (name, chapter)]);
        assert_eq!(shown(&one("a.epub", book)), "h1 One\np Words.", "{name}");
    }
}

#[test]
fn a_chapter_that_is_encrypted_is_named_and_its_letters_are_no_text() {
    let package = "<package><manifest><item id=\"a\" href=\"a.xhtml\"/><item id=\"b\" href=\"two%20b.xhtml\"/></manifest>\
        <spine><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>";
    let read = |how: &str| {
        let encryption = format!(
            "<encryption xmlns:e=\"x\"><e:EncryptedData><e:EncryptionMethod Algorithm=\"{how}\"/><e:CipherData>\
             <e:CipherReference URI=\"OEBPS/two%20b.xhtml\"/></e:CipherData></e:EncryptedData></encryption>"
        );
        let content = packed(&[
            (
                "META-INF/container.xml",
                "<container><rootfile full-path=\"OEBPS/content.opf\"/></container>",
            ),
            ("META-INF/encryption.xml", &encryption),
            ("OEBPS/content.opf", package),
            ("OEBPS/a.xhtml", "<html><body><h1>One</h1><p>Words.</p></body></html>"),
            ("OEBPS/two b.xhtml", "\u{8}\u{1c}x\u{7f}"),
        ]);
        open("book.epub", content).unwrap()
    };
    let one = read("http://www.w3.org/2001/04/xmlenc#aes128-cbc");
    assert_eq!((one.len(), one[0].name.as_str()), (1, "One"));
    assert!(said(&one[0]).contains("two b.xhtml is copy-protected"), "{}", said(&one[0]));
    // Only fonts are made unlike themselves in this way.
    assert_eq!(read("http://www.idpf.org/2008/embedding").len(), 2);
}
