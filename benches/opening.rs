//! The time to open pages as articles: one of a megabyte, and some made to be slow.
//! `cargo bench --no-default-features --bench opening`. Slowness is no failure: machines differ.

#![allow(clippy::disallowed_methods, reason = "it runs natively, where there is a clock")]
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot start may stop")]

use std::time::Instant;

use article_annotator::formats::File;
use article_annotator::formats::documents::open;

const PARAGRAPH: &str = "<p>The council agreed on <b>Tuesday</b> to close the <a href='/x'>bridge</a>, and nobody \
    knows until when it is closed, or who pays for it, she said.</p>";

fn main() {
    let fill = |bytes: usize, part: &str| part.repeat(bytes / part.len());
    let nested = format!("{}{PARAGRAPH}{}", "<div class=x>".repeat(20), "</div>".repeat(20));
    let numbered =
        |count: usize, part: &dyn Fn(usize) -> String| (0..count).map(part).collect::<String>();
    for (name, page) in [
        ("1 MB of paragraphs", format!("<article>{}</article>", fill(1_000_000, PARAGRAPH))),
        ("10 MB of paragraphs", format!("<article>{}</article>", fill(10_000_000, PARAGRAPH))),
        ("paragraphs 20 deep", fill(1_000_000, &nested)),
        ("deep div", "<div>".repeat(100_000)),
        ("deep div, ended", format!("{}core{}", "<div>".repeat(100_000), "</div>".repeat(100_000))),
        (
            "deep div, 400",
            fill(2_000_000, &format!("{}core{}", "<div>".repeat(400), "</div>".repeat(400))),
        ),
        ("deep b", "<b>".repeat(100_000)),
        ("deep font", numbered(100_000, &|n| format!("<font a={n}>x<p>"))),
        ("deep table", "<table><tr><td>".repeat(100_000)),
        ("deep list", "<ul><li>".repeat(100_000)),
        ("many a", "<a href=x>y".repeat(100_000)),
        ("swelling b", numbered(50_000, &|n| format!("<div><b a={n}></div>x"))),
        ("br", "x<br>".repeat(300_000)),
        ("br br", "some words<br><br>".repeat(60_000)),
        ("attributes", format!("<p {}>core", "a=1 ".repeat(1_000_000))),
        ("less than", "<".repeat(5_000_000)),
        ("open tags", "<p".repeat(2_000_000)),
        ("end tags", "</p>".repeat(1_000_000)),
        ("entities", "&amp".repeat(1_000_000)),
        ("spans", format!("<div>{}", "<span>x</span> ".repeat(100_000))),
        ("comments", "<!--x-->".repeat(500_000)),
        ("comments, open", "<!--".repeat(1_000_000)),
        ("scripts, open", "<script>x</".repeat(500_000)),
        ("svg", "<svg><g>".repeat(100_000)),
        ("math", "<math><mi>x".repeat(100_000)),
        ("templates", "<template>".repeat(100_000)),
        ("pictures", "<img src=x>".repeat(100_000)),
        ("days", format!("<main>{}", "<time>x</time>".repeat(70_000))),
        ("empty days", format!("<main>{}", "<time></time>".repeat(70_000))),
        (
            "below a header",
            format!(
                "<div><h1>x</h1>{}</div><div>{}",
                "<i></i>".repeat(50_000),
                "<p>By Ana Ruiz".repeat(50_000)
            ),
        ),
        (
            "authors in the head",
            numbered(50_000, &|n| format!("<meta name=author content='Ana Ruiz{n}'>")),
        ),
        (
            "authors",
            format!("<div class=sidebar>{}", "<p class=author>Published</p>".repeat(35_000)),
        ),
        ("headlines", format!("<title>a b c d e</title>{}", "<h1>a b c d</h1>".repeat(50_000))),
        (
            "JSON-LD",
            format!("<script type='application/ld+json'>{}</script>x", "[".repeat(1_000_000)),
        ),
    ] {
        let page = format!("<!doctype html><html><body>{page}");
        let start = Instant::now();
        let mut read = open(&File::new("a.html", page.as_bytes())).unwrap();
        let read = read.remove(0);
        let (size, time) = (page.len() as f64 / 1e6, start.elapsed().as_millis());
        let told = read.problems.first().map(ToString::to_string).unwrap_or_default();
        let told: String = told.chars().take(50).collect();
        println!("{name:20} {size:5.1} MB {time:>7} ms {:>6} passages {told}", read.passages.len());
    }
}
