//! Finds spans by their selectors: text with its context, positions, ranges, and refinements (Web Annotation
//! Data Model, 4.2). A position counts if the text is there; otherwise the text is searched for. What is not
//! fully understood marks nothing and is reported (tests/formats/selectors.rs, tests/formats/cases.rs).

use super::selectors::{Fit, Quote, Selector, Selects, read};
use super::spans::short;
use super::{Ruler, Unit};
use crate::model::plain::{Object, Plain};
use crate::model::{Article, Byte, QuoteSelector, TextRange};

/// Finds spans by their selectors in one article.
#[derive(Debug)]
pub struct Finder<'a> {
    article: &'a Article,
    ruler: Ruler<'a>,
    characters: Ruler<'a>,
    /// Bytes that may still be searched, so that a file with thousands of spans of another text does not take
    /// minutes.
    budget: usize,
}

/// Where a span was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The place.
    pub range: TextRange,
    /// The message, if it is not where the file says.
    pub moved: Option<String>,
    /// Whether its text or context was found there, and not only its position.
    pub by_words: bool,
}

/// Bytes searched in about a second.
const BUDGET: usize = 1 << 29;

/// The part of the page a selector applies to.
#[derive(Debug, Clone, Copy)]
enum Scope<'a> {
    /// This range.
    Inside(TextRange),
    /// An unknown part of the page, with its selector.
    Unknown(&'a str),
}

/// The result of a selector.
enum Resolved {
    Found(Found),
    /// Not understood; its name.
    Unread(String),
    /// Understood, but there is no such place.
    Nowhere(String),
}

impl<'a> Finder<'a> {
    /// A finder for this article, with positions in this unit.
    pub fn new(article: &'a Article, unit: Unit) -> Self {
        Self {
            article,
            ruler: Ruler::new(article, unit),
            characters: Ruler::new(article, Unit::CodePoint),
            budget: BUDGET,
        }
    }

    /// The range of a span.
    ///
    /// # Errors
    /// Why there is none, as a sentence.
    pub fn find(&mut self, selector: &Plain<'_>) -> Result<Found, String> {
        self.find_read(&read(selector))
    }

