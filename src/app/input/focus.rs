//! Keeps the focus from being lost: when the focused element goes, the one in its place gets the
//! focus: tests/e2e/tests/journeys/deciding.rs.

use std::cell::{Cell, RefCell};

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use crate::browser::dom;

/// The last focused element.
#[derive(Default)]
pub(in crate::app) struct Focus {
    last: RefCell<Option<Element>>,
    /// Its place in the open dialog or card.
    place: RefCell<FocusPlace>,
    /// The card it was in.
    card: RefCell<Option<String>>,
    /// Whether the focus came into the card from the article.
    from_article: Cell<bool>,
}

/// A place in a dialog or a card, to find again when its element is gone.
#[derive(Default)]
struct FocusPlace {
    /// The id of the element that gets the focus afterwards.
    then: Option<String>,
    /// The element's own id: a new element may have the same one.
    id: Option<String>,
    /// Its ancestors from the inside out, each with the element's number among the focusable ones
    /// there.
    within: Vec<(Element, u32)>,
}

/// A selector of focusable elements.
const FOCUSABLE: &str = "button:enabled, input:enabled, select:enabled, textarea:enabled, summary, \
     a[href], [tabindex='0']";

impl FocusPlace {
    fn of(element: &Element) -> Self {
        let outer = element.closest("dialog, li.card.is-open").ok().flatten();
        let Some(outer) = outer else { return Self::default() };
        let then = element.closest("[data-then]").ok().flatten();
        let mut within = Vec::new();
        let mut around = element.parent_element();
        while let Some(one) = around {
            within.push((one.clone(), number_in(&one, element)));
            around = one.parent_element().filter(|_| one != outer);
        }
        Self {
            then: then.and_then(|one| one.get_attribute("data-then")),
            id: Some(element.id()).filter(|id| !id.is_empty()),
            within,
        }
    }

    /// The element to focus now: the one that follows, the same again, or the next in the same
    /// place.
    fn next(&self) -> Option<Element> {
        let by_id = |id: &Option<String>| dom::by_id(id.as_deref()?);
        let known = by_id(&self.then).or_else(|| by_id(&self.id));
        known.or_else(|| {
            let mut there = self.within.iter().filter(|(one, _)| one.is_connected());
            there.find_map(|(one, number)| {
                if one.tag_name().eq_ignore_ascii_case("dialog") {
                    return one.query_selector("h1").ok().flatten();
                }
                let all = one.query_selector_all(FOCUSABLE).ok()?;
                let at = all.length().checked_sub(1)?.min(*number);
                all.item(at)?.dyn_into().ok()
            })
        })
    }
}

/// The number of focusable elements before this one inside another.
fn number_in(around: &Element, element: &Element) -> u32 {
    let Ok(all) = around.query_selector_all(FOCUSABLE) else { return 0 };
    let own: &web_sys::Node = element;
    (0..all.length()).find(|at| all.item(*at).as_ref() == Some(own)).unwrap_or_default()
}

impl Focus {
    /// Called when something gets the focus.
    pub(in crate::app) fn came(&self, element: Element) {
        let card = element.closest("li.card[data-id]").ok().flatten();
        *self.card.borrow_mut() = card.and_then(|card| card.get_attribute("data-id"));
        *self.place.borrow_mut() = FocusPlace::of(&element);
        *self.last.borrow_mut() = Some(element);
    }

    /// Focuses the open card.
    pub(in crate::app) fn to_card(&self) {
        let active = dom::document().active_element();
        self.from_article.set(active.is_some() && active == dom::article());
        if let Some(close) = dom::by_id("close-card") {
            dom::focus(&close);
        }
    }

    /// Focuses the field of the search, with its words selected.
    pub(in crate::app) fn to_search(&self) {
        let field = dom::by_id("search-words").and_then(|one| one.dyn_into().ok());
        if let Some(field) = field {
            let field: HtmlInputElement = field;
            dom::focus(&field);
            field.select();
        }
    }

    /// Focuses the article.
    pub(in crate::app) fn to_article(&self) {
        if let Some(article) = dom::article() {
            dom::focus(&article);
        }
    }

    /// Called after each drawing: the focused element may be gone.
    pub(in crate::app) fn give_back(&self) {
        let active = dom::document().active_element();
        let lost = active.is_none_or(|active| {
            // Some browsers focus the dialog itself when the focused element in it goes.
            active.tag_name() == "BODY" || active.tag_name() == "DIALOG"
        });
        let gone = self.last.borrow().as_ref().is_some_and(|last| !last.is_connected());
        if !(lost && gone) {
            return;
        }
        self.last.take();
        let card = self.card.take();
        let place = self.place.take();
        let still_open = card.as_deref().is_none_or(|id| {
            dom::card(id).is_some_and(|card| card.class_list().contains("is-open"))
        });
        if let Some(next) = still_open.then(|| place.next()).flatten() {
            return dom::focus(&next);
        }
        let card = card.filter(|_| !self.from_article.replace(false));
        let line = card.and_then(|id| dom::card(&id)?.query_selector(".card-line").ok()?);
        match line {
            Some(line) => dom::focus(&line),
            None => self.to_article(),
        }
    }
}
