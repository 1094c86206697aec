//! Storing, copying and correcting articles without opening them, one by one. An article that could not be
//! stored stays available as a file (tests/native/library.rs).

use std::rc::Rc;

use crate::model::{AnnotationSet, ArticleId, Details};
use crate::session::Session;
use crate::session::action::dialog::Dialog;
use crate::session::action::effect::Effect;
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::library::deeds::{Clash, Deed, Done, NotDone, What, copied};
use crate::session::library::storing::{Storing, StoringView, Tally, Unstored};
use crate::session::notices::message::Message;
use crate::session::storage::save_state::SaveState;
use crate::session::transfer::export::WHOLE;
use crate::session::transfer::gathered::ToExport;
use crate::session::transfer::opening::{Opening, With};

impl Session {
    pub(in crate::session) fn correct(
        &mut self,
        id: ArticleId,
        details: Details,
        host: &dyn Host,
    ) -> Result<(), SessionError> {
        self.shelf.editing = None;
        if self.is_open(&id) {
            self.may_edit()?;
            let own = self.open_document()?.set().details();
            let (scheme, rejected) = (own.scheme.clone(), own.rejected.clone());
            self.set_details(Details { scheme, rejected, ..details }, host)?;
            self.effects.push(Effect::List);
        } else {
            self.store(vec![Deed { id, what: What::Correct(details) }], StoringView::Result);
        }
        Ok(())
    }

    /// Copies the open article as shown, because it may not be stored.
    pub(in crate::session) fn duplicate(&mut self, id: ArticleId, title: String, host: &dyn Host) {
        let new = ArticleId::from(host.new_id().as_str());
        let open = self.document.as_ref().filter(|document| *document.article().id() == id);
        let copy = open.and_then(|open| copied(open.set(), new.clone(), title.clone()).ok());
        let deed = match copy {
            Some(copy) => Deed::store(Rc::new(copy), Clash::Both),
            None => Deed { id, what: What::Copy(new, title) },
        };
        self.store(vec![deed], StoringView::Result);
    }

    /// Starts deeds, to be done one by one.
    pub(in crate::session) fn store(&mut self, mut deeds: Vec<Deed>, shown: StoringView) {
        deeds.reverse();
        if let Some(storing) = &mut self.shelf.storing {
            deeds.append(&mut storing.left);
            (storing.left, storing.shown) = (deeds, storing.shown.max(shown));
            self.show_progress();
        } else if let Some(first) = deeds.pop() {
            let tally = Tally::default();
            self.begin(Storing { left: deeds, current: first, ticket: 0, tally, shown });
        }
    }

    /// Applies a deed to the open article instead of the stored one, because it was opened meanwhile.
    fn do_to_open(&mut self, deed: &Deed, host: &dyn Host) -> Result<Done, NotDone> {
        let refused = |error: SessionError| NotDone::Failed(error.to_string());
        self.may_edit().map_err(|_| NotDone::Elsewhere)?;
        let document = self.document.as_ref().filter(|open| *open.article().id() == deed.id);
        let (Some(document), true) = (document, self.saving != SaveState::Overtaken) else {
            return Err(NotDone::Elsewhere);
        };
        match &deed.what {
            What::Store(_, Clash::Skip) => Ok(Done::Skipped),
            What::Store(set, _) if set.article().text() == document.article().text() => {
                let article = document.article().clone();
                let with = With::File(set.clone(), Vec::new());
                let details = Details::clone(set.details());
                let opening = Opening::Text { article, details, with };
                self.bring_to_open(opening, host).map_err(refused).map(|_| Done::Merged)
            }
            What::Correct(details) => {
                let own = document.set().details();
                let (scheme, rejected) = (own.scheme.clone(), own.rejected.clone());
                let details = Details { scheme, rejected, ..details.clone() };
                self.set_details(details, host).map_err(refused).map(|_| Done::Corrected)
            }
            What::Store(..) | What::Copy(..) => Err(NotDone::Elsewhere),
        }
    }

