//! The sentences of messages, and what a step of the history is called.
//! Must never decide when something is told.

use crate::formats::limit::{Came, MOST_BYTES_IN, TooLarge};
use crate::session::message::NotFetched;
use crate::session::{Label, Message};

use super::library::{
    library_not_changed, no_such_article, not_erased, not_stored, size, stored_tally,
};
use super::saving::{failure, failure_hint};
use super::{annotations, counted, grouped, kind, kind_in_text, or_untitled, pen_held};

/// The sentence of a message.
pub fn message(message: &Message) -> String {
    match message {
        Message::Marked(as_kind, words) => format!("Marked as {}: {words}", kind_in_text(*as_kind)),
        Message::AlreadyMarked(as_kind) => {
            format!("Marked as a {} before.", kind_in_text(*as_kind))
        }
        Message::Pen(Some(of_kind)) => pen_held(*of_kind),
        Message::Pen(None) => "Pen put down.".to_owned(),
        Message::Picking(pick) => super::pick_hint(*pick).to_owned(),
        Message::NoItem(text) => format!(
            "“{text}” is no Wikidata item, so nothing was changed. It is Q and a number, such as Q42."
        ),
        Message::KeyTaken(key) => {
            format!("“{key}” means something else already. Choose another figure or letter.")
        }
        Message::LabelTaken(name) => format!("There is a label “{name}” already."),
        Message::LabelRemoved(name) => format!("Label {name} removed."),
        Message::SchemeForNew => "New articles begin with these labels and verdicts.".to_owned(),
        Message::ActorsMerged(merged) => super::merged(merged),
        Message::Linked(linked) => super::linked(linked),
        Message::Unlinked(words, kept) => super::unlinked(words, kept.as_ref()),
        Message::Confirmed(words, found) => super::confirmed(words, found.as_ref()),
        Message::KindChanged { from, to, lost } => super::kind_changed(*from, *to, *lost),
        Message::Named(kind, named) => super::named(*kind, named),
        Message::Verdict(found, shared) => super::verdict_given(found.as_ref(), *shared),
        Message::SourceAdded(number) => format!("Source {number} added."),
        Message::SourceRemoved(0) => "Source removed. None is left.".to_owned(),
        Message::SourceRemoved(left) => {
            format!("Source removed. {} left.", counted(*left, "source is", "sources are"))
        }
        Message::ActorSplit(name, 1) => format!("1 annotation is about {name} now."),
        Message::ActorSplit(name, count) => {
            format!("{} annotations are about {name} now.", grouped(*count))
        }
        Message::MarkedAll(1) => "1 place marked.".to_owned(),
        Message::MarkedAll(count) => format!("{} places marked.", grouped(*count)),
        Message::ActorRemoved(name) => format!("{name} removed. What was marked stays."),
        Message::Lit(name, 1) => format!("{name}: 1 place is lit up."),
        Message::Lit(name, count) => format!("{name}: {} places are lit up.", grouped(*count)),
        Message::Removed(of_kind) => format!("{} removed.", kind(*of_kind)),
        Message::Undone(label) => format!("Undone: {}.", step(label)),
        Message::Redone(label) => format!("Redone: {}.", step(label)),
        Message::TurnDropped => "Something else came first, so nothing was undone or redone. Try again if you still want to.".to_owned(),
        Message::StepNotRead(label, why) => {
            format!("“{}” could not be read, so nothing was changed. {} Then try again.", step(label), failure(why))
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
            "The page could not hand itself over. If it was put on the clipboard, press Ctrl+V \
             (on a Mac \u{2318}V) here; else go back to it, select all, copy, and paste it here."
                .to_owned()
        }
        Message::PageTooLong => {
            "The page is larger than 32 MB, the most that a page may send here. Save it as a file and open that."
                .to_owned()
        }
        Message::OpenedBefore(count) => {
            format!("You opened this article before: {} came back.", annotations(*count))
        }
        Message::ArticleDeleted(_, name) => format!("“{}” deleted.", or_untitled(name)),
        Message::ArticleRestored(name) => format!("“{}” is back.", or_untitled(name)),
        Message::Stored(tally) => stored_tally(tally),
        Message::InTurn => "The files are read. They come next, after what is open now.".to_owned(),
        Message::DeletedElsewhere => {
            "This article was deleted in another tab. It is still here, and can be kept.".to_owned()
        }
        Message::KeptAnew => "The article is kept again.".to_owned(),
        Message::NoSuchArticle(id) => no_such_article(&id.0),
        Message::Erased => {
            "Everything was erased: no article and no setting is left in this browser.".to_owned()
        }
        Message::NotErased(why) => not_erased(why),
        Message::Copied => "Copied.".to_owned(),
        Message::CopyAgain => {
            "The file is ready. This browser copies it only right after a click.".to_owned()
        }
        Message::NotCopied => "The browser did not allow copying. Use Download.".to_owned(),
        Message::SavedTo(name) => format!("{name} was written to the file you chose."),
        Message::Downloaded(name) => format!("{name} was handed to the browser."),
        Message::SetAside(count) => format!(
            "{} could not be read from this browser’s storage. They were set aside, not deleted.",
            counted(*count, "stored record", "stored records")
        ),
        Message::LeftChanged(paragraphs) => left_changed(paragraphs),
        Message::OtherWords(paragraph) => format!(
            "Paragraph {} doesn’t show the article’s own words, so nothing can be marked in it. Switch off the browser extension or translator that changes it, then reload.",
            grouped(*paragraph)
        ),
        Message::Elsewhere => {
            "Another tab is editing this article, so nothing was changed.".to_owned()
        }
        Message::EditedElsewhere => super::FOLLOWING.to_owned(),
        Message::EditedHere => "You edit this article here now.".to_owned(),
        Message::WriterGone => "The other tab left this article. You edit it here now.".to_owned(),
        Message::NotSaved(why) => format!("Not saved. {}", failure_hint(why)),
        Message::SavedAfterAll => "Everything is saved now.".to_owned(),
        Message::SettingsNotSaved(why) => {
            format!("Your settings are not saved yet. {}", failure(why))
        }
        Message::StorageNotRead(why) => {
            format!("What is stored can’t be read now. {}", failure(why))
        }
        Message::LibraryNotChanged(why) => library_not_changed(why),
        Message::NoRoomToDelete(_, name) => format!(
            "“{}” wasn’t deleted: there is no room to keep it for undoing. You can delete it for good.",
            or_untitled(name)
        ),
        Message::ArticleGone(name) => format!("“{}” was deleted for good.", or_untitled(name)),
        Message::SetApart(title) => format!("Your version is in the library as “{title}”."),
        Message::Refused(reason) => format!("{}.", sentence(reason)),
    }
}

