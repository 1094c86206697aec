//! Blocks whose DOM something else changes, such as a translator or an extension. They are redrawn, but one
//! that changes again at once is left alone (tests/native/healing.rs).

use std::collections::BTreeSet;

use crate::model::{BlockIndex, Timestamp};

/// How often each block changed recently, and which are left alone.
#[derive(Debug, Default)]
pub struct Healing {
    /// By block; a list, because few blocks change, and another type of map would add 2 KB to the program.
    rounds: Vec<(BlockIndex, u32, Timestamp)>,
    left: BTreeSet<BlockIndex>,
}

/// What happens to a block that something else changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Treatment {
    /// It is redrawn.
    Heal,
    /// From now on it is left alone.
    Leave,
    /// It is left alone already.
    Left,
}

impl Healing {
    /// Most redraws of a block before it is left alone.
    pub const ROUNDS: u32 = 3;

    /// Time without changes after which counting starts again, in milliseconds.
    pub const CALM: i64 = 10_000;

    /// Decides what happens to a block that something else changed.
    pub fn changed(&mut self, block: BlockIndex, now: Timestamp) -> Treatment {
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

    /// Whether a block is left alone.
    pub fn is_left(&self, block: BlockIndex) -> bool {
        self.left.contains(&block)
    }

    /// Whether any of these blocks is left alone.
    pub fn leaves_any(&self, blocks: std::ops::Range<BlockIndex>) -> bool {
        self.left.range(blocks).next().is_some()
    }

    /// The blocks that are left alone, in order.
    pub fn left(&self) -> impl ExactSizeIterator<Item = BlockIndex> {
        self.left.iter().copied()
    }
}
