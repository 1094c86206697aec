//! A text whose words have their senses, and its sentences by the rules for abbreviations: what the stages
//! of quotes, speakers and claims share.

use std::ops::Range;

use super::prose::Prose;
use super::senses::{Sense, WordSenses};
use crate::model::clusters;
use crate::model::sentences::sentences;
use crate::model::text::{Byte, TextRange};

/// A text with the senses of its tokens.
#[derive(Debug)]
pub(super) struct Sensed<'a> {
    pub prose: &'a Prose<'a>,
    senses: Vec<Sense>,
    /// Ranges of tokens, in order; together they are all tokens.
    pub sentences: Vec<Range<usize>>,
    /// The number of the sentence of each token.
    of_tokens: Vec<u32>,
    /// The same of paragraphs.
    pub paragraphs: Vec<Range<usize>>,
}

/// The second words of verbs of two.
const PARTICLES: [&str; 6] = ["back", "in", "it", "on", "out", "up"];

impl<'a> Sensed<'a> {
    pub fn of(prose: &'a Prose<'a>, senses: &WordSenses) -> Self {
        let count = prose.tokens.len();
        let sense = |token: usize| {
            let apart = !is_glued(prose, token) && !is_glued(prose, token + 1);
            match () {
                () if apart => senses.sense(prose.token(token)),
                () if is_measured(prose, token) => Sense::FIGURE,
                () if is_unit(prose, token) => Sense::UNIT,
                () => Sense::NONE,
            }
        };
        let known = (0..count).map(sense).collect();
        let tokens_of = |paragraph: &Range<usize>| {
            let start = prose.sentences.get(paragraph.start).map_or(count, |first| first.start);
            let last = paragraph.end.checked_sub(1).and_then(|last| prose.sentences.get(last));
            start..last.map_or(start, |last| last.end)
        };
        let paragraphs = prose.paragraphs.iter().map(tokens_of).collect();
        let (sentences, of_tokens) = (Vec::new(), Vec::with_capacity(count));
        let mut sensed = Self { prose, senses: known, sentences, of_tokens, paragraphs };
        sensed.join_verbs(senses);
        sensed.divide();
        sensed
    }

    /// Verbs of saying of two words, "pointed out", count as one at the first.
    fn join_verbs(&mut self, senses: &WordSenses) {
        for second in 1..self.len() {
            let word = self.word(second);
            if !PARTICLES.contains(&word) || !self.is(second - 1, Sense::WORD) {
                continue;
            }
            let both = format!("{}-{word}", self.word(second - 1));
            // "They went on strike" says nothing.
            let apart = word == "on" && self.is(second + 1, Sense::WORD.or(Sense::FIGURE));
            let goes_on = self.has(second + 1, "that");
            if senses.sense(&both).is(Sense::SAYS_TWO) && (!apart || goes_on) {
                // Beside words in quotation marks or before "that": "Hall put in $2m" says nothing, either.
                self.add(second - 1..second, Sense::SAYS_TOO.or(Sense::SAYS_THAT));
            }
        }
    }

    fn divide(&mut self) {
        let mut token = 0;
        for paragraph in self.paragraphs.clone() {
            let range = self.bytes(paragraph.clone());
            let text = self.prose.text.get(range.indices()).unwrap_or_default();
            for sentence in sentences(text) {
                let end = Byte::at(range.start.index() + sentence.end);
                let start = token;
                while token < paragraph.end
                    && self.prose.tokens.get(token).is_some_and(|token| token.start < end)
                {
                    token += 1;
                }
                self.push(start..token);
            }
            self.push(token..paragraph.end);
            token = paragraph.end;
        }
    }

    fn push(&mut self, sentence: Range<usize>) {
        if sentence.is_empty() {
            return;
        }
        let first = sentence.clone().find(|token| self.is(*token, Sense::WORD));
        if let Some(first) = first {
            self.add(first..first + 1, Sense::FIRST);
        }
        let number = u32::try_from(self.sentences.len()).unwrap_or(u32::MAX);
        self.of_tokens.resize(sentence.end, number);
        self.sentences.push(sentence);
    }

    /// Whether a token has one of these senses; none beyond the last.
    pub fn is(&self, token: usize, any: Sense) -> bool {
        self.senses.get(token).is_some_and(|sense| sense.is(any))
    }

    /// Whether a token is a verb, or looks like one of the past.
    pub fn is_verb(&self, token: usize) -> bool {
        self.is(token, Sense::VERB) || is_past(self.word(token))
    }

    /// Whether a token joins two clauses.
    pub fn is_joining(&self, token: usize) -> bool {
        ["and", "but", "or"].iter().any(|word| self.has(token, word))
    }

