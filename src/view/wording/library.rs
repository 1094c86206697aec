//! The words about the library: all articles kept in this browser.

use crate::session::library::deeds::{Clash, Done, NotDone};
use crate::session::library::shelf::{Order, ShelfScreen};
use crate::session::library::storing::Tally;
use crate::session::search::library::{LibraryFound, Unsearched};
use crate::session::search::texts::HitsIn;
use crate::session::transfer::gathered::{NotWhole, WhyNotWhole};
use crate::session::{Entry, Failure, Why};

use super::{annotations, counted, failure, grouped, or_untitled};

/// What an exported file lacks of an article that was selected.
pub(in super::super) fn not_whole(one: &NotWhole) -> String {
    let title = or_untitled(&one.title);
    match &one.why {
        WhyNotWhole::Records(1) => format!(
            "1 stored record of “{title}” cannot be read, and what it held is not exported."
        ),
        WhyNotWhole::Records(count) => format!(
            "{count} stored records of “{title}” cannot be read, and what they held is not exported."
        ),
        WhyNotWhole::Unreadable(reason) => {
            format!("“{title}” cannot be read and is not exported: {reason}.")
        }
        WhyNotWhole::Gone => format!("“{title}” is not stored any more and is not exported."),
    }
}

pub(in super::super) const FIND: &str = "Search the articles";
pub(in super::super) const FIND_HINT: &str = "Titles, texts, notes, people";
pub(in super::super) const FOUND_NOWHERE: &str =
    "No title, author, source, text, note or person in your library has these words in this order.";
pub(in super::super) const STOP_SEARCH: &str = "Stop searching";
pub(in super::super) const IN_ORDER: &str = "Order";
pub(in super::super) const SELECT_ALL: &str = "Select all";
pub(in super::super) const EXPORT_ALL: &str = "Export everything";
pub(in super::super) const SAVE_DETAILS: &str = "Save details";
pub(in super::super) const DETAILS_HINT: &str = "Title, author, source …";
pub(in super::super) const DUPLICATE_HINT: &str = "Make a copy";
pub(in super::super) const DAMAGED_ENTRY: &str = "Unreadable article";
pub(in super::super) const ERASE_DOTS: &str = "Erase everything …";
pub(in super::super) const ERASE: &str = "Erase everything";
pub(in super::super) const ERASE_TITLE: &str = "Erase everything kept in this browser";
pub(in super::super) const ERASE_STAYS: &str = "This cannot be undone. Exported files stay where you saved them, and the browser’s history keeps the addresses you visited.";
pub(in super::super) const STORING: &str = "Adding articles to the library";
pub(in super::super) const GATHERING: &str = "Reading articles";
pub(in super::super) const STORE_THEM: &str = "Store now";
pub(in super::super) const DELETE_FOR_GOOD: &str = "Delete for good";
pub(in super::super) const KEEP_IT: &str = "Keep it";
pub(in super::super) const IF_STORED: &str = "Articles already in your library";
pub(in super::super) const IS_STORED: &str = "already in your library";

pub(in super::super) fn clash(clash: Clash) -> &'static str {
    match clash {
        Clash::Merge => "Merge: add what’s new; where they differ, use the file’s version",
        Clash::Skip => "Skip: leave the article in your library as it is",
        Clash::Both => "Keep both: add the file’s version as a separate article",
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

/// An article’s last use, details and size.
pub(in super::super) fn known_of(entry: &Entry) -> Vec<String> {
    let details = &entry.details;
    let published = details.published.as_ref().map(|day| format!("published {day}"));
    [Some(super::used(entry.used)), published, details.byline.clone(), details.source.clone()]
        .into_iter()
        .flatten()
        .chain([size(entry.bytes as u64)])
        .collect()
}

/// The articles listed, their annotations, and the storage in use.
pub(in super::super) fn library_sum(shelf: &ShelfScreen) -> String {
    let articles = counted(shelf.articles, "article", "articles");
    let usage = shelf.usage.map(|(used, of)| format!(" · {} of {} used", size(used), size(of)));
    format!("{articles} · {}{}", annotations(shelf.annotations), usage.unwrap_or_default())
}

/// The articles and hits found, and how far the search is.
pub(in super::super) fn found_sum(shelf: &ShelfScreen, texts: &LibraryFound) -> String {
    let articles = counted(shelf.articles, "article", "articles");
    let searched =
        || format!("{} of {}", grouped(texts.searched), counted(texts.total, "text", "texts"));
    let far = match () {
        () if texts.goes_on => format!(" · searching, {} so far", searched()),
        () if texts.searched < texts.total => format!(" · stopped after {}", searched()),
        () => String::new(),
    };
    let count = texts.hits.values().map(|hits| hits.count).sum();
    let over = if texts.hits.values().any(|hits| hits.more) { "more than " } else { "" };
    let found = grouped(shelf.found.len());
    format!("{found} of {articles} found · {over}{}{far}", counted(count, "hit", "hits"))
}

pub(in super::super) fn hits_of(title: &str) -> String {
    format!("Hits in {title}")
}

/// The button below the first hits in an article.
pub(in super::super) fn more_hits(hits: &HitsIn) -> String {
    let left = hits.count - hits.rows.len();
    let more = if hits.more { "More than " } else { "" };
    format!("{more}{} more", grouped(left))
}

pub(in super::super) fn unsearched_sum(count: usize) -> String {
    match count {
        1 => "Part of 1 article was not searched".to_owned(),
        _ => format!("Parts of {} were not searched", counted(count, "article", "articles")),
    }
}

pub(in super::super) fn unsearched(title: &str, what: &Unsearched) -> String {
    match what {
        Unsearched::Later => {
            format!("“{title}”: its text was stored by a later version of this program.")
        }
        Unsearched::Article(why) => format!("“{title}”: its text cannot be read ({why})."),
        Unsearched::Records(count) => {
            let records = counted(*count, "record", "records");
            format!("“{title}”: {records} of its annotations and people cannot be read.")
        }
    }
}

pub(in super::super) fn unsearched_id(id: &str) -> String {
    format!("The unreadable article with the id {id}.")
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

/// A title for a copy that no other article has.
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
        "This erases {} with {}, all deleted articles, your name and all settings, in every tab of this browser.",
        counted(shelf.articles, "article", "articles"),
        annotations(shelf.annotations),
    )
}

