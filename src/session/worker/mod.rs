//! The worker: two programs beside the page, `files` and `documents`. The page must name [`program`] only: with the
//! rest every format would be in the first load, and either program would carry the other (tests/native/layers.rs).

pub mod arriving;
pub mod chunks;
pub mod documents;
pub mod files;
pub mod leaves;
pub mod packing;
pub mod program;
pub mod protocol;
mod sorting;

use std::rc::Rc;

use program::{Errand, Next, Program};
use protocol::{Outcome, Task};

/// Does a task as the page has it done, by one program after the other; `done` is told how many of its articles are
/// done. For tests: no program holds both.
pub fn perform(task: &Task, done: &dyn Fn(usize)) -> Outcome {
    ask_all(task, |program, task| perform_by(program, task, done))
}

/// Asks the programs one after the other, as far as there is something to ask.
pub fn ask_all(task: &Task, mut ask: impl FnMut(Program, &Task) -> Outcome) -> Outcome {
    let mut errand = Errand::new(Rc::new(task.clone()));
    loop {
        let outcome = ask(errand.program, &errand.task);
        match errand.answered(outcome) {
            Next::Done(outcome) => return *outcome,
            Next::Ask(next) => errand = next,
        }
    }
}

/// What one of the programs makes of a task.
pub fn perform_by(program: Program, task: &Task, done: &dyn Fn(usize)) -> Outcome {
    match program {
        Program::Files => files::perform(task, done),
        Program::Documents => documents::perform(task),
    }
}
