//! Whose turn it is to open an article. One that failed keeps nobody waiting.

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;

/// The turn of one `load`: the next one has it when this is dropped, whatever came of it.
pub(super) struct LoadTurn(Function);

impl LoadTurn {
    /// A turn, and what resolves when it is over.
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
