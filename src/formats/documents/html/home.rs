//! The element that holds the headline and the text below it: names and days in other articles of the page, or behind
//! this one, are not the article's (tests/opening/others.rs).

use std::collections::BTreeSet;

use dom_query::{Document, Node, NodeId};

use super::labels::is_one;
use super::nodes::{has_headline, is, is_longer, is_small, line, named, names_of, next};

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
    /// What stands below the heading of what readers wrote.
    talk: BTreeSet<NodeId>,
}

/// What the heading of that says, but for a number.
const TALK: &str = "|comments|comment|reader comments|reader views|readers' views|your views|what do you think|have your say|letters to the editor|your comments|\
    join the discussion|discussion|kommentare|leserkommentare|diskussion|commentaires|vos réactions|réactions|\
    comentarios|comentários|commenti|reacties|kommentarer|kommentit|komentarze|komentáře|hozzászólások|\
    comentarii|komentari|σχόλια|yorumlar|комментарии|коментарі|תגובות|تعليقات|التعليقات|评论|網友評論|コメント|댓글|";

impl Home {
    /// The only `article` with a first-level heading and a text, or else the only `main`.
    pub fn of(document: &Document) -> Self {
        let talk = talk(document);
        let headlines = named(&document.root(), &["h1"]);
        let around = |names: &[&str]| {
            let homes = headlines.iter().filter_map(|one| holder(one, names));
            let homes: Vec<Node<'_>> = homes.filter(|one| is_longer(one, TEXT)).collect();
            let first = homes.first().copied();
            first.filter(|first| homes.iter().all(|one| one.id == first.id))
        };
        let article = around(&["article"]);
        let Some(root) = article.or_else(|| around(&["main"])) else {
            return Self { talk, ..Self::default() };
        };
        let mut behind = BTreeSet::new();
        let mut following = next(&root, true);
        while let Some(node) = following {
            behind.insert(node.id);
            following = next(&node, false);
        }
        let around = root.ancestors(None).iter().map(|one| one.id).collect();
        Self { root: Some(root.id), is_article: article.is_some(), around, behind, talk }
    }

    /// Whether it is known.
    pub fn is_known(&self) -> bool {
        self.root.is_some()
    }

    pub fn holds(&self, node: &Node<'_>) -> bool {
        node.ancestors(None).iter().any(|one| Some(one.id) == self.root)
    }

    /// Whether a node is in another article than this one, or in what readers wrote about it.
    pub fn is_elsewhere(&self, node: &Node<'_>) -> bool {
        if !self.talk.is_empty()
            && node.ancestors(None).iter().chain([node]).any(|one| self.talk.contains(&one.id))
        {
            return true;
        }
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

/// The elements below the heading of what readers wrote, if the headline and the text are above it.
fn talk(document: &Document) -> BTreeSet<NodeId> {
    const LONGEST: usize = 40;
    let parts = named(&document.root(), &["h1", "h2", "h3", "h4", "h5", "p"]);
    let says = |one: &Node<'_>| {
        let text = if is_longer(one, LONGEST) { String::new() } else { line(one).to_lowercase() };
        is_one(text.trim_matches(|c: char| !c.is_alphabetic()), TALK)
    };
    let headline = parts.iter().rposition(|one| is(one, &["h1"]));
    let below = parts.iter().skip(headline.map_or(parts.len(), |at| at + 1));
    let mut text = 0;
    let heading = below.into_iter().find(|one| {
        let is_text = is(one, &["p"]);
        text += if is_text { one.text().len() } else { 0 };
        !is_text && text > TEXT && says(one)
    });
    let mut following = heading.and_then(|one| next(one, true));
    let mut talk = BTreeSet::new();
    while let Some(node) = following {
        talk.insert(node.id);
        following = next(&node, true);
    }
    talk
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

/// Whether an element stands in an item of a list with a sentence of somebody, who has an opinion.
pub(super) fn says_something(node: &Node<'_>) -> bool {
    const FEWEST: usize = 8;
    const ITEM: usize = 4000;
    let says = |one: &Node<'_>| {
        is_longer(one, FEWEST) && one.text().trim_end().ends_with(['.', '!', '?', '…', '。'])
    };
    let item = node.ancestors(None).into_iter().find(|one| is(one, &["li"]));
    item.filter(|item| is_small(item, ITEM) && !has_headline(item))
        .is_some_and(|item| named(&item, &["p"]).iter().any(says))
}
