//! What stands beside or within a paragraph of a Word document: text boxes, which follow it, and parts that it names
//! (tests/opening/word.rs).

use super::DocxReader;
use super::run::TextRun;
use super::styles::Properties;
use crate::formats::documents::manuscript::Passage;
use crate::formats::documents::shared::composer::Composer;
use crate::formats::documents::shared::package::XmlTag;

/// A paragraph around a text box.
pub(super) struct DocxAround {
    composer: Composer,
    paragraph: Properties,
    run: TextRun,
    merges: bool,
    goes_on: bool,
    boxes: Vec<Passage>,
}

impl DocxReader {
    pub(super) fn enter_box(&mut self) {
        let beside = self.composer.beside();
        self.around.push(DocxAround {
            composer: std::mem::replace(&mut self.composer, beside),
            paragraph: std::mem::take(&mut self.paragraph),
            run: std::mem::take(&mut self.run),
            merges: std::mem::take(&mut self.merges),
            goes_on: std::mem::take(&mut self.goes_on),
            boxes: std::mem::take(&mut self.boxes),
        });
    }

    pub(super) fn leave_box(&mut self) {
        let Some(around) = self.around.pop() else { return };
        let mut passages = self.composer.taken();
        passages.append(&mut self.boxes);
        let inner = std::mem::replace(&mut self.composer, around.composer);
        self.composer.omitted = inner.omitted;
        (self.paragraph, self.run, self.in_run) = (around.paragraph, around.run, true);
        (self.merges, self.goes_on, self.boxes) = (around.merges, around.goes_on, around.boxes);
        self.boxes.append(&mut passages);
    }

    /// The passages of the part that an element names, unless there are none.
    pub(super) fn taken(&mut self, tag: &XmlTag<'_>, by: &str) -> Option<Vec<Passage>> {
        let (passages, mut told) = self.inside.remove(&tag.get(by)?)?;
        self.told.append(&mut told);
        Some(passages).filter(|all| !all.is_empty())
    }
}
