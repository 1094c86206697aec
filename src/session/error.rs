//! Why an action was refused. Nothing was changed then.

use crate::model::TransactionError;

/// Why an action was refused. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SessionError {
    /// There is no article to act on.
    #[error("no article is open")]
    NoArticle,
    /// The change contradicts the document.
    #[error(transparent)]
    Refused(#[from] TransactionError),
    /// Another tab writes the article.
    #[error("another tab is editing this article, so nothing was changed here")]
    Elsewhere,
    /// What was given cannot be used; the words name the field.
    #[error("{0}")]
    Input(String),
}
