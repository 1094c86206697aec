//! Redrawing blocks that something else changed, and telling the reader where that was given up
//! (tests/native/healing.rs).

use crate::model::BlockIndex;
use crate::session::Session;
use crate::session::document::excerpt::paragraph;
use crate::session::host::Host;
use crate::session::notices::message::Message;
use crate::session::render::healing::Treatment;

impl Session {
    /// Redraws a block that something else changed, or leaves it alone and tells the reader.
    pub(in crate::session) fn heal(&mut self, block: BlockIndex, host: &dyn Host) {
        let Some(document) = &mut self.document else { return };
        if document.heal(block, host.now()) != Treatment::Leave {
            return;
        }
        let article = document.article();
        let left: Vec<_> =
            document.healing().left().map(|block| paragraph(article, block)).collect();
        // A translator changes every block: hundreds of them do not need a message each.
        if left.len() <= Message::NAMED || left.len().is_power_of_two() {
            self.show_toast(Message::LeftChanged(left.into()), false);
        }
    }

    /// Whether a block is left as something else made it; if so, the article's own text of it.
    pub fn left_block(&self, block: BlockIndex) -> Option<&str> {
        let document = self.document.as_ref().filter(|open| open.healing().is_left(block))?;
        let range = document.article().block(block)?.range;
        Some(document.article().slice(range))
    }

    /// Tells the reader that nothing in a block can be selected, because it does not show the article's text.
    pub(in crate::session) fn refuse_block(&mut self, block: BlockIndex) {
        if let Some(document) = &self.document {
            let message = Message::OtherWords(paragraph(document.article(), block));
            // Every mouse movement would repeat the message.
            if self.toast().is_none_or(|shown| *shown.message != message) {
                self.show_toast(message, false);
            }
        }
    }
}
