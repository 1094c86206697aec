//! Who said what, to look at: people as rows with the article from left to right. Beneath are the shares and
//! the table of every quote (`shares`), which say in words what the picture shows.

use std::rc::Rc;

use yew::prelude::*;

use crate::formats::Options;
use crate::formats::codecs::picture::page::{ID, WhoPage, WhoRow};
use crate::model::{AnnotationId, AnnotationSet, Kind};
use crate::session::library::shelf::Shelve;
use crate::session::worker::protocol::Exported;
use crate::session::{Action, Destination, Exporting, Made, Screen};
use crate::view::parts::button::pressed;
use crate::view::parts::element::{element, leaf, part, words};
use crate::view::parts::icon::{icon, kind_mark};
use crate::view::{Act, on_click, wording};

use super::shares::{list, said_table};
use super::timeline::{line, scale};

/// Rows of a table shown at first, and then with each press of a button: as many as are drawn unnoticed.
const ROWS: usize = 40;

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
        Made::Making(done) => told("status", &wording::counting(*done, open.documents.len())),
        Made::Failed(problem) => told("alert", &wording::problem(problem)),
    };
    html! { <>{ bar(open, act) }<div class="who">{ super::export::not_whole(open) }{ inside }</div></> }
}

fn told(role: &str, what: &str) -> Html {
    element("p", &["role"], &[&role], vec![words(&what)])
}

fn bar(open: &Exporting, act: &Act) -> Html {
    let button = |class: &'static str, icon_name: &str, name: &'static str, onclick| {
        let icon = if icon_name.is_empty() { Html::default() } else { icon(icon_name) };
        html! { <button class={classes!("button", class)} type="button" {onclick}>{ icon }{ name }</button> }
    };
    let numbers = Action::ShowExport { format: Some("numbers".to_owned()), options: None };
    let print = Callback::from(|_: MouseEvent| {
        // A browser that cannot print does nothing.
        let _ = web_sys::window().map(|window| window.print());
    });
    let mut inside =
        vec![button("", "left", wording::BACK_TO_TEXT, on_click(act, Action::Show(None)))];
    let mut files = Vec::new();
    if let [one] = &*open.documents {
        inside.push(leaf("b", "", &wording::or_untitled(&one.name())));
        for (name, to) in [("SVG", Destination::Download), ("PNG", Destination::Png)] {
            files.push(button("quiet", "export", name, on_click(act, Action::ExportTo(to))));
        }
    }
    files.push(button("quiet wide", "export", wording::NUMBERS_AS_CSV, on_click(act, numbers)));
    files.push(button("framed", "", wording::PRINT_PAGE, print));
    inside.push(part("span", "end", files));
    part("div", "who-bar", inside)
}

/// Properties of the page.
#[derive(Properties, PartialEq)]
pub struct WhoProps {
    /// What the worker laid out.
    pub exported: Rc<Exported>,
    /// The documents it is about.
    pub documents: Rc<[Rc<AnnotationSet>]>,
    /// Whether that is the open article.
    pub here: bool,
    /// Whether the people are by words quoted.
    pub by_words: bool,
    /// Receives the actions.
    pub act: Act,
}

/// What the page shows of what the worker laid out.
#[derive(Clone)]
struct WhoState {
    page: Rc<Option<WhoPage>>,
    /// The mark that is told: the index of its row, and its place among the parts there.
    current: Option<(usize, usize)>,
    /// The rows of both tables.
    rows: [usize; 2],
}

/// The rows, the lists and the table. Whatever is laid out anew is a new page.
#[component]
fn Who(props: &WhoProps) -> Html {
    let shown = use_state(|| WhoState {
        page: Rc::new(WhoPage::of(&props.exported.file.content)),
        current: None,
        rows: [ROWS; 2],
    });
    match (&*shown.page, &*props.documents) {
        (Some(page), [set, ..]) => drawn(page, set, &shown, props),
        _ => told("alert", wording::PAGE_GARBLED),
    }
}

