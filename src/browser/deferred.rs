//! The deferred part of the program, as `assets/boot.js` fetches and links it: asked for by an event, answered by
//! another. Must never wait.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{CustomEvent, Event};

use super::dom;

const FETCH: &str = "article-annotator:fetch";
const WHOLE: &str = "article-annotator:whole";
const LACKING: &str = "article-annotator:lacking";

/// What is heard of it.
#[derive(Debug)]
pub enum News {
    /// It is here.
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

/// Asks for the file.
pub fn ask() {
    if let Ok(event) = Event::new(FETCH) {
        // An event that is not cancelled is dispatched; nothing else can be wrong with it.
        let _ = dom::window().dispatch_event(&event);
    }
}

/// Has `heard` told what becomes of the file, until the listeners are dropped.
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
