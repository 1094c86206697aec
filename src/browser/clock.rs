//! What time it is, the next turn of the page, and bytes nobody can guess.

use js_sys::Promise;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

use crate::model::Timestamp;

use super::{dom, listener};

/// What time it is.
pub fn now() -> Timestamp {
    // Whole milliseconds, far inside what an i64 holds.
    #[expect(clippy::cast_possible_truncation)]
    Timestamp(js_sys::Date::now() as i64)
}

/// Ten bytes from the browser's source of randomness, or from the weaker one where it has none.
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

/// Has something done in the next turn of the page, also where timers are slow because nobody sees it.
pub fn next_turn(then: impl FnOnce() + 'static) {
    let Ok(channel) = MessageChannel::new() else { return then() };
    let (port, close, mut then) = (channel.port1(), channel.port1(), Some(then));
    port.set_onmessage(Some(&listener(move |_| {
        close.close();
        then.take().into_iter().for_each(|then| then());
        JsValue::UNDEFINED
    })));
    // Nothing is handed over that could not be.
    let _ = channel.port2().post_message(&JsValue::NULL);
}

/// Has something done right before the page is shown next; never where nobody sees it.
pub fn next_frame(then: impl FnOnce() + 'static) {
    let then = Closure::once_into_js(then);
    // Refused only where there is no window any more.
    let _ = dom::window().request_animation_frame(then.unchecked_ref());
}

/// The same as [`next_turn`], to be waited for.
pub async fn turn() {
    let promise = Promise::new(&mut |resolve, _| {
        next_turn(move || {
            // A resolving function throws nothing.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        });
    });
    // It is only ever resolved.
    let _ = JsFuture::from(promise).await;
}
