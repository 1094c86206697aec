//! The to-do list: a filter, the suggested names to accept together, the problems, and a fix for each.

use std::rc::Rc;

use yew::prelude::*;

use crate::model::AnnotationId;
use crate::session::document::actors::People;
use crate::session::document::find_all::MarkAll;
use crate::session::document::lints::Lint;
use crate::session::document::todo::{Fix, SuggestedItem, TodoItem, TodoList};
use crate::session::{Action, Editing, Panel, Panels, Screen, Versions};
use crate::view::parts::button::{icon_button, pressed};
use crate::view::parts::field::labelled;
use crate::view::parts::icon::kind_mark;
use crate::view::{Act, on_click, on_single_click, wording};

/// The filter and the list.
pub fn todo(screen: &Screen, only: Option<Lint>, act: &Act) -> Html {
    let empty = Rc::<TodoList>::default();
    let todo = screen.todo.as_ref().unwrap_or(&empty);
    let editing = screen.editing == Editing::Here;
    let total = only.map_or(todo.total(), |lint| todo.counts[lint as usize]);
    let listed = todo.suggested.len() + todo.rows.len();
    html! {
        <div class="panel-body todo">
            if todo.total() == 0 {
                <div class="empty"><h3>{ wording::NOTHING_TO_DO }</h3><p>{ wording::NOTHING_TO_DO_HINT }</p></div>
            } else {
                { filter(todo, only, act) }
                if editing && !todo.suggested.is_empty() { <Batch items={todo.suggested.clone()} act={act.clone()} /> }
                if editing { { claimed_by_article(todo, act) } }
                <ul class="lints" role="list" aria-label={wording::TODO}>
                    { for todo.rows.iter().map(|one| row(one, editing, act)) }
                </ul>
                if total > listed { <p class="help">{ wording::more_to_do(total - listed, only.is_some()) }</p> }
            }
        </div>
    }
}

fn filter(todo: &TodoList, only: Option<Lint>, act: &Act) -> Html {
    let onchange = {
        let act = act.clone();
        Callback::from(move |event: Event| {
            let Some(value) = crate::view::value_of(&event) else { return };
            let lint = Lint::ALL.into_iter().find(|lint| wording::lint_name(*lint) == value);
            act.emit(Action::Panel(Panels::Show(Panel::Todo(lint))));
        })
    };
    let there = Lint::ALL.into_iter().filter(|lint| todo.counts[*lint as usize] > 0);
    labelled(
        wording::SHOW_ONLY,
        html! {
        <select id="lint" class="input" {onchange}>
                        <option value="" selected={only.is_none()}>{ wording::everything_to_do(todo.total()) }</option>
                        { for there.map(|lint| html! {
                            <option value={wording::lint_name(lint)} selected={only == Some(lint)}>{ wording::lint_option(lint, todo.counts[lint as usize]) }</option>
                        }) }
                    </select>
        },
    )
}

/// Properties of the suggestions.
#[derive(Properties, PartialEq)]
struct BatchProps {
    items: Rc<[SuggestedItem]>,
    act: Act,
}

/// All suggested speakers and claimants, each to select, accepted in one step. It keeps which are not.
#[component]
fn Batch(props: &BatchProps) -> Html {
    let off = use_state(Vec::<AnnotationId>::new);
    let selected = props.items.iter().filter(|one| !off.contains(&one.id));
    let patches: Vec<_> =
        selected.map(|one| (one.id.clone(), one.suggested.patch.clone())).collect();
    let (count, total) = (patches.len(), props.items.len());
    let accept = props.act.reform(move |event: SubmitEvent| {
        event.prevent_default();
        Action::UpdateMany(patches.clone())
    });
    let all = {
        let (off, ids) = (off.clone(), props.items.iter().map(|one| one.id.clone()));
        let other = if count == total { ids.collect() } else { Vec::new() };
        Callback::from(move |_: Event| off.set(other.clone()))
    };
    html! {
        <form class="batch" aria-label={wording::SUGGESTED} onsubmit={accept}>
            <div class="batch-head">
                <input type="checkbox" checked={count == total} aria-label={wording::SELECT_ALL} onchange={all} />
                <div><h2>{ wording::suggested_names(total) }</h2><p>{ wording::ONE_STEP }</p></div>
                <button class="button main small" type="submit" disabled={count == 0}>{ wording::accept(count, total) }</button>
            </div>
            <ul role="list" aria-label={wording::SUGGESTED}>{ for props.items.iter().map(|one| suggested(one, &off, &props.act)) }</ul>
        </form>
    }
}

