//! The minimap beside the scrollbar: painted after each change, apart from the drawing of the page.
//! Follows the view, and turns presses and keys into scrolling.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, PointerEvent};

use crate::browser::minimap::{self, Extents};
use crate::model::{Kind, TextRange};
use crate::session::Action;
use crate::session::render::minimap::Minimap;
use crate::view::article::minimap::{dots, hits, lane, lane_at};
use crate::view::wording;

use crate::app::shared::Shared;

/// Time the view must rest before its position is announced, in milliseconds.
const RESTS: u32 = 100;

/// Movement from which a press is a drag, in pixels.
const DRAG: f64 = 4.0;

/// The state of the minimap that is on the page now.
pub(in crate::app) struct MinimapView {
    state: Rc<MinimapState>,
    element: Option<Element>,
    /// The painted lanes, and the page's layout at that time.
    paths: [String; 3],
    laid: Option<Extents>,
    dirty: bool,
    /// What was found or suggested, as last drawn.
    hits: Option<Rc<[TextRange]>>,
    listeners: Vec<EventListener>,
    resting: Option<Timeout>,
}

#[derive(Default)]
struct MinimapState {
    minimap: RefCell<Minimap>,
    extents: Cell<Extents>,
    /// Where the press began; `None` once it became a drag.
    pressed: Cell<Option<f64>>,
}

impl MinimapView {
    pub(in crate::app) fn new() -> Self {
        minimap::make_room();
        Self {
            state: Rc::default(),
            element: None,
            paths: Default::default(),
            laid: None,
            dirty: false,
            hits: None,
            listeners: Vec::new(),
            resting: None,
        }
    }

    /// Measures the page and collects the highlights. Called before anything moves.
    pub(in crate::app) fn look(&mut self, shared: &Rc<Shared>) {
        self.follow_element(shared);
        minimap::clear_header();
        let Some(extents) = minimap::extents() else { return };
        self.state.extents.set(extents);
        let mut minimap = self.state.minimap.borrow_mut();
        self.dirty |= shared.read(|s| s.document().is_some_and(|open| minimap.follow(open)));
        let found = shared.read(|session| session.hits().or_else(|| session.suggested_places()));
        self.dirty |= match (&found, &self.hits) {
            (Some(now), Some(before)) => !Rc::ptr_eq(now, before),
            (now, before) => now.is_some() || before.is_some(),
        };
        self.hits = found;
        if !minimap.is_laid() || self.laid.is_none_or(|laid| laid.size() != extents.size()) {
            minimap.lay(&minimap::stops(), extents.height as u32);
            (self.laid, self.dirty) = (Some(extents), true);
        }
    }

    /// Paints the result of `look`.
    pub(in crate::app) fn show(&mut self, shared: &Rc<Shared>) {
        if self.element.is_none() {
            return;
        }
        if std::mem::take(&mut self.dirty) {
            let minimap = self.state.minimap.borrow();
            for kind in Kind::ALL {
                let path = lane(kind, &minimap.stretches(kind));
                if self.paths[kind.index()] != path {
                    minimap::draw(kind.index(), &path);
                    self.paths[kind.index()] = path;
                }
            }
            let over = shared.read(|session| match session.is_searching() {
                true => hits(&minimap.rows_of(self.hits.as_deref().unwrap_or_default())),
                false => {
                    let rows = |kind| minimap.rows_of(session.suggested_places_of(kind));
                    Kind::ALL.map(|kind| dots(kind, &rows(kind))).concat()
                }
            });
            minimap::draw(Kind::ALL.len(), &over);
        }
        self.show_view(shared);
    }

    /// The page was scrolled: moves the view's frame.
    pub(in crate::app) fn scrolled(&mut self, shared: &Rc<Shared>) {
        if let Some(extents) = minimap::extents() {
            self.state.extents.set(extents);
            self.show_view(shared);
        }
    }

