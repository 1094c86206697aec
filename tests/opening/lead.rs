//! The article of a page: all of its text and the captions of its pictures are in, and what other articles say is
//! out, however much there is of it.

use article_annotator::formats::Manuscript;
use article_annotator::model::BlockKind;

use crate::desk::{joined, one};

const LINE: &str = "<p>The council agreed on Tuesday to close the bridge, and nobody knows until when it is closed, or who pays for it, she said.</p>";

fn page(body: &str) -> Manuscript {
    one(
        "a.html",
        format!("<!doctype html><html lang=en><title>Bridge closed</title><body>{body}</body>"),
    )
}

/// Where a text is: kept, left out, or nowhere.
fn place(read: &Manuscript, words: &str) -> Option<bool> {
    let all: Vec<bool> = read
        .passages
        .iter()
        .filter(|one| one.text.contains(words))
        .map(|one| !one.left_out)
        .collect();
    (!all.is_empty()).then(|| all.contains(&true))
}

#[test]
fn a_page_that_goes_on_with_other_articles_keeps_that_of_its_headline() {
    let text = LINE.repeat(6);
    let other = |name: &str| LINE.repeat(9).replace("bridge", name);
    let names = ["harbour", "tunnel", "airport"];
    // The others have more paragraphs, in a column of their own.
    let column: String = names
        .iter()
        .map(|one| format!("<article><h1>The {one}</h1>{}</article>", other(one)))
        .collect();
    let apart = format!(
        "<div class=primary><div><article><h1>Bridge closed</h1>{text}</article></div></div>\
         <div class=secondary><div>{column}</div></div>"
    );
    // The heads of all are called so.
    let item = |title: &str, text: &str| {
        format!(
            "<article class=list__item><div><header class=list__header><h2>{title}</h2></header></div>\
             <div class=list__content><div><div class=detail__content>{text}</div></div></div></article>"
        )
    };
    let listed = format!(
        "<main><div class=list>{}{}</div></main>",
        item("Bridge closed", &text),
        names.iter().map(|one| item(&format!("The {one}"), &other(one))).collect::<String>()
    );
    for html in [apart, listed] {
        let read = page(&html);
        assert_eq!(place(&read, "close the bridge"), Some(true), "{}", joined(&read));
        for name in names {
            assert_eq!(place(&read, &format!("close the {name}")), Some(false), "{html:.80}");
        }
    }
}

#[test]
fn an_element_named_after_a_column_in_it_is_read_like_any_other() {
    // The end tag of the text stands too early, as on many pages.
    let text = |from: usize| {
        (from..from + 6).map(|at| LINE.replace("Tuesday", &format!("day {at}"))).collect::<String>()
    };
    let html = format!(
        "<div class='container with-sidebar-right'><main class='content article'><h1>Bridge closed</h1>\
         <div itemprop=articleBody>{}</div></main></div>{}",
        text(0),
        text(6)
    );
    let read = page(&html);
    for at in 0..12 {
        assert_eq!(place(&read, &format!("day {at} ")), Some(true), "{at}: {}", joined(&read));
    }
}

#[test]
fn captions_of_the_pictures_of_an_article_are_kept_as_captions() {
    let figure =
        |words: &str| format!("<figure><img src=a.jpg><figcaption>{words}</figcaption></figure>");
    let lead = figure("The bridge of Lund on the day of the vote");
    let amid = figure("Mira Holt, who leads the council of Lund");
    let others: String = (0..6)
        .map(|at| format!("<a href=/{at}>{}</a>", figure(&format!("Another story, number {at}"))))
        .collect();
    let html = format!(
        "<nav>{others}</nav><article><header class=page-header><h1>Bridge closed</h1>\
         <div class=hero-header>{lead}</div></header>\
         <div class=body>{0}<div class=media-box>{amid}</div>{0}</div></article><div>{others}</div>",
        LINE.repeat(4)
    );
    let read = page(&html);
    for words in ["on the day of the vote", "who leads the council"] {
        let found = read.passages.iter().find(|one| one.text.contains(words)).unwrap();
        assert!(!found.left_out, "{words}: {}", joined(&read));
        assert_eq!(found.kind, BlockKind::Caption, "{words}");
    }
    assert_eq!(place(&read, "Another story"), Some(false), "{}", joined(&read));
}

