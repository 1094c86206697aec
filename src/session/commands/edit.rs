//! Creating, changing and deleting annotations, each in one step that can be undone
//! (tests/native/laws_session.rs).

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::model::repeats::share;
use crate::model::{
    ActorId, Annotation, AnnotationId, AnnotationSet, Details, Op, Publisher, Transaction, order,
};
use crate::session::Session;
use crate::session::action::effect::{Effect, Event};
use crate::session::action::reply::Reply;
use crate::session::api::arguments::{Draft, Patch};
use crate::session::document::edit::{Maker, Result, known, label, orphan};
use crate::session::document::excerpt::excerpt;
use crate::session::document::label::Label;
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::notices::message::{Message, Named};
use crate::session::render::document::Document;
use crate::session::storage::batch::Batch;

impl Session {
    pub(in crate::session) fn open_document(&mut self) -> Result<&mut Document> {
        self.document.as_mut().ok_or(SessionError::NoArticle)
    }

    /// Applies a step, saves it, and tells the listeners.
    pub(in crate::session) fn step(
        &mut self,
        label: Label,
        transaction: Transaction,
        host: &dyn Host,
    ) -> Result<()> {
        self.may_edit()?;
        self.drop_turns();
        let changed: Vec<AnnotationId> = transaction.annotations().cloned().collect();
        let document = self.open_document()?;
        let first = document.set().is_empty();
        let batch = document.step(label, transaction, host.now())?;
        self.save(batch);
        self.ask_to_keep_if(first);
        self.emit(Event::Change(changed));
        Ok(())
    }

    pub(in crate::session) fn save(&mut self, batch: Batch) {
        self.tabs.unsaved = true;
        self.write(batch);
    }

    pub(in crate::session) fn emit(&mut self, event: Event) {
        self.effects.push(Effect::Emit(event));
    }

    /// Asks the browser for persistent storage once, when there is first something to lose.
    pub(in crate::session) fn ask_to_keep_if(&mut self, first: bool) {
        let first = first && self.document.as_ref().is_some_and(|open| !open.set().is_empty());
        if first && self.promised.is_none() && !self.settings.asked_to_keep {
            self.keep_settings(crate::session::storage::settings::Settings {
                asked_to_keep: true,
                ..(*self.settings).clone()
            });
            self.effects.push(Effect::AskToKeep);
        }
    }

    pub(in crate::session) fn add(&mut self, drafts: &[Draft], host: &dyn Host) -> Result<Reply> {
        let document = self.open_document()?;
        let mut maker = Maker::new(document.set(), host);
        let made = maker.annotations(drafts);
        let ids: Vec<_> = made.iter().map(|annotation| annotation.id.clone()).collect();
        let label = match made.as_slice() {
            [] => return Ok(Reply::Made(Vec::new())),
            [one] => Label::Mark(one.kind()),
            many => Label::AddMany(many.len()),
        };
        let ops = maker.new_actors().into_iter().chain(made.into_iter().map(Op::Add));
        self.step(label, Transaction::new(ops), host)?;
        Ok(Reply::Made(ids))
    }

    pub(in crate::session) fn update(
        &mut self,
        id: &AnnotationId,
        patch: Patch,
        host: &dyn Host,
    ) -> Result<Reply> {
        let publisher = self.publisher();
        let set = self.open_document()?.set();
        let label = label(&*known(set, id)?, &patch);
        let Some(update) = planned(set, id, patch, publisher, host)? else {
            return Ok(Reply::Was(false));
        };
        let Planned { old, new, ops, shared } = update;
        let entered = ops.iter().find_map(|op| match op {
            Op::AddActor(actor) => Some(actor.clone()),
            _ => None,
        });
        self.step(label, Transaction::new(ops), host)?;
        self.tell_of_change(&old, &new, entered.as_deref(), shared);
        Ok(Reply::Was(true))
    }

