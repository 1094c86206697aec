//! Every word the user sees, in one place: plain, short, exact.
//! Sentence case, no exclamation marks, no "please".

pub(super) use desk::*;
pub(super) use files::*;
pub use files::{WORKER_BROKE, part_missing, worker_broke};
pub(super) use keys::*;
pub(super) use library::*;
pub(super) use many::*;
pub use messages::message;
pub(super) use messages::{problem, problems, redo_hint, undo_hint};
pub(super) use opening::*;
pub(super) use people::*;
pub(super) use picture::*;
pub(super) use publishing::*;
pub(super) use said::said;
pub use saving::failure;
pub(super) use saving::*;
pub(super) use search::*;
pub use suggest::reason;
pub(super) use versions::*;
pub(super) use {sources::*, suggest::*};

use crate::model::{Kind, QuoteForm, Timestamp, Verdict};
use crate::session::InView;
use crate::session::render::cards::{Card, OpenCard, Who};
use crate::session::storage::settings::Theme;

mod desk;
mod files;
pub(super) mod help;
mod keys;
mod library;
mod many;
mod messages;
mod opening;
mod people;
mod picture;
mod publishing;
mod said;
mod saving;
mod search;
mod sources;
mod suggest;
mod versions;

/// Logged to the console when the page has no place for the program.
pub const NO_ROOT: &str = "Article Annotator: the page has no element #app to start in.";

// The header.
pub(super) const OPEN: &str = "Open";
pub(super) const UNDO: &str = "Undo";
pub(super) const REDO: &str = "Redo";
pub(super) const EXPORT: &str = "Export";
pub(super) const PENS: &str = "Pen: mark everything you select";
pub(super) const PEN: &str = "Pen";
pub(super) const STOP_PEN: &str = "Stop";
pub(super) const HELP: &str = "Help and keys";
pub(super) const HELP_HINT: &str = "Help and keys (?)";
pub(super) const SETTINGS: &str = "Settings";
pub(super) const SAVE_TO_FILE: &str = "Save to a file";
pub(super) const LOAD_AND_EDIT: &str = "Load it and edit here";

// The article.
pub(super) const ARTICLE: &str = "Article text";
pub(super) const TITLE: &str = "Article title";
pub(super) const PROPOSE_TITLE: &str = "Use the first sentence as the title";
pub(super) const UNTITLED: &str = "Untitled article";
pub(super) const TOOLBAR: &str = "Mark the selection";
pub(super) const EXACT: &str = "Exact characters";
pub(super) const EXACT_HINT: &str =
    "Mark exactly the characters you select, not whole words (or hold Alt)";
pub(super) const BY_KEYBOARD: &str = "Mark with the keyboard";
pub(super) const BY_KEYBOARD_HELP: &str = "Left and right arrows move by word, up and down by sentence. Shift extends the selection. 1 marks a person, 2 a claim, 3 a quote. N goes to the next highlight, Enter opens its card, E adjusts its ends. Escape turns the cursor off.";
pub(super) const DROP: &str = "Drop articles or exported files";

// The minimap.
pub(super) const MINIMAP: &str = "Overview of the article";

// The cards.
pub(super) const CARDS: &str = "Annotations";
pub(super) const FILTERS: &str = "Show";
pub(super) const NO_ANNOTATIONS: &str = "Nothing marked yet";
pub(super) const NO_ANNOTATIONS_HINT: &str =
    "Select some words, then choose Person, Claim or Quote beside them, or press 1, 2 or 3.";
pub(super) const SAMPLE_OPEN: &str =
    "This is a sample article. Open your own with the button Open.";
pub(super) const TOUR: &str = "First steps";
pub(super) const TOUR_OVER: &str = "Don’t show again";
pub(super) const ALL_HIDDEN: &str = "All annotations are hidden";
pub(super) const ALL_HIDDEN_HINT: &str =
    "Show people, claims or quotes again with the buttons above.";
pub(super) const PREVIOUS: &str = "Previous annotation";
pub(super) const NEXT: &str = "Next annotation";
pub(super) const NOTED: &str = "Note";
pub(super) const WORDS: &str = "Words";
pub(super) const KIND: &str = "Kind";
pub(super) const NOTE: &str = "Note";
pub(super) const ADD_TAG: &str = "Add a tag";
pub(super) const CLOSE: &str = "Close";
pub(super) const CLOSE_HINT: &str = "Close (Esc)";
pub(super) const ENDS: &str = "Adjust the ends";
pub(super) const START: &str = "Start";
pub(super) const START_BACK: &str = "Start earlier";
pub(super) const START_ON: &str = "Start later";
pub(super) const END: &str = "End";
pub(super) const END_BACK: &str = "End earlier";
pub(super) const END_ON: &str = "End later";
pub(super) const DELETE: &str = "Delete";
pub(super) const DELETE_HINT: &str = "Delete (Del)";

