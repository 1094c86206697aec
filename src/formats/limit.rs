//! How much is taken in at once, by whatever way it comes: chosen, dropped, pasted, fetched, handed over by a page
//! or by a program. It is known before anything is read, so that a refusal costs no time and no memory.

/// Most bytes taken in at once, of one file or of several together.
pub const MOST_BYTES_IN: u64 = 64_000_000;

/// More came than is taken in at once. Nothing of it was read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("it has {bytes} bytes, and at most {MOST_BYTES_IN} can be opened at once")]
pub struct TooLarge {
    /// What came.
    pub what: Came,
    /// How many bytes it has in all.
    pub bytes: u64,
}

/// What came in one go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Came {
    /// A file of this name.
    File(String),
    /// So many files.
    Files(usize),
    /// Something that is no file.
    Text,
}

/// Whether files of these names and lengths in bytes are taken in together.
///
/// # Errors
/// What came, and how large it is.
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

/// Whether this many bytes are taken in at once.
///
/// # Errors
/// What came, and how large it is.
pub fn check(what: Came, bytes: u64) -> Result<(), TooLarge> {
    if bytes > MOST_BYTES_IN { Err(TooLarge { what, bytes }) } else { Ok(()) }
}
