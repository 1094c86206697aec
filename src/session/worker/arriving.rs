//! The worker's answer as it arrives. Each part is read at once, because reading everything at the end would
//! freeze the page.

use std::rc::Rc;

use crate::formats::common::loss::admit;
use crate::formats::{File, Manuscript};
use crate::model::suggest::{SuggestedAll, Suggestion, TextLanguage};
use crate::model::{Annotation, AnnotationSet};

use super::chunks::{self, AnnotationChunk};
use super::leaves::{ManuscriptChunk, ManuscriptHead};
use super::matching::Matched;
use super::program::Program;
use super::protocol::{Chunk, Exported, FoundArticle, Garbled, Head, Outcome, Reading, of_json};
use super::suggested;

/// An answer still arriving.
#[derive(Debug, Default)]
pub struct Arriving {
    head: Option<Head>,
    content: Option<Vec<u8>>,
    documents: Vec<FoundArticle>,
    /// The open document: what is about its text arrives without that.
    against: Option<Rc<AnnotationSet>>,
    /// Whether the arriving document is about it.
    own: bool,
    /// What the arriving document brings into it.
    brings: Vec<Rc<Annotation>>,
    /// The document whose text is the next part.
    sheet: Option<AnnotationChunk>,
    /// The arriving document, and the number of annotation chunks still missing.
    next: Option<(AnnotationSet, usize)>,
    manuscripts: Vec<Manuscript>,
    /// The number of passage chunks still missing in the last manuscript.
    leaves: usize,
    suggestions: Vec<Suggestion>,
    /// The number of chunks of suggestions that arrived.
    suggested: usize,
    garbled: Option<Garbled>,
}

impl Arriving {
    /// An answer to a task with this document open.
    pub fn about(against: Option<Rc<AnnotationSet>>) -> Self {
        Self { against, ..Self::default() }
    }

    /// Reads the next part.
    pub fn take(&mut self, part: Chunk) {
        if self.garbled.is_none() {
            self.garbled = self.read(part).err();
        }
    }

    fn read(&mut self, part: Chunk) -> Result<(), Garbled> {
        let all_documents = self.has_all_documents();
        let awaits_suggestions = self.awaits_suggestions();
        match (part, &mut self.next) {
            (Chunk::Bytes(packed), Some((set, left))) if *left > 0 => {
                match self.own {
                    true => chunks::unpacked(&packed, |one| self.brings.push(Rc::new(one)))?,
                    false => chunks::unpacked(&packed, |one| admit(set, one))?,
                }
                *left -= 1;
            }
            (Chunk::Bytes(content), _) => self.content = Some(content),
            (Chunk::Text(head), _) if self.head.is_none() => self.head = Some(of_json(&head)?),
            (Chunk::Text(text), None) if awaits_suggestions => {
                self.suggestions.extend(suggested::of_chunk(&text)?);
                self.suggested += 1;
            }
            (Chunk::Text(text), None) if self.sheet.is_some() => {
                self.next = self.sheet.take().map(|sheet| sheet.with_text(&text)).transpose()?;
            }
            (Chunk::Text(text), None) if all_documents => self.read_leaf(&text)?,
            (Chunk::Text(sheet), None) => self.begin(of_json(&sheet)?)?,
            (Chunk::Text(_), Some((_, 1..))) => return Err("annotations are missing".to_owned()),
            (Chunk::Text(compared), Some(_)) => {
                let compared = if compared.is_empty() { None } else { Some(of_json(&compared)?) };
                let set = self.next.take().map(|(set, _)| Rc::new(set));
                let brings = std::mem::take(&mut self.brings);
                self.documents.extend(set.map(|set| FoundArticle { set, compared, brings }));
            }
        }
        Ok(())
    }

    fn begin(&mut self, sheet: AnnotationChunk) -> Result<(), Garbled> {
        self.own = sheet.own;
        match &self.against {
            _ if !sheet.own => self.sheet = Some(sheet),
            Some(open) => self.next = Some(sheet.about(open.article().clone())),
            None => return Err("the text is missing".to_owned()),
        }
        Ok(())
    }

    fn awaits_suggestions(&self) -> bool {
        self.head.as_ref().is_some_and(|head| self.suggested < head.suggested)
    }

    fn has_all_documents(&self) -> bool {
        self.head.as_ref().is_some_and(|head| head.documents == self.documents.len())
    }

    /// The head of the next manuscript, or passages of the current one.
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

    /// The answer, once all parts are there.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn outcome(self) -> Result<Outcome, Garbled> {
        self.garbled.map_or(Ok(()), Err)?;
        let head = self.head.ok_or("an answer without a beginning")?;
        if head.what == "was-read" && head.documents != self.documents.len() {
            return Err("annotations are missing".to_owned());
        }
        if head.suggested != self.suggested {
            return Err("suggestions are missing".to_owned());
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
                more: head.more.iter().filter_map(|name| Program::reading(name)).collect(),
                against: self.against,
            })),
            "suggested" => Ok(Outcome::Suggested(SuggestedAll {
                list: self.suggestions,
                language: match head.english {
                    true => TextLanguage::English,
                    false => TextLanguage::Other,
                },
            })),
            "matched" => Ok(Outcome::Matched(match head.fault {
                Some(fault) => Err(fault),
                None => {
                    Ok(Matched::unpacked(&self.content.ok_or("matches are missing")?, head.empty)?)
                }
            })),
            "failed" => {
                let problem = head.problems.into_iter().next();
                Ok(Outcome::Failed(problem.ok_or("a failure without a reason")?))
            }
            other => Err(format!("“{other}” is no answer")),
        }
    }
}