// Messages.
pub(super) const MESSAGE: &str = "Message";
pub(super) const CLOSE_MESSAGE: &str = "Close message";
pub(super) const UNDO_KEY: &str = "Ctrl Z";
pub(super) const DETAILS: &str = "Show";

// The foot line.
pub(super) const WILL_BE_MARKED: &str = "Selected";
pub(super) const PRODUCT: &str = "Article Annotator";
pub(super) const STAYS_HERE: &str = "Nothing leaves this computer";
pub(super) const FOLLOWING: &str = "Another tab is editing this article. You see it live.";
pub(super) const EDIT_HERE: &str = "Edit here";
pub(super) const CHANGING: &str = "Switching tabs…";

// Opening.
pub(super) const NO_ARTICLE: &str = "Paste an article to begin";
pub(super) const NO_ARTICLE_HINT: &str =
    "Or drop a text, Markdown, HTML or Word file here. The text stays in this browser.";
pub(super) const PASTE: &str = "Paste";
pub(super) const OPEN_FILE: &str = "Open a file";
pub(super) const TRY_SAMPLE: &str = "Try the sample";
pub(super) const NEW_ARTICLE: &str = "New article";
pub(super) const ARTICLE_TITLE: &str = "Title";
pub(super) const ARTICLE_TEXT: &str = "Article text";
pub(super) const PASTE_HERE: &str = "Paste the text here";
pub(super) const OPEN_TEXT: &str = "Open this text";
pub(super) const CHOOSE_FILE: &str = "Choose files";
pub(super) const OPEN_HELP: &str = "Text, Markdown, HTML, Word, EPUB, PDF or OpenDocument files, e-mails (.eml), pages saved as one file (.mht), or annotation files from this app or another program. You can also drop or paste them anywhere on this page. \
     The text stays in this browser.";
pub(super) const STORED: &str = "Library";
pub(super) const NOTHING_STORED: &str =
    "No articles here yet. Those you open are kept here, if this browser allows it.";
pub(super) const OTHER_TEXT: &str = "This file belongs to another article";
pub(super) const OPEN_OTHER: &str = "Open that article";
pub(super) const UNKNOWN_TITLE: &str = "Unknown format";
pub(super) const UNKNOWN: &str = "You can open it as plain text instead. You will then see its raw contents, without annotations.";
pub(super) const OPEN_AS_TEXT: &str = "Open as text";
pub(super) const CANCEL: &str = "Cancel";

// Settings.
pub(super) const YOUR_NAME: &str = "Your name";
pub(super) const YOUR_NAME_HINT: &str = "Stored with every highlight you make from now on.";
pub(super) const THEME: &str = "Colours";
pub(super) const TEXT_SIZE: &str = "Text size";
pub(super) const CHARACTER_KEYS: &str = "Single-key shortcuts";
pub(super) const CHARACTER_KEYS_HINT: &str =
    "Digits and letters work in the article and in its lists. “Help and keys” names them all.";
pub(super) const EXACT_SETTING: &str = "Exact characters";
pub(super) const EXACT_SETTING_HINT: &str =
    "Mark exactly the characters you select. Otherwise a selection grows to whole words.";
pub(super) const YOUR_WORK: &str = "Your work";

/// The name of a kind, on buttons.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "Person",
        Kind::Claim => "Claim",
        Kind::Quote => "Quote",
    }
}

fn kind_in_text(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Claim => "claim",
        Kind::Quote => "quote",
    }
}

fn kinds_in_text(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "people",
        Kind::Claim => "claims",
        Kind::Quote => "quotes",
    }
}

pub(super) fn mark_as(of: Kind) -> String {
    format!("Mark as {}", kind_in_text(of))
}

pub(super) fn pen(of: Kind) -> String {
    format!("{} pen", kind(of))
}

pub(super) fn pen_hint(of: Kind) -> String {
    format!("{} pen: mark everything you select (Shift+{})", kind(of), of.index() + 1)
}

/// The message when a pen is switched on.
pub(super) fn pen_held(of: Kind) -> String {
    format!("{} pen. Everything you select becomes a {}.", kind(of), kind_in_text(of))
}

pub(super) fn show_kind(kind: Kind) -> String {
    format!("Show {}", kinds_in_text(kind))
}

pub(super) fn filter_hint(of: Kind, shown: bool, all: usize) -> String {
    format!("{} {}", if shown { "Hide" } else { "Show" }, count(of, all))
}

pub(super) fn count(kind: Kind, count: usize) -> String {
    let noun = if count == 1 { kind_in_text(kind) } else { kinds_in_text(kind) };
    format!("{count} {noun}")
}

/// The title or the name of an article, or “Untitled article”.
pub fn or_untitled(title: &str) -> &str {
    if title.is_empty() { UNTITLED } else { title }
}

/// The button of a step of the tour.
pub(super) fn tour_next(step: usize, all: usize) -> String {
    let verb = if step < all { "Next" } else { "From the start" };
    format!("{verb} ({step} of {all})")
}

