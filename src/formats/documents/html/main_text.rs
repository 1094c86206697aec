//! Finds the article among menus and advertisements, as Readability does. The rest is skipped, but the reader
//! can include it (tests/opening/pages.rs).

use std::collections::BTreeSet;

use dom_query::{Document, Node};

use super::home::Home;
use super::nodes::{attribute, names_of};
use super::site::SiteNames;
use super::walk::{self, NUMBER, Page, UNSEEN};
use super::{article, aside, signed};
use crate::formats::common::problem::Problem;
use crate::formats::documents::manuscript::Passage;
use crate::formats::documents::shared::composer::is_blank;
use crate::model::{Details, InlineKind};

/// Classes of elements that pages themselves exclude from printing.
const NOT_PRINTED: [&str; 5] =
    ["noprint", "no-print", "d-print-none", "hidden-print", "mw-editsection"];
/// Bytes of a page's own account of its article, fewest bytes of a passage looked for in it, and most passages.
const ACCOUNT: std::ops::Range<usize> = 300..400_000;
const PART: usize = 20;
const PARTS: usize = 3000;
/// Most nodes of a page that is searched: more would take minutes.
const NODES: usize = 1_000_000;

/// The passages of a page, and whether its article was found. If it is `searched`, those outside its article are
/// marked as skipped, and the details found with it are added.
pub(super) fn read(
    document: &Document,
    page: &Page<'_>,
    searched: Option<(&SiteNames, &Home)>,
    details: &mut Details,
) -> (Vec<Passage>, Vec<Problem>, bool) {
    let found = searched.and_then(|(site, home)| search(document, site, home, details));
    let (mut passages, mut problems) = walk::passages(
        document.root(),
        &Page { kept: found.as_deref(), every_link: true, ..*page },
    );
    if found.is_some() && passages.iter().any(|one| !one.left_out) {
        aside::skip(&mut passages);
        let leads = |kind: &InlineKind| !matches!(kind, InlineKind::Link(to) if to.is_empty());
        passages.iter_mut().for_each(|one| one.inlines.retain(|inline| leads(&inline.kind)));
        return (passages, problems, true);
    }
    let (seen, is_revealed) = whole(document, page, found.as_deref());
    problems.push(Problem::new(match is_revealed {
        true => REVEALED,
        false if seen.iter().all(|one| one.left_out) => EMPTY,
        false => {
            "the article could not be separated from the rest of the page, so everything the page shows is here; leave out what doesn’t belong to the article"
        }
    }));
    (seen, problems, false)
}

/// All passages of a page, and the messages about what was skipped.
pub(super) fn all(document: &Document, page: &Page<'_>) -> (Vec<Passage>, Vec<Problem>) {
    let (passages, mut problems) = walk::passages(document.root(), page);
    if passages.is_empty() || passages.iter().any(|one| !one.left_out) {
        return (passages, problems);
    }
    let (passages, is_revealed) = whole(document, page, None);
    problems.extend(is_revealed.then(|| Problem::new(REVEALED)));
    (passages, problems)
}

/// The message about a page that shows nothing by itself.
const REVEALED: &str =
    "the page hides all its text until its own script shows it; the text was read anyway";

/// The message about a page without text.
const EMPTY: &str = "this page has no text, or none until its own script runs; open it in a browser, and paste the text here";

/// Everything a page shows; if that is nothing, what it hides, and of that only the article if it was
/// `found`. Also whether it hides everything.
fn whole(document: &Document, page: &Page<'_>, found: Option<&[bool]>) -> (Vec<Passage>, bool) {
    let is_any = |passages: &[Passage]| passages.iter().any(|one| !one.left_out);
    let seen = walk::passages(document.root(), page).0;
    if is_any(&seen) || seen.is_empty() {
        return (seen, false);
    }
    for kept in [found, None] {
        let page = Page { kept, reveal: true, ..*page };
        let hidden = walk::passages(document.root(), &page).0;
        if is_any(&hidden) {
            return (hidden, true);
        }
    }
    (seen, false)
}

