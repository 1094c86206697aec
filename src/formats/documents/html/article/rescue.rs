//! Paragraphs of the article that the search lost: amid it, because they stand in an element of their own or are
//! mostly a link; between the headline and the text, because they stand in the head of the page. Those with the names
//! of boxes are not among them (tests/opening/asides.rs).

use std::collections::BTreeSet;

use dom_query::{Document, Node, NodeId};

use super::nodes::{count, link_density, weight};
use super::numbers;
use super::unlikely::{is_talk, is_unlikely, is_unseen, says_body};
use super::words::NEVER;
use crate::formats::documents::html::nodes::{
    attribute, is, is_longer, line, named, names_of, next,
};
use crate::formats::documents::html::walk::NUMBER;
use crate::formats::documents::shared::dates;

/// Fewest characters of a paragraph that can be told from a label.
const PARAGRAPH: usize = 60;

/// The numbers of the texts of lost paragraphs, between the first and the last text that was found.
pub(super) fn lost(page: &Document, found: &[usize]) -> Vec<usize> {
    let found: BTreeSet<usize> = found.iter().copied().collect();
    let (Some(first), Some(last)) = (found.first(), found.last()) else { return Vec::new() };
    let holders = holders(page, &found);
    let mut lost = Vec::new();
    for paragraph in named(&page.root(), &["p", "li", "blockquote"]) {
        let own = numbers(&paragraph);
        let is_amid = own.iter().all(|one| first < one && one < last && !found.contains(one));
        let is_lost = match is_amid {
            true => is_prose(&paragraph) && is_in_text(&paragraph, &holders),
            false => {
                !own.iter().any(|one| found.contains(one))
                    && (opens_or_ends(&paragraph, &holders) || is_marked(&paragraph, &holders))
            }
        };
        if is_lost {
            lost.extend(own);
        }
    }
    lost
}

/// The numbers of the texts of posts that the article quotes, as the networks write them for others' pages. They are
/// links as a whole, or nearly.
pub(super) fn posts(page: &Document, found: &[usize]) -> Vec<usize> {
    const CLASSES: [&str; 6] = [
        "twitter-tweet",
        "instagram-media",
        "tiktok-embed",
        "bluesky-embed",
        "mastodon-embed",
        "text-post-media",
    ];
    let (Some(first), Some(last)) = (found.iter().min(), found.iter().max()) else {
        return Vec::new();
    };
    let mut posts = named(&page.root(), &["blockquote"]);
    posts.retain(|one| names_of(one).split(' ').any(|name| CLASSES.contains(&name)));
    let beside = ["aside", "footer", "nav", "form"];
    let own = posts.iter().filter(|one| !one.ancestors(None).iter().any(|it| is(it, &beside)));
    own.flat_map(numbers).filter(|at| first < at && at < last).collect()
}

/// Whether a paragraph outside of what was found is a sentence of the article, which stands apart without a reason that
/// the page gives: between the headline and the end of an element that is the article's, in elements without names.
fn opens_or_ends(paragraph: &Node<'_>, holders: &BTreeSet<NodeId>) -> bool {
    const WORDS: usize = 3;
    let text = line(paragraph);
    let is_sentence = ends_sentence(&text)
        && (text.split_whitespace().nth(WORDS - 1).is_some() || text.ends_with('。'));
    if !is_sentence || !is(paragraph, &["p"]) || link_density(paragraph) > 0.0 {
        return false;
    }
    let around = paragraph.ancestors(None);
    let Some(home) = around.iter().find(|one| holders.contains(&one.id)) else { return false };
    let is_home = || around.iter().any(|one| is(one, &["article"]));
    let between = || around.iter().take_while(|one| one.id != home.id).chain([paragraph]);
    let is_headed = |one: &Node<'_>| !named(one, &["h2", "h3", "h4", "h5", "h6"]).is_empty();
    let bare = |one: &Node<'_>| is(one, &["div", "section", "p"]) && names_of(one).is_empty();
    let headline = named(home, &["h1"]);
    is_home()
        && between().all(|one| bare(one) && !is_unseen(one) && !is_headed(one))
        && matches!(headline.as_slice(), [one] if is_before(one, paragraph))
}

