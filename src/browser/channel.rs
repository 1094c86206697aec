//! A broadcast channel: sends lists of texts to every other tab with a channel of the same name.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use super::listener;

/// An open channel. Dropping it closes it.
#[derive(Debug)]
pub struct Channel(BroadcastChannel);

impl Channel {
    /// Opens the channel of a name; `None` where there are none.
    pub fn open(name: &str, heard: impl Fn(&[String]) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        channel.set_onmessage(Some(&listener(move |event| {
            // Messages come from `post`, perhaps of another version of this program.
            let parts = Array::from(&event.unchecked_into::<MessageEvent>().data());
            heard(&parts.iter().filter_map(|part| part.as_string()).collect::<Vec<_>>());
            JsValue::UNDEFINED
        })));
        Some(Self(channel))
    }

    /// Sends to all the others.
    pub fn post(&self, parts: &[String]) {
        let list: Array = parts.iter().map(JsValue::from).collect();
        // Texts can always be sent, and the channel is open as long as this value exists.
        let _ = self.0.post_message(&list);
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.0.set_onmessage(None);
        self.0.close();
    }
}
