//! A task as it arrives at a program of the worker: each part is read at once, while the page writes the next
//! (tests/native/two_programs.rs).

use std::rc::Rc;

use crate::formats::File;
use crate::formats::common::loss::admit;
use crate::model::AnnotationSet;

use super::chunks::{self, AnnotationChunk};
use super::matching::MatchTask;
use super::protocol::{Chunk, ExportTask, Garbled, Head, ReadTask, Task, of_json};

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
            "suggest" => {
                let set = self.documents.into_iter().next().ok_or("a document is missing")?;
                Ok(Task::Suggest(set))
            }
            "match" => {
                let texts = self.files.into_iter().next().unwrap_or_default();
                Ok(Task::Match(MatchTask {
                    search: head.search.ok_or("nothing to search for")?,
                    whole_first: head.empty,
                    texts: String::from_utf8(texts).map_err(|error| error.to_string())?,
                    lengths: head.texts,
                }))
            }
            other => Err(format!("“{other}” is no task")),
        }
    }
}
