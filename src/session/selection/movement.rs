//! Movement through an article: to the next word, sentence, paragraph or character, in either direction. A
//! `Walk` is made for each move.

use std::ops::Range;

use crate::model::words::{self, Segmenter};
use crate::model::{Article, BlockIndex, BlockPoint, Byte, TextRange};

/// An article to walk through.
pub(in crate::session) struct Walk<'a> {
    pub(in crate::session) article: &'a Article,
    pub(in crate::session) segmenter: &'a dyn Segmenter,
}

/// Cuts a block into units, at least around one place in it.
type Cut = fn(&str, usize, &dyn Segmenter) -> Vec<Range<usize>>;

impl Walk<'_> {
    /// The first word that starts at `at` or after it.
    pub(in crate::session) fn word_after(&self, at: Byte) -> Option<TextRange> {
        self.after(at, words::words_near)
    }

    /// The last word that ends at `at` or before it.
    pub(in crate::session) fn word_before(&self, at: Byte) -> Option<TextRange> {
        self.before(at, words::words_near)
    }

    /// The first sentence that starts at `at` or after it.
    pub(in crate::session) fn sentence_after(&self, at: Byte) -> Option<TextRange> {
        self.after(at, sentences)
    }

    /// The last sentence that ends at `at` or before it.
    pub(in crate::session) fn sentence_before(&self, at: Byte) -> Option<TextRange> {
        self.before(at, sentences)
    }

    /// The sentence that contains `at`.
    pub(in crate::session) fn sentence_at(&self, at: Byte) -> Option<TextRange> {
        let here = self.cut(self.article.block_at(at), at, sentences);
        here.into_iter().find(|sentence| sentence.contains(at))
    }

    /// The first sentence of the next paragraph, or of this one or the one before it.
    pub(in crate::session) fn paragraph(&self, at: Byte, forward: bool) -> Option<TextRange> {
        let block = self.article.block_at(at);
        let range = self.article.block(block)?.range;
        if forward {
            return self.sentence_after(range.end);
        }
        let first = self.sentence_after(range.start)?;
        if first.start < at {
            return Some(first);
        }
        let before = self.sentence_before(range.start)?;
        let range = self.article.block(self.article.block_at(before.start))?.range;
        self.sentence_after(range.start)
    }

    /// The first word of the article, or the last.
    pub(in crate::session) fn outermost(&self, last: bool) -> Option<TextRange> {
        match last {
            false => self.word_after(Byte(0)),
            true => self.word_before(Byte::at(self.article.text().len())),
        }
    }

    /// The next place where an end of a range may lie: after a word, or after the punctuation that follows it
    /// directly.
    pub(in crate::session) fn next_stop(
        &self,
        at: Byte,
        side: Side,
        forward: bool,
    ) -> Option<Byte> {
        let stops = |block| self.stops(block, at, side);
        if forward {
            self.blocks_from(at, true)
                .find_map(|block| stops(block).into_iter().find(|stop| *stop > at))
        } else {
            self.blocks_from(at, false)
                .find_map(|block| stops(block).into_iter().rfind(|stop| *stop < at))
        }
    }

    /// The next place for an end of a range by character; white space is skipped.
    pub(in crate::session) fn next_character(
        &self,
        at: Byte,
        side: Side,
        forward: bool,
    ) -> Option<Byte> {
        let text = self.article.text();
        let (before, after) = text.split_at_checked(at.index())?;
        let edge = |index: usize| Byte::at(index);
        match (side, forward) {
            (Side::End, true) | (Side::Start, true) => {
                let skip =
                    if side == Side::End { after.len() - after.trim_start().len() } else { 0 };
                let next = after[skip..].chars().next()?;
                let end = self.article.cluster_end(edge(at.index() + skip + next.len_utf8()));
                let rest = text.get(end.index()..)?;
                let blanks = rest.len() - rest.trim_start().len();
                Some(if side == Side::End { end } else { edge(end.index() + blanks) })
            }
            (Side::End, false) | (Side::Start, false) => {
                let skip =
                    if side == Side::Start { before.len() - before.trim_end().len() } else { 0 };
                let kept = &before[..before.len() - skip];
                let last = kept.chars().next_back()?;
                let start = self.article.cluster_start(edge(kept.len() - last.len_utf8()));
                let kept = text.get(..start.index())?;
                Some(if side == Side::Start { start } else { edge(kept.trim_end().len()) })
            }
        }
    }

    /// Where an end of a range lands when dragged to a point: at the nearer edge of the word there, or at the
    /// character if exact.
    pub(in crate::session) fn nearest(
        &self,
        point: BlockPoint,
        side: Side,
        exact: bool,
    ) -> Option<Byte> {
        let at = self.article.byte_of(point)?;
        if exact {
            return Some(self.article.cluster_start(at));
        }
        let word = self
            .cut(point.block, at, words::words_near)
            .into_iter()
            .find(|word| word.start < at && at < word.end);
        let Some(word) = word else { return Some(self.article.cluster_start(at)) };
        let before = at.0 - word.start.0 < word.end.0 - at.0;
        let other = match (side, before) {
            (Side::End, true) => self.next_stop(word.end, side, false),
            (Side::Start, false) => self.next_stop(word.start, side, true),
            (Side::End, false) => Some(word.end),
            (Side::Start, true) => Some(word.start),
        };
        other.or(Some(at))
    }

    fn after(&self, at: Byte, cut: Cut) -> Option<TextRange> {
        self.blocks_from(at, true)
            .find_map(|block| self.cut(block, at, cut).into_iter().find(|one| one.start >= at))
    }

    fn before(&self, at: Byte, cut: Cut) -> Option<TextRange> {
        self.blocks_from(at, false)
            .find_map(|block| self.cut(block, at, cut).into_iter().rfind(|one| one.end <= at))
    }

    /// The block of `at` and those after it, or before it, nearest first.
    fn blocks_from(&self, at: Byte, forward: bool) -> impl Iterator<Item = BlockIndex> + use<> {
        let here = self.article.block_at(at).0;
        let count = BlockIndex::at(self.article.blocks().len()).0;
        (0..count).map_while(move |step| {
            let block = if forward { here.checked_add(step)? } else { here.checked_sub(step)? };
            (block < count).then_some(BlockIndex(block))
        })
    }

    /// The units of a block near a place; a place before the block means its start, one after it its end.
    fn cut(&self, block: BlockIndex, near: Byte, cut: Cut) -> Vec<TextRange> {
        let Some(block) = self.article.block(block) else { return Vec::new() };
        let range = block.range;
        let near = near.clamp(range.start, range.end).index() - range.start.index();
        let place = |at: usize| range.start.0 + Byte::at(at).0;
        cut(self.article.slice(range), near, self.segmenter)
            .into_iter()
            .map(|piece| TextRange::new(place(piece.start), place(piece.end)))
            .collect()
    }

    fn stops(&self, block: BlockIndex, at: Byte, side: Side) -> Vec<Byte> {
        let text = self.article.text();
        let mut stops = Vec::new();
        for word in self.cut(block, at, words::words_near) {
            let (inner, outer) = match side {
                Side::Start => {
                    let before = text.get(..word.start.index()).unwrap_or_default();
                    let signs = before.len() - before.trim_end_matches(is_sign).len();
                    (word.start, Byte(word.start.0 - Byte::at(signs).0))
                }
                Side::End => {
                    let after = text.get(word.end.index()..).unwrap_or_default();
                    let signs = after.len() - after.trim_start_matches(is_sign).len();
                    (word.end, Byte(word.end.0 + Byte::at(signs).0))
                }
            };
            let pair = if inner < outer { [inner, outer] } else { [outer, inner] };
            for stop in pair {
                if stops.last().is_none_or(|last| *last < stop) {
                    stops.push(stop);
                }
            }
        }
        stops
    }
}

fn sentences(text: &str, _: usize, _: &dyn Segmenter) -> Vec<Range<usize>> {
    words::sentences(text)
}

/// An end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Where it starts.
    Start,
    /// Where it ends.
    End,
}

/// Neither a space nor part of a word.
fn is_sign(c: char) -> bool {
    !c.is_whitespace() && !c.is_alphanumeric()
}