fn drawn(
    page: &WhoPage,
    set: &Rc<AnnotationSet>,
    shown: &UseStateHandle<WhoState>,
    props: &WhoProps,
) -> Html {
    let one = page.sums.articles == 1;
    let now = shown.current.and_then(|(row, mark)| tell(page.rows.get(row)?, mark, set));
    let mut head = vec![leaf("p", "", &wording::who_summary(&page.sums))];
    if one {
        head.extend(choices(props.by_words, &props.act));
    }
    let mut inside = vec![part("div", "page-head", head)];
    if page.rows.is_empty() {
        let hint = leaf("p", "", &wording::NOBODY_HERE_HINT);
        inside.push(part("div", "empty", vec![leaf("h2", "", &wording::NOBODY_HERE), hint]));
    } else {
        let place = |at: usize| match one && props.by_words {
            true => page.by_words.get(at).copied(),
            false => (at < page.rows.len()).then_some(at),
        };
        let rows = (0..shown.rows[0]).map_while(place);
        let rows = rows.map(|at| row(page, at, (set, one), (shown, now.as_deref()), props));
        let rows = part("tbody", "", rows.collect());
        let class = if page.compact { "table people compact" } else { "table people" };
        inside.push(part("table", class, vec![columns(page, one), rows]));
        inside.push(more(page.rows.len(), 0, shown));
        if one {
            let now = now.unwrap_or_else(|| wording::MARK_KEYS.to_owned());
            let keys = &["class", "aria-live"];
            inside.push(element("p", keys, &[&"who-told", &"polite"], vec![words(&now)]));
        }
    }
    inside.push(part("div", "shares", page.lists.iter().map(list).collect()));
    if one && page.sums.quotes > 0 {
        inside.push(said_table(set, shown.rows[1], props));
        inside.push(more(page.sums.quotes, 1, shown));
    }
    inside.into_iter().collect()
}

/// The head of the table.
fn columns(page: &WhoPage, one: bool) -> Html {
    let head = |class: &'static str, inside: Vec<Html>| {
        element("th", &["scope", "class"], &[&"col", &class], inside)
    };
    let place = match one {
        true => head("time", vec![scale(page), leaf("span", "hidden", &wording::WHERE_HEADING)]),
        false => head("num", vec![words(&wording::ROW_ARTICLES)]),
    };
    let mut all = vec![head("who-col", vec![words(&wording::ROW_PERSON)]), place];
    all.extend(wording::ROW_NUMBERS.map(|name| head("num", vec![words(&name)])));
    part("thead", "", vec![part("tr", "", all)])
}

/// Goes to an annotation, or to its article, if that is not the open one.
pub(super) fn go_to(set: &AnnotationSet, one: &AnnotationId, here: bool) -> Action {
    if here {
        return Action::OpenCard(one.clone());
    }
    Shelve::ShowAnnotation(set.article().id().clone(), one.clone()).into()
}

/// The order of the people, and what the marks mean.
fn choices(by_words: bool, act: &Act) -> [Html; 2] {
    let order = |words: bool, name: &'static str| {
        let pressed = (words == by_words).to_string();
        html! { <button class="chip" type="button" aria-pressed={pressed} onclick={on_click(act, open(words))}>{ name }</button> }
    };
    let orders = vec![order(false, wording::BY_APPEARANCE), order(true, wording::BY_WORDS)];
    let keys = &["class", "role", "aria-label"];
    let legend =
        wording::LEGEND.map(|(kind, name)| part("span", "", vec![kind_mark(kind), words(&name)]));
    [
        element("div", keys, &[&"row", &"group", &wording::ROW_ORDER], orders),
        part("div", "legend", legend.into()),
    ]
}

fn row(
    page: &WhoPage,
    at: usize,
    (set, one): (&Rc<AnnotationSet>, bool),
    (shown, now): (&UseStateHandle<WhoState>, Option<&str>),
    props: &WhoProps,
) -> Html {
    let Some(row) = page.rows.get(at) else { return Html::default() };
    let here = shown.current.filter(|(row, _)| *row == at).map(|(_, mark)| mark);
    let name = leaf("span", "who-name", &wording::row_name(row));
    let role = leaf("span", "who-role", &wording::row_detail(page, row));
    let number = |count: usize| match count {
        0 => leaf("td", "num muted", &"–"),
        _ => leaf("td", "num", &wording::grouped(count)),
    };
    let head = element("th", &["scope", "class"], &[&"row", &"who-col"], vec![name, role]);
    let place = match one {
        true => part("td", "time", vec![marks(page, (at, here), (shown, now), set, props)]),
        false => number(if row.owner.is_empty() { row.count } else { 0 }),
    };
    let numbers = row.numbers.iter().map(|count| number(*count));
    let class = if here.is_some() { "is-on" } else { "" };
    part("tr", class, [head, place].into_iter().chain(numbers).collect())
}

