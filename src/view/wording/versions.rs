//! The words of versions: what became of annotations in a newer text, and what is decided about each.

use crate::formats::Problem;
use crate::model::anchoring::Fate;
use crate::model::versions::{UnannouncedChange, VersionDecision};
use crate::model::{Kind, Timestamp};
use crate::session::versions::places::EnteredPlaces;
use crate::session::versions::rows::{ChangeRow, ComparedRows, VersionRow};

use super::{annotations, counted, day, grouped, kind_in_text, problem, verdict};

pub const CHANGES: &str = "Changes";
pub const ARTICLE_CHANGED: &str = "The article has changed";
pub const TWO_VERSIONS: &str = "Two versions";
pub const COMPARING: &str = "Comparing the two texts…";
pub const NOT_COMPARED: &str = "The texts could not be compared";
pub const NOTHING_TO_DECIDE: &str = "Nothing to decide";
pub const NOTHING_TO_DECIDE_HINT: &str = "Every annotation keeps its words.";
pub const NONE_OF_THESE: &str = "No annotation here";
pub const NONE_OF_THESE_HINT: &str = "Choose “All” to list the others.";
pub const NEXT_CHANGE: &str = "Next change";
pub const NEXT_CHANGE_HINT: &str = "Next change (J)";
pub const PREVIOUS_CHANGE: &str = "Previous change";
pub const PREVIOUS_CHANGE_HINT: &str = "Previous change (K)";
pub const USE_NEW_WORDS: &str = "Use the new words";
pub const MARK_AS_GONE: &str = "Mark as gone";
pub const OTHER_WORDS: &str = "Other words…";
pub const WHICH_WORDS: &str = "The words in the newer text";
pub const USE_WORDS: &str = "Use these words";
pub const OTHER_WORDS_HELP: &str = "Select the words in the newer text, or enter them.";
pub const NO_WORDS_SELECTED: &str =
    "Nothing is selected in the newer text. Select the words first.";
pub const SHOW_UNCHANGED: &str = "Show";
pub const LISTED_ANYWAY: &str = "Whatever you decide, it is listed under Unannounced changes, To do and in the report, even if the newer text announces it.";
pub const WORDS_ARE_GONE: &str =
    "The newer text does not have these words. Press 2 to mark them as gone.";
pub const SOURCE_OF_OLD: &str = "Its link to a source was for the old words. With other words, the link stays with the old version.";
pub const ADOPT: &str = "Adopt this version";
pub const STOP_COMPARING: &str = "Stop comparing";
pub const COMPARISON_STOPPED: &str = "Comparison stopped. Nothing was adopted.";
pub const ALL_CHANGES: &str = "All";
pub const SHOW_CHANGES: &str = "Show changes";
pub const MORE_TEXT: &str = "Show more of both texts";
pub const NEWER_TEXT: &str = "Paste a newer text";
pub const COMPARE: &str = "Compare";
pub const COMPARE_WITH_OPEN: &str = "Compare with the open article";
pub const VERSIONS: &str = "Versions";
pub const UNANNOUNCED: &str = "Unannounced changes";
pub const UNANNOUNCED_HINT: &str =
    "Quotes and claims whose words changed between two versions of the article.";
pub const WITH_PRESENT: &str = "Compare with the present text";
pub const NEWER_TITLE: &str = "Is this a newer version?";
pub const OPEN_AS_OTHER: &str = "Open as another article";
pub const MOVED: &str = "moved";
pub const OLD_WORDS: &str = "Before";
pub const NEW_WORDS: &str = "Now";

/// What is asked about a text that seems to be a newer version.
pub fn newer(title: &str, same_source: bool) -> String {
    let why = match same_source {
        true => "It has the same address as the open article",
        false => "Much of its text is in the open article",
    };
    format!(
        "{why}, “{}”. If you compare them, you see what changed, and what becomes of your annotations. Nothing changes until you adopt the newer text.",
        super::or_untitled(title)
    )
}

