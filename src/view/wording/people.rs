//! The words about people: who says what, and who is meant.

use crate::model::{ActorSort, Kind, QuoteForm};
use crate::session::document::actors::{Person, PersonPreview};
use crate::session::document::attribution::Suggested;
use crate::session::document::many::LostWithKind;
use crate::session::notices::message::{Merged, Named};
use crate::session::selection::pick_mode::Pick;

use super::{annotations, form_name, grouped, kind_in_text};

pub const THE_ARTICLE: &str = "The article";
pub const FORM: &str = "Type of quote";
pub const CUE: &str = "Introduced by";
pub const REMOVE_CUE: &str = "Remove";
pub const SUGGESTION: &str = "Suggestion";
pub const ACCEPT: &str = "Accept";

/// The label of the field for a name.
pub fn who_field(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "Name",
        Kind::Quote => "Speaker",
        Kind::Claim => "Claimed by",
    }
}

/// Its placeholder.
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

/// "Suggested speaker: Steve Witkoff (indirect, “confirmed”)"; a claim has a claimant, which its field says.
pub fn suggested(kind: Kind, suggested: &Suggested) -> String {
    let how = suggested_how(suggested);
    match &suggested.speaker {
        Some(claimant) if kind == Kind::Claim => format!("Suggested: {claimant}"),
        Some(speaker) if how.is_empty() => format!("Suggested speaker: {speaker}"),
        Some(speaker) => format!("Suggested speaker: {speaker} ({how})"),
        None => format!("Suggested: {how}"),
    }
}

/// "indirect, “confirmed”": what is suggested with a name.
pub fn suggested_how(suggested: &Suggested) -> String {
    let form = suggested.form.map(|form| form_name(form).to_owned());
    let cue = suggested.cue.as_ref().map(|cue| format!("“{cue}”"));
    form.into_iter().chain(cue).collect::<Vec<_>>().join(", ")
}

pub const PICKING: &str = "Selecting in the text";

pub fn pick(pick: Pick) -> &'static str {
    match pick {
        Pick::Part => "Add this part",
        Pick::Cue => "Use as introduction",
        Pick::Speaker => "Use this name",
    }
}

pub fn pick_button(pick: Pick) -> &'static str {
    match pick {
        Pick::Part => "Add a part",
        Pick::Cue => "Select the words (“he said”)",
        Pick::Speaker => "Select who says it",
    }
}

pub fn pick_hint(pick: Pick) -> &'static str {
    match pick {
        Pick::Part => "Select the words to add. With keys: move the cursor, then press Enter.",
        Pick::Cue => {
            "Select the words that introduce the quote, such as “he said”. With keys: move the cursor, then press Enter."
        }
        Pick::Speaker => {
            "Click a marked person, or select a name. With keys: move the cursor there, then press Enter."
        }
    }
}

/// The message once words are picked; a speaker has a message already.
pub fn picked(pick: Pick, words: &str) -> String {
    match pick {
        Pick::Part => format!("Part added: {words}"),
        Pick::Cue => format!("Introduced by: {words}"),
        Pick::Speaker => words.to_owned(),
    }
}

pub fn remove_part(number: usize) -> String {
    format!("Remove part {number}")
}

pub const PEOPLE: &str = "People";
pub const NO_PEOPLE: &str = "No people yet";
pub const NO_PEOPLE_HINT: &str = "Mark a name in the article. It then appears here.";
pub const ENTER_SOMEBODY: &str = "Add a person, an organisation or an unnamed source";
pub const ENTER_HINT: &str = "A name, or “a senior official”";
pub fn find_somebody(all: usize) -> String {
    format!("Find one of {all} by name")
}

pub const PERSON_NAME: &str = "Name";
pub const SORT: &str = "Type";
pub const ROLE: &str = "Role";
pub const ROLE_HINT: &str = "Role in this story, e.g. Mayor";
pub const WIKIDATA: &str = "Wikidata";
pub const WIKIDATA_HINT: &str = "Q-number or link";
pub const NO_ITEM: &str = "Not kept: a Q-number such as Q42, or its link, is needed.";
pub const MERGE_INTO: &str = "Merge into …";

/// The button’s label once somebody is chosen.
pub fn merge_into(from: &str, into: &str) -> String {
    format!("Merge {from} into {into}")
}

/// The message after a merge.
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

