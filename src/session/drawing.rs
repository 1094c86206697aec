//! What of the open article is drawn, and when: an edit at once, very much part by part, what is near the view first.
//! Must never draw more for an edit in a longer text: tests/native/shapes.rs.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::late::is_here;
use crate::model::{
    AnnotationId, Article, BlockPoint, Byte, Kind, Scheme, TextRange, Timestamp, order,
};

use super::cards;
use super::document::Document;
use super::healing::Verdict;
use super::undrawn::{AT_ONCE, Next, Undrawn};

impl Document {
    /// The same with all of it drawn.
    #[must_use]
    pub fn drawn(mut self) -> Self {
        while self.is_behind() {
            self.draw_on();
        }
        self
    }

    pub(super) fn focus(&mut self, id: Option<AnnotationId>) -> bool {
        if self.shown.focused == id {
            return false;
        }
        // What is lit up stays so while the reader goes through it.
        if id.as_ref().is_none_or(|id| !self.shown.lit.contains(id)) {
            self.light(BTreeSet::new());
        }
        let before = std::mem::replace(&mut self.shown.focused, id);
        let dirty = self.places_of(&[before, self.shown.focused.clone()]);
        self.redraw(&dirty);
        let start =
            self.shown.focused.as_ref().and_then(|id| self.set.get(id)).map(|one| one.start());
        start.into_iter().for_each(|start| self.draw_at(start));
        true
    }

    pub(super) fn hover(&mut self, id: Option<AnnotationId>) {
        if self.shown.hovered != id {
            let before = std::mem::replace(&mut self.shown.hovered, id);
            let mut dirty = self.places_of(&[before, self.shown.hovered.clone()]);
            // Each drawing has whatever changes such a block do so again, and the pointer is on it.
            dirty.retain(|range| !self.leaves_some_of(*range));
            self.redraw(&dirty);
        }
    }

    /// Whether a block of this range is left as something else made it.
    fn leaves_some_of(&self, range: TextRange) -> bool {
        let (first, last) = self.article().blocks_of(range);
        self.healing().leaves_any(first..last.saturating_add(1))
    }

    /// Lights up these annotations, and no others.
    pub(super) fn light(&mut self, lit: BTreeSet<AnnotationId>) {
        if self.shown.lit != lit {
            let before = std::mem::replace(&mut self.shown.lit, lit);
            let both = before.iter().chain(&self.shown.lit).cloned().map(Some);
            let dirty = self.places_of(&both.collect::<Vec<_>>());
            self.redraw(&dirty);
        }
    }

    pub(super) fn hide(&mut self, hidden: [bool; 3]) {
        self.shown.hidden = hidden;
        self.draw_anew();
        let gone = |kind: Kind| hidden[kind.index()];
        let focused = self.focused().and_then(|id| self.set.get(id)).map(|a| a.kind());
        if focused.is_some_and(gone) {
            self.focus(None);
        }
    }

    pub(super) fn set_window(&mut self, first: BlockPoint, last: BlockPoint) {
        let (start, end) = (self.article().byte_near(first), self.article().byte_near(last));
        let window = TextRange { start, end: end.max(start) };
        if self.window != window {
            self.window = window;
            self.draw_near();
            if cards::is_windowed(&self.set) && !self.undrawn.awaits_cards() {
                self.cards = None;
            }
        }
    }

    pub(super) fn heal(&mut self, block: u32, now: Timestamp) -> Verdict {
        self.sections.heal(self.set.article(), block, now)
    }

    /// Draws again what looks different now that the set is another; the scheme was this one.
    pub(super) fn show(&mut self, dirty: &BTreeSet<TextRange>, scheme: &Scheme) {
        if *scheme == *self.set.details().scheme {
            self.redraw(dirty);
        } else {
            self.draw_anew();
        }
        self.forget_changed();
    }

    /// Draws anew what lies in these ranges, and the cards; if that is very much, soon.
    fn redraw(&mut self, dirty: &BTreeSet<TextRange>) {
        if !self.undrawn.take(dirty, &self.sections, &self.set) {
            self.sections.redraw(&self.set, &self.shown, dirty);
            self.cards = None;
        }
    }

    /// Draws all anew: what is near the view now, the rest soon.
    pub(super) fn draw_anew(&mut self) {
        self.cards = None;
        self.undrawn = Undrawn::all(&self.sections);
        self.draw_at_first();
    }

    /// Draws what is near the view; all that is yet to be drawn if it is not much.
    pub(super) fn draw_at_first(&mut self) {
        let work = self.article().blocks().len() + 2 * self.set.len();
        self.draw_near();
        while work <= AT_ONCE && self.is_behind() {
            self.draw_on();
        }
    }

    /// Of an article of which only a part is drawn when it opens, the cards come after that.
    pub(super) fn put_off_cards(&mut self) {
        if !self.undrawn.is_empty() {
            self.undrawn.put_off_cards();
            self.cards = Some(Rc::new(cards::none_yet(&self.set, &self.shown)));
        }
    }

    /// Draws what of the undrawn is near the view; how many pieces that were.
    fn draw_near(&mut self) -> usize {
        let near = self.undrawn.near(self.sections.leaves_of(self.window));
        near.into_iter().map(|leaf| self.sections.draw(&self.set, &self.shown, leaf)).sum()
    }

    /// Has a place drawn that is about to be shown, even if it is far from the view.
    pub(super) fn draw_at(&mut self, at: Byte) {
        self.sections.draw(&self.set, &self.shown, self.sections.leaf_at(at));
    }

    /// Draws some of what is yet to be drawn.
    pub(super) fn draw_on(&mut self) {
        let mut work = self.draw_near();
        while work == 0 || (work < AT_ONCE && !self.undrawn.awaits_cards()) {
            match self.undrawn.next() {
                Next::Leaf(leaf) => work += 1 + self.sections.draw(&self.set, &self.shown, leaf),
                Next::Cards => {
                    self.cards = None;
                    return;
                }
                Next::Nothing => {
                    if work == 0 && self.awaits_counting() {
                        self.words.count_on(self.set.article());
                    }
                    return;
                }
            }
        }
    }

    /// Whether words are yet to be counted that are not as soon as they are asked for.
    fn awaits_counting(&self) -> bool {
        let article = self.set.article();
        article.text().len() > Article::WORDS_AT_ONCE
            && is_here()
            && !self.words.are_counted(article)
    }

    /// Whether something is yet to be drawn.
    pub fn is_behind(&self) -> bool {
        !self.undrawn.is_empty() || self.awaits_counting()
    }

    fn places_of(&self, ids: &[Option<AnnotationId>]) -> BTreeSet<TextRange> {
        let annotations = ids.iter().flatten().filter_map(|id| self.set.get(id));
        order::gathered(annotations.flat_map(|annotation| annotation.spans.iter().copied()))
    }
}
