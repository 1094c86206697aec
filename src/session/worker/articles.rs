//! What the programs that open articles have in common: each opens its own files of a task, says which programs
//! have others, and names what nobody reads once (tests/native/two_programs.rs).

use crate::formats::documents::Manuscript;
use crate::formats::{File, Problem};

use super::program::Program;
use super::protocol::{Outcome, ReadTask, Reading, Task};
use super::sorting::{self, Pass, Sorted, Stranger};

/// The articles of a file, or why it has none.
type Opened = Result<Vec<Manuscript>, Problem>;

/// A program that opens articles.
pub(super) struct Opener {
    /// Which it is.
    pub program: Program,
    /// What it opens, in words.
    pub what: &'static str,
    /// Sorts the files as far as it has to know.
    pub sort: for<'a> fn(&'a [File], Option<&str>) -> Result<Sorted<'a>, Problem>,
    /// The articles of a file; `None` if it belongs to another program.
    pub open: fn(&Stranger<'_>) -> Option<Opened>,
}

/// Does the part of a task that belongs to this program.
pub(super) fn perform(task: &Task, by: &Opener) -> Outcome {
    let did = match task {
        Task::Read(task) => read(task, Pass::First, by),
        Task::ReadRest(task) => read(task, Pass::Second, by),
        Task::Export(_) | Task::Suggest(_) | Task::Match(_) => {
            Err(Problem::new(format!("the program that opens {} does nothing else", by.what)))
        }
    };
    did.map_or_else(Outcome::Failed, Outcome::Read)
}

fn read(task: &ReadTask, pass: Pass, by: &Opener) -> Result<Reading, Problem> {
    let Opener { program, open, .. } = *by;
    let (files, problems) = sorting::unbundled(&task.files);
    let sorted = (by.sort)(&files, task.format.as_deref())?;
    let mut reading = sorted.reading(&task.files);
    if pass == Pass::First {
        reading.problems = problems;
        reading.more = sorted.others(program);
    }
    // If the program of documents adds articles, it adds the names of the unknown files in their place.
    let names_unknown = program == Program::Documents
        || pass == Pass::First && !reading.more.contains(&Program::Documents);
    for one in &sorted.strangers {
        match one {
            Stranger::Unknown(file, what) if names_unknown => {
                sorted.tell(file, what, &mut reading);
            }
            Stranger::Unknown(..) => {}
            Stranger::Article(file) | Stranger::Pdf(file) => match open(one) {
                Some(Ok(manuscripts)) => reading.manuscripts.extend(manuscripts),
                Some(Err(problem)) => reading.problems.push(sorted.of_file(&file.name, problem)),
                None => {}
            },
        }
    }
    Ok(reading)
}
