//! Pages within a page. Their text is skipped, and listed, if it came with the page; otherwise the page says where it is
//! (tests/opening/mail.rs).

use dom_query::Document;

use super::guard::Guarded;
use super::nodes::{attribute, named};
use super::swallowed;
use crate::formats::common::problem::Problem;
use crate::formats::documents::manuscript::Passage;

/// Fewest letters of a page within the page that are more than a control.
const FRAME: usize = 40;

/// The text of pages within the page, as skipped passages: browsers that save a page write its frames so. Those within
/// them are not looked into.
pub(super) fn framed(guarded: &Guarded<'_>) -> Vec<Passage> {
    let pages = guarded.frames.iter().filter(|tag| tag.contains("srcdoc")).filter_map(|tag| {
        let frame = Document::from(*tag);
        attribute(named(&frame.root(), &["iframe"]).first()?, "srcdoc")
    });
    pages.flat_map(|html| of_page(&html)).collect()
}

/// The text of such a page.
pub(in crate::formats::documents) fn of_page(html: &str) -> Vec<Passage> {
    swallowed(html, FRAME)
}

/// Where the text is of a page that is nothing but frames.
pub(super) fn elsewhere(document: &Document) -> Option<Problem> {
    const NAMED: usize = 8;
    let frames = named(&document.root(), &["frame"]);
    let places = frames.iter().filter_map(|frame| attribute(frame, "src")).take(NAMED);
    let places: Vec<String> = places.map(|place| format!("“{place}”")).collect();
    (!places.is_empty()).then(|| {
        let places = places.join(", ");
        Problem::new(format!(
            "this page has no text of its own, it shows other pages in frames: {places}. Open the one with the text"
        ))
    })
}
