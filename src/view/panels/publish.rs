//! Who publishes a check and where, in the claim desk and in Settings, and what a claim still
//! lacks: tests/view/publishing.rs.

use yew::prelude::*;

use crate::formats::codecs::schema_org::review::{Missing, completed};
use crate::model::{Check, Imprint, Publisher, PublisherSort};
use crate::session::api::arguments::Patch;
use crate::session::render::claim_desk::ClaimDesk;
use crate::session::{Action, Panels, Screen, Settings};
use crate::view::cards::card::CardProps;
use crate::view::cards::check::changed;
use crate::view::parts::button::{button, pressed};
use crate::view::parts::field::{Field, labelled};
use crate::view::parts::icon::icon;
use crate::view::parts::pick::{Pick, Value};
use crate::view::parts::unfolding::Unfolding;
use crate::view::{Act, wording};

/// In the claim desk: the check's publisher, and its address.
pub fn publish(props: &CardProps, screen: &Screen, check: &Check, desk: &ClaimDesk) -> Html {
    if check.verdict.is_none() || desk.taken_from.is_some() {
        return Html::default();
    }
    html! {
        <>
            <h2>{ wording::PUBLISH }</h2>
            { publisher_of(props, screen, check) }
            { page_of(props, screen, check, desk) }
        </>
    }
}

/// The foot of the claim desk: whether the check is ready to publish, what is missing, which leads to its
/// field, and what it would be better with.
pub fn ready(desk: &ClaimDesk, act: &Act) -> Html {
    let to = |missing: Missing| {
        let field = Action::Panel(Panels::Field(field_of(missing)));
        html! { <li>{ button("link", act, field, wording::missing(missing)) }</li> }
    };
    let count = desk.missing.len();
    html! {
        <Unfolding first={ROOMY}>
            <summary>
                if count == 0 {
                    { icon("check") }{ wording::READY }
                } else {
                    <b>{ wording::NOT_READY }</b>{ " " }<span class="link">{ wording::things_missing(count) }</span>
                }
            </summary>
            <ul role="list">
                { for desk.missing.iter().copied().map(to) }
                if !desk.advised.is_empty() { <li class="muted">{ wording::all_advised(&desk.advised) }</li> }
            </ul>
        </Unfolding>
    }
}

/// The id of the field for what is missing.
pub fn field_of(missing: Missing) -> &'static str {
    match missing {
        Missing::Verdict => "verdict",
        Missing::OwnCheck => "confirm-check",
        Missing::Publisher => "publisher",
        Missing::WrongPublisherPage => "publisher-page",
        Missing::Page | Missing::WrongPage => "check-page",
        Missing::Source => "add-source",
        Missing::WrongDate => "checked-on",
    }
}

/// A window with room for the list below the desk.
const ROOMY: &str = "(width >= 67.5rem) and (height >= 53rem)";

/// The publisher in Settings, or this check's own. While both are the same, edits here also go to
/// Settings, for later checks; the publisher of other checks stays.
fn publisher_of(props: &CardProps, screen: &Screen, check: &Check) -> Html {
    let usual = &screen.settings.imprint.publisher;
    let own = check.publisher.as_ref().is_some_and(|own| own != usual);
    let set = publisher_set(props, screen, check, own);
    // A new publisher counts only once it has a name.
    let to = if own { usual.clone() } else { Publisher::default() };
    let other = changed(props, check, move |check, _| check.publisher = Some(to.clone()))
        .reform(|_: MouseEvent| String::new());
    let shown = check.publisher.as_ref().unwrap_or(usual);
    let (help, button) = match own {
        true => (wording::FOR_THIS, wording::USUAL_PUBLISHER),
        false => (wording::FOR_NEXT, wording::OTHER_PUBLISHER),
    };
    html! {
        <>
            { fields(shown, props.editing, &set) }
            <p class="picks"><span class="help">{ help }</span>
                if props.editing && !usual.name.is_empty() { { pressed("link", other, button) } }
            </p>
        </>
    }
}

