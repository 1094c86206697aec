//! Native dialogs: opens them as modal once they are drawn, and returns the focus when they go.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement};

use super::dom;

/// The open dialog, and the element focused before it.
#[derive(Debug, Default)]
pub struct Dialogs {
    open: Option<(String, Option<Element>)>,
}

impl Dialogs {
    /// Brings the browser up to date with the page; called after each drawing.
    pub fn sync(&mut self) {
        let dialog = dom::by_id("dialog");
        let name = dialog.as_ref().and_then(|dialog| dialog.get_attribute("data-dialog"));
        if name.as_ref() == self.open.as_ref().map(|(name, _)| name) {
            // The browser closes it by itself when it is asked twice.
            dialog.iter().for_each(show);
            return;
        }
        let before = match self.open.take() {
            Some((_, before)) => before,
            None => dom::document().active_element(),
        };
        match (dialog, name) {
            (Some(dialog), Some(name)) => {
                show(&dialog);
                self.open = Some((name, before));
            }
            _ => give_back(before),
        }
    }
}

fn show(dialog: &Element) {
    if let Some(dialog) = dialog.dyn_ref::<HtmlDialogElement>()
        && !dialog.open()
    {
        // Fails only for a dialog that is open already.
        let _ = dialog.show_modal();
    }
}

/// Returns the focus to where it was, or to the article if that element is gone or takes it no longer.
fn give_back(before: Option<Element>) {
    // The page itself has the focus when nothing has it.
    let before = before.filter(|element| element.is_connected() && element.tag_name() != "BODY");
    let took = before.is_some_and(|element| dom::focus(&element));
    if !took && let Some(article) = dom::article() {
        dom::focus(&article);
    }
}
