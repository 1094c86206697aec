//! Words of scripts without blanks, by the browser's dictionary (`Intl.Segmenter`).

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Where words begin and end in `text`, in bytes, ascending; `None` if the browser has no
/// segmenter.
pub fn edges(text: &str) -> Option<Vec<usize>> {
    let starts = segments(text).ok()?;
    let mut edges = vec![0];
    let mut units = 0;
    for (index, character) in text.char_indices() {
        if index > 0 && starts.contains(&units) {
            edges.push(index);
        }
        units += character.len_utf16();
    }
    edges.push(text.len());
    Some(edges)
}

/// The starts of the words in UTF-16 units.
fn segments(text: &str) -> Result<Vec<usize>, JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into())?;
    let constructor = Reflect::get(&intl, &"Segmenter".into())?.dyn_into::<Function>()?;
    let options = Object::new();
    Reflect::set(&options, &"granularity".into(), &"word".into())?;
    let segmenter = Reflect::construct(&constructor, &Array::of2(&JsValue::UNDEFINED, &options))?;
    let segment = Reflect::get(&segmenter, &"segment".into())?.dyn_into::<Function>()?;
    let segments = segment.call1(&segmenter, &text.into())?;
    Array::from(&segments)
        .iter()
        .map(|segment| {
            let index = Reflect::get(&segment, &"index".into())?.as_f64();
            // An index into a string: whole and not negative.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            index.map(|index| index as usize).ok_or(JsValue::NULL)
        })
        .collect()
}
