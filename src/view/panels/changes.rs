//! The list of changes: the annotations to decide about, one under review; without a comparison the versions of
//! the article and its unannounced changes.

use yew::prelude::*;

use crate::model::Kind;
use crate::model::anchoring::Fate;
use crate::session::Action;
use crate::session::screen::ListsScreen;
use crate::session::versions::places::{EnteredPlace, EnteredPlaces};
use crate::session::versions::rows::{ChangeRow, ChangesRows, ComparedRows, WordPiece};
use crate::session::versions::{ChangeChoice, Versions};
use crate::view::article::beside::pieces;
use crate::view::parts::button::{button, icon_button};
use crate::view::parts::icon::kind_mark;
use crate::view::{Act, form_value, on_click, wording};

use super::passage::{PassageForm, passage_form};

/// The id of the change under review, which gets the focus: `commands/versions.rs`.
const UNDER_REVIEW: &str = "change-under-review";

/// The panel.
pub fn changes(lists: &ListsScreen, editing: bool, act: &Act) -> Html {
    let Some(rows) = lists.compared.as_ref().map(|rows| rows.value()) else {
        return Html::default();
    };
    html! {
        <section class="panel-list changes" aria-label={wording::CHANGES}>
            { match &rows.comparison {
                Some(found) => comparison(found, editing, act),
                None => kept(rows, editing, act),
            } }
        </section>
    }
}

fn ask(asked: Versions) -> Action {
    Action::Versions(asked)
}

fn comparison(rows: &ComparedRows, editing: bool, act: &Act) -> Html {
    let adopts = rows.adopts && editing;
    let ready = rows.open == 0 && !rows.working && rows.failed.is_none();
    html! {
        <>
            { bar(rows, act) }
            <div class="findings">
                { state(rows, act) }
                { for rows.changes.iter().map(|one| finding(one, adopts, act)) }
            </div>
            <div class="suggest-foot">
                <span class="muted">{ wording::keep_their_place(rows) }</span>
                { button("button small quiet", act, ask(Versions::Stop), wording::STOP_COMPARING) }
                if adopts {
                    <button id="adopt" class="button small main" type="button" disabled={!ready} title={(rows.open > 0).then(|| wording::not_decided(rows.open))} onclick={on_click(act, ask(Versions::Adopt))}>{ wording::ADOPT }</button>
                }
            </div>
        </>
    }
}

fn bar(rows: &ComparedRows, act: &Act) -> Html {
    let step = |name: &'static str, hint: &'static str, icon_name: &'static str, forward| {
        icon_button(name, hint, icon_name, on_click(act, ask(Versions::Step { forward })))
    };
    let filter = |only: Option<Fate>, name: &'static str, count: usize| {
        let on = rows.only == only;
        html! { <button type="button" class={on.then_some("is-on")} aria-pressed={on.to_string()} onclick={on_click(act, ask(Versions::Only(only)))}>{ name }<span class="n muted">{ format!(" {count}") }</span></button> }
    };
    let (reworded, gone) = (rows.fates[Fate::Reworded as usize], rows.fates[Fate::Gone as usize]);
    html! {
        <div class="panel-bar">
            if !rows.working && rows.failed.is_none() {
                <h2>{ wording::to_decide(rows) }</h2>
                <span class="segments" role="group" aria-label={wording::SHOW_CHANGES}>
                    { filter(None, wording::ALL_CHANGES, reworded + gone) }
                    { filter(Some(Fate::Reworded), wording::fate_filter(Fate::Reworded), reworded) }
                    { filter(Some(Fate::Gone), wording::fate_filter(Fate::Gone), gone) }
                </span>
                <span class="end">
                    { step(wording::PREVIOUS_CHANGE, wording::PREVIOUS_CHANGE_HINT, "up", false) }
                    { step(wording::NEXT_CHANGE, wording::NEXT_CHANGE_HINT, "down", true) }
                </span>
            }
        </div>
    }
}

