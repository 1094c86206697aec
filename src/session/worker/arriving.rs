//! An answer of the worker as it comes, part by part. Must never leave anything to be read at the end:
//! that would stop the page.

use std::rc::Rc;

use crate::formats::{File, Manuscript};
use crate::model::{AnnotationSet, Article};

use super::chunks::{self, AnnotationChunk};
use super::leaves::{ManuscriptChunk, ManuscriptHead};
use super::protocol::{Chunk, Exported, FoundArticle, Garbled, Head, Outcome, Reading, of_json};

/// An answer on its way: each part is read when it comes, so that nothing is left to be read at the end.
#[derive(Debug, Default)]
pub struct Arriving {
    head: Option<Head>,
    content: Option<Vec<u8>>,
    documents: Vec<FoundArticle>,
    /// The article that is open: what is about it comes without its text.
    against: Option<Rc<Article>>,
    /// The document whose text is the next part.
    sheet: Option<AnnotationChunk>,
    /// The document that comes, and how many parts with annotations of it are still to come.
    next: Option<(AnnotationSet, usize)>,
    manuscripts: Vec<Manuscript>,
    /// How many texts with passages of the last of them are still to come.
    leaves: usize,
    garbled: Option<Garbled>,
}

impl Arriving {
    /// The answer to a task that has this article for the open one.
    pub fn about(against: Option<Rc<Article>>) -> Self {
        Self { against, ..Self::default() }
    }

    /// Takes in the next part.
    pub fn take(&mut self, part: Chunk) {
        if self.garbled.is_none() {
            self.garbled = self.read(part).err();
        }
    }

    fn read(&mut self, part: Chunk) -> Result<(), Garbled> {
        let all_documents = self.has_all_documents();
        match (part, &mut self.next) {
            (Chunk::Bytes(packed), Some((set, left))) if *left > 0 => {
                chunks::add_to(set, &packed)?;
                *left -= 1;
            }
            (Chunk::Bytes(content), _) => self.content = Some(content),
            (Chunk::Text(head), _) if self.head.is_none() => self.head = Some(of_json(&head)?),
            (Chunk::Text(text), None) if self.sheet.is_some() => {
                self.next = self.sheet.take().map(|sheet| sheet.with_text(&text)).transpose()?;
            }
            (Chunk::Text(text), None) if all_documents => self.read_leaf(&text)?,
            (Chunk::Text(sheet), None) => self.begin(of_json(&sheet)?)?,
            (Chunk::Text(_), Some((_, 1..))) => return Err("annotations are missing".to_owned()),
            (Chunk::Text(compared), Some(_)) => {
                let compared = if compared.is_empty() { None } else { Some(of_json(&compared)?) };
                let set = self.next.take().map(|(set, _)| Rc::new(set));
                self.documents.extend(set.map(|set| FoundArticle { set, compared }));
            }
        }
        Ok(())
    }

    fn begin(&mut self, sheet: AnnotationChunk) -> Result<(), Garbled> {
        match &self.against {
            _ if !sheet.own => self.sheet = Some(sheet),
            Some(article) => self.next = Some(sheet.about(article.clone())),
            None => return Err("the text is missing".to_owned()),
        }
        Ok(())
    }

    fn has_all_documents(&self) -> bool {
        self.head.as_ref().is_some_and(|head| head.documents == self.documents.len())
    }

    /// The cover of the next manuscript, or passages of the one that comes.
    fn read_leaf(&mut self, text: &str) -> Result<(), Garbled> {
        match self.manuscripts.last_mut().filter(|_| self.leaves > 0) {
            Some(last) => {
                of_json::<ManuscriptChunk>(text)?.add_to(last);
                self.leaves -= 1;
            }
            None => {
                let (manuscript, leaves) = of_json::<ManuscriptHead>(text)?.begun();
                self.manuscripts.push(manuscript);
                self.leaves = leaves;
            }
        }
        Ok(())
    }

    /// The answer, when all of it is there.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn outcome(self) -> Result<Outcome, Garbled> {
        self.garbled.map_or(Ok(()), Err)?;
        let head = self.head.ok_or("an answer without a beginning")?;
        if head.what == "was-read" && head.documents != self.documents.len() {
            return Err("annotations are missing".to_owned());
        }
        if head.manuscripts != self.manuscripts.len() || self.leaves > 0 {
            return Err("passages are missing".to_owned());
        }
        match head.what.as_str() {
            "exported" => Ok(Outcome::Exported(Exported {
                file: File { name: head.name, content: self.content.ok_or("bytes are missing")? },
                inside: head.names,
                preview: head.preview,
                lines: head.lines,
                losses: head.losses,
            })),
            "was-read" => Ok(Outcome::Read(Reading {
                names: head.names,
                format: head.format,
                documents: self.documents,
                manuscripts: self.manuscripts,
                problems: head.problems,
                unknown: head.unknown,
                more: head.more,
            })),
            "failed" => {
                let problem = head.problems.into_iter().next();
                Ok(Outcome::Failed(problem.ok_or("a failure without a reason")?))
            }
            other => Err(format!("“{other}” is no answer")),
        }
    }
}
