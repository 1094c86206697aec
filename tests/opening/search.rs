//! The search for the article: what it finds is what dom_smoothie, another port of Readability, finds, where
//! that is right; and what is beside an article is never taken for it.

use article_annotator::formats::{Manuscript, Passage};
use article_annotator::model::BlockKind;
use dom_query::Document;
use dom_smoothie::{Config, Readability};
use proptest::prelude::*;

use crate::desk::one;

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The letters of the article that dom_smoothie finds, and of the headline that ours puts first.
fn oracle(html: &str, title: &str) -> String {
    let document = Document::from(html);
    document.select(".noprint, .no-print, .d-print-none, .hidden-print, .mw-editsection").remove();
    let config = Config { keep_classes: true, ..Config::default() };
    let found = Readability::with_document(document, None, Some(config)).unwrap().parse();
    found.map(|found| letters(title) + &letters(&found.text_content)).unwrap_or_default()
}

/// The letters that are kept, without captions that the other reader leaves out on purpose.
fn kept(read: &Manuscript, other: &str) -> String {
    let is_compared =
        |one: &Passage| one.kind != BlockKind::Caption || other.contains(&letters(&one.text));
    let read = read.article(|_, one| !one.left_out && is_compared(one), true).unwrap();
    letters(read.text())
}

/// Letters without those of the menus, which are figures: ours leaves out more of them.
fn without_menus(found: &str) -> String {
    found.chars().filter(|c| !c.is_ascii_digit()).collect()
}

fn page(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/pages");
    let content = std::fs::read(format!("{folder}/{name}.html")).unwrap();
    String::from_utf8(content.clone())
        .unwrap_or_else(|_| encoding_rs::WINDOWS_1252.decode(&content).0.into_owned())
}

/// How much of one text is in another, by runs of four words, from 0 to 1.
fn agreement(one: &str, other: &str) -> f64 {
    let runs = |text: &str| -> Vec<String> {
        let signs: Vec<char> = text.chars().collect();
        signs.windows(12).map(|run| run.iter().collect()).collect()
    };
    let (one, other) = (runs(one), runs(other));
    let in_other: std::collections::HashSet<&String> = other.iter().collect();
    let both = one.iter().filter(|run| in_other.contains(run)).count();
    2.0 * both as f64 / (one.len() + other.len()).max(1) as f64
}

#[test]
fn the_article_of_a_page_is_what_another_reader_finds() {
    for name in ["broadsheet", "wire", "table", "wiki", "blog"] {
        let html = page(name);
        let read = one("a.html", format!("\u{feff}{html}"));
        let other = oracle(&html, &read.details.title);
        let same = agreement(&kept(&read, &other), &other);
        assert!(same > 0.97, "{name}: {same}");
    }
}

/// A page with an article among menus, and boxes of all sorts.
fn sites() -> impl Strategy<Value = String> {
    let sentence = "[A-Z][a-z]{2,8}( [a-z]{2,9}){6,14}, [a-z]{3,8}( [a-z]{2,9}){4,9}\\.";
    let paragraphs = proptest::collection::vec(sentence, 6..14);
    let boxes = proptest::collection::vec(beside(), 0..6);
    let shapes = [
        "<article>|</article>",
        "<div class=post-body>|</div>",
        "<div id=content><div>|</div></div>",
        "<main><section>|</section></main>",
        "<td>|</td>",
    ];
    (paragraphs, boxes, proptest::sample::select(shapes.to_vec()), any::<bool>()).prop_map(
        |(paragraphs, boxes, shape, divs)| {
            let (start, end) = shape.split_once('|').unwrap();
            let tag = if divs { "div" } else { "p" };
            let text: String =
                paragraphs.iter().map(|one| format!("<{tag}>{one}</{tag}>\n")).collect();
            let (before, after) = boxes.split_at(boxes.len() / 2);
            format!(
                "<html><head><title>Council of Lund closes the bridge</title></head><body>{}{start}{text}{end}{}</body></html>",
                before.concat(),
                after.concat()
            )
        },
    )
}

/// Something beside an article.
fn beside() -> impl Strategy<Value = String> {
    let words = "[0-9]{3,9}( [0-9]{3,9}){0,3}";
    let links = proptest::collection::vec(words, 2..7);
    let class = proptest::sample::select(vec!["menu", "sidebar", "footer", "related", "x", "top"]);
    (links, class).prop_map(|(links, class)| {
        let items: String =
            links.iter().map(|one| format!("<li><a href=/x>{one}</a></li>")).collect();
        format!("<div class={class}><ul>{items}</ul></div>")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn an_article_among_menus_is_what_another_reader_finds(html in sites()) {
        let read = one("a.html", format!("\u{feff}{html}"));
        let other = oracle(&html, &read.details.title);
        let ours = kept(&read, &other);
        let same = agreement(&without_menus(&ours), &without_menus(&other));
        prop_assert!(same > 0.98, "{}: {}", same, html);
    }
}
