//! The claim desk: all claims, and everything known about the open one.

use std::rc::Rc;

use yew::prelude::*;

use crate::model::{AnnotationId, Check};
use crate::session::document::linking::Linked;
use crate::session::render::cards::{Card, OpenCard};
use crate::session::render::claim_desk::ClaimDesk;
use crate::session::{Action, Dialog, Editing, Screen};
use crate::view::cards::attribution::attribution;
use crate::view::cards::card::CardProps;
use crate::view::cards::check::desk;
use crate::view::parts::choose::{Choose, Chosen};
use crate::view::parts::pages::pages;
use crate::view::{Act, on_click, wording};

use super::publish::publish;

/// The list, and the desk for the open claim.
pub fn claims(screen: &Screen, open: Option<&AnnotationId>, page: usize, act: &Act) -> Html {
    let all = &screen.claims;
    if all.is_empty() {
        return html! {
            <div class="dialog-body"><div class="empty"><h3>{ wording::NO_CLAIMS }</h3><p>{ wording::NO_CLAIMS_HINT }</p></div></div>
        };
    }
    let checked = all.iter().filter(|card| card.verdict.is_some() && !card.shared).count();
    let sheet = Action::ShowExport { format: Some("vetting".to_owned()), options: None };
    html! {
        <div class="dialog-body claims-body" data-open={open.map(|_| "")}>
            <section aria-label={wording::CLAIMS}>
                <p class="muted">{ wording::checked(checked, all.len()) }</p>
                <ol class="claims" role="list">{ for all.iter().skip(page * PAGE).take(PAGE).map(|card| line(card, page, act)) }</ol>
                if all.len() > PAGE { { pages(page, all.len().div_ceil(PAGE), |page| Action::Show(Some(Dialog::Claims(None, page))), act) } }
                <button class="button small framed" type="button" onclick={on_click(act, sheet)}>{ wording::VETTING_SHEET }</button>
            </section>
            { all.iter().find_map(|card| card.open.as_ref().map(|opened| opened_claim(screen, card, opened, act))).unwrap_or_default() }
        </div>
    }
}

/// Claims on a page of the list.
const PAGE: usize = 100;

fn line(card: &Rc<Card>, page: usize, act: &Act) -> Html {
    let is_open = card.open.is_some();
    let pick = Dialog::Claims((!is_open).then(|| card.id.clone()), page);
    html! {
        <li key={card.id.to_string()}>
            <button class="claim-line" type="button" aria-expanded={is_open.to_string()} onclick={on_click(act, Action::Show(Some(pick)))}>
                <span class="text" dir="auto">{ &card.excerpt }</span>
                <span class="meta"><span>{ wording::verdict_or_open(card.verdict.as_ref(), card.shared) }</span><span dir="auto">{ wording::claimed_by(&card.who) }</span></span>
            </button>
        </li>
    }
}

fn opened_claim(screen: &Screen, card: &Rc<Card>, opened: &Rc<OpenCard>, act: &Act) -> Html {
    let props = CardProps {
        card: card.clone(),
        total: screen.claims.len(),
        editing: screen.editing == Editing::Here,
        act: act.clone(),
    };
    let check = opened.check.clone().unwrap_or_default();
    let nothing = ClaimDesk::default();
    let beside = screen.desk.as_deref().unwrap_or(&nothing);
    html! {
        <section class="claim-desk" aria-label={wording::CLAIM_DESK} key={card.id.to_string()}>
            <p class="claim-text" dir="auto">{ opened.parts.join(" … ") }</p>
            <div class="picks">
                <span class="muted">{ wording::claim_of(card.place, screen.claims.len()) }</span>
                <button class="link" type="button" onclick={on_click(act, Action::OpenCard(card.id.clone()))}>{ wording::SHOW_IN_TEXT }</button>
            </div>
            { attribution(&props, &opened.attribution, false) }
            { desk(&props, &check) }
            { same(&props, &check, beside) }
            { publish(&props, screen, &check, beside) }
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
                    if check.same.is_some() { <button class="link" type="button" disabled={!props.editing} onclick={apart}>{ wording::UNLINK }</button> }
                </p>
            }
            if let Some((_, words)) = &desk.taken_from {
                <p class="picks"><span dir="auto">{ wording::taken_from(words.as_deref()) }</span>
                    <button class="link" type="button" disabled={!props.editing} onclick={confirm}>{ wording::CONFIRM }</button>
                </p>
            }
            if !options.is_empty() {
                <Choose id="same-as" hint={wording::CHOOSE_CLAIM} disabled={!props.editing} {options} {set} />
            }
        </div>
    }
}
