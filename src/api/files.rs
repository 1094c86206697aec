//! Files and formats as programs get them.

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;

use crate::formats::{self, File};
use crate::model::plain::{Object, Plain};

/// A file as text, if it is text.
pub(super) fn file_out(file: File) -> JsValue {
    match String::from_utf8(file.content) {
        Ok(text) if !file.name.ends_with(".zip") => text.into(),
        Ok(text) => Uint8Array::from(text.as_bytes()).into(),
        Err(bytes) => Uint8Array::from(bytes.as_bytes()).into(),
    }
}

/// A format, as programs see it.
pub(super) fn format_out(format: &formats::Format) -> Plain<'_> {
    let mut out = Object::default();
    out.put("id", Plain::text(format.id));
    out.put("name", Plain::text(format.name));
    out.put("extension", Plain::text(format.extension));
    out.put("mediaType", Plain::text(format.media_type));
    out.put("canImport", Plain::Flag(format.reads));
    out.into()
}
