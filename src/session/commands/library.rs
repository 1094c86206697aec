//! Searching, sorting and selecting in the library.

use std::rc::Rc;

use crate::formats::codecs::picture::page;
use crate::model::{ArticleId, order};
use crate::session::Session;
use crate::session::action::Action;
use crate::session::action::dialog::Dialog;
use crate::session::action::effect::{Effect, Gather};
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::library::shelf::{ROWS, ShelfScreen, Shelve, has, key};
use crate::session::notices::message::Message;
use crate::session::storage::save_state::{SaveEvent, SaveState};
use crate::session::storage::schema::Entry;
use crate::session::transfer::export::WHOLE;
use crate::session::transfer::gathered::{ReadArticle, ToExport};
use crate::session::transfer::import::Importing;

/// Most articles read for an export without showing a message.
const AT_ONCE: usize = 20;

impl Session {
    /// Performs an action of the library.
    pub(in crate::session) fn shelve(
        &mut self,
        asked: Shelve,
        host: &dyn Host,
    ) -> Result<(), SessionError> {
        match asked {
            Shelve::Find(find) => self.search_library(find),
            Shelve::Records(asked, came) => self.records_came(asked, came),
            Shelve::StopSearch => self.stop_library_search(),
            Shelve::ShowAnnotation(id, one) => {
                self.effects.push(Effect::OpenThen(id, vec![Action::OpenCard(one)]));
            }
            Shelve::ShowHit(id, index) => return self.show_library_hit(&id, index, host),
            Shelve::Sort(order) => (self.shelf.order, self.shelf.more) = (order, 0),
            Shelve::More => self.shelf.more += 2 * ROWS,
            Shelve::Select(id, on) => {
                self.shelf.selected.retain(|other| *other != id);
                self.shelf.selected.extend(on.then_some(id));
            }
            Shelve::SelectAll(on) => {
                // Whatever was found since the last drawing, too.
                let _ = self.library_found();
                let found = if on { self.found() } else { Vec::new() };
                let ids = found.iter().filter_map(|at| self.library.get(*at));
                self.shelf.selected = ids.map(|entry| entry.id.clone()).collect();
            }
            Shelve::Edit(id) => {
                let entry = self.library.iter().find(|entry| Some(&entry.id) == id.as_ref());
                self.shelf.editing = entry.map(|entry| (entry.id.clone(), entry.details.clone()));
            }
            Shelve::Type(details) => {
                if let Some((_, typed)) = &mut self.shelf.editing {
                    *typed = details;
                }
            }
            Shelve::Correct(id, details) => return self.correct(id, details, host),
            Shelve::Duplicate(id, title) => self.duplicate(id, title, host),
            Shelve::ExportSelected => self.gather(self.shelf.selected.clone(), None),
            Shelve::CountSelected => self.gather(self.shelf.selected.clone(), Some(page::ID)),
            Shelve::SuggestSelected => self.suggest_for_selected(),
            Shelve::DeleteSelected => self.delete_articles(host),
            Shelve::Restore(ids) => self.restore_articles(&ids),
            Shelve::ShowWaiting => self.ask_what_waits(),
            Shelve::ExportAll => {
                let all = self.library.iter().filter(|entry| entry.deleted.is_none());
                let all = all.map(|entry| entry.id.clone());
                self.gather(all.chain(self.shelf.damaged.iter().cloned()).collect(), Some(WHOLE));
            }
            Shelve::PickClash(clash) => self.pick(|open: &mut Importing| open.clash = clash),
            Shelve::Done(ticket, done) => self.was_done(ticket, done, host),
            Shelve::TakeUnstored => self.take_unstored(host),
            Shelve::StoreUnstored => self.store_unstored(),
            Shelve::Gathering(done) => {
                if let Some(Dialog::Gathering { total, .. }) = self.dialog.as_deref() {
                    let total = *total;
                    self.dialog = Some(Rc::new(Dialog::Gathering { done, total }));
                }
            }
            Shelve::Erase => self.effects.push(Effect::Erase),
            Shelve::Erased(Err(why)) => self.show_toast(Message::NotErased(why), false),
            Shelve::Clear(id) => {
                self.toast = None;
                self.effects.push(Effect::Clear(id));
            }
            Shelve::Cleared(id, cleared) => self.was_cleared(&id, cleared),
            Shelve::Marked(id, deleted, done) => self.was_marked(&id, deleted, done),
            Shelve::Unknown(id) => self.show_toast(Message::NoSuchArticle(id), false),
            // `hear_of_library` did it already.
            Shelve::Erased(Ok(()))
            | Shelve::Keep
            | Shelve::DeletedElsewhere(_)
            | Shelve::ChangedElsewhere(_)
            | Shelve::SettingsChanged
            | Shelve::Damaged(_)
            | Shelve::Usage(..) => {}
        }
        Ok(())
    }

    /// What can happen to the library although nobody here looks at it: [`Shelve::is_heard`].
    pub(in crate::session) fn hear_of_library(&mut self, heard: Shelve, host: &dyn Host) {
        match heard {
            Shelve::Erased(Ok(())) => self.forget_everything(),
            Shelve::Keep => self.keep_deleted(host),
            Shelve::DeletedElsewhere(id) => self.deleted_elsewhere(&id),
            Shelve::ChangedElsewhere(id) => {
                if self.saving == SaveState::Deleted && self.is_open(&id) {
                    self.saves(SaveEvent::Read);
                }
                self.list_if_seen();
            }
            Shelve::SettingsChanged => self.settings_changed(),
            Shelve::Damaged(ids) => {
                self.shelf.damaged = ids.into();
                if let Some(loaded) = self.on_demand() {
                    self.search_listed(loaded);
                }
            }
            Shelve::Usage(used, of) => self.shelf.usage = Some((used, of)),
            _ => {}
        }
    }

