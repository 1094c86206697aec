//! The address of the open article, `#article=ID`: set when an article opens, followed when the
//! reader changes it.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use crate::browser::dom;
use crate::model::ArticleId;
use crate::session::{Action, Opening};

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
            return show(open(shared).as_ref(), true);
        }
    }
    if let Some(id) = dom::address("annotation") {
        shared.act(Action::OpenCard(id.as_str().into()));
    }
}

/// The article in the address.
pub(super) fn asked() -> Option<ArticleId> {
    dom::address("article").map(|id| ArticleId::from(id.as_str()))
}

impl Shared {
    /// Shows the address of the open article if it changed, as a new history entry except the first
    /// time.
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
