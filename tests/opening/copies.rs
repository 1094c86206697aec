//! What a reader sees once is read once: pulled quotations, captions for two widths, credits and counters of pictures;
//! and labels in the languages of the press. What is left out is listed.

use article_annotator::formats::Manuscript;

use crate::desk::{joined, one, said, shown};

const LINE: &str = "<p>The council agreed on Tuesday to close the bridge, and nobody knows until when it is closed, or who pays for it, she said.</p>";
const QUOTE: &str = "“I shall not close the shop because of a bridge.”";

fn page(text: &str) -> Manuscript {
    let lines = LINE.repeat(3);
    one(
        "a.html",
        format!(
            "<html lang=en><head><title>Bridge closed</title></head><body><article><h1>Bridge closed</h1>{lines}<p>She looked up. {QUOTE}</p>{text}{lines}</article></body></html>"
        ),
    )
}

#[test]
fn a_quotation_that_is_pulled_out_of_the_text_is_read_once() {
    for pulled in [
        format!(
            "<figure class=wp-block-pullquote><blockquote><p>{QUOTE}</p><cite>Ana</cite></blockquote></figure>"
        ),
        format!("<div class=pullquote><p>{QUOTE}</p></div>"),
        format!("<blockquote class='x pull-quote'>{QUOTE}</blockquote>"),
    ] {
        let read = page(&pulled);
        assert_eq!(joined(&read).matches("close the shop").count(), 1, "{pulled}");
        assert_eq!(shown(&read).matches("close the shop").count(), 2, "{pulled}");
    }
    // Said nowhere else.
    let read = page("<div class=pullquote><p>“Nobody told me of it.”</p></div>");
    assert!(joined(&read).contains("Nobody told me"), "{}", shown(&read));
}

#[test]
fn what_stands_beside_a_picture_a_word_or_a_headline_is_not_read_with_it() {
    for (html, line, out) in [
        (
            "<figure><img src=a><figcaption><span>The pier on Monday…</span><span>The pier on Monday after the storm.</span></figcaption></figure>",
            "The pier on Monday after the storm.",
            "The pier on Monday…",
        ),
        (
            "<div class=image><img src=b><span class=image-caption>The old shop of the town.</span><span class=image-credit>Bo Li / TT</span></div>",
            "The old shop of the town.",
            "Bo Li / TT",
        ),
        (
            "<ul><li><div>One picture shows the pier.</div><div class=credit>Bo Li/TT</div></li></ul><div><button>Previous</button><button>Next</button><span>1 of 2</span></div>",
            "One picture shows the pier.",
            "Bo Li/TT",
        ),
        (
            "<p>The <span class=t>pilings<span role=tooltip>Wooden posts in the bed of the sea.</span></span> are old.</p>",
            "The pilings are old.",
            "Wooden posts in the bed of the sea.",
        ),
        (
            "<p>It was late. (She left.)</p><p>(Photo by Bo Li/Getty Images)</p>",
            "It was late. (She left.)",
            "(Photo by Bo Li/Getty Images)",
        ),
    ] {
        let read = page(html);
        assert!(joined(&read).lines().any(|one| one == line), "{html}: {}", shown(&read));
        assert!(
            read.passages.iter().any(|one| one.left_out && one.text == out),
            "{html}: {}",
            shown(&read)
        );
        assert!(!joined(&read).contains("1 of 2"), "{}", shown(&read));
    }
    let share = "<html><head><title>The bridge of Lund is closed - Courier</title></head><body><article><h1><a href='#'>The bridge of Lund is closed</a> <a class=share href='#'>Share</a></h1>";
    let read = one("a.html", format!("{share}{}</article></body></html>", LINE.repeat(5)));
    assert_eq!(read.details.title, "The bridge of Lund is closed");
    // A bank gives credit, and an amount in hand is a word.
    let read = page("<p class=credit-union>The credit union of the town paid 9 of 10 bills.</p>");
    assert!(joined(&read).contains("The credit union"), "{}", shown(&read));
}

#[test]
fn labels_of_advertisements_and_of_other_articles_are_left_out_in_more_languages() {
    for label in [
        "Annons",
        "Advertentie",
        "إعلان",
        "광고",
        "Continua depois da publicidade",
        "Artikel fortsätter efter annonsen",
        "Story continues after the photo",
        "Don’t miss: <a href=x>Ten tips of ours</a>",
        "Watch: <a href=x>Pier falls into the sea</a>",
        "RELATED STORY | <a href=x>Flood of 1988</a>",
        "<a href=x>Read the full story here.</a>",
        "Lesen Sie mehr zum Thema: <a href=x>Flut 1987</a>",
    ] {
        let read = page(&format!("<p>{label}</p>"));
        let text = label.split(['<', ':']).next().unwrap_or_default();
        let text = if text.is_empty() { "Read the full" } else { text };
        assert!(!joined(&read).contains(text), "{label}: {}", shown(&read));
        assert!(shown(&read).contains(text), "{label}: {}", shown(&read));
    }
    for text in
        ["Watch: the council meets today and all can see it.", "Annonser är dyra i Lund, sade han."]
    {
        assert!(joined(&page(&format!("<p>{text}</p>"))).contains(text), "{text}");
    }
}

