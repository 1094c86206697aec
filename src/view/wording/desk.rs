//! The words about claims, labels, the to-do list, and marking every place that says the same.

pub use crate::formats::common::sentences::checked_of;
use crate::formats::common::sentences::status as in_words;
use crate::model::query::AnnotationOrder;
use crate::model::{CheckStatus, Kind, Source, Verdict, Worthy};
use crate::session::document::lints::{Finding, Lint};
use crate::session::document::todo::{Change, Fix, NamedIn, SuggestedItem, TodoItem};
use crate::session::render::cards::Who;

use super::{THE_ARTICLE, grouped, kind_in_text, verdict};

pub const MORE: &str = "More";
pub const PANEL: &str = "Panel";
pub const PANEL_HINT: &str = "Annotations, people, claims, to do and search";
pub const PANEL_WIDTH: &str = "Width of the panel";
pub const PANEL_WIDTH_HINT: &str = "Drag, or press the arrow keys, to change the width";
pub const PIN_LIST: &str = "Pin the list";
pub const PIN_LIST_HINT: &str = "Keep the list beside what is open in it";
pub const CLOSE_PANEL: &str = "Close panel";
pub const ANNOTATIONS: &str = "Annotations";
pub const CLAIMS: &str = "Claims";
pub const NO_CLAIMS: &str = "No claims yet";
pub const NO_CLAIM_LISTED: &str = "No claim fits";
pub const NO_CLAIMS_HINT: &str =
    "Mark a statement that can be checked as a claim. It then appears here.";
pub const VETTING_SHEET: &str = "Vetting sheet …";
pub const PAGES: &str = "Pages";
pub const PAGE_BACK: &str = "Previous page";
pub const PAGE_ON: &str = "Next page";

pub fn page_of(page: usize, all: usize) -> String {
    format!("Page {page} of {all}")
}

/// The name of the claim desk, for screen readers.
pub fn claim_desk(claim: &str) -> String {
    format!("Claim: {claim}")
}

pub const NO_CLAIMANT: &str = "No claimant";
pub const NEXT_UNCHECKED: &str = "Next unchecked";
pub const NEXT_UNCHECKED_HINT: &str = "Next claim without a verdict (U)";
pub const NEXT_CLAIM: &str = "Next claim";
pub const NEXT_CLAIM_HINT: &str = "Next claim (N)";
pub const PREVIOUS_CLAIM: &str = "Previous claim";
pub const PREVIOUS_CLAIM_HINT: &str = "Previous claim (Shift+N)";
pub const CLOSE_CLAIM: &str = "Close claim";
pub const CLEAR_VERDICT: &str = "Clear verdict";
pub const DATE: &str = "e.g. 2026-01-31";
pub const CLAIMED_SINCE: &str = "First claimed on";
pub const CLAIMED_AT: &str = "Where it was said";
pub const CHECKED_ON: &str = "Checked on";
pub const WORTHY: &str = "Worth checking?";
pub const MORE_OF_CHECK: &str = "More about this claim";

pub const CHECK_STATUS: &str = "Check";
pub const ASSIGNEE: &str = "Assigned to";

pub fn status(status: Option<CheckStatus>) -> &'static str {
    match status {
        None => "Not set",
        Some(status) => in_words(status),
    }
}

/// How far the check of a claim without a verdict is, and whose it is.
pub fn underway(status: CheckStatus, assignee: &str) -> String {
    match assignee {
        "" => in_words(status).to_owned(),
        name => format!("{}: {name}", in_words(status)),
    }
}

pub fn worthy(worthy: Option<Worthy>) -> &'static str {
    match worthy {
        None => "Not decided yet",
        Some(Worthy::Yes) => "Yes",
        Some(Worthy::No) => "No",
        Some(Worthy::Unsure) => "Unsure",
    }
}

pub fn verdict_or_open(found: Option<&Verdict>, shared: bool) -> String {
    match (found, shared) {
        (None, _) => "Not checked".to_owned(),
        (Some(_), false) => verdict(found).to_owned(),
        (Some(_), true) => format!("{} (shared from another claim)", verdict(found)),
    }
}

pub fn claimed_by(who: &Who) -> String {
    match who {
        Who::Named(name) => name.clone(),
        Who::Article => THE_ARTICLE.to_owned(),
        Who::Unknown | Who::NotAsked => "Who claims this?".to_owned(),
    }
}

pub fn verdict_hint(verdict: &str, key: usize) -> String {
    format!("{verdict} ({key})")
}

pub const SORT_CLAIMS: &str = "Sort claims";

pub fn claims_listed(listed: usize, all: usize) -> String {
    format!("{listed} of {}", super::counted(all, "claim", "claims"))
}

/// The names of `claim_list::usual_filters`.
pub const USUAL_FILTERS: [&str; 5] =
    ["Not checked", "Worth checking", NO_CLAIMANT, "No source", "Waiting"];

pub fn claim_order(order: AnnotationOrder) -> &'static str {
    match order {
        AnnotationOrder::Place => "By place",
        AnnotationOrder::Person => "By claimant",
        AnnotationOrder::Time => "Newest first",
        AnnotationOrder::Verdict => "By verdict",
    }
}

