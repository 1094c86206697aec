//! Mouse and touch, as actions; the session decides what they mean.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, MouseEvent, Node, PointerEvent};

use crate::browser::{dom, dom_points};
use crate::model::{AnnotationId, BlockIndex, BlockPoint};
use crate::session::{Action, Pointed, Session, Suggest};

use super::keys::key_down;
use super::span_handles::Holding;
use super::{drag_and_drop, links};
use crate::app::address::follow_address;
use crate::app::display::placement::is_readable;
use crate::app::shared::Shared;

/// The page's listeners, and the gesture under way.
pub(in crate::app) struct Gestures {
    state: Rc<GestureState>,
    _listeners: Vec<EventListener>,
}

#[derive(Default)]
pub(in crate::app) struct GestureState {
    dragging: Cell<bool>,
    pub(in crate::app) dropping: Cell<bool>,
    /// Whether the drag started on this page.
    pub(in crate::app) own_drag: Cell<bool>,
    /// Whether Alt was held for the selection.
    pub(super) alt: Cell<bool>,
    /// Whether the last input was a key rather than a pointer.
    pub(super) keyboard: Cell<bool>,
    /// Whether the last pointer was a finger.
    touch: Cell<bool>,
    /// A selection made by touch while a pen is held; a tap elsewhere marks it.
    pending: Cell<Option<Pointed>>,
    /// Whether the selection was taken when the pointer was released; the click that follows means
    /// nothing.
    taken: Cell<bool>,
    holding: Holding,
    /// The place of the word that the second click selected.
    word: Cell<Option<BlockPoint>>,
    /// Where the mouse is in the view while it selects.
    mouse: Cell<Option<(f64, f64)>>,
}

impl Gestures {
    pub(in crate::app) fn new(shared: &Rc<Shared>) -> Self {
        let state = Rc::new(GestureState::default());
        let document: EventTarget = dom::document().into();
        let window: EventTarget = dom::window().into();
        let on = |target: &EventTarget,
                  name: &'static str,
                  act: fn(&Rc<Shared>, &GestureState, &Event)| {
            let (shared, state) = (shared.clone(), state.clone());
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(target, name, options, move |event| {
                act(&shared, &state, event);
            })
        };
        let mut listeners = vec![
            on(&document, "scroll", |shared, _, _| shared.scrolled()),
            on(&window, "resize", |shared, _, _| shared.place()),
            on(&window, "beforeprint", |shared, _, _| {
                shared.act(Action::Window { first: BlockPoint::START, last: BlockPoint::END });
            }),
            on(&window, "afterprint", |shared, _, _| shared.look_anew()),
        ];
        for name in GESTURES {
            listeners.push(on(&document, name, gesture));
        }
        for name in ["pageshow", "hashchange"] {
            listeners.push(on(&window, name, gesture));
        }
        if let Some(view) = dom::window().visual_viewport() {
            listeners.push(on(&view, "resize", |shared, _, _| shared.place()));
        }
        Self { state, _listeners: listeners }
    }

    pub(in crate::app) fn is_dragging(&self) -> bool {
        self.state.dragging.get()
    }

    pub(in crate::app) fn is_touch(&self) -> bool {
        self.state.touch.get()
    }

    pub(in crate::app) fn is_dropping(&self) -> bool {
        self.state.dropping.get()
    }
}

/// The remaining listeners on the document. The meaning of a gesture is decided when it is made, so
/// an action that has to wait carries everything it needs.
const GESTURES: [&str; 20] = [
    "pointerdown",
    "pointerup",
    "pointercancel",
    "mousedown",
    "click",
    "keydown",
    "dragstart",
    "dragend",
    "paste",
    "dragover",
    "dragleave",
    "drop",
    "pointermove",
    "pointerover",
    "selectionchange",
    "focusin",
    "visibilitychange",
    "input",
    "keyup",
    "focusout",
];

