//! Finds the article of a page: the element whose paragraphs score best, with its siblings, without what is
//! beside it. The method is that of Readability (Arc90, Mozilla), after its port dom_smoothie (MIT, Mykola
//! Humanov); a test compares them (tests/opening/search.rs).

// Parts follow dom_smoothie, Copyright (c) 2024 Mykola Humanov, under the MIT licence (LICENSE-MIT has its text).

mod captions;
mod cleaning;
mod nodes;
mod rescue;
mod rows;
mod scoring;
mod unlikely;
mod words;

use dom_query::{Document, Node};

use self::nodes::count;
use super::nodes::{attribute, is, named};
use super::walk::NUMBER;

/// Fewest characters of an article; with less, the search is repeated with fewer rules.
const FEWEST: usize = 500;
/// Fewest characters of an article on a page where readers wrote much more.
const SHORT: usize = 140;

/// Which rules hold in a search.
#[derive(Clone, Copy)]
struct Rules {
    /// Elements with the names of menus, comments and the like are skipped.
    strict: bool,
    /// The names of elements weigh.
    weigh: bool,
    /// Parts of the article that look like lists of links or forms are skipped.
    clean: bool,
    /// What readers wrote is skipped.
    silent: bool,
}

/// The numbers of the texts in the article; `None` if there is none. `page` is changed.
pub(super) fn find(page: &Document, title: &str) -> Option<Vec<usize>> {
    prepare(page);
    let own = search(page, title, true);
    let length =
        |found: &Option<(usize, Vec<usize>)>| found.as_ref().map_or(0, |(length, _)| *length);
    let found = match length(&own) {
        // On a page where people talk, what they wrote is the article.
        few if few < SHORT && page.root().descendants().iter().any(unlikely::is_talk) => {
            let all = search(page, title, false);
            if length(&all) > 10 * few { all } else { own }
        }
        _ => own,
    };
    found.map(|(length, mut numbers)| {
        let flash = (length < FEWEST).then(|| rescue::flash(page, &numbers)).flatten();
        numbers = flash.unwrap_or(numbers);
        numbers.extend(rows::alike(page, &numbers).unwrap_or_default());
        numbers.extend(rescue::lost(page, &numbers));
        let captions = captions::lost(page, title, &numbers);
        let posts = rescue::posts(page, &numbers);
        numbers.extend(rescue::standfirst(page, title, &numbers));
        numbers.extend(captions);
        numbers.extend(posts);
        numbers
    })
}

/// The length of the best article, and the numbers of its texts.
fn search(page: &Document, title: &str, silent: bool) -> Option<(usize, Vec<usize>)> {
    let mut best: Option<(usize, Vec<usize>)> = None;
    for (strict, weigh, clean) in
        [(true, true, true), (false, true, true), (false, false, true), (false, false, false)]
    {
        let copy = page.clone();
        let rules = Rules { strict, weigh, clean, silent };
        let Some(article) = attempt(&copy, title, rules) else { continue };
        let length = words_of(&article);
        let own = numbers(&article);
        if best.as_ref().is_none_or(|(longest, other)| is_better(length, &own, *longest, other)) {
            best = Some((length, own));
        }
        if length >= FEWEST {
            break;
        }
    }
    best
}

/// How much of an article are no links.
fn words_of(article: &Node<'_>) -> usize {
    (count(article) as f32 * (1.0 - nodes::link_density(article)).max(0.0)) as usize
}

/// Whether what was found with fewer rules is taken: there is more, with what was found before, or there was next to
/// nothing. What stands elsewhere may be what others wrote.
fn is_better(length: usize, own: &[usize], longest: usize, other: &[usize]) -> bool {
    const TIMES: usize = 4;
    let has = || other.iter().filter(|one| own.contains(one)).count() * 2 >= other.len();
    length > longest && (longest < SHORT || length > TIMES * longest || has())
}

fn attempt<'a>(page: &'a Document, title: &str, rules: Rules) -> Option<Node<'a>> {
    let body = page.body()?;
    let start = scoring::paragraphs(&body, title, rules);
    let article = scoring::article(&start, &body, rules)?;
    cleaning::clean(&article, rules);
    Some(article)
}

/// The numbers of the texts in an element.
fn numbers(article: &Node<'_>) -> Vec<usize> {
    let spans = named(article, &["span"]);
    spans.iter().filter_map(|span| attribute(span, NUMBER)?.parse().ok()).collect()
}

/// Removes what is no text, and makes paragraphs of what only line ends separate.
fn prepare(page: &Document) {
    let root = page.root();
    for image in named(&root, &["img"]) {
        let has_address = image.attrs().iter().any(|one| {
            let extensions = [".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"];
            matches!(&*one.name.local, "src" | "data-src" | "data-srcset" | "srcset")
                || extensions.iter().any(|end| one.value.contains(end))
        });
        if !has_address {
            image.remove_from_parent();
        }
    }
    named(&root, &["script", "noscript", "style"]).iter().for_each(Node::remove_from_parent);
    named(&root, &["br"]).iter().for_each(divide);
    for font in named(&root, &["font"]) {
        font.rename("span");
        font.remove_all_attrs();
    }
    let comments = root.descendants();
    comments.iter().filter(|one| one.is_comment()).for_each(Node::remove_from_parent);
}

/// Makes a paragraph of the text behind several line ends.
fn divide(br: &Node<'_>) {
    let mut next = br.next_sibling();
    let mut several = false;
    while let Some(one) = significant(next).filter(|one| is(one, &["br"])) {
        several = true;
        next = one.next_sibling();
        one.remove_from_parent();
    }
    if !several {
        return;
    }
    let paragraph = br.tree.new_element("p");
    br.replace_with(&paragraph);
    let mut next = paragraph.next_sibling();
    while let Some(one) = next {
        let ends = is(&one, &["br"])
            && significant(one.next_sibling()).is_some_and(|next| is(&next, &["br"]));
        if ends || !nodes::is_phrase(&one) {
            break;
        }
        next = one.next_sibling();
        paragraph.append_child(&one);
    }
    nodes::trim_end(&paragraph);
    // Line ends behind all the text of an element divide nothing.
    if paragraph.text().trim().is_empty() && named(&paragraph, &["img"]).is_empty() {
        paragraph.remove_from_parent();
        return;
    }
    if let Some(parent) = paragraph.parent().filter(|parent| is(parent, &["p"])) {
        parent.rename("div");
    }
}

/// The node itself, or the next that is an element or has text.
fn significant(mut node: Option<Node<'_>>) -> Option<Node<'_>> {
    while let Some(one) = node.filter(|one| !one.is_element() && one.text().trim().is_empty()) {
        node = one.next_sibling();
    }
    node
}
