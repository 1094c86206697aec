//! Articles that are stored, copied or corrected without being opened, one after the other, and what
//! is told of it. Must never lose one that the storage refused: it is kept to be saved as a file.

use std::rc::Rc;

use crate::model::{ArticleId, Details};

use super::action::Dialog;
use super::deeds::{Clash, Deed, Done, NotDone, What, copied};
use super::effect::Effect;
use super::host::Host;
use super::message::Message;
use super::{Session, SessionError};

/// Deeds that are done one after the other.
#[derive(Debug)]
pub(super) struct Storing {
    /// The next one is the last.
    left: Vec<Deed>,
    current: Deed,
    ticket: u32,
    tally: Tally,
    /// Whether the reader sees it and can stop it.
    seen: bool,
}

/// What became of deeds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// What was done to each.
    pub done: Vec<Done>,
    /// What was not done, by the names of the articles, and why.
    pub failed: Vec<(String, NotDone)>,
    /// How many were not tried, as the reader stopped it or there was no room.
    pub left: usize,
}

impl Session {
    pub(super) fn correct(
        &mut self,
        id: ArticleId,
        details: Details,
        host: &dyn Host,
    ) -> Result<(), SessionError> {
        self.shelf.editing = None;
        if self.is_open(&id) {
            self.may_edit()?;
            let scheme = self.open_document()?.set().details().scheme.clone();
            self.set_details(Details { scheme, ..details }, host)?;
            self.effects.push(Effect::List);
        } else {
            self.store(vec![Deed { id, what: What::Correct(details) }], false);
        }
        Ok(())
    }

    /// The open article is copied as it is shown: it may not be stored.
    pub(super) fn duplicate(&mut self, id: ArticleId, title: String, host: &dyn Host) {
        let new = ArticleId::from(host.new_id().as_str());
        let open = self.document.as_ref().filter(|document| *document.article().id() == id);
        let copy = open.and_then(|open| copied(open.set(), new.clone(), title.clone()).ok());
        let deed = match copy {
            Some(copy) => Deed::store(Rc::new(copy), Clash::Both),
            None => Deed { id, what: What::Copy(new, title) },
        };
        self.store(vec![deed], false);
    }

    /// Has deeds done one after the other.
    pub(super) fn store(&mut self, mut deeds: Vec<Deed>, seen: bool) {
        deeds.reverse();
        if let Some(storing) = &mut self.shelf.storing {
            deeds.append(&mut storing.left);
            (storing.left, storing.seen) = (deeds, storing.seen | seen);
        } else if let Some(first) = deeds.pop() {
            self.begin(Storing {
                left: deeds,
                current: first,
                ticket: 0,
                tally: Tally::default(),
                seen,
            });
        }
    }

    fn begin(&mut self, mut storing: Storing) {
        self.asked += 1;
        storing.ticket = self.asked;
        self.effects.push(Effect::Do(self.asked, Box::new(storing.current.clone())));
        if storing.seen {
            let done = storing.tally.done.len() + storing.tally.failed.len();
            let total = done + 1 + storing.left.len();
            self.dialog = Some(Rc::new(Dialog::Storing { done, total }));
        }
        self.shelf.storing = Some(storing);
    }

    pub(super) fn was_done(&mut self, ticket: u32, done: Result<Done, NotDone>, host: &dyn Host) {
        if self.shelf.storing.as_ref().is_none_or(|storing| storing.ticket != ticket) {
            return;
        }
        let Some(mut storing) = self.shelf.storing.take() else { return };
        if self.set_apart.as_ref() == Some(&storing.current.id) {
            self.set_apart = None;
            let title = self.name_of(&storing.current);
            self.was_set_apart(title, &done, host);
            return match storing.left.pop() {
                Some(next) => self.begin(Storing { current: next, ..storing }),
                None => self.effects.push(Effect::List),
            };
        }
        match done {
            Ok(done) => storing.tally.done.push(done),
            Err(why) => {
                let name = self.name_of(&storing.current);
                let full = matches!(why, NotDone::Refused(_));
                storing.tally.failed.push((name, why));
                match &storing.current.what {
                    What::Store(set, _) => self.shelf.unstored.push(set.clone()),
                    What::Copy(..) if full => self.shelf.uncopied.push(storing.current.id.clone()),
                    _ => {}
                }
                if full {
                    return self.stop_storing_now(storing);
                }
            }
        }
        match storing.left.pop() {
            Some(next) => self.begin(Storing { current: next, ..storing }),
            None => self.stop_storing_now(storing),
        }
    }

    /// The reader closed the dialog: what is stored stays, what is under way is done, and no more.
    pub(super) fn stop_storing(&mut self) {
        if let Some(storing) = self.shelf.storing.as_mut().filter(|storing| storing.seen) {
            storing.tally.left += storing.left.len();
            storing.left.clear();
            storing.seen = false;
        }
    }

    fn stop_storing_now(&mut self, mut storing: Storing) {
        storing.tally.left += storing.left.len();
        let left = storing.left.into_iter().rev().filter_map(|deed| match deed.what {
            What::Store(set, _) => Some(set),
            _ => None,
        });
        self.shelf.unstored.extend(left);
        if storing.seen {
            self.dialog = Some(Rc::new(Dialog::Open));
        }
        self.effects.push(Effect::List);
        let offers = !self.shelf.unstored.is_empty() || !self.shelf.uncopied.is_empty();
        self.show_toast(Message::Stored(Rc::new(storing.tally)), offers);
    }

    fn name_of(&self, deed: &Deed) -> String {
        match &deed.what {
            What::Store(set, _) if !set.details().title.is_empty() => set.details().title.clone(),
            _ => {
                let entry = self.library.iter().find(|entry| entry.id == deed.id);
                entry.map_or(deed.id.to_string(), |entry| entry.name().to_owned())
            }
        }
    }
}
