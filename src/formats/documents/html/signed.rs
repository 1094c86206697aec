//! Where a page says who wrote its article: in elements with the names of bylines, in links to those who wrote,
//! below the headline, behind a label. Nobody who comments, fills in a form or took a picture
//! (tests/opening/about.rs).

use std::collections::BTreeSet;

use dom_query::{Document, Node, NodeId};

use super::byline::{look_like_names, names, names_of_all};
use super::byline_beside::{goes_on, is_one_word};
use super::home::{self, Home};
use super::nodes::{
    attribute, first_sign, has_headline, is, is_called, is_longer, is_small, line, named, names_of,
    next,
};
use super::site::SiteNames;
use super::walk::{BLOCKS, NUMBER};
use crate::formats::documents::shared::composer::is_same;
use crate::formats::documents::shared::dates;

/// Longest text of an element that may hold a byline, and of a byline without any mark, in characters.
const ELEMENT: usize = 160;
const SHORT: usize = 60;

/// Words in the names of elements with a byline, and of those that may have one if they say names.
const MARKS: [&str; 4] = ["byline", "author", "dateline", "writtenby"];
const MAY: [&str; 14] = [
    "writer",
    "reporter",
    "autor",
    "verfasser",
    "redakteur",
    "redacteur",
    "auteur",
    "contributor",
    "submitted",
    "username",
    "journalist",
    "person-name",
    "signature",
    "yazar",
];
/// Words in the names of elements about pictures, buttons and lists.
const OTHERS: [&str; 8] =
    ["img", "image", "photo", "foto", "picture", "caption", "share", "social"];
/// Words in the names of elements around a byline that is not the article's.
const AROUND: [&str; 16] = [
    "reviews",
    "forum",
    "comment",
    "related",
    "sidebar",
    "respond",
    "recommend",
    "teaser",
    "discussion",
    "disqus",
    "talkback",
    "replies",
    "reader-",
    "readers",
    "guestbook",
    "testimonial",
];
/// Parts of addresses of those who write.
const ADDRESSES: [&str; 14] = [
    "/author/",
    "/authors/",
    "/autor/",
    "/autores/",
    "/autoren/",
    "/autore/",
    "/auteur/",
    "/auteurs/",
    "/by/",
    "/journalist/",
    "/journalists/",
    "/signataires/",
    "/reporter/",
    "/redakteure/",
];

/// What a page says of those who wrote.
pub(super) struct Signature<'a> {
    /// The elements that say it.
    pub nodes: Vec<Node<'a>>,
    pub names: String,
}

/// How surely an element says who wrote.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum BylineMark {
    /// It begins with a label: `Autor: …`.
    Label,
    /// It is called like somebody who writes, or leads to one.
    Writer,
    /// It is called a byline.
    Byline,
}

/// The byline of a page with this title. One below the headline is preferred, and one that is called so.
pub(super) fn on_page<'a>(
    document: &'a Document,
    title: &str,
    site: &SiteNames,
    home: &Home,
) -> Option<Signature<'a>> {
    let mut best: Option<((BylineMark, bool), Signature<'a>)> = None;
    let (mut is_below, mut is_above_text) = (false, true);
    let mut following = next(&document.body()?, false);
    while let Some(node) = following {
        // Menus have headings, too.
        if is(&node, &["h1", "h2", "h3", "h4"]) && is_same(&line(&node), title) {
            (is_below, is_above_text) = (true, true);
        }
        following = next(&node, false);
        is_above_text = is_above_text && !is_text(&node);
        let Some(mark) = mark(&node, is_above_text) else { continue };
        let rank = (mark, is_below);
        if best.as_ref().is_some_and(|(known, _)| *known >= rank) {
            continue;
        }
        if home.is_elsewhere(&node) || home.is_behind(&node) {
            continue;
        }
        let Some(found) = signature(node, mark, site) else { continue };
        if rank == (BylineMark::Byline, true) {
            return Some(found);
        }
        best = Some((rank, found));
    }
    best.map(|(_, found)| found)
}

fn signature<'a>(node: Node<'a>, mark: BylineMark, site: &SiteNames) -> Option<Signature<'a>> {
    let inside = node.descendants();
    let says = |one: &Node<'_>, name: &str, value: &str| {
        attribute(one, name).is_some_and(|is| is == value)
    };
    let is_name = |one: &&Node<'_>| says(one, "itemprop", "name");
    let is_link = |one: &&Node<'_>| says(one, "rel", "author");
    let marked: Vec<String> = inside.iter().filter(is_name).map(line).collect();
    let links: Vec<String> = inside.iter().filter(is_link).map(line).collect();
    let is_named = |one: &&Node<'_>| {
        let is_name = |one: &Node<'_>| names_of(one).contains("name");
        one.is_element() && is_name(one) && !one.descendants_it().any(|inside| is_name(&inside))
    };
    let named: Vec<String> = inside.iter().filter(is_named).map(line).collect();
    let found = names_of_all(&marked, site)
        .or_else(|| {
            names_of_all(&named, site).filter(|all| named.len() > 1 && look_like_names(all))
        })
        .or_else(|| names_of_all(&links, site).filter(|_| links.len() > 1))
        .or_else(|| names_of_all(&[parts(&node)], site))
        .or_else(|| names_of_all(&[behind_date(&line(&node))?.to_owned()], site))?;
    if mark < BylineMark::Byline && !look_like_names(&found) {
        return None;
    }
    let beside = beside(&node);
    let said: Vec<String> = beside.iter().map(parts).collect();
    match names_of_all(&said, site).filter(|_| beside.len() > 1) {
        Some(names) => Some(Signature { nodes: beside, names }),
        None => Some(Signature { nodes: vec![node], names: found }),
    }
}

