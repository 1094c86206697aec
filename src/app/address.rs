//! The address of the open article and list, `#article=ID&view=claims`: set when one opens, followed
//! when the reader changes it or goes back.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use crate::browser::dom;
use crate::model::ArticleId;
use crate::session::{Action, Opening, Panel, Panels};

use super::shared::Shared;

/// Follows the page's address when the part behind the `#` changed.
pub(super) fn follow_address(shared: &Rc<Shared>) {
    let shared = shared.clone();
    spawn_local(async move { follow(&shared).await });
}

/// Opens the article in the address, unless it is open, and the card of its annotation.
pub(super) async fn follow(shared: &Rc<Shared>) {
    // A held opening is done later, and must not interrupt whoever works on the article by then.
    if shared.holds_opening() && shared.whole().await.is_err() {
        return;
    }
    if let Some(id) = asked().filter(|asked| Some(asked) != open(shared).as_ref()) {
        shared.act(Opening::Stored(id.clone()).into());
        shared.storage_idle().await;
        // The refusal was reported already.
        if open(shared).as_ref() != Some(&id) {
            // Restores the address of the open article, so that going back does not lead here
            // again.
            let view = shared.read(|session| session.panel().name());
            return show(open(shared).as_ref(), view, true);
        }
    }
    follow_view(shared);
    if let Some(id) = dom::address("annotation") {
        shared.act(Action::OpenCard(id.as_str().into()));
    }
}

/// Opens the list in the address, or closes the one that is open.
fn follow_view(shared: &Rc<Shared>) {
    let asked = Panel::named(&dom::address("view").unwrap_or_default());
    let same = shared.read(|session| session.panel().is_same_list(&asked));
    if !same && open(shared).is_some() {
        let asked = if asked.is_list() { Panels::Show(asked) } else { Panels::Close };
        shared.act(Action::Panel(asked));
    }
}

/// The article in the address.
pub(super) fn asked() -> Option<ArticleId> {
    dom::address("article").map(|id| ArticleId::from(id.as_str()))
}

impl Shared {
    /// Shows the address of the open article and list if it changed: as a new history entry, except the
    /// first time and from one list to another.
    pub(super) fn show_address(&self) {
        let view = self.read(|session| session.panel().name());
        let (now, before) = ((open(self), view), self.addressed.borrow().clone());
        if before.as_ref() == Some(&now) {
            return;
        }
        let there = (asked(), Panel::named(&dom::address("view").unwrap_or_default()).name());
        // A list in the address opens a little later than its article.
        let opens = before.is_none() && there.0 == now.0;
        if there != now && !opens {
            let from_list = |(article, list): &(Option<ArticleId>, &str)| {
                *article == now.0 && (view.is_empty() || !list.is_empty())
            };
            show(now.0.as_ref(), view, before.as_ref().is_none_or(from_list));
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
