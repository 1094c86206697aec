//! The day an article was published, as the page says it: in its head, in marked elements, in plain words, in
//! its address. A date that cannot be is none (tests/opening/about.rs).

use dom_query::{Document, Node};

use super::nodes::{attribute, is, is_called, is_longer, line, names_of};
use crate::formats::documents::manuscript::Passage;
use crate::formats::documents::shared::dates;

/// Words in the names of elements with a date.
const NAMES: [&str; 9] =
    ["date", "publish", "posted", "time", "byline", "author", "meta", "datum", "fecha"];
/// Words in the names of elements whose dates are those of something else.
const OTHERS: [&str; 13] = [
    "comment",
    "related",
    "sidebar",
    "footer",
    "modified",
    "updated",
    "copyright",
    "widget",
    "nav",
    "recent",
    "tweet",
    "twitter",
    "embed",
];
/// Words before the date of a change.
const UPDATED: [&str; 9] = [
    "updated",
    "last updated",
    "last modified",
    "modified",
    "aktualisiert",
    "mis à jour",
    "actualizado",
    "aggiornato",
    "bijgewerkt",
];
/// Longest text of an element with a date, in characters.
const LONGEST: usize = 120;
/// Number of passages before the first paragraph of an article that may say its date.
const NEAR: usize = 8;
/// Fewest characters of that paragraph.
const PARAGRAPH: usize = 100;

/// The date in the elements of a page.
pub(super) fn on_page(document: &Document) -> Option<String> {
    let mut all = document.root().descendants();
    all.retain(Node::is_element);
    let is_marked = |node: &&Node<'_>| {
        attribute(node, "itemprop").is_some_and(|is| is == "datePublished")
            || is(node, &["time"]) && node.has_attr("pubdate")
    };
    let is_time =
        |node: &&Node<'_>| is(node, &["time"]) && !is_called(node, &OTHERS) && !is_modified(node);
    let in_article =
        |node: &&Node<'_>| node.ancestors(None).iter().any(|one| is(one, &["article", "main"]));
    all.iter()
        .filter(is_marked)
        .find_map(said)
        .or_else(|| all.iter().filter(is_time).filter(in_article).find_map(said))
        .or_else(|| all.iter().filter(is_time).find_map(said))
        .or_else(|| all.iter().find_map(in_words))
}

fn is_modified(node: &Node<'_>) -> bool {
    attribute(node, "itemprop").is_some_and(|is| is.contains("odified"))
}

/// The date that an element says: in its attributes, or in its text.
fn said(node: &Node<'_>) -> Option<String> {
    let attributes = ["datetime", "content", "title"];
    let written = attributes.iter().find_map(|name| dates::day(&attribute(node, name)?));
    let is_short = written.is_none() && !is_longer(node, LONGEST);
    written.or_else(|| is_short.then(|| within(&line(node)))?)
}

/// The date in an element that is called one.
fn in_words(node: &Node<'_>) -> Option<String> {
    if !is(
        node,
        &["p", "div", "span", "abbr", "em", "i", "small", "li", "a", "h4", "h5", "h6", "dd"],
    ) {
        return None;
    }
    let names = names_of(node);
    let has = |words: &[&str]| words.iter().any(|word| names.contains(word));
    if !has(&NAMES) || is_longer(node, LONGEST) || is_called(node, &OTHERS) {
        return None;
    }
    said(node).filter(|_| !is_update(&line(node)))
}

/// Whether a text says when something was changed, and not when it was published.
fn is_update(text: &str) -> bool {
    let text = text.to_lowercase();
    UPDATED.iter().any(|word| text.trim_start().starts_with(word)) && !text.contains("publi")
}

/// The date that a text says, of several the one of its publication.
fn within(text: &str) -> Option<String> {
    const PUBLISHED: [&str; 6] =
        ["published", "publié", "publicado", "pubblicato", "veröffentlicht", "gepubliceerd"];
    let lower = text.to_lowercase();
    let is_update = UPDATED.iter().any(|word| lower.contains(word));
    let behind = PUBLISHED.iter().find_map(|word| lower.split_once(word)).filter(|_| is_update);
    behind.and_then(|(_, behind)| dates::within(behind)).or_else(|| dates::within(text))
}

/// The date that a short passage near the beginning of the article says.
pub(super) fn near_the_text(passages: &[Passage]) -> Option<String> {
    let is_text = |one: &Passage| !one.left_out && one.text.chars().count() > PARAGRAPH;
    let first = passages.iter().position(is_text)?;
    let before = passages.iter().take(first).skip(first.saturating_sub(NEAR));
    // Further down, dates are those of posts that the article quotes, or of comments.
    let after = passages.iter().skip(first).take(2).filter(|one| !one.left_out);
    let near = before.chain(after);
    let short = || near.clone().filter(|one| one.text.chars().count() <= LONGEST / 2);
    let found = short().filter(|one| !is_update(&one.text)).find_map(|one| within(&one.text));
    // `LONDON, May 17, 2024 —`
    let line = || passages.get(first).and_then(|one| one.text.split(['—', '–']).next());
    found
        .or_else(|| line().filter(|line| line.len() <= LONGEST / 2).and_then(dates::within))
        .or_else(|| short().find_map(|one| within(&one.text)))
}

/// The date in an address: `/2024/05/17/`, `/2015/may/18/`, `-2015-08-21`.
pub(super) fn in_address(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next()?.split("://").nth(1)?;
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let three = parts.windows(3).find_map(|three| {
        let is_year = three.first().is_some_and(|year| year.len() == 4);
        let date = three.join("-");
        let worded = || dates::within(&three.iter().rev().copied().collect::<Vec<_>>().join(" "));
        is_year.then(|| dates::day(&date).filter(|day| day.len() == 10).or_else(worded)).flatten()
    });
    three.or_else(|| {
        parts.iter().find_map(|part| {
            let starts = part.char_indices().map(|(at, _)| at);
            let mut dashed = starts.filter_map(|at| part.get(at..at + 10));
            dashed.find_map(|date| dates::day(date).filter(|day| day == date))
        })
    })
}
