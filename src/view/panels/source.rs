//! The list of quotes held against a source: what it has of each, and the decision to keep a link; without a source
//! the links there are, and how to open one.

use yew::prelude::*;

use crate::model::sources::Fidelity;
use crate::model::{ActorId, Kind};
use crate::session::screen::ListsScreen;
use crate::session::sources::rows::{OpenSource, SourceRows, SourcedQuote};
use crate::session::sources::{QuoteStanding, QuotesBy, Sources};
use crate::session::{Action, Dialog};
use crate::view::article::beside::pieces;
use crate::view::parts::button::button;
use crate::view::parts::field::labelled;
use crate::view::parts::icon::kind_mark;
use crate::view::parts::pages::pages;
use crate::view::{Act, form_value, on_click, wording};

use super::passage::{PassageForm, passage_form};

/// The id of the quote under review, which gets the focus: `commands/sources.rs`.
const UNDER_REVIEW: &str = "quote-under-review";

/// The panel.
pub fn source(lists: &ListsScreen, editing: bool, act: &Act) -> Html {
    let Some(rows) = lists.source.as_ref().map(|rows| rows.value()) else {
        return Html::default();
    };
    html! {
        <section class="panel-list changes" aria-label={wording::SOURCE_TAB}>
            { match &rows.open {
                Some(open) => held(rows, open, editing, act),
                None => linked(rows, editing, act),
            } }
        </section>
    }
}

fn ask(asked: Sources) -> Action {
    Action::Sources(asked)
}

fn held(rows: &SourceRows, open: &OpenSource, editing: bool, act: &Act) -> Html {
    html! {
        <>
            { bar(rows, open, act) }
            <div class="findings">
                if open.is_long { <p class="help">{ wording::LONG_SOURCE }</p> }
                { state(rows, open, act) }
                { for rows.quotes.iter().map(|one| finding(one, open, editing, act)) }
            </div>
            <div class="suggest-foot">
                if open.page.1 > 1 { { pages(open.page.0, open.page.1, |page| ask(Sources::Page(page)), act) } }
                <span class="muted">{ wording::LINK_IS_KEPT }</span>
                { button("button small quiet", act, ask(Sources::Close), wording::CLOSE_SOURCE) }
            </div>
        </>
    }
}

fn bar(rows: &SourceRows, open: &OpenSource, act: &Act) -> Html {
    let result = |asked: Sources, on: bool, name: &'static str, count: usize| {
        html! { <button type="button" class={on.then_some("is-on")} aria-pressed={on.to_string()} onclick={on_click(act, ask(asked))}>{ name }<span class="n muted">{ format!(" {count}") }</span></button> }
    };
    let all = open.results.iter().sum::<usize>() + open.unsure;
    let has = |one| open.only == Some(QuoteStanding::Has(one));
    let some = Fidelity::ALL.into_iter().filter(|one| open.results[*one as usize] > 0);
    html! {
        <div class="panel-bar">
            <h2>{ if open.working { wording::SOURCE_TAB.to_owned() } else { wording::quotes_held(rows.all) } }</h2>
            if open.speakers.len() + usize::from(open.unspoken) > 1 { { speakers(open, act) } }
            <span class="segments" role="group" aria-label={wording::SHOW_RESULTS}>
                { result(Sources::Only(None), open.only.is_none(), wording::ALL_RESULTS, all) }
                { for some.map(|one| result(Sources::Only(Some(one)), has(one), wording::fidelity(one), open.results[one as usize])) }
                if open.unsure > 0 { { result(Sources::OnlyUnsure, open.only == Some(QuoteStanding::Unsure), wording::UNSURE, open.unsure) } }
            </span>
        </div>
    }
}

