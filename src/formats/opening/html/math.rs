//! Formulas of a page as trees. Must never take what is said of a formula for a part of it.

use dom_query::{Document, Element, Node};

use super::walk::NUMBER;
use crate::formats::opening::formula::{DEEPEST, Tree};

/// Signs are texts, whatever elements are in them.
const SIGNS: [&str; 5] = ["mi", "mn", "mo", "mtext", "ms"];

/// The formula that an element is, or that it hides: encyclopedias show a picture of it instead.
pub(super) fn formula(name: &str, element: &Element, node: &Node<'_>) -> Option<Tree> {
    if name == "math" {
        return Some(tree(node, 0));
    }
    if !has_class(element, "mwe-math-mathml") {
        return None;
    }
    let inside = node.descendants().into_iter();
    let math =
        inside.into_iter().find(|one| one.node_name().is_some_and(|name| &*name == "math"))?;
    Some(tree(&math, 0))
}

/// Whether an element draws a formula once more that stands beside it.
pub(super) fn is_drawing(element: &Element) -> bool {
    has_class(element, "katex-html")
}

fn has_class(element: &Element, begin: &str) -> bool {
    let class = element.attr("class").unwrap_or_default();
    class.split_whitespace().any(|one| one.starts_with(begin))
}

/// The formula in a piece of HTML.
pub(in crate::formats::opening) fn of_piece(html: &str) -> Option<Tree> {
    let document = Document::fragment(html);
    let math = document.select("math");
    math.nodes().first().map(|node| tree(node, 0))
}

/// The number of the first text in it.
pub(super) fn number(node: &Node<'_>) -> Option<usize> {
    node.descendants().iter().find_map(|one| one.attr(NUMBER)?.parse().ok())
}

fn tree(node: &Node<'_>, depth: usize) -> Tree {
    let name = node.node_name().map(|name| name.to_string()).unwrap_or_default();
    let called = node.attr("alttext").map(|name| name.to_string());
    if SIGNS.contains(&name.as_str()) || depth >= DEEPEST {
        return Tree { name, text: node.text().to_string(), called, ..Tree::default() };
    }
    let inside = node.children().into_iter().filter(Node::is_element);
    let inside = inside.map(|one| tree(&one, depth + 1)).collect();
    Tree { name, text: String::new(), inside, called }
}
