//! Positions cards, toolbar and paint after each drawing. `session/render/card_layout.rs` computes
//! positions; `browser` measures.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, ResizeObserver};
use yew::html::Scope;

use crate::browser::layout::{self, Measured};
use crate::browser::mutations::{self, Watch};
use crate::browser::selection_preview::{self, Paint};
use crate::browser::{clock, dom, dom_points, overlay};
use crate::model::{BlockIndex, BlockPoint, TextRange, Timestamp};
use crate::session::render::card_layout::{Wish, lift, place};
use crate::session::{Action, ProgramPart, Session};

use crate::app::display::suggestions;
use crate::app::input::span_handles;
use crate::app::shared::Shared;
use crate::app::{App, Msg};

/// Room above the first card for the head of the list.
const HEAD: f64 = 52.0;
const GAP: f64 = 2.0;

/// Half of a card's first line plus the padding above it.
const HALF_LINE: f64 = 14.0;
const HALF_LINE_OPEN: f64 = 22.0;

/// The state of the article element that is on the page now.
pub(in crate::app) struct Placing {
    resized: Option<ResizeObserver>,
    _callback: Closure<dyn FnMut()>,
    article: Option<Element>,
    watch: Option<Watch>,
    near: Option<(BlockPoint, BlockPoint)>,
    /// When the view last jumped to a new place, and the timer that waits for it to stay.
    jumped: Timestamp,
    resting: Option<Timeout>,
    /// The open card, its height, and how far it moved up to fit the view.
    lifted: Option<(Element, f64, f64)>,
}

/// Time the view must stay in a place before cards are made for it, while it scrolls very fast, in
/// milliseconds.
const RESTS: u32 = 80;

/// Height above and below the view that counts as near it, in CSS pixels.
const NEAR: f64 = 800.0;

impl Placing {
    pub(in crate::app) fn new(link: &Scope<App>) -> Self {
        let link = link.clone();
        // In the next frame: placing may draw more of the article, whose size would then change
        // while the observer reports it, and the browser calls that an error.
        let callback = Closure::<dyn FnMut()>::new(move || {
            let link = link.clone();
            clock::next_frame(move || link.send_message(Msg::Place));
        });
        let resized = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok();
        Self {
            resized,
            _callback: callback,
            article: None,
            watch: None,
            near: None,
            jumped: Timestamp::default(),
            resting: None,
            lifted: None,
        }
    }

    /// Called after each drawing: changes to the page up to now were our own.
    pub(in crate::app) fn drawn(&mut self, shared: &Rc<Shared>) {
        self.follow_article(shared);
        if let Some(watch) = &self.watch {
            watch.forgive();
        }
    }

    /// Positions everything.
    pub(in crate::app) fn place(&mut self, shared: &Rc<Shared>) {
        self.look_around(shared);
        // Measured before anything is written; afterwards the browser would lay out the page twice.
        let covered = layout::covered();
        if layout::is_wide() {
            self.place_cards();
        }
        put_over(shared, covered);
    }

    /// Watches a new article element instead of the old one.
    fn follow_article(&mut self, shared: &Rc<Shared>) {
        let article = dom::article();
        if article == self.article {
            return;
        }
        self.near = None;
        self.watch = article.as_ref().and_then(|_| watch(shared));
        if let Some(resized) = &self.resized {
            resized.disconnect();
            if let Some(article) = &article {
                resized.observe(article);
            }
        }
        self.article = article;
    }

    /// Reports again what is near the view, because the session was told something else meanwhile.
    pub(in crate::app) fn look_anew(&mut self, shared: &Rc<Shared>) {
        self.near = None;
        self.look_around(shared);
    }

    /// Tells the session what is near the view, if it changed.
    pub(in crate::app) fn look_around(&mut self, shared: &Rc<Shared>) {
        let Some((first, last)) = layout::near_view(200.0) else { return };
        let known = self.near.is_some_and(|near| near.0 <= first && last <= near.1);
        if !known && let Some(near) = layout::near_view(NEAR) {
            if self.flies_over(shared, near) {
                let shared = shared.clone();
                self.resting = Some(Timeout::new(RESTS, move || shared.look_anew()));
                return;
            }
            self.near = Some(near);
            shared.act(Action::Window { first: near.0, last: near.1 });
        }
    }
}

impl Placing {
    fn place_cards(&mut self) {
        let cards = layout::cards();
        let lift = self.lift(&cards);
        let mut least = HEAD;
        let wishes: Vec<Wish> = cards
            .iter()
            .map(|card| {
                // A card whose highlight is not drawn stands beside the one before it.
                least = level(card, least);
                let up = if card.open { lift } else { 0.0 };
                Wish { top: least - up, height: card.height, fixed: card.open }
            })
            .collect();
        let tops = place(&wishes, GAP, HEAD);
        layout::slide(cards.len());
        let mut bottom = 0.0_f64;
        for (card, top) in cards.iter().zip(tops) {
            // As far as there is room below the head of the list.
            layout::put(card, top, level(card, top) - top);
            bottom = bottom.max(top + card.height);
        }
        layout::stretch(bottom);
    }

    /// How far the open card stands above its level. Found when it opens and when it grows: a card does not move
    /// because the reader scrolls and then types in it.
    fn lift(&mut self, cards: &[Measured]) -> f64 {
        let open = cards.iter().find(|card| card.open);
        let Some((card, line)) = open.and_then(|card| Some((card, card.line?))) else {
            self.lifted = None;
            return 0.0;
        };
        let known = self.lifted.take().filter(|(element, ..)| *element == card.card);
        let up = match known {
            Some((_, height, up)) if card.height <= height => up,
            known => {
                let up = lift(line - HALF_LINE_OPEN, card.height, layout::view_of_cards());
                known.map_or(up, |(_, _, before)| up.max(before))
            }
        };
        self.lifted = Some((card.card.clone(), card.height, up));
        up
    }

