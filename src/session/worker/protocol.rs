//! What the worker is asked and answers: writing, proving and reading files, which is too heavy for
//! the page and rarely needed. Must never be *done* by what the first load carries: see
//! [`super::worker`].

use std::rc::Rc;

use crate::formats::{File, Loss, Manuscript, Options, Problem};
use crate::model::plain::Plain;
use crate::model::record::{Record, record};
use crate::model::{AnnotationId, AnnotationSet, Article, Timestamp};

use super::chunks::{self, AnnotationChunk};
use super::leaves;

/// Instead of a format: files are opened as texts, whatever is in them.
pub const AS_TEXT: &str = "text";

/// Something the worker is to do.
#[derive(Debug, Clone)]
pub enum Task {
    /// Write documents in a format, prove the files, and tell what they cannot hold.
    Export(ExportTask),
    /// Read files, and compare what they say with the open document.
    Read(ReadTask),
    /// Read what of them the other program left.
    ReadRest(ReadTask),
}

/// Documents that are to be written.
#[derive(Debug, Clone)]
pub struct ExportTask {
    /// The id of the format.
    pub format: String,
    /// What was chosen about it.
    pub options: Options,
    /// When it is.
    pub now: Timestamp,
    /// The documents.
    pub documents: Vec<Rc<AnnotationSet>>,
    /// What their files are called, without extension.
    pub stems: Vec<String>,
    /// What the file is called if it is one for all of them.
    pub name: String,
}

/// Files that are to be read.
#[derive(Debug, Clone)]
pub struct ReadTask {
    /// The files, which the page shares with whoever keeps them.
    pub files: Rc<[File]>,
    /// The id of their format, or [`AS_TEXT`]; `None` to find out.
    pub format: Option<String>,
    /// When it is.
    pub now: Timestamp,
    /// The open document.
    pub against: Option<Rc<AnnotationSet>>,
}

/// What the worker answers.
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
    /// The file; a ZIP, if it is several.
    pub file: File,
    /// What is in the ZIP.
    pub inside: Vec<String>,
    /// How the first text in it begins.
    pub preview: String,
    /// How many lines that text has.
    pub lines: usize,
    /// What it cannot hold, for each document.
    pub losses: Vec<Vec<Loss>>,
}

/// What files said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The names of the files.
    pub names: Vec<String>,
    /// The id of their format; `None` if it is none that is known.
    pub format: Option<String>,
    /// The articles in them, with what is said about them.
    pub documents: Vec<FoundArticle>,
    /// What the files hold that are in no format of annotations.
    pub manuscripts: Vec<Manuscript>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// The names of files of data in no format that is known, which may be opened as texts.
    pub unknown: Vec<String>,
    /// Whether the other program has something of them to read: [`super::program`].
    pub more: bool,
}

/// An article in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundArticle {
    /// What is said about it. Annotations that are in the open document have the id they have there.
    pub set: Rc<AnnotationSet>,
    /// What of that is in the open document, if it is about the same text.
    pub compared: Option<Compared>,
}

/// What of a file is in the open document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Compared {
    /// Annotations that are not there.
    pub new: Vec<AnnotationId>,
    /// Annotations that are there and say something else.
    pub changed: Vec<AnnotationId>,
    /// How many are there as they are in the file.
    pub same: usize,
}

/// A piece of a task or of an answer, small enough that handing it over is not noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chunk {
    /// Text.
    Text(String),
    /// Bytes, which change hands without being copied.
    Bytes(Vec<u8>),
}

impl Chunk {
    /// How large it is, in bytes.
    pub fn size(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
        }
    }
}

/// A file is handed over in pieces of this many bytes: a copy of all of it at once would take its room again.
const PIECE_BYTES: usize = 400_000;

/// Why parts are no task and no answer: a fault of this program.
pub type Garbled = String;

#[derive(Debug)]
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
    pub(in crate::session) preview: String,
    pub(in crate::session) lines: usize,
    pub(in crate::session) losses: Vec<Vec<Loss>>,
    pub(in crate::session) problems: Vec<Problem>,
    pub(in crate::session) unknown: Vec<String>,
    pub(in crate::session) more: bool,
}

record! { Head {
    what: must, format: if_some, options: if_some, now: must, documents: must, manuscripts: must,
    names: if_filled, lengths: if_filled, name: or_default, preview: or_default, lines: must, losses: if_filled, problems: if_filled,
    unknown: if_filled, more: or_default,
} }

record! { Compared { new: if_filled, changed: if_filled, same: must } }

impl Head {
    fn new(what: &str) -> Self {
        Self {
            what: what.to_owned(),
            format: None,
            options: None,
            now: Timestamp(0),
            documents: 0,
            manuscripts: 0,
            names: Vec::new(),
            lengths: Vec::new(),
            name: String::new(),
            preview: String::new(),
            lines: 0,
            losses: Vec::new(),
            problems: Vec::new(),
            unknown: Vec::new(),
            more: false,
        }
    }

    fn part(&self) -> Chunk {
        Chunk::Text(self.plain().to_json())
    }
}

impl Task {
    /// It in parts, each made when it is asked for.
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

    /// The article that is open, if the answer may be about it.
    pub fn against(&self) -> Option<Rc<Article>> {
        match self {
            Self::Read(task) | Self::ReadRest(task) => {
                task.against.as_ref().map(|set| set.article().clone())
            }
            Self::Export(_) => None,
        }
    }

    /// A task of its parts.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn read(parts: Vec<Chunk>) -> Result<Self, Garbled> {
        let mut asked = Asked::default();
        parts.into_iter().for_each(|part| asked.take(part));
        asked.task()
    }
}

/// A task on its way: each part is read when it comes, while the page still writes the next.
#[derive(Debug, Default)]
pub struct Asked {
    head: Option<Head>,
    files: Vec<Vec<u8>>,
    documents: Vec<Rc<AnnotationSet>>,
    /// The document whose text is the next part.
    sheet: Option<AnnotationChunk>,
    /// The document that comes, and how many parts with annotations of it are still to come.
    next: Option<(AnnotationSet, usize)>,
    garbled: Option<Garbled>,
}

impl Asked {
    /// Takes in the next part.
    pub fn take(&mut self, part: Chunk) {
        if self.garbled.is_none() {
            self.garbled = self.take_part(part).err();
        }
    }

    fn take_part(&mut self, part: Chunk) -> Result<(), Garbled> {
        match (part, &mut self.next) {
            (Chunk::Text(head), _) if self.head.is_none() => self.head = Some(of_json(&head)?),
            (Chunk::Bytes(packed), Some((set, left))) => {
                chunks::add_to(set, &packed)?;
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

    /// The next piece of the files, which come one after the other.
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

    /// The task, when all of it is there.
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
    /// It in parts, each made when it is asked for.
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
                    let parts: Vec<_> =
                        chunks::parts(&found.set, found.compared.is_some()).collect();
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

/// What JSON of ours says.
pub(in crate::session) fn of_json<T: Record>(json: &str) -> Result<T, Garbled> {
    let plain = Plain::from_json(json).map_err(|error| error.to_string())?;
    T::read(&plain).map_err(|wrong| wrong.to_string())
}
