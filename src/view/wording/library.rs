//! The words about the articles kept in this browser. As in all of `wording`: plain, short, exact.

use super::{annotations, counted, failure, grouped, or_untitled};
use crate::session::deeds::{Clash, Done, NotDone};
use crate::session::shelf::{Order, ShelfScreen};
use crate::session::storing::Tally;
use crate::session::{Entry, Failure, Why};

pub(in super::super) const FIND: &str = "Search the articles";
pub(in super::super) const FIND_HINT: &str = "Search title, author, source";
pub(in super::super) const IN_ORDER: &str = "Order";
pub(in super::super) const TICK_ALL: &str = "Tick all";
pub(in super::super) const EXPORT_ALL: &str = "Export everything";
pub(in super::super) const SAVE_DETAILS: &str = "Save details";
pub(in super::super) const DETAILS_HINT: &str = "Title, author, source …";
pub(in super::super) const DUPLICATE_HINT: &str = "Make a copy";
pub(in super::super) const DAMAGED_ENTRY: &str = "An entry that cannot be read";
pub(in super::super) const ERASE_DOTS: &str = "Erase everything …";
pub(in super::super) const ERASE: &str = "Erase everything";
pub(in super::super) const ERASE_TITLE: &str = "Erase everything on this computer";
pub(in super::super) const ERASE_STAYS: &str = "This cannot be undone. Files you took away stay where you put them, and the addresses you visited stay in the browser’s own history.";
pub(in super::super) const STORING: &str = "Bringing in articles";
pub(in super::super) const GATHERING: &str = "Reading the articles";
pub(in super::super) const STORE_THEM: &str = "Store now";
pub(in super::super) const DELETE_FOR_GOOD: &str = "Delete for good";
pub(in super::super) const KEEP_IT: &str = "Keep it";
pub(in super::super) const IF_STORED: &str = "Articles that are kept here already";
pub(in super::super) const IS_STORED: &str = "kept here already";

pub(in super::super) fn clash(clash: Clash) -> &'static str {
    match clash {
        Clash::Merge => "Merge: what is new comes in, where they differ the file’s is taken",
        Clash::Skip => "Skip: what is here stays as it is",
        Clash::Both => "Both: the file’s becomes an article of its own",
    }
}

pub(in super::super) fn order(order: Order) -> &'static str {
    match order {
        Order::Used => "Last used",
        Order::Title => "Title",
        Order::Published => "Published",
        Order::Annotated => "Most annotated",
    }
}

/// What is known of an article beside its title: when it was used, its details, its size.
pub(in super::super) fn known_of(entry: &Entry) -> Vec<String> {
    let details = &entry.details;
    let published = details.published.as_ref().map(|day| format!("published {day}"));
    [Some(super::used(entry.used)), published, details.byline.clone(), details.source.clone()]
        .into_iter()
        .flatten()
        .chain([size(entry.bytes as u64)])
        .collect()
}

/// What is listed: of all how many, what they hold, and what that takes.
pub(in super::super) fn library_sum(shelf: &ShelfScreen) -> String {
    let articles = counted(shelf.articles, "article", "articles");
    let found = match shelf.find.trim().is_empty() {
        true => articles,
        false => format!("{} of {articles} found", grouped(shelf.found.len())),
    };
    let usage = shelf.usage.map(|(used, of)| format!(" · {} of {} used", size(used), size(of)));
    format!("{found} · {}{}", annotations(shelf.annotations), usage.unwrap_or_default())
}

/// A number of bytes as people read it, to a tenth.
pub(super) fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    let (mut tenths, mut unit) = (bytes.saturating_mul(10).div_ceil(1000), 0);
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        (tenths, unit) = (tenths / 1000, unit + 1);
    }
    let unit = UNITS[unit];
    match tenths % 10 {
        part if tenths < 100 && part > 0 => format!("{}.{part} {unit}", tenths / 10),
        _ => format!("{} {unit}", tenths / 10),
    }
}

pub(in super::super) fn unstored(count: usize) -> String {
    let are = if count == 1 { "is" } else { "are" };
    format!("{} {are} not stored in this browser yet", counted(count, "article", "articles"))
}

pub(in super::super) fn show_more(next: usize, left: usize) -> String {
    match next == left {
        true => format!("Show the other {}", grouped(left)),
        false => format!("Show {} more of {}", grouped(next), grouped(left)),
    }
}

pub(in super::super) fn details_of(title: &str) -> String {
    format!("Details of {title}")
}

