//! A worker beside the page, and the page as the worker sees it: lists of values to and fro.
//! Must never know what they say.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    DedicatedWorkerGlobalScope, MessageEvent, Worker as Thread, WorkerOptions, WorkerType,
};

use super::{dom, listener};

/// A running worker. Dropping it ends it, whatever it does.
#[derive(Debug)]
pub struct Worker(Thread);

/// What a worker sends when it listens.
pub const LISTENS: &str = "listens";
/// What its loader sends, with the reason, when it cannot be started.
pub const FAILED: &str = "failed";

impl Worker {
    /// Starts the worker of this build; `heard` is given what it sends. If it breaks, that is
    /// [`FAILED`] with the reason.
    ///
    /// # Errors
    /// The browser's own error where there are no workers.
    pub fn start(heard: impl Fn(Array) + Clone + 'static) -> Result<Self, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let thread = Thread::new_with_options(&address(), &options)?;
        let broken = heard.clone();
        thread.set_onmessage(Some(&listener(move |event| {
            heard(Array::from(&event.unchecked_into::<MessageEvent>().data()));
            JsValue::UNDEFINED
        })));
        thread.set_onerror(Some(&listener(move |event| {
            // An event without a message is a file that did not arrive.
            let reason = Reflect::get(&event, &"message".into()).unwrap_or_default();
            broken(Array::of2(&FAILED.into(), &reason));
            JsValue::UNDEFINED
        })));
        Ok(Self(thread))
    }

    /// Sends a list of values; what is bytes changes hands.
    pub fn post(&self, values: &Array) {
        // Texts, numbers and our own bytes can always be sent.
        let _ = self.0.post_message_with_transfer(values, &bytes_in(values));
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.0.set_onmessage(None);
        self.0.set_onerror(None);
        self.0.terminate();
    }
}

/// In the worker: has `heard` given what the page sends, and tells the page that it may.
pub fn listen(heard: impl Fn(Array) + 'static) {
    let scope = scope();
    scope.set_onmessage(Some(&listener(move |event| {
        heard(Array::from(&event.unchecked_into::<MessageEvent>().data()));
        JsValue::UNDEFINED
    })));
    answer(&Array::of1(&LISTENS.into()));
}

/// In the worker: sends a list of values to the page; what is bytes changes hands.
pub fn answer(values: &Array) {
    // As in `Worker::post`.
    let _ = scope().post_message_with_transfer(values, &bytes_in(values));
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// The memory of the bytes in a list.
fn bytes_in(values: &Array) -> Array {
    let bytes = values.iter().filter_map(|value| value.dyn_into::<js_sys::Uint8Array>().ok());
    bytes.map(|bytes| bytes.buffer()).collect()
}

/// Where the worker's loader lies, with the build it must be of.
fn address() -> String {
    let tag = dom::document().query_selector("script[data-worker]").ok().flatten();
    let build = tag.and_then(|tag| tag.get_attribute("data-worker")).unwrap_or_default();
    format!("./work.js?v={build}")
}
