//! The strip beside the scrollbar: how it and the article lie on the page, and what is put on it.
//! Must never look inside a section that is off the screen: that would lay it out.

use web_sys::Element;

use super::{cssom, dom, layout};

/// How strip and article lie on the screen, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Lie {
    /// The top of the article.
    pub article: f64,
    /// The article's width.
    pub width: f64,
    /// The article's height.
    pub length: f64,
    /// The top of the strip.
    pub top: f64,
    /// The strip's height: just as much of the page is in view.
    pub height: f64,
}

impl Lie {
    /// All but where the page is scrolled to.
    pub fn size(&self) -> (f64, f64, f64) {
        (self.width, self.length, self.height)
    }
}

/// The strip, if an article is open.
pub fn element() -> Option<Element> {
    dom::by_id("overview")
}

/// Has the strip begin below the header, which has as many rows as fit.
pub fn clear_header() {
    if let (Some(strip), Some(header)) = (element(), dom::by_id("header")) {
        cssom::set_px(&strip, "--top", header.get_bounding_client_rect().height());
    }
}

/// How all lies now.
pub fn lie() -> Option<Lie> {
    let (strip, article) =
        (element()?.get_bounding_client_rect(), dom::article()?.get_bounding_client_rect());
    Some(Lie {
        article: article.top(),
        width: article.width(),
        length: article.height(),
        top: strip.top(),
        height: strip.height(),
    })
}

/// Where the boxes begin that the article is made of, and where the last ends, in pixels from the top of the article:
/// what is right below it, or below that if there is but one.
pub fn stops() -> Vec<f64> {
    let Some(article) = dom::article() else { return Vec::new() };
    let whole = article.get_bounding_client_rect();
    let mut parts = article.children();
    if let (1, Some(only)) = (parts.length(), parts.item(0)) {
        parts = only.children();
    }
    if let (1, Some(only)) = (parts.length(), parts.item(0))
        && only.class_list().contains("long")
    {
        parts = only.children();
    }
    let parts = (0..parts.length()).filter_map(|index| parts.item(index));
    let tops = parts.map(|part| part.get_bounding_client_rect().top());
    tops.chain([whole.bottom()]).map(|y| y - whole.top()).collect()
}

/// How far a place on the screen is from the inner edge of the lanes.
pub fn across(x: i32) -> f64 {
    let lanes = element().and_then(|strip| strip.first_element_child());
    f64::from(x) - lanes.map_or(0.0, |lanes| lanes.get_bounding_client_rect().left())
}

/// Draws a lane: the first, the second, the third.
pub fn draw(lane: usize, path: &str) {
    let lanes = element().and_then(|strip| strip.first_element_child());
    let lane = lanes.and_then(|lanes| lanes.children().item(u32::try_from(lane).ok()?));
    if let Some(lane) = lane {
        // The name of the attribute is valid, so this does not fail.
        let _ = lane.set_attribute("d", path);
    }
}

/// Shows which part of the strip is in view.
pub fn show_view(top: f64, height: f64) {
    if let Some(view) = element().and_then(|strip| strip.last_element_child()) {
        cssom::set_px(&view, "--y", top);
        cssom::set_px(&view, "--height", height);
    }
}

/// Says where in the article the view is: the paragraph, and all of it in words.
pub fn say(paragraph: usize, words: &str) {
    let Some(strip) = element() else { return };
    let paragraph = paragraph.max(1).to_string();
    for (name, value) in [("aria-valuenow", paragraph.as_str()), ("aria-valuetext", words)] {
        if strip.get_attribute(name).as_deref() != Some(value) {
            // The name of the attribute is valid, so this does not fail.
            let _ = strip.set_attribute(name, value);
        }
    }
}

/// The first and the last block in view, and which part of it is before the edge of the view, from
/// 0 to 1.
pub fn in_view() -> Option<((u32, f64), (u32, f64))> {
    let strip = element()?.get_bounding_client_rect();
    Some((at_edge(strip.top())?, at_edge(strip.bottom())?))
}

/// Scrolls, at once: nothing moves by itself.
pub fn scroll_by(pixels: f64) {
    dom::window().scroll_by_with_x_and_y(0.0, pixels);
}

/// Where scrollbars lie over the page, the strip moves in by their width. To be called once: a
/// reader who plugs in a mouse has to load the page anew.
pub fn make_room() {
    let Some(root) = dom::document().document_element() else { return };
    let inner = dom::window().inner_width().ok().and_then(|width| width.as_f64());
    // Others always have their gutter. By touch they show only while the page moves.
    let over = inner.is_some_and(|inner| inner - f64::from(root.client_width()) < 1.0);
    if over && dom::media("(hover: hover) and (pointer: fine)") {
        cssom::set(&root, "--bar", "1rem");
    }
}

fn at_edge(edge: f64) -> Option<(u32, f64)> {
    let last = |list: &web_sys::HtmlCollection| list.item(list.length().checked_sub(1)?);
    let mut inside = dom::article()?;
    while dom::block_index(&inside).is_none() {
        let children = inside.children();
        let Some(next) = layout::first_ending_after(&children, edge).or_else(|| last(&children))
        else {
            // Not drawn yet.
            return Some((dom::number(&inside, "data-from")?, 0.0));
        };
        inside = next;
    }
    let rect = inside.get_bounding_client_rect();
    let part = ((edge - rect.top()).max(0.0) / rect.height().max(1.0)).min(1.0);
    Some((dom::block_index(&inside)?, part))
}
