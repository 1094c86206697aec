//! Annotations and actors, made from what a gesture, a program or a file passes in.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::model::names::{self, Match, Register};
use crate::model::suggest::Suggestion;
use crate::model::{
    Actor, ActorId, ActorSort, Annotation, AnnotationId, AnnotationSet, Check, Claimant, Detail,
    Kind, Op, Origin, Publisher, TextRange, Timestamp, Verdict,
};
use crate::session::api::arguments::{Draft, Patch};
use crate::session::error::SessionError;
use crate::session::host::Host;

use super::label::Label;

pub(in crate::session) type Result<T> = std::result::Result<T, SessionError>;

pub(in crate::session) fn known(set: &AnnotationSet, id: &AnnotationId) -> Result<Rc<Annotation>> {
    let missing = || SessionError::Input(format!("id: there is no annotation “{id}”"));
    set.get(id).cloned().ok_or_else(missing)
}

pub(in crate::session) fn label(old: &Annotation, patch: &Patch) -> Label {
    match patch {
        Patch { kind: Some(kind), .. } => Label::Kind(*kind),
        // Continued typing joins the previous step, which takes only the new text: the patch must have
        // nothing else.
        Patch {
            note: Some(_),
            label: None,
            kind: None,
            spans: None,
            tags: None,
            creator: None,
            origin: None,
            created: None,
            actor: None,
            form: None,
            cue: None,
            check: None,
            source: None,
            verdict: None,
        } => Label::Note(old.id.clone()),
        Patch { tags: Some(_), spans: None, .. } => Label::Tags,
        _ => Label::Change(old.kind()),
    }
}

/// The operation that removes an actor with its last reference, if nothing but the name is known.
pub(in crate::session) fn orphan(
    set: &AnnotationSet,
    old: &Annotation,
    new: Option<&Annotation>,
) -> Option<Op> {
    let actor = set.actor(old.actor()?)?;
    let kept = new.and_then(Annotation::actor) == Some(&actor.id);
    let last = set.references_to(&actor.id) == 1;
    (last && !kept && actor.is_bare()).then(|| Op::RemoveActor(actor.id.clone()))
}

/// The actors that new annotations need, as far as they are made.
#[derive(Debug, Default)]
pub(in crate::session) struct Known {
    /// The new ones, by [`Actor::key`].
    new: BTreeMap<String, Rc<Actor>>,
    /// Entries of the register that now have a fuller name.
    renamed: BTreeMap<ActorId, Rc<Actor>>,
    /// The register and the new actors, by the words of their names; made on first use.
    people: Option<Register>,
    /// The fuller names, by [`Actor::key`].
    called: BTreeSet<(String, ActorId)>,
    /// The actors that texts were found to mean since an actor was last added or renamed.
    meant: BTreeSet<(String, ActorId)>,
}

impl Known {
    /// The new actors, as operations that come before what refers to them.
    pub fn into_ops(self) -> Vec<Op> {
        let renamed = self.renamed.into_values().map(Op::ReplaceActor);
        self.new.into_values().map(Op::AddActor).chain(renamed).collect()
    }
}

/// Makes annotations and the actors they need.
pub(in crate::session) struct Maker<'a> {
    set: &'a AnnotationSet,
    host: &'a dyn Host,
    now: Timestamp,
    known: Known,
    pub(in crate::session) creator: Option<String>,
    pub(in crate::session) origin: Origin,
    /// The publisher of fact checks that receive a verdict now.
    pub(in crate::session) publisher: Option<Publisher>,
}

impl<'a> Maker<'a> {
    pub(in crate::session) fn new(set: &'a AnnotationSet, host: &'a dyn Host) -> Self {
        Self::knowing(set, host, Known::default())
    }

    /// A maker that continues with what another one knew.
    pub(in crate::session) fn knowing(
        set: &'a AnnotationSet,
        host: &'a dyn Host,
        known: Known,
    ) -> Self {
        let (creator, origin, publisher) = (None, Origin::Hand, None);
        Self { set, host, now: host.now(), known, creator, origin, publisher }
    }

    /// The actors it made.
    pub(in crate::session) fn known(self) -> Known {
        self.known
    }

    pub(in crate::session) fn annotations(&mut self, drafts: &[Draft]) -> Vec<Rc<Annotation>> {
        drafts.iter().map(|draft| Rc::new(self.annotation(draft))).collect()
    }

    pub(in crate::session) fn annotation(&mut self, draft: &Draft) -> Annotation {
        let id = draft.id.clone().unwrap_or_else(|| self.host.new_id().as_str().into());
        let blank = Annotation {
            id,
            spans: draft.spans.clone(),
            detail: self.detail(draft.kind, &draft.spans, &draft.rest),
            label: None,
            note: String::new(),
            tags: Vec::new(),
            origin: self.origin,
            creator: self.creator.clone(),
            created: self.now,
            modified: self.now,
            source_id: None,
        };
        self.patched(&blank, draft.rest.clone())
    }

