//! A manuscript in texts small enough that writing or reading one is not noticed: how what was read
//! passes from the worker to the page. Must never change it.

use crate::formats::{Manuscript, Passage, Problem};
use crate::model::Details;
use crate::model::record::{Record, record};

use super::work::Part;

/// All of a manuscript but its passages.
pub(super) struct Cover {
    name: String,
    details: Details,
    problems: Vec<Problem>,
    /// How many texts with passages follow.
    leaves: usize,
}

/// Some of its passages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leaf {
    passages: Vec<Passage>,
}

/// So many bytes of text are written in about two milliseconds.
const LEAF: usize = 100_000;

record! { Cover { name: or_default, details: or_default, problems: if_filled, leaves: must } }

record! { Leaf { passages: must } }

/// The texts of a manuscript, each made when it is asked for.
pub(super) fn parts(manuscript: Manuscript) -> impl Iterator<Item = Part> {
    let Manuscript { name, details, passages, problems } = manuscript;
    let sizes = leaf_sizes(&passages);
    let cover = Cover { name, details, problems, leaves: sizes.len() };
    let head = std::iter::once_with(move || Part::Text(cover.plain().to_json()));
    let mut rest = passages.into_iter();
    head.chain(sizes.into_iter().map(move |size| {
        let passages = rest.by_ref().take(size).collect();
        Part::Text(Leaf { passages }.plain().to_json())
    }))
}

/// How many passages go into each leaf.
fn leaf_sizes(passages: &[Passage]) -> Vec<usize> {
    let (mut sizes, mut bytes) = (Vec::new(), LEAF);
    for passage in passages {
        // What is written around each text counts too.
        let own = passage.text.len() + 40 * (1 + passage.inlines.len());
        match sizes.last_mut() {
            Some(last) if bytes + own <= LEAF => *last += 1,
            _ => {
                bytes = 0;
                sizes.push(1);
            }
        }
        bytes += own;
    }
    sizes
}

impl Leaf {
    /// Puts its passages behind those that came before.
    pub fn add_to(self, manuscript: &mut Manuscript) {
        manuscript.passages.extend(self.passages);
    }
}

impl Cover {
    /// The manuscript without its passages, and how many texts with them follow.
    pub fn begun(self) -> (Manuscript, usize) {
        let Self { name, details, problems, leaves } = self;
        (Manuscript { name, details, passages: Vec::new(), problems }, leaves)
    }
}
