//! Text of the article in elements built like those that hold the rest of it: the rows and columns of a page builder,
//! of which the search takes the best (tests/opening/rows.rs).

use std::collections::BTreeSet;

use dom_query::{Document, Node};

use super::nodes::link_density;
use super::numbers;
use super::rescue::{holders, is_in_text, is_prose};
use crate::formats::documents::html::nodes::{attribute, is, named};

/// Elements of a row that are text.
const TEXT: [&str; 9] = ["p", "h2", "h3", "h4", "h5", "ul", "ol", "blockquote", "table"];

/// The numbers of the texts in such elements.
pub(super) fn alike(page: &Document, found: &[usize]) -> Option<Vec<usize>> {
    let known: BTreeSet<usize> = found.iter().copied().collect();
    let holders = holders(page, &known);
    let home = home(page, &known)?;
    let paragraphs = named(&home, &["p"]);
    let is_found = |one: &Node<'_>| numbers(one).iter().any(|number| known.contains(number));
    // Anything may stand in plain elements of a page that tells its article by none.
    let is_page = is(&home, &["body"]);
    let mut paths: Vec<String> = Vec::new();
    for paragraph in paragraphs.iter().filter(|one| is_prose(one) && is_found(one)) {
        let path = path(&paragraph.parent()?, &home);
        if !paths.contains(&path) && (!is_page || path.contains(NAMED)) {
            paths.push(path);
        }
    }
    let mut rows: Vec<Node<'_>> = Vec::new();
    for row in paragraphs.iter().filter(|one| is_prose(one)).filter_map(Node::parent) {
        if rows.last().is_none_or(|last| last.id != row.id)
            && !holders.contains(&row.id)
            && paths.contains(&path(&row, &home))
            && is_in_text(&row, &holders)
            && !is_about_others(&row)
        {
            rows.push(row);
        }
    }
    let texts = rows.iter().flat_map(Node::element_children).filter(|one| is(one, &TEXT));
    Some(texts.filter(|one| is_in_text(one, &holders)).flat_map(|one| numbers(&one)).collect())
}

/// The element whose rows are compared: the article around what was found.
fn home<'a>(page: &'a Document, found: &BTreeSet<usize>) -> Option<Node<'a>> {
    let paragraphs = named(&page.root(), &["p"]);
    let first =
        paragraphs.into_iter().find(|one| numbers(one).iter().any(|at| found.contains(at)))?;
    let around = first.ancestors(None);
    let article = around.iter().find(|one| is(one, &["article", "main"]));
    article.or_else(|| around.iter().find(|one| is(one, &["body"]))).copied()
}

/// What stands before a class in a path.
const NAMED: char = '.';

/// How an element is built into another: the elements around it, with the beginnings of their classes.
fn path(row: &Node<'_>, home: &Node<'_>) -> String {
    let around = row.ancestors(None);
    let within = around.iter().take_while(|one| one.id != home.id);
    let mut path = String::new();
    for one in [row].into_iter().chain(within) {
        path.push('/');
        path.push_str(&one.node_name().unwrap_or_default());
        let class = attribute(one, "class").unwrap_or_default();
        let first = class.split_ascii_whitespace().next().unwrap_or_default();
        if !first.is_empty() {
            path.push(NAMED);
            path.push_str(first);
        }
    }
    path
}

/// Whether a row leads to other articles: its headings are links, or much of it is.
fn is_about_others(row: &Node<'_>) -> bool {
    let headings = named(row, &["h2", "h3", "h4", "h5"]);
    link_density(row) > 0.25 || headings.iter().any(|one| link_density(one) > 0.5)
}
