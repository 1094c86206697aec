//! Who said what, to look at: people as rows with the article from left to right, the shares, and every
//! quote as a table, which says in words what the picture shows.

use std::cmp::Reverse;
use std::rc::Rc;

use yew::prelude::*;

use crate::formats::Options;
use crate::formats::codecs::picture::page::{ID, WhoPage, WhoRow};
use crate::model::{AnnotationId, AnnotationSet, Kind};
use crate::session::worker::protocol::Exported;
use crate::session::{Action, Destination, Exporting, Made, Opening, Screen};
use crate::view::parts::icon::{icon, kind_mark};
use crate::view::{Act, on_click, wording};

use super::shares::{ROWS, Said, list, more};

/// Opens the page, of the article or of what is about to be exported.
pub fn open(by_words: bool) -> Action {
    let shape = if by_words { "words" } else { "" }.to_owned();
    let options = Some(Options { shape, ..Options::default() });
    Action::ShowExport { format: Some(ID.to_owned()), options }
}

/// The page.
pub fn picture(screen: &Screen, open: &Exporting, act: &Act) -> Html {
    let ids = open.documents.iter().map(|set| &*set.article().id().0);
    let here = ids.eq(screen.article.as_ref().map(|article| &*article.id));
    let inside = match &open.made {
        Made::Ready(exported) => html! {
            <Who {here} exported={exported.clone()} documents={open.documents.clone()} by_words={open.options.shape == "words"} act={act.clone()} />
        },
        Made::Making(done) => {
            html! { <p role="status">{ wording::counting(*done, open.documents.len()) }</p> }
        }
        Made::Failed(problem) => html! { <p role="alert">{ wording::problem(problem) }</p> },
    };
    html! { <>{ bar(open, act) }<div class="who">{ inside }</div></> }
}

fn bar(open: &Exporting, act: &Act) -> Html {
    let to = |to: Destination| on_click(act, Action::ExportTo(to));
    let numbers = Action::ShowExport { format: Some("numbers".to_owned()), options: None };
    let print = Callback::from(|_: MouseEvent| {
        // A browser that cannot print does nothing.
        let _ = web_sys::window().map(|window| window.print());
    });
    html! {
        <div class="who-bar">
            <button class="button" type="button" onclick={on_click(act, Action::Show(None))}>{ icon("left") }{ wording::BACK_TO_TEXT }</button>
            if let [one] = &*open.documents {
                <b dir="auto">{ wording::title(one.details()) }</b>
                <span class="end">
                    <button class="button quiet" type="button" onclick={to(Destination::Download)}>{ icon("export") }{ "SVG" }</button>
                    <button class="button quiet" type="button" onclick={to(Destination::Png)}>{ icon("export") }{ "PNG" }</button>
                </span>
            }
            <button class="button quiet wide" type="button" title={wording::NUMBERS_AS_CSV_HINT} onclick={on_click(act, numbers)}>{ icon("export") }{ wording::NUMBERS_AS_CSV }</button>
            <button class="button framed" type="button" onclick={print}>{ wording::PRINT_PAGE }</button>
        </div>
    }
}

/// Properties of the page.
#[derive(Properties, PartialEq)]
pub struct WhoProps {
    /// What the worker laid out.
    exported: Rc<Exported>,
    /// The documents it is about.
    documents: Rc<[Rc<AnnotationSet>]>,
    /// Whether that is the open article.
    here: bool,
    /// Whether the people are by words quoted.
    by_words: bool,
    /// Receives the actions.
    act: Act,
}

/// The mark that is told: the index of its row, and its place among the parts there.
type Current = UseStateHandle<Option<(usize, usize)>>;

