//! How the numbers pass from the worker to the page. They are never stored.

use super::overview::{ArticleSum, ArticlesOverview, Period, PersonSum};
use super::{Coverage, Forms, PersonNumbers, Share, SpeechCounts, Statistics};
use crate::model::plain::{Plain, Wrong};
use crate::model::record::{Record, record};

record! { Statistics {
    words: must, quoted: must, people: if_filled, absent: must, article: must, nobody: must, total: must,
    verdicts: if_filled, roles: if_filled, labels: if_filled, unnamed: must, paragraphs: if_filled,
} }

record! { PersonNumbers {
    id: must, name: must, sort: must, role: if_filled, wikidata: if_some, paragraph: must, numbers: must,
} }

record! { SpeechCounts {
    mentions: must, quotes: must, words: must, forms: must, claims: must, unchecked: must,
    verdicts: if_filled,
} }

record! { Share { name: must, people: must, quotes: must, words: must } }

record! { ArticlesOverview {
    articles: if_filled, people: if_filled, total: must, words: must, unnamed: must, unnamed_people: must,
    article: must, nobody: must, verdicts: if_filled, periods: if_filled,
} }

record! { ArticleSum {
    id: must, title: must, published: if_some, words: must, people: must, speakers: must, total: must,
} }

record! { PersonSum {
    name: must, sort: must, role: if_filled, wikidata: if_some, articles: must, quoted_in: must,
    numbers: must,
} }

record! { Period { when: must, articles: must, quotes: must, words: must, people: if_filled } }

impl Record for Forms {
    fn plain(&self) -> Plain<'_> {
        let Self { direct, indirect, mixed, unset } = self;
        Plain::List([direct, indirect, mixed, unset].into_iter().map(Record::plain).collect())
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        match plain.each(usize::read)?.as_slice() {
            [direct, indirect, mixed, unset] => {
                Ok(Self { direct: *direct, indirect: *indirect, mixed: *mixed, unset: *unset })
            }
            _ => Err(plain.is_not("a list of four numbers")),
        }
    }
}

/// A paragraph without annotations is only its length: an article may have thousands.
impl Record for Coverage {
    fn plain(&self) -> Plain<'_> {
        if self.annotated == 0 {
            return self.characters.plain();
        }
        let numbers = [&self.characters, &self.annotated].into_iter().chain(&self.kinds);
        Plain::List(numbers.map(Record::plain).collect())
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        if let Plain::Whole(_) = plain {
            return Ok(Self { characters: u32::read(plain)?, ..Self::default() });
        }
        match plain.each(u32::read)?.as_slice() {
            [characters, annotated, person, claim, quote] => Ok(Self {
                characters: *characters,
                annotated: *annotated,
                kinds: [*person, *claim, *quote],
            }),
            _ => Err(plain.is_not("a list of five numbers")),
        }
    }
}
