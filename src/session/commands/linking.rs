//! Linking claims that say the same. A change to more than one annotation gets one message
//! (tests/native/deciding.rs).

use std::rc::Rc;

use crate::model::repeats::{check_of, confirm, link, taken_from, unlink};
use crate::model::{
    Actor, Annotation, AnnotationId, Check, Claimant, Detail, Kind, Op, Transaction,
};
use crate::session::Session;
use crate::session::action::reply::Reply;
use crate::session::document::edit::known;
use crate::session::document::excerpt::excerpt;
use crate::session::document::label::Label;
use crate::session::document::linking::{Result, links};
use crate::session::document::many::{LostWithKind, lost_with_kind};
use crate::session::host::Host;
use crate::session::notices::message::{Message, Named};
use crate::session::sources::rows::link_of;

impl Session {
    /// Links a claim to another, or unlinks it.
    pub(in crate::session) fn link(
        &mut self,
        id: &AnnotationId,
        other: Option<&AnnotationId>,
        host: &dyn Host,
    ) -> Result<Reply> {
        let Some(other) = other else { return self.unlink(id, host) };
        let set = self.open_document()?.set();
        let (one, other) = (known(set, id)?, known(set, other)?);
        let ops = link(set, &one, &other, host.now());
        if one.id == other.id || ops.is_empty() {
            return Ok(Reply::Was(false));
        }
        let linked = links(set, &one, std::slice::from_ref(&other.id)).pop();
        self.step(Label::Link, Transaction::new(ops), host)?;
        if let Some(linked) = linked {
            self.show_toast(Message::Linked(Box::new(linked)), true);
        }
        Ok(Reply::Was(true))
    }

    fn unlink(&mut self, id: &AnnotationId, host: &dyn Host) -> Result<Reply> {
        let set = self.open_document()?.set();
        let one = known(set, id)?;
        let ops = unlink(set, &one, host.now());
        if ops.is_empty() {
            return Ok(Reply::Was(false));
        }
        let taken = taken_from(set, &one).is_some();
        let kept = check_of(&one).and_then(|check| check.verdict.clone()).filter(|_| taken);
        let message = Message::Unlinked(excerpt(set, &one), kept);
        self.step(Label::Unlink, Transaction::new(ops), host)?;
        self.show_toast(message, true);
        Ok(Reply::Was(true))
    }

    /// The reader confirms a verdict for this claim, too.
    pub(in crate::session) fn confirm(
        &mut self,
        id: &AnnotationId,
        host: &dyn Host,
    ) -> Result<Reply> {
        let set = self.open_document()?.set();
        let one = known(set, id)?;
        let ops: Vec<Op> = confirm(set, &one, host.now());
        if ops.is_empty() {
            return Ok(Reply::Was(false));
        }
        let verdict = check_of(&one).and_then(|check| check.verdict.clone());
        let message = Message::Confirmed(excerpt(set, &one), verdict);
        self.step(Label::Change(one.kind()), Transaction::new(ops), host)?;
        self.show_toast(message, true);
        Ok(Reply::Was(true))
    }

    /// Announces a change to an annotation where the reader could not see or hear it otherwise.
    pub(in crate::session) fn tell_of_change(
        &mut self,
        old: &Annotation,
        new: &Annotation,
        entered: Option<&Actor>,
        shared: usize,
    ) {
        if old.kind() != new.kind() {
            let mut lost = lost_with_kind(&[Rc::new(old.clone())], new.kind());
            if old.kind() == Kind::Person {
                // Whom a mention means, its words say.
                lost.people = 0;
            }
            let loses = lost != LostWithKind::default();
            let message = Message::KindChanged { from: old.kind(), to: new.kind(), lost };
            return if loses { self.show_toast(message, true) } else { self.say(message) };
        }
        if link_of(old).is_some() && link_of(new).is_none() {
            return self.show_toast(Message::LinkWasForOldWords, true);
        }
        if let Some(actor) = entered {
            let named = Named::New(actor.sort, actor.name.clone());
            return self.show_toast(Message::Named(new.kind(), named), true);
        }
        let claimant = |one: &Annotation| match &one.detail {
            Detail::Claim { claimant, .. } => claimant.clone(),
            _ => None,
        };
        if old.actor() != new.actor() || claimant(old) != claimant(new) {
            let set = self.document.as_ref().map(crate::session::render::document::Document::set);
            let actor = new.actor().and_then(|id| set?.actor(id));
            let named = match (actor, claimant(new)) {
                (Some(actor), _) => Named::Known(actor.name.clone()),
                (None, Some(Claimant::Article)) => Named::Article,
                (None, _) => Named::Nobody,
            };
            return self.say(Message::Named(new.kind(), named));
        }
        let missing = |tags: &[String], from: &Annotation| {
            tags.iter().find(|tag| !from.tags.contains(tag)).cloned()
        };
        if let Some(tag) = missing(&new.tags, old) {
            return self.say(Message::Tagged(true, tag));
        } else if let Some(tag) = missing(&old.tags, new) {
            return self.say(Message::Tagged(false, tag));
        }
        let (before, now) = (check_of(old), check_of(new));
        let sources = |check: Option<&Check>| check.map_or(0, |it| it.sources.len());
        match (sources(before), sources(now)) {
            (before, now) if before < now => self.say(Message::SourceAdded(now)),
            (before, now) if before > now => self.say(Message::SourceRemoved(now)),
            _ => {
                let verdict = now.and_then(|check| check.verdict.clone());
                if before.and_then(|check| check.verdict.clone()) != verdict {
                    self.say(Message::Verdict(verdict, shared));
                }
            }
        }
    }
}
