//! Offsets that count from one, or whose end is that of the last character, against their format: all spans of a
//! file show it, or none is moved. Spans that cut words are counted (tests/formats/shifted.rs).

use super::counting::{cuts_word, is_of_words, same_words};
use super::problem::Problem;
use super::ruler::Ruler;
use super::spans::short;
use crate::model::clusters::is_edge;
use crate::model::{Article, TextRange};

/// How far the offsets of a file are from those of its format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shift {
    /// Whether the first character is the first one, not the one at zero.
    from_one: bool,
    /// Whether the end is that of the last character, not of the next one.
    inclusive: bool,
    /// Whether the unit is that of the format, although some of its texts look otherwise.
    pub keeps_unit: bool,
}

/// The ways other than the usual one, the likeliest first.
const OTHERS: [Shift; 3] = [
    Shift { from_one: false, inclusive: true, keeps_unit: false },
    Shift { from_one: true, inclusive: false, keeps_unit: false },
    Shift { from_one: true, inclusive: true, keeps_unit: false },
];

/// What a span shows that has its words; one without them may be meant to cut a word, as “Anna” in “Annas”.
const SURE: usize = 4;

/// The least that spans must show together.
const ENOUGH: usize = 10;

/// The apostrophe that Unicode counts among the letters, as in “lʼAnna”.
const APOSTROPHE: char = '\u{2bc}';

/// Most annotations named that start or end within a word, or with a blank.
const NAMED: usize = 3;
/// How such annotations are told, one and several.
const ODD: [[&str; 2]; 3] = [
    ["starts in the middle of a word", "start in the middle of a word"],
    ["ends in the middle of a word", "end in the middle of a word"],
    ["starts or ends with a blank", "start or end with a blank"],
];

/// What the spans of a file show.
#[derive(Debug, Clone, Default)]
pub struct SpanEnds {
    /// The number of spans.
    all: usize,
    /// Those without words, of which only the text tells whether they are right.
    bare: usize,
    /// Those of these that cut a word.
    cut: usize,
    /// Those that are right only if moved in each of the other ways, only if not moved, and never.
    moved: [usize; 3],
    usual: [usize; 3],
    never: [usize; 3],
    /// How much those show that are right only if moved.
    shown: [usize; 3],
    /// Whether a text was counted in another unit than that of the format.
    recounted: bool,
    /// By how many more spans show the unit of the format than the other usual one.
    surplus: i64,
    /// The place of the last one and how it is odd, if nothing is joined to names there.
    last: Option<(TextRange, usize)>,
    /// The number of annotations that are odd in each way, and the first words of them.
    odd: [OddEnds; ODD.len()],
}

#[derive(Debug, Clone, Default)]
struct OddEnds {
    count: usize,
    named: Vec<String>,
}

impl OddEnds {
    fn add<'a>(&mut self, count: usize, words: impl IntoIterator<Item = &'a String>) {
        self.count += count;
        for one in words {
            if self.named.len() < NAMED && !self.named.contains(one) {
                self.named.push(one.clone());
            }
        }
    }

    fn message(&self, [one, several]: [&str; 2]) -> Option<Problem> {
        let named = self.named.join("”, “");
        let more = if self.count > self.named.len() { " …" } else { "" };
        Some(Problem::new(match self.count {
            0 => return None,
            1 => format!("“{named}” {one}; it was read as it is"),
            many => {
                format!("{many} annotations {several}: “{named}”{more}; they were read as they are")
            }
        }))
    }
}

impl Shift {
    /// None, in the unit of the format, whatever some spans show.
    pub const KEEPING_UNIT: Self = Self { from_one: false, inclusive: false, keeps_unit: true };

    /// Both offsets as the format counts them.
    pub fn apply(self, (start, end): (u32, u32)) -> (u32, u32) {
        let one = u32::from(self.from_one);
        let end = end.saturating_add(u32::from(self.inclusive));
        (start.saturating_sub(one), end.saturating_sub(one))
    }

