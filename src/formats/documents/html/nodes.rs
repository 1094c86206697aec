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
    if !is(node, &PARTS) || node.has_attr(NUMBER) {
        return false;
    }
    if kind == BlockKind::Caption {
        return is_small(node, MOST) && is_behind_sentence(node);
    }
    if kind.heading_level().is_none() {
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

/// Whether an element begins right behind a sentence, or with the label of a credit right behind a word.
fn is_behind_sentence(node: &Node<'_>) -> bool {
    let before = node.prev_sibling().map(|one| one.text()).unwrap_or_default();
    let own = node.text();
    let ends = before.ends_with(['.', '!', '?', '…', ')', '”', '»', '"', '。']);
    let begins = own.starts_with(char::is_uppercase) && own.trim().contains(' ');
    ends && own.starts_with(|c: char| c.is_alphanumeric() || "(©".contains(c))
        // “the bridgeJane Doe”
        || begins && before.contains(' ') && before.ends_with(char::is_lowercase)
        || before.ends_with(char::is_alphanumeric) && begins_as_credit(&own)
}

/// Whether a text begins with the label of a credit: `Credit…`, `Foto: `.
fn begins_as_credit(text: &str) -> bool {
    let text = text.trim_start().to_lowercase();
    let is_said = |rest: &str| rest.trim_start().starts_with(['.', '…', ':', '|', '/', '©']);
    ["credit", "crédit", "foto", "photo", "image", "picture", "bild", "imagen", "צילום", "фото"]
        .iter()
        .filter_map(|label| text.strip_prefix(label))
        .any(|rest| is_said(rest.strip_prefix('s').unwrap_or(rest)))
}

/// Whether an element stands in for what an element of AMP will show, or cannot.
pub(super) fn is_stand_in(node: &Node<'_>) -> bool {
    // The ways to other articles of a paper that a program made a book of.
    let is_navigation =
        attribute(node, "class").is_some_and(|class| class.contains("calibre_navbar"));
    // That of a post is its words.
    is_navigation
        || !is(node, &["blockquote"])
            && (node.has_attr("placeholder") || node.has_attr("fallback"))
            && node.parent().is_some_and(|around| {
                around.qual_name_ref().is_some_and(|name| name.local.starts_with("amp-"))
            })
}

/// Whether an element of an e-mail is its signature, or at its end the e-mail that it answers. One that was sent on is
/// what there is to read.
pub(super) fn is_of_other_letter(node: &Node<'_>) -> bool {
    const SIGNATURES: [&str; 2] = ["gmail_signature", "moz-signature"];
    const QUOTES: [&str; 3] = ["gmail_quote", "moz-cite-prefix", "yahoo_quoted"];
    const NODES: usize = 200;
    if !is(node, &["div", "blockquote", "pre"]) {
        return false;
    }
    let names = names_of(node);
    let is_cited =
        is(node, &["blockquote"]) && attribute(node, "type").is_some_and(|is| is == "cite");
    if SIGNATURES.iter().any(|name| names.contains(name)) {
        return true;
    }
    let is_last = || {
        let mut following = next(node, true);
        let mut left = NODES;
        while let Some(one) = following.filter(|_| left > 0) {
            let is_quote =
                QUOTES.iter().chain(&SIGNATURES).any(|name| names_of(&one).contains(name))
                    || is(&one, &["blockquote"]);
            left -= 1;
            if is_quote {
                following = next(&one, true);
                continue;
            }
            let says =
                |text: &Node<'_>| text.is_text() && text.text().contains(char::is_alphanumeric);
            if std::iter::successors(one.first_child(), Node::next_sibling).any(|text| says(&text))
            {
                return false;
            }
            following = next(&one, false);
        }
        left > 0
    };
    (is_cited || QUOTES.iter().any(|name| names.contains(name)))
        && !first_line_of(node).starts_with("---")
        && is_last()
}

fn first_line_of(node: &Node<'_>) -> String {
    const NODES: usize = 20;
    let texts = node.descendants_it().take(NODES).filter(Node::is_text);
    texts
        .map(|text| text.text().trim().to_owned())
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

/// Whether an element is words that are not of the line around it: a tip that opens over it, the button beside a
/// headline, or the cut copy of what follows.
pub(super) fn is_not_of_line(node: &Node<'_>, in_heading: bool) -> bool {
    const SHORT: usize = 200;
    if !is(node, &["span", "a", "div", "small", "button"]) || node.has_attr(NUMBER) {
        return false;
    }
    // The link with which an encyclopedia has its readers change what is below.
    let is_edit = || names_of(node).contains("mw-editsection");
    let is_tip = || attribute(node, "role").is_some_and(|role| role == "tooltip");
    let is_share = || in_heading && names_of(node).split(' ').any(|name| name == "share");
    is_tip() || (is_share() || is_edit() || is_cut_copy(node)) && !is_longer(node, SHORT)
}

/// Whether an element ends amid its words, which the next one has whole.
fn is_cut_copy(node: &Node<'_>) -> bool {
    const FEWEST: usize = 8;
    let Some(whole) = node.next_element_sibling() else { return false };
    let text = if is_small(node, 200) { node.text() } else { return false };
    let cut = text.trim().strip_suffix('…').or_else(|| text.trim().strip_suffix("..."));
    cut.map(str::trim)
        .is_some_and(|cut| cut.chars().count() >= FEWEST && whole.text().trim().starts_with(cut))
}

/// Whether an element is the credit of a picture, by its name.
pub(super) fn is_credit(node: &Node<'_>) -> bool {
    const ENDS: [&str; 4] = ["credit", "credits", "photographer", "copyright"];
    const SHORT: usize = 100;
    // Behind a caption, its words say so.
    let is_said = || {
        let is_in = node.ancestors(Some(3)).iter().any(|one| is(one, &["figcaption"]));
        // “The bridge - Photo: Jane Doe” is one line.
        let before = node.prev_sibling().map(|one| one.text()).unwrap_or_default();
        let ends =
            before.trim_end().ends_with(|c: char| c.is_alphanumeric() || ".!?…)”»\"。".contains(c));
        is_in && ends && begins_as_credit(&node.text())
    };
    let named = || names_of(node);
    is(node, &["span", "div", "p", "small", "cite", "em", "i"])
        && !node.has_attr(NUMBER)
        && (named().split([' ', '_']).any(|name| ENDS.iter().any(|end| name.ends_with(end)))
            || is_said())
        && is_small(node, SHORT)
}

/// Most quotations that are looked for in the rest of the text.
const PULLED: usize = 40;

/// Quotations pulled out of a page's text, which has the same words.
#[derive(Default)]
pub(super) struct PulledQuotes {
    /// How many were looked for.
    looked: usize,
}

impl PulledQuotes {
    /// Whether an element is one whose words stand in the text again.
    pub(super) fn stand_again(&mut self, node: &Node<'_>) -> bool {
        let pulled = is_pulled(node);
        self.looked += usize::from(pulled);
        pulled && self.looked <= PULLED && stands_twice(node)
    }
}

/// Whether an element is called a quotation pulled out of the text.
fn is_pulled(node: &Node<'_>) -> bool {
    const LONGEST: usize = 600;
    let names = || names_of(node);
    is(node, &["blockquote", "figure", "div", "q", "section", "p"])
        && ["pullquote", "pull-quote", "pull_quote"].iter().any(|name| names().contains(name))
        && !is_longer(node, LONGEST)
}

/// Whether the words of an element stand in the text again.
fn stands_twice(node: &Node<'_>) -> bool {
    const FEWEST: usize = 12;
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let texts = node.descendants_it().filter(Node::is_text).map(|text| letters(&text.text()));
    let longest = texts.max_by_key(String::len).unwrap_or_default();
    let mut around = node.ancestors(None).into_iter();
    let root = around.find(|one| is(one, &["article", "main", "body"]));
    longest.len() >= FEWEST
        && root.is_some_and(|root| letters(&root.text()).matches(&longest).count() > 1)
}

/// Whether a picture is the first letter of the text behind it.
pub(super) fn is_first_letter(node: &Node<'_>, said: &str) -> bool {
    let names = names_of(node);
    let follows = || node.next_sibling().map(|next| next.text());
    said.chars().count() == 1
        && said.chars().all(char::is_uppercase)
        && ["dropcap", "drop-cap", "initial"].iter().any(|name| names.contains(name))
        && follows().is_some_and(|text| text.starts_with(char::is_lowercase))
}
