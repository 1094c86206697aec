//! Carries a span of the old version of a text over to the new one: to where its words are, with what replaced
//! those that are not (tests/native/anchoring.rs).

use std::ops::Range;

use super::super::search::is_in_word;
use super::super::text::{Byte, TextRange};
use super::boundary::{Sides, boundary, proportion};
use super::distance::distance;
use super::revision::{NEAR, Revision, Version};
use super::{FoundPlace, Likeness};

/// Where a span was carried to.
#[derive(Debug, Clone, Copy)]
pub(super) struct CarriedPlace {
    pub place: FoundPlace,
    /// Whether it stands elsewhere than between its neighbours.
    pub moved: bool,
    /// Whether it is the place however unlike its words are: what is around it, or most of it, is there.
    pub held: bool,
}

/// Pieces of a span in a row that are in a row in the new version too.
#[derive(Debug, Clone, Copy)]
struct PieceRow {
    one: usize,
    other: usize,
    length: usize,
    moved: bool,
    weight: i64,
}

/// What it is worth at the end of a span that what is beside the span is beside it still.
const HELD: i64 = 24;

/// The parts of what is new between two rows that speaks against them: within a sentence, and if it has others.
const WITHIN: i64 = 4;
const ACROSS: i64 = 2;

/// Most rows of a span that one is joined with.
const LOOK_BACK: usize = 16;

/// Most signs of a text whose distance to another is computed sign by sign.
const SIGNS: usize = 2048;

impl<'a> Revision<'a> {
    /// Where the words of a span of the old version are in the new one, however changed; `None` if nothing
    /// there is like them.
    pub(super) fn carry(&self, span: TextRange) -> Option<CarriedPlace> {
        let Range { start: first, end } = self.old.pieces_of(span);
        if first == end {
            return self.blanks(span, first);
        }
        let words = self.old.text.get(span.indices())?;
        let chain = self.chain(first, end);
        // All of it in a row needs no frame.
        let is_whole = matches!(chain.as_slice(), [row] if row.length == end - first);
        let frame = if is_whole { None } else { self.framed(first, end) };
        let holds = frame.as_ref().is_some_and(|frame| frame.holds);
        let range = match (frame, chain.as_slice()) {
            (Some(frame), _) => self.over(span, first, end, frame.part),
            (None, []) => self.replaced(first, end)?,
            (None, [row, ..]) => {
                let start = self.start(span, first, row);
                TextRange { start, end: self.end(span, end, chain.last()?) }
            }
        };
        let beside = || self.moved.get(first.checked_sub(1)?).copied();
        let moved = chain.first().map(|row| row.moved).or_else(beside).unwrap_or_default();
        let range = self.whole(span, words, range);
        if range.start >= range.end {
            return None;
        }
        if words == self.new.text.get(range.indices())? {
            let place = FoundPlace { range, likeness: Likeness::EXACT };
            return Some(CarriedPlace { place, moved, held: true });
        }
        let same = chain.is_empty().then(|| self.same_instead(words, first, end));
        if let Some(range) = same.flatten() {
            let place = FoundPlace { range, likeness: Likeness::EXACT };
            return Some(CarriedPlace { place, moved: false, held: true });
        }
        let likeness = self.likeness(span, range, &chain).min(Likeness::ALMOST);
        let held = holds || self.keeps(first, end, range, moved);
        Some(CarriedPlace { place: FoundPlace { range, likeness }, moved, held })
    }

    /// From where a span begins to where it ends, if it became this part.
    fn over(&self, span: TextRange, first: usize, end: usize, part: Range<usize>) -> TextRange {
        let piece = |version: &Version<'_>, at: usize| version.pieces[at].range;
        let (old, new) = (&self.old, &self.new);
        TextRange {
            start: self.edge(span.start, piece(old, first), piece(new, part.start), true),
            end: self.edge(span.end, piece(old, end - 1), piece(new, part.end - 1), false),
        }
    }

    /// A span of white space between two pieces, if it is between them still.
    fn blanks(&self, span: TextRange, after: usize) -> Option<CarriedPlace> {
        let (before, after) = (after.checked_sub(1), self.became.get(after));
        let new_before = before.map(|before| self.became[before]);
        let from = before.map_or(0, |before| self.old.pieces[before].range.end.0);
        let there = new_before.map_or(Some(0), |new| {
            self.new.pieces.get(new? as usize).map(|piece| piece.range.end.0)
        })?;
        // With nothing before it, what is after it tells.
        let is_between = match (new_before, after) {
            (Some(new), Some(next)) => new.map(|new| new + 1) == *next,
            (None, Some(next)) => *next == Some(0),
            (Some(new), None) => new.map(|new| new as usize + 1) == Some(self.new.pieces.len()),
            (None, None) => self.new.pieces.is_empty(),
        };
        let start = there + (span.start.0 - from);
        let range = TextRange::new(start, start + span.len());
        let same = self.old.text.get(span.indices()) == self.new.text.get(range.indices());
        let place = FoundPlace { range, likeness: Likeness::EXACT };
        (is_between && same).then_some(CarriedPlace { place, moved: false, held: true })
    }

