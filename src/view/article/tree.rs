//! The tree that holds the article's text: the browser only looks near the view, and a drawing only
//! at what changed. A part that was never drawn is empty and has its estimated height.

use std::rc::Rc;

use yew::prelude::*;

use crate::session::render::card_layout;
use crate::session::render::tree::{Below, Node};

/// Receives the estimated height of an element, in lines; only `browser` may set it.
pub type Estimate = Callback<(web_sys::Element, u32)>;

/// What is drawn and laid out by itself.
pub trait Drawable: Eq + 'static {
    /// Its element, and those of the parts that hold it.
    const TAG: &'static str;
    /// Its class.
    const CLASS: &'static str;
    /// The attribute that holds its start.
    const FROM: &'static str;

    /// Its start.
    fn from(&self) -> u32;

    /// Its estimated height.
    fn extent(&self) -> u32;

    /// How often its element was rebuilt.
    fn anew(&self) -> u32 {
        0
    }

    /// Its content.
    fn inside(&self, estimate: &Estimate) -> Html;
}

/// What is below a node.
pub fn below<T: Drawable>(node: &Node<T>, estimate: &Estimate) -> Html {
    match &node.below {
        Below::Leaves(leaves) => leaves
            .iter()
            .map(|leaf| html! { <LeafText<T> leaf={leaf.clone()} estimate={estimate.clone()} /> })
            .collect(),
        Below::Nodes(nodes) => nodes
            .iter()
            .map(|node| html! { <PartText<T> node={node.clone()} estimate={estimate.clone()} /> })
            .collect(),
    }
}

/// Properties of a leaf.
#[derive(Properties)]
struct LeafProps<T: Drawable> {
    leaf: Rc<T>,
    estimate: Estimate,
}

impl<T: Drawable> PartialEq for LeafProps<T> {
    fn eq(&self, other: &Self) -> bool {
        self.leaf == other.leaf
    }
}

/// A leaf of the page.
struct LeafText<T> {
    element: NodeRef,
    /// Which of its successive elements has its estimated height.
    told: Option<u32>,
    _leaf: std::marker::PhantomData<T>,
}

impl<T: Drawable> Component for LeafText<T> {
    type Message = ();
    type Properties = LeafProps<T>;

    fn create(_: &Context<Self>) -> Self {
        Self { element: NodeRef::default(), told: None, _leaf: std::marker::PhantomData }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let LeafProps { leaf, estimate } = ctx.props();
        element::<T>(&self.element, leaf.anew(), T::CLASS, leaf.from(), leaf.inside(estimate))
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        let LeafProps { leaf, estimate } = ctx.props();
        if self.told.replace(leaf.anew()) != Some(leaf.anew()) {
            tell(&self.element, leaf.extent(), estimate);
        }
    }
}

/// Properties of a part.
#[derive(Properties)]
struct PartProps<T: Drawable> {
    node: Rc<Node<T>>,
    estimate: Estimate,
}

impl<T: Drawable> PartialEq for PartProps<T> {
    fn eq(&self, other: &Self) -> bool {
        // Never by value: unchanged children find that out for themselves.
        Rc::ptr_eq(&self.node, &other.node)
    }
}

/// A part of the page with several leaves.
struct PartText<T> {
    element: NodeRef,
    _leaf: std::marker::PhantomData<T>,
}

impl<T: Drawable> Component for PartText<T> {
    type Message = ();
    type Properties = PartProps<T>;

    fn create(_: &Context<Self>) -> Self {
        Self { element: NodeRef::default(), _leaf: std::marker::PhantomData }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let PartProps { node, estimate } = ctx.props();
        let inside = match node.is_touched() {
            true => below(node, estimate),
            false => Html::default(),
        };
        element::<T>(&self.element, 0, "part", first(node), inside)
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        let PartProps { node, estimate } = ctx.props();
        if first {
            tell(&self.element, extent(node), estimate);
        }
    }
}

/// An element; another key is another element.
fn element<T: Drawable>(
    element: &NodeRef,
    key: u32,
    class: &'static str,
    from: u32,
    inside: Html,
) -> Html {
    let from = from.to_string();
    // The macro wants the attribute's name spelled out.
    let (block, at) = match T::FROM {
        "data-from" => (Some(from), None),
        _ => (None, Some(from)),
    };
    html! { <@{T::TAG} {key} ref={element} {class} data-from={block} data-at={at}>{ inside }</@> }
}

fn tell(element: &NodeRef, extent: u32, estimate: &Estimate) {
    if let Some(element) = element.cast::<web_sys::Element>() {
        estimate.emit((element, card_layout::lines(extent)));
    }
}

/// Where the first leaf of a node starts.
fn first<T: Drawable>(node: &Node<T>) -> u32 {
    match &node.below {
        Below::Leaves(leaves) => leaves.first().map_or(0, |leaf| leaf.from()),
        Below::Nodes(nodes) => nodes.first().map_or(0, |node| first(node)),
    }
}

fn extent<T: Drawable>(node: &Node<T>) -> u32 {
    match &node.below {
        Below::Leaves(leaves) => leaves.iter().map(|leaf| leaf.extent()).sum(),
        Below::Nodes(nodes) => nodes.iter().map(|node| extent(node)).sum(),
    }
}
