//! Searching the texts of all stored articles, and opening one at a hit (tests/native/library_search.rs).

use std::rc::Rc;

use crate::model::{ArticleId, TextSearch};
use crate::session::Session;
use crate::session::action::Action;
use crate::session::action::dialog::Dialog;
use crate::session::action::effect::{Effect, Gather};
use crate::session::action::panel::{Panel, Panels};
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::notices::message::Message;
use crate::session::program_part::OnDemand;
use crate::session::search::Search;
use crate::session::search::library::{LibraryFound, LibrarySearch, Opaque};
use crate::session::storage::save_state::Failure;
use crate::session::storage::schema::Records;

impl Session {
    /// Shows only articles with these words in their details, and searches the texts for them.
    pub(in crate::session) fn search_library(&mut self, search: TextSearch) {
        if self.shelf.find != search {
            self.shelf.more = 0;
            self.shelf.find = search.clone();
        }
        if self.library_texts().is_none() {
            let serial = self.next_asked();
            self.library_at_work().search = Some(LibrarySearch::new(serial));
        }
        let library = self.library.clone();
        if let Some(texts) = self.library_texts() {
            texts.look_for(search, &library);
        }
        self.search_on();
    }

    /// The library was listed again: what is new there is searched, too.
    #[inline(never)]
    pub(in crate::session) fn search_listed(&mut self, _: OnDemand) {
        self.list_what_waits();
        let library = self.library.clone();
        let is_open = matches!(self.dialog.as_deref(), Some(Dialog::Open));
        if let Some(texts) = self.library_texts() {
            texts.follow(&library);
        } else if is_open && !self.shelf.find.is_blank() {
            self.search_library(self.shelf.find.clone());
        }
        self.search_on();
    }

    /// Asks for the next records, or only for a pause.
    fn search_on(&mut self) {
        let Some(texts) = self.library_texts() else { return };
        if let (Some(ids), serial) = (texts.asks(), texts.serial()) {
            self.effects.push(Effect::Gather(ids, Gather::Texts(serial)));
        }
    }

    /// The search in the texts, if there is one.
    fn library_texts(&mut self) -> Option<&mut LibrarySearch> {
        self.library_at_work.as_mut()?.value_mut().search.as_mut()
    }

    pub(in crate::session) fn texts_were_read(&mut self, read: Result<Records, Failure>) {
        let Some(texts) = self.library_texts() else { return };
        match read {
            Ok(records) => texts.take(records),
            Err(failure) => {
                texts.failed();
                self.show_toast(Message::StorageNotRead(failure), false);
            }
        }
        self.search_on();
    }

    pub(in crate::session) fn stop_library_search(&mut self) {
        if let Some(texts) = self.library_texts() {
            texts.stop();
        }
    }

    /// Whether the search in the texts of the library goes on.
    pub fn is_searching_library(&self) -> bool {
        let texts =
            self.library_at_work.as_ref().and_then(|at_work| at_work.value().search.as_ref());
        texts.is_some_and(LibrarySearch::goes_on)
    }

    /// What was found in the texts of the library, while it is open.
    pub(in crate::session) fn library_found(&mut self) -> Option<Rc<dyn Opaque<LibraryFound>>> {
        let is_open = matches!(self.dialog.as_deref(), Some(Dialog::Open));
        let search = &mut self.library_at_work.as_mut()?.value_mut().search;
        search.take_if(|_| !is_open);
        search.as_mut().map(|texts| texts.shown() as _)
    }

    /// Opens an article, searched for the same, at a hit; without one of this index only searched.
    pub(in crate::session) fn show_library_hit(
        &mut self,
        id: &ArticleId,
        index: usize,
        host: &dyn Host,
    ) -> Result<(), SessionError> {
        let found = self.library_texts().map(LibrarySearch::shown);
        let row = found.as_ref().and_then(|found| found.hits.get(id)?.rows.get(index));
        let place = row.map(|row| row.place.clone());
        let goal = place.map(|place| match (&place, place.annotation(), place.actor()) {
            (_, Some(id), _) => Action::Visit(id.clone()),
            (_, _, Some(id)) => Action::Panel(Panels::Show(Panel::People(Some(id.clone())))),
            // The hits in the text come first, in both lists.
            _ => Action::Search(Search::Show(index)),
        });
        let search = found.map_or_else(TextSearch::default, |found| found.search.clone());
        let steps = [Search::Open, Search::In(None), Search::For(search)];
        let steps = steps.into_iter().map(Action::Search).chain(goal);
        if !self.is_open(id) {
            self.effects.push(Effect::OpenThen(id.clone(), steps.collect()));
            return Ok(());
        }
        self.show(None);
        for step in steps {
            self.act(step, host)?;
        }
        Ok(())
    }
}
