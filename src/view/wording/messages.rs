//! The sentences of messages, and the names of undo steps.

use crate::formats::Problem;
use crate::formats::common::limit::{Came, MOST_BYTES_IN, TooLarge};
use crate::model::Kind;
use crate::session::notices::message::NotFetched;
use crate::session::{Label, Message, Turnable};

use super::library::{
    library_not_changed, no_such_article, not_erased, not_stored, size, stored_tally,
};
use super::saving::{failure, failure_hint};
use super::{annotations, counted, grouped, kind, kind_in_text, or_untitled, pen_held};

/// What ends with somebody's own sentence, which has its stop.
const DOUBLED: [&str; 7] = [".”.", "!”.", "?”.", "…”.", ".).", "!.", "?."];

/// The sentence of a message.
pub fn message(message: &Message) -> String {
    DOUBLED.iter().fold(told(message), |said, end| said.replace(end, &end[..end.len() - 1]))
}

#[inline(never)]
fn told(message: &Message) -> String {
    match message {
        Message::Marked(as_kind, words) => format!("Marked as {}: {words}", kind_in_text(*as_kind)),
        Message::ChangedMany(count, None) => format!("{} changed.", annotations(*count)),
        Message::ChangedMany(count, Some(new)) => {
            format!("{} changed. {}", annotations(*count), super::named(Kind::Quote, new))
        }
        Message::RemovedMany(count) => format!("{} deleted.", annotations(*count)),
        Message::NothingToChange => "Nothing selected would change.".to_owned(),
        Message::Selected(count) => format!("{} selected.", annotations(*count)),
        Message::WrongPattern(fault) => super::pattern_fault(fault.kind).to_owned(),
        Message::NotMatched(problem) => super::not_matched(problem),
        Message::AllChecked(0) => "There are no claims yet.".to_owned(),
        Message::AllChecked(_) => "Every claim has a verdict.".to_owned(),
        Message::AllMarked => "Every occurrence is already marked.".to_owned(),
        Message::AlreadyMarked(as_kind) => {
            format!("Already marked as a {}.", kind_in_text(*as_kind))
        }
        Message::Pen(Some(of_kind)) => {
            format!("{} With the cursor, Enter marks.", pen_held(*of_kind))
        }
        Message::Pen(None) => "Pen off.".to_owned(),
        Message::Picking(pick) => super::pick_hint(*pick).to_owned(),
        Message::Picked(pick, words) => super::picked(*pick, words),
        Message::NoItem(text) => format!(
            "“{text}” isn’t a Wikidata item. Enter a Q-number such as Q42."
        ),
        Message::KeyTaken(key) => {
            format!("“{key}” can’t be the key: it is in use, or not one digit or letter.")
        }
        Message::LabelTaken(name) => format!("There is already a label “{name}”."),
        Message::LabelRemoved(name) => format!("Label {name} removed."),
        Message::SchemeForNew => "New articles will start with these labels and verdicts.".to_owned(),
        Message::ActorsMerged(merged) => super::merged(merged),
        Message::Linked(linked) => super::linked(linked),
        Message::Unlinked(words, kept) => super::unlinked(words, kept.as_ref()),
        Message::Confirmed(words, found) => super::confirmed(words, found.as_ref()),
        Message::KindChanged { from, to, lost } => super::kind_changed(*from, *to, lost),
        Message::Named(kind, named) => super::named(*kind, named),
        Message::Verdict(found, shared) => super::verdict_given(found.as_ref(), *shared),
        Message::SourceAdded(number) => format!("Source {number} added."),
        Message::SourceRemoved(0) => "Source removed. None is left.".to_owned(),
        Message::SourceRemoved(left) => {
            format!("Source removed. {} left.", counted(*left, "source is", "sources are"))
        }
        Message::ActorSplit(name, 1) => format!("1 annotation now refers to {name}."),
        Message::ActorSplit(name, count) => {
            format!("{} annotations now refer to {name}.", grouped(*count))
        }
        Message::MarkedAll(1) => "1 place marked.".to_owned(),
        Message::MarkedAll(count) => format!("{} places marked.", grouped(*count)),
        Message::StaysOpen => super::STAYS_OPEN.to_owned(),
        Message::SameText => "This text is the one that is open.".to_owned(),
        Message::Compared { open, changed, safe } => super::compared(*open, *changed, *safe),
        Message::ComparisonEnded(decided) => super::comparison_ended(*decided),
        Message::ComparisonStopped => super::COMPARISON_STOPPED.to_owned(),
        Message::NotCompared(why) => super::not_compared(why),
        Message::NotInNewer(words) => super::not_in_newer(words),
        Message::NoWordsSelected => super::NO_WORDS_SELECTED.to_owned(),
        Message::WordsAreGone => super::WORDS_ARE_GONE.to_owned(),
        Message::ChangeDecided(open) => super::change_decided(*open),
        Message::DecisionTakenBack(open) => super::decision_taken_back(*open),
        Message::LookedUp { all, found, unsure } => super::looked_up(*all, *found, *unsure),
        Message::NotLookedUp(why) => super::not_looked_up(why),
        Message::SourceLinked(fidelity) => super::source_linked(*fidelity).to_owned(),
        Message::SourceUnlinked => "The link with the source is removed.".to_owned(),
        Message::LinkWasForOldWords => super::LINK_WAS_FOR_OLD_WORDS.to_owned(),
        Message::SourceIsArticle => super::SOURCE_IS_ARTICLE.to_owned(),
        Message::PassageHeld(fidelity) => super::passage_held(*fidelity),
        Message::NoPassageSelected => super::NO_PASSAGE_SELECTED.to_owned(),
        Message::NotInSource { words, places } => super::not_in_source(words, *places),
        Message::Adopted { changed, gone } => super::adopted(*changed, *gone),
        Message::EarlierVersion => "This is an earlier version of an article you have. It is listed under Changes.".to_owned(),
        Message::Suggestions { open, english } => super::suggested_now(*open, *english),
        Message::NotSuggested(why) => super::not_suggested(why),
        Message::Accepted(kind, words) => super::accepted(*kind, words),
        Message::AcceptedMany(count) => super::accepted_many(*count),
        Message::Rejected(kind, words) => super::rejected(*kind, words),
        Message::BroughtBack(kind, words) => super::brought_back(*kind, words),
        Message::ActorRemoved(name, stay) => super::actor_removed(name, *stay),
        Message::Lit(name, 1) => format!("Showing 1 place for {name}."),
        Message::Lit(name, count) => format!("Showing {} places for {name}.", grouped(*count)),
        Message::Removed(of_kind, words) => format!("{} removed: {words}", kind(*of_kind)),
        Message::Tagged(true, tag) => format!("Tag added: {tag}"),
        Message::Tagged(false, tag) => format!("Tag removed: {tag}"),
        Message::Undone(label, words) => format!("Undone: {}{}.", step(label), about(words)),
        Message::Redone(label, words) => format!("Redone: {}{}.", step(label), about(words)),
        Message::TurnDropped => "Something else came first, so nothing was undone or redone. Try again if you still want to.".to_owned(),
        Message::StepNotRead(label, why) => {
            format!("“{}” could not be read, so nothing was changed. {}", step(label), super::saving::not_read(why))
        }
        Message::StepLost { label, undo, there } => step_lost(label, *undo, *there),
        Message::Imported { added, changed, same, left, problems } => {
            imported([*added, *changed, *same, *left, problems.len()])
        }
        Message::NotRead { name, problem } => match name {
            Some(name) => {
                format!("{name} could not be opened. {}.", sentence(&problem.to_string()))
            }
            None => format!("{}.", sentence(&problem.to_string())),
        },
        Message::TooLarge(large) => too_large(large),
        Message::Reading(names) => match names.as_slice() {
            [one] => format!("Reading {one}…"),
            many => format!("Reading {} files…", grouped(many.len())),
        },
        Message::NotFetched(address, why) => not_fetched(address, why),
        Message::PasteThePage => {
            "The page couldn’t be sent here. If it is on the clipboard, press Ctrl+V (\u{2318}V on a Mac). \
             Otherwise go back to it, select all, copy, and paste it here."
                .to_owned()
        }
        Message::PageTooLong => {
            "The page is larger than 32 MB, the most that a page can send here. Save it as a file and open that."
                .to_owned()
        }
        Message::Opened(name, 0) => format!("Opened: {}.", or_untitled(name)),
        Message::Opened(name, count) => {
            format!("Opened: {}, with {}.", or_untitled(name), annotations(*count))
        }
        Message::ArticleDeleted(_, name) => format!("“{}” deleted.", or_untitled(name)),
        Message::ArticlesDeleted(gone, stay) => super::library::together(gone.len(), " deleted", stay.as_ref()),
        Message::TextCorrected(_) => "Text corrected. It replaces the earlier text.".to_owned(),
        Message::ArticlesRestored(back, stay) => super::library::together(*back, " restored", stay.as_ref()),
        Message::ArticleRestored(name) => format!("“{}” is back.", or_untitled(name)),
        Message::Stored(tally) => stored_tally(tally),
        Message::SuggestedForMany(tally) => super::suggest::suggested_for_many(tally),
        Message::InTurn => "The files have been read. You will see them next, after what is open now.".to_owned(),
        Message::DeletedElsewhere => {
            "This article was deleted in another tab. It is still open here, and you can keep it.".to_owned()
        }
        Message::KeptAnew => "This browser keeps the article again.".to_owned(),
        Message::NoSuchAnnotation(id) => {
            format!("This article has no annotation “{}”. It may have been deleted.", id.0)
        }
        Message::NoSuchArticle(id) => no_such_article(&id.0),
        Message::Fetching => "One moment: this part of the program is loading.".to_owned(),
        Message::Erased => {
            "Everything was erased. No articles and no settings are left in this browser.".to_owned()
        }
        Message::NotErased(why) => not_erased(why),
        Message::Copied => "Copied.".to_owned(),
        Message::CopyAgain => {
            "The file is ready. This browser can copy it only right after a click.".to_owned()
        }
        Message::NotCopied => "The browser did not allow copying. Use Download instead.".to_owned(),
        Message::SavedTo(_) => "Saved to the file you chose.".to_owned(),
        Message::Downloaded(name) => format!("Download started: {name}"),
        Message::SetAside(count) => format!(
            "{} could not be read from this browser’s storage. Nothing of it was deleted.",
            counted(*count, "stored record", "stored records")
        ),
        Message::LeftChanged(paragraphs) => left_changed(paragraphs),
        Message::OtherWords(paragraph) => format!(
            "Paragraph {} doesn’t show the article’s own words, so nothing can be marked in it. Switch off the browser extension or translator that changes it, then reload.",
            grouped(*paragraph)
        ),
        Message::ComparedAgain => {
            "The article changed meanwhile. Check the differences again, then import.".to_owned()
        }
        Message::Elsewhere => {
            "Another tab is editing this article, so nothing was changed.".to_owned()
        }
        Message::EditedElsewhere => super::FOLLOWING.to_owned(),
        Message::EditedHere => "You are now editing in this tab.".to_owned(),
        Message::WriterGone => "The other tab left this article. You are now editing in this tab.".to_owned(),
        Message::NotSaved(why) => format!("Not saved. {}", failure_hint(why)),
        Message::SavedAfterAll => "Everything is saved now.".to_owned(),
        Message::SettingsNotSaved(why) => {
            format!("Your settings are not saved yet. {}", failure(why))
        }
        Message::StorageNotRead(why) => {
            format!("The browser’s storage can’t be read at the moment. {}", super::saving::not_read(why))
        }
        Message::LibraryNotChanged(why) => library_not_changed(why),
        Message::NoRoomToDelete(_, name) => format!(
            "“{}” wasn’t deleted, because there is no room to keep it for Undo. You can delete it for good.",
            or_untitled(name)
        ),
        Message::ArticleGone(name) => format!("“{}” was deleted for good.", or_untitled(name)),
        Message::NotSetApart(why) => format!(
            "Your version {} It is still open here: try again, or save it to a file.",
            super::library::not_done(why)
        ),
        Message::SetApart(title) => format!("Your version is in the library as “{title}”."),
        Message::BrowserRefused(reason) => format!("The browser couldn’t do that: {reason}. Try again."),
        Message::NotWritten(reason) => {
            format!("The file couldn’t be written there: {reason}. It is downloaded instead.")
        }
        Message::Refused(reason) => format!("{}.", sentence(reason)),
        Message::NothingRead(articles) => {
            articles.iter().map(super::not_whole).collect::<Vec<_>>().join(" ")
        }
    }
}

