//! Fields of a Word document: their result is text, their instructions are not, nor is the result of a field
//! among them. Links in old documents are fields (tests/opening/word.rs).

use crate::formats::documents::shared::address::absolute;
use crate::formats::documents::shared::composer::Composer;
use crate::model::InlineKind;

/// The open fields.
#[derive(Default)]
pub(super) struct WordFields {
    /// Innermost last.
    open: Vec<WordField>,
    /// The number of those whose instructions are being read.
    instructing: usize,
}

#[derive(Default)]
struct WordField {
    instructions: String,
    has_result: bool,
    is_link: bool,
}

impl WordFields {
    /// Adds to the instructions of the innermost one.
    pub fn says(&mut self, text: &str) {
        self.open.last_mut().into_iter().for_each(|field| field.instructions.push_str(text));
    }

    /// Whether text is part of the document, and of no instructions.
    pub fn is_shown(&self) -> bool {
        self.instructing == 0
    }

    /// A paragraph ended: a field that a damaged file never ends must not swallow the rest.
    pub fn end_of_paragraph(&mut self) {
        self.instructing = 0;
    }

    /// A field begins, reaches its result, or ends.
    pub fn take(&mut self, part: &str, composer: &mut Composer) {
        match part {
            "begin" => {
                self.open.push(WordField::default());
                self.instructing += 1;
            }
            "separate" => {
                let Some(field) = self.open.last_mut() else { return };
                if !std::mem::replace(&mut field.has_result, true) {
                    self.instructing = self.instructing.saturating_sub(1);
                }
                let address = field.instructions.trim().strip_prefix("HYPERLINK");
                let to = address.and_then(|rest| absolute(rest.split('"').nth(1)?, None));
                if to.is_some() && !std::mem::replace(&mut field.is_link, true) {
                    composer.open(to.map(InlineKind::Link));
                }
            }
            "end" => {
                let Some(field) = self.open.pop() else { return };
                if !field.has_result {
                    self.instructing = self.instructing.saturating_sub(1);
                }
                if field.is_link {
                    composer.close();
                }
            }
            _ => {}
        }
    }
}