/// The message after somebody left the register.
pub fn actor_removed(name: &str, stay: usize) -> String {
    match stay {
        0 => format!("Removed {name}."),
        1 => format!("Removed {name}. 1 annotation stays, without a name."),
        _ => format!("Removed {name}. {} stay, without a name.", annotations(stay)),
    }
}

/// The message after a change of kind.
pub fn kind_changed(from: Kind, to: Kind, lost: &LostWithKind) -> String {
    let now = format!("This {} is now a {}.", kind_in_text(from), kind_in_text(to));
    match super::many::lost_parts(lost).as_str() {
        "" => now,
        parts => format!("{now} Removed with it: {parts}."),
    }
}

/// The message after a change of the person an annotation refers to.
pub fn named(kind: Kind, named: &Named) -> String {
    match (kind, named) {
        (Kind::Person, Named::Known(name)) => format!("This is {name}."),
        (Kind::Quote, Named::Known(name)) => format!("Speaker: {name}."),
        (Kind::Claim, Named::Known(name)) => format!("Claimed by {name}."),
        (_, Named::New(ActorSort::Person, name)) => format!("New person: {name}."),
        (_, Named::New(ActorSort::Organisation, name)) => format!("New organisation: {name}."),
        (_, Named::New(ActorSort::Group, name)) => format!("New group: {name}."),
        (_, Named::New(ActorSort::Unnamed, name)) => format!("New unnamed source: {name}."),
        (_, Named::Article) => "Claimed by the article.".to_owned(),
        (Kind::Person, Named::Nobody) => "This mention no longer refers to anyone.".to_owned(),
        (Kind::Quote, Named::Nobody) => "This quote now has no speaker.".to_owned(),
        (Kind::Claim, Named::Nobody) => "This claim no longer names who makes it.".to_owned(),
    }
}

pub const SPLIT: &str = "Separate …";
pub const SPLIT_HINT: &str = "Select the highlights that mean someone else, and name them.";
pub const SPLIT_NAME: &str = "Who they mean";
pub const SPLIT_DO: &str = "Separate";
pub const ABOUT_PERSON: &str = "Quotes, claims and mentions";
pub const SHOW_IN_TEXT: &str = "Show in the text";
pub const REMOVE_PERSON_HINT: &str = "Remove from the list. Highlights stay.";

pub fn sort(sort: ActorSort) -> &'static str {
    match sort {
        ActorSort::Person => "A person",
        ActorSort::Organisation => "An organisation",
        ActorSort::Group => "A group",
        ActorSort::Unnamed => "An unnamed source",
    }
}

/// The line below a name: the role, or else the type.
pub fn person_detail(person: &Person) -> String {
    let speaks = person.count(Kind::Quote) + person.count(Kind::Claim) > 0;
    let unmarked = person.actor.sort == ActorSort::Person && person.count(Kind::Person) == 0;
    match (person.actor.role.as_str(), speaks && unmarked) {
        ("", true) => "Not marked in the text".to_owned(),
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

/// "Mayor of Kyiv · 3 mentions · 1 quote": who it is that a card names.
pub fn about_person(role: &str, counts: [usize; 3]) -> String {
    let counts = Kind::ALL.into_iter().map(|kind| (kind, counts[kind.index()]));
    let counts = counts.filter(|(_, count)| *count > 0).map(|(kind, count)| tally(kind, count));
    let role = Some(role.to_owned()).filter(|role| !role.is_empty());
    role.into_iter().chain(counts).collect::<Vec<_>>().join(" · ")
}

/// The same, with the first quote.
pub fn in_short(person: &PersonPreview) -> String {
    let about = about_person(&person.actor.role, person.counts);
    match &person.quote {
        Some(quote) if quote.starts_with(['“', '"', '„', '«', '「']) => {
            format!("{about} · {quote}")
        }
        Some(quote) => format!("{about} · “{quote}”"),
        None => about,
    }
}

pub fn perhaps(name: &str) -> String {
    format!("May be the same as {name}")
}

pub fn remove_person(name: &str) -> String {
    format!("Remove {name}")
}

pub const VERDICT: &str = "Verdict";
pub const EXPLANATION: &str = "Explanation";
pub const SOURCES: &str = "Sources";
pub const ADD_SOURCE: &str = "Link to a source (URL)";
pub const SOURCE_TITLE: &str = "Title of the source";

pub fn remove_source(number: usize) -> String {
    format!("Remove source {number}")
}

pub fn source_title(number: usize) -> String {
    format!("Title of source {number}")
}
