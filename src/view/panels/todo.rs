//! The to-do list: a filter, the problems, and a fix for each.

use std::rc::Rc;

use yew::prelude::*;

use crate::session::document::actors::People;
use crate::session::document::find_all::MarkAll;
use crate::session::document::lints::{Fix, Lint, SHOWN, TodoItem, TodoList};
use crate::session::{Action, Dialog, Editing, Screen};
use crate::view::parts::icon::kind_mark;
use crate::view::{Act, on_click, wording};

/// The filter and the list.
pub fn todo(screen: &Screen, only: Option<Lint>, act: &Act) -> Html {
    let empty = Rc::<TodoList>::default();
    let todo = screen.todo.as_ref().unwrap_or(&empty);
    let editing = screen.editing == Editing::Here;
    let total = only.map_or(todo.total(), |lint| todo.counts[lint as usize]);
    html! {
        <div class="dialog-body todo">
            if todo.total() == 0 {
                <div class="empty"><h3>{ wording::NOTHING_TO_DO }</h3><p>{ wording::NOTHING_TO_DO_HINT }</p></div>
            } else {
                { filter(todo, only, act) }
                <ul class="lints" role="list">
                    { for todo.rows.iter().map(|one| row(one, editing, act)) }
                </ul>
                if total > SHOWN { <p class="help">{ wording::more_to_do(total - SHOWN) }</p> }
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
            act.emit(Action::Show(Some(Dialog::Todo(lint))));
        })
    };
    let there = Lint::ALL.into_iter().filter(|lint| todo.counts[*lint as usize] > 0);
    html! {
        <label class="field"><span class="label">{ wording::SHOW_ONLY }</span>
            <select id="lint" class="input" {onchange}>
                <option value="" selected={only.is_none()}>{ wording::everything_to_do(todo.total()) }</option>
                { for there.map(|lint| html! {
                    <option value={wording::lint_name(lint)} selected={only == Some(lint)}>{ wording::lint_option(lint, todo.counts[lint as usize]) }</option>
                }) }
            </select>
        </label>
    }
}

fn row(one: &TodoItem, editing: bool, act: &Act) -> Html {
    let finding = &one.finding;
    let show = match (&finding.annotation, &finding.actor) {
        (Some(id), _) => Action::OpenCard(id.clone()),
        (None, actor) => Action::People(People::Pick(actor.clone())),
    };
    html! {
        <li key={finding.key()}>
            { kind_mark(one.kind) }
            <div>
                <p>{ wording::lint(finding.lint) }</p>
                <p class="on" dir="auto">{ &one.words }</p>
                if !one.other.is_empty() { <p class="on" dir="auto">{ &one.other }</p> }
                <p class="why">{ wording::lint_why(finding.lint) }</p>
                <div class="do">
                    if editing { { for one.fixes.iter().map(|fix| button(one, fix, act)) } }
                    <button class="button small quiet" type="button" onclick={on_click(act, show)}>{ wording::lint_show(finding) }</button>
                    <button class="button small quiet" type="button" onclick={on_click(act, Action::DismissLint(Box::new(finding.clone())))}>{ wording::DISMISS }</button>
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
        (Fix::Mark(id), ..) => Action::MarkAll(MarkAll::Names(id.clone())),
        _ => return Html::default(),
    };
    html! { <button class="button small framed" type="button" onclick={on_click(act, action)}>{ wording::fix(one, fix) }</button> }
}
