//! Words of scripts without blanks, from the browser's dictionary (`Intl.Segmenter`). The model
//! asks for a clause at a time.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    /// The segmenter, made once because that is slow; `None` if the browser has none.
    static SEGMENTER: Option<JsValue> = segmenter().ok();
}

/// Where words begin and end in `text`, in bytes, ascending; `None` without a segmenter.
#[inline(never)]
pub fn edges(text: &str) -> Option<Vec<usize>> {
    let starts = SEGMENTER.with(|segmenter| starts(segmenter.as_ref()?, text).ok())?;
    let mut starts = starts.into_iter().filter(|start| *start > 0).peekable();
    let mut edges = vec![0];
    let mut units = 0;
    for (index, character) in text.char_indices() {
        if starts.next_if(|start| *start <= units).is_some() {
            edges.push(index);
        }
        units += character.len_utf16();
    }
    edges.push(text.len());
    Some(edges)
}

fn segmenter() -> Result<JsValue, JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into())?;
    let constructor = Reflect::get(&intl, &"Segmenter".into())?.dyn_into::<Function>()?;
    let options = Object::new();
    Reflect::set(&options, &"granularity".into(), &"word".into())?;
    Reflect::construct(&constructor, &Array::of2(&JsValue::UNDEFINED, &options))
}

/// The starts of the words, in UTF-16 units.
fn starts(segmenter: &JsValue, text: &str) -> Result<Vec<usize>, JsValue> {
    let segment = Reflect::get(segmenter, &"segment".into())?.dyn_into::<Function>()?;
    let segments = segment.call1(segmenter, &text.into())?;
    let index: JsValue = "index".into();
    Array::from(&segments)
        .iter()
        .map(|segment| {
            let start = Reflect::get(&segment, &index)?.as_f64();
            // An index into a string: whole and not negative.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            start.map(|start| start as usize).ok_or(JsValue::NULL)
        })
        .collect()
}
