//! The fact check of a claim on its open card: verdict, explanation, sources.

use yew::prelude::*;

use crate::formats::codecs::schema_org::review::{completed, leads_somewhere};
use crate::model::{Check, CheckStatus, Source, Verdict, Worthy};
use crate::session::Action;
use crate::session::api::arguments::Patch;
use crate::view::parts::button::{icon_button, pressed};
use crate::view::parts::field::{Field, labelled};
use crate::view::parts::pick::{Pick, Segments, Value};
use crate::view::parts::unfolding::Unfolding;
use crate::view::wording;

use super::card::CardProps;

/// The verdict; once there is one, the explanation and the sources too.
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

/// Everything about a claim that can be recorded, for the claim desk: first what each check needs, the rest folded,
/// and with it how it is published. `attribution` is who claims it.
pub fn desk(props: &CardProps, check: &Check, attribution: Html, published: Html) -> Html {
    let date = |date: &Option<String>| date.clone().unwrap_or_default();
    let place = (wording::CLAIMED_AT, "", check.place.clone());
    let said = (wording::CLAIMED_SINCE, wording::DATE, date(&check.said));
    let assignee = (wording::ASSIGNEE, "", check.assignee.clone());
    let checked = (wording::CHECKED_ON, wording::DATE, date(&check.date));
    html! {
        <>
            <div class="desk-row first">
                { attribution }
                { text(props, check, "claimed-since", said, |check, date| check.said = filled(date)) }
                { status(props, check) }
            </div>
            { scale(props, check) }
            { explanation(props, check) }
            { sources(props, check) }
            <details class="folded">
                <summary>{ wording::MORE_OF_CHECK }</summary>
                <div class="desk-row">
                    { text(props, check, "claimed-at", place, |check, place| place.trim().clone_into(&mut check.place)) }
                    { worthy(props, check) }
                    { text(props, check, "assignee", assignee, |check, name| name.trim().clone_into(&mut check.assignee)) }
                    if check.verdict.is_some() {
                        { text(props, check, "checked-on", checked, |check, date| check.date = filled(date)) }
                    }
                </div>
                { published }
            </details>
        </>
    }
}

pub(in crate::view) fn filled(text: String) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn text(
    props: &CardProps,
    check: &Check,
    id: &'static str,
    (label, hint, value): (&'static str, &'static str, String),
    set: fn(&mut Check, String),
) -> Html {
    let onchange = changed(props, check, set);
    labelled(
        label,
        html! { <Field {id} {hint} readonly={!props.editing} {value} set={onchange} /> },
    )
}

fn worthy(props: &CardProps, check: &Check) -> Html {
    let set = changed(props, check, |check, value| {
        check.worthy = Worthy::ALL.into_iter().find(|one| wording::worthy(Some(*one)) == value);
    });
    let all = [None].into_iter().chain(Worthy::ALL.map(Some));
    let options: Vec<_> =
        all.map(|one| Value::of(wording::worthy(one), wording::worthy(one))).collect();
    labelled(
        wording::WORTHY,
        html! { <Pick id="worthy" disabled={!props.editing} value={wording::worthy(check.worthy)} {options} {set} /> },
    )
}

fn status(props: &CardProps, check: &Check) -> Html {
    let set = changed(props, check, |check, value| {
        check.status =
            CheckStatus::ALL.into_iter().find(|one| wording::status(Some(*one)) == value);
    });
    let all = [None].into_iter().chain(CheckStatus::ALL.map(Some));
    let options: Vec<_> =
        all.map(|one| Value::of(wording::status(one), wording::status(one))).collect();
    labelled(
        wording::CHECK_STATUS,
        html! { <Pick id="check-status" disabled={!props.editing} value={wording::status(check.status)} {options} {set} /> },
    )
}

/// Sets the verdict of this name, or clears it.
fn set_verdict(props: &CardProps) -> Callback<String> {
    let (act, id) = (props.act.clone(), props.card.id.clone());
    Callback::from(move |value: String| {
        let verdict = Some(filled(value).map(|name| Verdict::named(&name)));
        let patch = Box::new(Patch { verdict, ..Patch::default() });
        act.emit(Action::Update { id: id.clone(), patch });
    })
}

/// The verdict as buttons side by side, each with its place on the scale.
fn scale(props: &CardProps, check: &Check) -> Html {
    let Some(open) = &props.card.open else { return Html::default() };
    let verdicts = open.scheme.verdicts();
    let known = check.verdict.as_ref();
    // A long scale, or a verdict from another one, is easier to read in a list.
    if verdicts.len() > BUTTONS || known.is_some_and(|known| !verdicts.contains(known)) {
        return verdict(props, check);
    }
    let option = |(at, one): (usize, &Verdict)| {
        let text = wording::verdict(Some(one)).to_owned();
        let hint = Some(wording::verdict_hint(&text, at + 1).into());
        let dots = open.scheme.rating(one).or(Some((0, 0)));
        Value { dots, hint, ..Value::of(one.name().to_owned(), text) }
    };
    let options: Vec<_> = verdicts.iter().enumerate().map(option).collect();
    let clear = set_verdict(props).reform(|_: MouseEvent| String::new());
    html! {
        <fieldset class="field" disabled={!props.editing}>
            <legend>{ wording::VERDICT }</legend>
            <Segments id="verdict" class="scale" value={known.map_or("", Verdict::name).to_owned()} {options} set={set_verdict(props)} />
            if known.is_some() && props.editing { <p class="picks">{ pressed("link", clear, wording::CLEAR_VERDICT) }</p> }
        </fieldset>
    }
}

