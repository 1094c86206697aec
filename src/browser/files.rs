//! Files that come in, files that go out, and the clipboard.

use std::cell::RefCell;

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, FileList, HtmlAnchorElement, Url};

use super::dom;

/// The bytes of a file, read in pieces, so that the browser never has a second copy of all of it.
///
/// # Errors
/// The browser's own error if the file cannot be read (moved, no permission).
pub async fn read(file: &File) -> Result<Vec<u8>, JsValue> {
    const PIECE_BYTES: f64 = 4_000_000.0;
    let (size, mut from, mut bytes) = (file.size(), 0.0, Vec::new());
    while from < size {
        let to = size.min(from + PIECE_BYTES);
        let piece = file.slice_with_f64_and_f64(from, to)?;
        let piece = Uint8Array::new(&JsFuture::from(piece.array_buffer()).await?);
        let at = bytes.len();
        bytes.resize(at + piece.length() as usize, 0);
        piece.copy_to(bytes.get_mut(at..).unwrap_or_default());
        from = to;
    }
    Ok(bytes)
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
pub fn download(name: &str, content: &[u8]) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    // Of another type a browser may put its own extension behind the name.
    options.set_type("application/octet-stream");
    let bytes = Array::of1(&Uint8Array::from(content));
    let blob = Blob::new_with_u8_array_sequence_and_options(&bytes, &options)?;
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

/// Whether a file can be written where the reader chooses, again and again.
pub fn can_save() -> bool {
    Reflect::has(&dom::window(), &PICKER.into()).unwrap_or_default()
}

const PICKER: &str = "showSaveFilePicker";

thread_local! {
    /// The files that were chosen, by the name they were offered under.
    static CHOSEN: RefCell<Vec<(String, JsValue)>> = const { RefCell::new(Vec::new()) };
}

/// Writes a file where the reader chooses, and there again the next time; whether they chose.
///
/// # Errors
/// The browser's own error if it cannot be written there.
pub async fn save(name: &str, content: &[u8]) -> Result<bool, JsValue> {
    let known = CHOSEN.with_borrow(|chosen| {
        chosen.iter().find(|(own, _)| own == name).map(|(_, handle)| handle.clone())
    });
    let handle = match known {
        Some(handle) => handle,
        None => match choose(name).await {
            Ok(handle) => handle,
            Err(error) if is_abort(&error) => return Ok(false),
            Err(error) => return Err(error),
        },
    };
    CHOSEN.with_borrow_mut(|chosen| {
        chosen.retain(|(own, _)| own != name);
        chosen.push((name.to_owned(), handle.clone()));
    });
    let stream = called(&handle, "createWritable", &JsValue::UNDEFINED).await?;
    called(&stream, "write", &Uint8Array::from(content)).await?;
    called(&stream, "close", &JsValue::UNDEFINED).await?;
    Ok(true)
}

async fn choose(name: &str) -> Result<JsValue, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"suggestedName".into(), &name.into())?;
    called(&dom::window(), PICKER, &options).await
}

/// What a method promises that web-sys does not know, as not every browser has it.
async fn called(on: &JsValue, method: &str, with: &JsValue) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(on, &method.into())?.dyn_into()?;
    JsFuture::from(Promise::resolve(&method.call1(on, with)?)).await
}

fn is_abort(error: &JsValue) -> bool {
    Reflect::get(error, &"name".into()).is_ok_and(|name| name == "AbortError")
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
