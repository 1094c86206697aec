//! Moving the keyboard caret, and what a screen reader hears at each move (tests/native/keyboard.rs).

use std::rc::Rc;

use crate::model::{Annotation, AnnotationId, BlockPoint, Kind, TextRange, words};
use crate::session::Session;
use crate::session::action::effect::PageEffect;
use crate::session::action::reply::Reply;
use crate::session::document::excerpt::paragraph;
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::selection::caret::{Bound, Caret, Did, NEAR, Said, Steer, Travel};
use crate::session::selection::movement::Walk;
use crate::session::selection::selected::{Pointed, Selected};

impl Session {
    pub(in crate::session) fn steer(
        &mut self,
        steer: Steer,
        host: &dyn Host,
    ) -> Result<Reply, SessionError> {
        let before = self.caret;
        match steer {
            Steer::Show(point) => self.show_caret(point, host),
            Steer::Travel(travel) => self.travel(travel, host),
            Steer::Enter => self.enter(host)?,
            Steer::End => self.end_caret(),
        }
        Ok(Reply::Was(self.caret != before))
    }

    /// The caret's range, and whether its start is the end that moves.
    pub fn caret(&self) -> Option<(TextRange, bool)> {
        self.caret.map(|caret| (caret.range(), caret.is_backward()))
    }

    fn show_caret(&mut self, point: BlockPoint, host: &dyn Host) {
        if let Some(caret) = self.caret {
            return self.put_caret(caret, Did::Moved, caret.range());
        }
        let Some(document) = &self.document else { return };
        let article = document.article();
        let walk = Walk { article, segmenter: host };
        let open = document.focused().and_then(|id| document.set().get(id)).map(|one| one.start());
        let seen = article.byte_of(point);
        // Where it was, unless the reader has scrolled away from there.
        let near = |was: &TextRange| {
            article.block_at(was.start).0.abs_diff(point.block.0) < 20
                && seen.is_some_and(|seen| seen.0.abs_diff(was.start.0) < NEAR)
        };
        let was = self.caret_was.filter(|was| open.is_none() && near(was));
        let hit = was.filter(|was| !was.is_empty());
        if let Some(hit) = hit.and_then(|hit| words::grow(article, hit, host)) {
            return self.put_caret(Caret::on(hit, true), Did::Moved, hit);
        }
        let Some(at) = open.or(was.map(|was| was.start)).or(seen) else { return };
        if let Some(word) = walk.word_after(at).or_else(|| walk.word_before(at)) {
            self.put_caret(Caret::on(word, false), Did::Moved, word);
        }
    }

    /// Puts the caret on a hit of the search that closes: the next key is about what was found. If it is
    /// hidden, it will show there.
    pub(in crate::session) fn caret_to_hit(&mut self, hit: TextRange, host: &dyn Host) {
        self.caret_was = Some(hit);
        if let (Some(_), Some(document)) = (self.caret.take(), &self.document) {
            self.show_caret(document.article().point_of(hit.start), host);
        }
    }

    fn travel(&mut self, travel: Travel, host: &dyn Host) {
        let (Some(document), Some(caret)) = (&self.document, self.caret) else { return };
        let walk = Walk { article: document.article(), segmenter: host };
        match caret.moved(travel, &walk).filter(|moved| *moved != caret) {
            Some(moved) if travel.extend => {
                let words = document.article().slice(moved.range());
                let count = words.split_whitespace().count();
                self.put_caret(moved, Did::Extended(count), moved.focus);
            }
            Some(moved) => self.put_caret(moved, Did::Moved, moved.focus),
            None => {
                let did = Did::Stayed { at_end: travel.forward };
                self.put_caret(caret, did, caret.focus);
            }
        }
    }

    /// Puts the caret there, and announces the result.
    fn put_caret(&mut self, caret: Caret, did: Did, told: TextRange) {
        let was = self.caret.replace(caret);
        let range = caret.range();
        self.caret_was = Some(TextRange { start: range.start, end: range.start });
        let Some(document) = &mut self.document else { return };
        document.draw_at(told.start);
        let article = document.article();
        let block = article.block_at(told.start);
        let same = was.is_some_and(|was| article.block_at(was.focus.start) == block);
        let said = Said {
            words: article.slice(told).to_owned(),
            paragraph: (!same).then(|| paragraph(article, block)),
            kinds: self.bounds(told, was.filter(|was| *was != caret).map(|was| was.focus)),
            did,
        };
        self.keep_caret();
        if was.is_none() {
            self.on_page(PageEffect::ClearSelection);
        }
        self.leave_behind(range);
        self.tell_caret(said);
        self.on_page(PageEffect::Follow);
    }

    /// A card stays open only while the caret is on its highlight, or picks something for it.
    fn leave_behind(&mut self, range: TextRange) {
        let Some(document) = self.document.as_ref().filter(|_| self.picking().is_none()) else {
            return;
        };
        let open = document.focused().and_then(|id| document.set().get(id));
        if open.is_some_and(|open| !open.spans.iter().any(|span| span.overlaps(range))) {
            self.focus(None);
        }
    }

