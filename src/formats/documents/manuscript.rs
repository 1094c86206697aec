//! A page, document or text before it becomes an article: its passages in order, each included or skipped.
//! [`super::open`] makes manuscripts, in the worker.

use crate::formats::common::problem::Problem;
use crate::model::article::ArticleError;
use crate::model::record::record;
use crate::model::text::canonical;
use crate::model::{Article, BlockKind, Byte, Details, Inline, TextRange, has_no_blanks};

/// A text as found, to review before it opens.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manuscript {
    /// The name of the file, or of the chapter in it.
    pub name: String,
    /// Title, byline, source, date and language, as far as found.
    pub details: Details,
    /// Its passages, in the order of the page.
    pub passages: Vec<Passage>,
    /// What could not be read of it, and what was guessed.
    pub problems: Vec<Problem>,
}

/// A future block of the article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Passage {
    /// Its kind.
    pub kind: BlockKind,
    /// Its text; each line becomes a block.
    pub text: String,
    /// Emphasis and links, by bytes of `text`.
    pub inlines: Vec<Inline>,
    /// Whether it was skipped because it is not part of the article: a menu, an advertisement, a list of
    /// other articles.
    pub left_out: bool,
    /// Whether it continues a paragraph that was broken only by the page width.
    pub continues: bool,
}

record! { Manuscript {
    name: or_default, details: or_default, passages: if_filled, problems: if_filled,
} }

record! { Passage {
    kind: or_default, text: must, inlines: if_filled, left_out: or_default, continues: or_default,
} }

impl Manuscript {
    /// Whether the page width broke lines, which the reader may have joined.
    pub fn is_wrapped(&self) -> bool {
        self.passages.iter().any(|passage| passage.continues)
    }

    /// The number of skipped passages.
    pub fn left_out(&self) -> usize {
        self.passages.iter().filter(|passage| passage.left_out).count()
    }

    /// The article of the passages for which `keep` is true, by index; broken lines are joined if wanted.
    ///
    /// # Errors
    /// If it exceeds the length of an article.
    pub fn article(
        &self,
        keep: impl Fn(usize, &Passage) -> bool,
        join: bool,
    ) -> Result<Article, ArticleError> {
        let mut sheet = Assembly::default();
        let kept = self.passages.iter().enumerate().filter(|(index, one)| keep(*index, one));
        for (_, passage) in kept {
            sheet.put(passage, join);
        }
        let article = Article::new(None, &sheet.text)?;
        Ok(article.with_kinds(&sheet.kinds).with_inlines(sheet.inlines))
    }
}

/// An article under construction.
#[derive(Default)]
struct Assembly {
    text: String,
    kinds: Vec<BlockKind>,
    inlines: Vec<Inline>,
}

impl Assembly {
    fn put(&mut self, passage: &Passage, join: bool) {
        let joined = join && passage.continues && !self.kinds.is_empty();
        // An article is canonical, so ranges made here are valid in it.
        let text = canonical(&passage.text);
        // The indent of a broken line belongs to the page, not to the sentence.
        let text = if joined { text.trim_start().into() } else { text };
        let glue = match self.text.chars().next_back() {
            _ if self.kinds.is_empty() => "",
            _ if !joined => "\n",
            Some(last) if last.is_whitespace() || has_no_blanks(last) => "",
            // A compound word or a dash was broken without a space.
            Some('-' | '—') if !self.text.ends_with(" -") && !self.text.ends_with(" —") => "",
            _ => " ",
        };
        self.text.push_str(glue);
        let start = Byte::at(self.text.len()).0;
        self.text.push_str(&text);
        let lines = text.split('\n').count() - usize::from(joined);
        self.kinds.extend(std::iter::repeat_n(passage.kind, lines));
        // Line ends of two bytes would have moved them.
        if text.len() == passage.text.len() {
            let moved = |range: TextRange| TextRange {
                start: Byte(range.start.0 + start),
                end: Byte(range.end.0 + start),
            };
            self.inlines.extend(
                passage.inlines.iter().map(|one| Inline { range: moved(one.range), ..one.clone() }),
            );
        }
    }
}
