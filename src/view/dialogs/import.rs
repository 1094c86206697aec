//! The Import dialog: what is new, what is already there, what differs and what could not be read,
//! before anything changes.

use yew::prelude::*;

use crate::formats::{Problem, catalog};
use crate::model::AnnotationId;
use crate::session::library::deeds::Clash;
use crate::session::library::shelf::Shelve;
use crate::session::transfer::import::{Importing, Keep};
use crate::session::worker::protocol::{Compared, FoundArticle, PREDICTED};
use crate::session::{Action, Entry, Screen};
use crate::view::parts::button::{able, button};
use crate::view::parts::field::labelled;
use crate::view::{Act, on_change, on_click, wording};

/// Most problems shown.
const SHOWN: usize = 50;

/// The report, and the choices.
pub fn import(screen: &Screen, open: &Importing, act: &Act) -> Html {
    let documents = &open.reading.documents;
    let picked = open.picked.iter().filter(|on| **on).count();
    let import = on_click(act, Action::Import);
    let goes = |opened: bool| {
        let mut all = documents.iter().zip(&open.picked);
        all.any(|(found, on)| *on && found.compared.is_some() == opened)
    };
    html! {
        <>
            <div class="dialog-body import">
                { format_of(open, act) }
                if documents.len() > 1 {
                    <fieldset class="documents">
                        <legend>{ wording::documents(documents.len()) }</legend>
                        <ul role="list" aria-label={wording::documents(documents.len())}>{ for documents.iter().enumerate().map(|(at, found)| document(at, found, screen, open, act)) }</ul>
                    </fieldset>
                }
                { clash(screen, open, act) }
                { for documents.iter().enumerate().filter_map(|(at, found)| Some(report(at, found, found.compared.as_ref()?, open, act))) }
                { problems(&open.reading.problems) }
            </div>
            <div class="dialog-foot"><span>{ wording::what_undo_takes_back(goes(true), goes(false)) }</span><span class="end">
                { button("button framed", act, Action::Show(None), wording::CANCEL) }
                { able("button main", picked == 0, import, wording::IMPORT) }
            </span></div>
        </>
    }
}

/// The detected format, which the reader can correct.
fn format_of(open: &Importing, act: &Act) -> Html {
    let read_as = act.reform(|event: Event| {
        let field = event.target_dyn_into::<web_sys::HtmlSelectElement>();
        Action::ReadAs(field.map(|field| field.value()).unwrap_or_default())
    });
    let own = open.reading.format.as_deref();
    labelled(
        wording::read_as(&open.reading.names),
        html! {
        <select class="input" onchange={read_as}>
                        { for catalog::ALL.iter().filter(|format| format.reads).map(|format| html! {
                            <option value={format.id} selected={own == Some(format.id)}>{ format.name }</option>
                        }) }
                        if own.is_some_and(|own| PREDICTED.starts_with(own)) {
                            <option value={PREDICTED} selected={own == Some(PREDICTED)}>{ wording::WITH_PREDICTIONS }</option>
                        }
                    </select>
        },
    )
}

/// Whether an article that is not open is already in the library.
fn is_stored(screen: &Screen, found: &FoundArticle) -> bool {
    let id = found.set.article().id();
    let same = |entry: &Entry| entry.id == *id && entry.deleted.is_none();
    found.compared.is_none() && screen.library.iter().any(same)
}

/// What to do with articles already in the library, if there are some.
fn clash(screen: &Screen, open: &Importing, act: &Act) -> Html {
    if !open.reading.documents.iter().any(|found| is_stored(screen, found)) {
        return Html::default();
    }
    html! {
        <div class="choice" role="radiogroup" aria-label={wording::IF_STORED}>
            <p>{ wording::IF_STORED }</p>
            { for [Clash::Merge, Clash::Skip, Clash::Both].into_iter().map(|clash| html! {
                <label><input type="radio" name="clash" checked={open.clash == clash} onchange={on_change(act, Shelve::PickClash(clash).into())} />{ wording::clash(clash) }</label>
            }) }
        </div>
    }
}

