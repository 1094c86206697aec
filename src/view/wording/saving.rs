//! Whether the work is stored, in words: what happened, and what the reader can do.
//! Says "Saved" of one state only: tests/view.rs.

use crate::session::{Failure, SaveState, Why};

pub(in super::super) const OVERTAKEN_TITLE: &str = "Changed in another tab";
pub(in super::super) const OVERTAKEN: &str = "Another tab has changed this article since you opened it here, so your changes in this tab are not saved. You can keep them as an article of their own in the library, and go on here with the other version.";
pub(in super::super) const KEEP_MINE: &str = "Keep yours as a copy and load the other";
pub(in super::super) const SHOW_UNSAVED: &str = "Show it";

/// The label in the header.
pub(in super::super) fn saving(state: &SaveState) -> &'static str {
    match state {
        SaveState::Saved => "Saved in this browser",
        SaveState::Saving => "Saving…",
        SaveState::Failed(failure) => match failure.why {
            Why::Full => "Not saved: no room left",
            Why::Closed => "Not saved yet: the browser closed its storage",
            Why::NotAllowed => "Not saved: no storage in this window",
            Why::NoAnswer => "Not saved yet: the browser isn’t answering",
            Why::Newer => "Not saved: a newer version is in use",
            Why::Blocked => "Not saved yet: another tab is in the way",
            Why::Overtaken => "Not saved: changed in another tab",
            Why::Other => "Not saved yet",
        },
        SaveState::Overtaken => "Not saved: changed in another tab",
        SaveState::Deleted => "Deleted in another tab",
    }
}

/// Why something is not stored, and what to do.
pub fn failure(failure: &Failure) -> String {
    let known = match failure.why {
        Why::Full => {
            "This browser has no room left. Delete articles you no longer need, or make room on the disk."
        }
        Why::Closed => {
            "The browser closed its storage, perhaps because the site’s data was cleared. Everything in this tab is stored again as soon as it opens."
        }
        Why::NotAllowed => {
            "This window doesn’t allow websites to store anything. Use an ordinary window, or save a file before you close this one."
        }
        Why::NoAnswer => "The browser isn’t answering. Keep this tab open, or save a file.",
        Why::Newer => {
            "A newer version of this program is in use in this browser, and this one no longer stores anything. Save this article to a file, then reload this page."
        }
        Why::Blocked => {
            "Another tab with an older version of this program is in the way. Close the other tabs."
        }
        Why::Overtaken => "Another tab has changed this article.",
        Why::Other => "The browser couldn’t store it. The disk may be full.",
    };
    match (failure.why, failure.words.as_str()) {
        // The browser's own words help only where nothing better is known.
        (Why::Other, words) if !words.is_empty() => {
            format!("{known} ({})", words.trim_end_matches('.'))
        }
        _ => known.to_owned(),
    }
}

/// Why something stored cannot be read, and what to do.
pub(super) fn not_read(of: &Failure) -> String {
    match of.why {
        Why::Other | Why::Full => {
            let words = of.words.trim_end_matches('.');
            let words = if words.is_empty() { String::new() } else { format!(" ({words})") };
            format!(
                "The browser couldn’t read it{words}. Try again; if that fails too, reload the page."
            )
        }
        _ => failure(of),
    }
}

/// The same, and what happens next.
pub(in super::super) fn failure_hint(of: &Failure) -> String {
    match of.why {
        Why::Newer => failure(of),
        _ => format!("{} The app will try again.", failure(of)),
    }
}

pub(in super::super) fn left_unsaved(title: &str) -> String {
    format!("Not saved: “{}”", super::or_untitled(title))
}

/// The title of the reader's version as a separate article.
pub(in super::super) fn my_version(title: &str) -> String {
    format!("{} (my version)", super::or_untitled(title))
}

/// How safe the work is, in the settings. Says that the browser keeps every change only while it does.
pub(in super::super) fn safety(
    state: &SaveState,
    left_unsaved: Option<&str>,
    promised: Option<bool>,
) -> String {
    let open = match state {
        SaveState::Saved => None,
        SaveState::Saving => Some("Your latest changes are being saved.".to_owned()),
        SaveState::Failed(of) => {
            Some(format!("Your work in this tab is not saved. {}", failure_hint(of)))
        }
        SaveState::Overtaken => Some(
            "Your changes in this tab are not saved: another tab has changed this article."
                .to_owned(),
        ),
        SaveState::Deleted => Some(
            "Another tab deleted this article. It is still open here, but this browser no longer keeps it."
                .to_owned(),
        ),
    };
    let left = left_unsaved
        .map(|title| format!("Your changes to “{}” are not saved.", super::or_untitled(title)));
    let unsaved: Vec<_> = open.into_iter().chain(left).collect();
    match unsaved.is_empty() {
        true => promise(promised).to_owned(),
        false => unsaved.join(" "),
    }
}

fn promise(promised: Option<bool>) -> &'static str {
    match promised {
        Some(true) => "The browser keeps every change, and has promised not to clear it by itself.",
        Some(false) => {
            "The browser keeps every change, but may clear them when space is short. Safari clears what a site stored after seven days without a visit, unless the site is installed. Export a copy from time to time."
        }
        None => {
            "The browser keeps every change. At your first annotation the app asks it not to clear them."
        }
    }
}
