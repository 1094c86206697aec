//! A mark, for all tabs and the next start, that a write failed and the database needs repair.

use super::dom;

/// Bytes in a record of ballast: Chromium stores larger ones as files of their own, never in its
/// log.
pub(super) const RECORD: usize = 30_000;

/// Records of ballast: together twice what Chromium's buffer holds (4 MiB).
pub(super) const RECORDS: usize = 280;

/// The first part of the keys of ballast.
pub(super) const KEY: &str = "ballast";

/// Whether a write failed since the last repair.
pub(super) fn is_marked() -> bool {
    store().is_some_and(|store| store.get_item(&name()).is_ok_and(|mark| mark.is_some()))
}

/// Notes that a write failed with this reason.
pub(super) fn mark_for(words: &str) {
    // Only Chromium keeps such a log, and nothing is written through a connection that is closed. One that closes
    // because a write failed says so too: “Connection is closing because of: IO error …”.
    let closed = ["InvalidStateError", "server lost"];
    let tears = !closed.iter().any(|sign| words.contains(sign)) && is_chromium();
    if let Some(store) = store().filter(|_| tears) {
        // If the mark cannot be stored, this is the best we can do.
        let _ = store.set_item(&name(), "yes");
    }
}

pub(super) fn forget() {
    if let Some(store) = store() {
        let _ = store.remove_item(&name());
    }
}

fn is_chromium() -> bool {
    dom::window().navigator().user_agent().is_ok_and(|agent| agent.contains("Chrom"))
}

fn store() -> Option<web_sys::Storage> {
    dom::window().local_storage().ok().flatten()
}

fn name() -> String {
    format!("article-annotator {} torn", dom::base_path())
}