fn document(
    index: usize,
    found: &FoundArticle,
    screen: &Screen,
    open: &Importing,
    act: &Act,
) -> Html {
    let on = open.picked.get(index).copied().unwrap_or_default();
    let pick = on_change(act, Action::PickArticle { index, on: !on });
    html! {
        <li><label>
            <input type="checkbox" checked={on} onchange={pick} />
            <span>{ wording::document(found, is_stored(screen, found)) }</span>
        </label></li>
    }
}

fn report(
    article: usize,
    found: &FoundArticle,
    compared: &Compared,
    open: &Importing,
    act: &Act,
) -> Html {
    let differ = compared.changed.len();
    html! {
        <section class="report">
            <ul class="sums" role="list">
                <li><b>{ compared.new.len() }</b>{ wording::WILL_BE_ADDED }</li>
                <li><b>{ compared.same }</b>{ wording::ARE_THERE }</li>
                <li><b>{ differ }</b>{ wording::DIFFER }</li>
            </ul>
            if differ > 0 {
                <div class="choice" role="radiogroup" aria-label={wording::WHERE_THEY_DIFFER}>
                    <p>{ wording::WHERE_THEY_DIFFER }</p>
                    { keeps(&format!("keep{article}"), None, open.keep_of_all(), act) }
                </div>
                <table class="import-changes">
                    <thead><tr>
                        <th scope="col">{ wording::HERE }</th>
                        <th scope="col">{ wording::IN_THE_FILE }</th>
                        <th scope="col">{ wording::TO_KEEP }</th>
                    </tr></thead>
                    <tbody>{ for compared.changed.iter().take(open.shown).map(|id| change(article, id, found, open, act)) }</tbody>
                </table>
                if differ > open.shown {
                    <p>{ wording::of_them_shown(open.shown, differ) }{ " " }
                        { button("button framed", act, Action::ShowMoreChanges, wording::SHOW_MORE) }
                    </p>
                }
            }
        </section>
    }
}

/// An annotation that differs from the one in the file.
fn change(
    article: usize,
    id: &AnnotationId,
    found: &FoundArticle,
    open: &Importing,
    act: &Act,
) -> Html {
    let here = open
        .reading
        .against
        .as_deref()
        .and_then(|set| Some(wording::said_of(set, set.get(id)?)))
        .unwrap_or_default();
    let there = found.brings.iter().find(|one| one.id == *id);
    let (name, which) = (format!("keep{article} {id}"), Some((article, id.clone())));
    let keep = Some(open.keep_of(article, id));
    html! {
        <tr>
            <td>{ &here }</td>
            <td>{ there.map(|one| wording::said_of(&found.set, one)) }</td>
            <td><div role="radiogroup" aria-label={wording::choice_for(&here)}>{ keeps(&name, which, keep, act) }</div></td>
        </tr>
    }
}

/// The choices for one of them, or for all.
fn keeps(name: &str, which: Option<(usize, AnnotationId)>, now: Option<Keep>, act: &Act) -> Html {
    let choices =
        [(Keep::Theirs, wording::THEIRS), (Keep::Mine, wording::MINE), (Keep::Both, wording::BOTH)];
    let choice = |(keep, words): (Keep, &'static str)| {
        let pick = on_change(act, Action::PickKeep { which: which.clone(), keep });
        html! {
            <label><input type="radio" name={name.to_owned()} checked={now == Some(keep)} onchange={pick} />{ words }</label>
        }
    };
    choices.into_iter().map(choice).collect()
}

fn problems(problems: &[Problem]) -> Html {
    if problems.is_empty() {
        return Html::default();
    }
    html! {
        <section class="problems">
            <h2>{ wording::problem_count(problems.len()) }</h2>
            <ul>
                { for problems.iter().take(SHOWN).map(|problem| html! { <li>{ wording::problem(problem) }</li> }) }
            </ul>
            if problems.len() > SHOWN { <p>{ wording::and_more(problems.len() - SHOWN) }</p> }
        </section>
    }
}
