//! Keeps the focus from being lost: when the focused element goes, the one in its place gets the
//! focus: tests/e2e/tests/journeys/deciding.rs.

use std::cell::{Cell, RefCell};

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use crate::browser::{dom, layout};

/// The last focused element.
#[derive(Default)]
pub(in crate::app) struct Focus {
    last: RefCell<Option<Element>>,
    /// Its place in the open dialog or card.
    place: RefCell<FocusPlace>,
    /// The card it was in.
    card: RefCell<Option<String>>,
    /// What had the focus before it came into the open card or claim, and its place.
    before: RefCell<Option<Element>>,
    before_place: RefCell<FocusPlace>,
    /// Whether the page is being drawn, and the article got the focus meanwhile.
    passing: Cell<FocusMove>,
    /// Whether the last focused element had the focus when the drawing began.
    held: Cell<bool>,
}

/// What the focus does while the page is drawn: it may pass the article on its way elsewhere.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum FocusMove {
    #[default]
    Rests,
    Moves,
    MetArticle,
}

/// A place in a dialog or a card, to find again when its element is gone.
#[derive(Default)]
struct FocusPlace {
    /// The id of the element that gets the focus afterwards.
    then: Option<String>,
    /// The element's own id: a new element may have the same one.
    id: Option<String>,
    /// Whether it is in the panel, and in what a list there opened.
    in_panel: bool,
    in_item: bool,
    /// Its ancestors from the inside out, each with the element's number among the focusable ones
    /// there.
    within: Vec<(Element, u32)>,
}

/// A selector of focusable elements.
const FOCUSABLE: &str = "button:enabled, input:enabled, select:enabled, textarea:enabled, summary, \
     a[href], [tabindex='0']";

