//! The deferred part of the program, which `assets/boot.js` fetches and links: events request it
//! and report on it.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{CustomEvent, Event};

use super::dom;

const FETCH: &str = "article-annotator:fetch";
const WHOLE: &str = "article-annotator:whole";
const LACKING: &str = "article-annotator:lacking";

/// News about the part.
#[derive(Debug)]
pub enum News {
    /// It is loaded.
    Arrived,
    /// It could not be loaded, for this reason.
    Failed(String),
    /// The connection is back.
    Online,
}

/// Whether this program comes in two files.
pub fn is_apart() -> bool {
    dom::document().query_selector("script[data-deferred]").ok().flatten().is_some()
}

/// Requests the file.
pub fn ask() {
    if let Ok(event) = Event::new(FETCH) {
        // Dispatching an event that nobody cancels does not fail.
        let _ = dom::window().dispatch_event(&event);
    }
}

/// Passes news about the file to `heard`, until the listeners are dropped.
pub fn listen(heard: impl Fn(News) + Clone + 'static) -> [EventListener; 3] {
    [WHOLE, LACKING, "online"].map(|name| {
        let heard = heard.clone();
        EventListener::new(&dom::window(), name, move |event| {
            heard(match name {
                WHOLE => News::Arrived,
                LACKING => News::Failed(detail(event)),
                _ => News::Online,
            });
        })
    })
}

fn detail(event: &Event) -> String {
    let detail = event.dyn_ref::<CustomEvent>().map(CustomEvent::detail);
    detail.and_then(|detail| detail.as_string()).unwrap_or_default()
}
