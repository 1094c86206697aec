//! Where a place of words that are only like a quotation begins and ends: as what is around the quotation tells,
//! and with whole words (tests/native/quotations.rs).

use super::super::characters::has_no_blanks;
use super::super::search::{Strict, goes_on, is_of_word};
use super::super::text::{Byte, TextRange};
use super::distance::distance;
use super::matches::Anchor;
use super::quotation::{Candidate, LONGEST, QuotationFinder};
use super::revision::Revision;
use super::words;

impl QuotationFinder<'_> {
    /// A place of words like a quotation with the ends it has among what is around it.
    pub(super) fn with_ends(
        &self,
        anchor: &Anchor<'_>,
        pattern: &[char],
        one: Candidate,
    ) -> Candidate {
        let slack = |side: &str| side.len() + side.len() / 2 + one.distance as usize;
        let from = one.from.saturating_sub(slack(anchor.prefix));
        let to = (one.to + slack(anchor.suffix)).min(self.compared.signs().len());
        let refined = || {
            let part = self.compared.range(self.text, from, to)?;
            let quoted = [anchor.prefix, anchor.exact, anchor.suffix].concat();
            let revision = Revision::between(&quoted, self.text.get(part.indices())?);
            let start = Byte::at(anchor.prefix.len());
            let end = Byte::at(anchor.prefix.len() + anchor.exact.len());
            let carried = revision.carry(TextRange { start, end })?;
            let place = carried.place;
            let there = |at: Byte| self.compared.at(Byte(at.0 + part.start.0));
            let (from, to) = (there(place.range.start), there(place.range.end));
            let distance = self.distance(pattern, from, to, one)?;
            Some((Candidate { from, to, distance }, carried.held))
        };
        let worst = one.distance as usize + pattern.len() / 5;
        let is_better = |(found, held): &(Candidate, bool)| {
            (*held || found.distance as usize <= worst) && found.from < found.to
        };
        let found = refined().filter(is_better).map_or(one, |(found, _)| found);
        self.with_whole_words(anchor, pattern, found).unwrap_or(found)
    }

    /// A place of words like a quotation without the pieces of words at its ends that this does not have.
    fn with_whole_words(
        &self,
        anchor: &Anchor<'_>,
        pattern: &[char],
        one: Candidate,
    ) -> Option<Candidate> {
        let range = self.compared.range(self.text, one.from, one.to)?;
        let [cuts_start, cuts_end] = cuts(self.text, anchor, range);
        let (start, end) = (range.start.index(), range.end.index());
        let start = if cuts_start { nearer_edge(self.text, start)? } else { start };
        let end = if cuts_end { nearer_edge(self.text, end)? } else { end };
        let (from, to) = (self.compared.at(Byte::at(start)), self.compared.at(Byte::at(end)));
        let distance = self.distance(pattern, from, to, one)?;
        Some(Candidate { from, to, distance })
    }

    /// How far the signs of a place are from a pattern; of a long one as far as a place near it. `None` if there
    /// are none.
    fn distance(&self, pattern: &[char], from: usize, to: usize, near: Candidate) -> Option<u32> {
        let words = self.compared.signs().get(from..to).filter(|words| !words.is_empty())?;
        Some(if pattern.len() <= LONGEST { distance(pattern, words) } else { near.distance })
    }
}

/// Whether the beginning and the end of a place are within a word or a figure where those of a quotation are not, or
/// the other way round. Where nothing is known of what is beside it, a quotation has whole words.
pub fn cuts(text: &str, anchor: &Anchor<'_>, range: TextRange) -> [bool; 2] {
    let goes_on_at = |at: Byte| {
        let sides = text.split_at_checked(at.index());
        sides.is_some_and(|(before, after)| goes_on_into(before, after))
    };
    let start = goes_on_into(anchor.prefix, anchor.exact) != goes_on_at(range.start);
    let end = goes_on_into(anchor.exact, anchor.suffix) != goes_on_at(range.end);
    [start, end]
}

/// Whether a word or a figure goes on from one text into the next.
fn goes_on_into(before: &str, after: &str) -> bool {
    let divides = ['.', ',', ':', '’'];
    let ends = |text: &str| text.ends_with(char::is_numeric);
    let starts = |text: &str| text.starts_with(char::is_numeric);
    goes_on(before, after)
        || before.strip_suffix(divides).is_some_and(ends) && starts(after)
        || ends(before) && after.strip_prefix(divides).is_some_and(starts)
}

/// Whether words of the same letters are others: one word divided, or a name in capitals and a word without any.
pub(super) fn is_other_word(exact: &str, there: &str) -> bool {
    if exact.contains(has_no_blanks) {
        return false;
    }
    let letters = |words: &str| words.chars().filter(|c| c.is_alphabetic()).count();
    let is_small = |words: &str| !words.contains(char::is_uppercase);
    let is_capitals = |words: &str| letters(words) > 1 && !words.contains(char::is_lowercase);
    let is_name_of = |name: &str, word: &str| is_capitals(name) && is_small(word);
    match (is_one_word(exact), is_one_word(there)) {
        (true, true) => is_name_of(exact, there) || is_name_of(there, exact),
        (one, other) => one != other,
    }
}

/// Whether no white space divides letters: “5 %” and “1 000” are written with it or without.
fn is_one_word(text: &str) -> bool {
    let all: Vec<String> = words(text, Strict { case: true, accents: false }).collect();
    let is_letter = char::is_alphabetic;
    let divides =
        |pair: &[String; 2]| pair[0].ends_with(is_letter) && pair[1].starts_with(is_letter);
    !all.array_windows().any(divides)
}

/// The end of the word around a place that is nearer to it; `None` if the word is too long to be one.
fn nearer_edge(text: &str, at: usize) -> Option<usize> {
    const LONGEST: usize = 64;
    let (before, after) = text.split_at_checked(at)?;
    let length = |letters: &mut dyn Iterator<Item = char>| {
        let letters = letters.take(LONGEST).take_while(|c| is_of_word(*c));
        letters.map(char::len_utf8).sum::<usize>()
    };
    let (back, on) = (length(&mut before.chars().rev()), length(&mut after.chars()));
    let edge = if back <= on { at - back } else { at + on };
    (back.min(on) < LONGEST).then_some(edge)
}
