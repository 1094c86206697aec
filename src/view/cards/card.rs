//! One card: a line or two in the list, and everything about the annotation when it is open.

use std::rc::Rc;

use yew::prelude::*;

use crate::model::Kind;
use crate::model::sources::SourceLink;
use crate::session::api::arguments::Patch;
use crate::session::document::find_all::MarkAll;
use crate::session::render::cards::{Card, OpenCard};
use crate::session::selection::movement::Side;
use crate::session::selection::span_resize::Adjust;
use crate::session::{Action, Dialog, Sources};
use crate::view::parts::button::{button, hinted, icon_button};
use crate::view::parts::field::drop_typed;
use crate::view::parts::field::labelled;
use crate::view::parts::icon::{icon, kind_mark};
use crate::view::parts::pick::{Pick, Segments, Value};
use crate::view::parts::selecting::{chosen, held};
use crate::view::{Act, on_click, wording};

use super::attribution::attribution;
use super::check::check;

/// Properties of a card.
#[derive(Properties, PartialEq)]
pub struct CardProps {
    /// The annotation it shows.
    pub card: Rc<Card>,
    /// The number of all cards, drawn or not.
    pub total: usize,
    /// Whether this tab may change it.
    pub editing: bool,
    /// Receives the actions.
    pub act: Act,
}

/// One card.
#[component]
pub fn CardView(props: &CardProps) -> Html {
    let card = &props.card;
    let open = card.open.is_some();
    html! {
        <li
            class={classes!("card", card.kind.name(), open.then_some("is-open"))}
            data-id={card.id.to_string()}
            data-at={format!("{} {}", card.at.block.0, card.at.at.0)}
            aria-current={open.then_some("true")}
            aria-setsize={props.total.to_string()}
            aria-posinset={card.place.to_string()}
        >
            { kind_mark(card.kind) }
            if let Some(open) = &card.open {
                { opened(props, open) }
            } else {
                { compact(props) }
            }
        </li>
    }
}

fn compact(props: &CardProps) -> Html {
    let card = &props.card;
    let id = card.id.clone();
    let onclick = {
        let (act, id) = (props.act.clone(), id.clone());
        Callback::from(move |event: MouseEvent| act.emit(chosen(&event, id.clone())))
    };
    let under = Some(id.clone());
    let oncontextmenu = held(&props.act, move |_| Some(id.clone()));
    // What the pointer on a highlight shows, the focus on its card shows, too.
    let onfocus = props.act.reform(move |_: FocusEvent| Action::Hover(under.clone()));
    let onblur = props.act.reform(|_: FocusEvent| Action::Hover(None));
    let details = sub(card);
    html! {
        <button class="card-line" type="button" aria-expanded="false" {onclick} {oncontextmenu} {onfocus} {onblur}>
            <span class="line"><span class="hidden">{ wording::card_kind(card) }</span>
                <span class="what" dir="auto">{ &card.excerpt }</span>
                if let Some((number, all)) = card.mention {
                    <span class="aside">{ wording::mention(number, all) }</span>
                }
                if card.noted && card.kind == Kind::Person { <span class="aside">{ wording::NOTED }</span> }
            </span>
            if !details.is_empty() { <span class="sub"><span>{ details }</span></span> }
        </button>
    }
}

fn sub(card: &Card) -> String {
    wording::card_detail(card)
}

fn opened(props: &CardProps, open: &OpenCard) -> Html {
    let card = &props.card;
    let close = on_click(&props.act, Action::CloseCard);
    let id = card.id.clone();
    let remove = on_click(&props.act, Action::Remove(id.clone()));
    html! {
        <>
            <div class="print-only">{ open.parts.join(" … ") }<div class="sub">{ sub(card) }</div>
                if !open.note.is_empty() { <div class="sub">{ &open.note }</div> }
            </div>
            <div id="open-card" role="group" tabindex="-1" aria-label={wording::card_name(card)}>
            <div class="card-head">
                { kind_mark(card.kind) }
                <h3>{ wording::kind(card.kind) }</h3>
                <span class="muted">{ wording::parts(card.parts) }</span>
                <span class="end">{ icon_button(wording::CLOSE, wording::CLOSE_HINT, "close", close) }</span>
            </div>
            <div class="card-body">
                // What is always needed comes first: who says it, its form, the verdict.
                { attribution(props, &open.attribution, true) }
                { open.source.as_ref().map(|link| from_source(props, link)).unwrap_or_default() }
                { open.check.as_ref().map(|found| check(props, found)).unwrap_or_default() }
                { words(props, open) }
                { if props.editing { ends(props) } else { Html::default() } }
                { kinds(props) }
                if has_labels(props, open) { { label(props, open) } }
                { note(props, open) }
                { tags(props, open) }
                if props.editing && !has_labels(props, open) { <div class="picks">{ edit_labels(props) }</div> }
            </div>
            <div class="card-foot">
                <span>{ wording::made(open) }</span>
                <span class="end">if props.editing { { also(props) } }if props.editing { { hinted("button small quiet mark-all", wording::MARK_ALL_HINT, on_click(&props.act, Action::MarkAll(MarkAll::Like(props.card.id.clone()))), wording::MARK_ALL_BUTTON) } }<button class="button icon small" type="button" disabled={!props.editing} aria-label={wording::DELETE} title={wording::DELETE_HINT} onclick={remove}>{ icon("bin") }</button></span>
            </div>
            </div>
        </>
    }
}

