//! How a tab hears of the faults that all test storages have.

use article_annotator::session::{Failure, Why};

#[path = "../faulty/mod.rs"]
mod faulty;

pub use faulty::Fault;

impl Fault {
    /// What the tab is told.
    pub fn failure(self) -> Failure {
        Failure::new(match self {
            Self::NoRoom | Self::NoDisk => Why::Full,
            Self::LosesConnection | Self::Closes | Self::Forgets => Why::Closed,
            Self::Hangs | Self::CompletesLate => Why::NoAnswer,
            Self::Outdated => Why::Newer,
            Self::Aborts | Self::None | Self::AnswersTwice => Why::Other,
        })
    }
}
