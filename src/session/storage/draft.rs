//! A large record that becomes text in portions, so that the page never freezes. Its text is the one it would
//! have in one piece (tests/native/bulk.rs).

use std::collections::VecDeque;
use std::rc::Rc;

use crate::model::plain::Plain;
use crate::model::record::Record;
use crate::model::{Annotation, AnnotationSet, Article, Transaction};
use crate::session::document::history::Header;

use super::schema::{TextRecord, json};

/// A record, partly turned into text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecordDraft {
    /// The finished text.
    pub(in crate::session) text: String,
    rest: VecDeque<DraftPiece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum DraftPiece {
    Text(String),
    /// A string and the position from which it still has to be written as JSON.
    Quoted(Rc<str>, usize),
    Annotation(Rc<Annotation>),
    /// The operations of a transaction, from this one on.
    Ops(Rc<Transaction>, usize),
}

/// Most items turned into text at a time: a few milliseconds of work.
const AT_ONCE: usize = 1000;

/// Most article text written at a time, in bytes.
const TEXT_AT_ONCE: usize = 512 << 10;

impl RecordDraft {
    /// All annotations and actors, for the record of a pack.
    pub(in crate::session) fn of_pack(set: &AnnotationSet) -> Self {
        let actors: Vec<_> = set.actors().cloned().collect();
        let mut draft = Self::default();
        draft.says([r#"{"actors":"#, &json(&actors), r#","annotations":["#]);
        draft.rest.extend(set.iter().cloned().map(DraftPiece::Annotation));
        draft.says(["]}"]);
        draft
    }

    /// The text of an article and its blocks.
    pub(in crate::session) fn of_text(article: &Article) -> Self {
        let record = TextRecord { text: "".into(), ..TextRecord::of(article) };
        let rest = json(&record);
        let begins = r#"{"text":""#;
        let mut draft = Self::default();
        draft.text.reserve(article.text().len() + rest.len());
        draft.says([begins]);
        draft.rest.push_back(DraftPiece::Quoted(article.text().clone(), 0));
        draft.says([rest.strip_prefix(begins).unwrap_or_default()]);
        draft
    }

    /// A step of the history: its header, and under this name the change needed next.
    pub(in crate::session) fn of_step(
        header: &Header,
        side: &str,
        change: &Rc<Transaction>,
    ) -> Self {
        let mut draft = Self::default();
        let header = json(header);
        let header = header.strip_suffix('}').unwrap_or(&header);
        draft.says([header, ",\"", side, "\":{\"ops\":["]);
        draft.rest.push_back(DraftPiece::Ops(change.clone(), 0));
        draft.says(["]}}"]);
        draft
    }

    fn says<const N: usize>(&mut self, parts: [&str; N]) {
        self.rest.push_back(DraftPiece::Text(parts.concat()));
    }

    /// The whole record, once nothing is left to write.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Turns some more into text; returns whether anything is left.
    pub fn go_on(&mut self) -> bool {
        for _ in 0..AT_ONCE {
            match self.rest.pop_front() {
                None => return false,
                Some(DraftPiece::Text(text)) => self.text.push_str(&text),
                Some(DraftPiece::Quoted(text, from)) => {
                    let to = text.floor_char_boundary(from + TEXT_AT_ONCE);
                    self.quotes(text.get(from..to).unwrap_or_default());
                    if to < text.len() {
                        self.rest.push_front(DraftPiece::Quoted(text, to));
                    }
                    return true;
                }
                Some(DraftPiece::Annotation(annotation)) => self.lists(&annotation),
                Some(DraftPiece::Ops(transaction, at)) => {
                    if let Some(op) = transaction.ops.get(at) {
                        self.lists(op);
                        self.rest.push_front(DraftPiece::Ops(transaction, at + 1));
                    }
                }
            }
        }
        true
    }

    fn quotes(&mut self, text: &str) {
        let quoted = Plain::text(text).to_json();
        self.text.push_str(quoted.get(1..quoted.len() - 1).unwrap_or_default());
    }

    /// Writes the next item of a list.
    fn lists(&mut self, item: &impl Record) {
        if !self.text.ends_with('[') {
            self.text.push(',');
        }
        self.text.push_str(&json(item));
    }
}
