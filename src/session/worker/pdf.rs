//! The worker's program `pdf`: opens PDFs as articles. No other program may import it, or each would carry a
//! decoder for them (tests/native/layers.rs).

use crate::formats::documents;

use super::articles;
use super::program::Program;
use super::protocol::{Outcome, Task};
use super::sorting::Stranger;

/// Does the part of a task that belongs to the program `pdf`.
pub fn perform(task: &Task) -> Outcome {
    articles::perform(task, Program::Pdf, "PDFs", |one| match one {
        Stranger::Pdf(file) => Some(documents::open_pdf(file).map(|one| vec![one])),
        Stranger::Article(_) | Stranger::Unknown(..) => None,
    })
}
