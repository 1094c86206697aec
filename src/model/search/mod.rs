//! Search in a text, and in everything said about it. Places are exact to what a reader sees as one
//! character, however the search folds it (tests/native/searching.rs).

mod everywhere;
mod fault;
mod fold;
mod folded;
mod letters;
mod names_in;
pub mod pattern;

pub use everywhere::{
    Hit, HitPlace, Matcher, SourcePart, Texts, beside, beside_by, everywhere, texts_about, texts_of,
};
pub use fault::{FaultKind, PatternFault};
pub use fold::Strict;
pub use folded::Folded;
pub(crate) use folded::{goes_on, is_in_word, is_of_word};
pub use letters::{with_accent, without_forms};
pub use names_in::NamesIn;

use super::record::record;
use super::text::TextRange;
pub(in crate::model) use fold::fold;

/// What to search for, and how. By default case and accents do not count.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextSearch {
    /// The words, as typed.
    pub words: String,
    /// Whole words only.
    pub whole_words: bool,
    /// Match case.
    pub case: bool,
    /// Match accents.
    pub accents: bool,
    /// The words are a regular expression: see [`pattern`].
    pub pattern: bool,
}

record! { TextSearch {
    words: must, whole_words: or_default, case: or_default, accents: or_default, pattern: or_default,
} }

impl TextSearch {
    /// A search for these words, without options.
    pub fn of(words: &str) -> Self {
        Self { words: words.to_owned(), ..Self::default() }
    }

    /// Whether there is nothing to search for.
    pub fn is_blank(&self) -> bool {
        if self.pattern { self.words.is_empty() } else { self.folded().is_empty() }
    }

    /// Which differences count.
    pub fn strict(&self) -> Strict {
        Strict { case: self.case, accents: self.accents }
    }

    /// The places of the words in a text, in order and apart. A line end matches nothing but itself.
    pub fn find(&self, text: &str) -> Vec<TextRange> {
        self.find_in(text, &Folded::new(text, self.strict()))
    }

    /// The same in a text that was folded before, for which the same differences count.
    pub fn find_in(&self, text: &str, folded: &Folded) -> Vec<TextRange> {
        self.find_some(text, folded, usize::MAX)
    }

    /// The first of them, not more than `most`.
    pub fn find_some(&self, text: &str, folded: &Folded, most: usize) -> Vec<TextRange> {
        folded.find(text, &self.folded(), self.whole_words, most)
    }

    /// A text as it is compared.
    pub fn compared(&self, text: &str) -> String {
        let mut folded = String::new();
        text.chars().for_each(|c| fold(c, self.strict(), &mut folded));
        folded
    }

    /// The words as they are compared.
    fn folded(&self) -> String {
        let folded = self.compared(&self.words);
        let words = folded.trim_start();
        let from = folded.len() - words.len();
        // A blank with an accent is a character.
        let has_accent = words.starts_with(letters::is_accent)
            && folded.get(..from).is_some_and(|before| before.ends_with(' '));
        folded.get(from - usize::from(has_accent)..).unwrap_or_default().trim_end().to_owned()
    }
}
