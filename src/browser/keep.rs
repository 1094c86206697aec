//! Asking the browser to keep what is stored.

use wasm_bindgen_futures::JsFuture;

use super::dom;

/// Asks for storage that the browser does not clear by itself; whether it promised.
pub async fn ask() -> bool {
    let storage = dom::window().navigator().storage();
    match storage.persist() {
        Ok(promise) => JsFuture::from(promise).await.is_ok_and(|answer| answer.is_truthy()),
        Err(_) => false,
    }
}

/// Whether it promised before.
pub async fn promised() -> bool {
    let storage = dom::window().navigator().storage();
    match storage.persisted() {
        Ok(promise) => JsFuture::from(promise).await.is_ok_and(|answer| answer.is_truthy()),
        Err(_) => false,
    }
}
