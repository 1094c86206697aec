//! Two texts side by side, in place of the article: what was taken out and put in, and what is marked; paragraphs
//! that are the same are one line.

use yew::prelude::*;

use crate::model::anchoring::Fate;
use crate::session::screen::ListsScreen;
use crate::session::versions::Versions;
use crate::session::versions::rows::{ComparedRows, PairRow, ShownParagraph};
use crate::session::{Action, OnDemand, Screen};
use crate::view::parts::button::button;
use crate::view::{Act, on_click, wording};

use super::beside::{pieces, selectable};
use super::source::source_text;

/// Both texts, while a comparison is open in the panel; the source, while one is.
#[inline(never)]
pub fn compared((screen, lists): (&Screen, &ListsScreen), act: &Act, _: OnDemand) -> Html {
    let rows = lists.compared.as_ref().and_then(|rows| rows.value().comparison.as_ref());
    if let Some(open) = lists.source.as_ref().and_then(|rows| rows.value().open.as_ref()) {
        return source_text(open, act);
    }
    let Some(rows) = rows.filter(|rows| !rows.working && rows.failed.is_none()) else {
        return Html::default();
    };
    let language = screen.article.as_ref().and_then(|article| article.language.clone());
    html! {
        <div class="compared" key="compared" lang={language.map(AttrValue::from)}>
            { head(rows) }
            <div class="duo-text">
                <h2>{ wording::version_name(&rows.old) }<span>{ wording::version_facts(&rows.old, false) }</span></h2>
                <h2>{ wording::version_name(&rows.new) }<span>{ wording::newer_state(rows) }</span></h2>
                { for rows.rows.iter().enumerate().map(|(at, row)| pair(at, row, act)) }
                if rows.more > 0 {
                    <p class="unchanged">{ button("button small framed", act, Action::Versions(Versions::More), wording::MORE_TEXT) }</p>
                }
            </div>
        </div>
    }
}

fn head(rows: &ComparedRows) -> Html {
    let fates = [Fate::Unchanged, Fate::Moved, Fate::Reworded, Fate::Gone];
    let title = if rows.adopts { wording::ARTICLE_CHANGED } else { wording::TWO_VERSIONS };
    let (old, new) = (&rows.old.title, &rows.new.title);
    html! {
        <div class="ver-head">
            <h1>{ title }</h1>
            <p>{ wording::words_changed(rows) }</p>
            if !old.is_empty() && !new.is_empty() && old != new { <p>{ wording::title_changed(old, new) }</p> }
            <dl class="fates">
                { for fates.into_iter().map(|fate| html! {
                    <div class={(fate == Fate::Reworded).then_some("now")}><dt>{ wording::fate(fate) }</dt><dd>{ rows.fates[fate as usize] }</dd></div>
                }) }
            </dl>
        </div>
    }
}

fn pair(at: usize, row: &PairRow, act: &Act) -> Html {
    match row {
        PairRow::Same(row, from, to) => {
            let said = wording::unchanged_paragraphs(*from, *to);
            let name = wording::for_item(wording::SHOW_UNCHANGED, &said);
            let show = on_click(act, Action::Versions(Versions::Unfold(*row)));
            html! {
                <p class="unchanged" key={format!("same {row}")}>{ &said }{ " " }<button class="button small quiet" type="button" aria-label={name} onclick={show}>{ wording::SHOW_UNCHANGED }</button></p>
            }
        }
        PairRow::Both(old, new) => {
            html! { <key={at.to_string()}>{ side(old, false) }{ side(new, true) }</> }
        }
    }
}

fn side(paragraphs: &[ShownParagraph], newer: bool) -> Html {
    let older = |one: &ShownParagraph| html! { <p dir="auto">{ pieces(&one.pieces, false) }</p> };
    html! {
        <div class="text" dir="auto">
            { for paragraphs.iter().map(|one| if newer { selectable(one, true) } else { older(one) }) }
        </div>
    }
}
