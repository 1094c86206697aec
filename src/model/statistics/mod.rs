//! Who said what, in numbers. Every number in [`Statistics`] is a count; only [`percent`] rounds, for those who
//! show shares (tests/native/statistics.rs).

mod counting;
pub mod overview;
mod reach;

use super::actor::{ActorId, ActorSort};
use super::annotation::{Kind, QuoteForm};
use super::check::Verdict;
use super::set::AnnotationSet;

pub use overview::{ArticlesOverview, Period, PersonSum};

/// The numbers of one article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statistics {
    /// The words of the article, as [`super::Article::words_from`] counts them.
    pub words: usize,
    /// The words that lie, at least in part, in a quote. A word in several quotes counts once.
    pub quoted: usize,
    /// Everybody in the register who has an annotation, by first appearance.
    pub people: Vec<PersonNumbers>,
    /// The number of people in the register without an annotation.
    pub absent: usize,
    /// The claims that the article itself makes.
    pub article: SpeechCounts,
    /// What belongs to nobody yet: mentions without a person, quotes without a speaker, claims without a
    /// claimant.
    pub nobody: SpeechCounts,
    /// The same for all of them together: `words` is [`Self::quoted`].
    pub total: SpeechCounts,
    /// The verdicts to which [`SpeechCounts::verdicts`] refers: those of the article's scale, then others in use.
    pub verdicts: Vec<Verdict>,
    /// The quotes by the role of their speakers; an empty name for speakers without a role. Quotes without
    /// a speaker are left out: they are in [`Self::nobody`].
    pub roles: Vec<Share>,
    /// The quotes by their label; an empty name for quotes without a label.
    pub labels: Vec<Share>,
    /// The quotes of unnamed sources.
    pub unnamed: Share,
    /// The paragraphs: blocks with text, in order.
    pub paragraphs: Vec<Coverage>,
}

/// Somebody who appears or speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonNumbers {
    /// Their entry in the register.
    pub id: ActorId,
    /// The name.
    pub name: String,
    /// The sort.
    pub sort: ActorSort,
    /// Their role, or empty.
    pub role: String,
    /// The Wikidata item, if known.
    pub wikidata: Option<String>,
    /// The number of the paragraph of their first annotation, from 1.
    pub paragraph: usize,
    /// Their numbers.
    pub numbers: SpeechCounts,
}

/// Counts of annotations, and of the words in quotes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SpeechCounts {
    /// The annotations of the kind person.
    pub mentions: usize,
    /// The quotes. A quote in several parts counts once.
    pub quotes: usize,
    /// The words that lie, at least in part, in one of these quotes, each once: the words of a quote inside
    /// a quote of the same speaker do not count twice. If two people are quoted with the same words, the
    /// words count for both.
    pub words: usize,
    /// The quotes by form.
    pub forms: Forms,
    /// The claims.
    pub claims: usize,
    /// The claims without a verdict.
    pub unchecked: usize,
    /// The claims with a verdict: its index in [`Statistics::verdicts`], and their number. Ascending; never
    /// 0 claims.
    pub verdicts: Vec<(u32, usize)>,
}

/// The number of quotes by form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Forms {
    /// Word for word.
    pub direct: usize,
    /// Reported.
    pub indirect: usize,
    /// Both.
    pub mixed: usize,
    /// Nobody has said.
    pub unset: usize,
}

/// The quotes of a group, such as all ministers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Share {
    /// The name of the group.
    pub name: String,
    /// The number of people in it; 0 where people do not matter.
    pub people: usize,
    /// The number of quotes.
    pub quotes: usize,
    /// The words that lie, at least in part, in one of these quotes, each once.
    pub words: usize,
}

/// How much of a paragraph is annotated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// The length of the paragraph in code points; never 0.
    pub characters: u32,
    /// The code points in at least one annotation, each once.
    pub annotated: u32,
    /// The code points in at least one annotation of a kind, by [`Kind::index`].
    pub kinds: [u32; 3],
}

impl Statistics {
    /// Counts everything in a document.
    pub fn of(set: &AnnotationSet) -> Self {
        counting::counted(set)
    }

    /// The number of people with at least one quote.
    pub fn speakers(&self) -> usize {
        self.people.iter().filter(|person| person.numbers.quotes > 0).count()
    }

    /// The number of claims with a verdict of this index in [`Self::verdicts`].
    pub fn with_verdict(&self, index: usize) -> usize {
        self.total.with_verdict(index)
    }
}

impl SpeechCounts {
    /// The number of all annotations counted here.
    pub fn annotations(&self) -> usize {
        self.mentions + self.quotes + self.claims
    }

    /// Whether there is a quote or a claim.
    pub fn speaks(&self) -> bool {
        self.quotes + self.claims > 0
    }

    /// The number of claims with a verdict of this index in [`Statistics::verdicts`].
    pub fn with_verdict(&self, index: usize) -> usize {
        let found = self.verdicts.iter().find(|(at, _)| *at as usize == index);
        found.map_or(0, |(_, claims)| *claims)
    }

    fn add_verdict(&mut self, index: u32, claims: usize) {
        let place = self.verdicts.partition_point(|(at, _)| *at < index);
        match self.verdicts.get_mut(place).filter(|(at, _)| *at == index) {
            Some((_, count)) => *count += claims,
            None => self.verdicts.insert(place, (index, claims)),
        }
    }
}

impl Forms {
    /// The number of quotes.
    pub fn total(self) -> usize {
        self.direct + self.indirect + self.mixed + self.unset
    }

    fn of(&mut self, form: Option<QuoteForm>) -> &mut usize {
        match form {
            Some(QuoteForm::Direct) => &mut self.direct,
            Some(QuoteForm::Indirect) => &mut self.indirect,
            Some(QuoteForm::Mixed) => &mut self.mixed,
            None => &mut self.unset,
        }
    }
}

impl Coverage {
    /// The code points in at least one annotation of a kind.
    pub fn of(&self, kind: Kind) -> u32 {
        self.kinds[kind.index()]
    }
}

/// A part of a whole in whole percent, rounded half up; 0 of nothing.
pub fn percent(part: usize, whole: usize) -> usize {
    if whole == 0 { 0 } else { (part * 200 + whole) / (whole * 2) }
}
