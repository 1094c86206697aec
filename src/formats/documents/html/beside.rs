//! What accompanies the text of a page: footnote marks, readings over letters, struck-out text, editors'
//! comments. Skipped text is always reported (tests/opening/beside.rs).

use dom_query::{Element, Node};

use super::nodes::is;
use super::style::HtmlStyle;
use super::walk::{BLOCKS, NUMBER};
use crate::formats::documents::shared::raised::may_be_mark;

/// An element that accompanies the text.
pub(super) enum Beside {
    /// Raised or lowered; `linked` if it leads to a note.
    Raised { up: bool, linked: bool },
    /// The reading of the letters before it.
    Reading,
    /// Struck out; `whole` with paragraphs inside it or within one.
    Struck { whole: bool },
    /// An editor's comment.
    Comment,
    /// The label of words that a program marked.
    Label,
    /// A link from a note back to its mark.
    WayBack,
    /// The number of the page that begins here in print.
    PageNumber,
    /// An invisible element that contains text of the article.
    Swallowed,
}

/// Fewest letters in paragraphs that make invisible text part of an article.
pub(super) const WORDS: usize = 200;

/// Longest mark of a note that is not raised, in characters: `[123]`.
const SHORT: usize = 6;

/// A new page may begin with one of these.
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// Elements that may contain an article by mistake, because an end tag is missing.
const SWALLOWS: [&str; 10] = [
    "noscript", "object", "audio", "video", "canvas", "svg", "select", "datalist", "applet", "map",
];

/// Whether an element accompanies the text, and how.
pub(super) fn of(
    name: &str,
    element: &Element,
    style: &HtmlStyle,
    node: &Node<'_>,
) -> Option<Beside> {
    if !HEADINGS.contains(&name) && is_page_break(element) && is_page_number(&node.text()) {
        return Some(Beside::PageNumber);
    }
    match name {
        "rt" | "rtc" => return Some(Beside::Reading),
        "del" | "s" | "strike" => return Some(Beside::Struck { whole: has_blocks(node) }),
        "sup" | "sub" => {
            return Some(Beside::Raised {
                up: name == "sup",
                linked: leads_to_note(element, node),
            });
        }
        "p" if is_remark(node) => return Some(Beside::Comment),
        "a" if leads_back(element, &node.text()) => return Some(Beside::WayBack),
        "a" if is_short_mark(&node.text())
            && (is_note_link(element) || is_mark_link(element, node)) =>
        {
            return Some(Beside::Raised { up: true, linked: true });
        }
        "span" if is_note(element) && is_short_mark(&node.text()) && is_glued(node) => {
            return Some(Beside::Raised { up: true, linked: true });
        }
        "span" if is_label(node) => return Some(Beside::Label),
        _ if SWALLOWS.contains(&name) && has_blocks(node) => {
            let letters = node.text().chars().filter(|c| c.is_alphanumeric()).count();
            return (letters >= WORDS).then_some(Beside::Swallowed);
        }
        _ => {}
    }
    let class = element.attr("class").unwrap_or_default().to_lowercase();
    if style.comment || ["msocommentreference", "msocomanchor", "msocomtxt"].contains(&&*class) {
        return Some(Beside::Comment);
    }
    if style.struck {
        return Some(Beside::Struck { whole: BLOCKS.contains(&name) || has_blocks(node) });
    }
    let up = style.raised?;
    Some(Beside::Raised { up, linked: leads_to_note(element, node) })
}

/// Classes of words that only screen readers say, in the style sheets that everybody uses.
const SAID_ONLY: [&str; 12] = [
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "is-visually-hidden",
    "u-visually-hidden",
    "u-visuallyhidden",
    "screen-reader-text",
    "screen-reader-only",
    "screenreader-only",
    "element-invisible",
    "show-for-sr",
    "a11y-hidden",
];

/// Whether it is words amid a paragraph that only screen readers say: “(opens in a new window)”.
pub(super) fn is_for_screen_readers(element: &Element, node: &Node<'_>) -> bool {
    let is_said = element
        .attr("class")
        .is_some_and(|class| class.split_ascii_whitespace().any(|one| SAID_ONLY.contains(&one)));
    const TEXTS: [&str; 3] = ["p", "li", "blockquote"];
    const OTHERS: [&str; 12] =
        ["h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption", "td", "th", "dt", "dd"];
    let is_in = |names: &[&str]| node.ancestors(None).iter().any(|one| is(one, names));
    // A colon behind the label of a headline keeps the two apart.
    let has_words = || node.text().contains(char::is_alphabetic);
    is_said && (is_in(&TEXTS) || is_in(&OTHERS) && has_words())
}

/// Whether it says what the words before it are, as spaCy’s displaCy writes it.
fn is_label(node: &Node<'_>) -> bool {
    let is_entity = |around: &Node<'_>| {
        let class = around.attr("class").unwrap_or_default();
        is(around, &["mark"]) && class.split_ascii_whitespace().any(|one| one == "entity")
    };
    // The words themselves are right in the mark, but for what the search for the article puts around texts.
    node.parent().is_some_and(|around| is_entity(&around))
        && !node.has_attr(NUMBER)
        && node.next_element_sibling().is_none()
}

