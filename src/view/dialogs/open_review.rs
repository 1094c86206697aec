//! The dialog “Open this article?”: the articles that were found, to check and correct before
//! opening.

use std::borrow::Cow;
use std::rc::Rc;

use yew::prelude::*;

use crate::formats::{Passage, Problem};
use crate::model::{BlockKind, Details};
use crate::session::Action;
use crate::session::transfer::open_review::{Manuscripts, Prospect, Revise, Run};
use crate::view::parts::button::{able, button, pressed};
use crate::view::parts::field::labelled;
use crate::view::{Act, on_change, on_click, wording};

/// Most characters shown of a passage, of one of the whole text, and of the words around it.
const SHOWN: usize = 240;
const SHOWN_WHOLE: usize = 5000;
const AROUND: usize = 60;

/// Most problems shown.
const PROBLEMS: usize = 50;

/// The choices, and the one button.
pub fn open_review(open: &Manuscripts, holds: bool, act: &Act) -> Html {
    let many = open.prospects.len() > 1;
    let main = on_click(act, Action::Manuscripts(Revise::Open));
    html! {
        <>
            <div class="dialog-body opening">
                <div class="opening-about">
                    if many { { which(open, act) } }
                    if let Some(one) = open.looked_at() { { about(one, act) } }
                    { problems(&open.problems) }
                </div>
                if let Some(one) = open.looked_at() { { parts(one, act) } }
            </div>
            <div class="dialog-foot"><span>{ wording::opening_help(open.picked()) }</span><span class="end">
                { button("button framed", act, Action::Show(None), wording::CANCEL) }
                if holds && !many {
                    { able("button framed", !open.can_open(), on_click(act, Action::Manuscripts(Revise::Hold)), wording::USE_AS_SOURCE) }
                }
                <button id="open-them" class="button main" type="button" disabled={!open.can_open()} onclick={main}>{ wording::open_them(many, open.picked()) }</button>
            </span></div>
        </>
    }
}

/// Which of several articles to open, and which one is shown.
fn which(open: &Manuscripts, act: &Act) -> Html {
    html! {
        <fieldset class="prospects">
            <legend>{ wording::prospects(open.prospects.len()) }</legend>
            <ul role="list" aria-label={wording::prospects(open.prospects.len())}>
                { for open.prospects.iter().enumerate().map(|(at, one)| html! {
                    <li>
                        <label class="tick"><input type="checkbox" checked={one.picked} aria-label={wording::open_one(one)} onchange={revise(act, Revise::Pick(at, !one.picked))} /></label>
                        <button class="claim-line" type="button" aria-pressed={(at == open.at).to_string()} onclick={on_click(act, Action::Manuscripts(Revise::Look(at)))}>
                            <span class="text" dir="auto">{ wording::prospect(one) }</span>
                            <span class="meta">{ wording::prospect_size(one) }</span>
                        </button>
                    </li>
                }) }
            </ul>
        </fieldset>
    }
}

fn revise(act: &Act, asked: Revise) -> Callback<Event> {
    on_change(act, Action::Manuscripts(asked))
}

/// The article's details and its length.
fn about(one: &Rc<Prospect>, act: &Act) -> Html {
    let details = &one.details;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    html! {
        <>
            if let Some(sender) = &one.sender { <p id="sender">{ wording::sent_by(sender) }</p> }
            { field(one, act, wording::ARTICLE_TITLE, details.title.clone(), |details, value| details.title = value) }
            { field(one, act, wording::BYLINE, text(&details.byline), |details, value| details.byline = some(value)) }
            <div class="desk-row">
                { field(one, act, wording::PUBLISHED, text(&details.published), |details, value| details.published = some(value)) }
                { field(one, act, wording::LANGUAGE, text(&details.language), |details, value| details.language = some(value)) }
            </div>
            { field(one, act, wording::SOURCE, text(&details.source), |details, value| details.source = some(value)) }
            if one.manuscript.is_wrapped() { { lines(one, act) } }
            { problems(&one.manuscript.problems) }
        </>
    }
}

fn some(value: String) -> Option<String> {
    Some(value).filter(|value| !value.is_empty())
}