fn speakers(open: &OpenSource, act: &Act) -> Html {
    let ids: Vec<ActorId> = open.speakers.iter().map(|(id, _)| id.clone()).collect();
    let choose = act.reform(move |event: Event| {
        let list = event.target_dyn_into::<web_sys::HtmlSelectElement>();
        let at = list.and_then(|list| list.value().parse::<usize>().ok());
        match at {
            Some(at) if at == ids.len() => ask(Sources::ByNobody),
            at => ask(Sources::By(at.and_then(|at| ids.get(at).cloned()))),
        }
    });
    html! {
        <select class="input" aria-label={wording::QUOTES_BY} onchange={choose}>
            <option value="" selected={open.by == QuotesBy::Everybody}>{ wording::ALL_SPEAKERS }</option>
            { for open.speakers.iter().enumerate().map(|(at, (id, name))| html! {
                <option value={at.to_string()} selected={open.by == QuotesBy::Speaker(id.clone())}>{ name }</option>
            }) }
            if open.unspoken {
                <option value={open.speakers.len().to_string()} selected={open.by == QuotesBy::Nobody}>{ wording::NO_SPEAKER }</option>
            }
        </select>
    }
}

fn state(rows: &SourceRows, open: &OpenSource, act: &Act) -> Html {
    if open.working {
        return html! { <div class="empty"><p>{ wording::LOOKING_UP }</p><progress aria-label={wording::LOOKING_UP}></progress></div> };
    }
    if let Some(problem) = &open.failed {
        return html! {
            <div class="empty"><h3>{ wording::NOT_LOOKED_UP }</h3><p>{ wording::problem(problem) }</p>
                { button("button small framed", act, ask(Sources::Again), wording::TRY_AGAIN) }
            </div>
        };
    }
    match rows.quotes.is_empty() {
        true => html! { <div class="empty"><p>{ wording::NO_QUOTES_HERE }</p></div> },
        false => Html::default(),
    }
}

fn finding(row: &SourcedQuote, open: &OpenSource, editing: bool, act: &Act) -> Html {
    let review = on_click(act, ask(Sources::Review(row.id.clone())));
    html! {
        <section class="finding" key={row.id.to_string()} data-on={row.current.then(|| Kind::Quote.name())}>
            <h3><button class="finding-head" type="button" id={row.current.then_some(UNDER_REVIEW)} aria-expanded={row.current.to_string()} onclick={review}>
                { kind_mark(Kind::Quote) }{ standing(row) }<span class="at">{ wording::quote_place(row) }</span>
            </button></h3>
            { both(row) }
            if row.left_out > 0 { <p class="help">{ wording::left_out(row.left_out) }</p> }
            if row.current && !row.offered.is_empty() { { places(row, act) } }
            if row.linked { <p class="decided">{ if row.source.is_empty() { wording::NOT_THERE_DECIDED } else { wording::LINKED } }</p> }
            if row.current && editing {
                { decide(row, act) }
                if open.picking { { picking(act) } }
            }
        </section>
    }
}

/// What is known of a quote, as a word and a sign.
fn standing(row: &SourcedQuote) -> Html {
    match row.unsure {
        true => {
            html! { <span class="result" data-sign={wording::UNSURE_SIGN}>{ wording::UNSURE }</span> }
        }
        false => result(row.fidelity),
    }
}

/// How the reader selects the passage: in the source, or by its words.
fn picking(act: &Act) -> Html {
    let form = PassageForm {
        help: wording::PICK_PASSAGE_HELP,
        label: wording::PASSAGE_WORDS,
        field: "passage-words",
        cancel: ask(Sources::Pick(false)),
    };
    passage_form(
        form,
        |points| ask(Sources::Passage(points)),
        |words| ask(Sources::Words(words)),
        act,
    )
}

/// A result, as a word and a sign.
fn result(fidelity: Fidelity) -> Html {
    let bad = matches!(fidelity, Fidelity::Spliced | Fidelity::Altered | Fidelity::NotFound);
    html! { <span class={classes!("result", bad.then_some("bad"))} data-sign={wording::fidelity_sign(fidelity)}>{ wording::fidelity(fidelity) }</span> }
}

fn both(row: &SourcedQuote) -> Html {
    html! {
        <dl class="both">
            <dt>{ wording::IN_ARTICLE }</dt><dd dir="auto">{ pieces(&row.article, false) }</dd>
            if !row.source.is_empty() { <dt>{ wording::IN_SOURCE }</dt><dd dir="auto">{ pieces(&row.source, true) }</dd> }
        </dl>
    }
}

