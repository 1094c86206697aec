//! The whole page, put together. Must never decide: it hands each part its share of the snapshot.

use yew::prelude::*;

use super::article::article_text;
use super::cards::{CardsProps, cards};
use super::dialog::dialogs;
use super::empty::empty;
use super::footline::footline;
use super::header::header;
use super::title::title;
use super::toast::toast;
use super::toolbar::toolbar;
use super::{Act, wording};
use crate::session::Screen;
use crate::session::screen::ArticleScreen;

/// What the page needs.
pub struct PageProps<'a> {
    /// What is to be seen.
    pub screen: &'a Screen,
    /// Whether the pointer is being dragged over text, so that no toolbar should come up yet.
    pub dragging: bool,
    /// Whether a file is held over the page.
    pub dropping: bool,
    /// Whether the sheet of the open card is drawn up, on narrow screens.
    pub sheet_up: bool,
    /// Told what is asked for.
    pub act: &'a Act,
    /// Told files that were chosen, by the event of the field.
    pub choose: &'a Callback<Event>,
    /// Told that the sheet is to be drawn up or let down.
    pub sheet: &'a Callback<bool>,
}

/// Header, article, cards, and whatever passes over them.
pub fn page(props: &PageProps<'_>) -> Html {
    let PageProps { screen, choose, act, .. } = props;
    let passing = passing(screen, act);
    let (outside, inside) = match screen.dialog {
        None => (passing, Html::default()),
        Some(_) => (Html::default(), passing),
    };
    html! {
        <>
            { header(screen, act) }
            { screen.article.as_ref().map_or_else(|| empty(choose, act), |article| reading(props, article)) }
            { outside }
            if props.dropping { <div class="drop-note">{ wording::DROP }</div> }
            { dialogs(screen, choose, inside, act) }
        </>
    }
}

/// What passes: the message, and what is said to those who listen. While a dialog is open, all
/// else is out of reach, so it has to be inside.
fn passing(screen: &Screen, act: &Act) -> Html {
    html! {
        <>
            { for screen.toast.iter().map(|shown| toast(shown, act)) }
            <p class="hidden" role="status">
                if let Some((message, number)) = &screen.status {
                    <span key={*number}>{ wording::message(message) }</span>
                }
            </p>
        </>
    }
}

fn reading(props: &PageProps<'_>, article: &ArticleScreen) -> Html {
    let PageProps { screen, act, .. } = props;
    let words = screen.selection.as_ref().map(|selection| selection.words.as_str());
    let cards_props = CardsProps {
        list: &article.cards,
        hidden: screen.hidden,
        up: props.sheet_up,
        selecting: words.is_some(),
        sheet: props.sheet,
        act,
    };
    html! {
        <>
            <main class="page">
                <div id="paper" class="sheet-of-paper">
                    { title(article, act) }
                    { article_text(article) }
                    if let (Some(words), false) = (words, props.dragging) {
                        { toolbar(words, &screen.settings, act) }
                    }
                </div>
                { cards(&cards_props) }
            </main>
            { footline(words, screen.settings.character_keys) }
        </>
    }
}
