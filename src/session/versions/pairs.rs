//! The two texts beside each other, as plain data: what differs, and what is marked. Time grows with what is shown,
//! not with its square (tests/native/versions_review.rs).

use std::ops::Range;
use std::vec::IntoIter;

use crate::model::anchoring::{DiffRow, DiffSide, DiffSpan};
use crate::model::versions::VersionDecision;
use crate::model::{Article, BlockIndex, BlockPoint, Byte, Kind, TextRange, Utf16, order};

use super::Comparing;
use super::rows::{PairRow, ShownParagraph, WordPiece};

/// The annotations where they are, or were decided to be, in the newer text; asked for its paragraphs in order.
pub(super) struct Placed {
    /// By where they start.
    all: IntoIter<Mark>,
    /// Those that reach into the paragraph asked for last.
    open: Vec<Mark>,
}

/// A place, its kind, and whether it is of the annotation under review.
type Mark = (TextRange, Kind, bool);

impl Placed {
    pub fn of(now: &Comparing) -> Self {
        let mut all: Vec<Mark> = Vec::new();
        for (carried, one) in now.found.carried.iter().zip(now.old.iter()) {
            let spans = match now.decisions.get(&carried.id) {
                Some(VersionDecision::Gone) => Vec::new(),
                Some(VersionDecision::Other(spans)) => spans.clone(),
                Some(VersionDecision::NewWords) => carried.offered(),
                None => carried.spans.clone(),
            };
            let is_current = now.current.as_ref() == Some(&one.id);
            all.extend(spans.into_iter().map(|span| (span, one.kind(), is_current)));
        }
        let all = order::by_key(all, |(range, ..)| range.start);
        Self { all: all.into_iter(), open: Vec::new() }
    }

    /// Those in a paragraph.
    fn within(&mut self, range: TextRange) -> &[Mark] {
        while let Some(mark) = self.all.as_slice().first().filter(|mark| mark.0.start < range.end) {
            self.open.push(*mark);
            self.all.next();
        }
        self.open.retain(|(span, ..)| span.end > range.start);
        &self.open
    }
}

/// A row of the two texts. Of paragraphs that are the same only as many as the reader wants to see.
pub(super) fn pair(now: &Comparing, number: usize, new: &mut Placed) -> Vec<PairRow> {
    let Some(row) = now.found.diff.rows.get(number) else { return Vec::new() };
    if !row.is_same() {
        return vec![both(now, row, usize::MAX, new)];
    }
    let (article, shown) = (now.old.article(), now.shown_of(number));
    let mut rest =
        filled(article, &row.old.blocks).skip(shown).map(|block| article.paragraph(block));
    let seen = (shown > 0).then(|| both(now, row, shown, new));
    let same = rest.next().map(|from| PairRow::Same(number, from, rest.last().unwrap_or(from)));
    seen.into_iter().chain(same).collect()
}

/// The first paragraphs of a row beside each other.
fn both(now: &Comparing, row: &DiffRow, most: usize, new: &mut Placed) -> PairRow {
    let (one, two) = (now.old.article(), &now.new);
    let current = now.current.as_ref();
    let old_side = filled(one, &row.old.blocks).take(most).filter_map(|block| {
        let near = now.old.in_block(block);
        let marks = near.iter().flat_map(|annotation| {
            let (kind, is) = (annotation.kind(), Some(&annotation.id) == current);
            annotation.spans.iter().map(move |span| (*span, kind, is))
        });
        paragraph(one, block, &row.old, &marks.collect::<Vec<_>>())
    });
    let new_side = filled(two, &row.new.blocks)
        .take(most)
        .filter_map(|block| paragraph(two, block, &row.new, new.within(two.block_with_end(block))));
    PairRow::Both(old_side.collect(), new_side.collect())
}

/// The blocks of a part that are not blank.
pub(super) fn filled<'a>(
    article: &'a Article,
    blocks: &Range<BlockIndex>,
) -> impl Iterator<Item = BlockIndex> + 'a {
    let all = blocks.start.up_to(blocks.end);
    all.filter(|block| {
        let block = article.block(*block);
        block.is_some_and(|block| !article.slice(block.range).trim().is_empty())
    })
}

fn paragraph(
    article: &Article,
    block: BlockIndex,
    side: &DiffSide,
    marks: &[Mark],
) -> Option<ShownParagraph> {
    let range = article.block(block)?.range;
    let from = side.spans.partition_point(|span| span.range.end <= range.start);
    let to = side.spans.partition_point(|span| span.range.start < range.end);
    let spans = side.spans.get(from..to).unwrap_or_default();
    let pieces = pieces(article, range, spans, marks);
    Some(ShownParagraph { start: BlockPoint { block, at: Utf16(0) }, pieces })
}

/// A range in pieces: where something changed, and where something is marked.
fn pieces(
    article: &Article,
    range: TextRange,
    spans: &[DiffSpan],
    marks: &[Mark],
) -> Vec<WordPiece> {
    let ends = |range: TextRange| [range.start, range.end];
    let cuts = spans.iter().flat_map(|span| ends(span.range));
    let cuts = cuts.chain(marks.iter().flat_map(|(span, ..)| ends(*span)));
    let inside = cuts.filter(|at| range.contains(*at)).chain(ends(range));
    let mut cuts = order::by_number(inside, |at| at.0.into());
    cuts.dedup();
    let mut spans = spans.iter().peekable();
    let edges = marks
        .iter()
        .flat_map(|(mark, kind, is)| [(mark.start, 1_i32, *kind, *is), (mark.end, -1, *kind, *is)]);
    let mut edges = order::by_key(edges, |(at, ..)| *at).into_iter().peekable();
    // How many cover a piece: of each kind, and of the annotation under review.
    let mut covering = [0_i32; 4];
    let piece = |two: &[Byte]| {
        let part = TextRange { start: two[0], end: two[1] };
        while spans.next_if(|span| span.range.end <= part.start).is_some() {}
        let span = spans.peek().filter(|span| span.range.overlaps(part));
        while let Some((_, step, kind, is)) = edges.next_if(|(at, ..)| *at <= part.start) {
            covering[kind.index()] += step;
            covering[3] += if is { step } else { 0 };
        }
        let [kinds @ .., current] = covering.map(|count| count > 0);
        WordPiece {
            text: article.slice(part).to_owned(),
            changed: span.is_some_and(|span| !span.moved),
            moved: span.is_some_and(|span| span.moved),
            kinds,
            current,
        }
    };
    cuts.windows(2).map(piece).collect()
}

/// The paragraphs that differ, and all of them; what only one text has counts, too.
pub(super) fn paragraphs(old: &Article, new: &Article, rows: &[DiffRow]) -> (usize, usize) {
    let of = |row: &DiffRow| {
        let count = |article, side: &DiffSide| filled(article, &side.blocks).count();
        count(old, &row.old).max(count(new, &row.new))
    };
    let differ = rows.iter().filter(|row| !row.is_same());
    (differ.map(of).sum(), rows.iter().map(of).sum())
}