pub fn place_of(place: usize, all: usize) -> String {
    format!("{place} of {all}")
}

/// What the line of a source says: its title, and beside it where and when.
pub fn source_line(source: &Source) -> (String, String) {
    let date = source.date.clone().unwrap_or_default();
    match source.title.is_empty() {
        true => (source.url.clone(), date),
        false => {
            let site = source.url.split("://").last().unwrap_or_default();
            let site = site.split('/').next().unwrap_or_default().trim_start_matches("www.");
            let aside = [site, &date].into_iter().filter(|part| !part.is_empty());
            (source.title.clone(), aside.collect::<Vec<_>>().join(" · "))
        }
    }
}

pub fn source_date(number: usize) -> String {
    format!("Date of source {number}")
}

pub fn source_words(number: usize) -> String {
    format!("Key passage from source {number}")
}

pub const SOURCE_WORDS: &str = "Key passage from the source";

pub const SCHEME: &str = "Labels and verdicts";
pub const SCHEME_BUTTON: &str = "Labels and verdicts …";
pub const EDIT_LABELS: &str = "Labels …";
pub const SCHEME_HINT: &str = "Labels divide people, claims and quotes further. Exported files show a label with its kind, such as CLAIM-statistical. Only the Article Annotator file keeps colours and keys.";
pub const LABEL: &str = "Label";
pub const NO_LABEL: &str = "No label";
pub const ADD_LABEL: &str = "Add";
pub const NAME: &str = "Name";
pub const COLOUR: &str = "Colour";
pub const KEY: &str = "Key";
pub const SCALE: &str = "Verdicts, one per line, from true to false";
pub const SCALE_HINT: &str = "Put verdicts that are neither true nor false in brackets: (Satire). Leave this empty to use the standard six.";
pub const FOR_NEW: &str = "Use for new articles too";

pub fn labels_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "Labels for people",
        Kind::Claim => "Labels for claims",
        Kind::Quote => "Labels for quotes",
    }
}

pub fn new_label(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "New label for people",
        Kind::Claim => "New label for claims",
        Kind::Quote => "New label for quotes",
    }
}

/// The accessible name of a field of a label.
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
        _ => "Same as the kind",
    }
}

pub const TODO: &str = "To do";
pub const NOTHING_TO_DO: &str = "Nothing to do";
pub const NOTHING_TO_DO_HINT: &str =
    "Quotes without a speaker, verdicts without a source and the like appear here.";
pub const SHOW_ONLY: &str = "Show";
pub const DISMISS: &str = "Dismiss";

pub fn everything_to_do(count: usize) -> String {
    format!("Everything ({count})")
}

pub fn lint_option(lint: Lint, count: usize) -> String {
    format!("{} ({count})", lint_name(lint))
}

pub fn more_to_do(count: usize, filtered: bool) -> String {
    let count = grouped(count);
    match filtered {
        true => format!("{count} more. They follow as you finish these."),
        false => format!("{count} more. Filter by type to see them."),
    }
}

/// The name of a type, as the filter shows it.
pub fn lint_name(lint: Lint) -> &'static str {
    match lint {
        Lint::NoSpeaker => "Quotes without a speaker",
        Lint::NeverMarked => "People not marked in the text",
        Lint::Unmarked => "More places that name a person",
        Lint::Marks => "Unmatched quotation marks",
        Lint::Differently => "Quotes that differ",
        Lint::Reworded => "Unannounced changes",
        Lint::NoClaimant => "Claims without a claimant",
        Lint::NoSource => "Verdicts without a source",
        Lint::Identical => "Marked twice",
        Lint::Alike => "People who may be the same",
        Lint::Nobody => "Highlights without a person",
    }
}

/// The problem.
pub fn lint(one: &TodoItem) -> String {
    let name = match one.finding.lint {
        Lint::NoSpeaker => "This quote has no speaker",
        Lint::NeverMarked => "This person isn’t marked in the text",
        Lint::Unmarked if one.places.count == 1 => "1 more place names this person",
        Lint::Unmarked => return format!("{} more places name this person", one.places.count),
        Lint::Marks => "A quotation mark is unmatched",
        Lint::Differently => "Two quotes of the same words differ",
        Lint::Reworded if one.other.is_empty() => {
            return format!("A {} was taken out of the article", kind_in_text(one.kind));
        }
        Lint::Reworded => {
            return format!("The article changed the words of a {}", kind_in_text(one.kind));
        }
        Lint::NoClaimant => "Nobody is named as making this claim",
        Lint::NoSource => "This verdict has no source",
        Lint::Identical => "The same words are marked twice",
        Lint::Alike => "These may be the same person",
        Lint::Nobody => "This highlight belongs to nobody",
    };
    name.to_owned()
}

/// Most names or paragraphs named.
const NAMED: usize = 5;

/// What the text says in some places, and where they are.
pub fn named_in(places: &NamedIn) -> String {
    let names = listed(&places.names, "or");
    let numbers: Vec<String> = places.paragraphs.iter().map(usize::to_string).collect();
    format!("{names}, in ¶ {}", listed(&numbers, "and"))
}