/// Includes the passages that the page's own account of its article has, if the page bears it out. If the
/// search took something else for the article, that is skipped.
pub(super) fn agree(passages: &mut [Passage], body: &str) {
    let body = letters(body);
    if !ACCOUNT.contains(&body.len()) || passages.len() > PARTS {
        return;
    }
    let mut seen = BTreeSet::new();
    let told: Vec<usize> = passages
        .iter()
        .map(|one| {
            let text = letters(&one.text);
            let is_told = text.len() >= PART && body.contains(&text);
            // What stands twice is told once, where it is included already.
            let is_first =
                || !one.left_out || passages.iter().all(|it| it.left_out || it.text != one.text);
            let length = text.len();
            if is_told && is_first() && seen.insert(text) { length } else { 0 }
        })
        .collect();
    let total: usize = told.iter().sum();
    if total * 10 < body.len() * 8 {
        return;
    }
    let both = passages.iter().zip(&told);
    let kept: usize = both.filter(|(one, _)| !one.left_out).map(|(_, length)| length).sum();
    let is_elsewhere = kept * 2 < total;
    for (passage, length) in passages.iter_mut().zip(told) {
        passage.left_out = length == 0 && (passage.left_out || is_elsewhere);
    }
}

/// Adds the page's own account of its article, if the page shows nearly nothing until its script runs.
pub(super) fn told_only(passages: &mut Vec<Passage>, body: &str) -> Option<Vec<Problem>> {
    const SHARE: usize = 10;
    let told = letters(body).len();
    let shown: usize = passages.iter().map(|one| letters(&one.text).len()).sum();
    if !ACCOUNT.contains(&told) || shown * SHARE > told {
        return None;
    }
    let mut problems = vec![Problem::new(
        "the page shows its text only when its own script runs; the text was read from what the page tells search engines",
    )];
    if body.contains("</p>") {
        let (read, more) = super::fragment(body);
        passages.extend(read);
        problems.extend(more);
    } else {
        let lines = body.lines().map(str::trim).filter(|line| !line.is_empty());
        passages.extend(lines.map(|line| Passage { text: line.to_owned(), ..Passage::default() }));
    }
    Some(problems)
}

/// A text without anything but letters and digits, in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether each numbered text is in the main text.
fn search(
    document: &Document,
    site: &SiteNames,
    home: &Home,
    details: &mut Details,
) -> Option<Vec<bool>> {
    if document.tree.len() > NODES {
        return None;
    }
    let count = number(document);
    let copy = document.clone();
    copy.root()
        .descendants()
        .iter()
        .filter(|one| is_not_printed(one))
        .for_each(Node::remove_from_parent);
    if let Some(signature) = signed::on_page(&copy, &details.title, site, home) {
        let known = details.byline.as_deref();
        if known.is_none_or(|known| signed::tells(&signature, known, site)) {
            signature.nodes.iter().for_each(Node::remove_from_parent);
        }
        details.byline = details.byline.take().or(Some(signature.names));
    }
    let mut kept = vec![false; count];
    for number in article::find(&copy, &details.title)? {
        kept.iter_mut().skip(number).take(1).for_each(|one| *one = true);
    }
    Some(kept)
}

fn is_not_printed(node: &Node<'_>) -> bool {
    names_of(node).split(' ').any(|class| NOT_PRINTED.contains(&class))
        || attribute(node, "data-print-layout").is_some_and(|is| is == "hide")
}

/// Puts each text into an element with a number, to recognise it later: the search makes new elements.
/// Returns the number of texts.
fn number(document: &Document) -> usize {
    let visible = |node: &Node<'_>| {
        let name = node.parent().and_then(|parent| parent.node_name()).unwrap_or_default();
        node.is_text() && !UNSEEN.contains(&&*name) && !node.text().chars().all(is_blank)
    };
    let mut texts = document.root().descendants();
    texts.retain(visible);
    for (at, text) in texts.iter().enumerate() {
        let span = document.tree.new_element("span");
        span.set_attr(NUMBER, &at.to_string());
        text.insert_before(&span);
        span.append_child(text);
    }
    texts.len()
}
