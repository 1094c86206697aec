//! Divides a line into words: the rules, for scripts with and without spaces between words. Punctuation is
//! not a word, and no grapheme cluster is cut (tests/native/laws_words.rs).

use std::ops::Range;

use super::characters::{has_no_blanks, is_currency, is_format, is_hebrew, is_picture};
use super::clusters::{clusters, is_edge};
use super::words::Segmenter;

/// A word. Between its end and `tail` is a possessive ’s.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub start: usize,
    pub end: usize,
    pub tail: usize,
}

/// Most characters without a space looked up at once; sentences are shorter.
const LOOKED_UP: usize = 1000;

/// Longest address, in bytes.
const ADDRESS: usize = 2000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Never part of a word: white space, dashes, quotation marks.
    Gap,
    Letter,
    Digit,
    /// A letter of a script without spaces between words.
    Unspaced,
    /// A picture: a word by itself.
    Picture,
    /// A character that joins a word in some places.
    Sign(char),
}

#[derive(Debug, Clone, Copy)]
struct Cluster {
    at: usize,
    class: Class,
}

/// The words of a part of a text that begins and ends between words. Words of scripts without spaces are
/// looked up only if they lie `near`.
pub(super) fn tokens(
    text: &str,
    part: Range<usize>,
    near: &Range<usize>,
    segmenter: &dyn Segmenter,
) -> Vec<Token> {
    let mut reader =
        TokenReader { text, near, segmenter, stretch: Vec::new(), end: 0, tokens: Vec::new() };
    for (at, cluster) in clusters(text.get(part.clone()).unwrap_or_default()) {
        let cluster = Cluster { at: part.start + at, class: class_of(cluster) };
        if cluster.class == Class::Gap {
            reader.read_stretch(cluster.at);
        } else {
            reader.stretch.push(cluster);
        }
    }
    reader.read_stretch(part.end);
    reader.tokens
}

/// The stretch around a place in which no word continues from outside; empty between words.
pub(super) fn stretch_around(text: &str, at: usize) -> Range<usize> {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let mut backward = before.char_indices().rev();
    let start = backward.find(|(index, c)| is_gap(text, *index, *c));
    let mut forward = after.char_indices();
    let end = forward.find(|(index, c)| is_gap(text, at + index, *c));
    let start = start.map_or(0, |(index, c)| index + c.len_utf8());
    start..end.map_or(text.len(), |(index, _)| at + index)
}

fn is_gap(text: &str, at: usize, c: char) -> bool {
    class_of(c.encode_utf8(&mut [0; 4])) == Class::Gap
        && is_edge(text, at)
        && is_edge(text, at + c.len_utf8())
}

fn class_of(cluster: &str) -> Class {
    let Some(first) = cluster.chars().next() else { return Class::Gap };
    if let Some(letter) = cluster.chars().find(|c| c.is_alphanumeric()) {
        return match letter {
            _ if has_no_blanks(letter) => Class::Unspaced,
            _ if letter.is_numeric() => Class::Digit,
            _ => Class::Letter,
        };
    }
    // ✌🏽: the base character alone is not an emoji, but with a skin tone it is.
    if cluster.contains(|c| is_picture(c) || c == '\u{fe0f}') {
        return Class::Picture;
    }
    let holds = first.is_ascii_graphic()
        || is_currency(first)
        || is_format(first)
        || "’‘·‧״׳٫٬‰°".contains(first);
    if holds { Class::Sign(first) } else { Class::Gap }
}

struct TokenReader<'a> {
    text: &'a str,
    near: &'a Range<usize>,
    segmenter: &'a dyn Segmenter,
    stretch: Vec<Cluster>,
    /// The end of the stretch.
    end: usize,
    tokens: Vec<Token>,
}