fn state(rows: &ComparedRows, act: &Act) -> Html {
    if rows.working {
        return html! { <div class="empty"><p>{ wording::COMPARING }</p><progress aria-label={wording::COMPARING}></progress></div> };
    }
    if let Some(problem) = &rows.failed {
        return html! {
            <div class="empty"><h3>{ wording::NOT_COMPARED }</h3><p>{ wording::problem(problem) }</p>
                { button("button small framed", act, ask(Versions::Again), wording::TRY_AGAIN) }
            </div>
        };
    }
    let (title, hint) = match (rows.changes.is_empty(), rows.only) {
        (false, _) => {
            let cues = (rows.cues > 0).then(|| wording::cues_lost(rows.cues));
            let said = [cues, wording::changes_shown(rows)].into_iter().flatten();
            return said.map(|words| html! { <p class="help">{ words }</p> }).collect();
        }
        (true, Some(_)) => (wording::NONE_OF_THESE, wording::NONE_OF_THESE_HINT),
        (true, None) => (wording::NOTHING_TO_DECIDE, wording::NOTHING_TO_DECIDE_HINT),
    };
    html! {
        <div class="empty"><h3>{ title }</h3><p>{ hint }</p>
            if rows.cues > 0 { <p>{ wording::cues_lost(rows.cues) }</p> }
        </div>
    }
}

fn finding(row: &ChangeRow, adopts: bool, act: &Act) -> Html {
    let review = on_click(act, ask(Versions::Review(row.id.clone())));
    let title = wording::change_title(row);
    html! {
        <section class="finding" key={row.id.to_string()} data-on={row.current.then(|| row.kind.name())} data-fate={wording::fate(row.fate)}>
            <h3><button class="finding-head" type="button" id={row.current.then_some(UNDER_REVIEW)} aria-expanded={row.current.to_string()} onclick={review}>
                { kind_mark(row.kind) }{ title }<span class="at">{ wording::change_place(row) }</span>
            </button></h3>
            if let Some(said) = wording::said_both(row) { <p>{ said }</p> }
            { both(&row.old, &row.new) }
            if row.fate == Fate::Gone || row.doubtful {
                if let Some((words, likeness)) = &row.elsewhere { <p class="help">{ wording::elsewhere(words, *likeness) }</p> }
            }
            if let Some(again) = wording::verdict_again(row) { <p class="help">{ again }</p> }
            if row.sourced { <p class="help">{ wording::SOURCE_OF_OLD }</p> }
            if let Some((decision, words)) = &row.decision { <p class="decided">{ wording::decision(decision, words) }</p> }
            if row.current && adopts { { decide(row, act) } }
        </section>
    }
}

/// Both wordings.
fn both(old: &[WordPiece], new: &[WordPiece]) -> Html {
    html! {
        <dl class="both">
            <dt>{ wording::OLD_WORDS }</dt><dd dir="auto">{ pieces(old, false) }</dd>
            if !new.is_empty() { <dt>{ wording::NEW_WORDS }</dt><dd dir="auto">{ pieces(new, true) }</dd> }
        </dl>
    }
}

fn decide(row: &ChangeRow, act: &Act) -> Html {
    let button = |name: &'static str,
                  class: &'static str,
                  key: &'static str,
                  choice: ChangeChoice| {
        html! { <button {class} type="button" onclick={on_click(act, ask(Versions::Decide(choice)))}>{ name }<i class="key" data-key={key}></i></button> }
    };
    let found = !row.new.is_empty() || row.elsewhere.is_some();
    html! {
        <>
            <div class="decide">
                if found { { button(wording::USE_NEW_WORDS, "button small main", "1", ChangeChoice::NewWords) } }
                { button(wording::MARK_AS_GONE, "button small framed", "2", ChangeChoice::Gone) }
                { button(wording::OTHER_WORDS, "button small quiet", "3", ChangeChoice::Ask) }
            </div>
            if row.asks { { other_words(row, act) } }
            if !row.places.offered.is_empty() { { several_places(&row.places, act) } }
            // Mentions are in no list of changed wordings.
            if row.kind != Kind::Person { <p class="help">{ wording::LISTED_ANYWAY }</p> }
        </>
    }
}

