//! How a passage appears in a list: its first words, and the number of its paragraph.

use crate::model::{Annotation, AnnotationSet, Article, BlockIndex};

/// Most text shown on a card, in characters.
const EXCERPT: usize = 160;

/// The shortened text of an annotation, with parts joined by "…".
pub fn excerpt(set: &AnnotationSet, annotation: &Annotation) -> String {
    let mut text = String::new();
    for (index, span) in annotation.spans.iter().enumerate() {
        if index > 0 {
            text.push_str(" … ");
        }
        let room = EXCERPT.saturating_sub(text.chars().count());
        text.extend(set.article().slice(*span).chars().take(room));
    }
    text
}

/// The number of a block among those with text, from 1.
pub(in crate::session) fn paragraph(article: &Article, block: BlockIndex) -> usize {
    article.paragraph(block)
}
