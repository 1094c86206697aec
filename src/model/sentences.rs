//! Where sentences end: by the stop, what comes before it and what follows. None ends before a lower-case
//! letter, or between a stop and its closing quotation mark (tests/native/words.rs).

use std::ops::Range;

use super::abbreviations::{
    Stop, is_behind_hour, is_saying, makes_ordinal, starts_sentences, stop_behind,
};
use super::characters::{
    is_closing, is_picture, is_quote, is_quote_either_way, is_small_only, is_stop,
};

/// The sentences of a block in text order, in bytes, without surrounding white space. Together they contain
/// everything else. In doubt ("the U.S. Putin") a sentence continues. Thai and its neighbours have no stops,
/// so a block of theirs is one sentence.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let (mut start, mut from, mut seen) = (0, 0, false);
    while let Some(place) = Boundary::next(text, start, from) {
        // A sentence needs something to read: "[…]" is part of the next.
        seen = seen
            || text.get(from..start + place.before.len()).is_some_and(|new| new.contains(is_seen));
        from = text.len() - place.after.len();
        if seen && place.ends() {
            push(&mut sentences, text, start..from);
            (start, seen) = (from, false);
        }
    }
    push(&mut sentences, text, start..text.len());
    sentences
}

fn push(sentences: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let sentence = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (sentence.len() - sentence.trim_start().len());
    let end = start + sentence.trim().len();
    if start < end {
        sentences.push(start..end);
    }
}

/// Most characters searched for the word before a stop, or the letter after it.
const NEAR: usize = 24;

/// A place where a sentence may end.
struct Boundary<'a> {
    /// The sentence up to its stops.
    before: &'a str,
    stops: &'a str,
    /// Closing quotation marks and brackets after the stops.
    closers: &'a str,
    after: &'a str,
}

impl<'a> Boundary<'a> {
    fn next(text: &'a str, start: usize, from: usize) -> Option<Self> {
        let stop = from + text.get(from..)?.find(is_stop)?;
        let (before, rest) = (text.get(start..stop)?, text.get(stop..)?);
        let behind = rest.find(|c| !is_stop(c)).unwrap_or(rest.len());
        let (stops, rest) = rest.split_at(behind);
        let (closers, after) = rest.split_at(closing(rest));
        Some(Self { before, stops, closers, after })
    }

    fn ends(&self) -> bool {
        let rest = self.after.trim_start();
        if rest.is_empty() {
            return true;
        }
        if self.stops.contains(needs_no_blank) {
            // 「本当？」と聞いた: the quotation is part of the sentence that reports it.
            return self.closers.is_empty() || !rest.starts_with(['と', 'っ', '、', '，', ',']);
        }
        if rest.len() == self.after.len() {
            return !self.closers.is_empty() && rest.starts_with(['“', '„', '«', '‹', '¿', '¡']);
        }
        if rest.starts_with(|c| is_stop(c) || ",;:".contains(c)) {
            return false;
        }
        let Some(lead) = lead(rest) else { return false };
        match self.stops {
            _ if begins_small(lead) => false,
            "." => self.dot_ends(lead),
            stops if stops.chars().all(|c| ".…".contains(c)) => first_word(lead) != "I",
            _ => !(self.closers.contains(is_quote) && is_said_by(lead)),
        }
    }

    /// Whether a single full stop ends the sentence if `lead` follows.
    fn dot_ends(&self, lead: &str) -> bool {
        let word = last_word(self.before);
        let next = first_word(lead);
        let digits = word.chars().all(|c| c.is_ascii_digit());
        // An ellipsis with spaces, or a mark after the quotation.
        if word.is_empty() {
            return true;
        }
        if self.before.len() < 2 * NEAR
            && self.before.trim_start_matches(|c: char| !c.is_alphanumeric()) == word
            && is_of_list(word)
        {
            return false;
        }
        if digits {
            let before = last_word(self.before.trim_end_matches(word).trim_end());
            return word.len() > 2 || !makes_ordinal(before, next);
        }
        // "At Wendy's. Tom": no initial.
        if word == "s" && (self.before.ends_with("'s") || self.before.ends_with("’s")) {
            return true;
        }
        // (D-Calif.) Monday
        if self.closers.starts_with(')') && word.len() <= 8 && word.contains('-') {
            return false;
        }
        match stop_behind(word) {
            Stop::GoesOn => false,
            Stop::Ends => true,
            _ if !self.closers.is_empty() => true,
            Stop::BeforeNumber => {
                !next.starts_with(char::is_numeric) && (next.len() < 2 || !is_roman(next))
            }
            Stop::BehindHour => !is_behind_hour(next),
            Stop::Either => starts_sentences(next) && !begins_with_initial(lead, next),
        }
    }
}