    /// Whether the view jumps from place to place in a fully drawn article: then cards are made
    /// only where it stops.
    fn flies_over(&mut self, shared: &Shared, near: (BlockPoint, BlockPoint)) -> bool {
        let jumps = self.near.is_some_and(|old| near.1 < old.0 || old.1 < near.0);
        let before = std::mem::replace(&mut self.jumped, clock::now());
        let soon = self.jumped.0 - before.0 < i64::from(RESTS);
        jumps && soon && !shared.read(Session::is_behind)
    }
}

/// Paint, caret, handles and toolbar for what is selected, open or adjusted.
fn put_over(shared: &Shared, covered: f64) {
    let range = shared.read(painted).and_then(|range| range_of(shared, range));
    selection_preview::paint(Paint::Marking, range.as_slice());
    paint_hits(shared);
    suggestions::put(shared, NEAR);
    if let Some(edge) = moving_edge(shared) {
        overlay::put_caret(edge);
    }
    span_handles::put(shared);
    layout::dock(covered);
    layout::put_thread();
    if let Some(range) = range {
        layout::put_toolbar(&range);
    }
}

/// Paints what was found near the view.
fn paint_hits(shared: &Shared) {
    let near = shared.read(Session::is_searching).then(|| layout::near_view(NEAR)).flatten();
    let boxes = near.map(|(first, last)| shared.read(|session| session.hit_boxes(first, last)));
    let (current, others): (Vec<_>, Vec<_>) =
        boxes.unwrap_or_default().into_iter().partition(|hit| hit.current);
    for (paint, hits) in [(Paint::Hits, others), (Paint::Hit, current)] {
        let ranges = hits.iter().filter(|hit| is_readable(shared, hit.from.block));
        let ranges: Vec<_> = ranges.filter_map(|hit| dom_points::range(hit.from, hit.to)).collect();
        selection_preview::paint(paint, &ranges);
    }
}

/// The top of a card that is level with its highlight; `above` for one whose highlight is not drawn.
fn level(card: &Measured, above: f64) -> f64 {
    let half = if card.open { HALF_LINE_OPEN } else { HALF_LINE };
    card.line.map_or(above, |line| line - half)
}

/// The range that would be marked, or the new range of a highlight.
fn painted(session: &Session) -> Option<TextRange> {
    let adjusting = session.adjusting().map(|now| now.range);
    adjusting.or_else(|| session.selection().map(|selected| selected.range))
}

/// The moving end of the caret.
fn moving_edge(shared: &Shared) -> Option<overlay::Edge> {
    let (range, backward) = shared.read(Session::caret)?;
    span_handles::edge_of(shared, range, backward)
}

/// Keeps the caret, or the adjusted end, in view.
pub(in crate::app) fn follow(shared: &Shared) {
    let adjusting = shared.read(|session| session.adjusting().map(|now| now.range));
    let edge = match adjusting {
        Some(range) => span_handles::edge_of(shared, range, false),
        None => moving_edge(shared),
    };
    if let Some(edge) = edge {
        overlay::follow(edge);
    }
}

/// Scrolls to a part of the text: to its end, but never beyond its start.
pub(in crate::app) fn show(shared: &Shared, range: TextRange) {
    for start in [false, true] {
        if let Some(edge) = span_handles::edge_of(shared, range, start) {
            overlay::follow(edge);
        }
    }
    layout::show_row();
}

/// Whether offsets in a block are reliable: not where something else replaced the article's words.
pub(in crate::app) fn is_readable(shared: &Shared, block: BlockIndex) -> bool {
    shared.read(|session| {
        session.left_block(block).is_none_or(|words| mutations::has_words(block, words))
    })
}

/// A range of the text as a DOM range.
pub(in crate::app) fn range_of(shared: &Shared, range: TextRange) -> Option<web_sys::Range> {
    let (from, to) = shared.read(|session| {
        let article = session.document()?.article();
        Some((article.point_of(range.start), article.point_of(range.end)))
    })?;
    dom_points::range(from, to)
}

fn is_whole(shared: &Shared, place: mutations::NodePlace) -> bool {
    shared.read(|session| {
        session.pieces(place.block, place.stretch, |pieces| mutations::is_whole(place, pieces))
    })
}

/// Watches for blocks that something else changes.
fn watch(shared: &Rc<Shared>) -> Option<Watch> {
    let shared = Rc::downgrade(shared);
    let watch = Watch::new(move |records| {
        if let Some(shared) = shared.upgrade() {
            shared.when(ProgramPart::Deferred, |shared| heal(shared, records));
        }
    });
    match watch {
        Ok(watch) => Some(watch),
        Err(error) => {
            web_sys::console::warn_1(&error);
            None
        }
    }
}

/// Redraws blocks that something else changed.
#[inline(never)]
fn heal(shared: &Rc<Shared>, records: Array) {
    let shared = Rc::downgrade(shared);
    mutations::look(records, move |place| {
        let Some(shared) = shared.upgrade() else { return false };
        let left = shared.read(|session| session.left_block(place.block).is_some());
        let heals = !left && !is_whole(&shared, place);
        if heals {
            shared.act(Action::Heal(place.block));
        }
        heals
    });
}
