//! Everybody in the article: a list, and everything known about the open person.

use std::rc::Rc;

use yew::prelude::*;

use crate::model::{Actor, ActorId, ActorSort, Kind};
use crate::session::document::actors::{People, Person, PersonPlace, WIKIDATA_PATTERN};
use crate::session::document::find_all::MarkAll;
use crate::session::{Action, Panel};
use crate::view::dialogs::picture;
use crate::view::parts::button::{button, hinted, icon_button};
use crate::view::parts::choose::{Choose, Chosen};
use crate::view::parts::field::{Field, labelled};
use crate::view::parts::icon::kind_mark;
use crate::view::parts::pages::pages;
use crate::view::parts::pick::{Pick, Value};
use crate::view::{Act, on_click, wording};

/// The people, the open one, and what can be done.
#[derive(Properties, PartialEq)]
pub struct PeoplePanelProps {
    /// Everybody, in the order listed.
    pub everybody: Rc<[Rc<Person>]>,
    /// Whose entry is open.
    pub open: Option<ActorId>,
    /// Whether this tab may change them.
    pub editing: bool,
    /// Receives the actions.
    pub act: Act,
}

/// The people on one page of the list, and the open person in it.
#[component]
pub fn PeoplePanel(props: &PeoplePanelProps) -> Html {
    let PeoplePanelProps { everybody, open, editing, act } = props;
    let (place, turned) = (use_mut_ref(ListPlace::default), use_force_update());
    let page = place.borrow_mut().page(everybody, open.as_ref());
    let turn = Callback::from(move |page: usize| {
        place.borrow_mut().page = page;
        turned.force_update();
    });
    let names_asked = use_state(|| false);
    let enter = act.reform(|name: String| Action::People(People::Enter(name)));
    html! {
        <div class="panel-body people-body">
            if everybody.is_empty() {
                <div class="empty"><h3>{ wording::NO_PEOPLE }</h3><p>{ wording::NO_PEOPLE_HINT }</p></div>
            }
            if !everybody.is_empty() {
                <button id="who-said-what" class="button small framed" type="button" title={wording::WHO_SAID_WHAT_HINT} onclick={on_click(act, picture::open(false))}>{ wording::WHO_SAID_WHAT }</button>
            }
            <ul class="rows people-rows" role="list" aria-label={wording::PEOPLE}>
                { for everybody.iter().skip(page * Panel::PAGE).take(Panel::PAGE).map(|person| row(person, everybody, open.as_ref(), *editing, act)) }
            </ul>
            if everybody.len() > Panel::PAGE {
                { pages(page, everybody.len().div_ceil(Panel::PAGE), |page| page, &turn) }
                { find(everybody, &names_asked, act) }
            }
            if *editing {
                { labelled(wording::ENTER_SOMEBODY, html! { <Field added={everybody.len()} id="enter-somebody" hint={wording::ENTER_HINT} value="" set={enter} /> }) }
            }
        </div>
    }
}

/// The page of the list, and whose entry was open when it was drawn last.
#[derive(Default)]
struct ListPlace {
    page: usize,
    open: Option<ActorId>,
}

impl ListPlace {
    /// The page to draw: that of a person who was opened since, otherwise the same as before.
    fn page(&mut self, everybody: &[Rc<Person>], open: Option<&ActorId>) -> usize {
        if self.open.as_ref() != open {
            let place = everybody.iter().position(|person| open == Some(&person.actor.id));
            self.page = place.map_or(self.page, |place| place / Panel::PAGE);
            self.open = open.cloned();
        }
        self.page = self.page.min(everybody.len().saturating_sub(1) / Panel::PAGE);
        self.page
    }
}

/// Somebody by name. The names are suggested once the field has the focus: hundreds take longer to draw than
/// the page.
fn find(everybody: &Rc<[Rc<Person>]>, names_asked: &UseStateHandle<bool>, act: &Act) -> Html {
    let all = everybody.clone();
    let set = act.reform(move |name: String| {
        let found = all.iter().find(|person| person.actor.name == name.trim());
        Action::People(People::Pick(found.map(|person| person.actor.id.clone())))
    });
    let asked = names_asked.clone();
    let onfocusin = Callback::from(move |_: FocusEvent| asked.set(true));
    let suggested = everybody.iter().filter(|_| **names_asked);
    html! {
        <label class="field" {onfocusin}><span class="label">{ wording::find_somebody(everybody.len()) }</span>
            <Field id="find-somebody" list="everybody" value="" {set} />
            <datalist id="everybody">{ for suggested.map(|person| html! { <option value={person.actor.name.clone()} /> }) }</datalist>
        </label>
    }
}

