//! Formulas in pages, Markdown and documents: written as they read where plain text can, otherwise
//! left out and named; never another number, and never twice.

use crate::desk::{one, said, shown};
use crate::documents::{packed, word};

const POWER: &str = "<msup><mn>10</mn><mn>6</mn></msup>";

/// The text of a formula between two words, and the message about it.
fn check(read: impl Fn(&str) -> (String, String), formula: &str, text: &str, told: &str) {
    let (shown, said) = read(formula);
    assert_eq!(shown, format!("p {text}"), "{formula}");
    assert_eq!(said, told, "{formula}");
}

#[test]
fn mathml_is_written_truly_or_left_out_and_named() {
    let out = |what: &str| format!("1 formula is left out of the text: “{what}”");
    let page = |formula: &str| {
        let read = one("a.html", format!("<p>about {formula} people</p>"));
        (shown(&read), said(&read))
    };
    let markdown = |formula: &str| {
        let read = one("a.md", format!("about {formula} people"));
        (shown(&read), said(&read))
    };
    for (inner, text, told) in [
        (POWER.to_owned(), "about 10⁶ people", String::new()),
        (
            format!("<mrow><mn>3</mn><mo>×</mo>{POWER}</mrow>"),
            "about 3 × 10⁶ people",
            String::new(),
        ),
        ("<mn>2</mn><mo>\u{2062}</mo><mi>n</mi>".to_owned(), "about 2n people", String::new()),
        ("<mn>2</mn><mo>\u{2062}</mo><mn>3</mn>".to_owned(), "about people", out("2 3")),
        ("<msub><mi>CO</mi><mn>2</mn></msub>".to_owned(), "about CO₂ people", String::new()),
        ("<mfrac><mn>1</mn><mn>2</mn></mfrac>".to_owned(), "about 1/2 people", String::new()),
        (
            format!(
                "<semantics>{POWER}<annotation encoding=\"application/x-tex\">10^6</annotation></semantics>"
            ),
            "about 10⁶ people",
            String::new(),
        ),
        (
            format!(
                "<semantics>{POWER}<annotation-xml><cn>1000000</cn></annotation-xml></semantics>"
            ),
            "about 10⁶ people",
            String::new(),
        ),
        ("<msqrt><mn>16</mn></msqrt>".to_owned(), "about people", out("16")),
        ("<msup><mn>10</mn><mi>n</mi></msup>".to_owned(), "about people", out("10^n")),
        ("<mn>3</mn><mfrac><mn>1</mn><mn>2</mn></mfrac>".to_owned(), "about people", out("3 1/2")),
        (
            "<mfrac><mrow><mn>1</mn><mo>+</mo><mn>2</mn></mrow><mn>3</mn></mfrac>".to_owned(),
            "about people",
            out("1 + 2/3"),
        ),
    ] {
        let formula = format!("<math>{inner}</math>");
        check(page, &formula, text, &told);
        check(markdown, &formula, text, &told);
    }
    check(
        page,
        "<math alttext='the root of x'><msqrt><mi>x</mi></msqrt></math>",
        "about people",
        &out("the root of x"),
    );
    // A figure before it does not belong to it.
    check(page, "3<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "about 3 1/2 people", "");
    // As KaTeX and encyclopedias show it.
    check(
        page,
        &format!(
            "<span class=katex><span class=katex-mathml><math>{POWER}</math></span><span class=katex-html aria-hidden=true>106</span></span>"
        ),
        "about 10⁶ people",
        "",
    );
    check(
        page,
        &format!(
            "<span class=MathJax><nobr aria-hidden=true><span>10</span><span>6</span></nobr><span class=MJX_Assistive_MathML><math>{POWER}</math></span></span>"
        ),
        "about 10⁶ people",
        "",
    );
    check(
        page,
        "<span class=katex><span class=katex-html aria-hidden=true><span>10</span><span>6</span></span></span>",
        "about people",
        &out("106"),
    );
    check(
        page,
        &format!(
            "<span class=mwe-math-element><span class=mwe-math-mathml-inline style='display: none;'><math>{POWER}</math></span><img alt='10^6'></span>"
        ),
        "about 10⁶ people",
        "",
    );
}

#[test]
fn a_formula_stays_in_the_article_that_is_told_from_its_page() {
    let line = "<p>The council agreed on Tuesday to close the bridge for long, and it costs <math><msup><mn>10</mn><mn>6</mn></msup></math> crowns, she said to all.</p>";
    let page = format!(
        "<html><head><title>Bridge</title></head><body><nav><a href=/>Home</a></nav><article><h1>Bridge</h1>{}</article></body></html>",
        line.repeat(8)
    );
    let read = one("a.html", page);
    let kept: Vec<_> = read.passages.iter().filter(|one| !one.left_out).collect();
    assert_eq!(kept.iter().filter(|one| one.text.contains("costs 10⁶ crowns")).count(), 8);
}

#[test]
fn an_equation_of_word_is_written_truly_or_left_out_and_named() {
    let run = |text: &str| format!("<m:r><w:rPr><w:i/></w:rPr><m:t>{text}</m:t></m:r>");
    let word = |formula: &str| {
        let t = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
        let body =
            format!("<w:p>{}<m:oMath>{formula}</m:oMath>{}</w:p>", t("about "), t(" people"));
        let read = one("a.docx", word(&body, ""));
        (shown(&read), said(&read))
    };
    let power = format!(
        "<m:sSup><m:sSupPr><m:ctrlPr/></m:sSupPr><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup>",
        run("10"),
        run("6")
    );
    check(word, &power, "about 10⁶ people", "");
    let fraction = format!("<m:f><m:num>{}</m:num><m:den>{}</m:den></m:f>", run("1"), run("2"));
    check(word, &fraction, "about 1/2 people", "");
    let root = format!("<m:rad><m:deg/><m:e>{}</m:e></m:rad>", run("16"));
    check(word, &root, "about  people", "1 formula is left out of the text: “16”");
}

#[test]
fn a_formula_of_an_open_document_is_written_truly_in_its_own_part_or_within() {
    let math = format!(
        "<math:math xmlns:math=\"m\"><math:semantics>{}<math:annotation encoding=\"StarMath 5.0\">10^6</math:annotation></math:semantics></math:math>",
        POWER.replace("</", "</math:").replace("<m", "<math:m")
    );
    let body = |object: &str| {
        format!(
            "<office:document-content><office:body><office:text><text:p>about <draw:frame>{object}</draw:frame> people</text:p></office:text></office:body></office:document-content>"
        )
    };
    let own = "<draw:object xlink:href=\"./Object 1\"/><draw:image xlink:href=\"./ObjectReplacements/Object 1\"/>";
    let within = format!("<draw:object>{math}</draw:object>");
    for object in [own, within.as_str()] {
        let file = packed(&[
            ("META-INF/manifest.xml", "<m/>"),
            ("content.xml", &body(object)),
            ("Object 1/content.xml", &math),
        ]);
        let read = one("a.odt", file);
        assert_eq!(
            (shown(&read).as_str(), said(&read).as_str()),
            ("p about 10⁶ people", ""),
            "{object}"
        );
    }
}