/// The problems that a message lists, one sentence each.
pub(in crate::view) fn problems(message: &Message) -> Vec<String> {
    match message {
        Message::Imported { problems, .. } => problems.iter().map(problem).collect(),
        Message::Stored(tally) => not_stored(tally),
        Message::SuggestedForMany(tally) => super::suggest::not_suggested_for(tally),
        _ => Vec::new(),
    }
}

/// Paragraphs that an extension keeps changing.
fn left_changed(paragraphs: &[usize]) -> String {
    let (who, are, them) = match paragraphs {
        [one] => (format!("Paragraph {}", grouped(*one)), "is", "it"),
        [one, other] => {
            (format!("Paragraphs {} and {}", grouped(*one), grouped(*other)), "are", "them")
        }
        [one, other, third] => {
            let [one, other, third] = [one, other, third].map(|number| grouped(*number));
            (format!("Paragraphs {one}, {other} and {third}"), "are", "them")
        }
        many => (format!("{} paragraphs", grouped(many.len())), "are", "them"),
    };
    format!(
        "{who} {are} being changed by a browser extension or translator, so this page no longer redraws {them}. Your annotations are not affected."
    )
}

fn step_lost(label: &Label, undo: bool, there: bool) -> String {
    let (what, beyond) = if undo { ("undone", "Earlier") } else { ("redone", "Later") };
    let why = match there {
        true => "what this browser stored about it is damaged, and was set aside",
        false => "this browser no longer has what it stored about it",
    };
    format!(
        "“{}” can’t be {what}: {why}. {beyond} steps can’t be {what} either. Your annotations are unchanged.",
        step(label)
    )
}