fn row(
    person: &Rc<Person>,
    everybody: &Rc<[Rc<Person>]>,
    open: Option<&ActorId>,
    editing: bool,
    act: &Act,
) -> Html {
    let actor = &person.actor;
    let is_open = open == Some(&actor.id);
    let pick = People::Pick((!is_open).then(|| actor.id.clone()));
    html! {
        <li key={actor.id.to_string()} class={is_open.then_some("is-on")}>
            <button id={is_open.then_some("open-person")} class="person-line" type="button" aria-expanded={is_open.to_string()} onclick={on_click(act, Action::People(pick))}>
                <span class="who-name" dir="auto">{ &actor.name }</span>
                <span class="who-role" dir="auto">{ wording::person_detail(person) }</span>
                { line_of(person) }
                <span class="tally">
                    { for kinds_of(person).map(|kind| html! {
                        <span title={wording::tally(kind, person.count(kind))}>{ kind_mark(kind) }<span class="hidden">{ wording::kind(kind) }{ " " }</span>{ person.count(kind) }</span>
                    }) }
                </span>
            </button>
            if is_open { { entry(person, everybody, editing, act) } }
        </li>
    }
}

/// The kinds of the annotations about somebody.
fn kinds_of(person: &Person) -> impl Iterator<Item = Kind> {
    let counts = person.counts;
    Kind::ALL.into_iter().filter(move |kind| counts[kind.index()] > 0)
}

/// The article as a line, and on it what is about somebody: mentions, quotes as long as they run, and
/// claims. The numbers beside it say the same.
fn line_of(person: &Person) -> Html {
    let path = |kind: Kind| {
        let places = person.places.iter().filter(|place| place.kind == kind);
        let draw = |place: &PersonPlace| match kind {
            Kind::Person => format!("M{} 3v10", place.start),
            Kind::Quote => format!("M{} 13h{}", place.start, place.length.max(4)),
            Kind::Claim => format!("M{} 19h{}", place.start, place.length.max(4)),
        };
        places.map(draw).collect::<String>()
    };
    html! {
        <svg class="person-places" viewBox="0 0 1000 22" preserveAspectRatio="none" aria-hidden="true">
            { for kinds_of(person).map(|kind| html! { <path class={kind.name()} d={path(kind)} /> }) }
        </svg>
    }
}

/// What somebody said, claimed, and where they are mentioned; each leads to its place.
fn said(person: &Person, act: &Act) -> Html {
    html! {
        <ul class="said" role="list" aria-label={wording::ABOUT_PERSON}>
            { for person.about.iter().map(|(id, kind, words)| html! {
                <li key={id.to_string()}><button class="said-line" type="button" onclick={on_click(act, Action::OpenCard(id.clone()))}>{ kind_mark(*kind) }<span class="hidden">{ wording::kind(*kind) }{ " " }</span><span dir="auto">{ words }</span></button></li>
            }) }
        </ul>
    }
}

fn entry(person: &Rc<Person>, everybody: &Rc<[Rc<Person>]>, editing: bool, act: &Act) -> Html {
    let actor = &person.actor;
    let nobody = person.first.is_none();
    let show = on_click(act, Action::People(People::Light(actor.id.clone())));
    let remove = on_click(act, Action::People(People::Remove(actor.id.clone())));
    html! {
        <div class="person-entry">
            { text(wording::PERSON_NAME, &actor.name, "", editing, act, actor, |actor, name| actor.name = name) }
            { sort(actor, editing, act) }
            { text(wording::ROLE, &actor.role, wording::ROLE_HINT, editing, act, actor, |actor, role| actor.role = role) }
            { item(actor, editing, act) }
            { text(wording::NOTE, &actor.note, "", editing, act, actor, |actor, note| actor.note = note) }
            if let Some((other, name)) = person.alike.as_ref().filter(|_| editing) {
                <div class="suggestion" role="group" aria-label={wording::SUGGESTION}>
                    <span dir="auto">{ wording::perhaps(name) }</span>
                    { button("button small framed", act, Action::People(People::Merge { from: actor.id.clone(), into: other.clone() }), wording::merge_into(&actor.name, name)) }
                </div>
            }
            <div class="person-acts">
                if editing && actor.sort == ActorSort::Person { { hinted("button small framed", wording::MARK_ALL_HINT, on_click(act, Action::MarkAll(MarkAll::Names(actor.id.clone()))), wording::MARK_ALL_BUTTON) } }
                <button id="light" class="button small framed" type="button" disabled={nobody} onclick={show}>{ wording::SHOW_IN_TEXT }</button>
                if editing {
                    if everybody.len() > 1 { { merge(person, everybody, act) } }
                    { icon_button(wording::remove_person(&actor.name), wording::REMOVE_PERSON_HINT, "bin", remove) }
                }
            </div>
            if !person.about.is_empty() { { said(person, act) } }
            if editing && person.about.len() > 1 { { split(person, act) } }
        </div>
    }
}

