//! All annotations as rows: filters, order, and a checkbox for each.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::model::AnnotationId;
use crate::session::render::annotation_rows::AnnotationRows;
use crate::session::render::cards::Card;
use crate::session::{Action, Many, Panel, Panels};
use crate::view::parts::button::button;
use crate::view::parts::filters::{chips, more};
use crate::view::parts::icon::kind_mark;
use crate::view::parts::pages::pages;
use crate::view::parts::sort::sort;
use crate::view::{Act, wording};

use super::many::many;
use crate::view::parts::selecting::{ask, chosen, held};

/// The list, and what can be done with what is selected in it.
pub fn annotations(list: &AnnotationRows, editing: bool, act: &Act) -> Html {
    html! {
        <>
            <section class="panel-list" key={wording::ANNOTATIONS} aria-label={wording::ANNOTATIONS}>
                { bar(list, act) }
                if list.all == 0 {
                    <div class="empty"><h3>{ wording::NO_ANNOTATIONS }</h3><p>{ wording::NO_ANNOTATIONS_HINT }</p></div>
                } else if list.listed == 0 {
                    <div class="empty"><h3>{ wording::NOTHING_LISTED }</h3><p>{ wording::NOTHING_LISTED_HINT }</p></div>
                }
                { rows(list, act) }
                if list.listed > Panel::PAGE { { pages(list.page, list.listed.div_ceil(Panel::PAGE), |page| Action::Panel(Panels::Show(Panel::Rows(page))), act) } }
            </section>
            { list.selected.as_ref().map(|selected| many(selected, list.list.form, editing, act)).unwrap_or_default() }
        </>
    }
}

/// How many are listed, by which filters, and in which order.
fn bar(list: &AnnotationRows, act: &Act) -> Html {
    let all = list
        .selected
        .as_ref()
        .is_some_and(|selected| selected.unlisted == 0 && selected.count == list.listed);
    let every = ask(if all { Many::Clear } else { Many::All });
    html! {
        <div class="panel-bar">
            if list.listed > 0 { <input type="checkbox" checked={all} aria-label={wording::SELECT_LISTED} title={wording::SELECT_LISTED} onchange={crate::view::on_change(act, every)} /> }
            <h2>{ wording::listed(list.listed, list.all) }</h2>
            <span class="end">
                { sort(list.list.order, wording::SORT_ANNOTATIONS, wording::annotation_order, |order| ask(Many::Sort(order)), act) }
                { button("button small quiet of-cards", act, Action::Panel(Panels::Show(Panel::Annotations)), wording::AS_CARDS) }
            </span>
            <div class="chips">
                { chips(&list.terms, act, |term| ask(Many::Unfilter(term))) }
                { more("filter-rows", &list.values, act, |value| ask(Many::Filter(value))) }
            </div>
        </div>
    }
}

fn rows(list: &AnnotationRows, act: &Act) -> Html {
    html! {
        <ol class="claims many-rows" role="list" aria-label={wording::ANNOTATIONS} onclick={pressed(act)} oncontextmenu={held(act, |event| row_of(event).map(|(_, id, _)| id))} onkeydown={along(act)}>
            { for list.rows.iter().map(|(card, selected)| row(card, *selected)) }
        </ol>
    }
}

fn row(card: &Card, selected: bool) -> Html {
    let words = wording::select_row(card.kind, card.paragraph, &card.excerpt);
    let (state, lacks) = wording::row_state(card);
    html! {
        <li key={card.id.to_string()} data-row={card.id.to_string()} data-selected={selected.then_some("")}>
            <input type="checkbox" checked={selected} aria-label={words} />
            <button class="panel-row" type="button" title={wording::SHOW_IN_TEXT}>
                { kind_mark(card.kind) }<span class="hidden">{ wording::kind(card.kind) }{ " " }</span>
                <span class="where"><span aria-hidden="true">{ "¶ " }</span><span class="hidden">{ wording::PARAGRAPH }{ " " }</span>{ card.paragraph }</span>
                <span class="words" dir="auto">{ &card.excerpt }</span>
                <span class={if lacks { "state lacks" } else { "state" }} dir="auto">{ state }</span>
            </button>
        </li>
    }
}

/// The row an event happened on, and whether on its checkbox.
fn row_of(event: &Event) -> Option<(web_sys::Element, AnnotationId, bool)> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    let row = target.closest("[data-row]").ok().flatten()?;
    let id = row.get_attribute("data-row")?;
    Some((row, id.as_str().into(), target.tag_name() == "INPUT"))
}

/// A press on a checkbox, or with Control, selects; with Shift it selects up to there; else it opens.
fn pressed(act: &Act) -> Callback<MouseEvent> {
    let act = act.clone();
    Callback::from(move |event: MouseEvent| {
        if let Some((_, id, on_box)) = row_of(&event) {
            act.emit(if on_box && !event.shift_key() {
                ask(Many::Toggle(id))
            } else {
                chosen(&event, id)
            });
        }
    })
}

/// Arrow keys go from row to row; with Shift they select.
fn along(act: &Act) -> Callback<KeyboardEvent> {
    let act = act.clone();
    Callback::from(move |event: KeyboardEvent| {
        let Some((row, id, on_box)) = row_of(&event) else { return };
        let beside = match event.key().as_str() {
            "ArrowDown" => row.next_element_sibling(),
            "ArrowUp" => row.previous_element_sibling(),
            _ => return,
        };
        event.prevent_default();
        let part = if on_box { "input" } else { "button" };
        let next = beside.as_ref().and_then(|row| row.query_selector(part).ok().flatten());
        let Some(next) = next.and_then(|one| one.dyn_into::<web_sys::HtmlElement>().ok()) else {
            return;
        };
        // It can always take the focus.
        let _ = next.focus();
        let to = beside.and_then(|row| row.get_attribute("data-row"));
        if let (true, Some(to)) = (event.shift_key(), to) {
            // A range starts here, not at a row somewhere above.
            if row.get_attribute("data-selected").is_none() {
                act.emit(ask(Many::Toggle(id)));
            }
            act.emit(ask(Many::Reach(to.as_str().into())));
        }
    })
}
