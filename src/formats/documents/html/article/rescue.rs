//! Paragraphs amid the article that the search lost, because they stand in an element of their own or are mostly
//! a link. Those with the names of boxes are not among them (tests/opening/asides.rs).

use std::collections::BTreeSet;

use dom_query::{Document, Node, NodeId};

use super::nodes::{count, link_density, weight};
use super::numbers;
use super::scoring::is_unlikely;
use super::words::NEVER;
use crate::formats::documents::html::nodes::{attribute, is, line, named, names_of};
use crate::formats::documents::html::walk::NUMBER;

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
        if is_amid && is_prose(&paragraph) && is_in_text(&paragraph, &holders) {
            lost.extend(own);
        }
    }
    lost
}

fn is_prose(paragraph: &Node<'_>) -> bool {
    let text = line(paragraph);
    let text = text.trim_end_matches(['"', '”', '’', '»', ')', ' ']);
    text.ends_with(['.', '!', '?', '…', '。'])
        && count(paragraph) >= PARAGRAPH
        && link_density(paragraph) < 0.4
        && named(paragraph, &["p", "li", "img", "input", "button"]).is_empty()
}

/// The elements that hold something of the article.
fn holders(page: &Document, found: &BTreeSet<usize>) -> BTreeSet<NodeId> {
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
fn is_in_text(paragraph: &Node<'_>, holders: &BTreeSet<NodeId>) -> bool {
    let around = paragraph.ancestors(None);
    let between = around.iter().take_while(|one| !holders.contains(&one.id));
    between.chain([paragraph]).all(|one| {
        let names = names_of(one);
        !is(one, &["aside", "footer", "nav", "form", "figure", "header", "table", "dialog"])
            && weight(one) >= 0.0
            && !is_unlikely(one)
            && !one.has_attr("hidden")
            && !NEVER.iter().any(|word| names.contains(word))
    })
}
