//! What a check of a claim found, on its open card: verdict, explanation, sources.
//! Must never link to an address: it is shown as it was written.

use yew::prelude::*;

use super::card::CardProps;
use super::icon::icon;
use super::wording;
use crate::model::{Check, Source, Verdict};
use crate::session::Action;
use crate::session::input::Patch;

/// Verdict; and, once there is something to say, why, and what it rests on.
pub fn check(props: &CardProps, check: &Check) -> Html {
    html! {
        <>
            { verdict(props, check) }
            if *check != Check::default() {
                { explanation(props, check) }
                { sources(props, check) }
            }
        </>
    }
}

fn verdict(props: &CardProps, check: &Check) -> Html {
    let onchange = changed(props, check, |check, value| {
        check.verdict = Verdict::ALL.into_iter().find(|one| wording::verdict(Some(*one)) == value);
    });
    let all = [None].into_iter().chain(Verdict::ALL.map(Some));
    html! {
        <label class="field"><span class="label">{ wording::VERDICT }</span>
            <select id="verdict" class="input" disabled={!props.editing} {onchange}>
                { for all.map(|one| html! {
                    <option value={wording::verdict(one)} selected={one == check.verdict}>{ wording::verdict(one) }</option>
                }) }
            </select>
        </label>
    }
}

fn explanation(props: &CardProps, check: &Check) -> Html {
    let onchange = changed(props, check, |check, value| check.explanation = value);
    html! {
        <label class="field"><span class="label">{ wording::EXPLANATION }</span>
            <textarea id="explanation" class="input" rows="2" dir="auto" readonly={!props.editing} value={check.explanation.clone()} {onchange} />
        </label>
    }
}

fn sources(props: &CardProps, check: &Check) -> Html {
    let add = changed(props, check, |check, url| {
        if !url.trim().is_empty() {
            check.sources.push(Source { url: url.trim().to_owned(), ..Source::default() });
        }
    });
    html! {
        <fieldset class="field sources" disabled={!props.editing}>
            <legend>{ wording::SOURCES }</legend>
            { for check.sources.iter().enumerate().map(|(at, source)| one(props, check, at, source)) }
            if props.editing {
                <input id="add-source" class="input" type="url" aria-label={wording::ADD_SOURCE} placeholder={wording::ADD_SOURCE} autocomplete="off" value="" onchange={add} />
            }
        </fieldset>
    }
}

fn one(props: &CardProps, check: &Check, at: usize, source: &Source) -> Html {
    let title = changed(props, check, move |check, value| {
        check
            .sources
            .iter_mut()
            .skip(at)
            .take(1)
            .for_each(|source| source.title.clone_from(&value));
    });
    let (act, id, others) = (props.act.clone(), props.card.id.clone(), {
        let mut others = check.clone();
        others.sources.remove(at);
        others
    });
    let remove = Callback::from(move |_: MouseEvent| {
        let patch = Patch { check: Some(others.clone()), ..Patch::default() };
        act.emit(Action::Update { id: id.clone(), patch: Box::new(patch) });
    });
    html! {
        <div class="source">
            <span class="source-url" dir="ltr" title={source.url.clone()}>{ &source.url }</span>
            if props.editing {
                <button class="button icon small" type="button" aria-label={wording::remove_source(at + 1)} onclick={remove}>{ icon("close") }</button>
            }
            <input class="input" aria-label={wording::source_title(at + 1)} placeholder={wording::SOURCE_TITLE} autocomplete="off" dir="auto" value={source.title.clone()} onchange={title} />
        </div>
    }
}

/// What a field that was changed makes of the check.
fn changed(
    props: &CardProps,
    check: &Check,
    set: impl Fn(&mut Check, String) + 'static,
) -> Callback<Event> {
    let (act, id, check) = (props.act.clone(), props.card.id.clone(), check.clone());
    Callback::from(move |event: Event| {
        let Some(value) = super::value_of(&event) else { return };
        let mut new = check.clone();
        set(&mut new, value);
        let patch = Patch { check: Some(new), ..Patch::default() };
        act.emit(Action::Update { id: id.clone(), patch: Box::new(patch) });
    })
}