    /// The annotation that a suggestion becomes. Who is meant, by the fullest name there is, joins the register
    /// as a mention's words would.
    pub(in crate::session) fn suggested(
        &mut self,
        suggestion: &Suggestion,
        name: Option<&str>,
    ) -> Annotation {
        let Suggestion { kind, spans, cue, form, .. } = suggestion;
        let rest = Patch {
            actor: Some(None),
            cue: cue.map(Some),
            form: form.map(Some),
            ..Patch::default()
        };
        let draft = Draft { id: None, kind: *kind, spans: spans.clone(), rest };
        let mut made = self.annotation(&draft);
        // "Mrs Ruiz" is suggested by that name because she is none of the others called Ruiz.
        let who = name.map(|name| match names::tells_gender(name) {
            true => self.actor(name),
            false => self.person(name),
        });
        match &mut made.detail {
            Detail::Person { actor: id } | Detail::Quote { speaker: id, .. } => *id = who,
            Detail::Claim { claimant, .. } => *claimant = who.map(Claimant::Actor),
        }
        made
    }

    /// The new actors, as operations that come before what refers to them.
    pub(in crate::session) fn new_actors(self) -> Vec<Op> {
        self.known.into_ops()
    }

    pub(in crate::session) fn patched(&mut self, old: &Annotation, patch: Patch) -> Annotation {
        let mut new = old.clone();
        if let Some(spans) = &patch.spans {
            new.spans.clone_from(spans);
            self.forget_source(old, &mut new.detail, spans);
        }
        if let Some(kind) = patch.kind.filter(|kind| *kind != old.kind()) {
            new.detail = self.detail(kind, &new.spans, &patch);
            let stays = actor_as(old, kind).filter(|_| patch.actor.is_none()).cloned();
            match &mut new.detail {
                Detail::Quote { speaker, .. } if stays.is_some() => *speaker = stays,
                Detail::Claim { claimant, .. } if stays.is_some() => {
                    *claimant = stays.map(Claimant::Actor);
                }
                _ => {}
            }
        }
        // A label belongs to its kind.
        let other = new.kind() != old.kind();
        new.label = patch.label.unwrap_or(new.label.filter(|_| !other));
        new.note = patch.note.unwrap_or(new.note);
        new.tags = patch.tags.unwrap_or(new.tags);
        new.creator = patch.creator.unwrap_or(new.creator);
        new.origin = patch.origin.unwrap_or(new.origin);
        new.created = patch.created.unwrap_or(new.created);
        if let Some(actor) = patch.actor {
            self.set_actor(&mut new.detail, actor.as_deref());
        }
        if let (Some(to), Detail::Quote { form, .. }) = (patch.form, &mut new.detail) {
            *form = to;
        }
        if let (Some(to), Detail::Claim { check, .. }) = (patch.check, &mut new.detail) {
            *check = Self::checked(check.take(), to);
        }
        if let (Some(verdict), Detail::Claim { check, .. }) = (patch.verdict, &mut new.detail) {
            *check = self.judged(check.take(), verdict);
        }
        if let (Some(to), Detail::Quote { cue, .. }) = (patch.cue, &mut new.detail) {
            *cue = to;
        }
        if let (Some(to), Detail::Quote { source, .. }) = (patch.source, &mut new.detail) {
            *source = to;
        }
        new
    }

    /// A source that was held against other words says nothing about these.
    fn forget_source(&self, old: &Annotation, new: &mut Detail, spans: &[TextRange]) {
        if let Detail::Quote { source: source @ Some(_), .. } = new {
            let article = self.set.article();
            if article.words_of(&old.spans) != article.words_of(spans) {
                *source = None;
            }
        }
    }

    /// A check as stored.
    fn checked(before: Option<Check>, check: Check) -> Option<Check> {
        let before = before.unwrap_or_default();
        let date = check.date.clone().filter(|_| check.verdict.is_some());
        // The first verdict is given for this claim, whoever wrote the explanation.
        let first = before.verdict.is_none() && check.verdict.is_some();
        let is_kept = |of: &AnnotationId| !first || before.made_for.as_ref() != Some(of);
        let made_for = check.made_for.clone().filter(|_| check.is_checked()).filter(is_kept);
        let check = Check { date, made_for, ..check };
        (check != Check::default()).then_some(check)
    }

    /// A check after the reader set or removed its verdict.
    fn judged(&self, before: Option<Check>, verdict: Option<Verdict>) -> Option<Check> {
        let known = before.clone().unwrap_or_default();
        if known.verdict == verdict {
            return before;
        }
        let today = || verdict.is_some().then(|| self.now.to_string().chars().take(10).collect());
        let date = known.date.clone().or_else(today);
        let publisher = match verdict {
            Some(_) => known.publisher.clone().or_else(|| self.publisher.clone()),
            None => known.publisher.clone().filter(|own| Some(own) != self.publisher.as_ref()),
        };
        Self::checked(before, Check { verdict, date, publisher, ..known })
    }

