//! Picking something for the open card in the text: a further part of it, its cue, who says it.
//! Must never change what the reader did not ask for: it ends with the card, with Escape, or when done.

use crate::model::{Annotation, AnnotationId, BlockPoint, Detail, TextRange, names, order};

use super::action::Reply;
use super::host::Host;
use super::input::Patch;
use super::message::Message;
use super::{Session, SessionError};

/// What is to be picked in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// Words that belong to it, further on or before.
    Part,
    /// The words that say whose words they are.
    Cue,
    /// The mention of who says it.
    Speaker,
}

impl Session {
    /// What is being picked for the open card.
    pub fn picking(&self) -> Option<Pick> {
        self.picking.as_ref().filter(|(id, _)| self.focused() == Some(id)).map(|(_, pick)| *pick)
    }

    /// Begins to pick, or ends it without anything picked.
    pub(super) fn pick_in_text(&mut self, pick: Option<Pick>) {
        self.picking = pick.and_then(|pick| Some((self.focused()?.clone(), pick)));
        if let Some(pick) = self.picking() {
            self.say(Message::Picking(pick));
        }
    }

    /// Takes words that were selected for what is being picked; `None` if nothing is.
    pub(super) fn pick_words(
        &mut self,
        range: TextRange,
        host: &dyn Host,
    ) -> Option<Result<Reply, SessionError>> {
        let pick = self.picking()?;
        let (id, _) = self.picking.take()?;
        let one = self.document.as_ref()?.set().get(&id)?.clone();
        let patch = match pick {
            Pick::Part => Patch { spans: Some(with_part(&one, range)), ..Patch::default() },
            Pick::Cue => Patch { cue: Some(Some(range)), ..Patch::default() },
            Pick::Speaker => {
                let name = names::plain(self.document.as_ref()?.article().slice(range)).to_owned();
                Patch { actor: Some(Some(name)), ..Patch::default() }
            }
        };
        Some(self.update(&id, patch, host).map(|_| Reply::Made(vec![id])))
    }

    /// Takes the mention at a place as who says it; false if none is picked, or none is there.
    pub(super) fn pick_mention(&mut self, point: BlockPoint, host: &dyn Host) -> bool {
        let (Some(Pick::Speaker), Some(document)) = (self.picking(), &self.document) else {
            return false;
        };
        let here = document.article().byte_of(point).map(|at| document.at(at)).unwrap_or_default();
        let actor = here.iter().find_map(|id| match &document.set().get(id)?.detail {
            Detail::Person { actor } => actor.clone(),
            _ => None,
        });
        let (Some(actor), Some((id, _))) = (actor, self.picking.take()) else { return false };
        let patch = Patch { actor: Some(Some(actor.to_string())), ..Patch::default() };
        self.update(&id, patch, host).is_ok()
    }

    /// What was being picked goes when another card is opened.
    pub(super) fn forget_picking(&mut self, focused: Option<&AnnotationId>) {
        if self.picking.as_ref().is_some_and(|(id, _)| Some(id) != focused) {
            self.picking = None;
        }
    }
}

/// Its spans with these words; what they overlap becomes one part with them.
fn with_part(one: &Annotation, range: TextRange) -> Vec<TextRange> {
    let (met, apart): (Vec<_>, Vec<_>) =
        one.spans.iter().copied().partition(|span| span.overlaps(range));
    let whole = met.iter().fold(range, |whole, span| TextRange {
        start: whole.start.min(span.start),
        end: whole.end.max(span.end),
    });
    order::by_key(apart.into_iter().chain([whole]), |span| span.start)
}
