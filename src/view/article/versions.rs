//! Two texts side by side, in place of the article: what was taken out and put in, and what is marked; paragraphs
//! that are the same are one line.

use yew::prelude::*;

use crate::model::Kind;
use crate::model::anchoring::Fate;
use crate::session::screen::ListsScreen;
use crate::session::versions::Versions;
use crate::session::versions::rows::{ComparedRows, PairRow, WordPiece};
use crate::session::{Action, OnDemand, Screen};
use crate::view::{Act, on_click, wording};

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
                { for rows.rows.iter().map(pair) }
                if rows.more > 0 {
                    <p class="skip"><button class="button small framed" type="button" onclick={on_click(act, Action::Versions(Versions::More))}>{ wording::MORE_TEXT }</button></p>
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
            <dl class="tally">
                { for fates.into_iter().map(|fate| html! {
                    <div class={(fate == Fate::Reworded).then_some("now")}><dt>{ wording::fate(fate) }</dt><dd>{ rows.fates[fate as usize] }</dd></div>
                }) }
            </dl>
        </div>
    }
}

fn pair(row: &PairRow) -> Html {
    match row {
        PairRow::Same(from, to) => {
            html! { <p class="skip">{ wording::unchanged_paragraphs(*from, *to) }</p> }
        }
        PairRow::Differ(old, new) => html! { <>{ side(old, false) }{ side(new, true) }</> },
    }
}

fn side(paragraphs: &[Vec<WordPiece>], newer: bool) -> Html {
    html! {
        <div class="text" dir="auto">{ for paragraphs.iter().map(|one| html! { <p dir="auto">{ pieces(one, newer) }</p> }) }</div>
    }
}

/// Words, with what was taken out struck through and what was put in semi-bold.
pub fn pieces(pieces: &[WordPiece], newer: bool) -> Html {
    pieces.iter().map(|one| piece(one, newer)).collect()
}

fn piece(piece: &WordPiece, newer: bool) -> Html {
    let text = html! { { &piece.text } };
    let words = match (piece.changed, piece.moved, newer) {
        (true, _, true) => html! { <ins>{ text }</ins> },
        (true, _, false) => html! { <del>{ text }</del> },
        (_, true, _) => html! { <span class="moved" title={wording::MOVED}>{ text }</span> },
        _ => text,
    };
    let kinds = Kind::ALL.into_iter().filter(|kind| piece.kinds[kind.index()]);
    let class: Vec<&str> = kinds.map(Kind::name).collect();
    match class.is_empty() {
        true => words,
        false => {
            html! { <mark class={class.join(" ")} data-on={piece.current.then(|| class.join(" "))}>{ words }</mark> }
        }
    }
}
