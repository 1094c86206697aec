//! The text of a source as paragraphs in which what was found is marked. Of a long text only a part is shown at a
//! time, around the passage under review (tests/native/against_source.rs).

use std::ops::Range;

use crate::model::{BlockIndex, BlockPoint, Byte, TextRange, Utf16, order};
use crate::session::versions::rows::{ShownParagraph, WordPiece};

use super::HeldSource;

/// A part of the text.
pub(super) struct ShownText {
    pub paragraphs: Vec<ShownParagraph>,
    /// Whether more is before and after them.
    pub more: (bool, bool),
}

/// Most text shown at a time, in bytes.
const SHOWN: usize = 200 << 10;

/// Most bytes by which a part is longer to begin with a paragraph.
const RAGGED: usize = 4 << 10;

/// The text, or the part of it that is shown now.
pub(super) fn shown_text(now: &HeldSource) -> ShownText {
    let part = part(now);
    let mut paragraphs = Vec::new();
    let mut edges = edges(now).into_iter().peekable();
    let (mut found, mut under_review) = (0, 0);
    let first = now.article.block_at(Byte::at(part.start));
    for (block, index) in now.article.blocks().iter().zip(0..).skip(first.0 as usize) {
        let range = block.range.indices();
        if range.start >= part.end {
            break;
        }
        let (from, end) = (range.start.max(part.start), range.end.min(part.end));
        let (mut pieces, mut at) = (Vec::new(), from);
        loop {
            while let Some((_, all, own)) = edges.next_if(|(edge, ..)| *edge <= at) {
                (found, under_review) = (found + all, under_review + own);
            }
            if at >= end {
                break;
            }
            let to = edges.peek().map_or(end, |(edge, ..)| (*edge).min(end));
            pieces.push(WordPiece {
                text: now.source.text.get(at..to).unwrap_or_default().to_owned(),
                changed: false,
                moved: false,
                kinds: [false, false, found > 0],
                current: under_review > 0,
            });
            at = to;
        }
        if pieces.iter().any(|piece| !piece.text.trim().is_empty()) {
            let before = now.article.to_utf16(block.range.start).0;
            let at = Utf16(now.article.to_utf16(Byte::at(from)).0.saturating_sub(before));
            let start = BlockPoint { block: BlockIndex(index), at };
            paragraphs.push(ShownParagraph { start, pieces });
        }
    }
    ShownText { paragraphs, more: (part.start > 0, part.end < now.source.text.len()) }
}

/// Where marks begin and end: how many open there, and how many of them are under review.
fn edges(now: &HeldSource) -> Vec<(usize, i32, i32)> {
    let mut marks: Vec<(TextRange, bool)> = Vec::new();
    for (one, quote) in now.listed() {
        let current = now.current.as_ref() == Some(&one.id);
        let passages = now.passages(one, quote).unwrap_or_else(|| one.found.offered.clone());
        marks.extend(passages.into_iter().map(|range| (range, current)));
    }
    let mut edges = Vec::with_capacity(marks.len() * 2);
    for (range, current) in marks {
        let own = i32::from(current);
        edges.push((range.start.index(), 1, own));
        edges.push((range.end.index(), -1, -own));
    }
    order::by_number(edges, |(at, ..)| *at as u64)
}

/// What is shown of the text: all of it, or as much around the passage under review or where the reader turned.
fn part(now: &HeldSource) -> Range<usize> {
    let text = &*now.source.text;
    if text.len() <= SHOWN {
        return 0..text.len();
    }
    let start = centre(now).saturating_sub(SHOWN / 2).min(text.len() - SHOWN);
    let end = text.floor_char_boundary(start + SHOWN);
    let start = text.floor_char_boundary(start);
    let paragraph = now.article.block_at(Byte::at(start));
    let begins = now.article.block(paragraph).map_or(start, |block| block.range.start.index());
    (if start - begins <= RAGGED { begins } else { start })..end
}

/// What a long text is shown around.
fn centre(now: &HeldSource) -> usize {
    let reviewed = || {
        let (one, quote) = now.reviewed()?;
        let passages = now.passages(one, quote).unwrap_or_else(|| one.found.offered.clone());
        Some(passages.first()?.start.index())
    };
    now.turned.or_else(reviewed).unwrap_or(0)
}

/// What the text is shown around once the reader turns to the part before or after.
pub(in crate::session) fn turned(now: &HeldSource, forward: bool) -> usize {
    let (text, by) = (now.source.text.len(), SHOWN / 4 * 3);
    let least = SHOWN / 2;
    let centre = centre(now).clamp(least, text.saturating_sub(least).max(least));
    if forward { (centre + by).min(text) } else { centre.saturating_sub(by) }
}
