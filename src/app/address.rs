//! The address of the open article and list, `#article=ID&view=claims`: set when one opens, followed
//! when the reader changes it or goes back.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use crate::browser::dom;
use crate::model::ArticleId;
use crate::session::{Action, Opening, Panel, Panels, ProgramPart, Search, Session};

use super::shared::Shared;

/// Follows the page's address when the part behind the `#` changed.
pub(super) fn follow_address(shared: &Rc<Shared>) {
    let shared = shared.clone();
    spawn_local(async move { follow(&shared).await });
}

/// Opens the article in the address, unless it is open, and the card of its annotation.
pub(super) async fn follow(shared: &Rc<Shared>) {
    // A held opening is done later, and must not interrupt whoever works on the article by then.
    if shared.holds_opening() && shared.loaded(ProgramPart::Deferred).await.is_err() {
        return;
    }
    if let Some(id) = asked().filter(|asked| Some(asked) != open(shared).as_ref()) {
        shared.act(Opening::Stored(id.clone()).into());
        shared.storage_idle().await;
        // The refusal was reported already.
        if open(shared).as_ref() != Some(&id) {
            // Restores the address of the open article, so that going back does not lead here
            // again.
            return show(open(shared).as_ref(), shared.read(view), true);
        }
    }
    follow_view(shared);
    if let Some(id) = dom::address("annotation") {
        shared.act(Action::OpenCard(id.as_str().into()));
    }
}

/// Opens the list in the address, or closes the one that is open.
fn follow_view(shared: &Rc<Shared>) {
    let asked = asked_view();
    shared.list_pushed.set(!asked.is_empty());
    if asked == shared.read(view) || open(shared).is_none() {
        return;
    }
    shared.act(match asked {
        "" => Action::Panel(Panels::Close),
        SEARCH => Action::Search(Search::Open),
        list => Action::Panel(Panels::Show(Panel::named(list))),
    });
}

/// The name of the search in the address.
const SEARCH: &str = "search";

/// The list that is open, as the address names it.
fn view(session: &Session) -> &'static str {
    if session.is_searching() { SEARCH } else { session.panel().name() }
}

/// The list in the address; an unknown one is none.
fn asked_view() -> &'static str {
    match dom::address("view").as_deref() {
        Some(SEARCH) => SEARCH,
        list => Panel::named(list.unwrap_or_default()).name(),
    }
}

/// The article in the address.
pub(super) fn asked() -> Option<ArticleId> {
    dom::address("article").map(|id| ArticleId::from(id.as_str()))
}

impl Shared {
    /// Shows the address of the open article and list if it changed: as a new history entry, except the
    /// first time, and for a list where there is an entry for one already. So one step back closes a list,
    /// and closing it leaves at most one step that does nothing.
    pub(super) fn show_address(&self) {
        let (now, before) = ((open(self), self.read(view)), self.addressed.borrow().clone());
        if before.as_ref() == Some(&now) {
            return;
        }
        let same_article = before.as_ref().is_none_or(|(article, _)| *article == now.0);
        // A list in the address opens a little later than its article.
        let opens = before.is_none() && asked() == now.0;
        if (asked(), asked_view()) != now && !opens {
            let replace =
                before.is_none() || same_article && (now.1.is_empty() || self.list_pushed.get());
            show(now.0.as_ref(), now.1, replace);
            self.list_pushed.set(same_article && (self.list_pushed.get() || !replace));
        }
        *self.addressed.borrow_mut() = Some(now);
    }
}

fn open(shared: &Shared) -> Option<ArticleId> {
    shared.read(|session| Some(session.document()?.article().id().clone()))
}

fn show(id: Option<&ArticleId>, view: &str, replace: bool) {
    let address = id.map(|id| match view {
        "" => format!("article={}", dom::escaped(&id.0)),
        view => format!("article={}&view={view}", dom::escaped(&id.0)),
    });
    dom::set_address(&address.unwrap_or_default(), replace);
}
