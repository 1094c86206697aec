//! Measures where things are, and puts things there. Must never decide where: `app` asks
//! `session::placing` for that.

use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement, Range};

use crate::model::SECTION;

use super::{cssom, dom};

/// A card as it was measured.
#[derive(Debug)]
pub struct Measured {
    card: Element,
    /// The middle of the first line of its highlight, from the top of the list; `None` if the
    /// highlight is not drawn.
    pub line: Option<f64>,
    /// The height of the card.
    pub height: f64,
    /// Whether it is the open one.
    pub open: bool,
}

/// Tells the browser about how many lines each section will take, so that the length of the page is
/// about right before it was all seen.
pub fn estimate(lines: &[u32]) {
    let Some(article) = dom::article() else { return };
    for (index, lines) in (0..).zip(lines) {
        if let Some(section) = article.children().item(index) {
            cssom::set(&section, "--lines", &lines.to_string());
        }
    }
}

/// Whether cards stand at the side; else the open one is a sheet.
pub fn is_wide() -> bool {
    dom::media("(min-width: 67.5rem)")
}

/// The cards, and where their highlights are. All is read before anything is written.
pub fn cards() -> Vec<Measured> {
    let Some(list) = dom::by_id("cards") else { return Vec::new() };
    let origin = list.get_bounding_client_rect().top();
    let Ok(cards) = list.query_selector_all("li.card") else { return Vec::new() };
    let mut sections = Sections::new();
    (0..cards.length())
        .filter_map(|index| cards.item(index)?.dyn_into::<Element>().ok())
        .filter_map(|card| measured(card, origin, &mut sections))
        .collect()
}

/// Puts a card there.
pub fn put(card: &Measured, top: f64) {
    cssom::set_px(&card.card, "--y", top);
}

/// Makes the list as high as what stands in it, so that nothing lies outside the page.
pub fn stretch(bottom: f64) {
    if let Some(list) = dom::by_id("cards") {
        cssom::set_px(&list, "--height", bottom);
    }
}

/// A block, and so many thousandths of its height.
pub type Spot = (u32, u32);

/// What is in view or within `margin` pixels of it, from where to where.
pub fn near_view(margin: f64) -> Option<(Spot, Spot)> {
    let article = dom::article()?;
    let height = height();
    let sections = article.children();
    let first = first_ending_after(&sections, -margin)?;
    let last = first_ending_after(&sections, height + margin);
    let last = last.or_else(|| sections.item(sections.length().checked_sub(1)?))?;
    let from = spot_inside(&first, -margin)
        .or_else(|| Some((dom::block_index(&first.first_element_child()?)?, 0)))?;
    let to = spot_inside(&last, height + margin)
        .or_else(|| Some((dom::block_index(&last.last_element_child()?)?, 1000)))?;
    Some((from, to))
}

/// What lies at a height in a section, if that is so tall that one is to look inside. Others count as
/// a whole: to look inside one that is off the screen would lay it out.
fn spot_inside(section: &Element, edge: f64) -> Option<Spot> {
    const TALL: f64 = 20_000.0;
    if section.get_bounding_client_rect().height() < TALL {
        return None;
    }
    let blocks = section.children();
    let block = first_ending_after(&blocks, edge).or_else(|| section.last_element_child())?;
    let rect = block.get_bounding_client_rect();
    let share = (edge - rect.top()) / rect.height() * 1000.0;
    // A cast of a fraction stops at 0 and at the largest number by itself.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "as it should be")]
    Some((dom::block_index(&block)?, (share as u32).min(1000)))
}

/// The first block that is in view.
pub fn first_block_in_view() -> Option<u32> {
    let top = below_header();
    let section = first_ending_after(&dom::article()?.children(), top)?;
    dom::block_index(&first_ending_after(&section.children(), top)?)
}

/// Whether a block's section is in view, or nearly: only there may be measured.
pub fn is_near_view(block: u32) -> bool {
    Sections::new().near_view(block).unwrap_or_default()
}

/// The height of the view, in CSS pixels.
pub fn height() -> f64 {
    dom::window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default()
}

/// Where the header ends, in CSS pixels from the top of the view.
pub fn below_header() -> f64 {
    dom::by_id("header").map_or(0.0, |header| header.get_bounding_client_rect().bottom())
}

/// How much of the window's foot a keyboard on the screen covers.
pub fn covered() -> f64 {
    let view = dom::window().visual_viewport();
    view.map_or(0.0, |view| height() - view.height() * view.scale() - view.offset_top()).max(0.0)
}

/// Keeps what is docked at the foot above a keyboard that covers so much of it.
pub fn dock(covered: f64) {
    if let Some(root) = dom::document().document_element() {
        cssom::set_px(&root, "--keyboard", covered);
    }
}

/// Puts the toolbar beside a range: above it, or below where the header would cover it.
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
    // The name of the attribute is valid, so this does not fail.
    let _ = toolbar.set_attribute("data-side", if below { "below" } else { "above" });
}

/// Scrolls until an element is well in view, if it is not.
pub fn reveal(element: &Element) {
    let rect = element.get_bounding_client_rect();
    let visible = rect.top() > below_header() + 8.0 && rect.bottom() < height() * 0.75;
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

fn measured(card: Element, origin: f64, sections: &mut Sections) -> Option<Measured> {
    let (id, block) =
        (card.get_attribute("data-id")?, card.get_attribute("data-at")?.parse().ok()?);
    let line = match sections.near_view(block) {
        Some(true) => dom::mark_in(block, &id).and_then(|mark| mark.get_client_rects().item(0)),
        _ => None,
    };
    let height = f64::from(card.dyn_ref::<HtmlElement>()?.offset_height());
    let open = card.class_list().contains("is-open");
    let line = line.map(|line| line.top() + line.height() / 2.0);
    let line = line.or_else(|| sections.top(block)).map(|line| line - origin);
    Some(Measured { card, line, height, open })
}

/// Where the sections lie that cards ask for. Inside one that is off the screen nothing is measured:
/// the browser would have to lay it out for that.
struct Sections {
    view: f64,
    known: Vec<(u32, DomRect)>,
}

impl Sections {
    fn new() -> Self {
        Self { view: height(), known: Vec::new() }
    }

    /// Whether the section of a block is in view, or nearly.
    fn near_view(&mut self, block: u32) -> Option<bool> {
        const NEAR: f64 = 100.0;
        let view = self.view;
        self.rect(block).map(|rect| rect.bottom() > -NEAR && rect.top() < view + NEAR)
    }

    fn top(&mut self, block: u32) -> Option<f64> {
        self.rect(block).map(|rect| rect.top())
    }

    fn rect(&mut self, block: u32) -> Option<&DomRect> {
        let index = block / SECTION;
        if self.known.last().is_none_or(|(last, _)| *last != index) {
            let section = dom::article()?.children().item(index)?;
            self.known.push((index, section.get_bounding_client_rect()));
        }
        self.known.last().map(|(_, rect)| rect)
    }
}

/// The first of these elements, which lie below each other, that ends below `edge`.
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
