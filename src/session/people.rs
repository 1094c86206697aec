//! Who is in the register: the list of them, and correcting, merging, removing and showing one.
//! Must never change an annotation in any other way than whom it refers to.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::formats::loss::forget_actor;
use crate::model::names::{alike, sort_of};
use crate::model::{
    Actor, ActorId, Annotation, AnnotationId, AnnotationSet, Kind, Op, Transaction, order,
};

use super::action::{Dialog, Reply};
use super::cards::excerpt;
use super::history::Label;
use super::host::Host;
use super::message::{Merged, Message};
use super::{Session, SessionError};

type Result<T> = std::result::Result<T, SessionError>;

/// What can be asked about the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum People {
    /// Open one entry of the list, or close it.
    Pick(Option<ActorId>),
    /// Enter somebody by name.
    Enter(String),
    /// What is known of somebody is this now.
    Change(Actor),
    /// Two entries are one: everything about the first is about the second.
    Merge {
        /// Who goes.
        from: ActorId,
        /// Who stays.
        into: ActorId,
    },
    /// Some annotations that are about somebody are about somebody else: who goes by this name.
    Split {
        /// Whom they are about now.
        from: ActorId,
        /// Which.
        annotations: Vec<AnnotationId>,
        /// Whom they are to be about; entered anew if nobody goes by that name.
        name: String,
    },
    /// Somebody is to go; what was about them stays, and is about nobody.
    Remove(ActorId),
    /// Everything about somebody is to light up in the text.
    Light(ActorId),
}

/// An entry of the register as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// What is known.
    pub actor: Rc<Actor>,
    /// How many annotations of each kind are about them, by [`Kind::index`].
    pub counts: [usize; 3],
    /// The first of them in the text.
    pub first: Option<AnnotationId>,
    /// Of whose name theirs is a part: perhaps the same person.
    pub alike: Option<(ActorId, String)>,
    /// What is about them, in text order and not more than [`Person::SHOWN`]; of the open entry alone.
    pub about: Vec<(AnnotationId, Kind, String)>,
}

/// Everybody, in the order in which they come up in the text; those who do not, at the end.
pub fn people(set: &AnnotationSet, open: Option<&ActorId>) -> Vec<Rc<Person>> {
    let mut seen: BTreeMap<&ActorId, ([usize; 3], usize, &AnnotationId)> = BTreeMap::new();
    for (place, one) in set.iter().enumerate() {
        if let Some(actor) = one.actor() {
            let entry = seen.entry(actor).or_insert(([0; 3], place, &one.id));
            entry.0[one.kind().index()] += 1;
        }
    }
    let alike: BTreeMap<ActorId, ActorId> = order::gathered(alike(set.actors().map(AsRef::as_ref)));
    let place = |actor: &&Rc<Actor>| seen.get(&actor.id).map_or(usize::MAX, |entry| entry.1);
    let everybody = order::by_key(set.actors(), place);
    everybody
        .into_iter()
        .map(|actor| {
            let entry = seen.get(&actor.id);
            let other = alike.get(&actor.id).and_then(|id| set.actor(id));
            Rc::new(Person {
                actor: actor.clone(),
                counts: entry.map_or([0; 3], |entry| entry.0),
                first: entry.map(|entry| entry.2.clone()),
                alike: other.map(|other| (other.id.clone(), other.name.clone())),
                about: open
                    .filter(|open| **open == actor.id)
                    .map_or_else(Vec::new, |id| of(set, id)),
            })
        })
        .collect()
}

/// What is about somebody.
fn of(set: &AnnotationSet, id: &ActorId) -> Vec<(AnnotationId, Kind, String)> {
    let about = set.iter().filter(|one| one.actor() == Some(id)).take(Person::SHOWN);
    about.map(|one| (one.id.clone(), one.kind(), in_context(set, one))).collect()
}

/// The words of an annotation and, as a name alone does not tell who is meant, what stands around.
fn in_context(set: &AnnotationSet, one: &Annotation) -> String {
    let words = excerpt(set, one);
    if one.kind() != Kind::Person {
        return words;
    }
    let text = set.article().text();
    let (start, end) = (one.start().index(), one.end().index());
    let (before, behind) =
        (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    let line = before.rsplit('\n').next().unwrap_or_default();
    let skip = line.char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    let rest = behind.split('\n').next().unwrap_or_default();
    let stop = rest.char_indices().nth(AROUND).map_or(rest.len(), |(at, _)| at);
    [line.get(skip..), Some(&words), rest.get(..stop)].into_iter().flatten().collect()
}

/// So many characters before and behind a mention tell who is meant.
const AROUND: usize = 28;

/// The id of an item in Wikidata, of itself or of the address of its page.
pub fn wikidata(text: &str) -> Option<String> {
    let id = text.trim().rsplit(['/', ':']).next()?.to_uppercase();
    let number = id.strip_prefix('Q')?;
    let is_number = !number.is_empty() && number.len() <= 12 && !number.starts_with('0');
    (is_number && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(id)
}

impl Session {
    pub(super) fn people(&mut self, asked: People, host: &dyn Host) -> Result<Reply> {
        match asked {
            People::Pick(id) => self.dialog = Some(Rc::new(Dialog::People(id))),
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
        self.dialog = Some(Rc::new(Dialog::People(Some(id))));
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
        if matches!(self.dialog.as_deref(), Some(Dialog::People(_))) {
            self.dialog = Some(Rc::new(Dialog::People(Some(into.clone()))));
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
        // Whom nothing is about any more, and of whom nothing but the name is known, goes.
        let all = moving.len() == set.references_to(from) && old.is_bare();
        let gone = all.then(|| Op::RemoveActor(from.clone()));
        let count = moving.len();
        let ops: Vec<Op> = entered.into_iter().chain(moved).chain(gone).collect();
        self.step(Label::SplitActor, Transaction::new(ops), host)?;
        self.dialog = Some(Rc::new(Dialog::People(Some(id))));
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
        let ops = moved.into_iter().chain([Op::RemoveActor(id.clone())]);
        self.step(Label::RemoveActor, Transaction::new(ops), host)?;
        self.dialog = Some(Rc::new(Dialog::People(None)));
        self.show_toast(Message::ActorRemoved(gone.name.clone()), true);
        Ok(())
    }

    /// Lights up everything about somebody, and goes to the first of it.
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

/// The steps that change every annotation about somebody.
fn about(
    set: &AnnotationSet,
    id: &ActorId,
    change: impl Fn(&Annotation) -> Annotation,
    host: &dyn Host,
) -> Vec<Op> {
    let all = set.iter().filter(|one| one.actor() == Some(id));
    all.map(|one| Op::Replace(Rc::new(Annotation { modified: host.now(), ..change(one) })))
        .collect()
}

fn joined(one: &str, other: &str) -> String {
    match (one.is_empty(), other.is_empty()) {
        (false, false) => format!("{one}\n{other}"),
        (true, _) => other.to_owned(),
        (_, true) => one.to_owned(),
    }
}

impl Person {
    /// So much of what is about somebody is shown.
    pub const SHOWN: usize = 200;

    /// How many annotations of a kind are about them.
    pub fn count(&self, kind: Kind) -> usize {
        self.counts[kind.index()]
    }
}
