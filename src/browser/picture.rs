//! An SVG picture as pixels.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url,
};

use super::dom;

/// Most pixels of a canvas that every browser can make.
const MOST_PIXELS: f64 = 16_000_000.0;

/// An SVG file as PNG, at twice its size if that is not too large.
///
/// # Errors
/// The browser's own error if it cannot draw the picture.
pub async fn png(svg: &[u8]) -> Result<Vec<u8>, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let bytes = Array::of1(&Uint8Array::from(svg));
    let blob = Blob::new_with_u8_array_sequence_and_options(&bytes, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let drawn = drawn(&url).await;
    // Fails only for an invalid address, and this one is valid.
    let _ = Url::revoke_object_url(&url);
    let bytes = JsFuture::from(drawn?.array_buffer()).await?;
    Ok(Uint8Array::new(&bytes).to_vec())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels")]
async fn drawn(url: &str) -> Result<Blob, JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(url);
    JsFuture::from(image.decode()).await?;
    let size = [image.natural_width(), image.natural_height()].map(f64::from);
    let scale = (MOST_PIXELS / (size[0] * size[1]).max(1.0)).sqrt().min(2.0);
    let [width, height] = size.map(|length| (length * scale).floor());
    let canvas: HtmlCanvasElement = dom::document().create_element("canvas")?.unchecked_into();
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context = canvas.get_context("2d")?.ok_or(JsValue::UNDEFINED)?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)?;
    let png = Promise::new(&mut |resolve, reject| {
        if let Err(error) = canvas.to_blob(&resolve) {
            // A rejecting function throws nothing.
            let _ = reject.call1(&JsValue::UNDEFINED, &error);
        }
    });
    // A canvas that is too large gives null.
    JsFuture::from(png).await?.dyn_into()
}
