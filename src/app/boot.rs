//! The start: storage first, then what was open last, then the page and the API.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use crate::browser::storage::Storage;
use crate::browser::{dom, keep};
use crate::model::ArticleId;
use crate::session::records::parse;
use crate::session::{Action, Entry, Key, Opening, Saving, Settings};
use crate::{api, browser, late, view::wording};

use super::address::{asked, follow};
use super::queue::{clear_away, entries};
use super::shared::Shared;
use super::{App, AppProps, panic};

/// Starts the program on the page.
pub fn run() {
    panic::tell();
    late::load_by(browser::late::load);
    spawn_local(async {
        let shared = Rc::new(Shared::default());
        let ready = api::install(&shared);
        open_what_was_open(&shared).await;
        mount(shared.clone());
        shared.drawn().await;
        ready.announce();
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

/// Takes up the article used last, or the sample if there is none.
async fn open_what_was_open(shared: &Rc<Shared>) {
    let (settings, library) = match stored(shared).await {
        Ok(stored) => stored,
        Err(reason) => {
            shared.act(Action::Saving(Saving::Refused(reason)));
            (Settings::default(), Vec::new())
        }
    };
    let promised = match settings.asked_to_keep {
        true => Some(keep::promised().await),
        false => keep::promised().await.then_some(true),
    };
    let known =
        |id: &ArticleId| library.iter().any(|entry| entry.id == *id && entry.deleted.is_none());
    let last = library.iter().find(|entry| entry.deleted.is_none()).map(|entry| entry.id.clone());
    let asked = asked().filter(known);
    let named = asked.is_some();
    let open = asked.or(last);
    shared.act(Action::Start { settings, library, promised });
    let usual = open.map_or(Action::OpenSample, |id| Opening::Stored(id).into());
    // An article named behind the `#` is here already, and what was done on it.
    let fetched = if named { Ok(false) } else { shared.fetch_asked().await };
    if !matches!(fetched, Ok(true)) {
        shared.act(usual);
        shared.settled().await;
    }
    if let Err(told) = fetched {
        shared.tell(told);
    }
    shared.receive_page();
    shared.listen_to_tabs();
    follow(shared).await;
}

async fn stored(shared: &Rc<Shared>) -> Result<(Settings, Vec<Entry>), String> {
    let storage = Storage::open().await?;
    // Settings that cannot be read are the usual ones; they are written over only when changed.
    let settings = storage.get(&Key::Settings.parts()).await?;
    let settings = settings.and_then(|record| parse(&record).ok()).unwrap_or_default();
    let (all, _) = entries(&storage).await?;
    let library = clear_away(&storage, all).await?;
    shared.use_storage(storage);
    Ok((settings, library))
}
