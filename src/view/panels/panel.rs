//! The panel: its tabs, and the list that is open in it. From 1080 px it stands beside the text, where the
//! cards are; below, it is a sheet. The article stays usable behind it.

use std::rc::Rc;

use yew::prelude::*;

use crate::session::render::cards::{Card, CardList};
use crate::session::screen::ListsScreen;
use crate::session::{Action, Editing, OnDemand, Panel, Panels, Screen, Settings};
use crate::view::cards::card::CardView;
use crate::view::parts::button::hinted;
use crate::view::{Act, on_click, wording};

use super::grip::Grip;
use super::people::PeoplePanel;
use super::tabs::tabs;
use super::{annotations, changes, claims, search, source, suggested, todo};

/// Whether a list lies in the place of the cards.
pub fn lists(screen: &Screen) -> bool {
    screen.searches() || screen.panel.is_list()
}

/// The panel of an open article. While it shows the cards, it is only the tabs.
pub fn panel(screen: &Screen, act: &Act) -> Html {
    let lists = lists(screen);
    html! {
        <aside id="panel" class="panel" dir="ltr" aria-label={wording::PANEL} data-lists={lists.then_some("")} data-low={screen.lowered.then_some("")} data-pinned={screen.settings.pinned.then_some("")}>
            { if screen.article_only { Html::default() } else { width(screen, act) } }
            { tabs(screen, act) }
            if let (true, Some(shown), Some(loaded)) = (lists, screen.lists(), screen.on_demand) { { opened(screen, shown, act, loaded) } }
        </aside>
    }
}

#[inline(never)]
fn width(screen: &Screen, act: &Act) -> Html {
    let on_left = screen.article.as_ref().is_some_and(|article| article.right_to_left);
    let annotations = screen.article.as_ref().map_or(0, |article| article.counts.total());
    html! {
        <>
            <button class="button small quiet pin" type="button" aria-pressed={screen.settings.pinned.to_string()} title={wording::PIN_LIST_HINT} onclick={on_click(act, pin(screen))}>{ wording::PIN_LIST }</button>
            <Grip {on_left} settings={screen.settings.clone()} act={act.clone()} />
            if annotations > 0 && !lists(screen) {
                { hinted("button small quiet as-list", wording::AS_LIST_HINT, on_click(act, Action::Panel(Panels::Show(Panel::Rows(0)))), wording::AS_LIST) }
            }
        </>
    }
}

/// Gives the list a column of its own, or takes it back.
fn pin(screen: &Screen) -> Action {
    Action::SetSettings(Settings { pinned: !screen.settings.pinned, ..(*screen.settings).clone() })
}

#[inline(never)]
fn opened(screen: &Screen, shown: &ListsScreen, act: &Act, _: OnDemand) -> Html {
    let editing = screen.editing == Editing::Here;
    let (name, list) = match (&shown.search, &screen.panel) {
        (Some(found), _) => (wording::SEARCH, search::search(found, editing, act)),
        (None, Panel::Annotations) => (wording::ANNOTATIONS, Html::default()),
        (None, Panel::People(open)) => {
            let (everybody, open) = (shown.people.clone(), open.clone());
            (
                wording::PEOPLE,
                html! { <PeoplePanel {everybody} {open} {editing} act={act.clone()} /> },
            )
        }
        (None, Panel::Claims(_)) => (wording::CLAIMS, claims::claims((screen, shown), act)),
        (None, Panel::Rows(_)) => {
            (wording::ANNOTATIONS, annotations::annotations(&shown.rows, editing, act))
        }
        (None, Panel::Suggested(_)) => {
            (wording::SUGGESTED_TAB, suggested::suggested(shown, editing, act))
        }
        (None, Panel::Changes) => (wording::CHANGES, changes::changes(shown, editing, act)),
        (None, Panel::Source) => (wording::SOURCE_TAB, source::source(shown, editing, act)),
        (None, Panel::Todo(only)) => (wording::TODO, todo::todo(screen, *only, act)),
    };
    // The claim desk shows the open claim itself.
    let card = shown.claims.desk.is_none().then(|| open_card(screen, act));
    html! { <><h2 class="hidden">{ name }</h2>{ list }{ card.unwrap_or_default() }</> }
}

/// The open card, below the list that led to it.
fn open_card(screen: &Screen, act: &Act) -> Html {
    let list = screen.article.as_ref().map(|article| &article.cards);
    let open =
        list.and_then(|list| Some((list.cards.iter().find(|card| card.open.is_some())?, list)));
    let editing = screen.editing == Editing::Here;
    let item = |(card, list): (&Rc<Card>, &Rc<CardList>)| {
        html! {
            <ol class="panel-item" tabindex="-1" role="list" key={card.id.to_string()}>
                <CardView card={card.clone()} total={list.total} {editing} act={act.clone()} />
            </ol>
        }
    };
    open.map(item).unwrap_or_default()
}
