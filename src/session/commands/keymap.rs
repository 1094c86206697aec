//! What a key means, depending on where the focus is. It names an action and never performs it.

use crate::model::{Byte, Kind};
use crate::session::Session;
use crate::session::action::Action;
use crate::session::action::dialog::Dialog;
use crate::session::action::panel::{Many, Panel, Panels};
use crate::session::search::Search;
use crate::session::selection::caret::{By, Steer, Travel};
use crate::session::selection::movement::Side;
use crate::session::selection::span_resize::Adjust;
use crate::session::suggest::Suggest;
use crate::session::versions::{ChangeChoice, Versions};

use super::panel_keys::{list_key, many, suggest};

/// A key that was pressed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeyPress {
    /// The physical key: `KeyboardEvent.code`.
    pub code: String,
    /// The character it types: `KeyboardEvent.key`.
    pub key: String,
    /// The same in lower case.
    pub lower: String,
    /// Control, or Command on a Mac.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// Alt, or Option on a Mac.
    pub alt: bool,
    /// Where the focus is.
    pub place: Place,
    /// Whether the page shows a selection, which the session may not know of yet.
    pub selected: bool,
}

/// Where the focus is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// In the article.
    Article,
    /// On the selection toolbar.
    Toolbar,
    /// In a card, but not in a field.
    Card,
    /// In a text field.
    Field,
    /// In a text field in which nothing was typed since its text was taken.
    KnownField,
    /// In a list or group of options.
    Choice,
    /// In the field of the search.
    Search,
    /// In the panel of the search, but not in its field.
    SearchPanel,
    /// In the panel beside the text, but not in a field.
    Panel,
    /// In a dialog.
    Dialog,
    /// Nowhere, as after the page has loaded: single keys count as in the article.
    Nowhere,
    /// Anywhere else.
    #[default]
    Elsewhere,
}

impl KeyPress {
    /// The same physical key on an English keyboard, for keyboards of other scripts.
    fn in_latin(&self) -> Option<Self> {
        let key = match (self.code.strip_prefix("Key"), self.shift) {
            _ if self.key.is_ascii() => return None,
            (Some(letter), _) => letter,
            (None, true) if self.code == "Slash" => "?",
            (None, false) if self.code == "Slash" => "/",
            _ => return None,
        };
        let lower = key.to_ascii_lowercase();
        let key = if self.shift { key.to_owned() } else { lower.clone() };
        Some(Self { key, lower, ..self.clone() })
    }
}

impl Place {
    /// Whether it takes text itself: typed, pasted or dropped.
    pub fn takes_text(self) -> bool {
        matches!(self, Self::Field | Self::KnownField | Self::Search)
    }
}

/// What a key asks for.
#[derive(Debug, Clone)]
pub enum Meaning {
    /// This action.
    Act(Action),
    /// Mark the current selection as this kind, with this label.
    Mark(Kind, Option<String>),
    /// Clear the selection.
    Deselect,
    /// Show the caret, near what is in view.
    ShowCaret,
}

impl Session {
    /// The meaning of a key in this place; `None` leaves it to the browser. A key that types no Latin letter
    /// counts as the one in its place, unless it is the key of a label.
    pub fn meaning(&self, press: &KeyPress) -> Option<Meaning> {
        self.typed(press).or_else(|| self.typed(&press.in_latin()?))
    }

