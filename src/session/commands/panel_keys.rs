//! What a key means in the panel beside the text, and which keys open its lists
//! (tests/native/panels.rs).

use crate::session::Session;
use crate::session::action::Action;
use crate::session::action::panel::{Many, Panel, Panels};
use crate::session::document::many::ManyForm;
use crate::session::program_part::OnDemand;
use crate::session::sources::Sources;
use crate::session::suggest::Suggest;
use crate::session::versions::{ChangeChoice, Versions};

use super::keymap::{KeyPress, Meaning};

impl Session {
    /// Keys in the panel: those of its list, and those that open another.
    pub(super) fn panel_key(&self, press: &KeyPress) -> Option<Meaning> {
        if !self.settings().character_keys {
            return None;
        }
        let own = self.on_demand().and_then(|loaded| self.key_of_list(press, loaded));
        own.or_else(|| list_key(press))
    }

    /// Keys of the open list: of that of claims, the verdict by its number in the scheme, and other claims.
    #[inline(never)]
    fn key_of_list(&self, press: &KeyPress, _: OnDemand) -> Option<Meaning> {
        if &*press.lower == "t" && !press.alt && !press.shift && self.has_selected_rows() {
            return many(Many::Form(Some(ManyForm::Tag)));
        }
        if self.is_reviewing(press.place) && !press.alt {
            return suggest(match &*press.lower {
                "j" => Suggest::Step { forward: true },
                "k" => Suggest::Step { forward: false },
                "e" => Suggest::Change(self.suggestion_under_review()?),
                _ => return None,
            });
        }
        if *self.panel() == Panel::Changes && self.is_comparing() && !press.alt && !press.shift {
            return change_key(press);
        }
        if *self.panel() == Panel::Source && self.has_source() && !press.alt && !press.shift {
            return source_key(press);
        }
        if !matches!(self.panel(), Panel::Claims(_)) {
            return None;
        }
        let asked = match press.key.as_str() {
            "n" | "]" => Panels::Step { forward: true },
            "N" | "[" => Panels::Step { forward: false },
            "u" | "U" => Panels::NextUnchecked,
            _ if self.open_claim().is_none() || press.alt || press.shift => return None,
            _ => {
                let digit = press.code.strip_prefix("Digit");
                let digit = digit.or_else(|| press.code.strip_prefix("Numpad"))?;
                Panels::Verdict(digit.parse::<usize>().ok()?.checked_sub(1)?)
            }
        };
        Some(Meaning::Act(Action::Panel(asked)))
    }
}

pub(super) fn suggest(asked: Suggest) -> Option<Meaning> {
    Some(Meaning::Act(Action::Suggest(asked)))
}

/// The list that a key opens beside the text.
pub(super) fn list_key(press: &KeyPress) -> Option<Meaning> {
    let panel = match (&*press.lower, press.alt || press.shift) {
        ("l", false) => Panel::Rows(0),
        ("w", false) => Panel::People(None),
        ("v", false) => Panel::Claims(0),
        ("t", false) => Panel::Todo(None),
        _ => return None,
    };
    Some(Meaning::Act(Action::Panel(Panels::Show(panel))))
}

/// Keys of the list of changes.
fn change_key(press: &KeyPress) -> Option<Meaning> {
    let asked = match (&*press.lower, press.code.as_str()) {
        ("j", _) => Versions::Step { forward: true },
        ("k", _) => Versions::Step { forward: false },
        (_, "Digit1" | "Numpad1") => Versions::Decide(ChangeChoice::NewWords),
        (_, "Digit2" | "Numpad2") => Versions::Decide(ChangeChoice::Gone),
        (_, "Digit3" | "Numpad3") => Versions::Decide(ChangeChoice::Ask),
        _ => return None,
    };
    Some(Meaning::Act(Action::Versions(asked)))
}

/// Keys of the list of quotes held against a source.
fn source_key(press: &KeyPress) -> Option<Meaning> {
    let asked = match (&*press.lower, press.code.as_str()) {
        ("j", _) => Sources::Step { forward: true },
        ("k", _) => Sources::Step { forward: false },
        (_, "Digit1" | "Numpad1") => Sources::Link,
        (_, "Digit2" | "Numpad2") => Sources::NotThere,
        (_, "Digit3" | "Numpad3") => Sources::Pick(true),
        _ => return None,
    };
    Some(Meaning::Act(Action::Sources(asked)))
}

pub(super) fn many(asked: Many) -> Option<Meaning> {
    Some(Meaning::Act(Action::Panel(Panels::Many(asked))))
}
