//! Fragments of pages and documents as they are copied, and the result of each HTML construct.

use crate::desk::{joined, one, said, shown};

fn piece(html: &str) -> String {
    shown(&one("clipboard.html", html))
}

#[test]
fn each_construct_becomes_what_a_browser_shows() {
    for (html, passages) in [
        ("<p> a \n b\t<b> c </b> d<i>e</i></p>", "p a b **c** d*e*"),
        ("a<br>b<br/>\n c<br><br>d<br>", "p a⏎b⏎c\np d"),
        ("<h1>a</h1><h2>b</h2><h6>c</h6>", "h1 a\nh2 b\nh6 c"),
        (
            "<ul><li>a<ul><li>b</li></ul>c</li><li><p>d</p><p>e</p></ul>",
            "li a\nli b\nli c\nli d\nli e",
        ),
        (
            "<blockquote><p>a</p><ul><li>b</ul><footer>c</footer></blockquote>d",
            "q a\nli b\nq c\np d",
        ),
        ("<pre>\n a  b\n\n  c\n</pre>", "pre  a  b⏎⏎  c"),
        ("<figure><img alt='x'><figcaption>a</figcaption></figure>", "cap a"),
        (
            "<table><caption>a</caption><tr><th>b<td>c<table><tr><td>d</table>e</table>",
            "cap a\np b\np c\np d\np e",
        ),
        ("<details><summary>a</summary>b</details><dialog>x</dialog>", "p a\np b"),
        ("<dl><dt>a<dd>b</dl>", "p a\np b"),
        (
            "&lt;b&gt; &amp;amp; &eacute; &#8217; &#x1F600; &nbsp;x &bogus; &copy",
            "p <b> &amp; é ’ 😀 \u{a0}x &bogus; ©",
        ),
        // Each language has its own, and others within.
        ("<q>a <q>b</q> c</q>", "p “a ‘b’ c”"),
        ("<p lang=de-AT><q>a <q>b</q></q> <q lang=en>c</q></p>", "p „a ‚b‘“ „c“"),
        ("<div lang=fr><p><q>a</q> <i lang=ja><q>b</q></i></p></div>", "p «a» *「b」*"),
        ("<q>a</q> <sub>b</sub>&shy;c<wbr>d", "p “a” b\u{ad}cd"),
        ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>", "p 漢"),
        (
            "<p>a<script>x</script><style>x</style><noscript>x</noscript><template>x</template><svg><text>x</text></svg>\
          <span hidden>x</span><span style='display:none'>x</span><textarea>x</textarea><!-- x --><select><option>x</select>b",
            "p ab",
        ),
        (
            "<a href=' https://a.example/ '>a</a> <a href=/b>b</a> <a href='JavaScript:x'>c</a> <a href='mailto:d@e.example'>d</a>",
            "p [a](https://a.example/) b c [d](mailto:d@e.example)",
        ),
        (
            "<b>a <strong>b</strong></b> <a href='https://c.example'><b>d<br>e</b></a>",
            "p **a b** [**d⏎e**](https://c.example)",
        ),
        ("<b><p>a</p><p>b</p></b>", "p **a**\np **b**"),
        ("<div>a<div>b</div>c<p>d</div>", "p a\np b\np c\np d"),
        ("<p onclick='x()' title='<b>'>a</p><img src=x onerror='alert(1)'>", "p a"),
        ("<p>a\u{0}b</p>", "p ab"),
        ("a < b & c > d <3", "p a < b & c > d <3"),
        ("<p dir=rtl>שלום <b>עולם</b>!</p>", "p שלום **עולם**!"),
        ("", "p "),
    ] {
        assert_eq!(piece(html), passages, "{html}");
    }
}

#[test]
fn what_was_copied_from_a_page_is_all_there() {
    let html = "<html>\r\n<body>\r\n<!--StartFragment--><nav>Menu</nav><p style=\"color: rgb(0, 0, 0); font-weight: 400\">\
        One</p><aside><p>Two</p></aside><!--EndFragment-->\r\n</body>\r\n</html>";
    assert_eq!(piece(html), "p Menu\np One\np Two");
    let html = "<meta charset='utf-8'><p class=\"menu\">One <span>two</span></p>";
    assert_eq!(piece(html), "p One two");
}

#[test]
fn what_was_copied_from_a_word_processor_is_its_text_without_its_cruft() {
    let word = "<html xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
        xmlns:w=\"urn:schemas-microsoft-com:office:word\"><head><meta name=Generator content=\"Microsoft Word 15\">\
        <!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->\
        <style><!-- p.MsoNormal {margin:0cm} --></style></head><body lang=EN-GB style='tab-interval:36.0pt'>\
        <!--StartFragment--><p class=MsoTitle>The bridge<o:p></o:p></p>\
        <p class=MsoNormal>He said, <i style='mso-bidi-font-style:normal'>now</i> and\r\n<b>never</b>.<o:p></o:p></p>\
        <p class=MsoNormal><o:p>&nbsp;</o:p></p>\
        <p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>\
        <span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;</span></span></span>\
        <![endif]>An item<o:p></o:p></p><p class=MsoQuote>A quote</p><!--EndFragment--></body></html>";
    assert_eq!(
        piece(word),
        "h1 The bridge\np He said, *now* and **never**.\nli An item\nq A quote"
    );
    let google = "<meta charset=\"utf-8\"><b style=\"font-weight:normal;\" id=\"docs-internal-guid-1\"><h2 dir=\"ltr\"><span>A</span></h2>\
        <p dir=\"ltr\"><span style=\"font-weight:400;font-style:normal;white-space:pre-wrap;\">One </span>\
        <span style=\"font-weight:700;font-style:italic\">two</span></p><br><ul><li dir=\"ltr\"><p role=\"presentation\"><span>Item</span></p></li></ul></b>";
    assert_eq!(piece(google), "h2 A\np One ***two***\nli Item");
    let libre = "<!DOCTYPE html>\n<html>\n<head>\n\t<meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\"/>\n\
        \t<title></title>\n\t<meta name=\"generator\" content=\"LibreOffice 7.4.7.2 (Linux)\"/>\n\
        \t<style type=\"text/css\">\n\t\t@page { margin: 2cm }\n\t</style>\n</head>\n<body lang=\"en-US\" dir=\"ltr\">\
        <h1 class=\"western\">Head</h1>\n<p style=\"line-height: 100%\">\nOne <i>two</i>\nthree</p>\n</body>\n</html>";
    assert_eq!(piece(libre), "h1 Head\np One *two* three");
}

