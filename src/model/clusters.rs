//! Grapheme clusters: what a reader sees as one character, whether it is one code point or ten
//! (tests/native/unicode.rs).

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

/// The clusters of a text with their starts, in bytes.
pub fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.grapheme_indices(true)
}

/// Whether a cluster begins or ends at a byte of a text. Never inside a code point.
pub fn is_edge(text: &str, at: usize) -> bool {
    let Some((before, after)) = text.split_at_checked(at) else { return false };
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else {
        return true;
    };
    // In ASCII, only the two characters of a line end form a cluster.
    (last.is_ascii() && next.is_ascii() && last != '\r')
        || GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

/// The start of the cluster that contains `at`; `at` itself if it is an edge.
pub fn start(text: &str, at: usize) -> usize {
    if is_edge(text, at) || !text.is_char_boundary(at) {
        return at;
    }
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(at)
}

/// The end of the cluster that contains `at`; `at` itself if it is an edge.
pub fn end(text: &str, at: usize) -> usize {
    if is_edge(text, at) || !text.is_char_boundary(at) {
        return at;
    }
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    cursor.next_boundary(text, 0).ok().flatten().unwrap_or(at)
}