    /// A place in the new version, or that of the very words which begins or ends with it, unless that cuts
    /// a word that was not cut, or the other way round.
    fn whole(&self, span: TextRange, words: &str, range: TextRange) -> TextRange {
        let (old, new) = (self.old.text, self.new.text);
        let (start, end) = (range.start.index(), range.end.index());
        let cuts = |was: Byte, is: usize| is_in_word(new, is) != is_in_word(old, was.index());
        let after = new.get(start..).is_some_and(|rest| rest.starts_with(words));
        let before = new.get(..end).is_some_and(|rest| rest.ends_with(words));
        match () {
            () if after && !cuts(span.end, start + words.len()) => {
                TextRange { end: Byte::at(start + words.len()), ..range }
            }
            () if before && !cuts(span.start, end - words.len()) => {
                TextRange { start: Byte::at(end - words.len()), ..range }
            }
            () => range,
        }
    }

    /// The rows of a span that belong together in the new version: those that weigh most, less what is
    /// between them.
    fn chain(&self, first: usize, end: usize) -> Vec<PieceRow> {
        let rows = self.rows(first, end);
        let mut scores: Vec<(i64, usize)> = Vec::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            let mut score = (row.weight, usize::MAX);
            for before in at.saturating_sub(LOOK_BACK)..at {
                let Some(cost) = self.cost(&rows[before], row) else { continue };
                score = score.max((scores[before].0 + row.weight - cost, before));
            }
            scores.push(score);
        }
        let best = (0..rows.len()).max_by_key(|at| (scores[*at].0, usize::MAX - at));
        let mut chain = Vec::new();
        let mut at = best.unwrap_or(usize::MAX);
        while let Some(row) = rows.get(at) {
            chain.push(*row);
            at = scores[at].1;
        }
        chain.reverse();
        chain
    }

    fn rows(&self, first: usize, end: usize) -> Vec<PieceRow> {
        let mut rows: Vec<PieceRow> = Vec::new();
        for one in first..end {
            let Some(other) = self.became[one].map(|other| other as usize) else { continue };
            let (moved, weight) = (self.moved[one], i64::from(self.old.pieces[one].weight));
            match rows.last_mut() {
                Some(row)
                    if row.one + row.length == one
                        && row.other + row.length == other
                        && row.moved == moved =>
                {
                    row.length += 1;
                    row.weight += weight;
                }
                _ => rows.push(PieceRow { one, other, length: 1, moved, weight }),
            }
        }
        if let Some(row) = rows.first_mut().filter(|row| row.one == first && row.other > 0) {
            let beside = first.checked_sub(1).and_then(|at| self.became[at]);
            row.weight += if beside == Some(Byte::at(row.other - 1).0) { HELD } else { 0 };
        }
        if let Some(row) = rows.last_mut().filter(|row| row.one + row.length == end) {
            let beside = self.became.get(end).copied().flatten();
            row.weight += if beside == Some(Byte::at(row.other + row.length).0) { HELD } else { 0 };
        }
        rows
    }

    /// What speaks against two rows belonging together; `None` if they cannot.
    fn cost(&self, before: &PieceRow, row: &PieceRow) -> Option<i64> {
        let there = before.other + before.length;
        if row.other < there {
            return None;
        }
        let new = self.new.weight(there, row.other);
        let old = self.old.weight(before.one + before.length, row.one);
        let more = self.new.sentences(there..row.other + 1)
            > self.old.sentences(before.one + before.length..row.one + 1);
        Some((new - old).max(0) / if more { ACROSS } else { WITHIN })
    }

    /// Where a span starts in the new version whose first piece that is there is in this row.
    fn start(&self, span: TextRange, first: usize, row: &PieceRow) -> Byte {
        let there = self.new.pieces[row.other].range;
        if row.one == first {
            let here = self.old.pieces[first].range;
            return self.edge(span.start, here, there, true);
        }
        let from = |version: &Version<'_>, at: usize| {
            at.checked_sub(1).map_or(at, |before| version.free_around(before, at).0)
        };
        let old = from(&self.old, row.one);
        let new = from(&self.new, row.other);
        let sides = Sides { left: old.min(first)..first, right: old.max(first)..row.one };
        let at = self.split(first, sides, new..row.other);
        self.new.pieces.get(at).map_or(there.start, |piece| piece.range.start)
    }

    /// Where it ends whose last piece that is there is in this row.
    fn end(&self, span: TextRange, end: usize, row: &PieceRow) -> Byte {
        let (one, other) = (row.one + row.length, row.other + row.length);
        let there = self.new.pieces[other - 1].range;
        if one == end {
            let here = self.old.pieces[end - 1].range;
            return self.edge(span.end, here, there, false);
        }
        let old = self.old.free_around(one, one).1;
        let new = self.new.free_around(other, other).1;
        let sides = Sides { left: one..old.min(end), right: end..old.max(end) };
        let at = self.split(end, sides, other..new);
        let last = at.checked_sub(1).and_then(|last| self.new.pieces.get(last));
        last.map_or(there.end, |piece| piece.range.end)
    }

    /// What is instead of pieces none of which is in the new version, between what is before and after them.
    fn replaced(&self, first: usize, end: usize) -> Option<TextRange> {
        let (Range { start: from, end: to }, gap) = self.instead(first, end)?;
        let start = self.split(first, Sides { left: from..first, right: first..to }, gap.clone());
        let stop = self.split(end, Sides { left: from..end, right: end..to }, gap);
        let pieces = self.new.pieces.get(start..stop)?;
        Some(TextRange { start: pieces.first()?.range.start, end: pieces.last()?.range.end })
    }

    /// The piece in a gap of the new version that divides it as the old one is divided at a piece: where a
    /// sentence begins, if one does there and there is such a place.
    fn split(&self, at: usize, sides: Sides, gap: Range<usize>) -> usize {
        let (left, right) = (sides.left.len(), sides.right.len());
        if gap.len().max(left).max(right) > NEAR {
            return gap.start + proportion(gap.len(), left, left + right);
        }
        let from = self.new.sign(gap.start);
        let sentences = gap.start + 1..gap.end + usize::from(self.new.is_sentence(gap.end));
        let sentences = sentences.filter(|at| self.new.is_sentence(*at));
        let places: Vec<usize> = match self.old.is_sentence(at) {
            true => sentences.collect(),
            false => Vec::new(),
        };
        let places = if places.is_empty() { (gap.start..=gap.end).collect() } else { places };
        let edges = places.iter().map(|at| self.new.sign(*at).saturating_sub(from));
        let edges: Vec<usize> = edges.collect();
        let (left, right) = (self.old.signs(sides.left), self.old.signs(sides.right));
        let at = boundary(left, right, self.new.signs(gap), &edges);
        places.get(at).copied().unwrap_or_default()
    }

    /// An end of a span that lies in a piece, or in the white space beside it.
    fn edge(&self, at: Byte, here: TextRange, there: TextRange, is_start: bool) -> Byte {
        let (old, new) = (self.old.text, self.new.text);
        let text = |text: &'a str, from: Byte, to: Byte| text.get(from.index()..to.index());
        // White space around it is in the span as far as it is the same.
        let outside = |here: Byte, there: Byte| {
            if is_start {
                let blanks = text(old, at, here)?;
                let before = new.get(..there.index())?;
                before.ends_with(blanks).then(|| Byte::at(there.index() - blanks.len()))
            } else {
                let blanks = text(old, here, at)?;
                let after = new.get(there.index()..)?;
                after.starts_with(blanks).then(|| Byte::at(there.index() + blanks.len()))
            }
        };
        let (near, near_there) =
            if is_start { (here.start, there.start) } else { (here.end, there.end) };
        let is_inside = here.start < at && at < here.end;
        if !is_inside {
            return outside(near, near_there).unwrap_or(near_there);
        }
        // Inside a word that may be written otherwise there.
        let (into, left) = (text(old, here.start, at), text(old, at, here.end));
        let word = text(new, there.start, there.end).unwrap_or_default();
        match (into, left) {
            (Some(into), _) if word.starts_with(into) => Byte::at(there.start.index() + into.len()),
            (_, Some(left)) if word.ends_with(left) => Byte::at(there.end.index() - left.len()),
            _ => near_there,
        }
    }

    fn likeness(&self, span: TextRange, range: TextRange, chain: &[PieceRow]) -> Likeness {
        let (old, new) = (self.old.compared.of(span), self.new.compared.of(range));
        if old.len().max(new.len()) <= SIGNS {
            return Likeness::of_distance(distance(old, new), old.len().max(new.len()));
        }
        let kept: i64 = chain.iter().map(|row| row.weight).sum();
        let (here, there) = (self.old.pieces_of(span), self.new.pieces_of(range));
        let old = self.old.weight(here.start, here.end);
        let all = self.new.weight(there.start, there.end).max(old);
        Likeness::of_parts(kept, all)
    }
}
