//! What the search asks of an element: its name, its length, how much of it are links. Lengths are those of the
//! text with its white space folded, in characters.

use dom_query::Node;

use super::words::{CONTENT, NEGATIVE, PHRASES, POSITIVE};
use crate::formats::documents::html::nodes::{attribute, is, named};

/// The number of elements with these names inside another.
pub(super) fn number_of(node: &Node<'_>, names: &[&str]) -> usize {
    named(node, names).len()
}

/// The length of an element.
pub(super) fn count(node: &Node<'_>) -> usize {
    node.normalized_char_count()
}

/// How much of an element are links, from 0 to 1.
pub(super) fn link_density(node: &Node<'_>) -> f32 {
    let mut linked = 0.0;
    for link in named(node, &["a"]) {
        let to = attribute(&link, "href").unwrap_or_default();
        let weight = if to.len() > 1 && to.starts_with('#') { 0.3 } else { 1.0 };
        linked += count(&link) as f32 * weight;
    }
    let length = count(node);
    if linked == 0.0 || length == 0 { 0.0 } else { linked / length as f32 }
}

/// What the names of an element say of it.
pub(super) fn weight(node: &Node<'_>) -> f32 {
    let of = |name: &str| {
        let Some(value) = attribute(node, name) else { return 0.0 };
        let value = value.to_ascii_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| value.contains(word));
        // `with-sidebar-right` says what is in an element.
        let is_own = |name: &&str| !CONTENT.iter().any(|before| name.starts_with(before));
        let against = value
            .split_whitespace()
            .filter(is_own)
            .any(|name| NEGATIVE.iter().any(|word| name.contains(word)))
            || value.split_whitespace().any(|word| word == "hid");
        25.0 * (f32::from(u8::from(has(&POSITIVE))) - f32::from(u8::from(against)))
    };
    of("class") + of("id")
}

/// Whether a node belongs to a line of text.
pub(super) fn is_phrase(node: &Node<'_>) -> bool {
    if node.is_text() || is(node, &PHRASES) {
        return true;
    }
    is(node, &["a", "del", "ins"]) && {
        let inside = node.children();
        !inside.is_empty() && inside.iter().all(is_phrase)
    }
}

/// Whether a node is white space or a line end.
pub(super) fn is_space(node: &Node<'_>) -> bool {
    node.is_text() && !node.is_nonempty_text() || is(node, &["br"])
}

/// Removes white space and line ends at the end of an element.
pub(super) fn trim_end(node: &Node<'_>) {
    while let Some(last) = node.last_child().filter(is_space) {
        last.remove_from_parent();
    }
}

/// The only element in another that has no text beside it, if it has this name.
pub(super) fn only_child<'a>(node: &Node<'a>, name: &str) -> Option<Node<'a>> {
    let [only] = node.element_children().try_into().ok()?;
    let has_text = node.children().iter().any(Node::is_nonempty_text);
    (is(&only, &[name]) && !has_text).then_some(only)
}

/// How much of an element's length is in elements of these names, from 0.
pub(super) fn share(node: &Node<'_>, names: &[&str], length: usize) -> f32 {
    let inside: usize = named(node, names).iter().map(count).sum();
    if length == 0 { 0.0 } else { inside as f32 / length as f32 }
}
