//! Formulas of a page as trees, without their annotations (tests/opening/formulas.rs).

use dom_query::{Document, Element, Node};

use super::nodes::named;
use super::walk::NUMBER;
use crate::formats::documents::shared::formula::{DEEPEST, FormulaTree};

/// Elements whose whole content is one symbol.
const SIGNS: [&str; 5] = ["mi", "mn", "mo", "mtext", "ms"];

/// Classes of elements in which scripts draw formulas, symbol by symbol; the formula itself is in there for
/// screen readers, or nowhere.
const DRAWN: [&str; 6] =
    ["katex", "katex-html", "MathJax", "MathJax_CHTML", "MathJax_SVG", "mjx-chtml"];

/// The formula that an element is, draws or hides: encyclopedias show a picture instead.
pub(super) fn formula(name: &str, element: &Element, node: &Node<'_>) -> Option<FormulaTree> {
    if name == "math" {
        return Some(tree(node, 0));
    }
    let classes = element.attr("class")?;
    let is_drawn = classes.split_whitespace().any(|one| DRAWN.contains(&one));
    if !is_drawn && !classes.split_whitespace().any(|one| one.starts_with("mwe-math-mathml")) {
        return None;
    }
    let is_math = |one: &Node<'_>| one.node_name().is_some_and(|name| &*name == "math");
    match node.descendants().into_iter().find(is_math) {
        Some(math) => Some(tree(&math, 0)),
        // Its symbols in a row would read as another number.
        None if is_drawn => {
            Some(FormulaTree { called: Some(node.text().to_string()), ..FormulaTree::default() })
        }
        None => None,
    }
}

/// The formula in a piece of HTML.
pub(in crate::formats::documents) fn of_piece(html: &str) -> Option<FormulaTree> {
    let document = Document::fragment(html);
    named(&document.root(), &["math"]).first().map(|node| tree(node, 0))
}

/// The number of the first text in it.
pub(super) fn number(node: &Node<'_>) -> Option<usize> {
    node.descendants().iter().find_map(|one| one.attr(NUMBER)?.parse().ok())
}

fn tree(node: &Node<'_>, depth: usize) -> FormulaTree {
    let name = node.node_name().map(|name| name.to_string()).unwrap_or_default();
    let called = node.attr("alttext").map(|name| name.to_string());
    if SIGNS.contains(&name.as_str()) || depth >= DEEPEST {
        return FormulaTree {
            name,
            text: node.text().to_string(),
            called,
            ..FormulaTree::default()
        };
    }
    let inside = node.children().into_iter().filter(Node::is_element);
    let inside = inside.map(|one| tree(&one, depth + 1)).collect();
    FormulaTree { name, text: String::new(), inside, called }
}
