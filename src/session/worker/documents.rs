//! The worker's program `documents`: opens texts, pages and documents as articles. The page may not import it
//! (tests/native/layers.rs), nor may the program `files`, which would carry it.

use crate::formats::documents;

use super::articles;
use super::program::Program;
use super::protocol::{Outcome, Task};
use super::sorting::Stranger;

/// Does the part of a task that belongs to the program `documents`.
pub fn perform(task: &Task) -> Outcome {
    articles::perform(task, Program::Documents, "documents", |one| match one {
        Stranger::Article(file) => Some(documents::open(file)),
        Stranger::Pdf(_) | Stranger::Unknown(..) => None,
    })
}