/// The refusal of something too large.
fn too_large(large: &TooLarge) -> String {
    let (bytes, most) = (size(large.bytes), size(MOST_BYTES_IN));
    match &large.what {
        Came::File(name) => format!(
            "{name} is {bytes}, and at most {most} can be opened at once. Split it into smaller files."
        ),
        Came::Files(count) => format!(
            "These {} files are {bytes} together, and at most {most} can be opened at once. Open fewer at a time.",
            grouped(*count)
        ),
        Came::Text => format!(
            "The pasted text is {bytes}, and at most {most} can be opened at once. Paste a smaller part."
        ),
    }
}

fn not_fetched(address: &str, why: &NotFetched) -> String {
    let why = match why {
        NotFetched::NoAddress => "This isn’t a web address.".to_owned(),
        NotFetched::Elsewhere => "It is on another site, and this page loads nothing from other \
             sites. Open it in the browser, copy its text, and paste it here."
            .to_owned(),
        NotFetched::Status(404 | 410) => "There is nothing at this address.".to_owned(),
        NotFetched::Status(401 | 403) => {
            "The server refused access. Log in there first.".to_owned()
        }
        NotFetched::Status(status) => format!("The server answered {status}. Try again later."),
        NotFetched::TooLong => {
            format!(
                "It is larger than {}, the most that can be opened at once.",
                size(MOST_BYTES_IN)
            )
        }
        NotFetched::WrongType(kind) => {
            format!("Its type is “{kind}”. Only text, Markdown, HTML and documents can be opened.")
        }
        NotFetched::Failed(reason) => format!("{}. Check the connection.", sentence(reason)),
    };
    format!("{address} could not be opened. {why}")
}

