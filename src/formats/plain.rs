//! Plain text as it comes in a file. Must never guess an encoding: what is not UTF-8 is told.

use super::problem::{Lines, Problem};

/// The text of a file in UTF-8, a byte order mark taken off.
///
/// # Errors
/// The place of the first bytes that are not UTF-8.
pub fn decode(content: &[u8]) -> Result<&str, Problem> {
    let content = content.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(content);
    str::from_utf8(content).map_err(|error| {
        let good = content.get(..error.valid_up_to()).unwrap_or_default();
        // The prefix is UTF-8 by the word of the decoder.
        let good = str::from_utf8(good).unwrap_or_default();
        Lines::new(good).problem(
            good.len(),
            "this is not text in UTF-8; save it as UTF-8 where it comes from, and open that",
        )
    })
}
