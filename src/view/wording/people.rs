//! The words about who says what. Must never hold a word that belongs to another part of the page.

use crate::model::{ActorSort, Kind, QuoteForm};
use crate::session::attribution::Proposed;
use crate::session::message::{Merged, Named};
use crate::session::people::Person;
use crate::session::picking::Pick;

use super::{form_name, grouped, kind_in_text};

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

pub const PICKING: &str = "Picking in the text";

pub fn pick(pick: Pick) -> &'static str {
    match pick {
        Pick::Part => "Add to it",
        Pick::Cue => "Take as cue",
        Pick::Speaker => "Take as speaker",
    }
}

pub fn pick_button(pick: Pick) -> &'static str {
    match pick {
        Pick::Part => "Add a part",
        Pick::Cue => "Pick the cue",
        Pick::Speaker => "Pick in the text",
    }
}

pub fn pick_hint(pick: Pick) -> &'static str {
    match pick {
        Pick::Part => "Select the words that belong to it.",
        Pick::Cue => "Select the words that say so, such as “he said”.",
        Pick::Speaker => "Click a marked person, or select a name.",
    }
}

pub fn remove_part(number: usize) -> String {
    format!("Remove part {number}")
}

pub const PEOPLE: &str = "People";
pub const PEOPLE_HINT: &str = "Everybody in this article";
pub const NO_PEOPLE: &str = "No people yet";
pub const NO_PEOPLE_HINT: &str = "Mark a name in the article, and it appears here.";
pub const ENTER_SOMEBODY: &str = "Add a person, an organisation or an unnamed source";
pub const ENTER_HINT: &str = "A name, or “a senior official”";
pub fn find_somebody(all: usize, shown: usize) -> String {
    format!("The first {shown} of {all} are listed. Find one by name")
}

pub const PERSON_NAME: &str = "Name";
pub const SORT: &str = "What it is";
pub const ROLE: &str = "Role";
pub const ROLE_HINT: &str = "What makes them matter here";
pub const WIKIDATA: &str = "Wikidata";
pub const WIKIDATA_HINT: &str = "Q-number or link";
pub const MERGE_INTO: &str = "Merge into …";

/// What the button does once somebody is chosen.
pub fn merge_into(from: &str, into: &str) -> String {
    format!("Merge {from} into {into}")
}

/// What a merge did.
pub fn merged(merged: &Merged) -> String {
    let Merged { from, into, moved, role, wikidata, note } = merged;
    let moved = match moved {
        0 => String::new(),
        1 => ": 1 annotation moved".to_owned(),
        many => format!(": {} annotations moved", grouped(*many)),
    };
    let copied = [(*role, "role"), (*wikidata, "Wikidata link"), (*note, "note")];
    let copied: Vec<_> = copied.into_iter().filter(|(is, _)| *is).map(|(_, what)| what).collect();
    let copied = match copied.as_slice() {
        [] => String::new(),
        copied => format!(" Copied from {from}: {}.", copied.join(", ")),
    };
    format!("Merged {from} into {into}{moved}.{copied}")
}

/// What became of an annotation of another kind.
pub fn kind_changed(from: Kind, to: Kind, lost: bool) -> String {
    let gone = match from {
        _ if !lost => "",
        Kind::Claim => " Its claimant and its check are gone.",
        _ => " Its speaker is gone.",
    };
    format!("This {} is a {} now.{gone}", kind_in_text(from), kind_in_text(to))
}

/// Whom an annotation refers to now.
pub fn named(kind: Kind, named: &Named) -> String {
    match (kind, named) {
        (Kind::Person, Named::Known(name)) => format!("This is {name}."),
        (Kind::Quote, Named::Known(name)) => format!("Speaker: {name}."),
        (Kind::Claim, Named::Known(name)) => format!("Claimed by {name}."),
        (_, Named::New(ActorSort::Person, name)) => format!("New person: {name}."),
        (_, Named::New(ActorSort::Organisation, name)) => format!("New organisation: {name}."),
        (_, Named::New(ActorSort::Group, name)) => format!("New group: {name}."),
        (_, Named::New(ActorSort::Unnamed, name)) => format!("New unnamed source: {name}."),
        (_, Named::Article) => "Claimed by the article itself.".to_owned(),
        (Kind::Person, Named::Nobody) => "This mention is nobody’s now.".to_owned(),
        (Kind::Quote, Named::Nobody) => "This quote has no speaker now.".to_owned(),
        (Kind::Claim, Named::Nobody) => "This claim has no claimant now.".to_owned(),
    }
}

pub const SPLIT: &str = "Split …";
pub const SPLIT_HINT: &str = "Tick what is about somebody else, and say who that is.";
pub const SPLIT_NAME: &str = "Who it is";
pub const SPLIT_DO: &str = "Split";
pub const SHOW_IN_TEXT: &str = "Show in the text";
pub const REMOVE_PERSON_HINT: &str = "Remove from the list; what is marked stays";

pub fn sort(sort: ActorSort) -> &'static str {
    match sort {
        ActorSort::Person => "A person",
        ActorSort::Organisation => "An organisation",
        ActorSort::Group => "A group",
        ActorSort::Unnamed => "An unnamed source",
    }
}

/// The line below a name: the role, or what is to be known of somebody without one.
pub fn person_detail(person: &Person) -> String {
    let speaks = person.count(Kind::Quote) + person.count(Kind::Claim) > 0;
    let unmarked = person.actor.sort == ActorSort::Person && person.count(Kind::Person) == 0;
    match (person.actor.role.as_str(), speaks && unmarked) {
        ("", true) => "Speaks, but is never marked in the text".to_owned(),
        ("", false) if person.actor.sort == ActorSort::Person => String::new(),
        ("", false) => sort(person.actor.sort).to_owned(),
        (role, _) => role.to_owned(),
    }
}

pub fn tally(kind: Kind, count: usize) -> String {
    match (kind, count) {
        (Kind::Person, 1) => "1 mention".to_owned(),
        (Kind::Person, _) => format!("{count} mentions"),
        (Kind::Quote, 1) => "1 quote".to_owned(),
        (Kind::Quote, _) => format!("{count} quotes"),
        (Kind::Claim, 1) => "1 claim".to_owned(),
        (Kind::Claim, _) => format!("{count} claims"),
    }
}

pub fn perhaps(name: &str) -> String {
    format!("Perhaps the same as {name}")
}

pub fn remove_person(name: &str) -> String {
    format!("Remove {name}")
}

pub const VERDICT: &str = "Verdict";
pub const EXPLANATION: &str = "Why";
pub const SOURCES: &str = "Sources";
pub const ADD_SOURCE: &str = "Link to a source (URL)";
pub const SOURCE_TITLE: &str = "What it is called";

pub fn remove_source(number: usize) -> String {
    format!("Remove source {number}")
}

pub fn source_title(number: usize) -> String {
    format!("Title of source {number}")
}
