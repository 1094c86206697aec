//! Marking every occurrence of a name or phrase, in one step (tests/native/todo.rs).

use std::rc::Rc;

use crate::model::{ActorId, Kind, TextRange};
use crate::session::Session;
use crate::session::action::dialog::Dialog;
use crate::session::action::reply::Reply;
use crate::session::document::find_all::{How, MarkAll, Occurrences, hits, names_of};
use crate::session::error::SessionError;
use crate::session::host::Host;

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
                self.look_for(words.unwrap_or_default(), one.kind(), None, How::default())?;
            }
            MarkAll::Names(id) => {
                let words = names_of(self.open_document()?.set(), &id).join(" / ");
                self.look_for(words, Kind::Person, Some(id), How::default())?;
            }
            MarkAll::Find(words, how) => {
                if let Some(Dialog::MarkAll(open)) = self.dialog.as_deref() {
                    let (kind, actor) = (open.kind, open.actor.clone());
                    self.look_for(words, kind, actor, how)?;
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

    fn look_for(
        &mut self,
        words: String,
        kind: Kind,
        actor: Option<ActorId>,
        how: How,
    ) -> Result<(), SessionError> {
        let (hits, more) = hits(self.open_document()?.set(), &words, kind, how);
        let found = Occurrences { words, kind, actor, how, hits, more };
        self.dialog = Some(Rc::new(Dialog::MarkAll(found)));
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
