//! Selectors as the web writes them: a quotation with its context, and a position. The position is
//! taken if the words stand there; else the words are searched for. Must never move in silence.

use super::spans::{offset, short, text};
use super::{Ruler, Unit};
use crate::model::plain::{Object, Plain};
use crate::model::{Article, Byte, QuoteSelector, TextRange};

/// What selectors say of one span.
#[derive(Debug, Clone, Copy, Default)]
pub struct Anchor<'a> {
    exact: Option<&'a str>,
    prefix: &'a str,
    suffix: &'a str,
    position: Option<(u32, u32)>,
}

/// Finds spans by their selectors in one article.
#[derive(Debug)]
pub struct Finder<'a> {
    article: &'a Article,
    ruler: Ruler<'a>,
    /// How many bytes may still be searched: a file with thousands of spans of another text must not
    /// take minutes.
    budget: usize,
}

/// Where a span was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// There.
    pub range: TextRange,
    /// What is to be told, if it is not where the file says.
    pub moved: Option<String>,
}

/// So many bytes are searched in about a second.
const BUDGET: usize = 1 << 29;

impl<'a> Anchor<'a> {
    /// What a selector, or a list of them, says. Selectors that refine others count like them.
    pub fn of(selector: &'a Plain<'_>) -> Self {
        let mut anchor = Self::default();
        anchor.read(selector, 0);
        anchor
    }

    fn read(&mut self, selector: &'a Plain<'_>, depth: u8) {
        if let Ok(list) = selector.as_list() {
            return list.iter().for_each(|one| self.read(one, depth));
        }
        let Ok(object) = selector.as_object() else { return };
        match text(object, "type") {
            Some("TextQuoteSelector") => {
                self.exact = text(object, "exact");
                self.prefix = text(object, "prefix").unwrap_or_default();
                self.suffix = text(object, "suffix").unwrap_or_default();
            }
            Some("TextPositionSelector") => {
                self.position = offset(object.get("start")).zip(offset(object.get("end")));
            }
            _ => {}
        }
        if let (Some(refined), true) = (object.get("refinedBy"), depth < 8) {
            self.read(refined, depth + 1);
        }
    }
}

impl<'a> Finder<'a> {
    /// In this article, with positions in this unit.
    pub fn new(article: &'a Article, unit: Unit) -> Self {
        Self { article, ruler: Ruler::new(article, unit), budget: BUDGET }
    }

    /// The range of a span.
    ///
    /// # Errors
    /// Why there is none, in words.
    pub fn find(&mut self, anchor: &Anchor<'_>) -> Result<Found, String> {
        let at = anchor.position.map(|(start, end)| self.ruler.span(start, end));
        let Some(exact) = anchor.exact.filter(|exact| !exact.is_empty()) else {
            let range = at.ok_or("it has no quotation and no position that can be read")??;
            return Ok(Found { range, moved: None });
        };
        if let Some(Ok(range)) = at
            && self.article.slice(range) == exact
        {
            return Ok(Found { range, moved: None });
        }
        let range = self.search(exact, anchor)?;
        let moved = anchor.position.map(|_| {
            format!("“{}” is not where the file says; it was found by its words", short(exact))
        });
        Ok(Found { range, moved })
    }

    fn search(&mut self, exact: &str, anchor: &Anchor<'_>) -> Result<TextRange, String> {
        let text: &str = self.article.text();
        self.budget = self.budget.checked_sub(text.len()).ok_or_else(|| {
            format!("“{}” is not where the file says, and too many are not", short(exact))
        })?;
        let fits = |at: &usize| {
            let before = text.get(..*at).unwrap_or_default();
            let behind = text.get(at + exact.len()..).unwrap_or_default();
            before.ends_with(anchor.prefix) && behind.starts_with(anchor.suffix)
        };
        let places: Vec<usize> = text.match_indices(exact).map(|(at, _)| at).take(1000).collect();
        let fitting: Vec<usize> = places.iter().copied().filter(fits).collect();
        let place = match (fitting.as_slice(), places.as_slice()) {
            ([one], _) | ([], [one]) => *one,
            ([], []) => return Err(format!("“{}” is not in the text", short(exact))),
            _ => return Err(format!("“{}” is in the text more than once", short(exact))),
        };
        let end = Byte::at(place + exact.len());
        Ok(TextRange { start: Byte::at(place), end })
    }

    /// The two selectors of a range.
    pub fn selectors(&self, range: TextRange) -> [Plain<'a>; 2] {
        let quote = QuoteSelector::of(self.article, range);
        let (start, end) = self.ruler.range(range);
        let mut words = Object::default();
        words.put("type", Plain::text("TextQuoteSelector"));
        words.put("exact", Plain::text(quote.exact));
        words.put("prefix", Plain::text(quote.prefix));
        words.put("suffix", Plain::text(quote.suffix));
        let mut position = Object::default();
        position.put("type", Plain::text("TextPositionSelector"));
        position.put("start", super::spans::number(start));
        position.put("end", super::spans::number(end));
        [words.into(), position.into()]
    }
}
