//! What stands beside the words of a page or a document, and tags that are never closed: figures
//! keep their value, and everything left out is named.

use std::path::Path;

use crate::desk::{joined, one, said, shown};

/// The text of a fragment, and what is left out of it.
fn piece(html: &str) -> (String, String) {
    let read = one("clipboard.html", html);
    (shown(&read), said(&read))
}

#[test]
fn a_footnote_mark_never_joins_a_figure_and_powers_and_ordinals_stay() {
    for (html, text) in [
        ("costs 9<sup><a href='#fn1'>1</a></sup> million", "costs 9 million"),
        ("costs 9<sup>1</sup> million", "costs 9¹ million"),
        ("costs 9<sup>[1]</sup> million", "costs 9 million"),
        ("costs 9<sup>*</sup> million", "costs 9 million"),
        ("costs 9<sup>1,2</sup> million", "costs 9 million"),
        ("costs 9<sub><a href='#fn1'>1</a></sub> million", "costs 9 million"),
        ("costs 9<a href='#fn1'>1</a> million", "costs 9 million"),
        ("costs 9<a href='x.html#cite_note-3' class=a>3</a> million", "costs 9 million"),
        ("costs 9<a role=doc-noteref href='#n'>1</a> million", "costs 9 million"),
        ("costs 9<a class=footnote-ref href='#f'>[1]</a> million", "costs 9 million"),
        (
            "costs 9<span style='vertical-align:super'><a href='#f'>1</a></span> million",
            "costs 9 million",
        ),
        ("costs 9<span class='footnote'>2</span> million", "costs 9 million"),
        ("see <span class='footnote-number'>2</span> there", "see 2 there"),
        ("costs 9<span style='vertical-align: super'>1</span> million", "costs 9¹ million"),
        (
            "costs 9<sup class=reference><a href='#c'>[<i>1</i>]</a></sup><sup><a href='#d'>[2]</a></sup> million",
            "costs 9 million",
        ),
        ("the water<sup>2</sup>, he said.<sup>3</sup> Then", "the water, he said. Then"),
        (
            "see <a class='reference external' href='https://a.example'>2019</a>",
            "see [2019](https://a.example)",
        ),
        (
            "see <a href='#part3'>3</a> of <a href='https://a.example'>2019</a>",
            "see 3 of [2019](https://a.example)",
        ),
        ("25 µg/m<sup>3</sup> and 9 people/km<sup>2</sup>", "25 µg/m³ and 9 people/km²"),
        (
            "le XIX<sup>e</sup> siècle, n<sup>o</sup> 3, le 1<sup>er</sup>, M<sup>me</sup> X",
            "le XIXe siècle, no 3, le 1er, Mme X",
        ),
        ("400 m<sup>2</sup>, 5 km<sup>2</sup>, 10<sup>6</sup>", "400 m², 5 km², 10⁶"),
        (
            "1<sup>st</sup> 2<sup>nd</sup> 3<sup>rd</sup> 20<sup>th</sup> 1<sup>er</sup> M<sup>me</sup>",
            "1st 2nd 3rd 20th 1er Mme",
        ),
        ("Acme<sup>TM</sup> and Ace<sup>®</sup>", "Acme™ and Ace®"),
        ("H<sub>2</sub>O and CO<sub>2</sub>", "H2O and CO2"),
    ] {
        let (read, told) = piece(&format!("<p>{html}</p>"));
        assert_eq!(read, format!("p {text}"), "{html}");
        let marks = text.starts_with("costs 9 ") || text.starts_with("the water");
        assert_eq!(told.contains("left out of the text"), marks, "{html}: {told}");
    }
}

#[test]
fn the_number_of_a_printed_page_joins_no_word() {
    for number in [
        "<span epub:type='pagebreak' title='5'>5</span>",
        "<span role='doc-pagebreak'>xii</span>",
        "<span class='pagenum'><a name='Page_12'>[Pg 12]</a></span>",
        "<span class='x pagenum' id='p12'>12</span>",
        "<div role='doc-pagebreak' id='p5'>[5]</div>",
    ] {
        let (text, told) = piece(&format!("<p>The bridge of {number}Lund.</p>"));
        assert_eq!(
            text,
            if number.contains("div") {
                "p The bridge of\np Lund."
            } else {
                "p The bridge of Lund."
            },
            "{number}"
        );
        assert_eq!(told, "1 number of a printed page is left out of the text", "{number}");
    }
    let (_, told) = piece("<p>The bridge <span role='doc-pagebreak' title='5'></span>of Lund.</p>");
    assert_eq!(told, "");
    // What only says that it is one, and holds the page, is read.
    let (text, _) = piece("<div role='doc-pagebreak'><p>The bridge of Lund.</p></div>");
    assert_eq!(text, "p The bridge of Lund.");
    // A heading at the start of a page is none, nor is a sentence with a number.
    for kept in [
        "<h2 class=pagebreak>Chapter 1</h2>",
        "<h2 class=pagebreak>IV</h2>",
        "<p class=pagenum>In 1984.</p>",
    ] {
        let (text, told) = piece(&format!("{kept}<p>The bridge of Lund.</p>"));
        assert_eq!((text.lines().count(), told.as_str()), (2, ""), "{kept}");
    }
}

