//! Why an action was refused. Nothing has changed then.

use crate::model::TransactionError;

/// Why an action was refused. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SessionError {
    /// There is no article to act on.
    #[error("no article is open")]
    NoArticle,
    /// The change contradicts the document.
    #[error(transparent)]
    Refused(#[from] TransactionError),
    /// Another tab is editing the article.
    #[error("another tab is editing this article, so nothing was changed here")]
    Elsewhere,
    /// It needs a part of the program that is not loaded yet.
    #[error("a part of the program that this needs is not loaded yet")]
    NotLoaded,
    /// What was passed in cannot be used; the text names the field.
    #[error("{0}")]
    Input(String),
}