/// Whether a paragraph outside of what was found is text of the article in the element that the page marks as its text:
/// in a column or a panel of its own.
fn is_marked(paragraph: &Node<'_>, holders: &BTreeSet<NodeId>) -> bool {
    const CALLED: [&str; 4] = ["entry-content", "article-body", "article__body", "post-content"];
    const OTHERS: [&str; 4] = ["author", "bio", "teaser", "card"];
    let marks = |one: &Node<'_>| {
        says_body(one) || names_of(one).split(' ').any(|name| CALLED.contains(&name))
    };
    let is_other = |one: &Node<'_>| {
        let names = names_of(one);
        let headings = named(one, &["h2", "h3", "h4", "h5"]);
        OTHERS.iter().any(|word| names.contains(word))
            || is_talk(one)
            || headings.iter().any(|heading| link_density(heading) > 0.5)
    };
    if !is_prose(paragraph) || !is_in_text(paragraph, holders) {
        return false;
    }
    let around = paragraph.ancestors(None);
    around.iter().any(|one| holders.contains(&one.id) && marks(one))
        && !around.iter().take_while(|one| !holders.contains(&one.id)).any(is_other)
}

/// Whether the texts of an element stand before those of another.
fn is_before(one: &Node<'_>, other: &Node<'_>) -> bool {
    numbers(one).iter().max() < numbers(other).iter().min()
}

/// The numbers of the texts of an article too short to be told from the rest, if the search found nothing of it:
/// news in a line or two below the headline.
pub(super) fn flash(page: &Document, found: &[usize]) -> Option<Vec<usize>> {
    const BESIDE: [&str; 7] = ["nav", "aside", "footer", "form", "figure", "ul", "ol"];
    let headlines = named(&page.root(), &["h1"]);
    let [headline] = headlines.as_slice() else { return None };
    let around = headline.ancestors(None);
    let home = around.iter().find(|one| is(one, &["article", "main"]))?;
    let is_text = |one: &Node<'_>| {
        let around = one.ancestors(None);
        let within = around.iter().take_while(|it| it.id != home.id);
        link_density(one) < 0.4
            && !within.chain([one]).any(|it| {
                is(it, &BESIDE) || is(it, &["article"]) || is_unlikely(it) || is_unseen(it)
            })
    };
    let below = named(home, &["p", "blockquote"]).into_iter().filter(is_text);
    let own: Vec<usize> = below.flat_map(|one| numbers(&one)).collect();
    let is_found = |one: &usize| found.contains(one);
    (!own.is_empty() && !own.iter().any(is_found)).then_some(own)
}

/// Names of what stands between the headline and the text and sums it up.
const SUMS_UP: [&str; 19] = [
    "standfirst",
    "summary",
    "excerpt",
    "subtitle",
    "sub-title",
    "subhead",
    "sottotitolo",
    "lead",
    "intro",
    "dek",
    "deck",
    "desc",
    "abstract",
    "bajada",
    "entradilla",
    "chapo",
    "ingress",
    "vorspann",
    "teaser-text",
];
/// Names of what else stands there.
const NO_SUM: [&str; 18] = [
    "share",
    "social",
    "author",
    "byline",
    "date",
    "time",
    "meta-",
    "breadcrumb",
    "comment",
    "tag",
    "caption",
    "credit",
    "button",
    "toolbar",
    "label",
    "related",
    "reading",
    "newsletter",
];
/// Most elements searched behind the headline, and characters of what sums up, at least and at most.
const BEHIND: usize = 60;
const SUM: std::ops::Range<usize> = 10..500;

/// The numbers of the texts between the headline and the first text that was found, that sum it up.
pub(super) fn standfirst(page: &Document, title: &str, found: &[usize]) -> Vec<usize> {
    let headings = named(&page.root(), &["h1", "h2", "h3"]);
    let Some(heading) = headings.iter().find(|one| ends_with_title(&line(one), title)) else {
        return Vec::new();
    };
    // A picture of the article may stand above its headline.
    let headline = numbers(heading).into_iter().max();
    let Some(first) = found.iter().filter(|one| Some(**one) > headline).min() else {
        return Vec::new();
    };
    let mut sums = Vec::new();
    let mut following = next(heading, true);
    for _ in 0..BEHIND {
        let Some(node) = following else { break };
        let numbered = node.descendants_it().chain([node]).find_map(|one| number(&one));
        if numbered.is_some_and(|at| at >= *first) {
            break;
        }
        let is_sum = numbered.is_some() && !is_longer(&node, SUM.end) && sums_up(&node, heading);
        if is_sum {
            let own = numbers(&node);
            sums.extend(own.into_iter().filter(|one| one < first));
        }
        following = next(&node, is_sum);
    }
    sums
}