    /// The same for selectors already read.
    ///
    /// # Errors
    /// As [`Self::find`].
    pub fn find_read(&mut self, selectors: &[Selector<'_>]) -> Result<Found, String> {
        let found = match self.among(selectors, Scope::Inside(whole(self.article))) {
            Resolved::Found(found) => found,
            Resolved::Nowhere(reason) => return Err(reason),
            Resolved::Unread(name) if name.is_empty() => {
                return Err("it has no quotation and no position that can be read".to_owned());
            }
            Resolved::Unread(name) => {
                return Err(format!("its place is given by {name}, which this app cannot read"));
            }
        };
        let TextRange { start, end } = found.range;
        if start >= end {
            let (start, end) = self.ruler.range(found.range);
            return Err(format!("{start}-{end} is not a span: the end must be after the start"));
        }
        Ok(found)
    }

    /// The place that several alternative selectors describe. Text decides if there is some.
    fn among(&mut self, selectors: &[Selector<'_>], scope: Scope<'_>) -> Resolved {
        let is_quote = |one: &&Selector<'_>| {
            matches!(one.selects, Selects::Quote(_)) && one.refined.is_empty()
        };
        let (mut places, mut unread, mut nowhere) = (Vec::new(), Vec::new(), Vec::new());
        for one in selectors.iter().filter(|one| !is_quote(one)) {
            match self.one(one, scope) {
                Resolved::Found(found) => places.push(found),
                Resolved::Unread(name) => unread.push(name),
                Resolved::Nowhere(reason) => nowhere.push(reason),
            }
        }
        let placed: Vec<TextRange> = places.iter().map(|found| found.range).collect();
        let is_placed = !placed.is_empty() || !nowhere.is_empty();
        let quotes = selectors.iter().filter(is_quote).filter_map(|one| match &one.selects {
            Selects::Quote(quote) => Some(*quote),
            _ => None,
        });
        let quotes: Vec<Quote<'_>> = quotes.collect();
        if !quotes.is_empty() {
            let found = quotes.iter().map(|quote| self.quote(quote, &placed, is_placed, scope));
            places = match found.collect() {
                Ok(found) => found,
                Err(reason) => return Resolved::Nowhere(reason),
            };
        }
        let mut places = places.into_iter();
        let Some(first) = places.next() else {
            unread.dedup();
            let name = unread.join(" and ");
            return nowhere.into_iter().next().map_or(Resolved::Unread(name), Resolved::Nowhere);
        };
        if places.any(|other| other.range != first.range) {
            return Resolved::Nowhere("its selectors point to different places".to_owned());
        }
        Resolved::Found(first)
    }

    fn one(&mut self, one: &Selector<'_>, scope: Scope<'_>) -> Resolved {
        let outer = match (&one.selects, scope) {
            (Selects::Unread(name), _) if one.refined.is_empty() => {
                return Resolved::Unread(name.clone());
            }
            (Selects::Unread(name), _) => return self.among(&one.refined, Scope::Unknown(name)),
            (Selects::Quote(quote), _) => self.quote(quote, &[], false, scope),
            (Selects::Position(..), Scope::Unknown(name)) => {
                return Resolved::Unread(format!("a position inside {name}"));
            }
            (Selects::Characters(..), Scope::Unknown(name)) => {
                return Resolved::Unread(format!("characters inside {name}"));
            }
            (Selects::Position(start, end), Scope::Inside(range)) => {
                let from = self.ruler.to(range.start);
                span(&self.ruler, from, (*start, *end)).and_then(|span| inside(span, range))
            }
            (Selects::Characters(start, end), Scope::Inside(range)) => {
                let (from, to) = self.characters.range(range);
                let ends = (start.unwrap_or(0), end.unwrap_or(to - from));
                span(&self.characters, from, ends).and_then(|span| inside(span, range))
            }
            (Selects::Range(start, end), scope) => match self.between(start, end, scope) {
                Resolved::Found(found) => Ok(found),
                other => return other,
            },
        };
        let outer = match outer {
            Ok(found) => found,
            Err(reason) => return Resolved::Nowhere(reason),
        };
        if one.refined.is_empty() {
            return Resolved::Found(outer);
        }
        match self.among(&one.refined, Scope::Inside(outer.range)) {
            Resolved::Found(found) => Resolved::Found(Found {
                by_words: found.by_words || outer.by_words,
                moved: outer.moved.or(found.moved),
                ..found
            }),
            other => other,
        }
    }

    /// From the start of one place to the start of another.
    fn between(
        &mut self,
        start: &[Selector<'_>],
        end: &[Selector<'_>],
        scope: Scope<'_>,
    ) -> Resolved {
        let start = match self.among(start, scope) {
            Resolved::Found(found) => found,
            other => return other,
        };
        let end = match self.among(end, scope) {
            Resolved::Found(found) => found,
            other => return other,
        };
        let range = TextRange { start: start.range.start, end: end.range.start };
        if range.start >= range.end {
            return Resolved::Nowhere("its end is not after its start".to_owned());
        }
        let by_words = start.by_words && end.by_words;
        Resolved::Found(Found { range, moved: start.moved.or(end.moved), by_words })
    }

    /// The place of a text: one of these if the context matches, otherwise wherever the text is found.
    fn quote(
        &mut self,
        quote: &Quote<'_>,
        placed: &[TextRange],
        is_placed: bool,
        scope: Scope<'_>,
    ) -> Result<Found, String> {
        let text: &str = self.article.text();
        let says = |range: &TextRange| self.article.slice(*range) == quote.exact;
        let there = placed.iter().copied().find(says).map(|range| range.start.index());
        let (at, fit) = match there.map(|at| (at, quote.fit(text, at))) {
            Some((at, Fit::Whole)) => (at, Fit::Whole),
            _ => self.search(quote, scope, there)?,
        };
        let moved = match (fit, there) {
            (Fit::None, None) if !is_placed => {
                Some("has different words around it than the file says; it appears only once")
            }
            (Fit::None, Some(_)) => {
                Some("has different words around it than the file says; its position was used")
            }
            (_, there) if is_placed && there != Some(at) => {
                Some("is not where the file says; it was found by its words")
            }
            _ => None,
        };
        let moved = moved.map(|moved| format!("“{}” {moved}", short(quote.exact)));
        let end = Byte::at(at + quote.exact.len());
        Ok(Found { range: TextRange { start: Byte::at(at), end }, moved, by_words: true })
    }

    /// The only place where the text has its context, or else the only place where it occurs at all; `there`
    /// is the position in the file.
    fn search(
        &mut self,
        quote: &Quote<'_>,
        scope: Scope<'_>,
        there: Option<usize>,
    ) -> Result<(usize, Fit), String> {
        let text: &str = self.article.text();
        let within = match scope {
            Scope::Inside(range) => range,
            Scope::Unknown(_) => whole(self.article),
        };
        let exact = quote.exact;
        match (self.budget.checked_sub(within.end.index() - within.start.index()), there) {
            (Some(left), _) => self.budget = left,
            (None, Some(at)) => return Ok((at, quote.fit(text, at))),
            (None, None) => {
                return Err(format!(
                    "“{}” is not where the file says; too many are not to search for each of them",
                    short(exact)
                ));
            }
        }
        let from = within.start.index();
        let places = self.article.slice(within).match_indices(exact).map(|(at, _)| from + at);
        let places: Vec<usize> = places.take(1000).collect();
        let fitting = places.iter().copied().filter(|at| quote.fit(text, *at) == Fit::Whole);
        let fitting: Vec<usize> = fitting.collect();
        match (fitting.as_slice(), there, places.as_slice()) {
            ([one], ..) => Ok((*one, Fit::Whole)),
            ([], Some(one), _) | ([], None, &[one]) => Ok((one, quote.fit(text, one))),
            ([], None, []) => Err(format!("“{}” is not in the text", short(exact))),
            _ => Err(format!("“{}” is in the text more than once", short(exact))),
        }
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
        position.put("start", super::records::number(start));
        position.put("end", super::records::number(end));
        [words.into(), position.into()]
    }
}

fn whole(article: &Article) -> TextRange {
    TextRange { start: Byte(0), end: Byte::at(article.text().len()) }
}

/// From one offset to another, counted from the start of the range they refine.
fn span(ruler: &Ruler<'_>, from: u32, (start, end): (u32, u32)) -> Result<TextRange, String> {
    if start > end {
        return Err(format!("{start}-{end} is not a span: the end must be after the start"));
    }
    let at =
        |offset: u32| ruler.from(from.saturating_add(offset)).map_err(|error| error.to_string());
    Ok(TextRange { start: at(start)?, end: at(end)? })
}

/// A place that lies inside the range it refines.
fn inside(range: TextRange, around: TextRange) -> Result<Found, String> {
    if range.end > around.end {
        return Err("it lies outside the part it belongs to".to_owned());
    }
    Ok(Found { range, moved: None, by_words: false })
}

/// The spans of one annotation in text order.
///
/// # Errors
/// If they overlap.
pub fn in_order(mut spans: Vec<TextRange>) -> Result<Vec<TextRange>, String> {
    spans.sort_unstable();
    match spans.windows(2).any(|pair| pair[0].end > pair[1].start) {
        true => Err("its spans overlap".to_owned()),
        false => Ok(spans),
    }
}