#[test]
fn a_line_that_sums_up_is_kept_below_a_headline_that_a_picture_stands_above() {
    let picture = "<figure><img src=a.jpg><figcaption>The bridge of Lund on the day of the vote</figcaption></figure>";
    let html = format!(
        "<main><article>{picture}<div><header class=list__header><h2>Bridge closed</h2>\
         <p>Buses go by the ring road, and nobody knows for how long.</p></header></div>\
         <div class=text>{}</div></article></main>",
        LINE.repeat(6)
    );
    let read = page(&html);
    for words in ["on the day of the vote", "by the ring road", "who pays for it"] {
        assert_eq!(place(&read, words), Some(true), "{words}: {}", joined(&read));
    }
}

#[test]
fn text_in_columns_of_the_element_that_a_page_marks_as_its_text_is_kept() {
    let column = |at: usize| {
        format!(
            "<div class=c2><div class=m2><div class=panel><div class=inner><h3>Part {at}</h3><div class=say>\
             <p>In part {at} of the town, buses go by the ring road, and trains do not stop at all.</p></div></div></div></div></div>"
        )
    };
    let about = "<div class=author-card><p>Ana Ruiz writes about bridges, towns and rivers, and has won prizes for it.</p></div>";
    let teaser = "<div class=box><h4><a href=/b>Harbour closed</a></h4><p>The harbour of Lund is closed as well, and nobody knows for how long, or why.</p></div>";
    let html = format!(
        "<article><div class=entry-content><div class=one><div class=row><h1>Bridge closed</h1></div>\
         <div class=row><div class=c1><div class=m1>{}</div></div></div></div>\
         <div class=two><div class=row>{}{}</div></div>{about}{teaser}</div></article>",
        LINE.repeat(5),
        column(1),
        column(2)
    );
    let read = page(&html);
    for at in 1..3 {
        assert_eq!(place(&read, &format!("In part {at}")), Some(true), "{}", joined(&read));
    }
    for words in ["has won prizes", "harbour of Lund"] {
        assert_eq!(place(&read, words), Some(false), "{}", joined(&read));
    }
}

#[test]
fn a_short_article_is_not_lost_to_what_readers_say_in_a_column_beside_it() {
    let said = |at: usize| {
        format!(
            "<p>I have been saying for years, and everybody knows it, that they waste our money on number {at}.</p>"
        )
    };
    let html = format!(
        "<div id=main class=column><div class=content-main><div class=section><div class=node><h1>Bridge closed</h1><div class=field><div class=item>\
         The bridge of Lund is closed for all of the year, says the council, which has not told anybody who pays for it, or when it opens again. Buses go by the ring road until then. \
         Nobody knows what comes then, and nobody at the council wants to say, said Mira Holt, who lives there.</div></div></div></div></div>\
         <div class=panel-sidebar><div class=section><div class=panes><div class=pane>{}</div></div></div></div></div>",
        (0..9).map(said).collect::<String>()
    );
    let read = page(&html);
    assert_eq!(place(&read, "bridge of Lund"), Some(true), "{}", joined(&read));
    assert_eq!(place(&read, "waste our money"), Some(false), "{}", joined(&read));
}

#[test]
fn a_list_of_other_articles_below_the_text_is_left_out_and_one_that_is_the_text_stays() {
    let item = |at: usize| {
        format!(
            "<li><h3><a href=/{at}>Story number {at}</a></h3><p>The harbour of town {at} is closed as well, and nobody there knows for how long, or why, or who pays for it in the end.</p></li>"
        )
    };
    let list = format!("<ul class=stream>{}</ul>", (0..9).map(item).collect::<String>());
    let both = format!(
        "<div id=main><div class=text><h1>Bridge closed</h1>{}</div><div class=text>{list}</div></div>",
        LINE.repeat(6)
    );
    let read = page(&both);
    assert_eq!(place(&read, "who pays for it, she said"), Some(true));
    assert_eq!(place(&read, "harbour of town 3"), Some(false), "{}", joined(&read));
    let alone =
        format!("<article><h1>Bridge closed</h1><p>What is closed today:</p>{list}</article>");
    assert_eq!(place(&page(&alone), "harbour of town 3"), Some(true));
}

