//! The way through the pages of a list. Its buttons keep the focus on the first and the last page.

use yew::prelude::*;

use crate::view::parts::icon::icon;
use crate::view::wording;

/// The page that is shown, from 0, of how many, and the way to the others.
pub fn pages<T: Clone + 'static>(
    page: usize,
    all: usize,
    to: impl Fn(usize) -> T,
    act: &Callback<T>,
) -> Html {
    let button = |name: &'static str, icon_name: &str, to: Option<T>| {
        let idle = to.is_none().then_some("true");
        let act = act.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            to.iter().for_each(|action| act.emit(action.clone()));
        });
        html! { <button class="button icon small" type="button" aria-label={name} aria-disabled={idle} {onclick}>{ icon(icon_name) }</button> }
    };
    html! {
        <nav class="picks" aria-label={wording::PAGES}>
            { button(wording::PAGE_BACK, "left", page.checked_sub(1).map(&to)) }
            <span class="muted">{ wording::page_of(page + 1, all) }</span>
            { button(wording::PAGE_ON, "right", (page + 1 < all).then(|| to(page + 1))) }
        </nav>
    }
}
