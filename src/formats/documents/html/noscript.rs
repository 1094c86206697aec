//! Pages that show nearly nothing until their script runs, and have their article for readers without scripts
//! (tests/opening/unseen.rs).

use crate::formats::documents::manuscript::Manuscript;

/// Fewest letters of such an article, and how many times those the page shows.
const FEWEST: usize = 300;
const TIMES: usize = 5;

pub(super) const MESSAGE: &str = "the page shows its text only when its own script runs; the text was read from what it has for readers without scripts";

/// The page as readers without scripts see it, if the one that was read shows nearly nothing.
pub(super) fn shown(html: &str, read: &Manuscript) -> Option<String> {
    let (kept, skipped) = (letters(read, false), letters(read, true));
    if skipped < FEWEST || kept * TIMES > skipped {
        return None;
    }
    let lower = html.to_ascii_lowercase();
    // In the head, they are for styles and counters.
    let body = lower.find("<body").unwrap_or(0);
    let (mut out, mut copied) = (String::new(), 0);
    for (at, word) in lower.match_indices("noscript").filter(|(at, _)| *at > body) {
        let before = lower.get(..at).unwrap_or_default();
        if before.ends_with('<') || before.ends_with("</") {
            out.push_str(html.get(copied..at).unwrap_or_default());
            out.push_str("div");
            copied = at + word.len();
        }
    }
    out.push_str(html.get(copied..).unwrap_or_default());
    (copied > 0).then_some(out)
}

/// The number of letters of all passages that were skipped, or of all others.
pub(super) fn letters(read: &Manuscript, left_out: bool) -> usize {
    let of = read.passages.iter().filter(|one| one.left_out == left_out);
    of.map(|one| one.text.chars().filter(|c| c.is_alphanumeric()).count()).sum()
}