/// Stores the publisher with the check, and in Settings unless it is `own`.
fn publisher_set(
    props: &CardProps,
    screen: &Screen,
    check: &Check,
    own: bool,
) -> Callback<Publisher> {
    let (act, id, check) = (props.act.clone(), props.card.id.clone(), check.clone());
    let usual = in_settings(screen, &props.act);
    Callback::from(move |publisher: Publisher| {
        let (name, url) = (publisher.name.trim().to_owned(), completed(&publisher.url));
        let publisher = Publisher { name, url, ..publisher };
        if !own {
            usual.emit(publisher.clone());
        }
        // Without a name there is no publisher yet, and Settings may supply one later.
        let publisher = Some(publisher).filter(|by| own || !by.name.is_empty());
        let check = Some(Check { publisher, ..check.clone() });
        let patch = Box::new(Patch { check, ..Patch::default() });
        act.emit(Action::Update { id: id.clone(), patch });
    })
}

fn page_of(props: &CardProps, screen: &Screen, check: &Check, desk: &ClaimDesk) -> Html {
    let usual = &screen.settings.imprint.page;
    let set = changed(props, check, |check, page| check.page = completed(&page));
    labelled(
        wording::CHECK_PAGE,
        html! {
        <>
            <Field id="check-page" list="check-pages" hint={wording::CHECK_PAGE_HINT} readonly={!props.editing} value={check.page.clone()} {set} />
                        <datalist id="check-pages">{ for desk.pages.iter().map(|page| html! { <option value={page.clone()} /> }) }</datalist>
                        if check.page.is_empty() && !usual.is_empty() { <span class="help">{ wording::page_of_all(usual) }</span> }
            </>
        },
    )
}

/// Name, type and page of a publisher.
fn fields(publisher: &Publisher, editing: bool, set: &Callback<Publisher>) -> Html {
    let with = |change: fn(&mut Publisher, String)| {
        let known = publisher.clone();
        set.reform(move |value: String| {
            let mut new = known.clone();
            change(&mut new, value);
            new
        })
    };
    let title = wording::publisher_sort;
    let options: Vec<_> =
        PublisherSort::ALL.into_iter().map(|sort| Value::of(title(sort), title(sort))).collect();
    let sort = with(|publisher, value| {
        let sort =
            PublisherSort::ALL.into_iter().find(|sort| wording::publisher_sort(*sort) == value);
        publisher.sort = sort.unwrap_or(publisher.sort);
    });
    html! {
        <div class="desk-row">
            { labelled(wording::PUBLISHER, html! { <Field id="publisher" hint={wording::PUBLISHER_HINT} readonly={!editing} value={publisher.name.clone()} set={with(|publisher, name| publisher.name = name)} /> }) }
            { labelled(wording::PUBLISHER_SORT, html! { <Pick id="publisher-sort" disabled={!editing} value={title(publisher.sort)} {options} set={sort} /> }) }
            { labelled(wording::PUBLISHER_PAGE, html! { <Field id="publisher-page" hint={wording::PUBLISHER_PAGE_HINT} readonly={!editing} value={publisher.url.clone()} set={with(|publisher, url| publisher.url = url)} /> }) }
        </div>
    }
}

/// Copies a publisher into Settings.
fn in_settings(screen: &Screen, act: &Act) -> Callback<Publisher> {
    let settings = screen.settings.clone();
    act.reform(move |publisher: Publisher| {
        let imprint = Imprint { publisher, ..(*settings.imprint).clone() };
        Action::SetSettings(Settings { imprint: imprint.into(), ..(*settings).clone() })
    })
}

/// In Settings: who publishes all checks, and where.
pub fn imprint(screen: &Screen, act: &Act) -> Html {
    let settings = screen.settings.clone();
    let page = act.reform(move |page: String| {
        let imprint = Imprint { page, ..(*settings.imprint).clone() };
        Action::SetSettings(Settings { imprint: imprint.into(), ..(*settings).clone() })
    });
    let known = &screen.settings.imprint;
    html! {
                <fieldset class="field imprint"><legend>{ wording::PUBLISH_AS }</legend>
                    { fields(&known.publisher, true, &in_settings(screen, act)) }
                    { labelled(wording::CHECKS_PAGE, html! {
    <>
        <Field id="checks-page" hint={wording::PUBLISHER_PAGE_HINT} value={known.page.clone()} set={page} />
                        <span class="help">{ wording::CHECKS_PAGE_HINT }</span>
        </>
    }) }
                    <span class="help">{ wording::PUBLISH_AS_HINT }</span>
                </fieldset>
            }
}
