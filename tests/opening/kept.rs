//! Passages of an article that look like what stands around one: they stay, and what stands around goes.

use article_annotator::formats::Manuscript;

use crate::desk::{joined, one};

const LINE: &str = "<p>The council agreed on Tuesday to close the bridge, and nobody knows until when it is closed, or who pays for it, she said.</p>";

/// A page whose head names who wrote it, and when.
fn page(byline: &str, above: &str, below: &str) -> Manuscript {
    let text = LINE.repeat(5);
    one(
        "a.html",
        format!(
            "<html lang=en><head><title>Bridge closed</title><meta name=author content='{byline}'>\
             <meta property=article:published_time content=2024-05-03></head>\
             <body><article><h1>Bridge closed</h1>{above}{text}{below}</article></body></html>"
        ),
    )
}

/// Says whether a text is kept; fails if it is nowhere.
fn is_kept(read: &Manuscript, words: &str) -> bool {
    let found = read.passages.iter().find(|one| one.text.contains(words));
    !found.unwrap_or_else(|| panic!("{words} is nowhere: {}", joined(read))).left_out
}

/// Reads each passage above or below the text of an article, and compares whether it stays.
fn compare(rows: &[(&str, &str, &str, bool)]) {
    let mut wrong = String::new();
    for (byline, place, html, stays) in rows {
        let (above, below) = if *place == "above" { (*html, "") } else { ("", *html) };
        let read = page(byline, above, below);
        let words = html.rsplit("<!---->").next().unwrap();
        let words = words.split(['<', '>']).find(|part| part.contains(' ') || !part.is_ascii());
        let words = words.unwrap_or_default().trim();
        if is_kept(&read, words) != *stays {
            wrong.push_str(&format!("\n{html} {}", if *stays { "is lost" } else { "stays" }));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn lines_that_only_mention_who_wrote_stay() {
    compare(&[
        ("AP", "above", "<p>Why the gap in the plan widens</p>", true),
        ("Ana Ruiz", "above", "<p>Ana Ruiz asked the mayor:</p>", true),
        ("Ana Ruiz", "above", "<p>What Ana Ruiz found there …</p>", true),
        ("Ana Ruiz", "above", "<p>(Ana Ruiz asked her twice.)</p>", true),
        ("Ana Ruiz", "above", "<p>Susana Ruizo pays for it</p>", true),
        ("王小明", "above", "<p>王小明昨天在伦德市议会上宣布大桥将于五月重新开放</p>", true),
        ("王小明", "above", "<p>王小明说：「桥关了」</p>", true),
        ("王小明", "above", "<p>王小明会怎样回答？</p>", true),
        ("김철수", "above", "<p>김철수가 어제 시의회에서 다리를 닫는다고 말했다고 한다</p>", true),
        ("สมชาย", "above", "<p>สมชายถามนายกเทศมนตรีว่าสะพานจะเปิดเมื่อใด</p>", true),
        ("Ana Ruiz", "above", "<p>By Ana Ruiz</p>", false),
        ("Ana Ruiz", "above", "<p>Ana Ruiz (Lund)</p>", false),
        ("Ana Ruiz", "above", "<p>Ana Ruiz, staff writer</p>", false),
        ("AP", "above", "<p>From AP in Lund</p>", false),
        ("王小明", "above", "<p>记者王小明 伦德报道</p>", false),
        ("김철수", "above", "<p>김철수 기자</p>", false),
    ]);
}

#[test]
fn lines_with_days_that_the_article_tells_of_stay() {
    compare(&[
        (
            "",
            "above",
            "<ul><li>On 4 June 2021 the council published its plan for the bridge in Lund</li></ul>",
            true,
        ),
        ("", "above", "<p>Published on 3 May 1890 the plan lay forgotten in a drawer</p>", true),
        (
            "",
            "above",
            "<p>Der Rat veröffentlicht am 4. Juni 2021 den Plan der alten Brücke von Lund</p>",
            true,
        ),
        (
            "",
            "above",
            "<p>Published 3 May 2024, 10:00 CEST | Last updated at noon on 5 May 2024</p>",
            false,
        ),
        ("", "above", "<p>Last updated on Sunday at noon in Lund, 5 May 2024</p>", false),
        ("", "above", "<p>Friday, 3 May 2024</p>", false),
    ]);
}

#[test]
fn a_sentence_below_the_headline_is_no_byline() {
    for (line, byline) in [
        ("Von Berlin Mitte aus regiert der Rat", ""),
        ("By Lake Lund stood a bridge", ""),
        ("Por San Juan pasa el tren", ""),
        ("By Ana Ruiz", "Ana Ruiz"),
        ("By Ana Ruiz in Lund", "Ana Ruiz"),
        ("By Ana Ruiz for the Courier", "Ana Ruiz"),
        ("Von Ana Ruiz und Bo Li, Lund", "Ana Ruiz und Bo Li"),
        ("Por Ana Ruiz de la Vega", "Ana Ruiz de la Vega"),
    ] {
        let html = format!(
            "<title>Bridge closed</title><body><h1>Bridge closed</h1><p>{line}</p>{}",
            LINE.repeat(5)
        );
        let found = one("a.html", html).details.byline.unwrap_or_default();
        assert_eq!(found.split(" in ").next(), Some(byline), "{line}");
    }
}

#[test]
fn a_day_that_a_paragraph_tells_of_is_not_that_of_the_article() {
    let long = "The first plan of the bridge was published on 3 May 1890, and it lay in a drawer of the town hall of Lund until the council found it again this week, she said.";
    for (html, day) in [
        (format!("<time datetime=2024-05-03></time><p>{long}</p>"), "2024-05-03"),
        (format!("<p>{long}</p><time datetime=2024-05-03></time>"), "2024-05-03"),
        (format!("<p>{long}</p>"), ""),
        (format!("<blockquote><span>{long}</span></blockquote>"), ""),
        (format!("<ul><li>{long}</li></ul>"), ""),
        ("<p>Published on 3 May 2024</p>".to_owned(), "2024-05-03"),
        ("<div><b>Published</b> <i>3 May 2024</i></div>".to_owned(), "2024-05-03"),
    ] {
        let html = format!(
            "<html lang=en><title>Bridge closed</title><body><article><h1>Bridge closed</h1>{html}{}</article>",
            LINE.repeat(5)
        );
        let found = one("a.html", html).details.published.unwrap_or_default();
        assert_eq!(found, day);
    }
}

/// Each of these takes minutes where every element asks the same of all others.
#[test]
fn pages_with_thousands_of_empty_elements_names_and_days_are_read() {
    let numbered =
        |count: usize, part: &dyn Fn(usize) -> String| (0..count).map(part).collect::<String>();
    let empty = "<i></i>".repeat(20_000);
    for html in [
        format!("<main>{}{LINE}</main>", "<time></time>".repeat(30_000)),
        format!("<div><h1>x</h1>{empty}</div><div>{}</div>", "<p>By Ana Ruiz".repeat(5_000)),
        numbered(20_000, &|n| format!("<meta name=author content='Ana Ruiz{n}'>")),
        format!("<meta name=author content='{}'>", numbered(50_000, &|n| format!("Ana Ruiz{n},"))),
        format!("<p class=author>{}", numbered(20_000, &|n| format!("<b itemprop=name>A{n}</b>"))),
    ] {
        let read = one("a.html", format!("<!doctype html><html><body>{html}{LINE}"));
        assert!(joined(&read).contains("who pays for it"));
    }
}
