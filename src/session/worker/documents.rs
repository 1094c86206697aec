//! The worker's program `documents`: opens texts, pages and documents as articles. The page may not import it
//! (tests/native/layers.rs), nor may the program `files`, which would carry it.

use crate::formats::documents;

use super::articles::{self, Opener};
use super::program::Program;
use super::protocol::{Outcome, Task};
use super::sorting::{Sorted, Stranger};

/// Does the part of a task that belongs to the program `documents`.
pub fn perform(task: &Task) -> Outcome {
    let open = |one: &Stranger<'_>| match one {
        Stranger::Article(file) => Some(documents::open(file)),
        Stranger::Pdf(_) | Stranger::Unknown(..) => None,
    };
    let by = Opener {
        program: Program::Documents,
        what: "documents",
        sort: |files, format| Sorted::of(files, format),
        open,
    };
    articles::perform(task, &by)
}
