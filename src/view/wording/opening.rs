//! The words about opening articles.

use crate::session::action::dialog::WhyNot;
use crate::session::transfer::open_review::Prospect;
use crate::session::transfer::sender::Sender;

use super::{counted, grouped, or_untitled, paragraphs};

pub(in super::super) const STAYS_OPEN: &str =
    "Escape leaves this open, because you have typed something here. “Close” drops it.";
pub(in super::super) const OPEN_THIS: &str = "Open this article?";
pub(in super::super) const OPEN_THESE: &str = "Open these articles?";
pub(in super::super) const BYLINE: &str = "Byline";
pub(in super::super) const PUBLISHED: &str = "Date";
pub(in super::super) const LANGUAGE: &str = "Language";
pub(in super::super) const SOURCE: &str = "Source";
pub(in super::super) const JOIN_LINES: &str = "Join broken lines";
pub(in super::super) const JOIN_LINES_HINT: &str =
    "Lines end at the edge of a page, not at the end of a paragraph.";
pub(in super::super) const PARTS: &str = "Parts of the article";
pub(in super::super) const LIST_ALL: &str = "Show the whole text";

pub(in super::super) const BOOKMARK: &str = "Open an article from another tab (bookmarklet)";
pub(in super::super) const BOOKMARK_HELP: &str = "Drag this button to your bookmarks, or create a bookmark with the code beside it. On any page, click the bookmark to open the article here. Nothing is sent to a server.";
pub(in super::super) const BOOKMARK_NAME: &str = "Annotate this page";
pub(in super::super) const BOOKMARK_CODE: &str = "Bookmark code";

pub(in super::super) const STOP: &str = "Stop";

pub(in super::super) const CORRECT_TEXT: &str = "Correct the text";
pub(in super::super) const CORRECT_HELP: &str = "Remove what doesn’t belong, mend a typo, or join lines: each line is a paragraph. After the first annotation the text can no longer be changed.";
pub(in super::super) const CORRECT: &str = "Save";
pub(in super::super) const KEEP_EARLIER: &str = "Keep the earlier one too";

/// Why the text cannot be corrected, and what to do.
pub(in super::super) fn why_not(why: WhyNot) -> String {
    match why {
        WhyNot::Annotated(count) => format!(
            "The article has {}. To correct the text, delete what is marked first, or open the corrected text and compare it with this one.",
            counted(count, "annotation", "annotations")
        ),
        WhyNot::People(count) => format!(
            "{} listed for this article. To correct the text, delete them under People first.",
            counted(count, "person is", "people are")
        ),
        WhyNot::GivenId => {
            "Another program opened this article and knows it by its text. Correct the text there."
                .to_owned()
        }
    }
}

/// The button that opens the articles.
pub(in super::super) fn open_them(many: bool, picked: usize) -> String {
    match (many, picked) {
        (false, _) => "Open".to_owned(),
        (true, _) => format!("Open {}", counted(picked, "article", "articles")),
    }
}

pub(in super::super) fn opening_help(picked: usize) -> &'static str {
    match picked {
        0 | 1 => "Check now: the text cannot be edited once something is marked.",
        _ => "This browser keeps them all. The first one opens.",
    }
}

/// The site that sent an article, and the address it claims, if that is of another site.
pub(in super::super) fn sent_by(sender: &Sender) -> String {
    let sent = match &sender.site {
        Some(site) => format!("Sent by a page on {site}."),
        None => "Sent by a page without an address.".to_owned(),
    };
    match &sender.claimed {
        Some(claimed) => format!(
            "{sent} It gives its address as {claimed}, but that is another site, so the source is left empty."
        ),
        None => sent,
    }
}

pub(in super::super) fn prospects(count: usize) -> String {
    format!("{}. Select those to open", counted(count, "article", "articles"))
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

/// The article’s length, and how much is left out.
pub(in super::super) fn found_of(one: &Prospect) -> String {
    let size = paragraphs(one.paragraphs());
    match one.left_out() {
        _ if one.paragraphs() == 0 => {
            "No text is left. Select the passages that belong to the article.".to_owned()
        }
        0 => format!("{size}."),
        left => format!(
            "{size}. {} left out. Select any that belong to the article.",
            counted(left, "passage is", "passages are")
        ),
    }
}

pub(in super::super) fn take_all(all: bool) -> &'static str {
    if all { "Leave them out again" } else { "Include all" }
}

pub(in super::super) fn list_more(count: usize) -> String {
    format!("Show more ({} left)", grouped(count))
}

pub(in super::super) fn told_count(count: usize) -> String {
    match count {
        1 => "Note".to_owned(),
        _ => format!("{} notes", grouped(count)),
    }
}

/// The start of a text, in at most this many characters, without line ends.
pub(in super::super) fn begin_of(text: &str, most: usize) -> String {
    let mut words = text.split_whitespace().flat_map(|word| word.chars().chain([' ']));
    let begin: String = words.by_ref().take(most).collect();
    let more = if words.next().is_some() { "…" } else { "" };
    format!("{}{more}", begin.trim_end())
}

/// The end of a text, in at most this many characters, without line ends.
pub(in super::super) fn end_of(text: &str, most: usize) -> String {
    let begin = text.char_indices().rev().nth(most - 1).map_or(0, |(at, _)| at);
    let end = text.get(begin..).unwrap_or_default();
    let end = end.split_whitespace().collect::<Vec<_>>().join(" ");
    let more = if begin > 0 { "…" } else { "" };
    format!("{more}{end}")
}
