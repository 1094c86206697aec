//! The whole page, put together. Must never decide: it hands each part its share of the snapshot.

use yew::prelude::*;

use super::Act;
use super::article::ArticleText;
use super::cards::Cards;
use super::dialog::Dialogs;
use super::empty::Empty;
use super::footline::Footline;
use super::header::Header;
use super::title::Title;
use super::toast::ToastView;
use super::toolbar::Toolbar;
use super::wording;
use crate::model::ArticleId;
use crate::session::screen::ArticleScreen;
use crate::session::{Message, Screen};

/// What the page needs.
#[derive(Properties, PartialEq)]
pub struct PageProps {
    /// What is to be seen.
    pub screen: Screen,
    /// Whether the pointer is being dragged over text, so that no toolbar should come up yet.
    #[prop_or_default]
    pub dragging: bool,
    /// Whether a file is held over the page.
    #[prop_or_default]
    pub dropping: bool,
    /// Whether the sheet of the open card is drawn up, on narrow screens.
    #[prop_or_default]
    pub sheet_up: bool,
    /// Told what is asked for.
    pub act: Act,
    /// Told files that were chosen, by the event of the field.
    pub choose: Callback<Event>,
    /// Told that the sheet is to be drawn up or let down.
    pub sheet: Callback<bool>,
}

/// Header, article, cards, and whatever passes over them.
#[component]
pub fn Page(props: &PageProps) -> Html {
    let PageProps { screen, act, .. } = props;
    html! {
        <>
            <Header
                article={screen.article.as_ref().map(|article| (article.details.clone(), article.undo.clone(), article.redo.clone()))}
                saving={screen.saving.clone()}
                promised={screen.promised}
                act={act.clone()}
            />
            { screen.article.as_ref().map_or_else(
                || html! { <Empty choose={props.choose.clone()} act={act.clone()} /> },
                |article| reading(props, article),
            ) }
            if screen.dialog.is_none() { { passing(screen, act) } }
            if props.dropping {
                <div class="drop-note">{ wording::DROP }</div>
            }
            <Dialogs
                dialog={screen.dialog.clone()}
                library={screen.library.clone()}
                settings={screen.settings.clone()}
                promised={screen.promised}
                saving={screen.saving.clone()}
                exported={screen.article.as_ref().and_then(|article| article.exported)}
                annotations={screen.article.as_ref().map_or(0, |article| article.counts.total())}
                choose={props.choose.clone()}
                passing={passing(screen, act)}
                act={act.clone()}
            />
        </>
    }
}

/// What passes: the message, and what is said to those who listen. While a dialog is open, all
/// else is out of reach, so it has to be inside.
fn passing(screen: &Screen, act: &Act) -> Html {
    html! {
        <>
            if let Some(toast) = &screen.toast {
                <ToastView key={toast.serial} toast={toast.clone()} article={deleted(&toast.message)} act={act.clone()} />
            }
            <p class="hidden" role="status">
                if let Some((message, number)) = &screen.status {
                    <span key={*number}>{ wording::message(message) }</span>
                }
            </p>
        </>
    }
}

fn reading(props: &PageProps, article: &ArticleScreen) -> Html {
    let PageProps { screen, act, .. } = props;
    html! {
        <>
            <main class="page">
                <div class="sheet-of-paper">
                    <Title
                        key={article.id.to_string()}
                        details={article.details.clone()}
                        words={article.words}
                        paragraphs={article.paragraphs}
                        act={act.clone()}
                    />
                    <ArticleText
                        key={format!("text {}", article.id)}
                        sections={article.sections.clone()}
                        language={article.details.language.clone()}
                    />
                    if let (Some(selection), false) = (&screen.selection, props.dragging) {
                        <Toolbar
                            words={selection.words.clone()}
                            exact={screen.settings.exact}
                            settings={screen.settings.clone()}
                            act={act.clone()}
                        />
                    }
                </div>
                <Cards
                    list={article.cards.clone()}
                    hidden={screen.hidden}
                    up={props.sheet_up}
                    selecting={screen.selection.is_some()}
                    sheet={props.sheet.clone()}
                    act={act.clone()}
                />
            </main>
            <Footline
                words={screen.selection.as_ref().map(|selection| selection.words.clone())}
                keys={screen.settings.character_keys}
            />
        </>
    }
}

/// The article whose deletion a message tells of.
fn deleted(message: &Message) -> Option<ArticleId> {
    match message {
        Message::ArticleDeleted(id, _) => Some(id.clone()),
        _ => None,
    }
}