/// What could not be read, one sentence each, if a message tells of that.
pub(in crate::view) fn problems(message: &Message) -> Vec<String> {
    match message {
        Message::Imported { problems, .. } => problems.iter().map(ToString::to_string).collect(),
        Message::Stored(tally) => not_stored(tally),
        _ => Vec::new(),
    }
}

/// Which paragraphs are left as an extension makes them.
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

/// What is too large to be taken in, and what to do.
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
            "What you pasted is {bytes}, and at most {most} can be opened at once. Paste less of it."
        ),
    }
}

fn not_fetched(address: &str, why: &NotFetched) -> String {
    let why = match why {
        NotFetched::NoAddress => "This is no address.".to_owned(),
        NotFetched::Elsewhere => "It is on another site, and this page asks no other site for \
             anything. Open it in the browser, copy it, and paste it here."
            .to_owned(),
        NotFetched::Status(404 | 410) => "There is nothing at this address.".to_owned(),
        NotFetched::Status(401 | 403) => "You may not read it: log in there first.".to_owned(),
        NotFetched::Status(status) => format!("The server answered {status}. Try again later."),
        NotFetched::TooLong => {
            format!(
                "It is larger than {}, the most that can be opened at once.",
                size(MOST_BYTES_IN)
            )
        }
        NotFetched::WrongType(kind) => {
            format!("It is “{kind}”; text, Markdown, HTML and documents can be opened.")
        }
        NotFetched::Failed(reason) => format!("{}. Check the connection.", sentence(reason)),
    };
    format!("{address} could not be opened. {why}")
}

fn imported(counts: [usize; 5]) -> String {
    let what = ["added", "changed", "already there", "kept as you had them", "could not be read"];
    let told = counts.into_iter().zip(what).filter(|(count, _)| *count > 0);
    let parts: Vec<_> = told.map(|(count, what)| format!("{} {what}", grouped(count))).collect();
    match parts.is_empty() {
        true => "The file has no annotations.".to_owned(),
        false => format!("Imported: {}.", parts.join(", ")),
    }
}

fn sentence(text: &str) -> String {
    let text = text.trim_end_matches('.');
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

pub(in crate::view) fn undo_hint(label: Option<&Label>) -> String {
    label.map_or("Nothing to undo".to_owned(), |label| format!("Undo: {} (Ctrl+Z)", step(label)))
}

pub(in crate::view) fn redo_hint(label: Option<&Label>) -> String {
    label.map_or("Nothing to redo".to_owned(), |label| {
        format!("Redo: {} (Ctrl+Shift+Z)", step(label))
    })
}

fn step(label: &Label) -> String {
    match label {
        Label::Mark(kind) => format!("mark {}", kind_in_text(*kind)),
        Label::Remove(kind) => format!("remove {}", kind_in_text(*kind)),
        Label::Note(_) => "write note".to_owned(),
        Label::Tags => "change tags".to_owned(),
        Label::Kind(kind) => format!("make it a {}", kind_in_text(*kind)),
        Label::Change(kind) => format!("change {}", kind_in_text(*kind)),
        Label::AddMany(count) => format!("add {}", annotations(*count)),
        Label::Import => "import".to_owned(),
        Label::ReplaceAll => "replace all annotations".to_owned(),
        Label::Details => "change title".to_owned(),
        Label::Scheme => "change labels".to_owned(),
        Label::Actor => "change person".to_owned(),
        Label::MergeActors => "merge two people".to_owned(),
        Label::Link => "link two claims".to_owned(),
        Label::Unlink => "unlink a claim".to_owned(),
        Label::SplitActor => "split person".to_owned(),
        Label::RemoveActor => "remove person".to_owned(),
    }
}
