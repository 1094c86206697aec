//! Aligns two lists of numbers: first by long stretches that both have once, then by shorter ones, then what
//! lies between word by word. The work grows with the length of the lists, whatever is in them
//! (tests/native/anchoring.rs).

use std::ops::Range;

use super::boundary::proportion;

/// A stretch that both lists have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CommonStretch {
    /// Its start in the first list.
    pub one: usize,
    /// Its start in the second list.
    pub other: usize,
    /// Its length.
    pub length: usize,
}

/// A part of both lists that is not aligned yet.
#[derive(Debug, Clone)]
pub(super) struct Gap {
    pub one: Range<usize>,
    pub other: Range<usize>,
}

/// The lengths of stretches that are looked for, each twice the next.
const LENGTHS: [usize; 6] = [32, 16, 8, 4, 2, 1];

/// Most cells of a table that compares each with each.
const CELLS: usize = 1 << 17;

/// Most elements a side of such a table where nothing tells which parts belong together.
const WINDOW: usize = 48;

/// Least elements of a stretch that tells something by itself.
const TELLING: usize = 4;

/// Most times that a long stretch may occur in both lists and be taken for the same each time.
const OFTEN: usize = 16;

/// Two lists to align.
#[derive(Debug)]
pub(super) struct TwoLists<'a> {
    one: &'a [u32],
    other: &'a [u32],
    weights: &'a [u32],
    other_weights: &'a [u32],
    hashes: Vec<[Vec<u64>; 2]>,
}

impl<'a> TwoLists<'a> {
    /// Lists of numbers with their weights.
    pub(super) fn new(
        (one, weights): (&'a [u32], &'a [u32]),
        (other, other_weights): (&'a [u32], &'a [u32]),
    ) -> Self {
        let mut hashes = vec![[one, other].map(|list| list.iter().map(|n| mixed(*n, 0)).collect())];
        for length in LENGTHS.iter().rev().skip(1) {
            let longer = hashes.last().map(|last: &[Vec<u64>; 2]| {
                [&last[0], &last[1]].map(|half| {
                    let second = half.iter().skip(length / 2);
                    let pairs = half.iter().zip(second);
                    pairs.map(|(a, b)| mixed64(*a ^ b.rotate_left(23))).collect()
                })
            });
            hashes.extend(longer);
        }
        hashes.reverse();
        Self { one, other, weights, other_weights, hashes }
    }

    /// The stretches both have, in order and apart.
    pub(super) fn align(&self) -> Vec<CommonStretch> {
        let all = Gap { one: 0..self.one.len(), other: 0..self.other.len() };
        let mut found = self.within(all, 0);
        found.sort_unstable_by_key(|stretch| stretch.one);
        joined(found)
    }

    /// The stretches within a gap, by stretches of these lengths and shorter ones; in no order.
    fn within(&self, gap: Gap, level: usize) -> Vec<CommonStretch> {
        let mut found = Vec::new();
        let mut gaps = vec![(gap, level)];
        while let Some((gap, level)) = gaps.pop() {
            let gap = self.trimmed(gap, &mut found);
            let (n, m) = (gap.one.len(), gap.other.len());
            if n == 0 || m == 0 {
                continue;
            }
            if n.saturating_mul(m) <= CELLS {
                self.table(&gap, &mut found);
                continue;
            }
            if level == LENGTHS.len() {
                self.along(&gap, &mut found);
                continue;
            }
            let seeds = in_order(&self.common(&gap, level));
            let mut from = (gap.one.start, gap.other.start);
            for (one, other) in seeds {
                if one < from.0 || other < from.1 {
                    continue;
                }
                let between = Gap { one: from.0..one, other: from.1..other };
                gaps.push((between, level + 1));
                let rest = self.one[one..gap.one.end].iter().zip(&self.other[other..gap.other.end]);
                let same = rest.take_while(|(a, b)| a == b).count().max(1);
                found.push(CommonStretch { one, other, length: same });
                from = (one + same, other + same);
            }
            let after = Gap { one: from.0..gap.one.end, other: from.1..gap.other.end };
            gaps.push((after, level + 1));
        }
        found
    }

    /// A gap without what is equal at its ends.
    fn trimmed(&self, gap: Gap, found: &mut Vec<CommonStretch>) -> Gap {
        let (one, other) = (&self.one[gap.one.clone()], &self.other[gap.other.clone()]);
        let head = one.iter().zip(other).take_while(|(a, b)| a == b).count();
        if head > 0 {
            found.push(CommonStretch { one: gap.one.start, other: gap.other.start, length: head });
        }
        let (one, other) = (&one[head..], &other[head..]);
        let tail = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
        let (one_end, other_end) = (gap.one.end - tail, gap.other.end - tail);
        if tail > 0 {
            found.push(CommonStretch { one: one_end, other: other_end, length: tail });
        }
        Gap { one: gap.one.start + head..one_end, other: gap.other.start + head..other_end }
    }