fn number(node: &Node<'_>) -> Option<usize> {
    attribute(node, NUMBER)?.parse().ok()
}

/// Whether a heading ends as the title does, alone or with another line above it.
pub(super) fn ends_with_title(heading: &str, title: &str) -> bool {
    const LETTERS: usize = 14;
    let letters = |text: &str| -> Vec<char> {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (heading, title) = (letters(heading), letters(title));
    let both = heading.iter().rev().zip(title.iter().rev());
    let same = both.take_while(|(one, other)| one == other).count();
    same > 0 && (same == title.len() || same >= LETTERS)
}

/// Whether an element sums up the article: it is called so, or stands right behind the headline as a sentence.
fn sums_up(node: &Node<'_>, heading: &Node<'_>) -> bool {
    const WORDS: usize = 6;
    let names = || {
        let mut around = node.ancestors(Some(2));
        around.retain(|one| !is(one, &["article", "main", "body"]));
        let all = around.iter().chain([node]).map(|one| names_of(one) + &data_names(one));
        all.collect::<String>()
    };
    let is_plain = is(node, &["p", "div", "h2", "h3", "h4", "span", "strong"])
        && named(node, &["p", "div", "ul", "h2", "h3", "button", "time", "img", "input"])
            .is_empty();
    if !is_plain || !SUM.contains(&count(node)) || link_density(node) > 0.3 {
        return false;
    }
    let beside = ["nav", "aside", "figure", "form", "ul", "button", "footer", "time", "address"];
    let names = names();
    let text = line(node);
    let is_called = SUMS_UP.iter().any(|word| names.contains(word));
    let is_next = || heading.next_element_sibling().is_some_and(|next| next.id == node.id);
    !NO_SUM.iter().any(|word| names.contains(word))
        && !NEVER.iter().any(|word| names.contains(word))
        && !node.has_attr("hidden")
        && !node.ancestors(None).iter().any(|one| is(one, &beside))
        && (ends_sentence(&text) || text.split_whitespace().count() >= WORDS)
        && dates::within(&text).is_none()
        && (is_called || is_next())
}

/// What an element is called elsewhere than in its class.
fn data_names(node: &Node<'_>) -> String {
    let names = ["data-testid", "data-gu-name", "data-component", "itemprop"];
    let values = names.iter().filter_map(|name| attribute(node, name));
    values.map(|value| value.to_ascii_lowercase() + " ").collect()
}

pub(super) fn is_prose(paragraph: &Node<'_>) -> bool {
    ends_sentence(&line(paragraph))
        && count(paragraph) >= PARAGRAPH
        && link_density(paragraph) < 0.4
        && named(paragraph, &["p", "li", "img", "input", "button"]).is_empty()
}

pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', '»', ')', ' ', '」']);
    text.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔'])
}

/// The elements that hold something of the article.
pub(super) fn holders(page: &Document, found: &BTreeSet<usize>) -> BTreeSet<NodeId> {
    let mut holders = BTreeSet::new();
    for span in named(&page.root(), &["span"]) {
        let number = attribute(&span, NUMBER).and_then(|number| number.parse().ok());
        if number.is_some_and(|number| found.contains(&number)) {
            // Those around a known one are known.
            let mut around = span.parent();
            while let Some(one) = around.filter(|one| holders.insert(one.id)) {
                around = one.parent();
            }
        }
    }
    holders
}

/// Whether nothing between a paragraph and the article around it says that it is something else.
pub(super) fn is_in_text(paragraph: &Node<'_>, holders: &BTreeSet<NodeId>) -> bool {
    let around = paragraph.ancestors(None);
    let between = around.iter().take_while(|one| !holders.contains(&one.id));
    between.chain([paragraph]).all(|one| {
        let names = names_of(one);
        !is(one, &["aside", "footer", "nav", "form", "figure", "header", "table", "dialog"])
            && weight(one) >= 0.0
            && !is_unlikely(one)
            && !is_unseen(one)
            && !NEVER.iter().any(|word| names.contains(word))
    })
}
