//! Which of the worker's programs does a task. Each is fetched when first needed, so the likelier one is
//! asked first, and others only for what is left (tests/native/two_programs.rs).

use std::rc::Rc;

use crate::formats::common::utf8;
use crate::formats::{File, catalog};

use super::protocol::{AS_TEXT, Outcome, ReadTask, Reading, Task};

/// A program of the worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// Reads files of annotations, and writes what can be read again.
    Files,
    /// Opens texts, pages and documents as articles.
    Documents,
    /// Opens PDFs as articles.
    Pdf,
    /// Suggests people, quotes and claims, searches by regular expressions, compares texts, counts who said
    /// what, and writes what is only read by people.
    Analysis,
}

impl Program {
    /// The name of its files: `src/bin/`, `xtask/src/stamp.rs`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Documents => "documents",
            Self::Pdf => "pdf",
            Self::Analysis => "analysis",
        }
    }

    /// The one of this name, of those that read files.
    pub(in crate::session) fn reading(name: &str) -> Option<Self> {
        [Self::Files, Self::Documents, Self::Pdf].into_iter().find(|one| one.name() == name)
    }

    /// The likelier one. This is only a guess: each program recognises what belongs to another.
    fn first_for(task: &Task) -> Self {
        match task {
            Task::Export(task) => match catalog::named(&task.format) {
                Some(format) if format.reads => Self::Files,
                _ => Self::Analysis,
            },
            Task::Suggest(_) | Task::Match(_) => Self::Analysis,
            Task::Read(task) | Task::ReadRest(task) => match task.format.as_deref() {
                Some(format) if format != AS_TEXT => Self::Files,
                _ if task.files.iter().all(begins_as_pdf) => Self::Pdf,
                Some(_) => Self::Documents,
                None if task.files.iter().any(may_hold_annotations) => Self::Files,
                None => Self::Documents,
            },
        }
    }
}

/// Whether a file probably holds annotations, by its name and its first characters.
fn may_hold_annotations(file: &File) -> bool {
    let extension = file.extension();
    let formats = catalog::ALL.iter().filter(|format| format.reads);
    // What a program passes without a name is about the open article.
    file.name.is_empty()
        || extension == "ann"
        || formats.into_iter().any(|format| format.extension == extension)
        || begins_as_json(&file.content)
}

fn begins_as_pdf(file: &File) -> bool {
    file.content.starts_with(b"%PDF-")
}

/// Whether it begins as an object or a list of objects. A note in brackets does not.
fn begins_as_json(content: &[u8]) -> bool {
    let content = content.strip_prefix(utf8::BYTE_ORDER_MARK).unwrap_or(content).trim_ascii_start();
    let behind = |sign: &[u8]| content.strip_prefix(sign).map(<[u8]>::trim_ascii_start);
    behind(b"{").is_some_and(|rest| rest.starts_with(b"\"") || rest.starts_with(b"}"))
        || behind(b"[").is_some_and(|rest| rest.starts_with(b"{"))
}

/// A task on its way through the programs.
#[derive(Debug)]
pub struct Assignment {
    /// The current task.
    pub task: Rc<Task>,
    /// The program to ask.
    pub program: Program,
    /// The programs to ask after it.
    left: Vec<Program>,
    /// What earlier programs read.
    before: Option<Reading>,
}

/// What follows an answer.
#[derive(Debug)]
pub enum FollowUp {
    /// Nothing: the task is done.
    Done(Box<Outcome>),
    /// Ask another program for the rest.
    Ask(Box<Assignment>),
}

impl Assignment {
    /// A task at its start.
    pub fn new(task: Rc<Task>) -> Self {
        Self { program: Program::first_for(&task), task, left: Vec::new(), before: None }
    }

    /// Takes the answer of a program. If the rest fails, the whole task fails.
    pub fn answered(self, outcome: Outcome) -> FollowUp {
        let Outcome::Read(mut read) = outcome else { return FollowUp::Done(Box::new(outcome)) };
        let (mut left, reading) = match self.before {
            None => (std::mem::take(&mut read.more), read),
            Some(mut before) => {
                before.add(read);
                (self.left, before)
            }
        };
        match (left.pop(), &*self.task) {
            (Some(program), Task::Read(task) | Task::ReadRest(task)) => {
                FollowUp::Ask(Box::new(Self {
                    task: Rc::new(Task::ReadRest(ReadTask::clone(task))),
                    program,
                    left,
                    before: Some(reading),
                }))
            }
            _ => FollowUp::Done(Box::new(Outcome::Read(reading))),
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
