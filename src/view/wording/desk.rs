//! The words about claims, what is to be settled, and places that say the same. Must never hold a word
//! that belongs to another part of the page.

use crate::model::{Kind, Verdict, Worthy};
use crate::session::cards::Who;
use crate::session::lints::{Change, Finding, Lint, Mend, Unsettled};

use super::{THE_ARTICLE, verdict};

pub const VIEWS: &str = "Lists";
pub const CLAIMS: &str = "Claims";
pub const CLAIMS_HINT: &str = "Everything that is claimed, and what a check found";
pub const NO_CLAIMS: &str = "No claims yet";
pub const NO_CLAIMS_HINT: &str =
    "Mark a statement that can be checked as a claim, and it appears here.";
pub const VETTING_SHEET: &str = "Vetting sheet …";
pub const PAGES: &str = "Pages";
pub const PAGE_BACK: &str = "Previous page";
pub const PAGE_ON: &str = "Next page";

pub fn page_of(page: usize, all: usize) -> String {
    format!("Page {page} of {all}")
}

pub const CLAIM_DESK: &str = "Claim desk";
pub const DATE: &str = "Date, such as 2026-01-31";
pub const CLAIMED_SINCE: &str = "Claimed since";
pub const CLAIMED_AT: &str = "Where";
pub const CHECKED_ON: &str = "Checked on";
pub const WORTHY: &str = "Worth checking";

pub fn worthy(worthy: Option<Worthy>) -> &'static str {
    match worthy {
        None => "Not decided",
        Some(Worthy::Yes) => "Yes",
        Some(Worthy::No) => "No",
        Some(Worthy::Unsure) => "Unsure",
    }
}

pub fn verdict_or_open(found: Option<&Verdict>, shared: bool) -> String {
    match (found, shared) {
        (None, _) => "Not checked".to_owned(),
        (Some(_), false) => verdict(found).to_owned(),
        (Some(_), true) => format!("{} (shared, not checked itself)", verdict(found)),
    }
}

pub fn claimed_by(who: &Who) -> String {
    match who {
        Who::Named(name) => name.clone(),
        Who::Article => THE_ARTICLE.to_owned(),
        Who::Unknown | Who::NotAsked => "No claimant".to_owned(),
    }
}

pub fn checked(checked: usize, all: usize) -> String {
    format!("{checked} of {all} checked")
}

pub fn claim_of(place: usize, all: usize) -> String {
    format!("Claim {place} of {all}")
}

pub fn source_date(number: usize) -> String {
    format!("Date of source {number}")
}

pub fn source_words(number: usize) -> String {
    format!("Words of source {number}")
}

pub const SOURCE_WORDS: &str = "The words in it that matter";

pub const SCHEME: &str = "Labels and verdicts";
pub const SCHEME_BUTTON: &str = "Labels and verdicts …";
pub const EDIT_LABELS: &str = "Labels …";
pub const SCHEME_HINT: &str = "What you tell apart inside people, claims and quotes. Labels go into files as part of the kind, such as CLAIM-statistical; their colours and keys into our own file.";
pub const LABEL: &str = "Label";
pub const NO_LABEL: &str = "No label";
pub const ADD_LABEL: &str = "Add";
pub const NAME: &str = "Name";
pub const COLOUR: &str = "Colour";
pub const KEY: &str = "Key";
pub const SCALE: &str = "Verdicts, a line each, from true to false";
pub const SCALE_HINT: &str =
    "What is neither true nor false goes in brackets: (Satire). Empty for the usual six.";
pub const FOR_NEW: &str = "Use for new articles too";

pub fn labels_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "Labels of people",
        Kind::Claim => "Labels of claims",
        Kind::Quote => "Labels of quotes",
    }
}

pub fn new_label(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "New label of people",
        Kind::Claim => "New label of claims",
        Kind::Quote => "New label of quotes",
    }
}

/// What a field of a label is called to those who do not see its column.
pub fn of_label(what: &str, name: &str) -> String {
    format!("{what} of {name}")
}

pub fn remove_label(name: &str) -> String {
    format!("Remove label {name}")
}

/// The name of a colour.
pub fn hue(hue: u32) -> &'static str {
    match hue {
        1 => "Violet",
        2 => "Rose",
        3 => "Teal",
        4 => "Olive",
        5 => "Rust",
        6 => "Slate",
        _ => "As the kind",
    }
}

pub const SETTLE: &str = "To settle";
pub const SETTLE_HINT: &str = "What is missing or does not agree";
pub const SETTLED: &str = "Nothing to settle";
pub const SETTLED_HINT: &str =
    "Quotes without a speaker, verdicts without a source and the like appear here.";
