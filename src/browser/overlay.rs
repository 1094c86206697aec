//! What lies over the article: the keyboard caret, the handles of the open highlight, and the letters of what is
//! suggested.

use web_sys::{DomRect, Element, Range};

use super::{cssom, dom, layout};

/// Where a range starts or ends on the screen, in CSS pixels from the corner of the view.
#[derive(Debug, Clone, Copy)]
pub struct Edge {
    /// Distance from the left.
    pub x: f64,
    /// The top of its line.
    pub top: f64,
    /// The bottom of its line.
    pub bottom: f64,
}

/// One end of a range; in a right-to-left line, the start is at the right.
pub fn edge(range: &Range, start: bool, rtl: bool) -> Option<Edge> {
    let rects = range.get_client_rects()?;
    let seen = |index: u32| rects.item(index).filter(|rect| rect.width() > 0.0);
    let rect: DomRect = if start {
        (0..rects.length()).find_map(seen)?
    } else {
        (0..rects.length()).rev().find_map(seen)?
    };
    let x = if start == rtl { rect.right() } else { rect.left() };
    Some(Edge { x, top: rect.top(), bottom: rect.bottom() })
}

/// Positions the caret.
pub fn put_caret(edge: Edge) {
    if let Some(caret) = dom::by_id("caret") {
        put(&caret, edge);
    }
}

/// The handles, each with the number of its part and whether it is the start.
pub fn handles() -> Vec<(Element, usize, bool)> {
    let Some(all) = dom::by_id("handles") else { return Vec::new() };
    let children = all.children();
    (0..children.length())
        .filter_map(|index| {
            let handle = children.item(index)?;
            let part = handle.get_attribute("data-part")?.parse().ok()?;
            let start = handle.class_list().contains("start");
            Some((handle, part, start))
        })
        .collect()
}

/// Positions a caret or a handle; hides it if there is no place.
pub fn put_handle(handle: &Element, edge: Option<Edge>) {
    match edge {
        Some(edge) => put(handle, edge),
        None => cssom::set(handle, "--x", "-999rem"),
    }
}

/// A letter over the start of what is suggested.
#[derive(Debug)]
pub struct MaybeLetter {
    /// The names of the kinds that start there.
    pub kinds: String,
    /// Whether one of them is under review.
    pub current: bool,
    /// Where it starts.
    pub edge: Edge,
}

/// Positions these letters, and no others. The page has a place for them while suggestions are in use.
pub fn put_letters(letters: &[MaybeLetter]) {
    let Some(all) = dom::by_id("maybe-letters") else { return };
    let children = all.children();
    for (index, letter) in (0..).zip(letters) {
        let made = || {
            let made = dom::document().create_element("i").ok()?;
            all.append_child(&made).ok()?;
            Some(made)
        };
        let Some(element) = children.item(index).or_else(made) else { return };
        // The names of the attributes are valid, so neither call fails.
        let _ = element.set_attribute("data-kinds", &letter.kinds);
        let _ = element.toggle_attribute_with_force("data-now", letter.current);
        put(&element, letter.edge);
    }
    while let Some(left) = children.item(u32::try_from(letters.len()).unwrap_or(u32::MAX)) {
        left.remove();
    }
}

/// Says whether a handle is being dragged, so that the pointer reaches the text below it.
pub fn hold(held: bool) {
    if let Some(handles) = dom::by_id("handles") {
        // The attribute's name is valid, so neither call fails.
        let _ = match held {
            true => handles.set_attribute("data-held", ""),
            false => handles.remove_attribute("data-held"),
        };
    }
}

/// Scrolls an end into view if it is not well inside.
pub fn follow(edge: Edge) {
    const FOOT: f64 = 56.0;
    let height = layout::height();
    let top = layout::below_header() + 16.0;
    let foot = layout::sheet_top().map_or(height - FOOT, |top| top - 16.0);
    let by = if edge.top < top {
        // A part of what a sheet leaves free, or it would end up under it.
        edge.top - top - (foot - top) * 0.25
    } else if edge.bottom > foot {
        edge.bottom - top - (foot - top) * 0.7
    } else {
        return;
    };
    dom::window().scroll_by_with_x_and_y(0.0, by);
}

/// Shows the held pen by the pointer and in the header.
pub fn show_pen(kind: Option<&str>) {
    let Some(body) = dom::document().body() else { return };
    // The attribute's name is valid, so neither call fails.
    let _ = match kind {
        Some(kind) => body.set_attribute("data-pen", kind),
        None => body.remove_attribute("data-pen"),
    };
}

fn put(element: &Element, edge: Edge) {
    let Some(paper) = dom::by_id("paper") else { return };
    let paper = paper.get_bounding_client_rect();
    cssom::set_px(element, "--x", edge.x - paper.left());
    cssom::set_px(element, "--y", edge.top - paper.top());
    cssom::set_px(element, "--line", edge.bottom - edge.top);
}
