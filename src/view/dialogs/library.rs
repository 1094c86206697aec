//! The articles in this browser: search, sort, select, correct, copy, delete, export together.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::model::{ArticleId, Details, Kind, TextSearch};
use crate::session::library::shelf::{Order, ROWS, ShelfScreen, Shelve};
use crate::session::screen::ListsScreen;
use crate::session::search::library::LibraryFound;
use crate::session::search::texts::HitsIn;
use crate::session::{Action, Dialog, Entry, Opening};
use crate::view::panels::search::{hit, options};
use crate::view::parts::button::{button, hinted, icon_button};
use crate::view::parts::field::labelled;
use crate::view::parts::icon::{icon, kind_mark};
use crate::view::{Act, on_change, on_click, value_of, wording};

/// The list, with the actions for all of it.
pub fn library(lists: &ListsScreen, entries: &[Entry], act: &Act) -> Html {
    let shelf = &lists.shelf;
    let texts = lists.library_found.as_ref().map(|texts| texts.value());
    let texts = texts.filter(|_| !shelf.find.is_blank());
    let rows = shelf.found.iter().take(shelf.shown).filter_map(|at| entries.get(*at));
    let left = shelf.found.len() - shelf.shown.min(shelf.found.len());
    html! {
        <section class="stored" aria-labelledby="stored-heading">
            <h2 id="stored-heading">{ wording::STORED }</h2>
            if shelf.articles == 0 && shelf.damaged.is_empty() && shelf.find.is_blank() {
                <p class="help">{ wording::NOTHING_STORED }</p>
            } else {
                { tools(shelf, act) }
                { sum(shelf, texts, act) }
            }
            if let Some(texts) = texts { { unsearched(texts, shelf, entries) } }
            if !shelf.unstored.is_empty() { { unstored(&shelf.unstored, act) } }
            <ul class="library" role="list" aria-labelledby="stored-heading">
                { for shelf.damaged.iter().map(|id| damaged(&id.0, act)) }
                { for rows.map(|entry| row(entry, texts, shelf, entries, act)) }
            </ul>
            if texts.is_some_and(|texts| shelf.found.is_empty() && texts.searched == texts.total) {
                <div class="empty"><h3>{ wording::NOT_FOUND }</h3><p>{ wording::FOUND_NOWHERE }</p></div>
            }
            if left > 0 {
                { button("button framed", act, Shelve::More.into(), wording::show_more(left.min(2 * ROWS), left)) }
            }
            { foot(shelf, act) }
        </section>
    }
}

/// What the list shows, and how far the search in the texts is.
fn sum(shelf: &ShelfScreen, texts: Option<&LibraryFound>, act: &Act) -> Html {
    let goes_on = texts.is_some_and(|texts| texts.goes_on);
    let words =
        texts.map_or_else(|| wording::library_sum(shelf), |texts| wording::found_sum(shelf, texts));
    html! {
        <>
            if texts.is_some() { { options(&shelf.find, false, act, |search| Shelve::Find(search).into()) } }
            <p class="help" id="stored-sum" aria-live="polite" aria-busy={goes_on.to_string()}>{ words }</p>
            if goes_on { { button("button framed small", act, Shelve::StopSearch.into(), wording::STOP_SEARCH) } }
        </>
    }
}

/// The articles of which something was not searched, and what.
fn unsearched(texts: &LibraryFound, shelf: &ShelfScreen, entries: &[Entry]) -> Html {
    let title = |id: &ArticleId| {
        let entry = entries.iter().find(|entry| entry.id == *id);
        wording::or_untitled(entry.map_or("", Entry::name)).to_owned()
    };
    let all = texts.unsearched.iter().map(|(id, what)| wording::unsearched(&title(id), what));
    let damaged = shelf.damaged.iter().map(|id| wording::unsearched_id(&id.0));
    let all: Vec<String> = all.chain(damaged).collect();
    html! {
        if !all.is_empty() {
            <details class="help"><summary>{ wording::unsearched_sum(all.len()) }</summary>
                <ul>{ for all.into_iter().map(|one| html! { <li dir="auto">{ one }</li> }) }</ul>
            </details>
        }
    }
}

/// The first hits in an article; each opens it there.
fn hits_in(id: &ArticleId, title: &str, hits: &HitsIn, act: &Act) -> Html {
    let show = |index: usize| ask(act, Shelve::ShowHit(id.clone(), index));
    let shown = hits.rows.len();
    html! {
        <ol class="hit-rows" role="list" aria-label={wording::hits_of(title)}>
            { for hits.rows.iter().enumerate().map(|(index, row)| hit(row, index, "0", show(index))) }
            if hits.more || hits.count > shown {
                <li key={shown}><button class="hit-row" type="button" onclick={show(shown)}><span class="muted">{ wording::more_hits(hits) }</span></button></li>
            }
        </ol>
    }
}