/// Most verdicts shown as buttons.
const BUTTONS: usize = 7;

fn verdict(props: &CardProps, check: &Check) -> Html {
    let set = set_verdict(props);
    let scheme = props.card.open.as_ref().map(|open| open.scheme.verdicts()).unwrap_or_default();
    // A verdict from another scale stays in the list while it is chosen.
    let other = check.verdict.iter().filter(|one| !scheme.contains(one));
    let all = [None].into_iter().chain(scheme.iter().chain(other).map(Some));
    let name = |one: Option<&Verdict>| one.map_or("", Verdict::name).to_owned();
    let options: Vec<_> =
        all.map(|one| Value::of(name(one), wording::verdict(one).to_owned())).collect();
    let value = name(check.verdict.as_ref());
    labelled(
        wording::VERDICT,
        html! { <Pick id="verdict" disabled={!props.editing} {value} {options} {set} /> },
    )
}

fn explanation(props: &CardProps, check: &Check) -> Html {
    let onchange = changed(props, check, |check, value| check.explanation = value);
    labelled(
        wording::EXPLANATION,
        html! { <Field id="explanation" rows="2" readonly={!props.editing} value={check.explanation.clone()} set={onchange} /> },
    )
}

fn sources(props: &CardProps, check: &Check) -> Html {
    let add = changed(props, check, |check, url| {
        if !url.trim().is_empty() {
            check.sources.push(Source { url: completed(&url), ..Source::default() });
        }
    });
    html! {
        <fieldset class="field sources" disabled={!props.editing}>
            <legend>{ wording::SOURCES }</legend>
            { for check.sources.iter().enumerate().map(|one| source(props, check, one)) }
            if props.editing {
                // Cleared after each source.
                <Field added={check.sources.len()} id="add-source" name={wording::ADD_SOURCE} hint={wording::ADD_SOURCE} value="" set={add} />
            }
        </fieldset>
    }
}

/// A source in one line; its fields unfold, and are open while it is new.
fn source(props: &CardProps, check: &Check, (at, source): (usize, &Source)) -> Html {
    let (title, aside) = wording::source_line(source);
    let first = if source.title.is_empty() { "all" } else { "not all" };
    html! {
        <Unfolding key={format!("{at} {}", source.url)} class="source-line" {first}>
            <summary><span class="muted">{ at + 1 }</span>{ " " }<b dir="auto">{ title }</b>{ " " }<span class="muted" dir="auto">{ aside }</span></summary>
            { one(props, check, at, source) }
        </Unfolding>
    }
}

fn one(props: &CardProps, check: &Check, at: usize, source: &Source) -> Html {
    let field = |name: String, hint: &'static str, value: String, set: fn(&mut Source, String)| {
        let onchange = changed(props, check, move |check, value| {
            check.sources.iter_mut().skip(at).take(1).for_each(|source| set(source, value.clone()));
        });
        html! { <Field {name} {hint} readonly={!props.editing} {value} set={onchange} /> }
    };
    let number = at + 1;
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
                { icon_button(wording::remove_source(number), "", "close", remove) }
            }
            if !leads_somewhere(source) && !source.url.is_empty() { { no_link(props, check, at, source) } }
            { field(wording::source_title(number), wording::SOURCE_TITLE, source.title.clone(), |source, title| source.title = title) }
            { field(wording::source_date(number), wording::DATE, source.date.clone().unwrap_or_default(), |source, date| source.date = filled(date)) }
            { field(wording::source_words(number), wording::SOURCE_WORDS, source.quotation.clone(), |source, words| source.quotation = words) }
        </div>
    }
}

/// A warning that readers cannot follow a source, with a button if only `https://` is missing.
fn no_link(props: &CardProps, check: &Check, at: usize, source: &Source) -> Html {
    let link = Source { url: completed(&source.url), ..source.clone() };
    let words = wording::make_link(&link.url);
    let make = leads_somewhere(&link).then(|| {
        let set = changed(props, check, move |check, _| {
            check.sources.iter_mut().skip(at).take(1).for_each(|source| *source = link.clone());
        });
        set.reform(|_: MouseEvent| String::new())
    });
    html! {
        <p class="help no-link">{ wording::NO_LINK }
            if let Some(onclick) = make.filter(|_| props.editing) {
                { " " }{ pressed("link", onclick, words) }
            }
        </p>
    }
}

/// The check with one field changed.
pub(in crate::view) fn changed(
    props: &CardProps,
    check: &Check,
    set: impl Fn(&mut Check, String) + 'static,
) -> Callback<String> {
    changed_by(props, check, Box::new(set))
}

type SetField = Box<dyn Fn(&mut Check, String)>;

/// Not once more for each field.
#[inline(never)]
fn changed_by(props: &CardProps, check: &Check, set: SetField) -> Callback<String> {
    let (act, id, check) = (props.act.clone(), props.card.id.clone(), check.clone());
    Callback::from(move |value: String| {
        let mut new = check.clone();
        set(&mut new, value);
        let patch = Patch { check: Some(new), ..Patch::default() };
        act.emit(Action::Update { id: id.clone(), patch: Box::new(patch) });
    })
}
