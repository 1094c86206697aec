//! Styles known only at run time, set through the style object because the page's policy forbids
//! the attribute.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::dom;

/// Sets a custom property of an element in CSS pixels, to a tenth.
pub fn set_px(element: &Element, property: &str, pixels: f64) {
    // Formatted from whole numbers: float formatting would add 3 KB to the program.
    #[expect(clippy::cast_possible_truncation, reason = "no page is that long")]
    let tenths = (pixels * 10.0).round() as i32;
    let (sign, tenths) = (if tenths < 0 { "-" } else { "" }, tenths.unsigned_abs());
    set(element, property, &format!("{sign}{}.{}px", tenths / 10, tenths % 10));
}

/// Sets a custom property of an element.
pub fn set(element: &Element, property: &str, value: &str) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let style = element.style();
        // Writing an unchanged value would cost another layout.
        if style.get_property_value(property).as_deref() != Ok(value) {
            // Only a read-only style object refuses, and elements have none.
            let _ = style.set_property(property, value);
        }
    }
}

/// Sets the theme (`None`: the system's), the article's text size in percent, and the panel's width in
/// pixels (`None`: what suits the window).
pub fn look(theme: Option<&str>, percent: u16, panel: Option<u16>) {
    let Some(root) = dom::document().document_element() else { return };
    let set_theme = match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
    // The attribute's name is valid, so neither call fails.
    let _ = set_theme;
    set(&root, "--size", &format!("calc({percent} / 100)"));
    // Without a value the property falls back to the style sheet's.
    set(&root, "--panel", &panel.map(|pixels| format!("{pixels}px")).unwrap_or_default());
}
