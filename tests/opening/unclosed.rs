//! Comments, scripts and tags that are never closed: the words after them are kept, or left out and
//! named, and the report is true.

use crate::desk::{joined, one, said, shown};

const WORDS: &str = "The minister had known since May.";

#[test]
fn a_comment_in_markdown_that_is_never_closed_takes_nothing_along() {
    for (source, wanted) in [
        (
            format!("Before.\n\n<!-- todo\n\n{WORDS} *So* he said.\n\n# Next"),
            format!("p Before.\np {WORDS} *So* he said.\nh1 Next"),
        ),
        (format!("<!-- one\n\n{WORDS}\n\n<!-- two\n\n- a\n"), format!("p {WORDS}\nli a")),
        (format!("<!-- note -->\n{WORDS}"), format!("p {WORDS}")),
    ] {
        let read = one("a.md", source.clone());
        let kept: Vec<_> = shown(&read)
            .lines()
            .filter(|line| !line.starts_with("- "))
            .map(str::to_owned)
            .collect();
        assert_eq!(kept.join("\n"), wanted, "{source}");
        let is_told = said(&read).contains("<!-- is never closed");
        assert_eq!(is_told, !source.contains("-->"), "{}", said(&read));
    }
    // What the page itself hides is named, and can be included.
    let read = one("a.md", format!("Before.\n\n<!-- {WORDS}\n\nAfter."));
    assert!(said(&read).contains(&format!("“{WORDS}” after it is left out")), "{}", said(&read));
    assert_eq!(joined(&read), "Before.\nAfter.");
    assert!(read.passages.iter().any(|one| one.left_out && one.text == WORDS));
    // A file of nothing else does no harm.
    assert!(shown(&one("a.md", "<!-- x\n".repeat(5000))).len() > 1000);
}

#[test]
fn many_tags_without_an_end_do_not_take_minutes() {
    for start in ["<!", "<?", "</ ", "<b ", "<b a=", "<!--", "<a b=\"> "] {
        for end in ["", ">", "<p>After"] {
            one("a.html", format!("<p>{}{end}", start.repeat(30_000)));
        }
    }
}

#[test]
fn what_a_tag_without_its_end_takes_along_is_left_out_and_named() {
    for (start, told) in [
        ("<!-- ad -- ", "<!-- is never closed"),
        ("<script>x() ", "<script> is never closed"),
        ("<style>a{} ", "<style> is never closed"),
        ("<title>", "<title> is never closed"),
        ("<a href=\"x ", "a quotation mark in a tag is never closed"),
    ] {
        // With and without a paragraph after it.
        for end in ["", "</p><p>After.</p>"] {
            if end.contains("<p>") && !start.contains(['!', '{', '(']) {
                continue;
            }
            let read = one("a.html", format!("<p>Before. {start}{WORDS}{end}"));
            let listed = read.passages.iter().any(|one| one.left_out && one.text.ends_with(WORDS));
            assert!(listed, "{start}{end}: {}", shown(&read));
            assert!(said(&read).contains(told), "{start}{end}: {}", said(&read));
            assert!(said(&read).contains("after it is left out"), "{}", said(&read));
            assert_eq!(joined(&read).contains("After."), end.contains("After"), "{start}{end}");
            assert!(joined(&read).contains("Before."), "{start}{end}");
        }
    }
}

#[test]
fn words_that_only_begin_like_a_tag_stay() {
    for (html, text) in [
        ("<p>Under 5 <b and more", "Under 5 <b and more"),
        ("<p>It is <? not known", "It is <? not known"),
        ("<p>It is <! not known", "It is <! not known"),
        ("<p>It is </ not known", "It is </ not known"),
        ("<p>It is <? not known</p><p>B</p>", "It is <? not known\nB"),
        ("<!DOCTYPE html><p>A <?xml:namespace prefix = o /> b</p>", "A  b"),
        ("<p>A <![if !supportLists]>b<![endif]></p>", "A b"),
        // The comment ends on its own line of source.
        ("<p>A <!-- ad\nand the rest.", "A and the rest."),
    ] {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let read = joined(&one("a.html", html));
        assert_eq!(read.split_whitespace().collect::<Vec<_>>().join(" "), text, "{html}");
    }
}

#[test]
fn what_a_chapter_or_a_block_of_html_shows_to_nobody_is_left_out_and_not_gone() {
    let long = WORDS.repeat(8);
    let hidden = format!("<noscript><p>{long}</p></noscript>");
    let read = one("a.md", format!("Before.\n\n<div>\n{hidden}\n</div>\n\nAfter."));
    assert_eq!(joined(&read), "Before.\nAfter.");
    assert!(read.passages.iter().any(|one| one.left_out && one.text == long), "{}", shown(&read));
    // A comment that ends only with the next one.
    let page = format!("<p>Before.</p><!-- ad -- <p>{long}</p><!-- end --><p>After.</p>");
    let read = one("a.html", page);
    assert_eq!(joined(&read), "Before.\nAfter.");
    assert!(read.passages.iter().any(|one| one.left_out && one.text == long), "{}", shown(&read));
}
