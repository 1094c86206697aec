//! The frame that all dialogs share, and which one is open.
//! They are native dialogs: opened as modal from outside once they are there.

use std::rc::Rc;

use yew::prelude::*;

use super::export::ExportDialog;
use super::help::HelpDialog;
use super::icon::icon;
use super::library::OpenDialog;
use super::settings::SettingsDialog;
use super::{Act, wording};
use crate::model::Timestamp;
use crate::session::{Action, Dialog, Entry, Saving, Settings};

/// What the dialogs need.
#[derive(Properties, PartialEq)]
pub struct DialogsProps {
    /// The one that is open.
    pub dialog: Option<Rc<Dialog>>,
    /// The stored articles.
    pub library: Rc<[Entry]>,
    /// The settings.
    pub settings: Rc<Settings>,
    /// Whether the browser promised to keep what is stored.
    pub promised: Option<bool>,
    /// Whether the work is kept.
    pub saving: Saving,
    /// When a file was last taken away.
    pub exported: Option<Timestamp>,
    /// How many annotations the open article has.
    pub annotations: usize,
    /// Told files that were chosen, by the event of the field.
    pub choose: Callback<Event>,
    /// What passes, to be seen inside the dialog.
    pub passing: Html,
    /// Told what is asked for.
    pub act: Act,
}

/// What passes, handed down to the frame.
#[derive(Clone, PartialEq)]
struct Passing(Html);

/// The dialog that is open, if one is.
#[component]
pub fn Dialogs(props: &DialogsProps) -> Html {
    html! {
        <ContextProvider<Passing> context={Passing(props.passing.clone())}>{ dialog(props) }</ContextProvider<Passing>>
    }
}

fn dialog(props: &DialogsProps) -> Html {
    let act = props.act.clone();
    match props.dialog.as_deref() {
        None => Html::default(),
        Some(Dialog::Open) => html! {
            <OpenDialog library={props.library.clone()} choose={props.choose.clone()} {act} />
        },
        Some(Dialog::Export { format, name, content }) => html! {
            <ExportDialog format={format.clone()} name={name.clone()} content={content.clone()} annotations={props.annotations} {act} />
        },
        Some(Dialog::Settings) => html! {
            <SettingsDialog settings={props.settings.clone()} promised={props.promised} saving={props.saving.clone()} exported={props.exported} {act} />
        },
        Some(Dialog::Help) => html! { <HelpDialog keys={props.settings.character_keys} {act} /> },
        Some(Dialog::OtherText { title, set, problems }) => html! {
            <Frame name="other" title={wording::OTHER_TEXT} small=true act={act.clone()}>
                <div class="dialog-body">
                    <p>{ wording::other_text(title, set.len()) }</p>
                    if !problems.is_empty() { <p class="help">{ wording::problem_count(problems.len()) }</p> }
                </div>
                <div class="dialog-foot"><span class="end">
                    <button class="button framed" type="button" onclick={act.reform(|_: MouseEvent| Action::Show(None))}>{ wording::CANCEL }</button>
                    <button class="button main" type="button" onclick={act.reform(|_: MouseEvent| Action::OpenOther)}>{ wording::OPEN_OTHER }</button>
                </span></div>
            </Frame>
        },
    }
}

/// What the frame needs.
#[derive(Properties, PartialEq)]
pub struct FrameProps {
    /// Tells dialogs apart, for ids.
    pub name: AttrValue,
    /// Its heading.
    pub title: AttrValue,
    /// Whether it is only as high as what is in it.
    #[prop_or_default]
    pub small: bool,
    /// Told what is asked for.
    pub act: Act,
    /// What is in it.
    pub children: Html,
}

/// A dialog with its heading and the way out.
#[component]
pub fn Frame(props: &FrameProps) -> Html {
    let heading = format!("{}-heading", props.name);
    let passing = use_context::<Passing>();
    let close = props.act.reform(|_: MouseEvent| Action::Show(None));
    // Escape: the browser would close the element, but it is there as long as the session says so.
    let cancel = props.act.reform(|event: Event| {
        event.prevent_default();
        Action::Show(None)
    });
    html! {
        <dialog
            class={classes!("dialog", props.small.then_some("small"))}
            data-dialog={props.name.clone()}
            aria-labelledby={heading.clone()}
            oncancel={cancel}
        >
            <div class="dialog-head">
                <h1 id={heading} tabindex="-1" autofocus=true>{ props.title.clone() }</h1>
                <button class="button icon small" type="button" aria-label={wording::CLOSE} onclick={close}>{ icon("close") }</button>
            </div>
            { props.children.clone() }
            if let Some(Passing(passing)) = passing { { passing } }
        </dialog>
    }
}
