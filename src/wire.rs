//! Between the page and the worker's programs: chunks of tasks and answers as JavaScript passes
//! them, and the worker's main loop. Imports the session alone: tests/native/layers.rs.

use std::cell::RefCell;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    DedicatedWorkerGlobalScope, MessageEvent, XmlHttpRequest, XmlHttpRequestResponseType,
};

use crate::session::worker::arriving_task::ArrivingTask;
use crate::session::worker::protocol::{Chunk, Outcome, Task};

/// The message of a worker that is ready.
pub const LISTENS: &str = "listens";
/// The message, with a reason, of a worker that could not start or do its task.
pub const FAILED: &str = "failed";
/// The message with the number of articles done so far.
pub const PROGRESS: &str = "progress";

/// A chunk as it is sent: whether it is text, and its bytes, which move. A JavaScript string would
/// be converted on both sides.
pub fn js_of(part: Chunk) -> Array {
    let (is_text, bytes) = match &part {
        Chunk::Text(text) => (true, text.as_bytes()),
        Chunk::Bytes(bytes) => (false, bytes.as_slice()),
    };
    Array::of2(&is_text.into(), &Uint8Array::from(bytes))
}

/// A received chunk.
pub fn part_of(message: &Array) -> Option<Chunk> {
    let bytes = message.get(1).dyn_ref::<Uint8Array>()?.to_vec();
    match message.get(0).as_bool()? {
        true => String::from_utf8(bytes).ok().map(Chunk::Text),
        false => Some(Chunk::Bytes(bytes)),
    }
}

/// The buffer in a message, which moves.
pub fn bytes_in(values: &Array) -> Array {
    let bytes = values.iter().filter_map(|value| value.dyn_into::<Uint8Array>().ok());
    bytes.map(|bytes| bytes.buffer()).collect()
}

/// The worker's main loop: does the page's tasks one after the other.
pub fn serve(perform: impl Fn(&Task, &dyn Fn(usize)) -> Outcome + 'static) {
    // There is no page to report a panic to; the page notices that the worker broke.
    std::panic::set_hook(Box::new(|info| web_sys::console::error_1(&info.to_string().into())));
    let asked = RefCell::new(ArrivingTask::default());
    let heard = move |event: MessageEvent| {
        let message = Array::from(&event.data());
        if message.length() > 0 {
            if let Some(part) = part_of(&message) {
                asked.borrow_mut().take(part);
            }
            return;
        }
        match asked.take().task() {
            Ok(task) => tell(perform(&task, &progress)),
            Err(garbled) => answer(&Array::of2(&FAILED.into(), &garbled.into())),
        }
    };
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(heard).into_js_value();
    scope().set_onmessage(Some(heard.unchecked_ref()));
    answer(&Array::of1(&LISTENS.into()));
}

/// The bytes of a file beside the worker's programs, of the same build. Called in a worker, where waiting for
/// it holds up nobody.
///
/// # Errors
/// What the browser or the server says.
pub fn fetched(name: &str) -> Result<Vec<u8>, String> {
    let build = scope().location().search();
    let fetch = || {
        let request = XmlHttpRequest::new()?;
        request.open_with_async("GET", &format!("{name}{build}"), false)?;
        request.set_response_type(XmlHttpRequestResponseType::Arraybuffer);
        // A connection that hangs would hold up what comes after.
        request.set_timeout(60_000);
        request.send()?;
        Ok((request.status()?, request.response()?))
    };
    let failed = |_: JsValue| {
        format!(
            "the data for suggestions ({name}) could not be loaded; check the connection, then try again"
        )
    };
    match fetch().map_err(failed)? {
        (200, content) => Ok(Uint8Array::new(&content).to_vec()),
        (status, _) => Err(format!(
            "the data for suggestions ({name}) could not be loaded: the server answered {status}"
        )),
    }
}

fn tell(outcome: Outcome) {
    for part in outcome.parts() {
        answer(&js_of(part));
    }
    answer(&Array::new());
}

fn progress(done: usize) {
    let done = f64::from(u32::try_from(done).unwrap_or(u32::MAX));
    answer(&Array::of2(&PROGRESS.into(), &JsValue::from_f64(done)));
}

fn answer(values: &Array) {
    // Texts, numbers and our own bytes can always be sent.
    let _ = scope().post_message_with_transfer(values, &bytes_in(values));
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
