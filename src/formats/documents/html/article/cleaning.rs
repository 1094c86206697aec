//! Removes from the article what is not part of it: boxes to share it, forms, lists of links.

use std::collections::BTreeSet;

use dom_query::{Node, NodeId};

use super::nodes::{count, link_density, number_of, share, weight};
use super::words::ADVERTS;
use super::{FEWEST, Rules};
use crate::formats::documents::html::nodes::{attribute, is, named};

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
/// Sites whose videos belong to an article.
const VIDEOS: [&str; 6] = [
    "youtube.com",
    "youtube-nocookie.com",
    "player.vimeo.com",
    "dailymotion.com",
    "v.qq.com",
    "archive.org",
];

/// Cleans an article.
pub(super) fn clean(article: &Node<'_>, rules: Rules) {
    for node in article.descendants() {
        let is_share = |name: &str| {
            let words = attribute(&node, name).unwrap_or_default().to_ascii_lowercase();
            words.split([' ', '_']).any(|word| word == "share" || word == "sharedaddy")
        };
        if (is_share("class") || is_share("id")) && count(&node) < FEWEST {
            node.remove_from_parent();
        }
    }
    let mut cleaning = Cleaning { rules, tables: BTreeSet::new() };
    cleaning.mark_tables(article);
    cleaning.remove(article, &["form", "fieldset"]);
    let whole = count(article);
    for nav in named(article, &["nav"]) {
        // A page may have all of its text in one by mistake.
        if count(&nav) * 4 < whole {
            nav.remove_from_parent();
        }
    }
    let never = ["footer", "link", "aside", "input", "textarea", "select", "button"];
    for node in named(article, &never) {
        // A heading may be a button that shows what is below it.
        let heads = || node.ancestors(Some(2)).iter().any(|one| is(one, &HEADINGS));
        // The foot of a quotation says whose it is.
        let is_quoted = || node.ancestors(Some(3)).iter().any(|one| is(one, &["blockquote"]));
        if !(is(&node, &["button"]) && heads() || is(&node, &["footer"]) && is_quoted()) {
            node.remove_from_parent();
        }
    }
    for embed in named(article, &["object", "embed", "iframe"]) {
        if !is_video(&embed) {
            embed.remove_from_parent();
        }
    }
    for heading in named(article, &["h1", "h2"]) {
        if rules.weigh && weight(&heading) < 0.0 {
            heading.remove_from_parent();
        }
    }
    cleaning.remove(article, &["table", "ul", "div"]);
    remove_others(article);
}

/// Removes the list of other articles below the text: headlines that are links, each with what it is about.
fn remove_others(article: &Node<'_>) {
    const FEWEST_ITEMS: usize = 4;
    const ITEM: usize = 600;
    let paragraphs = named(article, &["p"]);
    let in_list = |one: &Node<'_>| one.ancestors(None).iter().any(|it| is(it, &["li"]));
    let outside = || paragraphs.iter().filter(|one| !in_list(one));
    for list in named(article, &["ul", "ol"]) {
        let items = list.element_children();
        let is_other = |item: &&Node<'_>| {
            let heads = named(item, &["h2", "h3", "h4", "h5"]);
            let text: usize = named(item, &["p"]).iter().map(count).sum();
            heads.first().is_some_and(|one| link_density(one) > 0.5) && (1..ITEM).contains(&text)
        };
        let others = items.iter().filter(is_other).count();
        if others >= FEWEST_ITEMS
            && others * 2 > items.len()
            && outside().map(count).sum::<usize>() >= FEWEST
        {
            list.remove_from_parent();
        }
    }
}

fn is_video(embed: &Node<'_>) -> bool {
    embed.attrs().iter().any(|one| VIDEOS.iter().any(|site| one.value.contains(site)))
}

struct Cleaning {
    rules: Rules,
    /// Tables of data, which are not for the layout of the page.
    tables: BTreeSet<NodeId>,
}

impl Cleaning {
    /// Removes the elements with these names that are not text, the inner ones first.
    fn remove(&self, article: &Node<'_>, names: &[&str]) {
        if !self.rules.clean {
            return;
        }
        for node in named(article, names).iter().rev() {
            if self.is_out(node) {
                node.remove_from_parent();
            }
        }
    }

    fn is_table(&self, node: &Node<'_>) -> bool {
        self.tables.contains(&node.id)
    }

