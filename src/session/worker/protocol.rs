//! The worker's tasks and answers: writing, proving and reading files, and suggesting annotations, which is too
//! heavy for the page and rarely needed.

use std::rc::Rc;

use crate::formats::{File, Loss, Manuscript, Options, Problem};
use crate::model::plain::Plain;
use crate::model::record::{Record, record};
use crate::model::search::PatternFault;
use crate::model::suggest::{SuggestedAll, TextLanguage};
use crate::model::{Annotation, AnnotationId, AnnotationSet, Op, SubLabel, TextSearch, Timestamp};

use super::arriving_task::ArrivingTask;
use super::matching::{MatchOutcome, MatchTask};
use super::program::Program;
use super::{chunks, leaves, suggested};

/// In place of a format: open the files as text, whatever they contain.
pub const AS_TEXT: &str = "text";

/// In place of a format: Label Studio's, with what its models predicted, which is otherwise left out.
pub const PREDICTED: &str = "label-studio+predictions";

/// A task for the worker.
#[derive(Debug, Clone)]
pub enum Task {
    /// Write documents in a format, prove the files, and report what the format leaves out.
    Export(ExportTask),
    /// Read files, and compare them with the open document.
    Read(ReadTask),
    /// Read what the first program left.
    ReadRest(ReadTask),
    /// Find people, quotes and claims that this document may have, too.
    Suggest(Rc<AnnotationSet>),
    /// Search texts by a regular expression.
    Match(MatchTask),
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

impl ExportTask {
    /// The task of working something out about two texts, in one of the forms of `session/api/results.rs`. Its
    /// answer is [`Exported::data`].
    pub(in crate::session) fn about(
        form: &str,
        [one, other]: [Rc<AnnotationSet>; 2],
        now: Timestamp,
    ) -> Self {
        Self {
            format: form.to_owned(),
            options: Options::default(),
            now,
            documents: vec![one, other],
            stems: vec!["one".to_owned(), "other".to_owned()],
            name: form.to_owned(),
            part_of: None,
        }
    }
}

impl Exported {
    /// What the worker found out, where that is no file.
    pub(in crate::session) fn data<T: Record>(&self) -> Result<T, Problem> {
        let text = str::from_utf8(&self.file.content).map_err(|error| error.to_string());
        text.and_then(of_json).map_err(Problem::new)
    }
}

/// Files to read.
#[derive(Debug, Clone)]
pub struct ReadTask {
    /// The files, shared with the page's own copy.
    pub files: Rc<[File]>,
    /// The id of their format, [`AS_TEXT`] or [`PREDICTED`]; `None` to find out.
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
    /// The suggestions for a document.
    Suggested(SuggestedAll),
    /// What a regular expression matches.
    Matched(MatchOutcome),
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
    /// The programs that have something to read among them as well, the last first: [`super::program`].
    pub more: Vec<Program>,
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
    /// The names of the programs that have something to read as well.
    pub(in crate::session) more: Vec<String>,
    /// The number of chunks of suggestions.
    pub(in crate::session) suggested: usize,
    pub(in crate::session) english: bool,
    pub(in crate::session) search: Option<TextSearch>,
    /// Whether all matches are asked for, or some of them are empty.
    pub(in crate::session) empty: bool,
    /// The lengths of the texts to search.
    pub(in crate::session) texts: Vec<usize>,
    pub(in crate::session) fault: Option<PatternFault>,
}

record! { Head {
    what: must, format: if_some, options: if_some, now: must, documents: must, manuscripts: must,
    names: if_filled, lengths: if_filled, name: or_default, part_of: if_some,
    preview: or_default, lines: must, losses: if_filled, problems: if_filled, unknown: if_filled, more: if_filled,
    suggested: or_default, english: or_default,
    search: if_some, empty: or_default, texts: if_filled, fault: if_some,
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
            Self::Suggest(set) => {
                let head = Head { documents: 1, ..Head::new("suggest") };
                Box::new(std::iter::once(head.part()).chain(chunks::parts(set, false)))
            }
            Self::Match(task) => {
                let head = Head {
                    search: Some(task.search.clone()),
                    empty: task.whole_first,
                    texts: task.lengths.clone(),
                    lengths: vec![task.texts.len()],
                    ..Head::new("match")
                };
                let pieces = task.texts.as_bytes().chunks(PIECE_BYTES);
                let texts = pieces.map(|piece| Chunk::Bytes(piece.to_vec()));
                Box::new(std::iter::once(head.part()).chain(texts))
            }
        }
    }

    /// The open document, if the answer may be about it.
    pub fn against(&self) -> Option<Rc<AnnotationSet>> {
        match self {
            Self::Read(task) | Self::ReadRest(task) => task.against.clone(),
            Self::Export(_) | Self::Suggest(_) | Self::Match(_) => None,
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
                    more: reading.more.iter().map(|one| one.name().to_owned()).collect(),
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
            Self::Suggested(all) => {
                let head = Head {
                    suggested: suggested::chunks(&all.list),
                    english: all.language == TextLanguage::English,
                    ..Head::new("suggested")
                };
                Box::new(std::iter::once(head.part()).chain(suggested::parts(all.list)))
            }
            Self::Matched(Ok(matched)) => {
                let head = Head { empty: matched.empty, ..Head::new("matched") };
                Box::new([head.part(), Chunk::Bytes(matched.packed())].into_iter())
            }
            Self::Matched(Err(fault)) => {
                let head = Head { fault: Some(fault), ..Head::new("matched") };
                Box::new(std::iter::once(head.part()))
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
