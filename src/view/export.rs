//! The dialog to take the document away: the formats, the file itself, and that it was compared.

use std::rc::Rc;

use yew::prelude::*;

use super::icon::icon;
use super::{Act, wording};
use crate::formats::{Format, Problem, catalog};
use crate::session::Action;

/// How much of a file is shown, in lines.
const LINES: usize = 200;

/// What the dialog needs.
pub struct Export<'a> {
    /// The id of the chosen format.
    pub format: &'a str,
    /// The file's name.
    pub name: &'a str,
    /// The file, or why there is none.
    pub content: &'a Result<Rc<str>, Problem>,
    /// How many annotations are in it.
    pub annotations: usize,
    /// Told what is asked for.
    pub act: &'a Act,
}

/// Formats, preview, Copy and Download.
pub fn export(export: &Export<'_>) -> Html {
    let on = |action: Action| export.act.reform(move |_: MouseEvent| action.clone());
    let failed = export.content.is_err();
    html! {
        <>
            <form class="formats"><fieldset>
                <legend>{ wording::TO_KEEP }</legend>
                { for catalog::ALL.iter().map(|format| choice(export, format)) }
            </fieldset></form>
            <div class="export-main">{ preview(export) }</div>
            <div class="dialog-foot">
                { verdict(export) }
                <span class="end">
                    <button class="button framed" type="button" disabled={failed} onclick={on(Action::Copy(export.format.to_owned()))}>{ wording::COPY }</button>
                    <button class="button main" type="button" disabled={failed} onclick={on(Action::Download(export.format.to_owned()))}>{ wording::DOWNLOAD }</button>
                </span>
            </div>
        </>
    }
}

fn choice(export: &Export<'_>, format: &'static Format) -> Html {
    let choose = export.act.reform(move |_: Event| Action::ShowExport(format.id.to_owned()));
    html! {
        <label class="format">
            <input type="radio" name="format" checked={format.id == export.format} onchange={choose} />
            { format.name }<span class="ext">{ format!(".{}", format.extension) }</span>
        </label>
    }
}

fn preview(export: &Export<'_>) -> Html {
    let shown = export.content.as_ref().map_or("", |content| head(content));
    let lines = export.content.as_ref().map_or(0, |content| content.lines().count());
    html! {
        <section class="preview" aria-labelledby="preview-heading">
            <div class="preview-head"><h2 id="preview-heading">{ export.name }</h2><span>{ wording::preview(lines, LINES) }</span></div>
            <pre tabindex="0" role="region" aria-label={wording::PREVIEW} dir="auto">{ shown }</pre>
        </section>
    }
}

fn head(content: &str) -> &str {
    let end = content.match_indices('\n').nth(LINES - 1).map_or(content.len(), |(index, _)| index);
    content.get(..end).unwrap_or_default()
}

fn verdict(export: &Export<'_>) -> Html {
    let unit = catalog::named(export.format).map_or("", |format| format.unit);
    match export.content {
        Ok(_) => {
            html! { <>{ icon("check") }<span>{ wording::proved(export.annotations, unit) }</span></> }
        }
        Err(problem) => {
            html! { <>{ icon("note") }<span role="alert">{ problem.to_string() }</span></> }
        }
    }
}