#[test]
fn lines_around_a_text_that_lead_elsewhere_are_left_out() {
    let data = format!(
        "&lt;\\/p>\"{}}}",
        (0..9)
            .map(|at| format!(",\"size\":{at},\"name\":\"a\",\"mime\":\"image\""))
            .collect::<String>()
    );
    for (above, below, words) in [
        (
            "<p>&gt; <a href=/>Blog</a> &gt; <a href=/l>Towns</a> &gt; Bridge closed in Lund until nobody knows when</p>",
            "",
            "Towns",
        ),
        ("", "<p>« <a href=/b>Harbour closed, and how</a></p>", "Harbour"),
        ("", "<p><a href=/b>Harbour closed, and how</a> »</p>", "Harbour"),
        (
            "",
            "<p>Want more of this? Sign up for our daily newsletter, Lund Today.</p>",
            "Lund Today",
        ),
        (
            "",
            "<p>Nichts verpassen: Abonnieren Sie kostenlos den Newsletter von Lund Heute.</p>",
            "Heute",
        ),
        ("", "<p>CLICK HERE TO GET THE LUND NEWS APP</p>", "LUND NEWS"),
        ("", &format!("<p>A picture.{data}</p>"), "\"mime\""),
    ] {
        let html =
            format!("<article><h1>Bridge closed</h1>{above}{}{below}</article>", LINE.repeat(5));
        let read = page(&html);
        assert_eq!(place(&read, words), Some(false), "{words}: {}", joined(&read));
    }
    // A quotation has both marks; a sentence tells of a newsletter; program text in an article stays as it is.
    for below in [
        "<p>« <a href=/b>Nobody knows until when</a> », she said to all of us</p>",
        "<p>The council sends a newsletter, which 300 people read, she said.</p>",
        "<pre>{\"a\":1,\"b\":2,\"c\":\"x\",\"d\":4,\"e\":5,\n\"f\":6,\"g\":7,\"h\":8,\"i\":9}</pre>",
    ] {
        let html = format!("<article><h1>Bridge closed</h1>{}{below}</article>", LINE.repeat(5));
        let read = page(&html);
        assert!(
            read.passages.last().is_some_and(|one| !one.left_out),
            "{below}: {}",
            joined(&read)
        );
    }
}

#[test]
fn posts_that_an_article_quotes_are_kept_with_their_words() {
    let post = |class: &str, words: &str| {
        format!(
            "<div class=media><blockquote class={class}><div><p><a href=https://x.example/1>{words}</a></p>\
             <p><a href=https://x.example/2>Mira Holt (@mira) on May 3</a></p></div></blockquote></div>"
        )
    };
    let html = format!(
        "<article><h1>Bridge closed</h1><div class=text>{0}{1}{0}{2}{0}</div></article>",
        LINE.repeat(3),
        post("twitter-tweet", "We close the bridge at last, all of us"),
        post(
            "instagram-media",
            "View this post on Instagram</a></p><p><a>Closed it is, and closed it stays"
        )
    );
    let read = page(&html);
    for words in ["We close the bridge at last", "Closed it is", "Mira Holt (@mira)"] {
        let found = read.passages.iter().find(|one| one.text.contains(words)).unwrap();
        assert!(!found.left_out, "{words}: {}", joined(&read));
        assert_eq!(found.kind, BlockKind::BlockQuote, "{words}");
    }
    assert_eq!(place(&read, "View this post"), Some(false), "{}", joined(&read));
}

#[test]
fn captions_in_paragraphs_are_captions_and_their_buttons_are_not() {
    let html = format!(
        "<article><h1>Bridge closed</h1><div class=text>{0}\
         <div class=wp-caption><img src=a.jpg><p class=wp-caption-text>The bridge of Lund on the day of the vote</p></div>{0}\
         <figure><img src=b.jpg><figcaption>The harbour of Lund, May 3. <a href=/l>Acquire Licensing Rights</a></figcaption></figure>{0}</div></article>",
        LINE.repeat(3)
    );
    let read = page(&html);
    for words in ["on the day of the vote", "harbour of Lund"] {
        let found = read.passages.iter().find(|one| one.text.contains(words)).unwrap();
        assert_eq!((found.kind, found.left_out), (BlockKind::Caption, false), "{}", joined(&read));
    }
    assert_eq!(place(&read, "Licensing Rights"), Some(false), "{}", joined(&read));
}