    /// The message that a file counts so.
    pub fn message(self) -> Problem {
        let what = match (self.from_one, self.inclusive) {
            (true, false) => "counts characters from 1, not from 0",
            (true, true) => {
                "counts characters from 1, and ends each annotation with its last character"
            }
            _ => "ends each annotation with its last character, not behind it",
        };
        Problem::new(format!("this file {what}; read that way"))
    }
}

impl SpanEnds {
    /// Notes a span: whether it is right is told by its words, or else by the edges of words.
    pub fn note(
        &mut self,
        article: &Article,
        ruler: &Ruler<'_>,
        (start, end): (u32, u32),
        words: Option<&str>,
    ) {
        let is_right = |place| is_there(article, ruler, place, words);
        let is_usual = is_right((start, end));
        let (mut begins_within, mut may_cut) = (false, false);
        self.last = None;
        if words.is_none() {
            self.bare += 1;
            if let Ok(range) = ruler.span(start, end) {
                let ends = SpanEdge::both(article.text(), range);
                begins_within = ends[0].cuts;
                may_cut = ends.iter().any(|end| end.before || end.behind);
                let [starts_oddly, ends_oddly] = SpanEdge::are_odd(&ends);
                self.cut += usize::from(starts_oddly || ends_oddly);
                let inside = article.slice(range);
                let odd = [starts_oddly, ends_oddly, inside.trim().len() != inside.len()];
                self.last = odd.iter().position(|is| *is).map(|way| (range, way));
            }
        }
        self.all += usize::from(!may_cut);
        for (at, way) in OTHERS.into_iter().enumerate() {
            let is_moved = (start > 0 || !way.from_one) && is_right(way.apply((start, end)));
            self.usual[at] += usize::from(is_usual && !is_moved);
            if may_cut || is_usual {
                continue;
            }
            self.moved[at] += usize::from(is_moved);
            self.never[at] += usize::from(!is_moved);
            // No span is meant to begin within a word and to end behind the next sign.
            let is_sure = words.is_some() || begins_within && way.from_one && !way.inclusive;
            self.shown[at] += if !is_moved {
                0
            } else if is_sure {
                SURE
            } else {
                1
            };
        }
    }

    /// Notes that an annotation was made here of the last span.
    pub fn made(&mut self, article: &Article, range: TextRange) {
        let last = self.last.take().filter(|(place, _)| *place == range);
        if let Some(odd) = last.and_then(|(_, way)| self.odd.get_mut(way)) {
            odd.add(1, [&short(article.slice(range))]);
        }
    }

    /// Notes by how many more spans show the unit of the format, and whether it was counted in another.
    pub fn vote(&mut self, surplus: i64, recounted: bool) {
        self.surplus += surplus;
        self.recounted |= recounted;
    }

    /// Whether a text was counted in another unit although most spans of the file show that of the format.
    pub fn is_outvoted(&self) -> bool {
        self.recounted && self.surplus > 0
    }

    /// Adds those of another text of the file.
    pub fn add(&mut self, other: &Self) {
        self.vote(other.surplus, other.recounted);
        for (odd, other) in self.odd.iter_mut().zip(&other.odd) {
            odd.add(other.count, &other.named);
        }
        self.all += other.all;
        self.bare += other.bare;
        self.cut += other.cut;
        for at in 0..OTHERS.len() {
            self.moved[at] += other.moved[at];
            self.usual[at] += other.usual[at];
            self.never[at] += other.never[at];
            self.shown[at] += other.shown[at];
        }
    }

    /// The way in which they all count, if it is clear that it is not the usual one.
    pub fn shift(&self) -> Option<Shift> {
        let is_clear = |at: &usize| {
            let (moved, never) = (self.moved[*at], self.never[*at]);
            let is_most = self.shown[*at] >= ENOUGH && moved * 2 >= self.all && moved >= never * 9;
            is_most && self.usual[*at] == 0
        };
        // Of equally good ones the likeliest.
        let at = (0..OTHERS.len()).rev().filter(is_clear).max_by_key(|at| self.moved[*at])?;
        OTHERS.get(at).copied()
    }