/// The first few of a list, in words.
fn listed(all: &[String], word: &str) -> String {
    match all {
        [] => String::new(),
        [one] => one.clone(),
        all if all.len() > NAMED => {
            format!("{} {word} {} more", all[..NAMED].join(", "), all.len() - NAMED)
        }
        [before @ .., last] => format!("{} {word} {last}", before.join(", ")),
    }
}

/// Why it matters.
pub fn lint_why(lint: Lint) -> &'static str {
    match lint {
        Lint::NoSpeaker => "A quote is only useful if readers know who said it.",
        Lint::NeverMarked => {
            "The text usually names the people it quotes, or whose claims it reports."
        }
        Lint::Unmarked => "Only marked places count as mentions.",
        Lint::Marks => "The quote may begin too late or end too early.",
        Lint::Differently => "One of them may be misquoted. Compare the two.",
        Lint::Reworded => "Check whether the article says that it was corrected.",
        Lint::NoClaimant => "Say who makes this claim, or choose “The article”.",
        Lint::NoSource => "Add a source, so that readers can check the verdict.",
        Lint::Identical => "Both highlights have the same kind and the same words.",
        Lint::Alike => "One name is part of the other.",
        Lint::Nobody => "The person was removed, or a file named none.",
    }
}

/// The button that leads to the problem.
pub fn lint_show(finding: &Finding) -> &'static str {
    match (finding.lint, &finding.annotation) {
        (Lint::NoSpeaker, _) => "Choose a speaker",
        (Lint::NoClaimant, _) => "Choose who",
        (Lint::Reworded, _) => "Show the versions",
        (_, Some(_)) => "Open its card",
        (_, None) => "Open in the list",
    }
}

pub const SUGGESTED: &str = "Suggested speakers and claimants";
pub const ONE_STEP: &str = "One step: Undo takes it back.";

pub fn suggested_names(count: usize) -> String {
    super::counted(count, "suggested speaker or claimant", "suggested speakers and claimants")
}

pub fn accept(selected: usize, all: usize) -> String {
    if selected == all && all > 1 {
        format!("Accept all {all}")
    } else {
        format!("Accept {selected}")
    }
}

/// The name of a checkbox: whom the annotation would get.
pub fn select_suggested(one: &SuggestedItem) -> String {
    let name = one.suggested.speaker.as_deref().unwrap_or_default();
    format!("{name}: {}, paragraph {}: {}", super::kind(one.kind), one.paragraph, one.words)
}

/// The name of a button of a problem, which stands beside many others of the same words.
pub fn for_item(button: &str, words: &str) -> String {
    format!("{button}: {words}")
}

pub fn fix(one: &TodoItem, fix: &Fix) -> String {
    match fix {
        Fix::Change(_, Change::Name(name)) => name.clone(),
        Fix::Change(_, Change::Article) => THE_ARTICLE.to_owned(),
        Fix::Change(_, Change::Words(words)) => {
            let (count, all) = (40, words.chars().count());
            let head: String = words.chars().take(count / 2).collect();
            let tail: String = words.chars().skip(all.saturating_sub(count / 2)).collect();
            if all > count {
                format!("Change to {head} … {tail}")
            } else {
                format!("Change to {words}")
            }
        }
        Fix::Remove => "Remove this highlight".to_owned(),
        Fix::Merge(_) => super::merge_into(&one.words, &one.other),
        Fix::Mark(_) => "Mark in the text …".to_owned(),
        Fix::MarkAll(_, 1) => mark_places(1),
        Fix::MarkAll(_, count) => mark_all_places(*count),
    }
}

pub const MARK_ALL: &str = "Mark all places";
pub const MARK_ALL_BUTTON: &str = "Mark all …";
pub const MARK_ALL_HINT: &str = "Find every other place with these words";
/// The button that makes the article the claimant of claims without one.
pub fn article_claims_all(count: usize) -> String {
    format!("{THE_ARTICLE} claims all {count}")
}

/// The toolbar's button.
pub fn mark_all_places(count: usize) -> String {
    format!("Mark all {count}")
}

pub fn mark_all_hint(words: &str, count: usize) -> String {
    format!("“{words}” stands in {count} places that are not marked as a person")
}

pub const MARK_THEM_AS: &str = "Mark as";
pub const WORDS_TO_FIND: &str = "Words to find. Separate alternatives with /";
pub const WHOLE_WORDS: &str = "Whole words";
pub const SAME_CASE: &str = "Match case";
pub const POSSESSIVE: &str = "Include ’s (Zelenskyy’s)";
pub const PLACES: &str = "Places";

pub fn places_found(count: usize, more: bool) -> String {
    match (count, more) {
        (0, _) => "No unmarked places found.".to_owned(),
        (1, _) => "1 unmarked place found.".to_owned(),
        (count, false) => format!("{count} unmarked places found."),
        (count, true) => {
            format!("The first {count} unmarked places. Mark them, then search again.")
        }
    }
}

pub fn mark_places(count: usize) -> String {
    match count {
        1 => "Mark 1 place".to_owned(),
        count => format!("Mark {count} places"),
    }
}
