//! Where a place inside words that were replaced lies in what replaced them: where both sides are most like
//! what they were (tests/native/anchoring.rs).

use std::ops::Range;

use super::distance::{Begin, distances};

/// The pieces that were replaced, on both sides of a place.
#[derive(Debug)]
pub(super) struct Sides {
    pub left: Range<usize>,
    pub right: Range<usize>,
}

/// Most signs of each that are compared one by one.
const SIGNS: usize = 2048;

/// The number of the edge in `gap` that divides it as `left` and `right` are divided. Edges ascend.
pub(super) fn boundary(left: &[char], right: &[char], gap: &[char], edges: &[usize]) -> usize {
    if gap.len().max(left.len()).max(right.len()) > SIGNS {
        return in_proportion(left.len(), right.len(), gap.len(), edges);
    }
    let before = match left {
        // All of it is on the right: what was put before it costs less than what it grew by.
        [] => halves(gap.len()),
        left => distances(left, gap, Begin::First),
    };
    let backwards = |signs: &[char]| -> Vec<char> { signs.iter().rev().copied().collect() };
    let mut after = match right {
        [] => halves(gap.len()),
        right => distances(&backwards(right), &backwards(gap), Begin::First),
    };
    after.reverse();
    let cost = |at: &usize| before.get(*at).zip(after.get(*at)).map_or(u32::MAX, |(a, b)| a + b);
    let all = edges.iter().enumerate();
    all.min_by_key(|(_, edge)| cost(edge)).map_or(0, |(at, _)| at)
}

/// `whole * part / parts`, where the product may be too large for the 32 bits of the page's program.
pub(super) fn proportion(whole: usize, part: usize, parts: usize) -> usize {
    let share = whole as u64 * part as u64 / (parts as u64).max(1);
    usize::try_from(share).unwrap_or(whole)
}

/// As far along as it was.
fn in_proportion(left: usize, right: usize, gap: usize, edges: &[usize]) -> usize {
    let wanted = proportion(gap, left, (left + right).max(1));
    edges.partition_point(|edge| *edge < wanted).min(edges.len().saturating_sub(1))
}

/// Half of each length up to one.
fn halves(length: usize) -> Vec<u32> {
    (0..).map(|at: u32| at / 2).take(length + 1).collect()
}
