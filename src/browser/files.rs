//! Files that come in, files that go out, and the clipboard.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, FileList, HtmlAnchorElement, Url};

use super::dom;

/// The bytes of a file.
///
/// # Errors
/// The browser's own error if the file cannot be read (moved, no permission).
pub async fn read(file: &File) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// The files of a list.
pub fn list(files: Option<FileList>) -> Vec<File> {
    let files = files.into_iter();
    files.flat_map(|files| (0..files.length()).filter_map(move |index| files.item(index))).collect()
}

/// Hands a file to the reader.
///
/// # Errors
/// The browser's own error if it makes no file of it.
pub fn download(name: &str, media_type: &str, content: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&content.into()), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = dom::document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download reads the blob after this turn; ten seconds are ample to begin.
    gloo_timers::callback::Timeout::new(10_000, move || {
        // Only an address that is none is refused, and this is one.
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}

/// Puts text on the clipboard; whether the browser allowed it.
pub async fn copy(text: &str) -> bool {
    let clipboard = dom::window().navigator().clipboard();
    // Undefined on plain http.
    if JsValue::from(clipboard.clone()).is_undefined() {
        return false;
    }
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}
