//! The whole page: hands each part its share of the snapshot.

use yew::prelude::*;

use crate::model::Kind;
use crate::session::screen::ArticleScreen;
use crate::session::selection::pick_mode::Pick;
use crate::session::{Action, Announcement, Editing, Screen};
use crate::view::parts::button::button;

use super::article::empty::empty;
use super::article::footer::footer;
use super::article::handles::handles;
use super::article::minimap::minimap;
use super::article::text::article_text;
use super::article::title::title;
use super::article::toolbar::{ToolbarProps, toolbar};
use super::article::versions::compared;
use super::cards::list::{CardsProps, cards};
use super::dialogs::dialog::dialogs;
use super::header::header;
use super::panels::panel::{lists, panel};
use super::parts::icon::kind_mark;
use super::parts::toast::toast;
use super::{Act, Estimate, on_click, wording};

/// Properties of the page.
pub struct PageProps<'a> {
    /// The snapshot.
    pub screen: &'a Screen,
    /// Whether the pointer is dragging over text, so that no toolbar appears yet.
    pub dragging: bool,
    /// Whether the last pointer was a finger, so that the toolbar stands at the foot.
    pub touch: bool,
    /// Whether a file is held over the page.
    pub dropping: bool,
    /// Whether the sheet of the open card is expanded, on narrow screens.
    pub sheet_up: bool,
    /// Receives the actions.
    pub act: &'a Act,
    /// Receives chosen files, as the event of the field.
    pub choose: &'a Callback<Event>,
    /// Makes the code of the bookmark that sends a page.
    pub bookmarklet: fn() -> String,
    /// Expands or collapses the sheet.
    pub sheet: &'a Callback<bool>,
    /// Receives the estimated height of a part of the article, in lines.
    pub estimate: &'a Estimate,
}

/// Header, article, cards, messages and dialogs.
pub fn page(props: &PageProps<'_>) -> Html {
    let PageProps { screen, choose, bookmarklet, act, .. } = props;
    let passing = passing(screen, act);
    let (outside, inside) = match screen.dialog {
        None => (passing, Html::default()),
        Some(_) => (Html::default(), passing),
    };
    html! {
        <>
            { header(screen, act) }
            { screen.article.as_ref().map_or_else(|| nothing_open(screen, choose, act), |article| reading(props, article)) }
            { outside }
            if props.dropping { <div class="drop-note">{ wording::DROP }</div> }
            { dialogs(screen, (choose, *bookmarklet), inside, act) }
        </>
    }
}

/// The empty page. Nothing stands below the header while the page shows the article only.
fn nothing_open(screen: &Screen, choose: &Callback<Event>, act: &Act) -> Html {
    if screen.article_only { Html::default() } else { empty(choose, act) }
}

/// The message, and what screen readers announce. An open dialog makes everything outside it
/// unreachable, so then they stand inside.
fn passing(screen: &Screen, act: &Act) -> Html {
    html! {
        <>
            { for screen.toast.iter().map(|shown| toast(shown, act)) }
            <p class="hidden" role="status">
                if let Some(status) = &screen.status {
                    <span key={status.number}>{ wording::message(&status.what) }</span>
                }
            </p>
            <p class="hidden" aria-live="assertive">
                if let Some(Announcement { what, number }) = &screen.said {
                    <span key={*number}>{ in_language(&wording::said(what), &what.words, screen) }</span>
                }
            </p>
        </>
    }
}

/// An announcement, whose words from the article are in its language, whatever that is.
fn in_language(said: &str, words: &str, screen: &Screen) -> Html {
    let language = screen.article.as_ref().and_then(|article| article.language.clone());
    match said.split_once(words).filter(|_| !words.is_empty()) {
        Some((before, after)) => html! {
            <>{ before.to_owned() }<span lang={language.unwrap_or_default()}>{ words.to_owned() }</span>{ after.to_owned() }</>
        },
        None => html! { { said.to_owned() } },
    }
}

/// What is being picked in the text, and how to cancel.
fn pick_note(screen: &Screen, act: &Act) -> Html {
    screen.picking.map(|pick| picking(pick, act)).unwrap_or_default()
}

#[inline(never)]
fn picking(pick: Pick, act: &Act) -> Html {
    html! {
        <section class="pen-note picking" aria-label={wording::PICKING}>
            <span>{ wording::pick_hint(pick) }</span>
            { button("link", act, Action::PickInText(None), wording::CANCEL) }
        </section>
    }
}

/// Which pen is held, and how to put it down.
fn pen_note(screen: &Screen, act: &Act) -> Html {
    screen.pen.map(|kind| holding(kind, act)).unwrap_or_default()
}

#[inline(never)]
fn holding(pen: Kind, act: &Act) -> Html {
    let put_down = on_click(act, Action::Pen(None));
    html! {
        <section class="pen-note" aria-label={wording::PENS}>
            { kind_mark(pen) }<span>{ wording::pen_held(pen) }</span>
            <button class="button small" type="button" onclick={put_down}>{ wording::STOP_PEN }<i class="key" data-key="Esc"></i></button>
        </section>
    }
}

/// Two texts that are compared, in place of the article, or a source beside it.
fn beside_article(screen: &Screen, act: &Act) -> Html {
    match (screen.lists(), screen.on_demand) {
        (Some(lists), Some(loaded)) => compared((screen, lists), act, loaded),
        _ => Html::default(),
    }
}

fn reading(props: &PageProps<'_>, article: &ArticleScreen) -> Html {
    let PageProps { screen, act, .. } = props;
    let here = screen.editing == Editing::Here;
    // No toolbar for a selection made by keys that also mark: it would only cover the line above.
    let shown = here && (screen.caret.is_none() || !screen.settings.character_keys);
    let selection = screen.selection.as_ref().filter(|_| shown);
    let tools = selection.map(|selection| ToolbarProps {
        words: &selection.words,
        places: selection.places,
        scheme: &article.details.scheme,
        settings: &screen.settings,
        pen: screen.pen,
        picking: screen.picking,
        docked: props.touch,
        act,
    });
    let cards_props = CardsProps {
        list: &article.cards,
        hidden: screen.hidden,
        pen: screen.pen,
        settings: &screen.settings,
        whole: !screen.article_only,
        article: &article.id,
        editing: here,
        up: props.sheet_up,
        lists: lists(screen),
        selecting: selection.is_some(),
        sheet: props.sheet,
        act,
    };
    html! {
        <>
            <main class="page" dir={article.right_to_left.then_some("rtl")}>
                <div id="paper" class="sheet-of-paper">
                    { title(article, here, !screen.article_only, act) }
                    <p id="by-keyboard" class="hidden" hidden={true}>{ wording::BY_KEYBOARD_HELP }</p>
                    { article_text(article, screen.keyboard_mode, props.estimate) }
                    if let (Some(caret), None) = (screen.caret, &screen.adjusting) { <i id="caret" class="caret" data-backward={caret.backward.then_some("")}></i> }
                    if screen.suggests() { <div id="maybe-letters" class="maybe-letters" aria-hidden="true"></div> }
                    { if here { handles(&article.cards) } else { Html::default() } }
                    // Always one child, present or empty: otherwise Yew would rebuild the article.
                    if let (Some(tools), false) = (&tools, props.dragging) { { toolbar(tools) } }
                </div>
                { minimap(article.paragraphs) }
                { cards(&cards_props) }
                { panel(screen, act) }
                { beside_article(screen, act) }
            </main>
            { if here && !screen.article_only { footer(screen, article.paragraphs) } else { Html::default() } }
            { pick_note(screen, act) }
            { pen_note(screen, act) }
        </>
    }
}