/// On every keystroke: a redrawn field shows what the session says.
fn field(
    one: &Rc<Prospect>,
    act: &Act,
    label: &'static str,
    value: String,
    set: fn(&mut Details, String),
) -> Html {
    let one = one.clone();
    let oninput = act.reform(move |event: InputEvent| {
        let mut details = one.details.clone();
        set(&mut details, crate::view::value_of(&event).unwrap_or_default());
        Action::Manuscripts(Revise::Details(details))
    });
    labelled(
        label,
        html! { <input class="input" dir="auto" autocomplete="off" {value} {oninput} /> },
    )
}

/// Lines that a fixed width broke, and what joining them does.
fn lines(one: &Prospect, act: &Act) -> Html {
    html! {
        <div class="choice">
            <label class="switch"><input type="checkbox" checked={one.join} onchange={revise(act, Revise::Join(!one.join))} />
                <span>{ wording::JOIN_LINES }<span class="help">{ wording::JOIN_LINES_HINT }</span></span>
            </label>
            <figure class="lines" aria-label={wording::PREVIEW} dir="auto">
                { for one.preview().split('\n').map(|line| html! { <p>{ line.to_owned() }</p> }) }
            </figure>
        </div>
    }
}

/// What becomes the article and what does not.
fn parts(one: &Prospect, act: &Act) -> Html {
    let (listed, runs) = (one.listed(), one.runs());
    let shown: usize = runs.iter().map(|run| run.passages.len()).sum();
    let had = one.manuscript.left_out();
    let all = one.left_out() == 0;
    html! {
        <section class="opening-parts" aria-label={wording::PARTS}>
            <p>{ wording::found_of(one) }</p>
            <span class="row">
                if had > 0 {
                    { pressed("button framed small", on_click(act, Action::Manuscripts(Revise::KeepAll(!all))), wording::take_all(all)) }
                }
                <label class="tick-line"><input type="checkbox" checked={one.all} onchange={revise(act, Revise::ListAll(!one.all))} />{ wording::LIST_ALL }</label>
            </span>
            if !runs.is_empty() {
                <ol class="runs" role="list" tabindex="0" aria-label={wording::PARTS}>
                    { for runs.iter().map(|run| run_of(run, if one.all { SHOWN_WHOLE } else { SHOWN }, act)) }
                    if listed > shown {
                        <li>{ pressed("link", on_click(act, Action::Manuscripts(Revise::More)), wording::list_more(listed - shown)) }</li>
                    }
                </ol>
            }
        </section>
    }
}

fn run_of(run: &Run<'_>, most: usize, act: &Act) -> Html {
    html! {
        <li dir="auto">
            if !run.before.is_empty() { <p class="around">{ wording::end_of(run.before, AROUND) }</p> }
            { for run.passages.iter().map(|(index, passage, kept)| html! {
                <label class={classes!("tick-line", class(passage.kind))}>
                    <input type="checkbox" checked={*kept} onchange={revise(act, Revise::Keep(*index, !kept))} />
                    <span dir="auto">{ wording::begin_of(&line_of(passage), most) }</span>
                </label>
            }) }
            if !run.after.is_empty() { <p class="around">{ wording::begin_of(run.after, AROUND) }</p> }
        </li>
    }
}

/// The text of a passage; cells of a row are told apart.
fn line_of(passage: &Passage) -> Cow<'_, str> {
    match passage.kind.is_row() {
        true => passage.text.replace('\t', " | ").into(),
        false => passage.text.as_str().into(),
    }
}

fn class(kind: BlockKind) -> Option<&'static str> {
    kind.heading_level().map(|_| "heading")
}

fn problems(problems: &[Problem]) -> Html {
    if problems.is_empty() {
        return Html::default();
    }
    html! {
        <section class="problems">
            <h2>{ wording::told_count(problems.len()) }</h2>
            <ul>{ for problems.iter().take(PROBLEMS).map(|problem| html! { <li>{ wording::problem(problem) }</li> }) }</ul>
            if problems.len() > PROBLEMS { <p>{ wording::and_more(problems.len() - PROBLEMS) }</p> }
        </section>
    }
}
