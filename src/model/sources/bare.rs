//! A text as the words it says: without punctuation, case and invisible signs, each word with its place in the
//! text (tests/native/sources.rs).

use std::collections::HashMap;
use std::ops::Range;

use super::super::search::{Strict, fold};
use super::super::text::{Byte, TextRange};
use super::super::tokens::tokens;
use super::super::words::Unaided;

/// A word of a source.
#[derive(Debug, Clone, Copy)]
pub(super) struct BareWord {
    /// Its place in the text.
    pub range: TextRange,
    /// Equal words have equal numbers.
    pub number: u32,
    /// Where it begins in [`BareText::bare`].
    pub at: u32,
}

/// A source as its words.
#[derive(Debug, Default)]
pub(super) struct BareText {
    pub words: Vec<BareWord>,
    /// The words with [`BETWEEN`] before each and after the last.
    pub bare: String,
    numbers: HashMap<String, u32>,
    /// Each two words in a row as one number, with the place of the first; sorted.
    pairs: Vec<(u64, u32)>,
}

/// What stands between bare words: a sign that no word has and that is no white space, so that “the rapist”
/// is not “therapist”.
pub(super) const BETWEEN: char = '\u{1F}';

/// A word that the source does not have.
pub(super) const UNKNOWN: u32 = u32::MAX;

/// Most places of words that are looked at.
pub(super) const PLACES: usize = 1000;

/// Most words that are compared in one search: only a text that repeats itself without end has more.
const COMPARED: usize = 1 << 18;

impl BareText {
    pub(super) fn new(text: &str) -> Self {
        let mut all = Self::default();
        for (range, letters) in bare_words(text, 0..text.len()) {
            all.bare.push(BETWEEN);
            let at = Byte::at(all.bare.len()).0;
            all.bare.push_str(&letters);
            let next = Byte::at(all.numbers.len()).0;
            let number = *all.numbers.entry(letters).or_insert(next);
            all.words.push(BareWord { range, number, at });
        }
        all.bare.push(BETWEEN);
        let next = all.words.iter().skip(1).map(|word| word.number).chain([UNKNOWN]);
        let pairs = all.words.iter().zip(next).zip(0..);
        all.pairs = pairs.map(|((word, next), at)| (pair(word.number, next), at)).collect();
        all.pairs.sort_unstable();
        all
    }

    /// The number of a word; [`UNKNOWN`] if it is nowhere.
    pub(super) fn number(&self, letters: &str) -> u32 {
        self.numbers.get(letters).copied().unwrap_or(UNKNOWN)
    }

    /// The words at which these begin in a row, ascending, but not more than [`PLACES`].
    pub(super) fn places(&self, words: &[u32]) -> Vec<u32> {
        let [only] = words else { return self.places_of_many(words) };
        let mut places: Vec<u32> = self.between(pair(*only, 0), pair(*only, UNKNOWN)).collect();
        places.sort_unstable();
        places.truncate(PLACES);
        places
    }

    fn places_of_many(&self, words: &[u32]) -> Vec<u32> {
        let pairs = words.windows(2).zip(0_u32..);
        let rarest = pairs.min_by_key(|(two, _)| self.range_of(two).len());
        let Some((two, ahead)) = rarest else { return Vec::new() };
        let starts = self.pairs.get(self.range_of(two)).unwrap_or_default().iter();
        let starts = starts.filter_map(|(_, at)| at.checked_sub(ahead));
        let (mut left, mut found) = (COMPARED, Vec::new());
        for at in starts {
            let same = self.same(at, words);
            left = left.saturating_sub(same);
            found.extend((same == words.len()).then_some(at));
            if left == 0 || found.len() == PLACES {
                break;
            }
        }
        found
    }

    /// The most words from the first on that stand in a row somewhere, and where, ascending.
    pub(super) fn longest(&self, words: &[u32]) -> (usize, Vec<u32>) {
        let Some(two) = words.get(..2) else {
            let places = self.places(words);
            return (usize::from(!places.is_empty()), places);
        };
        let starts = self.pairs.get(self.range_of(two)).unwrap_or_default().iter();
        let (mut length, mut places, mut left) = (0, Vec::new(), COMPARED);
        for (_, at) in starts {
            let same = self.same(*at, words);
            left = left.saturating_sub(same);
            if left == 0 {
                break;
            }
            if same > length {
                (length, places) = (same, Vec::new());
            }
            if same == length && places.len() < PLACES {
                places.push(*at);
            }
        }
        (length, places)
    }