    /// Retries to store what could not be stored before.
    pub(in crate::session) fn store_unstored(&mut self) {
        let again = std::mem::take(&mut self.shelf.unstored);
        let again = again.into_iter().map(|one| Deed::store(one.set, one.clash));
        self.close_passing();
        self.toast = None;
        self.store(again.collect(), StoringView::Library);
    }

    fn begin(&mut self, mut storing: Storing) {
        self.asked += 1;
        storing.ticket = self.asked;
        self.effects.push(Effect::Do(self.asked, Box::new(storing.current.clone())));
        self.shelf.storing = Some(storing);
        self.show_progress();
    }

    /// Updates the progress dialog, if it is the one open.
    fn show_progress(&mut self) {
        self.dialog.take_if(|open| matches!(**open, Dialog::Storing { .. }));
        self.show_next();
    }

    /// The progress of storing articles, if the reader sees it.
    pub(in crate::session) fn storing_dialog(&self) -> Option<Dialog> {
        let storing = self.shelf.storing.as_ref();
        let storing = storing.filter(|storing| storing.shown >= StoringView::Progress)?;
        let done = storing.tally.done.len() + storing.tally.failed.len();
        Some(Dialog::Storing { done, total: done + 1 + storing.left.len() })
    }

    pub(in crate::session) fn was_done(
        &mut self,
        ticket: u32,
        done: Result<Done, NotDone>,
        host: &dyn Host,
    ) {
        if self.shelf.storing.as_ref().is_none_or(|storing| storing.ticket != ticket) {
            return;
        }
        let Some(mut storing) = self.shelf.storing.take() else { return };
        let done = match done {
            Err(NotDone::OpenHere) => self.do_to_open(&storing.current, host),
            done => done,
        };
        if let Some(apart) = self.set_apart.take_if(|apart| apart.copy == storing.current.id) {
            let title = self.name_of(&storing.current);
            self.was_set_apart(&apart, title, &done, host);
            return match storing.left.pop() {
                Some(next) => self.begin(Storing { current: next, ..storing }),
                None if storing.tally == Tally::default() => self.effects.push(Effect::List),
                None => self.end_storing(storing),
            };
        }
        match done {
            Ok(done) => {
                self.is_stored(&storing.current);
                storing.tally.done.push(done);
            }
            Err(why) => {
                let full = matches!(why, NotDone::Refused(_));
                storing.tally.failed.push((self.name_of(&storing.current), why));
                self.keep_undone(storing.current.clone(), full);
                if full {
                    return self.end_storing(storing);
                }
            }
        }
        match storing.left.pop() {
            Some(next) => self.begin(Storing { current: next, ..storing }),
            None => self.end_storing(storing),
        }
    }

    /// The reader stopped it: stored articles stay, the pending one is completed, and no others follow.
    pub(in crate::session) fn stop_storing(&mut self) {
        let Some(mut storing) = self.shelf.storing.take() else { return };
        let left = std::mem::take(&mut storing.left);
        let (comes_in, stays): (Vec<_>, Vec<_>) =
            left.into_iter().partition(|deed| self.comes_in(deed));
        self.give_up(comes_in, &mut storing.tally);
        self.shelf.storing = Some(Storing { left: stays, shown: StoringView::Result, ..storing });
    }

    /// Whether a deed stores an imported article, and not a version that the reader sets apart.
    fn comes_in(&self, deed: &Deed) -> bool {
        matches!(deed.what, What::Store(..))
            && self.set_apart.as_ref().is_none_or(|apart| apart.copy != deed.id)
    }

    fn end_storing(&mut self, mut storing: Storing) {
        self.give_up(std::mem::take(&mut storing.left), &mut storing.tally);
        let was_open = self.dialog.take_if(|open| matches!(**open, Dialog::Storing { .. }));
        self.show_next();
        match storing.shown {
            StoringView::Library if was_open.is_some() && self.dialog.is_none() => {
                self.show_over(Dialog::Open);
            }
            _ => self.effects.push(Effect::List),
        }
        let offers = self.has_unstored();
        self.show_toast(Message::Stored(Rc::new(storing.tally)), offers);
    }

