//! What stands beneath the picture of who said what: the lists of shares, and the table of every quote.

use std::rc::Rc;

use yew::prelude::*;

use crate::formats::codecs::picture::page::{ShareList, ShareRow};
use crate::formats::codecs::picture::said::{QuoteRow, said};
use crate::model::{AnnotationSet, Kind};
use crate::view::parts::pick::dots;
use crate::view::{Act, on_click, wording};

use super::picture::go_to;

/// Rows shown at first, and then with each press of a button.
pub(super) const ROWS: usize = 100;

/// A list: bars with their shares, or counts.
pub(super) fn list(list: &ShareList) -> Html {
    let what = list.what.as_str();
    let counts = matches!(what, ShareList::FORMS | ShareList::VERDICTS);
    let bar = |row: &ShareRow| {
        let share = super::picture::across(10_000 * row.part.min(row.of) / row.of.max(1));
        html! {
            <>
                <dt dir="auto">{ wording::share_name(what, row) }</dt>
                <dd><svg aria-hidden="true"><rect width={share} height="12" /><rect class="rest" width="100%" height="12" /></svg></dd>
                <dd>{ wording::share_text(what, row) }</dd>
            </>
        }
    };
    let count = |row: &ShareRow| {
        let verdict = what == ShareList::VERDICTS && !row.name.is_empty();
        let place = (row.part as u32, row.of as u32);
        html! { <div><dt>if verdict { { dots(place) } }{ wording::share_name(what, row) }</dt><dd>{ wording::grouped(row.count) }</dd></div> }
    };
    html! {
        <section>
            <h2>{ wording::share_title(what) }</h2>
            if counts { <dl class="nums">{ for list.rows.iter().map(count) }</dl> }
            else { <dl class="share">{ for list.rows.iter().map(bar) }</dl> }
            if list.more > 0 { <p class="help">{ wording::and_more(list.more) }</p> }
        </section>
    }
}

/// The button that shows more rows; it keeps the focus until there are none.
pub(super) fn more(all: usize, shown: &UseStateHandle<usize>) -> Html {
    let left = all.saturating_sub(**shown);
    if left == 0 {
        return Html::default();
    }
    let shown = shown.clone();
    let onclick = Callback::from(move |_: MouseEvent| shown.set(*shown + ROWS));
    html! { <button class="button small framed" type="button" {onclick}>{ wording::show_rest(left) }</button> }
}

/// Properties of the table.
#[derive(Properties, PartialEq)]
pub struct SaidProps {
    /// The document.
    pub set: Rc<AnnotationSet>,
    /// Whether that is the open one.
    pub here: bool,
    /// Receives the actions.
    pub act: Act,
}

/// Every quote, with a way to it.
#[component]
pub fn Said(props: &SaidProps) -> Html {
    let shown = use_state(|| ROWS);
    let row = |one: QuoteRow| {
        let go = on_click(&props.act, go_to(&props.set, &one.annotation, props.here));
        html! {
            <tr>
                <td dir="auto">{ one.speaker }</td>
                <td class="words" dir="auto">{ &one.words }</td>
                <td class="cue" dir="auto">{ one.cue }</td>
                <td>{ one.form.map_or("", wording::form_title) }</td>
                <td class="num"><button class="link" type="button" aria-label={wording::to_quote(one.paragraph, &one.words)} onclick={go}>{ "¶\u{a0}" }{ one.paragraph }</button></td>
            </tr>
        }
    };
    let all = props.set.counts().of(Kind::Quote);
    html! {
        <section>
            <h2>{ wording::EVERY_QUOTE }{ " " }<span>{ wording::IN_TEXT_ORDER }</span></h2>
            <table class="table said-table">
                <thead><tr>{ for wording::QUOTE_HEADINGS.map(|name| html! { <th scope="col">{ name }</th> }) }</tr></thead>
                <tbody>{ for said(&props.set).take(*shown).map(row) }</tbody>
            </table>
            { more(all, &shown) }
        </section>
    }
}
