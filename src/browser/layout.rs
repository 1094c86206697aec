//! Measures where things are, and moves things. `session/render/card_layout.rs` decides where.

use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement, Range};

use crate::model::{BlockIndex, BlockPoint, Utf16};

use super::{cssom, dom};

/// A measured card.
#[derive(Debug)]
pub struct Measured {
    /// The card itself.
    pub card: Element,
    /// The middle of its highlight's first line, from the top of the list; `None` if the highlight
    /// is not drawn.
    pub line: Option<f64>,
    /// The height of the card.
    pub height: f64,
    /// Whether it is the open one.
    pub open: bool,
}

/// Tells the browser the estimated height of a part of the article, so that the page's length is
/// about right before everything was seen.
pub fn estimate(element: &Element, lines: u32) {
    cssom::set(element, "--lines", &lines.to_string());
}

/// Whether cards stand at the side; otherwise the open one is a sheet.
pub fn is_wide() -> bool {
    dom::media("(min-width: 67.5rem)")
}

/// The cards and the places of their highlights. Measures everything before writing.
pub fn cards() -> Vec<Measured> {
    let Some(list) = dom::by_id("cards") else { return Vec::new() };
    let origin = list.get_bounding_client_rect().top();
    let Ok(cards) = list.query_selector_all("li.card") else { return Vec::new() };
    let mut leaves = Leaves::new();
    (0..cards.length())
        .filter_map(|index| cards.item(index)?.dyn_into::<Element>().ok())
        .filter_map(|card| measured(card, origin, &mut leaves))
        .collect()
}

/// Lets cards slide to their places, unless there are so many that the browser would do nothing
/// else: each sliding card is restyled in every frame.
pub fn slide(cards: usize) {
    const MOST: usize = 48;
    let Some(list) = dom::by_id("cards") else { return };
    if list.has_attribute("data-still") != (cards > MOST) {
        // The attribute's name is valid.
        let _ = list.toggle_attribute("data-still");
    }
}

/// Positions a card; `lift` is how far an open one stands above the level of its highlight.
pub fn put(card: &Measured, top: f64, lift: f64) {
    cssom::set_px(&card.card, "--y", top);
    if card.open {
        cssom::set_px(&card.card, "--lift", lift);
    }
}

/// The head and the foot of the view, from the top of the list of cards.
pub fn view_of_cards() -> (f64, f64) {
    /// The foot line, and a gap above it.
    const FOOT: f64 = 48.0;
    let origin = dom::by_id("cards").map_or(0.0, |list| list.get_bounding_client_rect().top());
    let head = dom::document().query_selector(".cards-head").ok().flatten();
    let head = head.map_or_else(below_header, |head| head.get_bounding_client_rect().bottom());
    (head + 8.0 - origin, height() - FOOT - origin)
}

/// Makes the list as high as its content, so that nothing lies outside the page.
pub fn stretch(bottom: f64) {
    if let Some(list) = dom::by_id("cards") {
        cssom::set_px(&list, "--height", bottom);
    }
}

/// The start and the end of what is in view or within `margin` pixels of it, by whole sections or
/// stretches.
pub fn near_view(margin: f64) -> Option<(BlockPoint, BlockPoint)> {
    let (first, last) = (leaf_at(-margin)?, leaf_at(height() + margin)?);
    Some((start_of(&first)?, end_of(&last)?))
}

/// The first leaf that ends below a height, or the last leaf. Measures nothing inside a leaf: off
/// the screen the browser would have to lay it out.
fn leaf_at(edge: f64) -> Option<Element> {
    let mut inside = dom::article()?;
    loop {
        let first = inside.first_element_child();
        let parts = first.is_some_and(|first| {
            let (part, block) = (dom::number(&first, "data-from"), dom::number(&first, "data-at"));
            // A section's only block may be a very long one.
            part.or(block).is_some() || first.class_list().contains("long")
        });
        if !parts {
            return Some(inside);
        }
        let children = inside.children();
        let found = first_ending_after(&children, edge).or_else(|| inside.last_element_child());
        inside = found?;
    }
}

/// Where a leaf starts.
fn start_of(leaf: &Element) -> Option<BlockPoint> {
    if let Some(at) = dom::number(leaf, "data-at") {
        let block = dom::block_index(&leaf.closest("[data-block]").ok().flatten()?)?;
        return Some(BlockPoint { block, at: Utf16(at) });
    }
    Some(BlockPoint { block: dom::first_block(leaf)?, at: Utf16(0) })
}