/// The button that makes the article the claimant of all listed claims that have none, in one step.
fn claimed_by_article(todo: &TodoList, act: &Act) -> Html {
    let all = todo.claimed_by_article();
    if all.len() < 2 {
        return Html::default();
    }
    let name = wording::article_claims_all(all.len());
    html! { { pressed("button small framed", on_single_click(act, Action::UpdateMany(all)), name) } }
}

fn suggested(one: &SuggestedItem, off: &UseStateHandle<Vec<AnnotationId>>, act: &Act) -> Html {
    let on = !off.contains(&one.id);
    let select = {
        let (off, id) = (off.clone(), one.id.clone());
        Callback::from(move |_: Event| {
            let mut new = (*off).clone();
            match new.iter().position(|one| *one == id) {
                Some(at) => drop(new.remove(at)),
                None => new.push(id.clone()),
            }
            off.set(new);
        })
    };
    let dismiss = Action::DismissLint(Box::new(one.finding.clone()));
    html! {
        <li key={one.id.to_string()}>
            <input type="checkbox" checked={on} aria-label={wording::select_suggested(one)} onchange={select} />
            { kind_mark(one.kind) }
            <span class="where" aria-hidden="true">{ "¶ " }{ one.paragraph }</span>
            <button class="words" type="button" title={wording::SHOW_IN_TEXT} dir="auto" onclick={on_click(act, Action::OpenCard(one.id.clone()))}>{ &one.words }</button>
            <span class="to"><span dir="auto">{ one.suggested.speaker.as_deref().unwrap_or_default() }</span><small>{ wording::suggested_how(&one.suggested) }</small></span>
            { icon_button(wording::for_item(wording::DISMISS, &one.words), wording::DISMISS, "close", on_click(act, dismiss)) }
        </li>
    }
}

fn row(one: &TodoItem, editing: bool, act: &Act) -> Html {
    let finding = &one.finding;
    let show = match (&finding.annotation, &finding.actor) {
        (Some(id), _) if matches!(finding.lint, Lint::NoSpeaker | Lint::NoClaimant) => {
            Action::Panel(Panels::Name(id.clone()))
        }
        (Some(_), _) if finding.lint == Lint::Reworded => Action::Versions(Versions::Show),
        (Some(id), _) => Action::OpenCard(id.clone()),
        (None, actor) => Action::People(People::Pick(actor.clone())),
    };
    html! {
        <li key={finding.key()}>
            { kind_mark(one.kind) }
            <div>
                <p>{ wording::lint(one) }</p>
                <p class="on" dir="auto">{ &one.words }</p>
                if !one.other.is_empty() { <p class="on" dir="auto">{ &one.other }</p> }
                if one.places.count > 0 { <p class="on" dir="auto">{ wording::named_in(&one.places) }</p> }
                <p class="why">{ wording::lint_why(finding.lint) }</p>
                <div class="do">
                    if editing { { for one.fixes.iter().map(|fix| button(one, fix, act)) } }
                    <button class="button small quiet" type="button" aria-label={wording::for_item(wording::lint_show(finding), &one.words)} onclick={on_click(act, show)}>{ wording::lint_show(finding) }</button>
                    <button class="button small quiet" type="button" aria-label={wording::for_item(wording::DISMISS, &one.words)} onclick={on_click(act, Action::DismissLint(Box::new(finding.clone())))}>{ wording::DISMISS }</button>
                </div>
            </div>
        </li>
    }
}

fn button(one: &TodoItem, fix: &Fix, act: &Act) -> Html {
    let finding = &one.finding;
    let (annotation, actor) = (finding.annotation.clone(), finding.actor.clone());
    let action = match (fix, annotation, actor) {
        (Fix::Change(patch, _), Some(id), _) => Action::Update { id, patch: patch.clone() },
        (Fix::Remove, Some(id), _) => Action::Remove(id),
        (Fix::Merge(into), _, Some(from)) => {
            Action::People(People::Merge { from, into: into.clone() })
        }
        (Fix::MarkAll(id, _), ..) => Action::MarkAll(MarkAll::AllOf(id.clone())),
        (Fix::Mark(id), ..) => Action::MarkAll(MarkAll::Names(id.clone())),
        _ => return Html::default(),
    };
    html! { <button class="button small framed" type="button" aria-label={wording::for_item(&wording::fix(one, fix), &one.words)} onclick={on_single_click(act, action)}>{ wording::fix(one, fix) }</button> }
}
