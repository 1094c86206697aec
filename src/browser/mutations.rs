//! Notices when a translator or an extension changes the article's DOM, and reports the blocks that
//! differ: tests/e2e/tests/journeys/healing.rs.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::{Array, Date};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, MutationObserver, MutationObserverInit, MutationRecord, Node, NodeList};

use crate::model::{BlockIndex, order};

use super::dom;

/// A place in the article that is checked by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NodePlace {
    /// The block.
    pub block: BlockIndex,
    /// In a very long block, the start of the stretch, in UTF-16 units of the block.
    pub stretch: Option<u32>,
}

/// Watches the article's DOM until it is dropped.
#[derive(Debug)]
pub struct Watch {
    observer: MutationObserver,
    _changed: Closure<dyn FnMut(Array)>,
}

impl Watch {
    /// Watches the article on the page and passes on what changed, for [`look`].
    ///
    /// # Errors
    /// The browser's own error if it has no such observers.
    pub fn new(changed: impl Fn(Array) + 'static) -> Result<Self, JsValue> {
        let closure = Closure::<dyn FnMut(Array)>::new(changed);
        let observer = MutationObserver::new(closure.as_ref().unchecked_ref())?;
        if let Some(article) = dom::article() {
            let options = MutationObserverInit::new();
            options.set_child_list(true);
            options.set_character_data(true);
            options.set_subtree(true);
            observer.observe_with_options(&article, &options)?;
        }
        Ok(Self { observer, _changed: closure })
    }

