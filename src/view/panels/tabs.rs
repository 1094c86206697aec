//! The tabs of the panel, each with a count that is not part of its name. Arrow keys go along them.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::model::Kind;
use crate::session::{Action, Panel, Panels, Screen, Search};
use crate::view::parts::icon::icon;
use crate::view::{Act, on_click, wording};

/// Annotations, People, Claims, To do, Suggested and Changes while they are in use, and Search.
pub fn tabs(screen: &Screen, act: &Act) -> Html {
    let article = screen.article.as_ref();
    let counts = article.map(|article| article.counts).unwrap_or_default();
    let all = [
        (wording::ANNOTATIONS, counts.total(), Panel::Annotations),
        (wording::ANNOTATIONS, counts.total(), Panel::Rows(0)),
        (wording::PEOPLE, article.map_or(0, |article| article.people), Panel::People(None)),
        (wording::CLAIMS, counts.of(Kind::Claim), Panel::Claims(0)),
        (wording::TODO, screen.todo.as_ref().map_or(0, |todo| todo.total()), Panel::Todo(None)),
    ];
    let [suggested, changes, sourced] = screen
        .lists()
        .map(|lists| [lists.suggestions, lists.changes, lists.sourced])
        .unwrap_or_default();
    // Undoing an adoption leaves no version, and the list is open still.
    let is_open = screen.versions.is_some() || screen.panel == Panel::Changes;
    let changes = changes.or(is_open.then_some(0));
    let others = [
        suggested.map(|open| (wording::SUGGESTED_TAB, open, Panel::Suggested(0))),
        changes.map(|open| (wording::CHANGES, open, Panel::Changes)),
        sourced.map(|count| (wording::SOURCE_TAB, count, Panel::Source)),
    ];
    let searches = screen.searches();
    let close = on_click(act, Action::Panel(Panels::Close));
    html! {
        <div class="tabs" onpointermove={slide(screen.lowered, act)}>
            <div class="tab-list" role="tablist" aria-label={wording::PANEL} onkeydown={Callback::from(along)}>
                { for all.into_iter().chain(others.into_iter().flatten()).map(|(name, count, panel)| {
                    let here = !searches && (screen.panel.is_same_list(&panel) || panel == Panel::Annotations && matches!(screen.panel, Panel::Rows(_)));
                    // Where there is no room for cards, their tab lists them.
                    let class = match panel { Panel::Annotations => "tab of-cards", Panel::Rows(_) => "tab of-rows", _ => "tab" };
                    let onclick = on_click(act, Action::Panel(Panels::Show(panel)));
                    tab((class, name, None), here, onclick, html! { <>{ name }<i class="n muted" data-n={(count > 0).then(|| count.to_string())}></i></> })
                }) }
                { tab(("tab find", wording::SEARCH, Some(wording::SEARCH_HINT)), searches, on_click(act, Action::Search(Search::Open)), icon("search")) }
            </div>
            <button class="button icon small tabs-close" type="button" aria-label={wording::CLOSE_PANEL} onclick={close}>{ icon("close") }</button>
        </div>
    }
}

/// A finger that leaves the tabs upwards or downwards takes the sheet along.
fn slide(low: bool, act: &Act) -> Callback<PointerEvent> {
    let act = act.clone();
    Callback::from(move |event: PointerEvent| {
        let tab = event.target_dyn_into::<web_sys::Element>();
        let tabs = tab.filter(|_| event.pointer_type() == "touch");
        let Some(tabs) = tabs.and_then(|tab| tab.closest(".tabs").ok()?) else { return };
        let (place, y) = (tabs.get_bounding_client_rect(), f64::from(event.client_y()));
        // The tabs jump away from the finger, which still moves the same way.
        let lower = y > place.bottom() && event.movement_y() > 0;
        let raise = y < place.top() && event.movement_y() < 0;
        if lower && !low || raise && low {
            act.emit(Action::Panel(Panels::Lower(lower)));
        }
    })
}

fn tab(
    (class, name, hint): (&'static str, &'static str, Option<&'static str>),
    here: bool,
    onclick: Callback<MouseEvent>,
    inside: Html,
) -> Html {
    html! {
        <button {class} type="button" role="tab" aria-label={name} title={hint} aria-selected={here.to_string()} tabindex={if here { "0" } else { "-1" }} {onclick}>{ inside }</button>
    }
}

/// Moves the focus to the tab beside the one that has it; Enter opens it.
fn along(event: KeyboardEvent) {
    let tab = event.target().and_then(|tab| tab.dyn_into::<web_sys::Element>().ok());
    let beside = |tab: &web_sys::Element| match event.key().as_str() {
        "ArrowRight" => tab.next_element_sibling(),
        "ArrowLeft" => tab.previous_element_sibling(),
        _ => None,
    };
    // One of the two that say “Annotations” is hidden.
    let is_hidden = |tab: &web_sys::Element| tab.get_client_rects().length() == 0;
    let next = tab.as_ref().and_then(beside);
    let beside = next.and_then(|tab| if is_hidden(&tab) { beside(&tab) } else { Some(tab) });
    if let Some(beside) = beside.and_then(|tab| tab.dyn_into::<web_sys::HtmlElement>().ok()) {
        event.prevent_default();
        // A tab can always take the focus.
        let _ = beside.focus();
    }
}
