//! Blocks whose DOM something else changes: a translator, an extension. They are drawn anew, but not for ever: what
//! changes again at once is left as it is (tests/native/healing.rs).

use std::collections::BTreeSet;

use crate::model::Timestamp;

use super::cursor::paragraph;
use super::host::Host;
use super::message::Message;
use super::{Document, Session};

/// How often each block was changed of late, and which are left as they are.
#[derive(Debug, Default)]
pub struct Healing {
    /// By block; a list, as few are changed, and a map of its own kind would be 2 KB of the program.
    rounds: Vec<(u32, u32, Timestamp)>,
    left: BTreeSet<u32>,
}

/// What becomes of a block that something else changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
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
    pub fn changed(&mut self, block: u32, now: Timestamp) -> Verdict {
        if self.is_left(block) {
            return Verdict::Left;
        }
        let known = self.rounds.iter().position(|(of, ..)| *of == block);
        let (_, count, last) = known.map_or((block, 0, now), |at| self.rounds.swap_remove(at));
        let calm = now.0.saturating_sub(last.0) > Self::CALM;
        let count = if calm { 1 } else { count + 1 };
        if count <= Self::ROUNDS {
            self.rounds.push((block, count, now));
            return Verdict::Heal;
        }
        self.left.insert(block);
        Verdict::Leave
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

impl Document {
    /// Which blocks something else keeps changing.
    pub fn healing(&self) -> &Healing {
        self.sections.healing()
    }
}

impl Session {
    /// Has a block drawn anew that something else changed, or leaves it and says so.
    pub(super) fn heal(&mut self, block: u32, host: &dyn Host) {
        let Some(document) = &mut self.document else { return };
        if document.heal(block, host.now()) != Verdict::Leave {
            return;
        }
        let article = document.article();
        let left: Vec<_> =
            document.healing().left().map(|block| paragraph(article, block)).collect();
        // A translator changes everything: not each of hundreds is worth a message.
        if left.len() <= Message::NAMED || left.len().is_power_of_two() {
            self.show_toast(Message::LeftChanged(left.into()), false);
        }
    }

    /// Whether a block is left as something else made it, and the article's own words in it.
    pub fn left_block(&self, block: u32) -> Option<&str> {
        let document = self.document.as_ref().filter(|open| open.healing().is_left(block))?;
        let range = document.article().block(block)?.range;
        Some(document.article().slice(range))
    }

    /// Says that nothing can be pointed at in a block, as it does not show the article's own words.
    pub(super) fn refuse_block(&mut self, block: u32) {
        if let Some(document) = &self.document {
            let message = Message::OtherWords(paragraph(document.article(), block));
            // Each move of a hand would say it again.
            if self.toast().is_none_or(|shown| shown.message != message) {
                self.show_toast(message, false);
            }
        }
    }
}
