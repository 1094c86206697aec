//! The Export dialog: formats by reader, options, a preview, and what the format leaves out.

use yew::prelude::*;

use super::picture;
use crate::formats::codecs::html;
use crate::formats::codecs::schema_org::review::Unready;
use crate::formats::{Audience, Choice, Format, Loss, Options, catalog};
use crate::model::{AnnotationId, Kind};
use crate::session::transfer::export::{Destination, Exporting, Made};
use crate::session::{Action, Panels, Screen};
use crate::view::panels::publish::field_of;
use crate::view::parts::button::{able, button, hinted, pressed};
use crate::view::parts::field::labelled;
use crate::view::parts::icon::icon;
use crate::view::{Act, on_change, on_click, wording};

/// Most annotations listed under a loss.
const LISTED: usize = 50;

/// Formats, options, preview, losses, and the buttons.
pub fn export(screen: &Screen, export: &Exporting, act: &Act) -> Html {
    let ready = match &export.made {
        Made::Ready(exported) => Some(exported),
        _ => None,
    };
    let losses = ready.map(|exported| exported.losses.iter().flatten().collect::<Vec<_>>());
    html! {
        <>
            <form class="formats">
                { for Audience::ALL.into_iter().map(|audience| formats_of(audience, export, act)) }
            </form>
            <div class="export-main" aria-busy={matches!(export.made, Made::Making(_)).to_string()}>
                { preview(export) }
                <section class="loss" aria-labelledby="loss-heading">
                    { about(export, act) }
                    { not_ready(screen, export, act) }
                    <h2 id="loss-heading">{ wording::LOSSES }</h2>
                    { match &losses {
                        None if matches!(export.made, Made::Failed(_)) => html! { <p>{ wording::NO_FILE_MADE }</p> },
                        None => html! { <p>{ wording::LOSSES_LATER }</p> },
                        Some(losses) if losses.is_empty() => html! { <p>{ wording::NO_LOSS }</p> },
                        Some(losses) => html! {
                            <>
                                <p>{ wording::LOSSES_ARE_HERE }</p>
                                <ul class="losses" role="list">
                                    { for losses.iter().map(|loss| lost(loss, screen, export, act)) }
                                </ul>
                            </>
                        },
                    } }
                </section>
            </div>
            { foot(export, act) }
        </>
    }
}

fn formats_of(audience: Audience, export: &Exporting, act: &Act) -> Html {
    let mut formats = catalog::ALL.iter().filter(|format| format.audience == audience).peekable();
    if formats.peek().is_none() {
        return Html::default();
    }
    html! {
        <fieldset>
            <legend>{ wording::audience(audience) }</legend>
            { for formats.map(|format| choice(export, format, act)) }
        </fieldset>
    }
}

fn choice(export: &Exporting, format: &'static Format, act: &Act) -> Html {
    let choose =
        on_change(act, Action::ShowExport { format: Some(format.id.to_owned()), options: None });
    html! {
        <label class="format">
            <input type="radio" name="format" value={format.id} checked={format.id == export.format} onchange={choose} />
            { format.name }<span class="ext">{ format!(".{}", format.extension) }</span>
        </label>
    }
}

/// What the format is for, and its options.
fn about(export: &Exporting, act: &Act) -> Html {
    let choices = catalog::named(&export.format).map_or(&[][..], |format| format.choices);
    html! {
        <>
            <p class="about">{ wording::about(&export.format) }</p>
            if let Some(all) = export.part_of { <p class="about"><b>{ wording::only_some(export.annotations(), all) }</b></p> }
            { not_whole(export) }
            if ["picture", "numbers"].contains(&export.format.as_str()) {
                { hinted("button small framed", wording::WHO_SAID_WHAT_HINT, on_click(act, picture::open(false)), wording::WHO_SAID_WHAT) }
            }
            { for choices.iter().map(|choice| match choice {
                Choice::Labels => labels(export, act),
                Choice::ByteOrderMark => byte_order_mark(export, act),
                Choice::Shape(shapes) => shape(export, shapes, act),
                Choice::Parts(parts) => of_parts(export, parts, act),
            }) }
        </>
    }
}