#[test]
fn words_amid_a_sentence_are_no_paragraph_however_a_page_names_or_shows_them() {
    for (html, text) in [
        (
            "It was <gl-term>the prime minister of Canada</gl-term> and <gl-term>the finance minister of Peru</gl-term> who left.",
            "It was the prime minister of Canada and the finance minister of Peru who left.",
        ),
        ("<span style='float:left;display:block'>T</span>he mayor said.", "The mayor said."),
    ] {
        let (read, _) = piece(&format!("<p>{html}</p>"));
        assert_eq!(read, format!("p {text}"), "{html}");
    }
}

#[test]
fn the_way_back_from_a_note_is_no_word_of_it() {
    for back in ["↩", "↩\u{fe0e}", "^", "<b>↑</b>"] {
        let (text, told) =
            piece(&format!("<ol><li id=n1>Note one. <a href=#r1>{back}</a></li></ol>"));
        assert_eq!(
            (&*text, told.contains("1 footnote mark is left out")),
            ("li Note one.", true),
            "{back}"
        );
    }
}

#[test]
fn readings_and_struck_words_are_out_and_named() {
    let (read, told) =
        piece("<p><ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp>京<rt>きょう</rt></ruby>の</p>");
    assert_eq!(read, "p 東京の");
    assert_eq!(told, "2 ruby readings are left out of the text");
    for (html, text) in [
        ("ten<ins>nine</ins><del>eight</del> million", "p tennine million"),
        ("<del>ten</del> <ins>nine</ins> million", "p nine million"),
        ("<s>ten</s> nine million", "p nine million"),
        ("The<s> old </s>bridge", "p The bridge"),
        ("The<s> old</s>bridge", "p The bridge"),
        ("The<s>old </s>bridge", "p The bridge"),
        ("The <s> old </s> bridge", "p The bridge"),
        ("The<s> old </s>, bridge", "p The , bridge"),
        ("a<s>b</s>c", "p ac"),
        ("<strike>ten</strike> nine million", "p nine million"),
        ("<span style='text-decoration:line-through'>ten</span> nine million", "p nine million"),
    ] {
        let (read, told) = piece(&format!("<p>{html}</p>"));
        assert_eq!(read, text, "{html}");
        assert!(told.contains("struck-out words are left out: “"), "{html}: {told}");
    }
    // A struck-out paragraph can be included again.
    let (read, _) = piece("<p>a</p><p><del>b <b>c</b></del></p>");
    assert_eq!(read, "p a\n- p b c");
    let (read, _) = piece("<p>a</p><del><p>b</p><p>c</p></del><p>d</p>");
    assert_eq!(read, "p a\n- p b\n- p c\np d");
}

#[test]
fn comments_of_a_word_processor_are_no_text() {
    let (read, told) = piece(
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><body><!--StartFragment-->\
         <p class=MsoNormal>It costs ten<ins cite='mailto:x'>nine</ins><del>eight</del> million\
         <span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>[X1]</a></span>.</p>\
         <div style='mso-element:comment-list'><div style='mso-element:comment'><p>COMMENT TEXT</p></div></div>\
         <!--EndFragment--></body></html>",
    );
    assert_eq!(read, "p It costs tennine million.");
    assert!(told.contains("“eight”") && told.contains("2 comments are left out"), "{told}");
}

