//! A long list as a tree, so that a change copies, compares and draws only the path to what changed. Its
//! shape stays as built (tests/native/shapes.rs).

use std::rc::Rc;

/// Most children of a node. With more, the browser itself handles each in every frame.
const MOST: usize = 64;

/// The shape of a tree of `count` values: how many lie below each child of the root, how many children a node
/// has, and how many levels there are.
pub fn shape(count: usize) -> (usize, usize, u32) {
    let levels = (1..).find(|level| MOST.saturating_pow(*level) >= count).unwrap_or(1);
    let fan = (1..=MOST).find(|fan| fan.saturating_pow(levels) >= count.max(1)).unwrap_or(MOST);
    (fan.saturating_pow(levels - 1), fan, levels)
}

/// A list of shared values.
#[derive(Debug)]
pub struct Tree<T> {
    root: Rc<Node<T>>,
}

/// A node of the tree.
#[derive(Debug)]
pub struct Node<T> {
    /// The number of values each child holds; the last may hold fewer.
    each: usize,
    /// Whether a value below was ever replaced.
    touched: bool,
    /// What is below it.
    pub below: Below<T>,
}

/// What is below a node.
#[derive(Debug)]
pub enum Below<T> {
    /// The values themselves.
    Leaves(Vec<Rc<T>>),
    /// Nodes.
    Nodes(Vec<Rc<Node<T>>>),
}

impl<T> Tree<T> {
    /// The tree of a list: as few levels as possible, with about equal numbers of nodes.
    pub fn new(leaves: Vec<Rc<T>>) -> Self {
        let (_, fan, levels) = shape(leaves.len());
        Self { root: Rc::new(Node::new(&leaves, fan, levels - 1)) }
    }

    /// The first level.
    pub fn root(&self) -> &Rc<Node<T>> {
        &self.root
    }

    /// The value at a place.
    pub fn get(&self, at: usize) -> Option<&Rc<T>> {
        let (mut node, mut at) = (&self.root, at);
        loop {
            match &node.below {
                Below::Leaves(leaves) => return leaves.get(at),
                Below::Nodes(nodes) => {
                    let each = node.each;
                    (node, at) = (nodes.get(at / each)?, at % each);
                }
            }
        }
    }

    /// Changes the value at a place; all values and nodes off the path stay the same.
    pub fn change(&mut self, at: usize, change: impl FnOnce(&mut Rc<T>)) {
        let (mut node, mut at) = (&mut self.root, at);
        loop {
            let own = Rc::make_mut(node);
            own.touched = true;
            match &mut own.below {
                Below::Leaves(leaves) => return leaves.get_mut(at).map_or((), change),
                Below::Nodes(nodes) => {
                    let each = own.each;
                    let Some(next) = nodes.get_mut(at / each) else { return };
                    (node, at) = (next, at % each);
                }
            }
        }
    }

    /// All values, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Rc<T>> {
        (0..).map_while(|at| self.get(at))
    }
}

impl<T> Node<T> {
    fn new(leaves: &[Rc<T>], fan: usize, levels: u32) -> Self {
        let each = fan.saturating_pow(levels);
        let below = match levels {
            0 => Below::Leaves(leaves.to_vec()),
            _ => Below::Nodes(
                leaves.chunks(each).map(|some| Rc::new(Self::new(some, fan, levels - 1))).collect(),
            ),
        };
        Self { each, touched: false, below }
    }

    /// The number of its children.
    pub fn width(&self) -> usize {
        match &self.below {
            Below::Leaves(leaves) => leaves.len(),
            Below::Nodes(nodes) => nodes.len(),
        }
    }

    /// The number of values each of its children holds; the last may hold fewer.
    pub fn each(&self) -> usize {
        self.each
    }

    /// Whether a value in it was ever replaced.
    pub fn is_touched(&self) -> bool {
        self.touched
    }

    /// Reports the values that are not the same in another tree of the same shape, with their places.
    pub fn differing(&self, other: &Self, from: usize, tell: &mut impl FnMut(usize, &Rc<T>)) {
        match (&self.below, &other.below) {
            (Below::Leaves(own), Below::Leaves(others)) => {
                for (at, (own, other)) in (from..).zip(own.iter().zip(others)) {
                    if !Rc::ptr_eq(own, other) {
                        tell(at, own);
                    }
                }
            }
            (Below::Nodes(own), Below::Nodes(others)) => {
                for (at, (own, other)) in own.iter().zip(others).enumerate() {
                    if !Rc::ptr_eq(own, other) {
                        own.differing(other, from + at * self.each, tell);
                    }
                }
            }
            _ => {}
        }
    }
}

impl<T> Clone for Tree<T> {
    fn clone(&self) -> Self {
        Self { root: self.root.clone() }
    }
}

impl<T> Clone for Node<T> {
    fn clone(&self) -> Self {
        let below = match &self.below {
            Below::Leaves(leaves) => Below::Leaves(leaves.clone()),
            Below::Nodes(nodes) => Below::Nodes(nodes.clone()),
        };
        Self { below, ..*self }
    }
}

impl<T: Eq> PartialEq for Tree<T> {
    fn eq(&self, other: &Self) -> bool {
        self.root == other.root
    }
}

impl<T: Eq> Eq for Tree<T> {}

impl<T: Eq> PartialEq for Node<T> {
    fn eq(&self, other: &Self) -> bool {
        match (&self.below, &other.below) {
            (Below::Leaves(own), Below::Leaves(others)) => own == others,
            (Below::Nodes(own), Below::Nodes(others)) => own == others,
            _ => false,
        }
    }
}

impl<T: Eq> Eq for Node<T> {}
