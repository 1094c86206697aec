//! The words of sources: what a source has of a quote, and what is kept of it.

pub use crate::formats::common::sentences::fidelity;

use crate::formats::Problem;
use crate::model::sources::{Fidelity, SourceLink};
use crate::session::sources::rows::SourcedQuote;

use super::{counted, grouped, or_untitled, problem};

pub const SOURCE_TAB: &str = "Source";
pub const SOURCE_TEXT: &str = "Text of the source";
pub const NO_SOURCE: &str = "No source open";
pub const NO_SOURCE_HINT: &str =
    "Open a transcript or paste it, and each quote is looked up in it.";
pub const OPEN_SOURCE_AGAIN: &str = "These links are kept with their words. The text of a source is not: open it again to look quotes up in it.";
pub const HELD_TITLE: &str = "Title of the source";
pub const HELD_ADDRESS: &str = "Address";
pub const HELD_TEXT: &str = "Paste its text";
pub const OPEN_SOURCE: &str = "Open the source";
pub const USE_AS_SOURCE: &str = "Look quotes up in it";
pub const CLOSE_SOURCE: &str = "Close the source";
pub const LOOKING_UP: &str = "Looking the quotes up…";
pub const NOT_LOOKED_UP: &str = "The quotes could not be looked up";
pub const NO_QUOTES_HERE: &str = "No quotes to show.";
pub const SHOW_RESULTS: &str = "Show";
pub const ALL_RESULTS: &str = "All";
pub const QUOTES_BY: &str = "Quotes by";
pub const ALL_SPEAKERS: &str = "Everybody";
pub const IN_ARTICLE: &str = "Article";
pub const IN_SOURCE: &str = "Source";
pub const LINK_PASSAGE: &str = "Link this passage";
pub const NOT_IN_SOURCE: &str = "Not in this source";
pub const REMOVE_LINK: &str = "Remove the link";
pub const SHOW_SOURCE: &str = "Show sources";
pub const LINKED: &str = "Linked";
pub const LINK_IS_KEPT: &str = "A link is kept with its quote and exported";
pub const NOT_THERE_DECIDED: &str = "Noted as not in this source";
pub const NO_SPEAKER: &str = "No speaker";
pub const UNSURE: &str = "Not certain";
pub const UNSURE_SIGN: &str = "?";
pub const PICK_PASSAGE: &str = "Select it myself";
pub const PICK_PASSAGE_HELP: &str = "Select the passage in the source, or enter its words. To give only its first and last words, put … between them.";
pub const PASSAGE_WORDS: &str = "Words of the passage";
pub const USE_SELECTED: &str = "Use the selected text";
pub const SHOW_TEXT_BEFORE: &str = "Show the text before";
pub const SHOW_TEXT_AFTER: &str = "Show the text after";
pub const OPEN_SOURCE_FILE: &str = "Open a file…";
pub const OPEN_SOURCE_FILE_HELP: &str =
    "A file that you open or drop here can be used as the source, too.";
pub const LONG_SOURCE: &str = "This source has more than 8 MB. A quote is found in it only with the same words; “not found” may mean that some are different.";
pub const LINK_WAS_FOR_OLD_WORDS: &str =
    "The words of this quote changed, so its link to a source was removed.";
pub const SOURCE_IS_ARTICLE: &str =
    "This text is the article itself. Open the text that its quotes come from.";
pub const NO_PASSAGE_SELECTED: &str =
    "Nothing is selected in the source. Select the passage first.";

/// What is kept with a quote.
pub fn source_linked(of: Fidelity) -> &'static str {
    match of {
        Fidelity::NotFound => "Kept with the quote: this source doesn’t have it.",
        _ => "The link with the source is kept with the quote.",
    }
}

pub fn fidelity_sign(of: Fidelity) -> &'static str {
    match of {
        Fidelity::Verbatim => "=",
        Fidelity::Trimmed => "…",
        Fidelity::Spliced => "+",
        Fidelity::Altered => "≈",
        Fidelity::Paraphrase => "~",
        Fidelity::NotFound => "–",
    }
}

pub fn quotes_held(count: usize) -> String {
    counted(count, "quote", "quotes")
}

/// "Zelenskyy, ¶ 4".
pub fn quote_place(row: &SourcedQuote) -> String {
    match &row.who {
        Some(who) => format!("{who}, ¶ {}", row.paragraph),
        None => format!("¶ {}", row.paragraph),
    }
}

pub fn left_out(count: u32) -> String {
    let are = if count == 1 { "is" } else { "are" };
    format!("{} of the source {are} left out.", counted(count as usize, "word", "words"))
}

pub fn places_alike(count: usize) -> String {
    match count {
        1 => "No place is certain. This one is like it:".to_owned(),
        count => format!("{} places are like it. Which one is it?", grouped(count)),
    }
}

pub fn place_offered(words: &str, of: Fidelity) -> String {
    format!("{}: “{words}”", fidelity(of))
}

pub fn source_name(title: &str) -> String {
    match title.is_empty() {
        true => SOURCE_TAB.to_owned(),
        false => title.to_owned(),
    }
}

/// The source of a link: "Transcript, https://…".
pub fn linked_source(link: &SourceLink) -> String {
    let title = or_untitled(&link.title);
    match link.url.is_empty() {
        true => title.to_string(),
        false => format!("{title}, {}", link.url),
    }
}

pub fn looked_up(all: usize, found: usize, unsure: usize) -> String {
    let unsure = match unsure {
        0 => String::new(),
        unsure => format!(", {} not certain", grouped(unsure)),
    };
    format!("{} looked up, {} found{unsure}.", quotes_held(all), grouped(found))
}

pub fn passage_held(of: Fidelity) -> String {
    format!("{} in this passage.", fidelity(of))
}

pub fn not_in_source(words: &str, places: usize) -> String {
    match places {
        0 => format!("“{words}” isn’t in the source. Copy the words from it, letter by letter."),
        places => format!(
            "“{words}” is in the source {} times. Add the words before or after it.",
            grouped(places)
        ),
    }
}

/// What is not shown of the links.
pub fn more_links(count: usize) -> String {
    let shown = if count == 1 { "Its card shows it" } else { "Their cards show them" };
    format!("{} not listed here. {shown}.", counted(count, "link is", "links are"))
}

pub fn not_looked_up(why: &Problem) -> String {
    format!("{NOT_LOOKED_UP}. {}. Try again.", problem(why))
}

/// On the card: "In the source: verbatim (Transcript)".
pub fn in_the_source(link: &SourceLink) -> String {
    format!(
        "In the source: {} ({})",
        fidelity(link.fidelity).to_ascii_lowercase(),
        linked_source(link)
    )
}
