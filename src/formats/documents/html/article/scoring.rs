//! Scores the elements of a page by the paragraphs in them, and takes the best with what belongs to it.

use std::collections::BTreeMap;

use dom_query::{Node, NodeId};

use super::nodes::{
    count, is_phrase, is_space, link_density, number_of, only_child, share, trim_end, weight,
};
use super::words::{COMMAS, COMMENTS, HOLDERS, MAYBE, NEVER, NO_COMMENTS, ROLES, UNLIKELY};
use super::{FEWEST, Rules, SHORT};
use crate::formats::documents::html::nodes::{attribute, is, is_panel, named, names_of, next};

/// Most elements compared in the end.
const BEST: usize = 5;
/// Fewest characters of a paragraph that counts.
const PARAGRAPH: usize = 25;
/// Scores below this are not adjusted.
const LOW: f32 = 5.0;

/// The paragraphs of a page. What nobody sees, what is empty and, by strict rules, what is unlikely to be an
/// article is removed; the heading that says the title is, too.
pub(super) fn paragraphs<'a>(body: &Node<'a>, title: &str, rules: Rules) -> Vec<Node<'a>> {
    let mut paragraphs = Vec::new();
    let mut is_titled = title.is_empty();
    let mut following = next(body, false);
    while let Some(mut node) = following {
        let is_heading = !is_titled && is(&node, &["h1", "h2"]) && !is_unseen(&node);
        let says_title = is_heading && says(&node.text(), title);
        is_titled |= says_title;
        if says_title || is_out(&node, rules) {
            following = next(&node, true);
            node.remove_from_parent();
            continue;
        }
        if is(&node, &["svg"]) {
            following = next(&node, true);
            continue;
        }
        if is(&node, &["section", "h2", "h3", "h4", "h5", "h6", "p", "td", "pre"]) {
            paragraphs.push(node);
        }
        if is(&node, &["div"]) {
            wrap_lines(&node);
            if let Some(only) = only_child(&node, "p").filter(|_| link_density(&node) < 0.25) {
                node.replace_with(&only);
                paragraphs.push(only);
                node = only;
            } else if named(&node, &BLOCKS).is_empty() {
                node.rename("p");
                paragraphs.push(node);
            }
        }
        following = next(&node, false);
    }
    paragraphs
}

/// Elements that make a `div` more than a paragraph.
const BLOCKS: [&str; 9] = ["blockquote", "dl", "div", "img", "ol", "p", "pre", "table", "ul"];

fn is_out(node: &Node<'_>, rules: Rules) -> bool {
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
    let is_box = NEVER.iter().any(|word| names.contains(word));
    let is_wanted = !is_box && (!rules.silent || !is_talk(node));
    if is_wanted {
        return false;
    }
    // The element around everything may be called like something in it.
    let holds_article = |one: &Node<'_>| is(one, &["article", "main", "h1"]) || says_body(one);
    let body = node.ancestors(None).into_iter().find(|one| is(one, &["body"]));
    let most = |body: &Node<'_>| is_box && count(node) * 2 > count(body) && count(node) > SHORT;
    let is_about_author = names.contains("author-") || names.contains("-author");
    let is_notice = || {
        let says = node.text().to_lowercase().contains("cookie");
        says && number_of(node, &["h2", "h3"]) == 0 && number_of(node, &["p"]) <= 5
    };
    !node.descendants().iter().any(holds_article)
        && (is_box && (is_about_author || is_notice()) || !body.is_some_and(|body| most(&body)))
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
fn says_body(node: &Node<'_>) -> bool {
    attribute(node, "itemprop").is_some_and(|is| is == "articleBody")
}

fn is_unseen(node: &Node<'_>) -> bool {
    let style = attribute(node, "style").unwrap_or_default().to_ascii_lowercase();
    let says = |name: &str, value: &str| {
        let rest = style.find(name).and_then(|at| style.get(at..)?.split_once(':'));
        let said = rest.and_then(|(_, rest)| rest.split(';').next()?.split_whitespace().next());
        said == Some(value)
    };
    let is_aria = || {
        attribute(node, "aria-hidden").is_some_and(|is| is == "true")
            && !attribute(node, "class").is_some_and(|class| class.contains("fallback-image"))
    };
    (node.has_attr("hidden")
        || says("display", "none")
        || says("visibility", "hidden")
        || is_aria())
        && !is_panel(node)
}

pub(super) fn is_unlikely(node: &Node<'_>) -> bool {
    let names = names_of(node);
    let has = |words: &[&str]| words.iter().any(|word| names.contains(word));
    !is(node, &["a"])
        && has(&UNLIKELY)
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

/// Whether a heading says most of a title.
fn says(heading: &str, title: &str) -> bool {
    let (title, heading) = (title.to_lowercase(), heading.to_lowercase());
    if title.is_empty() || heading.is_empty() {
        return false;
    }
    if title.contains(&heading) {
        return true;
    }
    let known: Vec<&str> = words(&title).collect();
    let length = |word: &str| word.chars().count();
    let all: usize = words(&heading).map(length).sum();
    let other: usize = words(&heading).filter(|word| !known.contains(word)).map(length).sum();
    all > 0 && other * 4 < all
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '’' || c == '\''))
        .filter(|word| !word.is_empty())
}