/// Articles held only by this page: their names, and the two ways to keep them.
fn unstored(names: &[String], act: &Act) -> Html {
    html! {
        <section id="unstored">
            <details><summary>{ wording::unstored(names.len()) }</summary>
                <ul>{ for names.iter().map(|name| html! { <li dir="auto">{ wording::or_untitled(name).to_owned() }</li> }) }</ul>
            </details>
            <span class="row">
                { button("button framed", act, Shelve::TakeUnstored.into(), wording::SAVE_TO_FILE) }
                { button("button framed", act, Shelve::StoreUnstored.into(), wording::STORE_THEM) }
            </span>
        </section>
    }
}

fn ask(act: &Act, asked: Shelve) -> Callback<MouseEvent> {
    on_click(act, asked.into())
}

/// Search, order, and Select all.
fn tools(shelf: &ShelfScreen, act: &Act) -> Html {
    let search = shelf.find.clone();
    let find = act.reform(move |event: InputEvent| {
        let words = value_of(&event).unwrap_or_default();
        Action::from(Shelve::Find(TextSearch { words, ..search.clone() }))
    });
    // Escape empties the field first, and only then closes the dialog.
    let typed = shelf.find.clone();
    let empty = act.clone();
    let emptied = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() && !typed.words.is_empty() {
            event.prevent_default();
            empty.emit(Shelve::Find(TextSearch { words: String::new(), ..typed.clone() }).into());
        }
    });
    // Who clicks here will type, and reading the texts takes longer than searching them.
    let prepare = ask(act, Shelve::Find(shelf.find.clone()));
    let sort = act.reform(|event: Event| {
        let picked = value_of(&event).and_then(|value| value.parse::<usize>().ok());
        let order = picked.and_then(|at| Order::ALL.get(at)).copied();
        Action::from(Shelve::Sort(order.unwrap_or_default()))
    });
    let all = shelf.all_ticked;
    html! {
        <div class="stored-tools">
            <label class="tick"><input type="checkbox" checked={all} aria-label={wording::SELECT_ALL} onchange={on_change(act, Shelve::SelectAll(!all).into())} /></label>
            <input id="stored-words" class="input" type="search" dir="auto" aria-label={wording::FIND} placeholder={wording::FIND_HINT} value={shelf.find.words.clone()} oninput={find} onkeydown={emptied} onclick={prepare} aria-describedby="stored-sum" />
            <select class="input" aria-label={wording::IN_ORDER} onchange={sort}>
                { for Order::ALL.into_iter().enumerate().map(|(at, order)| html! {
                    <option value={at.to_string()} selected={shelf.order == order}>{ wording::order(order) }</option>
                }) }
            </select>
        </div>
    }
}

fn row(
    entry: &Entry,
    texts: Option<&LibraryFound>,
    shelf: &ShelfScreen,
    entries: &[Entry],
    act: &Act,
) -> Html {
    let id = &entry.id;
    let title = wording::or_untitled(entry.name()).to_owned();
    let selected = shelf.selected.contains(id);
    let typed = shelf.editing.as_ref().filter(|(edited, _)| edited == id).map(|(_, typed)| typed);
    let edit = Shelve::Edit(typed.is_none().then(|| id.clone()));
    let copy = Shelve::Duplicate(id.clone(), wording::copy_of(&title, entries));
    let select = Shelve::Select(id.clone(), !selected);
    html! {
        <li key={id.to_string()}>
            <label class="tick"><input type="checkbox" checked={selected} aria-label={wording::select(&title)} onchange={on_change(act, select.into())} /></label>
            <button class="stored-title" type="button" onclick={on_click(act, Opening::Stored(id.clone()).into())}>
                <span class="what" dir="auto">{ &title }</span>
                <span class="meta">
                    { for Kind::ALL.into_iter().map(|kind| count(kind, entry.counts[kind.index()])) }
                    if let Some((_, open)) = shelf.waiting.iter().find(|(of, _)| of == id) { <strong>{ wording::waiting(*open) }</strong> }
                    { for wording::known_of(entry).into_iter().map(|known| html! { <span dir="auto">{ known }</span> }) }
                </span>
            </button>
            <button class="button icon small" type="button" aria-expanded={typed.is_some().to_string()} aria-label={wording::details_of(&title)} title={wording::DETAILS_HINT} onclick={ask(act, edit)}>{ icon("edit") }</button>
            { icon_button(wording::duplicate(&title), wording::DUPLICATE_HINT, "copy", ask(act, copy)) }
            { icon_button(wording::delete_article(&title), wording::DELETE, "bin", on_click(act, Action::DeleteArticle(id.clone()))) }
            if let Some(typed) = typed { { details(id, typed, act) } }
            if let Some(hits) = texts.and_then(|texts| texts.hits.get(id)) { { hits_in(id, &title, hits, act) } }
        </li>
    }
}

