//! Stored articles read to be exported together. One that is missing, or not whole, is named where the file is
//! offered (tests/native/library.rs).

use std::rc::Rc;

use crate::model::{AnnotationSet, ArticleId};
use crate::session::storage::load::RestoreError;
use crate::session::storage::schema::{Key, Stored};

/// A stored article as it was read.
#[derive(Debug, Clone)]
pub enum ReadArticle {
    /// It, and how many of its records cannot be read.
    Read(Rc<AnnotationSet>, usize),
    /// It cannot be read.
    Unreadable(String),
    /// It is not stored any more.
    Gone,
}

/// What is exported.
#[derive(Debug, Clone, Default)]
pub struct ToExport {
    /// The documents.
    pub documents: Rc<[Rc<AnnotationSet>]>,
    /// If only some annotations of one article: the number of all.
    pub part_of: Option<usize>,
    /// Articles that should be exported with them, and are not, or not whole.
    pub not_whole: Rc<[NotWhole]>,
}

/// An article that is not exported, or not whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotWhole {
    /// Its title, or the beginning of its text.
    pub title: String,
    /// Why.
    pub why: WhyNotWhole,
}

/// Why an article is not exported, or not whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyNotWhole {
    /// This many of its records cannot be read; the rest is exported.
    Records(usize),
    /// It cannot be read.
    Unreadable(String),
    /// It is not stored any more.
    Gone,
}

impl ReadArticle {
    /// What could be read of an article's records.
    pub fn of(id: &ArticleId, stored: Option<&Stored>) -> Self {
        let Some(stored) = stored else { return Self::Gone };
        let read = stored.restore().or_else(|error| match error {
            RestoreError::Damaged(_) => stored.salvage(id).ok_or(error),
            RestoreError::Later => Err(error),
        });
        match read {
            Err(error) => Self::Unreadable(error.to_string()),
            Ok(restored) => {
                let puts = restored.repair.puts.iter();
                let unread = puts.filter(|(key, _)| matches!(key, Key::Aside(..))).count();
                Self::Read(Rc::new(restored.ledger.set().clone()), unread)
            }
        }
    }
}

impl ToExport {
    /// These documents, all and whole.
    pub fn whole(documents: impl Into<Rc<[Rc<AnnotationSet>]>>) -> Self {
        Self { documents: documents.into(), ..Self::default() }
    }

    /// What was read of several articles, with their titles.
    pub fn of(read: Vec<(String, ReadArticle)>) -> Self {
        let (mut documents, mut not_whole) = (Vec::new(), Vec::new());
        for (title, read) in read {
            let why = match read {
                ReadArticle::Read(set, unread) => {
                    documents.push(set);
                    (unread > 0).then_some(WhyNotWhole::Records(unread))
                }
                ReadArticle::Unreadable(reason) => Some(WhyNotWhole::Unreadable(reason)),
                ReadArticle::Gone => Some(WhyNotWhole::Gone),
            };
            not_whole.extend(why.map(|why| NotWhole { title, why }));
        }
        Self { documents: documents.into(), part_of: None, not_whole: not_whole.into() }
    }
}