/// The places among which the reader chooses.
fn places(row: &SourcedQuote, act: &Act) -> Html {
    html! {
        <fieldset class="places"><legend class="help">{ wording::places_alike(row.offered.len()) }</legend>
            { for row.offered.iter().enumerate().map(|(at, (words, fidelity))| html! {
                <button class="button small framed" type="button" aria-pressed={(row.chosen == Some(at)).to_string()} onclick={on_click(act, ask(Sources::Choose(at)))}>{ wording::place_offered(words, *fidelity) }</button>
            }) }
        </fieldset>
    }
}

fn decide(row: &SourcedQuote, act: &Act) -> Html {
    let button = |name: &'static str, class: &'static str, key: Option<&'static str>, asked| {
        html! { <button {class} type="button" onclick={on_click(act, ask(asked))}>{ name }if let Some(key) = key { <i class="key" data-key={key}></i> }</button> }
    };
    html! {
        <div class="decide">
            if !row.source.is_empty() && !row.linked { { button(wording::LINK_PASSAGE, "button small main", Some("1"), Sources::Link) } }
            if !(row.linked && row.source.is_empty()) { { button(wording::NOT_IN_SOURCE, "button small framed", Some("2"), Sources::NotThere) } }
            { button(wording::PICK_PASSAGE, "button small quiet", Some("3"), Sources::Pick(true)) }
            if row.link.is_some() { { button(wording::REMOVE_LINK, "button small quiet", None, Sources::Unlink(row.id.clone())) } }
        </div>
    }
}

/// The links there are, and how to open a source.
fn linked(rows: &SourceRows, editing: bool, act: &Act) -> Html {
    let open = act.reform(|event: SubmitEvent| {
        event.prevent_default();
        let field = |name| form_value(&event, name);
        let (title, url) = (field("title").trim().to_owned(), field("url").trim().to_owned());
        ask(Sources::Open { title, url, text: field("text") })
    });
    html! {
        <>
            <div class="panel-bar"><h2>{ wording::SOURCE_TAB }</h2></div>
            <div class="findings">
                if rows.quotes.is_empty() {
                    <div class="empty"><h3>{ wording::NO_SOURCE }</h3><p>{ wording::NO_SOURCE_HINT }</p></div>
                } else {
                    <p class="help">{ wording::OPEN_SOURCE_AGAIN }</p>
                    { for rows.quotes.iter().map(|one| kept(one, editing, act)) }
                    if rows.all > rows.quotes.len() { <p class="help">{ wording::more_links(rows.all - rows.quotes.len()) }</p> }
                }
            </div>
            <form class="suggest-foot newer" onsubmit={open}>
                { labelled(wording::HELD_TITLE, html! { <input class="input" name="title" dir="auto" /> }) }
                { labelled(wording::HELD_ADDRESS, html! { <input class="input" name="url" type="url" /> }) }
                <label class="field grow"><span class="label">{ wording::HELD_TEXT }</span><textarea class="input" name="text" dir="auto" required=true rows="4" /></label>
                <span class="row">
                    <button class="button small main" type="submit">{ wording::OPEN_SOURCE }</button>
                    { button("button small framed", act, Action::Show(Some(Dialog::Open.into())), wording::OPEN_SOURCE_FILE) }
                </span>
                <p class="help">{ wording::OPEN_SOURCE_FILE_HELP }</p>
            </form>
        </>
    }
}

fn kept(row: &SourcedQuote, editing: bool, act: &Act) -> Html {
    let link = row.link.as_ref();
    html! {
        <section class="finding" key={row.id.to_string()}>
            <h3>{ kind_mark(Kind::Quote) }{ result(row.fidelity) }<span class="at">{ wording::quote_place(row) }</span></h3>
            { both(row) }
            if let Some(link) = link { <p class="help">{ wording::linked_source(link) }</p> }
            if editing { <div class="decide">{ button("button small quiet", act, ask(Sources::Unlink(row.id.clone())), wording::REMOVE_LINK) }</div> }
        </section>
    }
}
