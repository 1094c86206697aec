//! The suggestions: in groups, one of them under review with its reason, to accept, change or reject.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::session::screen::ListsScreen;
use crate::session::suggest::rows::{GroupRows, Reviewed, SuggestionRow, SuggestionRows};
use crate::session::{Action, Panel, Panels, Suggest, SuggestionGroup, SuggestionOrder};
use crate::view::parts::button::{button, icon_button};
use crate::view::parts::icon::suggested_mark;
use crate::view::parts::pages::pages;
use crate::view::{Act, on_click, on_single_click, wording};

/// The id of the row under review, which gets the focus: `commands/suggest_review.rs`.
const UNDER_REVIEW: &str = "under-review";

/// The panel.
pub fn suggested(lists: &ListsScreen, editing: bool, act: &Act) -> Html {
    let Some(rows) = lists.suggested.as_ref().map(|rows| rows.value()) else {
        return Html::default();
    };
    let to_page = |page| Action::Panel(Panels::Show(Panel::Suggested(page)));
    html! {
        <section class="panel-list suggestions" aria-label={wording::SUGGESTED_TAB} onkeydown={Callback::from(entered)}>
            { bar(rows, act) }
            <div class="claims">
                { state(rows, act) }
                { for rows.groups.iter().map(|group| listed(group, rows, editing, act)) }
            </div>
            <div class="suggest-foot">
                if rows.listed > Panel::PAGE { { pages(rows.page, rows.listed.div_ceil(Panel::PAGE), to_page, act) } }
                { foot(rows, act) }
            </div>
        </section>
    }
}

fn ask(asked: Suggest) -> Action {
    Action::Suggest(asked)
}

/// How many there are, and in which order.
fn bar(rows: &SuggestionRows, act: &Act) -> Html {
    let order = |order: SuggestionOrder| {
        let (name, short) = wording::suggestion_order(order);
        html! { <button type="button" class={(order == rows.order).then_some("is-on")} aria-label={name} aria-pressed={(order == rows.order).to_string()} onclick={on_click(act, ask(Suggest::By(order)))}>{ short }</button> }
    };
    let step = |name: &'static str, hint: &'static str, icon_name: &'static str, forward| {
        icon_button(name, hint, icon_name, on_click(act, ask(Suggest::Step { forward })))
    };
    html! {
        <div class="panel-bar">
            if !rows.looking && rows.failed.is_none() {
                <h2>{ wording::suggestions_listed(rows) }</h2>
                <span class="end">
                    { step(wording::PREVIOUS_SUGGESTION, wording::PREVIOUS_SUGGESTION_HINT, "up", false) }
                    { step(wording::NEXT_SUGGESTION, wording::NEXT_SUGGESTION_HINT, "down", true) }
                    <span class="segments" role="group" aria-label={wording::ORDER_SUGGESTIONS}>{ for SuggestionOrder::ALL.into_iter().map(order) }</span>
                </span>
            }
        </div>
    }
}

/// What there is to say while nothing is listed.
fn state(rows: &SuggestionRows, act: &Act) -> Html {
    if rows.looking {
        return html! {
            <div class="empty">
                <p>{ wording::LOOKING }</p><progress aria-label={wording::LOOKING}></progress>
                { button("button small framed", act, ask(Suggest::Stop), wording::STOP_LOOKING) }
            </div>
        };
    }
    if let Some(problem) = &rows.failed {
        return html! {
            <div class="empty">
                <h3>{ wording::NOT_SUGGESTED }</h3><p>{ wording::problem(problem) }</p>
                { button("button small framed", act, ask(Suggest::Again), wording::TRY_AGAIN) }
            </div>
        };
    }
    let (nothing, hint) = match (rows.lists_rejected, rows.rejected + rows.accepted > 0) {
        (true, _) => (wording::NOTHING_REJECTED, ""),
        (false, true) => (wording::NOTHING_SUGGESTED, wording::NOTHING_SUGGESTED_HINT),
        (false, false) => (wording::NOTHING_SUGGESTED, wording::NOTHING_FOUND_HINT),
    };
    html! {
        <>
            if !rows.english { <p class="help">{ wording::QUOTES_ONLY }</p> }
            if rows.listed == 0 { <div class="empty"><h3>{ nothing }</h3><p>{ hint }</p></div> }
        </>
    }
}

fn listed(group: &GroupRows, rows: &SuggestionRows, editing: bool, act: &Act) -> Html {
    let (name, count) = wording::suggestion_group(&group.group, group.count);
    let all = wording::accept_all(group.together, group.count);
    let accept = ask(Suggest::AcceptAll(group.group.clone()));
    html! {
        <div class="suggest-group" key={key(&group.group)}>
            <div class="band"><h3>{ &name }</h3><span class="muted">{ count }</span>
                if editing && !rows.lists_rejected {
                    <button class="button small framed" type="button" aria-label={wording::for_item(&all, &name)} onclick={on_single_click(act, accept)}>{ &all }</button>
                }
            </div>
            <ol role="list" aria-label={name.clone()}>{ for group.rows.iter().map(|one| row(one, rows, editing, act)) }</ol>
        </div>
    }
}

