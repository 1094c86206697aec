//! Notices when something else changes the article's DOM: a translator, an extension.
//! Must never mend it: it tells which blocks differ from what they should show.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, MutationObserver, MutationObserverInit, MutationRecord, Node, NodeList};

use crate::model::order;

use super::dom;

/// Watches the article's DOM until it is dropped.
#[derive(Debug)]
pub struct Watch {
    observer: MutationObserver,
    _changed: Closure<dyn FnMut(Array)>,
}

impl Watch {
    /// Watches the article that is on the page now, and tells the blocks that something changed.
    ///
    /// # Errors
    /// The browser's own error if it has no such observers.
    pub fn new(changed: impl Fn(Vec<u32>) + 'static) -> Result<Self, JsValue> {
        let changed: Rc<dyn Fn(Vec<u32>)> = Rc::new(changed);
        let closure = Closure::<dyn FnMut(Array)>::new(move |records: Array| {
            look_at(records, changed.clone());
        });
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

    /// Forgets what was changed up to now: our own drawing.
    pub fn forgive(&self) {
        self.observer.take_records();
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Whether a block shows these words, however they are wrapped: then its places can be told by counting letters.
pub fn has_words(index: u32, words: &str) -> bool {
    let block = dom::block(index);
    block.is_some_and(|block| block.text_content().as_deref().unwrap_or_default() == words)
}

/// Whether the pieces of a block are what they should be: these texts, in as many nodes.
pub fn is_whole(index: u32, pieces: &[&str]) -> bool {
    let Some(block) = dom::block(index) else { return false };
    if dom::block_index(&block) != Some(index) {
        return false;
    }
    if pieces.is_empty() {
        return block.text_content().unwrap_or_default().is_empty();
    }
    let children = children(&block);
    children.len() == pieces.len()
        && children.iter().zip(pieces).all(|(child, piece)| is_piece(child, piece))
}

/// The children of a block; of one as long as a book those of its stretches.
fn children(block: &Element) -> Vec<Node> {
    let children = block.child_nodes();
    let children = (0..children.length()).filter_map(|place| children.item(place));
    let inside = |child: Node| match child.dyn_ref::<Element>() {
        Some(part) if part.has_attribute("data-at") => self::children(part),
        _ => vec![child],
    };
    children.flat_map(inside).collect()
}

/// A text node that holds just this text, by itself or in a mark, emphasis or a link alone.
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

/// Whether it is a mark, emphasis or a link of the article.
fn is_ours(node: &Node) -> bool {
    let link = node.dyn_ref::<Element>().is_some_and(|element| element.has_attribute("data-href"));
    link || ["MARK", "STRONG", "EM"].contains(&node.node_name().as_str())
}

/// So many changes are looked at in some milliseconds.
const AT_ONCE: u32 = 200;

/// Tells the blocks that were changed, of many changes with pauses: where our own drawing was interrupted,
/// all of it is among them.
fn look_at(records: Array, changed: Rc<dyn Fn(Vec<u32>)>) {
    let blocks = blocks(&records.slice(0, AT_ONCE));
    if !blocks.is_empty() {
        changed(blocks);
    }
    if records.length() > AT_ONCE {
        let rest = records.slice(AT_ONCE, records.length());
        Timeout::new(0, move || look_at(rest, changed)).forget();
    }
}

fn blocks(records: &Array) -> Vec<u32> {
    let blocks = records
        .iter()
        .filter_map(|record| record.dyn_into::<MutationRecord>().ok())
        .flat_map(|record| {
            let target = record.target().and_then(|node| dom::element_of(&node));
            let mut blocks = target.map_or_else(Vec::new, |element| blocks_of(&element));
            blocks.extend(nodes(&record.removed_nodes()).flat_map(|node| taken_away(&node)));
            blocks
        });
    let mut blocks = order::by_key(blocks, |block| *block);
    blocks.dedup();
    blocks
}

/// The block an element lies in; of a section, all it should hold.
fn blocks_of(element: &Element) -> Vec<u32> {
    match element.closest("[data-block]").ok().flatten() {
        Some(block) => dom::block_index(&block).into_iter().collect(),
        None => blocks_in(element),
    }
}

/// The blocks that went with a node: the node itself, or what it held.
fn taken_away(node: &Node) -> Vec<u32> {
    let Some(element) = node.dyn_ref::<Element>() else { return Vec::new() };
    match dom::block_index(element) {
        Some(index) => vec![index],
        None => blocks_in(element),
    }
}

fn blocks_in(element: &Element) -> Vec<u32> {
    let list = element.query_selector_all("[data-block]").ok();
    let all = list.iter().flat_map(nodes);
    all.filter_map(|node| dom::block_index(node.dyn_ref::<Element>()?)).collect()
}

fn nodes(list: &NodeList) -> impl Iterator<Item = Node> {
    (0..list.length()).filter_map(|index| list.item(index))
}
