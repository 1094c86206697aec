//! The start: storage, then the last open article, then the page and the API.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use crate::browser::timeout::with_timeout;
use crate::browser::{dom, persistence};
use crate::model::ArticleId;
use crate::session::{
    Action, Entry, Failure, Opening, ProgramPart, Session, Settings, StorageEvent, Why,
};
use crate::{api::Ready, view::wording};

use super::address::{asked, follow};
use super::shared::Shared;
use super::storage::queue::{clear_away, entries, settings};
use super::{App, AppProps, panic};

/// Starts the program on the page. `install` puts the API on the window.
pub fn run(install: fn(&Rc<Shared>) -> Ready) {
    panic::tell();
    spawn_local(async move {
        let shared = Rc::new(Shared::default());
        shared.expect_deferred();
        let ready = install(&shared);
        open_what_was_open(&shared).await;
        mount(shared.clone());
        shared.drawn().await;
        ready.announce();
        shared.ask_for(ProgramPart::Deferred);
    });
}

fn mount(shared: Rc<Shared>) {
    match dom::by_id("app") {
        Some(root) => {
            yew::Renderer::<App>::with_root_and_props(root, AppProps { shared }).render();
        }
        None => web_sys::console::error_1(&wording::NO_ROOT.into()),
    }
}

/// Opens the last used article, or the sample if there is none.
async fn open_what_was_open(shared: &Rc<Shared>) {
    let (settings, library) = match stored(shared).await {
        Ok(stored) => stored,
        Err(failure) => {
            // Opened once the storage answers: `take_up_what_is_stored`.
            shared.queue.connection.is_missed.set(true);
            shared.hear_storage(StorageEvent::Unavailable(failure));
            (Settings::default(), Vec::new())
        }
    };
    let missed = shared.queue.connection.is_missed.get();
    let promised = match settings.asked_to_keep {
        true => Some(persistence::promised().await),
        false => persistence::promised().await.then_some(true),
    };
    let known = |id: &ArticleId| missed || is_there(&library, id);
    let last = last(&library);
    let asked = asked().filter(known);
    let named = asked.is_some();
    let open = asked.or(last);
    shared.act(Action::Start { settings, library, promised });
    let usual = open.map_or(Action::OpenSample, |id| Opening::Stored(id).into());
    // The article in the address is already open, with its annotations.
    let fetched = if named { Ok(false) } else { shared.fetch_asked().await };
    // The sample would look as if the reader's work were gone.
    let waits = missed && shared.queue.connection.is_newer();
    if !matches!(fetched, Ok(true)) && !waits {
        shared.act(usual);
        shared.storage_idle().await;
    }
    if let Err(told) = fetched {
        shared.tell(told);
    }
    shared.receive_page();
    shared.listen_to_tabs();
    follow(shared).await;
}

impl Shared {
    /// The storage answers after the page started without it. The open article stays if the reader
    /// changed it; otherwise the last used article opens.
    pub(super) async fn take_up_what_is_stored(self: &Rc<Self>) -> Result<(), Failure> {
        let (settings, library) = stored(self).await?;
        let promised = settings.asked_to_keep.then_some(persistence::promised().await);
        let open = asked().filter(|id| is_there(&library, id)).or_else(|| last(&library));
        self.act(Action::Start { settings, library, promised });
        let holds = self.read(Session::holds_unsaved);
        if let Some(id) = open.filter(|_| !holds) {
            self.act(Opening::Stored(id).into());
            self.storage_idle().await;
        }
        Ok(())
    }
}

fn is_there(library: &[Entry], id: &ArticleId) -> bool {
    library.iter().any(|entry| entry.id == *id && entry.deleted.is_none())
}

fn last(library: &[Entry]) -> Option<ArticleId> {
    library.iter().find(|entry| entry.deleted.is_none()).map(|entry| entry.id.clone())
}

async fn stored(shared: &Rc<Shared>) -> Result<(Settings, Vec<Entry>), Failure> {
    let storage = shared.storage().await?;
    let read = async {
        let (all, _) = entries(&storage).await?;
        Ok((settings(&storage).await?, clear_away(&storage, all).await))
    };
    match with_timeout(PATIENCE, read).await {
        Some(read) => read.map_err(Failure::of),
        None => Err(Why::NoAnswer.into()),
    }
}

/// Time the storage has to answer before the page starts without it, in milliseconds.
const PATIENCE: u32 = 3_000;
