//! Listing computed problems, and dismissing one.

use std::rc::Rc;

use crate::session::Session;
use crate::session::action::dialog::Dialog;
use crate::session::document::attribution::everybody;
use crate::session::document::lints::{Finding, LIVE, SHOWN, TodoList, todo_item};

impl Session {
    /// The problems found; `None` while nobody looks and the document is too large to check in passing.
    #[inline(never)]
    pub(in crate::session) fn todo(&mut self) -> Option<Rc<TodoList>> {
        let looking = match self.dialog.as_deref() {
            Some(Dialog::Todo(only)) => Some(*only),
            _ => None,
        };
        let settings = self.settings.clone();
        let document = self.document.as_mut()?;
        if looking.is_none() && document.set().len() > LIVE {
            return None;
        }
        let all = document.findings();
        let article = document.article().id().0.clone();
        let kept = all.iter().filter(|finding| {
            settings.dismissed.is_empty() || !settings.is_dismissed(&article, &finding.key())
        });
        let kept: Vec<&Finding> = kept.collect();
        let mut counts = [0; 8];
        for finding in &kept {
            counts[finding.lint as usize] += 1;
        }
        let rows = looking.map_or_else(Vec::new, |only| {
            let shown = kept.iter().filter(|finding| only.is_none_or(|lint| lint == finding.lint));
            let people = everybody(document.set());
            shown.take(SHOWN).map(|one| Rc::new(todo_item(document.set(), &people, one))).collect()
        });
        Some(Rc::new(TodoList { counts, rows }))
    }

    /// Dismisses a problem.
    pub(in crate::session) fn dismiss_lint(&mut self, finding: &Finding) {
        let Some(document) = &self.document else { return };
        let mut settings = (*self.settings).clone();
        settings.dismiss(&document.article().id().0, finding.key());
        self.keep_settings(settings);
    }
}
