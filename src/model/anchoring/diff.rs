//! What differs between two versions of a text: which paragraphs belong together, and in them the words taken
//! out, put in and moved. Nothing that differs is shown as the same (tests/native/laws_versions.rs).

use std::ops::Range;

use super::super::text::{BlockIndex, TextRange};
use super::revision::{NEAR, Revision, Version};

/// Two versions of a text side by side.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextDiff {
    /// Their paragraphs in the order of both; every line that is not blank is in one row, on its side.
    pub rows: Vec<DiffRow>,
    /// The number of words taken out of the old version.
    pub taken_out: usize,
    /// The number of words put into the new version.
    pub put_in: usize,
}

/// Paragraphs that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffRow {
    /// Those of the old version.
    pub old: DiffSide,
    /// Those of the new version.
    pub new: DiffSide,
}

/// One version's part of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffSide {
    /// Its blocks; none if the other version alone has something here.
    pub blocks: Range<BlockIndex>,
    /// What the other version does not have here, in text order and apart.
    pub spans: Vec<DiffSpan>,
}

/// Words that one version has and the other has not, or has elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiffSpan {
    /// The words.
    pub range: TextRange,
    /// Whether the other version has them elsewhere.
    pub moved: bool,
}

impl DiffRow {
    /// Whether both versions have these paragraphs, word for word.
    pub fn is_same(&self) -> bool {
        let is_empty = |side: &DiffSide| side.blocks.start >= side.blocks.end;
        let is_same = |side: &DiffSide| side.spans.is_empty() && !is_empty(side);
        is_same(&self.old) && is_same(&self.new)
    }
}

impl TextDiff {
    /// Compares two versions.
    pub fn between(old: &str, new: &str) -> Self {
        Revision::between(old, new).diff()
    }
}

/// A line that is not blank.
#[derive(Debug)]
struct DiffLine {
    block: usize,
    pieces: Range<usize>,
    weight: i64,
}

/// What became of a piece in the other version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PieceState {
    Kept,
    Moved,
    Changed,
}

/// Part of the lighter of two lines that the other must have of it, for both to belong together.
const SHARE: i64 = 4;

impl Revision<'_> {
    /// Both versions side by side.
    pub fn diff(&self) -> TextDiff {
        let lines = [lines(&self.old), lines(&self.new)];
        let rows = self.line_rows(&lines[0], &lines[1]);
        let mut links = self.links();
        // What is no longer the same may leave its neighbour to something else.
        links.cut_between(&lines, &rows);
        links.grow(self);
        links.cut_between(&lines, &rows);
        let states = links.states(self);
        let side = |version: &Version<'_>, states: &[PieceState], lines: &[DiffLine]| {
            let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
                return DiffSide { blocks: BlockIndex(0)..BlockIndex(0), spans: Vec::new() };
            };
            let spans = lines.iter().flat_map(|line| {
                together(line.pieces.clone().map(|at| {
                    let moved = match states[at] {
                        PieceState::Kept => None,
                        state => Some(state == PieceState::Moved),
                    };
                    (version.pieces[at].range, moved)
                }))
            });
            let blocks = BlockIndex::at(first.block)..BlockIndex::at(last.block + 1);
            DiffSide { blocks, spans: spans.collect() }
        };
        let rows = rows.into_iter().map(|(old, new)| DiffRow {
            old: side(&self.old, &states[0], lines[0].get(old).unwrap_or_default()),
            new: side(&self.new, &states[1], lines[1].get(new).unwrap_or_default()),
        });
        TextDiff {
            rows: folded(rows),
            taken_out: words(&self.old, &states[0]),
            put_in: words(&self.new, &states[1]),
        }
    }

    /// Which pieces are the same, letter by letter.
    fn links(&self) -> PieceLinks {
        let mut links = PieceLinks {
            to_new: vec![None; self.old.pieces.len()],
            to_old: vec![None; self.new.pieces.len()],
            moved: self.moved.clone(),
        };
        for (at, became) in self.became.iter().enumerate() {
            // Aligned ones may differ in case, or in the style of quotation marks.
            if let Some(other) = became.map(|other| other as usize)
                && self.are_same(at, other)
            {
                links.link(at, other);
            }
        }
        links
    }

    fn are_same(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.old.pieces.get(one), self.new.pieces.get(other));
        one.zip(other).is_some_and(|(one, other)| {
            self.old.text.get(one.range.indices()) == self.new.text.get(other.range.indices())
        })
    }

    /// Which lines belong together, as ranges of both lists: each line in one row, in the order of both.
    fn line_rows(&self, old: &[DiffLine], new: &[DiffLine]) -> Vec<(Range<usize>, Range<usize>)> {
        let mut rows: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        let mut open = (0..0, 0..0);
        for (one, other) in self.partners(old, new) {
            if one < open.0.end || other < open.1.end {
                open.0.end = open.0.end.max(one + 1);
                open.1.end = open.1.end.max(other + 1);
                continue;
            }
            let between = (open.0.end..one, open.1.end..other);
            rows.extend([std::mem::replace(&mut open, (one..one + 1, other..other + 1)), between]);
        }
        let after = (open.0.end..old.len(), open.1.end..new.len());
        rows.extend([open, after]);
        rows.retain(|(one, other)| !one.is_empty() || !other.is_empty());
        rows
    }

    /// The lines that share enough in the same order, ascending on both sides.
    fn partners(&self, old: &[DiffLine], new: &[DiffLine]) -> Vec<(usize, usize)> {
        let mut shared: Vec<(usize, usize, i64)> = Vec::new();
        let mut other = 0;
        for (one, line) in old.iter().enumerate() {
            for at in line.pieces.clone() {
                let became = self.became[at].filter(|_| !self.moved[at]);
                let Some(became) = became.map(|became| became as usize) else { continue };
                while new.get(other).is_some_and(|line| line.pieces.end <= became) {
                    other += 1;
                }
                if !new.get(other).is_some_and(|line| line.pieces.contains(&became)) {
                    continue;
                }
                let weight = self.old.weight(at, at + 1);
                match shared.last_mut() {
                    Some((a, b, sum)) if (*a, *b) == (one, other) => *sum += weight,
                    _ => shared.push((one, other, weight)),
                }
            }
        }
        let enough = |(one, other, weight): &(usize, usize, i64)| {
            weight * SHARE >= old[*one].weight.min(new[*other].weight)
        };
        shared.into_iter().filter(enough).map(|(one, other, _)| (one, other)).collect()
    }
}