/// The rows, the lists and the table.
#[component]
fn Who(props: &WhoProps) -> Html {
    let page = use_memo(props.exported.clone(), |exported| WhoPage::of(&exported.file.content));
    let current = use_state(|| None);
    let shown = use_state(|| ROWS);
    let Some(page) = &*page else {
        return html! { <p role="alert">{ wording::PAGE_GARBLED }</p> };
    };
    let (set, act) = (&props.documents[0], &props.act);
    let one = page.sums.articles == 1;
    let mut order: Vec<_> = page.rows.iter().enumerate().collect();
    if one && props.by_words {
        // Those who are no one person stay last.
        order.sort_by_key(|(_, row)| {
            Reverse(if row.owner.is_empty() { row.numbers[2] + 1 } else { 0 })
        });
    }
    let told = current.and_then(|(row, mark)| tell(page.rows.get(row)?, mark, set));
    html! {
        <>
            <div class="page-head">
                <p>{ wording::who_summary(&page.sums) }</p>
                if one { { head(props.by_words, act) } }
            </div>
            if page.rows.is_empty() {
                <div class="empty"><h2>{ wording::NOBODY_HERE }</h2><p>{ wording::NOBODY_HERE_HINT }</p></div>
            } else {
                <table class={classes!("table", "people", page.compact.then_some("compact"))}>
                    <thead><tr>
                        <th scope="col" class="who-col">{ wording::ROW_PERSON }</th>
                        if one { <th scope="col" class="time">{ scale(page) }<span class="hidden">{ wording::WHERE_HEADING }</span></th> }
                        else { <th scope="col" class="num">{ wording::ROW_ARTICLES }</th> }
                        { for wording::ROW_NUMBERS.map(|name| html! { <th scope="col" class="num">{ name }</th> }) }
                    </tr></thead>
                    <tbody>{ for order.into_iter().take(*shown).map(|(at, _)| row(page, at, one.then_some((set, props.here)), (&current, told.as_ref()), act)) }</tbody>
                </table>
                { more(page.rows.len(), &shown) }
                if one { <p class="who-told" aria-live="polite">{ told.unwrap_or(wording::MARK_KEYS.into()) }</p> }
            }
            <div class="shares">{ for page.lists.iter().map(list) }</div>
            if one && page.sums.quotes > 0 { <Said here={props.here} set={set.clone()} act={act.clone()} /> }
        </>
    }
}

/// Goes to an annotation, or to its article, if that is not the open one.
pub(super) fn go_to(set: &AnnotationSet, one: &AnnotationId, here: bool) -> Action {
    if here {
        return Action::OpenCard(one.clone());
    }
    Opening::Stored(set.article().id().clone()).into()
}

/// The order of the people, and what the marks mean.
fn head(by_words: bool, act: &Act) -> Html {
    let order = |words: bool, name: &'static str| {
        let pressed = (words == by_words).to_string();
        html! { <button class="chip" type="button" aria-pressed={pressed} onclick={on_click(act, open(words))}>{ name }</button> }
    };
    html! {
        <>
            <div class="row" role="group" aria-label={wording::ROW_ORDER}>
                { order(false, wording::BY_APPEARANCE) }{ order(true, wording::BY_WORDS) }
            </div>
            <div class="legend">{ for wording::LEGEND.map(|(kind, name)| html! { <span>{ kind_mark(kind) }{ name }</span> }) }</div>
        </>
    }
}

/// A place across, in percent.
pub(super) fn across(x: usize) -> String {
    format!("{}.{:02}%", x / 100, x % 100)
}

/// The numbers of the paragraphs.
fn scale(page: &WhoPage) -> Html {
    let anchor = page.rtl.then_some("end");
    let number = |(x, number): &(u32, usize)| html! { <text x={across(*x as usize)} y="13" text-anchor={anchor}>{ "¶\u{a0}" }{ number }</text> };
    html! { <svg class="scale" aria-hidden="true">{ for page.numbers.iter().map(number) }</svg> }
}

/// How the kinds are drawn: the class, the index of the kind, and where in the height.
const LINES: [(&str, usize, &str); 6] = [
    ("t-quote", 2, "20.75"),
    ("t-quote-line", 2, "27.5"),
    ("t-quote-line", 2, "29.5"),
    ("t-claim", 1, "34.5"),
    ("t-claim-line", 1, "38"),
    ("t-mention", 0, "12.5"),
];

