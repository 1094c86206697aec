//! How a file counts the characters of its text: in the unit of its format, unless the words of its spans, or
//! the edges of words where it has none, show another way for all of them (tests/formats/counting.rs).

use super::problem::Problem;
use super::ruler::{Ruler, Unit};
use super::shift::{is_there, is_there_before_ending, is_there_joined};
use crate::model::clusters::is_edge;
use crate::model::{Article, TextRange, has_no_blanks};

/// A span as a file states it: from one offset to another, perhaps with its words.
pub type Stated<'a> = (u32, u32, Option<&'a str>);

/// A way of counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counting {
    /// The unit.
    pub unit: Unit,
    /// Whether a line end of two characters counts as two.
    line_ends: bool,
    /// Whether a byte order mark counts.
    mark: bool,
}

/// The sign at the start of a text by which some programs recognise UTF-8.
const MARK: char = '\u{feff}';

/// Whether a span is where its offsets say.
type IsThere = fn(&Article, &Ruler<'_>, (u32, u32), Option<&str>) -> bool;

/// Most spans examined.
const MOST: usize = 2000;

impl Counting {
    /// The way of a format with this unit.
    pub fn usual(unit: Unit) -> Self {
        Self { unit, line_ends: true, mark: true }
    }

    /// The ruler of an article that counts so; `counted` is the text of the file, if it has one.
    pub fn ruler<'a>(self, article: &'a Article, counted: Option<&str>) -> Ruler<'a> {
        let text: &str = article.text();
        let uncounted = if self.mark || !text.starts_with(MARK) { 0 } else { MARK.len_utf8() };
        let mut ruler = Ruler::after(text, uncounted, self.unit);
        if self.line_ends {
            let counted = counted.unwrap_or_default();
            ruler.count_line_ends(counted.get(uncounted..).unwrap_or_default());
        }
        ruler
    }

    /// The way in which these spans count, if it is clear that it is not this one.
    pub fn corrected(
        self,
        article: &Article,
        counted: Option<&str>,
        spans: &[Stated<'_>],
    ) -> Option<Self> {
        let text: &str = article.text();
        let has_line_ends = counted.is_some_and(|counted| counted.contains("\r\n"));
        if text.is_ascii() && !has_line_ends {
            return None;
        }
        let spans = spans.get(..MOST).unwrap_or(spans);
        // Names that stand alone tell more than those that are one word with a particle, and these more than
        // those before an ending, of which one alone tells nothing.
        let tests: [(IsThere, usize); 3] =
            [(is_there, 1), (is_there_joined, 1), (is_there_before_ending, 2)];
        tests.into_iter().find_map(|(is_there, enough)| {
            let missed = |way: Self| way.missed(article, counted, spans, is_there);
            let own = missed(self);
            if own < enough {
                return None;
            }
            let ways = self.others(text, has_line_ends).map(|way| (way, missed(way)));
            let (way, left) = ways.min_by_key(|(_, left)| *left)?;
            // A few wrong spans do not make the others wrong, and one may fit by chance.
            let is_usual = matches!(way.unit, Unit::Utf16 | Unit::CodePoint);
            let is_certain = is_usual
                || spans.len() > left + 1
                || spans.iter().any(|span| span.2.is_some())
                || self.tears(article, counted, spans);
            ((left == 0 || left * 4 <= own) && is_certain).then_some(way)
        })
    }

    /// By how many more spans show this unit than the other one of UTF-16 code units and code points.
    pub fn surplus(self, article: &Article, counted: Option<&str>, spans: &[Stated<'_>]) -> i64 {
        let unit = if self.unit == Unit::Utf16 { Unit::CodePoint } else { Unit::Utf16 };
        if article.text().chars().all(|sign| sign.len_utf16() == 1) {
            return 0;
        }
        let spans = spans.get(..MOST).unwrap_or(spans);
        let missed = |way: Self| way.missed(article, counted, spans, is_there) as i64;
        missed(Self { unit, ..self }) - missed(self)
    }

    /// The number of spans that are not there, in the best way of counting.
    pub fn misses(self, article: &Article, counted: Option<&str>, spans: &[Stated<'_>]) -> usize {
        let way = self.corrected(article, counted, spans).unwrap_or(self);
        way.missed(article, counted, spans, is_there)
    }

    /// Whether one of these spans begins or ends within what a reader sees as one sign.
    fn tears(self, article: &Article, counted: Option<&str>, spans: &[Stated<'_>]) -> bool {
        let (text, ruler): (&str, _) = (article.text(), self.ruler(article, counted));
        spans
            .iter()
            .filter_map(|(start, end, _)| ruler.span(*start, *end).ok())
            .any(|range| !is_edge(text, range.start.index()) || !is_edge(text, range.end.index()))
    }

    fn missed(
        self,
        article: &Article,
        counted: Option<&str>,
        spans: &[Stated<'_>],
        is_there: IsThere,
    ) -> usize {
        let ruler = self.ruler(article, counted);
        let spans = spans.iter().filter(|(start, end, _)| start < end);
        spans
            .filter(|(start, end, words)| !is_there(article, &ruler, (*start, *end), *words))
            .count()
    }

    /// The other ways, the likeliest first.
    fn others(self, text: &str, has_line_ends: bool) -> impl Iterator<Item = Self> {
        const UNITS: [Unit; 4] = [Unit::CodePoint, Unit::Utf16, Unit::Cluster, Unit::Utf8];
        let has_mark = text.starts_with(MARK);
        let units =
            std::iter::once(self.unit).chain(UNITS.into_iter().filter(move |it| *it != self.unit));
        let ways = units.flat_map(move |unit| {
            let ends = [true, false].into_iter().filter(move |both| *both || has_line_ends);
            ends.flat_map(move |line_ends| {
                let marks = [true, false].into_iter().filter(move |mark| *mark || has_mark);
                marks.map(move |mark| Self { unit, line_ends, mark })
            })
        });
        ways.filter(move |way| *way != self)
    }

    /// The message that a file counts so and not in the way of its format.
    pub fn message(self, usual: Self) -> Problem {
        let what = match () {
            () if self.unit != usual.unit => {
                format!("counts {}, not {}", self.unit.words(), usual.unit.words())
            }
            () if self.line_ends != usual.line_ends => {
                "counts each line end as one character".to_owned()
            }
            () => "does not count the byte order mark of its text".to_owned(),
        };
        Problem::new(format!("this file {what}; read that way"))
    }
}

/// Whether both are the same text; programs write line ends as spaces, or as the signs that stand for them in a
/// program.
pub fn same_words(words: &str, there: &str) -> bool {
    let same = |words: &str| words.split_whitespace().eq(there.split_whitespace());
    words == there || same(words) || words.contains("\\n") && same(&words.replace("\\n", "\n"))
}

/// Whether a range begins and ends at the edges of words.
pub fn is_of_words(text: &str, range: TextRange) -> bool {
    let inside = text.get(range.start.index()..range.end.index()).unwrap_or_default();
    inside.trim().len() == inside.len()
        && is_edge(text, range.start.index())
        && is_edge(text, range.end.index())
        && !cuts_words(text, range)
}

/// Whether a range begins or ends amid the letters of a word.
pub fn cuts_words(text: &str, range: TextRange) -> bool {
    [range.start, range.end].into_iter().any(|at| cuts_word(text, at.index()))
}

/// Whether a place is amid the letters of a word.
pub fn cuts_word(text: &str, at: usize) -> bool {
    // Where words have no blanks between them, nothing tells their edges.
    let is_letter = |sign: char| sign.is_alphanumeric() && !has_no_blanks(sign);
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let behind = text.get(at..).and_then(|behind| behind.chars().next());
    before.is_some_and(is_letter) && behind.is_some_and(is_letter)
}
