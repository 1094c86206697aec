//! A manuscript in texts small enough that writing or reading one is not noticed: how what was read
//! passes from the worker to the page. Must never change it.

use crate::formats::{Manuscript, Passage, Problem};
use crate::model::Details;
use crate::model::record::{Record, record};

use super::work::{Part, of_json};

/// All of a manuscript but its passages.
pub(super) struct Cover {
    name: String,
    details: Details,
    problems: Vec<Problem>,
    /// How many texts with passages follow.
    pub leaves: usize,
}

/// Some of its passages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
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
    /// What a text says that came before all of it is there; `None` if it is no leaf.
    pub fn ahead(text: &str) -> Option<Self> {
        text.starts_with(r#"{"passages":"#).then(|| of_json(text).ok()).flatten()
    }
}

impl Cover {
    /// The manuscript, with the passages of these texts.
    pub fn manuscript(self, leaves: Vec<Leaf>) -> Manuscript {
        let passages = leaves.into_iter().flat_map(|leaf| leaf.passages).collect();
        Manuscript { name: self.name, details: self.details, passages, problems: self.problems }
    }
}
