//! Picking something in the text for the open card: another part of it, its cue, or its speaker. It ends when
//! something is picked, with Escape, or with the card (tests/native/people.rs).

use crate::model::{AnnotationId, BlockPoint, Detail, TextRange, names};
use crate::session::Session;
use crate::session::action::effect::PageEffect;
use crate::session::action::reply::Reply;
use crate::session::api::arguments::Patch;
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::notices::message::Message;
use crate::session::selection::pick_mode::{Pick, with_part};

impl Session {
    /// What is being picked for the open card.
    pub fn picking(&self) -> Option<Pick> {
        self.picking.as_ref().filter(|(id, _)| self.focused() == Some(id)).map(|(_, pick)| *pick)
    }

    /// Starts picking, or ends it without a result.
    pub(in crate::session) fn pick_in_text(&mut self, pick: Option<Pick>) {
        let picked = self.picking().is_some();
        self.picking = pick.and_then(|pick| Some((self.focused()?.clone(), pick)));
        if let Some(pick) = self.picking() {
            self.say(Message::Picking(pick));
            self.on_page(PageEffect::FocusArticle);
        } else if picked {
            self.on_page(PageEffect::FocusCard);
        }
    }

    /// Uses the selected text for what is being picked; `None` if nothing is.
    pub(in crate::session) fn pick_words(
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
        self.on_page(PageEffect::FocusCard);
        let picked = self.update(&id, patch, host).map(|_| Reply::Made(vec![id]));
        if let Some(document) =
            self.document.as_ref().filter(|_| pick != Pick::Speaker && picked.is_ok())
        {
            let words = document.article().slice(range).to_owned();
            self.say(Message::Picked(pick, words));
        }
        Some(picked)
    }

    /// Makes the mention at a place the speaker or claimant; false if none is being picked, or none is there.
    pub(in crate::session) fn pick_mention(&mut self, point: BlockPoint, host: &dyn Host) -> bool {
        let (Some(Pick::Speaker), Some(document)) = (self.picking(), &self.document) else {
            return false;
        };
        let here = document.article().byte_of(point).map(|at| document.at(at)).unwrap_or_default();
        let actor = here.iter().find_map(|id| match &document.set().get(id)?.detail {
            Detail::Person { actor } => actor.clone(),
            _ => None,
        });
        let Some(actor) = actor else { return false };
        let Some((id, _)) = self.picking.take() else { return false };
        let patch = Patch { actor: Some(Some(actor.to_string())), ..Patch::default() };
        self.on_page(PageEffect::FocusCard);
        self.update(&id, patch, host).is_ok()
    }

    /// Stops picking when another card opens.
    pub(in crate::session) fn forget_picking(&mut self, focused: Option<&AnnotationId>) {
        if self.picking.as_ref().is_some_and(|(id, _)| Some(id) != focused) {
            self.picking = None;
        }
    }
}