    /// The starts of stretches of one length that both parts have equally often, which is once if they are
    /// short; by their place in the first list.
    fn common(&self, gap: &Gap, level: usize) -> Vec<(usize, usize)> {
        let (Some(length), Some([one, other])) = (LENGTHS.get(level), self.hashes.get(level))
        else {
            return Vec::new();
        };
        let starts = |part: &Range<usize>| part.start..(part.end + 1).saturating_sub(*length);
        let most = if *length >= TELLING { OFTEN } else { 1 };
        let pairs = paired(one, starts(&gap.one), other, starts(&gap.other), most);
        let same = |(one, other): &(usize, usize)| {
            self.one.get(*one..one + length) == self.other.get(*other..other + length)
        };
        pairs.into_iter().filter(same).collect()
    }

    /// Stretches that both parts have once and nowhere else, the longest first, in any order: what was moved.
    pub(super) fn moved(&self, one: &[bool], other: &[bool], least: u32) -> Vec<CommonStretch> {
        let mut free = (one.to_vec(), other.to_vec());
        let mut found = Vec::new();
        for (length, [one, other]) in LENGTHS.iter().zip(&self.hashes) {
            if *length < TELLING {
                break;
            }
            let (ones, others) = (free_starts(&free.0, *length), free_starts(&free.1, *length));
            for (one, other) in paired(one, ones, other, others, 1) {
                if !free.0[one] || !free.1[other] {
                    continue;
                }
                let stretch = self.grown(one, other, &free);
                if self.weight(&stretch) < least {
                    continue;
                }
                free.0[stretch.one..stretch.one + stretch.length].fill(false);
                free.1[stretch.other..stretch.other + stretch.length].fill(false);
                found.push(stretch);
            }
        }
        found
    }

    /// The longest free stretch around two places.
    fn grown(&self, one: usize, other: usize, free: &(Vec<bool>, Vec<bool>)) -> CommonStretch {
        let fits = |one: usize, other: usize| {
            let same = self.one.get(one).zip(self.other.get(other)).is_some_and(|(a, b)| a == b);
            same && free.0[one] && free.1[other]
        };
        let mut back = 0;
        while back < one && back < other && fits(one - back - 1, other - back - 1) {
            back += 1;
        }
        let mut on = 0;
        while fits(one + on, other + on) {
            on += 1;
        }
        CommonStretch { one: one - back, other: other - back, length: back + on }
    }

    /// What a stretch weighs.
    pub(super) fn weight(&self, stretch: &CommonStretch) -> u32 {
        let part = self.weights.get(stretch.one..stretch.one + stretch.length);
        part.unwrap_or_default().iter().sum()
    }

    /// Aligns a large gap in which nothing is unique: place by place along it.
    fn along(&self, gap: &Gap, found: &mut Vec<CommonStretch>) {
        let (n, m) = (gap.one.len(), gap.other.len());
        let parts = n.min(m).div_ceil(WINDOW).max(1);
        // Where one side is much longer, there is nothing to go by.
        if n.max(m) / parts > 4 * WINDOW {
            return;
        }
        let edge = |part: usize, length: usize| proportion(length, part, parts);
        for part in 0..parts {
            let side = |range: &Range<usize>, length: usize| {
                range.start + edge(part, length)..range.start + edge(part + 1, length)
            };
            self.table(&Gap { one: side(&gap.one, n), other: side(&gap.other, m) }, found);
        }
    }

