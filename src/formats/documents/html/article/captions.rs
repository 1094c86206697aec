//! Captions of pictures that the search left out: of the one between the headline and the text, and of those amid the
//! text (tests/opening/lead.rs).

use std::collections::BTreeSet;

use dom_query::{Document, Node, NodeId};

use super::nodes::{count, link_density};
use super::numbers;
use super::rescue::{ends_with_title, holders};
use super::scoring::article_around;
use super::unlikely::is_unseen;
use super::words::NEVER;
use crate::formats::documents::html::nodes::{is, line, named, names_of};

/// Most texts between a caption above the text and the text, and most captions there: more are those of other articles.
const BETWEEN: usize = 40;
const ABOVE: usize = 2;
/// Longest caption, in characters, and fewest words.
const LONGEST: usize = 600;
const WORDS: usize = 3;

/// The numbers of the texts of such captions.
pub(super) fn lost(page: &Document, title: &str, found: &[usize]) -> Vec<usize> {
    let known: BTreeSet<usize> = found.iter().copied().collect();
    let (Some(first), Some(last)) = (known.first(), known.last()) else { return Vec::new() };
    let mut captions = named(&page.root(), &["figcaption", "p", "div", "span"]);
    captions.retain(|one| is(one, &["figcaption"]) || is_called_caption(one));
    if captions.is_empty() {
        return Vec::new();
    }
    let headings = named(&page.root(), &["h1", "h2"]);
    let heading = headings.iter().find(|one| ends_with_title(&line(one), title));
    let headline = heading.and_then(|one| numbers(one).into_iter().max());
    let home = heading.and_then(article_around);
    let holders = holders(page, &known);
    let (mut above, mut amid) = (Vec::new(), Vec::new());
    for caption in captions {
        let own = numbers(&caption);
        let (Some(from), Some(to)) = (own.first(), own.last()) else { continue };
        if own.iter().any(|one| known.contains(one)) || to > last || !is_caption(&caption, &holders)
        {
            continue;
        }
        let is_home = || {
            home.is_some_and(|home| article_around(&caption).is_some_and(|one| one.id == home.id))
        };
        if from > first {
            amid.extend(own);
        } else if first - to < BETWEEN && (headline.is_some_and(|at| at < *from) || is_home()) {
            above.push(own);
        }
    }
    if above.len() <= ABOVE {
        amid.extend(above.into_iter().flatten());
    }
    amid
}

/// Names of captions that are no `figcaption`.
const CALLED: [&str; 6] =
    ["caption", "wp-caption-text", "image-caption", "photo-caption", "g-caption", "image__caption"];

/// Whether an element is called the caption of the picture that it stands beside.
fn is_called_caption(node: &Node<'_>) -> bool {
    let is_beside = || {
        let around = node.ancestors(Some(2));
        around.iter().any(|one| !named(one, &["img"]).is_empty() && count(one) <= LONGEST)
    };
    names_of(node).split(' ').any(|name| CALLED.contains(&name)) && is_beside()
}

/// Whether it is the caption of a picture of the article, and not of a way to another one.
fn is_caption(caption: &Node<'_>, holders: &BTreeSet<NodeId>) -> bool {
    const BESIDE: [&str; 10] =
        ["nav", "aside", "footer", "form", "a", "ul", "ol", "table", "dialog", "button"];
    const OTHERS: [&str; 10] = [
        "related",
        "promo",
        "teaser",
        "card",
        "recommend",
        "comment",
        "sidebar",
        "author",
        "playlist",
        "video",
    ];
    let around = caption.ancestors(None);
    let within: Vec<_> = around.iter().take_while(|one| !holders.contains(&one.id)).collect();
    let is_other = |one: &Node<'_>| {
        let names = names_of(one);
        is(one, &BESIDE)
            || is_unseen(one)
            || OTHERS.iter().chain(&NEVER).any(|word| names.contains(word))
    };
    (!is(caption, &["figcaption"]) || within.iter().any(|one| is(one, &["figure"])))
        && count(caption) <= LONGEST
        && line(caption).split_whitespace().count() >= WORDS
        && link_density(caption) < 0.4
        && !is_unseen(caption)
        && !within.into_iter().any(is_other)
}
