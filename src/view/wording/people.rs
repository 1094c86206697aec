//! The words about who says what. Must never hold a word that belongs to another part of the page.

use crate::model::{ActorSort, Kind, QuoteForm};
use crate::session::attribution::Proposed;
use crate::session::people::Person;
use crate::session::picking::Pick;

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
pub const MERGE: &str = "Merge";
pub const MERGE_INTO: &str = "Merge into …";
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
pub const ADD_SOURCE: &str = "Address of a source";
pub const SOURCE_TITLE: &str = "What it is called";

pub fn remove_source(number: usize) -> String {
    format!("Remove source {number}")
}

pub fn source_title(number: usize) -> String {
    format!("Title of source {number}")
}
