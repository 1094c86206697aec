//! A version of an article that becomes one of its own.

use crate::model::ArticleId;

/// A version that becomes an article of its own.
#[derive(Debug)]
pub(in crate::session) struct Apart {
    /// The id of the new article.
    pub copy: ArticleId,
    /// Of which article it is a version.
    pub of: ArticleId,
    /// What was done to that one later is not in it.
    pub revision: u64,
}
