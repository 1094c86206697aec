//! What was read of a page, a document or a text before it becomes an article: its passages in order,
//! kept or left out. Must never read a file itself: [`super::opening`] does, in the worker.

use super::problem::Problem;
use crate::model::article::ArticleError;
use crate::model::record::record;
use crate::model::text::canonical;
use crate::model::{Article, BlockKind, Byte, Details, Inline, TextRange, has_no_blanks};

/// A text as it was found, to be looked at before it is opened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manuscript {
    /// What the file, or the chapter in it, is called.
    pub name: String,
    /// Title, byline, source, date and language, as far as they were found.
    pub details: Details,
    /// Its passages, in the order of the page.
    pub passages: Vec<Passage>,
    /// What could not be read of it, and what was guessed.
    pub problems: Vec<Problem>,
}

/// A block of an article to be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Passage {
    /// What it is.
    pub kind: BlockKind,
    /// Its text; where it has line ends, each line becomes a block.
    pub text: String,
    /// Emphasis and links, by bytes of `text`.
    pub inlines: Vec<Inline>,
    /// Whether it was left out as no part of the article: a menu, an advert, a list of other articles.
    pub left_out: bool,
    /// Whether it goes on a paragraph that only the width of a page broke.
    pub continues: bool,
}

record! { Manuscript {
    name: or_default, details: or_default, passages: if_filled, problems: if_filled,
} }

record! { Passage {
    kind: or_default, text: must, inlines: if_filled, left_out: or_default, continues: or_default,
} }

impl Manuscript {
    /// Whether lines were broken by the width of a page, which the reader may have joined.
    pub fn is_wrapped(&self) -> bool {
        self.passages.iter().any(|passage| passage.continues)
    }

    /// How many passages were left out.
    pub fn left_out(&self) -> usize {
        self.passages.iter().filter(|passage| passage.left_out).count()
    }

    /// The article of the passages that `keep` says yes to, by index; broken lines joined if wanted.
    ///
    /// # Errors
    /// If it is longer than an article may be.
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

/// An article as it grows.
#[derive(Default)]
struct Assembly {
    text: String,
    kinds: Vec<BlockKind>,
    inlines: Vec<Inline>,
}

impl Assembly {
    fn put(&mut self, passage: &Passage, join: bool) {
        let joined = join && passage.continues && !self.kinds.is_empty();
        // An article is canonical, so that ranges made here hold in it.
        let text = canonical(&passage.text);
        // What set a broken line in belongs to the page, not to the sentence.
        let text = if joined { text.trim_start().into() } else { text };
        let glue = match self.text.chars().next_back() {
            _ if self.kinds.is_empty() => "",
            _ if !joined => "\n",
            Some(last) if last.is_whitespace() || has_no_blanks(last) => "",
            // A compound word, or a dash, was broken where it needs no blank.
            Some('-' | '—') if !self.text.ends_with(" -") && !self.text.ends_with(" —") => "",
            _ => " ",
        };
        self.text.push_str(glue);
        let start = Byte::at(self.text.len()).0;
        self.text.push_str(&text);
        let lines = text.split('\n').count() - usize::from(joined);
        self.kinds.extend(std::iter::repeat_n(passage.kind, lines));
        // Line ends that were two bytes would have moved them.
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