    fn show_view(&mut self, shared: &Rc<Shared>) {
        let extents = self.state.extents.get();
        let scale = extents.height / extents.length.max(1.0);
        let row = |y: f64| ((y - extents.article) * scale).min(extents.height).max(0.0);
        let (top, bottom) = (row(extents.top), row(extents.top + extents.height));
        minimap::show_view(top, bottom - top);
        let shared = shared.clone();
        self.resting = Some(Timeout::new(RESTS, move || {
            if shared.is_whole() {
                tell(&shared);
            }
        }));
    }

    /// Listens to a new minimap instead of the old one.
    fn follow_element(&mut self, shared: &Rc<Shared>) {
        let element = minimap::element();
        if element == self.element {
            return;
        }
        self.listeners.clear();
        (self.paths, self.laid, self.resting) = (Default::default(), None, None);
        if let Some(element) = &element {
            let on = |name: &'static str| {
                let (shared, state) = (shared.clone(), self.state.clone());
                let options = EventListenerOptions::enable_prevent_default();
                EventListener::new_with_options(element, name, options, move |event| {
                    if shared.is_whole() {
                        gesture(&shared, &state, event);
                    }
                })
            };
            self.listeners = ["pointerdown", "pointermove", "keydown"].map(on).into();
        }
        self.element = element;
    }
}

#[inline(never)]
fn gesture(shared: &Rc<Shared>, state: &MinimapState, event: &Event) {
    match &*event.type_() {
        "pointerdown" => press(shared, state, event),
        "pointermove" => drag(state, event),
        _ => key_down(shared, event),
    }
}

/// Announces where the view is.
#[inline(never)]
fn tell(shared: &Rc<Shared>) {
    let told = view(shared).and_then(|view| shared.read(|session| session.in_view(view)));
    if let Some(told) = told {
        minimap::say(told.paragraph, &wording::in_view(told));
    }
}

fn view(shared: &Rc<Shared>) -> Option<TextRange> {
    let (from, to) = minimap::in_view()?;
    shared.read(|session| session.stretch(from, to))
}

/// Goes to the pressed highlight, or else to the place.
fn press(shared: &Rc<Shared>, state: &MinimapState, event: &Event) {
    let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
    if event.button() != 0 || !event.is_primary() {
        return;
    }
    let y = f64::from(event.client_y());
    state.pressed.set(Some(y));
    if let Some(minimap) = minimap::element() {
        // Fails only if the pointer is gone already; then there is no drag.
        let _ = minimap.set_pointer_capture(event.pointer_id());
    }
    let row = y - state.extents.get().top;
    let lane = lane_at(minimap::across(event.client_x()));
    let near = state.minimap.borrow().near(row, lane);
    let id = near.and_then(|(kind, at)| shared.read(|session| session.highlight_at(kind, at)));
    match id {
        Some(id) => shared.act(Action::Visit(id)),
        None => go_to(state, y),
    }
}

fn drag(state: &MinimapState, event: &Event) {
    let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
    // A selection may pass over it.
    let is_held = |it: Element| it.has_pointer_capture(event.pointer_id());
    if event.buttons() & 1 == 0 || !minimap::element().is_some_and(is_held) {
        return;
    }
    let y = f64::from(event.client_y());
    if state.pressed.get().is_none_or(|pressed| (y - pressed).abs() >= DRAG) {
        state.pressed.set(None);
        go_to(state, y);
    }
}

/// Scrolls the place of the article that a place on the minimap stands for into the middle of the
/// view.
fn go_to(state: &MinimapState, y: f64) {
    let Some(extents) = minimap::extents() else { return };
    state.extents.set(extents);
    let place = extents.article + (y - extents.top) * extents.length / extents.height.max(1.0);
    minimap::scroll_by(place - extents.top - extents.height / 2.0);
}

fn key_down(shared: &Rc<Shared>, event: &Event) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key() {
        return;
    }
    let asked = view(shared).and_then(|view| shared.read(|s| s.jump(&event.key(), view)));
    // The other keys scroll the page as usual.
    if let Some(action) = asked {
        event.prevent_default();
        shared.act(action);
    }
}
