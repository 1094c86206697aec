//! Has the rest of the program loaded at the moment it is needed. Must never return without it.

use web_sys::{CustomEvent, CustomEventInit};

use super::dom;

/// Asks `assets/boot.js`, which cancels the event once the file is there.
pub fn load() {
    let init = CustomEventInit::new();
    init.set_cancelable(true);
    init.set_detail(&wasm_bindgen::exports());
    let event = CustomEvent::new_with_event_init_dict("article-annotator:late", &init);
    let missing = event.and_then(|event| dom::window().dispatch_event(&event));
    if missing.unwrap_or(true) {
        wasm_bindgen::throw_str("A part of the program could not be loaded.");
    }
}