/// Where a leaf ends, or its start if it was never drawn.
fn end_of(leaf: &Element) -> Option<BlockPoint> {
    let start = start_of(leaf)?;
    if leaf.has_attribute("data-at") {
        let length = leaf.text_content().map_or(0, |text| text.encode_utf16().count());
        let length = u32::try_from(length).unwrap_or(u32::MAX);
        return Some(BlockPoint { at: Utf16(start.at.0.saturating_add(length)), ..start });
    }
    match leaf.last_element_child().and_then(|last| dom::block_index(&last)) {
        Some(block) => Some(BlockPoint { block, at: Utf16(u32::MAX) }),
        None => Some(start),
    }
}

/// The first block in view, or the first stretch of a very long one.
pub fn first_in_view() -> Option<BlockPoint> {
    let top = below_header();
    let leaf = leaf_at(top)?;
    if leaf.has_attribute("data-at") {
        return start_of(&leaf);
    }
    let block = first_ending_after(&leaf.children(), top)?;
    Some(BlockPoint { block: dom::block_index(&block)?, at: Utf16(0) })
}

/// Whether the leaf of a point is in view or close to it; only there may be measured.
pub fn is_near_view(point: BlockPoint) -> bool {
    Leaves::new().near_view(point).unwrap_or_default()
}

/// The height of the view, in CSS pixels.
pub fn height() -> f64 {
    dom::window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default()
}

/// The bottom of the header, in CSS pixels from the top of the view.
pub fn below_header() -> f64 {
    dom::by_id("header").map_or(0.0, |header| header.get_bounding_client_rect().bottom())
}

/// Height of the on-screen keyboard over the window's foot, in CSS pixels.
pub fn covered() -> f64 {
    let view = dom::window().visual_viewport();
    view.map_or(0.0, |view| height() - view.height() * view.scale() - view.offset_top()).max(0.0)
}

/// Keeps what is docked at the foot above an on-screen keyboard of this height.
pub fn dock(covered: f64) {
    if let Some(root) = dom::document().document_element() {
        cssom::set_px(&root, "--keyboard", covered);
    }
}

/// Positions the toolbar above a range, or below it where the header would cover it.
pub fn put_toolbar(range: &Range) {
    let (Some(toolbar), Some(sheet)) = (dom::by_id("toolbar"), dom::by_id("paper")) else {
        return;
    };
    let rects = range.get_client_rects();
    let Some(first) = rects.as_ref().and_then(|rects| rects.item(0)) else { return };
    let last = rects.and_then(|rects| rects.item(rects.length().checked_sub(1)?));
    let last = last.unwrap_or_else(|| first.clone());
    let (paper, own) = (sheet.get_bounding_client_rect(), toolbar.get_bounding_client_rect());
    let header = below_header();
    let below = first.top() - own.height() - 18.0 < header;
    let near: &DomRect = if below { &last } else { &first };
    let middle = near.left() + near.width() / 2.0;
    let left = (middle - own.width() / 2.0 - paper.left())
        .min(paper.width() - own.width() + 8.0)
        .max(-8.0);
    let top = if below { last.bottom() } else { first.top() } - paper.top();
    cssom::set_px(&toolbar, "--x", left);
    cssom::set_px(&toolbar, "--y", top);
    cssom::set_px(
        &toolbar,
        "--arrow",
        (middle - paper.left() - left).min(own.width() - 14.0).max(14.0),
    );
    // The attribute's name is valid, so this does not fail.
    let _ = toolbar.set_attribute("data-side", if below { "below" } else { "above" });
}

/// Draws the thread from the open highlight to what the panel shows of it, if both are at one level.
pub fn put_thread() {
    let find = |selector: &str| dom::document().query_selector(selector).ok().flatten();
    // Without an open item, scrolling measures nothing.
    let Some((panel, item)) = find("#panel").zip(find("#panel > .panel-item")) else { return };
    let level = find("mark[data-on]").and_then(|mark| {
        let (item, mark) = (item.get_bounding_client_rect(), mark.get_client_rects().item(0)?);
        let middle = mark.top() + mark.height() / 2.0;
        let meets = item.top() < middle && middle < item.bottom();
        meets.then(|| middle - panel.get_bounding_client_rect().top())
    });
    cssom::set_px(&panel, "--thread", level.unwrap_or(-9999.0));
}

