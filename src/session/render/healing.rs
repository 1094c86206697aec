//! Blocks whose DOM something else changes: a translator, an extension. They are drawn anew, but not for ever: what
//! changes again at once is left as it is (tests/native/healing.rs).

use std::collections::BTreeSet;

use crate::model::Timestamp;

/// How often each block was changed of late, and which are left as they are.
#[derive(Debug, Default)]
pub struct Healing {
    /// By block; a list, as few are changed, and a map of its own kind would be 2 KB of the program.
    rounds: Vec<(u32, u32, Timestamp)>,
    left: BTreeSet<u32>,
}

/// What becomes of a block that something else changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Treatment {
    /// It is drawn anew.
    Heal,
    /// From now on it is left as it is.
    Leave,
    /// It is left as it is already.
    Left,
}

impl Healing {
    /// How often a block is drawn anew before it is left.
    pub const ROUNDS: u32 = 3;

    /// Changes that lie farther apart than this are counted anew, in milliseconds.
    pub const CALM: i64 = 10_000;

    /// Decides about a block that something else changed.
    pub fn changed(&mut self, block: u32, now: Timestamp) -> Treatment {
        if self.is_left(block) {
            return Treatment::Left;
        }
        let known = self.rounds.iter().position(|(of, ..)| *of == block);
        let (_, count, last) = known.map_or((block, 0, now), |at| self.rounds.swap_remove(at));
        let calm = now.0.saturating_sub(last.0) > Self::CALM;
        let count = if calm { 1 } else { count + 1 };
        if count <= Self::ROUNDS {
            self.rounds.push((block, count, now));
            return Treatment::Heal;
        }
        self.left.insert(block);
        Treatment::Leave
    }

    /// Whether a block is left as something else made it.
    pub fn is_left(&self, block: u32) -> bool {
        self.left.contains(&block)
    }

    /// Whether any of these blocks is.
    pub fn leaves_any(&self, blocks: std::ops::Range<u32>) -> bool {
        self.left.range(blocks).next().is_some()
    }

    /// The blocks that are left, in order.
    pub fn left(&self) -> impl ExactSizeIterator<Item = u32> {
        self.left.iter().copied()
    }
}
