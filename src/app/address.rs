//! The address of the open article, `#article=ID`: set when one is opened, followed when it changes.
//! Must never open what is open already, and never leave an address that leads nowhere.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use crate::browser::dom;
use crate::model::ArticleId;
use crate::session::{Action, Opening};

use super::shared::Shared;

/// Goes where the page's address points, when the part behind the `#` was changed.
pub(super) fn follow_address(shared: &Rc<Shared>) {
    let shared = shared.clone();
    spawn_local(async move { follow(&shared).await });
}

/// Opens the article of the address, unless it is open, and the card of its annotation.
pub(super) async fn follow(shared: &Rc<Shared>) {
    // What is held is open afterwards, and whoever works on it by then is not interrupted.
    if shared.holds_opening() && shared.whole().await.is_err() {
        return;
    }
    if let Some(id) = asked().filter(|asked| Some(asked) != open(shared).as_ref()) {
        shared.act(Opening::Stored(id.clone()).into());
        shared.settled().await;
        // Refused, and told why.
        if open(shared).as_ref() != Some(&id) {
            // What is open has its own address again; going back does not lead here any more.
            return show(open(shared).as_ref(), true);
        }
    }
    if let Some(id) = dom::address("annotation") {
        shared.act(Action::OpenCard(id.as_str().into()));
    }
}

/// The article of the address.
pub(super) fn asked() -> Option<ArticleId> {
    dom::address("article").map(|id| ArticleId::from(id.as_str()))
}

impl Shared {
    /// Shows the address of what is open, if that changed: a new one to go back from, but for the
    /// first.
    pub(super) fn show_address(&self) {
        let (now, before) = (open(self), self.addressed.borrow().clone());
        if before.as_ref() != Some(&now) {
            if asked() != now {
                show(now.as_ref(), before.is_none());
            }
            *self.addressed.borrow_mut() = Some(now);
        }
    }
}

fn open(shared: &Shared) -> Option<ArticleId> {
    shared.read(|session| Some(session.document()?.article().id().clone()))
}

fn show(id: Option<&ArticleId>, replace: bool) {
    let address = id.map(|id| format!("article={}", dom::escaped(&id.0)));
    dom::set_address(&address.unwrap_or_default(), replace);
}
