//! The panel of the search: a field, its options, and what was found, by place.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::model::search::PatternFault;
use crate::model::{Kind, TextSearch};
use crate::session::Action;
use crate::session::search::by_pattern::{PatternState, SLOW};
use crate::session::search::rows::{HitRow, SearchScreen};
use crate::session::search::{HitGroup, ROWS, Search};
use crate::view::parts::button::{button, pressed};
use crate::view::parts::icon::{icon, kind_mark};
use crate::view::parts::pages::pages;
use crate::view::{Act, on_click, wording};

/// The panel, while the search is in use.
pub fn search(found: &Rc<SearchScreen>, editing: bool, act: &Act) -> Html {
    // All rows are one stop of Tab, so that what follows them is near.
    let stop = found.first + found.rows.iter().position(|row| row.current).unwrap_or(0);
    let row = |(row, index)| {
        let tab = if index == stop { "0" } else { "-1" };
        hit(row, index, tab, ask(act, Search::Show(index)))
    };
    html! {
        <section id="search" class="search" role="search" aria-label={wording::SEARCH}>
            { field(found, act) }
            { options(&found.search, true, act, |search| Action::Search(Search::For(search))) }
            if let Some(state) = &found.pattern { { pattern(found, state, act) } }
            if !found.search.is_blank() { { groups(found, act) } }
            <ol class="hit-rows" role="list" aria-label={wording::HITS} onkeydown={Callback::from(along)}>
                { for found.rows.iter().zip(found.first..).map(row) }
            </ol>
            if found.total > ROWS { { pages(found.first / ROWS, found.total.div_ceil(ROWS), |page| Action::Search(Search::Window(page * ROWS..(page + 1) * ROWS)), act) } }
            if found.counts == [0; 4] && !found.search.is_blank() && found.pattern.as_ref().is_none_or(|state| *state == PatternState::Done { empty: false }) {
                <div class="empty"><h3>{ wording::NOT_FOUND }</h3><p>{ wording::NOT_FOUND_HINT }</p>
                    if found.search.pattern { <p>{ wording::NO_PATTERN_THERE }</p> }
                    { button("button framed", act, Action::Search(Search::Everywhere), wording::SEARCH_ALL) }
                </div>
            }
            if editing && found.counts[0] > 0 { { mark(found, act) } }
        </section>
    }
}

fn ask(act: &Act, search: Search) -> Callback<MouseEvent> {
    on_click(act, Action::Search(search))
}

fn field(found: &SearchScreen, act: &Act) -> Html {
    let search = found.search.clone();
    let oninput = act.reform(move |event: InputEvent| {
        let field = event.target_dyn_into::<web_sys::HtmlInputElement>();
        let words = field.map(|field| field.value()).unwrap_or_default();
        Action::Search(Search::For(TextSearch { words, ..search.clone() }))
    });
    let none = found.counts[0] == 0;
    let wrong = matches!(found.pattern, Some(PatternState::Wrong(_)));
    html! {
        <div class="search-line">
            <input id="search-words" class="input" type="search" dir="auto" autocomplete="off" spellcheck="false" aria-label={wording::SEARCH_FOR} aria-invalid={wrong.then_some("true")} aria-describedby={if wrong { "search-fault" } else { "search-count" }} placeholder={wording::SEARCH_FOR} value={found.search.words.clone()} {oninput} />
            <span id="search-count" class="muted">{ match found.pattern { Some(PatternState::Going(_)) => wording::SEARCHING.to_owned(), _ => wording::hit_of(found.current, found.counts[0]) } }</span>
            <button class="button icon small" type="button" aria-label={wording::PREVIOUS_HIT} title={wording::PREVIOUS_HIT_HINT} disabled={none} onclick={ask(act, Search::Step { forward: false, from: None })}>{ icon("up") }</button>
            <button class="button icon small" type="button" aria-label={wording::NEXT_HIT} title={wording::NEXT_HIT_HINT} disabled={none} onclick={ask(act, Search::Step { forward: true, from: None })}>{ icon("down") }</button>
        </div>
    }
}

/// Switches an option on or off.
type Flip = fn(&mut TextSearch);

/// The options of a search, in the panel and in the library, which knows no regular expressions.
pub fn options(
    search: &TextSearch,
    patterns: bool,
    act: &Act,
    asks: fn(TextSearch) -> Action,
) -> Html {
    let all: [(&str, bool, Flip); 4] = [
        (wording::WHOLE_WORDS, search.whole_words, |it| it.whole_words = !it.whole_words),
        (wording::MATCH_CASE, search.case, |it| it.case = !it.case),
        (wording::MATCH_ACCENTS, search.accents, |it| it.accents = !it.accents),
        (wording::BY_PATTERN, search.pattern, |it| it.pattern = !it.pattern),
    ];
    // In a regular expression accents always count.
    let all = all.into_iter().filter(|(name, ..)| match *name {
        wording::MATCH_ACCENTS => !(patterns && search.pattern),
        wording::BY_PATTERN => patterns,
        _ => true,
    });
    html! {
        <div class="search-options" role="group" aria-label={wording::SEARCH_OPTIONS}>
            { for all.map(|(name, on, flip)| {
                let mut search = search.clone();
                flip(&mut search);
                let onclick = on_click(act, asks(search));
                html! { <button class="button small" type="button" aria-pressed={on.to_string()} {onclick}>{ name }</button> }
            }) }
        </div>
    }
}

