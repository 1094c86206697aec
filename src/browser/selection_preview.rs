//! What would be marked, what was found and what is suggested, painted without changing the DOM, by the CSS Custom
//! Highlight API. Without that API, the selection itself is the preview, and hits are only listed.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Range;

use super::call;

/// What a paint means: its name in the style sheet, as in `::highlight(marking)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// What would be marked.
    Marking,
    /// What was found.
    Hits,
    /// The current hit.
    Hit,
    /// What is suggested as this kind.
    Suggested(&'static str),
    /// The suggestion under review.
    Review,
}

/// Paints these ranges, and no others, this way. Does nothing without the API.
pub fn paint(paint: Paint, ranges: &[Range]) {
    let Some(registry) = registry() else { return };
    let name = match paint {
        Paint::Marking => "marking",
        Paint::Hits => "hits",
        Paint::Hit => "hit",
        Paint::Suggested(kind) => &format!("suggested-{kind}"),
        Paint::Review => "suggested-now",
    };
    // The registry is a Map: `set` and `delete` never throw for our keys.
    let _ = match (ranges.is_empty(), highlight(ranges)) {
        (false, Some(highlight)) => call(&registry, "set", &[name.into(), highlight]),
        _ => call(&registry, "delete", &[name.into()]),
    };
}

fn registry() -> Option<JsValue> {
    let css = Reflect::get(&js_sys::global(), &"CSS".into()).ok()?;
    Reflect::get(&css, &"highlights".into()).ok().filter(JsValue::is_object)
}

fn highlight(ranges: &[Range]) -> Option<JsValue> {
    let constructor = Reflect::get(&js_sys::global(), &"Highlight".into()).ok()?;
    let constructor = constructor.dyn_ref::<Function>()?;
    Reflect::construct(constructor, &ranges.iter().collect::<Array>()).ok()
}
