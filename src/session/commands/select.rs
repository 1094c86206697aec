//! From a selection or a click to what it means: what would be marked, which card opens. The page passes in
//! points; the session never asks it.

use crate::model::marks::with_both;
use crate::model::{
    AnnotationId, BlockPoint, Byte, Kind, Op, Origin, TextRange, Transaction, words,
};
use crate::session::Session;
use crate::session::action::effect::{Effect, PageEffect};
use crate::session::action::reply::Reply;
use crate::session::api::arguments::{Draft, Patch};
use crate::session::document::edit::Maker;
use crate::session::document::excerpt::excerpt;
use crate::session::document::label::Label;
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::notices::message::Message;
use crate::session::selection::caret::{Bound, Did, Said};
use crate::session::selection::selected::{Pointed, Selected};

/// Length of a highlight that fits into the part of a narrow screen that a sheet leaves free, in bytes.
const SHORT: u32 = 300;

impl Session {
    pub(in crate::session) fn select(&mut self, pointed: Option<Pointed>, host: &dyn Host) {
        // The caret has no selection in the page; a new selection replaces it.
        if self.caret.is_some() {
            if pointed.is_none() {
                return;
            }
            (self.caret, self.keyboard_mode) = (None, false);
        }
        self.selection = pointed
            .and_then(|pointed| Some(Selected { range: self.meant(pointed, host)?, pointed }));
    }

    /// The range a selection stands for: whole words and whole quotations, or exact if the reader wants that.
    fn meant(&self, pointed: Pointed, host: &dyn Host) -> Option<TextRange> {
        let article = self.document.as_ref()?.article();
        let range = article.range_between(pointed.anchor, pointed.focus)?;
        let exact = pointed.exact || self.settings.exact;
        if exact {
            return Some(range);
        }
        let range = words::grow(article, range, host)?;
        // With one of two quotation marks comes the other, if it stands right there.
        Some(with_both(article, range))
    }

    pub(in crate::session) fn select_sentence(&mut self, point: BlockPoint) {
        let Some(document) = &self.document else { return };
        let article = document.article();
        if let Some(range) = words::sentence_at(article, point) {
            let (from, to) = (article.point_of(range.start), article.point_of(range.end));
            self.on_page(PageEffect::Select(from, to));
        }
    }

    pub(in crate::session) fn mark(
        &mut self,
        kind: Kind,
        label: Option<String>,
        pointed: Option<Pointed>,
        host: &dyn Host,
    ) -> Result<Reply, SessionError> {
        if pointed.is_some() {
            self.select(pointed, host);
        }
        let Some(Selected { range, .. }) = self.selection.take() else {
            return Ok(Reply::Made(Vec::new()));
        };
        self.on_page(PageEffect::ClearSelection);
        self.keep_caret();
        if let Some(reply) = self.pick_words(range, host) {
            return reply;
        }
        self.marked_last = Some((kind, label.clone()));
        if let Some(id) = self.marked_before(kind, range) {
            self.focus(Some(id.clone()));
            if label.is_some() {
                let patch = Patch { label: Some(label), ..Patch::default() };
                self.update(&id, patch, host)?;
            } else {
                self.show_toast(Message::AlreadyMarked(kind), false);
            }
            return Ok(Reply::Made(vec![id]));
        }
        self.mark_range(kind, label, range, host).map(|id| Reply::Made(vec![id]))
    }

    fn mark_range(
        &mut self,
        kind: Kind,
        label: Option<String>,
        range: TextRange,
        host: &dyn Host,
    ) -> Result<AnnotationId, SessionError> {
        let creator = Some(self.settings.name.trim().to_owned()).filter(|name| !name.is_empty());
        let document = self.open_document()?;
        let mut maker = Maker::new(document.set(), host);
        (maker.creator, maker.origin) = (creator, Origin::Hand);
        let rest = Patch { label: label.map(Some), ..Patch::default() };
        let draft = Draft { id: None, kind, spans: vec![range], rest };
        let annotation = maker.annotation(&draft);
        let (id, words) = (annotation.id.clone(), document.article().slice(range).to_owned());
        let ops = maker.new_actors().into_iter().chain([Op::Add(annotation.into())]);
        self.step(Label::Mark(kind), Transaction::new(ops), host)?;
        self.marked_since = true;
        self.toast = None;
        self.say(Message::Marked(kind, words));
        if self.hidden[kind.index()] {
            self.filter(kind);
        }
        Ok(id)
    }

    fn marked_before(&self, kind: Kind, range: TextRange) -> Option<AnnotationId> {
        let document = self.document.as_ref()?;
        let here = document.set().touching(range);
        let same = here.iter().find(|one| one.kind() == kind && one.spans == [range]);
        same.map(|annotation| annotation.id.clone())
    }

