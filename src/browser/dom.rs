//! The page: window, document, the article's elements.

use wasm_bindgen::{JsCast, UnwrapThrowExt};

use web_sys::{Document, Element, HtmlElement, Node, Window};

use crate::model::{BlockIndex, BlockPoint};

/// The window. Pages always have one; workers do not and must not call this.
pub fn window() -> Window {
    web_sys::window().unwrap_throw()
}

/// The document of the window.
pub fn document() -> Document {
    window().document().unwrap_throw()
}

/// Opens a link of the article in a new tab that has no access to this one.
pub fn open_elsewhere(address: &str) {
    let features = "noopener,noreferrer";
    // `None` both where the browser blocks the tab and where it opened one.
    let _ = window().open_with_url_and_target_and_features(address, "_blank", features);
}

/// The element that holds the article's text.
pub fn article() -> Option<Element> {
    by_id("article")
}

/// The element with one of our ids. Not by selector, which walks the whole article first.
pub fn by_id(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// The element of a block, if it is drawn. Parts and sections say at which block they start, so
/// only one section is searched, in case something else removed or inserted elements.
pub fn block(index: BlockIndex) -> Option<Element> {
    let mut inside = article()?;
    while inside.first_element_child()?.has_attribute("data-from") {
        inside = holder(&inside, "data-from", index.0)?;
    }
    let first = block_index(&inside.first_element_child()?);
    let there = first.and_then(|first| inside.children().item(index.since(first)?));
    match there {
        Some(block) if block_index(&block) == Some(index) => Some(block),
        _ => inside.query_selector(&format!("[data-block=\"{}\"]", index.0)).ok()?,
    }
}

/// The smallest element of a block that holds a point: a stretch of a very long block, otherwise
/// the block.
pub fn stretch(point: BlockPoint) -> Option<Element> {
    Some(stretch_of(block(point.block)?, point.at.0))
}

/// The stretch that starts at this UTF-16 unit of a block.
pub fn stretch_at(block: Element, at: u32) -> Option<Element> {
    Some(stretch_of(block, at)).filter(|found| number(found, "data-at") == Some(at))
}

fn stretch_of(block: Element, at: u32) -> Element {
    let mut inside = block;
    while let Some(next) = holder(&inside, "data-at", at) {
        inside = next;
    }
    inside
}

/// The leaf that holds a point: a stretch or a section, or its empty placeholder.
pub fn leaf(point: BlockPoint) -> Option<Element> {
    let mut inside = article()?;
    let section = loop {
        match inside.first_element_child() {
            Some(first) if first.has_attribute("data-from") => {
                inside = holder(&inside, "data-from", point.block.0)?;
            }
            _ => break inside,
        }
    };
    Some(stretch(point).filter(|found| found.has_attribute("data-at")).unwrap_or(section))
}

/// The number in an element's attribute.
pub fn number(element: &Element, name: &str) -> Option<u32> {
    element.get_attribute(name)?.parse().ok()
}

/// The child that holds a place. Each child says in this attribute where it starts.
fn holder(parent: &Element, name: &str, place: u32) -> Option<Element> {
    number(&parent.first_element_child()?, name)?;
    let children = parent.children();
    let (mut low, mut high) = (0, children.length());
    while low + 1 < high {
        let middle = low + (high - low) / 2;
        if number(&children.item(middle)?, name)? <= place {
            low = middle;
        } else {
            high = middle;
        }
    }
    children.item(low)
}

/// The index of an element's block.
pub fn block_index(element: &Element) -> Option<BlockIndex> {
    number(element, "data-block").map(BlockIndex)
}

/// The block that a section or a part starts with, drawn or not.
pub fn first_block(element: &Element) -> Option<BlockIndex> {
    number(element, "data-from").map(BlockIndex)
}

/// The element a node is or lies in.
pub fn element_of(node: &Node) -> Option<Element> {
    node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())
}

/// The first piece of an annotation's highlight within the leaf that holds a point.
pub fn mark_in(point: BlockPoint, id: &str) -> Option<Element> {
    mark_below(&stretch(point)?, id)
}

/// The first piece of an annotation's highlight below an element.
pub fn mark_below(element: &Element, id: &str) -> Option<Element> {
    let id = id.replace('\\', "\\\\").replace('"', "\\\"");
    element.query_selector(&format!("mark[data-ids~=\"{id}\"]")).ok()?
}

/// Whether an element of this selector is there. Browsers that do not know the selector have none.
pub fn shows(selector: &str) -> bool {
    document().query_selector(selector).ok().flatten().is_some()
}

/// The card of an annotation.
pub fn card(id: &str) -> Option<Element> {
    // While a list is open, the open card lies in the panel, and a closed one of its own in the column.
    let cards = document().query_selector_all("#panel li.card, #cards li.card").ok()?;
    let found = (0..cards.length())
        .filter_map(|index| cards.item(index)?.dyn_into::<Element>().ok())
        .filter(|card| card.get_attribute("data-id").as_deref() == Some(id));
    found.max_by_key(|card| card.class_list().contains("is-open"))
}

/// Focuses an element without scrolling to it. Returns whether it has the focus.
pub fn focus(element: &Element) -> bool {
    let Some(html) = element.dyn_ref::<HtmlElement>() else { return false };
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let has_it = || {
        // An element that takes no focus leaves it where it is.
        let _ = html.focus_with_options(&options);
        document().active_element().as_ref() == Some(element)
    };
    // What lay behind a dialog may take none until the page was laid out without it.
    has_it() || {
        element.get_client_rects();
        has_it()
    }
}

/// Whether a media query matches.
pub fn media(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// A value from the address behind the `#`: `#article=ID&annotation=ID`.
pub fn address(name: &str) -> Option<String> {
    let hash = window().location().hash().ok()?;
    let parts = web_sys::UrlSearchParams::new_with_str(hash.trim_start_matches('#')).ok()?;
    parts.get(name)
}

/// Changes the part of the address behind the `#` without navigating, as a new history entry or in
/// place of the current one.
pub fn set_address(part: &str, replace: bool) {
    let (Ok(history), Ok(path)) = (window().history(), window().location().pathname()) else {
        return;
    };
    let search = window().location().search().unwrap_or_default();
    let hash = if part.is_empty() { String::new() } else { format!("#{part}") };
    let address = Some(format!("{path}{search}{hash}"));
    // A page in a frame without an address of its own has none to change.
    let _ = match replace {
        true => {
            history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", address.as_deref())
        }
        false => history.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", address.as_deref()),
    };
}

/// A text, escaped for an address.
pub fn escaped(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// The page's path without the file name, which tells copies of the program on one host apart.
pub fn base_path() -> String {
    let path = window().location().pathname().unwrap_or_default();
    path.rsplit_once('/').map_or(String::new(), |(base, _)| format!("{base}/"))
}
