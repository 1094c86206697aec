//! The worker's program `pdf`: opens PDFs as articles. No other program may import it, or each would carry a
//! decoder for them (tests/native/layers.rs).

use crate::formats::{Problem, documents};

use super::program::Program;
use super::protocol::{Outcome, ReadTask, Reading, Task};
use super::sorting::{self, Pass, Sorted, Stranger};

/// Does the part of a task that belongs to the program `pdf`.
pub fn perform(task: &Task) -> Outcome {
    let did = match task {
        Task::Read(task) => read(task, Pass::First),
        Task::ReadRest(task) => read(task, Pass::Second),
        Task::Export(_) | Task::Suggest(_) | Task::Match(_) => {
            Err(Problem::new("the program that opens PDFs does nothing else"))
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
        reading.more = sorted.others(Program::Pdf);
        // If the program of documents adds articles, it adds their names in their place.
        if !reading.more.contains(&Program::Documents) {
            sorted.tell_unknown(&mut reading);
        }
    }
    for one in &sorted.strangers {
        if let Stranger::Pdf(file) = one {
            match documents::open_pdf(file) {
                Ok(manuscript) => reading.manuscripts.push(manuscript),
                Err(problem) => reading.problems.push(sorted.of_file(&file.name, problem)),
            }
        }
    }
    Ok(reading)
}