/// Makes paragraphs of the lines of text between the blocks of an element.
fn wrap_lines(node: &Node<'_>) {
    let mut child = node.first_child();
    while let Some(first) = child {
        child = first.next_sibling();
        if !is_phrase(&first) || is_space(&first) {
            continue;
        }
        let paragraph = first.tree.new_element("p");
        first.insert_before(&paragraph);
        paragraph.append_child(&first);
        while let Some(more) = child {
            child = more.next_sibling();
            if !is_phrase(&more) {
                break;
            }
            paragraph.append_child(&more);
        }
        trim_end(&paragraph);
    }
}

/// The article around the best of these paragraphs.
pub(super) fn article<'a>(
    paragraphs: &[Node<'a>],
    body: &Node<'a>,
    rules: Rules,
) -> Option<Node<'a>> {
    let mut scores = Scores { of: BTreeMap::new(), rules };
    let best = scores.best(paragraphs);
    let top = match best.first() {
        Some(top) if !is(top, &["body"]) => {
            let top = scores.common(*top, &best);
            lone(marked(body, &top).unwrap_or(top))
        }
        _ => {
            let all = body.tree.new_element("div");
            body.tree.reparent_children_of(&body.id, Some(all.id));
            body.append_child(&all);
            all
        }
    };
    scores.init(&top);
    scores.with_siblings(&top)
}

/// The only element that the page marks as the text of its article, if the best one is elsewhere.
fn marked<'a>(body: &Node<'a>, top: &Node<'a>) -> Option<Node<'a>> {
    let mut all = body.descendants();
    all.retain(says_body);
    let [only] = all.try_into().ok()?;
    let around = |one: &Node<'_>, other: &Node<'_>| {
        one.id == other.id || one.ancestors(None).iter().any(|around| around.id == other.id)
    };
    (!around(&only, top) && !around(top, &only) && count(&only) >= FEWEST).then_some(only)
}