/// The article as a line, and on it what is about somebody.
fn line(page: &WhoPage, row: &WhoRow, here: Option<usize>) -> Html {
    let path = |class: &'static str, d: &Rc<str>, y: &str| {
        html! { <path {class} d={d.clone()} transform={format!("translate(0 {y})")} /> }
    };
    let dense = |(at, d): (usize, &Rc<str>)| {
        let class = ["t-dense a", "t-dense b", "t-dense c", "t-dense d"][at % WhoRow::LEVELS];
        let claims = at / WhoRow::LEVELS == Kind::Claim.index();
        path(class, d, if claims { "38" } else { "20.75" })
    };
    let which = here.and_then(|here| row.marks.get(here)).map(|mark| mark[2]);
    let parts = row.marks.iter().filter(|mark| Some(mark[2]) == which);
    let verdict = |[x, filled, of]: &[usize; 3]| {
        let dots = match of {
            0 => "?".to_owned(),
            _ => "●".repeat(*filled) + &"○".repeat(of - filled),
        };
        html! { <text class="t-v" x={across(*x)} y="80%" text-anchor={page.rtl.then_some("end")}>{ "\u{a0}" }{ dots }</text> }
    };
    html! {
        <svg class="timeline" aria-hidden="true">
            <svg viewBox="0 0 10000 52" preserveAspectRatio="none">
                <path class="grid" d={page.grid.clone()} />
                <path class="base" d="M0 30.5h10000" />
                { for LINES.into_iter().filter_map(|(class, kind, y)| Some(path(class, row.paths.get(kind)?, y))) }
                { for row.dense.iter().enumerate().map(dense) }
            </svg>
            { for parts.map(|[x, width, _]| html! { <rect class="t-here" x={across(*x)} y="15%" width={across(*width)} height="65%" /> }) }
            { for row.verdicts.iter().map(verdict) }
        </svg>
    }
}

fn row(
    page: &WhoPage,
    at: usize,
    set: Option<(&Rc<AnnotationSet>, bool)>,
    (current, told): (&Current, Option<&AttrValue>),
    act: &Act,
) -> Html {
    let row = &page.rows[at];
    let here = current.filter(|(row, _)| *row == at).map(|(_, mark)| mark);
    html! {
        <tr key={at} class={here.map(|_| "is-on")}>
            <th scope="row" class="who-col"><span class="who-name" dir="auto">{ wording::row_name(row) }</span><span class="who-role" dir="auto">{ wording::row_detail(page, row) }</span></th>
            if let Some(set) = set {
                <td class="time">{ marks(page, (at, here), (current, told), set, act) }</td>
            } else {
                <td class="num">{ number(if row.owner.is_empty() { row.count } else { 0 }) }</td>
            }
            { for row.numbers.iter().map(|count| html! { <td class="num">{ number(*count) }</td> }) }
        </tr>
    }
}

fn number(count: usize) -> Html {
    if count == 0 {
        html! { <span class="muted">{ "–" }</span> }
    } else {
        html! { { wording::grouped(count) } }
    }
}

