//! The claim desk: all claims, and everything known about the open one, each scrolling apart.

use std::rc::Rc;

use yew::prelude::*;

use crate::model::{AnnotationId, Check, Kind, Query};
use crate::session::document::annotation_list::{with_value, without_term};
use crate::session::document::claim_list::{ClaimList, usual_filters};
use crate::session::document::linking::Linked;
use crate::session::render::cards::{Card, OpenCard, Who};
use crate::session::render::claim_desk::ClaimDesk;
use crate::session::render::claim_rows::{ClaimChoices, ClaimRows};
use crate::session::screen::ListsScreen;
use crate::session::{Action, Editing, Panel, Panels, Screen};
use crate::view::cards::attribution::attribution;
use crate::view::cards::card::CardProps;
use crate::view::cards::check::desk;
use crate::view::parts::button::{able, button, hinted, icon_button};
use crate::view::parts::choose::{Choose, Chosen};
use crate::view::parts::filters::{chips, more};
use crate::view::parts::icon::kind_mark;
use crate::view::parts::pages::pages;
use crate::view::parts::sort::sort;
use crate::view::{Act, on_click, wording};

use super::publish::{publish, ready};

/// The list, and the desk for the open claim.
pub fn claims((screen, lists): (&Screen, &ListsScreen), act: &Act) -> Html {
    let shown = &lists.claims;
    if shown.known.verdicts.claims == 0 {
        return html! {
            <div class="panel-body"><div class="empty"><h3>{ wording::NO_CLAIMS }</h3><p>{ wording::NO_CLAIMS_HINT }</p></div></div>
        };
    }
    let open = shown.open.as_ref().and_then(|card| Some((card, card.open.as_ref()?)));
    html! {
        <>
            // By its key a list is never made of the rows of another one, which has the browser lay out the page
            // for each of their attributes.
            <section class="panel-list" key={wording::CLAIMS} aria-label={wording::CLAIMS}>
                { bar(lists, act) }
                if shown.listed == 0 {
                    <div class="empty"><h3>{ wording::NO_CLAIM_LISTED }</h3><p>{ wording::NOTHING_LISTED_HINT }</p></div>
                }
                <ol class="claims" role="list" aria-label={wording::CLAIMS}>{ for shown.rows.iter().map(|card| line(card, act)) }</ol>
                if shown.listed > Panel::PAGE { { pages(shown.page, shown.listed.div_ceil(Panel::PAGE), |page| Action::Panel(Panels::Show(Panel::Claims(page))), act) } }
            </section>
            { open.map(|(card, opened)| opened_claim((screen, shown), card, opened, act)).unwrap_or_default() }
        </>
    }
}

/// How many are checked or listed, the filters that would list any, and the order.
fn bar(lists: &ListsScreen, act: &Act) -> Html {
    let (list, shown) = (&lists.claim_list, &lists.claims);
    let ClaimChoices { verdicts, counts, .. } = *shown.known;
    let all = verdicts.claims;
    let heading = match list.query.is_empty() {
        true => wording::checked_of(verdicts, &all.to_string()),
        false => wording::claims_listed(shown.listed, all),
    };
    let sheet = Action::ShowExport { format: Some("vetting".to_owned()), options: None };
    let usual = usual_filters().into_iter().zip(wording::USUAL_FILTERS).zip(counts);
    let usual = usual.filter(|((filter, _), count)| *count > 0 || list.query == *filter);
    let listing = |query: Query| asks(ClaimList { query, order: list.order });
    let (own, add) = (list.clone(), list.clone());
    html! {
        <div class="panel-bar">
            <h2>{ heading }</h2>
            <span class="end">
                { sort(list.order, wording::SORT_CLAIMS, wording::claim_order, move |order| asks(ClaimList { order, query: own.query.clone() }), act) }
                { button("button small quiet", act, sheet, wording::VETTING_SHEET) }
            </span>
            <div class="chips" role="group" aria-label={wording::SHOW_ONLY}>
                { for usual.map(|((filter, name), count)| {
                    let on = list.query == filter;
                    let asked = listing(if on { Query::default() } else { filter });
                    html! { <button class="chip" type="button" aria-pressed={on.to_string()} onclick={on_click(act, asked)}>{ name }<span class="muted">{ count }</span></button> }
                }) }
                { chips(&shown.terms, act, |term| listing(without_term(list.query.clone(), term))) }
                { more("filter-claims", &shown.values, act, move |value| asks(ClaimList { query: with_value(add.query.clone(), &value), order: add.order })) }
                if counts[0] > 0 { { hinted("button small quiet", wording::NEXT_UNCHECKED_HINT, on_click(act, Action::Panel(Panels::NextUnchecked)), wording::NEXT_UNCHECKED) } }
            </div>
        </div>
    }
}

fn asks(list: ClaimList) -> Action {
    Action::Panel(Panels::List(Rc::new(list)))
}

