//! Scores the elements of a page by the paragraphs in them, and takes the best with what belongs to it.

use std::collections::BTreeMap;

use dom_query::{Node, NodeId};

use super::nodes::{count, is_phrase, is_space, link_density, only_child, trim_end, weight};
use super::rescue::ends_sentence;
use super::unlikely::{is_out, is_unseen, says_body};
use super::words::COMMAS;
use super::{FEWEST, Rules, SHORT};
use crate::formats::documents::html::nodes::{attribute, is, named, next};

/// Most elements compared in the end.
const BEST: usize = 5;
/// Fewest characters of a paragraph that counts.
const PARAGRAPH: usize = 25;
/// Scores below this are not adjusted.
const LOW: f32 = 5.0;

/// What a search starts from.
pub(super) struct SearchStart<'a> {
    pub paragraphs: Vec<Node<'a>>,
    /// The `article` that the headline stands in.
    pub home: Option<Node<'a>>,
    /// Those whose head, with its heading, was removed by its name.
    pub headed: Vec<NodeId>,
}

/// The paragraphs of a page. What nobody sees, what is empty and, by strict rules, what is unlikely to be an
/// article is removed; the heading that says the title is, too.
pub(super) fn paragraphs<'a>(body: &Node<'a>, title: &str, rules: Rules) -> SearchStart<'a> {
    let mut paragraphs = Vec::new();
    let mut home = None;
    let mut headed = Vec::new();
    let mut is_titled = title.is_empty();
    let mut following = next(body, false);
    while let Some(mut node) = following {
        let is_heading = !is_titled && is(&node, &["h1", "h2"]) && !is_unseen(&node);
        let says_title = is_heading && says(&node.text(), title);
        is_titled |= says_title;
        if says_title {
            home = article_around(&node).or(home);
        }
        let is_left_out = !says_title && is_out(&node, rules);
        if is_left_out {
            // The head of an article is left out as a whole, by its name.
            let heads = |one: &Node<'a>| !is_unseen(one) && says(&one.text(), title);
            for heading in named(&node, &["h1", "h2"]) {
                let article = article_around(&heading);
                headed.extend(article.map(|one| one.id));
                if !is_titled && home.is_none() && heads(&heading) {
                    home = article;
                }
            }
        }
        if says_title || is_left_out {
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
    SearchStart { paragraphs, home, headed }
}

/// The `article` around an element.
pub(super) fn article_around<'a>(heading: &Node<'a>) -> Option<Node<'a>> {
    heading.ancestors(None).into_iter().find(|one| is(one, &["article"]))
}

/// Elements that make a `div` more than a paragraph.
const BLOCKS: [&str; 9] = ["blockquote", "dl", "div", "img", "ol", "p", "pre", "table", "ul"];

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
    start: &SearchStart<'a>,
    body: &Node<'a>,
    rules: Rules,
) -> Option<Node<'a>> {
    let mut scores = Scores { of: BTreeMap::new(), rules };
    let best = scores.best(&start.paragraphs);
    let top = match best.first() {
        Some(top) if !is(top, &["body"]) => {
            let top = scores.common(*top, &best);
            let top = lone(marked(body, &top).unwrap_or(top));
            start.home.filter(|home| is_followed(home, &top, &start.headed)).unwrap_or(top)
        }
        _ => {
            let all = body.tree.new_element("div");
            body.tree.reparent_children_of(&body.id, Some(all.id));
            body.append_child(&all);
            all
        }
    };
    scores.init(&top);
    scores.with_siblings(&top, start.home.is_some_and(|home| home.id == top.id))
}

/// Whether the best element is, or holds, another article than that of the headline: the next one of an endless page.
fn is_followed(home: &Node<'_>, top: &Node<'_>, headed: &[NodeId]) -> bool {
    let is_in = |one: &Node<'_>, around: &Node<'_>| {
        one.id == around.id || one.ancestors(None).iter().any(|it| it.id == around.id)
    };
    let length = count(home);
    if is_in(top, home) || length < SHORT {
        return false;
    }
    let heads = |one: &Node<'_>| {
        (is_next(one, &["h1", "h2"], length) || headed.contains(&one.id) && is_alike(one, length))
            && count(one) >= FEWEST
    };
    if !is_in(home, top) {
        let around = top.ancestors(None);
        let holds_others = || named(top, &["article"]).iter().any(heads);
        return is(top, &["article"]) && heads(top)
            || length >= FEWEST && holds_others()
            || around.iter().any(|one| is(one, &["article"]) && heads(one) && !is_in(home, one));
    }
    named(top, &["article"]).iter().any(|one| !is_in(one, home) && !is_in(home, one) && heads(one))
}

/// Whether an article is another than that of the headline, which is so long: it begins with a heading of its own. One
/// that is much longer is the text below that headline.
fn is_next(article: &Node<'_>, headings: &[&str], length: usize) -> bool {
    let heading = named(article, headings).into_iter().next();
    heading.is_some_and(|heading| {
        let before = article.descendants_it().take_while(|one| one.id != heading.id);
        before.filter(Node::is_text).map(|one| one.text().trim().chars().count()).sum::<usize>()
            <= SHORT
            && is_alike(article, length)
    })
}

/// Whether an article is not much longer than another.
fn is_alike(article: &Node<'_>, length: usize) -> bool {
    const TIMES: usize = 4;
    count(article) < TIMES * length
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

    /// A new element with this one and what belongs to it among its siblings. If it `is_home` to the headline, articles
    /// with headlines of their own do not.
    fn with_siblings<'a>(&self, top: &Node<'a>, is_home: bool) -> Option<Node<'a>> {
        let parent = top.parent()?;
        let article = top.tree.new_element("div");
        let own = self.get(top);
        let length = if is_home { count(top) } else { 0 };
        let class = attribute(top, "class").unwrap_or_default();
        for sibling in parent.element_children() {
            let same =
                !class.is_empty() && attribute(&sibling, "class").is_some_and(|is| is == class);
            let score = self.get(&sibling);
            let bonus = if same { own * 0.2 } else { 0.0 };
            let is_other = is_home
                && sibling.id != top.id
                && is(&sibling, &["article"])
                && is_next(&sibling, &["h1", "h2", "h3"], length);
            if is_other || is_narrow(&sibling, top) {
                continue;
            }
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

/// Whether an element is a narrow column of a grid beside a broad one.
fn is_narrow(node: &Node<'_>, broad: &Node<'_>) -> bool {
    const NARROW: u32 = 4;
    let width = |one: &Node<'_>| columns(&attribute(one, "class")?);
    let both = width(node).zip(width(broad));
    both.is_some_and(|(one, other)| one <= NARROW && 2 * one <= other)
}

/// How many of twelve columns the classes of a grid say: `col-md-8`, `span8`.
fn columns(class: &str) -> Option<u32> {
    const BEFORE: [&str; 8] =
        ["col-lg-", "col-md-", "col-sm-", "large-", "medium-", "span_", "span", "grid_"];
    let of = |before: &&str| {
        let all = class.split_ascii_whitespace().filter_map(|one| one.strip_prefix(before));
        all.filter_map(|rest| rest.split('_').next()?.parse().ok()).next()
    };
    BEFORE.iter().find_map(of)
}

/// Whether a paragraph beside the best element is text of the article.
fn is_prose(node: &Node<'_>) -> bool {
    let text = node.text();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = text.chars().count();
    let links = link_density(node);
    length > 80 && links < 0.25
        || (1..80).contains(&length)
            && links == 0.0
            && (ends_sentence(&text) || text.contains(". "))
}
