//! What happens if the program has a fault after all: the page says so, and that the work is safe.

use web_sys::CustomEvent;

use crate::browser::dom;

/// Has a panic told on the console and on the page (`assets/boot.js` listens).
pub(super) fn tell() {
    yew::set_custom_panic_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        if let Ok(event) = CustomEvent::new("article-annotator:panic") {
            // An event that is not cancelled is dispatched; nothing else can be wrong with it.
            let _ = dom::window().dispatch_event(&event);
        }
    }));
}