    fn is_out(&self, node: &Node<'_>) -> bool {
        let has_table = || named(node, &["table"]).iter().any(|one| self.is_table(one));
        let in_table = || node.ancestors(None).iter().any(|one| self.is_table(one));
        if self.is_table(node) || has_table() || in_table() {
            return false;
        }
        let weight = if self.rules.weigh { weight(node) } else { 0.0 };
        if weight < 0.0 {
            return number_of(node, &["pre"]) == 0;
        }
        let text = node.text();
        if text.matches(',').count() >= 10 {
            return false;
        }
        let embeds = named(node, &["object", "embed", "iframe"]);
        if embeds.iter().any(is_video) {
            return false;
        }
        let said = text.trim().to_lowercase();
        if ADVERTS.contains(&said.trim_end_matches(['…', '.'])) {
            return true;
        }
        let length = count(node);
        if share(node, &["blockquote"], length) > 0.5 || is_linked_sentence(node, &text) {
            return false;
        }
        let is_list = is(node, &["ul", "ol"]) || share(node, &["ul", "ol"], length) > 0.9;
        let is_out = is_no_text(node, is_list, weight, length, embeds.len());
        if is_list && is_out {
            if node.children().iter().any(|child| child.element_children().len() > 1) {
                return true;
            }
            return number_of(node, &["img"]) != number_of(node, &["li"]);
        }
        is_out
    }

    fn mark_tables(&mut self, article: &Node<'_>) {
        for table in named(article, &["table"]) {
            let says =
                |name: &str, value: &str| attribute(&table, name).is_some_and(|is| is == value);
            if says("role", "presentation") || says("datatable", "0") {
                continue;
            }
            let parts = ["caption", "col", "colgroup", "tfoot", "thead", "th"];
            let is_data = table.has_attr("summary")
                || number_of(&table, &parts) > 0
                || number_of(&table, &["table"]) == 0 && is_large(&table);
            if is_data {
                self.tables.insert(table.id);
            }
        }
    }
}

/// Whether an element is a sentence of the article that is a link as a whole.
fn is_linked_sentence(node: &Node<'_>, text: &str) -> bool {
    const WORDS: usize = 10;
    let text = text.trim().trim_end_matches(['"', '”', '’', '»', ')']);
    text.ends_with(['.', '!', '?', '。'])
        && text.split_whitespace().count() >= WORDS
        && number_of(node, &["a"]) <= 2
        && number_of(node, &["li", "img", "input", "button", "h2", "h3", "h4"]) == 0
        && number_of(node, &["p"]) <= 1
}

/// Whether a table has more cells than one for the layout.
fn is_large(table: &Node<'_>) -> bool {
    let rows = named(table, &["tr"]);
    let cells = |row: &Node<'_>| {
        let span = |cell: &Node<'_>| {
            let said = attribute(cell, "colspan").and_then(|said| said.parse().ok());
            said.unwrap_or(1_usize).clamp(1, 1000)
        };
        named(row, &["td"]).iter().map(span).sum::<usize>()
    };
    let columns = rows.iter().map(cells).max().unwrap_or_default();
    let rows = rows.len();
    rows != 1 && columns != 1 && (rows >= 10 || columns > 4 || rows * columns > 10)
}

/// Whether an element looks like a menu, a form or an advertisement.
fn is_no_text(node: &Node<'_>, is_list: bool, weight: f32, length: usize, embeds: usize) -> bool {
    let in_figure = node.ancestors(None).iter().any(|one| is(one, &["figure"]));
    let images = number_of(node, &["img"]);
    let paragraphs = number_of(node, &["p"]) as f32;
    let items = number_of(node, &["li"]) as f32 - 100.0;
    let links = link_density(node);
    !in_figure && images > 1 && paragraphs / (images as f32) < 0.5
        || !is_list && items > paragraphs
        || number_of(node, &["input"]) as f32 > (paragraphs / 3.0).floor()
        || !is_list
            && !in_figure
            && length < 25
            && (images == 0 || images > 2)
            && links > 0.0
            && share(node, &HEADINGS, length) < 0.9
        || !is_list && weight < 25.0 && links > 0.2
        || weight >= 25.0 && links > 0.5
        || embeds == 1 && length < 75
        || embeds > 1
        || images == 0 && !has_text(node)
}

/// Whether an element has something that holds text, and a letter in it.
fn has_text(node: &Node<'_>) -> bool {
    let holds =
        ["blockquote", "dl", "div", "img", "ol", "p", "pre", "table", "ul", "span", "li", "td"];
    named(node, &holds).iter().any(|one| count(one) > 0)
}