#[test]
fn a_tag_that_is_never_closed_takes_nothing_of_the_article_along() {
    let body = "<p>The council agreed.</p><p>She said so.</p>";
    for tag in [
        "<noscript>",
        "<noscript><div>",
        "<template>",
        "<iframe src=x>",
        "<iframe src=x />",
        "<textarea>",
        "<title>",
        "<select><option>",
        "<svg><g>",
        "<svg><title>",
        "<object>",
        "<video>",
        "<canvas>",
        "<map>",
        "<style>a{}",
        "<script>x()",
        "<script src=x />",
        "<!-- x ",
        "<!--",
        "<a href=\"x>y</a>",
        "<noembed>",
        "<noframes>",
        "<datalist>",
    ] {
        let read = one("a.html", format!("<p>Before.</p>{tag}{body}"));
        let text = joined(&read);
        assert!(
            text.contains("Before.") && text.ends_with("The council agreed.\nShe said so."),
            "{tag}: {text:?}"
        );
        let is_told = said(&read).contains("is never closed");
        assert!(
            is_told || tag == "<noscript><div>" || tag == "<svg><title>",
            "{tag}: {}",
            said(&read)
        );
    }
    // Closed ones hide what they always hid.
    for tag in [
        "<noscript><div></noscript>",
        "<noscript><a href=x></noscript>",
        "<iframe><p>x</p></iframe>",
        "<svg><title>x</svg>",
        "<svg><title>x</title></svg>",
        "<script><!-- <script> </script>",
        "<script src=x/>y</script>",
        "<iframe src=https://a.example/></iframe>",
        "<svg/>",
        "<template><p>x</p><template>y</template></template>",
        "<select><option>x</select>",
        "<textarea><p>x</textarea>",
        "<style>p{}</style>",
        "<!-- <p>x</p> --!>",
    ] {
        let read = one("a.html", format!("<p>Before.</p>{tag}{body}"));
        assert_eq!(joined(&read), "Before.\nThe council agreed.\nShe said so.", "{tag}");
    }
}

#[test]
fn words_of_an_article_that_browsers_show_to_nobody_are_left_out_and_not_gone() {
    let long = "The council agreed on Tuesday to close the bridge, and nobody knows until when. "
        .repeat(4);
    for (start, end) in
        [("<noscript>", "</noscript>"), ("<object>", "</object>"), ("<iframe>", "</iframe>")]
    {
        let read = one("a.html", format!("<p>Before.</p>{start}<p>{long}</p>{end}<p>After.</p>"));
        assert_eq!(joined(&read), "Before.\nAfter.", "{start}");
        let out: Vec<_> = read.passages.iter().filter(|one| one.left_out).collect();
        assert_eq!(out.len(), 1, "{start}");
        assert_eq!(out[0].text, long.trim());
    }
}

#[test]
fn reported_pages_with_a_noscript_come_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/cases/opening");
    for name in ["noscript-a", "noscript-balanced", "noscript-div", "noscript-mid"] {
        let content = std::fs::read(folder.join(format!("{name}.html"))).unwrap();
        let text = joined(&one("a.html", content));
        assert_eq!(text.matches("The council agreed on Tuesday").count(), 6, "{name}: {text}");
        assert!(text.starts_with("Council closes the bridge\n"), "{name}: {text}");
        assert!(!text.contains("no js"), "{name}");
    }
    let ruby = joined(&one("a.html", std::fs::read(folder.join("ruby.html")).unwrap()));
    assert!(ruby.contains("子どもへの虐待をなくすための"), "{ruby}");
}

#[test]
fn markdown_has_its_marks_and_struck_words_out_and_named() {
    for (source, text, told) in [
        (
            "9[^1] million\n\n[^1]: Budget.",
            "p 9 million\np [1] Budget.",
            "1 footnote mark is left out of the text: “[^1]”",
        ),
        ("~~ten~~ nine", "p nine", "struck-out words are left out: “ten”"),
        (
            "9<sup>[1]</sup> million",
            "p 9 million",
            "1 footnote mark is left out of the text: “[1]”",
        ),
        ("9<sup>1</sup> million, 4 m<sup>2</sup>, 1<sup>st</sup>", "p 9¹ million, 4 m², 1st", ""),
        (
            "<ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp></ruby>",
            "p 東",
            "1 ruby reading is left out of the text",
        ),
        ("a <sup>b", "p a b", ""),
    ] {
        let read = one("a.md", source);
        assert_eq!((shown(&read).as_str(), said(&read).as_str()), (text, told), "{source}");
    }
}

#[test]
fn the_labels_that_spacy_writes_beside_words_are_no_words_and_are_told() {
    let mark = |words: &str| {
        format!(
            "<mark class=\"entity\" style=\"background: #aa9cfc;\">\n {words}\n <span style=\"font-weight: bold\">PERSON</span>\n</mark>"
        )
    };
    let inside = format!(
        "<div class=\"entities\">{} met {}, said <mark>nobody <span>at all</span></mark>.</div>",
        mark("Mira Holt"),
        mark("Ivo")
    );
    let page = format!(
        "<!DOCTYPE html><html><head><title>displaCy</title></head><body><figure>{inside}</figure></body></html>"
    );
    for html in [inside, page] {
        let read = one("a.html", html);
        let text = joined(&read);
        assert!(text.contains("Mira Holt met Ivo , said nobody at all."), "{text}");
        let told = "2 labels of marked words are left out of the text: “PERSON”, “PERSON”";
        assert!(said(&read).contains(told), "{}", said(&read));
    }
}