fn imported(counts: [usize; 5]) -> String {
    let remarks = if counts[4] == 1 { "remark" } else { "remarks" };
    let what = ["added", "changed", "already here", "not taken from the file", remarks];
    let told = counts.into_iter().zip(what).filter(|(count, _)| *count > 0);
    let parts: Vec<_> = told.map(|(count, what)| format!("{} {what}", grouped(count))).collect();
    match (parts.is_empty(), counts[0] + counts[1]) {
        (true, _) => "The file has no annotations.".to_owned(),
        (false, 0) => format!("Nothing new: {}.", parts.join(", ")),
        (false, _) => format!("Imported: {}.", parts.join(", ")),
    }
}

/// A problem as a line of a list.
pub(in crate::view) fn problem(problem: &Problem) -> String {
    sentence(&problem.to_string())
}

fn sentence(text: &str) -> String {
    let text = text.trim_end_matches('.');
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

pub(in crate::view) fn undo_hint(next: Option<&Turnable>) -> String {
    next.map_or("Nothing to undo".to_owned(), |next| format!("Undo: {} (Ctrl+Z)", turned(next)))
}

pub(in crate::view) fn redo_hint(next: Option<&Turnable>) -> String {
    next.map_or("Nothing to redo".to_owned(), |next| {
        format!("Redo: {} (Ctrl+Shift+Z)", turned(next))
    })
}

fn turned(next: &Turnable) -> String {
    match next {
        Turnable::Step(label) => step(label),
        Turnable::Decision => "a decision".to_owned(),
    }
}

/// " (Ana Ruiz)": which annotation a step was about.
fn about(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!(" ({words})") }
}

