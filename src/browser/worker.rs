//! A worker beside the page: lists of values to and fro.
//! Must never know what they say.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker as Thread, WorkerOptions, WorkerType};

use super::{dom, listener};

/// A running worker. Dropping it ends it, whatever it does.
#[derive(Debug)]
pub struct Worker(Thread);

impl Worker {
    /// Starts a program of this build in a worker of its own; `heard` is given what it sends, and if it breaks, `broken`
    /// the reason.
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
        // The loader starts the program that its worker is named after.
        options.set_name(program);
        let thread = Thread::new_with_options(&address(program), &options)?;
        thread.set_onmessage(Some(&listener(move |event| {
            heard(Array::from(&event.unchecked_into::<MessageEvent>().data()));
            JsValue::UNDEFINED
        })));
        thread.set_onerror(Some(&listener(move |event| {
            // An event without a message is a file that did not arrive.
            broken(Reflect::get(&event, &"message".into()).unwrap_or_default());
            JsValue::UNDEFINED
        })));
        Ok(Self(thread))
    }

    /// Sends a list of values; what is in `transfer` changes hands.
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

/// Where the worker's loader lies, with the build of the program it must start.
fn address(program: &str) -> String {
    let tag = dom::document().query_selector("script[data-wasm]").ok().flatten();
    let build = tag.and_then(|tag| tag.get_attribute(&["data-", program].concat()));
    ["./work.js?v=", &build.unwrap_or_default()].concat()
}
