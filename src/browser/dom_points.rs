//! DOM points as points of the article, and back: counts the lengths of text nodes, never uses
//! their text.

use js_sys::Reflect;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node, Range, Selection};

use crate::model::{BlockIndex, BlockPoint, Utf16};

use super::dom;
use super::layout::below_header;

#[wasm_bindgen]
extern "C" {
    /// The document's method for the text position at a place, under the two names it has.
    type Carets;

    #[wasm_bindgen(catch, method, structural, js_name = caretPositionFromPoint)]
    fn caret_position(this: &Carets, x: f64, y: f64) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, method, structural, js_name = caretRangeFromPoint)]
    fn caret_range(this: &Carets, x: f64, y: f64) -> Result<JsValue, JsValue>;
}

/// The selection's anchor and focus, clipped to the article; `None` if none of it lies there.
pub fn selection() -> Option<(BlockPoint, BlockPoint)> {
    let selection = native()?;
    if selection.is_collapsed() {
        return None;
    }
    let anchor = point(&selection.anchor_node()?, selection.anchor_offset())?;
    let focus = point(&selection.focus_node()?, selection.focus_offset())?;
    (anchor != focus).then_some((anchor, focus))
}

/// Where the browser's own caret is after a click.
pub fn caret() -> Option<BlockPoint> {
    let selection = native()?;
    point(&selection.focus_node()?, selection.focus_offset())
}

/// The page's selection.
pub fn native() -> Option<Selection> {
    dom::window().get_selection().ok().flatten()
}

/// The article's point at a DOM point; outside the article, its start or its end.
pub fn point(node: &Node, offset: u32) -> Option<BlockPoint> {
    let article = dom::article()?;
    if !article.contains(Some(node)) {
        return Some(outside(&article, node, offset));
    }
    let element = dom::element_of(node)?;
    match element.closest("[data-block]").ok().flatten() {
        Some(block) => {
            let index = dom::block_index(&block)?;
            // In a very long block, only the stretch is counted.
            let stretch = element.closest("[data-at]").ok().flatten();
            let before = stretch.as_ref().and_then(|stretch| dom::number(stretch, "data-at"));
            let inside = units_before(&stretch.unwrap_or(block), node, offset);
            Some(BlockPoint { block: index, at: Utf16(before.unwrap_or(0) + inside) })
        }
        None => between_blocks(&article, node, offset),
    }
}

/// The article's point at a place on the screen, in CSS pixels from the corner of the view; `None`
/// if there is no article text.
pub fn at(x: f64, y: f64) -> Option<BlockPoint> {
    let document: Carets = dom::document().unchecked_into();
    let (place, node, offset) = match document.caret_position(x, y) {
        Ok(place) => (place, "offsetNode", "offset"),
        // Older WebKit has it under another name.
        Err(_) => (document.caret_range(x, y).ok()?, "startContainer", "startOffset"),
    };
    let node = Reflect::get(&place, &node.into()).ok()?.dyn_into::<Node>().ok()?;
    let offset = Reflect::get(&place, &offset.into()).ok()?.as_f64()?;
    if !dom::article()?.contains(Some(&node)) {
        return None;
    }
    // An offset in a node: whole and not negative.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    point(&node, offset as u32)
}

/// Ends a selection begun in the article at the line beside the pointer, which is at this place of the view, or at
/// the line it covers with the header or the foot. The browser itself ends it in what is drawn there, and takes all
/// text up to it.
#[inline(never)]
pub fn end_beside(x: f64, y: f64) -> Option<()> {
    let article = dom::article()?;
    let column = article.get_bounding_client_rect();
    let foot = dom::document().query_selector("footer").ok().flatten();
    let foot = foot.map(|foot| foot.get_bounding_client_rect().top()).filter(|top| *top > 0.0);
    let bottom = foot.map_or(column.bottom(), |top| column.bottom().min(top));
    // `clamp` would bring the formatting of numbers with it.
    let inside = (
        x.max(column.left() + 1.0).min(column.right() - 1.0),
        y.max(column.top().max(below_header()) + 1.0).min(bottom - 1.0),
    );
    let is_beside = inside != (x, y) && y > column.top() && y < column.bottom();
    let begun = article.contains(native()?.anchor_node().as_ref());
    let (anchor, focus) = selection().filter(|_| is_beside && begun)?;
    let end = at(inside.0, inside.1).filter(|end| *end != focus)?;
    select(anchor, end);
    Some(())
}

