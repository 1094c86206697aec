//! Plain text as it comes in a file. Must never guess an encoding: what is not UTF-8 is told.

use std::borrow::Cow;

use super::problem::{Lines, Problem};

/// By which some programs know UTF-8.
pub const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The text of a file in UTF-8, a byte order mark taken off.
///
/// # Errors
/// The place of the first bytes that are not UTF-8.
pub fn decode(content: &[u8]) -> Result<&str, Problem> {
    let content = content.strip_prefix(BYTE_ORDER_MARK).unwrap_or(content);
    str::from_utf8(content).map_err(|error| {
        let good = content.get(..error.valid_up_to()).unwrap_or_default();
        // The prefix is UTF-8 by the word of the decoder.
        let good = str::from_utf8(good).unwrap_or_default();
        Lines::new(good).problem(
            good.len(),
            "this is not UTF-8 text; save it as UTF-8 in the program it came from, and open that",
        )
    })
}

/// The same where all that can be read is wanted: bytes that are not UTF-8 become U+FFFD, and the
/// place of the first is told.
pub fn decode_all(content: &[u8]) -> (Cow<'_, str>, Option<Problem>) {
    match decode(content) {
        Ok(text) => (Cow::Borrowed(text), None),
        Err(problem) => {
            let content = content.strip_prefix(BYTE_ORDER_MARK).unwrap_or(content);
            (String::from_utf8_lossy(content), Some(problem))
        }
    }
}

/// The same with a byte order mark as the character that it is, where offsets count it.
pub fn decode_whole(content: &[u8]) -> (Cow<'_, str>, Option<Problem>) {
    let problem = decode(content).err();
    (String::from_utf8_lossy(content), problem)
}
