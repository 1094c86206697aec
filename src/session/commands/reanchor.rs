//! Asks what became of the open document's annotations in another text. It changes nothing
//! (tests/native/reanchoring.rs).

use std::rc::Rc;

use crate::model::{AnnotationSet, Article, Details};
use crate::session::Session;
use crate::session::api::results::REANCHORED;
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::worker::protocol::{ExportTask, Task};

impl Session {
    /// The task of finding the open document's annotations in another text: what the API's `reanchor` asks
    /// for. Its answer is a file of JSON.
    ///
    /// # Errors
    /// If no article is open, or the text is too long.
    pub fn reanchor_task(&self, text: &str, host: &dyn Host) -> Result<Task, SessionError> {
        let set = self.open_set().ok_or(SessionError::NoArticle)?;
        let article = Article::new(None, text);
        let article = article.map_err(|error| SessionError::Input(format!("text: {error}")))?;
        let new = Rc::new(AnnotationSet::new(Rc::new(article), Details::default()));
        Ok(Task::Export(ExportTask::about(REANCHORED, [set, new], host.now())))
    }
}
