//! Keeps the focus from being lost: when what had it goes, it is given back. Must never take it from
//! anything that is still there.

use std::cell::{Cell, RefCell};

use web_sys::Element;

use crate::browser::dom;

/// What had the focus last.
#[derive(Default)]
pub(super) struct Focus {
    last: RefCell<Option<Element>>,
    /// The card that it was in.
    card: RefCell<Option<String>>,
    /// Whether it came into the card from the article.
    from_article: Cell<bool>,
}

impl Focus {
    /// Something has the focus now.
    pub(super) fn came(&self, element: Element) {
        let card = element.closest("li.card[data-id]").ok().flatten();
        *self.card.borrow_mut() = card.and_then(|card| card.get_attribute("data-id"));
        *self.last.borrow_mut() = Some(element);
    }

    /// Puts the focus into the open card.
    pub(super) fn to_card(&self) {
        let active = dom::document().active_element();
        self.from_article.set(active.is_some() && active == dom::article());
        if let Some(close) = dom::by_id("close-card") {
            dom::focus(&close);
        }
    }

    /// Puts the focus into the article.
    pub(super) fn to_article(&self) {
        if let Some(article) = dom::article() {
            dom::focus(&article);
        }
    }

    /// To be called whenever the page was drawn: what had the focus may have gone.
    pub(super) fn give_back(&self) {
        let active = dom::document().active_element();
        let lost = active.is_none_or(|active| active.tag_name() == "BODY");
        let gone = self.last.borrow().as_ref().is_some_and(|last| !last.is_connected());
        if !(lost && gone) {
            return;
        }
        self.last.take();
        let card = self.card.take().filter(|_| !self.from_article.replace(false));
        let line = card.and_then(|id| dom::card(&id)?.query_selector(".card-line").ok()?);
        match line {
            Some(line) => dom::focus(&line),
            None => self.to_article(),
        }
    }
}