/// What the file lacks of the selected articles.
pub(super) fn not_whole(export: &Exporting) -> Html {
    if export.not_whole.is_empty() {
        return Html::default();
    }
    html! { <div class="about" role="alert">{ for export.not_whole.iter().map(|one| html! { <p><b>{ wording::not_whole(one) }</b></p> }) }</div> }
}

/// The same dialog with another choice.
fn with(export: &Exporting, change: impl FnOnce(&mut Options)) -> Action {
    let mut options = export.options.clone();
    change(&mut options);
    Action::ShowExport { format: Some(export.format.clone()), options: Some(options) }
}

fn labels(export: &Exporting, act: &Act) -> Html {
    let field = |kind: Kind| {
        let own = export.clone();
        let onchange = act.reform(move |event: Event| {
            let typed = event.target_dyn_into::<web_sys::HtmlInputElement>();
            let typed: String = typed.map(|field| field.value()).unwrap_or_default();
            let label: String = typed.split_whitespace().collect();
            with(&own, |options| {
                let label =
                    if label.is_empty() { Options::default().label(kind).into() } else { label };
                if let Some(own) = options.labels.get_mut(kind.index()) {
                    *own = label;
                }
            })
        });
        labelled(
            wording::label_of(kind),
            html! { <input class="input" name={kind.name()} value={export.options.label(kind).to_owned()} {onchange} /> },
        )
    };
    html! { <div class="choice">{ for Kind::ALL.into_iter().map(field) }</div> }
}

fn byte_order_mark(export: &Exporting, act: &Act) -> Html {
    let own = export.clone();
    let onchange = on_change(act, with(&own, |options| options.bom = !options.bom));
    html! {
        <div class="choice"><label>
            <input type="checkbox" name="bom" checked={export.options.bom} {onchange} />{ wording::BYTE_ORDER_MARK }
        </label></div>
    }
}

fn shape(export: &Exporting, shapes: &'static [(&'static str, &'static str)], act: &Act) -> Html {
    let first = shapes.first().map_or("", |(id, _)| id);
    let option = |(id, name): &(&'static str, &'static str)| {
        let (own, id) = (export.clone(), *id);
        let onchange = on_change(act, with(&own, |options| id.clone_into(&mut options.shape)));
        html! {
            <label>
                <input type="radio" name="shape" checked={export.options.is_shape(id, first)} {onchange} />{ *name }
            </label>
        }
    };
    html! {
        <div class="choice" role="radiogroup" aria-label={wording::SHAPE}>
            { for shapes.iter().map(option) }
        </div>
    }
}

fn of_parts(export: &Exporting, parts: &'static [(&'static str, &'static str)], act: &Act) -> Html {
    let part = |(id, name): &(&'static str, &'static str)| {
        let chosen = export.options.has_part(parts, id);
        let options = export.options.with_part(parts, id, !chosen);
        // The last one stays.
        let disabled = options == export.options;
        let onchange = on_change(act, with(export, move |own| *own = options));
        html! {
            <label><input type="checkbox" name="part" value={*id} checked={chosen} {disabled} {onchange} />{ *name }</label>
        }
    };
    html! {
        <div class="choice" role="group" aria-label={wording::PAGE_PARTS}>{ for parts.iter().map(part) }</div>
    }
}

fn preview(export: &Exporting) -> Html {
    let (name, head, shown) = match &export.made {
        Made::Ready(exported) => {
            let many = exported.inside.len() > 1;
            let head = if many {
                wording::inside(&exported.inside)
            } else {
                wording::preview(exported.lines, exported.preview.lines().count())
            };
            (exported.file.name.clone(), head, exported.preview.clone())
        }
        Made::Making(done) => {
            (wording::making(*done, export.documents.len()), String::new(), String::new())
        }
        Made::Failed(_) => (wording::NOT_MADE.to_owned(), String::new(), String::new()),
    };
    html! {
        <section class="preview" aria-labelledby="preview-heading">
            <div class="preview-head"><h2 id="preview-heading">{ name }</h2><span>{ head }</span></div>
            <pre tabindex="0" role="region" aria-label={wording::PREVIEW} dir="auto">{ shown }</pre>
        </section>
    }
}

