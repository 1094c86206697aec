//! A version of an article that becomes an article of its own.

use crate::model::ArticleId;

/// A version that becomes an article of its own.
#[derive(Debug)]
pub(in crate::session) struct Apart {
    /// The id of the new article.
    pub copy: ArticleId,
    /// The article it is a version of.
    pub of: ArticleId,
    /// The revision it holds; later changes are not in it.
    pub revision: u64,
}