/// How the reader chooses other words: in the newer text, or by entering them.
fn other_words(row: &ChangeRow, act: &Act) -> Html {
    let form = PassageForm {
        help: wording::OTHER_WORDS_HELP,
        label: wording::WHICH_WORDS,
        field: "other-words",
        cancel: ask(Versions::Review(row.id.clone())),
    };
    let selected = |points| ask(Versions::Decide(ChangeChoice::Selected(points)));
    let entered = |words| ask(Versions::Decide(ChangeChoice::Words(words)));
    passage_form(form, selected, entered, act)
}

/// The places of the words entered, of which the reader chooses one.
fn several_places(places: &EnteredPlaces, act: &Act) -> Html {
    let choose = |place: &EnteredPlace| {
        let choice = ChangeChoice::Selected(Some(place.points));
        on_click(act, ask(Versions::Decide(choice)))
    };
    html! {
        <fieldset class="places"><legend class="help">{ wording::words_in_several(places) }</legend>
            { for places.offered.iter().enumerate().map(|(at, place)| html! {
                <button id={(at == 0).then_some("other-place")} class="button small framed" type="button" onclick={choose(place)}>
                    <span class="where"><span aria-hidden="true">{ "¶ " }</span><span class="hidden">{ wording::PARAGRAPH }{ " " }</span>{ place.paragraph }{ " " }</span>
                    <span class="words" dir="auto">{ &place.excerpt.before }<b>{ &place.excerpt.words }</b>{ &place.excerpt.after }</span>
                </button>
            }) }
        </fieldset>
    }
}

/// The versions, what changed between them, and how to compare with a newer text.
fn kept(rows: &ChangesRows, editing: bool, act: &Act) -> Html {
    let paste = act.reform(|event: SubmitEvent| {
        event.prevent_default();
        ask(Versions::Paste { title: String::new(), text: form_value(&event, "text") })
    });
    let last = rows.versions.len().saturating_sub(1);
    let version = |(at, row): (usize, &crate::session::versions::rows::VersionRow)| {
        html! {
            <li key={at}><b>{ wording::version_name(row) }</b><span class="muted">{ wording::version_facts(row, at == last) }</span>
                if at < last {
                    <button class="button small quiet" type="button" aria-label={wording::for_item(wording::WITH_PRESENT, &wording::version_name(row))} onclick={on_click(act, ask(Versions::Look { old: at, new: last }))}>{ wording::WITH_PRESENT }</button>
                    if at + 1 < last {
                        { button("button small quiet", act, ask(Versions::Look { old: at, new: at + 1 }), wording::next_version(&rows.versions[at + 1])) }
                    }
                }
            </li>
        }
    };
    html! {
        <>
            <div class="panel-bar"><h2>{ wording::VERSIONS }</h2></div>
            <div class="findings">
                <ol class="versions" role="list">{ for rows.versions.iter().enumerate().map(version) }</ol>
                if !rows.unannounced.is_empty() {
                    <h3 class="band">{ wording::UNANNOUNCED }</h3>
                    <p class="help">{ wording::UNANNOUNCED_HINT }</p>
                    { for rows.unannounced.iter().map(|one| html! {
                        <section class="finding">
                            <h3>{ kind_mark(one.change.kind) }{ wording::unannounced(one) }</h3>
                            <dl class="both">
                                <dt>{ wording::OLD_WORDS }</dt><dd dir="auto">{ &one.change.old }</dd>
                                <dt>{ wording::NEW_WORDS }</dt><dd dir="auto">{ one.change.new.clone().unwrap_or_else(|| wording::gone_words().to_owned()) }</dd>
                            </dl>
                        </section>
                    }) }
                }
            </div>
            if editing {
                <form class="suggest-foot newer" onsubmit={paste}>
                    <label class="field grow"><span class="label">{ wording::NEWER_TEXT }</span><textarea class="input" name="text" dir="auto" required=true rows="3" /></label>
                    <button class="button small main" type="submit">{ wording::COMPARE }</button>
                </form>
            }
        </>
    }
}
