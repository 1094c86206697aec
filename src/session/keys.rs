//! What a key means, by where the focus is. Must never act: it names the action.

use crate::model::Kind;

use super::Session;
use super::action::{Action, Dialog};

/// A key that was pressed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeyPress {
    /// The physical key, as `KeyboardEvent.code` names it.
    pub code: String,
    /// What it types here, as `KeyboardEvent.key` names it.
    pub key: String,
    /// Control, or Command on a Mac.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// Alt, or Option on a Mac.
    pub alt: bool,
    /// Where the focus is.
    pub place: Place,
}

/// Where the focus is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// In the article or on the selection toolbar.
    Article,
    /// In a card, but not in a field.
    Card,
    /// Where text is written.
    Field,
    /// In a dialog.
    Dialog,
    /// Anywhere else.
    #[default]
    Elsewhere,
}

/// What a key asks for.
#[derive(Debug, Clone)]
pub enum Meaning {
    /// This action.
    Act(Action),
    /// What is selected, as it stands now, is to be marked.
    Mark(Kind),
    /// The selection is to go.
    Deselect,
}

impl Session {
    /// What a key asks for here; `None` leaves it to the browser.
    pub fn meaning(&self, press: &KeyPress) -> Option<Meaning> {
        if press.command {
            return self.command(press);
        }
        match (press.place, press.key.as_str()) {
            (Place::Article | Place::Elsewhere, "Escape") if self.selection().is_some() => {
                Some(Meaning::Deselect)
            }
            (Place::Article | Place::Card | Place::Field | Place::Elsewhere, "Escape")
                if self.focused().is_some() =>
            {
                Some(Meaning::Act(Action::CloseCard))
            }
            (Place::Article | Place::Card, "Delete" | "Backspace")
                if self.selection().is_none() =>
            {
                Some(Meaning::Act(Action::Remove(self.focused()?.clone())))
            }
            (Place::Article, _) if self.settings().character_keys => self.character(press),
            _ => None,
        }
    }

    fn command(&self, press: &KeyPress) -> Option<Meaning> {
        // Inside a field these are the field's own.
        if press.alt || matches!(press.place, Place::Field | Place::Dialog) {
            return None;
        }
        match (press.key.to_lowercase().as_str(), press.shift) {
            ("z", false) => Some(Meaning::Act(Action::Undo)),
            ("z", true) | ("y", false) => Some(Meaning::Act(Action::Redo)),
            _ => None,
        }
    }

    fn character(&self, press: &KeyPress) -> Option<Meaning> {
        if press.key == "?" {
            return Some(Meaning::Act(Action::Show(Some(Dialog::Help))));
        }
        let by_code = match press.code.as_str() {
            "Digit1" | "Numpad1" => Some(Kind::Person),
            "Digit2" | "Numpad2" => Some(Kind::Claim),
            "Digit3" | "Numpad3" => Some(Kind::Quote),
            _ => None,
        };
        let by_letter = match press.key.to_lowercase().as_str() {
            "p" => Some(Kind::Person),
            "c" => Some(Kind::Claim),
            "q" => Some(Kind::Quote),
            _ => None,
        };
        // With Alt a letter types something else on a Mac; its code still tells.
        let by_code_letter = match (press.alt, press.code.as_str()) {
            (true, "KeyP") => Some(Kind::Person),
            (true, "KeyC") => Some(Kind::Claim),
            (true, "KeyQ") => Some(Kind::Quote),
            _ => None,
        };
        let kind = by_code.filter(|_| !press.shift).or(by_letter).or(by_code_letter)?;
        self.selection().is_some().then_some(Meaning::Mark(kind))
    }
}