/// Which pieces of two versions are the same.
#[derive(Debug)]
struct PieceLinks {
    /// For each piece of the old version the one of the new.
    to_new: Vec<Option<usize>>,
    to_old: Vec<Option<usize>>,
    /// For each piece of the old version whether it is elsewhere in the new.
    moved: Vec<bool>,
}

impl PieceLinks {
    fn link(&mut self, one: usize, other: usize) {
        (self.to_new[one], self.to_old[other]) = (Some(other), Some(one));
    }

    /// A full stop that two paragraphs share by chance, which are not shown beside each other, is not the same.
    fn cut_between(&mut self, lines: &[Vec<DiffLine>; 2], rows: &[(Range<usize>, Range<usize>)]) {
        for (old, new) in rows {
            let pieces = |lines: &[DiffLine], some: &Range<usize>| {
                let lines = lines.get(some.clone()).unwrap_or_default();
                lines
                    .first()
                    .zip(lines.last())
                    .map_or(0..0, |(first, last)| first.pieces.start..last.pieces.end)
            };
            let beside = pieces(&lines[1], new);
            for one in pieces(&lines[0], old) {
                let away = |other: &usize| !self.moved[one] && !beside.contains(other);
                if let Some(other) = self.to_new[one].filter(away) {
                    (self.to_new[one], self.to_old[other]) = (None, None);
                }
            }
        }
    }

    /// What became of the pieces of both versions.
    fn states(&self, revision: &Revision<'_>) -> [Vec<PieceState>; 2] {
        let state = |link: &Option<usize>, moved: bool| match link {
            None => PieceState::Changed,
            Some(_) if moved => PieceState::Moved,
            Some(_) => PieceState::Kept,
        };
        let old = self.to_new.iter().zip(&self.moved).map(|(link, moved)| state(link, *moved));
        let new = self.to_old.iter().map(|link| state(link, link.is_some_and(|at| self.moved[at])));
        let mut states = [old.collect::<Vec<_>>(), new.collect()];
        slide_on(&revision.old, &self.to_new, &mut states[0]);
        slide_on(&revision.new, &self.to_old, &mut states[1]);
        states
    }

