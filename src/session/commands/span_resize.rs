//! Resizing a highlight by keys, by dragging or with the buttons of its card. The result is shown first and
//! then applied in one step (tests/native/adjusting.rs).

use crate::model::{AnnotationId, BlockPoint, Byte, TextRange};
use crate::session::Session;
use crate::session::action::effect::PageEffect;
use crate::session::action::reply::Reply;
use crate::session::api::arguments::Patch;
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::selection::caret::{Did, Said};
pub use crate::session::selection::movement::Side;
use crate::session::selection::movement::Walk;
use crate::session::selection::span_resize::{Adjust, Adjusting};

impl Session {
    /// What is being resized.
    pub fn adjusting(&self) -> Option<&Adjusting> {
        self.adjusting.as_ref()
    }

    pub(in crate::session) fn adjust(
        &mut self,
        asked: Adjust,
        host: &dyn Host,
    ) -> Result<Reply, SessionError> {
        match asked {
            Adjust::Begin => Ok(self.begin_adjusting()),
            Adjust::Step { side, forward, exact } => {
                Ok(Reply::Was(self.step_end(side, forward, exact, host)))
            }
            Adjust::Drag { id, part, side, to, exact } => {
                Ok(Reply::Was(self.drag_end(id, part, side, to, exact, host)))
            }
            Adjust::Nudge { id, side, forward } => self.nudge(id, side, forward, host),
            Adjust::Keep => {
                let kept = self.adjusting.as_ref().map(|now| now.range);
                let reply = self.keep_adjusted(host)?;
                self.say_adjusted(kept, Did::Kept);
                Ok(reply)
            }
            Adjust::Drop => Ok(Reply::Was(self.drop_adjusted())),
        }
    }

    fn begin_adjusting(&mut self) -> Reply {
        let open = match self.caret().is_some() {
            true => self.under_caret(),
            false => self.focused().cloned(),
        };
        let Some(id) = open else {
            self.say_of_caret(Did::Nothing);
            return Reply::Was(false);
        };
        let at = self.caret().map(|(range, _)| range);
        let part = self.part_at(&id, at);
        self.focus(Some(id.clone()));
        let begun = self.take_in_hand(id, part);
        self.say_now();
        Reply::Was(begun)
    }

    /// The part of an annotation that a range touches, or the first.
    fn part_at(&self, id: &AnnotationId, at: Option<TextRange>) -> usize {
        let annotation = self.document.as_ref().and_then(|document| document.set().get(id));
        let touched = annotation.zip(at).and_then(|(annotation, at)| {
            annotation.spans.iter().position(|span| span.overlaps(at))
        });
        touched.unwrap_or_default()
    }

    fn take_in_hand(&mut self, id: AnnotationId, part: usize) -> bool {
        if self.adjusting.as_ref().is_some_and(|now| now.id == id && now.part == part) {
            return true;
        }
        let annotation = self.document.as_ref().and_then(|document| document.set().get(&id));
        let span = annotation.and_then(|annotation| annotation.spans.get(part).copied());
        self.adjusting = span.map(|range| Adjusting { id, part, was: range, range });
        self.adjusting.is_some()
    }

    fn step_end(&mut self, side: Side, forward: bool, exact: bool, host: &dyn Host) -> bool {
        let (Some(now), Some(document)) = (&self.adjusting, &self.document) else { return false };
        let walk = Walk { article: document.article(), segmenter: host };
        let at = match side {
            Side::Start => now.range.start,
            Side::End => now.range.end,
        };
        let to = if exact || self.settings.exact {
            walk.next_character(at, side, forward)
        } else {
            walk.next_stop(at, side, forward)
        };
        let moved = self.move_end(side, to);
        if moved {
            self.say_now();
            self.on_page(PageEffect::Follow);
        } else {
            self.say_of_caret(Did::Stuck);
        }
        moved
    }

    fn drag_end(
        &mut self,
        id: AnnotationId,
        part: usize,
        side: Side,
        to: BlockPoint,
        exact: bool,
        host: &dyn Host,
    ) -> bool {
        if !self.take_in_hand(id, part) {
            return false;
        }
        let Some(document) = &self.document else { return false };
        let walk = Walk { article: document.article(), segmenter: host };
        let to = walk.nearest(to, side, exact || self.settings.exact);
        self.move_end(side, to)
    }

    fn nudge(
        &mut self,
        id: AnnotationId,
        side: Side,
        forward: bool,
        host: &dyn Host,
    ) -> Result<Reply, SessionError> {
        let annotation = self.document.as_ref().and_then(|document| document.set().get(&id));
        let last = annotation.map_or(0, |annotation| annotation.spans.len().saturating_sub(1));
        let part = if side == Side::Start { 0 } else { last };
        self.take_in_hand(id, part);
        self.step_end(side, forward, false, host);
        self.keep_adjusted(host)
    }

    /// Moves an end, as long as the span stays valid: not empty, and separate from the other parts.
    fn move_end(&mut self, side: Side, to: Option<Byte>) -> bool {
        let (Some(now), Some(to), Some(document)) = (&self.adjusting, to, &self.document) else {
            return false;
        };
        let range = match side {
            Side::Start => TextRange { start: to, ..now.range },
            Side::End => TextRange { end: to, ..now.range },
        };
        let others = document.set().get(&now.id).is_some_and(|annotation| {
            let mut others =
                annotation.spans.iter().enumerate().filter(|(part, _)| *part != now.part);
            others.any(|(_, other)| other.overlaps(range))
        });
        let trimmed =
            document.article().trimmed(range).filter(|_| range.start < range.end && !others);
        let Some(range) = trimmed.filter(|range| *range != now.range) else { return false };
        self.adjusting = Some(Adjusting { range, ..now.clone() });
        true
    }

    fn keep_adjusted(&mut self, host: &dyn Host) -> Result<Reply, SessionError> {
        let Some(now) = self.adjusting.take() else { return Ok(Reply::Was(false)) };
        let annotation = self.document.as_ref().and_then(|document| document.set().get(&now.id));
        let Some(annotation) = annotation else { return Ok(Reply::Was(false)) };
        let mut spans = annotation.spans.clone();
        if let Some(span) = spans.get_mut(now.part) {
            *span = now.range;
        }
        // Dragged past another part, it would be out of order.
        spans = crate::model::order::by_key(spans, |span| *span);
        let reply = self.update(&now.id, Patch { spans: Some(spans), ..Patch::default() }, host)?;
        if self.caret().is_some() {
            self.caret_onto(now.range);
        }
        Ok(reply)
    }

    fn drop_adjusted(&mut self) -> bool {
        let dropped = self.adjusting.take().is_some();
        if dropped {
            self.say_of_caret(Did::Dropped);
        }
        dropped
    }

    fn say_adjusted(&mut self, range: Option<TextRange>, did: Did) {
        let (Some(range), Some(document)) = (range, &self.document) else { return };
        let words = document.article().slice(range).to_owned();
        self.tell_caret(Said { words, paragraph: None, kinds: Vec::new(), did });
    }

    fn say_now(&mut self) {
        let range = self.adjusting.as_ref().map(|now| now.range);
        self.say_adjusted(range, Did::Adjusted);
    }
}
