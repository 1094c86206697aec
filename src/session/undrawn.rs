//! What looks different and is yet to be drawn, after a change of very many blocks: what is near the view comes
//! first, then the cards, then the rest, each by itself. Must never forget a block.

use std::collections::BTreeSet;

use crate::model::{SECTION, order};

use super::placing::Spot;

/// What is yet to be drawn.
#[derive(Debug, Default)]
pub(super) struct Undrawn {
    blocks: BTreeSet<u32>,
    cards: bool,
}

/// What is to be drawn next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// These blocks.
    Blocks(BTreeSet<u32>),
    /// The cards.
    Cards,
    /// Nothing.
    Nothing,
}

/// So many sections are drawn without anybody noticing.
const AT_ONCE: u32 = 4;

impl Undrawn {
    /// Takes in what a change made different; not if it is so little that it can be drawn at once.
    pub fn take(&mut self, dirty: &BTreeSet<u32>) -> bool {
        let many = dirty.len() > (AT_ONCE * SECTION) as usize;
        if many {
            self.blocks.extend(dirty);
            self.cards = true;
        }
        many
    }

    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty() && !self.cards
    }

    /// The blocks in the sections near the view, which are drawn then.
    pub fn near(&mut self, window: (Spot, Spot)) -> BTreeSet<u32> {
        let first = window.0.block / SECTION * SECTION;
        let last = (window.1.block / SECTION).saturating_add(1).saturating_mul(SECTION);
        let near = self.blocks.range(first..last.max(first)).copied();
        let near: BTreeSet<u32> = order::gathered(near);
        self.blocks.retain(|block| !near.contains(block));
        near
    }

    /// Some of it, which is drawn then.
    pub fn next(&mut self, window: (Spot, Spot)) -> Next {
        let near = self.near(window);
        if !near.is_empty() {
            return Next::Blocks(near);
        }
        if std::mem::take(&mut self.cards) {
            return Next::Cards;
        }
        let Some(first) = self.blocks.first() else { return Next::Nothing };
        let rest = self.blocks.split_off(&((first / SECTION + AT_ONCE) * SECTION));
        Next::Blocks(std::mem::replace(&mut self.blocks, rest))
    }
}