/// The outermost element that has only this one.
fn lone(mut top: Node<'_>) -> Node<'_> {
    while let Some(parent) = top.parent().filter(|one| !is(one, &["body"]))
        && parent.element_children().len() == 1
    {
        top = parent;
    }
    top
}

/// The scores of elements, by their ids.
struct Scores {
    of: BTreeMap<NodeId, f32>,
    rules: Rules,
}

impl Scores {
    /// The elements with the best scores, the best first.
    fn best<'a>(&mut self, paragraphs: &[Node<'a>]) -> Vec<Node<'a>> {
        let mut sums: BTreeMap<NodeId, f32> = BTreeMap::new();
        let mut order: Vec<Node<'a>> = Vec::new();
        for paragraph in paragraphs {
            let length = count(paragraph);
            if length < PARAGRAPH {
                continue;
            }
            let commas = paragraph.text().chars().filter(|c| COMMAS.contains(c)).count();
            let score = (2 + commas + (length / 100).min(3)) as f32;
            for (level, around) in paragraph.ancestors(Some(5)).iter().enumerate() {
                if !around.is_element() || around.parent().is_none() {
                    continue;
                }
                let share = score / [1.0, 2.0, 6.0, 9.0, 12.0].get(level).unwrap_or(&15.0);
                match sums.get_mut(&around.id) {
                    Some(sum) => *sum += share,
                    None => {
                        order.push(*around);
                        sums.insert(around.id, share + self.start(around));
                    }
                }
                if is(around, &["body"]) {
                    break;
                }
            }
        }
        let mut best: Vec<(Node<'a>, f32)> = Vec::new();
        for node in order {
            let sum = sums.get(&node.id).copied().filter(|sum| *sum > 0.0);
            let Some(sum) = sum else { continue };
            let score = if sum > LOW { sum * (1.0 - link_density(&node)) } else { sum };
            self.of.insert(node.id, score);
            best.insert(best.partition_point(|(_, other)| *other >= score), (node, score));
            best.truncate(BEST);
        }
        best.into_iter().map(|(node, _)| node).collect()
    }

    /// The score of an element before its paragraphs count.
    fn start(&self, node: &Node<'_>) -> f32 {
        let named = node.qual_name_ref().map_or(0.0, |name| match &*name.local {
            "div" => 5.0,
            "pre" | "td" | "blockquote" => 3.0,
            "address" | "ol" | "ul" | "dl" | "dd" | "dt" | "li" | "form" => -3.0,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th" => -5.0,
            _ => 0.0,
        });
        named + if self.rules.weigh { weight(node) } else { 0.0 }
    }

    fn init(&mut self, node: &Node<'_>) {
        if !self.of.contains_key(&node.id) {
            let start = self.start(node);
            self.of.insert(node.id, start);
        }
    }

    fn get(&self, node: &Node<'_>) -> f32 {
        self.of.get(&node.id).copied().unwrap_or_default()
    }

    /// An element around the best that others nearly as good are in, too.
    fn common<'a>(&mut self, top: Node<'a>, best: &[Node<'a>]) -> Node<'a> {
        const FEWEST: usize = 3;
        let good = |one: &&Node<'a>| self.get(one) / self.get(&top) >= 0.75;
        let others: Vec<Vec<Node<'a>>> =
            best.iter().skip(1).filter(good).map(|one| one.ancestors(None)).collect();
        let mut found = top;
        if others.len() > FEWEST {
            let inside = |one: &Node<'a>| {
                let has = |around: &&Vec<Node<'a>>| around.iter().any(|other| other.id == one.id);
                others.iter().filter(has).count() >= FEWEST
            };
            let around = top.ancestors(None);
            let within = around.iter().take_while(|one| !is(one, &["body"]));
            found = within.copied().find(inside).unwrap_or(top);
        }
        self.rising(found)
    }

    /// The element around this one from which the scores rise again, if there is one nearby.
    fn rising<'a>(&mut self, top: Node<'a>) -> Node<'a> {
        self.init(&top);
        let mut last = self.get(&top);
        let least = last / 3.0;
        for around in top.ancestors(None).iter().take_while(|one| !is(one, &["body"])) {
            let Some(score) = self.of.get(&around.id).copied() else { continue };
            if score < least {
                break;
            }
            if score > last {
                return *around;
            }
            last = score;
        }
        top
    }

    /// A new element with this one and what belongs to it among its siblings.
    fn with_siblings<'a>(&self, top: &Node<'a>) -> Option<Node<'a>> {
        let parent = top.parent()?;
        let article = top.tree.new_element("div");
        let own = self.get(top);
        let class = attribute(top, "class").unwrap_or_default();
        for sibling in parent.element_children() {
            let same =
                !class.is_empty() && attribute(&sibling, "class").is_some_and(|is| is == class);
            let score = self.get(&sibling);
            let bonus = if same { own * 0.2 } else { 0.0 };
            let belongs = sibling.id == top.id
                || score > 0.0 && score + bonus >= (own * 0.2).max(10.0)
                || score <= 0.0 && is(&sibling, &["p"]) && is_prose(&sibling);
            if belongs {
                if !is(&sibling, &["article", "section", "p", "ol", "ul"]) {
                    sibling.rename("div");
                }
                article.append_child(&sibling.id);
            }
        }
        parent.append_child(&article);
        Some(article)
    }
}

/// Whether a paragraph beside the best element is text of the article.
fn is_prose(node: &Node<'_>) -> bool {
    let text = node.text();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = text.chars().count();
    let links = link_density(node);
    length > 80 && links < 0.25
        || (1..80).contains(&length) && links == 0.0 && (text.ends_with('.') || text.contains(". "))
}