    fn typed(&self, press: &KeyPress) -> Option<Meaning> {
        if press.command {
            return self.command(press);
        }
        match press.key.as_str() {
            _ if press.place == Place::Search => in_search(press),
            "Escape" if press.place == Place::SearchPanel && self.focused().is_none() => {
                Some(Meaning::Act(Action::Search(Search::Close)))
            }
            "Escape" => self.escape(press.place),
            "?" | "/"
                if !matches!(
                    press.place,
                    Place::Field | Place::KnownField | Place::Choice | Place::Dialog
                ) =>
            {
                self.anywhere(press)
            }
            "Delete" if press.place == Place::Panel && self.has_selected_rows() => {
                many(Many::Delete)
            }
            "Delete" if self.is_reviewing(press.place) => suggest(Suggest::Reject(None)),
            "Delete" | "Backspace" => self.delete(press.place),
            _ if self.is_for_article(press.place) => self
                .adjusting_key(press)
                .or_else(|| self.steering(press))
                .or_else(|| self.character(press)),
            _ if press.place == Place::Toolbar => self.character(press),
            _ if press.place == Place::Panel => self.panel_key(press),
            _ if press.place == Place::Elsewhere => self.beside_article(press),
            _ => None,
        }
    }

    /// On a button of the header or the foot, as after a click there, keys go to the same places. None marks.
    fn beside_article(&self, press: &KeyPress) -> Option<Meaning> {
        if !self.settings().character_keys || self.dialog().is_some() {
            return None;
        }
        step_key(press).or_else(|| match asks_for_suggestions(press) {
            true => suggest(Suggest::Ask),
            false => list_key(press),
        })
    }

    /// Whether a key is one of the article's. Behind a dialog none is.
    fn is_for_article(&self, place: Place) -> bool {
        place == Place::Article || place == Place::Nowhere && self.dialog().is_none()
    }

    /// Keys that work outside fields and dialogs.
    fn anywhere(&self, press: &KeyPress) -> Option<Meaning> {
        if !self.settings().character_keys || self.dialog().is_some() {
            return None;
        }
        match press.key.as_str() {
            "/" if self.document().is_some() => Some(Meaning::Act(Action::Search(Search::Open))),
            "?" => Some(Meaning::Act(Action::Show(Some(Dialog::Help.into())))),
            _ => None,
        }
    }

    /// Escape closes one thing at a time, the most temporary first.
    fn escape(&self, place: Place) -> Option<Meaning> {
        let in_text =
            matches!(place, Place::Article | Place::Toolbar | Place::Nowhere | Place::Elsewhere);
        // The browser closes the dialog; what is behind it stays.
        if place == Place::Dialog || self.dialog().is_some() {
            None
        } else if self.adjusting().is_some() {
            Some(Meaning::Act(Action::Adjust(Adjust::Drop)))
        } else if in_text && self.selection().is_some() && self.caret().is_none() {
            Some(Meaning::Deselect)
        } else if in_text && self.pen().is_some() {
            Some(Meaning::Act(Action::Pen(None)))
        } else if self.asks_for_words() && !in_text {
            Some(Meaning::Act(Action::Versions(Versions::Decide(ChangeChoice::Ask))))
        } else if (self.panel().is_list() || self.is_searching()) && !in_text {
            Some(Meaning::Act(Action::Panel(Panels::Back)))
        } else if self.focused().is_some() {
            Some(Meaning::Act(Action::CloseCard))
        } else if in_text && self.caret().is_some() {
            Some(Meaning::Act(Action::Steer(Steer::End)))
        } else if self.panel().is_list() {
            Some(Meaning::Act(Action::Panel(Panels::Back)))
        } else {
            self.pen().map(|_| Meaning::Act(Action::Pen(None)))
        }
    }

    /// Whether the focus is in the list of suggestions.
    pub(super) fn is_reviewing(&self, place: Place) -> bool {
        place == Place::Panel && matches!(self.panel(), Panel::Suggested(_))
    }

    fn delete(&self, place: Place) -> Option<Meaning> {
        let free = self.selection().is_none() || self.caret().is_some();
        let in_text = matches!(place, Place::Article | Place::Toolbar) && !self.marked_since;
        let here = in_text || place == Place::Card;
        let id = self.focused().filter(|_| free && here)?;
        Some(Meaning::Act(Action::Remove(id.clone())))
    }

