//! The first steps, where the cards will be: shown until something is marked or the reader has had enough. The
//! help has them, too (tests/native/hearing.rs).

use std::rc::Rc;

use yew::prelude::*;

use crate::session::{Action, Settings};
use crate::view::parts::button::button;
use crate::view::wording::help::STEPS;
use crate::view::{Act, wording};

/// Properties of the tour.
#[derive(Properties, PartialEq)]
pub struct TourProps {
    /// The settings, which remember that it is over.
    pub settings: Rc<Settings>,
    /// Receives the actions.
    pub act: Act,
}

/// Shows one step at a time.
pub struct Tour(usize);

/// Its name among dismissed problems, which belong to articles; it belongs to none.
const NAME: &str = "tour";

impl Tour {
    /// Whether the reader dismissed it.
    pub fn is_over(settings: &Settings) -> bool {
        settings.dismissed.iter().any(|(of, key)| of.is_empty() && key == NAME)
    }
}

impl Component for Tour {
    type Message = ();
    type Properties = TourProps;

    fn create(_: &Context<Self>) -> Self {
        Self(0)
    }

    fn update(&mut self, _: &Context<Self>, (): ()) -> bool {
        self.0 = (self.0 + 1) % STEPS.len();
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let TourProps { settings, act } = ctx.props();
        let mut over = (**settings).clone();
        over.dismiss("", NAME.to_owned());
        let (title, text) = STEPS[self.0];
        html! {
            <section class="tour" aria-label={wording::TOUR}>
                <p id="tour-step"><strong>{ format!("{}. {title}. ", self.0 + 1) }</strong>{ text }</p>
                <span class="end">
                    <button class="button small framed" type="button" aria-describedby="tour-step" onclick={ctx.link().callback(|_: MouseEvent| ())}>{ wording::tour_next(self.0 + 1, STEPS.len()) }</button>
                    { button("button small quiet", act, Action::SetSettings(over), wording::TOUR_OVER) }
                </span>
            </section>
        }
    }
}
