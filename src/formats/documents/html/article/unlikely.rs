//! Elements that are no part of an article: what nobody sees, boxes beside it, what readers wrote, and by strict rules
//! what is called like a menu (tests/opening/asides.rs).

use dom_query::Node;

use super::nodes::{count, link_density, number_of, share};
use super::words::{COMMENTS, CONTENT, HOLDERS, MAYBE, NEVER, NO_COMMENTS, ROLES, UNLIKELY};
use super::{Rules, SHORT};
use crate::formats::documents::html::nodes::{attribute, is, is_panel, names_of};

/// Whether an element is removed before the search.
pub(super) fn is_out(node: &Node<'_>, rules: Rules) -> bool {
    let said = |name: &str| attribute(node, name);
    if is(node, &["svg"]) {
        return is_unseen(node);
    }
    let is_modal = || {
        said("aria-modal").is_some_and(|is| is == "true")
            && said("role").is_some_and(|is| is == "dialog")
    };
    let has_no_role = || said("role").is_none_or(|role| !ROLES.contains(&role.as_str()));
    is_unseen(node)
        || is_beside(node, rules)
        || is(node, &["dialog"])
        || is_modal()
        || rules.strict && (is_unlikely(node) || !has_no_role())
        || is(node, &["div", "section", "header", "h1", "h2", "h3", "h4", "h5", "h6"])
            && is_empty(node)
}

/// Whether an element is a box beside the article, or what readers wrote about it.
fn is_beside(node: &Node<'_>, rules: Rules) -> bool {
    if is(node, &HOLDERS) {
        return true;
    }
    if is(node, &["article", "main", "p", "a", "span"]) {
        return false;
    }
    let names = names_of(node);
    let is_box = says_one(&names, &NEVER);
    let is_wanted = !is_box && (!rules.silent || !is_talk(node));
    if is_wanted {
        return false;
    }
    // The element around everything may be called like something in it.
    let holds_article = |one: &Node<'_>| is(one, &["article", "main", "h1"]) || says_body(one);
    let body = node.ancestors(None).into_iter().find(|one| is(one, &["body"]));
    let most = |body: &Node<'_>| is_box && count(node) * 2 > count(body) && count(node) > SHORT;
    let is_about_author = says_one(&names, &["author-box", "author-bio", "about-author"]);
    let is_notice = || {
        let says = node.text().to_lowercase().contains("cookie");
        says && number_of(node, &["h2", "h3"]) == 0 && number_of(node, &["p"]) <= 5
    };
    !node.descendants().iter().any(holds_article)
        && (is_box && (is_about_author || is_notice()) || !body.is_some_and(|body| most(&body)))
}

/// Whether one of an element's names has one of these words. Systems name elements after what they are about, too:
/// `category-spenden`; and after what is in them: `with-sidebar-right`.
fn says_one(names: &str, words: &[&str]) -> bool {
    const ABOUT: [&str; 5] = ["tag-", "category-", "cat-", "term-", "topic-"];
    let is_own = |name: &&str| !ABOUT.iter().chain(&CONTENT).any(|about| name.starts_with(about));
    words.iter().any(|word| {
        names.contains(word) && names.split(' ').filter(is_own).any(|name| name.contains(word))
    })
}

/// Whether an element is called like one with what readers wrote.
pub(super) fn is_talk(node: &Node<'_>) -> bool {
    // `commentary` is an article.
    let begins = |name: &str| {
        COMMENTS.iter().any(|word| {
            let rest = name.strip_prefix(word);
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_lowercase()))
        })
    };
    let names = names_of(node);
    let mut names =
        names.split(' ').filter(|name| !NO_COMMENTS.iter().any(|end| name.ends_with(end)));
    names.any(begins)
}

/// Whether a page marks an element as the text of its article.
pub(super) fn says_body(node: &Node<'_>) -> bool {
    attribute(node, "itemprop").is_some_and(|is| is == "articleBody")
}

pub(super) fn is_unseen(node: &Node<'_>) -> bool {
    let style = attribute(node, "style").unwrap_or_default().to_ascii_lowercase();
    let says = |name: &str, value: &str| {
        let rest = style.rfind(name).and_then(|at| style.get(at..)?.split_once(':'));
        let said = rest.and_then(|(_, rest)| rest.split(';').next()?.split_whitespace().next());
        said == Some(value)
    };
    let is_aria = || {
        attribute(node, "aria-hidden").is_some_and(|is| is == "true")
            && !attribute(node, "class").is_some_and(|class| class.contains("fallback-image"))
            // A page that was saved while a dialog was open.
            && !node.descendants_it().any(|one| is(&one, &["h1", "main", "article"]))
            && !is_seen_text(node)
            // What a caption says of a picture that is described elsewhere.
            && !node.parent().is_some_and(|around| is(&around, &["figcaption"]))
    };
    (node.has_attr("hidden")
        || says("display", "none")
        || says("visibility", "hidden")
        || is_aria())
        && !is_panel(node)
}

/// Whether an element that screen readers pass over is text that everybody else sees: a slide that is not its turn.
fn is_seen_text(node: &Node<'_>) -> bool {
    const PARAGRAPH: usize = 60;
    const CALLED: [&str; 12] = [
        "modal", "dialog", "popup", "overlay", "menu", "nav", "drawer", "canvas", "cookie",
        "toast", "tooltip", "dropdown",
    ];
    // `modal-open` is said of the page behind.
    let names = names_of(node).replace("modal-open", "");
    let is_prose = |one: &Node<'_>| {
        let text = one.text();
        let end = text.trim_end_matches(|c: char| c.is_whitespace() || "\"”’»)".contains(c));
        is(one, &["p", "blockquote"])
            && end.ends_with(['.', '!', '?', '…', '。'])
            && count(one) >= PARAGRAPH
            && link_density(one) < 0.3
    };
    is(node, &["p", "div", "section", "article", "figure", "li", "blockquote"])
        && !CALLED.iter().any(|word| names.contains(word))
        && attribute(node, "role").is_none_or(|role| !ROLES.contains(&role.as_str()))
        && (is_prose(node) || node.descendants_it().any(|one| is_prose(&one)))
}

pub(super) fn is_unlikely(node: &Node<'_>) -> bool {
    let names = names_of(node);
    let has = |words: &[&str]| words.iter().any(|word| names.contains(word));
    // A heading may well be called a header.
    let is_header = |word: &&str| *word == "header" && is(node, &["h2", "h3", "h4", "h5", "h6"]);
    !is(node, &["a"])
        && UNLIKELY.iter().any(|word| says_one(&names, &[word]) && !is_header(word))
        && !has(&MAYBE)
        && !node.ancestors(Some(3)).iter().any(|one| is(one, &["table", "code"]))
        // A post that the article quotes.
        && share(node, &["blockquote"], count(node)) < 0.5
}

fn is_empty(node: &Node<'_>) -> bool {
    let inside = node.descendants();
    if inside.iter().any(Node::is_nonempty_text) {
        return false;
    }
    let elements = node.element_children().len();
    elements == 0 || elements == number_of(node, &["br", "hr"])
}