    /// Keeps the deeds that are not tried any more, and their names.
    fn give_up(&mut self, left: Vec<Deed>, tally: &mut Tally) {
        for deed in left.into_iter().rev() {
            tally.left.push(self.name_of(&deed));
            self.keep_undone(deed, true);
        }
    }

    /// Keeps what a deed was to store: as a file to save, or as it was typed.
    fn keep_undone(&mut self, deed: Deed, full: bool) {
        self.set_apart.take_if(|apart| apart.copy == deed.id);
        match deed.what {
            What::Store(set, clash) => self.keep_unstored(set, clash),
            What::Copy(..) if full => self.shelf.uncopied.push(deed.id),
            What::Copy(..) => {}
            What::Correct(details) => {
                self.shelf.editing.get_or_insert((deed.id, details));
            }
        }
    }

    /// Keeps an article that could not be stored, so that the reader can save it as a file.
    pub(in crate::session) fn keep_unstored(&mut self, set: Rc<AnnotationSet>, clash: Clash) {
        if !self.shelf.unstored.iter().any(|one| one.set == set) {
            self.shelf.unstored.push(Unstored { set, clash });
        }
    }

    /// Drops the copy kept for a file, now that the article is stored.
    fn is_stored(&mut self, deed: &Deed) {
        if let What::Store(set, _) = &deed.what {
            self.shelf.unstored.retain(|one| one.set.article().id() != &deed.id || one.set != *set);
        }
    }

    /// Whether an article is only in memory until it is saved as a file.
    pub fn has_unstored(&self) -> bool {
        !self.shelf.unstored.is_empty() || !self.shelf.uncopied.is_empty()
    }

    /// Whether closing the page now would lose work: changes or imported articles that the storage has not
    /// confirmed, or what is decided or typed and not yet taken.
    pub fn would_lose_work(&self) -> bool {
        self.holds_unsaved()
            // Those of a deleted article, too: it can be brought back.
            || !self.parked.is_empty()
            || !self.shelf.unstored.is_empty()
            || self.shelf.storing.is_some()
            || self.types_details()
            || self.may_adopt()
    }

    /// Whether the details of a stored article are being typed and differ from those stored.
    pub fn types_details(&self) -> bool {
        let Some((id, typed)) = &self.shelf.editing else { return false };
        !self.library.iter().any(|entry| entry.id == *id && entry.details == *typed)
    }

    /// Opens the export of what could not be stored, in the format that holds everything.
    pub(in crate::session) fn take_unstored(&mut self, host: &dyn Host) {
        self.toast = None;
        if self.shelf.unstored.is_empty() {
            let ids = std::mem::take(&mut self.shelf.uncopied);
            return self.gather(ids, Some(WHOLE));
        }
        let sets: Vec<_> = self.shelf.unstored.iter().map(|one| one.set.clone()).collect();
        self.show_export_of(ToExport::whole(sets), Some(WHOLE), None, host);
    }

    /// Drops the articles that were exported in a format that holds everything.
    pub(in crate::session) fn went_out(&mut self, format: &str, documents: &[Rc<AnnotationSet>]) {
        if format == WHOLE {
            let went = |one: &Unstored| documents.iter().any(|set| Rc::ptr_eq(set, &one.set));
            self.shelf.unstored.retain(|one| !went(one));
        }
    }

    /// The names of the articles that are only in memory.
    pub(in crate::session) fn unstored_names(&self) -> Vec<String> {
        let sets = self.shelf.unstored.iter().map(|one| one.set.name());
        let copies = self.shelf.uncopied.iter().map(|id| self.name_in_library(id));
        sets.chain(copies).collect()
    }

    fn name_of(&self, deed: &Deed) -> String {
        match &deed.what {
            What::Store(set, _) => set.name(),
            _ => self.name_in_library(&deed.id),
        }
    }

    pub(in crate::session) fn name_in_library(&self, id: &ArticleId) -> String {
        let entry = self.library.iter().find(|entry| entry.id == *id);
        entry.map_or(id.to_string(), |entry| entry.name().to_owned())
    }
}
