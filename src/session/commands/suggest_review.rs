//! Which suggestion is under review, and how the list, the text and the focus follow it
//! (tests/native/suggesting_panel.rs, suggesting_again.rs).

use crate::model::{BlockPoint, Byte, Kind, TextRange, order};
use crate::session::Session;
use crate::session::action::effect::PageEffect;
use crate::session::action::panel::Panel;
use crate::session::program_part::OnDemand;
use crate::session::suggest::SuggestionGroup;

/// The id of the row under review.
const UNDER_REVIEW: &str = "under-review";

impl Session {
    /// The number of the suggestion under review, if it is still listed.
    pub(super) fn reviewed(&mut self) -> Option<usize> {
        let current = self.suggesting.as_ref()?.value().current?;
        self.suggestions_in_order().into_iter().map(|(_, index)| index).find(|one| *one == current)
    }

    /// The same while its row is on the page that is shown. Otherwise it is shown first: nothing is decided about
    /// a suggestion that the reader does not see.
    pub(super) fn reviewed_in_sight(&mut self) -> Option<usize> {
        let (index, page) = (self.reviewed()?, self.panel.clone());
        self.turn_to_reviewed();
        if self.panel == page {
            return Some(index);
        }
        self.review(index);
        None
    }

    /// The number of the shortest open suggestion at a place.
    pub(super) fn suggested_at(&self, point: BlockPoint) -> Option<usize> {
        let (now, document) = (self.suggesting.as_ref()?.value(), self.document.as_ref()?);
        let at = document.article().byte_near(point);
        let here = TextRange { start: at, end: Byte::at(at.index() + 1) };
        let listing = now.listed()?;
        let shown = Kind::ALL.into_iter().filter(|kind| !self.hidden[kind.index()]);
        let here = shown.flat_map(|kind| listing.spans_in(kind, here));
        here.min_by_key(|(span, _)| span.len()).map(|(_, index)| index)
    }

    /// Shows a suggestion in the text, and its row with the focus.
    pub(super) fn review(&mut self, index: usize) {
        let (Some(now), Some(document)) = (&mut self.suggesting, &mut self.document) else {
            return;
        };
        let now = now.value_mut();
        let Some(range) = now.get(index).and_then(|one| one.spans.first().copied()) else { return };
        now.current = Some(index);
        document.draw_at(range.start);
        // Back in the text, the caret is here, not where the reader left it.
        if self.caret.take().is_some() {
            self.selection = None;
        }
        self.caret_was = Some(range);
        self.turn_to_reviewed();
        self.on_page(PageEffect::ShowText(range));
        self.on_page(PageEffect::FocusField(UNDER_REVIEW));
    }

    /// The page of the list follows the suggestion under review.
    pub(super) fn turn_to_reviewed(&mut self) {
        let current = self.suggesting.as_ref().and_then(|now| now.value().current);
        let order = self.suggestions_in_order();
        if let Some(at) = order.iter().position(|(_, index)| Some(*index) == current) {
            self.panel = Panel::Suggested(at / Panel::PAGE);
        }
    }

    /// Reviews the next or previous suggestion; beyond the last comes the first.
    pub(super) fn step_suggestion(&mut self, forward: bool) {
        let current = self.suggesting.as_ref().and_then(|now| now.value().current);
        let order = self.suggestions_in_order();
        let at = order.iter().position(|(_, index)| Some(*index) == current);
        if let Some((_, index)) = order.get(order::place_beside(at, order.len(), forward)) {
            self.review(*index);
        }
    }

    /// Something was undone or redone: reviews what is listed again by it, or else what follows the one under
    /// review if that is listed no more.
    #[inline(never)]
    pub(in crate::session) fn suggestions_turned(&mut self, _: OnDemand) {
        let (Some(now), Some(document)) = (&mut self.suggesting, &self.document) else { return };
        let (now, set) = (now.value_mut(), document.set());
        let (before, current) = (now.listed_in_order(set), now.current);
        let was = now.listed_in_text();
        now.listing(set, document.version());
        let is = now.listed_in_text();
        if let Some(came) = is.iter().find(|index| was.binary_search(index).is_err()) {
            return self.review(*came);
        }
        let is_there = |index: usize| is.binary_search(&index).is_ok();
        let at = before.iter().position(|(_, index)| Some(*index) == current);
        if let (Some(at), Some(false)) = (at, current.map(is_there)) {
            self.review_next(&before, at, &is_there);
        }
    }

    /// Reviews what of this list is left after a place, or before it if nothing is left there.
    pub(super) fn review_next(
        &mut self,
        before: &[(SuggestionGroup, usize)],
        at: usize,
        is_left: &dyn Fn(usize) -> bool,
    ) {
        let is_left = |(_, index): &&(SuggestionGroup, usize)| is_left(*index);
        let (earlier, later) = before.split_at(at);
        match later.iter().find(is_left).or_else(|| earlier.iter().rev().find(is_left)) {
            Some((_, next)) => self.review(*next),
            None => {
                self.now_suggesting(|now| now.current = None);
                self.on_page(PageEffect::FocusPanel);
            }
        }
    }
}
