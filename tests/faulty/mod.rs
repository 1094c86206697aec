//! What a storage does wrong, as browsers do it: a write is asked for without an error and aborted at its end, is
//! answered late, twice or never, or the connection goes, and what was stored with it. One list for the storage in memory
//! of the native tests and for the browser's own, which `faulty.js` spoils. Must never be kinder than a real browser.

/// What the storage does with the next job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// What it is asked for.
    None,
    /// Every record is taken, then the transaction aborts: there is no room.
    NoRoom,
    /// The same, for a reason that nobody knows.
    Aborts,
    /// The same, as the connection is lost.
    LosesConnection,
    /// It never answers, and nothing is written.
    Hangs,
    /// It does not answer in time, and writes later all the same.
    CompletesLate,
    /// It writes, and says so twice. Not in `faulty.js`: a transaction of a browser ends once; two tries of a write may both.
    AnswersTwice,
    /// The connection closes; what is stored stays.
    Closes,
    /// The connection closes, and everything that is stored is gone.
    Forgets,
    /// The connection closes for a newer version of the program, and does not open for this one.
    Outdated,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::None,
        Self::NoRoom,
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
