//! The text of a file in UTF-8. Invalid bytes are reported, never guessed.

use std::borrow::Cow;

use super::problem::{Lines, Problem};

/// The mark by which some programs recognise UTF-8.
pub const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The text of a file in UTF-8, without a byte order mark.
///
/// # Errors
/// The place of the first invalid bytes.
pub fn decode(content: &[u8]) -> Result<&str, Problem> {
    let content = content.strip_prefix(BYTE_ORDER_MARK).unwrap_or(content);
    str::from_utf8(content).map_err(|error| {
        let good = content.get(..error.valid_up_to()).unwrap_or_default();
        // The decoder has found the prefix to be UTF-8.
        let good = str::from_utf8(good).unwrap_or_default();
        Lines::new(good).problem(
            good.len(),
            "this is not UTF-8 text; save it as UTF-8 in the program it came from, and open that",
        )
    })
}

/// The same if everything readable is wanted: invalid bytes become U+FFFD, and the place of the first is
/// reported.
pub fn decode_all(content: &[u8]) -> (Cow<'_, str>, Option<Problem>) {
    match decode(content) {
        Ok(text) => (Cow::Borrowed(text), None),
        Err(problem) => {
            let content = content.strip_prefix(BYTE_ORDER_MARK).unwrap_or(content);
            (String::from_utf8_lossy(content), Some(problem))
        }
    }
}

/// The same with a byte order mark kept as a character, for formats whose offsets count it.
pub fn decode_whole(content: &[u8]) -> (Cow<'_, str>, Option<Problem>) {
    let problem = decode(content).err();
    (String::from_utf8_lossy(content), problem)
}
