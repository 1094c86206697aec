//! What still has to be redrawn after an article was opened or changed a lot: first what is in or near the view,
//! then the cards, then the rest, in parts (tests/native/bulk.rs).

use std::collections::BTreeSet;

use crate::model::{AnnotationSet, TextRange, order};

use super::blocks::Sections;

/// What still has to be drawn.
#[derive(Debug, Default)]
pub(in crate::session) struct RedrawQueue {
    /// The numbers of leaves: see [`Sections::leaf_at`].
    leaves: BTreeSet<u32>,
    cards: bool,
}

/// What to draw next.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::session) enum NextRedraw {
    /// This leaf.
    Leaf(u32),
    /// The cards.
    Cards,
    /// Nothing.
    Nothing,
}

/// Most pieces drawn at a time: about ten milliseconds of work.
pub(in crate::session) const AT_ONCE: usize = 1200;

impl RedrawQueue {
    /// All the text of an article.
    pub fn all(sections: &Sections) -> Self {
        Self { leaves: order::gathered(0..sections.leaves()), cards: false }
    }

    /// Adds the places that a change made look different, unless they are few enough to be drawn at once.
    pub fn take(
        &mut self,
        dirty: &BTreeSet<TextRange>,
        sections: &Sections,
        set: &AnnotationSet,
    ) -> bool {
        let (mut leaves, mut work) = (BTreeSet::new(), 0);
        for range in dirty {
            // Editing a block costs about this much, whatever is marked in it.
            work += 8;
            let (first, last) = sections.leaves_of(*range);
            for leaf in first..=last {
                if leaves.insert(leaf) && (first < last || sections.is_stretch(leaf)) {
                    work += set.weight(sections.range_of(leaf));
                }
            }
        }
        let many = work > AT_ONCE;
        if many {
            self.leaves.extend(leaves);
            self.cards = true;
        }
        many
    }

    /// Adds the cards.
    pub fn put_off_cards(&mut self) {
        self.cards = true;
    }

    /// Whether everything is drawn.
    pub fn is_empty(&self) -> bool {
        self.leaves.is_empty() && !self.cards
    }

    /// Whether the cards come next.
    pub fn awaits_cards(&self) -> bool {
        self.cards
    }

    /// Takes out the leaves near the view.
    pub fn near(&mut self, (first, last): (u32, u32)) -> Vec<u32> {
        let near: Vec<u32> = self.leaves.range(first..=last.max(first)).copied().collect();
        for leaf in &near {
            self.leaves.remove(leaf);
        }
        near
    }

    /// Takes out what to draw next.
    pub fn next(&mut self) -> NextRedraw {
        if std::mem::take(&mut self.cards) {
            return NextRedraw::Cards;
        }
        self.leaves.pop_first().map_or(NextRedraw::Nothing, NextRedraw::Leaf)
    }
}