/// The marks of a row: one button, which goes to the mark that is told. Of all rows one is a tab stop.
fn marks(
    page: &WhoPage,
    (at, here): (usize, Option<usize>),
    (shown, now): (&UseStateHandle<WhoState>, Option<&str>),
    set: &Rc<AnnotationSet>,
    props: &WhoProps,
) -> Html {
    let (row, rtl) = (&page.rows[at], page.rtl);
    let first = if props.by_words { page.by_words.first() } else { Some(&0) };
    // The current mark may be on a row that is not drawn yet.
    let is_stop = here.is_some() || first == Some(&at);
    let told = now.filter(|_| here.is_some()).map_or_else(|| wording::row_told(row), str::to_owned);
    let told = AttrValue::from(told);
    let parts: Rc<[usize]> = row.marks.as_slice().into();
    let move_to = {
        let shown = shown.clone();
        Rc::new(move |mark: usize| {
            if shown.current != Some((at, mark)) {
                shown.set(WhoState { current: Some((at, mark)), ..(*shown).clone() });
            }
        })
    };
    let onfocus = {
        let move_to = move_to.clone();
        Callback::from(move |_: FocusEvent| move_to(here.unwrap_or_default()))
    };
    let onpointermove = {
        let (move_to, parts) = (move_to.clone(), parts.clone());
        Callback::from(move |event: PointerEvent| {
            pointed(&event, &parts).iter().for_each(|mark| move_to(*mark));
        })
    };
    let onclick = {
        let (set, act, parts, is_open) =
            (set.clone(), props.act.clone(), parts.clone(), props.here);
        Callback::from(move |event: MouseEvent| {
            // A click without a pointer is a key, or a screen reader.
            let mark = if event.detail() > 0 { pointed(&event, &parts) } else { here };
            let which = parts.get(3 * mark.unwrap_or_default() + 2);
            if let Some(one) = which.and_then(|which| set.iter().nth(which / 3)) {
                act.emit(go_to(&set, &one.id, is_open));
            }
        })
    };
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let key = event.key();
        match key.as_str() {
            "ArrowDown" | "ArrowUp" => beside(&event, key == "ArrowDown"),
            "ArrowRight" | "ArrowLeft" => {
                event.prevent_default();
                next(&parts, here.unwrap_or_default(), (key == "ArrowRight") != rtl)
                    .iter()
                    .for_each(|mark| move_to(*mark));
            }
            _ => {}
        }
    });
    html! {
        <button class="time-line" type="button" tabindex={if is_stop { "0" } else { "-1" }} title={told.clone()} aria-label={told}
            {onfocus} {onpointermove} {onclick} {onkeydown}>{ line(page, row, here) }</button>
    }
}

/// The next or previous part that belongs to another annotation.
fn next(parts: &[usize], now: usize, forward: bool) -> Option<usize> {
    let which = |part: usize| parts.get(3 * part + 2);
    let mut part = now;
    while which(part) == which(now) {
        part = if forward { part + 1 } else { part.checked_sub(1)? };
    }
    which(part).map(|_| part)
}

/// A mark, told.
fn tell(row: &WhoRow, mark: usize, set: &AnnotationSet) -> Option<String> {
    let which = *row.marks.get(3 * mark + 2)?;
    let (mut number, mut all, mut last) = (0, 0, None);
    for part in row.marks.chunks_exact(3) {
        all += usize::from(last != Some(part[2]));
        last = Some(part[2]);
        if last == Some(which) {
            number = all;
        }
    }
    let one = set.iter().nth(which / 3)?;
    Some(wording::mark_told(row, set, one, (number, all)))
}

/// The place of the mark nearest to the pointer: of those of the line it is on, if they are as near.
fn pointed(event: &MouseEvent, parts: &[usize]) -> Option<usize> {
    let target = event.target_dyn_into::<web_sys::Element>()?;
    let line = target.closest(".time-line").ok().flatten()?.get_bounding_client_rect();
    let x = 10_000.0 * (f64::from(event.client_x()) - line.left()) / line.width().max(1.0);
    let below = f64::from(event.client_y()) > line.top() + 0.6 * line.height();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
    let x = x as usize;
    let far = |part: &[usize]| {
        let distance = part[0].saturating_sub(x).max(x.saturating_sub(part[0] + part[1]));
        let other_line = (part[2] % 3 == Kind::Claim.index()) != below;
        // A hundredth beside it still means it.
        (distance.max(100), other_line, distance, part[1])
    };
    let marks = parts.chunks_exact(3).map(far).enumerate();
    marks.min_by(|(_, one), (_, other)| one.cmp(other)).map(|(at, _)| at)
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
    if let Some(line) = line {
        // A button can always take the focus.
        let _ = wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(line).focus();
    }
}

/// The button that shows more rows of a table.
fn more(all: usize, table: usize, shown: &UseStateHandle<WhoState>) -> Html {
    let left = all.saturating_sub(shown.rows[table]);
    if left == 0 {
        return Html::default();
    }
    let shown = shown.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        let mut next = (*shown).clone();
        next.rows[table] += ROWS;
        shown.set(next);
    });
    html! { { pressed("button small framed", onclick, wording::show_rest(left)) } }
}
