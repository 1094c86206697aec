//! What the programs that open articles have in common: each opens its own files of a task, says which programs
//! have others, and names what nobody reads once (tests/native/two_programs.rs).

use crate::formats::Problem;
use crate::formats::documents::Manuscript;

use super::program::Program;
use super::protocol::{Outcome, ReadTask, Reading, Task};
use super::sorting::{self, Pass, Sorted, Stranger};

/// The articles of a file; `None` if it belongs to another program.
type Open = fn(&Stranger<'_>) -> Option<Result<Vec<Manuscript>, Problem>>;

/// Does the part of a task that belongs to this program, which opens `what`.
pub(super) fn perform(task: &Task, program: Program, what: &str, open: Open) -> Outcome {
    let did = match task {
        Task::Read(task) => read(task, Pass::First, program, open),
        Task::ReadRest(task) => read(task, Pass::Second, program, open),
        Task::Export(_) | Task::Suggest(_) | Task::Match(_) => {
            Err(Problem::new(format!("the program that opens {what} does nothing else")))
        }
    };
    did.map_or_else(Outcome::Failed, Outcome::Read)
}

fn read(task: &ReadTask, pass: Pass, program: Program, open: Open) -> Result<Reading, Problem> {
    let (files, problems) = sorting::unbundled(&task.files);
    let sorted = Sorted::of(&files, task.format.as_deref())?;
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