/// What there is to say of a search by a regular expression.
fn pattern(found: &SearchScreen, state: &PatternState, act: &Act) -> Html {
    match state {
        PatternState::Going(done) if *done >= SLOW => html! {
            <p class="search-state muted">{ wording::searched_so_far(*done) }{ button("button small framed", act, Action::Search(Search::Stop), wording::STOP) }</p>
        },
        PatternState::Wrong(fault) => fault_there(&found.search.words, *fault),
        PatternState::Failed(problem) => html! {
            <p class="search-state">{ wording::not_matched(problem) }{ again(found, act) }</p>
        },
        PatternState::Stopped => html! {
            <p class="search-state">{ wording::SEARCH_STOPPED }{ again(found, act) }</p>
        },
        PatternState::Done { empty: true } if found.counts == [0; 4] => html! {
            <p class="search-state">{ wording::ONLY_EMPTY }</p>
        },
        PatternState::Going(_) | PatternState::Done { .. } => html! {},
    }
}

fn again(found: &SearchScreen, act: &Act) -> Html {
    let onclick = ask(act, Search::For(found.search.clone()));
    html! { { pressed("button small framed", onclick, wording::SEARCH_AGAIN) } }
}

/// What is wrong with a pattern, and its part that is.
fn fault_there(words: &str, fault: PatternFault) -> Html {
    let part = |range: std::ops::Range<usize>| words.get(range).unwrap_or_default();
    html! {
        <p id="search-fault" class="search-state">
            { icon("note") }<span>{ wording::pattern_fault(fault.kind) }
                if fault.from < fault.to {
                    <code dir="ltr">{ part(0..fault.from) }<b>{ part(fault.from..fault.to) }</b>{ part(fault.to..words.len()) }</code>
                }
            </span>
        </p>
    }
}

/// How many hits each group has; a group can be shown alone.
fn groups(found: &SearchScreen, act: &Act) -> Html {
    let there = HitGroup::ALL.into_iter().zip(found.counts).filter(|(_, count)| *count > 0);
    html! {
        <div class="search-options" role="group" aria-label={wording::SHOW_ONLY}>
            { for there.map(|(group, count)| {
                let on = found.only == Some(group);
                let onclick = ask(act, Search::In((!on).then_some(group)));
                html! { <button class="button small" type="button" aria-pressed={on.to_string()} {onclick}>{ wording::hits_in(group, count) }</button> }
            }) }
        </div>
    }
}

/// A row of hits, in the panel and in the library.
pub fn hit(row: &HitRow, index: usize, tab: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <li key={index}>
            <button class="hit-row" type="button" tabindex={tab} aria-current={row.current.then_some("true")} {onclick}>
                if let Some(paragraph) = row.paragraph {
                    <span class="where"><span aria-hidden="true">{ "¶ " }</span><span class="hidden">{ wording::PARAGRAPH }{ " " }</span>{ paragraph }</span>
                }
                if let Some(kind) = row.kind { { kind_mark(kind) }<span class="hidden">{ wording::kind(kind) }{ " " }</span> }
                <span class="words" dir="auto">{ &row.excerpt.before }<b>{ &row.excerpt.words }</b>{ &row.excerpt.after }</span>
                <span class="muted" dir="auto">{ wording::hit_place(row) }</span>
            </button>
        </li>
    }
}

/// Arrow keys go from row to row.
fn along(event: KeyboardEvent) {
    let button = event.target().and_then(|button| button.dyn_into::<web_sys::Element>().ok());
    let row = button.and_then(|button| button.parent_element());
    let beside = row.and_then(|row| match event.key().as_str() {
        "ArrowDown" => row.next_element_sibling(),
        "ArrowUp" => row.previous_element_sibling(),
        _ => None,
    });
    let button = beside.and_then(|row| row.first_element_child());
    if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
        event.prevent_default();
        // A button can always take the focus.
        let _ = button.focus();
    }
}

/// Marking the current hit, and all.
fn mark(found: &SearchScreen, act: &Act) -> Html {
    let one = found.current.is_some();
    html! {
        <>
            if one { { kinds(wording::MARK_HIT, |kind| Search::Mark { kind, label: None }, act) } }
            { kinds(wording::MARK_HITS, |kind| Search::MarkAll { kind, label: None }, act) }
        </>
    }
}

/// A button for each kind, after what they have in common.
fn kinds(start: &'static str, search: fn(Kind) -> Search, act: &Act) -> Html {
    html! {
        <div class="search-foot">
            <span class="muted" aria-hidden="true">{ start }</span>
            { for Kind::ALL.into_iter().map(|kind| html! {
                <button class="button small quiet" type="button" aria-label={format!("{start} {}", wording::kind(kind))} onclick={ask(act, search(kind))}>{ kind_mark(kind) }<span class="name">{ wording::kind(kind) }</span></button>
            }) }
        </div>
    }
}
