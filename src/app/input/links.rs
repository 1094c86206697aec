//! Links of the article: a plain click is a click in the text; with Ctrl or Cmd, or by keys, it
//! opens the link in a new tab.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, MouseEvent, Node};

use crate::browser::{dom, dom_points};

use crate::app::shared::Shared;

/// The selector of the article's links.
const LINK: &str = "article[data-annotator] [data-href]";

/// Opens the clicked link if the click asks for that, and returns whether it did.
pub(in crate::app) fn follows(event: &Event) -> bool {
    let target = event.target().and_then(|target| dom::element_of(target.dyn_ref::<Node>()?));
    let link = target.and_then(|target| target.closest(LINK).ok().flatten());
    let Some(address) = link.and_then(|link| link.get_attribute("data-href")) else {
        return false;
    };
    // A click without a pointer comes from a screen reader, or from our own code.
    let asked = event.dyn_ref::<MouseEvent>().is_some_and(|event| {
        event.ctrl_key() || event.meta_key() || event.shift_key() || event.detail() == 0
    });
    if asked {
        dom::open_elsewhere(&address);
    }
    asked
}

impl Shared {
    /// Follows the link at the keyboard caret; false if there is none.
    pub(in crate::app) fn follow_link(self: &Rc<Self>) -> bool {
        let points = self.read(|session| {
            let ((range, _), article) = (session.caret()?, session.document()?.article());
            Some((article.point_of(range.start), article.point_of(range.end)))
        });
        let range = points.and_then(|(from, to)| dom_points::range(from, to));
        // A range may start at the end of the text node before.
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
