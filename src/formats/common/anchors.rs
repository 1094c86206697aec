//! Finds spans by their selectors: text with its context, positions, ranges, and refinements (Web Annotation
//! Data Model, 4.2). A position counts if the text is there; otherwise the text is searched for. Nothing is
//! marked by what is not fully understood, or in silence where the words differ (tests/formats/selectors.rs,
//! tests/formats/wordings.rs).

use std::cell::OnceCell;

use super::counting::{Counting, cuts_words};
use super::near_words::{overlapping, whole_words};
use super::selectors::{Fit, Quote, Selector, Selects, read, stated};
use super::spans::short;
use super::wordings::cut;
use super::{Ruler, Unit};
use crate::model::anchoring::{Likeness, QuotationFinder};
use crate::model::plain::{Object, Plain};
use crate::model::{Article, Byte, QuoteSelector, TextRange};

/// Finds spans by their selectors in one article.
#[derive(Debug)]
pub struct Finder<'a> {
    pub(super) article: &'a Article,
    ruler: Ruler<'a>,
    characters: Ruler<'a>,
    /// Made when it is first needed; not for a text that is too long.
    engine: OnceCell<Option<QuotationFinder<'a>>>,
    /// Bytes that may still be searched, so that a file with thousands of spans of another text does not take
    /// minutes.
    pub(super) budget: usize,
    /// The offsets in the file, with the words that it says are there.
    stated: Vec<(u32, u32, Option<String>)>,
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
    /// Whether the words there are those in the file, so that what counts in them holds here too.
    pub as_written: bool,
}

/// Bytes searched in about a second.
const BUDGET: usize = 1 << 29;

/// Most places of the same words whose surroundings are compared although they are written otherwise.
const MOST_COMPARED: usize = 1000;

/// Least likeness of words that are marked instead of those in the file.
pub(super) const LIKE: Likeness = Likeness(750);

/// The place of a quotation.
pub(super) struct QuotePlace {
    pub range: TextRange,
    pub fit: Fit,
    /// The message, if the words there are not those in the file.
    pub differs: Option<String>,
}

/// The part of the page a selector applies to.
#[derive(Debug, Clone, Copy)]
enum Scope<'a> {
    /// This range.
    Inside(TextRange),
    /// An unknown part of the page, with its selector.
    Unknown(&'a str),
}

