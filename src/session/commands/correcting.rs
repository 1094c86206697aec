//! Correcting the text of the open article, while nothing in it is marked. It becomes an article of its own, and the
//! earlier one is deleted, which can be taken back (tests/native/correcting.rs).

use std::rc::Rc;

use crate::model::text::with_line_ends;
use crate::model::{Article, Details};
use crate::session::Session;
use crate::session::action::dialog::{Dialog, WhyNot};
use crate::session::action::effect::Effect;
use crate::session::action::reply::Reply;
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::render::document::Document;
use crate::session::transfer::opening::{Opening, With};

type Result<T> = std::result::Result<T, SessionError>;

impl Session {
    /// Shows the text to correct, or why it cannot be; or applies the corrected text.
    pub(in crate::session) fn correct_text(
        &mut self,
        text: Option<&str>,
        host: &dyn Host,
    ) -> Result<Reply> {
        self.may_edit()?;
        let Some(document) = &self.document else { return Err(SessionError::NoArticle) };
        let (old, why_not) = (document.article().clone(), why_not(document));
        match text {
            Some(text) if why_not.is_none() => self.replace_text(&old, text, host)?,
            _ => {
                let text = old.text().clone();
                self.show_over(Dialog::Correct { text, why_not });
            }
        }
        Ok(Reply::Done)
    }

    fn replace_text(&mut self, old: &Article, text: &str, host: &dyn Host) -> Result<()> {
        let text = with_line_ends(text);
        if text.trim().is_empty() {
            return Err(SessionError::Input(
                "there are no words in this text: paste or type some".to_owned(),
            ));
        }
        let new = old.corrected(&text).map_err(|error| SessionError::Input(error.to_string()))?;
        let details = self.document.as_ref().map(|document| document.set().details().clone());
        self.dialog = None;
        if new.id() == old.id() {
            return Ok(());
        }
        let details = corrected_details(&details.unwrap_or_default(), old, &new);
        let opening = Opening::Text { article: Rc::new(new), details, with: With::Nothing };
        self.effects.push(Effect::Fetch(Box::new(opening)));
        self.corrected = Some(old.id().clone());
        self.delete_stored(old.id(), host);
        Ok(())
    }
}

/// Why the text of a document cannot be corrected.
fn why_not(document: &Document) -> Option<WhyNot> {
    let (set, article) = (document.set(), document.article());
    let people = set.actors().count();
    match (set.len(), people) {
        // Another program knows it by this id.
        (0, 0) => (*article.id().0 != *article.sha256()).then_some(WhyNot::GivenId),
        (0, people) => Some(WhyNot::People(people)),
        (annotations, _) => Some(WhyNot::Annotated(annotations)),
    }
}

/// The details of a corrected article. A title that the text begins with is corrected with it; suggestions stay
/// rejected where their words are unchanged.
fn corrected_details(details: &Details, old: &Article, new: &Article) -> Details {
    let heading = |article: &Article| {
        let first = article.blocks().first()?;
        let text = article.slice(first.range).trim().to_owned();
        first.kind.heading_level().map(|_| text)
    };
    let title =
        heading(old).filter(|title| *title == details.title.trim()).and_then(|_| heading(new));
    Details {
        title: title.unwrap_or_else(|| details.title.clone()),
        rejected: Rc::new(old.rejected_in(new, &details.rejected)),
        ..details.clone()
    }
}