impl FocusPlace {
    fn of(element: &Element) -> Self {
        let then = element.closest("[data-then]").ok().flatten();
        let then = then.and_then(|one| one.get_attribute("data-then"));
        let outer = element.closest("dialog, li.card.is-open, #panel").ok().flatten();
        let Some(outer) = outer else { return Self { then, ..Self::default() } };
        let mut within = Vec::new();
        let mut around = element.parent_element();
        while let Some(one) = around {
            within.push((one.clone(), number_in(&one, element)));
            around = one.parent_element().filter(|_| one != outer);
        }
        Self {
            then,
            id: Some(element.id()).filter(|id| !id.is_empty()),
            in_panel: is_in_panel(element),
            in_item: element.closest("#panel > .panel-item").ok().flatten().is_some(),
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
                if one.id() == "panel" && item().is_none() {
                    return open_tab();
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
    /// Called before each drawing: from here to [`Self::rests`], what gets the focus may pass it on.
    pub(in crate::app) fn moves(&self) {
        self.passing.set(FocusMove::Moves);
        self.held.set(dom::document().active_element() == *self.last.borrow());
    }

    /// Called after each drawing; whether the article got the focus meanwhile and still has it.
    pub(in crate::app) fn rests(&self) -> bool {
        let met = self.passing.take() == FocusMove::MetArticle;
        met && dom::document().active_element() == dom::article()
    }

    /// Called when the article gets the focus; whether it stays there, as far as is known.
    pub(in crate::app) fn met_article(&self) -> bool {
        let rests = self.passing.get() == FocusMove::Rests;
        if !rests {
            self.passing.set(FocusMove::MetArticle);
        }
        rests
    }

    /// Called when something gets the focus.
    pub(in crate::app) fn came(&self, element: Element) {
        let card = element.closest("li.card[data-id]").ok().flatten();
        *self.card.borrow_mut() = card.and_then(|card| card.get_attribute("data-id"));
        let last = self.last.replace(Some(element.clone()));
        let place = FocusPlace::of(&element);
        let enters = place.in_item;
        let was = self.place.replace(place);
        // From one thing in the item to the next, the row stays.
        if let Some(row) = last.filter(|_| enters && was.in_panel && !was.in_item) {
            *self.before.borrow_mut() = Some(row);
            *self.before_place.borrow_mut() = was;
        }
    }

    /// Focuses the open card.
    pub(in crate::app) fn to_card(&self) {
        *self.before.borrow_mut() = dom::document().active_element();
        // The claim desk shows an open claim without a card.
        if let Some(shown) = dom::by_id("open-card").or_else(item) {
            dom::focus(&shown);
        }
    }

    /// Focuses the field of the search, in the library if it is open, with its words selected.
    pub(in crate::app) fn to_search(&self) {
        let field = dom::by_id("stored-words").or_else(|| dom::by_id("search-words"));
        let field = field.and_then(|one| one.dyn_into().ok());
        if let Some(field) = field {
            let field: HtmlInputElement = field;
            dom::focus(&field);
            field.select();
        }
    }

    /// Focuses the tab of the open panel.
    pub(in crate::app) fn to_panel(&self) {
        if let Some(tab) = open_tab() {
            dom::focus(&tab);
            // On a phone there is no room for all tabs.
            layout::into_view(&tab);
        }
    }

    /// Moves the focus from one row of the list to the open one, so that Enter means that.
    pub(in crate::app) fn to_open_row(&self) {
        let page = dom::document();
        let row = page.query_selector("#panel:has(.panel-row:focus) [aria-current] > .panel-row");
        if let Ok(Some(row)) = row {
            dom::focus(&row);
        }
    }

    /// Focuses a field, if it is there, and shows it; of a row under review all of it, so that nobody decides about
    /// what lies under the edge.
    pub(in crate::app) fn to_field(&self, id: &str) {
        if let Some(field) = dom::by_id(id) {
            if let Ok(Some(folded)) = field.closest("details:not([open])") {
                // Nothing that is folded takes the focus; setting an attribute of this name fails in no element.
                let _ = folded.set_attribute("open", "");
            }
            dom::focus(&field);
            if let Ok(Some(row)) = field.closest("#panel [data-on]") {
                layout::into_view(&row);
            }
            layout::into_view(&field);
        }
    }

    /// Focuses the article.
    pub(in crate::app) fn to_article(&self) {
        if let Some(article) = dom::article() {
            dom::focus(&article);
        }
    }

    /// Called after each drawing: the focused element may be gone, or hidden by what it opened.
    pub(in crate::app) fn give_back(&self) {
        let active = dom::document().active_element();
        let lost = active.as_ref().is_none_or(|active| {
            // Some browsers focus the dialog itself when the focused element in it goes.
            active.tag_name() == "BODY" || active.tag_name() == "DIALOG"
        });
        let Some(last) = self.last.borrow().clone() else { return };
        if last.is_connected() {
            // A button of a list that has nothing more to do keeps no focus.
            if is_in_panel(&last) && last.closest(":disabled").is_ok_and(|one| one.is_some()) {
                self.replace();
            } else if lost && self.held.get() && is_shown(&last) {
                // The drawing moved it, and the browser takes the focus from what moves.
                dom::focus(&last);
            } else if lost || active.as_ref() == Some(&last) {
                self.leave_hidden(last);
            }
        } else if lost {
            self.replace();
        }
    }

    /// On narrow screens a list gives way to what is opened from it, and the panel to the article.
    fn leave_hidden(&self, last: Element) {
        if !is_in_panel(&last) || is_shown(&last) {
            return;
        }
        match item() {
            Some(item) => {
                *self.before.borrow_mut() = Some(last);
                dom::focus(&item);
            }
            None => self.to_article(),
        }
    }

    /// Focuses what takes the place of the element that is gone.
    fn replace(&self) {
        self.last.take();
        let (card, place) = (self.card.take(), self.place.take());
        let before = self.before.borrow().clone().filter(|one| one.is_connected());
        let in_list = before.clone().filter(|one| is_in_panel(one) && is_shown(one));
        // The row may be gone, because it was done: the next one has its place.
        let is_left = place.in_item && in_list.is_none() && item().is_none();
        let place = if is_left { self.before_place.take() } else { place };
        let still_open = is_left
            || match &card {
                Some(id) => dom::card(id).is_some_and(|card| card.class_list().contains("is-open")),
                None => !place.in_item || in_list.is_none() || item().is_some(),
            };
        if still_open && place.next().is_some_and(|next| dom::focus(&next)) {
            return;
        }
        self.before.take();
        // While a list is open, the column of the cards is hidden.
        let lists = dom::shows("#panel[data-lists]");
        let card = card.filter(|_| !lists && (before.is_none() || before != dom::article()));
        let line = card.and_then(|id| dom::card(&id)?.query_selector(".card-line").ok()?);
        match in_list.or(line) {
            Some(line) if dom::focus(&line) => {}
            _ if lists => self.to_panel(),
            _ => self.to_article(),
        }
    }
}

/// The tab of the open list. One of cards and one of rows say “Annotations”, and one of them is shown.
fn open_tab() -> Option<Element> {
    let all = dom::document().query_selector_all(".tab[aria-selected=true]").ok()?;
    let tabs = (0..all.length()).filter_map(|at| all.item(at)?.dyn_into::<Element>().ok());
    tabs.into_iter().find(is_shown)
}

/// What a list of the panel opened.
fn item() -> Option<Element> {
    dom::document().query_selector("#panel > .panel-item").ok().flatten()
}

fn is_in_panel(element: &Element) -> bool {
    element.closest("#panel").ok().flatten().is_some()
}

fn is_shown(element: &Element) -> bool {
    element.get_client_rects().length() > 0
}
