//! How a passage appears in a list: its first words, and the number of its paragraph.

use crate::model::{Annotation, AnnotationSet, Article, BlockIndex, TextRange};
use crate::model::{clusters, words};

/// Most text shown on a card, in characters.
const EXCERPT: usize = 160;

/// The shortened text of an annotation, with parts joined by "…".
pub fn excerpt(set: &AnnotationSet, annotation: &Annotation) -> String {
    let mut text = String::new();
    for (index, span) in annotation.spans.iter().enumerate() {
        if index > 0 {
            text.push_str(" … ");
        }
        // One more than there is room for shows that something is left out.
        let room = (EXCERPT + 1).saturating_sub(text.chars().count());
        text.extend(set.article().slice(*span).chars().take(room));
    }
    short(&text)
}

/// Words, shortened in the same way: after a word, and by "…".
pub fn short(words: &str) -> String {
    let Some((end, _)) = words.char_indices().nth(EXCERPT) else { return words.to_owned() };
    let cut = words.get(..end).unwrap_or_default();
    match cut.rsplit_once(char::is_whitespace) {
        Some((cut, _)) if cut.len() > end / 2 => format!("{cut} …"),
        _ => format!("{cut}…"),
    }
}

/// Most text proposed as a title, in bytes.
const TITLE: usize = 80;

/// The first sentence of an article, or as many of its words as fit into a title.
pub fn first_sentence(article: &Article) -> String {
    let line = article.text().lines().map(str::trim).find(|line| !line.is_empty());
    let line = line.unwrap_or_default();
    // A line as long as a book takes no longer than a short one.
    let line = line.get(..line.floor_char_boundary(4 * TITLE)).unwrap_or(line);
    let first = words::sentences(line).into_iter().next().and_then(|first| line.get(first));
    let sentence = first.unwrap_or(line).trim_end_matches('.');
    let cut = sentence.get(..sentence.floor_char_boundary(TITLE)).unwrap_or_default();
    match cut.rsplit_once(char::is_whitespace) {
        Some((words, _)) if cut.len() < sentence.len() => format!("{words} …"),
        _ => cut.to_owned(),
    }
}

/// The number of a block among those with text, from 1.
pub(in crate::session) fn paragraph(article: &Article, block: BlockIndex) -> usize {
    article.paragraph(block)
}

/// Most bytes of text shown on each side of a place.
const AROUND: usize = 48;

/// Bytes on each side that are looked at, so that a line as long as a book takes no longer than a short one.
const LOOKED_AT: usize = 4 * AROUND;

/// Some words and the text around them, on one line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    /// The text before them; begins with "…" if there is more.
    pub before: String,
    /// The words.
    pub words: String,
    /// The text after them; ends with "…" if there is more.
    pub after: String,
}

/// A place in a part of a text with the words around it, in the same line. Words are cut only where they
/// are too long.
pub fn around(text: &str, whole: TextRange, place: TextRange) -> Excerpt {
    let slice = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let near = text.ceil_char_boundary(place.start.index().saturating_sub(LOOKED_AT));
    let far = text.floor_char_boundary(place.end.index() + LOOKED_AT);
    let before = slice(near.max(whole.start.index()), place.start.index());
    let after = slice(place.end.index(), far.min(whole.end.index()));
    let line = before.rsplit('\n').next().unwrap_or_default();
    let from = clusters::end(line, line.ceil_char_boundary(line.len().saturating_sub(AROUND)));
    let cut = line.get(from..).unwrap_or_default();
    // A word that is cut goes, unless it is all there is.
    let cut = match (from, cut.split_once(char::is_whitespace)) {
        (1.., Some((_, rest))) => rest,
        _ => cut,
    };
    let mut excerpt = Excerpt::default();
    excerpt.before.push_str(if cut.len() < line.len() { "… " } else { "" });
    excerpt.before.push_str(cut);
    excerpt.words.push_str(&slice(place.start.index(), place.end.index()).replace('\n', " "));
    let line = after.split('\n').next().unwrap_or_default();
    let to = clusters::start(line, line.floor_char_boundary(AROUND));
    let cut = line.get(..to).unwrap_or_default();
    let cut = match (to < line.len(), cut.rsplit_once(char::is_whitespace)) {
        (true, Some((start, _))) => start,
        _ => cut,
    };
    excerpt.after.push_str(cut);
    excerpt.after.push_str(if cut.len() < line.len() { " …" } else { "" });
    excerpt
}
