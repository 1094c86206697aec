//! Listing computed problems, and dismissing one.

use std::rc::Rc;

use crate::model::AnnotationId;
use crate::session::Session;
use crate::session::action::panel::Panel;
use crate::session::document::attribution::everybody;
use crate::session::document::lints::{
    Finding, LIVE, Lint, SHOWN, TodoList, suggested_item, todo_item,
};

impl Session {
    /// The problems found; `None` while nobody looks and the document is too large to check in passing.
    #[inline(never)]
    pub(in crate::session) fn todo(&mut self) -> Option<Rc<TodoList>> {
        let looking = match self.panel {
            Panel::Todo(only) => Some(only),
            _ => None,
        };
        let (settings, edits) = (self.settings.clone(), self.may_edit().is_ok());
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
        let mut counts = [0; 9];
        for finding in &kept {
            counts[finding.lint as usize] += 1;
        }
        let Some(only) = looking else {
            return Some(Rc::new(TodoList { counts, ..TodoList::default() }));
        };
        let set = document.set();
        let shown = || kept.iter().filter(|finding| only.is_none_or(|lint| lint == finding.lint));
        let people = everybody(set);
        let suggested = shown().filter_map(|one| suggested_item(set, &people, one)).take(SHOWN);
        // One alone is a problem like the others, with its fix.
        let suggested: Vec<_> = suggested.collect();
        let together = suggested.len() > 1 && edits;
        let suggested: Rc<[_]> = if together { suggested.into() } else { Rc::default() };
        let others = shown().filter(|finding| {
            let listed = |id: &AnnotationId| suggested.iter().any(|one| one.id == *id);
            let names = matches!(finding.lint, Lint::NoSpeaker | Lint::NoClaimant);
            !(names && finding.annotation.as_ref().is_some_and(listed))
        });
        let rows = others.take(SHOWN).map(|one| Rc::new(todo_item(set, &people, one))).collect();
        Some(Rc::new(TodoList { counts, rows, suggested }))
    }

    /// Dismisses a problem.
    pub(in crate::session) fn dismiss_lint(&mut self, finding: &Finding) {
        let Some(document) = &self.document else { return };
        let mut settings = (*self.settings).clone();
        settings.dismiss(&document.article().id().0, finding.key());
        self.keep_settings(settings);
    }
}