/// The text of an element in one line, with a bar between what is on lines of its own.
fn parts(node: &Node<'_>) -> String {
    // Who took the pictures of an article did not write it.
    const PICTURES: [&str; 3] = ["photog", "fotograf", "illustrat"];
    let mut said = String::new();
    let mut pictures: BTreeSet<NodeId> = BTreeSet::new();
    for one in node.descendants().iter() {
        let is_in = one.parent().is_some_and(|around| pictures.contains(&around.id));
        let names = if is_in { String::new() } else { names_of(one) };
        if is_in || PICTURES.iter().any(|word| names.contains(word)) {
            pictures.insert(one.id);
        } else if one.is_text() {
            let text = one.text();
            if is_one_word(&said, &text) {
                said.pop();
            }
            said.push_str(&text);
            said.push(' ');
        } else if (is(one, &BLOCKS) || is(one, &["br"])) && !said.trim().is_empty() {
            said.push_str("| ");
        }
    }
    said
}

/// An element with a name, and those of the same kind in the line around it.
fn beside<'a>(node: &Node<'a>) -> Vec<Node<'a>> {
    let class = attribute(node, "class");
    if class.is_none() && !node.has_attr("rel") {
        return Vec::new();
    }
    let is_alike = |one: &Node<'_>| {
        one.qual_name_ref().map(|name| name.local.clone())
            == node.qual_name_ref().map(|name| name.local.clone())
            && attribute(one, "class") == class
            && attribute(one, "rel") == attribute(node, "rel")
    };
    let around = node.ancestors(Some(3));
    let short = around.iter().take_while(|one| !is_longer(one, ELEMENT));
    let all = short.map(|around| {
        let mut alike = around.descendants();
        alike.retain(|one| one.is_element() && is_alike(one));
        alike
    });
    all.into_iter().find(|alike| alike.len() > 1).unwrap_or_default()
}

/// Whether an element is a paragraph of the text, or has one between others.
fn is_text(node: &Node<'_>) -> bool {
    let children = || std::iter::successors(node.first_child(), Node::next_sibling);
    match is(node, &["p"]) {
        true => is_longer(node, ELEMENT),
        false => children().any(|one| one.is_text() && is_longer(&one, ELEMENT)),
    }
}

fn mark(node: &Node<'_>, is_above_text: bool) -> Option<BylineMark> {
    // Most elements have no names, and begin with other letters than a label does.
    let is_named = is(node, &["author"])
        || node
            .element_ref()
            .is_some_and(|one| one.attrs.iter().any(|it| &*it.name.local != NUMBER));
    let begins =
        is(node, &["p", "div", "span", "h3", "h4", "h5", "td", "font", "small", "em", "i", "li"])
            .then(|| first_sign(node))
            .flatten();
    let may_say = begins.is_some_and(may_say);
    let mark = if is_named && is_marked(node) || may_say && is_said_below(node) {
        BylineMark::Byline
    } else if is_named && is_writer(node) {
        BylineMark::Writer
    } else if may_say && is_labelled(node) || is_above_text && is_line(node) {
        BylineMark::Label
    } else {
        return None;
    };
    may_hold(node).then_some(mark)
}

/// How a line begins that says who wrote, in lower case.
const LABELS: [&str; 27] = [
    "نویسنده,",
    "مؤلف,",
    "penulis,",
    "tác giả,",
    "mwandishi,",
    "author:",
    "author,",
    "authored by",
    "लेखक,",
    "लेखक:",
    "autor,",
    "автор,",
    "by:",
    "text:",
    "words:",
    "written by",
    "autor:",
    "autorin:",
    "von:",
    "geschrieben von",
    "auteur :",
    "par :",
    "por:",
    "escrito por",
    "автор:",
    "作者：",
    "记者：",
];

/// How the same begins before a name, and nothing else.
const BY: [&str; 15] = [
    "Authored by ",
    "By ",
    "Von ",
    "Par ",
    "Por ",
    "Door ",
    "By: ",
    "Di ",
    "di ",
    "von ",
    "by ",
    "Written by ",
    "Reported by ",
    "Propos recueillis par ",
    "Ein Bericht von ",
];

/// Whether a line that says who wrote can begin with a sign.
fn may_say(first: char) -> bool {
    let small = |c: char| c.to_lowercase().next();
    LABELS.iter().chain(&BY).any(|label| label.chars().next().and_then(small) == small(first))
}