    /// Forgets the changes up to now: they were our own drawing.
    pub fn forgive(&self) {
        self.observer.take_records();
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Reports changed places to `changed`, which returns whether the block will be redrawn.
pub fn look(records: Array, changed: impl Fn(NodePlace) -> bool + 'static) {
    let (places, redrawn) = (Vec::new(), Vec::new());
    let look = Look { records, at: 0, before: None, places, redrawn };
    look.go_on(Rc::new(changed));
}

/// Whether a block shows exactly these words, in whatever elements: then offsets can be counted in
/// it.
pub fn has_words(index: BlockIndex, words: &str) -> bool {
    let block = dom::block(index);
    block.is_some_and(|block| block.text_content().as_deref().unwrap_or_default() == words)
}

/// Whether a place holds these texts, in as many nodes.
pub fn is_whole(place: NodePlace, pieces: &[&str]) -> bool {
    let Some(block) = dom::block(place.block) else { return false };
    if dom::block_index(&block) != Some(place.block) {
        return false;
    }
    let element = match place.stretch {
        Some(at) => dom::stretch_at(block, at),
        None => Some(block),
    };
    let Some(element) = element else { return false };
    if pieces.is_empty() {
        return element.text_content().unwrap_or_default().is_empty();
    }
    let children = children(&element);
    children.len() == pieces.len()
        && children.iter().zip(pieces).all(|(child, piece)| is_piece(child, piece))
}

/// The children of a block; in a very long block, those of its stretches, and in a row, of its cells.
fn children(block: &Element) -> Vec<Node> {
    let children = block.child_nodes();
    let children = (0..children.length()).filter_map(|place| children.item(place));
    let inside = |child: Node| match child.dyn_ref::<Element>() {
        Some(part) if part.has_attribute("data-at") || is_cell(part) => self::children(part),
        _ => vec![child],
    };
    children.flat_map(inside).collect()
}

fn is_cell(element: &Element) -> bool {
    ["TD", "TH"].contains(&element.tag_name().as_str())
}

/// A text node with exactly this text, alone or as the only child of a mark, emphasis or link.
fn is_piece(node: &Node, text: &str) -> bool {
    let mut inside = node.clone();
    while is_ours(&inside) {
        match inside.first_child() {
            Some(child) if inside.child_nodes().length() == 1 => inside = child,
            _ => return false,
        }
    }
    inside.node_type() == Node::TEXT_NODE && node.text_content().as_deref() == Some(text)
}

/// Whether it is one of the article's marks, emphases or links.
fn is_ours(node: &Node) -> bool {
    let link = node.dyn_ref::<Element>().is_some_and(|element| element.has_attribute("data-href"));
    link || ["MARK", "STRONG", "EM"].contains(&node.node_name().as_str())
}

/// Longest check without a pause, in milliseconds.
const AT_ONCE: f64 = 5.0;

/// Changes to check, with pauses if there are many. Where our own drawing was interrupted, they
/// include all of it.
struct Look {
    records: Array,
    /// Index of the next record.
    at: u32,
    /// The target of the previous record: consecutive insertions have the same target.
    before: Option<Node>,
    /// Places of the records so far, not reported yet.
    places: Vec<NodePlace>,
    /// Blocks that will be redrawn, so that a block changed twice is redrawn once.
    redrawn: Vec<BlockIndex>,
}

impl Look {
    /// Reports the changed places.
    fn go_on(mut self, changed: Rc<dyn Fn(NodePlace) -> bool>) {
        let start = Date::now();
        while Date::now() - start < AT_ONCE {
            match self.places.pop() {
                Some(place) => {
                    if !self.redrawn.contains(&place.block) && changed(place) {
                        self.redrawn.push(place.block);
                    }
                }
                None if self.at < self.records.length() => self.read(),
                None => return,
            }
        }
        Timeout::new(0, move || self.go_on(changed)).forget();
    }

    /// Finds the places of the next record.
    fn read(&mut self) {
        let record = self.records.get(self.at).dyn_into::<MutationRecord>();
        self.at += 1;
        let Ok(record) = record else { return };
        let (target, removed) = (record.target(), record.removed_nodes());
        if target != self.before || removed.length() > 0 {
            self.places = places(target.as_ref(), &removed);
            self.before = target;
        }
    }
}

fn places(target: Option<&Node>, removed: &NodeList) -> Vec<NodePlace> {
    let target = target.and_then(dom::element_of);
    let mut places = target.map_or_else(Vec::new, |element| places_of(&element));
    places.extend(nodes(removed).flat_map(|node| removed_with(&node)));
    let mut places = order::by_key(places, |place| (place.block, place.stretch));
    places.dedup();
    places
}

/// The place an element lies in; for a section or a part, everything it should hold.
fn places_of(element: &Element) -> Vec<NodePlace> {
    let stretch = element.closest("[data-at]").ok().flatten();
    let block = element.closest("[data-block]").ok().flatten();
    match (block.and_then(|block| dom::block_index(&block)), stretch) {
        (Some(block), Some(stretch)) if is_leaf(&stretch) => {
            vec![NodePlace { block, stretch: dom::number(&stretch, "data-at") }]
        }
        (Some(block), _) => match stretches_in(element, block) {
            none if none.is_empty() => vec![NodePlace { block, stretch: None }],
            stretches => stretches,
        },
        (None, _) => blocks_in(element),
    }
}

/// The places removed with a node: its own, or those in it.
fn removed_with(node: &Node) -> Vec<NodePlace> {
    let Some(element) = node.dyn_ref::<Element>() else { return Vec::new() };
    match dom::block_index(element) {
        Some(block) => vec![NodePlace { block, stretch: None }],
        None => blocks_in(element),
    }
}

fn blocks_in(element: &Element) -> Vec<NodePlace> {
    let list = element.query_selector_all("[data-block]").ok();
    let all = list.iter().flat_map(nodes);
    let blocks = all.filter_map(|node| dom::block_index(node.dyn_ref::<Element>()?));
    blocks.map(|block| NodePlace { block, stretch: None }).collect()
}

fn stretches_in(element: &Element, block: BlockIndex) -> Vec<NodePlace> {
    let list = element.query_selector_all("[data-at]").ok();
    let all = list.iter().flat_map(nodes).filter_map(|node| node.dyn_into::<Element>().ok());
    let leaves = all.filter(is_leaf).filter_map(|leaf| dom::number(&leaf, "data-at"));
    leaves.map(|at| NodePlace { block, stretch: Some(at) }).collect()
}

/// Whether it is a stretch itself, not a part that holds some.
fn is_leaf(stretch: &Element) -> bool {
    stretch.class_list().contains("stretch")
}

fn nodes(list: &NodeList) -> impl Iterator<Item = Node> {
    (0..list.length()).filter_map(|index| list.item(index))
}