/// Marks the same text as another kind, too.
fn also(props: &CardProps) -> Html {
    let card = &props.card;
    let button = |kind: Kind| {
        let asked = Action::MarkAll(MarkAll::Also(card.id.clone(), kind));
        let name = wording::mark_also(kind);
        html! { <button class="button icon small" type="button" aria-label={name.clone()} title={name} onclick={on_click(&props.act, asked)}>{ kind_mark(kind) }</button> }
    };
    let others = Kind::ALL.into_iter().filter(|kind| *kind != card.kind);
    html! { <><span class="muted" aria-hidden="true">{ wording::ALSO }</span>{ for others.map(button) }</> }
}

fn without_part(props: &CardProps, open: &OpenCard, index: usize) -> Callback<MouseEvent> {
    let others = open.spans.iter().enumerate().filter(|(at, _)| *at != index);
    let spans: Vec<_> = others.map(|(_, span)| *span).collect();
    change(props, move || Patch { spans: Some(spans.clone()), ..Patch::default() })
}

fn words(props: &CardProps, open: &OpenCard) -> Html {
    let single = open.parts.len() == 1;
    html! {
        <ol class={classes!("parts", single.then_some("single"))} role="list" tabindex="0" aria-label={wording::WORDS}>
            { for open.parts.iter().enumerate().map(|(index, part)| html! {
                <li dir="auto">{ part }
                    if props.editing && !single {
                        { icon_button(wording::remove_part(index + 1), "", "close", without_part(props, open, index)) }
                    }
                </li>
            }) }
        </ol>
    }
}

/// Four buttons that move each end by a word.
fn ends(props: &CardProps) -> Html {
    let step = |side: Side, forward: bool, name: &'static str| {
        let id = props.card.id.clone();
        let onclick = props.act.reform(move |_: MouseEvent| {
            Action::Adjust(Adjust::Nudge { id: id.clone(), side, forward })
        });
        let arrow = if forward { "right" } else { "left" };
        icon_button(name, name, arrow, onclick)
    };
    html! {
        <div class="ends" role="group" aria-label={wording::ENDS}>
            <span class="label" aria-hidden="true">{ wording::START }</span>
            { step(Side::Start, false, wording::START_BACK) }
            { step(Side::Start, true, wording::START_ON) }
            <span class="label" aria-hidden="true">{ wording::END }</span>
            { step(Side::End, false, wording::END_BACK) }
            { step(Side::End, true, wording::END_ON) }
        </div>
    }
}

/// A radio group. Arrow keys move inside it as in any radio group, and change nothing.
fn kinds(props: &CardProps) -> Html {
    let card = &props.card;
    let (act, id) = (props.act.clone(), card.id.clone());
    let set = Callback::from(move |name: String| {
        let patch = Box::new(Patch { kind: Kind::named(&name), ..Patch::default() });
        act.emit(Action::Update { id: id.clone(), patch });
    });
    let option =
        |kind: Kind| Value { mark: Some(kind), ..Value::of(kind.name(), wording::kind(kind)) };
    let options: Vec<_> = Kind::ALL.into_iter().map(option).collect();
    html! {
        <fieldset class="field kinds" disabled={!props.editing} role="radiogroup" aria-label={wording::KIND}>
            <legend>{ wording::KIND }</legend>
            <Segments id={format!("kind {}", card.id)} value={card.kind.name()} {options} {set} />
        </fieldset>
    }
}

/// Whether the scheme has labels for this kind, or the annotation has one of another scheme.
fn has_labels(props: &CardProps, open: &OpenCard) -> bool {
    props.card.label.is_some() || open.scheme.of(props.card.kind).next().is_some()
}

