//! Spans whose place no file says: they are where their words stand once, or are named (tests/formats/kin.rs).

use super::{Intake, short};
use crate::formats::common::Problem;
use crate::formats::common::counting::is_of_words;
use crate::formats::common::near_words::whole_words;
use crate::formats::common::selectors::Quote;
use crate::model::{Annotation, Byte, TextRange};

impl Intake<'_> {
    /// Whether a label stands for a kind; one that does not is counted.
    pub fn knows(&mut self, label: &str) -> bool {
        let is_known = self.context.options.meaning(label).is_some();
        if !is_known {
            *self.unknown.entry(label.to_owned()).or_default() += 1;
        }
        is_known
    }

    /// Adds a span whose place is not known, if its words are there only once, pieces of others apart.
    pub fn by_words(&mut self, label: &str, words: &str) -> Option<&mut Annotation> {
        let range = self.only_place(words)?;
        self.report(Problem::new(format!("“{}” was found by its words", short(words))));
        self.ranges(label, vec![range], None)
    }

    /// Where words are, if they are there once.
    fn only_place(&mut self, words: &str) -> Option<TextRange> {
        if words.is_empty() {
            return None;
        }
        let text = self.article.text();
        let whole = TextRange { start: Byte(0), end: Byte::at(text.len()) };
        let places = self.finder().places(words, whole)?;
        let [range] = whole_words(text, &Quote::alone(words), places)[..] else { return None };
        is_of_words(text, range).then_some(range)
    }
}
