//! What a storage does wrong, as browsers do it: a write is asked for without an error and aborted at its end,
//! is answered late, twice or never, or the connection goes, and what was stored with it.

use article_annotator::session::{Failure, Why};

/// What the storage does with the next job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// What it is asked for.
    None,
    /// Every record is taken, then the transaction aborts.
    Aborts(Why),
    /// It never answers, and nothing is written.
    Hangs,
    /// It does not answer in time, and writes later all the same.
    CompletesLate,
    /// It writes, and says so twice.
    AnswersTwice,
    /// The connection closes; what is stored stays.
    Closes,
    /// The connection closes, and everything that is stored is gone.
    Forgets,
}

impl Fault {
    /// All of them, often what is asked for.
    pub const ALL: [Self; 10] = [
        Self::None,
        Self::None,
        Self::Aborts(Why::Full),
        Self::Aborts(Why::Other),
        Self::Hangs,
        Self::CompletesLate,
        Self::AnswersTwice,
        Self::Closes,
        Self::Forgets,
        Self::Aborts(Why::Closed),
    ];

    /// How the tab is told of it.
    pub fn failure(self) -> Failure {
        Failure::new(match self {
            Self::Aborts(why) => why,
            Self::Closes | Self::Forgets => Why::Closed,
            Self::Hangs | Self::CompletesLate => Why::NoAnswer,
            Self::None | Self::AnswersTwice => Why::Other,
        })
    }
}