    /// The library was read again.
    pub(in crate::session) fn set_library(&mut self, library: Vec<Entry>) {
        self.recant(|message| matches!(message, Message::StorageNotRead(_)));
        self.library = library.into();
        let there = |id: &ArticleId| {
            self.library.iter().any(|entry| entry.id == *id && entry.deleted.is_none())
        };
        self.shelf.selected.retain(there);
        let editing = self.shelf.editing.take();
        self.shelf.editing = editing.filter(|(id, _)| there(id));
    }

    /// The library as shown; empty while nobody looks at it.
    pub(in crate::session) fn shelf_screen(&self) -> ShelfScreen {
        if !matches!(self.dialog.as_deref(), Some(Dialog::Open | Dialog::Erase)) {
            return ShelfScreen::default();
        }
        self.shelf_on_screen()
    }

    fn shelf_on_screen(&self) -> ShelfScreen {
        let (shelf, found) = (&self.shelf, self.found());
        let there = self.library.iter().filter(|entry| entry.deleted.is_none());
        let shown = found.len().min(ROWS + shelf.more);
        ShelfScreen {
            shown,
            waiting: self.waiting_in(&found[..shown]),
            all_ticked: !found.is_empty()
                && found.iter().all(|at| shelf.selected.contains(&self.library[*at].id)),
            unstored: self.unstored_names(),
            found,
            find: shelf.find.clone(),
            order: shelf.order,
            selected: shelf.selected.clone(),
            editing: shelf.editing.clone(),
            damaged: shelf.damaged.clone(),
            articles: there.clone().count(),
            annotations: there.map(Entry::annotations).sum(),
            usage: shelf.usage,
        }
    }

    /// The articles of these in which suggestions wait, with their number if it is still true.
    fn waiting_in(&self, found: &[usize]) -> Vec<(ArticleId, Option<usize>)> {
        let at_work = self.library_at_work.as_ref().map(|at_work| at_work.value());
        let waits =
            |entry: &Entry| Some((entry.id.clone(), at_work?.waiting_in(&entry.id)?.number(entry)));
        found.iter().filter_map(|at| waits(self.library.get(*at)?)).collect()
    }

    /// The entries that match the search, in order.
    fn found(&self) -> Vec<usize> {
        let at_work = self.library_at_work.as_ref().map(|at_work| at_work.value());
        let texts = at_work.and_then(|at_work| at_work.search.as_ref()?.last_shown());
        let find = &self.shelf.find;
        let is_in =
            |entry: &Entry| texts.as_ref().is_some_and(|texts| texts.hits.contains_key(&entry.id));
        let is_found = |entry: &Entry| has(entry, find) || is_in(entry);
        let entries = self.library.iter().enumerate();
        let found = entries.filter(|(_, entry)| entry.deleted.is_none() && is_found(entry));
        let found: Vec<_> = found.map(|(at, entry)| (key(entry, self.shelf.order), at)).collect();
        let found = order::by_key(found, Clone::clone);
        found.into_iter().map(|(_, at)| at).collect()
    }

    /// Has stored articles read, to export them together.
    pub(in crate::session) fn gather(&mut self, ids: Vec<ArticleId>, format: Option<&'static str>) {
        if !ids.is_empty() {
            self.stop_suggesting_many();
            self.shelf.format = format;
            if ids.len() > AT_ONCE || self.dialog.is_none() {
                self.show_over(Dialog::Gathering { done: 0, total: ids.len() });
            }
            self.effects.push(Effect::Gather(ids, Gather::Export));
        }
    }

    /// The articles to export were read.
    pub(in crate::session) fn gathered(
        &mut self,
        read: Vec<(ArticleId, ReadArticle)>,
        host: &dyn Host,
    ) {
        if matches!(self.dialog.as_deref(), Some(Dialog::Gathering { .. })) {
            self.dialog = None;
        }
        let format = self.shelf.format.take();
        let titled = read.into_iter().map(|(id, read)| (self.title_of(&id), read));
        self.show_export_of(ToExport::of(titled.collect()), format, None, host);
    }

    /// The title of a stored article, or else the beginning of its text.
    fn title_of(&self, id: &ArticleId) -> String {
        let entry = self.library.iter().find(|entry| entry.id == *id);
        entry.map(|entry| entry.name().to_owned()).unwrap_or_default()
    }

    fn forget_everything(&mut self) {
        let effects = std::mem::take(&mut self.effects);
        let (announced, asked, promised) = (self.announced, self.asked, self.promised);
        let loaded = self.loaded;
        // The numbers of writes continue: pending ones may still be answered.
        let (mut unsaved, tab) = (std::mem::take(&mut self.unsaved), std::mem::take(&mut self.tab));
        unsaved.clear();
        *self =
            Self { announced, asked, promised, loaded, effects, unsaved, tab, ..Self::default() };
        self.leave();
        self.effects.push(Effect::Look(self.settings.clone()));
        self.effects.push(Effect::Pen(None));
        self.show_toast(Message::Erased, false);
    }

    pub(in crate::session) fn list_if_seen(&mut self) {
        if matches!(self.dialog.as_deref(), Some(Dialog::Open)) {
            self.effects.push(Effect::List);
        }
    }
}
