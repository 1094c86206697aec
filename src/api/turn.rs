//! The order in which articles open. A failed `load` does not block the next.

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;

/// The turn of one `load`. Dropping it lets the next one go, whatever happened.
pub(super) struct LoadTurn(Function);

impl LoadTurn {
    /// A turn, and the promise that it ends.
    pub fn new() -> (Self, Promise) {
        let mut end = None;
        let over = Promise::new(&mut |resolve, _| end = Some(resolve));
        (Self(end.unwrap_or_else(|| Function::new_no_args(""))), over)
    }
}

impl Drop for LoadTurn {
    fn drop(&mut self) {
        // A resolving function throws nothing.
        let _ = self.0.call0(&JsValue::UNDEFINED);
    }
}
