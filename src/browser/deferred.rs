//! The parts of the program that `assets/boot.js` fetches and links into the start: events request them
//! and report on them.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{CustomEvent, Event};

use super::dom;

/// The names of the events about a part.
#[derive(Debug, Clone, Copy)]
pub struct PartEvents {
    fetch: &'static str,
    hint: &'static str,
    arrived: &'static str,
    lacking: &'static str,
}

/// What marking needs.
pub const DEFERRED: PartEvents = PartEvents {
    fetch: "article-annotator:fetch-deferred",
    hint: "article-annotator:hint-deferred",
    arrived: "article-annotator:arrived-deferred",
    lacking: "article-annotator:lacking-deferred",
};

/// What is fetched when it is first needed.
pub const ON_DEMAND: PartEvents = PartEvents {
    fetch: "article-annotator:fetch-demand",
    hint: "article-annotator:hint-demand",
    arrived: "article-annotator:arrived-demand",
    lacking: "article-annotator:lacking-demand",
};

/// News about a part.
#[derive(Debug)]
pub enum News {
    /// It is loaded.
    Arrived,
    /// It could not be loaded, for this reason.
    Failed(String),
}

/// Whether this program comes in several files.
pub fn is_apart() -> bool {
    dom::document().query_selector("script[data-deferred]").ok().flatten().is_some()
}

/// Requests a part. If nothing waits for it, a failure is not told to the reader.
pub fn ask(part: PartEvents, awaited: bool) {
    if let Ok(event) = Event::new(if awaited { part.fetch } else { part.hint }) {
        // Dispatching an event that nobody cancels does not fail.
        let _ = dom::window().dispatch_event(&event);
    }
}

/// Passes news about a part to `heard`, until the listeners are dropped.
pub fn listen(part: PartEvents, heard: impl Fn(News) + Clone + 'static) -> [EventListener; 2] {
    [part.arrived, part.lacking].map(|name| {
        let heard = heard.clone();
        EventListener::new(&dom::window(), name, move |event| {
            heard(match name == part.arrived {
                true => News::Arrived,
                false => News::Failed(detail(event)),
            });
        })
    })
}

/// Calls this whenever the connection is back.
pub fn online(back: impl Fn() + 'static) -> EventListener {
    EventListener::new(&dom::window(), "online", move |_| back())
}

/// What leads to the part on demand.
const LEADS: &str = "#header .open, #header .more-button, #header .more, #panel-button, #panel .tabs, \
     #panel .as-list";

/// Calls this whenever the pointer or the focus comes to something that leads to the part on demand, or a
/// file is dragged over the page.
pub fn hints(hinted: impl Fn() + Clone + 'static) -> [EventListener; 3] {
    ["pointerover", "focusin", "dragenter"].map(|name| {
        let hinted = hinted.clone();
        EventListener::new(&dom::window(), name, move |event| {
            let on = event.target().and_then(|on| on.dyn_into::<web_sys::Element>().ok());
            let leads = |on: web_sys::Element| on.closest(LEADS).ok().flatten().is_some();
            if name == "dragenter" || on.is_some_and(leads) {
                hinted();
            }
        })
    })
}

fn detail(event: &Event) -> String {
    let detail = event.dyn_ref::<CustomEvent>().map(CustomEvent::detail);
    detail.and_then(|detail| detail.as_string()).unwrap_or_default()
}