/// The name of a version: its date, and the time where the date alone does not tell it apart.
pub fn version_name(row: &VersionRow) -> String {
    match (row.read, &row.published) {
        (Some(read), _) if row.same_day => format!("Read {}", minute(read)),
        (Some(read), _) => format!("Read {}", day(read)),
        (None, Some(published)) => format!("Published {published}"),
        (None, None) => "First version".to_owned(),
    }
}

/// "2026-11-27 14:05 UTC".
fn minute(time: Timestamp) -> String {
    let time: String = time.to_string().chars().take(16).collect();
    format!("{} UTC", time.replace('T', " "))
}

/// What is said of a version in the list.
pub fn version_facts(row: &VersionRow, present: bool) -> String {
    let facts = annotations(row.annotations);
    match (present, row.changes) {
        (true, _) => format!("the present text, {facts}"),
        (false, 0) => facts,
        (false, count) => {
            format!("{facts}, {} after it", counted(count, "wording changed", "wordings changed"))
        }
    }
}

pub fn next_version(next: &VersionRow) -> String {
    format!("Compare with “{}”", version_name(next))
}

/// What is beside the name of the newer text.
pub fn newer_state(rows: &ComparedRows) -> &'static str {
    if rows.adopts { "not adopted yet" } else { "" }
}

pub fn words_changed(rows: &ComparedRows) -> String {
    let (out, put) = rows.words;
    let (changed, all) = rows.paragraphs;
    format!(
        "{} taken out and {} put in, in {} of {}.",
        counted(out, "word", "words"),
        grouped(put),
        grouped(changed),
        counted(all, "paragraph", "paragraphs")
    )
}

pub fn title_changed(old: &str, new: &str) -> String {
    format!("The headline was “{old}” and is now “{new}”.")
}

pub fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Unchanged => "unchanged",
        Fate::Moved => "moved",
        Fate::Reworded => "reworded",
        Fate::Gone => "gone",
    }
}

pub fn fate_filter(of: Fate) -> &'static str {
    match of {
        Fate::Gone => "Gone",
        Fate::Moved => "Moved",
        Fate::Reworded => "Reworded",
        Fate::Unchanged => "Unchanged",
    }
}

/// "5 to decide".
pub fn to_decide(rows: &ComparedRows) -> String {
    match (rows.adopts, rows.open) {
        (false, _) => counted(rows.listed.0, "change", "changes"),
        (true, 0) if rows.fates[2] + rows.fates[3] == 0 => NOTHING_TO_DECIDE.to_owned(),
        (true, 0) => "All decided".to_owned(),
        (true, open) => format!("{} to decide", grouped(open)),
    }
}

pub fn keep_their_place(rows: &ComparedRows) -> String {
    keep_words(rows.fates[0] + rows.fates[1])
}

fn keep_words(safe: usize) -> String {
    let keeps = if safe == 1 { "keeps its words" } else { "keep their words" };
    format!("{} {keeps}", annotations(safe))
}

/// Quotes that keep no mark of the words that introduce them.
pub fn cues_lost(count: usize) -> String {
    match count {
        1 => "1 quote is introduced by other words now: its “Introduced by” will be empty."
            .to_owned(),
        count => format!(
            "{} quotes are introduced by other words now: their “Introduced by” will be empty.",
            grouped(count)
        ),
    }
}

/// Which of many changes are shown.
pub fn changes_shown(rows: &ComparedRows) -> Option<String> {
    let (all, before) = rows.listed;
    let (from, to) = (grouped(before + 1), grouped(before + rows.changes.len()));
    (rows.changes.len() < all).then(|| format!("Changes {from} to {to} of {}", grouped(all)))
}

pub fn unchanged_paragraphs(from: usize, to: usize) -> String {
    if from == to {
        format!("¶ {from}: unchanged")
    } else {
        format!("¶ {from}–{to}: unchanged")
    }
}

fn thing(of: Kind) -> &'static str {
    match of {
        Kind::Person => "mention",
        other => kind_in_text(other),
    }
}

pub fn change_title(row: &ChangeRow) -> String {
    let thing = thing(row.kind);
    match row.fate {
        Fate::Gone => format!("A {thing} is gone"),
        _ if row.doubtful => format!("Is this the same {thing}?"),
        _ => format!("A {thing} was changed"),
    }
}