    /// The highlights entered and left on the way from one text to another; each kind once.
    fn bounds(&self, to: TextRange, from: Option<TextRange>) -> Vec<(Kind, Bound)> {
        let Some(document) = &self.document else { return Vec::new() };
        let touching = |range| {
            let there = document.set().touching(range);
            there.into_iter().filter(|one| self.shows(one)).collect::<Vec<_>>()
        };
        let (before, now) = (from.map(touching).unwrap_or_default(), touching(to));
        let holds = |one: &Annotation, range: TextRange| {
            one.spans.iter().any(|span| span.start <= range.start && range.end <= span.end)
        };
        // What was read whole needs no end.
        let inside = |one: &Annotation| {
            from.is_some_and(|from| holds(one, from) && !one.spans.contains(&from))
        };
        let left = before.iter().rev().filter(|one| inside(one) && !now.contains(one));
        let left = left.map(|one| (one.kind(), Bound::Left));
        let entered = now.iter().filter_map(|one| match holds(one, to) {
            true => (!inside(one)).then_some((one.kind(), Bound::Entered)),
            false => Some((one.kind(), Bound::Within)),
        });
        let mut bounds: Vec<(Kind, Bound)> = Vec::new();
        for bound in left.chain(entered) {
            if !bounds.contains(&bound) {
                bounds.push(bound);
            }
        }
        bounds
    }

    /// The highlight on which the caret stands, otherwise the smallest one there; the open one first.
    pub(in crate::session) fn under_caret(&self) -> Option<AnnotationId> {
        let (range, document) = (self.caret?.range(), self.document.as_ref()?);
        let here = document.at(range.start);
        let open = document.focused().filter(|open| here.contains(open)).cloned();
        let exact = |id: &&AnnotationId| {
            document.set().get(id).is_some_and(|one| one.spans.contains(&range))
        };
        let on = open.or_else(|| here.iter().find(exact).cloned());
        on.or_else(|| here.into_iter().next()).or_else(|| {
            let here = document.set().touching(range);
            here.iter().find(|one| self.shows(one)).map(|one| one.id.clone())
        })
    }

    /// Enter picks for the open card, marks with the pen, or opens the card of the highlight there.
    fn enter(&mut self, host: &dyn Host) -> Result<(), SessionError> {
        let range = self.caret.map(Caret::range);
        if let (Some(range), Some(_)) = (range, self.picking()) {
            let start =
                self.document.as_ref().map(|document| document.article().point_of(range.start));
            if !start.is_some_and(|start| self.pick_mention(start, host)) {
                return self.pick_words(range, host).map_or(Ok(()), |picked| picked.map(drop));
            }
            return Ok(());
        }
        if let (Some(_), Some(kind)) = (range, self.pen) {
            return self.mark(kind, None, None, host).map(drop);
        }
        let open = match self.caret {
            Some(_) => self.under_caret(),
            None => self.focused().cloned(),
        };
        match open {
            Some(id) => self.open_card(id),
            None => self.say_of_caret(Did::Nothing),
        }
        Ok(())
    }

    pub(in crate::session) fn end_caret(&mut self) {
        if self.caret.take().is_some() {
            (self.selection, self.said, self.keyboard_mode) = (None, None, false);
            self.say_of_caret(Did::Ended);
        }
    }

    /// Moves the caret to a highlight. If the highlight is hidden, only announces it.
    pub(in crate::session) fn caret_to(&mut self, id: &AnnotationId, did: Did) {
        let Some(document) = &self.document else { return };
        let Some(annotation) = document.set().get(id).cloned() else { return };
        let Some(span) = annotation.spans.first().copied() else { return };
        if self.caret.is_some() {
            self.put_caret(Caret::on(span, true), did, span);
        } else {
            self.caret_was = Some(TextRange { start: span.start, end: span.start });
            let words = document.article().slice(span).to_owned();
            self.tell_caret(Said { words, paragraph: None, kinds: Vec::new(), did });
        }
        // Announces the highlight itself, not the others at that place.
        if let Some(said) = &mut self.said {
            Rc::make_mut(&mut said.what).kinds = vec![(annotation.kind(), Bound::Entered)];
        }
    }

    /// Puts the caret on a highlight that was resized.
    pub(in crate::session) fn caret_onto(&mut self, range: TextRange) {
        self.caret = Some(Caret::on(range, true));
        self.keep_caret();
    }

    /// Makes the text under the caret the selection, so that the caret stays where it is after marking.
    pub(in crate::session) fn keep_caret(&mut self) {
        if let (Some(caret), Some(document)) = (self.caret, &self.document) {
            let (range, article) = (caret.range(), document.article());
            let (anchor, focus) = (article.point_of(range.start), article.point_of(range.end));
            let pointed = Pointed { anchor, focus, exact: true };
            self.selection = Some(Selected { range, pointed });
        }
    }

    pub(in crate::session) fn say_of_caret(&mut self, did: Did) {
        self.tell_caret(Said { words: String::new(), paragraph: None, kinds: Vec::new(), did });
    }

    pub(in crate::session) fn tell_caret(&mut self, said: Said) {
        self.said = Some(self.announcement(Rc::new(said)));
    }
}
