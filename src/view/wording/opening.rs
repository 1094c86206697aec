//! The words about articles on their way in. As in all of `wording`: plain, short, exact.

use crate::session::manuscripts::Prospect;
use crate::session::sender::Sender;

use super::{counted, grouped, or_untitled, paragraphs};

pub(in super::super) const OPEN_THIS: &str = "Open this article?";
pub(in super::super) const OPEN_THESE: &str = "Open these articles?";
pub(in super::super) const BYLINE: &str = "Byline";
pub(in super::super) const PUBLISHED: &str = "Date";
pub(in super::super) const LANGUAGE: &str = "Language";
pub(in super::super) const SOURCE: &str = "Source";
pub(in super::super) const JOIN_LINES: &str = "Join broken lines";
pub(in super::super) const JOIN_LINES_HINT: &str =
    "The lines end where a page was full, not where a paragraph ends.";
pub(in super::super) const PARTS: &str = "Parts of the article";
pub(in super::super) const LIST_ALL: &str = "List what is kept too";

pub(in super::super) const BOOKMARK: &str = "Open the page you are reading";
pub(in super::super) const BOOKMARK_HELP: &str = "Drag this button to your bookmarks, or make a bookmark of the code beside it. On any page, the bookmark brings the article here. Nothing is sent to a server.";
pub(in super::super) const BOOKMARK_NAME: &str = "Annotate this page";
pub(in super::super) const BOOKMARK_CODE: &str = "Code of the bookmark";

pub(in super::super) const STOP: &str = "Stop";

/// The one button.
pub(in super::super) fn open_them(many: bool, picked: usize) -> String {
    match (many, picked) {
        (false, _) => "Open".to_owned(),
        (true, _) => format!("Open {}", counted(picked, "article", "articles")),
    }
}

pub(in super::super) fn opening_help(picked: usize) -> &'static str {
    match picked {
        0 | 1 => "Once it is open, its text stays as it is.",
        _ => "All are kept in this browser, and the first is opened.",
    }
}

/// Which page sent an article, and what of its own words about itself was not taken.
pub(in super::super) fn sent_by(sender: &Sender) -> String {
    let sent = match &sender.site {
        Some(site) => format!("Sent by a page of {site}."),
        None => "Sent by a page that has no address.".to_owned(),
    };
    match &sender.claimed {
        Some(claimed) => format!(
            "{sent} It says that its address is {claimed}, but that is another site, so the source is left empty."
        ),
        None => sent,
    }
}

pub(in super::super) fn prospects(count: usize) -> String {
    format!("{}: tick those to open", counted(count, "article", "articles"))
}

pub(in super::super) fn prospect(one: &Prospect) -> String {
    match (one.details.title.trim(), one.manuscript.name.trim()) {
        ("", name) => or_untitled(name).to_owned(),
        (title, _) => title.to_owned(),
    }
}

pub(in super::super) fn open_one(one: &Prospect) -> String {
    format!("Open {}", prospect(one))
}

pub(in super::super) fn prospect_size(one: &Prospect) -> String {
    let size = paragraphs(one.paragraphs());
    match one.left_out() {
        0 => size,
        left => format!("{size}, {} left out", grouped(left)),
    }
}

/// How long the article becomes, and how much was left out.
pub(in super::super) fn found_of(one: &Prospect) -> String {
    let size = paragraphs(one.paragraphs());
    match one.left_out() {
        _ if one.paragraphs() == 0 => {
            "Nothing is left of it. Tick what belongs to the article.".to_owned()
        }
        0 => format!("{size}, nothing left out."),
        left => format!(
            "{size}. {} left out as no part of the article: tick what belongs to it.",
            counted(left, "passage was", "passages were")
        ),
    }
}

pub(in super::super) fn take_all(all: bool) -> &'static str {
    if all { "Leave them out again" } else { "Take all" }
}

pub(in super::super) fn list_more(count: usize) -> String {
    format!("Show more: {} are left", grouped(count))
}

pub(in super::super) fn told_count(count: usize) -> String {
    match count {
        1 => "Something to know".to_owned(),
        _ => format!("{} things to know", grouped(count)),
    }
}

/// How a text begins, in so many characters, without line ends.
pub(in super::super) fn begin_of(text: &str, most: usize) -> String {
    let mut words = text.split_whitespace().flat_map(|word| word.chars().chain([' ']));
    let begin: String = words.by_ref().take(most).collect();
    let more = if words.next().is_some() { "…" } else { "" };
    format!("{}{more}", begin.trim_end())
}

/// How a text ends, in so many characters, without line ends.
pub(in super::super) fn end_of(text: &str, most: usize) -> String {
    let begin = text.char_indices().rev().nth(most - 1).map_or(0, |(at, _)| at);
    let end = text.get(begin..).unwrap_or_default();
    let end = end.split_whitespace().collect::<Vec<_>>().join(" ");
    let more = if begin > 0 { "…" } else { "" };
    format!("{more}{end}")
}