pub(in super::super) fn progress(done: usize, total: usize) -> String {
    format!("{} of {} done", grouped(done), counted(total, "article", "articles"))
}

/// Without an answer, the browser may still erase everything.
pub(super) fn not_erased(why: &Failure) -> String {
    match why.why {
        Why::NoAnswer => "The browser hasn’t confirmed that everything was erased. It may still do so: keep this tab open, and look again.".to_owned(),
        Why::Other | Why::Full => {
            let words = if why.words.is_empty() { String::new() } else { format!(" ({})", why.words) };
            format!("Nothing was erased: the browser refused{words}. Close other tabs of this page and try again.")
        }
        _ => format!("Nothing was erased. {}", failure(why)),
    }
}

/// Without an answer, the browser may still change the library.
pub(super) fn library_not_changed(why: &Failure) -> String {
    match why.why {
        Why::NoAnswer => "The browser hasn’t confirmed the change to the library. It may still make it: keep this tab open, and look again.".to_owned(),
        _ => format!("The library wasn’t changed. {}", failure(why)),
    }
}

/// The message about articles deleted or restored together.
pub(super) fn together(done: usize, how: &str, failed: Option<&(usize, Failure)>) -> String {
    let all = || format!("{}{how}.", counted(done, "article", "articles"));
    match failed {
        None => all(),
        Some((_, why)) if done == 0 => library_not_changed(why),
        Some((count, why)) => {
            format!("{} {} not confirmed as{how}. {}", all(), grouped(*count), failure(why))
        }
    }
}

pub(super) fn no_such_article(id: &str) -> String {
    format!(
        "There is no article “{id}” in this browser. It may have been deleted, or opened in a different browser."
    )
}

/// How many articles were stored, copied, updated, skipped.
pub(super) fn stored_tally(tally: &Tally) -> String {
    let count = |done: Done| tally.done.iter().filter(|one| **one == done).count();
    let all = [
        (Done::New, "stored"),
        (Done::Merged, "merged"),
        (Done::Same, "already in the library"),
        (Done::Skipped, "skipped"),
        (Done::Beside, "stored alongside the existing one"),
        (Done::Corrected, "updated"),
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
            let more = if more > 0 { format!(" {more} more failed.") } else { String::new() };
            let gap = if done.is_empty() { "" } else { " " };
            format!("{done}{gap}“{}” {}{more}", or_untitled(name), not_done(why))
        }
    }
}

/// The articles that were not stored, copied or updated, one sentence each.
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

pub(super) fn not_done(why: &NotDone) -> String {
    match why {
        NotDone::Elsewhere | NotDone::OpenHere => {
            "is open in another tab, so it was not changed. Change it there.".to_owned()
        }
        NotDone::Gone => "is no longer in your library.".to_owned(),
        NotDone::OtherLanguage => "is not in English.".to_owned(),
        NotDone::Unreadable(reason) => format!("cannot be read ({reason}). It was left unchanged."),
        NotDone::Refused(why) if why.why == Why::NoAnswer => {
            "isn’t confirmed by the browser yet. Keep this tab open, and look again.".to_owned()
        }
        NotDone::Refused(why) => format!("was not written to the library. {}", failure(why)),
        NotDone::Failed(reason) => format!("was not changed: {reason}"),
    }
}
