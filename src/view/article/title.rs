//! The title above the article, editable in place, and the article's details.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::model::Details;
use crate::session::Action;
use crate::session::document::excerpt::first_sentence;
use crate::session::screen::ArticleScreen;
use crate::view::{Act, on_click, wording};

/// Title and byline.
pub fn title(article: &ArticleScreen, editing: bool, whole: bool, act: &Act) -> Html {
    let details = &article.details;
    let known = [&details.byline, &details.published, &details.source];
    // The headline in the text is the one to mark; the title above it is then small.
    let twice = begins_with_title(article).then_some("twice");
    html! {
        <div class={classes!("title-block", twice)} key={article.id.to_string()}>
            <h1 class="article-title" lang={language_of_title(article)} aria-label={wording::or_untitled(&details.title).to_owned()}>
                <textarea
                    id="title"
                    rows="1"
                    dir="auto"
                    aria-label={wording::TITLE}
                    placeholder={wording::UNTITLED}
                    spellcheck="false"
                    readonly={!editing}
                    value={details.title.clone()}
                    oninput={rename(details, act, |typed| typed.replace(['\r', '\n'], " "))}
                    onchange={rename(details, act, |typed| typed.split_whitespace().collect::<Vec<_>>().join(" "))}
                    onkeydown={keep_on_enter()}
                />
            </h1>
            <p class="byline">
                <span dir="ltr">{ article.words.map(wording::words) }</span>
                <span dir="ltr">{ wording::paragraphs(article.paragraphs) }</span>
                { if whole && editing { proposal(article, act) } else { Html::default() } }
                { for known.into_iter().flatten().map(|text| html! { <span dir="auto">{ text }</span> }) }
            </p>
        </div>
    }
}

/// The language of the article, which its title is in; without a title, its name here is ours.
fn language_of_title(article: &ArticleScreen) -> Option<Rc<str>> {
    let titled = !article.details.title.is_empty();
    titled.then(|| article.language.clone().unwrap_or_default())
}

/// A title to accept if there is none: the first sentence. And the text to correct.
#[inline(never)]
fn proposal(article: &ArticleScreen, act: &Act) -> Html {
    let correct = html! {
        <button type="button" class="correct" onclick={on_click(act, Action::Correct(None))}>{ wording::CORRECT_TEXT }</button>
    };
    if !article.details.title.is_empty() {
        return correct;
    }
    let block = article.sections.get(0).and_then(|section| section.blocks.first());
    let title = block.map(|block| first_sentence(&block.article)).unwrap_or_default();
    let details = Details { title: title.clone(), ..(*article.details).clone() };
    html! {
        <>
            <button type="button" data-then="title" title={title} onclick={on_click(act, Action::SetDetails(details))}>{ wording::PROPOSE_TITLE }</button>
            { correct }
        </>
    }
}

/// Whether the text begins with its own title, as web pages do.
fn begins_with_title(article: &ArticleScreen) -> bool {
    let block = article.sections.get(0).and_then(|section| section.blocks.first());
    block.is_some_and(|block| {
        let words = block.pieces().map(|piece| block.article.slice(piece.range));
        block.kind.heading_level().is_some()
            && words.collect::<String>().trim() == article.details.title.trim()
    })
}

/// On every keystroke, because a redrawn field shows what the article says; trimmed at the end.
fn rename<E: AsRef<Event> + 'static>(
    details: &Rc<Details>,
    act: &Act,
    tidy: fn(&str) -> String,
) -> Callback<E> {
    let (details, act) = (details.clone(), act.clone());
    Callback::from(move |event: E| {
        let Some(field) = event.target_dyn_into::<web_sys::HtmlTextAreaElement>() else { return };
        let title = tidy(&field.value());
        act.emit(Action::SetDetails(Details { title, ..(*details).clone() }));
    })
}

/// Enter stores the title instead of breaking the line.
fn keep_on_enter() -> Callback<KeyboardEvent> {
    Callback::from(|event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            if let Some(field) = event.target_dyn_into::<web_sys::HtmlElement>() {
                let page = field.owner_document();
                let article = page.and_then(|page| page.get_element_by_id("article"));
                let article = article.and_then(|one| one.dyn_into::<web_sys::HtmlElement>().ok());
                // If the article cannot take the focus, the field keeps its text all the same.
                let _ = article.map(|article| article.focus());
            }
        }
    })
}