pub fn change_place(row: &ChangeRow) -> String {
    match row.fate == Fate::Reworded && row.doubtful {
        true => format!("¶ {}, likeness 0.{:02}", row.paragraph, row.likeness.min(99)),
        false => format!("¶ {}", row.paragraph),
    }
}

/// What a changed quote means.
pub fn said_both(row: &ChangeRow) -> Option<String> {
    let who = row.who.as_ref()?;
    let reworded = row.fate == Fate::Reworded && !row.doubtful;
    reworded.then(|| format!("The words differ. {who} cannot have said both."))
}

pub fn verdict_again(row: &ChangeRow) -> Option<String> {
    let (found, date) = row.verdict.as_ref()?;
    let date = date.as_ref().map(|date| format!(" of {date}")).unwrap_or_default();
    let found = verdict(Some(found));
    Some(format!(
        "The verdict{date}, “{found}”, was about the old words. With other words, the claim needs a new verdict."
    ))
}

pub fn elsewhere(words: &str, likeness: u16) -> String {
    format!("Much like it elsewhere (0.{:02}): “{words}”", likeness.min(99))
}

pub fn decision(decision: &VersionDecision, words: &str) -> String {
    match decision {
        VersionDecision::NewWords => "Decided: the new words".to_owned(),
        VersionDecision::Gone => "Decided: gone".to_owned(),
        VersionDecision::Other(_) => format!("Decided: “{words}”"),
    }
}

pub fn not_decided(open: usize) -> String {
    let are = if open == 1 { "is" } else { "are" };
    format!("{} {are} not decided yet", annotations(open))
}

/// "Quote, 2026-01-22 to 2026-01-24".
pub fn unannounced(change: &UnannouncedChange) -> String {
    let old = change.old_read.map(day).or_else(|| change.old_published.clone());
    let old = old.unwrap_or_else(|| "first version".to_owned());
    format!("{}, {old} to {}", super::kind(change.change.kind), day(change.new_read))
}

pub fn gone_words() -> &'static str {
    "taken out"
}

pub fn compared(open: usize, changed: usize, safe: usize) -> String {
    match (open, changed) {
        (0, 0) if safe == 0 => "Compared. There are no annotations to carry over.".to_owned(),
        (0, 0) => format!("Compared. {}, nothing to decide.", keep_words(safe)),
        (0, changed) => {
            let changed = counted(changed, "annotation has", "annotations have");
            format!("Compared. {changed} other words or none.")
        }
        (open, _) => format!("Compared. Decide about {}.", annotations(open)),
    }
}

pub fn comparison_ended(decided: usize) -> String {
    let decided = counted(decided, "decision was", "decisions were");
    format!("The comparison ended, because another text is open. {decided} not adopted.")
}

pub fn not_compared(why: &Problem) -> String {
    format!("{NOT_COMPARED}. {}. Try again.", problem(why))
}

pub fn not_in_newer(words: &str) -> String {
    format!("“{words}” isn’t in the newer text. Copy the words from it, letter by letter.")
}

/// What is asked about words entered that stand in several places.
pub fn words_in_several(places: &EnteredPlaces) -> String {
    let (all, offered) = (places.all, places.offered.len());
    let asked =
        format!("The newer text has these words {} times. Which place is it?", grouped(all));
    if offered == all {
        return asked;
    }
    format!(
        "{asked} The {offered} nearest are listed; add the words before or after to find others."
    )
}

pub fn change_decided(open: usize) -> String {
    match open {
        0 => "Decided. Nothing is left to decide.".to_owned(),
        open => format!("Decided. {} left.", grouped(open)),
    }
}

pub fn decision_taken_back(open: usize) -> String {
    format!("Decision undone. {} left.", grouped(open))
}

pub fn adopted(changed: usize, gone: usize) -> String {
    format!(
        "You adopted the newer text: {} with other words, {} gone. The old version is listed under Changes.",
        annotations(changed),
        grouped(gone)
    )
}
