//! The list of cards, with counts and filters above and the bar of the sheet. `app` positions the
//! cards through a custom property.

use std::rc::Rc;

use yew::prelude::*;

use crate::model::Kind;
use crate::session::render::cards::{Card, CardList};
use crate::session::transfer::opening::SAMPLE_ID;
use crate::session::{Action, Settings};
use crate::view::parts::icon::{icon, kind_mark};
use crate::view::parts::pens::pens;
use crate::view::{Act, on_click, wording};

use super::card::CardView;
use super::tour::Tour;

/// Properties of the list.
pub struct CardsProps<'a> {
    /// The cards.
    pub list: &'a CardList,
    /// The hidden kinds, by [`Kind::index`].
    pub hidden: [bool; 3],
    /// Whether this tab may change annotations.
    pub editing: bool,
    /// Whether the sheet is expanded, on narrow screens.
    pub up: bool,
    /// Whether a list lies in their place, and shows the open one.
    pub lists: bool,
    /// The pen that is held.
    pub pen: Option<Kind>,
    /// Whether more than the article is shown.
    pub whole: bool,
    /// The id of the article.
    pub article: &'a str,
    /// The settings.
    pub settings: &'a Rc<Settings>,
    /// Whether something is selected, so that the sheet makes room.
    pub selecting: bool,
    /// Expands or collapses the sheet.
    pub sheet: &'a Callback<bool>,
    /// Receives the actions.
    pub act: &'a Act,
}

/// The cards beside the article.
pub fn cards(props: &CardsProps<'_>) -> Html {
    let list = &props.list;
    let open = list.cards.iter().find(|card| card.open.is_some());
    let sheet = if props.up && open.is_some() && !props.selecting { "half" } else { "peek" };
    html! {
        <section id="cards" class="cards" role="region" dir="ltr" aria-label={wording::CARDS} data-sheet={sheet}>
            <div class="cards-head">
                <h2>{ wording::listed(list.total, list.counts.total()) }</h2>
                if list.counts.total() > 0 {
                    <div class="filters" role="group" aria-label={wording::FILTERS}>
                        { for Kind::ALL.into_iter().map(|kind| filter(props, kind)) }
                    </div>
                }
            </div>
            { sheet_bar(props, open) }
            { if list.cards.is_empty() && props.whole { nothing(props) } else { Html::default() } }
            <ol role="list" aria-label={wording::CARDS}>
                if !list.cards.is_empty() { { items(props) } }
            </ol>
        </section>
    }
}

/// What to do first, or which filters hide everything.
#[inline(never)]
fn nothing(props: &CardsProps<'_>) -> Html {
    let CardsProps { list, settings, article, act, .. } = props;
    if list.counts.total() > 0 {
        return match list.total {
            0 => {
                html! { <div class="empty"><h3>{ wording::ALL_HIDDEN }</h3><p>{ wording::ALL_HIDDEN_HINT }</p></div> }
            }
            _ => Html::default(),
        };
    }
    html! {
        <div class="empty">
            <h3 role="heading" aria-level="2">{ wording::NO_ANNOTATIONS }</h3>
            if *article == SAMPLE_ID { <p>{ wording::SAMPLE_OPEN }</p> }
            if Tour::is_over(settings) { <p>{ wording::NO_ANNOTATIONS_HINT }</p> } else { <Tour settings={(*settings).clone()} act={(*act).clone()} /> }
        </div>
    }
}

#[inline(never)]
fn items(props: &CardsProps<'_>) -> Html {
    let CardsProps { list, editing, lists, act, .. } = props;
    let item = |card: &Rc<Card>| {
        // Its fields exist once on the page.
        let card = match card.open.is_some() && *lists {
            true => Rc::new(Card { open: None, ..(**card).clone() }),
            false => card.clone(),
        };
        let key = card.id.to_string();
        html! { <CardView {key} {card} total={list.total} {editing} act={(*act).clone()} /> }
    };
    list.cards.iter().map(item).collect()
}

fn filter(props: &CardsProps<'_>, kind: Kind) -> Html {
    let shown = !props.hidden[kind.index()];
    let count = props.list.counts.of(kind);
    let onclick = on_click(props.act, Action::Filter(kind));
    html! {
        <button
            class="button small"
            type="button"
            aria-pressed={shown.to_string()}
            aria-label={wording::show_kind(kind)}
            title={wording::filter_hint(kind, shown, count)}
            {onclick}
        >{ kind_mark(kind) }<i class="n" data-n={count.to_string()}></i></button>
    }
}

/// Shown only where there is no room at the side: the open annotation, and the way to the next.
fn sheet_bar(props: &CardsProps<'_>, open: Option<&Rc<Card>>) -> Html {
    let step = |forward: bool| on_click(props.act, Action::Step { forward });
    let (draw, up) = (props.sheet.clone(), props.up);
    let onclick = Callback::from(move |_: MouseEvent| draw.emit(!up));
    let idle = props.list.total == 0;
    html! {
        <div class="sheet-bar">
            if let Some(card) = open {
                <button class="sheet-what" type="button" aria-expanded={props.up.to_string()} {onclick}>
                    { kind_mark(card.kind) }
                    <b>{ wording::kind(card.kind) }</b>
                    { " " }
                    <span class="what" dir="auto">{ &card.excerpt }</span>
                </button>
            } else {
                <span class="what">{ wording::annotations(props.list.counts.total()) }</span>
                { pens(props.pen, props.settings.character_keys, props.act) }
            }
            <span class="end">
                <button class="button icon" type="button" aria-label={wording::PREVIOUS} disabled={idle} onclick={step(false)}>{ icon("up") }</button>
                <button class="button icon" type="button" aria-label={wording::NEXT} disabled={idle} onclick={step(true)}>{ icon("down") }</button>
            </span>
        </div>
    }
}
