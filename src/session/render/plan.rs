//! Divides an article into parts that are drawn separately: runs of paragraphs, and stretches of a
//! book-length one. No leaf is longer than a few screens (tests/native/shapes.rs).

use std::rc::Rc;

use crate::model::stretches::{LONG, stretches};
use crate::model::{Article, Block, BlockIndex, Byte, TextRange, Utf16};

use super::blocks::{BlockView, Body, Section, Stretch};
use super::card_layout;
use super::tree::Tree;

/// Most blocks of a section.
const BLOCKS: usize = 32;

/// Most text of a section, in bytes, unless it is one block: about two screens. The browser lays a section
/// out as a whole when part of it comes into view; larger sections slow scrolling, smaller ones the whole
/// article.
const BYTES: u32 = 3 << 10;

/// Most rows of a table in one section.
const TABLE: usize = 100;

/// The smallest part of an article that is drawn separately.
#[derive(Debug, Clone, Copy)]
pub(in crate::session) struct Leaf {
    /// Its place in the text, line ends included.
    pub range: TextRange,
    /// The number of its section.
    pub section: u32,
    /// The number of its stretch in a book-length block.
    pub stretch: Option<u32>,
}

/// The leaves of an article, and its sections with nothing drawn.
pub(in crate::session) fn plan(article: &Article) -> (Vec<Leaf>, Vec<Rc<Section>>) {
    let (mut leaves, mut sections) = (Vec::new(), Vec::new());
    let (mut from, blocks) = (0, article.blocks());
    while from < blocks.len() {
        let to = from + run(blocks.get(from..).unwrap_or_default());
        let some = blocks.get(from..to).unwrap_or_default();
        let first = BlockIndex::at(from);
        let (section, leaf) = (number(sections.len()), number(leaves.len()));
        let (start, end) = (
            article.block_with_end(first).start,
            article.block_with_end(BlockIndex::at(to - 1)).end,
        );
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

/// A book-length block with nothing drawn; `None` if the block is shorter.
pub(in crate::session) fn blank_block(
    article: &Rc<Article>,
    index: BlockIndex,
) -> Option<BlockView> {
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

/// The number of these blocks that make up the next section. A short table is in one section, because the
/// browser fits the columns of a section.
fn run(blocks: &[Block]) -> usize {
    let is_long = |block: &Block| block.range.len() as usize > LONG;
    let (mut count, mut bytes, mut is_in_long_table) = (0, 0, false);
    while let Some(rest) = blocks.get(count..).filter(|rest| !rest.is_empty()) {
        is_in_long_table &= rest.first().is_some_and(|block| block.kind.is_row());
        let rows = if is_in_long_table { 1 } else { rows(rest) };
        is_in_long_table |= rows > TABLE;
        let next = if is_in_long_table { 1 } else { rows.max(1) };
        let some = rest.get(..next).unwrap_or_default();
        bytes += some.iter().map(|block| u64::from(block.range.len())).sum::<u64>();
        let is_too_much = bytes > u64::from(BYTES) || count + next > BLOCKS;
        if count > 0 && (is_too_much || some.iter().any(is_long)) {
            break;
        }
        count += next;
    }
    count.max(1)
}

/// The number of rows these blocks begin with; of a table too long for one section, more than [`TABLE`].
fn rows(blocks: &[Block]) -> usize {
    let mut bytes = 0;
    let rows = blocks.iter().take(TABLE + 1).take_while(|block| block.kind.is_row());
    let count = rows.inspect(|row| bytes += u64::from(row.range.len())).count();
    if bytes > 2 * u64::from(BYTES) { TABLE + 1 } else { count }
}

fn place(start: Byte, inside: usize) -> Byte {
    Byte(start.0 + Byte::at(inside).0)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