fn key(group: &SuggestionGroup) -> String {
    let (name, _) = wording::suggestion_group(group, 0);
    format!("{} {name}", matches!(group, SuggestionGroup::Person(_)))
}

fn row(one: &SuggestionRow, rows: &SuggestionRows, editing: bool, act: &Act) -> Html {
    let reviewed = one.review.is_some();
    let review = on_click(act, ask(Suggest::Review(one.index)));
    html! {
        <li key={one.index} data-on={reviewed.then(|| one.kind.name())}>
            <button class="panel-row" type="button" id={reviewed.then_some(UNDER_REVIEW)} data-suggestion={one.index.to_string()} aria-expanded={reviewed.to_string()} aria-describedby={reviewed.then_some("why-suggested")} title={wording::SHOW_IN_TEXT} onclick={review}>
                { suggested_mark(one.kind) }<span class="hidden">{ wording::kind(one.kind) }{ " " }</span>
                <span class="where"><span aria-hidden="true">{ "¶ " }</span><span class="hidden">{ wording::PARAGRAPH }{ " " }</span>{ one.paragraph }</span>
                <span class="words" dir="auto">{ &one.words }</span>
                <span class="state" dir="auto">{ wording::suggestion_state(one, rows.order) }</span>
            </button>
            { one.review.as_ref().map(|review| why(one, review)).unwrap_or_default() }
            if reviewed && editing { { decide(one, rows.lists_rejected, act) } }
        </li>
    }
}

/// The speaker, the form and the reason.
fn why(one: &SuggestionRow, review: &Reviewed) -> Html {
    let reason = wording::reason(&review.because);
    html! {
        <dl id="why-suggested" class="why">
            if let Some(speaker) = &one.speaker { <dt>{ wording::who_field(one.kind) }</dt><dd dir="auto"><b>{ speaker }</b></dd> }
            if let Some(words) = &review.described { <dt>{ wording::who_field(one.kind) }</dt><dd dir="auto">{ wording::by_no_name(words) }</dd> }
            if let Some(form) = review.form { <dt>{ wording::FORM }</dt><dd>{ wording::form_title(form) }</dd> }
            if !reason.is_empty() { <dt>{ wording::WHY }</dt><dd>{ reason }</dd> }
        </dl>
    }
}

fn decide(one: &SuggestionRow, rejected: bool, act: &Act) -> Html {
    let button = |name: &'static str, class: &'static str, key: &'static str, asked: Suggest| {
        html! { <button {class} type="button" aria-label={wording::for_item(name, &one.words)} onclick={on_single_click(act, ask(asked))}>{ name }<i class="key" data-key={key}></i></button> }
    };
    html! {
        // On a phone the buttons stand at the thumb, and say which words they are about.
        <div class="decide" data-words={one.words.clone()}>
            if rejected {
                { button(wording::BRING_BACK, "button small framed", "↵", Suggest::BringBack(one.index)) }
            } else {
                { button(wording::ACCEPT, "button small main", "↵", Suggest::Accept(Some(one.index))) }
                { button(wording::REJECT, "button small framed", "Del", Suggest::Reject(Some(one.index))) }
                { button(wording::CHANGE, "button small quiet", "E", Suggest::Change(one.index)) }
            }
        </div>
    }
}

fn foot(rows: &SuggestionRows, act: &Act) -> Html {
    let (other, name) = match rows.lists_rejected {
        true => (Suggest::Rejected(false), wording::SHOW_OPEN),
        false => (Suggest::Rejected(true), wording::SHOW_REJECTED),
    };
    html! {
        <>
            if !rows.looking && rows.failed.is_none() {
                <span class="muted">{ wording::decided(rows) }</span>
                { button("button small quiet", act, ask(other), name) }
            }
            { button("button small quiet", act, ask(Suggest::Stop), wording::STOP_SUGGESTING) }
        </>
    }
}

/// Enter on the row under review presses its first button, and with Shift that of its group. A key that is held
/// down does so once. Elsewhere in the list, a key that decides shows the row instead.
fn entered(event: KeyboardEvent) {
    let row = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let is_e = event.code() == "KeyE" && !event.ctrl_key() && !event.meta_key();
    let decides = matches!(&*event.key(), "Delete" | "e") || is_e;
    if decides && row.as_ref().is_some_and(|row| !row.matches("[data-on] *").unwrap_or_default()) {
        event.stop_propagation();
        let other = row.and_then(|row| row.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(row) = other.filter(|row| row.class_name() == "panel-row") {
            row.click();
        }
        return;
    }
    let row = row.filter(|row| row.id() == UNDER_REVIEW && event.key() == "Enter");
    let Some(row) = row else { return };
    event.prevent_default();
    let (of, button) = match event.shift_key() {
        true => (".suggest-group", ".band button"),
        false => ("li", ".decide button"),
    };
    let item = row.closest(of).ok().flatten();
    let first = item.and_then(|item| item.query_selector(button).ok().flatten());
    let first = first.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(first) = first.filter(|_| !event.repeat()) {
        first.click();
    }
}