    /// The messages that nearly all of them cut words, or that some do, or have blanks at their ends.
    pub fn cut(&self) -> Vec<Problem> {
        // One alone may be meant so, as a name before an ending.
        let is_most = self.cut > 1 && self.cut * 10 >= self.bare * 9;
        let most = is_most.then(|| Problem::new(format!(
            "{} of {} annotations in this file begin or end within a word, so its offsets may count otherwise than this app takes them; they were read as they are",
            self.cut, self.bare
        )));
        let both = self.odd.iter().zip(ODD).skip(if is_most { 2 } else { 0 });
        most.into_iter().chain(both.filter_map(|(odd, words)| odd.message(words))).collect()
    }
}

/// Whether a span is where its offsets say: its words are there, or else it has whole words.
pub fn is_there(
    article: &Article,
    ruler: &Ruler<'_>,
    (start, end): (u32, u32),
    words: Option<&str>,
) -> bool {
    let Ok(range) = ruler.span(start, end) else { return false };
    match words {
        Some(words) => same_words(words, article.slice(range)),
        None => is_of_words(article.text(), range),
    }
}

/// The same, where a name without words may also be one word with what its script joins to it.
pub fn is_there_joined(
    article: &Article,
    ruler: &Ruler<'_>,
    place: (u32, u32),
    words: Option<&str>,
) -> bool {
    is_there_unless(article, ruler, place, words, |[start, end]| start || end)
}

/// The same, where a name without words may also stand before an ending, as “Anna” in “Annas”.
pub fn is_there_before_ending(
    article: &Article,
    ruler: &Ruler<'_>,
    place: (u32, u32),
    words: Option<&str>,
) -> bool {
    is_there_unless(article, ruler, place, words, |[start, _]| start)
}

fn is_there_unless(
    article: &Article,
    ruler: &Ruler<'_>,
    place: (u32, u32),
    words: Option<&str>,
    is_odd: fn([bool; 2]) -> bool,
) -> bool {
    if words.is_some() {
        return is_there(article, ruler, place, words);
    }
    ruler.span(place.0, place.1).is_ok_and(|range| {
        let (text, inside) = (article.text(), article.slice(range));
        inside.trim().len() == inside.len()
            && [range.start, range.end].iter().all(|at| is_edge(text, at.index()))
            && !is_odd(SpanEdge::are_odd(&SpanEdge::both(text, range)))
    })
}

/// One end of a span.
struct SpanEdge {
    /// Whether it is amid the letters of a word.
    cuts: bool,
    /// Whether the script writes other words as one with a name: before it or behind it.
    before: bool,
    behind: bool,
}

impl SpanEdge {
    fn both(text: &str, range: TextRange) -> [Self; 2] {
        [range.start, range.end].map(|at| Self::of(text, at.index()))
    }

    /// Whether the start and the end cut a word where nothing is joined to names.
    fn are_odd([start, end]: &[Self; 2]) -> [bool; 2] {
        [start.cuts && !start.before, end.cuts && !end.behind]
    }

    fn of(text: &str, at: usize) -> Self {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let behind = text.get(at..).and_then(|behind| behind.chars().next());
        let signs = [before, behind];
        let any = |of: &dyn Fn(char) -> bool| signs.iter().flatten().any(|sign| of(*sign));
        Self {
            cuts: cuts_word(text, at) && !signs.contains(&Some(APOSTROPHE)) || !is_edge(text, at),
            before: any(&has_words_before),
            behind: any(&has_words_behind),
        }
    }
}

/// Whether articles and prepositions are one word with the name behind them, as in Hebrew, Arabic and Amharic.
fn has_words_before(sign: char) -> bool {
    matches!(sign, '\u{590}'..='\u{8ff}' | '\u{1200}'..='\u{139f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Whether particles and cases are one word with the name before them, as in Korean, Tamil and Georgian.
fn has_words_behind(sign: char) -> bool {
    matches!(sign, '\u{b80}'..='\u{d7f}' | '\u{10a0}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7ff}')
}