/// The checked claims that stay out of the file, by name, and what each lacks.
fn not_ready(screen: &Screen, export: &Exporting, act: &Act) -> Html {
    if export.unready.is_empty() {
        return Html::default();
    }
    let open = screen.article.as_ref().map(|article| &*article.id);
    let row = |one: &Unready| {
        let set = export.documents.get(one.document);
        let words = set.and_then(|set| Some(wording::start_of(set, set.get(&one.id)?)));
        let here = set.map(|set| &*set.article().id().0) == open;
        let field = one.missing.first().copied().map_or("", field_of);
        let desk = Action::Panel(Panels::Complete(one.id.clone(), field));
        html! {
            <li>
                if here {
                    { pressed("link", on_click(act, desk), words.unwrap_or_default()) }
                } else {
                    { words.unwrap_or_default() }
                }
                { ": " }{ wording::all_missing(&one.missing) }
            </li>
        }
    };
    html! {
        <div class="not-ready">
            <p>{ wording::not_ready_count(export.unready.len()) }</p>
            <ul>
                { for export.unready.iter().take(LISTED).map(row) }
                if export.unready.len() > LISTED { <li>{ wording::and_more(export.unready.len() - LISTED) }</li> }
            </ul>
        </div>
    }
}

/// One loss: its count, and links to the annotations.
fn lost(loss: &Loss, screen: &Screen, export: &Exporting, act: &Act) -> Html {
    let set = export.documents.first();
    let open = screen.article.as_ref().map(|article| &*article.id);
    // Only annotations of the open article have a link.
    let here = export.documents.len() == 1 && set.map(|set| &*set.article().id().0) == open;
    let row = |id: &AnnotationId| {
        let words = set.and_then(|set| Some(crate::view::wording::start_of(set, set.get(id)?)));
        let (words, to) = (words.unwrap_or_default(), id.clone());
        html! { <li>{ button("button small quiet", act, Action::OpenCard(to), words) }</li> }
    };
    let listed = here && !loss.annotations.is_empty();
    html! {
        <li data-loss={wording::loss_name(loss.what)}>
            if listed {
                <details>
                    <summary>{ wording::loss(loss) }</summary>
                    <ul role="list">
                        { for loss.annotations.iter().take(LISTED).map(row) }
                        if loss.annotations.len() > LISTED {
                            <li>{ wording::and_more(loss.annotations.len() - LISTED) }</li>
                        }
                    </ul>
                </details>
            } else {
                { wording::loss(loss) }
            }
        </li>
    }
}

fn foot(export: &Exporting, act: &Act) -> Html {
    let to = |to: Destination| on_click(act, Action::ExportTo(to));
    let failed = matches!(export.made, Made::Failed(_));
    let zip = matches!(&export.made, Made::Ready(exported) if exported.inside.len() > 1);
    let format = catalog::named(&export.format);
    let page = format.is_some_and(|one| one.is_page(&export.options, export.documents.len()));
    let pages = Action::ShowExport { format: Some(html::FORMAT.id.to_owned()), options: None };
    html! {
        <div class="dialog-foot">
            { verdict(export) }
            <span class="end">
                if page {
                    { able("button framed", failed, to(Destination::Print), wording::PRINT) }
                } else if export.documents.len() == 1 {
                    { button("button framed", act, pages, wording::TO_PRINT) }
                }
                { able("button framed", failed || zip, to(Destination::Copy), wording::COPY) }
                if export.can_save {
                    { able("button framed", failed, to(Destination::SaveTo), wording::SAVE_TO) }
                }
                { able("button main", failed, to(Destination::Download), wording::DOWNLOAD) }
            </span>
        </div>
    }
}

fn verdict(export: &Exporting) -> Html {
    let format = catalog::named(&export.format);
    match (&export.made, format) {
        (Made::Ready(file), Some(format)) => {
            let sha256 = match &*export.documents {
                [one] => one.article().sha256(),
                _ => "",
            };
            let words = wording::proved(export.written(file), format, sha256);
            html! { <>{ icon("check") }<span role="status">{ words }</span></> }
        }
        (Made::Failed(problem), _) => {
            html! { <>{ icon("note") }<span role="alert">{ wording::problem(problem) }</span></> }
        }
        _ => html! { <span role="status">{ wording::making(0, 1) }</span> },
    }
}
