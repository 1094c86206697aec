//! A preview of what would be marked, painted without changing the DOM, by the CSS Custom Highlight
//! API. Without that API, the selection itself is the preview.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Range;

/// The name in the style sheet: `::highlight(marking)`.
const NAME: &str = "marking";

/// Shows what would be marked, or nothing. Does nothing without the API.
pub fn marking(range: Option<&Range>) {
    let Some(registry) = registry() else { return };
    // The registry is a Map: `set` and `delete` never throw for our keys.
    let _ = match range.and_then(highlight) {
        Some(highlight) => call(&registry, "set", &[NAME.into(), highlight]),
        None => call(&registry, "delete", &[NAME.into()]),
    };
}

fn registry() -> Option<JsValue> {
    let css = Reflect::get(&js_sys::global(), &"CSS".into()).ok()?;
    Reflect::get(&css, &"highlights".into()).ok().filter(JsValue::is_object)
}

fn highlight(range: &Range) -> Option<JsValue> {
    let constructor = Reflect::get(&js_sys::global(), &"Highlight".into()).ok()?;
    let constructor = constructor.dyn_ref::<Function>()?;
    Reflect::construct(constructor, &Array::of1(range)).ok()
}

fn call(object: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let function = Reflect::get(object, &method.into())?.dyn_into::<Function>()?;
    function.apply(object.unchecked_ref::<Object>(), &arguments.iter().collect::<Array>())
}
