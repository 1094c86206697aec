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
        if self.library_search.is_none() {
            self.asked += 1;
            self.library_search = Some(Box::new(LibrarySearch::new(self.asked)));
        }
        if let Some(texts) = &mut self.library_search {
            texts.value_mut().look_for(search, &self.library);
        }
        self.search_on();
    }

    /// The library was listed again: what is new there is searched, too.
    #[inline(never)]
    pub(in crate::session) fn search_listed(&mut self, _: OnDemand) {
        match &mut self.library_search {
            Some(texts) => texts.value_mut().follow(&self.library),
            None if matches!(self.dialog.as_deref(), Some(Dialog::Open))
                && !self.shelf.find.is_blank() =>
            {
                self.search_library(self.shelf.find.clone());
            }
            None => {}
        }
        self.search_on();
    }

    /// Asks for the next records, or only for a pause.
    fn search_on(&mut self) {
        let Some(texts) = &mut self.library_search else { return };
        let texts = texts.value_mut();
        if let Some(ids) = texts.asks() {
            self.effects.push(Effect::Gather(ids, Gather::Texts(texts.serial())));
        }
    }

    pub(in crate::session) fn texts_were_read(
        &mut self,
        serial: u32,
        read: Result<Records, Failure>,
    ) {
        let Some(texts) = &mut self.library_search else { return };
        let texts = texts.value_mut();
        if texts.serial() != serial {
            return;
        }
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
        if let Some(texts) = &mut self.library_search {
            texts.value_mut().stop();
        }
    }

    /// Whether the search in the texts of the library goes on.
    pub fn is_searching_library(&self) -> bool {
        self.library_search.as_ref().is_some_and(|texts| texts.value().goes_on())
    }

    /// What was found in the texts of the library, while it is open.
    pub(in crate::session) fn library_found(&mut self) -> Option<Rc<dyn Opaque<LibraryFound>>> {
        if !matches!(self.dialog.as_deref(), Some(Dialog::Open)) {
            self.library_search = None;
        }
        self.library_search.as_mut().map(|texts| texts.value_mut().shown() as _)
    }

    /// Opens an article, searched for the same, at a hit; without one of this index only searched.
    pub(in crate::session) fn show_library_hit(
        &mut self,
        id: &ArticleId,
        index: usize,
        host: &dyn Host,
    ) -> Result<(), SessionError> {
        let found = self.library_search.as_mut().map(|texts| texts.value_mut().shown());
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
