//! Links of the article: a plain click in one is a click in the text; with Ctrl or Cmd, or by keys, it
//! opens in a new tab. Must never open one the reader did not ask for.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, MouseEvent, Node};

use crate::browser::{dom, points};

use super::shared::Shared;

/// What a link of the article is found by.
const LINK: &str = "article[data-annotator] [data-href]";

/// Whether a click follows a link: then it is opened. Any other click in one is one in the text.
pub(super) fn follows(event: &Event) -> bool {
    let target = event.target().and_then(|target| dom::element_of(target.dyn_ref::<Node>()?));
    let link = target.and_then(|target| target.closest(LINK).ok().flatten());
    let Some(address) = link.and_then(|link| link.get_attribute("data-href")) else {
        return false;
    };
    // A click without a pointer is one of a screen reader, or of ours.
    let asked = event.dyn_ref::<MouseEvent>().is_some_and(|event| {
        event.ctrl_key() || event.meta_key() || event.shift_key() || event.detail() == 0
    });
    if asked {
        dom::open_elsewhere(&address);
    }
    asked
}

impl Shared {
    /// Follows the link on which the keyboard cursor stands; false if it stands on none.
    pub(super) fn follow_link(self: &Rc<Self>) -> bool {
        let points = self.read(|session| {
            let ((range, _), article) = (session.cursor()?, session.document()?.article());
            Some((article.point_of(range.start), article.point_of(range.end)))
        });
        let range = points.and_then(|(from, to)| points::range(from, to));
        // A range may start at the end of the text before.
        let nodes = range.map(|range| [range.end_container(), range.start_container()]);
        let link = nodes.into_iter().flatten().flatten().find_map(|node| {
            dom::element_of(&node)?.closest(LINK).ok().flatten()?.dyn_into::<HtmlElement>().ok()
        });
        if let Some(link) = &link {
            link.click();
        }
        link.is_some()
    }
}