/// Whether an element may hold the byline, and not the name of somebody who comments, is quoted or is to fill in a
/// form.
fn may_hold(node: &Node<'_>) -> bool {
    let names = names_of(node);
    let beside = ["form", "aside", "blockquote", "q", "figure", "figcaption", "nav"];
    let is_heading = is(node, &["strong"]) && node.has_attr("aria-hidden");
    !is_longer(node, ELEMENT)
        && !is(node, &["form", "label", "input", "textarea", "figure", "figcaption", "cite"])
        && !is_heading
        && !OTHERS.iter().any(|word| names.contains(word))
        && !is_called(node, &AROUND)
        && !node.ancestors(None).iter().any(|one| is(one, &beside) && !is_whole_page(one))
        && named(node, &["label"]).is_empty()
        && !home::says_something(node)
}

/// Whether a form holds the headline: then it is the page, not a form on it.
fn is_whole_page(form: &Node<'_>) -> bool {
    is(form, &["form"]) && has_headline(form)
}

fn is_marked(node: &Node<'_>) -> bool {
    let says = |name: &str, word: &str| attribute(node, name).is_some_and(|is| is.contains(word));
    let is_called = |names: &str| MARKS.iter().any(|word| names.contains(word));
    attribute(node, "rel").is_some_and(|is| is == "author")
        || says("itemprop", "author")
        || is_called(&names_of(node))
        || is(node, &["author"])
        || ["data-testid", "data-component"]
            .iter()
            .any(|name| attribute(node, name).is_some_and(|is| is_called(&is.to_ascii_lowercase())))
}

/// Whether an element is called like one with those who write, or leads to one of them.
fn is_writer(node: &Node<'_>) -> bool {
    let names = names_of(node);
    let leads = || {
        is(node, &["a"])
            && attribute(node, "href")
                .is_some_and(|to| ADDRESSES.iter().any(|part| to.contains(part)))
    };
    MAY.iter().any(|word| names.contains(word)) || leads()
}

/// Whether an element says `Autor: …` and nothing else.
fn is_labelled(node: &Node<'_>) -> bool {
    if !is(node, &["p", "div", "span", "td", "font", "small", "em", "i", "li"])
        || is_longer(node, SHORT)
    {
        return false;
    }
    let said = line(node).to_lowercase();
    LABELS.iter().any(|label| said.starts_with(label))
}

/// Whether an element says “By Ana Ruiz” and little more.
fn is_line(node: &Node<'_>) -> bool {
    is(node, &["p", "div", "span", "font", "small", "b", "strong", "em", "i", "td"])
        && !is_longer(node, SHORT)
        && {
            let said = line(node);
            says_by(&said) || behind_date(&said).is_some()
        }
}

/// What stands behind a day and says who wrote: `May 5, 2020 by Ana Ruiz`.
fn behind_date(said: &str) -> Option<&str> {
    const BY: [&str; 6] = [" by ", " By ", " von ", " par ", " por ", " di "];
    let (at, by) = BY.iter().find_map(|by| Some((said.find(by)?, by)))?;
    let (day, rest) = (said.get(..at)?, said.get(at + by.len()..)?);
    let is_name = says_by(&format!("By {rest}"));
    (is_name && dates::within(day).is_some()).then_some(rest)
}

/// Whether it says “By Ana Ruiz” right below the headline.
fn is_said_below(node: &Node<'_>) -> bool {
    let heads = |one: Option<Node<'_>>| {
        one.is_some_and(|above| {
            is(&above, &["h1"])
                || is(&above, &["header", "div"])
                    && is_small(&above, 4 * SHORT)
                    && !named(&above, &["h1"]).is_empty()
        })
    };
    let is_below = || {
        node.prev_element_sibling().is_some_and(|above| is(&above, &["h1", "h2"]))
            || heads(node.prev_element_sibling())
            || node.parent().is_some_and(|around| heads(around.prev_element_sibling()))
    };
    is(node, &["p", "div", "span", "h3", "h4", "h5"])
        && !is_longer(node, SHORT)
        && says_by(&line(node))
        && is_below()
}

/// Whether a text says “By Ana Ruiz”.
fn says_by(said: &str) -> bool {
    let Some(rest) = BY.iter().find_map(|by| said.strip_prefix(by)) else { return false };
    // “By The Numbers”, “Von Der Leyen Warns”.
    const NO_NAMES: [&str; 8] = ["The", "Der", "Den", "Die", "Das", "A", "An", "All"];
    if rest.split(' ').next().is_some_and(|word| NO_NAMES.contains(&word)) {
        return false;
    }
    let first = rest.split(' ').take(2);
    first.filter(|word| word.starts_with(char::is_uppercase)).count() == 2
        && !said.ends_with(['.', '!', '?', ':'])
        && !goes_on(rest)
}

/// Whether the names that an element says are among those that are known.
pub(super) fn tells(signature: &Signature<'_>, known: &str, site: &SiteNames) -> bool {
    let known = known.to_lowercase();
    names(&signature.names, site)
        .is_some_and(|said| said.to_lowercase().split(", ").any(|one| known.contains(one)))
}