fn gesture(shared: &Rc<Shared>, state: &GestureState, event: &Event) {
    match &*event.type_() {
        "pointerdown" => pointer_down(shared, state, event),
        "pointermove" => pointer_move(shared, state, event),
        "pointerup" => pointer_up(shared, state, event),
        "pointercancel" => pointer_cancel(shared, state, event),
        "focusin" => focus_in(shared, state, event),
        "mousedown" => keep_selection(shared, event),
        "pointerover" => pointer_over(shared, state, event),
        "click" => click(shared, state, event),
        "keydown" => key_down(shared, state, event),
        "dragstart" => state.own_drag.set(true),
        "dragend" => state.own_drag.set(false),
        "paste" | "dragover" | "dragleave" | "drop" => drag_and_drop::bring(shared, state, event),
        "visibilitychange" | "pageshow" => shared.awake(),
        "hashchange" => {
            shared.receive_page();
            follow_address(shared);
        }
        "selectionchange" => {
            end_beside(shared, state);
            select(shared, state);
        }
        "input" | "keyup" | "focusout" if shared.is_whole() => shared.watch_typing(),
        _ => {}
    }
}

pub(super) fn target(event: &Event) -> Option<Element> {
    dom::element_of(event.target()?.dyn_ref::<Node>()?)
}

pub(super) fn within(event: &Event, selector: &str) -> Option<Element> {
    target(event)?.closest(selector).ok().flatten()
}

/// Tells the session what is selected, if it changed.
fn select(shared: &Rc<Shared>, state: &GestureState) {
    let pointed = pointed(shared, state.alt.get());
    if shared.read(|session| session.selection().map(|selected| selected.pointed)) != pointed {
        shared.act(Action::Select(pointed));
    }
}

pub(super) fn pointed(shared: &Shared, exact: bool) -> Option<Pointed> {
    let (anchor, focus) = dom_points::selection().filter(|_| unreadable(shared).is_none())?;
    Some(Pointed { anchor, focus, exact })
}

/// The block at an end of the selection whose text something else changed, so that offsets in it
/// mean nothing.
fn unreadable(shared: &Shared) -> Option<BlockIndex> {
    let (anchor, focus) = dom_points::selection()?;
    [anchor.block, focus.block].into_iter().find(|block| !is_readable(shared, *block))
}

/// The same for the block a key would mark in: that of the caret, or of the selection.
pub(super) fn unreadable_to_mark(shared: &Shared) -> Option<BlockIndex> {
    let caret = shared.read(|session| {
        let (range, _) = session.caret()?;
        Some(session.document()?.article().block_at(range.start))
    });
    match caret {
        Some(block) => (!is_readable(shared, block)).then_some(block),
        None => unreadable(shared),
    }
}

fn pointer_down(shared: &Rc<Shared>, state: &GestureState, event: &Event) {
    state.keyboard.set(false);
    let Some(pointer) = event.dyn_ref::<PointerEvent>() else { return };
    state.touch.set(pointer.pointer_type() == "touch");
    if let Some(handle) = within(event, ".handle") {
        return state.holding.take(shared, &handle, pointer);
    }
    let held = state.touch.get() && shared.read(|session| session.pen().is_some());
    state.pending.set(if held { pointed(shared, false) } else { None });
    if within(event, ".toolbar").is_none() {
        state.alt.set(false);
        state.dragging.set(true);
        shared.draw();
    }
}

fn pointer_move(shared: &Rc<Shared>, state: &GestureState, event: &Event) {
    if let (true, Some(pointer)) = (state.holding.is_held(), event.dyn_ref::<PointerEvent>()) {
        state.holding.drag(shared, pointer);
    }
    let selects = state.dragging.get() && !state.touch.get();
    let place =
        event.dyn_ref::<MouseEvent>().map(|it| (it.client_x().into(), it.client_y().into()));
    state.mouse.set(place.filter(|_| selects));
}

fn end_beside(shared: &Shared, state: &GestureState) {
    if let Some((x, y)) = state.mouse.get().filter(|_| shared.is_whole()) {
        dom_points::end_beside(x, y);
    }
}

/// The browser took over the gesture, to scroll or to select.
fn pointer_cancel(shared: &Rc<Shared>, state: &GestureState, event: &Event) {
    state.holding.let_go(shared, false);
    state.pending.set(None);
    pointer_up(shared, state, event);
}

