//! Where cards stand: level with their highlights where there is room, never on each other.
//! Must never measure: it is told sizes and wishes in CSS pixels.

use crate::model::{Block, TextRange};

/// What fits a line of the column, in bytes of the scripts that most articles are written in.
const LINE: u32 = 62;

/// About how many lines something of this extent takes on the page.
pub fn lines(extent: u32) -> u32 {
    extent.div_ceil(LINE)
}

/// About how much room a block takes on the page, the gap below it with it: in bytes that would
/// fill as many lines.
pub(in crate::session) fn extent(block: &Block) -> u32 {
    // A gap is two fifths of a line; a half is near enough.
    block.range.len().div_ceil(LINE) * LINE + LINE / 2
}

/// The same of a stretch of a block, which has no gap below it.
pub(in crate::session) fn extent_of_stretch(range: TextRange) -> u32 {
    range.len().div_ceil(LINE) * LINE
}

/// One card to be placed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wish {
    /// Where its top should be.
    pub top: f64,
    /// How high it is.
    pub height: f64,
    /// Whether it keeps its level and the others give way.
    pub fixed: bool,
}

/// The tops of the cards, in the order given, so that none overlaps the one before it and together
/// they lie as near as can be to where they should (least squares). None is above `least`.
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

/// Cards that touch, as one. Take off each card what stands above it in the cluster, and all of
/// them want to be at one place: the weighted mean of their wishes.
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

/// Joins the last cluster with the ones before it for as long as they would overlap.
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
        // All bases are moved to the edge alike, so the distances stay.
        tops.push(base.max(least) + offset);
        offset += wish.height + gap;
    }
    tops
}