    /// Adds a sense to some tokens.
    pub fn add(&mut self, tokens: Range<usize>, sense: Sense) {
        for known in self.senses.get_mut(tokens).unwrap_or_default() {
            *known = known.or(sense);
        }
    }

    /// Whether a token is the unit directly on a figure: the m of "£4.2m".
    pub fn is_unit_on_figure(&self, token: usize) -> bool {
        is_unit(self.prose, token)
    }

    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.senses.len()
    }

    /// A token as it stands in the text.
    pub fn word(&self, token: usize) -> &'a str {
        self.prose.token(token)
    }

    /// Whether a token is this sign or this lower-case word.
    #[inline(always)]
    pub fn has(&self, token: usize, word: &str) -> bool {
        self.prose.has(token, word)
    }

    /// Whether a token is one of these signs, each of at most three bytes.
    #[inline(always)]
    pub fn is_sign(&self, token: usize, signs: &str) -> bool {
        self.prose.length(token) < 4 && self.is_one_of(token, signs)
    }

    fn is_one_of(&self, token: usize, signs: &str) -> bool {
        let mut chars = self.prose.token(token).chars();
        chars.next().is_some_and(|sign| signs.contains(sign)) && chars.next().is_none()
    }

    /// The sentence of a token.
    pub fn sentence(&self, token: usize) -> Range<usize> {
        self.sentences.get(self.sentence_number(token)).cloned().unwrap_or(token..token)
    }

    /// The number of the sentence of a token.
    pub fn sentence_number(&self, token: usize) -> usize {
        self.of_tokens.get(token).map_or(self.sentences.len(), |number| *number as usize)
    }

    /// The place of some tokens.
    pub fn bytes(&self, tokens: Range<usize>) -> TextRange {
        let start = self.prose.tokens.get(tokens.start).map(|token| token.start);
        let last = tokens.end.checked_sub(1).filter(|last| *last >= tokens.start);
        let end = last.and_then(|last| self.prose.tokens.get(last)).map(|token| token.end);
        let start = start.unwrap_or(Byte::at(self.prose.text.len()));
        let end = end.unwrap_or(start);
        // An invisible character may belong to the last letter.
        let at = end.index();
        let is_edge = clusters::is_edge(self.prose.text, at);
        let end = if is_edge { end } else { Byte::at(clusters::end(self.prose.text, at)) };
        TextRange { start, end }
    }

    /// The tokens of a place: those that begin in it.
    pub fn tokens(&self, range: TextRange) -> Range<usize> {
        let at = |place: Byte| self.prose.tokens.partition_point(|token| token.start < place);
        at(range.start)..at(range.end)
    }

    /// The text of some tokens as it stands.
    pub fn text(&self, tokens: Range<usize>) -> &'a str {
        self.prose.text.get(self.bytes(tokens).indices()).unwrap_or_default()
    }

    /// Whether the token ends a possessive: the s of "Smith's".
    pub fn possessive_after(&self, token: usize) -> bool {
        self.is_sign(token, "'’")
            && (self.has(token + 1, "s") || !self.is(token + 1, Sense::WORD))
            && self.prose.gap_before(token).is_empty()
    }

    /// Whether a possessive stands before a token: "Smith's lawyer".
    pub fn is_owned(&self, token: usize) -> bool {
        let sign = token.checked_sub(2);
        sign.is_some_and(|sign| self.has(sign + 1, "s") && self.possessive_after(sign))
    }
}

/// Whether a word looks like a verb of the past; the others are listed.
pub(super) fn is_past(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed")
}

/// Units that stand directly behind their figure: "£4.2m", "12km".
const GLUED_UNITS: [&str; 18] = [
    "m", "M", "mn", "bn", "tn", "k", "K", "p", "pc", "km", "cm", "mm", "kg", "mph", "MW", "GW",
    "kW", "ft",
];

/// Whether a token is a figure, and the next one the unit on it.
fn is_measured(prose: &Prose<'_>, token: usize) -> bool {
    let figure = prose.token(token).starts_with(|c: char| c.is_ascii_digit());
    figure
        && GLUED_UNITS.contains(&prose.token(token + 1))
        && is_glued(prose, token + 1)
        && !is_glued(prose, token)
        && !is_glued(prose, token + 2)
}

fn is_unit(prose: &Prose<'_>, token: usize) -> bool {
    token.checked_sub(1).is_some_and(|before| is_measured(prose, before))
}

/// Whether a token goes on where the one before ends, without a border that a reader sees: "7th". Neither part
/// is a word, so neither has senses, but for a figure and its unit.
fn is_glued(prose: &Prose<'_>, token: usize) -> bool {
    prose.is_joined(token)
        && prose.token(token - 1).ends_with(char::is_alphanumeric)
        && prose.token(token).starts_with(char::is_alphanumeric)
}
