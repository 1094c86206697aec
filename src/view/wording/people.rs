//! The words about who says what. Must never hold a word that belongs to another part of the page.

use crate::model::{Kind, QuoteForm};
use crate::session::attribution::Proposed;

use super::form_name;

pub const THE_ARTICLE: &str = "The article itself";
pub const FORM: &str = "Form";
pub const CUE: &str = "Cue";
pub const REMOVE_CUE: &str = "Remove";
pub const PROPOSAL: &str = "Proposal";
pub const KEEP_PROPOSAL: &str = "Keep";

/// What the field asks for.
pub fn who_field(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "Who this is",
        Kind::Quote => "Speaker",
        Kind::Claim => "Claimant",
    }
}

/// What can be put into it.
pub fn who_hint(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "A name",
        Kind::Quote => "Who says this? Type a name",
        Kind::Claim => "Who claims this? Type a name",
    }
}

pub fn form_title(form: QuoteForm) -> &'static str {
    match form {
        QuoteForm::Direct => "Direct",
        QuoteForm::Indirect => "Indirect",
        QuoteForm::Mixed => "Mixed",
    }
}

/// "Proposed: Steve Witkoff, indirect, by “confirmed”".
pub fn proposed(proposed: &Proposed) -> String {
    let mut words: Vec<String> = proposed.speaker.iter().cloned().collect();
    words.extend(proposed.form.map(|form| form_name(form).to_owned()));
    words.extend(proposed.cue.as_ref().map(|cue| format!("by “{cue}”")));
    format!("Proposed: {}", words.join(", "))
}
