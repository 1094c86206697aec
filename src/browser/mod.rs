//! The browser's services, one per file. Imports nothing of ours but the model:
//! tests/native/layers.rs.

pub mod channel;
pub mod clock;
pub mod cssom;
pub mod deferred;
pub mod dialogs;
pub mod dom;
pub mod dom_points;
pub mod files;
pub mod layout;
pub mod locks;
pub mod minimap;
pub mod mutations;
pub mod overlay;
pub mod persistence;
pub mod picture;
pub mod printing;
mod repair_mark;
pub mod segmenter;
pub mod selection_preview;
pub mod storage;
pub mod timeout;
pub mod transfer;
pub mod worker;

/// A function for JavaScript, which keeps it as long as it may call it. One kind for all, since
/// each kind adds a kilobyte to the program.
fn listener(
    act: impl FnMut(wasm_bindgen::JsValue) -> wasm_bindgen::JsValue + 'static,
) -> js_sys::Function {
    use wasm_bindgen::JsCast as _;
    type Handler = dyn FnMut(wasm_bindgen::JsValue) -> wasm_bindgen::JsValue;
    wasm_bindgen::prelude::Closure::<Handler>::new(act).into_js_value().unchecked_into()
}

/// Calls a method that not every browser has, or that web-sys would name at a cost.
fn call(
    object: &wasm_bindgen::JsValue,
    method: &str,
    arguments: &[wasm_bindgen::JsValue],
) -> Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue> {
    use wasm_bindgen::JsCast as _;
    let function = js_sys::Reflect::get(object, &method.into())?;
    let function = function.dyn_into::<js_sys::Function>()?;
    let arguments = arguments.iter().collect::<js_sys::Array>();
    function.apply(object.unchecked_ref::<js_sys::Object>(), &arguments)
}

/// A JavaScript error, in words.
pub fn words_of(error: &wasm_bindgen::JsValue) -> String {
    use wasm_bindgen::JsCast as _;
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => error.as_string().unwrap_or_else(|| format!("{error:?}")),
    }
}
