//! Renaming, merging, splitting and deleting people, each in one step (tests/native/people.rs).

use std::rc::Rc;

use crate::formats::common::loss::forget_actor;
use crate::model::names::sort_of;
use crate::model::{
    Actor, ActorId, Annotation, AnnotationId, AnnotationSet, Op, Transaction, order,
};
use crate::session::Session;
use crate::session::action::panel::Panel;
use crate::session::action::reply::Reply;
use crate::session::document::actors::{People, Result, joined, wikidata};
use crate::session::document::label::Label;
use crate::session::host::Host;
use crate::session::notices::message::{Merged, Message};

impl Session {
    pub(in crate::session) fn people(&mut self, asked: People, host: &dyn Host) -> Result<Reply> {
        match asked {
            People::Pick(id) => self.show_panel(Panel::People(id)),
            People::Enter(name) => self.enter_actor(&name, host)?,
            People::Change(actor) => self.change_actor(actor, host)?,
            People::Merge { from, into } => self.merge_actors(&from, &into, host)?,
            People::Split { from, annotations, name } => {
                self.split_actor(&from, &annotations, &name, host)?;
            }
            People::Remove(id) => self.remove_actor(&id, host)?,
            People::Light(id) => self.light(&id),
        }
        Ok(Reply::Done)
    }

    fn enter_actor(&mut self, name: &str, host: &dyn Host) -> Result<()> {
        let name = name.trim();
        if name.is_empty() {
            return Ok(());
        }
        let set = self.open_document()?.set();
        let id = match set.actor_called(name) {
            Some(known) => known.id.clone(),
            None => {
                let id = ActorId::from(host.new_id().as_str());
                let actor = Actor { sort: sort_of(name), ..Actor::person(id.clone(), name) };
                self.step(Label::Actor, Op::AddActor(Rc::new(actor)).into(), host)?;
                id
            }
        };
        self.show_panel(Panel::People(Some(id)));
        Ok(())
    }

    fn change_actor(&mut self, new: Actor, host: &dyn Host) -> Result<()> {
        let name = new.name.trim().to_owned();
        let item = match new.wikidata.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            None => None,
            Some(text) => match wikidata(text) {
                Some(id) => Some(id),
                None => {
                    self.show_toast(Message::NoItem(text.to_owned()), false);
                    return Ok(());
                }
            },
        };
        self.recant(|message| matches!(message, Message::NoItem(_)));
        let set = self.open_document()?.set();
        let old = set.actor(&new.id).cloned();
        let new = Actor { name, wikidata: item, ..new };
        if !new.is_named() || old.as_deref() == Some(&new) {
            return Ok(());
        }
        self.step(Label::Actor, Op::ReplaceActor(Rc::new(new)).into(), host)
    }

    fn merge_actors(&mut self, from: &ActorId, into: &ActorId, host: &dyn Host) -> Result<()> {
        let set = self.open_document()?.set();
        let (Some(gone), Some(kept)) = (set.actor(from).cloned(), set.actor(into).cloned()) else {
            return Ok(());
        };
        if from == into {
            return Ok(());
        }
        let both = Actor {
            role: if kept.role.is_empty() { gone.role.clone() } else { kept.role.clone() },
            wikidata: kept.wikidata.clone().or_else(|| gone.wikidata.clone()),
            note: joined(&kept.note, &gone.note),
            ..Actor::clone(&kept)
        };
        let merged = Merged {
            from: gone.name.clone(),
            into: kept.name.clone(),
            moved: set.references_to(from),
            role: both.role != kept.role,
            wikidata: both.wikidata != kept.wikidata,
            note: both.note != kept.note,
        };
        let moved = about(set, from, |one| one.with_actor(into), host);
        let ops = moved
            .into_iter()
            .chain([Op::ReplaceActor(Rc::new(both)), Op::RemoveActor(from.clone())]);
        self.step(Label::MergeActors, Transaction::new(ops), host)?;
        if matches!(self.panel, Panel::People(_)) {
            self.panel = Panel::People(Some(into.clone()));
        }
        self.show_toast(Message::ActorsMerged(Box::new(merged)), true);
        Ok(())
    }

    fn split_actor(
        &mut self,
        from: &ActorId,
        annotations: &[AnnotationId],
        name: &str,
        host: &dyn Host,
    ) -> Result<()> {
        let set = self.open_document()?.set();
        let (Some(old), name) = (set.actor(from).cloned(), name.trim()) else { return Ok(()) };
        let known = set.actor_called(name).filter(|known| known.id != *from).cloned();
        let moving: Vec<_> = annotations
            .iter()
            .filter_map(|id| set.get(id))
            .filter(|one| one.actor() == Some(from))
            .collect();
        if name.is_empty() || moving.is_empty() {
            return Ok(());
        }
        let id = known.as_ref().map_or_else(|| host.new_id().as_str().into(), |it| it.id.clone());
        let new = Actor { sort: sort_of(name), ..Actor::person(id.clone(), name) };
        let entered = known.is_none().then(|| Op::AddActor(Rc::new(new)));
        let moved = moving.iter().map(|one| {
            let modified = host.now();
            Op::Replace(Rc::new(Annotation { modified, ..one.with_actor(&id) }))
        });
        // An actor that no annotation refers to and of which only the name is known is deleted.
        let all = moving.len() == set.references_to(from) && old.is_bare();
        let gone = all.then(|| Op::RemoveActor(from.clone()));
        let count = moving.len();
        let ops: Vec<Op> = entered.into_iter().chain(moved).chain(gone).collect();
        self.step(Label::SplitActor, Transaction::new(ops), host)?;
        self.show_panel(Panel::People(Some(id)));
        self.show_toast(Message::ActorSplit(name.to_owned(), count), true);
        Ok(())
    }

    fn remove_actor(&mut self, id: &ActorId, host: &dyn Host) -> Result<()> {
        let set = self.open_document()?.set();
        let Some(gone) = set.actor(id).cloned() else { return Ok(()) };
        let moved = about(
            set,
            id,
            |one| {
                let mut new = one.clone();
                forget_actor(&mut new);
                new
            },
            host,
        );
        let stay = set.references_to(id);
        let ops = moved.into_iter().chain([Op::RemoveActor(id.clone())]);
        self.step(Label::RemoveActor, Transaction::new(ops), host)?;
        self.show_panel(Panel::People(None));
        self.show_toast(Message::ActorRemoved(gone.name.clone(), stay), true);
        Ok(())
    }

    /// Highlights every annotation of an actor, and goes to the first.
    fn light(&mut self, id: &ActorId) {
        let Some(document) = &mut self.document else { return };
        let set = document.set();
        let lit: Vec<_> =
            set.iter().filter(|one| one.actor() == Some(id)).map(|one| one.id.clone()).collect();
        let name = set.actor(id).map(|actor| actor.name.clone()).unwrap_or_default();
        let (count, first) = (lit.len(), lit.first().cloned());
        document.light(order::gathered(lit));
        if let Some(first) = first {
            self.open_card(first);
            self.show_toast(Message::Lit(name, count), false);
        }
    }
}

/// The operations that change every annotation of an actor.
pub(in crate::session) fn about(
    set: &AnnotationSet,
    id: &ActorId,
    change: impl Fn(&Annotation) -> Annotation,
    host: &dyn Host,
) -> Vec<Op> {
    let all = set.iter().filter(|one| one.actor() == Some(id));
    all.map(|one| Op::Replace(Rc::new(Annotation { modified: host.now(), ..change(one) })))
        .collect()
}