    /// The place of some words in a row in the text.
    pub(super) fn range(&self, words: Range<usize>) -> Option<TextRange> {
        let start = self.words.get(words.start)?.range.start;
        let end = self.words.get(words.end.checked_sub(1)?)?.range.end;
        (start < end).then_some(TextRange { start, end })
    }

    /// The words that a part of [`Self::bare`] touches.
    pub(super) fn words_at(&self, part: TextRange) -> Range<usize> {
        let end = self.words.partition_point(|word| word.at < part.end.0);
        // The word before the first that begins in it may reach into it.
        let start = self.words.partition_point(|word| word.at < part.start.0);
        let before = start.checked_sub(1).and_then(|at| self.words.get(at));
        let next = self.words.get(start).map_or(Byte::at(self.bare.len()).0, |word| word.at);
        let reaches = before.is_some() && part.start.0 + 1 < next;
        start - usize::from(reaches)..end.max(start)
    }

    /// The letters of a word.
    pub(super) fn letters(&self, word: usize) -> &str {
        let from = self.words.get(word).map_or(self.bare.len(), |word| word.at as usize);
        let to = self.words.get(word + 1).map_or(self.bare.len(), |word| word.at as usize);
        self.bare.get(from..to.saturating_sub(1)).unwrap_or_default()
    }

    /// How many of some words stand at a word in a row.
    fn same(&self, at: u32, words: &[u32]) -> usize {
        let here = self.words.get(at as usize..).unwrap_or_default().iter();
        here.zip(words).take_while(|(word, wanted)| word.number == **wanted).count()
    }

    fn range_of(&self, two: &[u32]) -> Range<usize> {
        let (first, second) = match two {
            [first, second] if *second != UNKNOWN => (*first, *second),
            _ => return 0..0,
        };
        let key = pair(first, second);
        let from = self.pairs.partition_point(|(other, _)| *other < key);
        from..from + self.pairs[from..].partition_point(|(other, _)| *other == key)
    }

    fn between(&self, first: u64, last: u64) -> impl Iterator<Item = u32> {
        let from = self.pairs.partition_point(|(key, _)| *key < first);
        let all = self.pairs.get(from..).unwrap_or_default().iter();
        all.take_while(move |(key, _)| *key <= last).map(|(_, at)| *at)
    }
}

fn pair(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// The words of a part of a text, bare.
pub(super) fn bare_words(
    text: &str,
    part: Range<usize>,
) -> impl Iterator<Item = (TextRange, String)> {
    let all = tokens(text, part.clone(), &part, &Unaided).into_iter();
    // A possessive ’s is a word of its own, as a quote may end before it.
    let parts = all.flat_map(|token| [token.start..token.end, token.end..token.tail]);
    parts.filter_map(|part| {
        let letters = letters(text, part.clone());
        let range = TextRange { start: Byte::at(part.start), end: Byte::at(part.end) };
        (!letters.is_empty()).then_some((range, letters))
    })
}

/// The letters of a word as they are compared.
fn letters(text: &str, part: Range<usize>) -> String {
    const STRICT: Strict = Strict { case: false, accents: true };
    let word = text.get(part.clone()).unwrap_or_default();
    let mut letters = String::with_capacity(word.len());
    if is_negative(text, part.start) {
        letters.push('-');
    }
    if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        letters.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        return letters;
    }
    let mut folded = String::new();
    word.chars().for_each(|c| fold(c, STRICT, &mut folded));
    for (at, c) in folded.char_indices() {
        let before = letters.chars().next_back();
        let after = folded.get(at + c.len_utf8()..).unwrap_or_default();
        let in_number = before.is_some_and(char::is_numeric) && after.starts_with(char::is_numeric);
        let counts = match c {
            '\'' | '"' | '_' | '*' => false,
            '.' | ':' => in_number,
            ',' => in_number && !is_thousand(after),
            _ => true,
        };
        letters.extend(counts.then_some(c));
    }
    letters
}

/// Whether what follows a comma in a number is three digits, as in 3,000.
fn is_thousand(after: &str) -> bool {
    after.chars().take_while(|c| c.is_numeric()).count() == 3
}

/// Whether a minus sign is before a number.
fn is_negative(text: &str, start: usize) -> bool {
    let (before, word) = text.split_at_checked(start).unwrap_or_default();
    let mut before = before.chars().rev();
    word.starts_with(char::is_numeric)
        && matches!(before.next(), Some('-' | '−'))
        && before.next().is_none_or(char::is_whitespace)
}
