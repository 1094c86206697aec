//! Listing computed problems, and dismissing one.

use std::rc::Rc;

use crate::session::Session;
use crate::session::action::panel::Panel;
use crate::session::document::lints::Finding;
use crate::session::document::todo::{LIVE, TodoAsked, TodoList};
use crate::session::program_part::OnDemand;

impl Session {
    /// The problems found; `None` while nobody looks and the document is too large to find them all in passing:
    /// a number is shown only if it counts everything.
    #[inline(never)]
    pub(in crate::session) fn todo(&mut self) -> Option<Rc<TodoList>> {
        let looking = match self.panel {
            Panel::Todo(only) => Some(only),
            _ => None,
        };
        let (dismissed, edits) = (self.settings.dismissed.clone(), self.may_edit().is_ok());
        let idle = self.on_demand().filter(|_| !self.is_behind());
        let document = self.document.as_mut()?;
        let checks = looking.is_some() || document.set().len() <= LIVE;
        if !checks {
            if let Some(loaded) = idle {
                self.look_once(loaded);
            }
            return None;
        }
        document.todo(TodoAsked { looking, edits, dismissed })
    }

    /// Finds the problems once, so that the list opens at once when it is asked for.
    #[inline(never)]
    fn look_once(&mut self, _: OnDemand) {
        if let Some(document) = &mut self.document {
            document.look_once();
        }
    }

    /// Dismisses a problem.
    pub(in crate::session) fn dismiss_lint(&mut self, finding: &Finding) {
        let Some(document) = &self.document else { return };
        let mut settings = (*self.settings).clone();
        settings.dismiss(&document.article().id().0, finding.key());
        self.keep_settings(settings);
    }
}
