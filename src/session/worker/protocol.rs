//! The worker's tasks and answers: writing, proving and reading files, which is too heavy for the page and
//! rarely needed.

use std::rc::Rc;

use crate::formats::common::loss::admit;
use crate::formats::{File, Loss, Manuscript, Options, Problem};
use crate::model::plain::Plain;
use crate::model::record::{Record, record};
use crate::model::{Annotation, AnnotationId, AnnotationSet, Op, SubLabel, Timestamp};

use super::chunks::{self, AnnotationChunk};
use super::leaves;

/// In place of a format: open the files as text, whatever they contain.
pub const AS_TEXT: &str = "text";

/// A task for the worker.
#[derive(Debug, Clone)]
pub enum Task {
    /// Write documents in a format, prove the files, and report what the format leaves out.
    Export(ExportTask),
    /// Read files, and compare them with the open document.
    Read(ReadTask),
    /// Read what the other program left.
    ReadRest(ReadTask),
}

/// Documents to write.
#[derive(Debug, Clone)]
pub struct ExportTask {
    /// The id of the format.
    pub format: String,
    /// The options of the format.
    pub options: Options,
    /// The current time.
    pub now: Timestamp,
    /// The documents.
    pub documents: Vec<Rc<AnnotationSet>>,
    /// The names of their files, without extension.
    pub stems: Vec<String>,
    /// The name of the file, if there is one for all of them.
    pub name: String,
    /// If these are only some annotations of one article: the number of all.
    pub part_of: Option<usize>,
}

/// Files to read.
#[derive(Debug, Clone)]
pub struct ReadTask {
    /// The files, shared with the page's own copy.
    pub files: Rc<[File]>,
    /// The id of their format, or [`AS_TEXT`]; `None` to find out.
    pub format: Option<String>,
    /// The current time.
    pub now: Timestamp,
    /// The open document.
    pub against: Option<Rc<AnnotationSet>>,
}

/// An answer of the worker.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// The file was written, read back and compared.
    Exported(Exported),
    /// The files were read.
    Read(Reading),
    /// It could not be done.
    Failed(Problem),
}

/// A file that was written, read back and compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The file; a ZIP if there are several.
    pub file: File,
    /// The names of the files in the ZIP.
    pub inside: Vec<String>,
    /// The beginning of the first text in it.
    pub preview: String,
    /// The number of lines of that text.
    pub lines: usize,
    /// What the format leaves out of each document.
    pub losses: Vec<Vec<Loss>>,
}

/// The content of files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The names of the files.
    pub names: Vec<String>,
    /// The id of their format; `None` if it is unknown.
    pub format: Option<String>,
    /// The articles in them, with their annotations.
    pub documents: Vec<FoundArticle>,
    /// The texts, pages and documents among the files.
    pub manuscripts: Vec<Manuscript>,
    /// The problems with the files.
    pub problems: Vec<Problem>,
    /// The names of data files in an unknown format, which may be opened as text.
    pub unknown: Vec<String>,
    /// Whether the other program has something to read among them: [`super::program`].
    pub more: bool,
    /// The open document they were compared with. It stays in the page, which checks that it is still the same
    /// before it imports.
    pub against: Option<Rc<AnnotationSet>>,
}

/// An article in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundArticle {
    /// Its content. If it is about the open text, only its details, and the actors of what it brings.
    pub set: Rc<AnnotationSet>,
    /// The comparison with the open document, if both are about the same text.
    pub compared: Option<Compared>,
    /// The annotations it adds to the open document or replaces there, by place; none if it is about another
    /// text.
    pub brings: Vec<Rc<Annotation>>,
}

/// A file's annotations compared with the open document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Compared {
    /// Annotations not in the document.
    pub new: Vec<AnnotationId>,
    /// Annotations that differ from the document's.
    pub changed: Vec<AnnotationId>,
    /// The number of annotations that are the same.
    pub same: usize,
    /// What has to happen to actors and details before the annotations come in.
    pub ops: Vec<Op>,
    /// The labels among them that nothing but an annotation of the file asks for.
    pub labels: Vec<SubLabel>,
}

/// A piece of a task or an answer, small enough to pass unnoticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chunk {
    /// Text.
    Text(String),
    /// Bytes, passed on without a copy.
    Bytes(Vec<u8>),
}

impl Chunk {
    /// Its size in bytes.
    pub fn size(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
        }
    }
}

/// Bytes per piece of a file: copying all of it at once would take the memory twice.
const PIECE_BYTES: usize = 400_000;

/// Why parts do not form a task or an answer: a bug in this program.
pub type Garbled = String;

