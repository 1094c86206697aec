//! Files in, files out, and the clipboard.

use std::cell::RefCell;

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, FileList, HtmlAnchorElement, Url};

use super::{dom, listener};

/// The bytes of a file, read in chunks, so that the browser never holds a second copy of all of it.
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

/// Downloads a file.
///
/// # Errors
/// The browser's own error if it cannot make the file.
pub fn download(name: &str, content: &[u8]) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    // With another type, a browser may append its own extension to the name.
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
        // Fails only for an invalid address, and this one is valid.
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}

/// Whether the browser can write to a file that the reader chooses.
pub fn can_save() -> bool {
    Reflect::has(&dom::window(), &PICKER.into()).unwrap_or_default()
}

const PICKER: &str = "showSaveFilePicker";

thread_local! {
    /// The chosen files, by their suggested names.
    static CHOSEN: RefCell<Vec<(String, JsValue)>> = const { RefCell::new(Vec::new()) };
    /// The open file chooser for a file that is still being made, and the file's name.
    static CHOOSING: RefCell<Option<(String, Promise)>> = const { RefCell::new(None) };
    /// The clipboard's promise for a text that is still being made: the function that supplies the
    /// text, and the answer.
    static COPYING: RefCell<Option<(Function, Promise)>> = const { RefCell::new(None) };
}

/// Opens a file chooser before the file is made: browsers allow it only right after a click.
pub fn choose_now(name: &str) {
    if known(name).is_none() {
        let promise = chooser(name).unwrap_or_else(|error| Promise::reject(&error));
        handled(&promise);
        CHOOSING.set(Some((name.to_owned(), promise)));
    }
}

/// Forgets the chooser and the clipboard promise when nobody waits for the file any more.
pub fn forget_early() {
    CHOOSING.set(None);
    COPYING.set(None);
}

/// Writes a file where the reader chooses, and to the same file the next time; false if they
/// cancelled.
///
/// # Errors
/// The browser's own error if it cannot be written there.
pub async fn save(name: &str, content: &[u8]) -> Result<bool, JsValue> {
    let chosen = match known(name) {
        Some(handle) => Ok(handle),
        None => match chosen_early(name) {
            Some(promise) => JsFuture::from(promise).await,
            None => JsFuture::from(chooser(name)?).await,
        },
    };
    let handle = match chosen {
        Ok(handle) => handle,
        Err(error) if is_abort(&error) => return Ok(false),
        Err(error) => return Err(error),
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

fn known(name: &str) -> Option<JsValue> {
    CHOSEN.with_borrow(|chosen| {
        chosen.iter().find(|(own, _)| own == name).map(|(_, handle)| handle.clone())
    })
}

/// The choice made before the file of this name was ready.
fn chosen_early(name: &str) -> Option<Promise> {
    let (own, promise) = CHOOSING.take()?;
    (own == name).then_some(promise)
}

fn chooser(name: &str) -> Result<Promise, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"suggestedName".into(), &name.into())?;
    promised(&dom::window(), PICKER, &options)
}

/// Calls a method that returns a promise and that web-sys does not have, as not every browser has
/// it.
fn promised(on: &JsValue, method: &str, with: &JsValue) -> Result<Promise, JsValue> {
    let method: Function = Reflect::get(on, &method.into())?.dyn_into()?;
    Ok(Promise::resolve(&method.call1(on, with)?))
}

async fn called(on: &JsValue, method: &str, with: &JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(promised(on, method, with)?).await
}

fn is_abort(error: &JsValue) -> bool {
    Reflect::get(error, &"name".into()).is_ok_and(|name| name == "AbortError")
}

/// Keeps a rejection that is handled later from counting as uncaught until then.
fn handled(promise: &Promise) {
    // Every promise has this method.
    let _ = promised(promise, "catch", &listener(|_| JsValue::UNDEFINED));
}

/// Whether the text reached the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// It did.
    Yes,
    /// The browser does not allow it.
    No,
    /// The browser allowed it at the click, but no longer when the text was ready.
    TooLate,
}

/// Promises the clipboard a text: browsers allow it only right after a click.
pub fn copy_later() {
    let mut give = None;
    let text = Promise::new(&mut |resolve, _| give = Some(resolve));
    if let (Some(give), Ok(answer)) = (give, clipboard_waiting_for(&text)) {
        handled(&answer);
        COPYING.set(Some((give, answer)));
    }
}

/// The clipboard's answer to a promised text; an error where it takes no promises.
fn clipboard_waiting_for(text: &Promise) -> Result<Promise, JsValue> {
    let content = Object::new();
    Reflect::set(&content, &"text/plain".into(), text)?;
    let make: Function = Reflect::get(&dom::window(), &"ClipboardItem".into())?.dyn_into()?;
    let item = Reflect::construct(&make, &Array::of1(&content))?;
    let clipboard = JsValue::from(dom::window().navigator().clipboard());
    promised(&clipboard, "write", &Array::of1(&item))
}

/// Puts text on the clipboard, or supplies the text it was promised.
pub async fn copy(text: &str) -> Copied {
    let early = COPYING.take();
    if let Some((give, answer)) = &early {
        // A resolving function throws nothing.
        let _ = give.call1(&JsValue::UNDEFINED, &text.into());
        if JsFuture::from(answer.clone()).await.is_ok() {
            return Copied::Yes;
        }
    }
    let clipboard = dom::window().navigator().clipboard();
    // Undefined on plain http.
    let there = !JsValue::from(clipboard.clone()).is_undefined();
    if there && JsFuture::from(clipboard.write_text(text)).await.is_ok() {
        return Copied::Yes;
    }
    let clicked = Reflect::get(&dom::window().navigator(), &"userActivation".into());
    let clicked = clicked.and_then(|it| Reflect::get(&it, &"isActive".into()));
    match clicked {
        Ok(clicked) if there && clicked == false => Copied::TooLate,
        _ => Copied::No,
    }
}
