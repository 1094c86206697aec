//! The minimap beside the scrollbar: measures it and the article, and draws on it. Measures nothing
//! inside a section off the screen, which the browser would have to lay out.

use web_sys::Element;

use crate::model::BlockIndex;

use super::{cssom, dom, layout};

/// The positions of minimap and article on the screen, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Extents {
    /// The top of the article.
    pub article: f64,
    /// The article's width.
    pub width: f64,
    /// The article's height.
    pub length: f64,
    /// The top of the minimap.
    pub top: f64,
    /// The minimap's height, which equals the height of the page in view.
    pub height: f64,
}

impl Extents {
    /// All but the scroll position.
    pub fn size(&self) -> (f64, f64, f64) {
        (self.width, self.length, self.height)
    }
}

/// The minimap, if an article is open.
pub fn element() -> Option<Element> {
    dom::by_id("minimap")
}

/// Moves the minimap below the header, whose rows depend on the window.
pub fn clear_header() {
    if let (Some(minimap), Some(header)) = (element(), dom::by_id("header")) {
        cssom::set_px(&minimap, "--top", header.get_bounding_client_rect().height());
    }
}

/// Measures the current positions.
pub fn extents() -> Option<Extents> {
    let (minimap, article) =
        (element()?.get_bounding_client_rect(), dom::article()?.get_bounding_client_rect());
    Some(Extents {
        article: article.top(),
        width: article.width(),
        length: article.height(),
        top: minimap.top(),
        height: minimap.height(),
    })
}

/// The tops of the boxes the article consists of, and the bottom of the last, in pixels from the
/// top of the article. The boxes are its children; if there is only one, the boxes in it.
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

/// Distance of a place on the screen from the inner edge of the lanes.
pub fn across(x: i32) -> f64 {
    let lanes = element().and_then(|minimap| minimap.first_element_child());
    f64::from(x) - lanes.map_or(0.0, |lanes| lanes.get_bounding_client_rect().left())
}

/// Draws the lane of this number.
pub fn draw(lane: usize, path: &str) {
    let lanes = element().and_then(|minimap| minimap.first_element_child());
    let lane = lanes.and_then(|lanes| lanes.children().item(u32::try_from(lane).ok()?));
    if let Some(lane) = lane {
        // The attribute's name is valid, so this does not fail.
        let _ = lane.set_attribute("d", path);
    }
}

/// Shows which part of the minimap is in view.
pub fn show_view(top: f64, height: f64) {
    if let Some(view) = element().and_then(|minimap| minimap.last_element_child()) {
        cssom::set_px(&view, "--y", top);
        cssom::set_px(&view, "--height", height);
    }
}

/// Announces where the view is: the paragraph, and the whole position in words.
pub fn say(paragraph: usize, words: &str) {
    let Some(minimap) = element() else { return };
    let paragraph = paragraph.max(1).to_string();
    for (name, value) in [("aria-valuenow", paragraph.as_str()), ("aria-valuetext", words)] {
        if minimap.get_attribute(name).as_deref() != Some(value) {
            // The attribute's name is valid, so this does not fail.
            let _ = minimap.set_attribute(name, value);
        }
    }
}

/// The first and the last block in view, and how much of each lies before the edge of the view,
/// from 0 to 1.
pub fn in_view() -> Option<((BlockIndex, f64), (BlockIndex, f64))> {
    let minimap = element()?.get_bounding_client_rect();
    Some((at_edge(minimap.top())?, at_edge(minimap.bottom())?))
}

/// Scrolls, without animation.
pub fn scroll_by(pixels: f64) {
    dom::window().scroll_by_with_x_and_y(0.0, pixels);
}

/// Moves the minimap inward by the width of overlay scrollbars. Called once: after plugging in a
/// mouse, the reader has to reload the page.
pub fn make_room() {
    let Some(root) = dom::document().document_element() else { return };
    let inner = dom::window().inner_width().ok().and_then(|width| width.as_f64());
    // Other scrollbars have their gutter. On touch screens they only show while the page moves.
    let over = inner.is_some_and(|inner| inner - f64::from(root.client_width()) < 1.0);
    if over && dom::media("(hover: hover) and (pointer: fine)") {
        cssom::set(&root, "--bar", "1rem");
    }
}

fn at_edge(edge: f64) -> Option<(BlockIndex, f64)> {
    let last = |list: &web_sys::HtmlCollection| list.item(list.length().checked_sub(1)?);
    let mut inside = dom::article()?;
    while dom::block_index(&inside).is_none() {
        let children = inside.children();
        let Some(next) = layout::first_ending_after(&children, edge).or_else(|| last(&children))
        else {
            // Not drawn yet.
            return Some((dom::first_block(&inside)?, 0.0));
        };
        inside = next;
    }
    let rect = inside.get_bounding_client_rect();
    let part = ((edge - rect.top()).max(0.0) / rect.height().max(1.0)).min(1.0);
    Some((dom::block_index(&inside)?, part))
}