/// The marks of a row: one button, which goes to the mark that is told. Of all rows one is a tab stop.
fn marks(
    page: &WhoPage,
    (at, here): (usize, Option<usize>),
    (current, told): (&Current, Option<&AttrValue>),
    (set, is_open): (&Rc<AnnotationSet>, bool),
    act: &Act,
) -> Html {
    let row = Rc::new(page.rows[at].marks.clone());
    let is_stop = here.is_some() || current.is_none() && at == 0;
    let told = told.filter(|_| here.is_some()).cloned();
    let move_to = {
        let current = current.clone();
        move |mark: usize| {
            if *current != Some((at, mark)) {
                current.set(Some((at, mark)));
            }
        }
    };
    let (first, over) = (move_to.clone(), move_to.clone());
    let onfocus = Callback::from(move |_: FocusEvent| first(here.unwrap_or_default()));
    let marks = row.clone();
    let onpointermove = Callback::from(move |event: PointerEvent| {
        over(pointed(&event, &marks).unwrap_or_default());
    });
    let (set, act, marks) = (set.clone(), act.clone(), row.clone());
    let onclick = Callback::from(move |event: MouseEvent| {
        // A click without a pointer is a key, or a screen reader.
        let mark = pointed(&event, &marks).filter(|_| event.detail() > 0);
        let mark = marks.get(mark.or(here).unwrap_or_default());
        if let Some(one) = mark.and_then(|mark| set.iter().nth(mark[2] / 3)) {
            act.emit(go_to(&set, &one.id, is_open));
        }
    });
    let rtl = page.rtl;
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let now = here.unwrap_or_default();
        let own = row.get(now).map(|mark| mark[2]);
        let other = |mark: &&usize| row.get(**mark).map(|mark| mark[2]) != own;
        let next = match (event.key().as_str(), rtl) {
            ("ArrowRight", false) | ("ArrowLeft", true) => {
                (now..row.len()).collect::<Vec<_>>().iter().find(other).copied()
            }
            ("ArrowLeft", false) | ("ArrowRight", true) => {
                (0..now).rev().collect::<Vec<_>>().iter().find(other).copied()
            }
            ("ArrowDown", _) => return beside(&event, true),
            ("ArrowUp", _) => return beside(&event, false),
            _ => return,
        };
        event.prevent_default();
        next.iter().for_each(|next| move_to(*next));
    });
    html! {
        <button class="time-line" type="button" tabindex={if is_stop { "0" } else { "-1" }} title={told.clone()} aria-label={told.unwrap_or_else(|| wording::row_told(&page.rows[at]).into())}
            {onfocus} {onpointermove} {onclick} {onkeydown}>{ line(page, &page.rows[at], here) }</button>
    }
}

/// A mark, told.
fn tell(row: &WhoRow, mark: usize, set: &AnnotationSet) -> Option<AttrValue> {
    let which = row.marks.get(mark)?[2];
    let mut before: Vec<_> = row.marks.iter().map(|mark| mark[2]).collect();
    before.dedup();
    let number = before.iter().position(|one| *one == which)? + 1;
    let one = set.iter().nth(which / 3)?;
    Some(wording::mark_told(row, set, one, (number, before.len())).into())
}

/// The place of the mark nearest to the pointer: those of the line it is on first.
fn pointed(event: &MouseEvent, marks: &[[usize; 3]]) -> Option<usize> {
    let target = event.target_dyn_into::<web_sys::Element>()?;
    let line = target.closest(".time-line").ok().flatten()?.get_bounding_client_rect();
    let x = 10_000.0 * (f64::from(event.client_x()) - line.left()) / line.width().max(1.0);
    let below = f64::from(event.client_y()) > line.top() + 0.6 * line.height();
    nearest(x, below, marks)
}

/// The place of the mark nearest to a place across.
fn nearest(x: f64, below: bool, marks: &[[usize; 3]]) -> Option<usize> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
    let x = x as usize;
    let far = |[start, width, which]: &[usize; 3]| {
        let distance = start.saturating_sub(x).max(x.saturating_sub(start + width));
        let other_line = (which % 3 == Kind::Claim.index()) != below;
        // A hundredth beside it still means it.
        (distance.max(100), other_line, distance, *width)
    };
    marks.iter().enumerate().min_by_key(|(_, mark)| far(mark)).map(|(at, _)| at)
}

/// Moves the focus to the row above or below.
fn beside(event: &KeyboardEvent, down: bool) {
    event.prevent_default();
    let own = event.target_dyn_into::<web_sys::Element>();
    let row = own.and_then(|own| own.closest("tr").ok().flatten());
    let row = row.and_then(|row| match down {
        true => row.next_element_sibling(),
        false => row.previous_element_sibling(),
    });
    let line = row.and_then(|row| row.query_selector(".time-line").ok().flatten());
    if let Some(line) =
        line.and_then(|line| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(line).ok())
    {
        // A button can always take the focus.
        let _ = line.focus();
    }
}