#[derive(Debug, Default)]
pub(in crate::session) struct Head {
    pub(in crate::session) what: String,
    pub(in crate::session) format: Option<String>,
    pub(in crate::session) options: Option<Options>,
    pub(in crate::session) now: Timestamp,
    pub(in crate::session) documents: usize,
    pub(in crate::session) manuscripts: usize,
    pub(in crate::session) names: Vec<String>,
    /// The lengths of the files, in bytes.
    pub(in crate::session) lengths: Vec<usize>,
    pub(in crate::session) name: String,
    pub(in crate::session) part_of: Option<usize>,
    pub(in crate::session) preview: String,
    pub(in crate::session) lines: usize,
    pub(in crate::session) losses: Vec<Vec<Loss>>,
    pub(in crate::session) problems: Vec<Problem>,
    pub(in crate::session) unknown: Vec<String>,
    pub(in crate::session) more: bool,
}

record! { Head {
    what: must, format: if_some, options: if_some, now: must, documents: must, manuscripts: must,
    names: if_filled, lengths: if_filled, name: or_default, part_of: if_some,
    preview: or_default, lines: must, losses: if_filled, problems: if_filled, unknown: if_filled, more: or_default,
} }

record! { Compared {
    new: if_filled, changed: if_filled, same: must, ops: if_filled, labels: if_filled,
} }

impl Head {
    fn new(what: &str) -> Self {
        Self { what: what.to_owned(), ..Self::default() }
    }

    fn part(&self) -> Chunk {
        Chunk::Text(self.plain().to_json())
    }
}

impl Task {
    /// Its parts, each made on demand.
    pub fn parts(&self) -> Box<dyn Iterator<Item = Chunk> + '_> {
        match self {
            Self::Export(task) => {
                let head = Head {
                    format: Some(task.format.clone()),
                    options: Some(task.options.clone()),
                    now: task.now,
                    documents: task.documents.len(),
                    names: task.stems.clone(),
                    name: task.name.clone(),
                    part_of: task.part_of,
                    ..Head::new("export")
                };
                let documents = task.documents.iter().flat_map(|set| chunks::parts(set, false));
                Box::new(std::iter::once(head.part()).chain(documents))
            }
            Self::Read(task) | Self::ReadRest(task) => {
                let rest = matches!(self, Self::ReadRest(_));
                let head = Head {
                    format: task.format.clone(),
                    now: task.now,
                    documents: task.against.iter().count(),
                    names: task.files.iter().map(|file| file.name.clone()).collect(),
                    lengths: task.files.iter().map(|file| file.content.len()).collect(),
                    ..Head::new(if rest { "read-rest" } else { "read" })
                };
                let pieces = task.files.iter().flat_map(|file| file.content.chunks(PIECE_BYTES));
                let files = pieces.map(|piece| Chunk::Bytes(piece.to_vec()));
                let against = task.against.iter().flat_map(|set| chunks::parts(set, false));
                Box::new(std::iter::once(head.part()).chain(files).chain(against))
            }
        }
    }

    /// The open document, if the answer may be about it.
    pub fn against(&self) -> Option<Rc<AnnotationSet>> {
        match self {
            Self::Read(task) | Self::ReadRest(task) => task.against.clone(),
            Self::Export(_) => None,
        }
    }

    /// A task from its parts.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn read(parts: Vec<Chunk>) -> Result<Self, Garbled> {
        let mut asked = ArrivingTask::default();
        parts.into_iter().for_each(|part| asked.take(part));
        asked.task()
    }
}

/// A task still arriving: each part is read at once, while the page writes the next.
#[derive(Debug, Default)]
pub struct ArrivingTask {
    head: Option<Head>,
    files: Vec<Vec<u8>>,
    documents: Vec<Rc<AnnotationSet>>,
    /// The document whose text is the next part.
    sheet: Option<AnnotationChunk>,
    /// The arriving document, and the number of annotation chunks still missing.
    next: Option<(AnnotationSet, usize)>,
    garbled: Option<Garbled>,
}

impl ArrivingTask {
    /// Reads the next part.
    pub fn take(&mut self, part: Chunk) {
        if self.garbled.is_none() {
            self.garbled = self.take_part(part).err();
        }
    }

