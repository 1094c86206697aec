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

#[test]
fn a_sentence_that_opens_or_ends_the_article_in_an_element_of_its_own_is_of_it() {
    let h1 = "<h1>Bridge closed in Lund today</h1>";
    let body = format!("<div>{}</div>", rows(&[6], "", ""));
    for sentence in [
        "<div><div><p>The end came soon after, on Friday.</p></div></div>",
        "<div><div><div><p><em>This article was amended on 7 May 2024 to correct a figure.</em></p></div></div></div>",
    ] {
        let text = joined(&page(&format!("<article>{h1}{body}{sentence}</article>")));
        assert!(text.contains("Friday") || text.contains("amended"), "{sentence}\n{text}");
    }
    let first = "<div><div><p>Yes, they said.</p></div></div>";
    assert!(joined(&page(&format!("<article>{h1}{first}{body}</article>"))).contains("Yes, they"));
    // Who wrote it has a heading or a name, and what another article is called ends no sentence.
    for beside in [
        "<section><h2>Meet the writer</h2><p>Ana has two cats and loves herring.</p></section>",
        "<div class=bio><div><p>Ana has two cats and loves herring.</p></div></div>",
        "<div><p>Ten ways to cook herring</p></div>",
    ] {
        let text = joined(&page(&format!("<article>{h1}{body}{beside}</article>")));
        assert!(!text.contains("herring"), "{beside}\n{text}");
    }
}

#[test]
fn line_ends_behind_a_paragraph_set_nothing_apart() {
    let japanese =
        "市議会は木曜日の夜、市内に三つあった公営プールのうち最後の一つを閉鎖することを決めた。";
    let thai = "สภาเมืองลงมติเมื่อคืนวันพฤหัสบดีด้วยคะแนน 31 ต่อ 22 เสียง ให้ปิดสระว่ายน้ำสาธารณะแห่งสุดท้ายของเมือง";
    for words in [japanese, thai, "The council closed it."] {
        let all: String = (0..3).map(|at| format!("<p>{at} {words}<br><br></p>")).collect();
        let read = page(&format!("<article><h1>Bridge closed in Lund today</h1>{all}</article>"));
        assert_eq!(joined(&read).matches(words).count(), 3, "{}", shown(&read));
    }
}

#[test]
fn the_text_of_a_page_within_the_page_is_left_out_and_listed() {
    let frame = "<iframe srcdoc=\"&lt;p&gt;The secret section says that the baths are sold to the buyer.&lt;/p&gt;\"></iframe>";
    let read = page(&format!(
        "<article><h1>Bridge closed in Lund today</h1>{}{frame}</article>",
        rows(&[6], "", "")
    ));
    assert!(!joined(&read).contains("secret") && shown(&read).contains("secret section"));
    let long = frame.replace("The secret", &"Words of a long page. ".repeat(2000));
    let read = page(&format!(
        "<article><h1>Bridge closed in Lund today</h1>{}{long}</article>",
        rows(&[6], "", "")
    ));
    assert!(shown(&read).contains("sold to the buyer"));
}
