//! The words of the search.

use super::counted;
use crate::formats::Problem;
use crate::model::search::{FaultKind, HitPlace};
use crate::session::search::HitGroup;
use crate::session::search::rows::HitRow;

pub const SEARCH: &str = "Search";
pub const SEARCH_HINT: &str = "Search this article (/)";
pub const SEARCH_FOR: &str = "Search text, notes and people";
pub const SEARCH_OPTIONS: &str = "Search options";
pub const HITS: &str = "Hits";
pub const MATCH_CASE: &str = "Match case";
pub const MATCH_ACCENTS: &str = "Match accents";
pub const BY_PATTERN: &str = "Regular expression";
pub const SEARCHING: &str = "Searching…";
pub const SEARCH_STOPPED: &str = "Search stopped.";
pub const SEARCH_AGAIN: &str = "Search again";
pub const ONLY_EMPTY: &str =
    "This expression matches only blanks, or nothing at all, so there is nothing to show.";
pub const NO_PATTERN_THERE: &str =
    "All articles are searched for these characters as they stand, not for a regular expression.";
pub const PREVIOUS_HIT: &str = "Previous hit";
pub const PREVIOUS_HIT_HINT: &str = "Previous hit (Shift Enter)";
pub const NEXT_HIT: &str = "Next hit";
pub const NEXT_HIT_HINT: &str = "Next hit (Enter)";
/// The start of the buttons’ names; the kind follows.
pub const MARK_HIT: &str = "Mark this hit as";
pub const MARK_HITS: &str = "Mark all hits as";
pub const PARAGRAPH: &str = "Paragraph";
pub const NOT_FOUND: &str = "Not found";
pub const NOT_FOUND_HINT: &str = "Nothing in this article, its annotations or its people matches.";

pub const SEARCH_ALL: &str = "Search all articles";

pub fn searched_so_far(hundredths: usize) -> String {
    format!("Searching… {hundredths} % of the time allowed ")
}

pub fn not_matched(problem: &Problem) -> String {
    format!("The search failed: {problem}. ")
}

/// What is wrong with a regular expression.
pub fn pattern_fault(kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::OpenBracket => "This bracket is never closed. To find a bracket, write \\(",
        FaultKind::CloseBracket => "This bracket was never opened. To find a bracket, write \\)",
        FaultKind::OpenSquare => "This square bracket is never closed. To find one, write \\[",
        FaultKind::Range => "This is not a range of characters. Write the lower one first.",
        FaultKind::NothingToRepeat => "There is nothing to repeat here.",
        FaultKind::Count => "This is not a number of repetitions. Write {2} or {2,5}.",
        FaultKind::Escape => {
            "This means nothing after a backslash. To find a backslash, write two of them."
        }
        FaultKind::Property => "There is no such property of characters.",
        FaultKind::LookAround => {
            "Conditions on what stands before or after a match are not supported."
        }
        FaultKind::BackReference => "References to an earlier part are not supported.",
        FaultKind::Other => "This part is not understood.",
        FaultKind::TooLarge => "This expression is too large: it repeats or nests too much.",
        FaultKind::TooLong => "This expression takes too long in this text. Make it more specific.",
    }
}

/// Which hit in the text is the current one.
pub fn hit_of(current: Option<usize>, all: usize) -> String {
    match current {
        Some(current) => format!("{} of {all}", current + 1),
        None => counted(all, "hit", "hits"),
    }
}

pub fn hits_in(group: HitGroup, count: usize) -> String {
    let name = match group {
        HitGroup::Text => "Text",
        HitGroup::Annotations => "Annotations",
        HitGroup::Notes => "Notes",
        HitGroup::People => "People",
    };
    format!("{name} {count}")
}

/// What a hit was found in, if it is not the text.
pub fn hit_place(row: &HitRow) -> String {
    let place = match &row.place {
        HitPlace::Text => "",
        HitPlace::Title => "Title",
        HitPlace::Words(_) => "Annotation",
        HitPlace::Label(_) => "Label",
        HitPlace::Tag(..) => "Tag",
        HitPlace::Note(_) | HitPlace::ActorNote(_) => "Note",
        HitPlace::Explanation(_) => "Explanation",
        HitPlace::Source(..) => "Source",
        HitPlace::Name(_) => "Name",
        HitPlace::Role(_) => "Role",
    };
    let name = if row.by_article { "The article" } else { &row.name };
    match (place, name) {
        (place, "") => place.to_owned(),
        ("", name) => name.to_owned(),
        (place, name) => format!("{place} · {name}"),
    }
}
