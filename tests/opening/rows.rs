//! An article in the rows and columns of a page builder is one article, and what a page lays out beside it is none of
//! it.

use article_annotator::formats::Manuscript;

use crate::desk::{joined, one, shown};

/// Six paragraphs, each with a word of its own.
const WORDS: [&str; 6] = ["Anchor", "Beacon", "Cargo", "Dredger", "Estuary", "Ferry"];

fn paragraph(word: &str) -> String {
    format!(
        "<p>{word} and all: the council agreed on Tuesday to close the bridge, and nobody knows until when it stays closed, or who pays for it, she said.</p>"
    )
}

/// The paragraphs in rows of so many.
fn rows(sizes: &[usize], open: &str, close: &str) -> String {
    let mut words = WORDS.iter();
    let row = |size: &usize| {
        let inside: String = words.by_ref().take(*size).map(|word| paragraph(word)).collect();
        format!("{open}{inside}{close}")
    };
    sizes.iter().map(row).collect()
}

fn page(body: &str) -> Manuscript {
    one(
        "a.html",
        format!(
            "<!doctype html><html lang=en><head><title>Bridge closed in Lund today</title></head><body>{body}</body></html>"
        ),
    )
}

#[track_caller]
fn is_whole(read: &Manuscript, what: &str) {
    let text = joined(read);
    let mut from = 0;
    for word in WORDS {
        let at = text.find(word).filter(|at| *at >= from);
        from = at.unwrap_or_else(|| panic!("{what}: {word} is not in its place\n{}", shown(read)));
        assert_eq!(text.matches(word).count(), 1, "{what}: {word}");
    }
}

#[test]
fn an_article_in_rows_and_columns_is_read_whole_and_in_order() {
    let h1 = "<h1>Bridge closed in Lund today</h1>";
    for (open, close) in [
        ("<div>", "</div>"),
        ("<div><div>", "</div></div>"),
        ("<div><div><div>", "</div></div></div>"),
        (
            "<section><div class='container'><div class='row'><div class='col-md-8'>",
            "</div></div></div></section>",
        ),
        (
            "<div class='vc_row wpb_row vc_custom_15'><div class='wpb_column'><div class='wpb_wrapper'>",
            "</div></div></div>",
        ),
    ] {
        for sizes in [&[2, 2, 2][..], &[5, 1], &[1, 5], &[1, 4, 1], &[3, 3]] {
            for (around, ends) in [("<article>", "</article>"), ("<main>", "</main>")] {
                let rows = rows(sizes, open, close);
                let read = page(&format!("{around}{h1}{rows}{ends}"));
                is_whole(&read, &format!("{around}{open} {sizes:?}"));
            }
        }
    }
    // A page that tells its article by no element does so by the classes of its rows.
    let row =
        rows(&[2, 3, 1], "<div class=row><div class=col><div class=text>", "</div></div></div>");
    is_whole(&page(&format!("{h1}{row}")), "by classes");
}

#[test]
fn rows_that_lead_to_other_articles_or_are_called_otherwise_are_no_rows_of_the_article() {
    let h1 = "<h1>Bridge closed in Lund today</h1>";
    let (open, close) = ("<div class=row><div class=col><div class=cell>", "</div></div></div>");
    let own = rows(&[3, 3], open, close);
    let line = paragraph("Elsewhere");
    for other in [
        format!("{open}<h3><a href=/b>Storm hits Kiel</a></h3>{line}{close}"),
        format!("<div class=row><div class=col><div class='cell related'>{line}</div></div></div>"),
        format!("<div class=comments><div class=cell>{line}</div></div>"),
        format!("<aside>{open}{line}{close}</aside>"),
    ] {
        let read = page(&format!("<article>{h1}{own}{other}</article>"));
        is_whole(&read, &other);
        assert!(!joined(&read).contains("Elsewhere"), "{other}\n{}", shown(&read));
        assert!(shown(&read).contains("Elsewhere"), "it is listed: {other}");
    }
}

#[test]
fn a_short_line_that_sums_up_below_the_headline_is_read() {
    for sum in ["Nobody was told.", "Belediye iskeleyi erken çevirdi.", "市が三週間早く閉鎖した。"]
    {
        let body = format!(
            "<article><header><h1>Bridge closed in Lund today</h1><p class=standfirst>{sum}</p></header><div class=body>{}</div></article>",
            WORDS.map(paragraph).concat()
        );
        let read = page(&body);
        assert!(joined(&read).contains(sum), "{sum}\n{}", shown(&read));
    }
}

#[test]
fn whose_a_picture_is_stands_beside_its_caption_and_is_left_out() {
    for caption in [
        "<figcaption>The kiosk beside the ramp.<span class=credit>Jane Doe</span></figcaption>",
        "<figcaption>The kiosk beside the ramp. <span class=copyright>© Jane Doe</span></figcaption>",
        "<figcaption><div class=caption>The kiosk beside the ramp.</div><div class=credit>Jane Doe</div></figcaption>",
    ] {
        let read = page(&format!(
            "<article><h1>Bridge closed in Lund today</h1>{}<figure><img src=a.jpg>{caption}</figure>{}</article>",
            paragraph("Anchor"),
            WORDS.map(paragraph).concat()
        ));
        let text = joined(&read);
        assert!(text.contains("The kiosk beside the ramp.") && !text.contains("Doe"), "{text}");
        assert!(shown(&read).contains("Doe"), "{caption}");
    }
}