    /// What is beside the same words, here and there, is the same too.
    fn grow(&mut self, revision: &Revision<'_>) {
        for one in 0..self.to_new.len() {
            self.join(revision, one, one.checked_add(1), |other| other.checked_add(1));
        }
        for one in (0..self.to_new.len()).rev() {
            self.join(revision, one, one.checked_sub(1), |other| other.checked_sub(1));
        }
    }

    fn join(
        &mut self,
        revision: &Revision<'_>,
        one: usize,
        beside: Option<usize>,
        step: impl Fn(usize) -> Option<usize>,
    ) {
        let Some((beside, there)) = beside.zip(self.to_new[one].and_then(step)) else { return };
        let is_free = |links: &[Option<usize>], at: usize| links.get(at) == Some(&None);
        if is_free(&self.to_new, beside)
            && is_free(&self.to_old, there)
            && revision.are_same(beside, there)
        {
            self.link(beside, there);
            self.moved[beside] = self.moved[one];
        }
    }
}

/// Moves what was taken out to where a paragraph, a sentence or a word begins, if it may as well be there: of
/// “Holt came. It rained. He left.” without its second sentence “It rained.” is gone, not “. It rained”.
fn slide_on(version: &Version<'_>, links: &[Option<usize>], states: &mut [PieceState]) {
    let mut at = 0;
    while at < states.len() {
        let from = at;
        let run = states[from..].iter().take_while(|state| **state == PieceState::Changed).count();
        at = from + run.max(1);
        let before = match from.checked_sub(1) {
            Some(before) => links[before].map(|link| link + 1),
            None => Some(0),
        };
        let kept = |at: usize| states.get(at) == Some(&PieceState::Kept);
        if run == 0 || !kept(at) || links[at] != before || (from > 0 && !kept(from - 1)) {
            continue;
        }
        let word = |at: usize| version.text.get(version.pieces[at].range.indices());
        let fits = |step: usize| version.begins(from + step) + version.begins(at + step);
        let steps = (1..=run.min(NEAR))
            .take_while(|step| kept(at + step - 1) && word(from + step - 1) == word(at + step - 1));
        let (mut most, mut best) = (fits(0), 0);
        for step in steps {
            if fits(step) > most {
                (most, best) = (fits(step), step);
            }
        }
        states[from..from + best].fill(PieceState::Kept);
        states[at..at + best].fill(PieceState::Changed);
        at += best;
    }
}

/// The lines of a version that are not blank.
fn lines(version: &Version<'_>) -> Vec<DiffLine> {
    let (mut start, mut first) = (0, 0);
    let mut lines = Vec::new();
    for (block, line) in version.text.split('\n').enumerate() {
        let end = start + line.len();
        let behind =
            |at: usize| version.pieces.get(at).is_none_or(|p| p.range.start.index() >= end);
        let last = (first..).find(|at| behind(*at)).unwrap_or(first);
        if !line.trim().is_empty() {
            lines.push(DiffLine {
                block,
                pieces: first..last,
                weight: version.weight(first, last),
            });
        }
        (start, first) = (end + 1, last);
    }
    lines
}

/// Neighbouring pieces of one sort as one span; those of no sort are left out.
fn together(pieces: impl Iterator<Item = (TextRange, Option<bool>)>) -> Vec<DiffSpan> {
    let mut spans: Vec<DiffSpan> = Vec::new();
    let mut last = None;
    for (range, moved) in pieces {
        match (moved, spans.last_mut()) {
            (None, _) => {}
            (Some(_), Some(span)) if last == moved => span.range.end = range.end,
            (Some(moved), _) => spans.push(DiffSpan { range, moved }),
        }
        last = moved;
    }
    spans
}

/// Rows that follow each other unchanged as one.
fn folded(rows: impl Iterator<Item = DiffRow>) -> Vec<DiffRow> {
    let mut folded: Vec<DiffRow> = Vec::new();
    for row in rows {
        match folded.last_mut().filter(|last| last.is_same() && row.is_same()) {
            Some(last) => {
                last.old.blocks.end = row.old.blocks.end;
                last.new.blocks.end = row.new.blocks.end;
            }
            None => folded.push(row),
        }
    }
    folded
}

/// The number of words that the other version does not have.
fn words(version: &Version<'_>, states: &[PieceState]) -> usize {
    let is_word = |range: TextRange| {
        let word = version.text.get(range.indices()).unwrap_or_default();
        word.starts_with(char::is_alphanumeric)
    };
    let pieces = version.pieces.iter().zip(states);
    pieces.filter(|(piece, state)| **state == PieceState::Changed && is_word(piece.range)).count()
}
