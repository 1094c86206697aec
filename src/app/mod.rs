//! The app: puts session, view and browser together. Must never decide what the session can, or
//! draw what the view can: it carries actions in and effects out.

mod address;
mod arriving;
mod boot;
mod connection;
mod effects;
mod focus;
mod gestures;
mod handles;
mod host;
mod links;
mod listeners;
mod overview;
mod panic;
mod place;
mod queue;
mod shared;
mod shelf;
mod tabs;
mod timing;
mod work;

pub use boot::run;
pub use listeners::Listeners;
pub use shared::Shared;
pub use work::serve_the_page;

use std::rc::Rc;

use yew::prelude::*;

use crate::browser::dialogs::Dialogs;
use crate::browser::{files, transfer};
use crate::late::late;
use crate::session::Action;
use crate::view::{Act, PageProps, page};
use gestures::Gestures;
use overview::Strip;
use place::Placing;
use timing::ToastTimer;

/// The root component. It owns nothing but what belongs to the page: listeners, timers, measures.
pub struct App {
    shared: Rc<Shared>,
    gestures: Gestures,
    placing: Placing,
    strip: Strip,
    dialogs: Dialogs,
    toast: ToastTimer,
    sheet_up: bool,
    act: Act,
    choose: Callback<Event>,
    bookmarklet: String,
    sheet: Callback<bool>,
}

/// What the root component is given.
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

/// What the root component is told.
pub enum Msg {
    /// Something may look different now.
    Draw,
    /// The sheet of the open card is to be drawn up or let down.
    Sheet(bool),
    /// The page was scrolled.
    Scrolled,
    /// The page was printed, with all its cards.
    Printed,
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
            strip: Strip::new(),
            dialogs: Dialogs::default(),
            toast: ToastTimer::default(),
            sheet_up: false,
            act: act(&shared),
            choose: choose(&shared),
            bookmarklet: transfer::bookmarklet(),
            sheet: ctx.link().callback(Msg::Sheet),
            shared,
        }
    }

    fn update(&mut self, _ctx: &Context<Self>, message: Msg) -> bool {
        match message {
            Msg::Draw => {
                self.sheet_up |= self.shared.take_opened();
                true
            }
            Msg::Sheet(up) => {
                self.sheet_up = up;
                true
            }
            Msg::Scrolled => {
                self.placing.look_around(&self.shared);
                self.strip.scrolled(&self.shared);
                false
            }
            Msg::Printed => {
                self.placing.look_anew(&self.shared);
                false
            }
            Msg::Place => {
                self.strip.look(&self.shared);
                self.placing.place(&self.shared);
                self.strip.show(&self.shared);
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
            bookmarklet: &self.bookmarklet,
            sheet: &self.sheet,
        })
    }

    fn rendered(&mut self, _ctx: &Context<Self>, _first: bool) {
        self.dialogs.sync();
        self.shared.title_the_page();
        self.shared.show_address();
        // All is read before anything is written.
        self.strip.look(&self.shared);
        self.placing.drawn(&self.shared);
        self.strip.show(&self.shared);
        self.toast.watch(&self.shared);
        self.shared.after_drawing();
        // After the effects: they may have put the focus elsewhere.
        self.shared.focus.give_back();
    }
}

// Made once: a callback made anew is another one, and every part of the page would be drawn again.

fn act(shared: &Rc<Shared>) -> Act {
    let shared = shared.clone();
    Callback::from(move |action: Action| shared.act(action))
}

fn choose(shared: &Rc<Shared>) -> Callback<Event> {
    let shared = shared.clone();
    Callback::from(move |event: Event| {
        late(|| {
            if let Some(field) = event.target_dyn_into::<web_sys::HtmlInputElement>() {
                shared.receive(files::list(field.files()));
                // The same file can be chosen again.
                field.set_value("");
            }
        });
    })
}