/// Whether it says that a page of the printed book begins here.
fn is_page_break(element: &Element) -> bool {
    const CLASSES: [&str; 5] = ["pagenum", "pagenumber", "page-number", "pageno", "pagebreak"];
    let is_said = |name: &&str| element.attr(name).is_some_and(|said| said.contains("pagebreak"));
    ["role", "epub:type"].iter().any(is_said)
        || element
            .attr("class")
            .is_some_and(|class| class.split_ascii_whitespace().any(|one| CLASSES.contains(&one)))
}

/// Whether it is a number: `12`, `xii`, `[Pg 12]`.
fn is_page_number(text: &str) -> bool {
    const LONGEST: usize = 8;
    let said = text.trim().trim_matches(['[', ']', '{', '}', '(', ')']).to_lowercase();
    let number = ["page", "pg", "p"].iter().find_map(|word| said.strip_prefix(word));
    let number = number.unwrap_or(&said).trim_start_matches('.').trim();
    let is_all = |is: fn(char) -> bool| number.chars().all(is);
    !number.is_empty()
        && number.len() <= LONGEST
        && (is_all(|c| c.is_ascii_digit()) || is_all(|c| "ivxlc".contains(c)))
}

/// Whether it stands right behind a word or a number.
fn is_glued(node: &Node<'_>) -> bool {
    let text = node.prev_sibling().map(|before| before.text());
    text.is_some_and(|text| text.ends_with(|last: char| !last.is_whitespace()))
}

/// Whether a paragraph is the remark of somebody who read the text, as Google Docs writes them below it.
fn is_remark(node: &Node<'_>) -> bool {
    node.first_element_child()
        .and_then(|first| first.attr("href"))
        .is_some_and(|href| href.starts_with("#cmnt_ref"))
}

/// Whether a link leads back from a note to its mark: `↩`, `^`.
fn leads_back(element: &Element, text: &str) -> bool {
    let sign = text.trim().trim_end_matches('\u{fe0e}');
    ["↩", "↵", "⏎", "↑", "⤴", "^"].contains(&sign)
        && element.attr("href").is_some_and(|href| href.contains('#'))
}

/// Whether a link's text is the mark of a note; on the line it has to be short.
fn is_short_mark(text: &str) -> bool {
    text.trim().chars().count() <= SHORT && may_be_mark(text)
}

pub(super) fn has_blocks(node: &Node<'_>) -> bool {
    let is_block = |one: &Node<'_>| one.node_name().is_some_and(|name| BLOCKS.contains(&&*name));
    node.descendants().iter().any(is_block)
}

/// Whether a raised element leads to a note: by its class, or by a link in it.
fn leads_to_note(element: &Element, node: &Node<'_>) -> bool {
    let is_link = |one: &Node<'_>| {
        one.node_name().is_some_and(|name| &*name == "a") && one.attr("href").is_some()
    };
    // The mark may be raised in the link, or in the button, that leads to the note.
    let is_around = |one: &Node<'_>| {
        let leads = one.attr("href").is_some_and(|href| href.contains('#'));
        (leads || is(one, &["button"])) && one.text().trim() == node.text().trim()
    };
    is_note(element)
        || node.descendants().iter().any(is_link)
        || node.ancestors(Some(2)).iter().any(is_around)
}

/// Whether a link to a place of the page, right behind a word or a number, is a mark in brackets: `1,400(2)`.
fn is_mark_link(element: &Element, node: &Node<'_>) -> bool {
    let text = node.text();
    let inside = text.trim().strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    inside.is_some_and(|inside| inside.chars().all(|c| c.is_ascii_digit()))
        && element.attr("href").is_some_and(|href| href.contains('#'))
        && is_glued(node)
}

fn is_note_link(element: &Element) -> bool {
    let leads = |href: &str| is_note_address(href) || href.contains('#') && is_note(element);
    element.attr("href").is_some_and(|href| leads(&href))
}

fn is_note(element: &Element) -> bool {
    let said = |name: &str| element.attr(name).unwrap_or_default().to_lowercase();
    let class = said("class");
    let signs = ["footnote", "noteref", "fnref", "fn-ref", "endnote", "cite_ref"];
    let is_class = signs.iter().any(|sign| class.contains(sign))
        || class.split_whitespace().any(|one| ["reference", "fn", "citation"].contains(&one));
    is_class || said("role").contains("noteref") || said("epub:type").contains("noteref")
}

/// Whether an address leads to a note on the page, and not back from it.
fn is_note_address(href: &str) -> bool {
    let Some((_, place)) = href.split_once('#') else { return false };
    let place = place.to_lowercase();
    let signs = ["fn", "note", "footnote", "_ftn", "_edn", "cite_note", "endnote", "ftnt", "cmnt"];
    signs.iter().any(|sign| place.starts_with(sign)) && !place.contains("ref")
}
