//! How an article is divided into what is drawn each by itself, before anything is: runs of paragraphs, and
//! stretches of one as long as a book. No leaf is longer than a screen or a few: tests/native/shapes.rs.

use std::rc::Rc;

use crate::model::stretches::{LONG, stretches};
use crate::model::{Article, Block, Byte, TextRange, Utf16};

use super::blocks::{BlockView, Body, Section, Stretch};
use super::card_layout;
use super::tree::Tree;

/// Most blocks of a section.
const BLOCKS: usize = 32;

/// Most text of a section, in bytes, unless it is one block: about two screens. It is laid out as a whole when some
/// of it comes into view, so a longer one makes scrolling dearer, and a shorter one the article.
const BYTES: u32 = 3 << 10;

/// The smallest part of an article that is drawn by itself.
#[derive(Debug, Clone, Copy)]
pub(in crate::session) struct Leaf {
    /// Where it lies in the text, line ends included.
    pub range: TextRange,
    /// The number of its section.
    pub section: u32,
    /// The number of its stretch in a block as long as a book.
    pub stretch: Option<u32>,
}

/// The leaves of an article, and its sections without anything drawn.
pub(in crate::session) fn plan(article: &Article) -> (Vec<Leaf>, Vec<Rc<Section>>) {
    let (mut leaves, mut sections) = (Vec::new(), Vec::new());
    let (mut from, blocks) = (0, article.blocks());
    while from < blocks.len() {
        let to = from + run(blocks.get(from..).unwrap_or_default());
        let some = blocks.get(from..to).unwrap_or_default();
        let (first, section, leaf) = (number(from), number(sections.len()), number(leaves.len()));
        let (start, end) =
            (article.block_with_end(first).start, article.block_with_end(number(to - 1)).end);
        let starts = some.first().map_or(vec![0], |block| stretches(article.slice(block.range)));
        let is_long = starts.len() > 1;
        for (at, inside) in starts.iter().enumerate() {
            let next = starts.get(at + 1).map_or(end, |next| place(start, *next));
            let range = TextRange { start: place(start, *inside), end: next };
            leaves.push(Leaf { range, section, stretch: is_long.then(|| number(at)) });
        }
        sections.push(Rc::new(Section {
            first,
            count: number(some.len()),
            leaf,
            leaves: number(starts.len()),
            extent: some.iter().map(card_layout::extent).sum(),
            blocks: Vec::new(),
            anew: 0,
        }));
        from = to;
    }
    (leaves, sections)
}

/// A block as long as a book of which nothing was drawn yet; `None` if it is not as long.
pub(in crate::session) fn blank_block(article: &Rc<Article>, index: u32) -> Option<BlockView> {
    let block = article.block(index)?;
    let starts = stretches(article.slice(block.range));
    if starts.len() == 1 {
        return None;
    }
    let ends = starts.iter().skip(1).map(|end| place(block.range.start, *end));
    let ends = ends.chain([block.range.end]);
    let stretches = starts.iter().zip(ends).map(|(start, end)| {
        let range = TextRange { start: place(block.range.start, *start), end };
        let at = article.to_utf16(range.start).0 - block.start_utf16.0;
        Rc::new(Stretch {
            at: Utf16(at),
            range,
            extent: card_layout::extent_of_stretch(range),
            article: article.clone(),
            pieces: Vec::new(),
        })
    });
    let body = Body::Stretches(Tree::new(stretches.collect()));
    Some(BlockView { index, kind: block.kind, healed: 0, article: article.clone(), body })
}

/// How many of these blocks make the next section.
fn run(blocks: &[Block]) -> usize {
    let is_long = |block: &Block| block.range.len() as usize > LONG;
    let mut bytes = 0;
    let fits = |block: &&Block| {
        bytes += block.range.len();
        bytes <= BYTES && !is_long(block)
    };
    blocks.iter().take(BLOCKS).take_while(fits).count().max(1)
}

fn place(start: Byte, inside: usize) -> Byte {
    Byte(start.0 + Byte::at(inside).0)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
