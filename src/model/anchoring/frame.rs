//! What holds a span of the old version at a place of the new one though its words changed: what is around it in
//! its sentence, or most of its own words. It is offered, and nothing more (tests/native/anchoring.rs).

use std::ops::Range;

use super::super::search::is_in_word;
use super::super::text::{Byte, TextRange};
use super::pieces::TextPiece;
use super::revision::{Revision, Version};

/// Least weight of what stays around a span in its sentence: that of about two words.
const FRAME: i64 = 16;

/// Least weight of words that are the same by themselves: four letters.
const SAME: i64 = 8;

/// Most bytes in which the same words are looked for.
const BYTES: usize = 4096;

/// Where a span is by what is around it.
#[derive(Debug, Clone)]
pub(super) struct SpanFrame {
    /// The pieces of the new version.
    pub part: Range<usize>,
    /// Whether that is sure however unlike the words are.
    pub holds: bool,
}

/// An end of a span: the piece of the old version up to which all was replaced with it, and that of the new one.
#[derive(Debug, Clone, Copy)]
struct FrameSide {
    old: usize,
    new: usize,
    /// Whether it is a piece of the span itself that tells.
    is_own: bool,
}

impl Revision<'_> {
    /// Where some pieces are that are not as they were: from the first to the last of them, or between what is
    /// around them, if that is in one sentence with them still.
    pub(super) fn framed(&self, first: usize, end: usize) -> Option<SpanFrame> {
        let (left, right) = (self.left(first, end)?, self.right(first, end)?);
        let (around, part) = (left.old..right.old, left.new..right.new);
        let is_like = |side: FrameSide| {
            side.is_own || self.old.is_sentence(side.old) == self.new.is_sentence(side.new)
        };
        let has_words = |version: &Version<'_>, part: Range<usize>| {
            version.pieces.get(part).is_some_and(|part| part.iter().any(TextPiece::is_word))
        };
        // What was put in is within it for sure.
        let is_inside = left.is_own && right.is_own && self.is_beside(first, end, &part);
        if part.is_empty()
            || (has_words(&self.old, first..end) && !has_words(&self.new, part.clone()))
            || !is_like(left)
            || !is_like(right)
            || !self.is_one(around.clone(), part.clone(), is_inside)
        {
            return None;
        }
        let (kept, all) = (self.kept(first, end, &part), self.old.weight(first, end));
        let is_whole = self.old.is_sentence(around.start) && self.old.is_sentence(around.end);
        let holds = match kept * 3 >= all {
            true if is_whole => true,
            // Most of it is other words: only within one sentence these say the same.
            false if is_whole || self.old.sentences(around.start + 1..around.end) > 0 => false,
            _ => kept + self.frame(around.start, around.end) >= FRAME,
        };
        (holds || (left.is_own && right.is_own)).then_some(SpanFrame { part, holds })
    }

    fn left(&self, first: usize, end: usize) -> Option<FrameSide> {
        if let Some(new) = self.there(first) {
            return Some(FrameSide { old: first, new, is_own: true });
        }
        let old = self.mostly(self.old.free_around(first, first), first, end)?.start;
        let new = if old == 0 { 0 } else { self.there(old - 1)? + 1 };
        Some(FrameSide { old, new, is_own: false })
    }

    fn right(&self, first: usize, end: usize) -> Option<FrameSide> {
        if let Some(last) = self.there(end - 1) {
            return Some(FrameSide { old: end, new: last + 1, is_own: true });
        }
        let old = self.mostly(self.old.free_around(end - 1, end), first, end)?.end;
        let is_last = old == self.old.pieces.len();
        let new = if is_last { self.new.pieces.len() } else { self.there(old)? };
        Some(FrameSide { old, new, is_own: false })
    }

    /// The pieces that were replaced together with some, if these are most of them.
    fn mostly(&self, (from, to): (usize, usize), first: usize, end: usize) -> Option<Range<usize>> {
        let own = self.old.weight(from.max(first), to.min(end));
        (own * 2 >= self.old.weight(from, to)).then_some(from..to)
    }

    /// The piece that one became.
    fn there(&self, at: usize) -> Option<usize> {
        Some((*self.became.get(at)?)? as usize)
    }

    /// Whether a part of the new version has nothing of others than these pieces, no more sentences, and not
    /// many times their number.
    fn is_one(&self, pieces: Range<usize>, part: Range<usize>, is_inside: bool) -> bool {
        const MORE: usize = 24;
        if part.len() > 3 * pieces.len() + MORE {
            return false;
        }
        let more = self.new.sentences(part.start + 1..part.end)
            > self.old.sentences(pieces.start + 1..pieces.end);
        (is_inside || !more) && self.has_no_others(pieces, part)
    }

    /// Whether each piece of a part of the new version became of these pieces, or of none.
    fn has_no_others(&self, pieces: Range<usize>, part: Range<usize>) -> bool {
        let own = |at: &&Option<u32>| at.is_some_and(|at| part.contains(&(at as usize)));
        let own = self.became.get(pieces).unwrap_or_default().iter().filter(own).count();
        own + part.clone().filter(|at| self.new.is_free(*at)).count() == part.len()
    }

    /// Whether a range of the new version has no words of the old one but those of a span.
    pub(super) fn is_new(&self, span: TextRange, range: TextRange) -> bool {
        let part = self.new.pieces_of(range);
        !part.is_empty() && self.has_no_others(self.old.pieces_of(span), part)
    }

    /// Whether a range begins and ends a sentence where a span does: what a later note quotes does not.
    pub(super) fn stands_alike(&self, span: TextRange, range: TextRange) -> bool {
        let (was, is) = (self.old.pieces_of(span), self.new.pieces_of(range));
        self.old.is_sentence(was.start) == self.new.is_sentence(is.start)
            && self.old.is_sentence(was.end) == self.new.is_sentence(is.end)
    }

    /// The weight of what is around some pieces in their sentence and stayed there, as far as it matters.
    fn frame(&self, first: usize, end: usize) -> i64 {
        let mut sum = 0;
        let weigh = |at: usize| i64::from(self.old.pieces[at].weight);
        let mut at = first;
        while sum < FRAME && at > 0 && !self.old.is_sentence(at) && self.follows(at - 1, first) {
            at -= 1;
            sum += weigh(at);
        }
        let mut at = end;
        while sum < FRAME && !self.old.is_sentence(at) && self.follows(at, end) {
            sum += weigh(at);
            at += 1;
        }
        sum
    }

    /// Whether a piece is as far from another in the new version as in the old one; `edge` is the end of a span.
    fn follows(&self, at: usize, edge: usize) -> bool {
        let Some(Some(there)) = self.became.get(at) else { return false };
        let near = if at < edge { edge - 1 } else { edge };
        let near_there = self.became.get(near).copied().flatten();
        near_there.is_some_and(|near_there| {
            i64::from(near_there) - i64::from(*there) == near as i64 - at as i64
        })
    }

    /// Whether most of some pieces is in a range of the new version, or much, and little else.
    pub(super) fn keeps(&self, first: usize, end: usize, range: TextRange, moved: bool) -> bool {
        let part = self.new.pieces_of(range);
        let kept = self.kept(first, end, &part);
        let (old, new) = (self.old.weight(first, end), self.new.weight(part.start, part.end));
        let least = if self.is_beside(first, end, &part) { 4 } else { 2 };
        kept * 3 >= old * 2 || (!moved && kept * least >= old && kept * 5 >= new * 4)
    }

    /// Whether the neighbours of some pieces are those of a part of the new version.
    fn is_beside(&self, first: usize, end: usize, part: &Range<usize>) -> bool {
        let before = first.checked_sub(1).map(|before| self.there(before));
        let is_before = before == part.start.checked_sub(1).map(Some);
        let is_last = end == self.old.pieces.len() && part.end == self.new.pieces.len();
        is_before && (is_last || self.there(end) == Some(part.end))
    }

    /// The weight of those of some pieces that are in a part of the new version.
    fn kept(&self, first: usize, end: usize, part: &Range<usize>) -> i64 {
        let there =
            |at: &usize| self.became[*at].is_some_and(|there| part.contains(&(there as usize)));
        (first..end).filter(there).map(|at| i64::from(self.old.pieces[at].weight)).sum()
    }

    /// The stretch of pieces around some that the new version does not have, and what it has instead; `None` if
    /// one of them is elsewhere, or there is nothing instead.
    pub(super) fn instead(&self, first: usize, end: usize) -> Option<(Range<usize>, Range<usize>)> {
        let (from, to) = self.old.free_around(first, end);
        let before = from.checked_sub(1).map(|before| self.became[before]);
        let after = self.became.get(to).copied();
        let new_from = before.map_or(Some(0), |became| became.map(|at| at as usize + 1))?;
        let new_to =
            after.map_or(Some(self.new.pieces.len()), |became| became.map(|at| at as usize))?;
        let is_free = |at: usize| self.new.free_around(at, at).1 >= new_to;
        (new_from < new_to && is_free(new_from)).then_some((from..to, new_from..new_to))
    }

    /// The very words of some pieces in what is where they were, if they are there once as they were.
    pub(super) fn same_instead(&self, words: &str, first: usize, end: usize) -> Option<TextRange> {
        if end - first < 2 || self.old.weight(first, end) < SAME {
            return None;
        }
        let (was, is) = self.instead(first, end)?;
        // Two different passages may share them.
        if self.old.sentences(was.start + 1..was.end) + self.new.sentences(is.start + 1..is.end) > 0
        {
            return None;
        }
        only(&self.old, was, words)?;
        only(&self.new, is, words)
    }
}

/// The only place of words in a part of a version that cuts no word.
fn only(version: &Version<'_>, part: Range<usize>, words: &str) -> Option<TextRange> {
    let pieces = version.pieces.get(part)?;
    let (start, end) = (pieces.first()?.range.start.index(), pieces.last()?.range.end.index());
    let text = version.text.get(start..end).filter(|text| text.len() <= BYTES)?;
    let places = text.match_indices(words).map(|(at, _)| (start + at, start + at + words.len()));
    let is_whole = |(from, to): &(usize, usize)| {
        !is_in_word(version.text, *from) && !is_in_word(version.text, *to)
    };
    let mut places = places.filter(is_whole);
    let (from, to) = places.next().filter(|_| places.next().is_none())?;
    Some(TextRange { start: Byte::at(from), end: Byte::at(to) })
}