/// Scrolls an element into view if it is not well inside.
pub fn reveal(element: &Element) {
    let rect = element.get_bounding_client_rect();
    let visible = rect.top() > below_header() + 8.0 && rect.bottom() < foot_of_text();
    if !visible {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(if is_wide() {
            web_sys::ScrollLogicalPosition::Center
        } else {
            web_sys::ScrollLogicalPosition::Start
        });
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Scrolls to what is under review in the texts that stand in place of the article, or in the suggestions.
pub fn reveal_beside() {
    let found = dom::document().query_selector(".compared [data-on]").ok().flatten();
    if let Some(words) = found {
        reveal(&words);
    }
    if let Ok(Some(row)) = dom::document().query_selector(".suggestions [data-on]") {
        into_view(&row);
    }
}

/// Where the part of the view ends in which a highlight is easy to see: not under a sheet.
fn foot_of_text() -> f64 {
    sheet_top().map_or(height() * 0.75, |top| top - 8.0)
}

/// Where the sheet begins that covers the foot of the text on narrow screens.
pub fn sheet_top() -> Option<f64> {
    if is_wide() {
        return None;
    }
    let lists = dom::document().query_selector("#panel[data-lists]").ok().flatten();
    let sheet = lists.or_else(|| dom::by_id("cards"))?;
    Some(sheet.get_bounding_client_rect().top())
}

/// Scrolls the list of the panel to the current row.
pub fn show_row() {
    let row = dom::document()
        .query_selector("#panel li [aria-current], #panel li[aria-current]")
        .ok()
        .flatten();
    if let Some(row) = row {
        into_view(&row);
    }
}

/// Scrolls to an element, no further than is needed to see it.
pub fn into_view(element: &Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn measured(card: Element, origin: f64, leaves: &mut Leaves) -> Option<Measured> {
    let id = card.get_attribute("data-id")?;
    let at = card.get_attribute("data-at")?;
    let (block, at) = at.split_once(' ')?;
    let point = BlockPoint { block: BlockIndex(block.parse().ok()?), at: Utf16(at.parse().ok()?) };
    let line = match leaves.near_view(point) {
        Some(true) => leaves.mark(point, &id).and_then(|mark| mark.get_client_rects().item(0)),
        _ => None,
    };
    let height = f64::from(card.dyn_ref::<HtmlElement>()?.offset_height());
    let open = card.class_list().contains("is-open");
    let line = line.map(|line| line.top() + line.height() / 2.0);
    let line = line.or_else(|| leaves.top(point)).map(|line| line - origin);
    Some(Measured { card, line, height, open })
}

/// The leaves that cards refer to. Measures nothing inside a leaf off the screen, which the browser
/// would have to lay out for that.
struct Leaves {
    view: f64,
    /// The last leaf asked for: cards come in text order, so most ask for the same one again.
    known: Option<PlacedLeaf>,
}

/// A leaf of the article, and its extent.
struct PlacedLeaf {
    from: BlockPoint,
    to: BlockPoint,
    leaf: Element,
    rect: DomRect,
}

impl Leaves {
    fn new() -> Self {
        Self { view: height(), known: None }
    }

    /// Whether the leaf of a point is in view or close to it.
    fn near_view(&mut self, point: BlockPoint) -> Option<bool> {
        const NEAR: f64 = 100.0;
        let view = self.view;
        self.find(point)
            .map(|PlacedLeaf { rect, .. }| rect.bottom() > -NEAR && rect.top() < view + NEAR)
    }

    fn top(&mut self, point: BlockPoint) -> Option<f64> {
        self.find(point).map(|known| known.rect.top())
    }

    /// The highlight of an annotation that starts at a point.
    fn mark(&mut self, point: BlockPoint, id: &str) -> Option<Element> {
        let PlacedLeaf { from, leaf, .. } = self.find(point)?;
        if leaf.has_attribute("data-at") {
            return dom::mark_below(leaf, id);
        }
        dom::mark_below(&leaf.children().item(point.block.since(from.block)?)?, id)
    }

    fn find(&mut self, point: BlockPoint) -> Option<&PlacedLeaf> {
        let is_in = |known: &PlacedLeaf| known.from <= point && point < known.to;
        if !self.known.as_ref().is_some_and(is_in) {
            let leaf = dom::leaf(point)?;
            let (from, rect) = (start_of(&leaf)?, leaf.get_bounding_client_rect());
            self.known = Some(PlacedLeaf { from, to: behind(&leaf), leaf, rect });
        }
        self.known.as_ref()
    }
}

/// Where the leaf after this one starts.
fn behind(leaf: &Element) -> BlockPoint {
    let mut around = Some(leaf.clone());
    while let Some(element) = around {
        if let Some(next) = element.next_element_sibling() {
            return start_of(&next).unwrap_or(BlockPoint::END);
        }
        around = element.parent_element().filter(|parent| parent.id() != "article");
    }
    BlockPoint::END
}

/// The first of these stacked elements that ends below `edge`.
pub(super) fn first_ending_after(elements: &web_sys::HtmlCollection, edge: f64) -> Option<Element> {
    let (mut low, mut high) = (0, elements.length());
    while low < high {
        let middle = low + (high - low) / 2;
        let ends = elements.item(middle)?.get_bounding_client_rect().bottom();
        if ends > edge {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    elements.item(low)
}