impl Scope<'_> {
    fn has(self, range: TextRange) -> bool {
        match self {
            Self::Inside(part) => part.start <= range.start && range.end <= part.end,
            Self::Unknown(_) => true,
        }
    }
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
            engine: OnceCell::new(),
            budget: BUDGET,
            stated: Vec::new(),
        }
    }

    /// How the offsets count, if it is clear that not in this unit.
    pub fn miscounted(&self, unit: Unit) -> Option<Counting> {
        let stated = self.stated.iter();
        let spans: Vec<_> =
            stated.map(|(start, end, words)| (*start, *end, words.as_deref())).collect();
        Counting::usual(unit).corrected(self.article, None, &spans)
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
        let stated = stated(selectors).filter(|_| !self.article.text().is_ascii());
        self.stated.extend(stated.map(|(start, end, words)| (start, end, Some(words.to_owned()))));
        let mut found = match self.among(selectors, Scope::Inside(whole(self.article))) {
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
        if !found.by_words {
            let (start, end) = self.ruler.range(found.range);
            self.stated.push((start, end, None));
            if cuts_words(self.article.text(), found.range) {
                let words = self.article.slice(found.range);
                found.moved.get_or_insert_with(|| cut(words));
            }
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
        let counts = |one: &Selector<'_>| {
            matches!(one.selects, Selects::Position(..) | Selects::Characters(..))
        };
        if !outer.as_written && one.refined.iter().all(counts) {
            let reason = "it counts characters in words that are written otherwise here";
            return Resolved::Nowhere(reason.to_owned());
        }
        match self.among(&one.refined, Scope::Inside(outer.range)) {
            Resolved::Found(found) => Resolved::Found(Found {
                by_words: found.by_words || outer.by_words,
                as_written: found.as_written && outer.as_written,
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
        let as_written = start.as_written && end.as_written;
        Resolved::Found(Found { range, moved: start.moved.or(end.moved), by_words, as_written })
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
        let there = placed.iter().copied().find(says);
        let fits = |range: &TextRange| quote.fit_alike(text, *range) == Fit::Whole;
        let near = placed.first().copied();
        // Written otherwise where the file says, it is meant rather than the same elsewhere.
        let alike =
            near.filter(|_| there.is_none()).and_then(|near| self.beside(quote.exact, near));
        let alike = alike.filter(|found| !found.as_written && scope.has(found.range));
        if let Some(found) = alike.as_ref().filter(|found| fits(&found.range)) {
            return Ok(found.clone());
        }
        let found = match there.filter(fits) {
            Some(range) => QuotePlace { range, fit: Fit::Whole, differs: None },
            None => match (self.search(quote, scope, there, near), alike) {
                (Ok(found), Some(alike)) if found.fit != Fit::Whole => return Ok(alike),
                (Err(_), Some(alike)) => return Ok(alike),
                (found, _) => found?,
            },
        };
        let QuotePlace { range, fit, differs } = found;
        let moved = match (fit, there) {
            (Fit::None, None) if !is_placed => {
                Some("has different words around it than the file says; it appears only once")
            }
            (Fit::None, Some(_)) => {
                Some("has different words around it than the file says; its position was used")
            }
            (_, there) if is_placed && there != Some(range) => {
                Some("is not where the file says; it was found by its words")
            }
            _ => None,
        };
        let moved = moved.map(|moved| format!("“{}” {moved}", short(quote.exact)));
        let as_written = differs.is_none();
        Ok(Found { range, moved: differs.or(moved), by_words: true, as_written })
    }

    /// The only place where the text has its context, or else the only place where it occurs at all, or else
    /// the only place where it is written otherwise. `there` is the position in the file if the text is there,
    /// `near` if not.
    fn search(
        &mut self,
        quote: &Quote<'_>,
        scope: Scope<'_>,
        there: Option<TextRange>,
        near: Option<TextRange>,
    ) -> Result<QuotePlace, String> {
        let text: &str = self.article.text();
        let within = match scope {
            Scope::Inside(range) => range,
            Scope::Unknown(_) => whole(self.article),
        };
        let exact = quote.exact;
        let fit = |range: TextRange| quote.fit(text, range.start.index());
        let place = |range: TextRange| QuotePlace {
            range,
            fit: if fit(range) == Fit::Whole { Fit::Whole } else { quote.fit_alike(text, range) },
            differs: None,
        };
        let Some(places) = self.places(exact, within) else {
            return there.map(place).ok_or_else(|| {
                format!(
                    "“{}” is not where the file says. Too many are misplaced to search for each",
                    short(exact)
                )
            });
        };
        let places = whole_words(text, quote, places);
        let fitting = places.iter().copied().filter(|range| fit(*range) == Fit::Whole);
        let mut fitting: Vec<TextRange> = fitting.collect();
        if fitting.is_empty() && places.len() <= MOST_COMPARED {
            let is_fit = |range: &TextRange| quote.fit_alike(text, *range) == Fit::Whole;
            fitting.extend(places.iter().copied().filter(is_fit));
        }
        match (fitting.as_slice(), there, places.as_slice()) {
            ([one], ..) | ([], None, [one]) => Ok(place(*one)),
            ([], Some(one), _) => Ok(place(one)),
            ([], None, []) => self.rewritten(quote, within, near.map(|range| range.start)),
            (fitting, None, places) => {
                let many = if fitting.is_empty() { places } else { fitting };
                let twice = || format!("“{}” is in the text more than once", short(exact));
                overlapping(many, near).map(place).ok_or_else(twice)
            }
            _ => Err(format!("“{}” is in the text more than once", short(exact))),
        }
    }

    pub(super) fn engine(&self) -> Option<&QuotationFinder<'a>> {
        let text: &'a str = self.article.text();
        let new =
            || (text.len() <= QuotationFinder::MOST_BYTES).then(|| QuotationFinder::new(text));
        self.engine.get_or_init(new).as_ref()
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
    Ok(Found { range, moved: None, by_words: false, as_written: true })
}