    fn take_part(&mut self, part: Chunk) -> Result<(), Garbled> {
        match (part, &mut self.next) {
            (Chunk::Text(head), _) if self.head.is_none() => self.head = Some(of_json(&head)?),
            (Chunk::Bytes(packed), Some((set, left))) => {
                chunks::unpacked(&packed, |one| admit(set, one))?;
                *left -= 1;
            }
            (Chunk::Bytes(piece), None) => self.add_piece(piece)?,
            (Chunk::Text(text), None) => match self.sheet.take() {
                Some(sheet) => self.next = Some(sheet.with_text(&text)?),
                None => self.sheet = Some(of_json(&text)?),
            },
            (Chunk::Text(_), Some(_)) => return Err("annotations are missing".to_owned()),
        }
        if let Some((set, _)) = self.next.take_if(|(_, left)| *left == 0) {
            self.documents.push(Rc::new(set));
        }
        Ok(())
    }

    /// The next piece of the files, which arrive one after the other.
    fn add_piece(&mut self, piece: Vec<u8>) -> Result<(), Garbled> {
        let lengths = self.head.as_ref().map_or(&[][..], |head| &head.lengths);
        while self
            .files
            .last()
            .is_none_or(|file| Some(&file.len()) == lengths.get(self.files.len() - 1))
        {
            let length = lengths.get(self.files.len()).ok_or("there are more bytes than files")?;
            self.files.push(Vec::with_capacity(*length));
        }
        if let Some(file) = self.files.last_mut() {
            file.extend(piece);
        }
        Ok(())
    }

    /// The task, once all parts are there.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn task(mut self) -> Result<Task, Garbled> {
        self.garbled.take().map_or(Ok(()), Err)?;
        let head = self.head.ok_or("a task without a beginning")?;
        // Empty files have no pieces.
        let empty = head.lengths.iter().skip(self.files.len()).take_while(|length| **length == 0);
        self.files.extend(empty.map(|_| Vec::new()));
        if head.documents != self.documents.len() {
            return Err("a document is missing".to_owned());
        }
        match head.what.as_str() {
            "export" => Ok(Task::Export(ExportTask {
                format: head.format.unwrap_or_default(),
                options: head.options.unwrap_or_default(),
                now: head.now,
                documents: self.documents,
                stems: head.names,
                name: head.name,
                part_of: head.part_of,
            })),
            "read" | "read-rest"
                if !self.files.iter().map(Vec::len).eq(head.lengths.iter().copied()) =>
            {
                Err("the bytes of a file are missing".to_owned())
            }
            "read" | "read-rest" => {
                let files = head.names.into_iter().zip(self.files);
                let task = ReadTask {
                    files: files.map(|(name, content)| File { name, content }).collect(),
                    format: head.format,
                    now: head.now,
                    against: self.documents.into_iter().next(),
                };
                Ok(if head.what == "read" { Task::Read(task) } else { Task::ReadRest(task) })
            }
            other => Err(format!("“{other}” is no task")),
        }
    }
}

impl Outcome {
    /// Its parts, each made on demand.
    pub fn parts(self) -> Box<dyn Iterator<Item = Chunk>> {
        match self {
            Self::Exported(exported) => {
                let head = Head {
                    names: exported.inside,
                    name: exported.file.name,
                    preview: exported.preview,
                    lines: exported.lines,
                    losses: exported.losses,
                    ..Head::new("exported")
                };
                Box::new([head.part(), Chunk::Bytes(exported.file.content)].into_iter())
            }
            Self::Read(reading) => {
                let head = Head {
                    format: reading.format,
                    names: reading.names,
                    problems: reading.problems,
                    unknown: reading.unknown,
                    more: reading.more,
                    documents: reading.documents.len(),
                    manuscripts: reading.manuscripts.len(),
                    ..Head::new("was-read")
                };
                let documents = reading.documents.into_iter().flat_map(|found| {
                    let parts: Vec<_> = match &found.compared {
                        Some(_) => chunks::parts_of(&found.set, true, found.brings).collect(),
                        None => chunks::parts(&found.set, false).collect(),
                    };
                    let compared = found.compared.map(|it| it.plain().to_json());
                    parts.into_iter().chain([Chunk::Text(compared.unwrap_or_default())])
                });
                let manuscripts = reading.manuscripts.into_iter().flat_map(leaves::parts);
                Box::new(std::iter::once(head.part()).chain(documents).chain(manuscripts))
            }
            Self::Failed(problem) => {
                let head = Head { problems: vec![problem], ..Head::new("failed") };
                Box::new(std::iter::once(head.part()))
            }
        }
    }
}

/// Reads JSON written by this program.
pub(in crate::session) fn of_json<T: Record>(json: &str) -> Result<T, Garbled> {
    let plain = Plain::from_json(json).map_err(|error| error.to_string())?;
    T::read(&plain).map_err(|wrong| wrong.to_string())
}
