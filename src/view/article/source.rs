//! The source, in place of the article while its quotes are held against it: what was found in it is marked.

use yew::prelude::*;

use crate::session::sources::rows::OpenSource;
use crate::view::wording;

use super::versions::pieces;

/// The text of the source.
pub fn source_text(open: &OpenSource) -> Html {
    html! {
        <section class="source-text" key="source" aria-label={wording::SOURCE_TAB}>
            <h2>{ wording::source_name(&open.title) }<span>{ &open.url }</span></h2>
            <div class="text" dir="auto">{ for open.text.iter().map(|one| html! { <p dir="auto">{ pieces(one, false) }</p> }) }</div>
        </section>
    }
}
