//! Ways in which a browser's storage fails: a write is accepted and aborted at its end, confirmed
//! late, twice or never, or the connection and the data go. One list for the native tests' storage
//! in memory and for the browser's own, which `faulty.js` breaks.

/// What the storage does with the next job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// What it is asked to do.
    None,
    /// Accepts every record, then aborts the transaction: the quota is used up.
    NoRoom,
    /// The same, and the connection closes: the disk is full, as Chromium says it.
    NoDisk,
    /// The same, for an unknown reason.
    Aborts,
    /// The same, because the connection is lost.
    LosesConnection,
    /// Never answers, and writes nothing.
    Hangs,
    /// Does not answer in time, but writes later all the same.
    CompletesLate,
    /// Writes, and confirms twice. Not in `faulty.js`: a browser's transaction ends once. Two tries
    /// of a write may both be confirmed.
    AnswersTwice,
    /// The connection closes; the stored data stays.
    Closes,
    /// The connection closes, and all stored data is gone.
    Forgets,
    /// The connection closes for a newer version of the program, and does not reopen for this one.
    Outdated,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::None,
        Self::NoRoom,
        Self::NoDisk,
        Self::Aborts,
        Self::LosesConnection,
        Self::Hangs,
        Self::CompletesLate,
        Self::AnswersTwice,
        Self::Closes,
        Self::Forgets,
        Self::Outdated,
    ];
}
