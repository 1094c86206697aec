//! When another tab's version wins, what is not stored here first becomes an article of its own
//! (tests/native/tabs.rs).

use std::rc::Rc;

use crate::model::ArticleId;
use crate::session::Session;
use crate::session::action::dialog::Dialog;
use crate::session::action::effect::Effect;
use crate::session::host::Host;
use crate::session::library::apart::Apart;
use crate::session::library::deeds::{Clash, Deed, Done, NotDone, copied};
use crate::session::library::storing::StoringView;
use crate::session::notices::message::Message;
use crate::session::render::document::Document;
use crate::session::storage::save_state::SaveState;
use crate::session::sync::protocol::{Note, Role, TabRequest, Taking};
use crate::session::transfer::opening::Opening;

/// Time a writing tab has to answer before it loses the lock, in milliseconds.
const ANSWERS: u32 = 1_000;

impl Session {
    /// The reader wants to edit in this tab, starting from what is stored. Unsaved changes are not dropped
    /// without asking.
    pub(in crate::session) fn edit_here(&mut self, host: &dyn Host) {
        if self.saving == SaveState::Overtaken && self.tabs.unsaved {
            return self.show_over(Dialog::Overtaken);
        }
        if self.tabs.role == Role::Alone && self.holds_unsaved() {
            // This tab is already the one that edits, and its pending writes will be stored.
            return;
        }
        self.go_on_with_stored(host);
    }

    /// Stores the reader's version as an article of its own; then the other version opens.
    pub(in crate::session) fn take_stored(&mut self, title: String, host: &dyn Host) {
        if matches!(self.dialog(), Some(Dialog::Overtaken)) {
            self.show(None);
        }
        let Some(document) = self.document.as_ref().filter(|_| self.saving == SaveState::Overtaken)
        else {
            return;
        };
        let copy = ArticleId::from(host.new_id().as_str());
        let (of, revision) = (document.article().id().clone(), document.revision());
        match copied(document.set(), copy.clone(), title) {
            Ok(set) => {
                self.set_apart = Some(Apart { copy, of, revision });
                let deed = Deed::store(Rc::new(set), Clash::Both);
                self.store(vec![deed], StoringView::Result);
            }
            Err(why) => self.not_set_apart(&why),
        }
    }

    /// The reader's version was stored as an article of its own, or could not be.
    pub(in crate::session) fn was_set_apart(
        &mut self,
        apart: &Apart,
        title: String,
        done: &Result<Done, NotDone>,
        host: &dyn Host,
    ) {
        match done {
            Ok(_) => {
                self.show_toast(Message::SetApart(title), false);
                let open = self.document.as_ref().filter(|open| open.article().id() == &apart.of);
                match open.map(Document::revision) {
                    // Another article was opened meanwhile, and this one was left as it was.
                    None => self.forget_parked(&apart.of, apart.revision),
                    Some(revision) if revision == apart.revision => {
                        self.tabs.unsaved = false;
                        self.go_on_with_stored(host);
                    }
                    // The copy lacks what was done since: the reader decides again.
                    Some(_) => {}
                }
            }
            Err(why) => self.not_set_apart(why),
        }
    }

    fn not_set_apart(&mut self, why: &NotDone) {
        self.show_toast(Message::NotSetApart(why.clone()), false);
    }

    fn go_on_with_stored(&mut self, host: &dyn Host) {
        let Some(document) = &self.document else { return };
        match self.tabs.role {
            Role::Alone if !self.tabs.locks => {
                let opening = Opening::Stored(document.article().id().clone());
                self.effects.push(Effect::Fetch(Box::new(opening)));
            }
            Role::Alone | Role::Follower => {
                let number =
                    host.random().iter().fold(0, |sum: u64, byte| sum << 8 | u64::from(*byte));
                self.tabs.role = Role::Taking(Taking::Asked(number));
                self.post(Note::Ask(number));
                self.ask(TabRequest::Wake(ANSWERS, number));
            }
            Role::Writer | Role::Taking(_) | Role::Yielding(_) => {}
        }
    }

    /// This tab could store what it could not before, so it asks to write again like any other tab.
    pub(in crate::session) fn rejoin(&mut self) {
        self.tabs.role = Role::Follower;
        // Undoing counts as editing.
        self.drop_turns();
        self.ask(TabRequest::Queue);
        self.post(Note::Hello);
    }
}