impl TokenReader<'_> {
    fn read_stretch(&mut self, end: usize) {
        self.end = end;
        let start = self.at(0);
        let stretch = self.text.get(start..end).unwrap_or_default();
        let addressed =
            stretch.contains("://") || stretch.contains('@') || stretch.contains("www.");
        let mut index = 0;
        while let Some(class) = self.class(index) {
            let end = match class {
                Class::Unspaced => {
                    index = self.read_unspaced(index);
                    continue;
                }
                Class::Picture => index + 1,
                Class::Letter | Class::Digit if addressed => {
                    self.address_end(index).unwrap_or_else(|| self.word_end(index))
                }
                Class::Letter | Class::Digit => self.word_end(index),
                Class::Sign(sign)
                    if is_currency(sign) && self.class(index + 1) == Some(Class::Digit) =>
                {
                    self.word_end(index + 1)
                }
                Class::Sign(_) | Class::Gap => {
                    index += 1;
                    continue;
                }
            };
            if !self.is_lone_possessive(index, end) {
                self.push(index, end);
            }
            index = end;
        }
        self.stretch.clear();
    }

    fn class(&self, index: usize) -> Option<Class> {
        self.stretch.get(index).map(|cluster| cluster.class)
    }

    fn at(&self, index: usize) -> usize {
        self.stretch.get(index).map_or(self.end, |cluster| cluster.at)
    }

    /// The end of the word whose first letter or digit is at `index`.
    fn word_end(&self, mut index: usize) -> usize {
        use Class::{Digit, Letter, Sign};
        loop {
            index += 1;
            match (self.class(index), self.class(index + 1)) {
                (Some(Letter | Digit), _) => {}
                (Some(Sign(sign)), Some(Letter | Digit)) if self.joins(index, sign) => index += 1,
                (Some(Sign(sign)), _)
                    if self.class(index - 1) == Some(Digit)
                        && (matches!(sign, '%' | '‰' | '°') || is_currency(sign)) => {}
                _ => return index,
            }
        }
    }

    /// Whether a character between two letters or digits joins them.
    fn joins(&self, index: usize, sign: char) -> bool {
        let (before, after) = (self.class(index - 1), self.class(index + 1));
        let both = |class| before == Some(class) && after == Some(class);
        let (digits, letters) = (both(Class::Digit), both(Class::Letter));
        match sign {
            '\'' | '’' | '‘' | '_' | '&' => true,
            '.' => digits || (letters && !self.is_stop(index)),
            ',' | '٫' | '٬' => digits,
            ':' => digits || letters,
            '·' | '‧' | '*' => letters,
            '"' | '״' | '׳' => letters && is_hebrew(self.first(index - 1)),
            _ => is_format(sign) || (is_currency(sign) && after == Some(Class::Digit)),
        }
    }

    /// Whether a full stop without a space after it still ends a sentence: "he said.The".
    fn is_stop(&self, index: usize) -> bool {
        let small = |index| self.first(index).is_lowercase();
        let long = index >= 3 && self.class(index - 3) == Some(Class::Letter);
        long && small(index - 1) && self.first(index + 1).is_uppercase()
    }

    fn first(&self, index: usize) -> char {
        self.text.get(self.at(index)..).and_then(|text| text.chars().next()).unwrap_or_default()
    }

    /// The end of the web or e-mail address that begins at `index`, if there is one.
    fn address_end(&self, index: usize) -> Option<usize> {
        let start = self.at(index);
        let text = self.text.get(start..self.end)?;
        if !begins_with_address(text) {
            return None;
        }
        let ends = |(at, c): &(usize, char)| {
            *at > ADDRESS || !c.is_ascii_graphic() || "\"<>()[]{}|\\^`".contains(*c)
        };
        let text = text.char_indices().find(ends).map_or(text, |(end, _)| &text[..end]);
        let text = text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/');
        let rest = self.stretch.get(index..)?;
        Some(index + rest.partition_point(|one| one.at < start + text.len()))
    }

    /// Reads the words of a run of letters without spaces, and returns its end.
    fn read_unspaced(&mut self, from: usize) -> usize {
        let rest = self.stretch.get(from..).unwrap_or_default();
        let run = rest.iter().take_while(|one| one.class == Class::Unspaced).count();
        let to = from + run.min(LOOKED_UP);
        let (start, end) = (self.at(from), self.at(to));
        if end < self.near.start || self.near.end < start {
            return to;
        }
        let edges = self.segmenter.word_edges(self.text.get(start..end).unwrap_or_default());
        let is_edge = |at: usize| {
            edges.as_ref().is_none_or(|edges| edges.binary_search(&(at - start)).is_ok())
        };
        let mut first = start;
        for index in from + 1..=to {
            let at = self.at(index);
            if index == to || is_edge(at) {
                self.tokens.push(Token { start: first, end: at, tail: at });
                first = at;
            }
        }
        to
    }

    /// Whether a word is the s of a possessive after a full stop or a quotation mark: "the U.S.’s".
    fn is_lone_possessive(&self, from: usize, to: usize) -> bool {
        from > 1
            && to == from + 1
            && matches!(self.first(from), 's' | 'S')
            && matches!(self.class(from - 1), Some(Class::Sign('’' | '\'')))
    }

    fn push(&mut self, from: usize, to: usize) {
        let (start, tail) = (self.at(from), self.at(to));
        let mut end = tail;
        while let Some(length) = possessive(self.text.get(start..end).unwrap_or_default())
            && self.stretch.binary_search_by_key(&(end - length), |one| one.at).is_ok()
        {
            end -= length;
        }
        self.tokens.push(Token { start, end, tail });
    }
}

fn begins_with_address(text: &str) -> bool {
    // The longest local part of an e-mail address, and the longest name of a host.
    let (name, rest) = split_name(text, 64);
    if let Some(host) = rest.strip_prefix('@') {
        let named = name.ends_with(|c: char| c.is_alphanumeric());
        return named
            && host.starts_with(char::is_alphanumeric)
            && split_name(host, 255).0.contains('.');
    }
    name.starts_with("www.") || (rest.starts_with("://") && name.chars().all(char::is_alphanumeric))
}

fn split_name(text: &str, longest: usize) -> (&str, &str) {
    let ends = |(at, c): &(usize, char)| {
        *at >= longest || !(c.is_ascii_alphanumeric() || "._%+-".contains(*c))
    };
    let end = text.char_indices().find(ends).map_or(text.len(), |(end, _)| end);
    text.split_at(end)
}

/// The length of a possessive ’s at the end of a word, in bytes. "It’s" and the like mean "it is".
pub(super) fn possessive(word: &str) -> Option<usize> {
    const CONTRACTED: &str =
        "it he she that there here what who where when how why let this one everything";
    let stem = ["’s", "'s", "’S", "'S"].iter().find_map(|ending| word.strip_suffix(ending))?;
    let bare = stem.trim_start_matches(|c: char| !c.is_alphanumeric());
    let contracted = CONTRACTED.split(' ').any(|known| bare.eq_ignore_ascii_case(known));
    (!bare.is_empty() && !contracted).then(|| word.len() - stem.len())
}