pub const SHOW_ONLY: &str = "Show";
pub const LEAVE_IT: &str = "Leave it";

pub fn everything_to_settle(count: usize) -> String {
    format!("Everything ({count})")
}

pub fn lint_option(lint: Lint, count: usize) -> String {
    format!("{} ({count})", lint_name(lint))
}

pub fn more_to_settle(count: usize) -> String {
    format!("And {count} more: settle some of these first, or show one sort only.")
}

/// The name of a sort, as the filter has it.
pub fn lint_name(lint: Lint) -> &'static str {
    match lint {
        Lint::NoSpeaker => "Quotes without a speaker",
        Lint::NeverMarked => "Speakers who are never marked",
        Lint::Marks => "Quotation marks without a counterpart",
        Lint::Differently => "Words quoted differently",
        Lint::NoClaimant => "Claims without a claimant",
        Lint::NoSource => "Verdicts without a source",
        Lint::Identical => "Marked twice",
        Lint::Alike => "Names that are part of another",
    }
}

/// What is the matter.
pub fn lint(lint: Lint) -> &'static str {
    match lint {
        Lint::NoSpeaker => "This quote has no speaker",
        Lint::NeverMarked => "The speaker is never marked",
        Lint::Marks => "A quotation mark has no counterpart",
        Lint::Differently => "The same words are quoted differently",
        Lint::NoClaimant => "This claim has no claimant",
        Lint::NoSource => "This verdict rests on no source",
        Lint::Identical => "The same words are marked twice",
        Lint::Alike => "Perhaps these are one person",
    }
}

/// Why it matters.
pub fn lint_why(lint: Lint) -> &'static str {
    match lint {
        Lint::NoSpeaker => "Words count by who says them.",
        Lint::NeverMarked => "Somebody who speaks is usually named in the text too.",
        Lint::Marks => "The quote may begin too late or end too early.",
        Lint::Differently => "One of the two may be misquoted; compare them.",
        Lint::NoClaimant => "A claim is somebody’s, or the article’s own.",
        Lint::NoSource => "Nobody can follow a verdict without what it rests on.",
        Lint::Identical => "Both have the same kind and the same words.",
        Lint::Alike => "The name of one is part of the name of the other.",
    }
}

/// The way to what it is about.
pub fn lint_show(finding: &Finding) -> &'static str {
    match (finding.lint, &finding.annotation) {
        (Lint::NoSpeaker, _) => "Choose a speaker",
        (Lint::NoClaimant, _) => "Choose",
        (_, Some(_)) => "Open its card",
        (_, None) => "Open the entry",
    }
}

pub fn mend(one: &Unsettled, mend: &Mend) -> String {
    match mend {
        Mend::Change(_, Change::Name(name)) => name.clone(),
        Mend::Change(_, Change::Article) => THE_ARTICLE.to_owned(),
        Mend::Change(_, Change::Words(words)) => {
            let (count, all) = (40, words.chars().count());
            let head: String = words.chars().take(count / 2).collect();
            let tail: String = words.chars().skip(all.saturating_sub(count / 2)).collect();
            if all > count {
                format!("Change to {head} … {tail}")
            } else {
                format!("Change to {words}")
            }
        }
        Mend::Remove => "Remove this one".to_owned(),
        Mend::Merge(_) => super::merge_into(&one.words, &one.other),
        Mend::Mark(_) => "Mark in the text …".to_owned(),
    }
}

pub const MARK_ALL: &str = "Mark all places";
pub const MARK_ALL_BUTTON: &str = "Mark all …";
pub const MARK_ALL_HINT: &str = "Find where else the article says this";
pub const WORDS_TO_FIND: &str = "Words; several are divided by /";
pub const WHOLE_WORDS: &str = "Whole words";
pub const SAME_CASE: &str = "Same case";
pub const POSSESSIVE: &str = "Also before ’s";
pub const PLACES: &str = "Places";

pub fn places_found(count: usize, more: bool) -> String {
    match (count, more) {
        (0, _) => "No place left that says this and is not marked.".to_owned(),
        (1, _) => "1 place, not marked yet.".to_owned(),
        (count, false) => format!("{count} places, not marked yet."),
        (count, true) => format!("The first {count} places. Mark them, then look again."),
    }
}

pub fn mark_places(count: usize) -> String {
    match count {
        1 => "Mark 1 place".to_owned(),
        count => format!("Mark {count} places"),
    }
}
