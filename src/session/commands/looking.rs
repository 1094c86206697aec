//! Changes to the view alone: which kinds are shown, what is in view, and how keys reach the article.

use crate::model::{BlockPoint, Kind};
use crate::session::Session;
use crate::session::action::effect::PageEffect;

impl Session {
    pub(in crate::session) fn set_keyboard_mode(&mut self, on: bool) {
        if on {
            self.keyboard_mode = true;
            self.on_page(PageEffect::FocusArticle);
        } else {
            self.end_caret();
        }
    }

    pub(in crate::session) fn filter(&mut self, kind: Kind) {
        self.hidden[kind.index()] = !self.hidden[kind.index()];
        let hidden = self.hidden;
        if let Some(document) = &mut self.document {
            document.hide(hidden);
        }
    }

    pub(in crate::session) fn window(&mut self, first: BlockPoint, last: BlockPoint) {
        if let Some(document) = &mut self.document {
            document.set_window(first, last);
        }
    }
}