/// Whether a word is the number or letter of an item at the start of a line: "1. First".
fn is_of_list(word: &str) -> bool {
    let digits = word.chars().all(|c| c.is_ascii_digit()) && word.len() < 4;
    digits || is_roman(word) || word.chars().count() == 1
}

/// Stops after which the next sentence may follow without a space.
fn needs_no_blank(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '．' | '｡' | '؟' | '۔' | '।' | '॥' | '၊' | '။' | '។' | '៕')
}

/// The length of a text's start that closes what came before.
fn closing(text: &str) -> usize {
    let mut rest = text;
    while let Some(after) = without_closer(rest) {
        rest = after;
    }
    text.len() - rest.len()
}

/// A text without its first quotation mark, bracket or note number, if that closes something. In French a
/// (narrow) space precedes the mark.
fn without_closer(text: &str) -> Option<&str> {
    if let Some(after) = text.strip_prefix(is_closing) {
        return Some(after);
    }
    if let Some(note) = text.strip_prefix('[') {
        let after = note.trim_start_matches(|c: char| c.is_ascii_digit());
        return after.strip_prefix(']').filter(|_| after.len() < note.len());
    }
    let behind_blank = text.strip_prefix([' ', '\u{a0}', '\u{202f}', '\u{2009}']);
    let quote = behind_blank.filter(|quote| quote.starts_with(['»', '›'])).unwrap_or(text);
    // Before a letter it opens the next sentence.
    quote
        .strip_prefix(is_quote_either_way)
        .filter(|after| !after.starts_with(char::is_alphanumeric))
}

/// A text from its first letter, digit or picture on, if one is near.
fn lead(text: &str) -> Option<&str> {
    let (at, _) = text.char_indices().take(NEAR).find(|(_, c)| is_seen(*c))?;
    text.get(at..)
}

fn is_seen(c: char) -> bool {
    c.is_alphanumeric() || is_picture(c)
}

/// Whether a text begins with a lower-case letter, but not with a name like iPhone or al-Assad.
fn begins_small(text: &str) -> bool {
    let mut letters = text.chars();
    let small = letters.next().is_some_and(|c| c.is_lowercase() && !is_small_only(c));
    let named = letters.take(3).skip_while(|c| c.is_lowercase()).find(|c| *c != '-');
    small && !named.is_some_and(char::is_uppercase)
}

/// The word at the end of a text; empty after white space or a quotation mark.
fn last_word(text: &str) -> &str {
    let starts = |c: char| c.is_whitespace() || is_quote(c) || "([{–—/".contains(c);
    let mut near = text.char_indices().rev().take(NEAR);
    let start = near.find(|(_, c)| starts(*c)).map(|(at, c)| at + c.len_utf8());
    // A long word is not an abbreviation, so its start does not matter.
    let start = start.or_else(|| text.char_indices().rev().take(NEAR).last().map(|(at, _)| at));
    text.get(start.unwrap_or_default()..).unwrap_or_default()
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

/// Whether a text begins with this initial of a name.
fn begins_with_initial(text: &str, word: &str) -> bool {
    word.chars().count() == 1 && text.get(word.len()..).is_some_and(|after| after.starts_with('.'))
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|c| "IVXLC".contains(c))
}

/// Whether a text continues with a speech tag: "Mr. Putin asked".
fn is_said_by(text: &str) -> bool {
    let mut words = text.split_whitespace().take(4);
    let other = words.find(|word| !word.starts_with(char::is_uppercase));
    other.is_some_and(|word| is_saying(first_word(word)))
}
