//! What happens after a panic: the page says so, and what is saved.

use web_sys::CustomEvent;

use crate::browser::dom;

/// Reports a panic on the console and on the page (`assets/boot.js` listens).
pub(super) fn tell() {
    yew::set_custom_panic_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        if let Ok(event) = CustomEvent::new("article-annotator:panic") {
            // Dispatching an event that nobody cancels does not fail.
            let _ = dom::window().dispatch_event(&event);
        }
    }));
}
