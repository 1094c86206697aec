//! What is kept of a source with an article, and of a link with its quote. Nothing about a source is invented:
//! what nobody gave is empty (tests/native/sources.rs).

use std::rc::Rc;

use super::super::article::{Article, hash};
use super::super::record::{names, record};
use super::super::text::{CodePoint, TextRange};

/// How a source has the words of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Fidelity {
    /// The same words; case, punctuation and spelling of signs apart.
    Verbatim,
    /// The same words, and signs say that others were left out.
    Trimmed,
    /// The same words from different places, and nothing says so.
    Spliced,
    /// Some words are others, or left out, and nothing says so.
    Altered,
    /// In other words: of indirect quotes only.
    Paraphrase,
    /// Nowhere.
    #[default]
    NotFound,
}

impl Fidelity {
    /// Every result.
    pub const ALL: [Self; 6] = [
        Self::Verbatim,
        Self::Trimmed,
        Self::Spliced,
        Self::Altered,
        Self::Paraphrase,
        Self::NotFound,
    ];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Trimmed => "trimmed",
            Self::Spliced => "spliced",
            Self::Altered => "altered",
            Self::Paraphrase => "paraphrase",
            Self::NotFound => "not-found",
        }
    }
}

/// A text that quotes are held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// The SHA-256 of its text: links name it.
    pub sha256: Rc<str>,
    /// Its title, or empty.
    pub title: String,
    /// Its address, or empty.
    pub url: String,
    /// Its date, as far as known: `YYYY-MM-DD` or a part of it.
    pub date: Option<String>,
    /// The text, as the article's text is kept.
    pub text: Rc<str>,
}

/// The place of a quote in a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLink {
    /// The SHA-256 of the source's text.
    pub sha256: Rc<str>,
    /// The title of the source, or empty.
    pub title: String,
    /// Its address, or empty.
    pub url: String,
    /// Its date, as far as known.
    pub date: Option<String>,
    /// How the source has the quote.
    pub fidelity: Fidelity,
    /// Where, in the order of the quote; none if it is not there.
    pub passages: Vec<LinkedPassage>,
}

/// A passage of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedPassage {
    /// Where it starts in the text of the source.
    pub start: CodePoint,
    /// Where it ends.
    pub end: CodePoint,
    /// Its words.
    pub exact: String,
}

impl SourceText {
    /// A text of which nothing else is known.
    pub fn new(text: impl Into<Rc<str>>) -> Self {
        let text = text.into();
        let sha256 = hash(&text).into();
        Self { sha256, title: String::new(), url: String::new(), date: None, text }
    }

    /// The link of a quote to passages of it, in the order of the quote.
    pub fn link(&self, fidelity: Fidelity, passages: Vec<LinkedPassage>) -> SourceLink {
        SourceLink {
            sha256: self.sha256.clone(),
            title: self.title.clone(),
            url: self.url.clone(),
            date: self.date.clone(),
            fidelity,
            passages,
        }
    }

    /// Those of both, each once: a text that both have is as the first has it.
    #[must_use]
    pub fn both(ours: &Rc<Vec<Self>>, theirs: &[Self]) -> Rc<Vec<Self>> {
        let is_new = |one: &&Self| ours.iter().all(|own| own.sha256 != one.sha256);
        let new: Vec<_> = theirs.iter().filter(is_new).cloned().collect();
        match new.is_empty() {
            true => ours.clone(),
            false => Rc::new(ours.iter().cloned().chain(new).collect()),
        }
    }
}

impl LinkedPassage {
    /// A range of a source; `None` if it is empty or outside. The article counts offsets from near the place: a
    /// long source has thousands of passages.
    pub fn of(source: &Article, range: TextRange) -> Option<Self> {
        let exact = source.get(range)?.to_owned();
        let (start, end) = (source.to_code_point(range.start), source.to_code_point(range.end));
        (!exact.is_empty()).then_some(Self { start, end, exact })
    }
}

impl SourceLink {
    /// The words of its passages, divided by “…”.
    pub fn words(&self) -> String {
        let all: Vec<&str> = self.passages.iter().map(|passage| &*passage.exact).collect();
        all.join(" … ")
    }
}

names! { Fidelity {
    Verbatim: "verbatim", Trimmed: "trimmed", Spliced: "spliced", Altered: "altered",
    Paraphrase: "paraphrase", NotFound: "not-found",
} }

record! { SourceText {
    sha256: must, title: if_filled, url: if_filled, date: if_some, text: must,
} }

record! { SourceLink {
    sha256: must, title: if_filled, url: if_filled, date: if_some, fidelity: must, passages: if_filled,
} }

record! { LinkedPassage { start: must, end: must, exact: must } }
