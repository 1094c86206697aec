//! The worker: programs beside the page, `files`, `documents`, `pdf` and `analysis`. The page imports none of
//! their modules: every format and every model would be in the first load (tests/native/layers.rs).

pub mod analysis;
pub mod arriving;
pub mod arriving_task;
mod articles;
pub mod chunks;
pub mod documents;
mod exporting;
pub mod files;
pub mod leaves;
pub mod matching;
pub mod packing;
pub mod pdf;
pub mod program;
pub mod protocol;
mod reanchoring;
mod sorting;
mod suggested;

use std::rc::Rc;

use program::{Assignment, FollowUp, Program};
use protocol::{Outcome, Task};

/// Does a task as the page has it done, by one program after the other; `done` receives the number of
/// finished articles. For tests: no program contains all.
pub fn perform(task: &Task, done: &dyn Fn(usize)) -> Outcome {
    ask_all(task, |program, task| perform_by(program, task, done))
}

/// Asks the programs one after the other, as long as something is left to do.
pub fn ask_all(task: &Task, mut ask: impl FnMut(Program, &Task) -> Outcome) -> Outcome {
    let mut assignment = Assignment::new(Rc::new(task.clone()));
    loop {
        let outcome = ask(assignment.program, &assignment.task);
        match assignment.answered(outcome) {
            FollowUp::Done(outcome) => return *outcome,
            FollowUp::Ask(next) => assignment = *next,
        }
    }
}

/// The models, where nothing has to fetch them.
const MODELS: &[u8] = include_bytes!("../../../assets/suggest/english.bin");

/// One program's answer to a task.
pub fn perform_by(program: Program, task: &Task, done: &dyn Fn(usize)) -> Outcome {
    match program {
        Program::Files => files::perform(task, done),
        Program::Documents => documents::perform(task),
        Program::Pdf => pdf::perform(task),
        Program::Analysis => {
            analysis::KeptModels::default().perform(task, done, || Ok(MODELS.to_vec()))
        }
    }
}