#[test]
fn a_mark_that_leads_to_a_note_joins_no_figure_however_it_is_raised() {
    for mark in [
        "<a href=\"#f2\"><sup>2</sup></a>",
        "<a id=r2 href=\"https://courier.example/x#f2\"><sup>2</sup></a>",
        "<button class=footnote-btn><sup>2</sup></button>",
        "<x-note><span class=easy-footnote><a href=\"#f2\"><sup>2</sup></a></span></x-note>",
        "<a href=\"#f2\">(2)</a>",
        "<sup>(2)</sup>",
    ] {
        let read = page(&format!("<p>It cost 1,400{mark} crowns.</p>"));
        assert!(joined(&read).contains("It cost 1,400 crowns."), "{mark}: {}", shown(&read));
        assert!(said(&read).contains("1 footnote mark is left out"), "{mark}: {}", said(&read));
    }
    for (html, text) in [
        ("<p>It has <a href=x>1,400 m<sup>2</sup></a> now.</p>", "It has 1,400 m² now."),
        ("<p>It rose to <a href=\"#t\">10<sup>6</sup></a> now.</p>", "It rose to 10⁶ now."),
        ("<p>See rule <a href=\"#r\">(2)</a> of it.</p>", "See rule (2) of it."),
    ] {
        assert!(joined(&page(html)).contains(text), "{html}: {}", shown(&page(html)));
    }
}

#[test]
fn a_link_that_is_never_closed_ends_with_its_paragraph() {
    for end in ["</p>", ""] {
        let read = page(&format!(
            "<p><a href=/x>The storm that struck the coast on Monday tore away a part of the bridge, she said.{end}<p>Nobody has been paid for the work of so many weeks at the bridge, he said."
        ));
        let text = joined(&read);
        assert!(
            text.contains("The storm that struck") && text.contains("Nobody has been paid"),
            "{}",
            shown(&read)
        );
    }
}

#[test]
fn the_post_that_a_page_for_phones_quotes_is_read() {
    let read = page(
        "<amp-twitter data-tweetid=1><blockquote placeholder><p>The bridge is gone, and so are we all.</p>— Lund (@l)</blockquote></amp-twitter>",
    );
    assert!(joined(&read).contains("The bridge is gone"), "{}", shown(&read));
}

#[test]
fn the_day_of_publication_is_left_out_above_the_text_without_its_year_too() {
    let head =
        "<html><head><title>Bridge closed</title></head><body><article><h1>Bridge closed</h1>";
    for day in ["Nov 19", "19 Nov", "19. November"] {
        let read = one(
            "a.html",
            format!(
                "{head}<time datetime=2024-11-19>{day}</time>{}</article></body></html>",
                LINE.repeat(6)
            ),
        );
        assert!(
            !joined(&read).contains(day) && shown(&read).contains(day),
            "{day}: {}",
            shown(&read)
        );
    }
}

#[test]
fn signs_of_a_page_amid_its_text_are_no_text_and_a_drawn_first_letter_is() {
    for (html, line) in [
        (
            "<h2>History<span class=mw-editsection>[<a href=x>edit</a>]</span></h2><p>It is old.</p>",
            "History",
        ),
        (
            "<p><img src=h.gif alt=H class=dropcap>arbour officials said so.</p>",
            "Harbour officials said so.",
        ),
        ("<p><img src=h.gif alt=H>arbour officials said so.</p>", "arbour officials said so."),
        ("<p><img src=h.gif alt=A class=initial> bridge is closed.</p>", "bridge is closed."),
        ("<div class=tts>0:00 / 5:12</div><p>It was late.</p>", "It was late."),
    ] {
        let read = page(html);
        assert!(joined(&read).lines().any(|one| one == line), "{html}: {}", shown(&read));
        assert!(!joined(&read).contains("5:12"), "{}", shown(&read));
    }
    let posts = "<ul class=wp-block-latest-posts><li><a href=x>Herring prices rise again</a><div>by Bo Li</div></li></ul>";
    let read = page(posts);
    assert!(!joined(&read).contains("by Bo Li") && shown(&read).contains("by Bo Li"));
}