    fn command(&self, press: &KeyPress) -> Option<Meaning> {
        let searches = self.document().is_some() && self.dialog().is_none();
        match (&*press.lower, press.shift, press.alt) {
            ("f", true, false) if searches => {
                return Some(Meaning::Act(Action::Search(Search::Open)));
            }
            // What the browser would print has no numbers and no sources.
            ("p", false, false) if searches && !press.place.takes_text() => {
                let format = Some("html".to_owned());
                return Some(Meaning::Act(Action::ShowExport { format, options: None }));
            }
            _ => {}
        }
        let desk = self.shows_open_claim() && self.dialog().is_none() && self.may_edit().is_ok();
        if press.key == "Enter" && desk && !in_article(press.place) {
            return Some(Meaning::Act(Action::Panel(Panels::Field("add-source"))));
        }
        // A text field needs these keys itself; but what it would undo is done in the article by then.
        let undoes = press.place == Place::KnownField && matches!(&*press.lower, "z" | "y");
        if press.alt || press.place.takes_text() && !undoes {
            return None;
        }
        let is_undo = matches!((&*press.lower, press.shift), ("z", false));
        let is_redo = matches!((&*press.lower, press.shift), ("z", true) | ("y", false));
        let told = self.toast().map(|toast| &toast.message).filter(|_| is_undo);
        if let Some(action) = told.and_then(|message| Action::undoing(message)) {
            return Some(Meaning::Act(action));
        }
        // The decisions about a newer text are no steps: a step undone here was not meant.
        if self.decides_changes() && self.dialog().is_none() {
            let asked = match (is_undo, is_redo) {
                (true, _) => Some(Versions::Undo),
                (_, true) => Some(Versions::Redo),
                _ => None,
            };
            return asked.map(|asked| Meaning::Act(Action::Versions(asked)));
        }
        if self.shows_a_copy() {
            return None;
        }
        match (&*press.lower, press.shift) {
            // A choice in the panel has nothing to select: the browser would select the whole page.
            ("a", false)
                if matches!(press.place, Place::Panel | Place::Choice | Place::Card)
                    && matches!(self.panel(), Panel::Rows(_)) =>
            {
                many(Many::All)
            }
            _ if is_undo => Some(Meaning::Act(Action::Undo)),
            _ if is_redo => Some(Meaning::Act(Action::Redo)),
            _ if press.place == Place::Article && self.adjusting().is_none() => {
                self.steering(press)
            }
            _ => None,
        }
    }

    /// Whether the open dialog shows an earlier state of the document, or something else altogether.
    fn shows_a_copy(&self) -> bool {
        !matches!(
            self.dialog(),
            None | Some(Dialog::Help | Dialog::MarkAll(_) | Dialog::Scheme | Dialog::Settings)
        )
    }

    /// While a highlight is being resized, arrows move its end, and with Shift its start.
    fn adjusting_key(&self, press: &KeyPress) -> Option<Meaning> {
        let now = self.adjusting()?;
        let side = if press.shift { Side::Start } else { Side::End };
        let adjust = match press.key.as_str() {
            "ArrowLeft" | "ArrowRight" => {
                let forward = self.is_forward(press, now.range.start)?;
                Adjust::Step { side, forward, exact: press.alt }
            }
            "ArrowUp" | "ArrowDown" => {
                let forward = press.key == "ArrowDown";
                Adjust::Step { side, forward, exact: press.alt }
            }
            "Enter" => Adjust::Keep,
            _ => return None,
        };
        Some(Meaning::Act(Action::Adjust(adjust)))
    }