    /// Opens the smallest annotation at a place; if that is open already, the next larger one.
    pub(in crate::session) fn click(&mut self, point: BlockPoint) {
        let Some(document) = &self.document else { return };
        let here = document.article().byte_of(point).map(|at| document.at(at)).unwrap_or_default();
        // A click somewhere else starts again with the smallest.
        let again = here == self.clicked;
        let open = document.focused().filter(|_| again);
        let open = open.and_then(|open| here.iter().position(|id| id == open));
        let next = open.map_or(0, |open| (open + 1) % here.len());
        self.focus(here.get(next).cloned());
        self.clicked = here;
        if let (Some(open), Some(document)) = (self.focused(), &self.document)
            && let Some(one) = document.set().get(open)
        {
            let at = document.article().byte_of(point).unwrap_or_default();
            let next =
                document.article().text().get(at.index()..).and_then(|rest| rest.chars().next());
            let end = Byte::at(at.index() + next.map_or(0, char::len_utf8));
            let at = TextRange { start: at, end };
            // With its ends, unless it is so long that they are out of view anyway.
            let span = one.spans.iter().find(|span| span.overlaps(at) && span.len() < SHORT);
            let span = span.copied().unwrap_or(at);
            let (words, kinds) = (excerpt(document.set(), one), vec![(one.kind(), Bound::Entered)]);
            self.on_page(PageEffect::Uncover(span));
            self.tell_caret(Said { words, paragraph: None, kinds, did: Did::Opened });
        }
    }

    pub(in crate::session) fn open_card(&mut self, id: AnnotationId) {
        let Some(document) = &self.document else { return };
        // An address may name one that was deleted since.
        if document.set().get(&id).is_none() {
            return self.show_toast(Message::NoSuchAnnotation(id), false);
        }
        // Asked for in a dialog's list: the annotation is behind the dialog.
        self.close_passing();
        self.focus(Some(id.clone()));
        self.on_page(PageEffect::Reveal(id));
        self.on_page(PageEffect::FocusCard);
    }

    /// Opens the next or previous card in text order; the first or last if none is open.
    pub(in crate::session) fn step_card(&mut self, forward: bool) {
        let Some(document) = &self.document else { return };
        let shown: Vec<_> = document
            .set()
            .iter()
            .filter(|annotation| self.shows(annotation))
            .map(|annotation| annotation.id.clone())
            .collect();
        // What is picked for the open card lies beside the caret, not beside the card.
        let open = document.focused().filter(|_| self.picking().is_none());
        let open = open.and_then(|open| shown.iter().position(|id| id == open));
        let last = shown.len().saturating_sub(1);
        let beyond = if forward { 0 } else { last };
        let (next, around) = match (open, forward) {
            (Some(open), true) if open < last => (open + 1, false),
            (Some(open), false) if open > 0 => (open - 1, false),
            (Some(_), _) => (beyond, last > 0),
            (None, _) => {
                let beside = self.beside_caret(&shown, forward);
                (beside.unwrap_or(beyond), beside.is_none() && self.caret.is_some() && last > 0)
            }
        };
        if let Some(id) = shown.get(next).cloned() {
            match self.picking() {
                Some(_) => self.on_page(PageEffect::Reveal(id.clone())),
                None => self.visit(id.clone()),
            }
            self.caret_to(&id, Did::Found { number: next + 1, all: shown.len(), around });
        } else {
            self.say_of_caret(Did::Nothing);
        }
    }

    /// The first highlight after the caret, or the last before it.
    fn beside_caret(&self, shown: &[AnnotationId], forward: bool) -> Option<usize> {
        let (range, _) = self.caret()?;
        let set = self.document.as_ref()?.set();
        let start = |id: &AnnotationId| set.get(id).map(|one| one.start());
        let from = if self.picking().is_some() { range.end } else { range.start };
        match forward {
            true => shown.iter().position(|id| start(id) >= Some(from)),
            false => shown.iter().rposition(|id| start(id).is_some_and(|at| at < range.start)),
        }
    }

    /// The kind to mark as soon as something is selected with a pen. By touch it is only shown, and marked
    /// with "Mark" or the next tap elsewhere.
    pub fn marks_at_once(&self, by_touch: bool) -> Option<Kind> {
        let picks = self.picking().map(|_| Kind::Quote);
        picks.or(self.pen).filter(|_| !by_touch && self.selection.is_some() && self.caret.is_none())
    }

    /// The pen in use.
    pub fn pen(&self) -> Option<Kind> {
        self.pen
    }

    pub(in crate::session) fn hold_pen(&mut self, kind: Option<Kind>) {
        self.pen = kind.filter(|kind| self.pen != Some(*kind));
        self.effects.push(Effect::Pen(self.pen));
        self.say(Message::Pen(self.pen));
    }

    pub(in crate::session) fn focus(&mut self, id: Option<AnnotationId>) {
        (self.lowered, self.marked_since) = (false, false);
        if let Some(document) = &mut self.document {
            document.focus(id);
        }
    }

    pub(in crate::session) fn hover(&mut self, id: Option<AnnotationId>) {
        if let Some(document) = &mut self.document {
            document.hover(id);
        }
    }
}
