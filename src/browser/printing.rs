//! Prints a page that is not ours to show: in a frame, with its style as a constructed style sheet, because the
//! policy of this page forbids style in a text. Nothing of it can run (journeys/printing.rs).

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::{call, dom, listener};

/// The class of the frame.
const FRAME: &str = "printed";

/// Prints the page in this text; `refused` hears why the browser cannot.
///
/// # Errors
/// If the page has no room for a frame.
pub fn print(page: &str, refused: impl Fn(&JsValue) + 'static) -> Result<(), JsValue> {
    let document = dom::document();
    if let Some(earlier) = document.query_selector(&format!(".{FRAME}"))? {
        earlier.remove();
    }
    let frame = document.create_element("iframe")?;
    for (name, value) in [("class", FRAME), ("aria-hidden", "true"), ("tabindex", "-1")] {
        frame.set_attribute(name, value)?;
    }
    let (inside, page) = (frame.clone(), page.to_owned());
    // Firefox replaces the document of a new frame until it is loaded.
    let filled = listener(move |_| {
        let printed = fill(&inside, &page).and_then(|window| call(&window, "print", &[]));
        printed.inspect_err(|error| refused(error)).unwrap_or_default()
    });
    frame.add_event_listener_with_callback("load", &filled)?;
    document.body().ok_or(JsValue::NULL)?.append_child(&frame)?;
    Ok(())
}

/// Puts the page into the frame, and returns the frame's window.
fn fill(frame: &JsValue, page: &str) -> Result<JsValue, JsValue> {
    let (before, rest) = page.split_once("<style>").unwrap_or((page, ""));
    let (style, after) = rest.split_once("</style>").unwrap_or_default();
    let parser = made(&dom::window(), "DOMParser")?;
    let text = format!("{before}{after}");
    let parsed = call(&parser, "parseFromString", &[text.into(), "text/html".into()])?;
    let window = get(frame, "contentWindow")?;
    let document = get(&window, "document")?;
    let sheet = made(&window, "CSSStyleSheet")?;
    call(&sheet, "replaceSync", &[style.into()])?;
    Reflect::set(&document, &"adoptedStyleSheets".into(), &Array::of1(&sheet))?;
    let root = call(&document, "importNode", &[get(&parsed, "documentElement")?, true.into()])?;
    call(&get(&document, "documentElement")?, "replaceWith", &[root])?;
    Ok(window)
}

fn get(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(object, &name.into())
}

/// A new object of a class that belongs to a window.
fn made(window: &JsValue, class: &str) -> Result<JsValue, JsValue> {
    Reflect::construct(&get(window, class)?.dyn_into::<Function>()?, &Array::new())
}