#[test]
fn a_page_is_read_in_the_encoding_that_it_says_or_else_in_the_one_it_is_in() {
    let body = "<p>Le café était fermé, dit l’élève.</p>";
    for (head, encoding) in [
        ("<meta charset=utf-8>", encoding_rs::UTF_8),
        ("<meta charset=\"windows-1252\">", encoding_rs::WINDOWS_1252),
        (
            "<meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-1\">",
            encoding_rs::WINDOWS_1252,
        ),
        ("<?xml version=\"1.0\" encoding='windows-1252'?>", encoding_rs::WINDOWS_1252),
        // The declaration is wrong.
        ("<meta charset=iso-8859-1>", encoding_rs::UTF_8),
        ("<meta charset=utf-16>", encoding_rs::UTF_8),
    ] {
        let content = encoding.encode(&format!("{head}{body}")).0.into_owned();
        let read = one("a.html", content);
        assert_eq!(joined(&read), "Le café était fermé, dit l’élève.", "{head}");
        assert_eq!(said(&read), "", "{head}");
    }
    // The bytes do not fit the declared encoding: another one is guessed, and reported.
    let content =
        encoding_rs::WINDOWS_1252.encode(&format!("<meta charset=utf-8>{body}")).0.into_owned();
    let read = one("a.html", content);
    assert_eq!(joined(&read), "Le café était fermé, dit l’élève.");
    assert!(said(&read).contains("read as windows-1252"), "{}", said(&read));
    let utf_16: Vec<u8> =
        "\u{feff}<html><p>日本".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(joined(&one("a.bin", utf_16)), "日本");
}

#[test]
fn a_page_is_known_by_what_it_begins_with_and_a_text_about_pages_stays_a_text() {
    for start in [
        "<!DOCTYPE html><p>a",
        "\n <html><p>a",
        "<!-- saved --><!doctype html><p>a",
        "<?xml version=\"1.0\"?>\n<html><p>a",
        "<body>a",
    ] {
        assert_eq!(shown(&one("a.txt", start)), "p a", "{start}");
    }
    for text in ["<p> begins a paragraph", "a <html>", "<3 you", "<!-- a note --> text"] {
        assert_eq!(joined(&one("a.txt", text)), text);
    }
}

#[test]
fn a_page_whose_article_cannot_be_told_is_all_there_and_says_so() {
    let read = one("a.html", "<!doctype html><body><p>a</p><nav>b</nav></body>");
    assert_eq!(joined(&read), "a\nb");
    assert!(said(&read).contains("all that the page shows is here") || read.left_out() == 0);
}

#[test]
fn endless_nesting_is_read_without_harm_and_told() {
    for tag in [
        "<div>",
        "<b>",
        "<ul><li>",
        "<table><tr><td>",
        "<font size=1>x<p>",
        "<a href=x>",
        "<svg><g>",
        "<template>",
    ] {
        for start in ["", "<!doctype html><title>t</title>"] {
            let deep = format!("{start}{}core", tag.repeat(5_000));
            let read = one("a.html", deep.as_bytes());
            assert!(
                read.passages.iter().any(|one| one.text.contains("core"))
                    || tag.starts_with("<svg")
                    || tag == "<template>"
            );
        }
    }
    let deep = format!("<p>x{}core", "<div>".repeat(20_000));
    assert!(said(&one("a.html", deep)).contains("nested deeper"));
}

#[test]
fn what_stands_on_lines_of_its_own_by_a_name_or_a_style_of_the_page_is_glued_to_nothing() {
    let one_more =
        "The council agreed on Tuesday to close the bridge, and nobody knows until when.";
    for (html, lines) in [
        (
            format!("<x-body><x-text>{one_more}</x-text><x-text>She said so.</x-text></x-body>"),
            format!("p {one_more}\np She said so."),
        ),
        (
            "<p-a>Nobody knows, she said to all.</p-a><p-a>“In May”, said he, too early.</p-a>".to_owned(),
            "p Nobody knows, she said to all.\np “In May”, said he, too early.".to_owned(),
        ),
        // Words with a name of the page's own are words.
        ("<p>The <x-link>bridge</x-link>s of <x-term>Lund</x-term>.</p>".to_owned(), "p The bridges of Lund.".to_owned()),
        (
            "<style>.by, #of{display:block} .in{display:block} .in{display:inline}</style><div><span>“In May.”</span><span class=by>Mira Holt</span><i class=in>mayo</i>r<span id=of>of Lund</span></div>".to_owned(),
            "p “In May.”\np Mira Holt\np *mayo*r\np of Lund".to_owned(),
        ),
    ] {
        let page = format!("<html><body>{html}</body></html>");
        let text = shown(&one("a.html", page)).replace("h1 a\n", "");
        assert_eq!(text, lines, "{html}");
    }
}
