//! The Mark all dialog: all places with the same words, reviewed and marked together.

use yew::prelude::*;

use crate::model::Kind;
use crate::session::Action;
use crate::session::document::find_all::{How, MarkAll, Occurrence, Occurrences};
use crate::view::parts::button::button;
use crate::view::parts::field::{Field, labelled};
use crate::view::parts::icon::kind_mark;
use crate::view::{Act, on_click, wording};

/// The words, the search options, and the places.
pub fn mark_all(open: &Occurrences, act: &Act) -> Html {
    let on = open.hits.iter().filter(|hit| hit.on).count();
    let how = open.how;
    let words = act.reform(move |words: String| Action::MarkAll(MarkAll::Find(words, how)));
    let switch = |name: &'static str, on: bool, other: How| {
        let ask = Action::MarkAll(MarkAll::Find(open.words.clone(), other));
        let onchange = act.reform(move |_: Event| ask.clone());
        html! { <label class="tick-line"><input type="checkbox" checked={on} {onchange} />{ name }</label> }
    };
    html! {
        <>
            <div class="dialog-body occurrences">
                { labelled(wording::WORDS_TO_FIND, html! { <Field id="words-to-find" value={open.words.clone()} set={words} /> }) }
                <div class="picks">
                    { switch(wording::WHOLE_WORDS, how.whole, How { whole: !how.whole, ..how }) }
                    { switch(wording::SAME_CASE, how.case, How { case: !how.case, ..how }) }
                    { switch(wording::POSSESSIVE, how.possessive, How { possessive: !how.possessive, ..how }) }
                </div>
                <div class="segments" role="group" aria-label={wording::MARK_THEM_AS}>
                    { for Kind::ALL.into_iter().map(|kind| {
                        let as_kind = Action::MarkAll(MarkAll::As(kind));
                        html! { <button type="button" aria-pressed={(kind == open.kind).to_string()} onclick={on_click(act, as_kind)}>{ kind_mark(kind) }{ wording::kind(kind) }</button> }
                    }) }
                </div>
                <p role="status">{ wording::places_found(open.hits.len(), open.more) }</p>
                <ul class="hits" role="list" tabindex="0" aria-label={wording::PLACES}>
                    { for open.hits.iter().enumerate().map(|(index, hit)| row(index, hit, act)) }
                </ul>
            </div>
            <div class="dialog-foot"><span class="end">
                { button("button framed", act, Action::Show(None), wording::CANCEL) }
                <button id="mark-them" class="button main" type="button" disabled={on == 0} onclick={on_click(act, Action::MarkAll(MarkAll::Mark))}>{ kind_mark(open.kind) }{ wording::mark_places(on) }</button>
            </span></div>
        </>
    }
}

fn row(index: usize, hit: &Occurrence, act: &Act) -> Html {
    let on = hit.on;
    let onchange = act.reform(move |_: Event| Action::MarkAll(MarkAll::Select(index, !on)));
    html! {
        <li><label class="tick-line"><input type="checkbox" checked={on} {onchange} />
            <span dir="auto"><span class="muted">{ &hit.before }</span><b>{ &hit.words }</b><span class="muted">{ &hit.after }</span></span>
        </label></li>
    }
}