/// One line: the paragraph, the claim, and its verdict or what it lacks.
fn line(card: &Rc<Card>, act: &Act) -> Html {
    let is_open = card.open.is_some();
    let pressed = match is_open {
        true => Action::CloseCard,
        false => Action::Panel(Panels::Claim(card.id.clone())),
    };
    let unknown = matches!(card.who, Who::Unknown) && card.verdict.is_none();
    let (class, state) = match &card.underway {
        _ if unknown => ("state lacks", wording::NO_CLAIMANT.to_owned()),
        Some(check) => ("state", wording::underway(check.0, &check.1)),
        None => {
            let class = if card.verdict.is_some() { "state given" } else { "state" };
            (class, wording::verdict_or_open(card.verdict.as_ref(), card.shared))
        }
    };
    html! {
        <li key={card.id.to_string()} aria-current={is_open.then_some("true")}>
            <button class="panel-row" type="button" aria-expanded={is_open.to_string()} title={wording::claimed_by(&card.who)} onclick={on_click(act, pressed)}>
                <span class="where"><span aria-hidden="true">{ "¶ " }</span><span class="hidden">{ wording::PARAGRAPH }{ " " }</span>{ card.paragraph }</span>
                <span class="words" dir="auto">{ &card.excerpt }</span>
                <span {class}>{ state }</span>
            </button>
        </li>
    }
}

fn opened_claim(
    (screen, shown): (&Screen, &ClaimRows),
    card: &Rc<Card>,
    opened: &Rc<OpenCard>,
    act: &Act,
) -> Html {
    let props = CardProps {
        card: card.clone(),
        total: shown.known.verdicts.claims,
        editing: screen.editing == Editing::Here,
        act: act.clone(),
    };
    let check = opened.check.clone().unwrap_or_default();
    let nothing = ClaimDesk::default();
    let beside = shown.desk.as_deref().unwrap_or(&nothing);
    let step = |forward: bool| on_click(act, Action::Panel(Panels::Step { forward }));
    html! {
        <section class="panel-item" tabindex="-1" aria-label={wording::claim_desk(&card.excerpt)} key={card.id.to_string()}>
            <div class="item-head">
                { kind_mark(Kind::Claim) }<b><span class="name">{ wording::kind(Kind::Claim) }{ " " }</span>{ wording::place_of(card.place, shown.known.verdicts.claims) }</b>
                { button("link", act, Action::Visit(card.id.clone()), wording::SHOW_IN_TEXT) }
                <span class="end">
                    { icon_button(wording::PREVIOUS_CLAIM, wording::PREVIOUS_CLAIM_HINT, "up", step(false)) }
                    { icon_button(wording::NEXT_CLAIM, wording::NEXT_CLAIM_HINT, "down", step(true)) }
                    { icon_button(wording::CLOSE_CLAIM, "", "close", on_click(act, Action::CloseCard)) }
                </span>
            </div>
            <div class="claim-desk">
                <p class="claim-text" dir="auto">{ opened.parts.join(" … ") }</p>
                { desk(&props, &check, attribution(&props, &opened.attribution, false), publish(&props, screen, &check, beside)) }
                { same(&props, &check, beside) }
            </div>
            <div class="ready-foot">
                { ready(beside, act) }
                <button class="button framed" type="button" onclick={step(true)}>{ wording::NEXT_CLAIM }<i class="key" data-key="N"></i></button>
            </div>
        </section>
    }
}

/// The linked claims, and those that may say the same.
fn same(props: &CardProps, check: &Check, desk: &ClaimDesk) -> Html {
    let id = props.card.id.clone();
    if desk.same.is_empty() && desk.alike.is_empty() {
        return Html::default();
    }
    let option = |(id, linked): &(AnnotationId, Linked)| Chosen {
        value: id.to_string().into(),
        text: linked.other.clone().into(),
        button: wording::link_with(&linked.claim, &linked.other).into(),
        help: wording::link_hint(linked).into(),
    };
    let options: Vec<_> = desk.alike.iter().map(option).collect();
    let (act, of) = (props.act.clone(), id.clone());
    let set = Callback::from(move |other: String| {
        act.emit(Action::SameAs { id: of.clone(), other: Some(other.as_str().into()) });
    });
    let apart = on_click(&props.act, Action::SameAs { id: id.clone(), other: None });
    let confirm = on_click(&props.act, Action::Confirm(id));
    html! {
        <div class="field">
            <label class="label" for="same-as">{ wording::SAME_AS }</label>
            if !desk.same.is_empty() {
                <p class="picks"><span dir="auto">{ wording::linked_with(&desk.same) }</span>
                    if check.same.is_some() { { able("link", !props.editing, apart, wording::UNLINK) } }
                </p>
            }
            if let Some((_, words)) = &desk.taken_from {
                <p class="picks"><span dir="auto">{ wording::taken_from(words.as_deref()) }</span>
                    <button id="confirm-check" class="link" type="button" disabled={!props.editing} onclick={confirm}>{ wording::CONFIRM }</button>
                </p>
            }
            if !options.is_empty() {
                <Choose id="same-as" hint={wording::CHOOSE_CLAIM} disabled={!props.editing} {options} {set} />
            }
        </div>
    }
}
