//! How a tab is told of the faults that all storages of the tests have.

use article_annotator::session::{Failure, Why};

#[path = "../faulty/mod.rs"]
mod faulty;

pub use faulty::Fault;

impl Fault {
    /// How a tab is told of it.
    pub fn failure(self) -> Failure {
        Failure::new(match self {
            Self::NoRoom => Why::Full,
            Self::LosesConnection | Self::Closes | Self::Forgets => Why::Closed,
            Self::Hangs | Self::CompletesLate => Why::NoAnswer,
            Self::Outdated => Why::Newer,
            Self::Aborts | Self::None | Self::AnswersTwice => Why::Other,
        })
    }
}
