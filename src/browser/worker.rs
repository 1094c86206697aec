//! A worker beside the page: lists of values in both directions.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker as Thread, WorkerOptions, WorkerType};

use super::{dom, listener};

/// A running worker. Dropping it ends it, whatever it is doing.
#[derive(Debug)]
pub struct Worker(Thread);

impl Worker {
    /// Starts a program of this build in a worker of its own. `heard` receives its messages,
    /// `broken` the reason if it breaks.
    ///
    /// # Errors
    /// The browser's own error where there are no workers.
    pub fn start(
        program: &str,
        heard: impl Fn(Array) + 'static,
        broken: impl Fn(JsValue) + 'static,
    ) -> Result<Self, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        // The loader starts the program that the worker is named after.
        options.set_name(program);
        let thread = Thread::new_with_options(&address(program), &options)?;
        thread.set_onmessage(Some(&listener(move |event| {
            heard(Array::from(&event.unchecked_into::<MessageEvent>().data()));
            JsValue::UNDEFINED
        })));
        thread.set_onerror(Some(&listener(move |event| {
            // An event without a message means that a file could not be fetched.
            broken(Reflect::get(&event, &"message".into()).unwrap_or_default());
            JsValue::UNDEFINED
        })));
        Ok(Self(thread))
    }

    /// Sends a list of values; those in `transfer` move to the worker.
    pub fn post(&self, values: &Array, transfer: &Array) {
        // Texts, numbers and our own bytes can always be sent.
        let _ = self.0.post_message_with_transfer(values, transfer);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.0.set_onmessage(None);
        self.0.set_onerror(None);
        self.0.terminate();
    }
}

/// The address of the worker's loader, with the id of the build it must start.
fn address(program: &str) -> String {
    let tag = dom::document().query_selector("script[data-wasm]").ok().flatten();
    let build = tag.and_then(|tag| tag.get_attribute(&["data-", program].concat()));
    ["./work.js?v=", &build.unwrap_or_default()].concat()
}
