//! The worker's program `documents`: opens texts, pages and documents as articles. The page may not import it
//! (tests/native/layers.rs), nor may the program `files`, which would carry it.

use crate::formats::{Problem, documents};

use super::program::Program;
use super::protocol::{Outcome, ReadTask, Reading, Task};
use super::sorting::{self, Pass, Sorted, Stranger};

/// Does the part of a task that belongs to the program `documents`.
pub fn perform(task: &Task) -> Outcome {
    let did = match task {
        Task::Read(task) => read(task, Pass::First),
        Task::ReadRest(task) => read(task, Pass::Second),
        Task::Export(_) | Task::Suggest(_) | Task::Match(_) => {
            Err(Problem::new("the program that opens documents does nothing else"))
        }
    };
    did.map_or_else(Outcome::Failed, Outcome::Read)
}

fn read(task: &ReadTask, pass: Pass) -> Result<Reading, Problem> {
    let (files, problems) = sorting::unbundled(&task.files);
    let sorted = Sorted::of(&files, task.format.as_deref())?;
    let mut reading = sorted.reading(&task.files);
    if pass == Pass::First {
        reading.problems = problems;
        reading.more = sorted.others(Program::Documents);
    }
    for one in &sorted.strangers {
        match one {
            Stranger::Unknown(file, what) => sorted.tell(file, what, &mut reading),
            Stranger::Pdf(_) => {}
            Stranger::Article(file) => match documents::open(file) {
                Ok(manuscripts) => reading.manuscripts.extend(manuscripts),
                Err(problem) => reading.problems.push(sorted.of_file(&file.name, problem)),
            },
        }
    }
    Ok(reading)
}
