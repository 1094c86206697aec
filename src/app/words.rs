//! What the API says in the interface's words, which it may not import itself.

use crate::model::Article;
use crate::model::suggest::Suggestion;
use crate::session::suggest::rows::because;
use crate::view::wording;

/// Why something is suggested, as one sentence without its full stop.
pub fn reason_in_words(article: &Article, suggestion: &Suggestion) -> String {
    wording::reason(&because(article, suggestion))
}
