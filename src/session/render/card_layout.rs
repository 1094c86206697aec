//! Where cards stand: level with their highlights where there is room, and never overlapping
//! (tests/native/cards.rs). Sizes and wishes come in CSS pixels.

use crate::model::{Block, TextRange};

/// Bytes that fit a line of the column, in the scripts of most articles.
const LINE: u32 = 62;

/// Least height of a card below the level of its highlight, where the thread between them ends.
const LEAST_BELOW: f64 = 44.0;

/// The head of the list of cards: a highlight beside it is in view, its card would be covered.
const LISTS_HEAD: f64 = 80.0;

/// The approximate number of lines of an extent.
pub fn lines(extent: u32) -> u32 {
    extent.div_ceil(LINE)
}

/// The approximate size of a block on the page with the gap below it, in bytes that fill as many lines.
pub(in crate::session) fn extent(block: &Block) -> u32 {
    // The gap is two fifths of a line; a half is near enough.
    block.range.len().div_ceil(LINE) * LINE + LINE / 2
}

/// The same for a stretch of a block, without the gap.
pub(in crate::session) fn extent_of_stretch(range: TextRange) -> u32 {
    range.len().div_ceil(LINE) * LINE
}

/// One card to be placed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wish {
    /// The desired top.
    pub top: f64,
    /// Its height.
    pub height: f64,
    /// Whether it stays at its level, so that the others have to move.
    pub fixed: bool,
}

/// The tops of the cards, in the order given, without overlap and as near as possible to the desired tops
/// (least squares). None is above `least`.
pub fn place(wishes: &[Wish], gap: f64, least: f64) -> Vec<f64> {
    let mut offset = 0.0;
    let mut clusters: Vec<Crowd> = Vec::new();
    for wish in wishes {
        clusters.push(Crowd::of(wish, offset));
        offset += wish.height + gap;
        merge_last(&mut clusters);
    }
    tops(wishes, &clusters, gap, least)
}

/// How far an opened card moves up from its level, so that it ends above the foot of the view: not beyond the head
/// of the view, nor so far that it leaves the level of its highlight; one that the head would cover moves down, by
/// less than nothing. None of a highlight out of view.
pub fn lift(level: f64, height: f64, (head, foot): (f64, f64)) -> f64 {
    if level > foot || level < head - LISTS_HEAD {
        return 0.0;
    }
    (level + height - foot).min(height - LEAST_BELOW).max(0.0).min(level - head)
}

/// Touching cards, as one. Subtract from each card's wish the height of the cards above it in the crowd, and
/// all of them want the same place: the weighted mean.
struct Crowd {
    weight: f64,
    sum: f64,
    cards: usize,
}

impl Crowd {
    fn of(wish: &Wish, offset: f64) -> Self {
        let weight = if wish.fixed { 1e9 } else { 1.0 };
        Self { weight, sum: weight * (wish.top - offset), cards: 1 }
    }

    fn base(&self) -> f64 {
        self.sum / self.weight
    }
}

/// Joins the last crowd with the ones before it as long as they would overlap.
fn merge_last(clusters: &mut Vec<Crowd>) {
    while let [.., before, last] = clusters.as_mut_slice() {
        if before.base() <= last.base() {
            return;
        }
        before.weight += last.weight;
        before.sum += last.sum;
        before.cards += last.cards;
        clusters.pop();
    }
}

fn tops(wishes: &[Wish], clusters: &[Crowd], gap: f64, least: f64) -> Vec<f64> {
    let bases =
        clusters.iter().flat_map(|cluster| std::iter::repeat_n(cluster.base(), cluster.cards));
    let mut offset = 0.0;
    let mut tops = Vec::with_capacity(wishes.len());
    for (wish, base) in wishes.iter().zip(bases) {
        // All bases move to the edge alike, so the distances stay.
        tops.push(base.max(least) + offset);
        offset += wish.height + gap;
    }
    tops
}
