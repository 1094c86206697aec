//! Asking the browser not to clear the stored work.

use wasm_bindgen_futures::JsFuture;

use super::dom;
use super::timeout::with_timeout;

/// Time the browser has to answer, in milliseconds; the page does not wait longer to start.
const PATIENCE: u32 = 1_000;

/// Asks for storage that the browser does not clear by itself; returns whether it agreed.
pub async fn ask() -> bool {
    let storage = dom::window().navigator().storage();
    match storage.persist() {
        Ok(promise) => JsFuture::from(promise).await.is_ok_and(|answer| answer.is_truthy()),
        Err(_) => false,
    }
}

/// Bytes used and bytes available, if the browser tells.
pub async fn usage() -> Option<(u64, u64)> {
    let estimate = dom::window().navigator().storage().estimate().ok()?;
    let estimate = JsFuture::from(estimate).await.ok()?;
    let bytes = |name: &str| {
        let number = js_sys::Reflect::get(&estimate, &name.into()).ok()?.as_f64()?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bytes")]
        Some(number as u64)
    };
    Some((bytes("usage")?, bytes("quota")?))
}

/// Whether it agreed before.
pub async fn promised() -> bool {
    let storage = dom::window().navigator().storage();
    match storage.persisted() {
        Ok(promise) => {
            let answer = with_timeout(PATIENCE, JsFuture::from(promise)).await;
            answer.is_some_and(|answer| answer.is_ok_and(|answer| answer.is_truthy()))
        }
        Err(_) => false,
    }
}