fn text(
    label: &'static str,
    value: &str,
    hint: &'static str,
    editing: bool,
    act: &Act,
    actor: &Rc<Actor>,
    set: fn(&mut Actor, String),
) -> Html {
    let set = changing(act, actor, set);
    labelled(label, html! { <Field {hint} readonly={!editing} value={value.to_owned()} {set} /> })
}

/// The item at Wikidata. What is none stays in the field, which says that it is not kept.
fn item(actor: &Rc<Actor>, editing: bool, act: &Act) -> Html {
    let value = actor.wikidata.clone().unwrap_or_default();
    let set = changing(act, actor, |actor, item| actor.wikidata = Some(item));
    labelled(
        wording::WIKIDATA,
        html! {
            <>
                <Field hint={wording::WIKIDATA_HINT} pattern={WIKIDATA_PATTERN} readonly={!editing} {value} {set} />
                <span class="refused">{ wording::NO_ITEM }</span>
            </>
        },
    )
}

fn changing(act: &Act, actor: &Rc<Actor>, set: fn(&mut Actor, String)) -> Callback<String> {
    let actor = actor.clone();
    act.reform(move |value: String| {
        let mut new = Actor::clone(&actor);
        set(&mut new, value);
        Action::People(People::Change(new))
    })
}

fn sort(actor: &Rc<Actor>, editing: bool, act: &Act) -> Html {
    let all = [ActorSort::Person, ActorSort::Organisation, ActorSort::Group, ActorSort::Unnamed];
    let known = actor.clone();
    let set = with_value(act, move |value| {
        let sort = all.into_iter().find(|sort| wording::sort(*sort) == value);
        People::Change(Actor { sort: sort.unwrap_or(known.sort), ..Actor::clone(&known) })
    });
    let title = |sort: ActorSort| wording::sort(sort);
    let options: Vec<_> = all.into_iter().map(|sort| Value::of(title(sort), title(sort))).collect();
    labelled(
        wording::SORT,
        html! { <Pick disabled={!editing} value={wording::sort(actor.sort)} {options} {set} /> },
    )
}

/// Merging: a choice, and a button that names both people.
fn merge(person: &Rc<Person>, everybody: &Rc<[Rc<Person>]>, act: &Act) -> Html {
    let actor = &person.actor;
    let others = everybody.iter().filter(|other| other.actor.id != actor.id);
    let option = |other: &Rc<Person>| Chosen {
        value: other.actor.id.to_string().into(),
        text: other.actor.name.clone().into(),
        button: wording::merge_into(&actor.name, &other.actor.name).into(),
        help: AttrValue::default(),
    };
    let options: Vec<_> = others.map(option).collect();
    let from = actor.id.clone();
    let set =
        with_value(act, move |id| People::Merge { from: from.clone(), into: id.as_str().into() });
    html! {
        <Choose key={actor.id.to_string()} id="merge-into" then="open-person" name={wording::MERGE_INTO} hint={wording::MERGE_INTO} {options} {set} />
    }
}

/// Separating: the person's annotations, to select and assign to somebody else. The form holds the
/// selection.
fn split(person: &Rc<Person>, act: &Act) -> Html {
    let from = person.actor.id.clone();
    let onsubmit = act.reform(move |event: SubmitEvent| {
        event.prevent_default();
        let form = event.target_dyn_into::<web_sys::HtmlFormElement>();
        let data = form.and_then(|form| web_sys::FormData::new_with_form(&form).ok());
        let selected = data.as_ref().map(|data| data.get_all("about")).unwrap_or_default();
        let ids = selected.iter().filter_map(|id| id.as_string());
        let name = data.and_then(|data| data.get("name").as_string()).unwrap_or_default();
        Action::People(People::Split {
            from: from.clone(),
            annotations: ids.map(|id| id.as_str().into()).collect(),
            name,
        })
    });
    html! {
        <details class="split" key={person.actor.id.to_string()}>
            <summary>{ wording::SPLIT }</summary>
            <form {onsubmit}>
                <p class="help">{ wording::SPLIT_HINT }</p>
                <ul class="hits" role="list" aria-label={wording::ABOUT_PERSON}>
                    { for person.about.iter().map(|(id, kind, words)| html! {
                        <li key={id.to_string()}><label class="tick-line"><input type="checkbox" name="about" value={id.to_string()} />{ kind_mark(*kind) }<span dir="auto">{ words }</span></label></li>
                    }) }
                </ul>
                <div class="label-line">
                    <input class="input" name="name" required=true aria-label={wording::SPLIT_NAME} placeholder={wording::SPLIT_NAME} autocomplete="off" dir="auto" />
                    <button class="button small framed" type="submit">{ wording::SPLIT_DO }</button>
                </div>
            </form>
        </details>
    }
}

/// The action for a picked type.
fn with_value(act: &Act, ask: impl Fn(String) -> People + 'static) -> Callback<String> {
    act.reform(move |value: String| Action::People(ask(value)))
}