    /// Changes several annotations in one step, one after the other: what the first adds, the second finds.
    pub(in crate::session) fn update_many(
        &mut self,
        patches: Vec<(AnnotationId, Patch)>,
        host: &dyn Host,
    ) -> Result<Reply> {
        let publisher = self.publisher();
        let mut set = self.open_document()?.set().clone();
        let (mut ops, mut count) = (Vec::new(), 0);
        for (id, patch) in patches {
            if let Some(update) = planned(&set, &id, patch, publisher.clone(), host)? {
                set.apply(&Transaction::new(update.ops.clone()))?;
                ops.extend(update.ops);
                count += 1;
            }
        }
        if count == 0 {
            return Ok(Reply::Was(false));
        }
        let new = ops.iter().find_map(|op| match op {
            Op::AddActor(actor) => Some(Named::New(actor.sort, actor.name.clone())),
            _ => None,
        });
        self.step(Label::ChangeMany(count), Transaction::new(ops), host)?;
        self.show_toast(Message::ChangedMany(count, new), true);
        Ok(Reply::Was(true))
    }

    /// Gives several annotations another kind in one step. One maker knows everybody: each of thousands of
    /// mentions would make a register of its own.
    pub(in crate::session) fn change_kinds(
        &mut self,
        patches: Vec<(AnnotationId, Patch)>,
        host: &dyn Host,
    ) -> Result<Reply> {
        let set = self.open_document()?.set();
        let (mut maker, count) = (Maker::new(set, host), patches.len());
        let (mut olds, mut replaced) = (Vec::new(), Vec::new());
        for (id, patch) in patches {
            let old = known(set, &id)?;
            let new = Annotation { modified: host.now(), ..maker.patched(&old, patch) };
            replaced.push(Op::Replace(Rc::new(new)));
            olds.push(old);
        }
        let mut ops: Vec<Op> = maker.new_actors().into_iter().chain(replaced).collect();
        let mut after = set.clone();
        after.apply(&Transaction::new(ops.clone()))?;
        let left: BTreeSet<&ActorId> = order::gathered(olds.iter().filter_map(|old| old.actor()));
        let is_bare = |id: &&ActorId| {
            after.references_to(id) == 0 && after.actor(id).is_some_and(|actor| actor.is_bare())
        };
        ops.extend(left.into_iter().filter(is_bare).cloned().map(Op::RemoveActor));
        self.step(Label::ChangeMany(count), Transaction::new(ops), host)?;
        self.show_toast(Message::ChangedMany(count, None), true);
        Ok(Reply::Was(true))
    }

    fn publisher(&self) -> Option<Publisher> {
        Some(self.settings.imprint.publisher.clone()).filter(|by| !by.name.is_empty())
    }

    pub(in crate::session) fn remove(
        &mut self,
        id: &AnnotationId,
        host: &dyn Host,
    ) -> Result<Reply> {
        let document = self.open_document()?;
        let old = known(document.set(), id)?;
        let ops = [Op::Remove(id.clone())].into_iter().chain(orphan(document.set(), &old, None));
        let words = excerpt(document.set(), &old);
        self.step(Label::Remove(old.kind()), Transaction::new(ops), host)?;
        self.show_toast(Message::Removed(old.kind(), words), true);
        Ok(Reply::Done)
    }

    pub(in crate::session) fn set_details(
        &mut self,
        details: Details,
        host: &dyn Host,
    ) -> Result<Reply> {
        let document = self.open_document()?;
        if **document.set().details() == details {
            return Ok(Reply::Was(false));
        }
        let change = Op::SetDetails(Rc::new(details)).into();
        self.step(Label::Details, change, host)?;
        Ok(Reply::Was(true))
    }
}

/// A change of one annotation, before it is done.
struct Planned {
    old: Rc<Annotation>,
    new: Rc<Annotation>,
    ops: Vec<Op>,
    /// The number of linked claims that change with it.
    shared: usize,
}

/// What a patch would do; `None` if nothing.
fn planned(
    set: &AnnotationSet,
    id: &AnnotationId,
    patch: Patch,
    publisher: Option<Publisher>,
    host: &dyn Host,
) -> Result<Option<Planned>> {
    let old = known(set, id)?;
    let mut maker = Maker::new(set, host);
    maker.publisher = publisher;
    let new = maker.patched(&old, patch);
    if new == *old {
        return Ok(None);
    }
    let new = Rc::new(Annotation { modified: host.now(), ..new });
    let orphan = orphan(set, &old, Some(&new));
    let others = share(set, &old, &new);
    let shared = others.len();
    let ops = maker.new_actors().into_iter().chain([Op::Replace(new.clone())]);
    let ops = ops.chain(others).chain(orphan).collect();
    Ok(Some(Planned { old, new, ops, shared }))
}
