//! Texts as programs of before and of papers write them: letters of old screens and of the Mac, tables of contents, books
//! that a program made of a paper.

use crate::desk::{joined, one, open, said, shown};
use crate::documents::{packed, word};

#[test]
fn letters_of_old_screens_and_of_the_mac_are_read_as_such_and_the_guess_is_told() {
    for (content, text, told) in [
        (
            &b"Der F\x84hrverkehr \x81ber die Br\x81cke \x94ffnet fr\x81h, gr\x94\xe1er.\r\n"[..],
            "Der Fährverkehr über die Brücke öffnet früh, größer.",
            "read as CP850",
        ),
        (
            b"The ferry stays. \xd2We looked twice,\xd3 she said, \xd2and it\xd5s gone.\xd3\r\n",
            "The ferry stays. “We looked twice,” she said, “and it’s gone.”",
            "read as macintosh",
        ),
        // As Windows writes: the same bytes elsewhere.
        (
            b"\xd3scar and Jos\xe9 met \xd2scar in the caf\xe9 on Monday, and nobody else.",
            "Óscar and José met Òscar in the café on Monday, and nobody else.",
            "read as windows-1252",
        ),
        (
            b"\x93We looked twice,\x94 she said, \x96 and it\x92s gone: 5 \x80.",
            "“We looked twice,” she said, – and it’s gone: 5 €.",
            "read as windows-1252",
        ),
    ] {
        let read = one("a.txt", content);
        assert_eq!(joined(&read).trim_end(), text);
        assert!(said(&read).contains(told), "{}", said(&read));
    }
}

#[test]
fn a_table_of_contents_is_left_out_and_listed() {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let field = |sort: &str, inside: &str| {
        format!("<w:sdt><w:sdtPr>{sort}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>")
    };
    let gallery = "<w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj>";
    let inner = field("<w:alias w:val=\"x\"/>", &paragraph("Background 2"));
    let contents = field(gallery, &(paragraph("Contents") + &inner));
    let other = field(
        "<w:docPartObj><w:docPartGallery w:val=\"Cover Pages\"/></w:docPartObj>",
        &paragraph("The bridge."),
    );
    let styled =
        "<w:p><w:pPr><w:pStyle w:val=\"TOC1\"/></w:pPr><w:r><w:t>Costs 3</w:t></w:r></w:p>";
    let body = format!("{contents}{styled}{other}{}", paragraph("It is closed."));
    let wanted = "- p Contents\n- p Background 2\n- p Costs 3\np The bridge.\np It is closed.";
    assert_eq!(shown(&one("a.docx", word(&body, ""))), wanted);
    let open = "<office:document-content><office:body><office:text><text:table-of-content><text:index-body><text:index-title><text:p>Contents</text:p></text:index-title><text:p>Background 2</text:p></text:index-body></text:table-of-content><text:p>It is closed.</text:p></office:text></office:body></office:document-content>";
    let read = one("a.odt", packed(&[("META-INF/manifest.xml", "<m/>"), ("content.xml", open)]));
    assert_eq!(shown(&read), "- p Contents\n- p Background 2\np It is closed.");
}

#[test]
fn a_book_that_a_program_made_of_a_paper_has_the_headlines_of_the_paper() {
    let chapter = "<html><body><div class=\"calibre_navbar\"><a href=\"b.html\">Next</a> | <a href=\"m.html\">Main Menu</a></div><h1>Ferries stay</h1><p>Nobody sails.</p><div class=\"calibre_navbar\"><p>This article was downloaded by <b>calibre</b> from there.</p></div></body></html>";
    let book = "<package><metadata xmlns:dc=\"d\"><dc:title>Courier [Tue, 19 Nov 2024]</dc:title><dc:creator>calibre</dc:creator></metadata><manifest><item id=\"a\" href=\"a.html\"/></manifest><spine><itemref idref=\"a\"/></spine></package>";
    let container = "<container><rootfiles><rootfile full-path=\"b.opf\"/></rootfiles></container>";
    let parts = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", container),
        ("b.opf", book),
        ("a.html", chapter),
    ];
    let read = open("a.epub", packed(&parts)).unwrap().remove(0);
    assert_eq!((read.details.title.as_str(), &read.details.byline), ("Ferries stay", &None));
    assert_eq!(joined(&read), "Ferries stay\nNobody sails.");
    assert!(shown(&read).contains("downloaded by"), "{}", shown(&read));
}

#[test]
fn a_day_is_found_beside_a_change_and_among_other_lines() {
    let line = "<p>The council agreed on Tuesday to close the bridge, and nobody knows until when it is closed, or who pays, she said.</p>".repeat(5);
    for (said, day) in [
        ("<p>martedì 19 novembre 2024 (modifica il 21 novembre 2024)</p>", "2024-11-19"),
        ("<font><i>By Ana Ruiz</i><br>November 19, 2004</font>", "2004-11-19"),
        ("<div class=date>19 تشرين الثاني 2024</div>", "2024-11-19"),
        ("<div class=event><time datetime=2025-06-01>Concert: June 1, 2025</time></div>", ""),
    ] {
        let page = format!(
            "<html><head><title>Bridge of Lund closed</title></head><body><div><h1>Bridge of Lund closed</h1>{said}{line}</div></body></html>"
        );
        assert_eq!(one("a.html", page).details.published.unwrap_or_default(), day, "{said}");
    }
}

#[test]
fn the_day_of_short_news_is_found_behind_its_source_and_its_author() {
    let page = "<html><head><title>渡轮因风暴停航 | 信使</title></head><body><main><article><h1>渡轮因风暴停航</h1><div class=source>来源：新华社　作者：李明　2024-11-19 06:30</div><div class=article-body><p>港务局周二表示，由于三座码头中有两座受损，通往外岛的渡轮服务在月底之前不会恢复。</p><p>此后，物资由海岸警卫队和几艘渔船运送，船主说他们没有拿到燃油费。</p></div></article></main></body></html>";
    assert_eq!(one("a.html", page).details.published.as_deref(), Some("2024-11-19"));
}
