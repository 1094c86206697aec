//! Which article to open, and what comes with it.

use std::rc::Rc;

use crate::formats::Problem;
use crate::model::plain::Plain;
use crate::model::{AnnotationSet, Article, ArticleId, Details};
use crate::session::api::arguments::{Draft, Fields, Result, article, drafts, wrong};
use crate::session::error::SessionError;
use crate::session::transfer::prepared::Prepared;

/// The id of the sample article.
pub const SAMPLE_ID: &str = "af0e6d8af28aa3f78b3e32a99a331ae8f7bca45a83d92be316b3097949dc2675";

/// Which article to open, and how.
#[derive(Debug, Clone)]
pub enum Opening {
    /// This text; if it is stored, with its annotations.
    Text {
        /// The text and its blocks.
        article: Rc<Article>,
        /// Its details, used where none are stored or where a program passes them.
        details: Details,
        /// What comes with it.
        with: With,
    },
    /// A stored article.
    Stored(ArticleId),
}

impl Opening {
    /// Whether its text is an earlier version of this article.
    pub(in crate::session) fn is_earlier_than(&self, stored: &Article) -> bool {
        match self {
            Self::Text { article, .. } => article.text() != stored.text(),
            Self::Stored(_) => false,
        }
    }

    /// The id of the article.
    pub fn id(&self) -> &ArticleId {
        match self {
            Self::Text { article, .. } => article.id(),
            Self::Stored(id) => id,
        }
    }
}

/// An article of plain text, to open.
///
/// # Errors
/// If it is too long, or has no words.
pub(in crate::session) fn text_opening(
    title: String,
    text: &str,
) -> std::result::Result<Opening, SessionError> {
    let article =
        Article::new(None, text).map_err(|error| SessionError::Input(error.to_string()))?;
    if article.text().trim().is_empty() {
        return Err(SessionError::Input(
            "there are no words in this text: paste or type some".to_owned(),
        ));
    }
    let details = Details { title, ..Details::default() };
    Ok(Opening::Text { article: Rc::new(article), details, with: With::Nothing })
}

/// A text that seems to be a newer version of the open article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newer {
    /// The text and its blocks.
    pub article: Rc<Article>,
    /// Its details.
    pub details: Details,
    /// Whether it has the address of the open article.
    pub same_source: bool,
}

/// What comes with an article when it opens.
#[derive(Debug, Clone)]
pub enum With {
    /// Nothing.
    Nothing,
    /// These annotations, from the API, merged as in an import; the given details replace the stored ones.
    Drafts(Vec<Draft>),
    /// The same, made in advance for an article of which nothing was stored; and the drafts they were made
    /// from.
    Prepared(Rc<Prepared>, Vec<Draft>),
    /// These annotations and details instead of the existing ones, in one step that can be undone.
    Instead(Vec<Draft>),
    /// A file about this text to merge, and the problems with it.
    File(Rc<AnnotationSet>, Vec<Problem>),
}

/// Reads which article to open, and with what: the arguments of the API's `load`.
///
/// # Errors
/// The field that cannot be used, and why.
pub fn opening(given: &Plain<'_>, annotations: &Plain<'_>, options: &Plain<'_>) -> Result<Opening> {
    article(given).and_then(|(article, details)| opening_of(article, details, annotations, options))
}

/// Reads the annotations and options for an article already read.
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