/// An article's details: shown as they are typed, stored on Save.
fn details(id: &ArticleId, typed: &Details, act: &Act) -> Html {
    let keep = {
        let id = id.clone();
        act.reform(move |event: SubmitEvent| {
            event.prevent_default();
            Shelve::Correct(id.clone(), details_in(&event, true)).into()
        })
    };
    let oninput = act.reform(|event: InputEvent| Shelve::Type(details_in(&event, false)).into());
    let fields = [
        ("title", wording::ARTICLE_TITLE, Some(&typed.title)),
        ("byline", wording::BYLINE, typed.byline.as_ref()),
        ("source", wording::SOURCE, typed.source.as_ref()),
        ("published", wording::PUBLISHED, typed.published.as_ref()),
        ("language", wording::LANGUAGE, typed.language.as_ref()),
    ];
    html! {
        <form class="stored-details" onsubmit={keep} {oninput}>
            { for fields.into_iter().map(|(name, label, value)| labelled(label, html! { <input class="input" {name} dir="auto" value={value.cloned().unwrap_or_default()} /> })) }
            <span class="row">
                <button class="button main" type="submit">{ wording::SAVE_DETAILS }</button>
                { button("button framed", act, Shelve::Edit(None).into(), wording::CANCEL) }
            </span>
        </form>
    }
}

/// The fields of the form that sent an event; trimmed when they are about to be stored.
fn details_in(event: &Event, tidy: bool) -> Details {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let form = element.and_then(|element| element.closest("form").ok().flatten());
    let form = form.and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok());
    let data = form.and_then(|form| web_sys::FormData::new_with_form(&form).ok());
    let field = |name: &str| {
        let text = data.as_ref().and_then(|data| data.get(name).as_string());
        let text = text.map(|text| if tidy { text.trim().to_owned() } else { text });
        text.filter(|text| !text.is_empty())
    };
    Details {
        title: field("title").unwrap_or_default(),
        byline: field("byline"),
        source: field("source"),
        published: field("published"),
        language: field("language"),
        ..Details::default()
    }
}

/// An entry that cannot be read. Its text may still be readable, so Open tries it.
fn damaged(id: &str, act: &Act) -> Html {
    let open = Action::from(Opening::Stored(id.into()));
    html! {
        <li key={format!("damaged {id}")}>
            <span class="tick">{ icon("note") }</span>
            <button class="stored-title" type="button" onclick={on_click(act, open)}>
                <span class="what">{ wording::DAMAGED_ENTRY }</span>
                <span class="meta">{ wording::damaged_hint(id) }</span>
            </button>
        </li>
    }
}

fn foot(shelf: &ShelfScreen, act: &Act) -> Html {
    let selected = shelf.selected.len();
    html! {
        <>
        <span class="row" data-then="stored-words">
            { button("button quiet", act, Action::OpenSample, wording::TRY_SAMPLE) }
            if selected > 0 {
                <button class="button framed" type="button" onclick={ask(act, Shelve::ExportSelected)}>{ wording::EXPORT_SELECTED }<i class="n" data-n={selected.to_string()}></i></button>
                { hinted("button framed", wording::COUNT_SELECTED_HINT, ask(act, Shelve::CountSelected), wording::WHO_SAID_WHAT) }
                { hinted("button framed", wording::SUGGEST_SELECTED_HINT, ask(act, Shelve::SuggestSelected), wording::SUGGEST_SELECTED) }
                <button class="button framed" type="button" onclick={ask(act, Shelve::DeleteSelected)}>{ wording::DELETE_SELECTED }<i class="n" data-n={selected.to_string()}></i></button>
            }
            if shelf.articles > 0 {
                { button("button framed", act, Shelve::ExportAll.into(), wording::EXPORT_ALL) }
            }
        </span>
        // By itself: no focus comes here from a button that is gone.
        <span class="row">{ button("button quiet", act, Action::Show(Some(Dialog::Erase.into())), wording::ERASE_DOTS) }</span>
        </>
    }
}

/// What erasing everything deletes and what it does not, to confirm.
pub fn erase(shelf: &ShelfScreen, act: &Act) -> Html {
    html! {
        <>
            <div class="dialog-body">
                <p>{ wording::erase_what(shelf) }</p>
                <p class="help">{ wording::ERASE_STAYS }</p>
            </div>
            <div class="dialog-foot"><span class="end">
                { button("button framed", act, Action::Show(Some(Dialog::Open.into())), wording::CANCEL) }
                { button("button main", act, Shelve::Erase.into(), wording::ERASE) }
            </span></div>
        </>
    }
}

/// Progress of an export or import; closing the dialog stops it.
pub fn progress(done: usize, total: usize, act: &Act) -> Html {
    html! {
        <>
            <div class="dialog-body">
                <label class="field"><span class="label" role="status">{ wording::progress(done, total) }</span>
                    <progress class="progress" value={done.to_string()} max={total.to_string()}></progress>
                </label>
            </div>
            <div class="dialog-foot"><span class="end">
                { button("button framed", act, Action::Show(None), wording::STOP) }
            </span></div>
        </>
    }
}

fn count(kind: Kind, count: usize) -> Html {
    html! {
        <span class="count">{ kind_mark(kind) }<span aria-hidden="true">{ count }</span><span class="hidden">{ wording::count(kind, count) }</span></span>
    }
}
