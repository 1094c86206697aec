//! Words and sentences, for formats that know nothing else. Words are cut where an annotation begins or ends,
//! and sentences are joined where one continues, so no span has to move (tests/formats/laws.rs).

use std::collections::BTreeSet;
use std::ops::Range;

use super::loss::rebuilt;
use crate::model::words::{Unaided, words};
use crate::model::{
    Actor, Annotation, AnnotationSet, Article, Byte, Details, TextRange, sentences::sentences,
};

/// A sentence with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its words and punctuation, in text order; never empty.
    pub tokens: Vec<TextRange>,
}

impl Sentence {
    /// From the start of its first word to the end of its last.
    pub fn range(&self) -> TextRange {
        let start = self.tokens.first().map_or(Byte(0), |token| token.start);
        TextRange { start, end: self.tokens.last().map_or(start, |token| token.end) }
    }
}

/// The sentences of a document.
pub fn tokenize(set: &AnnotationSet) -> Vec<Sentence> {
    let article = set.article();
    let spans: Vec<_> = set.iter().flat_map(|one| one.spans.iter().copied()).collect();
    let edges: BTreeSet<u32> = spans.iter().flat_map(|span| [span.start.0, span.end.0]).collect();
    let mut all: Vec<Sentence> = Vec::new();
    for block in article.blocks() {
        let (text, from) = (article.slice(block.range), block.range.start.0);
        let inside = edges.range(from..=block.range.end.0);
        let inside: Vec<usize> = inside.map(|edge| (edge - from) as usize).collect();
        for sentence in sentences(text) {
            let tokens = tokens_in(text, sentence, &inside);
            let tokens = tokens.into_iter().map(|token| moved(&token, from)).collect::<Vec<_>>();
            if !tokens.is_empty() {
                all.push(Sentence { tokens });
            }
        }
    }
    joined(all, &spans)
}

fn moved(token: &Range<usize>, from: u32) -> TextRange {
    TextRange::new(from + Byte::at(token.start).0, from + Byte::at(token.end).0)
}

/// The words and punctuation of a sentence of a block, cut at these places.
fn tokens_in(text: &str, sentence: Range<usize>, edges: &[usize]) -> Vec<Range<usize>> {
    let part = text.get(sentence.clone()).unwrap_or_default();
    let words = words(part, &Unaided);
    let mut words = words.iter().map(|word| sentence.start + word.start..sentence.start + word.end);
    let mut word = words.next();
    let first = edges.partition_point(|edge| *edge <= sentence.start);
    let mut cuts = edges[first..].iter().copied().peekable();
    let mut tokens: Vec<Range<usize>> = Vec::new();
    let mut before = None;
    for (at, sign) in part.char_indices() {
        let at = sentence.start + at;
        let end = at + sign.len_utf8();
        let cut = cuts.next_if(|edge| *edge <= at).is_some();
        while word.as_ref().is_some_and(|word| word.end <= at) {
            word = words.next();
        }
        if is_blank(sign) {
            before = None;
            continue;
        }
        let (in_word, begins) =
            word.as_ref().map_or((false, false), |word| (word.start < at, word.start == at));
        // Punctuation marks are separate, except combining ones, and "..." and "--".
        let goes_on = in_word || (!begins && (before == Some(sign) || !starts(sign)));
        match tokens.last_mut().filter(|last| goes_on && last.end == at && !cut) {
            Some(last) => last.end = end,
            None => tokens.push(at..end),
        }
        before = Some(sign);
    }
    tokens
}

/// Whether a character stands by itself and does not combine with the one before.
fn starts(sign: char) -> bool {
    !matches!(u32::from(sign), 0x300..=0x36F | 0x200B..=0x200D | 0xFE00..=0xFE0F | 0x1_F3FB..=0x1_F3FF)
}

/// White space for any program that reads words: Unicode's, and what Python adds.
pub fn is_blank(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '\u{1c}'..='\u{1f}')
}

