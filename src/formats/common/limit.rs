//! Most bytes read at once, whichever way they arrive: chosen, dropped, pasted, fetched, or sent by a page or
//! a program. Checked before reading, so that a refusal costs no time and no memory (tests/native/limits.rs).

/// Most bytes read at once, of one file or of several together.
pub const MOST_BYTES_IN: u64 = 64_000_000;

/// The limit was exceeded, and nothing was read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("it has {bytes} bytes, and at most {MOST_BYTES_IN} can be opened at once")]
pub struct TooLarge {
    /// What arrived.
    pub what: Came,
    /// Its size in bytes.
    pub bytes: u64,
}

/// What arrived at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Came {
    /// A file with this name.
    File(String),
    /// This many files.
    Files(usize),
    /// Something other than a file.
    Text,
}

/// Checks files with these names and sizes in bytes against the limit.
///
/// # Errors
/// What arrived, and its size.
pub fn check_files<'a>(files: impl IntoIterator<Item = (&'a str, u64)>) -> Result<(), TooLarge> {
    let (mut count, mut bytes, mut first) = (0, 0_u64, "");
    for (name, length) in files {
        if count == 0 {
            first = name;
        }
        (count, bytes) = (count + 1, bytes.saturating_add(length));
    }
    let what = if count == 1 { Came::File(first.to_owned()) } else { Came::Files(count) };
    check(what, bytes)
}

/// Checks this many bytes against the limit.
///
/// # Errors
/// What arrived, and its size.
pub fn check(what: Came, bytes: u64) -> Result<(), TooLarge> {
    if bytes > MOST_BYTES_IN { Err(TooLarge { what, bytes }) } else { Ok(()) }
}
