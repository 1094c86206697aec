//! The words of suggestions: what is suggested, why, and what was decided.

use crate::formats::Problem;
use crate::model::Kind;
use crate::model::suggest::Because;
use crate::session::Message;
use crate::session::library::deeds::{Done, NotDone};
use crate::session::library::storing::Tally;
use crate::session::suggest::rows::{SuggestionRow, SuggestionRows};
use crate::session::suggest::{Confidence, SuggestionGroup, SuggestionOrder};

use super::search::PARAGRAPH;
use super::{ACCEPT, counted, failure, grouped, kind, kind_in_text, or_untitled, problem};

pub const SUGGEST: &str = "Suggest";
pub const SUGGEST_HINT: &str = "Suggest people, quotes and claims (S)";
pub const SUGGESTED_TAB: &str = "Suggested";
pub const LOOKING: &str = "Looking for people, quotes and claims…";
pub const STOP_LOOKING: &str = "Stop";
pub const NOT_SUGGESTED: &str = "Nothing could be suggested";
pub const TRY_AGAIN: &str = "Try again";
pub const NOTHING_SUGGESTED: &str = "Nothing to suggest";
pub const NOTHING_SUGGESTED_HINT: &str =
    "All people, quotes and claims found here are marked or rejected.";
pub const NOTHING_FOUND_HINT: &str =
    "Nothing was found here that isn’t already marked or rejected.";
pub const NOTHING_REJECTED: &str = "Nothing is rejected";
pub const QUOTES_ONLY: &str = "This text doesn’t look like English, so only quotes in quotation marks are suggested. If it is, enter “en” as its language in the library.";
pub const ORDER_SUGGESTIONS: &str = "Order of the suggestions";
pub const REJECT: &str = "Reject";
pub const CHANGE: &str = "Change";
pub const BRING_BACK: &str = "Bring back";
pub const SHOW_REJECTED: &str = "Show rejected";
pub const SHOW_OPEN: &str = "Show undecided";
pub const STOP_SUGGESTING: &str = "Stop suggesting";
pub const NEXT_SUGGESTION: &str = "Next suggestion";
pub const PREVIOUS_SUGGESTION: &str = "Previous suggestion";
pub const NEXT_SUGGESTION_HINT: &str = "Next suggestion (J)";
pub const PREVIOUS_SUGGESTION_HINT: &str = "Previous suggestion (K)";
pub const WHY: &str = "Why";
pub const SUGGEST_SELECTED: &str = "Suggest for the selected";
pub const SUGGEST_SELECTED_HINT: &str = "Look for people, quotes and claims in the selected articles; what is found waits there for you to decide";
pub const SUGGESTING_MANY: &str = "Looking for suggestions";

pub fn suggestions(count: usize) -> String {
    counted(count, "suggestion", "suggestions")
}

/// What waits in an article of the library; without a number if the article changed since.
pub fn waiting(open: Option<usize>) -> String {
    match open {
        Some(open) => format!("{} waiting", suggestions(open)),
        None => "suggestions when opened".to_owned(),
    }
}

/// In how many articles suggestions wait, and in which they do not, or not all.
pub fn suggested_for_many(tally: &Tally) -> String {
    let articles = |count| counted(count, "article", "articles");
    let count = |done: Done| tally.done.iter().filter(|one| **one == done).count();
    let (waits, nothing) = (count(Done::Waits), count(Done::NothingFound));
    let mut said = Vec::new();
    if waits > 0 {
        said.push(format!("Suggestions wait in {}.", articles(waits)));
    }
    if nothing > 0 {
        said.push(format!("Nothing was found in {}.", articles(nothing)));
    }
    for (at, sentence) in NOT_WHOLE.into_iter().enumerate() {
        let named = tally.failed.iter().filter(|(_, why)| not_whole_at(why) == at);
        let named: Vec<String> = named.map(|(name, why)| named_with(name, why)).collect();
        if !named.is_empty() {
            said.push(format!("{} {sentence}: {}.", grouped(named.len()), some_of(&named)));
        }
    }
    if !tally.left.is_empty() {
        said.push(format!("{} not looked at.", articles(tally.left.len())));
    }
    said.join(" ")
}