fn edit_labels(props: &CardProps) -> Html {
    button("link", &props.act, Action::Show(Some(Dialog::Scheme.into())), wording::EDIT_LABELS)
}

/// Its label.
fn label(props: &CardProps, open: &OpenCard) -> Html {
    let (kind, own) = (props.card.kind, props.card.label.as_ref().map(|(name, _)| name));
    let names: Vec<&String> = open.scheme.of(kind).map(|label| &label.name).collect();
    let other = own.filter(|own| !names.contains(own));
    let all = names.into_iter().chain(other).map(|name| Value::of(name.clone(), name.clone()));
    let options: Vec<_> = [Value::of("", wording::NO_LABEL)].into_iter().chain(all).collect();
    let (act, id) = (props.act.clone(), props.card.id.clone());
    let set = Callback::from(move |name: String| {
        let label = Some(Some(name).filter(|name| !name.is_empty()));
        let patch = Box::new(Patch { label, ..Patch::default() });
        act.emit(Action::Update { id: id.clone(), patch });
    });
    html! {
        <div class="field"><label class="label" for="sub-label">{ wording::LABEL }</label>
            <div class="label-line">
                <Pick id="sub-label" disabled={!props.editing} value={own.cloned().unwrap_or_default()} {options} {set} />
                if props.editing { { edit_labels(props) } }
            </div>
        </div>
    }
}

fn note(props: &CardProps, open: &OpenCard) -> Html {
    let (act, id) = (props.act.clone(), props.card.id.clone());
    let oninput = Callback::from(move |event: InputEvent| {
        let Some(field) = event.target_dyn_into::<web_sys::HtmlTextAreaElement>() else { return };
        let patch = Box::new(Patch { note: Some(field.value()), ..Patch::default() });
        act.emit(Action::Update { id: id.clone(), patch });
    });
    labelled(
        wording::NOTE,
        html! { <textarea class="input note" rows="2" dir="auto" readonly={!props.editing} value={open.note.clone()} {oninput} /> },
    )
}

fn tags(props: &CardProps, open: &OpenCard) -> Html {
    html! {
        <div class="tags">
            { for open.tags.iter().map(|tag| {
                let others: Vec<String> = open.tags.iter().filter(|other| *other != tag).cloned().collect();
                let onclick: Callback<MouseEvent> = change(props, move || with_tags(others.clone()));
                html! {
                    <span class="tag" dir="auto">{ tag }
                        if props.editing {
                            <button type="button" aria-label={wording::remove_tag(tag)} {onclick}>{ icon("close") }</button>
                        }
                    </span>
                }
            }) }
            if props.editing {
                <input class="input tag-input" aria-label={wording::ADD_TAG} placeholder={wording::ADD_TAG} dir="auto" list="known-tags" autocomplete="off" onchange={add_tag(props, open)} onkeydown={drop_typed(AttrValue::default())} />
                <datalist id="known-tags">{ for open.known_tags.iter().map(|tag| html! { <option value={tag.clone()} /> }) }</datalist>
            }
        </div>
    }
}

/// Enter, or leaving the field, adds the tags in it.
fn add_tag(props: &CardProps, open: &OpenCard) -> Callback<Event> {
    let (act, id, tags) = (props.act.clone(), props.card.id.clone(), open.tags.clone());
    Callback::from(move |event: Event| {
        let Some(field) = event.target_dyn_into::<web_sys::HtmlInputElement>() else { return };
        let tag = field.value().trim().to_owned();
        field.set_value("");
        if !tag.is_empty() && !tags.contains(&tag) {
            let all = tags.iter().cloned().chain([tag]).collect();
            act.emit(Action::Update { id: id.clone(), patch: Box::new(with_tags(all)) });
        }
    })
}

fn with_tags(tags: Vec<String>) -> Patch {
    Patch { tags: Some(tags), ..Patch::default() }
}

pub(in crate::view) fn change<E: 'static>(
    props: &CardProps,
    patch: impl Fn() -> Patch + 'static,
) -> Callback<E> {
    let (act, id) = (props.act.clone(), props.card.id.clone());
    Callback::from(move |_: E| {
        act.emit(Action::Update { id: id.clone(), patch: Box::new(patch()) });
    })
}

/// What the source of a quote has of it, and the way there.
fn from_source(props: &CardProps, link: &SourceLink) -> Html {
    html! {
        <div class="cue-line">{ wording::in_the_source(link) }{ " " }
            if !link.passages.is_empty() { <q dir="auto">{ link.words() }</q>{ " " } }
            { button("link", &props.act, Action::Sources(Sources::Show), wording::SHOW_SOURCE) }
        </div>
    }
}