pub(super) fn words(count: usize) -> String {
    counted(count, "word", "words")
}

pub(super) fn paragraphs(count: usize) -> String {
    counted(count, "paragraph", "paragraphs")
}

pub(super) fn paragraph_of(number: usize, all: usize) -> String {
    format!("paragraph {} of {}", grouped(number), grouped(all))
}

pub(super) fn annotations(count: usize) -> String {
    counted(count, "annotation", "annotations")
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// A number with thousands separators: 10,000.
pub(super) fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// What is in view, as the minimap’s accessible value.
pub fn in_view(view: InView) -> String {
    let InView { paragraph, paragraphs, highlights } = view;
    let highlights = counted(highlights, "highlight", "highlights");
    format!("Paragraph {} of {}, {highlights} in view", grouped(paragraph), grouped(paragraphs))
}

pub(super) fn promised(promised: Option<bool>) -> &'static str {
    match promised {
        Some(true) => {
            "This browser keeps every change, on this device. It has promised not to clear them."
        }
        _ => "This browser keeps every change, on this device.",
    }
}

pub(super) fn last_export(exported: Option<Timestamp>) -> String {
    match exported {
        Some(time) => format!("You last exported this article on {}.", day(time)),
        None => "You haven’t exported this article yet.".to_owned(),
    }
}

pub(super) fn used(time: Timestamp) -> String {
    day(time)
}

/// The day of a point in time, as 2026-01-31.
fn day(time: Timestamp) -> String {
    time.to_string().chars().take(10).collect()
}

pub(super) fn made(open: &OpenCard) -> String {
    let day = Some(open.created).filter(|time| time.is_known()).map(day);
    let said: Vec<String> = open.creator.clone().into_iter().chain(day).collect();
    said.join(", ")
}

pub(super) fn theme(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "Same as system",
        Theme::Light => "Light",
        Theme::Dark => "Dark",
    }
}

pub(super) fn parts(parts: usize) -> String {
    if parts > 1 { format!("in {parts} parts") } else { String::new() }
}

pub(super) fn mention(number: usize, all: usize) -> String {
    format!("{number} of {all}")
}

pub(super) fn remove_tag(tag: &str) -> String {
    format!("Remove tag {tag}")
}

pub(super) fn delete_article(title: &str) -> String {
    format!("Delete {title}")
}

/// The kind, read out before a card's words.
pub(super) fn card_kind(card: &Card) -> String {
    format!("{}: ", kind(card.kind))
}

/// The name of an open card.
pub(super) fn card_name(card: &Card) -> String {
    format!("{}{}", card_kind(card), card.excerpt)
}

pub(super) const ALSO: &str = "Also as";

pub(super) fn mark_also(of: Kind) -> String {
    format!("Also mark as a {}", kind_in_text(of))
}

/// The second line of a card.
pub(super) fn card_detail(card: &Card) -> String {
    let who = match (&card.who, card.kind) {
        (Who::NotAsked, _) => None,
        (Who::Named(name), _) => Some(name.clone()),
        (Who::Article, _) => Some("The article".to_owned()),
        (Who::Unknown, Kind::Claim) => Some("Who claims this?".to_owned()),
        (Who::Unknown, _) => Some("Who says this?".to_owned()),
    };
    let checked = (card.kind == Kind::Claim).then(|| match card.shared {
        true => format!("{} (shared)", verdict(card.verdict.as_ref())),
        false => verdict(card.verdict.as_ref()).to_owned(),
    });
    let label = card.label.as_ref().map(|(name, _)| name.clone());
    let parts = (card.parts > 1).then(|| format!("{} parts", card.parts));
    let form = card.form.map(|form| form_name(form).to_owned());
    let note = (card.noted && card.kind != Kind::Person).then(|| "note".to_owned());
    [label, checked, who, form, parts, note].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

pub(super) fn form_name(form: QuoteForm) -> &'static str {
    match form {
        QuoteForm::Direct => "direct",
        QuoteForm::Indirect => "indirect",
        QuoteForm::Mixed => "mixed",
    }
}

pub(super) fn verdict(verdict: Option<&Verdict>) -> &str {
    match verdict {
        None => "Not checked",
        Some(Verdict::True) => "True",
        Some(Verdict::MostlyTrue) => "Mostly true",
        Some(Verdict::Mixed) => "Mixed",
        Some(Verdict::MostlyFalse) => "Mostly false",
        Some(Verdict::False) => "False",
        Some(Verdict::Unproven) => "Unproven",
        Some(Verdict::Own(name)) => name,
    }
}

pub(super) fn other_text(title: &str, count: usize) -> String {
    let title = or_untitled(title);
    format!(
        "It has {} for “{title}”, not for the open article. Nothing was changed.",
        annotations(count)
    )
}

pub(super) fn problem_count(count: usize) -> String {
    match count {
        1 => "1 remark on the file.".to_owned(),
        _ => format!("{count} remarks on the file."),
    }
}