fn step(label: &Label) -> String {
    match label {
        Label::Mark(kind) => format!("marking a {}", kind_in_text(*kind)),
        Label::Remove(kind) => format!("deleting a {} highlight", kind_in_text(*kind)),
        Label::Note(_) => "writing a note".to_owned(),
        Label::Tags => "changing tags".to_owned(),
        Label::Kind(kind) => format!("changing it to a {}", kind_in_text(*kind)),
        Label::Change(kind) => format!("changing a {}", kind_in_text(*kind)),
        Label::AddMany(count) => format!("adding {}", annotations(*count)),
        Label::ChangeMany(count) => format!("changing {}", annotations(*count)),
        Label::RemoveMany(count) => format!("deleting {}", annotations(*count)),
        Label::Import => "importing".to_owned(),
        Label::ReplaceAll => "replacing all annotations".to_owned(),
        Label::Details => "changing the article’s details".to_owned(),
        Label::Scheme => "changing labels".to_owned(),
        Label::Actor => "changing a person".to_owned(),
        Label::MergeActors => "merging two people".to_owned(),
        Label::Link => "linking two claims".to_owned(),
        Label::Unlink => "unlinking a claim".to_owned(),
        Label::SplitActor => "separating a person".to_owned(),
        Label::RemoveActor => "removing a person from the list".to_owned(),
        Label::Accept(1) => "accepting a suggestion".to_owned(),
        Label::Accept(count) => format!("accepting {} suggestions", grouped(*count)),
        Label::Reject => "rejecting a suggestion".to_owned(),
        Label::Adopt => "adopting a newer version".to_owned(),
        Label::BringBack => "bringing back a suggestion".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_ends_with_somebodys_sentence_has_one_stop() {
        let said = |name: &str| message(&Message::LabelTaken(name.to_owned()));
        assert_eq!(said("Who pays?"), "There is already a label “Who pays?”");
        assert_eq!(said("J. Cole Jr."), "There is already a label “J. Cole Jr.”");
        assert_eq!(said("Pay"), "There is already a label “Pay”.");
    }
}