pub(in super::super) fn duplicate(title: &str) -> String {
    format!("Duplicate {title}")
}

/// The title of a copy, told apart from the copies there are.
pub(in super::super) fn copy_of(title: &str, library: &[Entry]) -> String {
    let taken = |name: &str| library.iter().any(|entry| entry.details.title == name);
    let mut name = format!("{title} (copy)");
    let mut number = 1;
    while taken(&name) {
        number += 1;
        name = format!("{title} (copy {number})");
    }
    name
}

pub(in super::super) fn damaged_hint(id: &str) -> String {
    format!("Nothing was deleted. Open it to see what can be read. Its id is {id}.")
}

pub(in super::super) fn erase_what(shelf: &ShelfScreen) -> String {
    format!(
        "{} with {} go, together with deleted ones, your name and all settings, in every tab of this browser.",
        counted(shelf.articles, "article", "articles"),
        annotations(shelf.annotations),
    )
}

pub(in super::super) fn progress(done: usize, total: usize) -> String {
    format!("{} of {} done", grouped(done), counted(total, "article", "articles"))
}

/// What was asked for and not answered may still be done.
pub(super) fn not_erased(why: &Failure) -> String {
    match why.why {
        Why::NoAnswer => "The browser hasn’t confirmed that everything was erased. It may still do so: keep this tab open, and look again.".to_owned(),
        _ => format!("Nothing was erased. {} Then try again.", failure(why)),
    }
}

/// The same of one article.
pub(super) fn library_not_changed(why: &Failure) -> String {
    match why.why {
        Why::NoAnswer => "The browser hasn’t confirmed the change to the library. It may still make it: keep this tab open, and look again.".to_owned(),
        _ => format!("The library wasn’t changed. {}", failure(why)),
    }
}

pub(super) fn no_such_article(id: &str) -> String {
    format!(
        "No article “{id}” is kept in this browser. It may have been deleted, or opened elsewhere."
    )
}

/// What became of articles that were to be stored, copied or corrected.
pub(super) fn stored_tally(tally: &Tally) -> String {
    let count = |done: Done| tally.done.iter().filter(|one| **one == done).count();
    let all = [
        (Done::New, "stored"),
        (Done::Merged, "merged"),
        (Done::Same, "already there"),
        (Done::Skipped, "skipped"),
        (Done::Beside, "stored beside the one that was there"),
        (Done::Corrected, "corrected"),
        (Done::Copied, "copied"),
    ];
    let mut parts: Vec<_> = all
        .into_iter()
        .map(|(done, what)| (count(done), what))
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", counted(count, "article", "articles")))
        .collect();
    if !tally.left.is_empty() {
        parts.push(format!("{} not stored", counted(tally.left.len(), "article", "articles")));
    }
    let done = if parts.is_empty() { String::new() } else { format!("{}.", parts.join(", ")) };
    match tally.failed.first() {
        None => done,
        Some((name, why)) => {
            let more = tally.failed.len() - 1;
            let more =
                if more > 0 { format!(" So it went with {more} more.") } else { String::new() };
            let gap = if done.is_empty() { "" } else { " " };
            format!("{done}{gap}“{}” {}{more}", or_untitled(name), not_done(why))
        }
    }
}

/// The articles that were not stored, copied or corrected, one sentence each.
pub(super) fn not_stored(tally: &Tally) -> Vec<String> {
    let failed = tally.failed.iter();
    let failed = failed.map(|(name, why)| format!("“{}” {}", or_untitled(name), not_done(why)));
    let left = tally.left.iter().map(|name| format!("“{}” was not stored.", or_untitled(name)));
    match tally.failed.len() + tally.left.len() {
        // The message itself says it.
        1 if tally.left.is_empty() => Vec::new(),
        _ => failed.chain(left).collect(),
    }
}

fn not_done(why: &NotDone) -> String {
    match why {
        NotDone::Elsewhere | NotDone::OpenHere => {
            "is open in another tab, so nothing about it was changed. Change it there.".to_owned()
        }
        NotDone::Gone => "is not kept here any more.".to_owned(),
        NotDone::Unreadable(reason) => format!("cannot be read ({reason}). It was left as it is."),
        NotDone::Refused(reason) if reason.is_empty() => {
            "was not stored: this window keeps nothing.".to_owned()
        }
        NotDone::Refused(reason) => format!(
            "was not stored: the browser has no room or refused it ({reason}). Save it to a file, or delete what you no longer need."
        ),
    }
}
