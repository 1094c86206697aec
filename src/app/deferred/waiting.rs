//! What waits for a part of the program: what its gate holds, and promises.

use std::cell::RefCell;

use gloo_timers::callback::Timeout;
use js_sys::Function;
use wasm_bindgen::JsValue;

use super::gate::Gate;

/// A part's gate, and the promises waiting for it.
pub(super) struct PartQueue<T> {
    pub gate: RefCell<Gate<T>>,
    /// The pause before the next request.
    pub again: RefCell<Option<Timeout>>,
    /// Called when the part is loaded, or with the reason why it is not.
    promises: RefCell<Vec<Function>>,
}

impl<T> Default for PartQueue<T> {
    fn default() -> Self {
        Self {
            gate: RefCell::new(Gate::open()),
            again: RefCell::default(),
            promises: RefCell::default(),
        }
    }
}

impl<T> PartQueue<T> {
    pub fn is_loaded(&self) -> bool {
        self.gate.borrow().is_open()
    }

    /// Whether the caller has to request the part now.
    pub fn asks(&self) -> bool {
        let asks = self.gate.borrow_mut().asks();
        if asks {
            self.again.take();
        }
        asks
    }

    /// Whether the gate holds something.
    pub fn is_held_for(&self) -> bool {
        self.gate.borrow().held().next().is_some()
    }

    /// Whether a promise waits for it.
    pub fn is_promised(&self) -> bool {
        !self.promises.borrow().is_empty()
    }

    /// Whether anything waits for it.
    pub fn is_awaited(&self) -> bool {
        self.is_held_for() || self.is_promised()
    }

    /// Whether the gate holds something of this sort.
    pub fn holds(&self, sort: impl FnMut(&T) -> bool) -> bool {
        self.gate.borrow().held().any(sort)
    }

    /// Adds a function to be called when the part is loaded, or with the reason why it is not.
    pub fn add(&self, resolve: Function) {
        self.promises.borrow_mut().push(resolve);
    }

    /// Tells those who wait that it is loaded, or why it is not.
    pub fn tell(&self, reason: Option<&str>) {
        let answer = reason.map_or(JsValue::UNDEFINED, JsValue::from);
        for resolve in self.promises.take() {
            // A resolving function throws nothing.
            let _ = resolve.call1(&JsValue::UNDEFINED, &answer);
        }
    }
}