/// The sentences, joined where one span reaches across.
fn joined(sentences: Vec<Sentence>, spans: &[TextRange]) -> Vec<Sentence> {
    let mut together = vec![false; sentences.len()];
    let at = |place: Byte| sentences.partition_point(|one| one.range().end <= place);
    for span in spans {
        let last = at(Byte(span.end.0.saturating_sub(1)));
        let inside = at(span.start) + 1..last.saturating_add(1).min(sentences.len());
        for index in inside {
            // Up to the sentence with the span's last word.
            let goes_on = sentences.get(index).is_some_and(|one| one.range().start < span.end);
            if let Some(together) = together.get_mut(index) {
                *together |= goes_on;
            }
        }
    }
    let mut all: Vec<Sentence> = Vec::with_capacity(sentences.len());
    for (sentence, together) in sentences.into_iter().zip(together) {
        match all.last_mut().filter(|_| together) {
            Some(last) => last.tokens.extend(sentence.tokens),
            None => all.push(sentence),
        }
    }
    all
}

/// Every word and punctuation mark of a document, in text order.
pub fn tokens(sentences: &[Sentence]) -> Vec<TextRange> {
    sentences.iter().flat_map(|sentence| sentence.tokens.iter().copied()).collect()
}

/// The indices of the first token in a span and of the one after its last; `None` if there is none.
pub fn in_span(tokens: &[TextRange], span: TextRange) -> Option<Range<usize>> {
    let first = tokens.partition_point(|token| token.start < span.start);
    let behind = tokens.partition_point(|token| token.end <= span.end);
    (first < behind).then_some(first..behind)
}

/// A document whose annotations are trimmed to words; those of white space alone are dropped.
pub fn on_tokens(set: &AnnotationSet) -> AnnotationSet {
    let tokens = tokens(&tokenize(set));
    let annotations = set.iter().filter_map(|one| {
        let spans = one.spans.iter().filter_map(|span| {
            let inside = in_span(&tokens, *span)?;
            Some(TextRange {
                start: tokens.get(inside.start)?.start,
                end: tokens.get(inside.end - 1)?.end,
            })
        });
        let spans: Vec<_> = spans.collect();
        (!spans.is_empty()).then(|| Annotation { spans, ..Annotation::clone(one) })
    });
    let actors = set.actors().map(|actor| Actor::clone(actor)).collect();
    let details = Details::clone(set.details());
    rebuilt(set.article().clone(), details, actors, annotations.collect())
}

/// Of overlapping annotations only the longest, of equally long ones the first.
pub fn without_overlaps(set: &AnnotationSet) -> AnnotationSet {
    let mut by_length: Vec<_> = set.iter().collect();
    by_length.sort_by_key(|one| std::cmp::Reverse(one.len()));
    let mut taken: std::collections::BTreeMap<u32, u32> = std::collections::BTreeMap::new();
    let mut kept = Vec::new();
    for one in by_length {
        let (start, end) = (one.start().0, one.end().0);
        let before = taken.range(..end).next_back();
        if before.is_none_or(|(_, other_end)| *other_end <= start) {
            taken.insert(start, end);
            kept.push(Annotation::clone(one));
        }
    }
    let actors = set.actors().map(|actor| Actor::clone(actor)).collect();
    rebuilt(set.article().clone(), Details::clone(set.details()), actors, kept)
}

/// Finds the words of a file in the text of an article, in order with only white space between. `None` if the
/// text is another.
pub fn aligned(article: &Article, words: &[&str]) -> Option<Vec<TextRange>> {
    let text = article.text();
    let mut at = 0;
    let mut found = Vec::with_capacity(words.len());
    for word in words {
        let rest = text.get(at..)?;
        let skipped = rest.len() - rest.trim_start_matches(is_blank).len();
        let start = at + skipped;
        if word.is_empty() || !text.get(start..)?.starts_with(word) {
            return None;
        }
        at = start + word.len();
        found.push(TextRange { start: Byte::at(start), end: Byte::at(at) });
    }
    text.get(at..)?.trim_start_matches(is_blank).is_empty().then_some(found)
}
