//! Elements of a page by their names and attributes, without a language of selectors.

use dom_query::Node;

use super::walk::NUMBER;
use crate::model::BlockKind;

/// Whether an element has one of these names.
pub(super) fn is(node: &Node<'_>, names: &[&str]) -> bool {
    node.qual_name_ref().is_some_and(|name| names.contains(&&*name.local))
}

/// The elements with these names inside another, in order.
pub(super) fn named<'a>(node: &Node<'a>, names: &[&str]) -> Vec<Node<'a>> {
    let mut inside = node.descendants();
    inside.retain(|one| is(one, names));
    inside
}

/// The value of an attribute.
pub(super) fn attribute(node: &Node<'_>, name: &str) -> Option<String> {
    node.attr(name).map(|value| value.to_string())
}

/// The class and id of an element, in lower case.
pub(super) fn names_of(node: &Node<'_>) -> String {
    let mut names = String::new();
    if let Some(element) = node.element_ref() {
        for one in element.attrs.iter().filter(|one| matches!(&*one.name.local, "class" | "id")) {
            names.push_str(&one.value.to_ascii_lowercase());
            names.push(' ');
        }
    }
    names
}

/// The text of an element in one line; what several elements say is apart.
pub(super) fn line(node: &Node<'_>) -> String {
    let mut line = String::new();
    for text in node.descendants().iter().filter(|one| one.is_text()) {
        for word in text.text().split_whitespace() {
            line.push_str(word);
            line.push(' ');
        }
    }
    line.trim_end().to_owned()
}

/// Whether the text of an element has more characters than this, spaces aside. Reads no further than needed.
pub(super) fn is_longer(node: &Node<'_>, most: usize) -> bool {
    let texts = node.descendants_it().filter(Node::is_text);
    let mut length = 0;
    for text in texts {
        length += text.text().chars().filter(|c| !c.is_whitespace()).count();
        if length > most {
            return true;
        }
    }
    false
}

/// Whether an element has at most so many characters, in few nodes: a page may have any number of empty ones, and many
/// elements ask this of the same one.
pub(super) fn is_small(node: &Node<'_>, most: usize) -> bool {
    const NODES: usize = 200;
    node.descendants_it().take(NODES + 1).count() <= NODES && !is_longer(node, most)
}

/// Whether an element, or one of those around it, has one of these words in its class or id. What holds the
/// headline is called after something in it: `has-sidebar`.
pub(super) fn is_called(node: &Node<'_>, words: &[&str]) -> bool {
    let says = |one: &Node<'_>| {
        let names = names_of(one);
        words.iter().any(|word| names.contains(word))
    };
    let is_around_all = |one: &Node<'_>| is(one, &["body", "html"]) || has_headline(one);
    says(node) || node.ancestors(None).iter().any(|one| says(one) && !is_around_all(one))
}

/// Whether an element holds a headline near its beginning.
pub(super) fn has_headline(node: &Node<'_>) -> bool {
    const NODES: usize = 2000;
    node.descendants_it().take(NODES).any(|inside| is(&inside, &["h1"]))
}

/// The element after this one in the order of the page, or after all of it.
pub(super) fn next<'a>(node: &Node<'a>, behind: bool) -> Option<Node<'a>> {
    let inside = if behind { None } else { node.first_element_child() };
    inside.or_else(|| {
        let mut around = std::iter::successors(Some(*node), Node::parent);
        around.find_map(|one| one.next_element_sibling())
    })
}

/// The first sign of an element's text that is not blank.
pub(super) fn first_sign(node: &Node<'_>) -> Option<char> {
    let texts = node.descendants_it().filter(Node::is_text);
    texts.filter_map(|text| text.text().chars().find(|c| !c.is_whitespace())).next()
}

/// Whether an element is shown by a button above it: then its text belongs to the page, hidden or not.
pub(super) fn is_panel(node: &Node<'_>) -> bool {
    let opens = |one: &Node<'_>| one.has_attr("aria-expanded");
    node.prev_element_sibling()
        .is_some_and(|above| opens(&above) || above.descendants().iter().any(opens))
}

/// Whether an element with a name of the page's own is a paragraph: it is long, or one of several in a row. Style
/// sheets say so where nobody reads them.
pub(super) fn is_paragraph_of_a_kind(name: &str, node: &Node<'_>) -> bool {
    const LONG: usize = 80;
    const SHORT: usize = 20;
    const NODES: usize = 60;
    // Amid words it is one of them.
    let has_words = |one: Option<Node<'_>>| {
        one.is_some_and(|one| one.is_text() && !one.text().trim().is_empty())
    };
    if !name.contains('-') || has_words(node.prev_sibling()) || has_words(node.next_sibling()) {
        return false;
    }
    let texts = node.descendants_it().take(NODES).filter(Node::is_text);
    let length: usize = texts.map(|text| text.text().chars().count()).sum();
    let is_alike = |other: Option<Node<'_>>| other.is_some_and(|other| is(&other, &[name]));
    length > LONG
        || length > SHORT
            && (is_alike(node.prev_element_sibling()) || is_alike(node.next_element_sibling()))
}

/// Whether an element in a heading begins right behind another one, as the headline behind its label: what keeps
/// them apart is a style sheet that nobody reads.
pub(super) fn is_apart(kind: BlockKind, node: &Node<'_>) -> bool {
    const MOST: usize = 300;
    const PARTS: [&str; 5] = ["span", "small", "strong", "a", "em"];
    let before = || node.prev_sibling().filter(|one| is(one, &PARTS) && !one.has_attr(NUMBER));
    if kind.heading_level().is_none() || !is(node, &PARTS) || node.has_attr(NUMBER) {
        return false;
    }
    let Some(before) = before().filter(|one| is_small(one, MOST) && is_small(node, MOST)) else {
        return false;
    };
    let (before, own) = (before.text(), node.text());
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    letters(&before) > 2
        && letters(&own) > 2
        && before.ends_with(char::is_alphanumeric)
        && own.starts_with(char::is_uppercase)
}

/// Whether an element stands in for what an element of AMP will show, or cannot.
pub(super) fn is_stand_in(node: &Node<'_>) -> bool {
    (node.has_attr("placeholder") || node.has_attr("fallback"))
        && node.parent().is_some_and(|around| {
            around.qual_name_ref().is_some_and(|name| name.local.starts_with("amp-"))
        })
}