/// Shows the caret when keys bring the focus into the article.
fn focus_in(shared: &Rc<Shared>, state: &GestureState, event: &Event) {
    let Some(element) = target(event) else { return };
    let by_keys = state.keyboard.get() && element.id() == "article";
    shared.focus.came(element);
    if by_keys && shared.focus.met_article() {
        shared.show_caret();
    }
}

/// The selection is finished: the toolbar may appear, or the pen marks it.
fn pointer_up(shared: &Rc<Shared>, state: &GestureState, event: &Event) {
    state.holding.let_go(shared, true);
    state.taken.set(false);
    if !state.dragging.replace(false) {
        return;
    }
    state.alt.set(event.dyn_ref::<PointerEvent>().is_some_and(|event| event.alt_key()));
    end_beside(shared, state);
    state.mouse.set(None);
    if dom_points::selection().is_some() {
        focus_article();
    }
    select(shared, state);
    if let Some(block) = unreadable(shared) {
        shared.act(Action::RefuseBlock(block));
    }
    if let Some(kind) = shared.read(|session| session.marks_at_once(state.touch.get())) {
        state.taken.set(true);
        shared.act(Action::Mark { kind, label: None, pointed: None });
    }
    shared.draw();
}

/// A selection begun outside the article leaves the focus there, where keys do not mark.
fn focus_article() {
    let active = dom::document().active_element();
    if active.is_none_or(|active| active.tag_name() == "BODY")
        && let Some(article) = dom::article()
    {
        dom::focus(&article);
    }
}

/// A press on the toolbar or a handle leaves the selection alone, and so does a third press with a pen: the second
/// marked the word, and the paragraph it would select is not meant.
fn keep_selection(shared: &Shared, event: &Event) {
    let third = event.dyn_ref::<MouseEvent>().is_some_and(|event| event.detail() > 2);
    if within(event, ".toolbar, .handle").is_some()
        || third && shared.read(|session| session.pen().is_some())
    {
        event.prevent_default();
    }
}

fn pointer_over(shared: &Rc<Shared>, state: &GestureState, event: &Event) {
    let mouse =
        event.dyn_ref::<PointerEvent>().is_some_and(|event| event.pointer_type() == "mouse");
    if !mouse || state.dragging.get() {
        return;
    }
    let under = within(event, "mark[data-ids], li.card[data-id]");
    let under = under.and_then(|element| {
        let ids = element.get_attribute("data-ids").or_else(|| element.get_attribute("data-id"))?;
        ids.rsplit(' ').next().map(AnnotationId::from)
    });
    let hovered = shared.read(|session| session.hovered().cloned());
    if under != hovered {
        shared.act(Action::Hover(under));
    }
}

fn click(shared: &Rc<Shared>, state: &GestureState, event: &Event) {
    if links::follows(event) {
        return;
    }
    let pen = shared.read(Session::pen);
    if let (Some(kind), pointed @ Some(_)) = (pen, state.pending.take())
        && within(event, ".toolbar").is_none()
    {
        return shared.act(Action::Mark { kind, label: None, pointed });
    }
    if state.taken.take() || within(event, "article[data-annotator]").is_none() {
        return;
    }
    match event.dyn_ref::<MouseEvent>().map_or(0, |event| event.detail()) {
        2 => state.word.set(dom_points::selection().map(|(anchor, _)| anchor)),
        // With a pen, the word is already marked.
        3 if pen.is_some() => {}
        3 => {
            let word = state.word.take().filter(|word| is_readable(shared, word.block));
            if let Some(word) = word {
                shared.act(Action::SelectSentence(word));
            }
        }
        _ if dom_points::selection().is_some() => {}
        _ => match within(event, "mark[data-ids]").and_then(|mark| dom_points::start_of(&mark)) {
            Some(point) if !is_readable(shared, point.block) => {
                shared.act(Action::RefuseBlock(point.block));
            }
            Some(point) => shared.act(Action::Click(point)),
            // What is suggested is painted over the text, and has no element.
            None => {
                let at = shared.read(Session::is_suggesting).then(dom_points::caret).flatten();
                let asked = at.map(|at| Action::Suggest(Suggest::At(at)));
                shared.act(asked.unwrap_or(Action::CloseCard));
            }
        },
    }
}