/// What the names of articles are said with, by [`not_whole_at`].
const NOT_WHOLE: [&str; 3] = [
    "not in English, so only quotes in quotation marks were looked for",
    "could not be read",
    "failed",
];

fn not_whole_at(why: &NotDone) -> usize {
    match why {
        NotDone::OtherLanguage => 0,
        NotDone::Unreadable(_) | NotDone::Gone => 1,
        NotDone::Refused(_) | NotDone::Failed(_) | NotDone::Elsewhere | NotDone::OpenHere => 2,
    }
}

fn named_with(name: &str, why: &NotDone) -> String {
    let name = or_untitled(name);
    match why {
        NotDone::Unreadable(reason) | NotDone::Failed(reason) if !reason.is_empty() => {
            format!("“{name}” ({reason})")
        }
        NotDone::Refused(why) => format!("“{name}” ({})", failure(why)),
        NotDone::Gone => format!("“{name}” (it is no longer in your library)"),
        _ => format!("“{name}”"),
    }
}

/// The first names, and how many more.
fn some_of(named: &[String]) -> String {
    let some = named.iter().take(Message::NAMED).cloned().collect::<Vec<_>>().join(", ");
    match named.len().saturating_sub(Message::NAMED) {
        0 => some,
        more => format!("{some} and {} more", grouped(more)),
    }
}

/// The articles that the message does not name, or not all of them, one sentence each.
pub fn not_suggested_for(tally: &Tally) -> Vec<String> {
    let left = tally.left.iter().map(|name| format!("“{}” was not looked at.", or_untitled(name)));
    let failed = tally.failed.iter();
    let failed = failed
        .map(|(name, why)| format!("{}: {}.", named_with(name, why), NOT_WHOLE[not_whole_at(why)]));
    match tally.failed.len() > Message::NAMED {
        true => failed.chain(left).collect(),
        false => left.collect(),
    }
}

/// What is listed, and where in it the reader is.
pub fn suggestions_listed(rows: &SuggestionRows) -> String {
    let what = match rows.lists_rejected {
        true => format!("{} rejected", grouped(rows.listed)),
        false => suggestions(rows.listed),
    };
    match rows.place {
        Some(place) => format!("{} of {what}", grouped(place)),
        None => what,
    }
}

/// The name of an order, and what stands on its button.
pub fn suggestion_order(order: SuggestionOrder) -> (&'static str, &'static str) {
    match order {
        SuggestionOrder::Confidence => ("By confidence", "Confidence"),
        SuggestionOrder::Person => ("By person", "Person"),
        SuggestionOrder::Kind => ("By kind", "Kind"),
        SuggestionOrder::Place => ("By place", "Place"),
    }
}

pub fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Sure => "Sure",
        Confidence::Likely => "Likely",
        Confidence::Unsure => "Unsure",
    }
}

/// The name of a group, and what its number counts.
pub fn suggestion_group(group: &SuggestionGroup, count: usize) -> (String, String) {
    let (sure, likely) = (Confidence::SURE, Confidence::LIKELY);
    match group {
        SuggestionGroup::Confidence(level) => {
            let range = match level {
                Confidence::Sure => format!("score 0.{sure} or more"),
                Confidence::Likely => format!("score 0.{likely} to 0.{}", sure - 1),
                Confidence::Unsure => format!("score below 0.{likely}"),
            };
            (confidence(*level).to_owned(), format!("{} · {range}", grouped(count)))
        }
        SuggestionGroup::Person(name) => {
            let name = name.as_deref().unwrap_or("No name");
            (name.to_owned(), suggestions(count))
        }
        SuggestionGroup::Paragraph(number) => {
            (format!("{PARAGRAPH} {}", grouped(*number)), grouped(count))
        }
        SuggestionGroup::Kind(of_kind) => {
            let name = match of_kind {
                Kind::Person => "People",
                Kind::Claim => "Claims",
                Kind::Quote => "Quotes",
            };
            (name.to_owned(), grouped(count))
        }
    }
}