    /// The details of a new annotation of a kind: a person's mention joins the actor of that name, unless
    /// `given` says who is meant. Then the register gets nobody of the mention's name.
    fn detail(&mut self, kind: Kind, spans: &[TextRange], given: &Patch) -> Detail {
        let mut detail = Detail::new(kind);
        if let (Kind::Person, Some(span), None) = (kind, spans.first(), &given.actor) {
            let name = self.set.article().slice(*span);
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            if !name.is_empty() {
                detail = Detail::Person { actor: Some(self.person(&name)) };
            }
        }
        detail
    }

    fn set_actor(&mut self, detail: &mut Detail, name: Option<&str>) {
        if let (Some("article"), Detail::Claim { claimant, .. }) = (name, &mut *detail) {
            *claimant = Some(Claimant::Article);
            return;
        }
        let to = name.filter(|name| !name.trim().is_empty()).map(|name| self.actor(name));
        match detail {
            Detail::Person { actor: id } | Detail::Quote { speaker: id, .. } => *id = to,
            Detail::Claim { claimant, .. } => *claimant = to.map(Claimant::Actor),
        }
    }

    /// The actor that a mention means, made if there is none. An actor known by part of the name now gets all
    /// of it, unless the reader edited the entry.
    fn person(&mut self, words: &str) -> ActorId {
        let from = (words.to_owned(), ActorId::from(""));
        if let Some((meant, id)) = self.known.meant.range(from..).next()
            && meant == words
        {
            return id.clone();
        }
        let id = self.who(words);
        self.known.meant.insert((words.to_owned(), id.clone()));
        id
    }

    fn who(&mut self, words: &str) -> ActorId {
        let set = self.set;
        if let Some(known) = self.called(words) {
            return known;
        }
        let Known { people, new, .. } = &mut self.known;
        let everybody = || set.actors().chain(new.values()).map(AsRef::as_ref);
        let people = people.get_or_insert_with(|| Register::of(everybody()));
        let Some((id, how)) = people.find(words).map(|(id, how)| (id.clone(), how)) else {
            let name = names::plain(words);
            return self.actor(if name.is_empty() { words } else { name });
        };
        if how == Match::Fuller {
            self.rename(&id, names::plain(words));
        }
        id
    }

    /// Gives an actor a fuller name. Later mentions are compared with that one alone: "Cy Ruiz" is not "Ana
    /// Ruiz", though both are fuller than "Ruiz".
    fn rename(&mut self, id: &ActorId, name: &str) {
        let known = &mut self.known;
        if known.new.contains_key(&Actor::key(name)) {
            return;
        }
        let new = known.new.iter().find(|(_, actor)| actor.id == *id).map(|(key, _)| key.clone());
        let before = match &new {
            Some(key) => known.new.remove(key),
            None => {
                let bare = self.set.actor(id).filter(|actor| actor.is_bare());
                known.renamed.get(id).or(bare).cloned()
            }
        };
        let Some(before) = before else { return };
        let actor = Rc::new(Actor { name: name.to_owned(), ..Actor::clone(&before) });
        if let Some(people) = &mut known.people {
            people.leave(&before);
            people.enter(&actor);
        }
        known.meant.clear();
        if new.is_some() {
            known.new.insert(Actor::key(name), actor);
        } else {
            known.called.insert((Actor::key(name), id.clone()));
            known.renamed.insert(id.clone(), actor);
        }
    }

    /// The entry that has this name by now.
    fn called(&self, name: &str) -> Option<ActorId> {
        let Known { new, renamed, called, .. } = &self.known;
        let key = Actor::key(name);
        if let Some(actor) = new.get(&key) {
            return Some(actor.id.clone());
        }
        if !renamed.is_empty() {
            let from = (key, ActorId::from(""));
            let has_it = |actor: &Rc<Actor>| Actor::key(&actor.name) == from.0;
            if let Some((_, id)) = called.range(from.clone()..).next()
                && renamed.get(id).is_some_and(has_it)
            {
                return Some(id.clone());
            }
        }
        let known = self.set.actor_called(name)?;
        (!renamed.contains_key(&known.id)).then(|| known.id.clone())
    }

    /// The actor with this id or name, made if there is none.
    fn actor(&mut self, name: &str) -> ActorId {
        let known = self.set.actor(&ActorId::from(name)).map(|actor| actor.id.clone());
        if let Some(id) = known.or_else(|| self.called(name)) {
            return id;
        }
        let Known { new, people, meant, .. } = &mut self.known;
        let entry = new.entry(Actor::key(name)).or_insert_with(|| {
            let actor = Actor::person(self.host.new_id().as_str().into(), name.trim());
            let actor = Actor { sort: names::sort_of(name), ..actor };
            if let Some(people) = people.as_mut().filter(|_| actor.sort == ActorSort::Person) {
                people.enter(&actor);
            }
            // It may be meant by words that meant another, or none.
            meant.clear();
            Rc::new(actor)
        });
        entry.id.clone()
    }
}

/// Whom an annotation names also as another kind: who says a quote can claim it, and the other way round.
pub(in crate::session) fn actor_as(one: &Annotation, kind: Kind) -> Option<&ActorId> {
    let both = one.kind() != Kind::Person && kind != Kind::Person;
    one.actor().filter(|_| both)
}
