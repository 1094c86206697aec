//! The dialog to take the document away: the formats, the file itself, and that it was compared.

use std::rc::Rc;

use yew::prelude::*;

use super::dialog::Frame;
use super::icon::icon;
use super::{Act, wording};
use crate::formats::{self, Problem};
use crate::session::Action;

/// How much of a file is shown, in lines.
const LINES: usize = 200;

/// What the dialog needs.
#[derive(Properties, PartialEq)]
pub struct ExportDialogProps {
    /// The id of the chosen format.
    pub format: String,
    /// The file's name.
    pub name: String,
    /// The file, or why there is none.
    pub content: Result<Rc<str>, Problem>,
    /// How many annotations are in it.
    pub annotations: usize,
    /// Told what is asked for.
    pub act: Act,
}

/// Formats, preview, Copy and Download.
#[component]
pub fn ExportDialog(props: &ExportDialogProps) -> Html {
    let on = |action: Action| props.act.reform(move |_: MouseEvent| action.clone());
    let failed = props.content.is_err();
    html! {
        <Frame name="export" title={wording::EXPORT} act={props.act.clone()}>
            <form class="formats"><fieldset>
                <legend>{ wording::TO_KEEP }</legend>
                { for formats::ALL.iter().map(|format| choice(props, format)) }
            </fieldset></form>
            <div class="export-main">{ preview(props) }</div>
            <div class="dialog-foot">
                { verdict(props) }
                <span class="end">
                    <button class="button framed" type="button" disabled={failed} onclick={on(Action::Copy(props.format.clone()))}>{ wording::COPY }</button>
                    <button class="button main" type="button" disabled={failed} onclick={on(Action::Download(props.format.clone()))}>{ wording::DOWNLOAD }</button>
                </span>
            </div>
        </Frame>
    }
}

fn choice(props: &ExportDialogProps, format: &'static formats::Format) -> Html {
    let choose = props.act.reform(move |_: Event| Action::ShowExport(format.id.to_owned()));
    html! {
        <label class="format">
            <input type="radio" name="format" checked={format.id == props.format} onchange={choose} />
            { format.name }<span class="ext">{ format!(".{}", format.extension) }</span>
        </label>
    }
}

fn preview(props: &ExportDialogProps) -> Html {
    let shown = props.content.as_ref().map_or("", |content| head(content));
    let lines = props.content.as_ref().map_or(0, |content| content.lines().count());
    html! {
        <section class="preview" aria-labelledby="preview-heading">
            <div class="preview-head"><h2 id="preview-heading">{ &props.name }</h2><span>{ wording::preview(lines, LINES) }</span></div>
            <pre tabindex="0" role="region" aria-label={wording::PREVIEW} dir="auto">{ shown }</pre>
        </section>
    }
}

fn head(content: &str) -> &str {
    let end = content.match_indices('\n').nth(LINES - 1).map_or(content.len(), |(index, _)| index);
    content.get(..end).unwrap_or_default()
}

fn verdict(props: &ExportDialogProps) -> Html {
    let unit = formats::named(&props.format).map_or("", |format| format.unit);
    match &props.content {
        Ok(_) => {
            html! { <>{ icon("check") }<span>{ wording::proved(props.annotations, unit) }</span></> }
        }
        Err(problem) => {
            html! { <>{ icon("note") }<span role="alert">{ problem.to_string() }</span></> }
        }
    }
}