    /// Where a key moves the caret. While the caret is hidden, arrows scroll.
    fn steering(&self, press: &KeyPress) -> Option<Meaning> {
        if press.alt {
            return None;
        }
        if press.key == "Enter" && !press.command {
            let shows = self.caret().is_some() || self.focused().is_some();
            let enter = Meaning::Act(Action::Steer(Steer::Enter));
            return Some(if shows { enter } else { Meaning::ShowCaret });
        }
        let (at, _) = self.caret()?;
        let (by, forward) = match press.key.as_str() {
            "ArrowLeft" | "ArrowRight" => (By::Word, self.is_forward(press, at.start)?),
            "ArrowUp" | "ArrowDown" if press.command => (By::Paragraph, press.key == "ArrowDown"),
            "ArrowUp" | "ArrowDown" => (By::Sentence, press.key == "ArrowDown"),
            "Home" | "End" => (By::Article, press.key == "End"),
            _ => return None,
        };
        let travel = Travel { by, forward, extend: press.shift };
        Some(Meaning::Act(Action::Steer(Steer::Travel(travel))))
    }

    /// Whether an arrow points forward, which in Hebrew or Arabic is to the left.
    fn is_forward(&self, press: &KeyPress, at: Byte) -> Option<bool> {
        let rtl = self.document()?.article().is_rtl(at);
        Some((press.key == "ArrowRight") != rtl)
    }

    fn character(&self, press: &KeyPress) -> Option<Meaning> {
        if !self.settings().character_keys {
            return None;
        }
        if let Some(step) = step_key(press) {
            return Some(step);
        }
        if &*press.lower == "e" {
            return Some(Meaning::Act(Action::Adjust(Adjust::Begin)));
        }
        let digit = match press.code.as_str() {
            "Digit1" | "Numpad1" => Some(Kind::Person),
            "Digit2" | "Numpad2" => Some(Kind::Claim),
            "Digit3" | "Numpad3" => Some(Kind::Quote),
            _ => None,
        };
        // On a French keyboard, digits are typed with Shift, and mark.
        let typed = press.key.starts_with(|c: char| c.is_ascii_digit());
        if let (Some(kind), true) = (digit, press.shift && !typed) {
            return Some(Meaning::Act(Action::Pen(Some(kind))));
        }
        let asks = asks_for_suggestions(press);
        if self.selection().is_none() && !press.selected {
            return if asks { suggest(Suggest::Ask) } else { list_key(press) };
        }
        if let Some(kind) = digit.or_else(|| by_letter(press)) {
            return Some(Meaning::Mark(kind, None));
        }
        let scheme = &self.document()?.set().details().scheme;
        if let Some(label) = scheme.by_key(&press.lower) {
            return Some(Meaning::Mark(label.kind, Some(label.name.clone())));
        }
        if asks {
            return suggest(Suggest::Ask);
        }
        match (&self.marked_last, press.key.as_str()) {
            (Some((kind, label)), ".") => Some(Meaning::Mark(*kind, label.clone())),
            _ => list_key(press),
        }
    }
}

fn in_article(place: Place) -> bool {
    matches!(place, Place::Article | Place::Toolbar)
}

/// The keys of the next highlight and the one before.
fn step_key(press: &KeyPress) -> Option<Meaning> {
    let forward = match press.key.as_str() {
        "n" | "]" => true,
        "N" | "[" => false,
        _ => return None,
    };
    Some(Meaning::Act(Action::Step { forward }))
}

fn asks_for_suggestions(press: &KeyPress) -> bool {
    &*press.lower == "s" && !press.alt && !press.shift
}

/// In the field of the search, Enter goes from hit to hit.
fn in_search(press: &KeyPress) -> Option<Meaning> {
    match press.key.as_str() {
        "Enter" => {
            Some(Meaning::Act(Action::Search(Search::Step { forward: !press.shift, from: None })))
        }
        "Escape" => Some(Meaning::Act(Action::Search(Search::Close))),
        _ => None,
    }
}

/// With Alt, a letter types something else on a Mac; its code still identifies it.
fn by_letter(press: &KeyPress) -> Option<Kind> {
    match (&*press.lower, press.alt, press.code.as_str()) {
        ("p", ..) | (_, true, "KeyP") => Some(Kind::Person),
        ("c", ..) | (_, true, "KeyC") => Some(Kind::Claim),
        ("q", ..) | (_, true, "KeyQ") => Some(Kind::Quote),
        _ => None,
    }
}