/// "Accept all 9", or "Accept 8, leave 1 unsure".
pub fn accept_all(together: usize, count: usize) -> String {
    match (together, count.saturating_sub(together)) {
        (1, 0) => ACCEPT.to_owned(),
        (all, 0) => format!("Accept all {}", grouped(all)),
        (some, left) => format!("Accept {}, leave {} unsure", grouped(some), grouped(left)),
    }
}

/// What stands at the end of a row.
pub fn suggestion_state(row: &SuggestionRow, order: SuggestionOrder) -> String {
    match (&row.speaker, row.kind, order) {
        (_, _, SuggestionOrder::Person) => confidence(row.confidence).to_owned(),
        (Some(speaker), ..) => speaker.clone(),
        (None, Kind::Quote, _) => "No speaker".to_owned(),
        (None, ..) => String::new(),
    }
}

/// Somebody who is described and not named.
pub fn by_no_name(words: &str) -> String {
    format!("{words} (no name)")
}

/// How many were decided.
pub fn decided(rows: &SuggestionRows) -> String {
    format!("{} rejected, {} accepted", grouped(rows.rejected), grouped(rows.accepted))
}

/// Why something is suggested, as one sentence without its full stop.
pub fn reason(because: &[(Because, String)]) -> String {
    let parts: Vec<String> =
        because.iter().map(|(cause, words)| cause_in_words(*cause, words)).collect();
    let reason = parts.join(", ");
    let mut letters = reason.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn cause_in_words(because: Because, words: &str) -> String {
    match because {
        Because::GivenName => "begins with a common given name".to_owned(),
        Because::Surname => "ends with a common surname".to_owned(),
        Because::Title(_) => format!("“{words}” stands before it"),
        Because::Saying(_) => format!("“{words}” stands next to it"),
        Because::NamedInFull(_) => format!("named in full as “{words}”"),
        Because::MarkedElsewhere(_) => format!("you marked “{words}” elsewhere"),
        Because::Surroundings => "the words around it suggest a name".to_owned(),
        Because::Marks => "in quotation marks".to_owned(),
        Because::Turn => "the speakers take turns".to_owned(),
        Because::Figure(_) => format!("it has a figure, “{words}”"),
        Because::Comparison(_) => format!("it compares, “{words}”"),
        Because::Cause(_) => format!("it names a cause, “{words}”"),
        Because::Record(_) => format!("it tells of a record, “{words}”"),
        Because::Law(_) => format!("it is about a law, “{words}”"),
        Because::Event(_) => format!("it tells what happened, “{words}”"),
    }
}

/// What is said once suggestions are there.
pub fn suggested_now(open: usize, english: bool) -> String {
    let found = match open {
        0 => format!("{NOTHING_SUGGESTED}."),
        open => format!("{}.", suggestions(open)),
    };
    if english { found } else { format!("{found} {QUOTES_ONLY}") }
}

pub fn not_suggested(why: &Problem) -> String {
    format!("{NOT_SUGGESTED}. {}. Try again.", problem(why))
}

pub fn accepted(of_kind: Kind, words: &str) -> String {
    format!("{} accepted: {words}", kind(of_kind))
}

pub fn accepted_many(count: usize) -> String {
    format!("{} accepted.", suggestions(count))
}

pub fn rejected(of_kind: Kind, words: &str) -> String {
    format!("Suggested {} rejected: {words}", kind_in_text(of_kind))
}

pub fn brought_back(of_kind: Kind, words: &str) -> String {
    format!("Suggested {} is back: {words}", kind_in_text(of_kind))
}
