//! Finds the article among menus and advertisements, as Readability does. The rest is skipped, but the reader
//! can include it (tests/opening/pages.rs).

use dom_query::{Document, Node};
use dom_smoothie::{Config, Readability};

use super::details;
use super::walk::{self, NUMBER, Page, UNSEEN};
use crate::formats::common::problem::Problem;
use crate::formats::documents::manuscript::Passage;
use crate::formats::documents::shared::composer::is_blank;
use crate::model::Details;

/// Elements that pages themselves exclude from printing.
const NOT_PRINTED: &str =
    ".noprint, .no-print, .d-print-none, .hidden-print, .mw-editsection, [data-print-layout=hide]";
/// Labels of advertisements within articles.
const ADVERTS: [&str; 8] = [
    "advertisement",
    "advertising",
    "sponsored",
    "scroll to continue",
    "continues below",
    "anzeige",
    "publicité",
    "publicidad",
];
/// Most nodes of a page that is searched: more would take minutes.
const NODES: usize = 1_000_000;

/// The passages of a page. If `searched`, those outside its article are marked as skipped, and the details
/// found with it are added.
pub(super) fn read(
    document: &Document,
    page: &Page<'_>,
    searched: bool,
    details: &mut Details,
) -> (Vec<Passage>, Vec<Problem>) {
    let found = if searched { search(document, details) } else { None };
    let (mut passages, mut problems) =
        walk::passages(document.root(), &Page { kept: found.as_deref(), ..*page });
    if found.is_some() && passages.iter().any(|one| !one.left_out) {
        passages.iter_mut().for_each(|one| one.left_out |= is_advert(&one.text));
        return (passages, problems);
    }
    let (seen, is_revealed) = whole(document, page, found.as_deref());
    problems.push(Problem::new(match is_revealed {
        true => REVEALED,
        false => {
            "the article could not be separated from the rest of the page, so everything the page shows is here; leave out what doesn’t belong to the article"
        }
    }));
    (seen, problems)
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

/// Whether each numbered text is in the main text.
fn search(document: &Document, details: &mut Details) -> Option<Vec<bool>> {
    if document.tree.len() > NODES {
        return None;
    }
    let count = number(document);
    let config = Config { keep_classes: true, ..Config::default() };
    let copy = document.clone();
    copy.select(NOT_PRINTED).remove();
    let mut search = Readability::with_document(copy, None, Some(config)).ok()?;
    let found = search.parse().ok()?;
    details::add(details, &found, document);
    let mut kept = vec![false; count];
    let main = Document::fragment(found.content);
    for node in main.select("span").nodes() {
        let number = node.attr(NUMBER).and_then(|number| number.parse::<usize>().ok());
        if let Some(one) = number.and_then(|number| kept.get_mut(number)) {
            *one = true;
        }
    }
    Some(kept)
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

fn is_advert(text: &str) -> bool {
    text.chars().count() <= 40 && {
        let text = text.to_lowercase();
        ADVERTS.iter().any(|words| text.contains(words))
    }
}