    /// Aligns a small gap by a table of each with each: what weighs most, in as few stretches as possible.
    pub(super) fn table(&self, gap: &Gap, found: &mut Vec<CommonStretch>) {
        let (one, other) = (&self.one[gap.one.clone()], &self.other[gap.other.clone()]);
        let (weights, other_weights) =
            (&self.weights[gap.one.clone()], &self.other_weights[gap.other.clone()]);
        let width = other.len() + 1;
        // Of each cell how the best way to it ends.
        let mut ways = vec![Way::default(); (one.len() + 1) * width];
        let (mut best, mut paired) = (vec![0_u32; width], vec![0_u32; width]);
        for (i, number) in one.iter().enumerate() {
            // What is before the gap is paired.
            let (mut corner, mut corner_paired) = (0, u32::from(i == 0));
            for (j, candidate) in other.iter().enumerate() {
                let (above, left) = (best[j + 1], best[j]);
                let (before, before_paired) = (corner, corner_paired);
                (corner, corner_paired) = (above, paired[j + 1]);
                let ends = i + 1 == one.len() && j + 1 == other.len();
                let same = number == candidate;
                let worth = match same {
                    true => weights[i] + if ends { BONUS } else { 0 },
                    // One sign for another: quotation marks, emphasis.
                    false if weights[i] == 1 && other_weights[j] == 1 => u32::from(ends),
                    false => {
                        paired[j + 1] = 0;
                        let step = if above >= left { WayStep::Up } else { WayStep::Left };
                        ways[(i + 1) * width + j + 1] = Way { step, ..Way::default() };
                        best[j + 1] = above.max(left);
                        continue;
                    }
                };
                let bonus = if same { BONUS } else { 0 };
                let follows = before_paired > 0 && before_paired + bonus >= before;
                let new = worth + if follows { before_paired + bonus } else { before };
                paired[j + 1] = new;
                let step = match () {
                    () if new > 0 && new >= above && new >= left => WayStep::Pair,
                    () if above >= left => WayStep::Up,
                    () => WayStep::Left,
                };
                ways[(i + 1) * width + j + 1] = Way { step, follows, same };
                best[j + 1] = new.max(above).max(left);
            }
        }
        let (mut i, mut j) = (one.len(), other.len());
        let mut forced = false;
        while i > 0 && j > 0 {
            let way = ways[i * width + j];
            match way.step {
                _ if forced || way.step == WayStep::Pair => {
                    let (one, other) = (gap.one.start + i - 1, gap.other.start + j - 1);
                    found.extend(way.same.then_some(CommonStretch { one, other, length: 1 }));
                    forced = way.follows;
                    (i, j) = (i - 1, j - 1);
                }
                WayStep::Up => i -= 1,
                _ => j -= 1,
            }
        }
    }
}

/// How the best way to a cell ends.
#[derive(Debug, Clone, Copy, Default)]
struct Way {
    step: WayStep,
    /// Whether the pair follows a pair.
    follows: bool,
    /// Whether the pair is of equal elements.
    same: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum WayStep {
    /// Both have it.
    Pair,
    /// Only the first list has it.
    Up,
    /// Only the second list has it.
    #[default]
    Left,
}

/// What it is worth that two words in a row are the same.
const BONUS: u32 = 5;

/// The starts of stretches of this length that are free from end to end.
fn free_starts(free: &[bool], length: usize) -> impl Iterator<Item = usize> {
    let mut run = 0;
    free.iter().enumerate().filter_map(move |(at, is_free)| {
        run = if *is_free { run + 1 } else { 0 };
        (run >= length).then(|| at + 1 - length)
    })
}

/// The places of equal hashes that both lists have equally often, but not more than `most` times: the first
/// with the first, the second with the second.
fn paired(
    one: &[u64],
    ones: impl Iterator<Item = usize>,
    other: &[u64],
    others: impl Iterator<Item = usize>,
    most: usize,
) -> Vec<(usize, usize)> {
    let in_one = ones.filter_map(|at| Some((*one.get(at)?, false, at)));
    let in_other = others.filter_map(|at| Some((*other.get(at)?, true, at)));
    let mut all: Vec<(u64, bool, usize)> = in_one.chain(in_other).collect();
    all.sort_unstable();
    let mut pairs = Vec::new();
    for same in all.chunk_by(|a, b| a.0 == b.0) {
        let (ones, others) = same.split_at(same.partition_point(|(_, is_other, _)| !is_other));
        if ones.len() == others.len() && ones.len() <= most {
            pairs.extend(ones.iter().zip(others).map(|(one, other)| (one.2, other.2)));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The longest part of some pairs that ascends on both sides; the pairs ascend on the first.
fn in_order(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<usize> = Vec::with_capacity(pairs.len());
    for (at, (_, other)) in pairs.iter().enumerate() {
        let place = ends.partition_point(|end| pairs[*end].1 < *other);
        before.push(place.checked_sub(1).map_or(usize::MAX, |last| ends[last]));
        match ends.get_mut(place) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut chain = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied().unwrap_or(usize::MAX);
    while let Some(pair) = pairs.get(at) {
        chain.push(*pair);
        at = before[at];
    }
    chain.reverse();
    chain
}

/// Stretches in order, those that touch as one.
fn joined(found: Vec<CommonStretch>) -> Vec<CommonStretch> {
    let mut all: Vec<CommonStretch> = Vec::with_capacity(found.len());
    for next in found {
        match all.last_mut() {
            Some(last)
                if last.one + last.length == next.one && last.other + last.length == next.other =>
            {
                last.length += next.length;
            }
            _ => all.push(next),
        }
    }
    all
}

fn mixed(number: u32, salt: u64) -> u64 {
    mixed64(u64::from(number) ^ salt)
}

/// SplitMix64.
fn mixed64(number: u64) -> u64 {
    let number = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}
