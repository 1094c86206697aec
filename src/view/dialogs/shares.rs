//! What stands beneath the picture of who said what: the lists of shares, and the table of every quote.

use yew::prelude::*;

use crate::formats::codecs::picture::page::{ShareList, ShareRow};
use crate::formats::codecs::picture::said::{QuoteRow, said};
use crate::model::AnnotationSet;
use crate::view::parts::element::{element, leaf, part, words};
use crate::view::parts::pick::dots;
use crate::view::{on_click, wording};

use super::picture::{WhoProps, go_to};
use super::timeline::across;

/// A list: bars with their shares, or counts.
pub fn list(list: &ShareList) -> Html {
    let what = list.what.as_str();
    let counts = matches!(what, ShareList::FORMS | ShareList::VERDICTS);
    let rows = list.rows.iter().map(|row| if counts { count(what, row) } else { bar(what, row) });
    let class = if counts { "nums" } else { "share" };
    let mut inside = vec![
        leaf("h2", "", &wording::share_title(what)),
        part("dl", class, rows.flatten().collect()),
    ];
    if list.more > 0 {
        inside.push(leaf("p", "help", &wording::and_more(list.more)));
    }
    part("section", "", inside)
}

fn bar(what: &str, row: &ShareRow) -> Vec<Html> {
    let rect = |class: &'static str, width: &str| {
        element("rect", &["class", "width", "height"], &[&class, &width, &"12"], Vec::new())
    };
    let share = across(10_000 * row.part.min(row.of) / row.of.max(1));
    let rects = vec![rect("", &share), rect("rest", "100%")];
    vec![
        leaf("dt", "", &wording::share_name(what, row)),
        part("dd", "", vec![element("svg", &["aria-hidden"], &[&"true"], rects)]),
        leaf("dd", "", &wording::share_text(what, row)),
    ]
}

fn count(what: &str, row: &ShareRow) -> Vec<Html> {
    let place = |number: usize| u32::try_from(number).unwrap_or_default();
    let verdict = what == ShareList::VERDICTS && !row.name.is_empty();
    let mut name = vec![words(&wording::share_name(what, row))];
    if verdict {
        name.insert(0, dots((place(row.part), place(row.of))));
    }
    let count = leaf("dd", "", &wording::grouped(row.count));
    vec![part("div", "", vec![part("dt", "", name), count])]
}

/// The first quotes, each with a way to it.
pub fn said_table(set: &AnnotationSet, rows: usize, props: &WhoProps) -> Html {
    let row = |one: QuoteRow| {
        let onclick = on_click(&props.act, go_to(set, &one.annotation, props.here));
        let name = wording::to_quote(one.paragraph, &one.words);
        let go = html! { <button class="link" type="button" aria-label={name} {onclick}>{ wording::place(one.paragraph) }</button> };
        let speaker = match one.speaker.as_str() {
            "" => leaf("td", "muted", &wording::NOBODY_NAMED),
            name => leaf("td", "", &name),
        };
        let cells = vec![
            speaker,
            leaf("td", "words", &one.words),
            leaf("td", "cue", &one.cue),
            leaf("td", "", &one.form.map_or("", wording::form_title)),
            part("td", "num", vec![go]),
        ];
        part("tr", "", cells)
    };
    let head = wording::QUOTE_HEADINGS
        .map(|name| element("th", &["scope"], &[&"col"], vec![words(&name)]));
    let title = vec![
        words(&format!("{} ", wording::EVERY_QUOTE)),
        leaf("span", "", &wording::IN_TEXT_ORDER),
    ];
    let table = vec![
        part("thead", "", vec![part("tr", "", head.into())]),
        part("tbody", "", said(set).take(rows).map(row).collect()),
    ];
    part("section", "", vec![part("h2", "", title), part("table", "table said-table", table)])
}
