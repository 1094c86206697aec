//! Which of the worker's two programs does a task, and what is asked of the other one. Each is fetched at its first
//! need, so the likelier one is asked first, and the other only if the first says that it has something to read.

use std::rc::Rc;

use crate::formats::{File, catalog, plain};

use super::protocol::{AS_TEXT, Outcome, ReadTask, Reading, Task};

/// A program of the worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// Writes and reads files of annotations.
    Files,
    /// Opens texts, pages and documents as articles.
    Documents,
}

impl Program {
    /// What its files are called: `src/bin/`, `xtask/src/stamp.rs`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Documents => "documents",
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Files => Self::Documents,
            Self::Documents => Self::Files,
        }
    }

    /// The one that most likely has all there is to do. It is no promise: both know what is the other's.
    fn first_for(task: &Task) -> Self {
        match task {
            Task::Export(_) => Self::Files,
            Task::Read(task) | Task::ReadRest(task) => match task.format.as_deref() {
                Some(AS_TEXT) => Self::Documents,
                Some(_) => Self::Files,
                None if task.files.iter().any(may_hold_annotations) => Self::Files,
                None => Self::Documents,
            },
        }
    }
}

/// Whether a file is more likely of annotations than an article, by its name and its first letters.
fn may_hold_annotations(file: &File) -> bool {
    let extension = file.extension();
    let formats = catalog::ALL.iter().filter(|format| format.reads);
    // What a program hands over without a name is about the open article.
    file.name.is_empty()
        || extension == "ann"
        || formats.into_iter().any(|format| format.extension == extension)
        || begins_as_json(&file.content)
}

/// Whether it begins as an object or a list of objects. A note in brackets does not.
fn begins_as_json(content: &[u8]) -> bool {
    let content =
        content.strip_prefix(plain::BYTE_ORDER_MARK).unwrap_or(content).trim_ascii_start();
    let behind = |sign: &[u8]| content.strip_prefix(sign).map(<[u8]>::trim_ascii_start);
    behind(b"{").is_some_and(|rest| rest.starts_with(b"\"") || rest.starts_with(b"}"))
        || behind(b"[").is_some_and(|rest| rest.starts_with(b"{"))
}

/// A task on its way through the programs.
#[derive(Debug)]
pub struct Errand {
    /// What is asked now.
    pub task: Rc<Task>,
    /// Of which program.
    pub program: Program,
    /// What the first of them read.
    before: Option<Reading>,
}

/// What follows an answer.
#[derive(Debug)]
pub enum Next {
    /// Nothing: it is done.
    Done(Box<Outcome>),
    /// The other program is asked for the rest.
    Ask(Errand),
}

impl Errand {
    /// A task, before anything is asked.
    pub fn new(task: Rc<Task>) -> Self {
        Self { program: Program::first_for(&task), task, before: None }
    }

    /// Takes the answer of the program that was asked. If it fails at the rest, all of it failed.
    pub fn answered(self, outcome: Outcome) -> Next {
        match (outcome, &*self.task, self.before) {
            (Outcome::Read(reading), Task::Read(task), None) if reading.more => Next::Ask(Self {
                task: Rc::new(Task::ReadRest(ReadTask::clone(task))),
                program: self.program.other(),
                before: Some(Reading { more: false, ..reading }),
            }),
            (Outcome::Read(rest), _, Some(mut reading)) => {
                reading.add(rest);
                Next::Done(Box::new(Outcome::Read(reading)))
            }
            (outcome, ..) => Next::Done(Box::new(outcome)),
        }
    }
}

impl Reading {
    fn add(&mut self, rest: Self) {
        self.documents.extend(rest.documents);
        self.manuscripts.extend(rest.manuscripts);
        self.problems.extend(rest.problems);
        self.unknown.extend(rest.unknown);
    }
}
