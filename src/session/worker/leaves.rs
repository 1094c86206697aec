//! A manuscript in chunks small enough to write or read unnoticed: how what was read passes from the worker
//! to the page. It arrives unchanged (tests/native/opening.rs).

use crate::formats::{Manuscript, Passage, Problem};
use crate::model::Details;
use crate::model::record::{Record, record};

use super::protocol::Chunk;

/// A manuscript without its passages.
pub(in crate::session) struct ManuscriptHead {
    name: String,
    details: Details,
    problems: Vec<Problem>,
    /// The number of passage chunks that follow.
    leaves: usize,
}

/// Some of its passages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::session) struct ManuscriptChunk {
    passages: Vec<Passage>,
}

/// Bytes of text per chunk, written in about two milliseconds.
const LEAF: usize = 100_000;

record! { ManuscriptHead { name: or_default, details: or_default, problems: if_filled, leaves: must } }

record! { ManuscriptChunk { passages: must } }

/// The chunks of a manuscript, each made on demand.
pub(in crate::session) fn parts(manuscript: Manuscript) -> impl Iterator<Item = Chunk> {
    let Manuscript { name, details, passages, problems } = manuscript;
    let sizes = leaf_sizes(&passages);
    let cover = ManuscriptHead { name, details, problems, leaves: sizes.len() };
    let head = std::iter::once_with(move || Chunk::Text(cover.plain().to_json()));
    let mut rest = passages.into_iter();
    head.chain(sizes.into_iter().map(move |size| {
        let passages = rest.by_ref().take(size).collect();
        Chunk::Text(ManuscriptChunk { passages }.plain().to_json())
    }))
}

/// The number of passages in each chunk.
fn leaf_sizes(passages: &[Passage]) -> Vec<usize> {
    let (mut sizes, mut bytes) = (Vec::new(), LEAF);
    for passage in passages {
        // The JSON around each text counts too.
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

impl ManuscriptChunk {
    /// Adds its passages to those that arrived before.
    pub fn add_to(self, manuscript: &mut Manuscript) {
        manuscript.passages.extend(self.passages);
    }
}

impl ManuscriptHead {
    /// The manuscript without passages, and the number of passage chunks that follow.
    pub fn begun(self) -> (Manuscript, usize) {
        let Self { name, details, problems, leaves } = self;
        (Manuscript { name, details, passages: Vec::new(), problems }, leaves)
    }
}
