//! The current time, the next turn of the page, and random bytes.

use gloo_timers::future::TimeoutFuture;
use js_sys::Promise;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

use crate::model::Timestamp;

use super::{dom, listener};

/// The current time.
pub fn now() -> Timestamp {
    // Whole milliseconds, far within an i64.
    #[expect(clippy::cast_possible_truncation)]
    Timestamp(js_sys::Date::now() as i64)
}

/// Ten random bytes; from `Math.random` where the browser has no cryptographic source.
pub fn random() -> [u8; 10] {
    let mut bytes = [0; 10];
    let filled = dom::window()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if filled.is_err() {
        for byte in &mut bytes {
            // Below 256, as `random` stays below 1.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let random = (js_sys::Math::random() * 256.0) as u8;
            *byte = random;
        }
    }
    bytes
}

/// Calls a function in the page's next turn, also in background tabs, where timers are slow.
pub fn next_turn(then: impl FnOnce() + 'static) {
    let Ok(channel) = MessageChannel::new() else { return then() };
    let (port, close, mut then) = (channel.port1(), channel.port1(), Some(then));
    port.set_onmessage(Some(&listener(move |_| {
        close.close();
        then.take().into_iter().for_each(|then| then());
        JsValue::UNDEFINED
    })));
    // This message can always be sent.
    let _ = channel.port2().post_message(&JsValue::NULL);
}

/// Calls a function right before the next frame; never in a hidden tab.
pub fn next_frame(then: impl FnOnce() + 'static) {
    let then = Closure::once_into_js(then);
    // Fails only where there is no window any more.
    let _ = dom::window().request_animation_frame(then.unchecked_ref());
}

/// The same as [`next_turn`], as a future.
pub async fn turn() {
    let promise = Promise::new(&mut |resolve, _| {
        next_turn(move || {
            // A resolving function throws nothing.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        });
    });
    // This promise is never rejected.
    let _ = JsFuture::from(promise).await;
}

/// Lets other work run, unless the page is hidden and may be about to go.
pub async fn pause() {
    if !dom::document().hidden() {
        TimeoutFuture::new(0).await;
    }
}
