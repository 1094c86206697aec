//! Which article is to be opened, and what comes with it.

use std::rc::Rc;

use crate::formats::Problem;
use crate::model::plain::Plain;
use crate::model::{AnnotationSet, Article, ArticleId, Details};
use crate::session::api::arguments::{Draft, Fields, Result, article, drafts, wrong};
use crate::session::transfer::prepared::Prepared;

/// Which article is to be opened, and what is to happen to it.
#[derive(Debug, Clone)]
pub enum Opening {
    /// This text; if it is stored, its annotations come back.
    Text {
        /// The text and its blocks.
        article: Rc<Article>,
        /// Its details, used where none are stored, or where a program gives them.
        details: Details,
        /// What comes with it.
        with: With,
    },
    /// A stored article.
    Stored(ArticleId),
}

impl Opening {
    /// Which article.
    pub fn id(&self) -> &ArticleId {
        match self {
            Self::Text { article, .. } => article.id(),
            Self::Stored(id) => id,
        }
    }
}

/// What comes with an article that is opened.
#[derive(Debug, Clone)]
pub enum With {
    /// Nothing.
    Nothing,
    /// These annotations, from the API, merged as by import; the details that are given replace those stored.
    Drafts(Vec<Draft>),
    /// The same, made already, about an article of which nothing was stored; and what they were made of.
    Prepared(Rc<Prepared>, Vec<Draft>),
    /// These annotations instead of what is there, and the details that are given, as one undoable step.
    Instead(Vec<Draft>),
    /// A file about this text, merged in, and what could not be read of it.
    File(Rc<AnnotationSet>, Vec<Problem>),
}

/// Reads what article is to be opened, and with what: the arguments of the API's `load`.
///
/// # Errors
/// The field that cannot be used, and why.
pub fn opening(given: &Plain<'_>, annotations: &Plain<'_>, options: &Plain<'_>) -> Result<Opening> {
    article(given).and_then(|(article, details)| opening_of(article, details, annotations, options))
}

/// Reads what is said about an article that was read.
///
/// # Errors
/// The field that cannot be used, and why.
pub fn opening_of(
    article: Rc<Article>,
    details: Details,
    annotations: &Plain<'_>,
    options: &Plain<'_>,
) -> Result<Opening> {
    let with = with(&article, annotations, options)?;
    Ok(Opening::Text { article, details, with })
}

fn with(article: &Article, annotations: &Plain<'_>, options: &Plain<'_>) -> Result<With> {
    let replace = match options {
        Plain::Null => false,
        options => match Fields::of(options, "options.")?.get("replace") {
            None => false,
            Some(Plain::Flag(replace)) => *replace,
            Some(_) => return Err(wrong("options.replace", "true or false")),
        },
    };
    let drafts = drafts(article, annotations)?;
    Ok(if replace { With::Instead(drafts) } else { With::Drafts(drafts) })
}
