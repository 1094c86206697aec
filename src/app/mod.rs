//! The app: connects session, view and browser. Carries actions in and effects out.

mod address;
mod api_listeners;
mod before_unload;
mod boot;
mod deferred;
mod display;
mod effects;
mod host;
mod input;
mod opening;
mod panic;
mod peers;
mod shared;
mod storage;
mod toast_timer;
mod words;
mod worker;

use std::rc::Rc;

pub use crate::browser::clock::pause;
pub use api_listeners::Listeners;
pub use boot::run;
use display::minimap::MinimapView;
use display::placement::Placing;
use input::gestures::Gestures;
pub use shared::Shared;
use toast_timer::ToastTimer;
pub use words::reason_in_words;
use yew::prelude::*;

use crate::browser::dialogs::Dialogs;
use crate::browser::{clock, dom, files, layout, transfer};
use crate::session::render::cards::CardList;
use crate::session::{Action, Session};
use crate::view::{Act, Estimate, PageProps, page};

/// The root component. It owns only what belongs to the page: listeners, timers, measurements.
pub struct App {
    shared: Rc<Shared>,
    gestures: Gestures,
    placing: Placing,
    minimap: MinimapView,
    dialogs: Dialogs,
    toast: ToastTimer,
    sheet_up: bool,
    /// Whether something near the view was drawn since the last placing, and the cards at that
    /// time.
    to_place: bool,
    cards: Option<Rc<CardList>>,
    act: Act,
    choose: Callback<Event>,
    sheet: Callback<bool>,
    estimate: Estimate,
}

/// The root component's properties.
#[derive(Properties)]
pub struct AppProps {
    /// What it shares with the API.
    pub shared: Rc<Shared>,
}

impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.shared, &other.shared)
    }
}

/// Messages to the root component.
pub enum Msg {
    /// Something may look different.
    Draw,
    /// Draws more of the article, away from the view.
    DrawOn,
    /// Expands or collapses the sheet of the open card.
    Sheet(bool),
    /// The page was scrolled.
    Scrolled,
    /// Tells the session again what is near the view, after printing or after scrolling very fast.
    Anew,
    /// Something moved: the window, the text, a font.
    Place,
}

impl Component for App {
    type Message = Msg;
    type Properties = AppProps;

    fn create(ctx: &Context<Self>) -> Self {
        let shared = ctx.props().shared.clone();
        shared.connect(ctx.link().clone());
        Self {
            gestures: Gestures::new(&shared),
            placing: Placing::new(ctx.link()),
            minimap: MinimapView::new(),
            dialogs: Dialogs::default(),
            toast: ToastTimer::default(),
            sheet_up: false,
            to_place: true,
            cards: None,
            act: act(&shared),
            choose: choose(&shared),
            sheet: ctx.link().callback(Msg::Sheet),
            estimate: Callback::from(|(element, lines)| layout::estimate(&element, lines)),
            shared,
        }
    }

    fn update(&mut self, _ctx: &Context<Self>, message: Msg) -> bool {
        match message {
            Msg::DrawOn => true,
            Msg::Draw => {
                self.to_place = true;
                self.sheet_up |= self.shared.take_opened();
                true
            }
            Msg::Sheet(up) => {
                self.to_place = true;
                self.sheet_up = up;
                true
            }
            Msg::Scrolled => {
                self.placing.look_around(&self.shared);
                self.minimap.scrolled(&self.shared);
                layout::put_thread();
                false
            }
            Msg::Anew => {
                self.placing.look_anew(&self.shared);
                false
            }
            Msg::Place => {
                self.place();
                false
            }
        }
    }

    fn view(&self, _ctx: &Context<Self>) -> Html {
        page(&PageProps {
            screen: &self.shared.screen(),
            dragging: self.gestures.is_dragging(),
            touch: self.gestures.is_touch(),
            dropping: self.gestures.is_dropping(),
            sheet_up: self.sheet_up,
            act: &self.act,
            choose: &self.choose,
            bookmarklet: transfer::bookmarklet,
            sheet: &self.sheet,
            estimate: &self.estimate,
        })
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        self.shared.focus.moves();
        self.dialogs.sync();
        self.shared.title_the_page();
        self.shared.show_address();
        self.placing.drawn(&self.shared);
        if self.is_to_be_placed() {
            // Drawing, layout and paint of a very long article are three tasks, not one.
            if self.shared.read(Session::is_behind) && !dom::document().hidden() {
                let link = ctx.link().clone();
                clock::next_frame(move || link.send_message(Msg::Place));
            } else {
                self.place();
            }
        }
        self.toast.watch(&self.shared);
        self.shared.after_drawing();
        // After the effects, which may have moved the focus.
        self.shared.focus.give_back();
        // Only then is it known where the focus stays; what is said of the caret would drown the rest.
        if self.shared.focus.rests() {
            self.shared.show_caret();
        }
    }
}

impl App {
    /// Positions everything. Reads all measurements before writing.
    fn place(&mut self) {
        match self.shared.is_whole() {
            true => self.place_everything(),
            // Before that, there is no card, and nothing can be selected.
            false => self.placing.look_around(&self.shared),
        }
    }

    #[inline(never)]
    fn place_everything(&mut self) {
        self.minimap.look(&self.shared);
        self.placing.place(&self.shared);
        self.minimap.show(&self.shared);
    }

    /// Whether something may have moved. Drawing the rest of an article, far from the view, moves
    /// nothing near it, and measuring each time would force a layout each time.
    fn is_to_be_placed(&mut self) -> bool {
        let (behind, cards) = self.shared.read(|session| {
            let cards = session.document().and_then(|document| document.listed().cloned());
            (session.is_behind(), cards)
        });
        let same = match (&self.cards, &cards) {
            (Some(old), Some(new)) => Rc::ptr_eq(old, new),
            (old, new) => old.is_none() && new.is_none(),
        };
        self.cards = cards;
        std::mem::take(&mut self.to_place) || !same || !behind
    }
}

// Made once: a new callback differs from the old one, so every part of the page would be drawn
// again.

fn act(shared: &Rc<Shared>) -> Act {
    let shared = shared.clone();
    Callback::from(move |action: Action| shared.act(action))
}

fn choose(shared: &Rc<Shared>) -> Callback<Event> {
    let shared = shared.clone();
    Callback::from(move |event: Event| take_chosen(&shared, &event))
}

#[inline(never)]
fn take_chosen(shared: &Rc<Shared>, event: &Event) {
    if let Some(field) = event.target_dyn_into::<web_sys::HtmlInputElement>() {
        shared.receive(files::list(field.files()));
        // So that the same file can be chosen again.
        field.set_value("");
    }
}
