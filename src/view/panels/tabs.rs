//! The tabs of the panel, each with a count.

use yew::prelude::*;

use crate::model::Kind;
use crate::session::{Action, Panel, Panels, Screen, Search};
use crate::view::parts::icon::icon;
use crate::view::{Act, on_click, wording};

/// Annotations, People, Claims, To do and Search.
pub fn tabs(screen: &Screen, act: &Act) -> Html {
    let article = screen.article.as_ref();
    let counts = article.map(|article| article.counts).unwrap_or_default();
    let todo = screen.todo.as_ref().map(|todo| todo.total());
    let all = [
        (wording::ANNOTATIONS, Some(counts.total()), Panel::Annotations),
        (wording::PEOPLE, article.map(|article| article.people), Panel::People(None)),
        (wording::CLAIMS, Some(counts.of(Kind::Claim)), Panel::Claims(0)),
        (wording::TODO, todo, Panel::Todo(None)),
    ];
    let searches = screen.search.is_some();
    let close = on_click(act, Action::Panel(Panels::Close));
    html! {
        <nav class="tabs" aria-label={wording::PANEL}>
            { for all.into_iter().map(|(name, count, panel)| {
                let here = !searches && screen.panel.is_same_list(&panel);
                html! {
                    <button class="tab" type="button" aria-current={here.then_some("page")} onclick={on_click(act, Action::Panel(Panels::Show(panel)))}>
                        { name }if let Some(count) = count.filter(|count| *count > 0) { <span class="muted">{ count }</span> }
                    </button>
                }
            }) }
            <button class="tab find" type="button" aria-label={wording::SEARCH} title={wording::SEARCH_HINT} aria-keyshortcuts="Control+Shift+F" aria-current={searches.then_some("page")} onclick={on_click(act, Action::Search(Search::Open))}>{ icon("search") }</button>
            <button class="button icon small tabs-close" type="button" aria-label={wording::CLOSE_PANEL} onclick={close}>{ icon("close") }</button>
        </nav>
    }
}
