//! The element that holds the headline and the text below it: names and days in other articles of the page, or behind
//! this one, are not the article's (tests/opening/others.rs).

use std::collections::BTreeSet;

use dom_query::{Document, Node, NodeId};

use super::nodes::{is, is_longer, named, names_of, next};

/// Fewest characters of an element that has the text as well as the headline.
const TEXT: usize = 300;
/// Fewest characters of an article within it that may hold the text.
const INSIDE: usize = 600;
/// Parts of the names of boxes about those who wrote, which stand below the text.
const ABOUT: [&str; 7] = [
    "author-b",
    "author-i",
    "authorb",
    "authori",
    "about-author",
    "about-the-author",
    "post-author",
];

/// Where the article of a page stands, if it says so.
#[derive(Default)]
pub(super) struct Home {
    /// The `article` or `main` with the headline.
    root: Option<NodeId>,
    /// Whether it is an `article`.
    is_article: bool,
    around: BTreeSet<NodeId>,
    behind: BTreeSet<NodeId>,
}

impl Home {
    /// The only `article` with a first-level heading and a text, or else the only `main`.
    pub fn of(document: &Document) -> Self {
        let headlines = named(&document.root(), &["h1"]);
        let around = |names: &[&str]| {
            let homes = headlines.iter().filter_map(|one| holder(one, names));
            let homes: Vec<Node<'_>> = homes.filter(|one| is_longer(one, TEXT)).collect();
            let first = homes.first().copied();
            first.filter(|first| homes.iter().all(|one| one.id == first.id))
        };
        let article = around(&["article"]);
        let Some(root) = article.or_else(|| around(&["main"])) else { return Self::default() };
        let mut behind = BTreeSet::new();
        let mut following = next(&root, true);
        while let Some(node) = following {
            behind.insert(node.id);
            following = next(&node, false);
        }
        let around = root.ancestors(None).iter().map(|one| one.id).collect();
        Self { root: Some(root.id), is_article: article.is_some(), around, behind }
    }

    /// Whether it is known.
    pub fn is_known(&self) -> bool {
        self.root.is_some()
    }

    pub fn holds(&self, node: &Node<'_>) -> bool {
        node.ancestors(None).iter().any(|one| Some(one.id) == self.root)
    }

    /// Whether a node is in another article than this one.
    pub fn is_elsewhere(&self, node: &Node<'_>) -> bool {
        if !self.is_article {
            return false;
        }
        let around = node.ancestors(None);
        let own = around.iter().take_while(|one| Some(one.id) != self.root);
        let other = own.filter(|one| is(one, &["article"])).last();
        other.is_some_and(|other| {
            let is_around = self.around.contains(&other.id);
            !(is_around || self.holds(other) && is_longer(other, INSIDE))
        })
    }

    /// Whether a node is behind this article, and in no box about those who wrote it.
    pub fn is_behind(&self, node: &Node<'_>) -> bool {
        let is_about = |one: &Node<'_>| {
            let names = names_of(one);
            ABOUT.iter().any(|word| names.contains(word))
        };
        let around = node.ancestors(None);
        let all = || around.iter().chain([node]);
        all().any(|one| self.behind.contains(&one.id)) && !all().any(is_about)
    }
}

/// The nearest element of one of these names around a node.
fn holder<'a>(node: &Node<'a>, names: &[&str]) -> Option<Node<'a>> {
    node.ancestors(None).into_iter().find(|one| is(one, names))
}

/// Whether a node stands beside the headline of another article, in a list or a box of such.
pub(super) fn is_beside_link(node: &Node<'_>) -> bool {
    const WORDS: usize = 4;
    const LONGEST: usize = 400;
    let leads = |link: &Node<'_>| link.text().split_whitespace().count() >= WORDS;
    let holds =
        |one: &Node<'_>| named(one, &["a"]).iter().any(leads) && named(one, &["h1"]).is_empty();
    let around = node.ancestors(None);
    let box_of = around.iter().find(|one| is(one, &["li", "aside"]));
    box_of.is_some_and(|one| !is_longer(one, LONGEST) && holds(one))
}