/// Selects from point to point.
pub fn select(from: BlockPoint, to: BlockPoint) {
    if let (Some(selection), Some((start, at)), Some((end, until))) =
        (native(), position(from), position(to))
    {
        // Fails only for offsets past the end, and `position` returns none.
        let _ = selection.set_base_and_extent(&start, at, &end, until);
    }
}

/// Clears the selection.
pub fn clear() {
    if let Some(selection) = native() {
        // Fails only if there is nothing to remove.
        let _ = selection.remove_all_ranges();
    }
}

/// The DOM range between two points of the article.
pub fn range(from: BlockPoint, to: BlockPoint) -> Option<Range> {
    let ((start, at), (end, until)) = (position(from)?, position(to)?);
    let range = dom::document().create_range().ok()?;
    range.set_start(&start, at).ok()?;
    range.set_end(&end, until).ok()?;
    Some(range)
}

/// The first point of a highlight's piece.
pub fn start_of(mark: &Element) -> Option<BlockPoint> {
    point(mark, 0)
}

/// The text node of a point of the article and the offset in it; the element of an empty block.
fn position(point: BlockPoint) -> Option<(Node, u32)> {
    let stretch = dom::stretch(point)?;
    let mut left = point.at.0 - dom::number(&stretch, "data-at").unwrap_or(0);
    let stretch: Node = stretch.into();
    let mut last = (stretch.clone(), 0);
    for text in texts(&stretch) {
        let length = length(&text);
        if left <= length {
            return Some((text, left));
        }
        left -= length;
        last = (text, length);
    }
    Some(last)
}

fn outside(article: &Element, node: &Node, offset: u32) -> BlockPoint {
    let around = dom::document().create_range().ok();
    let after = around.is_some_and(|range| {
        range.select_node(article).is_ok() && range.compare_point(node, offset) == Ok(1)
    });
    if after { end_of_last(article) } else { BlockPoint::START }
}

/// A point in the article but in no block, between parts, sections or blocks, becomes the start of
/// what follows.
fn between_blocks(article: &Element, node: &Node, offset: u32) -> Option<BlockPoint> {
    let mut next = node.child_nodes().item(offset);
    let mut around = dom::element_of(node)?;
    while next.is_none() && around != *article {
        next = around.next_element_sibling().map(Into::into);
        around = around.parent_element()?;
    }
    let next = next.and_then(|next| first_block(next.dyn_ref()?));
    Some(match next {
        Some(block) => BlockPoint { block, at: Utf16(0) },
        None => end_of_last(article),
    })
}

/// The index of the block that an element is or starts with, drawn or not.
fn first_block(element: &Element) -> Option<BlockIndex> {
    let own = dom::block_index(element).or_else(|| dom::first_block(element));
    // A table starts with its first row.
    own.or_else(|| first_block(&element.first_element_child()?))
}

fn end_of_last(article: &Element) -> BlockPoint {
    let mut last = article.clone();
    while let (None, Some(inside)) = (dom::block_index(&last), last.last_element_child()) {
        last = inside;
    }
    // Past the end of the block counts as its end.
    let block = first_block(&last).unwrap_or_default();
    BlockPoint { block, at: Utf16(u32::MAX) }
}

/// UTF-16 units of a block before a point in it.
fn units_before(block: &Element, node: &Node, offset: u32) -> u32 {
    let mut units = 0;
    if node.node_type() == Node::TEXT_NODE {
        for text in texts(block) {
            if text.is_same_node(Some(node)) {
                break;
            }
            units += length(&text);
        }
        return units + offset;
    }
    // A point between the children of an element: counts what lies before it in the block.
    let child = node.child_nodes().item(offset);
    for text in texts(block) {
        let before = match &child {
            Some(child) => {
                !child.contains(Some(&text))
                    && child.compare_document_position(&text) & Node::DOCUMENT_POSITION_PRECEDING
                        != 0
            }
            None => {
                node.contains(Some(&text))
                    || node.compare_document_position(&text) & Node::DOCUMENT_POSITION_PRECEDING
                        != 0
            }
        };
        if !before {
            break;
        }
        units += length(&text);
    }
    units
}

/// The text nodes below a node, in order.
fn texts(node: &Node) -> Vec<Node> {
    const SHOW_TEXT: u32 = 4;
    let walker = dom::document().create_tree_walker_with_what_to_show(node, SHOW_TEXT);
    let mut texts = Vec::new();
    if let Ok(walker) = walker {
        while let Ok(Some(text)) = walker.next_node() {
            texts.push(text);
        }
    }
    texts
}

fn length(text: &Node) -> u32 {
    text.dyn_ref::<web_sys::Text>().map_or(0, |text| text.length())
}
