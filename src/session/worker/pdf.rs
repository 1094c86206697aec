//! The worker's program `pdf`: opens PDFs as articles. No other program may import it, or each would carry a
//! decoder for them (tests/native/layers.rs).

use crate::formats::documents;

use super::articles::{self, Opener};
use super::program::Program;
use super::protocol::{Outcome, Task};
use super::sorting::{Sorted, Stranger};

/// Does the part of a task that belongs to the program `pdf`.
pub fn perform(task: &Task) -> Outcome {
    let open = |one: &Stranger<'_>| match one {
        Stranger::Pdf(file) => Some(documents::open_pdf(file).map(|one| vec![one])),
        Stranger::Article(_) | Stranger::Unknown(..) => None,
    };
    let by = Opener {
        program: Program::Pdf,
        what: "PDFs",
        sort: |files, format| Sorted::pdfs(files, format),
        open,
    };
    articles::perform(task, &by)
}
