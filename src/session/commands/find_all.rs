//! Marking every occurrence of a name or phrase, in one step (tests/native/todo.rs).

use std::rc::Rc;

use crate::model::{AnnotationId, Kind, Op, TextRange, Transaction};
use crate::session::Session;
use crate::session::action::dialog::Dialog;
use crate::session::action::reply::Reply;
use crate::session::api::arguments::{Draft, Patch};
use crate::session::document::edit::{Maker, known};
use crate::session::document::excerpt::excerpt;
use crate::session::document::find_all::{MarkAll, Occurrences, free, hits, names_of, places};
use crate::session::document::label::Label;
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::notices::message::Message;

impl Session {
    pub(in crate::session) fn mark_all(
        &mut self,
        asked: MarkAll,
        host: &dyn Host,
    ) -> Result<Reply, SessionError> {
        match asked {
            MarkAll::Like(id) => {
                let set = self.open_document()?.set();
                let Some(one) = set.get(&id).cloned() else { return Ok(Reply::Done) };
                if let (Kind::Person, Some(actor)) = (one.kind(), one.actor()) {
                    return self.mark_all(MarkAll::Names(actor.clone()), host);
                }
                let words = one.spans.first().map(|span| set.article().slice(*span).to_owned());
                self.look_for(Occurrences::of(words.unwrap_or_default(), one.kind(), None))?;
            }
            MarkAll::Also(id, kind) => return self.mark_also(&id, kind, host),
            MarkAll::Names(id) => {
                let document = self.open_document()?;
                let own = document.named(&id).0;
                // Names that may mean somebody else, too, are for the reader to judge.
                let own = if own.is_empty() { names_of(document.set(), &id) } else { own };
                let words = own.join(" / ");
                let names = Some((id.clone(), words.clone()));
                self.look_for(Occurrences {
                    names,
                    ..Occurrences::of(words, Kind::Person, Some(id))
                })?;
            }
            MarkAll::AllOf(id) => {
                let places = self.open_document()?.named(&id).1;
                return self.mark_places(Kind::Person, None, Some(id), &places, host);
            }
            MarkAll::Selected => {
                let selected = self.selection.as_ref().map(|selected| selected.range);
                let Some(range) = selected else { return Ok(Reply::Done) };
                let set = self.open_document()?.set();
                let words = set.article().slice(range).to_owned();
                let actor = set.actor_called(&words).map(|actor| actor.id.clone());
                self.look_for(Occurrences::of(words, Kind::Person, actor))?;
            }
            MarkAll::As(kind) => {
                if let Some(Dialog::MarkAll(open)) = self.dialog.as_deref() {
                    let open = open.clone();
                    let set = self.open_document()?.set();
                    let called = set.actor_called(&open.words).map(|actor| actor.id.clone());
                    let named = open.names.clone().filter(|(_, names)| *names == open.words);
                    let actor = named.map(|(id, _)| id).or(called);
                    let actor = actor.filter(|_| kind == Kind::Person);
                    self.look_for(Occurrences { kind, actor, ..open })?;
                }
            }
            MarkAll::Find(words, how) => {
                if let Some(Dialog::MarkAll(open)) = self.dialog.as_deref() {
                    let open = open.clone();
                    self.look_for(Occurrences { words, how, ..open })?;
                }
            }
            MarkAll::Select(index, on) => {
                if let Some(Dialog::MarkAll(open)) = self.dialog.as_deref() {
                    let mut open = open.clone();
                    let hits = Rc::make_mut(&mut open.hits);
                    hits.iter_mut().skip(index).take(1).for_each(|hit| hit.on = on);
                    self.dialog = Some(Rc::new(Dialog::MarkAll(open)));
                }
            }
            MarkAll::Mark => return self.mark_found(host),
        }
        Ok(Reply::Done)
    }

    /// Marks an annotation's text as another kind, too, with its note and tags, and opens the card.
    fn mark_also(
        &mut self,
        id: &AnnotationId,
        kind: Kind,
        host: &dyn Host,
    ) -> Result<Reply, SessionError> {
        let creator = Some(self.settings.name.trim().to_owned()).filter(|name| !name.is_empty());
        let set = self.open_document()?.set();
        let one = known(set, id)?;
        let there = set.touching(one.spans.first().copied().unwrap_or(TextRange::new(0, 0)));
        let there = there.into_iter().find(|it| it.kind() == kind && it.spans == one.spans);
        if let Some(there) = there {
            self.open_card(there.id.clone());
            self.show_toast(Message::AlreadyMarked(kind), false);
            return Ok(Reply::Made(vec![there.id.clone()]));
        }
        let mut maker = Maker::new(set, host);
        maker.creator = creator;
        let (note, tags) = (Some(one.note.clone()), Some(one.tags.clone()));
        let rest = Patch { note, tags, ..Patch::default() };
        let made = maker.annotation(&Draft { id: None, kind, spans: one.spans.clone(), rest });
        let (id, words) = (made.id.clone(), excerpt(set, &made));
        let ops = maker.new_actors().into_iter().chain([Op::Add(made.into())]);
        self.step(Label::Mark(kind), Transaction::new(ops), host)?;
        self.reveal_kind(&id);
        self.open_card(id.clone());
        self.show_toast(Message::Marked(kind, words), true);
        Ok(Reply::Made(vec![id]))
    }

    /// How many places the selected words have: see [`places`].
    #[inline(never)]
    pub(in crate::session) fn selected_places(&self) -> usize {
        let selected = self.selection.as_ref().zip(self.document.as_ref());
        selected.map_or(0, |(selected, document)| {
            let set = document.set();
            places(set, set.article().slice(selected.range))
        })
    }

    fn look_for(&mut self, asked: Occurrences) -> Result<(), SessionError> {
        let document = self.open_document()?;
        let named = asked.named().map(|id| document.named(id));
        let places = match named {
            Some((own, places)) if !own.is_empty() => places,
            _ => free(document.set(), &asked.words, asked.kind, asked.how),
        };
        let (hits, more) = hits(document.set(), places);
        self.dialog = Some(Rc::new(Dialog::MarkAll(Occurrences { hits, more, ..asked })));
        Ok(())
    }

    fn mark_found(&mut self, host: &dyn Host) -> Result<Reply, SessionError> {
        let Some(Dialog::MarkAll(open)) = self.dialog.as_deref() else { return Ok(Reply::Done) };
        let on = open.hits.iter().filter(|hit| hit.on);
        let places: Vec<TextRange> = on.map(|hit| hit.range).collect();
        let (kind, actor) = (open.kind, open.actor.clone());
        let reply = self.mark_places(kind, None, actor, &places, host)?;
        self.dialog = None;
        Ok(reply)
    }
}
